//! The gun: kills the service at a commit.
//!
//! It is the watch that the store tells of every commit. When the commit comes for which it is loaded, it lets the writer
//! wait for ever, so that nothing more gets on disk and nobody is told, and says that it has fired; then whoever runs
//! the service ends it without a word.

use balcao::store::{CommitPoint, CommitWatch};
use std::sync::{Arc, Mutex};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// On which side of a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// Nothing of it is on disk.
    Before,
    /// All of it is on disk, and nobody was told yet.
    After,
}

/// Which commit, counted from 1 since the gun was loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shot {
    pub(crate) side: Side,
    pub(crate) commit: u64,
}

/// The gun. Clones are the same one.
#[derive(Clone, Default)]
pub(crate) struct Gun(Arc<Mutex<Lock>>);

#[derive(Default)]
struct Lock {
    load: Option<Shot>,
    commits: u64,
    fired: bool,
    /// Cancelled when it fires; a new one after that.
    bang: CancellationToken,
    /// Every commit that is on disk, in whatever life.
    heard: watch::Sender<u64>,
}

impl Gun {
    /// One that fires at this shot.
    pub(crate) fn loaded(shot: Shot) -> Self {
        let gun = Self::default();
        gun.load(shot);
        gun
    }

    /// Counts from now on.
    pub(crate) fn load(&self, shot: Shot) {
        let mut lock = self.0.lock().unwrap();
        lock.load = Some(shot);
        lock.commits = 0;
        lock.fired = false;
    }

    /// Whether it has fired since it was loaded.
    pub(crate) fn has_fired(&self) -> bool {
        self.0.lock().unwrap().fired
    }

    /// What the store is to tell of commits.
    pub(crate) fn watch(&self) -> CommitWatch {
        let gun = self.clone();
        Arc::new(move |point| {
            if gun.hears_of(point) {
                Box::pin(std::future::pending())
            } else {
                Box::pin(std::future::ready(()))
            }
        })
    }

    /// Cancelled when it fires the next time.
    pub(crate) fn bang(&self) -> CancellationToken {
        self.0.lock().unwrap().bang.clone()
    }

    /// Follows the commits that are on disk.
    pub(crate) fn commits(&self) -> watch::Receiver<u64> {
        self.0.lock().unwrap().heard.subscribe()
    }

    /// Fires no more.
    pub(crate) fn unload(&self) {
        self.0.lock().unwrap().load = None;
    }

    fn hears_of(&self, point: CommitPoint) -> bool {
        let mut lock = self.0.lock().unwrap();
        let side = match point {
            CommitPoint::Before(_) => {
                lock.commits += 1;
                Side::Before
            }
            CommitPoint::After(_) => {
                lock.heard.send_modify(|heard| *heard += 1);
                Side::After
            }
        };
        if lock.load != Some(Shot { side, commit: lock.commits }) {
            return false;
        }
        lock.load = None;
        lock.fired = true;
        std::mem::take(&mut lock.bang).cancel();
        true
    }
}
