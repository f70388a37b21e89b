//! Messages: how they are kept, and how they are written for the bot.

use super::markup::{Entity, Formatted};
use super::view::{Button, FileKind, FileSeen, SharedContact};
use crate::domain::Timestamp;
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;

/// A message of a private chat.
#[derive(Debug, Clone)]
pub(super) struct Message {
    pub(super) id: i32,
    pub(super) from_bot: bool,
    pub(super) thread: Option<i32>,
    pub(super) at: Timestamp,
    pub(super) edited_at: Option<Timestamp>,
    /// The text, or the caption of a file.
    pub(super) formatted: Formatted,
    pub(super) content: Content,
    pub(super) keyboard: Option<Arc<Keyboard>>,
    pub(super) reply_to: Option<i32>,
    pub(super) reactions: Vec<String>,
    /// The album that it is a part of.
    pub(super) album: Option<String>,
    /// The person's own reaction.
    pub(super) reaction_of_person: Option<String>,
    pub(super) edited: u32,
    pub(super) deleted: bool,
    /// Whether it came without a sound.
    pub(super) is_silent: bool,
}

/// What a message carries beside its words.
#[derive(Debug, Clone)]
pub(super) enum Content {
    Text,
    File(Arc<FileSeen>),
    Contact(SharedContact),
    Location { latitude: f64, longitude: f64 },
    TopicCreated { name: String },
}

/// An inline keyboard: as it came, and as it is seen.
#[derive(Debug, PartialEq)]
pub(super) struct Keyboard {
    json: Value,
    pub(super) rows: Vec<Vec<Button>>,
}

impl Keyboard {
    /// The keyboard of a `reply_markup`; none when it is of another kind or has no buttons.
    pub(super) fn read(markup: &Value) -> Option<Arc<Self>> {
        let rows: Vec<Vec<Button>> = markup
            .get("inline_keyboard")?
            .as_array()?
            .iter()
            .filter_map(Value::as_array)
            .map(|row| row.iter().map(read_button).collect::<Vec<_>>())
            .filter(|row| !row.is_empty())
            .collect();
        (!rows.is_empty()).then(|| Arc::new(Self { json: markup.clone(), rows }))
    }
}

fn read_button(button: &Value) -> Button {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    Button {
        text: text(button.get("text")).unwrap_or_default(),
        data: text(button.get("callback_data")),
        url: text(button.get("url")),
        copy: text(button.pointer("/copy_text/text")),
        style: text(button.get("style")),
    }
}

/// A person or the bot, as the bot is shown them.
#[derive(Debug, Clone, Serialize)]
pub(super) struct User {
    pub(super) id: i64,
    pub(super) is_bot: bool,
    pub(super) first_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) username: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) language_code: Option<String>,
}

#[derive(Debug, Serialize)]
struct WireChat<'a> {
    id: i64,
    #[serde(rename = "type")]
    kind: &'static str,
    first_name: &'a str,
}

/// A message as the published API writes it.
#[derive(Debug, Serialize)]
pub(super) struct WireMessage<'a> {
    message_id: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_thread_id: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    media_group_id: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    is_topic_message: bool,
    from: &'a User,
    chat: WireChat<'a>,
    date: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    edit_date: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_to_message: Option<Box<WireMessage<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "<[Entity]>::is_empty")]
    entities: &'a [Entity],
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<&'a str>,
    #[serde(skip_serializing_if = "<[Entity]>::is_empty")]
    caption_entities: &'a [Entity],
    #[serde(flatten)]
    content: WireContent<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_markup: Option<&'a Value>,
}

#[derive(Debug, Default, Serialize)]
struct WireContent<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    photo: Option<[WireFile<'a>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    video: Option<WireFile<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<WireFile<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    voice: Option<WireFile<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    audio: Option<WireFile<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sticker: Option<WireFile<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<&'a SharedContact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<WireLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    forum_topic_created: Option<WireTopic<'a>>,
}

#[derive(Debug, Serialize)]
struct WireLocation {
    latitude: f64,
    longitude: f64,
}

#[derive(Debug, Serialize)]
struct WireTopic<'a> {
    name: &'a str,
    icon_color: i32,
}

/// The fields that files of all kinds have, and those that some have.
#[derive(Debug, Serialize)]
struct WireFile<'a> {
    file_id: &'a str,
    file_unique_id: &'a str,
    file_size: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    file_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mime_type: Option<&'a str>,
    #[serde(flatten)]
    picture: Option<WirePicture>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<u32>,
    #[serde(flatten)]
    sticker: Option<WireSticker>,
}

/// The size of pictures. Nothing decodes them here, and the service does not look at it.
#[derive(Debug, Serialize)]
struct WirePicture {
    width: u32,
    height: u32,
}

#[derive(Debug, Serialize)]
struct WireSticker {
    #[serde(rename = "type")]
    kind: &'static str,
    is_animated: bool,
    is_video: bool,
}

/// The colour of a topic for which none was asked.
pub(super) const TOPIC_COLOR: i32 = 7_322_096;

impl Message {
    /// For the bot. `person` is whose chat it is; `replied` the message answered, if it is still known.
    pub(super) fn wire<'a>(
        &'a self,
        bot: &'a User,
        person: &'a User,
        replied: Option<&'a Message>,
    ) -> WireMessage<'a> {
        let has_text = matches!(self.content, Content::Text);
        let words = Some(self.formatted.plain.as_str()).filter(|plain| !plain.is_empty());
        let entities = self.formatted.entities.as_slice();
        WireMessage {
            message_id: self.id,
            message_thread_id: self.thread,
            media_group_id: self.album.as_deref(),
            is_topic_message: self.thread.is_some(),
            from: if self.from_bot { bot } else { person },
            chat: WireChat { id: person.id, kind: "private", first_name: &person.first_name },
            date: self.at.timestamp(),
            edit_date: self.edited_at.map(|at| at.timestamp()),
            reply_to_message: replied.map(|replied| Box::new(replied.wire(bot, person, None))),
            text: words.filter(|_| has_text),
            entities: if has_text { entities } else { &[] },
            caption: words.filter(|_| !has_text),
            caption_entities: if has_text { &[] } else { entities },
            content: self.content.wire(),
            reply_markup: self.keyboard.as_ref().map(|keyboard| &keyboard.json),
        }
    }
}

impl Content {
    fn wire(&self) -> WireContent<'_> {
        let mut wire = WireContent::default();
        match self {
            Self::Text => {}
            Self::File(file) => wire.set_file(file),
            Self::Contact(card) => wire.contact = Some(card),
            Self::Location { latitude, longitude } => {
                wire.location = Some(WireLocation { latitude: *latitude, longitude: *longitude });
            }
            Self::TopicCreated { name } => {
                wire.forum_topic_created = Some(WireTopic { name, icon_color: TOPIC_COLOR });
            }
        }
        wire
    }
}

impl<'a> WireContent<'a> {
    fn set_file(&mut self, file: &'a FileSeen) {
        let unique = file.file_id.get(8..).unwrap_or(&file.file_id);
        let bare = WireFile {
            file_id: &file.file_id,
            file_unique_id: unique,
            file_size: file.size,
            file_name: None,
            mime_type: None,
            picture: None,
            duration: None,
            sticker: None,
        };
        let named = |bare: WireFile<'a>| WireFile {
            file_name: Some(&file.name),
            mime_type: Some(&file.mime),
            ..bare
        };
        let picture = |width, height| Some(WirePicture { width, height });
        match file.kind {
            FileKind::Photo => self.photo = Some([WireFile { picture: picture(1280, 960), ..bare }]),
            FileKind::Video => {
                self.video = Some(WireFile { picture: picture(1280, 720), duration: Some(5), ..named(bare) });
            }
            FileKind::Document => self.document = Some(named(bare)),
            FileKind::Voice => {
                self.voice = Some(WireFile { mime_type: Some(&file.mime), duration: Some(5), ..bare });
            }
            FileKind::Audio => self.audio = Some(WireFile { duration: Some(5), ..named(bare) }),
            FileKind::Sticker => {
                let sticker = WireSticker { kind: "regular", is_animated: false, is_video: false };
                self.sticker = Some(WireFile { picture: picture(512, 512), sticker: Some(sticker), ..bare });
            }
        }
    }
}
