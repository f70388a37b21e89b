//! What can go wrong with the database, in kinds that a caller can act on.
//!
//! Constraints have names in the migration. SQLite reports the columns instead of the name; the table below brings the
//! two together, so that a broken constraint is a refusal of the domain (`OneOpenAttendance`) and not a text to guess
//! at. No error carries a stored value: they end up in logs.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

/// A constraint of the database that means something to the domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Constraint {
    /// The contact already has an attendance on this channel that is not closed.
    OneOpenAttendance,
    /// The identity belongs to another contact.
    AddressTaken,
    /// A message with this provider's id is already there: the event came twice.
    RemoteMessageKnown,
    /// This message of a person of ours was already taken: the update came twice.
    SourceMessageKnown,
    /// A row with this id is already there.
    IdTaken,
    /// It refers to a row that does not exist, or that others refer to.
    Reference,
    /// Any other one: a defect of ours.
    Other,
}

impl Constraint {
    /// By SQLite's message, such as `UNIQUE constraint failed: contact_address.kind, contact_address.value`.
    fn from_message(message: &str) -> Self {
        const BY_COLUMNS: [(&str, Constraint); 10] = [
            ("attendance.contact_id, attendance.channel_id", Constraint::OneOpenAttendance),
            ("contact_address.kind, contact_address.value", Constraint::AddressTaken),
            ("message.channel_id, message.remote_id, message.direction", Constraint::RemoteMessageKnown),
            ("message.source_chat_id, message.source_message_id", Constraint::SourceMessageKnown),
            ("contact.id", Constraint::IdTaken),
            ("attendance.id", Constraint::IdTaken),
            ("message.id", Constraint::IdTaken),
            ("outbox.id", Constraint::IdTaken),
            ("staff.id", Constraint::IdTaken),
            ("session.chat_id, session.thread_id, session.staff_id", Constraint::IdTaken),
        ];
        // A message looks up the channel of its attendance: none means that there is no such attendance.
        if message.contains("FOREIGN KEY")
            || message.ends_with("NOT NULL constraint failed: message.channel_id")
        {
            return Self::Reference;
        }
        let columns = message.strip_prefix("UNIQUE constraint failed: ").unwrap_or_default();
        BY_COLUMNS
            .iter()
            .find(|(known, _)| *known == columns)
            .map_or(Self::Other, |(_, constraint)| *constraint)
    }
}

impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OneOpenAttendance => "the contact already has an open attendance on this channel",
            Self::AddressTaken => "the identity belongs to another contact",
            Self::RemoteMessageKnown => "the provider's message is already stored",
            Self::SourceMessageKnown => "the person's message was already taken",
            Self::IdTaken => "a row with this id is already there",
            Self::Reference => "it refers to a row that does not exist or is in use",
            Self::Other => "a rule of the database was broken",
        })
    }
}

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A constraint stands against it; nothing was written.
    #[error("{0}")]
    Conflict(Constraint),
    /// Somebody else changed the row since it was read; nothing was written.
    #[error("the row was changed since it was read")]
    Stale,
    /// What was received had its effect before; nothing was written.
    #[error("it had its effect before")]
    Settled,
    /// A row that must exist does not.
    #[error("no row of {table} has the id {id}")]
    Missing {
        /// The table.
        table: &'static str,
        /// The id that was looked for: one of ours, never a number or a text of a person.
        id: String,
    },
    /// A stored value cannot be read.
    #[error("{table}.{column} of row {row} cannot be read: {why}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's id.
        row: String,
        /// What was expected.
        why: &'static str,
    },
    /// A value of ours has no stored form: a defect of ours.
    #[error("a value cannot be written as JSON")]
    Unwritable(#[source] serde_json::Error),
    /// The job panicked; its changes were rolled back.
    #[error("a write panicked and was rolled back")]
    Panicked,
    /// The job took too long; its changes were rolled back.
    #[error("a write took too long and was rolled back")]
    TooSlow,
    /// The commit that contained the job failed, or its surroundings did; nothing was written.
    #[error("the transaction could not be committed")]
    Commit(#[source] Arc<sqlx::Error>),
    /// The store is closed.
    #[error("the database is closed")]
    Closed,
    /// The address of the database is not one.
    #[error("database.url must be sqlite: followed by the path of a file")]
    Url,
    /// The folder of the database does not exist.
    #[error("the folder {} of the database does not exist", .0.display())]
    NoFolder(PathBuf),
    /// The file cannot be opened or created.
    #[error("the database {} cannot be opened for writing", .path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        #[source]
        source: sqlx::Error,
    },
    /// A newer version of the service has written this database.
    #[error(
        "the database was written by a newer version of balcao (migration {0}): update balcao, or restore a backup"
    )]
    Newer(i64),
    /// The file is no database at all.
    #[error("{} is not a database", .0.display())]
    NotDatabase(PathBuf),
    /// It is a database, and a part of it is lost.
    #[error("{} is damaged", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite said, when it could not even look.
        #[source]
        source: Option<sqlx::Error>,
    },
    /// It is a database of something else.
    #[error("{} was not written by balcao", .0.display())]
    Foreign(PathBuf),
    /// The last changes of a copy are in the log beside it.
    #[error("{} shows that the copy is not finished: make it by balcao backup", .0.display())]
    Unfinished(PathBuf),
    /// A database that is to be replaced is not ours alone.
    #[error("somebody has {} open: another program, or a copy that is being made", .0.display())]
    InUse(PathBuf),
    /// There is something in the place of what was to be written.
    #[error("{} is there already", .0.display())]
    Exists(PathBuf),
    /// A copy does not fit.
    #[error("there is not enough room for the copy {}: {needed} bytes are needed, {free} are free", .path.display())]
    NoRoom {
        /// The copy.
        path: PathBuf,
        /// Bytes that it takes.
        needed: u64,
        /// Bytes that there are.
        free: u64,
    },
    /// A file cannot be read or written.
    #[error("{} cannot be read or written", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The tables could not be brought up to date.
    #[error("the tables of the database could not be brought up to date")]
    Migration(#[source] sqlx::migrate::MigrateError),
    /// Anything else.
    #[error("the database failed")]
    Database(#[source] sqlx::Error),
}

impl StoreError {
    /// Whether this constraint stood against it.
    pub fn is_conflict(&self, constraint: Constraint) -> bool {
        matches!(self, Self::Conflict(broken) if *broken == constraint)
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if matches!(error, sqlx::Error::RowNotFound) {
            // Nothing else is reported so: rows are asked for one or none, see `Tx::later_one`.
            return Self::Settled;
        }
        let broken = error.as_database_error().filter(|reported| {
            reported.is_unique_violation()
                || reported.is_foreign_key_violation()
                || reported.is_check_violation()
                || reported.kind() == sqlx::error::ErrorKind::NotNullViolation
        });
        match broken {
            Some(reported) => Self::Conflict(Constraint::from_message(reported.message())),
            None => Self::Database(error),
        }
    }
}

/// An error as the log takes it, with its chain.
pub(super) fn cause(error: &(impl std::error::Error + 'static)) -> &(dyn std::error::Error + 'static) {
    error
}
