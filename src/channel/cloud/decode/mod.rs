//! Meta's answers and webhooks as our events. Pure, and content with anything that may be missing.
//!
//! A webhook is a batch: every entry, change, message and status in it is read, in its order, and what has no meaning
//! for us is kept as [`Event::Ignored`] so that it can be seen in the log. One app may serve several numbers and
//! accounts; events of others arrive here too and are ignored by their ids.
//!
//! Shapes: <https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview>.

pub(super) mod listing;
mod message;
mod status;

use super::Ours;
use crate::channel::http::Answer;
use crate::channel::{Received, WebhookRefusal, json, redact};
use crate::domain::Timestamp;
use crate::domain::channel::{DownReason, Health};
use crate::domain::contact::{Address, AddressKind};
use crate::domain::delivery::Outcome;
use crate::domain::event::Event;
use crate::domain::id::RemoteId;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// The acceptance in an answer to a message; `None` when the answer holds no message id.
pub(super) fn sent(answer: &Answer) -> Option<Outcome> {
    let body = answer.json().filter(|_| answer.is_success())?;
    let remote = json::list(&body, &["messages"]).iter().find_map(|message| json::text(message, &["id"]))?;
    let contact = json::list(&body, &["contacts"]).first().unwrap_or(&Value::Null);
    Some(Outcome::Accepted {
        remote: RemoteId(remote),
        addresses: addresses([json::text(contact, &["user_id"])], [json::text(contact, &["wa_id"])]),
    })
}

/// The id in an answer to an upload. Only a text is one, as Meta writes it: a message with a file that Meta does not know
/// would be refused for good, an upload is tried again.
pub(super) fn uploaded(answer: &Answer) -> Option<RemoteId> {
    let body = answer.json().filter(|_| answer.is_success())?;
    let id = json::at(&body, &["id"]).as_str().filter(|id| !id.is_empty())?;
    Some(RemoteId(id.to_owned()))
}

/// The address in an answer to the question for a file.
pub(super) fn media_url(answer: &Answer) -> Option<String> {
    let body = answer.json().filter(|_| answer.is_success())?;
    json::text(&body, &["url"])
}

/// Everything in a webhook whose signature was good.
pub(super) fn webhook(body: &[u8], ours: &Ours, now: Timestamp) -> Result<Vec<Received>, WebhookRefusal> {
    let body: Value = serde_json::from_slice(body)
        .map_err(|_not_json| WebhookRefusal::Unreadable { reason: "it is not JSON" })?;
    if !body.is_object() {
        return Err(WebhookRefusal::Unreadable { reason: "it is not an object" });
    }
    let mut received = Vec::new();
    for entry in json::list(&body, &["entry"]) {
        for change in json::list(entry, &["changes"]) {
            read_change(&mut received, entry, change, ours, now);
        }
    }
    Ok(received)
}

fn read_change(received: &mut Vec<Received>, entry: &Value, change: &Value, ours: &Ours, now: Timestamp) {
    let field = json::text(change, &["field"]).unwrap_or_default();
    let value = json::at(change, &["value"]);
    let number = json::text(value, &["metadata", "phone_number_id"]);
    let account = json::text(entry, &["id"]);
    let is_ours = match (&number, &account) {
        (Some(number), _) => *number == ours.phone_number_id,
        (None, Some(account)) => *account == ours.business_account_id,
        (None, None) => true,
    };
    if !is_ours {
        received.push(other(entry, change, now, ignored("other-number", &field)));
        return;
    }
    if field != "messages" {
        received.push(other(entry, change, now, about_account(&field, value)));
        return;
    }
    let before = received.len();
    received.extend(json::list(value, &["messages"]).iter().map(|m| message::read(m, value, now)));
    received.extend(json::list(value, &["statuses"]).iter().map(|s| status::read(s, now)));
    for error in json::list(value, &["errors"]) {
        let code = json::text(error, &["code"]).unwrap_or_default();
        received.push(other(entry, change, now, ignored("error", &code)));
    }
    if received.len() == before {
        received.push(other(entry, change, now, ignored("messages", "empty")));
    }
}

/// What a change of the account or its templates means.
fn about_account(field: &str, value: &Value) -> Event {
    match field {
        "message_template_status_update"
        | "message_template_quality_update"
        | "message_template_components_update"
        | "template_category_update" => Event::TemplatesChanged,
        "account_update" => {
            let event = json::text(value, &["event"]).unwrap_or_default();
            let ban = json::at(value, &["ban_info", "waba_ban_state"]).to_string();
            match event.as_str() {
                "DISABLED_UPDATE" if ban.contains("REINSTATE") => Event::Connection(Health::Up),
                "ACCOUNT_DELETED" | "ACCOUNT_RESTRICTION" | "DISABLED_UPDATE" => {
                    Event::Connection(Health::Down { reason: DownReason::Account })
                }
                _ => ignored(field, &event),
            }
        }
        _ => ignored(field, ""),
    }
}

fn ignored(kind: &str, what: &str) -> Event {
    let kind = if what.is_empty() { kind.to_owned() } else { format!("{kind}:{what}") };
    Event::Ignored { kind: redact::kind(&kind) }
}

/// An event without an id of its own. It is known again by its account, time and content; where there is no time, by
/// ours, because something that happens twice must not be lost, and reading it twice does no harm.
fn other(entry: &Value, change: &Value, now: Timestamp, event: Event) -> Received {
    let account = json::text(entry, &["id"]).unwrap_or_default();
    let time = json::text(entry, &["time"]).unwrap_or_else(|| now.timestamp_millis().to_string());
    let digest = Sha256::digest(change.to_string().as_bytes());
    let content = URL_SAFE_NO_PAD.encode(digest);
    Received { key: format!("a:{account}:{time}:{content}"), event }
}

/// The identities found, the surest first: the user id, then the number. Each is listed once.
fn addresses<const N: usize, const M: usize>(
    user_ids: [Option<String>; N],
    numbers: [Option<String>; M],
) -> Vec<Address> {
    let user_ids = user_ids.into_iter().flatten().map(|value| Address { kind: AddressKind::Bsuid, value });
    let numbers = numbers.into_iter().flatten().map(|value| Address { kind: AddressKind::WaId, value });
    let mut found = Vec::new();
    for address in user_ids.chain(numbers) {
        if !found.contains(&address) {
            found.push(address);
        }
    }
    found
}
