//! Messages, and the two ways in which their state moves.
//!
//! What is learnt from outside only climbs ([`advance_message`]): receipts come in any order and more than once. What we
//! decide ourselves (to hold it, to try it again) may go down, and is a compare-and-set ([`move_message`]).

use super::row::{Fields, json, json_opt, ms, word};
use super::{Source, StoreError, Tx};
use crate::domain::Timestamp;
use crate::domain::delivery::Content;
use crate::domain::event::Pricing;
use crate::domain::fault::Fault;
use crate::domain::id::{AttendanceId, ChannelId, DeliveryId, MessageId, RemoteId, StaffId};
use crate::domain::message::{Direction, Message, MessageState};
use sqlx::sqlite::SqliteRow;

/// The Telegram message in which a person of ours wrote something. It is taken once, however often it is worked off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WrittenIn {
    /// The Telegram chat.
    pub chat_id: i64,
    /// The message in it.
    pub message_id: i64,
}

/// The columns that [`read`] reads, and what follows them.
macro_rules! select_message {
    ($rest:literal) => {
        concat!(
            "select message.id, message.attendance_id, message.direction, message.content, message.state,
                    message.state_at, message.remote_id, message.fault, message.answers, message.created_at
               from message ",
            $rest
        )
    };
}
pub(super) use select_message;

pub(super) fn read(row: &SqliteRow) -> Result<Message, StoreError> {
    let row = Fields::of("message", "id", row);
    Ok(Message {
        id: row.parse("id")?,
        attendance: row.parse("attendance_id")?,
        direction: row.word("direction")?,
        content: row.json("content")?,
        state: row.word("state")?,
        state_at: row.at("state_at")?,
        remote: row.get::<Option<String>>("remote_id")?.map(RemoteId),
        fault: row.json_opt("fault")?,
        answers: row.get::<Option<String>>("answers")?.map(RemoteId),
        created_at: row.at("created_at")?,
    })
}

/// Stores a new message. `Conflict(RemoteMessageKnown)` when the provider's id, `Conflict(SourceMessageKnown)` when the
/// Telegram message was stored before.
pub async fn insert_message(
    tx: &mut Tx,
    message: &Message,
    written_in: Option<WrittenIn>,
) -> Result<(), StoreError> {
    sqlx::query(
        "insert into message (id, attendance_id, channel_id, direction, content, state, state_at, remote_id, fault,
                              created_at, source_chat_id, source_message_id, answers)
         values ($1, $2, (select channel_id from attendance where id = $2), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(message.id.to_string())
    .bind(message.attendance.to_string())
    .bind(word(&message.direction)?)
    .bind(json(&message.content)?)
    .bind(word(&message.state)?)
    .bind(ms(message.state_at))
    .bind(message.remote.as_ref().map(|remote| remote.0.as_str()))
    .bind(json_opt(message.fault.as_ref())?)
    .bind(ms(message.created_at))
    .bind(written_in.map(|written| written.chat_id))
    .bind(written_in.map(|written| written.message_id))
    .bind(message.answers.as_ref().map(|answered| answered.0.as_str()))
    .execute(tx.sqlite())
    .await?;
    Ok(())
}

/// The message with this id, which must exist.
pub async fn load_message(source: impl Source, id: MessageId) -> Result<Message, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query(select_message!("where id = $1"))
        .bind(id.to_string())
        .fetch_optional(connection.sqlite())
        .await?
        .ok_or_else(|| StoreError::Missing { table: "message", id: id.to_string() })?;
    read(&row)
}

/// The message with the provider's id on the channel, in that direction.
pub async fn by_remote(
    source: impl Source,
    channel: &ChannelId,
    remote: &RemoteId,
    direction: Direction,
) -> Result<Option<Message>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query(select_message!("where channel_id = $1 and remote_id = $2 and direction = $3"))
        .bind(channel.as_str())
        .bind(&remote.0)
        .bind(word(&direction)?)
        .fetch_optional(connection.sqlite())
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// The message that the delivery carries.
pub async fn by_delivery(source: impl Source, delivery: DeliveryId) -> Result<Option<Message>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query(select_message!("where id = (select message_id from outbox where outbox.id = $1)"))
        .bind(delivery.to_string())
        .fetch_optional(connection.sqlite())
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// Notes the Telegram message that shows what was said elsewhere, by the contact or on the company's phone: the newest one,
/// when it is shown again to somebody else. False when there is no such message any more.
pub async fn note_shown(tx: &mut Tx, id: MessageId, shown_in: WrittenIn) -> Result<bool, StoreError> {
    let noted = sqlx::query(
        "update message
            set source_chat_id = $2, source_message_id = $3
          where id = $1
            and (direction = 'in' or not exists (select 1 from outbox where outbox.message_id = message.id))",
    )
    .bind(id.to_string())
    .bind(shown_in.chat_id)
    .bind(shown_in.message_id)
    .execute(tx.sqlite())
    .await?;
    Ok(noted.rows_affected() > 0)
}

/// The message that was written in this Telegram message, or is shown by it.
pub async fn by_written_in(
    source: impl Source,
    written_in: WrittenIn,
) -> Result<Option<Message>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query(select_message!("where source_chat_id = $1 and source_message_id = $2"))
        .bind(written_in.chat_id)
        .bind(written_in.message_id)
        .fetch_optional(connection.sqlite())
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// The Telegram message in which a person of ours wrote the message.
pub async fn written_in(source: impl Source, id: MessageId) -> Result<Option<WrittenIn>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query(
        "select id, source_chat_id, source_message_id
           from message
          where id = $1 and source_chat_id is not null and source_message_id is not null",
    )
    .bind(id.to_string())
    .fetch_optional(connection.sqlite())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let row = Fields::of("message", "id", &row);
    Ok(Some(WrittenIn { chat_id: row.get("source_chat_id")?, message_id: row.get("source_message_id")? }))
}

/// The Telegram message below which is told what became of a message: the one in which it was written; of a reaction or a
/// change of words, the one that it is about.
pub async fn stands_in(source: impl Source, said: &Message) -> Result<Option<WrittenIn>, StoreError> {
    let Some(about) = said.content.is_about() else { return written_in(source, said.id).await };
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query(
        "select id, source_chat_id, source_message_id
           from message
          where attendance_id = $1 and remote_id = $2 and source_chat_id is not null and source_message_id is not null",
    )
    .bind(said.attendance.to_string())
    .bind(&about.0)
    .fetch_optional(connection.sqlite())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let row = Fields::of("message", "id", &row);
    Ok(Some(WrittenIn { chat_id: row.get("source_chat_id")?, message_id: row.get("source_message_id")? }))
}

/// Notes who of ours made a reaction or changed words: no message in a chat tells.
pub async fn note_author(tx: &mut Tx, id: MessageId, by: StaffId) -> Result<(), StoreError> {
    tx.later("update message set staff_id = $2 where id = $1", [id.to_string().into(), by.0.into()]).await
}

/// Who of ours said the message: it was noted, or the chat in which it was written is theirs, or the audit tells, as of
/// what was sent from the panel; of old reactions and changes of words, which nobody noted, it is who has the attendance.
/// Nobody, when it is the contact's or was written on the company's own phone.
pub async fn author(source: impl Source, id: MessageId) -> Result<Option<StaffId>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query(
        "select id, coalesce(staff_id, source_chat_id,
                             (select max(staff_id)
                                from audit
                               where audit.subject = message.attendance_id
                                 and audit.at = message.created_at
                                 and audit.action in ('attendance.opened', 'attendance.template')),
                             (select staff_id from attendance where attendance.id = message.attendance_id)) as staff_id
           from message
          where id = $1
            and direction = 'out'
            and exists (select 1 from outbox where outbox.message_id = message.id)",
    )
    .bind(id.to_string())
    .fetch_optional(connection.sqlite())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Fields::of("message", "id", &row).get::<Option<i64>>("staff_id")?.map(StaffId))
}

/// The last `n` messages of the attendance, the oldest of them first.
pub async fn last_messages(
    source: impl Source,
    attendance: AttendanceId,
    n: u32,
) -> Result<Vec<Message>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query(select_message!("where attendance_id = $1 order by created_at desc, id desc limit $2"))
        .bind(attendance.to_string())
        .bind(n)
        .fetch_all(connection.sqlite())
        .await?
        .iter()
        .rev()
        .map(read)
        .collect()
}

/// How many messages of the attendance are in the state.
pub async fn count_in_state(
    source: impl Source,
    attendance: AttendanceId,
    state: MessageState,
) -> Result<u32, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query("select count(*) as messages from message where attendance_id = $1 and state = $2")
        .bind(attendance.to_string())
        .bind(word(&state)?)
        .fetch_one(connection.sqlite())
        .await?;
    Fields::of("message", "messages", &row).count("messages")
}

/// How many free-form messages the provider says it has taken on the channel since then, charged or not.
pub async fn count_service(
    source: impl Source,
    channel: &ChannelId,
    since: Timestamp,
) -> Result<u32, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query(
        "select count(*) as messages
           from message
          where channel_id = $1
            and created_at >= $2
            and direction = 'out'
            and state <> 'failed'
            and pricing like '%\"category\":\"service\"%'",
    )
    .bind(channel.as_str())
    .bind(ms(since))
    .fetch_one(connection.sqlite())
    .await?;
    Fields::of("message", "messages", &row).count("messages")
}

/// Says something else in a message that has not left yet.
pub async fn reword(tx: &mut Tx, id: MessageId, content: &Content) -> Result<(), StoreError> {
    tx.later("update message set content = $2 where id = $1", [id.to_string().into(), json(content)?.into()])
        .await
}

/// What was learnt about a message of ours from outside.
#[derive(Debug, Clone, PartialEq)]
pub struct Learnt<'a> {
    /// The state reported; it counts only if it is higher than the one reached.
    pub state: MessageState,
    /// When it was reached.
    pub at: Timestamp,
    /// What went wrong; kept even when the state is already higher.
    pub fault: Option<&'a Fault>,
    /// The provider's id.
    pub remote: Option<&'a RemoteId>,
    /// How it is charged.
    pub pricing: Option<&'a Pricing>,
}

/// What stands in the place of a provider's id when the words of a message were erased.
pub(super) const FORGOTTEN: &str = "forgotten:";

/// Whether the words of this message were erased, with its contact or because of their age.
pub fn is_forgotten(message: &Message) -> bool {
    message.remote.as_ref().is_some_and(|remote| remote.0.starts_with(FORGOTTEN))
}

/// Brings the message up to date with what was learnt. The message afterwards; `None` when it told nothing new, or when
/// there is no such message.
pub async fn advance_message(
    tx: &mut Tx,
    id: MessageId,
    learnt: &Learnt<'_>,
) -> Result<Option<Message>, StoreError> {
    let known = sqlx::query(
        "select id, attendance_id, direction, content, state, state_at, remote_id, fault, answers, created_at, pricing
           from message
          where id = $1",
    )
    .bind(id.to_string())
    .fetch_optional(tx.sqlite())
    .await?;
    let Some(known) = known else {
        return Ok(None);
    };
    let mut message = read(&known)?;
    let mut pricing: Option<Pricing> = Fields::of("message", "id", &known).json_opt("pricing")?;
    let (before, pricing_before) = (message.clone(), pricing.clone());
    if message.state.climb(learnt.state) != message.state {
        message.state = learnt.state;
        message.state_at = learnt.at;
    }
    if !is_forgotten(&message) {
        // What was erased is not written down again: both can hold the number.
        message.fault = learnt.fault.cloned().or(message.fault);
        message.remote = learnt.remote.cloned().or(message.remote);
    }
    pricing = learnt.pricing.cloned().or(pricing);
    if message == before && pricing == pricing_before {
        return Ok(None);
    }
    tx.later(
        "update message set state = $2, state_at = $3, fault = $4, remote_id = $5, pricing = $6 where id = $1",
        [
            id.to_string().into(),
            word(&message.state)?.into(),
            ms(message.state_at).into(),
            json_opt(message.fault.as_ref())?.into(),
            message.remote.as_ref().map(|remote| remote.0.as_str()).into(),
            json_opt(pricing.as_ref())?.into(),
        ],
    ).await?;
    Ok(Some(message))
}

/// Moves the message from one state to another by a decision of ours, which may be downwards. Forgets the fault unless
/// one is given, and the provider's id: a late receipt of the try before must not count for the next. False, and nothing
/// changed, when it was not in that state any more.
pub async fn move_message(
    tx: &mut Tx,
    id: MessageId,
    from: MessageState,
    to: MessageState,
    fault: Option<&Fault>,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let changed = sqlx::query(
        "update message set state = $3, state_at = $4, fault = $5, remote_id = null where id = $1 and state = $2",
    )
    .bind(id.to_string())
    .bind(word(&from)?)
    .bind(word(&to)?)
    .bind(ms(at))
    .bind(json_opt(fault)?)
    .execute(tx.sqlite())
    .await?;
    Ok(changed.rows_affected() > 0)
}
