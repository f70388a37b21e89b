//! What persons do and see, and what was recorded: the plain values that tests and the page work with.

use super::markup::Entity;
use super::message::{Content, Message};
use crate::domain::Timestamp;
use axum::body::Bytes;
use serde::{Deserialize, Serialize};

/// A message as a person sees it in a chat.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChatMessage {
    /// Its id; one sequence over all private chats, as the real server counts them.
    pub message_id: i32,
    /// Whether the bot wrote it, and not the person.
    pub from_bot: bool,
    /// The topic it is in.
    pub thread: Option<i32>,
    /// The text or the caption, without markup.
    pub text: String,
    /// The same as HTML with Telegram's tags, safe to show.
    pub html: String,
    /// The inline keyboard, row by row.
    pub keyboard: Vec<Vec<Button>>,
    /// The file it carries.
    pub file: Option<FileSeen>,
    /// The contact card it carries.
    pub contact: Option<SharedContact>,
    /// The place it carries: latitude and longitude in degrees.
    pub location: Option<(f64, f64)>,
    /// The emoji the bot has put on it.
    pub reactions: Vec<String>,
    /// The name of the topic that it tells of, when that is all it does.
    pub topic_created: Option<String>,
    /// The person's own reaction.
    pub own_reaction: Option<String>,
    /// How often it was edited.
    pub edited: u32,
    /// Whether it was deleted: a person does not see it any more, a test may.
    pub deleted: bool,
    /// Whether it came without a sound.
    pub is_silent: bool,
    /// The message it answers.
    pub reply_to: Option<i32>,
    /// When it was sent.
    pub date: Timestamp,
}

/// An inline button as a person sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Button {
    /// The words on it.
    pub text: String,
    /// What a tap sends to the bot.
    pub data: Option<String>,
    /// What a tap opens.
    pub url: Option<String>,
    /// What a tap copies.
    pub copy: Option<String>,
    /// `danger`, `success` or `primary`.
    pub style: Option<String>,
}

/// A file as a person sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileSeen {
    /// What kind.
    pub kind: FileKind,
    /// Its name.
    pub name: String,
    /// Its media type.
    pub mime: String,
    /// Bytes.
    pub size: usize,
    /// The id under which the bot and [`super::DemoTelegram::file_bytes`] know it.
    pub file_id: String,
}

/// The kinds of files that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum FileKind {
    Photo,
    Video,
    Document,
    Voice,
    Audio,
    Sticker,
}

/// A file that a person sends.
#[derive(Debug, Clone)]
pub struct PersonFile {
    /// What kind.
    pub kind: FileKind,
    /// Its name; photos and stickers lose it on the way, as in Telegram.
    pub name: String,
    /// Its media type.
    pub mime: String,
    /// What is in it.
    pub bytes: Bytes,
    /// The words below it.
    pub caption: String,
}

/// A contact card.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedContact {
    /// The number as the app has it: with or without `+`, or without country code.
    pub phone_number: String,
    /// The first name.
    pub first_name: String,
    /// The last name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// The Telegram id, of a number that is on Telegram.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<i64>,
    /// More of the card, among others more numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vcard: Option<String>,
}

/// An answered button press.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CallbackAnswer {
    /// The press.
    pub query_id: String,
    /// Who pressed.
    pub person: i64,
    /// What was shown.
    pub text: Option<String>,
    /// Whether it was shown in a box that must be closed.
    pub show_alert: bool,
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
}

/// A request that arrived.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Recorded {
    /// Counts from 1 without gaps.
    pub sequence: u64,
    /// When it was answered.
    pub at: Timestamp,
    /// The method, as the published API writes it.
    pub method: String,
    /// The parameters; a file is its name and size.
    pub params: serde_json::Value,
    /// The HTTP status of the answer; 0 when none was given.
    pub status: u16,
    /// The description of a refusal.
    pub description: Option<String>,
}

/// A request that was wrong by the published API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Invalid {
    /// When it arrived.
    pub at: Timestamp,
    /// The method.
    pub method: String,
    /// What was wrong, and where.
    pub what: String,
}

/// How a person sees a message.
pub(super) fn seen(message: &Message) -> ChatMessage {
    let (mut file, mut contact, mut location, mut topic_created) = (None, None, None, None);
    match &message.content {
        Content::Text => {}
        Content::TopicCreated { name } => topic_created = Some(name.clone()),
        Content::File(seen) => file = Some(seen.as_ref().clone()),
        Content::Contact(card) => contact = Some(card.clone()),
        Content::Location { latitude, longitude } => location = Some((*latitude, *longitude)),
    }
    let entities: &[Entity] = &message.formatted.entities;
    ChatMessage {
        message_id: message.id,
        from_bot: message.from_bot,
        thread: message.thread,
        text: message.formatted.plain.clone(),
        html: super::html::write(&message.formatted.plain, entities),
        keyboard: message.keyboard.as_ref().map(|keyboard| keyboard.rows.clone()).unwrap_or_default(),
        file,
        contact,
        location,
        reactions: message.reactions.clone(),
        topic_created,
        own_reaction: message.reaction_of_person.clone(),
        edited: message.edited,
        deleted: message.deleted,
        is_silent: message.is_silent,
        reply_to: message.reply_to,
        date: message.at,
    }
}
