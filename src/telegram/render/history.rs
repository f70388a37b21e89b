//! What happened with a contact, as one reads a conversation: who, when and what, with a heading for each attendance; and
//! the panels beside it.

use super::card::sign;
use super::content::{media_kind, snippet, whole};
use super::html::{called, cut, escape, one_line, say, units};
use super::summary::{outcome, said as how_much};
use crate::dialogue::screen::Person;
use crate::dialogue::timeline::{Happened, Told};
use crate::domain::delivery::Content;
use crate::domain::message::{Direction, Message, MessageState};
use crate::domain::template::preview::{Span, preview};
use crate::i18n::{Key, Voice};

/// Characters of a page, markup included: with a line below it stays under Telegram's 4096.
const PAGE_LEN_MAX: usize = 3_500;
/// Characters of one message: as many as the page has room for. The last of them fits whatever else is on it.
const SAID_LEN_MAX: [usize; 7] = [3_000, 2_000, 1_200, 700, 400, 250, 150];
/// Characters of a name within the page.
const NAME_LEN_MAX: usize = 40;

/// What else there is to an attendance.
pub(super) fn more(who: &Person, notes: u32, voice: &Voice<'_>) -> String {
    let title = say(voice, Key::MoreTitle, &[("name", called(who, voice).into())]);
    let below = if notes > 0 {
        say(voice, Key::CardNotes, &[("count", notes.into())])
    } else {
        voice.word(Key::MoreHint)
    };
    format!("{title}\n{below}")
}

/// Type the words of a note.
pub(super) fn ask_note(who: &Person, voice: &Voice<'_>) -> String {
    say(voice, Key::AskNote, &[("name", called(who, voice).into())])
}

/// A page of what happened.
pub(super) fn history(who: &Person, entries: &[Told], hidden: u32, voice: &Voice<'_>) -> String {
    let mut page = String::new();
    for max in SAID_LEN_MAX {
        page = drawn(who, entries, hidden, max, voice);
        if units(&page) <= PAGE_LEN_MAX {
            break;
        }
    }
    page
}

fn drawn(who: &Person, entries: &[Told], hidden: u32, max: usize, voice: &Voice<'_>) -> String {
    let contact = cut(&called(who, voice), NAME_LEN_MAX);
    let mut lines = vec![say(voice, Key::HistoryTitle, &[("name", contact.as_str().into())])];
    let mut before = None;
    for told in entries {
        if before != Some(told.entry.attendance.id) {
            lines.push(format!("\n{}", heading(told, voice)));
            before = Some(told.entry.attendance.id);
        }
        lines.extend(entry(told, &contact, max, voice));
    }
    if hidden > 0 {
        lines.push(format!("\n{}", say(voice, Key::HistoryHidden, &[("count", hidden.into())])));
    }
    lines.join("\n")
}

/// When the attendance began, where, and who has it.
fn heading(told: &Told, voice: &Voice<'_>) -> String {
    let attendance = &told.entry.attendance;
    let mut parts = vec![told.team.as_str(), told.channel.as_str()];
    parts.extend(told.staff.as_deref());
    let place: Vec<String> = parts.into_iter().map(|part| cut(&one_line(part), NAME_LEN_MAX)).collect();
    let opened = voice.date_time(attendance.opened_at);
    format!("{} <b>{}</b> · {}", sign(attendance.state), escape(&opened), escape(&place.join(" · ")))
}

fn entry(told: &Told, contact: &str, max: usize, voice: &Voice<'_>) -> Option<String> {
    let at = voice.date_time(told.entry.at);
    let by = told.by.as_deref().map(|name| cut(&one_line(name), NAME_LEN_MAX));
    match &told.entry.what {
        Happened::Opened => None,
        Happened::Said { message, .. } => {
            let name = match message.direction {
                Direction::In => format!("👤 <b>{}</b>", escape(contact)),
                Direction::Out => {
                    let by = by.unwrap_or_else(|| voice.word(Key::HistoryPhone));
                    format!("💼 <b>{}</b>", escape(&by))
                }
            };
            let what = said(&message.content, max, voice);
            Some(format!("{name} · {}{}\n{what}", escape(&at), mark(message)))
        }
        Happened::Noted(note) => {
            let by = by.unwrap_or_default();
            let title = say(voice, Key::HistoryNote, &[("staff", by.into()), ("at", at.into())]);
            Some(format!("{title}\n<i>{}</i>", escape(&cut(note.text.as_str(), max))))
        }
        Happened::Concluded(ending) => {
            let title = say(voice, Key::HistoryConcluded, &[("at", at.into())]);
            let lines = [title, outcome(ending, max, voice), how_much(ending, voice)];
            Some(lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"))
        }
    }
}

/// How far a message of ours has come.
fn mark(message: &Message) -> &'static str {
    match message.state {
        MessageState::Received => "",
        MessageState::Queued => " 🕊",
        MessageState::Held => " ⏳",
        MessageState::Unknown => " ❔",
        MessageState::Sent => " ✓",
        MessageState::Delivered => " ✓✓",
        MessageState::Read => " ✓✓ 👀",
        MessageState::Failed => " 💔",
    }
}

/// What was said: texts as they are, everything else with the name of its kind.
pub(super) fn said(content: &Content, max: usize, voice: &Voice<'_>) -> String {
    match content {
        Content::Media { media, caption } => {
            let kind = escape(&media_kind(media.kind, voice));
            let name = media.name.as_deref().map(|name| format!(" {}", escape(&cut(&one_line(name), 60))));
            let words = caption.as_deref().filter(|words| !words.trim().is_empty());
            let words = words.map(|_words| format!("\n{}", whole(content, max, voice)));
            format!("{kind}{}{}", name.unwrap_or_default(), words.unwrap_or_default())
        }
        Content::Template { filled } => {
            let title = escape(&snippet(content, NAME_LEN_MAX + 20, voice));
            let body: String = preview(filled)
                .body
                .iter()
                .map(|span| match span {
                    Span::Text(text) | Span::Given { text } => text.clone(),
                    Span::Gap { label, .. } => format!("[{label}]"),
                })
                .collect();
            format!("📄 {title}\n{}", escape(&cut(&body, max)))
        }
        Content::Text { .. }
        | Content::Place { .. }
        | Content::Cards { .. }
        | Content::Reaction { .. }
        | Content::Edited { .. }
        | Content::Deleted { .. }
        | Content::Other { .. } => whole(content, max, voice),
    }
}
