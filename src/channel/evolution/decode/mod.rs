//! Evolution's answers and webhooks as our events. Pure, and content with anything that may be missing.
//!
//! A webhook holds one event, whose data is one thing or a list of them. The server repeats messages (2.3.7 does not
//! drop repetitions), so every event has a key by which the repetition is known. Its `date_time` is the server's local
//! time with the mark of UTC, so it names an event and never dates one. `apikey` (the instance's token, in clear) and
//! `sender` are not read at all.
//!
//! Source: the webhooks of a 2.3.7 server, which the tests hold.

mod message;

use super::error;
use crate::channel::http::Answer;
use crate::channel::{LinkCode, NumberCheck, Received, WebhookRefusal, json, redact};
use crate::domain::Timestamp;
use crate::domain::channel::{DownReason, Health};
use crate::domain::contact::{Address, AddressKind};
use crate::domain::delivery::Outcome;
use crate::domain::event::{Event, Receipt};
use crate::domain::id::RemoteId;
use crate::domain::limit::CODE_LEN_MAX;
use crate::domain::message::MessageState;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde_json::Value;

/// The acceptance in an answer to a text; `None` when the answer holds no message id.
pub(super) fn sent(answer: &Answer) -> Option<Outcome> {
    let body = answer.json().filter(|_| answer.is_success())?;
    let remote = json::text(&body, &["key", "id"])?;
    Some(Outcome::Accepted { remote: RemoteId(remote), addresses: addresses(json::at(&body, &["key"])) })
}

/// How the channel is by the answer to the question for its connection.
pub(super) fn connection_state(answer: &Answer) -> Option<Health> {
    let body = answer.json().filter(|_| answer.is_success())?;
    json::text(&body, &["instance", "state"]).map(|state| connection(&state))
}

/// The code in the answer to the request for one; `None` when it is a refusal.
pub(super) fn link_code(answer: &Answer) -> Option<LinkCode> {
    let body = answer.json().filter(|_| answer.is_success())?;
    if json::text(&body, &["instance", "state"]).as_deref() == Some("open") {
        return Some(LinkCode::Linked);
    }
    if asks_for_passkey(&body) {
        return Some(LinkCode::AsksForPasskey);
    }
    let picture = json::text(&body, &["base64"]).or_else(|| json::text(&body, &["qrcode", "base64"]));
    let png = picture.and_then(|text| png(&text));
    // One without a picture is still on its way to WhatsApp.
    Some(png.map_or(LinkCode::NotYet, |png| LinkCode::Shown { png }))
}

/// The picture in an address of the kind `data:image/png;base64,…`.
fn png(text: &str) -> Option<Bytes> {
    let letters = text.strip_prefix("data:image/png;base64,").unwrap_or(text);
    let bytes = STANDARD.decode(letters).ok()?;
    (bytes.starts_with(b"\x89PNG") && bytes.len() <= CODE_LEN_MAX).then(|| Bytes::from(bytes))
}

/// Whether it says that a passkey is wanted. No release of the server has a word for it yet; a later one can hardly say
/// it without this one. The picture is not looked through.
fn asks_for_passkey(data: &Value) -> bool {
    let places: [&[&str]; 6] =
        [&["state"], &["status"], &["message"], &["reason"], &["statusReason"], &["instance", "state"]];
    places
        .into_iter()
        .filter_map(|place| json::text(data, place))
        .any(|text| text.to_ascii_lowercase().contains("passkey"))
}

/// What is known about the one number that was asked for; `None` when the answer does not say.
pub(super) fn number_check(answer: &Answer) -> Option<NumberCheck> {
    let body = answer.json().filter(|_| answer.is_success())?;
    let told = json::one_or_many(&body).first()?;
    if !json::truth(told, &["exists"])? {
        return Some(NumberCheck::Absent);
    }
    let jids = [json::text(told, &["jid"]), json::text(told, &["lid"])];
    Some(NumberCheck::OnWhatsapp { addresses: distinct(jids) })
}

/// Everything in a webhook whose token was good.
pub(super) fn webhook(body: &[u8], instance: &str, now: Timestamp) -> Result<Vec<Received>, WebhookRefusal> {
    let body: Value = serde_json::from_slice(body)
        .map_err(|_not_json| WebhookRefusal::Unreadable { reason: "it is not JSON" })?;
    let Some(name) = json::text(&body, &["event"]) else {
        return Err(WebhookRefusal::Unreadable { reason: "it names no event" });
    };
    // 2.3 writes `messages.upsert`; some settings of the server make it `MESSAGES_UPSERT`.
    let name = name.to_lowercase().replace('_', ".");
    let when = json::text(&body, &["date_time"]).unwrap_or_else(|| now.timestamp_millis().to_string());
    let other = |event| vec![Received { key: format!("e:{instance}:{name}:{when}"), event }];
    if json::text(&body, &["instance"]).is_some_and(|theirs| theirs != instance) {
        return Ok(other(ignored("other-instance", &name)));
    }
    let data = json::at(&body, &["data"]);
    let each = json::one_or_many(data);
    Ok(match name.as_str() {
        "messages.upsert" | "send.message" => {
            each.iter().map(|message| message::read(message, instance, now)).collect()
        }
        "messages.edited" | "messages.delete" => {
            each.iter().map(|mark| message::mark(mark, instance, now)).collect()
        }
        "messages.update" => each.iter().map(|update| receipt(update, instance, now)).collect(),
        "connection.update" | "qrcode.updated" if asks_for_passkey(data) => {
            other(Event::Connection(Health::Down { reason: DownReason::AsksForPasskey }))
        }
        "connection.update" => {
            let state = json::text(data, &["state"]).unwrap_or_default();
            let key = format!("c:{instance}:{when}:{}", redact::kind(&state));
            vec![Received { key, event: Event::Connection(connection(&state)) }]
        }
        // The code itself is not taken: it is asked for while somebody waits for it, and kept nowhere.
        "qrcode.updated" if json::at(data, &["qrcode"]).is_object() => {
            other(Event::Connection(Health::Down { reason: DownReason::AsksForCode }))
        }
        // It has shown as many as it will, and nobody scanned one.
        "qrcode.updated" => other(Event::Connection(Health::Down { reason: DownReason::Disconnected })),
        "status.instance" if json::text(data, &["status"]).as_deref() == Some("open") => {
            other(Event::Connection(Health::Up))
        }
        "logout.instance" | "remove.instance" | "status.instance" => {
            other(Event::Connection(Health::Down { reason: DownReason::Disconnected }))
        }
        _ => other(ignored(&name, "")),
    })
}

fn connection(state: &str) -> Health {
    match state {
        "open" => Health::Up,
        "connecting" => Health::Down { reason: DownReason::Connecting },
        _ => Health::Down { reason: DownReason::Disconnected },
    }
}

/// A report on a message. Only its key tells which: the chat may be named otherwise than when it was sent.
fn receipt(update: &Value, instance: &str, now: Timestamp) -> Received {
    let status = json::text(update, &["status"]).unwrap_or_default();
    let Some(id) = json::text(update, &["keyId"]).or_else(|| json::text(update, &["key", "id"])) else {
        let key = format!("s:{instance}::{}", now.timestamp_millis());
        return Received { key, event: ignored("messages.update", "without-id") };
    };
    let key = format!("s:{instance}:{id}:{}", redact::kind(&status));
    let from_me = json::truth(update, &["fromMe"]).or_else(|| json::truth(update, &["key", "fromMe"]));
    let state = match status.as_str() {
        // That somebody of ours has read what a contact wrote is no receipt.
        _ if from_me == Some(false) => None,
        "ERROR" | "0" => Some(MessageState::Failed),
        "SERVER_ACK" | "2" => Some(MessageState::Sent),
        "DELIVERY_ACK" | "3" => Some(MessageState::Delivered),
        "READ" | "4" | "PLAYED" | "5" => Some(MessageState::Read),
        _ => None,
    };
    let Some(state) = state else {
        return Received { key, event: ignored("messages.update", &status) };
    };
    let receipt = Receipt {
        remote: RemoteId(id),
        reference: None,
        state,
        at: None,
        fault: (state == MessageState::Failed).then(error::failed_later),
        addresses: Vec::new(),
        pricing: None,
    };
    Received { key, event: Event::Receipt(receipt) }
}

fn ignored(kind: &str, what: &str) -> Event {
    let kind = if what.is_empty() { kind.to_owned() } else { format!("{kind}:{what}") };
    Event::Ignored { kind: redact::kind(&kind) }
}

/// The identities in the key of a message, the one under which the chat runs first.
fn addresses(key: &Value) -> Vec<Address> {
    distinct([json::text(key, &["remoteJid"]), json::text(key, &["remoteJidAlt"])])
}

fn distinct<const N: usize>(jids: [Option<String>; N]) -> Vec<Address> {
    let mut found = Vec::new();
    for address in jids.iter().flatten().filter_map(|jid| address(jid)) {
        if !found.contains(&address) {
            found.push(address);
        }
    }
    found
}

/// A person's address by its ending; `None` for groups, lists and channels. The number of a device (`:12`) is not part
/// of it.
fn address(jid: &str) -> Option<Address> {
    let (user, server) = jid.split_once('@')?;
    let user = user.split(':').next().unwrap_or(user);
    if user.is_empty() || !user.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match server {
        "s.whatsapp.net" | "c.us" => Some(Address { kind: AddressKind::WaId, value: user.to_owned() }),
        "lid" => Some(Address { kind: AddressKind::Lid, value: format!("{user}@lid") }),
        _ => None,
    }
}
