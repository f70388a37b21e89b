//! What the edge needs of the inbox table, as function values; the store gives them.
//!
//! An update is in one of three states: waiting, done, given up. The edge stores it as waiting and gives it up; it is
//! marked done by the application in the transaction of its effects, or by the edge when nothing came of it.

use super::plug::Plug;
use std::sync::Arc;

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
    /// The lanes in which anything waits, the one with the oldest first, at most so many.
    pub waiting_lanes: Plug<usize, Result<Vec<String>, InboxError>>,
    /// Adds one to the attempts of a waiting update and answers with the sum.
    pub count_attempt: Plug<i64, Result<u32, InboxError>>,
    /// Marks an update of which nothing came as done.
    pub finish: Plug<i64, Result<(), InboxError>>,
    /// Marks an update as given up: it is not tried again.
    pub give_up: Plug<i64, Result<(), InboxError>>,
}
