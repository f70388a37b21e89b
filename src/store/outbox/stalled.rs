//! What an attendance has said and what does not leave for the time being: because its channel is not connected, because
//! it must not start a conversation yet, or because it stands behind something of either kind, or behind a message of
//! which nobody knows whether it was sent.
//!
//! Who concludes the attendance is asked about it; then it is given up. What is merely on its way, or is tried again after
//! a hiccup, is not: whoever says goodbye and concludes wants the goodbye to arrive.

use crate::domain::Timestamp;
use crate::domain::fault::Fault;
use crate::domain::id::{AttendanceId, MessageId};
use crate::store::row::{Fields, json, ms};
use crate::store::{Source, StoreError, Tx};

/// Queued rows of an attendance (`$1`) that do not leave for the time being. What is unknown keeps back those of its own
/// attendance even in the transaction that concludes it, and those of others until it is concluded.
macro_rules! stalled {
    () => {
        "select stalled.seq
           from outbox as stalled
           join message on message.id = stalled.message_id
          where message.attendance_id = $1
            and stalled.state = 'queued'
            and (exists (select 1
                           from channel
                          where channel.id = stalled.channel_id and channel.is_holding = 1)
                 or exists (select 1
                              from outbox as ahead
                             where ahead.contact_id = stalled.contact_id
                               and ahead.channel_id = stalled.channel_id
                               and ahead.seq <= stalled.seq
                               and ((ahead.state = 'queued' and ahead.waits_for is not null)
                                    or (ahead.state = 'unknown'
                                        and exists (select 1
                                                      from message as said
                                                      join attendance on attendance.id = said.attendance_id
                                                     where said.id = ahead.message_id
                                                       and (attendance.id = $1
                                                            or attendance.state <> 'closed'))))))"
    };
}

/// How many messages of the attendance do not leave for the time being, though they do not wait for the contact.
pub async fn count_stalled(source: impl Source, attendance: AttendanceId) -> Result<u32, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query(concat!("select count(*) as stalled from (", stalled!(), ") as rows"))
        .bind(attendance.to_string())
        .fetch_one(connection.sqlite())
        .await?;
    Fields::of("outbox", "stalled", &row).count("stalled")
}

/// Gives up, for the reason given, everything of the attendance that waits: for the contact to write, or as above. Which
/// messages it was.
pub async fn drop_waiting(
    tx: &mut Tx,
    attendance: AttendanceId,
    fault: &Fault,
    now: Timestamp,
) -> Result<Vec<MessageId>, StoreError> {
    let dropped = sqlx::query(concat!(
        "update outbox
            set state = 'failed', waits_for = null
          where (state = 'held' and message_id in (select id from message where attendance_id = $1))
             or seq in (",
        stalled!(),
        ")
         returning message_id"
    ))
    .bind(attendance.to_string())
    .fetch_all(tx.sqlite())
    .await?
    .iter()
    .map(|row| Fields::of("outbox", "message_id", row).parse("message_id"))
    .collect::<Result<Vec<MessageId>, StoreError>>()?;
    let why = json(fault)?;
    for id in &dropped {
        tx.later(
            "update message set state = 'failed', state_at = $2, fault = $3 where id = $1",
            [id.to_string().into(), ms(now).into(), why.as_str().into()],
        )
        .await?;
    }
    Ok(dropped)
}
