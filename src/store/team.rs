//! Teams, and which channels they may use.

use super::reader::Connection;
use super::row::{Fields, json_opt, ms, word};
use super::{StoreError, Tx};
use crate::domain::Timestamp;
use crate::domain::hours::Week;
use crate::domain::id::{ChannelId, TeamId};
use crate::domain::team::{Team, Visibility};

pub(super) async fn load_all(connection: &mut Connection<'_>) -> Result<Vec<Team>, StoreError> {
    let rows = sqlx::query(
        "select id, name, archived_at, visibility, hours, absence,
                (select string_agg(channel_id, ' ') from team_channel where team_id = team.id) as channels
           from team
          order by name, id",
    )
    .fetch_all(connection.sqlite())
    .await?;
    rows.iter()
        .map(|row| {
            let row = Fields::of("team", "id", row);
            let mut channels: Vec<_> = row.words("channels")?;
            channels.sort();
            Ok(Team {
                id: row.word("id")?,
                name: row.get("name")?,
                channels,
                is_archived: row.at_opt("archived_at")?.is_some(),
                visibility: row.word("visibility")?,
                hours: row.json_opt("hours")?,
                absence: row.get("absence")?,
            })
        })
        .collect()
}

/// Creates the team with its channels when absent, and says whether it did. A channel that has no default team gets
/// this one. The channels must exist.
pub async fn ensure_team(tx: &mut Tx, team: &Team) -> Result<bool, StoreError> {
    let created = sqlx::query("insert into team (id, name) values ($1, $2) on conflict (id) do nothing")
        .bind(team.id.as_str())
        .bind(&team.name)
        .execute(tx.sqlite())
        .await?;
    if created.rows_affected() == 0 {
        return Ok(false);
    }
    for channel in &team.channels {
        sqlx::query("insert into team_channel (team_id, channel_id) values ($1, $2) on conflict do nothing")
            .bind(team.id.as_str())
            .bind(channel.as_str())
            .execute(tx.sqlite())
            .await?;
        sqlx::query("update channel set default_team_id = $1 where id = $2 and default_team_id is null")
            .bind(team.id.as_str())
            .bind(channel.as_str())
            .execute(tx.sqlite())
            .await?;
    }
    Ok(true)
}

/// Renames a team.
pub async fn rename(tx: &mut Tx, team: &TeamId, name: &str) -> Result<(), StoreError> {
    tx.later("update team set name = $2 where id = $1", [team.as_str().into(), name.into()]).await
}

/// Archives a team, or uses it again.
pub async fn set_archived(tx: &mut Tx, team: &TeamId, at: Option<Timestamp>) -> Result<(), StoreError> {
    let sql = "update team set archived_at = $2 where id = $1";
    tx.later(sql, [team.as_str().into(), at.map(ms).into()]).await
}

/// Sets who sees a team's attendances.
pub async fn set_visibility(tx: &mut Tx, team: &TeamId, visibility: Visibility) -> Result<(), StoreError> {
    let sql = "update team set visibility = $2 where id = $1";
    tx.later(sql, [team.as_str().into(), word(&visibility)?.into()]).await
}

/// Sets a team's business hours.
pub async fn set_hours(tx: &mut Tx, team: &TeamId, hours: Option<&Week>) -> Result<(), StoreError> {
    let sql = "update team set hours = $2 where id = $1";
    tx.later(sql, [team.as_str().into(), json_opt(hours)?.into()]).await
}

/// Sets what a contact is told who writes outside of them.
pub async fn set_absence(tx: &mut Tx, team: &TeamId, absence: Option<&str>) -> Result<(), StoreError> {
    let sql = "update team set absence = $2 where id = $1";
    tx.later(sql, [team.as_str().into(), absence.into()]).await
}

/// Lets a team use a channel, or not any more. A channel that has no default team gets the first one.
pub async fn set_channel(
    tx: &mut Tx,
    team: &TeamId,
    channel: &ChannelId,
    may_use: bool,
) -> Result<(), StoreError> {
    if !may_use {
        let sql = "delete from team_channel where team_id = $1 and channel_id = $2";
        return tx.later(sql, [team.as_str().into(), channel.as_str().into()]).await;
    }
    let sql = "insert into team_channel (team_id, channel_id) values ($1, $2) on conflict do nothing";
    tx.later(sql, [team.as_str().into(), channel.as_str().into()]).await?;
    let sql = "update channel set default_team_id = $1 where id = $2 and default_team_id is null";
    tx.later(sql, [team.as_str().into(), channel.as_str().into()]).await
}
