//! The inbox: what was received, stored before it is acknowledged and worked off exactly once.
//!
//! Exactly once means: whoever works off a row calls [`finish_inbox`] in the transaction that holds the effects, and
//! takes them back when it says false, or calls [`finish_inbox_once`], which does that by itself. However often a row is
//! delivered or worked off, one of those transactions commits.

use super::row::{Fields, ms};
use super::{Source, StoreError, Tx};
use crate::domain::Timestamp;
use crate::domain::id::ChannelId;
use crate::domain::limit;
use sqlx::QueryBuilder;
use sqlx::sqlite::{Sqlite, SqliteRow};
use std::collections::HashSet;

/// Something that was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxRow {
    /// Who sent it: `telegram` or a channel's id with a word in front.
    pub source: String,
    /// The sender's id of it.
    pub remote_id: String,
    /// Rows of one lane are worked off one after the other.
    pub lane: String,
    /// The bytes as they came; empty when read back after they had their effect.
    pub raw: String,
    /// How many tries have failed.
    pub attempts: u32,
    /// When it was received.
    pub received_at: Timestamp,
}

/// What a failed try leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterFailure {
    /// It is tried again; so many tries have failed.
    TryAgain {
        /// The count.
        attempts: u32,
    },
    /// It is given up.
    GivenUp,
    /// It was not waiting any more.
    Settled,
}

fn read(row: &SqliteRow) -> Result<InboxRow, StoreError> {
    let row = Fields::of("inbox", "remote_id", row);
    Ok(InboxRow {
        source: row.get("source")?,
        remote_id: row.get("remote_id")?,
        lane: row.get("lane")?,
        raw: row.get("raw")?,
        attempts: row.count("attempts")?,
        received_at: row.at("received_at")?,
    })
}

/// Stores what was received, and says of each row whether it is new. Of a row that comes twice in `rows` the first is.
pub async fn insert_inbox(tx: &mut Tx, rows: &[InboxRow]) -> Result<Vec<bool>, StoreError> {
    let mut fresh = Vec::with_capacity(rows.len());
    for rows in rows.chunks(limit::ROWS_PER_STATEMENT_MAX) {
        let mut query = QueryBuilder::<Sqlite>::new(
            "insert into inbox (source, remote_id, lane, raw, state, attempts, received_at) ",
        );
        query.push_values(rows, |mut values, row| {
            values.push_bind(&row.source).push_bind(&row.remote_id).push_bind(&row.lane).push_bind(&row.raw);
            values.push("'waiting'").push_bind(row.attempts).push_bind(ms(row.received_at));
        });
        query.push(" on conflict (source, remote_id) do nothing returning source, remote_id");
        // One row is the usual case and worth a prepared statement; every other number would be one more.
        let stored = query.build().persistent(rows.len() == 1).fetch_all(tx.sqlite()).await?;
        let mut stored = stored
            .iter()
            .map(|row| {
                let row = Fields::of("inbox", "remote_id", row);
                Ok((row.get::<String>("source")?, row.get::<String>("remote_id")?))
            })
            .collect::<Result<HashSet<_>, StoreError>>()?;
        fresh.extend(rows.iter().map(|row| stored.remove(&(row.source.clone(), row.remote_id.clone()))));
    }
    Ok(fresh)
}

/// Marks the row as worked off and empties it. False when it was not waiting any more: then the effects must not take
/// place a second time, and the caller ends its transaction with an error.
pub async fn finish_inbox(tx: &mut Tx, source: &str, remote_id: &str) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "update inbox
            set state = 'done', raw = ''
          where source = $1 and remote_id = $2 and state = 'waiting'",
    )
    .bind(source)
    .bind(remote_id)
    .execute(tx.sqlite())
    .await?;
    follow(tx, source, remote_id);
    Ok(changed.rows_affected() > 0)
}

/// What the transaction leads to is known by the update that it works off. The ids of other sources are not: they may say
/// of whom they are.
fn follow(tx: &mut Tx, source: &str, remote_id: &str) {
    if source == "telegram" {
        tx.follow(Some(remote_id));
    }
}

/// Marks the row as worked off and empties it, together with what follows. When it was not waiting any more the job fails
/// with [`StoreError::Settled`], and so its effects do not take place a second time.
pub async fn finish_inbox_once(tx: &mut Tx, source: &str, remote_id: &str) -> Result<(), StoreError> {
    follow(tx, source, remote_id);
    tx.later_one(
        "update inbox
            set state = 'done', raw = ''
          where source = $1 and remote_id = $2 and state = 'waiting'",
        [source.into(), remote_id.into()],
    )
    .await
}

/// Lets no more tries be made of anything of Telegram that was not worked off, so that it is given up and whoever did it is
/// told. For a database that was put back: it may have had its effect after it was copied, and would have it twice. How
/// much it was.
pub async fn doubt_inbox(tx: &mut Tx) -> Result<u64, StoreError> {
    let doubted =
        sqlx::query("update inbox set attempts = $1 where source = 'telegram' and state = 'waiting'")
            .bind(limit::UPDATE_DOUBTED)
            .execute(tx.sqlite())
            .await?;
    Ok(doubted.rows_affected())
}

/// Takes a row away whose key says of whom it was, and who was forgotten.
pub async fn forget_inbox(tx: &mut Tx, source: &str, remote_id: &str) -> Result<(), StoreError> {
    tx.later("delete from inbox where source = $1 and remote_id = $2", [source.into(), remote_id.into()])
        .await
}

/// Counts a failed try of the row and gives it up at `attempts_max`; a row given up keeps its bytes until it is purged.
pub async fn fail_inbox(
    tx: &mut Tx,
    source: &str,
    remote_id: &str,
    attempts_max: u32,
) -> Result<AfterFailure, StoreError> {
    let row = sqlx::query(
        "update inbox
            set attempts = attempts + 1,
                state = case when attempts + 1 >= $3 then 'failed' else 'waiting' end
          where source = $1 and remote_id = $2 and state = 'waiting'
         returning remote_id, attempts, state",
    )
    .bind(source)
    .bind(remote_id)
    .bind(attempts_max)
    .fetch_optional(tx.sqlite())
    .await?;
    let Some(row) = row else {
        return Ok(AfterFailure::Settled);
    };
    let row = Fields::of("inbox", "remote_id", &row);
    if row.get::<&str>("state")? == "failed" {
        return Ok(AfterFailure::GivenUp);
    }
    Ok(AfterFailure::TryAgain { attempts: row.count("attempts")? })
}

/// The first `limit` rows of the lane that wait, in the order in which they came.
pub async fn waiting_inbox(
    from: impl Source,
    source: &str,
    lane: &str,
    limit: u32,
) -> Result<Vec<InboxRow>, StoreError> {
    let mut connection = from.reader().connect().await?;
    sqlx::query(
        "select source, remote_id, lane, raw, attempts, received_at
           from inbox
          where source = $1 and lane = $2 and state = 'waiting'
          order by seq
          limit $3",
    )
    .bind(source)
    .bind(lane)
    .bind(limit)
    .fetch_all(connection.sqlite())
    .await?
    .iter()
    .map(read)
    .collect()
}

/// The lanes in which something waits.
pub async fn waiting_lanes(from: impl Source, source: &str) -> Result<Vec<String>, StoreError> {
    let mut connection = from.reader().connect().await?;
    sqlx::query("select distinct lane from inbox where source = $1 and state = 'waiting' order by lane")
        .bind(source)
        .fetch_all(connection.sqlite())
        .await?
        .iter()
        .map(|row| Fields::of("inbox", "lane", row).get("lane"))
        .collect()
}

/// How much of what contacts wrote waits for a team that receives it, channel by channel.
pub async fn unreceived(from: impl Source) -> Result<Vec<(ChannelId, u32)>, StoreError> {
    let mut connection = from.reader().connect().await?;
    let rows = sqlx::query(
        "select channel.id, count(*) as waiting
           from channel
                join inbox on inbox.source = channel.id
          where inbox.state = 'waiting' and inbox.lane = ''
          group by channel.id
          order by channel.id",
    )
    .fetch_all(connection.sqlite())
    .await?;
    rows.iter()
        .map(|row| {
            let row = Fields::of("inbox", "id", row);
            Ok((row.word("id")?, row.count("waiting")?))
        })
        .collect()
}

/// The highest id received from a sender that counts its ids, such as Telegram.
pub async fn last_update_id(from: impl Source, source: &str) -> Result<Option<i64>, StoreError> {
    let mut connection = from.reader().connect().await?;
    let row = sqlx::query("select max(cast(remote_id as integer)) as highest from inbox where source = $1")
        .bind(source)
        .fetch_one(connection.sqlite())
        .await?;
    Fields::of("inbox", "highest", &row).get("highest")
}

/// Forgets what was received before `before` and was worked off or given up. What still waits is forgotten, too, when it
/// waits for a message that it is about: a receipt that waited so long is of one that is not ours. What is from `kept`, and
/// what contacts wrote where no team receives, stays. Says how many rows.
pub async fn purge_inbox(tx: &mut Tx, before: Timestamp, kept: &str) -> Result<u64, StoreError> {
    let gone = sqlx::query(
        "delete from inbox where received_at < $1 and (state <> 'waiting' or source <> $2 and lane <> '')",
    )
    .bind(ms(before))
    .bind(kept)
    .execute(tx.sqlite())
    .await?;
    Ok(gone.rows_affected())
}
