//! One update's tries: caught when they panic, abandoned when they take too long, counted, and given up in the end.

use super::super::inbox::GivenUp;
use super::super::raw;
use super::{Queued, Shared, Worked};
use crate::domain::limit;
use chrono::TimeDelta;
use futures::FutureExt as _;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use tracing::Instrument as _;

/// How long a lane rests before it tries the same update again, by the attempts made. Short: the person waits.
fn retry_delay(attempts: u32) -> TimeDelta {
    TimeDelta::seconds(1_i64 << attempts.clamp(1, 5).saturating_sub(1))
}

/// Works one update off: it is done, given up, or the service stops and it waits in the table. Whatever is logged
/// meanwhile carries the update's id, as does what becomes of the deliveries that it leads to.
pub(super) async fn work_off(shared: &Shared, queued: Queued) {
    let trace = tracing::info_span!("update", trace = %queued.update.update_id);
    try_it(shared, queued).instrument(trace).await;
}

async fn try_it(shared: &Shared, queued: Queued) {
    let Queued { update, from_table } = queued;
    let id = update.update_id;
    let mut attempts = update.attempts;
    loop {
        if from_table {
            // It may have had its effect before something else failed; or the service stops.
            let Some(counted) = count(shared, id).await else { return };
            attempts = counted;
            if attempts > limit::UPDATE_ATTEMPTS_MAX {
                return give_up(shared, &update.raw, id, attempts).await;
            }
        }
        let failure = match attempt(shared, &update).await {
            Ok(Worked::Stored) => {
                tracing::info!("an update was worked off");
                return;
            }
            Ok(Worked::Nothing) => {
                shared.insist(|| shared.inbox.finish.call(id)).await;
                return;
            }
            Err(failure) => failure,
        };
        if !from_table {
            let Some(counted) = count(shared, id).await else { return };
            attempts = counted;
        }
        tracing::error!(
            update.id = id,
            update.attempts = attempts,
            failure,
            "an update could not be worked off"
        );
        metrics::counter!("balcao_update_failures_total").increment(1);
        if attempts >= limit::UPDATE_ATTEMPTS_MAX {
            return give_up(shared, &update.raw, id, attempts).await;
        }
        if !shared.rest(retry_delay(attempts)).await {
            return;
        }
    }
}

/// Counts an attempt; `None` when the update needs no more of them, or the service stops.
async fn count(shared: &Shared, update_id: i64) -> Option<u32> {
    shared.insist(|| shared.inbox.count_attempt.call(update_id)).await.flatten()
}

/// One try; the error says in a few words what happened, for the log.
async fn attempt(shared: &Shared, update: &Arc<super::RawUpdate>) -> Result<Worked, String> {
    let deadline = shared.clock.now() + limit::UPDATE_TIME_MAX;
    let update = Arc::clone(update);
    let work = AssertUnwindSafe(async { shared.work.call(update).await }).catch_unwind();
    tokio::select! {
        ended = work => match ended {
            Ok(Ok(worked)) => Ok(worked),
            Ok(Err(error)) => Err(error.to_string()),
            // What it says may contain anything, also what a person wrote.
            Err(_panic) => Err("its handler panicked".to_owned()),
        },
        () = shared.clock.wait_until(deadline) => Err("its handler took too long".to_owned()),
    }
}

/// It is not tried again, and its person is told so by the write that says it.
async fn give_up(shared: &Shared, raw: &str, update_id: i64, attempts: u32) {
    let origin = serde_json::from_str(raw).ok().and_then(|update| raw::origin(&update));
    let given_up = GivenUp { update_id, origin, is_doubted: attempts > limit::UPDATE_DOUBTED };
    if shared.insist(|| shared.inbox.give_up.call(given_up.clone())).await.is_none() {
        return;
    }
    shared.given_up.call(given_up).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lane_rests_longer_after_each_failure_but_never_long() {
        let delays: Vec<i64> = (0..8).map(|attempts| retry_delay(attempts).num_seconds()).collect();
        assert_eq!(delays, [1, 1, 2, 4, 8, 16, 16, 16]);
    }
}
