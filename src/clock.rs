//! Time as a parameter. Decisions take `now`; only loops hold a [`Clock`], to ask for it and to wait by it.

use crate::domain::Timestamp;
use chrono::TimeDelta;
use std::sync::Arc;
use tokio::sync::watch;

/// Where the time comes from: the machine, or a hand that turns it in demos and tests.
#[derive(Debug, Clone)]
pub struct Clock(Source);

#[derive(Debug, Clone)]
enum Source {
    Machine,
    /// The machine's clock moved by an offset that only grows.
    Moved(Arc<watch::Sender<TimeDelta>>),
    /// Stands still until it is turned.
    Hand(Arc<watch::Sender<Timestamp>>),
}

impl Clock {
    /// The machine's clock.
    pub const fn machine() -> Self {
        Self(Source::Machine)
    }

    /// The machine's clock, which [`Clock::turn`] can move forward.
    pub fn movable() -> Self {
        Self(Source::Moved(Arc::new(watch::Sender::new(TimeDelta::zero()))))
    }

    /// A clock that stands at `start` until it is turned.
    pub fn by_hand(start: Timestamp) -> Self {
        Self(Source::Hand(Arc::new(watch::Sender::new(start))))
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            Source::Machine => machine_now(),
            Source::Moved(offset) => machine_now() + *offset.borrow(),
            Source::Hand(at) => *at.borrow(),
        }
    }

    /// Moves the time forward, where it can be moved, and wakes who waits for it.
    pub fn turn(&self, by: TimeDelta) {
        match &self.0 {
            Source::Machine => {}
            Source::Moved(offset) => offset.send_modify(|offset| *offset += by),
            Source::Hand(at) => at.send_modify(|at| *at += by),
        }
    }

    /// Waits until the clock shows `at` or later.
    pub async fn wait_until(&self, at: Timestamp) {
        match &self.0 {
            Source::Machine => tokio::time::sleep((at - machine_now()).to_std().unwrap_or_default()).await,
            Source::Moved(offset) => {
                let mut turned = offset.subscribe();
                while self.now() < at {
                    let rest = (at - self.now()).to_std().unwrap_or_default();
                    tokio::select! {
                        () = tokio::time::sleep(rest) => {}
                        // The sender lives in `self`, so the channel cannot be closed here.
                        _turned = turned.changed() => {}
                    }
                }
            }
            Source::Hand(clock) => {
                let mut turned = clock.subscribe();
                let (mut at, mut before) = (at, *turned.borrow_and_update());
                while before < at {
                    if turned.changed().await.is_err() {
                        return;
                    }
                    let now = *turned.borrow_and_update();
                    // A clock that is put back makes nobody who waits already wait longer.
                    at += (now - before).min(TimeDelta::zero());
                    before = now;
                }
            }
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
fn machine_now() -> Timestamp {
    chrono::Utc::now()
}

#[cfg(test)]
mod tests {
    use super::Clock;
    use crate::domain::Timestamp;
    use chrono::TimeDelta;
    use futures::FutureExt as _;

    #[test]
    fn a_clock_that_is_put_back_makes_nobody_wait_longer() {
        let clock = Clock::by_hand(Timestamp::UNIX_EPOCH);
        let minute = TimeDelta::minutes(1);
        let mut waits = Box::pin(clock.wait_until(clock.now() + minute));
        assert_eq!((&mut waits).now_or_never(), None);
        clock.turn(-TimeDelta::hours(1));
        assert_eq!((&mut waits).now_or_never(), None);
        clock.turn(minute);
        assert_eq!((&mut waits).now_or_never(), Some(()));
    }
}
