//! A message of a contact, whatever its kind.

use super::{addresses, ignored};
use crate::channel::{Received, json, redact};
use crate::domain::Timestamp;
use crate::domain::contact::AddressKind;
use crate::domain::delivery::{ContactCard, Content};
use crate::domain::event::{Event, Incoming, Renumbered};
use crate::domain::id::RemoteId;
use crate::domain::limit::CONTACT_NAME_LEN_MAX;
use crate::domain::media::{Media, MediaAt, MediaKind};
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
        let event = renumbered(message, &what, RemoteId(id), now);
        return Received { key, event: event.unwrap_or_else(|| ignored("system", &what)) };
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
        answers: json::text(message, &["context", "id"]).map(RemoteId),
    };
    Received { key, event: Event::Incoming(incoming) }
}

/// A change of number or user id; `None` when it does not tell both the old and the new.
fn renumbered(message: &Value, what: &str, remote: RemoteId, now: Timestamp) -> Option<Event> {
    let system = json::at(message, &["system"]);
    let (from, to) = match what {
        "user_changed_number" => (
            addresses([], [json::text(message, &["from"])]),
            addresses([], [json::text(system, &["wa_id"]).or_else(|| json::text(system, &["new_wa_id"]))]),
        ),
        "user_changed_user_id" => (
            addresses([json::text(system, &["previous_user_id"])], []),
            addresses(
                [json::text(system, &["user_id"]).or_else(|| json::text(message, &["from_user_id"]))],
                [],
            ),
        ),
        _ => return None,
    };
    if from.is_empty() || to.is_empty() || from == to {
        return None;
    }
    let number = to.iter().find(|one| one.kind == AddressKind::WaId);
    let phone = number.and_then(|one| Phone::from_digits(&one.value));
    let at = json::moment(message, &["timestamp"], now).unwrap_or(now);
    Some(Event::Renumbered(Renumbered { remote, from, to, phone, at }))
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
    let about = |key: &str| json::text(within, &[key]).map(RemoteId);
    let known = match (kind, body) {
        (_, Some(body)) => Some(Content::Text { body }),
        ("image" | "video" | "audio" | "document" | "sticker", None) => media(kind, within),
        ("location", None) => place(within),
        ("contacts", None) => cards(within),
        ("reaction", None) => about("message_id").map(|to| Content::Reaction {
            to,
            emoji: json::text(within, &["emoji"]),
            ours: true,
        }),
        ("edit", None) => about("original_message_id")
            .zip(json::text(within, &["message", "text", "body"]))
            .map(|(of, body)| Content::Edited { of, body }),
        ("revoke", None) => about("original_message_id").map(|of| Content::Deleted { of }),
        (_, None) => None,
    };
    known.unwrap_or_else(|| Content::Other { what: redact::kind(kind), caption: caption(kind, within) })
}

/// A file; the listing of its id says where its bytes are.
fn media(kind: &str, within: &Value) -> Option<Content> {
    let voice = json::truth(within, &["voice"]) == Some(true);
    let kind = match kind {
        "image" => MediaKind::Image,
        "video" => MediaKind::Video,
        "audio" if voice => MediaKind::Voice,
        "audio" => MediaKind::Audio,
        "sticker" => MediaKind::Sticker,
        _ => MediaKind::Document,
    };
    let media = Media {
        kind,
        mime: json::text(within, &["mime_type"]).unwrap_or_else(|| "application/octet-stream".to_owned()),
        name: json::text(within, &["filename"]),
        size: json::integer(within, &["file_size"]).and_then(|size| u64::try_from(size).ok()),
        at: MediaAt::Provider { id: json::text(within, &["id"])? },
    };
    Some(Content::Media { media, caption: json::text(within, &["caption"]) })
}

fn place(within: &Value) -> Option<Content> {
    Some(Content::Place {
        latitude: json::decimal(within, &["latitude"])?,
        longitude: json::decimal(within, &["longitude"])?,
        name: json::text(within, &["name"]),
        address: json::text(within, &["address"]),
    })
}

fn cards(within: &Value) -> Option<Content> {
    let card = |card: &Value| ContactCard {
        name: json::text(card, &["name", "formatted_name"]).unwrap_or_default(),
        numbers: json::list(card, &["phones"])
            .iter()
            .filter_map(|phone| json::text(phone, &["phone"]).or_else(|| json::text(phone, &["wa_id"])))
            .collect(),
    };
    let cards: Vec<ContactCard> = json::one_or_many(within).iter().map(card).collect();
    (!cards.is_empty()).then_some(Content::Cards { cards })
}

/// The words of a kind that has no form of its own here.
fn caption(kind: &str, within: &Value) -> Option<String> {
    match kind {
        "order" => json::text(within, &["text"]),
        "interactive" => json::text(within, &["nfm_reply", "body"]),
        _ => json::text(within, &["caption"]).or_else(|| json::text(within, &["filename"])),
    }
}
