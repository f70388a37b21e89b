//! What owners have set for the company in the chat; it stands above the configuration.

use super::row::ms;
use super::{Source, StoreError, Tx};
use crate::domain::Timestamp;
use crate::domain::id::StaffId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::Row as _;

/// What was set under this name; `None` when nothing was.
pub async fn find_setting<T: DeserializeOwned>(
    source: impl Source,
    name: &'static str,
) -> Result<Option<T>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query("select value from company_setting where name = $1")
        .bind(name)
        .fetch_optional(connection.sqlite())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let corrupt =
        |why| StoreError::Corrupt { table: "company_setting", column: "value", row: name.to_owned(), why };
    let text: &str = row.try_get("value").map_err(|_driver| corrupt("another type than expected"))?;
    serde_json::from_str(text).map(Some).map_err(|_json| corrupt("not the value that was set"))
}

/// Takes back what was set: the configuration counts again.
pub async fn remove_setting(tx: &mut Tx, name: &'static str) -> Result<(), StoreError> {
    tx.later("delete from company_setting where name = $1", [name.into()]).await
}

/// Sets it.
pub async fn put_setting<T: Serialize + Sync>(
    tx: &mut Tx,
    name: &'static str,
    value: &T,
    by: StaffId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let value = serde_json::to_string(value).map_err(StoreError::Unwritable)?;
    sqlx::query(
        "insert into company_setting (name, value, staff_id, set_at) values ($1, $2, $3, $4)
         on conflict (name) do update set value = excluded.value, staff_id = excluded.staff_id,
                                          set_at = excluded.set_at",
    )
    .bind(name)
    .bind(value)
    .bind(by.0)
    .bind(ms(now))
    .execute(tx.sqlite())
    .await?;
    Ok(())
}
