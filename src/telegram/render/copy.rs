//! The file with all that is kept about one contact: a page that any browser shows, on a phone too, without asking anybody
//! for anything.
//!
//! Chosen: one page of HTML in the language of who asks for it, because it is handed to a person; every time in it also
//! stands in a form that programs read. Rejected: JSON, which the person could not read, and a second file beside it,
//! which would have to be handed over as well.

use super::content::{media_kind, snippet};
use super::desk::conclusion_key;
use super::fault;
use super::history::said;
use super::html::{called, cut, escape, one_line};
use crate::app::copy::{Head, Piece};
use crate::dialogue::facts::Company;
use crate::dialogue::screen::Person;
use crate::domain::Timestamp;
use crate::domain::attendance::{Attendance, Ending};
use crate::domain::contact::AddressKind;
use crate::domain::delivery::Content;
use crate::domain::event::Pricing;
use crate::domain::id::ChannelId;
use crate::domain::message::{Direction, Message, MessageState};
use crate::domain::note::Note;
use crate::domain::phone::Phone;
use crate::domain::template::Value;
use crate::i18n::{Key, Voice};
use crate::store::contact::kept::Deed;
use std::fmt::Write as _;

/// More than any message has: nothing is cut.
const ALL: usize = 1_000_000;
/// How it looks, in the light and in the dark.
const STYLE: &str = ":root{color-scheme:light dark}body{font:16px/1.45 system-ui,sans-serif;max-width:46rem;margin:auto;padding:1rem}\
dt{opacity:.7}dd{margin:0 0 .5rem}section{border-top:1px solid;margin-top:1.5rem}\
p{white-space:pre-wrap;overflow-wrap:anywhere;margin:.75rem 0}small{opacity:.7}";

/// Which part of the page is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Attendances,
    Deeds,
}

/// A page that is being written, in as many files as it takes.
#[derive(Debug)]
pub struct Page<'v> {
    voice: Voice<'v>,
    company: &'v Company,
    who: String,
    part: Part,
    is_open: bool,
    files: u32,
    text: String,
}

impl<'v> Page<'v> {
    /// Begins it.
    pub fn begin(head: &Head, company: &'v Company, voice: Voice<'v>) -> Self {
        let person = Person { name: head.contact.name.clone(), phone: head.contact.phone.clone() };
        let who = called(&person, &voice);
        let mut page =
            Self { voice, company, who, part: Part::Head, is_open: false, files: 0, text: String::new() };
        page.top();
        page.profile(head);
        page
    }

    /// How many bytes the file has so far.
    pub const fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether nothing is written yet: never, there is always a beginning.
    pub const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The file that is finished: its name, the words under it, and its bytes. What is written now goes into the next.
    pub fn take_file(&mut self) -> (String, String, String) {
        self.close();
        self.text.push_str("</body></html>\n");
        let number = if self.files > 1 { format!("-{}", self.files) } else { String::new() };
        let name = format!("{}{number}.html", self.voice.word(Key::FileCopy));
        let caption = self.voice.say(Key::FileCopyCaption, &[("name", (&self.who).into())]);
        let file = std::mem::take(&mut self.text);
        self.top();
        (name, caption, file)
    }

    /// The next piece.
    pub fn add(&mut self, piece: &Piece) {
        match piece {
            Piece::Attendance(attendance, ending) => self.attendance(attendance, ending),
            Piece::Said(all) => {
                for (message, charged) in all {
                    self.message(message, charged.as_ref());
                }
            }
            Piece::Noted(all) => all.iter().for_each(|note| self.note(note)),
            Piece::Done(all) => {
                self.heading(Part::Deeds, Key::CopyDeeds);
                for deed in all {
                    self.deed(deed);
                }
            }
        }
    }

    fn put(&mut self, html: std::fmt::Arguments<'_>) {
        // Writing into a String cannot fail.
        self.text.write_fmt(html).unwrap_or_default();
    }

    fn word(&self, key: Key) -> String {
        escape(&self.voice.word(key))
    }

    fn time(&self, at: Timestamp) -> String {
        let machine = at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
        format!("<time datetime=\"{machine}\">{}</time>", escape(&self.voice.full(at)))
    }

    fn channel(&self, id: &ChannelId) -> String {
        let found = self.company.find_channel(id);
        escape(&found.map_or_else(|| id.to_string(), |channel| one_line(&channel.name)))
    }

    fn top(&mut self) {
        self.files += 1;
        let title = escape(&self.voice.say(Key::CopyTitle, &[("name", (&self.who).into())]));
        let locale = self.voice.locale;
        let language = locale.tag();
        self.put(format_args!(
            "<!doctype html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\">\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
             <title>{title}</title><style>{STYLE}</style></head><body>\n<h1>{title}</h1>\n"
        ));
        if self.files > 1 {
            let part = self.voice.say(Key::CopyPart, &[("part", self.files.into())]);
            self.put(format_args!("<p>{}</p>\n", escape(&part)));
        }
    }

    fn row(&mut self, title: &str, html: &str) {
        self.put(format_args!("<dt>{title}</dt><dd>{html}</dd>\n"));
    }

    fn profile(&mut self, head: &Head) {
        let args = [
            ("at", self.voice.full(self.voice.now).into()),
            ("zone", self.voice.timezone.name().to_owned().into()),
        ];
        let made = escape(&self.voice.say(Key::CopyMade, &args));
        let mut intro = format!("{made} {}", self.word(Key::CopyIntro));
        if head.hidden > 0 {
            let hidden = self.voice.say(Key::CopyHidden, &[("hidden", head.hidden.into())]);
            intro = format!("{intro} <strong>{}</strong>", escape(&hidden));
        }
        let title = self.word(Key::CopyProfile);
        self.put(format_args!("<p>{intro}</p>\n<h2>{title}</h2>\n<dl>\n"));
        let (contact, profile) = (&head.contact, &head.profile);
        let details = &profile.details;
        let tags: Vec<String> = profile.tags.iter().map(|tag| tag.name.clone()).collect();
        let fields = [
            (Key::SheetName, contact.name.clone()),
            (Key::SheetNumber, contact.phone.as_ref().map(Phone::display)),
            (Key::SheetEmail, details.email.clone()),
            (Key::SheetCompany, details.company.clone()),
            (Key::SheetNote, details.note.clone()),
            (Key::SheetTags, (!tags.is_empty()).then(|| tags.join(", "))),
        ];
        for (key, value) in fields {
            if let Some(value) = value {
                self.row(&self.word(key), &escape(&value));
            }
        }
        for address in &contact.addresses {
            let key = match address.kind {
                AddressKind::Dialled => Key::CopyDialled,
                AddressKind::WaId => Key::CopyWaId,
                AddressKind::Bsuid | AddressKind::Lid => Key::CopyOtherId,
            };
            self.row(&self.word(key), &escape(&address.value));
        }
        self.row(&self.word(Key::CopyActive), &self.time(contact.active_at));
        for (channel, at) in &head.written {
            let args = [(
                "channel",
                self.company
                    .find_channel(channel)
                    .map_or_else(|| channel.to_string(), |one| one.name.clone())
                    .into(),
            )];
            let title = escape(&self.voice.say(Key::CopyWrote, &args));
            self.row(&title, &self.time(*at));
        }
        let decided = [(Key::CopyBlocked, profile.blocked), (Key::CopyOptedOut, profile.opted_out)];
        for (key, decided) in decided {
            if let Some(decided) = decided {
                self.row(&self.word(key), &self.time(decided.at));
            }
        }
        for value in &head.values {
            self.row(&self.word(Key::CopyValue), &escape(&given(value)));
        }
        self.text.push_str("</dl>\n");
    }

    fn close(&mut self) {
        if std::mem::take(&mut self.is_open) {
            self.text.push_str(if self.part == Part::Deeds { "</dl>\n" } else { "</section>\n" });
        }
    }

    fn heading(&mut self, part: Part, key: Key) {
        if self.part != part {
            self.close();
            self.part = part;
            let title = self.word(key);
            self.put(format_args!("<h2>{title}</h2>\n"));
        }
        if part == Part::Deeds && !self.is_open {
            self.is_open = true;
            self.text.push_str("<dl>\n");
        }
    }

    fn attendance(&mut self, attendance: &Attendance, ending: &Ending) {
        self.heading(Part::Attendances, Key::CopyAttendances);
        self.close();
        self.is_open = true;
        let channel = self.channel(&attendance.channel);
        let team = self.company.find_team(&attendance.team);
        let team = escape(&team.map_or_else(|| attendance.team.to_string(), |team| one_line(&team.name)));
        self.text.push_str("<section>\n<dl>\n");
        self.row(&self.word(Key::CopyOpened), &self.time(attendance.opened_at));
        if let Some(at) = attendance.closed_at {
            self.row(&self.word(Key::CopyClosed), &self.time(at));
        }
        self.row(&self.word(Key::CopyChannel), &channel);
        self.row(&self.word(Key::CopyTeam), &team);
        let why = ending.reason.map(|reason| self.voice.word(conclusion_key(reason)));
        let why: Vec<String> = [why, ending.note.clone()].into_iter().flatten().collect();
        if !why.is_empty() {
            self.row(&self.word(Key::CopyConclusion), &escape(&why.join(" · ")));
        }
        self.text.push_str("</dl>\n");
    }

    fn message(&mut self, message: &Message, charged: Option<&Pricing>) {
        let by = match message.direction {
            Direction::In => Key::CopyContact,
            Direction::Out => Key::CopyCompany,
        };
        let mut below = vec![self.time(message.created_at)];
        below.extend(self.state(message));
        if let Some(charged) = charged {
            let args = [("category", (&charged.category).into()), ("kind", (&charged.kind).into())];
            below.push(escape(&self.voice.say(Key::CopyCharged, &args)));
        }
        let (by, words) = (self.word(by), self.words(&message.content));
        let below = below.join(" · ");
        self.put(format_args!("<p><b>{by}</b>\n{words}\n<small>{below}</small></p>\n"));
    }

    /// How far a message of ours has come, and why it did not.
    fn state(&self, message: &Message) -> Option<String> {
        let key = match message.state {
            MessageState::Received => return None,
            MessageState::Queued => Key::StateQueued,
            MessageState::Held => Key::StateHeld,
            MessageState::Unknown => Key::StateUnknown,
            MessageState::Sent => Key::StateSent,
            MessageState::Delivered => Key::StateDelivered,
            MessageState::Read => Key::StateRead,
            MessageState::Failed => Key::StateFailed,
        };
        let state = escape(&self.voice.say(key, &[("at", self.voice.full(message.state_at).into())]));
        let why = message.fault.as_ref().filter(|_| message.state == MessageState::Failed);
        Some(match why {
            Some(why) => format!("{state}: {}", self.voice.word(fault::key(why.kind))),
            None => state,
        })
    }

    /// What was said, with everything that was given for it.
    fn words(&self, content: &Content) -> String {
        match content {
            Content::Template { filled } => {
                let values: Vec<String> = filled.values.iter().map(|(_slot, value)| given(value)).collect();
                let said = said(content, ALL, &self.voice);
                if values.is_empty() { said } else { format!("{said}\n[{}]", escape(&values.join(" · "))) }
            }
            Content::Media { media, caption } => {
                let mut parts = vec![media_kind(media.kind, &self.voice)];
                parts.extend(media.name.as_deref().map(one_line));
                parts.push(one_line(&media.mime));
                parts.extend(media.size.map(|size| self.voice.size(size)));
                let words = caption.as_deref().map(|words| format!("\n{}", escape(words)));
                format!("{}{}", escape(&parts.join(" · ")), words.unwrap_or_default())
            }
            Content::Text { body } => escape(body),
            Content::Edited { .. } => escape(&snippet(content, ALL, &self.voice)),
            Content::Place { .. }
            | Content::Cards { .. }
            | Content::Reaction { .. }
            | Content::Deleted { .. }
            | Content::Other { .. } => said(content, ALL, &self.voice),
        }
    }

    fn note(&mut self, note: &Note) {
        let (title, at) = (self.word(Key::CopyNote), self.time(note.written_at));
        let words = escape(note.text.as_str());
        self.put(format_args!("<p><b>{title}</b>\n{words}\n<small>{at}</small></p>\n"));
    }

    fn deed(&mut self, deed: &Deed) {
        let what = if let Some(key) = did(&deed.action) {
            self.word(key)
        } else {
            let action = cut(&one_line(&deed.action), 60);
            escape(&self.voice.say(Key::DidOther, &[("action", action.into())]))
        };
        let at = self.time(deed.at);
        self.row(&at, &what);
    }
}

/// A value that was given for a gap of a template.
fn given(value: &Value) -> String {
    match value {
        Value::Text { text } => text.clone(),
        Value::Media { media } => media.filename.clone().unwrap_or_else(|| media.mime.clone()),
        Value::Location { latitude, longitude, name, address } => {
            let at = format!("{latitude:.6}, {longitude:.6}");
            [name.clone(), address.clone(), Some(at)].into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
    }
}

/// What was done, by the word in the audit; `None` for one that is told as it stands.
fn did(action: &str) -> Option<Key> {
    Some(match action {
        "contact.created" => Key::DidCreated,
        "contact.edited" => Key::DidEdited,
        "contact.number" => Key::DidNumber,
        "contact.tagged" => Key::DidTagged,
        "contact.untagged" => Key::DidUntagged,
        "contact.blocked" => Key::DidBlocked,
        "contact.unblocked" => Key::DidUnblocked,
        "contact.opted_out" => Key::DidOptedOut,
        "contact.opted_in" => Key::DidOptedIn,
        "contact.merged" => Key::DidMerged,
        "contact.parted" => Key::DidParted,
        "contact.exported" => Key::DidCopied,
        "attendance.opened" => Key::DidOpened,
        "attendance.read" => Key::DidRead,
        "attendance.concluded" => Key::DidConcluded,
        "attendance.noted" => Key::DidNoted,
        "attendance.template" => Key::DidTemplate,
        _another => return None,
    })
}
