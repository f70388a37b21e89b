//! What stands in the way of making two contacts one, or two again.

use super::super::StoreError;
use super::super::row::Fields;
use crate::domain::id::ContactId;
use sqlx::SqliteExecutor;

/// Whether a message to the contact is leaving in this moment.
pub async fn is_leaving(connection: impl SqliteExecutor<'_>, id: ContactId) -> Result<bool, StoreError> {
    let row = sqlx::query("select id from outbox where contact_id = $1 and state = 'leased' limit 1")
        .bind(id.to_string())
        .fetch_optional(connection)
        .await?;
    Ok(row.is_some())
}

/// Whether the contact that is left has an attendance that neither of the two had when they became one. False when the
/// merge cannot be undone any more.
pub async fn is_lived_on(connection: impl SqliteExecutor<'_>, merge: i64) -> Result<bool, StoreError> {
    let row = sqlx::query(
        "select attendance.id
           from contact_merge as merge
                join attendance on attendance.contact_id = merge.kept_id
          where merge.id = $1 and merge.undone_at is null and merge.snapshot <> ''
            and attendance.id not in (select value from json_each(merge.snapshot, '$.attendances'))
            and case
                  -- A merge from before those were kept: then the clock decides.
                  when json_type(merge.snapshot, '$.kept_attendances') is null
                  then attendance.opened_at >= merge.at
                  else attendance.id not in (select value from json_each(merge.snapshot, '$.kept_attendances'))
                end
          limit 1",
    )
    .bind(merge)
    .fetch_optional(connection)
    .await?;
    row.map(|row| Fields::of("attendance", "id", &row).get::<String>("id")).transpose().map(|id| id.is_some())
}
