//! What happened, as it is read: pages that fit, whoever wrote what in them, and the summary of what is over.

use super::super::{Rendered, card, screen, summary};
use super::cast::{HOSTILE, attendance, attendance_id, card_of, filled, hostile, maria, panel, voice};
use super::read_html;
use crate::dialogue::summary::Summary;
use crate::dialogue::timeline::{Entry, Happened, Told};
use crate::dialogue::{Card, Prompt};
use crate::domain::Timestamp;
use crate::domain::attendance::{AttendanceState, Conclusion, Ending};
use crate::domain::cost::Bill;
use crate::domain::delivery::Content;
use crate::domain::id::{AttendanceId, MessageId, StaffId};
use crate::domain::limit::{LIST_ROWS_MAX, NOTE_LEN_MAX};
use crate::domain::media::{Media, MediaAt, MediaKind};
use crate::domain::message::{Direction, Message, MessageState};
use crate::domain::note::{Note, NoteText};
use crate::domain::staff::Locale;
use crate::i18n::Words;
use chrono::TimeDelta;
use uuid::Uuid;

fn now() -> Timestamp {
    voice(&Words::load(), Locale::PT_BR).now
}

fn told(minute: i64, by: Option<&str>, what: Happened) -> Told {
    let at = now() - TimeDelta::minutes(20 - minute);
    Told {
        team: "Vendas".to_owned(),
        channel: "WhatsApp Oficial".to_owned(),
        staff: Some("Carla Dias".to_owned()),
        by: by.map(str::to_owned),
        entry: Entry { attendance: attendance(now()), at, what },
    }
}

fn message(direction: Direction, content: Content) -> Happened {
    let state = if direction == Direction::In { MessageState::Received } else { MessageState::Read };
    let message = Message {
        id: MessageId::new(Uuid::from_u128(1)),
        attendance: attendance_id(),
        direction,
        content,
        state,
        state_at: now(),
        remote: None,
        fault: None,
        answers: None,
        created_at: now(),
    };
    Happened::Said { message: Box::new(message), by: None }
}

fn text(direction: Direction, body: &str) -> Happened {
    message(direction, Content::Text { body: body.to_owned() })
}

fn picture(caption: Option<&str>) -> Content {
    let media = Media {
        kind: MediaKind::Image,
        mime: "image/jpeg".to_owned(),
        name: Some(HOSTILE.to_owned()),
        size: None,
        at: MediaAt::Provider { id: "1".to_owned() },
    };
    Content::Media { media, caption: caption.map(str::to_owned) }
}

fn note(body: &str) -> Happened {
    let text = NoteText::new(body).unwrap();
    Happened::Noted(Note { staff: StaffId(1), text, written_at: now() })
}

fn ending(note: Option<&str>) -> Ending {
    let note = note.map(str::to_owned);
    Ending { reason: Some(Conclusion::GoalReached), note, incoming: 3, outgoing: 2 }
}

/// A page of each kind of entry, every one of them in an attendance of its own and as long as it can be.
fn fullest(what: impl Fn() -> Happened) -> Vec<Told> {
    let one = |n: usize| {
        let mut told = told(1, Some(HOSTILE), what());
        let long = || HOSTILE.repeat(9);
        (told.team, told.channel, told.staff) = (long(), long(), Some(long()));
        told.entry.attendance.id = AttendanceId::new(Uuid::from_u128(u128::try_from(n).unwrap()));
        told
    };
    (0..LIST_ROWS_MAX).map(one).collect()
}

/// Every kind of panel of this chapter.
pub(super) fn prompts() -> Vec<Prompt> {
    let whats: Vec<Box<dyn Fn() -> Happened>> = vec![
        Box::new(|| Happened::Opened),
        Box::new(|| text(Direction::In, &HOSTILE.repeat(100))),
        Box::new(|| text(Direction::Out, &"😀".repeat(2_000))),
        Box::new(|| message(Direction::Out, picture(Some(&HOSTILE.repeat(22))))),
        Box::new(|| {
            message(Direction::Out, Content::Template { filled: Box::new(filled(&[("cliente", HOSTILE)])) })
        }),
        Box::new(|| note(&"&".repeat(NOTE_LEN_MAX))),
        Box::new(|| Happened::Concluded(ending(Some(&HOSTILE.repeat(12))))),
    ];
    let mut prompts: Vec<Prompt> = whats
        .iter()
        .map(|what| Prompt::History { person: hostile(), entries: fullest(what), hidden: 3 })
        .collect();
    let short = vec![told(1, None, Happened::Opened)];
    prompts.extend([
        Prompt::History { person: hostile(), entries: Vec::new(), hidden: 1 },
        Prompt::History { person: hostile(), entries: short, hidden: 0 },
        Prompt::More { person: hostile(), notes: 0 },
        Prompt::More { person: hostile(), notes: 2 },
        Prompt::AskNote { person: hostile() },
    ]);
    prompts
}

fn summed(bill: Option<Bill>, note: Option<&str>) -> Summary {
    Summary {
        ending: ending(note),
        staff: Some("Carla Dias".to_owned()),
        lasted: TimeDelta::minutes(80),
        bill: bill.map(|bill| (bill, "USD".to_owned())),
    }
}

/// Cards of what is over.
pub(super) fn closed(now: Timestamp) -> Vec<Card> {
    let hostile = Summary { staff: Some(HOSTILE.repeat(9)), ..summed(None, Some(&HOSTILE.repeat(12))) };
    let bare = Ending { reason: None, note: None, incoming: 0, outgoing: 0 };
    let bare = Summary { ending: bare, staff: None, ..summed(None, None) };
    let bill = Bill { micros: 6_800, charged: 1, unpriced: 0, free: 1, service: 0 };
    let all = [hostile, bare, summed(Some(bill), Some("Comprou"))];
    let card =
        |summary| Card { state: AttendanceState::Closed, notes: 2, summary: Some(summary), ..card_of(now) };
    all.map(card).into()
}

fn drawn(entries: Vec<Told>, hidden: u32) -> Rendered {
    let words = Words::load();
    let prompt = Prompt::History { person: maria(), entries, hidden };
    screen(&panel(prompt), &voice(&words, Locale::PT_BR), 1, 1).unwrap()
}

#[test]
fn a_page_says_who_said_what_and_when_under_the_attendance_it_was_said_in() {
    let page = drawn(
        vec![
            told(0, None, Happened::Opened),
            told(1, None, text(Direction::In, "Oi, <b>tudo</b> bem?")),
            told(2, Some("Carla Dias"), text(Direction::Out, "Tudo *ótimo*!")),
            told(3, None, text(Direction::Out, "Daqui também")),
            told(4, Some("Ana Torres"), note("cliente <antigo>")),
            told(5, None, Happened::Concluded(ending(Some("comprou")))),
        ],
        2,
    );
    assert_eq!(
        page.html,
        "<b>Histórico · Maria Souza</b>\n\n\
         🟢 <b>14:30</b> · Vendas · WhatsApp Oficial · Carla Dias\n\
         👤 <b>Maria Souza</b> · 14:41\nOi, &lt;b&gt;tudo&lt;/b&gt; bem?\n\
         💼 <b>Carla Dias</b> · 14:42 ✓✓ 👀\nTudo <b>ótimo</b>!\n\
         💼 <b>celular da empresa</b> · 14:43 ✓✓ 👀\nDaqui também\n\
         📝 <b>Nota interna</b> · Ana Torres · 14:44\n<i>cliente &lt;antigo&gt;</i>\n\
         ✅ Concluído 14:45\n🏁 <b>Objetivo atingido</b>\n📝 comprou\n💬 recebidas: 3 · enviadas: 2\n\n\
         🔒 Há mais 2 atendimentos, de outras equipes, que você não pode ver."
    );
}

#[test]
fn a_long_message_is_whole_where_there_is_room_and_cut_where_there_is_not() {
    let long = "palavra ".repeat(300);
    let alone = drawn(vec![told(1, None, text(Direction::In, &long))], 0);
    assert!(alone.html.contains(long.trim()) && !alone.html.contains('…'));
    let among = drawn((0..8).map(|n| told(n, None, text(Direction::In, &long))).collect(), 0);
    assert_eq!(among.html.matches('…').count(), 8, "all are cut alike");
    assert!(read_html(&among.html).unwrap().chars().count() > 2_000, "as little as needed");
}

#[test]
fn the_summary_of_what_is_over_says_why_who_how_long_how_much_and_what_it_cost() {
    let words = Words::load();
    let voice = voice(&words, Locale::PT_BR);
    let bill = Bill { micros: 6_800, charged: 1, unpriced: 0, free: 1, service: 0 };
    let one = summed(Some(bill.clone()), Some("comprou <dois>"));
    let said = summary(&one, &voice);
    assert_eq!(
        said,
        "🏁 <b>Objetivo atingido</b>\n📝 comprou &lt;dois&gt;\n👤 Carla Dias · durou 1 h 20 min\n\
         💬 recebidas: 3 · enviadas: 2\n💰 US$ 0,0068 · cobradas: 1 · grátis: 1"
    );
    assert!(!summary(&summed(None, None), &voice).contains('💰'), "what is not known is not said");
    let closed = Card {
        state: AttendanceState::Closed,
        summary: Some(one),
        bill: Some((bill, "USD".to_owned())),
        ..card_of(voice.now)
    };
    let card = card(&closed, &voice, attendance_id()).unwrap().html;
    assert!(card.ends_with(&format!("Atendimento concluído.\n{said}")), "{card}");
    assert_eq!(card.matches('💰').count(), 1, "the cost is said once");
}
