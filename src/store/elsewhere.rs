//! What left the company's number and was taken for written on its own phone, although it is one of ours.
//!
//! Where no reference of ours comes back, a provider may show a message of ours before it answers the request that sends
//! it, and in another form than ours. Then it stands there twice: ours without the provider's id, the other with it. The
//! answer, or a receipt that carries our id, tells that they are one; whoever hears of it lets ours take the other's place.

use super::message::{WrittenIn, read, select_message, written_in};
use super::{StoreError, Tx, outbox};
use crate::domain::id::{AttendanceId, MessageId, RemoteId};
use crate::domain::limit::ECHO_LOOK_BACK;
use crate::domain::message::Message;

/// Who has the provider's id that a message of ours is told to have.
#[derive(Debug, Clone, PartialEq)]
pub enum Holder {
    /// Nobody else.
    Nobody,
    /// Another message of ours.
    Another(MessageId),
    /// What was taken for written on the company's phone. It is gone.
    Mistaken(Box<Mistaken>),
}

/// What was taken for written on the company's phone.
#[derive(Debug, Clone, PartialEq)]
pub struct Mistaken {
    /// As it stood there.
    pub message: Message,
    /// The Telegram message that shows it.
    pub shown_in: Option<WrittenIn>,
}

/// Messages of the attendance of which the provider's id is not known, and that may have left: those of which it is likely
/// first, and in the order of their line.
pub async fn may_have_left(tx: &mut Tx, attendance: AttendanceId) -> Result<Vec<Message>, StoreError> {
    sqlx::query(select_message!(
        "join outbox on outbox.message_id = message.id
        where message.attendance_id = $1 and message.remote_id is null
          and message.state in ('queued', 'unknown') and outbox.state in ('queued', 'leased', 'unknown')
        order by outbox.state = 'queued', outbox.seq
        limit $2"
    ))
    .bind(attendance.to_string())
    .bind(ECHO_LOOK_BACK)
    .fetch_all(tx.sqlite())
    .await?
    .iter()
    .map(read)
    .collect()
}

/// Makes room for the provider's id of a message of ours: what was taken for written on the company's phone and has it goes
/// away, with what was still to be told of it. What refers to that by the provider's id refers to ours as soon as ours has
/// it. A message whose words were erased takes no id, and nobody's place.
pub async fn take_place(tx: &mut Tx, ours: MessageId, remote: &RemoteId) -> Result<Holder, StoreError> {
    let found = sqlx::query(select_message!(
        "join message as ours on ours.channel_id = message.channel_id and ours.direction = message.direction
        where ours.id = $1 and ours.erased_at is null
          and message.remote_id = $2 and message.direction = 'out' and message.id <> ours.id"
    ))
    .bind(ours.to_string())
    .bind(&remote.0)
    .fetch_optional(tx.sqlite())
    .await?;
    let Some(found) = found else { return Ok(Holder::Nobody) };
    let message = read(&found)?;
    if outbox::of_message(&mut *tx, message.id).await?.is_some() {
        return Ok(Holder::Another(message.id));
    }
    let shown_in = written_in(&mut *tx, message.id).await?;
    for sql in [
        "delete from notice where instr(payload, $1) > 0",
        "delete from refused_try where message_id = $1",
        "delete from message where id = $1",
    ] {
        tx.later(sql, [message.id.to_string().into()]).await?;
    }
    Ok(Holder::Mistaken(Box::new(Mistaken { message, shown_in })))
}
