//! What becomes of a delivery after it was taken. Every move is a compare-and-set, and says whether it took place.

use super::waiting::{Start, place_again};
use crate::domain::Timestamp;
use crate::domain::delivery::WaitsFor;
use crate::domain::id::{ChannelId, ContactId, DeliveryId, MessageId};
use crate::store::row::{Fields, ms, word};
use crate::store::{StoreError, Tx};
use sqlx::sqlite::SqliteRow;

/// What becomes of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettleAs {
    /// The provider has it.
    Done,
    /// It is tried again.
    Retry {
        /// From then on.
        at: Timestamp,
        /// For what it waits until then; `None` when for nothing but the time.
        waits_for: Option<WaitsFor>,
    },
    /// It waits for the contact to write.
    Held,
    /// It is given up.
    Failed,
    /// Nobody knows whether it was sent.
    Unknown,
}

impl SettleAs {
    const fn state(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Retry { .. } => "queued",
            Self::Held => "held",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }

    const fn due_at(self) -> Option<Timestamp> {
        match self {
            Self::Retry { at, waits_for: _ } => Some(at),
            Self::Done | Self::Held | Self::Failed | Self::Unknown => None,
        }
    }

    fn waits_for(self) -> Result<Option<String>, StoreError> {
        match self {
            Self::Retry { at: _, waits_for } => waits_for.as_ref().map(word).transpose(),
            Self::Done | Self::Held | Self::Failed | Self::Unknown => Ok(None),
        }
    }
}

/// Settles try number `attempt` of the delivery by the answer to its request. It counts while that try is the last one
/// and nobody settled it otherwise: false when a receipt or a person came first.
pub async fn settle(
    tx: &mut Tx,
    id: DeliveryId,
    attempt: u32,
    settle_as: SettleAs,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "update outbox
            set state = $3, due_at = coalesce($4, due_at), lease_until = null, waits_for = $5
          where id = $1 and attempt = $2 and state in ('leased', 'unknown')",
    )
    .bind(id.to_string())
    .bind(attempt)
    .bind(settle_as.state())
    .bind(settle_as.due_at().map(ms))
    .bind(settle_as.waits_for()?)
    .execute(tx.sqlite())
    .await?;
    Ok(changed.rows_affected() > 0)
}

/// Settles the delivery by a receipt, which is proof that the provider had it. `failed` says that the receipt reports a
/// failure; then it may be sent again by a person. One whose message failed stays failed: that it was taken before is no
/// news. False when it was so already, or was given up and is queued anew.
pub async fn settle_by_receipt(tx: &mut Tx, id: DeliveryId, failed: bool) -> Result<bool, StoreError> {
    let statement = if failed {
        "update outbox set state = 'failed', lease_until = null
          where id = $1 and state in ('leased', 'unknown', 'done')"
    } else {
        "update outbox set state = 'done', lease_until = null
          where id = $1 and state <> 'done'
            and not (state = 'failed'
                     and exists (select 1 from message where message.id = outbox.message_id and message.state = 'failed'))"
    };
    let changed = sqlx::query(statement).bind(id.to_string()).execute(tx.sqlite()).await?;
    Ok(changed.rows_affected() > 0)
}

/// Calls unknown what was taken and not settled until `now`, and says which: whoever took it may have sent it.
pub async fn expire_leases(tx: &mut Tx, now: Timestamp) -> Result<Vec<(DeliveryId, MessageId)>, StoreError> {
    let rows = sqlx::query(
        "update outbox
            set state = 'unknown', lease_until = null
          where state = 'leased' and lease_until <= $1
         returning id, message_id",
    )
    .bind(ms(now))
    .fetch_all(tx.sqlite())
    .await?;
    rows.iter().map(ids).collect()
}

/// Calls unknown everything that is taken, and says which. For the start: whoever took it is dead.
pub async fn lapse_all_leases(tx: &mut Tx) -> Result<Vec<(DeliveryId, MessageId)>, StoreError> {
    let rows = sqlx::query(
        "update outbox
            set state = 'unknown', lease_until = null
          where state = 'leased'
         returning id, message_id",
    )
    .fetch_all(tx.sqlite())
    .await?;
    rows.iter().map(ids).collect()
}

/// Calls unknown everything that is still to be sent, now or when the contact writes, and says which. For a database that
/// was put back: nobody knows what was sent after it was copied.
pub async fn doubt_all(tx: &mut Tx) -> Result<Vec<(DeliveryId, MessageId)>, StoreError> {
    let rows = sqlx::query(
        "update outbox
            set state = 'unknown', lease_until = null, waits_for = null
          where state in ('queued', 'held', 'leased')
         returning id, message_id",
    )
    .fetch_all(tx.sqlite())
    .await?;
    rows.iter().map(ids).collect()
}

fn ids(row: &SqliteRow) -> Result<(DeliveryId, MessageId), StoreError> {
    let row = Fields::of("outbox", "id", row);
    Ok((row.parse("id")?, row.parse("message_id")?))
}

/// Queues a delivery again that is unknown or failed, and its message with it, because a person said so; where it starts a
/// conversation, in its turn among the others. False, and nothing changed, when it is neither any more: of two taps one
/// counts, and a receipt that came first wins. Nor when its words were erased.
pub async fn resend(tx: &mut Tx, id: DeliveryId, now: Timestamp) -> Result<bool, StoreError> {
    let trace = tx.trace().map(str::to_owned);
    let queued = sqlx::query(
        "update outbox
            set state = 'queued', due_at = $2, waits_for = null, trace = coalesce($3, trace)
          where id = $1 and state in ('unknown', 'failed')
            and not exists (select 1 from message where message.id = message_id and erased_at is not null)
         returning message_id, contact_id, channel_id",
    )
    .bind(id.to_string())
    .bind(ms(now))
    .bind(trace)
    .fetch_optional(tx.sqlite())
    .await?;
    let Some(queued) = queued else {
        return Ok(false);
    };
    // Without the provider's id: a late receipt of the try before must not count for the next. One that carries our own
    // id is told by the provider's, if that try failed; if nobody knew, it is proof that it did not.
    sqlx::query(
        "insert into refused_try (message_id, remote_id, fault)
         select id, remote_id, fault
           from message
          where id = $1 and state = 'failed' and remote_id is not null
         on conflict do nothing",
    )
    .bind(Fields::of("outbox", "message_id", &queued).get::<&str>("message_id")?)
    .execute(tx.sqlite())
    .await?;
    sqlx::query(
        "update message
            set state = 'queued', state_at = $2, fault = null, remote_id = null, pricing = null
          where id = $1",
    )
    .bind(Fields::of("outbox", "message_id", &queued).get::<&str>("message_id")?)
    .bind(ms(now))
    .execute(tx.sqlite())
    .await?;
    let queued = Fields::of("outbox", "message_id", &queued);
    let (contact, channel): (ContactId, ChannelId) =
        (queued.parse("contact_id")?, queued.word("channel_id")?);
    let start = place_again(tx, id, contact, &channel, now).await?;
    if start != Start::at_once(now) {
        sqlx::query("update outbox set due_at = $2, waits_for = $3 where id = $1")
            .bind(id.to_string())
            .bind(ms(start.due_at))
            .bind(start.waits_for.as_ref().map(word).transpose()?)
            .execute(tx.sqlite())
            .await?;
    }
    Ok(true)
}
