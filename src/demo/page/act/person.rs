//! What somebody on the staff's side does with the bot.

use super::{Refusal, checked_file, checked_text};
use crate::demo::page::Stage;
use crate::demo::telegram::{FileKind, PersonFile, SharedContact};
use serde::Deserialize;
use serde_json::{Value, json};

/// Bytes of callback data, by the Bot API.
const DATA_LEN_MAX: usize = 64;
/// Characters of a name on a contact card, by the Bot API.
const NAME_LEN_MAX: usize = 64;
/// Characters of the words under a file, by the Bot API.
const CAPTION_LEN_MAX: usize = 1_024;

/// How a JPEG begins: the only form in which Telegram's apps send photos.
const JPEG: [u8; 3] = [0xff, 0xd8, 0xff];

/// Characters of an emoji with its modifiers and joiners.
const EMOJI_LEN_MAX: usize = 12;

/// The acts; `person` is a Telegram user id.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "do")]
pub(in crate::demo::page) enum PersonAct {
    // `thread` is the topic that the person has open.
    /// Types a text; in answer to a message, if to one.
    #[serde(rename = "person_text")]
    Text { person: i64, text: String, reply_to: Option<i32>, thread: Option<i32> },
    /// Reacts to a message, or takes the reaction away.
    #[serde(rename = "person_react")]
    React { person: i64, message: i32, emoji: Option<String> },
    /// Changes a text of theirs.
    #[serde(rename = "person_edit")]
    Edit { person: i64, message: i32, text: String },
    /// Taps a button, also one of an old keyboard. The answer has the id of the tap.
    #[serde(rename = "person_tap")]
    Tap { person: i64, message: i32, data: String },
    /// Sends a contact card.
    #[serde(rename = "person_contact")]
    Contact { person: i64, name: String, phone: String, thread: Option<i32> },
    /// Sends a file, in base64; a photo is a JPEG.
    #[serde(rename = "person_file")]
    File {
        person: i64,
        kind: FileKind,
        name: String,
        mime: String,
        data: String,
        caption: Option<String>,
        reply_to: Option<i32>,
        thread: Option<i32>,
    },
    /// Sends a place, in degrees.
    #[serde(rename = "person_location")]
    Location { person: i64, latitude: f64, longitude: f64, thread: Option<i32> },
}

/// Does it, or says why not.
pub(super) fn carry_out(stage: &Stage, act: PersonAct) -> Result<Value, Refusal> {
    let telegram = &stage.telegram;
    match act {
        PersonAct::Text { person, text, reply_to, thread } => {
            let person = known(stage, person)?;
            let text = checked_text(&text)?;
            telegram.open_topic(person, thread);
            let message = match reply_to {
                Some(to) => {
                    telegram.message(person, to).ok_or(Refusal::NoMessage)?;
                    telegram.reply(person, to, text)
                }
                None => telegram.type_text(person, text),
            };
            Ok(json!({"message": message}))
        }
        PersonAct::React { person, message, emoji } => {
            let person = known(stage, person)?;
            telegram.message(person, message).ok_or(Refusal::NoMessage)?;
            let emoji = emoji.filter(|emoji| !emoji.is_ascii() && emoji.chars().count() <= EMOJI_LEN_MAX);
            telegram.react(person, message, emoji.as_deref());
            Ok(json!({}))
        }
        PersonAct::Edit { person, message, text } => {
            let person = known(stage, person)?;
            let own = telegram.message(person, message).filter(|own| !own.from_bot);
            own.ok_or(Refusal::NoMessage)?;
            telegram.edit_text(person, message, checked_text(&text)?);
            Ok(json!({}))
        }
        PersonAct::Tap { person, message, data } => {
            let person = known(stage, person)?;
            if data.is_empty() || data.len() > DATA_LEN_MAX {
                return Err(Refusal::NoMessage);
            }
            telegram.message(person, message).ok_or(Refusal::NoMessage)?;
            Ok(json!({"tap": telegram.tap(person, message, &data)}))
        }
        PersonAct::Contact { person, name, phone, thread } => {
            let person = known(stage, person)?;
            telegram.open_topic(person, thread);
            Ok(json!({"message": telegram.share_contact(person, card(&name, &phone)?)}))
        }
        PersonAct::File { person, kind, name, mime, data, caption, reply_to, thread } => {
            let person = known(stage, person)?;
            let bytes = checked_file(&data)?;
            if kind == FileKind::Photo && !bytes.starts_with(&JPEG) {
                return Err(Refusal::BadFile);
            }
            let caption: String = caption.unwrap_or_default().chars().take(CAPTION_LEN_MAX).collect();
            let file = PersonFile { kind, name, mime, bytes, caption };
            telegram.open_topic(person, thread);
            let message = match reply_to {
                Some(to) => telegram.reply_with_file(person, to, file),
                None => telegram.send_file(person, file),
            };
            Ok(json!({"message": message}))
        }
        PersonAct::Location { person, latitude, longitude, thread } => {
            let person = known(stage, person)?;
            if !(-90.0..=90.0).contains(&latitude) || !(-180.0..=180.0).contains(&longitude) {
                return Err(Refusal::OutOfRange);
            }
            telegram.open_topic(person, thread);
            Ok(json!({"message": telegram.send_location(person, latitude, longitude)}))
        }
    }
}

fn known(stage: &Stage, person: i64) -> Result<i64, Refusal> {
    stage.people.iter().find(|known| known.id == person).map(|known| known.id).ok_or(Refusal::NoPerson)
}

/// A card as the app would send it: a card without a name shows its number.
fn card(name: &str, phone: &str) -> Result<SharedContact, Refusal> {
    let phone_number = checked_text(phone)?.to_owned();
    let name: String = name.trim().chars().take(NAME_LEN_MAX).collect();
    let (first_name, last_name) = match name.split_once(' ') {
        Some((first, last)) => (first.to_owned(), Some(last.trim().to_owned())),
        None if name.is_empty() => (phone_number.clone(), None),
        None => (name, None),
    };
    Ok(SharedContact { phone_number, first_name, last_name, ..SharedContact::default() })
}
