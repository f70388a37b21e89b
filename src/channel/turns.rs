//! How many messages of a number may reach its provider within a second.
//!
//! Wanted: never more than are allowed, as the provider counts. The dispatcher claims no faster than that, but what it
//! claims is held up on its way, by a file that goes first, by the machine or by the line, and then arrives together with
//! what left after it. So a message has its turn just before its request is written, and the one that leaves as many
//! messages later waits for a second from when this one can have arrived at the latest: by how much longer than usual its
//! answer took. Rejected: a second from when it left, which forgets what was held up; a second from its answer, which
//! would lose the time of every answer.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// By how much a request is taken to be held up at most. What takes longer is the provider's own work.
const LATE_MAX: Duration = Duration::from_millis(100);
/// Of how many answers is known how long they took.
const ANSWERS: usize = 64;
/// What the provider counts in.
const WINDOW: Duration = Duration::from_secs(1);

/// The turns of one number; any number of messages at once where nothing is said about it.
#[derive(Debug, Clone)]
pub(super) struct Turns(Option<Arc<Gate>>);

#[derive(Debug)]
struct Gate {
    /// Times count from here.
    origin: Instant,
    /// Whoever comes first leaves first.
    order: tokio::sync::Mutex<()>,
    last: Mutex<Last>,
    waiting: AtomicUsize,
}

impl Turns {
    /// So many messages a second.
    pub(super) fn of(a_second: Option<u16>) -> Self {
        Self(a_second.filter(|allowed| *allowed > 0).map(|allowed| {
            Arc::new(Gate {
                origin: Instant::now(),
                order: tokio::sync::Mutex::default(),
                last: Mutex::new(Last::of(allowed)),
                waiting: AtomicUsize::new(0),
            })
        }))
    }

    /// Messages that are ready and wait for their turn.
    pub(super) fn waiting(&self) -> usize {
        self.0.as_ref().map_or(0, |gate| gate.waiting.load(Ordering::Relaxed))
    }

    /// Sends a message when it has its turn.
    pub(super) async fn pass<F: Future>(&self, sending: F) -> F::Output {
        let Some(gate) = &self.0 else { return sending.await };
        let which = gate.take().await;
        let answer = sending.await;
        gate.last().answered(which, gate.origin.elapsed());
        answer
    }
}

impl Gate {
    fn last(&self) -> std::sync::MutexGuard<'_, Last> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn take(&self) -> u64 {
        let _waiting = Waiting::among(&self.waiting);
        let _first = self.order.lock().await;
        loop {
            let now = self.origin.elapsed();
            let opens = self.last().opens(now);
            if opens <= now {
                return self.last().leave(now);
            }
            tokio::time::sleep_until(self.origin + opens).await;
        }
    }
}

/// One that waits, for as long as this lives.
struct Waiting<'w>(&'w AtomicUsize);

impl<'w> Waiting<'w> {
    fn among(waiting: &'w AtomicUsize) -> Self {
        waiting.fetch_add(1, Ordering::Relaxed);
        Self(waiting)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The last messages that left, as many as are allowed in a second. Times count from any fixed point.
#[derive(Debug)]
struct Last {
    allowed: usize,
    /// How many left before the first of these.
    gone: u64,
    left: VecDeque<Left>,
    /// How long the last answers took.
    took: VecDeque<Duration>,
}

#[derive(Debug, Clone, Copy)]
struct Left {
    at: Duration,
    /// Until its answer, if there is one.
    took: Option<Duration>,
}

impl Last {
    fn of(allowed: u16) -> Self {
        Self { allowed: usize::from(allowed), gone: 0, left: VecDeque::new(), took: VecDeque::new() }
    }

    /// When to look whether the next one may leave: at once, when this is not after `now`.
    fn opens(&self, now: Duration) -> Duration {
        let Some(first) = self.left.front().filter(|_first| self.left.len() >= self.allowed) else {
            return now;
        };
        let window = first.at + WINDOW;
        // Until then its answer may come.
        if now < window { window } else { window + self.late(*first) }
    }

    /// By how much later than usual it arrived, at most.
    fn late(&self, one: Left) -> Duration {
        one.took.map_or(LATE_MAX, |took| took.saturating_sub(self.usual()).min(LATE_MAX))
    }

    /// How long an answer takes: the middle of what they took.
    fn usual(&self) -> Duration {
        let mut took: Vec<_> = self.took.iter().copied().collect();
        took.sort_unstable();
        took.get(took.len().saturating_sub(1) / 2).copied().unwrap_or_default()
    }

    /// One leaves; says which it is.
    fn leave(&mut self, now: Duration) -> u64 {
        while self.left.len() >= self.allowed {
            self.left.pop_front();
            self.gone += 1;
        }
        self.left.push_back(Left { at: now, took: None });
        self.gone + u64::try_from(self.left.len() - 1).unwrap_or(u64::MAX)
    }

    /// Its answer is there.
    fn answered(&mut self, which: u64, now: Duration) {
        let place = which.checked_sub(self.gone).and_then(|place| usize::try_from(place).ok());
        if let Some(one) = place.and_then(|place| self.left.get_mut(place)) {
            let took = now.saturating_sub(one.at);
            one.took = Some(took);
            self.took.push_back(took);
            if self.took.len() > ANSWERS {
                self.took.pop_front();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt as _;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// When messages arrive that want to leave at once: each this much later than the ten milliseconds of the line, and
    /// answered five after that.
    fn arrivals(allowed: u16, late_ms: &[u64]) -> Vec<Duration> {
        let mut last = Last::of(allowed);
        let (mut now, mut arrivals, mut answers) = (Duration::ZERO, Vec::new(), BTreeSet::new());
        for late in late_ms {
            loop {
                while let Some((at, which)) = answers.first().copied()
                    && at <= now
                {
                    answers.pop_first();
                    last.answered(which, at);
                }
                let opens = last.opens(now);
                if opens <= now {
                    break;
                }
                now = opens;
            }
            let arrives = now + Duration::from_millis(10 + late);
            answers.insert((arrives + Duration::from_millis(5), last.leave(now)));
            arrivals.push(arrives);
        }
        arrivals.sort();
        arrivals
    }

    fn most_in_a_second(arrivals: &[Duration]) -> usize {
        let within =
            |from: Duration| arrivals.iter().filter(|at| (from..from + WINDOW).contains(*at)).count();
        arrivals.iter().map(|from| within(*from)).max().unwrap_or_default()
    }

    proptest! {
        #[test]
        fn no_second_holds_more_than_is_allowed_whatever_is_held_up(
            allowed in 1_u16..=90,
            late_ms in proptest::collection::vec(0_u64..=99, 1..100),
        ) {
            // Most are not held up and say what is usual.
            let late_ms: Vec<_> = late_ms.into_iter().flat_map(|late| [0, late, 0, 0]).collect();
            let arrivals = arrivals(allowed, &late_ms);
            prop_assert!(most_in_a_second(&arrivals) <= usize::from(allowed), "{arrivals:?}");
        }
    }

    #[test]
    fn answers_that_all_take_their_time_cost_nothing() {
        let arrivals = arrivals(80, &[300; 800]);
        let (first, last) = (arrivals.first().unwrap(), arrivals.last().unwrap());
        assert_eq!(last.saturating_sub(*first), Duration::from_secs(9), "eighty, and nine times eighty");
        assert_eq!(most_in_a_second(&arrivals), 80);
    }

    #[test]
    fn who_waits_is_counted_and_who_gives_up_waits_no_more() {
        let turns = Turns::of(Some(1));
        turns.pass(std::future::ready(())).now_or_never().unwrap();
        let mut second = Box::pin(turns.pass(std::future::ready(())));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let polled = runtime.block_on(async { futures::poll!(&mut second) });
        assert!(polled.is_pending());
        assert_eq!(turns.waiting(), 1);
        drop(second);
        assert_eq!(turns.waiting(), 0);
    }

    #[test]
    fn a_number_about_which_nothing_is_said_waits_for_nothing() {
        let turns = Turns::of(None);
        for _message in 0..1_000 {
            turns.pass(std::future::ready(())).now_or_never().unwrap();
        }
    }
}
