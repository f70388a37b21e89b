//! Copies of the database: made while the service runs, looked at, and put back in its place.
//!
//! Needed: a copy that is whole or not there, and a way back that never destroys what it replaces. Chosen: every copy is
//! written under another name beside its place (`….part`), brought to disk, looked through, and only then called what it
//! is; readable by its owner alone, because it holds what people said. `vacuum into` reads one moment of the database
//! while the writer goes on, and leaves out what was erased. Rejected: copying the file (its last changes are in the log
//! beside it), the backup interface of SQLite (begins anew whenever something is written).
//!
//! Putting a copy back, step by step, and what a loss of power leaves at each: the copy is brought beside the database and
//! looked through (nothing has changed); the database and its log get a second name (nothing has changed); the log is
//! taken away, after what it held was brought into the file (the database that was); the copy takes the name (the copy).
//! A log of one database beside another would be taken for its own.

mod file;

pub use file::free_room;

use super::StoreError;
use super::open::{self, connect_options, file_of};
use crate::domain::Timestamp;
use file::{
    bring, database_len, keep_what_is_there, reserve, suffixed, sync, sync_folder_of, take_a_free_name,
    take_the_place,
};
use sqlx::migrate::Migration;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _, Row as _};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use tokio::task::spawn_blocking;

/// How many copies from before a migration are kept.
const BEFORE_MIGRATIONS_KEPT: usize = 3;
/// In the head of a database that was put back and not started since.
const PUT_BACK: i64 = 1;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The newest migration that was applied to it.
    pub version: i64,
    /// How many of ours are still to be.
    pub pending: usize,
    /// Its bytes.
    pub len: u64,
}

/// What was put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutBack {
    /// What the copy held.
    pub look: Look,
    /// Where the database that was there is kept; `None` when there was none.
    pub kept: Option<PathBuf>,
}

/// Writes a consistent copy of the database at `url` into the new file `to`, while the service may be running, and looks
/// through it.
pub async fn backup(url: &str, to: &Path) -> Result<Look, StoreError> {
    if to.exists() {
        return Err(StoreError::Exists(to.to_path_buf()));
    }
    let from = file_of(url)?;
    let mut connection = open::connect(&connect_options(url)?.create_if_missing(false), &from).await?;
    let copied = vacuum_into(&mut connection, &from, to).await;
    connection.close().await?;
    let part = copied?;
    let look = match look_at(&part).await {
        Ok(look) => look,
        Err(error) => return Err(without(&part, error).await),
    };
    finish(part, to.to_path_buf(), false).await?;
    Ok(look)
}

/// Looks through a file that nobody writes: whether it is a whole database of ours, and of which version.
pub async fn look_at(file: &Path) -> Result<Look, StoreError> {
    look_as(file, file).await
}

/// The same; what is wrong is said of the file that is named.
async fn look_as(file: &Path, named: &Path) -> Result<Look, StoreError> {
    let path = file.to_path_buf();
    let len = spawn_blocking(move || database_len(&path)).await.map_err(|_panic| StoreError::Panicked)??;
    // Nothing is made beside it, so that it may be in a folder that cannot be written.
    let options = SqliteConnectOptions::new().filename(file).read_only(true).immutable(true);
    let unreadable = |source| StoreError::Damaged { path: named.to_path_buf(), source: Some(source) };
    let mut connection =
        SqliteConnection::connect_with(&options.disable_statement_logging()).await.map_err(unreadable)?;
    let sound: Result<String, _> =
        sqlx::query_scalar("pragma integrity_check(1)").fetch_one(&mut connection).await;
    let applied = open::applied(&mut connection).await;
    connection.close().await.map_err(unreadable)?;
    if sound.map_err(unreadable)? != "ok" {
        return Err(StoreError::Damaged { path: named.to_path_buf(), source: None });
    }
    let (version, pending) = compare(&applied.map_err(unreadable)?, named)?;
    Ok(Look { version, pending: pending.len(), len })
}

/// What was applied against what we have: the newest, and what is still to be applied.
pub(super) fn compare(
    applied: &[(i64, Vec<u8>)],
    file: &Path,
) -> Result<(i64, Vec<&'static Migration>), StoreError> {
    let foreign = || StoreError::Foreign(file.to_path_buf());
    let version = applied.iter().map(|(version, _)| *version).max().ok_or_else(foreign)?;
    let find = |version: i64| open::MIGRATIONS.iter().find(move |one| one.version == version);
    // The first one of ours tells whose it is; only then a number that we do not know is a newer one of ours.
    let first = open::MIGRATIONS.iter().next().map(|one| one.version);
    if !applied.iter().any(|(version, _)| Some(*version) == first) {
        return Err(foreign());
    }
    for (version, checksum) in applied {
        if find(*version).is_some_and(|ours| ours.checksum.as_ref() != checksum.as_slice()) {
            return Err(foreign());
        }
    }
    if let Some((newer, _)) = applied.iter().rev().find(|(version, _)| find(*version).is_none()) {
        return Err(StoreError::Newer(*newer));
    }
    let is_applied = |one: &&Migration| applied.iter().any(|(version, _)| *version == one.version);
    Ok((version, open::MIGRATIONS.iter().filter(|one| !is_applied(one)).collect()))
}

/// Puts a copy in the place of the database at `url`, which nobody may have open. What is there is kept beside it.
pub async fn put_back(url: &str, copy: &Path, now: Timestamp) -> Result<PutBack, StoreError> {
    let place = file_of(url)?;
    let part = suffixed(&place, ".restored.part");
    let (from, to) = (copy.to_path_buf(), part.clone());
    let brought = spawn_blocking(move || bring(&from, &to)).await.map_err(|_panic| StoreError::Panicked)?;
    if let Err(error) = brought {
        return Err(without(&part, error).await);
    }
    let look = match look_as(&part, copy).await {
        Ok(look) => look,
        Err(error) => return Err(without(&part, error).await),
    };
    mark_put_back(&part).await?;
    let stamp = now.format("%Y%m%dT%H%M%SZ").to_string();
    let there = place.clone();
    let keeping = spawn_blocking(move || keep_what_is_there(&there, &stamp)).await;
    let kept = keeping.map_err(|_panic| StoreError::Panicked)??;
    // What the log of the one that is there holds is brought into its file. One that is damaged keeps its log.
    if kept.is_some() {
        match open::scrub(url).await {
            Ok(true) => {}
            Ok(false) => return Err(without(&part, StoreError::InUse(place)).await),
            Err(error) => tracing::debug!(
                error = super::error::cause(&error),
                "the log of the database that was there is kept beside it"
            ),
        }
    }
    let log = kept.as_deref().map(|kept| suffixed(kept, "-wal"));
    let taking = spawn_blocking(move || take_the_place(&part, &place, log.as_deref())).await;
    taking.map_err(|_panic| StoreError::Panicked)??;
    Ok(PutBack { look, kept })
}

/// Whether the database was put back and not started since. It may be long ago that it was copied: what it says is still
/// to be sent may have been.
pub async fn is_put_back(source: impl super::Source) -> Result<bool, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query("select user_version as mark from pragma_user_version")
        .fetch_one(connection.sqlite())
        .await?;
    Ok(row.try_get::<i64, _>("mark")? == PUT_BACK)
}

/// The first start after it has done what it has to.
pub async fn forget_put_back(tx: &mut super::Tx) -> Result<(), StoreError> {
    sqlx::query("pragma user_version = 0").execute(tx.sqlite()).await?;
    Ok(())
}

async fn mark_put_back(part: &Path) -> Result<(), StoreError> {
    let options = SqliteConnectOptions::new().filename(part).disable_statement_logging();
    let mut connection = open::connect(&options, part).await?;
    // The number is ours: a statement of its own, because SQLite binds nothing here.
    debug_assert_eq!(PUT_BACK, 1, "as the statement below says");
    sqlx::query("pragma user_version = 1").execute(&mut connection).await?;
    connection.close().await?;
    let path = part.to_path_buf();
    let synced = spawn_blocking(move || sync(&path)).await.map_err(|_panic| StoreError::Panicked)?;
    synced.map_err(|source| StoreError::File { path: part.to_path_buf(), source })
}

/// A copy of the database before its tables are changed, and where it is.
pub(super) async fn before_migrations(
    connection: &mut SqliteConnection,
    path: &Path,
    first: i64,
) -> Result<PathBuf, StoreError> {
    let to = suffixed(path, &format!("{BEFORE}{first:04}"));
    let part = vacuum_into(connection, path, &to).await?;
    // One of the same name is from a start that went no further: this one is newer.
    finish(part, to.clone(), true).await?;
    Ok(to)
}

/// Between the name of the database and the number of the migration.
const BEFORE: &str = ".before-";

/// Keeps the newest copies from before migrations, and the one that was just made, whatever its number.
pub(super) fn thin_out(path: &Path, made: &Path) -> std::io::Result<()> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name().and_then(|name| name.to_str())) else {
        return Ok(());
    };
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut found: Vec<(u64, PathBuf)> = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let file = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let number = file.strip_prefix(name).and_then(|rest| rest.strip_prefix(BEFORE));
        if let Some(number) = number.and_then(|number| number.parse().ok()) {
            found.push((number, path));
        }
    }
    found.retain(|(_, path)| path.file_name() != made.file_name());
    found.sort();
    let old = (found.len() + 1).saturating_sub(BEFORE_MIGRATIONS_KEPT);
    found.into_iter().take(old).try_for_each(|(_, path)| std::fs::remove_file(path))
}

/// Bytes of the database at `url`, with its log.
pub fn size_of(url: &str) -> Result<u64, StoreError> {
    Ok(with_log(&file_of(url)?))
}

fn with_log(path: &Path) -> u64 {
    let len = |path: &Path| std::fs::metadata(path).map_or(0, |found| found.len());
    len(path) + len(&suffixed(path, "-wal"))
}

/// Copies the database `from` of the connection to where `to` will be. Where it is now.
async fn vacuum_into(
    connection: &mut SqliteConnection,
    from: &Path,
    to: &Path,
) -> Result<PathBuf, StoreError> {
    let part = suffixed(to, ".part");
    let failed = |source| StoreError::File { path: to.to_path_buf(), source };
    let (needed, free) = (with_log(from), free_room(to).map_err(failed)?);
    if free < needed {
        return Err(StoreError::NoRoom { path: to.to_path_buf(), needed, free });
    }
    let name = part.to_str().ok_or(StoreError::Url)?;
    reserve(&part).map_err(failed)?;
    let copied = sqlx::query("vacuum into $1").bind(name).execute(&mut *connection).await;
    match copied {
        Ok(_done) => Ok(part),
        Err(source) => Err(without(&part, StoreError::Open { path: to.to_path_buf(), source }).await),
    }
}

/// Gives what is written its name; on disk when it returns.
async fn finish(part: PathBuf, to: PathBuf, replaces: bool) -> Result<(), StoreError> {
    let path = to.clone();
    let finishing = spawn_blocking(move || {
        sync(&part)?;
        if replaces {
            std::fs::rename(&part, &to)?;
        } else {
            take_a_free_name(&part, &to)?;
        }
        sync_folder_of(&to)
    });
    let finished = finishing.await.map_err(|_panic| StoreError::Panicked)?;
    finished.map_err(|source| {
        if source.kind() == ErrorKind::AlreadyExists {
            StoreError::Exists(path)
        } else {
            StoreError::File { path, source }
        }
    })
}

/// The error, after what was half done is gone.
async fn without(part: &Path, error: StoreError) -> StoreError {
    match tokio::fs::remove_file(part).await {
        Err(left) if left.kind() != ErrorKind::NotFound => {
            tracing::warn!(error = %left, "a copy that is of no use could not be removed");
        }
        Ok(()) | Err(_) => {}
    }
    error
}
