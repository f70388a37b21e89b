//! Attendances, and what is known of a contact on a channel beyond them.
//!
//! That a contact has one open attendance on a channel at most is an index of the database, so two people who start one
//! at the same moment cannot both succeed: the second gets `Conflict(OneOpenAttendance)`. Everything that changes hands
//! is a compare-and-set: of two who take the same attendance the second is told so.

use super::contact::search::push_found;
use super::note::keep_conclusion;
use super::row::{Fields, ms, word};
use super::timeline::Sight;
use super::{Source, StoreError, Tx};
use crate::domain::Timestamp;
use crate::domain::attendance::{Attendance, AttendanceState, Conclusion};
use crate::domain::id::{AttendanceId, ChannelId, ContactId, StaffId, TeamId};
use sqlx::QueryBuilder;
use sqlx::sqlite::{Sqlite, SqliteRow};

macro_rules! select_attendance {
    ($rest:literal) => {
        concat!(
            "select id, contact_id, channel_id, team_id, staff_id, state, opened_at, closed_at from attendance ",
            $rest
        )
    };
}

fn read(row: &SqliteRow) -> Result<Attendance, StoreError> {
    let row = Fields::of("attendance", "id", row);
    Ok(Attendance {
        id: row.parse("id")?,
        contact: row.parse("contact_id")?,
        channel: row.word("channel_id")?,
        team: row.word("team_id")?,
        staff: row.get::<Option<i64>>("staff_id")?.map(StaffId),
        state: row.word("state")?,
        opened_at: row.at("opened_at")?,
        closed_at: row.at_opt("closed_at")?,
    })
}

/// Which attendances a list shows. Every condition that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AttendanceFilter {
    /// Those of this person.
    pub staff: Option<StaffId>,
    /// Those that somebody other than this person has.
    pub others_than: Option<StaffId>,
    /// Those of these teams; none when the list is empty, all when it is absent.
    pub teams: Option<Vec<TeamId>>,
    /// Those in this state.
    pub state: Option<AttendanceState>,
    /// Only those with messages that wait for the contact to write.
    pub holding: bool,
    /// Only those of contacts that are found by this; all when it is empty.
    pub query: String,
}

impl AttendanceFilter {
    fn push(&self, query: &mut QueryBuilder<Sqlite>) -> Result<(), StoreError> {
        query.push(" where 1 = 1");
        if let Some(staff) = self.staff {
            query.push(" and staff_id = ").push_bind(staff.0);
        }
        if let Some(staff) = self.others_than {
            query.push(" and staff_id <> ").push_bind(staff.0);
        }
        if let Some(state) = &self.state {
            query.push(" and state = ").push_bind(word(state)?);
        }
        if let Some(teams) = &self.teams {
            query.push(" and team_id in (");
            let mut listed = query.separated(", ");
            for team in teams {
                listed.push_bind(team.as_str().to_owned());
            }
            query.push(")");
        }
        push_found(query, &self.query);
        if self.holding {
            query.push(
                " and exists (select 1 from message where attendance_id = attendance.id and message.state = 'held')",
            );
        }
        Ok(())
    }
}

/// The attendances that the filter lets through, the one opened last first.
pub async fn list_attendances(
    source: impl Source,
    filter: &AttendanceFilter,
    offset: u32,
    limit: u32,
) -> Result<Vec<Attendance>, StoreError> {
    let mut query = QueryBuilder::<Sqlite>::new(select_attendance!(""));
    filter.push(&mut query)?;
    query
        .push(" order by opened_at desc, id desc limit ")
        .push_bind(limit)
        .push(" offset ")
        .push_bind(offset);
    let mut connection = source.reader().connect().await?;
    query.build().fetch_all(connection.sqlite()).await?.iter().map(read).collect()
}

/// How many attendances the filter lets through.
pub async fn count_attendances(source: impl Source, filter: &AttendanceFilter) -> Result<u32, StoreError> {
    let mut query = QueryBuilder::<Sqlite>::new("select count(*) as attendances from attendance");
    filter.push(&mut query)?;
    let mut connection = source.reader().connect().await?;
    let row = query.build().fetch_one(connection.sqlite()).await?;
    Fields::of("attendance", "attendances", &row).count("attendances")
}

/// The attendance with this id, which must exist.
pub async fn load_attendance(source: impl Source, id: AttendanceId) -> Result<Attendance, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query(select_attendance!("where id = $1"))
        .bind(id.to_string())
        .fetch_optional(connection.sqlite())
        .await?
        .ok_or_else(|| StoreError::Missing { table: "attendance", id: id.to_string() })?;
    read(&row)
}

/// The one attendance with the contact on the channel that is not closed.
pub async fn find_open(
    source: impl Source,
    contact: ContactId,
    channel: &ChannelId,
) -> Result<Option<Attendance>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query(select_attendance!("where contact_id = $1 and channel_id = $2 and state <> 'closed'"))
        .bind(contact.to_string())
        .bind(channel.as_str())
        .fetch_optional(connection.sqlite())
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// The attendances with the contact that are not closed, on any channel, the one opened last first.
pub async fn open_of_contact(source: impl Source, contact: ContactId) -> Result<Vec<Attendance>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query(select_attendance!(
        "where contact_id = $1 and state <> 'closed' order by opened_at desc, id desc"
    ))
    .bind(contact.to_string())
    .fetch_all(connection.sqlite())
    .await?
    .iter()
    .map(read)
    .collect()
}

/// The attendance with the contact that was opened last, in whatever state.
pub async fn last_of_contact(
    source: impl Source,
    contact: ContactId,
) -> Result<Option<Attendance>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query(select_attendance!("where contact_id = $1 order by opened_at desc, id desc limit 1"))
        .bind(contact.to_string())
        .fetch_optional(connection.sqlite())
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// The attendance with the contact on the channel that was concluded last.
pub async fn last_closed(
    source: impl Source,
    contact: ContactId,
    channel: &ChannelId,
) -> Result<Option<Attendance>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query(select_attendance!(
        "where contact_id = $1 and channel_id = $2 and state = 'closed' order by closed_at desc, id desc limit 1"
    ))
    .bind(contact.to_string())
    .bind(channel.as_str())
    .fetch_optional(connection.sqlite())
    .await?
    .as_ref()
    .map(read)
    .transpose()
}

/// The attendances with a contact that a person may see, the latest first: a page, how many, and how many are hidden.
pub async fn visits(
    source: impl Source,
    contact: ContactId,
    sight: &Sight,
    offset: u32,
    limit: u32,
) -> Result<(Vec<Attendance>, u32, u32), StoreError> {
    let mut page = QueryBuilder::<Sqlite>::new(select_attendance!("where contact_id = "));
    page.push_bind(contact.to_string());
    sight.restrict(&mut page);
    page.push(" order by opened_at desc, id desc limit ").push_bind(limit).push(" offset ").push_bind(offset);
    let mut count =
        QueryBuilder::<Sqlite>::new("select (select count(*) from attendance where contact_id = ");
    count.push_bind(contact.to_string());
    sight.restrict(&mut count);
    count.push(") as seen, (select count(*) from attendance where contact_id = ");
    count.push_bind(contact.to_string()).push(") as everything");
    let mut connection = source.reader().connect().await?;
    let rows = page.build().fetch_all(connection.sqlite()).await?;
    let rows = rows.iter().map(read).collect::<Result<_, _>>()?;
    let row = count.build().fetch_one(connection.sqlite()).await?;
    let row = Fields::of("attendance", "seen", &row);
    let seen = row.count("seen")?;
    Ok((rows, seen, row.count("everything")?.saturating_sub(seen)))
}

/// Opens a concluded attendance again for who had it. Why it was concluded stays until it is concluded again, and what was
/// noted down then for good. False, and nothing changed, when it is not closed any more.
pub async fn reopen(tx: &mut Tx, id: AttendanceId) -> Result<bool, StoreError> {
    keep_conclusion(tx, id).await?;
    let changed = sqlx::query(
        "update attendance
            set state = 'open', closed_at = null, note = null
          where id = $1 and state = 'closed' and staff_id is not null",
    )
    .bind(id.to_string())
    .execute(tx.sqlite())
    .await?;
    Ok(changed.rows_affected() > 0)
}

/// Stores a new attendance. `Conflict(OneOpenAttendance)` when the contact has one on the channel that is not closed.
pub async fn insert_attendance(tx: &mut Tx, attendance: &Attendance) -> Result<(), StoreError> {
    tx.later(
        "insert into attendance (id, contact_id, channel_id, team_id, staff_id, state, opened_at, closed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        [
            attendance.id.to_string().into(),
            attendance.contact.to_string().into(),
            attendance.channel.as_str().into(),
            attendance.team.as_str().into(),
            attendance.staff.map(|staff| staff.0).into(),
            word(&attendance.state)?.into(),
            ms(attendance.opened_at).into(),
            attendance.closed_at.map(ms).into(),
        ],
    )
    .await
}

/// Gives the attendance, open or waiting, from one person (or nobody) to another, perhaps into another team. False, and
/// nothing changed, when it was not theirs any more or is closed.
pub async fn hand_over(
    tx: &mut Tx,
    id: AttendanceId,
    from: Option<StaffId>,
    to: StaffId,
    team: Option<&TeamId>,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "update attendance
            set staff_id = $3, state = 'open', team_id = coalesce($4, team_id)
          where id = $1 and state <> 'closed' and staff_id is not distinct from $2",
    )
    .bind(id.to_string())
    .bind(from.map(|staff| staff.0))
    .bind(to.0)
    .bind(team.map(TeamId::as_str))
    .execute(tx.sqlite())
    .await?;
    Ok(changed.rows_affected() > 0)
}

/// Concludes the attendance. False, and nothing changed, when it was closed already.
pub async fn close_attendance(
    tx: &mut Tx,
    id: AttendanceId,
    conclusion: Conclusion,
    note: Option<&str>,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "update attendance
            set state = 'closed', conclusion = $2, note = $3, closed_at = $4
          where id = $1 and state <> 'closed'",
    )
    .bind(id.to_string())
    .bind(word(&conclusion)?)
    .bind(note)
    .bind(ms(at))
    .execute(tx.sqlite())
    .await?;
    Ok(changed.rows_affected() > 0)
}

/// When the contact last wrote on the channel, by the provider's clock; `None` when never.
pub async fn last_incoming_at(
    source: impl Source,
    contact: ContactId,
    channel: &ChannelId,
) -> Result<Option<Timestamp>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query(
        "select contact_id, last_incoming_at from conversation where contact_id = $1 and channel_id = $2",
    )
    .bind(contact.to_string())
    .bind(channel.as_str())
    .fetch_optional(connection.sqlite())
    .await?;
    row.map(|row| Fields::of("conversation", "contact_id", &row).at("last_incoming_at")).transpose()
}

/// What a person has that is not concluded, the one opened first first.
pub async fn open_of_staff(source: impl Source, staff: StaffId) -> Result<Vec<Attendance>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query(select_attendance!("where staff_id = $1 and state = 'open' order by opened_at, id"))
        .bind(staff.0)
        .fetch_all(connection.sqlite())
        .await?
        .iter()
        .map(read)
        .collect()
}

/// What is not concluded in a team, the one opened first first.
pub async fn unconcluded_of_team(source: impl Source, team: &TeamId) -> Result<Vec<Attendance>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query(select_attendance!("where team_id = $1 and state <> 'closed' order by opened_at, id"))
        .bind(team.as_str())
        .fetch_all(connection.sqlite())
        .await?
        .iter()
        .map(read)
        .collect()
}

/// Gives an attendance back to its team, where it waits for somebody. False when it was not this person's any more.
pub async fn give_back(tx: &mut Tx, id: AttendanceId, from: StaffId) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "update attendance set staff_id = null, state = 'waiting'
          where id = $1 and state = 'open' and staff_id = $2",
    )
    .bind(id.to_string())
    .bind(from.0)
    .execute(tx.sqlite())
    .await?;
    Ok(changed.rows_affected() > 0)
}

/// Moves an attendance to another team.
pub async fn set_team(tx: &mut Tx, id: AttendanceId, team: &TeamId) -> Result<(), StoreError> {
    let sql = "update attendance set team_id = $2 where id = $1";
    tx.later(sql, [id.to_string().into(), team.as_str().into()]).await
}

/// Notes that the contact is told that nobody is there. False when they were told before.
pub async fn note_absence(tx: &mut Tx, id: AttendanceId, at: Timestamp) -> Result<bool, StoreError> {
    let changed = sqlx::query("update attendance set absence_at = $2 where id = $1 and absence_at is null")
        .bind(id.to_string())
        .bind(ms(at))
        .execute(tx.sqlite())
        .await?;
    Ok(changed.rows_affected() > 0)
}

/// What waits in a person's teams, the one opened last first.
pub async fn waiting_for(
    source: impl Source,
    staff: StaffId,
    limit: u32,
) -> Result<Vec<Attendance>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query(select_attendance!(
        "where state = 'waiting'
           and (team_id in (select team_id from staff_team where staff_team.staff_id = $1)
                or team_id not in (select team_id from staff_team)
                   and exists (select 1 from staff where staff.id = $1 and role = 'owner'))
         order by opened_at desc, id desc limit $2"
    ))
    .bind(staff.0)
    .bind(limit)
    .fetch_all(connection.sqlite())
    .await?
    .iter()
    .map(read)
    .collect()
}
