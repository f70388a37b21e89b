//! Long polling. The offset is the acknowledgement, so it advances only when a batch is on disk.
//!
//! teloxide's poller acknowledges while handlers still run, and gives typed updates without their raw text.
//! A stop drops the request that is under way: what it may have carried comes again and is known by its id.

use super::super::botapi::{
    Api, CallError,
    method::{DeleteWebhook, GetUpdates},
};
use super::super::lane::Lanes;
use super::super::raw::ALLOWED_UPDATES;
use super::update;
use crate::clock::Clock;
use crate::domain::{Timestamp, limit};
use crate::supervise::Supervisor;
use chrono::TimeDelta;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long Telegram may hold a request open. Below the client's own time-out, so that a dead connection is noticed.
const HOLD: Duration = Duration::from_secs(10);
/// The time-out of the client of the poll.
pub const CLIENT_TIME_MAX: Duration = Duration::from_secs(17);
/// Without an answer that was stored for so long, polling counts as down: several holds and the longest pause but one.
const SILENCE_MAX: TimeDelta = TimeDelta::seconds(60);
/// The longest pause after a failure.
const PAUSE_MAX: Duration = Duration::from_secs(30);

/// When what Telegram answered was last stored, for `/healthz`: who hears and can keep nothing is not alive.
#[derive(Debug, Clone, Default)]
pub struct Pulse(Arc<Mutex<Option<Timestamp>>>);

impl Pulse {
    /// When the last answer was stored.
    pub fn last(&self) -> Option<Timestamp> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether one was stored lately.
    pub fn is_alive(&self, now: Timestamp) -> bool {
        self.last().is_some_and(|last| now - last <= SILENCE_MAX)
    }

    /// Notes that an answer was stored, or held nothing.
    pub fn beat(&self, now: Timestamp) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
    }
}

/// Starts to poll. A webhook that is still set is removed.
pub fn start(api: Api, lanes: Lanes, clock: Clock, supervisor: &Supervisor) -> Pulse {
    let pulse = Pulse::default();
    let stopping = supervisor.stopping();
    let poller = Poller::new(api, lanes, clock, pulse.clone());
    supervisor.spawn("telegram poll", async move {
        tokio::select! {
            () = poller.run() => {}
            () = stopping.cancelled() => {}
        }
    });
    pulse
}

pub(super) struct Poller {
    api: Api,
    lanes: Lanes,
    clock: Clock,
    pulse: Pulse,
    pub(super) offset: Option<i64>,
    failures: u32,
    /// Whether updates could be asked for since the start. A webhook that is set later is somebody else's: taking it away
    /// would have two services take each other's updates for ever.
    is_free: bool,
    /// When the present row of failures began.
    since: Option<Timestamp>,
}

impl Poller {
    pub(super) fn new(api: Api, lanes: Lanes, clock: Clock, pulse: Pulse) -> Self {
        Self { api, lanes, clock, pulse, offset: None, failures: 0, is_free: false, since: None }
    }

    async fn run(mut self) {
        loop {
            match self.once().await {
                Ok(()) => self.recovered(),
                Err(failure) => {
                    let pause = self.failed(&failure);
                    // The machine's time, not the clock's: it is Telegram's server that is to be spared.
                    tokio::time::sleep(pause).await;
                }
            }
        }
    }

    pub(super) async fn once(&mut self) -> Result<(), Failure> {
        let ask = GetUpdates {
            offset: self.offset,
            limit: limit::POLL_BATCH,
            timeout: HOLD.as_secs(),
            allowed_updates: ALLOWED_UPDATES.to_vec(),
        };
        let answer = match self.api.call(&ask).await {
            Err(error) if !self.is_free && is_hooked(&error) => {
                self.free().await?;
                self.api.call(&ask).await
            }
            other => other,
        };
        let answer = answer.map_err(Failure::Call)?;
        self.is_free = true;
        let offset = answer.iter().filter_map(|raw| id_of(raw)).max().map(|last| last + 1);
        let batch: Vec<_> = answer.iter().filter_map(|raw| update(raw.get())).collect();
        if batch.is_empty() {
            self.pulse.beat(self.clock.now());
            return Ok(());
        }
        let asked = batch.len();
        let new = self.lanes.take_in(batch).await.map_err(|error| Failure::Inbox(error.to_string()))?;
        self.pulse.beat(self.clock.now());
        self.offset = offset.or(self.offset);
        tracing::debug!(updates.received = asked, updates.new = new, "updates stored");
        metrics::counter!("balcao_updates_stored_total").increment(u64::try_from(new).unwrap_or(u64::MAX));
        Ok(())
    }

    /// The start could not: as often as it takes, with the pauses of every failure.
    async fn free(&mut self) -> Result<(), Failure> {
        self.api.call(&DeleteWebhook {}).await.map_err(Failure::Call)?;
        self.is_free = true;
        tracing::info!("Telegram's webhook was still set and was removed");
        Ok(())
    }

    fn recovered(&mut self) {
        if self.failures > 0 {
            tracing::info!(poll.failures = self.failures, "updates come again");
            self.failures = 0;
            self.since = None;
        }
    }

    /// One line for each failure; louder when it lasts.
    fn failed(&mut self, failure: &Failure) -> Duration {
        self.failures = self.failures.saturating_add(1);
        let pause = pause(self.failures, failure);
        let now = self.clock.now();
        let down_for = now - *self.since.get_or_insert(now);
        let (failures, pause_seconds) = (self.failures, pause.as_secs());
        metrics::counter!("balcao_poll_failures_total").increment(1);
        if matches!(failure, Failure::Call(CallError::Refused { code: 409, .. })) {
            tracing::error!(
                pause_seconds,
                "somebody else asks for this bot's updates, or a webhook is set: only one may run with this token"
            );
        } else if down_for > SILENCE_MAX {
            tracing::error!(failures, pause_seconds, %failure, "no updates for {} s", down_for.num_seconds());
        } else {
            tracing::warn!(failures, pause_seconds, %failure, "updates could not be fetched");
        }
        pause
    }
}

#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error("{0}")]
    Call(CallError),
    #[error("{0}")]
    Inbox(String),
}

/// 1, 2, 4, 8, 16, 30, 30… seconds, and never less than Telegram asks for.
fn pause(failures: u32, failure: &Failure) -> Duration {
    let doubled = Duration::from_secs(1_u64 << failures.clamp(1, 6).saturating_sub(1)).min(PAUSE_MAX);
    match failure {
        Failure::Call(CallError::RetryAfter(after)) => doubled.max(*after),
        Failure::Call(CallError::Refused { .. } | CallError::Unreachable(_)) | Failure::Inbox(_) => doubled,
    }
}

/// Whether Telegram posts the updates to an address. Another who asks for them gets the same code.
fn is_hooked(error: &CallError) -> bool {
    matches!(error, CallError::Refused { code: 409, description } if description.contains("webhook is active"))
}

fn id_of(raw: &RawValue) -> Option<i64> {
    #[derive(Deserialize)]
    struct Id {
        update_id: i64,
    }
    serde_json::from_str::<Id>(raw.get()).ok().map(|id| id.update_id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_thirty_seconds_and_telegrams_wish_comes_first() {
        let network = Failure::Call(CallError::Unreachable("x"));
        let pauses: Vec<u64> = (1..=8).map(|failures| pause(failures, &network).as_secs()).collect();
        assert_eq!(pauses, [1, 2, 4, 8, 16, 30, 30, 30]);
        let asked = Failure::Call(CallError::RetryAfter(Duration::from_secs(45)));
        assert_eq!(pause(1, &asked).as_secs(), 45);
    }

    #[test]
    fn polling_counts_as_down_a_minute_after_the_last_good_answer() {
        let start = chrono::DateTime::UNIX_EPOCH;
        let pulse = Pulse::default();
        assert!(!pulse.is_alive(start));
        pulse.beat(start);
        assert!(pulse.is_alive(start + TimeDelta::seconds(60)));
        assert!(!pulse.is_alive(start + TimeDelta::seconds(61)));
    }
}
