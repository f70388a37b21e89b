//! What a contact's phone shows, in a shape that a page can draw and a test can compare.

use crate::domain::Timestamp;
use serde::Serialize;

/// How far a message has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageState {
    /// Taken by the provider.
    Sent,
    /// On the other side's device.
    Delivered,
    /// Seen there.
    Read,
}

/// A button under a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ButtonView {
    /// Its position in the message, from 0, over all buttons.
    pub index: usize,
    /// `quick_reply`, `url`, `phone_number`, `copy_code`, `flow`, `reply`, `list`, …
    pub kind: String,
    /// Its label.
    pub text: String,
    /// The finished address, the number, the code, or the payload that a tap sends back.
    pub value: Option<String>,
}

/// A file in a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MediaView {
    /// `image`, `video`, `audio`, `document`, `sticker`.
    pub kind: String,
    /// The id under which the server keeps it, if it does.
    pub id: Option<String>,
    /// The address it was sent by, if it was.
    pub link: Option<String>,
    /// Its type, such as `image/jpeg`, where known.
    pub mime: Option<String>,
    /// Its name, for documents.
    pub filename: Option<String>,
    /// Bytes; 0 when it was sent by a link.
    pub size: usize,
    /// A voice note rather than an audio file.
    pub is_voice: bool,
}

/// A place in a message.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LocationView {
    /// Degrees, north positive.
    pub latitude: f64,
    /// Degrees, east positive.
    pub longitude: f64,
    /// Its name.
    pub name: Option<String>,
    /// Its address.
    pub address: Option<String>,
}

/// A message as the contact sees it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MessageView {
    /// The provider's id.
    pub id: String,
    /// Whether the contact wrote it.
    pub from_contact: bool,
    /// `template`, `text`, `image`, `location`, …
    pub kind: String,
    /// The template's name, for templates.
    pub template: Option<String>,
    /// The header's text.
    pub header: Option<String>,
    /// The text or caption; may be empty.
    pub body: String,
    /// The footer.
    pub footer: Option<String>,
    /// The buttons, in order.
    pub buttons: Vec<ButtonView>,
    /// The file.
    pub media: Option<MediaView>,
    /// The place.
    pub location: Option<LocationView>,
    /// The id of the message it answers.
    pub quoted: Option<String>,
    /// The emoji the other side put on it.
    pub reaction: Option<String>,
    /// How far it has come.
    pub state: MessageState,
    /// When it was sent.
    pub at: Timestamp,
}

impl MessageView {
    /// A message with nothing in it but a text.
    pub(in crate::demo) fn new(
        id: String,
        from_contact: bool,
        kind: &str,
        body: String,
        at: Timestamp,
    ) -> Self {
        Self {
            id,
            from_contact,
            kind: kind.to_owned(),
            template: None,
            header: None,
            body,
            footer: None,
            buttons: Vec::new(),
            media: None,
            location: None,
            quoted: None,
            reaction: None,
            state: MessageState::Sent,
            at,
        }
    }
}

/// A contact's phone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PhoneView {
    /// The contact's name.
    pub name: String,
    /// The number as people dial it: digits with the country code.
    pub number: String,
    /// The id WhatsApp has for it, which may differ.
    pub wa_id: String,
    /// Whether there is a WhatsApp on it.
    pub on_whatsapp: bool,
    /// When the contact last wrote; the window is open for 24 hours from then.
    pub wrote_at: Option<Timestamp>,
    /// What was said, oldest first.
    pub messages: Vec<MessageView>,
}
