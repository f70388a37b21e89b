//! Files of contacts: how far each has come. The file itself stays with Telegram.

use super::super::row::{Fields, json, ms, word};
use super::super::{Source, StoreError, Tx};
use crate::dialogue::contact::{Import, Stage};
use crate::dialogue::state::IncomingFile;
use crate::domain::Timestamp;
use crate::domain::exchange::Format;
use crate::domain::id::{ImportId, StaffId};
use sqlx::sqlite::SqliteRow;

/// A file that somebody sent.
#[derive(Debug)]
pub struct NewImport<'f> {
    /// Its id.
    pub id: ImportId,
    /// Who.
    pub staff: StaffId,
    /// Chat and topic in which it is told how far it has come.
    pub place: (i64, i64),
    /// What kind of file.
    pub format: Format,
    /// The file.
    pub file: &'f IncomingFile,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportRow {
    /// Its id.
    pub id: ImportId,
    /// Chat and topic.
    pub place: (i64, i64),
    /// What kind of file.
    pub format: Format,
    /// The file.
    pub file: IncomingFile,
    /// How far it has come.
    pub import: Import,
}

/// Keeps it, to be looked through.
pub async fn insert_import(tx: &mut Tx, new: &NewImport<'_>, at: Timestamp) -> Result<(), StoreError> {
    tx.later(
        "insert into contact_import (id, staff_id, chat_id, thread_id, format, file, state, position, fresh, known,
                                     wrong, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, 'looking', 0, 0, 0, 0, $7, $7)",
        [
            new.id.to_string().into(),
            new.staff.0.into(),
            new.place.0.into(),
            new.place.1.into(),
            word(&new.format)?.into(),
            json(new.file)?.into(),
            ms(at).into(),
        ],
    )
    .await
}

fn read(row: &SqliteRow) -> Result<ImportRow, StoreError> {
    let row = Fields::of("contact_import", "id", row);
    Ok(ImportRow {
        id: row.parse("id")?,
        place: (row.get("chat_id")?, row.get("thread_id")?),
        format: row.word("format")?,
        file: row.json("file")?,
        import: Import {
            staff: StaffId(row.get("staff_id")?),
            stage: row.word("state")?,
            position: row.count("position")?,
            fresh: row.count("fresh")?,
            known: row.count("known")?,
            wrong: row.count("wrong")?,
        },
    })
}

/// The import with this id.
pub async fn find_import(source: impl Source, id: ImportId) -> Result<Option<ImportRow>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query("select * from contact_import where id = $1")
        .bind(id.to_string())
        .fetch_optional(connection.sqlite())
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// The imports that are to be worked off, the oldest first.
pub async fn open_imports(source: impl Source) -> Result<Vec<ImportRow>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query("select * from contact_import where state in ('looking', 'importing') order by id")
        .fetch_all(connection.sqlite())
        .await?
        .iter()
        .map(read)
        .collect()
}

/// The person's word: what was looked through is put on file. False, and nothing changed, when it was given before.
pub async fn begin_import(tx: &mut Tx, id: ImportId, at: Timestamp) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "update contact_import
            set state = 'importing', position = 0, fresh = 0, known = 0, updated_at = $2
          where id = $1 and state = 'looked'",
    )
    .bind(id.to_string())
    .bind(ms(at))
    .execute(tx.sqlite())
    .await?;
    Ok(changed.rows_affected() > 0)
}

/// Notes how far it has come.
pub async fn note_import(
    tx: &mut Tx,
    id: ImportId,
    import: &Import,
    at: Timestamp,
) -> Result<(), StoreError> {
    tx.later(
        "update contact_import
            set state = $2, position = $3, fresh = $4, known = $5, wrong = $6, updated_at = $7
          where id = $1",
        [
            id.to_string().into(),
            word::<Stage>(&import.stage)?.into(),
            import.position.into(),
            import.fresh.into(),
            import.known.into(),
            import.wrong.into(),
            ms(at).into(),
        ],
    )
    .await
}
