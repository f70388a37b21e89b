//! The window: the time in which free text is allowed on the official API.

use super::Timestamp;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// How long the window stays open after the contact's last message: the provider's rule.
pub const WINDOW: TimeDelta = TimeDelta::hours(24);

/// The window's state for one contact on one channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Window {
    /// The contact has never written on this channel.
    NotStarted,
    /// Free text may be sent until then.
    Active {
        /// When it closes.
        until: Timestamp,
    },
    /// It has closed.
    Expired {
        /// When it closed.
        at: Timestamp,
    },
}

impl Window {
    /// The window by the contact's last message, at its own timestamp.
    pub fn at(last_incoming_at: Option<Timestamp>, now: Timestamp) -> Self {
        match last_incoming_at {
            None => Self::NotStarted,
            Some(last) if now < last + WINDOW => Self::Active { until: last + WINDOW },
            Some(last) => Self::Expired { at: last + WINDOW },
        }
    }

    /// Whether free text is allowed.
    pub const fn is_active(self) -> bool {
        matches!(self, Self::Active { .. })
    }
}
