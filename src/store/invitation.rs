//! Invitations. A link is found by the digest of its secret; the secret itself is nowhere.
//!
//! It is used once: whoever comes second finds that it is not open any more, because using it is a compare-and-set.

use super::row::{Fields, ms, word};
use super::{Source, StoreError, Tx};
use crate::domain::Timestamp;
use crate::domain::id::{InvitationId, StaffId, TeamId};
use crate::domain::invitation::Invitation;
use crate::domain::limit::INVITATION_KEPT;
use sqlx::sqlite::SqliteRow;

fn read(row: &SqliteRow) -> Result<Invitation, StoreError> {
    let row = Fields::of("invitation", "id", row);
    Ok(Invitation {
        id: row.parse("id")?,
        role: row.word("role")?,
        teams: row.words("teams")?,
        by: StaffId(row.get("by_staff_id")?),
        expires_at: row.at("expires_at")?,
    })
}

/// Those that can still be used, the newest first.
pub async fn open_invitations(source: impl Source, now: Timestamp) -> Result<Vec<Invitation>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let rows = sqlx::query(
        "select id, role, by_staff_id, expires_at,
                (select string_agg(team_id, ' ') from invitation_team where invitation_id = invitation.id) as teams
           from invitation
          where used_at is null and revoked_at is null and expires_at > $1
          order by id desc",
    )
    .bind(ms(now))
    .fetch_all(connection.sqlite())
    .await?;
    rows.iter().map(read).collect()
}

/// Stores a new one, and forgets those that ended long ago.
pub async fn insert_invitation(
    tx: &mut Tx,
    invitation: &Invitation,
    token_hash: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.later("delete from invitation where expires_at < $1", [ms(now - INVITATION_KEPT).into()]).await?;
    tx.later(
        "insert into invitation (id, token_hash, role, by_staff_id, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6)",
        [
            invitation.id.to_string().into(),
            token_hash.into(),
            word(&invitation.role)?.into(),
            invitation.by.0.into(),
            ms(now).into(),
            ms(invitation.expires_at).into(),
        ],
    )
    .await?;
    for team in &invitation.teams {
        tx.later(
            "insert into invitation_team (invitation_id, team_id) values ($1, $2)",
            [invitation.id.to_string().into(), team.as_str().into()],
        )
        .await?;
    }
    Ok(())
}

/// Uses the invitation whose secret has this digest. `None`, and nothing changed, when there is none that can be used.
pub async fn use_invitation(
    tx: &mut Tx,
    token_hash: &str,
    by: StaffId,
    now: Timestamp,
) -> Result<Option<Invitation>, StoreError> {
    let row = sqlx::query(
        "update invitation
            set used_by = $2, used_at = $3
          where token_hash = $1 and used_at is null and revoked_at is null and expires_at > $3
         returning id, role, by_staff_id, expires_at,
                (select string_agg(invitation_team.team_id, ' ')
                   from invitation_team
                   join team on team.id = invitation_team.team_id
                  where invitation_id = invitation.id and team.archived_at is null) as teams",
    )
    .bind(token_hash)
    .bind(by.0)
    .bind(ms(now))
    .fetch_optional(tx.sqlite())
    .await?;
    row.as_ref().map(read).transpose()
}

/// Takes an invitation back. False when it was used, taken back or over.
pub async fn revoke(tx: &mut Tx, id: InvitationId, now: Timestamp) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "update invitation set revoked_at = $2
          where id = $1 and used_at is null and revoked_at is null and expires_at > $2",
    )
    .bind(id.to_string())
    .bind(ms(now))
    .execute(tx.sqlite())
    .await?;
    Ok(changed.rows_affected() > 0)
}

/// Takes back what a person could still have let others use.
pub async fn revoke_all_by(tx: &mut Tx, by: StaffId, now: Timestamp) -> Result<(), StoreError> {
    tx.later(
        "update invitation set revoked_at = $2
          where by_staff_id = $1 and used_at is null and revoked_at is null and expires_at > $2",
        [by.0.into(), ms(now).into()],
    )
    .await
}

/// No invitation leads into this team any more.
pub async fn forget_team(tx: &mut Tx, team: &TeamId) -> Result<(), StoreError> {
    tx.later("delete from invitation_team where team_id = $1", [team.as_str().into()]).await
}
