//! What people have set for themselves.

use super::row::Fields;
use super::{StoreError, Tx};
use crate::domain::id::StaffId;
use crate::domain::preferences::{Notices, Preferences, QuietHours, ShownName};

/// From a row of `staff`.
pub(super) fn read(row: &Fields<'_>) -> Result<Preferences, StoreError> {
    let minute = |column| {
        row.get::<Option<i64>>(column)?
            .map(|minute| {
                u16::try_from(minute).map_err(|_range| row.corrupt(column, "not a minute of a day"))
            })
            .transpose()
    };
    let quiet = match (minute("quiet_from")?, minute("quiet_until")?) {
        (Some(from), Some(until)) => QuietHours::new(from, until),
        (_, _) => None,
    };
    Ok(Preferences {
        shown_name: row.get::<Option<&str>>("shown_name")?.and_then(ShownName::new),
        signs: row.get::<i64>("signs")? != 0,
        notices: row.word::<Notices>("notices")?,
        quiet,
    })
}

/// Keeps them.
pub async fn set_preferences(tx: &mut Tx, staff: StaffId, wanted: &Preferences) -> Result<(), StoreError> {
    sqlx::query(
        "update staff set shown_name = $2, signs = $3, notices = $4, quiet_from = $5, quiet_until = $6 where id = $1",
    )
    .bind(staff.0)
    .bind(wanted.shown_name.as_ref().map(ShownName::as_str))
    .bind(i64::from(wanted.signs))
    .bind(wanted.notices.word())
    .bind(wanted.quiet.map(QuietHours::from))
    .bind(wanted.quiet.map(QuietHours::until))
    .execute(tx.sqlite())
    .await?;
    Ok(())
}
