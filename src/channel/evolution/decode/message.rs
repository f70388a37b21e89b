//! A message of a chat, from the contact or from us, whatever its kind.

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
    let incoming = Incoming {
        remote: RemoteId(id),
        from,
        phone,
        name,
        at: json::moment(message, &["messageTimestamp"], now).unwrap_or(now),
        content: content(&kind, said),
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

/// What it says. A tap on a button or list says its label; what has no text keeps the name of its kind.
fn content(kind: &str, said: &Value) -> Content {
    let text = match kind {
        "conversation" => json::text(said, &["conversation"]),
        "extendedTextMessage" => json::text(said, &[kind, "text"]),
        "buttonsResponseMessage" | "templateButtonReplyMessage" => {
            json::text(said, &[kind, "selectedDisplayText"])
        }
        "listResponseMessage" => json::text(said, &[kind, "title"]),
        _ => None,
    };
    match text {
        Some(body) => Content::Text { body },
        None => Content::Other { what: redact::kind(name_of(kind)), caption: caption(kind, said) },
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

fn caption(kind: &str, said: &Value) -> Option<String> {
    let within = json::at(said, &[kind]);
    match kind {
        "reactionMessage" => json::text(within, &["text"]),
        "contactMessage" | "contactsArrayMessage" => json::text(within, &["displayName"]),
        "locationMessage" => {
            let parts = [json::text(within, &["name"]), json::text(within, &["address"])];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        }
        _ => json::text(within, &["caption"]).or_else(|| json::text(within, &["fileName"])),
    }
}
