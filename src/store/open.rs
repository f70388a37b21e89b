//! Opening: the address of the database becomes connections, and its tables are brought up to date.

use super::reader::Readers;
use super::{Look, StoreError, copy};
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _, Row as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The tables, step by step. Part of the binary.
pub(super) static MIGRATIONS: Migrator = sqlx::migrate!();

/// How long a connection waits for another process (a backup, a check) that holds the database.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// Prepared statements kept by each connection: more than the store has.
const STATEMENTS_KEPT: usize = 256;

/// The connection that writes and those that read.
pub(super) async fn open(url: &str, readers: u32) -> Result<(SqliteConnection, Readers), StoreError> {
    let options = connect_options(url)?;
    let path = options.get_filename().to_path_buf();
    let mut writer = connect(&options, &path).await?;
    migrate(&mut writer, &path).await?;
    let options = options.create_if_missing(false).pragma("query_only", "on");
    let mut connections = Vec::new();
    for _ in 0..readers.max(1) {
        connections.push(connect(&options, &path).await?);
    }
    Ok((writer, Readers::new(connections)))
}

/// Connections that only read, to a database that is there and is not changed, and what it holds.
pub(super) async fn open_to_look(url: &str) -> Result<(Readers, Look), StoreError> {
    let options = connect_options(url)?.create_if_missing(false).pragma("query_only", "on");
    let path = options.get_filename().to_path_buf();
    let mut connection = connect(&options, &path).await?;
    let applied = applied(&mut connection).await;
    let applied = applied.map_err(|source| StoreError::Open { path: path.clone(), source })?;
    let (version, pending) = copy::compare(&applied, &path)?;
    let look = Look { version, pending: pending.len(), len: copy::size_of(url)? };
    Ok((Readers::new(vec![connection]), look))
}

/// Empties the log of changes into the database at `url`, so that nothing of what was erased stands in it any more. Says
/// whether that was possible: who reads at the moment may keep a part of it.
pub async fn scrub(url: &str) -> Result<bool, StoreError> {
    let options = connect_options(url)?.create_if_missing(false);
    let path = options.get_filename().to_path_buf();
    let mut connection = connect(&options, &path).await?;
    let row = sqlx::query("pragma wal_checkpoint(truncate)").fetch_one(&mut connection).await?;
    connection.close().await?;
    let busy: i64 = row.try_get(0)?;
    Ok(busy == 0)
}

/// The file behind the address of a database. Its folder exists; the file itself may not.
pub fn file_of(url: &str) -> Result<PathBuf, StoreError> {
    let path = url.strip_prefix("sqlite:").ok_or(StoreError::Url)?;
    let path = path.strip_prefix("//").unwrap_or(path);
    if path.is_empty() || path == ":memory:" || path.contains('?') {
        return Err(StoreError::Url);
    }
    let path = PathBuf::from(path);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(StoreError::NoFolder(folder.to_path_buf()));
    }
    Ok(path)
}

/// What all connections have in common.
pub(super) fn connect_options(url: &str) -> Result<SqliteConnectOptions, StoreError> {
    Ok(SqliteConnectOptions::new()
        .filename(file_of(url)?)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // What is erased is overwritten: a contact that is forgotten leaves no trace in the file.
        .pragma("secure_delete", "on")
        .busy_timeout(BUSY_TIMEOUT)
        .statement_cache_capacity(STATEMENTS_KEPT)
        .disable_statement_logging())
}

pub(super) async fn connect(
    options: &SqliteConnectOptions,
    path: &Path,
) -> Result<SqliteConnection, StoreError> {
    SqliteConnection::connect_with(options)
        .await
        .map_err(|source| StoreError::Open { path: path.to_path_buf(), source })
}

/// The migrations that were applied, by number, with their checksums; none when there is no such table.
pub(super) async fn applied(connection: &mut SqliteConnection) -> Result<Vec<(i64, Vec<u8>)>, sqlx::Error> {
    let known = "select name from sqlite_master where type = 'table' and name = '_sqlx_migrations'";
    if sqlx::query(known).fetch_optional(&mut *connection).await?.is_none() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query("select version, checksum from _sqlx_migrations order by version")
        .fetch_all(connection)
        .await?;
    rows.iter().map(|row| Ok((row.try_get("version")?, row.try_get("checksum")?))).collect()
}

/// Brings the tables up to date. One that has held something is copied before, see [`super::copy`].
async fn migrate(connection: &mut SqliteConnection, path: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::Open { path: path.to_path_buf(), source };
    let applied = applied(connection).await.map_err(failed)?;
    let mut copied = None;
    if !applied.is_empty() {
        let (_version, pending) = copy::compare(&applied, path)?;
        if let Some(first) = pending.first() {
            copied = Some(copy::before_migrations(connection, path, first.version).await?);
        }
    }
    // Not `run`: with it the compiler cannot prove that the future moves between threads, and whoever opens the store in
    // a task needs that. The rest is the same.
    let migrated = MIGRATIONS.run_direct(None, connection, false).await;
    match migrated {
        Ok(()) => {}
        Err(MigrateError::VersionMissing(version) | MigrateError::VersionTooNew(version, _)) => {
            return Err(StoreError::Newer(version));
        }
        Err(MigrateError::Execute(source)) => return Err(failed(source)),
        Err(error) => return Err(StoreError::Migration(error)),
    }
    if let Some(copied) = copied {
        tracing::info!(database.copy = %copied.display(), "the tables were brought up to date; a copy from before is kept");
        if let Err(error) = copy::thin_out(path, &copied) {
            tracing::warn!(%error, "old copies from before migrations could not be removed");
        }
    }
    Ok(())
}
