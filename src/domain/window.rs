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
        let Some(last) = last_incoming_at else { return Self::NotStarted };
        // A timestamp from outside may be anything; the end of time is not worth a panic.
        let end = last.checked_add_signed(WINDOW).unwrap_or(last);
        if now < end { Self::Active { until: end } } else { Self::Expired { at: end } }
    }

    /// Whether free text is allowed.
    pub const fn is_active(self) -> bool {
        matches!(self, Self::Active { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_timestamp(1_795_000_000 + seconds, 0).expect("a moment")
    }

    const DAY: i64 = 24 * 60 * 60;

    #[test]
    fn a_contact_who_never_wrote_has_no_window() {
        assert_eq!(Window::at(None, at(0)), Window::NotStarted);
        assert!(!Window::NotStarted.is_active());
    }

    #[test]
    fn the_window_is_open_to_the_last_moment_of_24_hours_and_closed_at_the_next() {
        assert_eq!(Window::at(Some(at(0)), at(0)), Window::Active { until: at(DAY) });
        assert!(Window::at(Some(at(0)), at(DAY) - TimeDelta::milliseconds(1)).is_active());
        assert_eq!(Window::at(Some(at(0)), at(DAY)), Window::Expired { at: at(DAY) });
    }

    #[test]
    fn a_new_message_opens_the_window_again() {
        assert!(!Window::at(Some(at(0)), at(2 * DAY)).is_active());
        assert_eq!(Window::at(Some(at(2 * DAY)), at(2 * DAY)), Window::Active { until: at(3 * DAY) });
    }

    #[test]
    fn a_providers_clock_that_is_ahead_or_mad_does_no_harm() {
        assert!(Window::at(Some(at(60)), at(0)).is_active());
        assert!(Window::at(Some(Timestamp::MAX_UTC), at(0)).is_active());
        assert!(!Window::at(Some(Timestamp::MIN_UTC), at(0)).is_active());
    }
}
