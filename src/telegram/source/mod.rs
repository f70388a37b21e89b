//! Where updates come from: we ask for them ([`poll`]) or Telegram posts them ([`hook`]). Both store before they
//! acknowledge, and hand the same raw text to the same lanes.

pub mod hook;
pub mod poll;

use super::inbox::RawUpdate;
use super::raw;
use serde_json::Value;

/// One update from its JSON; `None` when it has no `update_id`.
pub(super) fn update(raw: &str) -> Option<RawUpdate> {
    let value: Value = serde_json::from_str(raw).ok()?;
    let update_id = value.get("update_id")?.as_i64()?;
    Some(RawUpdate { update_id, lane: raw::lane_key(&value), raw: raw.to_owned(), attempts: 0 })
}

#[cfg(test)]
mod tests;
