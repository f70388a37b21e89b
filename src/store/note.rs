//! Internal notes. Nothing that sends reads this table.

use super::row::{Fields, ms};
use super::{Source, StoreError, Tx};
use crate::domain::id::{AttendanceId, StaffId};
use crate::domain::note::{Note, NoteText};
use sqlx::sqlite::SqliteRow;

/// Keeps a note with its attendance.
pub async fn insert_note(tx: &mut Tx, attendance: AttendanceId, note: &Note) -> Result<(), StoreError> {
    tx.later(
        "insert into note (attendance_id, staff_id, body, written_at) values ($1, $2, $3, $4)",
        [
            attendance.to_string().into(),
            note.staff.0.into(),
            note.text.as_str().into(),
            ms(note.written_at).into(),
        ],
    )
    .await
}

/// What was noted down when a closed attendance was concluded is a note like any other from now on, of who had it then: it
/// goes on, and will be concluded anew.
pub(super) async fn keep_conclusion(tx: &mut Tx, attendance: AttendanceId) -> Result<(), StoreError> {
    sqlx::query(
        "insert into note (attendance_id, staff_id, body, written_at)
         select id, staff_id, note, closed_at
           from attendance
          where id = $1 and state = 'closed' and staff_id is not null and note is not null and closed_at is not null",
    )
    .bind(attendance.to_string())
    .execute(tx.sqlite())
    .await?;
    Ok(())
}

fn read(row: &SqliteRow) -> Result<Note, StoreError> {
    let row = Fields::of("note", "seq", row);
    Ok(Note {
        staff: StaffId(row.get("staff_id")?),
        text: NoteText::new(row.get("body")?).map_err(|_fault| row.corrupt("body", "not a note"))?,
        written_at: row.at("written_at")?,
    })
}

/// The notes of the attendance, the oldest first.
pub async fn notes_of(source: impl Source, attendance: AttendanceId) -> Result<Vec<Note>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query(
        "select seq, staff_id, body, written_at from note where attendance_id = $1 order by written_at, seq",
    )
    .bind(attendance.to_string())
    .fetch_all(connection.sqlite())
    .await?
    .iter()
    .map(read)
    .collect()
}

/// The note in that place, which must exist.
pub(super) async fn load_note(source: impl Source, seq: i64) -> Result<Note, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query("select seq, staff_id, body, written_at from note where seq = $1")
        .bind(seq)
        .fetch_optional(connection.sqlite())
        .await?
        .ok_or_else(|| StoreError::Missing { table: "note", id: seq.to_string() })?;
    read(&row)
}
