//! Sessions: where each person is in their dialogue with the bot, in each chat and topic.
//!
//! A change says which version it saw, so of two that saw the same one the second is refused. `rev` is what the panel
//! ought to show and `shown_rev` what it is known to show; what lies between is repaired by whoever looks next.

use super::row::{Fields, ms};
use super::{Source, StoreError, Tx};
use crate::domain::Timestamp;
use crate::domain::id::{AttendanceId, StaffId};
use crate::domain::limit;
use sqlx::QueryBuilder;
use sqlx::sqlite::{Sqlite, SqliteRow};

/// What names a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionKey {
    /// The Telegram chat.
    pub chat_id: i64,
    /// The topic in it; 0 where there are none.
    pub thread_id: i64,
    /// Whose dialogue it is.
    pub staff: StaffId,
}

/// A person's place in the dialogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// A small number that fits into a button. Given by the database.
    pub id: i64,
    /// Which session.
    pub key: SessionKey,
    /// How often it was saved. Given by the database.
    pub version: i64,
    /// Where they are: JSON made by the dialogue's codec.
    pub state: String,
    /// What they were doing when they left (JSON by the same codec), and when that was.
    pub draft: Option<(String, Timestamp)>,
    /// The panel's message.
    pub panel_message_id: Option<i64>,
    /// Revision of what the panel ought to show.
    pub rev: i64,
    /// Revision that it is known to show.
    pub shown_rev: i64,
    /// The attendance to which a text typed goes, and when it was last used.
    pub current: Option<(AttendanceId, Timestamp)>,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// What the database gave a session that was saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// Its id.
    pub id: i64,
    /// Its version now.
    pub version: i64,
}

/// What a panel is known to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownPanel {
    /// The session.
    pub session: i64,
    /// The message that shows it.
    pub message_id: Option<i64>,
    /// The revision it shows.
    pub rev: i64,
}

macro_rules! select_session {
    ($rest:literal) => {
        concat!(
            "select id, chat_id, thread_id, staff_id, version, state, draft, draft_at, panel_message_id, rev,
                    shown_rev, current_attendance_id, current_at, updated_at
               from session ",
            $rest
        )
    };
}

fn read(row: &SqliteRow) -> Result<SessionRow, StoreError> {
    let row = Fields::of("session", "id", row);
    Ok(SessionRow {
        id: row.get("id")?,
        key: SessionKey {
            chat_id: row.get("chat_id")?,
            thread_id: row.get("thread_id")?,
            staff: StaffId(row.get("staff_id")?),
        },
        version: row.get("version")?,
        state: row.get("state")?,
        draft: row.get::<Option<String>>("draft")?.zip(row.at_opt("draft_at")?),
        panel_message_id: row.get("panel_message_id")?,
        rev: row.get("rev")?,
        shown_rev: row.get("shown_rev")?,
        current: row.parse_opt("current_attendance_id")?.zip(row.at_opt("current_at")?),
        updated_at: row.at("updated_at")?,
    })
}

/// The session of the person in the chat and topic.
pub async fn find_session(source: impl Source, key: SessionKey) -> Result<Option<SessionRow>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query(select_session!("where chat_id = $1 and thread_id = $2 and staff_id = $3"))
        .bind(key.chat_id)
        .bind(key.thread_id)
        .bind(key.staff.0)
        .fetch_optional(connection.sqlite())
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// The session that a button names.
pub async fn find_session_by_id(source: impl Source, id: i64) -> Result<Option<SessionRow>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query(select_session!("where id = $1"))
        .bind(id)
        .fetch_optional(connection.sqlite())
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// The sessions whose panels do not show yet what they ought to, the longest waiting first.
pub async fn unshown_sessions(source: impl Source) -> Result<Vec<SessionRow>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query(select_session!("where shown_rev < rev order by updated_at, id"))
        .fetch_all(connection.sqlite())
        .await?
        .iter()
        .map(read)
        .collect()
}

/// Saves the session in the place of version `expected`, or as a new one when that is `None`. `Stale` when somebody else
/// saved it first. `id` and `version` of the row given do not matter. One statement.
pub async fn save_session(
    tx: &mut Tx,
    session: &SessionRow,
    expected: Option<i64>,
) -> Result<Saved, StoreError> {
    let statement = match expected {
        None => {
            "insert into session (id, version, chat_id, thread_id, staff_id, state, draft, draft_at,
                                  panel_message_id, rev, shown_rev, current_attendance_id, current_at, updated_at)
             values ((select coalesce(max(id), 0) + 1 from session), $1 + 1, $2, $3, $4, $5, $6, $7,
                     $8, $9, $10, $11, $12, $13)
             on conflict (chat_id, thread_id, staff_id) do nothing
             returning id, version"
        }
        Some(_) => {
            "update session
                set version = version + 1, state = $5, draft = $6, draft_at = $7, panel_message_id = $8, rev = $9,
                    shown_rev = $10, current_attendance_id = $11, current_at = $12, updated_at = $13
              where version = $1 and chat_id = $2 and thread_id = $3 and staff_id = $4
             returning id, version"
        }
    };
    let row = sqlx::query(statement)
        .bind(expected.unwrap_or(0))
        .bind(session.key.chat_id)
        .bind(session.key.thread_id)
        .bind(session.key.staff.0)
        .bind(&session.state)
        .bind(session.draft.as_ref().map(|(draft, _)| draft))
        .bind(session.draft.as_ref().map(|(_, at)| ms(*at)))
        .bind(session.panel_message_id)
        .bind(session.rev)
        .bind(session.shown_rev)
        .bind(session.current.map(|(attendance, _)| attendance.to_string()))
        .bind(session.current.map(|(_, at)| ms(at)))
        .bind(ms(session.updated_at))
        .fetch_optional(tx.sqlite())
        .await?
        .ok_or(StoreError::Stale)?;
    let row = Fields::of("session", "id", &row);
    Ok(Saved { id: row.get("id")?, version: row.get("version")? })
}

/// Lets no button that is anywhere act any more, and has every panel drawn anew: after a database was put back, revisions
/// would be counted a second time, and a button of the time that is lost would be taken for one of now.
pub async fn outdate_panels(tx: &mut Tx) -> Result<(), StoreError> {
    // More than anybody has drawn since the copy.
    tx.later("update session set rev = rev + 1000000", []).await
}

/// Notes what panels are known to show, and in which messages. Does not count as a version: the dialogue is where it was.
/// A revision below the one known changes nothing. Says of how many sessions something was noted. One statement for up to
/// [`limit::ROWS_PER_STATEMENT_MAX`]; each session at most once.
pub async fn mark_shown(tx: &mut Tx, shown: &[ShownPanel]) -> Result<u64, StoreError> {
    let mut changed = 0;
    for shown in shown.chunks(limit::ROWS_PER_STATEMENT_MAX) {
        let mut query = QueryBuilder::<Sqlite>::new(
            "update session
                set panel_message_id = shown.column2, shown_rev = shown.column3
               from (",
        );
        query.push_values(shown, |mut values, one| {
            values.push_bind(one.session).push_bind(one.message_id).push_bind(one.rev);
        });
        query.push(") as shown where session.id = shown.column1 and session.shown_rev <= shown.column3");
        // One is the usual case and worth a prepared statement; every other number would be one more.
        let statement = query.build().persistent(shown.len() == 1);
        changed += statement.execute(tx.sqlite()).await?.rows_affected();
    }
    Ok(changed)
}
