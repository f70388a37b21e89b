//! A message of a chat, from the contact or from us, whatever its kind.

use super::{addresses, ignored};
use crate::channel::{Received, json, redact};
use crate::domain::Timestamp;
use crate::domain::contact::AddressKind;
use crate::domain::delivery::{ContactCard, Content};
use crate::domain::event::{Event, Incoming};
use crate::domain::id::RemoteId;
use crate::domain::limit::CONTACT_NAME_LEN_MAX;
use crate::domain::media::{Media, MediaAt, MediaKind};
use crate::domain::phone::Phone;
use serde_json::Value;

/// Envelopes around the message proper, as disappearing messages have; they nest three deep at most.
const WRAPPERS: [&str; 5] = [
    "ephemeralMessage",
    "viewOnceMessage",
    "viewOnceMessageV2",
    "documentWithCaptionMessage",
    "deviceSentMessage",
];
/// What travels beside messages and says nothing to people.
const SILENT: [&str; 4] =
    ["protocolMessage", "senderKeyDistributionMessage", "messageContextInfo", "pollUpdateMessage"];

/// Reads one message. One of ours has the same key whether it comes as an echo or from the company's phone.
pub(super) fn read(message: &Value, instance: &str, now: Timestamp) -> Received {
    let chat = json::at(message, &["key"]);
    let Some(id) = json::text(chat, &["id"]) else {
        let key = format!("m:{instance}::{}", now.timestamp_millis());
        return Received { key, event: ignored("message-without-id", "") };
    };
    let key = format!("m:{instance}:{id}");
    let from = addresses(chat);
    if from.is_empty() {
        return Received { key, event: ignored("message", "not-from-a-person") };
    }
    let said = unwrapped(json::at(message, &["message"]));
    let kind = kind(message, said);
    if SILENT.contains(&kind.as_str()) {
        return Received { key, event: ignored("message", &kind) };
    }
    let phone = from.iter().find(|a| a.kind == AddressKind::WaId).and_then(|a| Phone::from_digits(&a.value));
    let ours = json::truth(chat, &["fromMe"]).unwrap_or(false);
    let name = json::text(message, &["pushName"])
        .map(|name| redact::shorten(name.trim(), CONTACT_NAME_LEN_MAX))
        // On messages of ours it is our own.
        .filter(|name| !ours && !name.is_empty());
    let content = content(&kind, said, &id);
    let incoming = Incoming {
        remote: RemoteId(id),
        from,
        phone,
        name,
        at: json::moment(message, &["messageTimestamp"], now).unwrap_or(now),
        content,
        answers: answered(message, json::at(said, &[&kind])),
    };
    Received { key, event: if ours { Event::Outgoing(incoming) } else { Event::Incoming(incoming) } }
}

fn unwrapped(message: &Value) -> &Value {
    let mut said = message;
    for _layer in 0..WRAPPERS.len() {
        let inner = WRAPPERS.iter().map(|wrapper| json::at(said, &[wrapper, "message"]));
        match inner.into_iter().find(|inner| inner.is_object()) {
            Some(inner) => said = inner,
            None => break,
        }
    }
    said
}

/// The kind by its name where that is what is there; else (inside a wrapper) by what is there.
fn kind(message: &Value, said: &Value) -> String {
    let named = json::text(message, &["messageType"]);
    let is_kind = |key: &&String| {
        key.as_str() == "conversation" || key.ends_with("Message") && !SILENT.contains(&key.as_str())
    };
    let found = said.as_object().and_then(|said| said.keys().find(is_kind)).cloned();
    match (named, found) {
        (Some(named), _) if said.get(&named).is_some() => named,
        (_, Some(found)) => found,
        (Some(named), None) => named,
        (None, None) => "unknown".to_owned(),
    }
}

/// The message that this one answers.
fn answered(message: &Value, within: &Value) -> Option<RemoteId> {
    let around = json::text(message, &["contextInfo", "stanzaId"]);
    around.or_else(|| json::text(within, &["contextInfo", "stanzaId"])).map(RemoteId)
}

/// What it says. A tap on a button or list says its label; what has no text keeps the name of its kind. `id` is the
/// message's own: by it a file is asked for.
fn content(kind: &str, said: &Value, id: &str) -> Content {
    let within = json::at(said, &[kind]);
    let known = match kind {
        "conversation" => json::text(said, &["conversation"]).map(|body| Content::Text { body }),
        "extendedTextMessage" => json::text(within, &["text"]).map(|body| Content::Text { body }),
        "buttonsResponseMessage" | "templateButtonReplyMessage" => {
            json::text(within, &["selectedDisplayText"]).map(|body| Content::Text { body })
        }
        "listResponseMessage" => json::text(within, &["title"]).map(|body| Content::Text { body }),
        "imageMessage" | "videoMessage" | "ptvMessage" | "audioMessage" | "documentMessage"
        | "stickerMessage" => Some(media(kind, within, id)),
        "locationMessage" | "liveLocationMessage" => place(within),
        "contactMessage" => Some(Content::Cards { cards: vec![card(within)] }),
        "contactsArrayMessage" => {
            let cards: Vec<ContactCard> = json::list(within, &["contacts"]).iter().map(card).collect();
            (!cards.is_empty()).then_some(Content::Cards { cards })
        }
        "reactionMessage" => json::text(within, &["key", "id"]).map(|to| Content::Reaction {
            to: RemoteId(to),
            emoji: json::text(within, &["text"]),
            ours: json::truth(within, &["key", "fromMe"]).unwrap_or(true),
        }),
        _ => None,
    };
    known
        .unwrap_or_else(|| Content::Other { what: redact::kind(name_of(kind)), caption: caption(kind, said) })
}

fn media(kind: &str, within: &Value, id: &str) -> Content {
    let kind = match kind {
        "imageMessage" => MediaKind::Image,
        "videoMessage" | "ptvMessage" => MediaKind::Video,
        "audioMessage" if json::truth(within, &["ptt"]) == Some(true) => MediaKind::Voice,
        "audioMessage" => MediaKind::Audio,
        "stickerMessage" if json::truth(within, &["isAnimated"]) == Some(true) => MediaKind::AnimatedSticker,
        "stickerMessage" => MediaKind::Sticker,
        _ => MediaKind::Document,
    };
    // A long number may come as one, as a text, or cut in two halves.
    let size =
        json::integer(within, &["fileLength"]).or_else(|| json::integer(within, &["fileLength", "low"]));
    let media = Media {
        kind,
        mime: json::text(within, &["mimetype"]).unwrap_or_else(|| "application/octet-stream".to_owned()),
        name: json::text(within, &["fileName"]),
        size: size.and_then(|size| u64::try_from(size).ok()),
        at: MediaAt::Provider { id: id.to_owned() },
    };
    Content::Media { media, caption: json::text(within, &["caption"]) }
}

fn place(within: &Value) -> Option<Content> {
    Some(Content::Place {
        latitude: json::decimal(within, &["degreesLatitude"])?,
        longitude: json::decimal(within, &["degreesLongitude"])?,
        name: json::text(within, &["name"]),
        address: json::text(within, &["address"]),
    })
}

/// A card and the numbers in it, as its lines `TEL…:` have them.
fn card(within: &Value) -> ContactCard {
    let vcard = json::text(within, &["vcard"]).unwrap_or_default();
    let number = |line: &str| {
        let (label, number) = line.trim().split_once(':')?;
        let label = label.split(';').next().unwrap_or_default();
        let label = label.rsplit('.').next().unwrap_or_default();
        label.eq_ignore_ascii_case("TEL").then(|| number.trim().to_owned())
    };
    ContactCard {
        name: json::text(within, &["displayName"]).unwrap_or_default(),
        numbers: vcard.lines().filter_map(number).collect(),
    }
}

/// The kind's name as the official API has it, so that one set of words covers both.
fn name_of(kind: &str) -> &str {
    match kind {
        "contactMessage" | "contactsArrayMessage" => "contacts",
        "liveLocationMessage" => "location",
        "ptvMessage" => "video",
        _ => kind.strip_suffix("Message").unwrap_or(kind),
    }
}

/// The words of a kind that has no form of its own here.
fn caption(kind: &str, said: &Value) -> Option<String> {
    let within = json::at(said, &[kind]);
    json::text(within, &["caption"]).or_else(|| json::text(within, &["fileName"]))
}

/// A message was changed or deleted by who wrote it: a message of its own, whose key names the one it is about.
pub(super) fn mark(data: &Value, instance: &str, now: Timestamp) -> Received {
    let chat = json::at(data, &["key"]);
    let chat = if chat.is_object() { chat } else { data };
    let from = addresses(chat);
    let Some(of) = json::text(chat, &["id"]).filter(|_id| !from.is_empty()) else {
        let key = format!("m:{instance}::{}", now.timestamp_millis());
        return Received { key, event: ignored("mark", "without-message") };
    };
    let edited = json::at(data, &["editedMessage"]);
    let body = json::text(edited, &["conversation"])
        .or_else(|| json::text(edited, &["extendedTextMessage", "text"]))
        .or_else(|| json::text(edited, &["message", "conversation"]));
    let at = json::integer(data, &["timestampMs"]).and_then(chrono::DateTime::from_timestamp_millis);
    let (word, content) = match body {
        Some(body) => ("edit", Content::Edited { of: RemoteId(of.clone()), body }),
        None if edited.is_object() => {
            let key = format!("edit:{instance}:{of}");
            return Received { key, event: ignored("edit", "not-a-text") };
        }
        None => ("revoke", Content::Deleted { of: RemoteId(of.clone()) }),
    };
    let when = at.map(|at| at.timestamp_millis().to_string()).unwrap_or_default();
    let key = format!("{word}:{instance}:{of}:{when}");
    if json::truth(chat, &["fromMe"]).unwrap_or(false) {
        return Received { key, event: ignored(word, "of-ours") };
    }
    let phone = from.iter().find(|a| a.kind == AddressKind::WaId).and_then(|a| Phone::from_digits(&a.value));
    let incoming = Incoming {
        // It has no id of its own: the one it is about and its moment are one together.
        remote: RemoteId(format!("{word}:{of}:{when}")),
        from,
        phone,
        name: None,
        at: at.unwrap_or(now),
        content,
        answers: None,
    };
    Received { key, event: Event::Incoming(incoming) }
}
