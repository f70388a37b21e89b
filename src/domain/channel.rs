//! Channels: connected WhatsApp numbers, by what they can do and how they are.

use super::Timestamp;
use super::id::ChannelId;
use super::media::MediaLimits;
use serde::{Deserialize, Serialize};

/// What a channel's adapter can do. The product asks for these, never for a provider's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "independent abilities, each asked for by name")]
pub struct Capabilities {
    /// It is the official API: shown as such beside the channel's name.
    pub official: bool,
    /// An attendance is started by an approved template.
    pub needs_templates: bool,
    /// Free text is allowed only for 24 hours after the contact's last message.
    pub has_window: bool,
    /// It can say whether a number is on WhatsApp before anything is sent.
    pub checks_numbers: bool,
    /// Messages have a price that we can estimate.
    pub has_cost: bool,
    /// A text that was sent can be changed on the contact's phone.
    pub edits: bool,
    /// How large files may be.
    pub media: MediaLimits,
}

/// How a channel is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Health {
    /// Not heard of since the start.
    Unknown,
    /// It answers and is connected.
    Up,
    /// It cannot send. The reason is one of a closed set, so that it has words in every language.
    Down {
        /// Why.
        reason: DownReason,
    },
}

/// Why a channel cannot send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DownReason {
    /// The phone is not linked, or the link is lost.
    Disconnected,
    /// It is connecting, or waits for its QR code to be scanned.
    Connecting,
    /// The provider refuses our token or key.
    Credentials,
    /// The provider does not answer.
    Unreachable,
    /// The account is blocked, locked, restricted or unpaid.
    Account,
}

/// A connected WhatsApp number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// Its id in the configuration.
    pub id: ChannelId,
    /// Its name on buttons and cards.
    pub name: String,
    /// What it can do.
    pub capabilities: Capabilities,
    /// The currency of the account behind it, ISO 4217; `None` when nothing is charged.
    pub currency: Option<String>,
    /// How it is.
    pub health: Health,
    /// Since when it is so.
    pub health_at: Option<Timestamp>,
}

impl Channel {
    /// Whether it may be chosen for something new. One that has not been heard of may.
    pub fn is_usable(&self) -> bool {
        match self.health {
            Health::Unknown | Health::Up => true,
            Health::Down { .. } => false,
        }
    }
}
