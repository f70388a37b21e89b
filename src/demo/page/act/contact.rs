//! What a contact does on their phone.

use super::{Refusal, checked_file, checked_text};
use crate::demo::cloud::SentFile;
use crate::demo::company::{LOJA, OFICIAL};
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
    /// Sends a picture, in base64.
    #[serde(rename = "contact_picture")]
    Picture { contact: String, channel: String, mime: String, data: String },
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
        ContactAct::Picture { contact, channel, mime, data } => {
            let file = SentFile {
                kind: "image".to_owned(),
                mime,
                filename: None,
                bytes: checked_file(&data)?,
                caption: None,
                is_voice: false,
            };
            match side(&channel)? {
                Side::Official => stage.cloud.send_media(&contact, file),
                Side::Unofficial => stage.evolution.send_media(&contact, file),
            }
        }
    };
    done.map(|id| json!({"message": id})).ok_or(Refusal::NoContact)
}
