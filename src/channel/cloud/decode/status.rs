//! A report on a message of ours.

use super::{addresses, ignored};
use crate::channel::cloud::error;
use crate::channel::{Received, json};
use crate::domain::Timestamp;
use crate::domain::event::{Event, Pricing, Receipt};
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::id::RemoteId;
use crate::domain::message::MessageState;
use serde_json::Value;

/// Reads one status. Known again by message, status and recipient, because retries reach us more than once.
pub(super) fn read(status: &Value, now: Timestamp) -> Received {
    let name = json::text(status, &["status"]).unwrap_or_else(|| "unnamed".to_owned());
    let number = json::text(status, &["recipient_id"]);
    let user_id = json::text(status, &["recipient_user_id"]);
    let recipient = number.as_deref().or(user_id.as_deref()).unwrap_or_default();
    let id = json::text(status, &["id"]);
    let key = format!("s:{}:{name}:{recipient}", id.as_deref().unwrap_or_default());
    let state = match name.as_str() {
        "sent" => MessageState::Sent,
        "delivered" => MessageState::Delivered,
        "read" | "played" => MessageState::Read,
        "failed" => MessageState::Failed,
        _ => return Received { key, event: ignored("status", &name) },
    };
    let Some(id) = id else {
        let key = format!("s::{name}:{}", now.timestamp_millis());
        return Received { key, event: ignored("status-without-id", &name) };
    };
    let failed = state == MessageState::Failed;
    let receipt = Receipt {
        remote: RemoteId(id),
        reference: json::text(status, &["biz_opaque_callback_data"]).and_then(|text| text.parse().ok()),
        state,
        at: json::moment(status, &["timestamp"], now),
        fault: failed.then(|| fault(status)),
        // A failure proves nothing about who can be reached where.
        addresses: if failed { Vec::new() } else { addresses([user_id], [number]) },
        pricing: pricing(status),
    };
    Received { key, event: Event::Receipt(receipt) }
}

fn fault(status: &Value) -> Fault {
    match json::list(status, &["errors"]).first() {
        Some(told) => error::fault_in(told),
        None => Fault::new(FaultKind::Unrecognised, "none", "failed without a reason"),
    }
}

/// How it is charged, by kind and category; the flag beside them is going to be removed.
fn pricing(status: &Value) -> Option<Pricing> {
    Some(Pricing {
        kind: json::text(status, &["pricing", "type"])?,
        category: json::text(status, &["pricing", "category"])?,
    })
}
