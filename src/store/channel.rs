//! Channels: what is learnt about them while the service runs. What they can do is known by their adapters.

use super::reader::Connection;
use super::row::{Fields, json, ms};
use super::{StoreError, Tx};
use crate::domain::Timestamp;
use crate::domain::channel::Health;
use crate::domain::id::{ChannelId, TeamId};

/// A channel as the database knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelRow {
    /// Its id in the configuration.
    pub id: ChannelId,
    /// Its name on buttons and cards.
    pub name: String,
    /// How it is.
    pub health: Health,
    /// Since when it is so; `None` until it was heard of.
    pub health_at: Option<Timestamp>,
    /// Who receives a contact that writes first.
    pub default_team: Option<TeamId>,
}

pub(super) async fn load_all(connection: &mut Connection<'_>) -> Result<Vec<ChannelRow>, StoreError> {
    let rows = sqlx::query("select id, name, health, health_at, default_team_id from channel order by id")
        .fetch_all(connection.sqlite())
        .await?;
    rows.iter()
        .map(|row| {
            let row = Fields::of("channel", "id", row);
            Ok(ChannelRow {
                id: row.word("id")?,
                name: row.get("name")?,
                health: row.json("health")?,
                health_at: row.at_opt("health_at")?,
                default_team: row.word_opt("default_team_id")?,
            })
        })
        .collect()
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

/// Sets how a channel is, as seen at `at`, and says whether that changed anything. `health_at` keeps the time since when
/// it is so.
pub async fn set_channel_health(
    tx: &mut Tx,
    id: &ChannelId,
    health: &Health,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let changed =
        sqlx::query("update channel set health = $2, health_at = $3 where id = $1 and health <> $2")
            .bind(id.as_str())
            .bind(json(health)?)
            .bind(ms(at))
            .execute(tx.sqlite())
            .await?;
    Ok(changed.rows_affected() > 0)
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
