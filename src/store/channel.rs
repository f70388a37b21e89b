//! Channels: what is learnt about them while the service runs. What they can do is known by their adapters.

use super::reader::Connection;
use super::row::{Fields, json, ms};
use super::{Source, StoreError, Tx};
use crate::domain::Timestamp;
use crate::domain::channel::Health;
use crate::domain::id::{ChannelId, StaffId, TeamId};
use chrono::TimeDelta;
use sqlx::sqlite::SqliteRow;

/// A channel as the database knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelRow {
    /// Its id in the configuration.
    pub id: ChannelId,
    /// Its name on buttons and cards.
    pub name: String,
    /// How it is.
    pub health: Health,
    /// Since when it is up, or down for whatever reason; `None` until it was heard of.
    pub health_at: Option<Timestamp>,
    /// Whether people were last told that it is down.
    pub is_told_down: bool,
    /// Until when the provider lets it start no conversations; `None` when it never said so.
    pub restricted_until: Option<Timestamp>,
    /// How long it waits between two conversations that it starts.
    pub new_chat_gap: TimeDelta,
    /// Before when it starts no further one.
    pub next_new_chat_at: Option<Timestamp>,
    /// Who receives a contact that writes first.
    pub default_team: Option<TeamId>,
}

/// The columns of a channel.
macro_rules! select_channel {
    ($rest:literal) => {
        concat!(
            "select id, name, health, health_at, is_told_down, restricted_until, new_chat_gap_ms, next_new_chat_at,
                    default_team_id
               from channel ",
            $rest
        )
    };
}

pub(super) async fn load_all(connection: &mut Connection<'_>) -> Result<Vec<ChannelRow>, StoreError> {
    let rows = sqlx::query(select_channel!("order by id")).fetch_all(connection.sqlite()).await?;
    rows.iter().map(read).collect()
}

/// The channel with this id, if it was ever configured.
pub async fn find_channel(source: impl Source, id: &ChannelId) -> Result<Option<ChannelRow>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query(select_channel!("where id = $1"))
        .bind(id.as_str())
        .fetch_optional(connection.sqlite())
        .await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &SqliteRow) -> Result<ChannelRow, StoreError> {
    let row = Fields::of("channel", "id", row);
    Ok(ChannelRow {
        id: row.word("id")?,
        name: row.get("name")?,
        health: row.json("health")?,
        health_at: row.at_opt("health_at")?,
        is_told_down: row.get("is_told_down")?,
        restricted_until: row.at_opt("restricted_until")?,
        new_chat_gap: TimeDelta::milliseconds(row.get("new_chat_gap_ms")?),
        next_new_chat_at: row.at_opt("next_new_chat_at")?,
        default_team: row.word_opt("default_team_id")?,
    })
}

/// Creates the channel when absent. Its name always follows the configuration.
pub async fn ensure_channel(tx: &mut Tx, id: &ChannelId, name: &str) -> Result<(), StoreError> {
    sqlx::query(
        "insert into channel (id, name, health) values ($1, $2, $3)
         on conflict (id) do update set name = excluded.name",
    )
    .bind(id.as_str())
    .bind(name)
    .bind(json(&Health::Unknown)?)
    .execute(tx.sqlite())
    .await?;
    Ok(())
}

/// Sets how long a channel waits between two conversations that it starts.
pub async fn set_pace(tx: &mut Tx, id: &ChannelId, gap: TimeDelta) -> Result<(), StoreError> {
    sqlx::query("update channel set new_chat_gap_ms = $2 where id = $1")
        .bind(id.as_str())
        .bind(gap.num_milliseconds())
        .execute(tx.sqlite())
        .await?;
    Ok(())
}

/// Sets how a channel is and since when, and whether its deliveries wait for it to be better.
pub async fn set_channel_health(
    tx: &mut Tx,
    id: &ChannelId,
    health: &Health,
    since: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("update channel set health = $2, health_at = $3, is_holding = $4 where id = $1")
        .bind(id.as_str())
        .bind(json(health)?)
        .bind(ms(since))
        .bind(health.holds())
        .execute(tx.sqlite())
        .await?;
    Ok(())
}

/// What waits for a channel that is none of these waits for it no more: nobody would ever see that it is back.
pub async fn let_go_of_others(tx: &mut Tx, configured: &[ChannelId]) -> Result<(), StoreError> {
    let ids = configured.iter().map(ChannelId::as_str).collect::<Vec<_>>().join(" ");
    let sql = "update channel set is_holding = 0 where ' ' || $1 || ' ' not like '% ' || id || ' %'";
    tx.later(sql, [ids.into()]).await
}

/// Notes what people were told of a channel.
pub async fn set_told_down(tx: &mut Tx, id: &ChannelId, is_told_down: bool) -> Result<(), StoreError> {
    sqlx::query("update channel set is_told_down = $2 where id = $1")
        .bind(id.as_str())
        .bind(is_told_down)
        .execute(tx.sqlite())
        .await?;
    Ok(())
}

/// Notes until when the provider lets a channel start no conversations.
pub async fn set_restricted(tx: &mut Tx, id: &ChannelId, until: Timestamp) -> Result<(), StoreError> {
    sqlx::query("update channel set restricted_until = $2 where id = $1")
        .bind(id.as_str())
        .bind(ms(until))
        .execute(tx.sqlite())
        .await?;
    Ok(())
}

/// Notes before when a channel starts no further conversation.
pub(super) async fn set_next_new_chat(tx: &mut Tx, id: &ChannelId, at: Timestamp) -> Result<(), StoreError> {
    tx.later("update channel set next_new_chat_at = $2 where id = $1", [id.as_str().into(), ms(at).into()])
        .await
}

/// Whom it concerns when a channel is lost: owners, managers of the teams that use it, and who has an attendance open on
/// it.
pub async fn people_of_channel(source: impl Source, id: &ChannelId) -> Result<Vec<StaffId>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let rows = sqlx::query(
        "select id
           from staff
          where removed_at is null
            and (role = 'owner'
                 or (role = 'manager'
                     and exists (select 1
                                   from staff_team
                                   join team_channel on team_channel.team_id = staff_team.team_id
                                  where staff_team.staff_id = staff.id and team_channel.channel_id = $1))
                 or exists (select 1
                              from attendance
                             where attendance.staff_id = staff.id
                               and attendance.channel_id = $1
                               and attendance.state = 'open'))
          order by id",
    )
    .bind(id.as_str())
    .fetch_all(connection.sqlite())
    .await?;
    rows.iter().map(|row| Ok(StaffId(Fields::of("staff", "id", row).get("id")?))).collect()
}

/// Sets who receives a contact that writes first.
pub async fn set_default_team(tx: &mut Tx, id: &ChannelId, team: Option<&TeamId>) -> Result<(), StoreError> {
    let changed = sqlx::query("update channel set default_team_id = $2 where id = $1")
        .bind(id.as_str())
        .bind(team.map(TeamId::as_str))
        .execute(tx.sqlite())
        .await?;
    if changed.rows_affected() == 0 {
        return Err(StoreError::Missing { table: "channel", id: id.to_string() });
    }
    Ok(())
}

/// Channels on which a team receives who writes first.
pub async fn doors_of(source: impl Source, team: &TeamId) -> Result<Vec<ChannelId>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let rows = sqlx::query("select id from channel where default_team_id = $1 order by id")
        .bind(team.as_str())
        .fetch_all(connection.sqlite())
        .await?;
    rows.iter().map(|row| Fields::of("channel", "id", row).word("id")).collect()
}
