//! The company's holidays.

use super::reader::Connection;
use super::row::Fields;
use super::{StoreError, Tx};
use crate::domain::hours::Holiday;
use chrono::NaiveDate;

pub(super) async fn load_all(connection: &mut Connection<'_>) -> Result<Vec<Holiday>, StoreError> {
    let rows =
        sqlx::query("select day, name from holiday order by day").fetch_all(connection.sqlite()).await?;
    rows.iter()
        .map(|row| {
            let row = Fields::of("holiday", "day", row);
            Ok(Holiday { day: row.parse("day")?, name: row.get("name")? })
        })
        .collect()
}

/// Puts a day on the list, or names it anew.
pub async fn put(tx: &mut Tx, holiday: &Holiday) -> Result<(), StoreError> {
    tx.later(
        "insert into holiday (day, name) values ($1, $2) on conflict (day) do update set name = excluded.name",
        [holiday.day.to_string().into(), holiday.name.as_str().into()],
    )
    .await
}

/// Takes a day off the list.
pub async fn remove(tx: &mut Tx, day: NaiveDate) -> Result<(), StoreError> {
    tx.later("delete from holiday where day = $1", [day.to_string().into()]).await
}
