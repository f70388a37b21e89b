//! What is kept about one contact, piece by piece: for the file that is handed to them.

use super::super::message::{read, select_message};
use super::super::row::Fields;
use super::super::timeline::Sight;
use super::super::{Source, StoreError};
use crate::domain::Timestamp;
use crate::domain::event::Pricing;
use crate::domain::id::{AttendanceId, ChannelId, ContactId};
use crate::domain::message::Message;
use crate::domain::template::Value;
use sqlx::QueryBuilder;
use sqlx::sqlite::Sqlite;

/// The attendances with the contact that somebody may see, the oldest first, and how many they may not.
pub async fn attendances_of(
    source: impl Source,
    contact: ContactId,
    sight: &Sight,
) -> Result<(Vec<AttendanceId>, u32), StoreError> {
    let mut query = QueryBuilder::<Sqlite>::new("select id from attendance where contact_id = ");
    query.push_bind(contact.to_string());
    sight.restrict(&mut query);
    query.push(" order by opened_at, id");
    let mut connection = source.reader().connect().await?;
    let rows = query.build().fetch_all(connection.sqlite()).await?;
    let row = sqlx::query("select count(*) as everything from attendance where contact_id = $1")
        .bind(contact.to_string())
        .fetch_one(connection.sqlite())
        .await?;
    let all = Fields::of("attendance", "everything", &row).count("everything")?;
    let seen = rows.iter().map(|row| Fields::of("attendance", "id", row).parse("id"));
    let seen = seen.collect::<Result<Vec<AttendanceId>, _>>()?;
    let hidden = all.saturating_sub(u32::try_from(seen.len()).unwrap_or(u32::MAX));
    Ok((seen, hidden))
}

/// When the contact last wrote, by channel.
pub async fn last_written(
    source: impl Source,
    contact: ContactId,
) -> Result<Vec<(ChannelId, Timestamp)>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query(
        "select channel_id, last_incoming_at from conversation where contact_id = $1 order by channel_id",
    )
    .bind(contact.to_string())
    .fetch_all(connection.sqlite())
    .await?
    .iter()
    .map(|row| {
        let row = Fields::of("conversation", "channel_id", row);
        Ok((row.word("channel_id")?, row.at("last_incoming_at")?))
    })
    .collect()
}

/// Values of templates, kept for the next time, in which the contact's name or a number of theirs stands.
pub async fn values_with(source: impl Source, traces: &[String]) -> Result<Vec<Value>, StoreError> {
    if traces.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::<Sqlite>::new("select distinct value from quick_value where ");
    for (index, trace) in traces.iter().enumerate() {
        if index > 0 {
            query.push(" or ");
        }
        query.push("instr(value, ").push_bind(trace).push(") > 0");
    }
    query.push(" order by value");
    let mut connection = source.reader().connect().await?;
    let rows = query.build().fetch_all(connection.sqlite()).await?;
    rows.iter().map(|row| Fields::of("quick_value", "value", row).json("value")).collect()
}

/// The next messages of the attendance behind one of them, the oldest first, with what the provider says is charged.
pub async fn messages_after(
    source: impl Source,
    attendance: AttendanceId,
    after: Option<&Message>,
    limit: u32,
) -> Result<Vec<(Message, Option<Pricing>)>, StoreError> {
    let (at, id) =
        after.map_or((i64::MIN, String::new()), |one| (super::ms(one.created_at), one.id.to_string()));
    let mut connection = source.reader().connect().await?;
    let rows = sqlx::query(select_message!(
        "where attendance_id = $1 and (created_at, id) > ($2, $3) order by created_at, id limit $4"
    ))
    .bind(attendance.to_string())
    .bind(at)
    .bind(&id)
    .bind(limit)
    .fetch_all(connection.sqlite())
    .await?;
    let charged = sqlx::query(
        "select id, pricing
           from message
          where attendance_id = $1 and (created_at, id) > ($2, $3)
          order by created_at, id
          limit $4",
    )
    .bind(attendance.to_string())
    .bind(at)
    .bind(&id)
    .bind(limit)
    .fetch_all(connection.sqlite())
    .await?;
    let mut found = Vec::with_capacity(rows.len());
    for (row, charged) in rows.iter().zip(&charged) {
        found.push((read(row)?, Fields::of("message", "id", charged).json_opt("pricing")?));
    }
    Ok(found)
}

/// One thing that was done with what is kept about a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// Its place in the audit.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// What, as a word of the audit.
    pub action: String,
}

/// The next things that were done with what is kept about the contact, behind `after`, as far as somebody may see the
/// attendances in which they were.
pub async fn deeds_after(
    source: impl Source,
    contact: ContactId,
    sight: &Sight,
    after: i64,
    limit: u32,
) -> Result<Vec<Deed>, StoreError> {
    let mut query = QueryBuilder::<Sqlite>::new("select seq, at, action from audit where seq > ");
    query.push_bind(after).push(" and subject in (select ").push_bind(contact.to_string());
    query.push(" union all select id from attendance where contact_id = ").push_bind(contact.to_string());
    sight.restrict(&mut query);
    query.push(") order by seq limit ").push_bind(limit);
    let mut connection = source.reader().connect().await?;
    let rows = query.build().fetch_all(connection.sqlite()).await?;
    let read = |row| {
        let row = Fields::of("audit", "seq", row);
        Ok(Deed { seq: row.get("seq")?, at: row.at("at")?, action: row.get("action")? })
    };
    rows.iter().map(read).collect()
}
