//! What is known of the tries of a message: which were refused after they were taken, how many were not taken at all, and
//! whether the last one was answered. Of a try of which none of this is known nobody knows whether it arrived.

use super::super::message::move_message;
use super::super::row::{Fields, json_opt};
use super::super::{Source, StoreError, Tx};
use crate::domain::Timestamp;
use crate::domain::fault::Fault;
use crate::domain::id::{DeliveryId, MessageId, RemoteId};
use crate::domain::message::MessageState;

/// A try that the provider took and refused afterwards.
#[derive(Debug, Clone, PartialEq)]
pub struct RefusedTry {
    /// The provider's id of it.
    pub remote: RemoteId,
    /// Why it was refused; `None` where only that it was is known.
    pub fault: Option<Fault>,
}

/// The provider took that try and refused it afterwards: what is still told of it counts for nothing.
pub async fn note_refused_try(
    tx: &mut Tx,
    message: MessageId,
    tried: &RemoteId,
    fault: Option<&Fault>,
) -> Result<(), StoreError> {
    tx.later(
        "insert into refused_try (message_id, remote_id, fault) values ($1, $2, $3) on conflict do nothing",
        [message.to_string().into(), tried.0.as_str().into(), json_opt(fault)?.into()],
    )
    .await
}

/// The tries that the provider refused after it took them.
pub async fn refused_tries(source: impl Source, message: MessageId) -> Result<Vec<RefusedTry>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query("select message_id, remote_id, fault from refused_try where message_id = $1")
        .bind(message.to_string())
        .fetch_all(connection.sqlite())
        .await?
        .iter()
        .map(|row| {
            let row = Fields::of("refused_try", "message_id", row);
            Ok(RefusedTry { remote: RemoteId(row.get("remote_id")?), fault: row.json_opt("fault")? })
        })
        .collect()
}

/// Notes that try number `attempt` was answered, and whether the provider took it. A try of which the answer says that
/// nothing was sent is with nobody, whatever is told of the others.
pub async fn note_answer(
    tx: &mut Tx,
    id: DeliveryId,
    attempt: u32,
    was_taken: bool,
) -> Result<(), StoreError> {
    tx.later(
        "update outbox
            set answered = case when attempt = $2 then 1 else answered end, not_taken = not_taken + $3
          where id = $1",
        [id.to_string().into(), i64::from(attempt).into(), i64::from(!was_taken).into()],
    )
    .await
}

/// Whether, once `refused` is known to be refused too, another try of the delivery may still be with somebody or is yet to
/// leave. Not when `refused` itself was answered last: whoever sent again what was unknown has decided about those before.
pub async fn may_be_with_somebody(
    source: impl Source,
    id: DeliveryId,
    refused: &RemoteId,
) -> Result<bool, StoreError> {
    let mut connection = source.reader().connect().await?;
    let found = sqlx::query(
        "select id from outbox
          where id = $1
            and (state = 'queued'
                 or ((state in ('leased', 'unknown') or (state = 'done' and answered = 0))
                     and attempt - not_taken > 1 + (select count(*)
                                                      from refused_try
                                                     where refused_try.message_id = outbox.message_id
                                                       and refused_try.remote_id <> $2)))",
    )
    .bind(id.to_string())
    .bind(&refused.0)
    .fetch_optional(connection.sqlite())
    .await?;
    Ok(found.is_some())
}

/// The try for which the delivery was taken to have arrived was refused, and another may be with somebody: nobody knows.
/// False, and nothing changed, when it was not taken to have arrived.
pub async fn doubt(
    tx: &mut Tx,
    id: DeliveryId,
    message: MessageId,
    fault: &Fault,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let doubted = sqlx::query("update outbox set state = 'unknown' where id = $1 and state = 'done'")
        .bind(id.to_string())
        .execute(tx.sqlite())
        .await?
        .rows_affected();
    if doubted == 0 {
        return Ok(false);
    }
    move_message(tx, message, MessageState::Sent, MessageState::Unknown, Some(fault), now).await
}
