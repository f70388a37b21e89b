//! A message of a contact, whatever its kind.

use super::{addresses, ignored};
use crate::channel::{Received, json, redact};
use crate::domain::Timestamp;
use crate::domain::contact::AddressKind;
use crate::domain::delivery::Content;
use crate::domain::event::{Event, Incoming};
use crate::domain::id::RemoteId;
use crate::domain::limit::CONTACT_NAME_LEN_MAX;
use crate::domain::phone::Phone;
use serde_json::Value;

/// Reads one message of a change; `value` holds the people it speaks of.
pub(super) fn read(message: &Value, value: &Value, now: Timestamp) -> Received {
    let kind = json::text(message, &["type"]).unwrap_or_else(|| "untyped".to_owned());
    let Some(id) = json::text(message, &["id"]) else {
        return Received {
            key: format!("m::{}", now.timestamp_millis()),
            event: ignored("message-without-id", &kind),
        };
    };
    let key = format!("m:{id}");
    if kind == "system" {
        // A change of number or id. The contact did not write; it opens no window and no attendance.
        let what = json::text(message, &["system", "type"]).unwrap_or_default();
        return Received { key, event: ignored("system", &what) };
    }
    let number = json::text(message, &["from"]);
    let user_id = json::text(message, &["from_user_id"]);
    let person = person(value, number.as_deref(), user_id.as_deref());
    let from =
        addresses([user_id, json::text(person, &["user_id"])], [number, json::text(person, &["wa_id"])]);
    let phone = from.iter().find(|a| a.kind == AddressKind::WaId).and_then(|a| Phone::from_digits(&a.value));
    let incoming = Incoming {
        remote: RemoteId(id),
        from,
        phone,
        name: json::text(person, &["profile", "name"])
            .map(|name| redact::shorten(name.trim(), CONTACT_NAME_LEN_MAX))
            .filter(|name| !name.is_empty()),
        at: json::moment(message, &["timestamp"], now).unwrap_or(now),
        content: content(&kind, message),
    };
    Received { key, event: Event::Incoming(incoming) }
}

/// The person of the batch who wrote this message: by id or number, or the only one there is.
fn person<'v>(value: &'v Value, number: Option<&str>, user_id: Option<&str>) -> &'v Value {
    let people = json::list(value, &["contacts"]);
    let is_author = |person: &&Value| {
        let same = |key: &str, known: Option<&str>| {
            known.is_some() && json::text(person, &[key]).as_deref() == known
        };
        same("user_id", user_id) || same("wa_id", number)
    };
    match (people.iter().find(is_author), people, number.or(user_id)) {
        (Some(person), ..) => person,
        (None, [only], None) => only,
        (None, ..) => &Value::Null,
    }
}

/// What it says. A tap on a button says the button's label; what has no text keeps the name of its kind.
fn content(kind: &str, message: &Value) -> Content {
    let within = json::at(message, &[kind]);
    let body = match kind {
        "text" => json::text(within, &["body"]),
        "button" => json::text(within, &["text"]),
        "interactive" => json::text(within, &["button_reply", "title"])
            .or_else(|| json::text(within, &["list_reply", "title"])),
        _ => None,
    };
    match body {
        Some(body) => Content::Text { body },
        None => Content::Other { what: redact::kind(kind), caption: caption(kind, message) },
    }
}

fn caption(kind: &str, message: &Value) -> Option<String> {
    let within = json::at(message, &[kind]);
    match kind {
        "location" => {
            let parts = [json::text(within, &["name"]), json::text(within, &["address"])];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        }
        "contacts" => json::list(message, &["contacts"])
            .iter()
            .find_map(|contact| json::text(contact, &["name", "formatted_name"])),
        "reaction" => json::text(within, &["emoji"]),
        "order" => json::text(within, &["text"]),
        "interactive" => json::text(within, &["nfm_reply", "body"]),
        "edit" => json::text(within, &["message", "text", "body"]),
        _ => json::text(within, &["caption"]).or_else(|| json::text(within, &["filename"])),
    }
}
