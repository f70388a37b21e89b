//! The staff's side: what the Telegram server remembers, in the page's shape.

use super::DemoPerson;
use super::scene::{Call, Card, File, Place, without_secrets};
use crate::demo::telegram::{Button, CallbackAnswer, ChatMessage, DemoTelegram, FileKind, Recorded};
use serde::Serialize;

/// Messages of one conversation that are shown: more than anybody scrolls back to in a demo.
const MESSAGES_MAX: usize = 200;
/// Answers to taps that are sent along: those that a page may have missed between two events.
const ANSWERS_MAX: usize = 30;

/// A person's conversation with the bot.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Conversation {
    typing: bool,
    commands: Vec<Command>,
    topics: Vec<Topic>,
    answers: Vec<Answer>,
    messages: Vec<Message>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Command {
    command: String,
    description: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Topic {
    id: i32,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Answer {
    tap: String,
    text: Option<String>,
    alert: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Message {
    id: i32,
    /// Written by the person.
    own: bool,
    /// `service` for Telegram's own, `text`, `photo`, `video`, `document`, `voice`, `audio`, `sticker`, `contact`, `location`.
    kind: &'static str,
    text: String,
    html: String,
    at: i64,
    edited: bool,
    reply_to: Option<i32>,
    thread: Option<i32>,
    reaction: Option<String>,
    own_reaction: Option<String>,
    keyboard: Vec<Vec<Button>>,
    file: Option<File>,
    contact: Option<Card>,
    location: Option<Place>,
}

/// What a person sees on their phone.
pub(super) fn conversation(telegram: &DemoTelegram, person: &DemoPerson) -> Conversation {
    let mut messages: Vec<Message> =
        telegram.chat(person.id).into_iter().filter(|message| !message.deleted).map(message).collect();
    messages.drain(..messages.len().saturating_sub(MESSAGES_MAX));
    let mut answers: Vec<Answer> = telegram
        .answers()
        .into_iter()
        .rev()
        .filter(|answer| answer.person == person.id)
        .take(ANSWERS_MAX)
        .map(|CallbackAnswer { query_id, text, show_alert, .. }| Answer {
            tap: query_id,
            text,
            alert: show_alert,
        })
        .collect();
    answers.reverse();
    Conversation {
        typing: telegram.typing(person.id),
        commands: telegram
            .menu_of(person.id)
            .into_iter()
            .map(|(command, description)| Command { command, description })
            .collect(),
        topics: telegram
            .topics(person.id)
            .into_iter()
            .filter(|(_, _, is_closed)| !is_closed)
            .map(|(id, name, _)| Topic { id, name })
            .collect(),
        answers,
        messages,
    }
}

fn message(seen: ChatMessage) -> Message {
    let is_service = seen.topic_created.is_some();
    let kind = match (&seen.file, &seen.contact, &seen.location) {
        (Some(file), _, _) => file_kind(file.kind),
        (None, Some(_), _) => "contact",
        (None, None, Some(_)) => "location",
        (None, None, None) if is_service => "service",
        (None, None, None) => "text",
    };
    Message {
        id: seen.message_id,
        own: !seen.from_bot,
        kind,
        text: seen.topic_created.map_or(seen.text, |name| format!("🧵 {name}")),
        html: seen.html,
        at: seen.date.timestamp_millis(),
        edited: seen.edited > 0,
        reply_to: seen.reply_to,
        thread: seen.thread,
        own_reaction: seen.own_reaction,
        reaction: (!seen.reactions.is_empty()).then(|| seen.reactions.join(" ")),
        keyboard: seen.keyboard,
        file: seen.file.map(|file| File {
            id: format!("telegram/{}", file.file_id),
            name: file.name,
            mime: file.mime,
            size: file.size,
        }),
        contact: seen.contact.map(|card| Card {
            name: [Some(card.first_name), card.last_name].into_iter().flatten().collect::<Vec<_>>().join(" "),
            phone: card.phone_number,
        }),
        location: seen.location.map(|(latitude, longitude)| Place {
            latitude,
            longitude,
            name: None,
            address: None,
        }),
    }
}

const fn file_kind(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Photo => "photo",
        FileKind::Video => "video",
        FileKind::Document => "document",
        FileKind::Voice => "voice",
        FileKind::Audio => "audio",
        FileKind::Sticker => "sticker",
    }
}

/// A request to the Bot API as a line of the log; none for `getUpdates`, which is asked all day long.
pub(super) fn call(recorded: Recorded) -> Option<Call> {
    (recorded.method != "getUpdates").then(|| Call {
        id: format!("telegram {}", recorded.sequence),
        side: "telegram",
        direction: "request",
        method: "POST".to_owned(),
        path: recorded.method,
        status: recorded.status,
        at: recorded.at.timestamp_millis(),
        request: without_secrets(&recorded.params.to_string()),
        response: recorded
            .description
            .unwrap_or_else(|| if recorded.status == 200 { "ok" } else { "" }.to_owned()),
    })
}
