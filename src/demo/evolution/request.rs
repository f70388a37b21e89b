//! What the bodies of requests must have: the schemas of Evolution as far as the captures show them, with the texts that
//! its library writes for a fault.

use super::fault::Fault;
use serde_json::{Value, json};

/// Characters of a text that are kept in the record of accepted messages; a file in base64 is longer.
const KEPT_LEN_MAX: usize = 8_192;

/// Keys that a verb cannot do without.
fn required(verb: &str) -> &'static [&'static str] {
    match verb {
        "sendText" => &["number", "text"],
        "sendMedia" => &["number", "mediatype"],
        "sendWhatsAppAudio" | "fetchProfile" | "fetchProfilePictureUrl" => &["number"],
        "sendLocation" => &["number", "latitude", "longitude", "name", "address"],
        "sendContact" => &["number", "contact"],
        "sendReaction" => &["key", "reaction"],
        "markMessageAsRead" => &["readMessages"],
        "whatsappNumbers" => &["numbers"],
        "sendPresence" => &["number", "presence", "delay"],
        "updateMessage" => &["number", "text", "key"],
        "deleteMessageForEveryone" => &["id", "fromMe", "remoteJid"],
        "webhook" => &["webhook"],
        _ => &[],
    }
}

/// Checks a body against its schema. All that is missing is named at once.
pub(super) fn check(verb: &str, body: &Value) -> Result<(), Fault> {
    let missing: Vec<String> = required(verb)
        .iter()
        .filter(|key| body.get(**key).is_none())
        .map(|key| format!("instance requires property \"{key}\""))
        .collect();
    if !missing.is_empty() {
        return Err(Fault::schema(missing));
    }
    if body.get("number").is_some_and(|number| !number.is_string()) {
        return Err(Fault::schema(vec!["Invalid format".to_owned()]));
    }
    let wrong = wrong_types(verb, body);
    if wrong.is_empty() { Ok(()) } else { Err(Fault::schema(wrong)) }
}

fn wrong_types(verb: &str, body: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut expect = |key: &str, fits: fn(&Value) -> bool, name: &str| {
        if body.get(key).is_some_and(|value| !fits(value)) {
            wrong.push(format!("{key} is not of a type(s) {name}"));
        }
    };
    match verb {
        "sendText" => {
            expect("text", Value::is_string, "string");
            expect("delay", Value::is_number, "integer");
            expect("linkPreview", Value::is_boolean, "boolean");
            expect("quoted", Value::is_object, "object");
        }
        "sendLocation" => {
            expect("latitude", Value::is_number, "number");
            expect("longitude", Value::is_number, "number");
            expect("name", Value::is_string, "string");
            expect("address", Value::is_string, "string");
        }
        "sendContact" => expect("contact", Value::is_array, "array"),
        "sendReaction" => {
            expect("key", Value::is_object, "object");
            expect("reaction", Value::is_string, "string");
        }
        "markMessageAsRead" => expect("readMessages", Value::is_array, "array"),
        "whatsappNumbers" => expect("numbers", Value::is_array, "array"),
        "sendPresence" => expect("delay", Value::is_number, "number"),
        "webhook" => expect("webhook", Value::is_object, "object"),
        _ => {}
    }
    let kinds = ["image", "document", "video", "audio"];
    if verb == "sendMedia" && !kinds.contains(&text(body, "mediatype")) {
        wrong.push(format!("mediatype is not one of enum values: {}", kinds.join(",")));
    }
    let presences = ["unavailable", "available", "composing", "recording", "paused"];
    if verb == "sendPresence" && !presences.contains(&text(body, "presence")) {
        wrong.push(format!("presence is not one of enum values: {}", presences.join(",")));
    }
    wrong
}

/// The text under a key; empty when there is none.
pub(super) fn text<'a>(body: &'a Value, key: &str) -> &'a str {
    body.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Whether a reaction is one the server takes: one emoji, with its modifiers and joiners, or nothing.
pub(super) fn is_emoji_or_empty(text: &str) -> bool {
    let joins = |c: char| matches!(c, '\u{200d}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{20e3}');
    let mut bases = 0_usize;
    let mut joined = false;
    for character in text.chars() {
        if character.is_alphanumeric() || character.is_whitespace() {
            return false;
        }
        if joins(character) {
            joined = character == '\u{200d}';
        } else {
            // What follows a joiner is a part of the same emoji; two letters of a flag count as one.
            let is_flag = matches!(character, '\u{1f1e6}'..='\u{1f1ff}');
            bases = bases.saturating_add(usize::from(!(joined || is_flag && bases == 1)));
            joined = false;
        }
    }
    bases <= 1
}

/// The body with files shown as their size.
pub(super) fn without_files(body: &Value) -> Value {
    let mut body = body.clone();
    if let Some(body) = body.as_object_mut() {
        for key in ["media", "audio"] {
            if let Some(file) = body.get_mut(key)
                && file.as_str().is_some_and(|file| file.len() > KEPT_LEN_MAX)
            {
                *file = json!(format!("({} characters)", file.as_str().unwrap_or_default().len()));
            }
        }
    }
    body
}
