//! What owners were told to look after, as long as it stands.

use super::row::{Fields, ms};
use super::{Source, StoreError, Tx};
use crate::domain::Timestamp;
use crate::domain::alarm::{Alarm, Finding};
use crate::domain::id::{ChannelId, StaffId};
use serde::{Deserialize, Serialize};
use sqlx::sqlite::SqliteRow;

#[derive(Serialize, Deserialize)]
struct Stored {
    version: u32,
    finding: Finding,
}

const VERSION: u32 = 1;

fn read(row: &SqliteRow) -> Result<Alarm, StoreError> {
    let row = Fields::of("alarm", "about", row);
    let stored: Stored = row.json("finding")?;
    Ok(Alarm {
        finding: stored.finding,
        since: row.at("since")?,
        told_at: row.at_opt("told_at")?,
        well_since: row.at_opt("well_since")?,
    })
}

/// All that stand.
pub async fn load_alarms(source: impl Source) -> Result<Vec<Alarm>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let rows = sqlx::query("select about, finding, since, told_at, well_since from alarm order by about")
        .fetch_all(connection.sqlite())
        .await?;
    rows.iter().map(read).collect()
}

/// Keeps one, in the place of the one about the same.
pub async fn put_alarm(tx: &mut Tx, alarm: &Alarm) -> Result<(), StoreError> {
    let stored = Stored { version: VERSION, finding: alarm.finding.clone() };
    let finding = serde_json::to_string(&stored).map_err(StoreError::Unwritable)?;
    tx.later(
        "insert into alarm (about, finding, since, told_at, well_since) values ($1, $2, $3, $4, $5)
         on conflict (about) do update set finding = excluded.finding, since = excluded.since,
                                           told_at = excluded.told_at, well_since = excluded.well_since",
        [
            alarm.finding.about().into(),
            finding.into(),
            ms(alarm.since).into(),
            alarm.told_at.map(ms).into(),
            alarm.well_since.map(ms).into(),
        ],
    )
    .await
}

/// Forgets what stood about this.
pub async fn remove_alarm(tx: &mut Tx, about: &str) -> Result<(), StoreError> {
    tx.later("delete from alarm where about = $1", [about.into()]).await
}

/// Who looks after the service: the owners; where there are none, the managers.
pub async fn people_of_alarms(source: impl Source) -> Result<Vec<StaffId>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let rows = sqlx::query(
        "select id
           from staff
          where removed_at is null
            and (role = 'owner'
                 or role = 'manager'
                    and not exists (select 1 from staff where role = 'owner' and removed_at is null))
          order by id",
    )
    .fetch_all(connection.sqlite())
    .await?;
    rows.iter().map(|row| Ok(StaffId(Fields::of("staff", "id", row).get("id")?))).collect()
}

/// Deliveries of each channel that ought to leave and have not, since `before` or longer. What waits for its turn among
/// conversations that are started, for the end of a restriction, or behind something of which a person was asked, has a
/// reason, and people know it.
pub async fn overdue(source: impl Source, before: Timestamp) -> Result<Vec<(ChannelId, u32)>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let rows = sqlx::query(
        "select waiting.channel_id, count(*) as waiting
           from outbox as waiting
           join message on message.id = waiting.message_id
          where waiting.state = 'queued'
            and message.state_at <= $1
            and not exists (select 1
                              from outbox as ahead
                             where ahead.contact_id = waiting.contact_id
                               and ahead.channel_id = waiting.channel_id
                               and ahead.seq <= waiting.seq
                               and (ahead.state = 'unknown'
                                    and exists (select 1
                                                  from message as doubted
                                                  join attendance on attendance.id = doubted.attendance_id
                                                 where doubted.id = ahead.message_id
                                                   and attendance.state <> 'closed')
                                    or ahead.state = 'queued' and ahead.waits_for in ('pace', 'restriction')))
          group by waiting.channel_id
          order by waiting.channel_id",
    )
    .bind(ms(before))
    .fetch_all(connection.sqlite())
    .await?;
    rows.iter()
        .map(|row| {
            let row = Fields::of("outbox", "channel_id", row);
            Ok((row.word("channel_id")?, row.count("waiting")?))
        })
        .collect()
}
