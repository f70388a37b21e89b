//! A disk without room and a database that somebody else holds, as a test brings them about: through SQLite's own means,
//! so that what fails is what would fail on a real machine.
//!
//! A full disk is a writer that may not add a page (`max_page_count`): what needs one fails with SQLite's code 13, what
//! fits into the pages there are goes on. How long the writer waits for another who holds the database is its busy time.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

/// The strain. Clones are the same one.
#[derive(Debug, Clone)]
pub struct Strain(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    busy: Duration,
    is_full: AtomicBool,
    full: AtomicU64,
    locked: AtomicU64,
}

impl Strain {
    /// None yet; a writer that waits so long for another who holds the database.
    pub fn new(busy: Duration) -> Self {
        let (full, locked) = (AtomicU64::new(0), AtomicU64::new(0));
        Self(Arc::new(Inner { busy, is_full: AtomicBool::new(false), full, locked }))
    }

    /// The disk is full, or has room again.
    pub fn set_full(&self, is_full: bool) {
        self.0.is_full.store(is_full, Ordering::SeqCst);
    }

    /// How often something was not written because the disk was full.
    pub fn times_full(&self) -> u64 {
        self.0.full.load(Ordering::SeqCst)
    }

    /// How often something was not written because somebody else held the database for too long.
    pub fn times_locked(&self) -> u64 {
        self.0.locked.load(Ordering::SeqCst)
    }

    pub(super) fn is_full(&self) -> bool {
        self.0.is_full.load(Ordering::SeqCst)
    }

    pub(super) fn busy(&self) -> Duration {
        self.0.busy
    }

    /// Counts what failed because of it.
    pub(super) fn note(&self, error: &sqlx::Error) {
        match super::disk::code(error) {
            Some(5) => drop(self.0.locked.fetch_add(1, Ordering::SeqCst)),
            Some(13) => drop(self.0.full.fetch_add(1, Ordering::SeqCst)),
            Some(_) | None => {}
        }
    }
}
