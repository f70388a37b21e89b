//! The file with all that is kept about one contact: sound as a page, in every part of it, whatever people are called.

use super::super::copy::Page;
use super::cast::{HOSTILE, attendance, attendance_id, phone, voice};
use crate::app::copy::{Head, Piece};
use crate::dialogue::facts::Company;
use crate::domain::Timestamp;
use crate::domain::attendance::{Attendance, Conclusion, Ending};
use crate::domain::contact::{Address, AddressKind, Contact};
use crate::domain::delivery::Content;
use crate::domain::event::Pricing;
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::id::{ChannelId, ContactId, MessageId, RemoteId, StaffId};
use crate::domain::message::{Direction, Message, MessageState};
use crate::domain::note::{Note, NoteText};
use crate::domain::opt_out::OptOut;
use crate::domain::profile::{Decided, Details, Profile};
use crate::domain::staff::Locale;
use crate::domain::template::Value;
use crate::i18n::{Voice, Words};
use crate::store::contact::kept::Deed;
use uuid::Uuid;

/// What staff may have done about a contact, and what no version of ours calls so.
const DEEDS: [&str; 18] = [
    "contact.created",
    "contact.edited",
    "contact.number",
    "contact.tagged",
    "contact.untagged",
    "contact.blocked",
    "contact.unblocked",
    "contact.opted_out",
    "contact.opted_in",
    "contact.merged",
    "contact.parted",
    "contact.exported",
    "attendance.opened",
    "attendance.read",
    "attendance.concluded",
    "attendance.noted",
    "attendance.template",
    HOSTILE,
];

/// What stands in it beside words: ids, and the name of the time zone.
pub(super) const COPIED: [&str; 4] = ["12@lid", "oficial", "vendas", "America/Sao_Paulo"];

fn head(now: Timestamp) -> Head {
    let decided = Some(Decided { at: now, by: Some(StaffId(1)) });
    let text = || Some(HOSTILE.to_owned());
    Head {
        contact: Contact {
            id: ContactId::new(Uuid::from_u128(3)),
            name: text(),
            phone: Some(phone()),
            addresses: [
                (AddressKind::Dialled, "5551999998888"),
                (AddressKind::WaId, "555199998888"),
                (AddressKind::Lid, "12@lid"),
            ]
            .map(|(kind, value)| Address { kind, value: value.to_owned() })
            .to_vec(),
            active_at: now,
        },
        profile: Profile {
            details: Details { email: text(), company: text(), note: text() },
            blocked: decided,
            opted_out: decided,
            ..Profile::default()
        },
        written: vec![(ChannelId::new("oficial").unwrap(), now)],
        values: vec![Value::Text { text: HOSTILE.to_owned() }],
        hidden: 2,
    }
}

fn message(n: u128, content: Content, state: MessageState, now: Timestamp) -> (Message, Option<Pricing>) {
    let said = Message {
        id: MessageId::new(Uuid::from_u128(n)),
        attendance: attendance_id(),
        direction: if state == MessageState::Received { Direction::In } else { Direction::Out },
        content,
        state,
        state_at: now,
        remote: Some(RemoteId("wamid.x".to_owned())),
        fault: (state == MessageState::Failed).then(|| Fault::new(FaultKind::Network, "0", HOSTILE)),
        answers: None,
        created_at: now,
    };
    (said, Some(Pricing { kind: HOSTILE.to_owned(), category: HOSTILE.to_owned() }))
}

fn pieces(now: Timestamp) -> Vec<Piece> {
    let text = || HOSTILE.to_owned();
    let said = [
        message(1, Content::Text { body: text() }, MessageState::Received, now),
        message(2, Content::Text { body: text() }, MessageState::Failed, now),
        message(3, Content::Other { what: text(), caption: Some(text()) }, MessageState::Received, now),
        message(4, Content::Edited { of: RemoteId(text()), body: text() }, MessageState::Read, now),
    ];
    let ending = Ending { reason: Some(Conclusion::Other), note: Some(text()), incoming: 2, outgoing: 2 };
    let note = Note { staff: StaffId(1), text: NoteText::new(HOSTILE).unwrap(), written_at: now };
    let done = DEEDS.map(|action| Deed { seq: 1, at: now, action: action.to_owned() });
    vec![
        Piece::Attendance(Box::new(attendance(now)), ending.clone()),
        Piece::Said(said.to_vec()),
        Piece::Noted(vec![note]),
        Piece::Attendance(Box::new(Attendance { closed_at: Some(now), ..attendance(now) }), ending),
        Piece::Done(done.to_vec()),
        Piece::Done(done.to_vec()),
    ]
}

/// Names and texts of its files, and what the last one is sent with.
fn written(company: &Company, voice: Voice<'_>, cut_at: Option<usize>) -> (Vec<(String, String)>, String) {
    let mut page = Page::begin(&head(voice.now), company, voice);
    let mut files = Vec::new();
    for (index, piece) in pieces(voice.now).iter().enumerate() {
        page.add(piece);
        if cut_at == Some(index) {
            let (name, _, text) = page.take_file();
            files.push((name, text));
        }
    }
    let (name, caption, text) = page.take_file();
    assert!(caption.chars().count() < 1_024);
    files.push((name, text));
    (files, caption)
}

/// What a person reads in it, and what the files are called.
pub(super) fn readable(words: &Words, voice: Voice<'_>) -> Vec<String> {
    let (files, caption) = written(&empty(words), voice, Some(1));
    let mut all = vec![caption];
    for (name, text) in files {
        all.push(name);
        let body = text.split_once("</style>").map_or(text.as_str(), |(_, body)| body);
        let parts = body.split('<').map(|part| part.split_once('>').map_or(part, |(_tag, said)| said));
        let said = parts.collect::<Vec<_>>().join("\n");
        all.push(
            said.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"),
        );
    }
    all
}

/// A company of nobody.
fn empty(words: &Words) -> Company {
    Company {
        staff: Vec::new(),
        former: Vec::new(),
        teams: Vec::new(),
        holidays: Vec::new(),
        channels: Vec::new(),
        doors: Vec::new(),
        country: "BR".to_owned(),
        locale: Locale::PT_BR,
        timezone: chrono_tz::America::Sao_Paulo,
        reopen_hours: 0,
        opt_out: OptOut::default(),
        currencies: Vec::new(),
        own_rates: None,
        languages: words.languages().collect(),
        commands: Vec::new(),
    }
}

/// Tags that are opened and closed in their order; those that stand alone are left out.
fn is_sound(text: &str) {
    let mut open = Vec::new();
    for part in text.split('<').skip(1) {
        let (tag, _) = part.split_once('>').expect("a tag ends");
        let name = tag.split(' ').next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "in {text}"),
            None if ["!doctype", "meta"].contains(&name) => {}
            None => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?} stay open in {text}");
}

#[test]
fn it_is_sound_wherever_it_is_cut_and_nobody_writes_markup_into_it() {
    let words = Words::load();
    let company = empty(&words);
    for locale in words.languages() {
        for cut_at in [None, Some(0), Some(1), Some(2), Some(3), Some(4), Some(5)] {
            let (files, _caption) = written(&company, voice(&words, locale), cut_at);
            assert_eq!(files.len(), if cut_at.is_some() { 2 } else { 1 });
            for (index, (name, text)) in files.iter().enumerate() {
                assert!(text.starts_with("<!doctype html>") && text.ends_with("</body></html>\n"));
                assert!(!text.contains("Bobby</b> & "), "{text}");
                assert!(!text.contains("{ $") && !text.contains("wamid"), "{text}");
                assert_eq!(name.ends_with("-2.html"), index == 1, "{name}");
                is_sound(text);
            }
        }
    }
}
