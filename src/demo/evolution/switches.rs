//! What can go wrong on an unofficial channel, as switches that a page shows and a test turns. Whether the phone is
//! connected is not among them: it is a state of the instance.

use crate::demo::wire::{PlannedFailure, WebhookSwitches};
use serde::{Deserialize, Serialize};

/// The switches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "switches are turned one by one; any mixture means something"
)]
pub struct Switches {
    /// Milliseconds before every answer: a slow provider.
    pub delay_ms: u64,
    /// Whether numbers that nobody seeded have a WhatsApp: they get a phone with the first message.
    pub strangers_on_whatsapp: bool,
    /// Whether `SERVER_ACK` and `DELIVERY_ACK` follow every accepted message by themselves.
    pub auto_receipts: bool,
    /// `DELIVERY_ACK` is never posted.
    pub drop_delivered: bool,
    /// Chats are addressed by the hidden id, the number beside it, as 2.3.7 says it.
    pub lid_chats: bool,
    /// Every message of a contact is told twice with the same id, as 2.3.7 does.
    pub duplicate_upserts: bool,
    /// Every business call answers 503 until a licence is activated, as 2.4 does.
    pub license_required: bool,
    /// Whoever scans the code is asked for a passkey, which nobody has.
    pub asks_for_passkey: bool,
    /// The instance's token stands in clear in every webhook.
    pub shows_token: bool,
    /// What happens to webhooks on their way.
    pub webhooks: WebhookSwitches,
    /// Calls that are still to fail.
    pub failures: Vec<PlannedFailure>,
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            delay_ms: 0,
            strangers_on_whatsapp: true,
            auto_receipts: true,
            drop_delivered: false,
            lid_chats: false,
            duplicate_upserts: false,
            license_required: false,
            asks_for_passkey: false,
            shows_token: true,
            webhooks: WebhookSwitches::default(),
            failures: Vec::new(),
        }
    }
}
