//! One service per database.
//!
//! Needed: a second service on the same database would take the first one's deliveries for those of a dead process, and
//! ask people about messages that are just being sent. Chosen: the operating system's lock on a file beside the
//! database, which ends with the process however that ends. A copy (`balcao backup`) and a look (`balcao check`) do not
//! take it. Rejected: locking the database's own file (SQLite keeps its locks there, and loses all of them when this
//! process closes any other handle of it), a number of a process in a file (stays behind after a crash), a row with a
//! heartbeat (guesses how long somebody may be silent).

use crate::store::file_of;
use anyhow::{Context as _, anyhow};
use std::fs::{File, OpenOptions, TryLockError};
use std::path::PathBuf;

/// Nobody else runs on this database while it lives. The file stays when it goes: it is the lock that counts.
#[derive(Debug)]
pub(super) struct Alone {
    _locked: File,
}

impl Alone {
    /// Keeps others away from the database at this address.
    pub(super) fn on(url: &str) -> anyhow::Result<Self> {
        let mut path = file_of(url)?.into_os_string();
        path.push(".lock");
        let path = PathBuf::from(path);
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let file = file.with_context(|| format!("{} cannot be written", path.display()))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _locked: file }),
            Err(TryLockError::WouldBlock) => {
                Err(anyhow!("another balcao runs on this database ({} is locked)", path.display()))
            }
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("{} cannot be locked", path.display()))
            }
        }
    }
}
