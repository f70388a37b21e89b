//! What a contact does on their phone.

use super::{Refusal, checked_file, checked_text};
use crate::demo::cloud::SentFile;
use crate::demo::company::{LOJA, OFICIAL};
use crate::demo::handset::LocationView;
use crate::demo::page::Stage;
use serde::Deserialize;
use serde_json::{Value, json};

/// The acts; `contact` is the number's digits, `channel` the id of a channel.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do")]
pub(in crate::demo::page) enum ContactAct {
    /// Opens the chat: what is in it is read.
    #[serde(rename = "contact_open")]
    Open { contact: String, channel: String },
    /// Writes.
    #[serde(rename = "contact_text")]
    Text { contact: String, channel: String, text: String },
    /// Taps a button that answers, by its position.
    #[serde(rename = "contact_button")]
    Button { contact: String, channel: String, message: String, button: usize },
    /// Sends a file, in base64.
    #[serde(rename = "contact_file")]
    File { contact: String, channel: String, kind: SentKind, name: String, mime: String, data: String },
    /// Sends a place, in degrees.
    #[serde(rename = "contact_place")]
    Place { contact: String, channel: String, latitude: f64, longitude: f64 },
    /// Sends somebody's card.
    #[serde(rename = "contact_card")]
    Card { contact: String, channel: String, name: String, phone: String },
    /// Puts an emoji on a message.
    #[serde(rename = "contact_react")]
    React { contact: String, channel: String, message: String, emoji: String },
}

/// As what a contact sends a file.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::demo::page) enum SentKind {
    Image,
    Voice,
    Document,
}

/// The server behind a channel.
enum Side {
    Official,
    Unofficial,
}

fn side(channel: &str) -> Result<Side, Refusal> {
    match channel {
        OFICIAL => Ok(Side::Official),
        LOJA => Ok(Side::Unofficial),
        _unknown => Err(Refusal::NoChannel),
    }
}

/// Does it, or says why not.
pub(super) fn carry_out(stage: &Stage, act: ContactAct) -> Result<Value, Refusal> {
    let done = match act {
        ContactAct::Open { contact, channel } => {
            match side(&channel)? {
                Side::Official => stage.cloud.open_chat(&contact),
                Side::Unofficial => stage.evolution.open_chat(&contact),
            }
            return Ok(json!({}));
        }
        ContactAct::Text { contact, channel, text } => {
            let text = checked_text(&text)?;
            match side(&channel)? {
                Side::Official => stage.cloud.say(&contact, text),
                Side::Unofficial => stage.evolution.say(&contact, text),
            }
        }
        ContactAct::Button { contact, channel, message, button } => match side(&channel)? {
            Side::Official => {
                let tapped = stage.cloud.tap_quick_reply(&contact, &message, button);
                return tapped.map(|id| json!({"message": id})).ok_or(Refusal::NoMessage);
            }
            Side::Unofficial => return Err(Refusal::NoChannel),
        },
        ContactAct::File { contact, channel, kind, name, mime, data } => {
            let (word, filename) = match kind {
                SentKind::Image => ("image", None),
                SentKind::Voice => ("audio", None),
                SentKind::Document => ("document", Some(name)),
            };
            let file = SentFile {
                kind: word.to_owned(),
                mime,
                filename,
                bytes: checked_file(&data)?,
                caption: None,
                is_voice: matches!(kind, SentKind::Voice),
            };
            match side(&channel)? {
                Side::Official => stage.cloud.send_media(&contact, file),
                Side::Unofficial => stage.evolution.send_media(&contact, file),
            }
        }
        ContactAct::Place { contact, channel, latitude, longitude } => {
            let place = LocationView { latitude, longitude, name: None, address: None };
            match side(&channel)? {
                Side::Official => stage.cloud.send_location(&contact, place),
                Side::Unofficial => stage.evolution.send_location(&contact, place),
            }
        }
        ContactAct::Card { contact, channel, name, phone } => {
            let (name, phone) = (checked_text(&name)?, checked_text(&phone)?);
            match side(&channel)? {
                Side::Official => stage.cloud.send_card(&contact, name, phone),
                Side::Unofficial => stage.evolution.send_card(&contact, name, phone),
            }
        }
        ContactAct::React { contact, channel, message, emoji } => match side(&channel)? {
            Side::Official => stage.cloud.react(&contact, &message, &emoji),
            Side::Unofficial => stage.evolution.react(&contact, &message, &emoji),
        },
    };
    done.map(|id| json!({"message": id})).ok_or(Refusal::NoContact)
}
