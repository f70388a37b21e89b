//! What the page is sent: sections of JSON by name. This file, with `telegram_scene` and `whatsapp_scene`, is the
//! contract with `app.js`; times are milliseconds since 1970, ids are strings or whole numbers.
//!
//! | section | content |
//! |---|---|
//! | `stage` | company, bot, people, channels, the contacts' ids in order: what hardly changes |
//! | `person:<id>` | a person's conversation with the bot, answers to their taps, their commands, topics, "typing…" |
//! | `contact:<number>` | a contact's phone: whether it has WhatsApp, a chat for each channel |
//! | `switches` | providers, templates |
//! | `wire` | new lines of the log only; all others replace what was there |
//! | `clock` | `now`, with every event |
//! | `fresh` | `true` in the first event of a connection: forget what was there |

use serde::Serialize;
use serde_json::Value;

/// A file by the address it is served under: `/file/<id>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct File {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) mime: String,
    pub(super) size: usize,
}

/// A contact card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Card {
    pub(super) name: String,
    pub(super) phone: String,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Place {
    pub(super) latitude: f64,
    pub(super) longitude: f64,
    pub(super) name: Option<String>,
    pub(super) address: Option<String>,
}

/// A line of the log of a wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Call {
    /// Unique over all wires.
    pub(super) id: String,
    /// `telegram`, `cloud`, `evolution`.
    pub(super) side: &'static str,
    /// `request` (the service called) or `webhook` (it was called).
    pub(super) direction: &'static str,
    pub(super) method: String,
    pub(super) path: String,
    /// 0 when there was no answer.
    pub(super) status: u16,
    pub(super) at: i64,
    /// JSON or plain text, secrets hidden.
    pub(super) request: String,
    pub(super) response: String,
}

/// What a secret looks like in the log.
const HIDDEN: &str = "•••";

/// Whether the value under this name is a secret.
fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["token", "secret", "apikey", "api_key", "authorization", "password"]
        .iter()
        .any(|word| name.contains(word))
}

/// A body of the log with its secrets hidden; what is not JSON stays as it is.
pub(super) fn without_secrets(body: &str) -> String {
    match serde_json::from_str::<Value>(body) {
        Ok(mut value) => {
            hide(&mut value);
            value.to_string()
        }
        Err(_plain) => body.to_owned(),
    }
}

fn hide(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                if is_secret(name) && field.is_string() {
                    *field = Value::from(HIDDEN);
                } else {
                    hide(field);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(hide),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A path of the log with the secrets of its query hidden.
pub(super) fn path_without_secrets(path: &str) -> String {
    let Some((path, query)) = path.split_once('?') else { return path.to_owned() };
    let parts: Vec<String> = query
        .split('&')
        .map(|part| match part.split_once('=') {
            Some((name, _)) if is_secret(name) => format!("{name}={HIDDEN}"),
            Some(_) | None => part.to_owned(),
        })
        .collect();
    format!("{path}?{}", parts.join("&"))
}
