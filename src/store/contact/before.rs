//! What a contact has before it becomes one with another.

use super::super::{StoreError, Tx};
use super::profile::load_profile;
use crate::domain::id::ContactId;
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;

/// What a query about one contact finds.
pub(super) async fn rows(
    tx: &mut Tx,
    sql: &'static str,
    id: ContactId,
) -> Result<Vec<SqliteRow>, StoreError> {
    Ok(sqlx::query(sql).bind(id.to_string()).fetch_all(tx.sqlite()).await?)
}

/// When the contact wrote last, by channel.
pub(super) async fn wrote(tx: &mut Tx, id: ContactId) -> Result<Vec<(String, i64)>, StoreError> {
    let sql = "select channel_id, last_incoming_at from conversation where contact_id = $1";
    rows(tx, sql, id)
        .await?
        .iter()
        .map(|row| Ok((row.try_get("channel_id")?, row.try_get("last_incoming_at")?)))
        .collect::<Result<_, sqlx::Error>>()
        .map_err(StoreError::from)
}

/// From which address it did, by channel, where that is known.
pub(super) async fn wrote_from(tx: &mut Tx, id: ContactId) -> Result<Vec<(String, String)>, StoreError> {
    let sql = "select channel_id, last_address
                 from conversation
                where contact_id = $1 and last_address is not null";
    rows(tx, sql, id)
        .await?
        .iter()
        .map(|row| Ok((row.try_get("channel_id")?, row.try_get("last_address")?)))
        .collect::<Result<_, sqlx::Error>>()
        .map_err(StoreError::from)
}

/// Its attendances.
pub(super) async fn attendances_of(tx: &mut Tx, id: ContactId) -> Result<Vec<String>, StoreError> {
    rows(tx, "select id from attendance where contact_id = $1", id)
        .await?
        .iter()
        .map(|row| row.try_get("id"))
        .collect::<Result<_, sqlx::Error>>()
        .map_err(StoreError::from)
}

/// Its tags.
pub(super) async fn tags_of(tx: &mut Tx, id: ContactId) -> Result<Vec<i64>, StoreError> {
    let profile = load_profile(&mut *tx, id).await?;
    Ok(profile.tags.into_iter().map(|tag| tag.id.0).collect())
}
