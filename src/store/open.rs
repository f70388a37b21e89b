//! Opening: the address of the database becomes connections, and its tables are brought up to date.

use super::StoreError;
use super::reader::Readers;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The tables, step by step. Part of the binary.
static MIGRATIONS: Migrator = sqlx::migrate!();

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

/// Writes a consistent copy of the database at `url` into the new file `to`, while the service may be running.
pub async fn backup(url: &str, to: &Path) -> Result<(), StoreError> {
    let options = connect_options(url)?.create_if_missing(false);
    let path = options.get_filename().to_path_buf();
    let name = to.to_str().ok_or(StoreError::Url)?;
    let mut connection = connect(&options, &path).await?;
    let copied = sqlx::query("vacuum into $1").bind(name).execute(&mut connection).await;
    connection.close().await?;
    copied.map_err(|source| StoreError::Open { path: to.to_path_buf(), source })?;
    Ok(())
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
fn connect_options(url: &str) -> Result<SqliteConnectOptions, StoreError> {
    Ok(SqliteConnectOptions::new()
        .filename(file_of(url)?)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .statement_cache_capacity(STATEMENTS_KEPT)
        .disable_statement_logging())
}

async fn connect(options: &SqliteConnectOptions, path: &Path) -> Result<SqliteConnection, StoreError> {
    SqliteConnection::connect_with(options)
        .await
        .map_err(|source| StoreError::Open { path: path.to_path_buf(), source })
}

async fn migrate(connection: &mut SqliteConnection, path: &Path) -> Result<(), StoreError> {
    // Not `run`: with it the compiler cannot prove that the future moves between threads, and whoever opens the store in
    // a task needs that. The rest is the same.
    let Err(error) = MIGRATIONS.run_direct(None, connection, false).await else {
        return Ok(());
    };
    if let MigrateError::VersionMissing(version) | MigrateError::VersionTooNew(version, _) = error {
        return Err(StoreError::Newer(version));
    }
    if let MigrateError::Execute(source) = error {
        return Err(StoreError::Open { path: path.to_path_buf(), source });
    }
    Err(StoreError::Migration(error))
}
