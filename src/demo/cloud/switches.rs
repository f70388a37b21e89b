//! What can go wrong on the official API, as switches that a page shows and a test turns.

use crate::demo::wire::{PlannedFailure, WebhookSwitches};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How free text in a closed window is refused. Meta does both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowRefusal {
    /// 200, then `failed` with 131047 by webhook.
    #[default]
    ByWebhook,
    /// 400 with 131047.
    AtOnce,
}

/// The switches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the page")]
pub struct Switches {
    /// Milliseconds before every answer: a slow provider.
    pub delay_ms: u64,
    /// How free text in a closed window is refused.
    pub window_refusal: WindowRefusal,
    /// Whether many messages to one contact in little time are refused with 131056.
    pub pair_limit: bool,
    /// How many messages to one contact may leave at once before that; one more every 6 seconds.
    pub pair_burst: u32,
    /// Whether numbers that nobody seeded have a WhatsApp: they get a phone with the first message.
    pub strangers_on_whatsapp: bool,
    /// Whether `sent` and `delivered` follow every accepted message by themselves.
    pub auto_receipts: bool,
    /// `delivered` is never posted: it may be missing when the message was read at once.
    pub drop_delivered: bool,
    /// Contacts (by number) whose messages are accepted and then fail with this code.
    pub delivery_failures: BTreeMap<String, u32>,
    /// What happens to webhooks on their way.
    pub webhooks: WebhookSwitches,
    /// Calls that are still to fail.
    pub failures: Vec<PlannedFailure>,
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            delay_ms: 0,
            window_refusal: WindowRefusal::default(),
            pair_limit: false,
            pair_burst: 45,
            strangers_on_whatsapp: true,
            auto_receipts: true,
            drop_delivered: false,
            delivery_failures: BTreeMap::new(),
            webhooks: WebhookSwitches::default(),
            failures: Vec::new(),
        }
    }
}
