//! Offers of an attendance to a team or a person, one for each attendance at most.

use super::row::{Fields, ms};
use super::{Source, StoreError, Tx};
use crate::domain::Timestamp;
use crate::domain::attendance::{Successor, Transfer};
use crate::domain::id::{AttendanceId, StaffId, TeamId};

/// Puts an offer, in the place of an older one of the same attendance.
pub async fn put_transfer(tx: &mut Tx, offer: &Transfer, at: Timestamp) -> Result<(), StoreError> {
    let (person, team) = match &offer.to {
        Successor::Person(person) => (Some(person.0), None),
        Successor::Team(team) => (None, Some(team.as_str())),
    };
    tx.later(
        "insert into transfer (attendance_id, by_staff_id, to_staff_id, to_team_id, offered_at)
         values ($1, $2, $3, $4, $5)
         on conflict (attendance_id) do update
            set by_staff_id = excluded.by_staff_id, to_staff_id = excluded.to_staff_id,
                to_team_id = excluded.to_team_id, offered_at = excluded.offered_at",
        [offer.attendance.to_string().into(), offer.by.0.into(), person.into(), team.into(), ms(at).into()],
    )
    .await
}

/// The offer of an attendance, if there is one.
pub async fn find_transfer(
    source: impl Source,
    attendance: AttendanceId,
) -> Result<Option<Transfer>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query(
        "select attendance_id, by_staff_id, to_staff_id, to_team_id from transfer where attendance_id = $1",
    )
    .bind(attendance.to_string())
    .fetch_optional(connection.sqlite())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let row = Fields::of("transfer", "attendance_id", &row);
    let to = match row.get::<Option<i64>>("to_staff_id")? {
        Some(person) => Successor::Person(StaffId(person)),
        None => Successor::Team(row.word::<TeamId>("to_team_id")?),
    };
    Ok(Some(Transfer { attendance, by: StaffId(row.get("by_staff_id")?), to }))
}

/// Forgets the offer of an attendance.
pub async fn remove_transfer(tx: &mut Tx, attendance: AttendanceId) -> Result<(), StoreError> {
    tx.later("delete from transfer where attendance_id = $1", [attendance.to_string().into()]).await
}

/// Offers that a person made are made by another one from now on, but for those to that one.
pub async fn inherit(tx: &mut Tx, by: StaffId, heir: StaffId) -> Result<(), StoreError> {
    tx.later(
        "delete from transfer where by_staff_id = $1 and to_staff_id = $2",
        [by.0.into(), heir.0.into()],
    )
    .await?;
    tx.later("update transfer set by_staff_id = $2 where by_staff_id = $1", [by.0.into(), heir.0.into()])
        .await
}

/// Takes back all offers to a person: the attendances, and who had offered them.
pub async fn withdraw_from(tx: &mut Tx, to: StaffId) -> Result<Vec<(AttendanceId, StaffId)>, StoreError> {
    let rows =
        sqlx::query("delete from transfer where to_staff_id = $1 returning attendance_id, by_staff_id")
            .bind(to.0)
            .fetch_all(tx.sqlite())
            .await?;
    rows.iter()
        .map(|row| {
            let row = Fields::of("transfer", "attendance_id", row);
            Ok((row.parse("attendance_id")?, StaffId(row.get("by_staff_id")?)))
        })
        .collect()
}

/// Takes back all offers to a team.
pub async fn withdraw_from_team(tx: &mut Tx, team: &TeamId) -> Result<(), StoreError> {
    tx.later("delete from transfer where to_team_id = $1", [team.as_str().into()]).await
}
