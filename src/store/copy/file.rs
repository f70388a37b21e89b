//! What copies do with files: names beside names, bytes on disk, places that are taken. All of it waits for the disk.

use crate::store::StoreError;
use std::io::{ErrorKind, Read as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

/// How every database of SQLite begins.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Bytes that are free for us where this file is or will be.
pub fn free_room(near: &Path) -> std::io::Result<u64> {
    let folder = near.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let found = rustix::fs::statvfs(folder)?;
    Ok(found.f_bavail.saturating_mul(found.f_frsize))
}

/// The bytes of a file that begins as a database does.
pub(super) fn database_len(path: &Path) -> Result<u64, StoreError> {
    let failed = |source| StoreError::File { path: path.to_path_buf(), source };
    let mut file = std::fs::File::open(path).map_err(failed)?;
    let found = file.metadata().map_err(failed)?;
    let mut head = [0; 16];
    let is_database = found.is_file()
        && match file.read_exact(&mut head) {
            Ok(()) => head == *MAGIC,
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => false,
            Err(error) => return Err(failed(error)),
        };
    if is_database { Ok(found.len()) } else { Err(StoreError::NotDatabase(path.to_path_buf())) }
}

/// Copies a file that is a database, byte by byte, to disk.
pub(super) fn bring(from: &Path, to: &Path) -> Result<(), StoreError> {
    let needed = database_len(from)?;
    let log = suffixed(from, "-wal");
    if std::fs::metadata(&log).is_ok_and(|found| found.len() > 0) {
        return Err(StoreError::Unfinished(log));
    }
    let failed = |source| StoreError::File { path: to.to_path_buf(), source };
    let free = free_room(to).map_err(failed)?;
    if free < needed {
        return Err(StoreError::NoRoom { path: to.to_path_buf(), needed, free });
    }
    for ending in ["-wal", "-shm", "-journal"] {
        gone(&suffixed(to, ending)).map_err(failed)?;
    }
    reserve(to).map_err(failed)?;
    std::fs::copy(from, to).map_err(failed)?;
    // The copy brings the rights of the file along.
    std::fs::set_permissions(to, std::fs::Permissions::from_mode(0o600)).map_err(failed)?;
    sync(to).map_err(failed)
}

/// The first of the steps at the head of the module. Where what is there is kept.
pub(super) fn keep_what_is_there(place: &Path, stamp: &str) -> Result<Option<PathBuf>, StoreError> {
    let failed = |source| StoreError::File { path: place.to_path_buf(), source };
    if !place.exists() {
        return Ok(None);
    }
    let kept = keep(place, stamp).map_err(failed)?;
    sync_folder_of(place).map_err(failed)?;
    Ok(Some(kept))
}

/// The last of them. A kept log in which nothing stands any more goes.
pub(super) fn take_the_place(part: &Path, place: &Path, kept_log: Option<&Path>) -> Result<(), StoreError> {
    let failed = |source| StoreError::File { path: place.to_path_buf(), source };
    for ending in ["-wal", "-shm", "-journal"] {
        gone(&suffixed(place, ending)).map_err(failed)?;
    }
    sync_folder_of(place).map_err(failed)?;
    std::fs::rename(part, place).map_err(failed)?;
    if let Some(log) = kept_log.filter(|log| std::fs::metadata(log).is_ok_and(|found| found.len() == 0)) {
        gone(log).map_err(failed)?;
    }
    sync_folder_of(place).map_err(failed)
}

/// Gives the database and its log a second name that is free.
fn keep(place: &Path, stamp: &str) -> std::io::Result<PathBuf> {
    let mut number = 1;
    let kept = loop {
        let ending = if number == 1 { String::new() } else { format!("-{number}") };
        let kept = suffixed(place, &format!(".replaced-{stamp}{ending}"));
        match link(place, &kept) {
            Ok(()) => break kept,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(error),
        }
    };
    let log = suffixed(place, "-wal");
    if std::fs::metadata(&log).is_ok_and(|found| found.len() > 0) {
        link(&log, &suffixed(&kept, "-wal"))?;
    }
    Ok(kept)
}

/// A second name; where the file system knows no such thing, a second file. Never in the place of another.
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    match std::fs::hard_link(from, to) {
        Ok(()) => Ok(()),
        Err(error) if matches!(error.kind(), ErrorKind::AlreadyExists | ErrorKind::NotFound) => Err(error),
        Err(_unknown) => {
            std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(to)?;
            let copied = std::fs::copy(from, to).and_then(|_bytes| sync(to));
            if copied.is_err() {
                // Half of it is worse than nothing.
                gone(to)?;
            }
            copied
        }
    }
}

/// Another name, at once and whole, never in the place of another file. A file system may know neither second names nor
/// names that must be free: then it is looked first.
pub(super) fn take_a_free_name(from: &Path, to: &Path) -> std::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(()),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) if to.try_exists()? => {
            Err(ErrorKind::AlreadyExists.into())
        }
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => std::fs::rename(from, to),
        Err(error) => Err(error.into()),
    }
}

fn gone(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

pub(super) fn sync(path: &Path) -> std::io::Result<()> {
    std::fs::File::open(path)?.sync_all()
}

pub(super) fn sync_folder_of(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    sync(folder)
}

pub(super) fn suffixed(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// An empty file that its owner alone can read; one that was left behind goes.
pub(super) fn reserve(part: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(part) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(part).map(drop)
}
