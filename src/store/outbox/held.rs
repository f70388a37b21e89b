//! What waits for the contact to write: in which order it will leave, and how it gets out of the queue.
//!
//! Its order is that of the rows. Only what still waits is moved or removed: of a person who reorders and a contact who
//! writes at the same moment, who comes second finds that there is nothing left to do.

use super::super::message::{read, select_message};
use super::super::row::{Fields, json, ms};
use super::super::{Source, StoreError, Tx};
use super::tries::note_refused_try;
use crate::domain::Timestamp;
use crate::domain::delivery::Content;
use crate::domain::fault::Fault;
use crate::domain::id::{AttendanceId, ChannelId, ContactId, DeliveryId, MessageId, RemoteId};
use crate::domain::message::Message;

/// The messages of the attendance that wait, in the order in which they will leave.
pub async fn held_messages(
    source: impl Source,
    attendance: AttendanceId,
) -> Result<Vec<Message>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query(select_message!(
        "join outbox on outbox.message_id = message.id
        where message.attendance_id = $1 and outbox.state = 'held'
        order by outbox.seq"
    ))
    .bind(attendance.to_string())
    .fetch_all(connection.sqlite())
    .await?
    .iter()
    .map(read)
    .collect()
}

/// Removes a message that waits, as if it had never been written. False, and nothing changed, when it does not wait any
/// more.
pub async fn remove_held(
    tx: &mut Tx,
    attendance: AttendanceId,
    message: MessageId,
) -> Result<bool, StoreError> {
    let removed = sqlx::query(
        "delete from outbox
          where message_id = $1 and state = 'held'
            and message_id in (select id from message where attendance_id = $2)",
    )
    .bind(message.to_string())
    .bind(attendance.to_string())
    .execute(tx.sqlite())
    .await?
    .rows_affected();
    if removed == 0 {
        return Ok(false);
    }
    for sql in ["delete from refused_try where message_id = $1", "delete from message where id = $1"] {
        tx.later(sql, [message.to_string().into()]).await?;
    }
    Ok(true)
}

/// Lets a message that waits change places with the one before it, or behind it. False, and nothing changed, when it
/// does not wait any more or has no neighbour there.
pub async fn move_held(
    tx: &mut Tx,
    attendance: AttendanceId,
    message: MessageId,
    earlier: bool,
) -> Result<bool, StoreError> {
    let places = sqlx::query(
        "select outbox.seq, outbox.message_id
           from outbox
           join message on message.id = outbox.message_id
          where message.attendance_id = $1 and outbox.state = 'held'
          order by outbox.seq",
    )
    .bind(attendance.to_string())
    .fetch_all(tx.sqlite())
    .await?
    .iter()
    .map(|row| {
        let row = Fields::of("outbox", "seq", row);
        Ok((row.get::<i64>("seq")?, row.parse::<MessageId>("message_id")?))
    })
    .collect::<Result<Vec<_>, StoreError>>()?;
    let found = places.iter().position(|(_, one)| *one == message);
    let neighbour = found.and_then(|at| if earlier { at.checked_sub(1) } else { at.checked_add(1) });
    let pair = found.and_then(|at| places.get(at)).zip(neighbour.and_then(|at| places.get(at)));
    let Some(((mine, _), (other, _))) = pair else { return Ok(false) };
    // A place is held by one row at a time: by way of a number that no row has.
    for (from, to) in [(*mine, -*mine), (*other, *mine), (-*mine, *other)] {
        tx.later("update outbox set seq = $2 where seq = $1", [from.into(), to.into()]).await?;
    }
    Ok(true)
}

/// Queues what waited for the contact to write on the channel, and its messages with it, in the order in which they were
/// written. Says how many.
pub async fn release_held(
    tx: &mut Tx,
    contact: ContactId,
    channel: &ChannelId,
    now: Timestamp,
) -> Result<u32, StoreError> {
    let released = sqlx::query(
        "update outbox
            set state = 'queued', due_at = $3
          where contact_id = $1 and channel_id = $2 and state = 'held'",
    )
    .bind(contact.to_string())
    .bind(channel.as_str())
    .bind(ms(now))
    .execute(tx.sqlite())
    .await?
    .rows_affected();
    if released > 0 {
        sqlx::query(
            "update message
                set state = 'queued', state_at = $3
              where state = 'held'
                and id in (select message_id from outbox
                            where contact_id = $1 and channel_id = $2 and state = 'queued')",
        )
        .bind(contact.to_string())
        .bind(channel.as_str())
        .bind(ms(now))
        .execute(tx.sqlite())
        .await?;
    }
    Ok(u32::try_from(released).unwrap_or(u32::MAX))
}

/// Lets what its attendance has queued behind a delivery wait for the contact to write, and its messages with it.
/// Templates and marks wait for nobody, and what a later attendance says is not stopped by what an earlier one is told.
/// Says how many wait now.
pub async fn hold_behind(tx: &mut Tx, ahead: DeliveryId, now: Timestamp) -> Result<u32, StoreError> {
    let behind = sqlx::query(
        "select behind.seq, behind.message_id, message.content
           from outbox as ahead
           join outbox as behind on behind.contact_id = ahead.contact_id
                                and behind.channel_id = ahead.channel_id
                                and behind.seq > ahead.seq
                                and behind.state = 'queued'
           join message on message.id = behind.message_id
           join message as first on first.id = ahead.message_id
                                and first.attendance_id = message.attendance_id
          where ahead.id = $1",
    )
    .bind(ahead.to_string())
    .fetch_all(tx.sqlite())
    .await?;
    let mut held = 0;
    for row in &behind {
        let row = Fields::of("outbox", "seq", row);
        let content: Content = row.json("content")?;
        if !content.waits_for_window() {
            continue;
        }
        let message = row.parse::<MessageId>("message_id")?;
        tx.later("update outbox set state = 'held' where seq = $1", [row.get::<i64>("seq")?.into()]).await?;
        tx.later(
            "update message set state = 'held', state_at = $2 where id = $1 and state = 'queued'",
            [message.to_string().into(), ms(now).into()],
        )
        .await?;
        held += 1;
    }
    Ok(held)
}

/// The provider took the message and says now that the window is closed: it waits for the contact to write, and what is
/// still told of that try, by the provider's id `tried`, counts for nothing; nor is it charged. False, and nothing changed,
/// when a person or another receipt came first.
pub async fn hold_again(
    tx: &mut Tx,
    id: DeliveryId,
    tried: &RemoteId,
    fault: &Fault,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let held = sqlx::query(
        "update outbox
            set state = 'held', lease_until = null
          where id = $1 and state in ('leased', 'unknown', 'done')
         returning message_id",
    )
    .bind(id.to_string())
    .fetch_optional(tx.sqlite())
    .await?;
    let Some(held) = held else { return Ok(false) };
    let message = Fields::of("outbox", "message_id", &held).parse::<MessageId>("message_id")?;
    tx.later(
        "update message
            set state = 'held', state_at = $2, fault = $3, remote_id = null, pricing = null
          where id = $1",
        [message.to_string().into(), ms(now).into(), json(fault)?.into()],
    )
    .await?;
    note_refused_try(tx, message, tried, Some(fault)).await?;
    Ok(true)
}
