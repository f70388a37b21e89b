//! What happened with a contact, page by page: a few columns of everything tell the order, and only what stands on the
//! page asked for is read whole.

use super::attendance::load_attendance;
use super::message::{author, load_message};
use super::note::load_note;
use super::row::Fields;
use super::{Source as _, Store, StoreError};
use crate::dialogue::facts::Page;
use crate::dialogue::timeline::{Entry, Happened, Timeline, TimelineView};
use crate::domain::attendance::{Attendance, Ending};
use crate::domain::id::{AttendanceId, StaffId, TeamId};
use sqlx::QueryBuilder;
use sqlx::sqlite::Sqlite;

/// What a person may see: their own attendances, and those of some teams.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    /// Who.
    pub staff: StaffId,
    /// Teams of which they see what colleagues have; all when absent.
    pub others: Option<Vec<TeamId>>,
    /// Teams of which they see what nobody has; all when absent.
    pub waiting: Option<Vec<TeamId>>,
}

impl Sight {
    /// Narrows a query of attendances, which has a condition already, to those that the person may see.
    pub(super) fn restrict(&self, query: &mut QueryBuilder<Sqlite>) {
        let (Some(others), Some(waiting)) = (&self.others, &self.waiting) else { return };
        query.push(" and (staff_id = ").push_bind(self.staff.0);
        for (whose, teams) in [("staff_id is not null", others), ("staff_id is null", waiting)] {
            query.push(format!(" or {whose} and team_id in ("));
            let mut listed = query.separated(", ");
            for team in teams {
                listed.push_bind(team.as_str().to_owned());
            }
            query.push(")");
        }
        query.push(")");
    }
}

/// `with seen as (…)`: the attendances in question that this person may see.
fn with_seen(view: &TimelineView, sight: &Sight) -> QueryBuilder<Sqlite> {
    let mut query = QueryBuilder::new(
        "with seen as (select id, opened_at, closed_at from attendance where contact_id = ",
    );
    query.push_bind(view.contact.to_string());
    if let Some(alone) = view.alone {
        query.push(" and id = ").push_bind(alone.to_string());
    }
    sight.restrict(&mut query);
    query.push(") ");
    query
}

/// The page of `rows` entries, and how many there are in all.
pub async fn timeline(
    store: &Store,
    view: &TimelineView,
    sight: &Sight,
    rows: u32,
) -> Result<Timeline, StoreError> {
    let (total, hidden) = counts(store, view, sight).await?;
    let mut entries: Vec<Entry> = Vec::new();
    for place in places(store, view, sight, rows).await? {
        // Most entries are of the same attendance as the one before.
        let attendance = match entries.last() {
            Some(before) if before.attendance.id == place.attendance => before.attendance.clone(),
            Some(_) | None => load_attendance(store, place.attendance).await?,
        };
        entries.push(read_whole(store, attendance, &place).await?);
    }
    Ok(Timeline { page: Page { rows: entries, total }, hidden })
}

async fn counts(store: &Store, view: &TimelineView, sight: &Sight) -> Result<(u32, u32), StoreError> {
    let mut query = with_seen(view, sight);
    query.push(
        "select (select count(*) + count(closed_at) from seen)
                + (select count(*) from message where attendance_id in (select id from seen))
                + (select count(*) from note where attendance_id in (select id from seen)) as entries,
                (select count(*) from attendance where contact_id = ",
    );
    query.push_bind(view.contact.to_string()).push(") - (select count(*) from seen) as hidden");
    let mut connection = store.reader().connect().await?;
    let row = query.build().fetch_one(connection.sqlite()).await?;
    let row = Fields::of("attendance", "entries", &row);
    let hidden = if view.alone.is_some() { 0 } else { row.count("hidden")? };
    Ok((row.count("entries")?, hidden))
}

/// Where an entry stands: its kind, and the id of its row.
struct Place {
    attendance: AttendanceId,
    kind: String,
    id: String,
}

async fn places(
    store: &Store,
    view: &TimelineView,
    sight: &Sight,
    rows: u32,
) -> Result<Vec<Place>, StoreError> {
    let mut query = with_seen(view, sight);
    // An attendance begins with its opening, whatever the clocks say.
    query.push(
        "select attendance_id, kind, entry_id
           from (select id as attendance_id, opened_at, 0 as at, 0 as rank, 'opened' as kind, '' as entry_id
                   from seen
                 union all
                 select attendance_id, opened_at, created_at, 1, 'said', message.id
                   from message join seen on seen.id = message.attendance_id
                 union all
                 select attendance_id, opened_at, written_at, 2, 'noted', cast(note.seq as text)
                   from note join seen on seen.id = note.attendance_id
                 union all
                 select id, opened_at, closed_at, 3, 'concluded', '' from seen where closed_at is not null) as entry
          order by opened_at, attendance_id, at, rank, entry_id
          limit ",
    );
    query.push_bind(rows).push(" offset ").push_bind(i64::from(view.page) * i64::from(rows));
    let mut connection = store.reader().connect().await?;
    let found = query.build().fetch_all(connection.sqlite()).await?;
    let place = |row| {
        let row = Fields::of("attendance", "attendance_id", row);
        let (kind, id) = (row.get("kind")?, row.get("entry_id")?);
        Ok(Place { attendance: row.parse("attendance_id")?, kind, id })
    };
    found.iter().map(place).collect()
}

async fn read_whole(store: &Store, attendance: Attendance, place: &Place) -> Result<Entry, StoreError> {
    let lost = || StoreError::Missing { table: "attendance", id: place.attendance.to_string() };
    let (at, what) = match place.kind.as_str() {
        "said" => {
            let id = place.id.parse().map_err(|_not_an_id| lost())?;
            let message = Box::new(load_message(store, id).await?);
            (message.created_at, Happened::Said { message, by: author(store, id).await? })
        }
        "noted" => {
            let note = load_note(store, place.id.parse().map_err(|_not_a_number| lost())?).await?;
            (note.written_at, Happened::Noted(note))
        }
        "concluded" => {
            let at = attendance.closed_at.unwrap_or(attendance.opened_at);
            (at, Happened::Concluded(load_ending(store, attendance.id).await?))
        }
        _opened => (attendance.opened_at, Happened::Opened),
    };
    Ok(Entry { attendance, at, what })
}

/// How the attendance ended, or how it would: why, and how much was said in it. What did not leave does not count, nor do
/// reactions, edits and deletions, which are about messages that do.
pub async fn load_ending(store: &Store, id: AttendanceId) -> Result<Ending, StoreError> {
    let mut connection = store.reader().connect().await?;
    let row = sqlx::query(
        "select id, conclusion, note,
                (select count(*)
                   from message
                  where message.attendance_id = attendance.id
                    and direction = 'in'
                    and content not like '{\"kind\":\"reaction\"%'
                    and content not like '{\"kind\":\"edited\"%'
                    and content not like '{\"kind\":\"deleted\"%') as incoming,
                (select count(*)
                   from message
                  where message.attendance_id = attendance.id
                    and direction = 'out'
                    and message.state not in ('failed', 'held')
                    and content not like '{\"kind\":\"reaction\"%'
                    and content not like '{\"kind\":\"edited\"%'
                    and content not like '{\"kind\":\"deleted\"%') as outgoing
           from attendance
          where id = $1",
    )
    .bind(id.to_string())
    .fetch_optional(connection.sqlite())
    .await?
    .ok_or_else(|| StoreError::Missing { table: "attendance", id: id.to_string() })?;
    let row = Fields::of("attendance", "id", &row);
    Ok(Ending {
        reason: row.word_opt("conclusion")?,
        note: row.get("note")?,
        incoming: row.count("incoming")?,
        outgoing: row.count("outgoing")?,
    })
}
