//! Teams, and which channels they may use.

use super::reader::Connection;
use super::row::Fields;
use super::{StoreError, Tx};
use crate::domain::team::Team;

pub(super) async fn load_all(connection: &mut Connection<'_>) -> Result<Vec<Team>, StoreError> {
    let rows = sqlx::query(
        "select id, name,
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
            Ok(Team { id: row.word("id")?, name: row.get("name")?, channels })
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
