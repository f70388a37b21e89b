//! Quick replies.

use super::row::Fields;
use super::{Source, StoreError, Tx};
use crate::domain::id::{ReplyId, StaffId, TeamId};
use crate::domain::quick_reply::{QuickReply, REPLIES_MAX, ReplyOwner};
use sqlx::sqlite::SqliteRow;

/// Words that a person may have more than one of: their own, each of their teams' and the company's.
const LIST_MAX: i64 = 1_000;

fn read(row: &SqliteRow) -> Result<QuickReply, StoreError> {
    let row = Fields::of("quick_reply", "id", row);
    let owner = match (row.get::<Option<i64>>("staff_id")?, row.word_opt::<TeamId>("team_id")?) {
        (Some(staff), _) => ReplyOwner::Person { staff: StaffId(staff) },
        (None, Some(team)) => ReplyOwner::Team { team },
        (None, None) => ReplyOwner::Company,
    };
    Ok(QuickReply { id: row.parse("id")?, word: row.word("word")?, text: row.get("body")?, owner })
}

fn columns(owner: &ReplyOwner) -> (Option<i64>, Option<&str>) {
    match owner {
        ReplyOwner::Person { staff } => (Some(staff.0), None),
        ReplyOwner::Team { team } => (None, Some(team.as_str())),
        ReplyOwner::Company => (None, None),
    }
}

/// Those that a person can call: their own, those of their teams (`None`: of all teams) and the company's; by word.
pub async fn replies_of(
    source: impl Source,
    staff: StaffId,
    teams: Option<&[TeamId]>,
) -> Result<Vec<QuickReply>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let all = sqlx::query(
        "select id, word, body, staff_id, team_id from quick_reply
          where staff_id is null or staff_id = $1
          order by word, staff_id is null, team_id is null, team_id
          limit $2",
    )
    .bind(staff.0)
    .bind(LIST_MAX)
    .fetch_all(connection.sqlite())
    .await?;
    let mut found = all.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    found.retain(|reply| match (&reply.owner, teams) {
        (ReplyOwner::Team { team }, Some(mine)) => mine.contains(team),
        (ReplyOwner::Team { .. } | ReplyOwner::Person { .. } | ReplyOwner::Company, _) => true,
    });
    Ok(found)
}

/// Whose a reply is; `None` when it is not there.
pub async fn owner_of(source: impl Source, id: ReplyId) -> Result<Option<ReplyOwner>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query("select id, word, body, staff_id, team_id from quick_reply where id = $1")
        .bind(id.to_string())
        .fetch_optional(connection.sqlite())
        .await?;
    row.as_ref().map(|row| read(row).map(|reply| reply.owner)).transpose()
}

/// Keeps a reply: a new one, or another text for the word that its owner has already. Says whether it did; it does not when
/// the owner has [`REPLIES_MAX`] others.
pub async fn put_reply(tx: &mut Tx, reply: &QuickReply) -> Result<bool, StoreError> {
    let (staff, team) = columns(&reply.owner);
    let most = i64::try_from(REPLIES_MAX).unwrap_or(i64::MAX);
    let kept = sqlx::query(
        "insert into quick_reply (id, word, body, staff_id, team_id)
         select $1, $2, $3, $4, $5
          where (select count(*) from quick_reply
                  where staff_id is $4 and team_id is $5 and word <> $2) < $6
         on conflict (word, coalesce(staff_id, 0), coalesce(team_id, '')) do update set body = excluded.body",
    )
    .bind(reply.id.to_string())
    .bind(reply.word.as_str())
    .bind(&reply.text)
    .bind(staff)
    .bind(team)
    .bind(most)
    .execute(tx.sqlite())
    .await?;
    Ok(kept.rows_affected() > 0)
}

/// Takes one away and says whether it was there.
pub async fn remove_reply(tx: &mut Tx, id: ReplyId) -> Result<bool, StoreError> {
    let gone = sqlx::query("delete from quick_reply where id = $1")
        .bind(id.to_string())
        .execute(tx.sqlite())
        .await?;
    Ok(gone.rows_affected() > 0)
}
