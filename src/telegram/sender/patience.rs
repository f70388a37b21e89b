//! What Telegram's patience runs by, as the time since the start, which never goes back.
//!
//! The time is tokio's and not the clock's: it is Telegram's patience that is measured, and that runs in real time also
//! while a test turns the clock by hand, and when somebody sets the machine's. A test of the pace itself says that Telegram's
//! patience runs by that clock as well; one that is put back lets no time pass and takes none away.

use crate::clock::Clock;
use crate::domain::Timestamp;
use chrono::TimeDelta;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

#[derive(Debug)]
pub(super) enum Patience {
    Machine { origin: Instant },
    Clock { clock: Clock, passed: Mutex<Passed> },
}

/// How much had passed when the clock was last looked at.
#[derive(Debug)]
pub(super) struct Passed {
    so_far: TimeDelta,
    seen: Timestamp,
}

impl Patience {
    /// By the machine's time, or by this clock instead.
    pub(super) fn by(clock: Option<Clock>) -> Self {
        match clock {
            None => Self::Machine { origin: Instant::now() },
            Some(clock) => {
                let passed = Mutex::new(Passed { so_far: TimeDelta::zero(), seen: clock.now() });
                Self::Clock { clock, passed }
            }
        }
    }

    pub(super) fn now(&self) -> Duration {
        match self {
            Self::Machine { origin } => origin.elapsed(),
            Self::Clock { clock, passed } => passed_by(clock, passed).0.to_std().unwrap_or_default(),
        }
    }

    pub(super) async fn wait_until(&self, at: Duration) {
        match self {
            Self::Machine { origin } => tokio::time::sleep_until(*origin + at).await,
            Self::Clock { clock, passed } => {
                let (so_far, seen) = passed_by(clock, passed);
                let rest = TimeDelta::from_std(at).unwrap_or(TimeDelta::MAX) - so_far;
                clock.wait_until(seen.checked_add_signed(rest).unwrap_or(Timestamp::MAX_UTC)).await;
            }
        }
    }
}

/// Looks at the clock: how much has passed, and what it shows.
fn passed_by(clock: &Clock, passed: &Mutex<Passed>) -> (TimeDelta, Timestamp) {
    // Nothing panics while it is held.
    let mut passed = passed.lock().unwrap_or_else(PoisonError::into_inner);
    let now = clock.now();
    let step = (now - passed.seen).max(TimeDelta::zero());
    passed.so_far += step;
    passed.seen = now;
    (passed.so_far, now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt as _;

    #[test]
    fn a_clock_that_is_put_back_takes_nothing_from_what_has_passed_and_keeps_nobody() {
        let clock = Clock::by_hand(Timestamp::UNIX_EPOCH);
        let patience = Patience::by(Some(clock.clone()));
        clock.turn(TimeDelta::seconds(10));
        assert_eq!(patience.now(), Duration::from_secs(10));
        clock.turn(-TimeDelta::hours(1));
        assert_eq!(patience.now(), Duration::from_secs(10));
        let mut waits = Box::pin(patience.wait_until(Duration::from_secs(15)));
        assert_eq!((&mut waits).now_or_never(), None);
        clock.turn(TimeDelta::seconds(5));
        assert_eq!((&mut waits).now_or_never(), Some(()));
        assert_eq!(patience.now(), Duration::from_secs(15));
    }
}
