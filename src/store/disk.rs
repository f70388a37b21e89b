//! Whether the disk takes what is written, as the writer finds it: a database that can be read and not written looks well
//! to everybody who only asks.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// SQLite's codes for a database that stands against every write: held by somebody else for too long, read-only, a fault
/// of input or output, damaged, full, no file any more.
const REFUSALS: [u32; 6] = [5, 8, 10, 11, 13, 14];

/// Since when nothing can be written; `None` while all is well. Clones are the same one.
#[derive(Debug, Clone, Default)]
pub(super) struct Disk(Arc<Mutex<Option<Instant>>>);

impl Disk {
    /// For how long nothing has been written.
    pub(super) fn refusing_for(&self) -> Option<Duration> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).map(|since| since.elapsed())
    }

    /// Something was not written.
    pub(super) fn refuses(&self) {
        let mut since = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if since.is_none() {
            tracing::error!("nothing can be written to the database");
            *since = Some(Instant::now());
        }
    }

    /// Something was written.
    pub(super) fn takes(&self) {
        let since = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(since) = since {
            tracing::info!(
                database.down_seconds = since.elapsed().as_secs(),
                "the database can be written again"
            );
        }
    }
}

/// Whether it is the database itself that failed, and not what was to be written.
pub(super) fn is_refusal(error: &sqlx::Error) -> bool {
    code(error).is_some_and(|code| REFUSALS.contains(&code))
        || matches!(error, sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed)
}

/// SQLite's code: extended ones carry the plain one in their lowest byte.
pub(super) fn code(error: &sqlx::Error) -> Option<u32> {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code)?;
    code.parse::<u32>().ok().map(|code| code % 256)
}
