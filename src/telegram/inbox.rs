//! What the edge needs of the inbox table, as function values: those of the store, or a table in memory in tests.
//!
//! An update is in one of three states: waiting, done, given up. The edge stores it as waiting and gives it up; it is
//! marked done by the application in the transaction of its effects, or by the edge when nothing came of it.

use super::plug::Plug;
use super::raw::Origin;
use crate::app::notice::{self, Notice};
use crate::clock::Clock;
use crate::domain::Timestamp;
use crate::store::inbox::{self, AfterFailure, InboxRow};
use crate::store::{Store, StoreError};
use std::sync::Arc;

/// The name under which Telegram's updates stand in the inbox table; their remote id is the update id.
pub const SOURCE: &str = "telegram";

/// One update as Telegram gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawUpdate {
    /// Telegram's id of it: repeats of an update have the same.
    pub update_id: i64,
    /// The lane it belongs to, made by [`super::raw::lane_key`].
    pub lane: String,
    /// Its JSON.
    pub raw: String,
    /// How often it was tried, as far as the table knows.
    pub attempts: u32,
}

/// An update that was tried too often, and who should be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenUp {
    /// The update's id.
    pub update_id: i64,
    /// Who and where, when it can be read.
    pub origin: Option<Origin>,
    /// Whether it may have had its effect all the same.
    pub is_doubted: bool,
}

/// The inbox cannot be read or written now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the inbox is not available: {0}")]
pub struct InboxError(pub String);

/// The inbox, as the edge sees it.
#[derive(Debug, Clone)]
pub struct InboxPort {
    /// Stores updates as waiting, all in one write, and answers with the ids of those that were not there before.
    /// When it answers, they are on disk.
    pub store: Plug<Vec<Arc<RawUpdate>>, Result<Vec<i64>, InboxError>>,
    /// The waiting updates of a lane, oldest first, at most so many.
    pub waiting_in_lane: Plug<(String, usize), Result<Vec<RawUpdate>, InboxError>>,
    /// The lanes in which anything waits, at most so many.
    pub waiting_lanes: Plug<usize, Result<Vec<String>, InboxError>>,
    /// Adds one to the attempts of a waiting update and answers with the sum; `None` when it is not waiting any more.
    pub count_attempt: Plug<i64, Result<Option<u32>, InboxError>>,
    /// Marks an update of which nothing came as done.
    pub finish: Plug<i64, Result<(), InboxError>>,
    /// Marks an update as given up, which is not tried again, and has its person told so in the same write.
    pub give_up: Plug<GivenUp, Result<(), InboxError>>,
}

impl InboxPort {
    /// The inbox table of the store.
    pub fn of(store: &Store, clock: &Clock) -> Self {
        let (storing, clock) = (store.clone(), clock.clone());
        let deciding = clock.clone();
        let (in_lane, lanes) = (store.clone(), store.clone());
        let (counting, finishing, giving_up) = (store.clone(), store.clone(), store.clone());
        Self {
            store: Plug::new(move |batch| insert(storing.clone(), clock.clone(), batch)),
            waiting_in_lane: Plug::new(move |(lane, most)| waiting_in_lane(in_lane.clone(), lane, most)),
            waiting_lanes: Plug::new(move |most| waiting_lanes(lanes.clone(), most)),
            count_attempt: Plug::new(move |id| count_attempt(counting.clone(), id)),
            finish: Plug::new(move |id| finish(finishing.clone(), id)),
            give_up: Plug::new(move |given_up| give_up(giving_up.clone(), deciding.now(), given_up)),
        }
    }
}

impl From<StoreError> for InboxError {
    fn from(error: StoreError) -> Self {
        Self(error.to_string())
    }
}

async fn insert(store: Store, clock: Clock, batch: Vec<Arc<RawUpdate>>) -> Result<Vec<i64>, InboxError> {
    let received_at = clock.now();
    let rows: Vec<InboxRow> = batch
        .iter()
        .map(|update| InboxRow {
            source: SOURCE.to_owned(),
            remote_id: update.update_id.to_string(),
            lane: update.lane.clone(),
            raw: update.raw.clone(),
            attempts: update.attempts,
            received_at,
        })
        .collect();
    let fresh = store.write(move |tx| Box::pin(async move { inbox::insert_inbox(tx, &rows).await })).await?;
    Ok(batch
        .iter()
        .zip(fresh)
        .filter(|(_update, fresh)| *fresh)
        .map(|(update, _fresh)| update.update_id)
        .collect())
}

async fn waiting_in_lane(store: Store, lane: String, most: usize) -> Result<Vec<RawUpdate>, InboxError> {
    let most = u32::try_from(most).unwrap_or(u32::MAX);
    let rows = inbox::waiting_inbox(&store, SOURCE, &lane, most).await?;
    // Only ids of updates are stored under our name, so all of them are numbers.
    let updates = rows.into_iter().filter_map(|row| {
        let update_id = row.remote_id.parse().ok()?;
        Some(RawUpdate { update_id, lane: row.lane, raw: row.raw, attempts: row.attempts })
    });
    Ok(updates.collect())
}

async fn waiting_lanes(store: Store, most: usize) -> Result<Vec<String>, InboxError> {
    let mut lanes = inbox::waiting_lanes(&store, SOURCE).await?;
    lanes.truncate(most);
    Ok(lanes)
}

/// Telling is no call of its own: when it failed, or the process ended before it, nobody would ever hear of it.
async fn give_up(store: Store, now: Timestamp, given_up: GivenUp) -> Result<(), InboxError> {
    let id = given_up.update_id.to_string();
    let told = given_up.origin.and_then(|origin| {
        // Below what they wrote, which may be much. A tap's message is ours.
        let below = origin.message_id.filter(|_id| origin.kind.ends_with("message")).map(i64::from);
        let notice = Notice::GivenUp { below, is_doubted: given_up.is_doubted };
        Some((origin.chat_id?, i64::from(origin.thread_id), notice))
    });
    store
        .write(move |tx| {
            Box::pin(async move {
                let after = inbox::fail_inbox(tx, SOURCE, &id, 0).await?;
                if let (AfterFailure::GivenUp, Some((chat, thread, notice))) = (after, told) {
                    notice::put(tx, chat, thread, notice, now).await?;
                }
                Ok(())
            })
        })
        .await?;
    Ok(())
}

async fn count_attempt(store: Store, update_id: i64) -> Result<Option<u32>, InboxError> {
    let id = update_id.to_string();
    let after = store
        .write(move |tx| Box::pin(async move { inbox::fail_inbox(tx, SOURCE, &id, u32::MAX).await }))
        .await?;
    Ok(match after {
        AfterFailure::TryAgain { attempts } => Some(attempts),
        AfterFailure::GivenUp | AfterFailure::Settled => None,
    })
}

async fn finish(store: Store, update_id: i64) -> Result<(), InboxError> {
    let id = update_id.to_string();
    // One that is not waiting any more is as done as it can be.
    store
        .write(move |tx| {
            Box::pin(async move { inbox::finish_inbox(tx, SOURCE, &id).await.map(|_was_waiting| ()) })
        })
        .await?;
    Ok(())
}
