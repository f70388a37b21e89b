//! `getUpdates`: waits for updates as long as it is asked to.
//!
//! Two races and their decisions. A second call while one waits: the older ends with 409, as the real server does it,
//! so that a service that was restarted gets on at once. A webhook set while one waits: likewise.
//! How long it waits is real time, also when the clock is turned by hand: it is a property of the connection.

use super::call::Call;
use super::refusal::Refusal;
use super::server::Server;
use serde_json::Value;
use std::time::Duration;

/// Updates in one answer, when the caller names no number.
const LIMIT: usize = 100;

/// Waits for updates; gives them as a JSON list.
pub(super) async fn get_updates(server: &Server, call: &Call) -> Result<String, Refusal> {
    let number = |name: &str| call.values.get(name).and_then(Value::as_i64);
    let limit = number("limit").and_then(|limit| usize::try_from(limit).ok()).unwrap_or(LIMIT);
    let timeout = number("timeout").and_then(|seconds| u64::try_from(seconds).ok()).unwrap_or_default();
    let mut arrivals = server.arrivals.subscribe();
    let mine = begin(server, call, number("offset"))?;
    // An older call that waits looks again, and finds that it was replaced.
    server.arrived();
    let patience = tokio::time::sleep(Duration::from_secs(timeout));
    tokio::pin!(patience);
    loop {
        arrivals.borrow_and_update();
        if let Some(list) = look(server, mine, limit, timeout == 0)? {
            return Ok(list);
        }
        tokio::select! {
            _changed = arrivals.changed() => {}
            () = &mut patience => return Ok("[]".to_owned()),
            () = server.stopping.cancelled() => return Ok("[]".to_owned()),
        }
    }
}

fn begin(server: &Server, call: &Call, offset: Option<i64>) -> Result<u64, Refusal> {
    let mut state = server.lock();
    if state.webhook.is_set() {
        let why = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
        return Err(Refusal::conflict(why));
    }
    if let Some(kinds) = call.values.get("allowed_updates").and_then(Value::as_array) {
        state.updates.allow(kinds.iter().filter_map(Value::as_str).map(str::to_owned).collect());
    }
    if let Some(offset) = offset.filter(|offset| *offset != 0) {
        state.updates.acknowledge(offset);
    }
    state.updates.calls += 1;
    Ok(state.updates.calls)
}

fn look(server: &Server, mine: u64, limit: usize, at_once: bool) -> Result<Option<String>, Refusal> {
    let now = server.clock.now();
    let mut state = server.lock();
    if state.webhook.is_set() {
        return Err(Refusal::conflict("terminated by setWebhook request"));
    }
    if state.updates.calls != mine {
        let why = "terminated by other getUpdates request; make sure that only one bot instance is running";
        return Err(Refusal::conflict(why));
    }
    let (list, count) = state.updates.next(limit, now);
    Ok((count > 0 || at_once).then_some(list))
}
