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
    /// A phone is linked to it by a code that is scanned.
    pub links_by_code: bool,
    /// Its maker's licence asks that administrators be shown that it is in use.
    pub wants_notice: bool,
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
    /// It is connecting.
    Connecting,
    /// It shows a code and waits for a phone to scan it.
    AsksForCode,
    /// The account wants to be confirmed by a passkey, which a chat cannot give.
    AsksForPasskey,
    /// The provider refuses our token or key.
    Credentials,
    /// The provider does not answer.
    Unreachable,
    /// The account is blocked, locked, restricted or unpaid.
    Account,
}

impl Health {
    /// Whether it cannot send.
    pub const fn is_down(&self) -> bool {
        match self {
            Self::Unknown | Self::Up => false,
            Self::Down { .. } => true,
        }
    }

    /// Why it cannot send.
    pub const fn down(&self) -> Option<DownReason> {
        match self {
            Self::Unknown | Self::Up => None,
            Self::Down { reason } => Some(*reason),
        }
    }

    /// Whether what is to be sent waits until it is better: only a phone has to come back. Other reasons concern the
    /// account, and a person must hear of each message that they stop.
    pub const fn holds(&self) -> bool {
        match self.down() {
            Some(reason) => reason.is_of_the_phone(),
            None => false,
        }
    }

    /// What is known after this was heard. A phone that is lost tries to come back all the time, which would be two
    /// changes a try; and while a code is shown the server calls that "connecting", too. So an attempt is no news after
    /// the reason that it cannot succeed yet.
    #[must_use]
    pub fn after(&self, heard: &Self) -> Self {
        let tries = heard.down() == Some(DownReason::Connecting);
        if tries && self.holds() { self.clone() } else { heard.clone() }
    }
}

impl DownReason {
    /// Whether it is the phone that is away, and not the account or the server.
    pub const fn is_of_the_phone(self) -> bool {
        match self {
            Self::Disconnected | Self::Connecting | Self::AsksForCode | Self::AsksForPasskey => true,
            Self::Credentials | Self::Unreachable | Self::Account => false,
        }
    }
}

/// For what of its channel a queued delivery waits, beside its turn in the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitsFor {
    /// The channel's connection: it was lost when the delivery was tried.
    Connection,
    /// Its turn among the conversations that the channel starts.
    Pace,
    /// The end of a restriction: the channel may start no conversations until then.
    Restriction,
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
    /// Since when it is up, or down for whatever reason.
    pub health_at: Option<Timestamp>,
    /// Until when it may start no conversations, when the provider has said so.
    pub restricted_until: Option<Timestamp>,
}

impl Channel {
    /// Until when it may start no conversations, if it may not now.
    pub fn restricted(&self, now: Timestamp) -> Option<Timestamp> {
        self.restricted_until.filter(|until| *until > now)
    }

    /// Whether it may be chosen for something new. One that has not been heard of may.
    pub fn is_usable(&self) -> bool {
        match self.health {
            Health::Unknown | Health::Up => true,
            Health::Down { .. } => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn down(reason: DownReason) -> Health {
        Health::Down { reason }
    }

    #[test]
    fn an_attempt_to_connect_is_no_news_after_the_reason_why_it_cannot_succeed() {
        let trying = down(DownReason::Connecting);
        for reason in [DownReason::Disconnected, DownReason::AsksForCode, DownReason::AsksForPasskey] {
            assert_eq!(down(reason).after(&trying), down(reason));
            assert_eq!(trying.after(&down(reason)), down(reason));
            assert_eq!(down(reason).after(&Health::Up), Health::Up);
        }
        for before in [Health::Unknown, Health::Up, down(DownReason::Unreachable), down(DownReason::Account)]
        {
            assert_eq!(before.after(&trying), trying, "{before:?}");
        }
    }

    #[test]
    fn only_a_phone_that_is_away_keeps_messages_waiting() {
        assert!(down(DownReason::Disconnected).holds() && down(DownReason::AsksForCode).holds());
        for health in [Health::Up, Health::Unknown, down(DownReason::Credentials), down(DownReason::Account)]
        {
            assert!(!health.holds(), "{health:?}");
        }
        assert!(!down(DownReason::Unreachable).holds(), "what cannot be asked may well be able to send");
    }
}
