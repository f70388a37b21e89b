//! Cards: the messages that show an attendance and are edited as things happen, one for each chat that shows it.

use super::row::Fields;
use super::{Source, StoreError, Tx};
use crate::domain::id::AttendanceId;
use sqlx::sqlite::SqliteRow;

/// The card of an attendance in a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardRow {
    /// The attendance.
    pub attendance: AttendanceId,
    /// The Telegram chat that shows it.
    pub chat_id: i64,
    /// The topic in it; 0 where there are none.
    pub thread_id: i64,
    /// The message; `None` until it was sent.
    pub message_id: Option<i64>,
    /// Digest of what it shows; `None` until it was sent.
    pub fingerprint: Option<String>,
}

fn read(row: &SqliteRow) -> Result<CardRow, StoreError> {
    let row = Fields::of("card", "attendance_id", row);
    Ok(CardRow {
        attendance: row.parse("attendance_id")?,
        chat_id: row.get("chat_id")?,
        thread_id: row.get("thread_id")?,
        message_id: row.get("message_id")?,
        fingerprint: row.get("fingerprint")?,
    })
}

/// Stores the card, in the place of the one that the attendance had in the chat.
pub async fn put_card(tx: &mut Tx, card: &CardRow) -> Result<(), StoreError> {
    tx.later(
        "insert into card (attendance_id, chat_id, thread_id, message_id, fingerprint)
         values ($1, $2, $3, $4, $5)
         on conflict (attendance_id, chat_id) do update
            set thread_id = excluded.thread_id, message_id = excluded.message_id, fingerprint = excluded.fingerprint",
        [
            card.attendance.to_string().into(),
            card.chat_id.into(),
            card.thread_id.into(),
            card.message_id.into(),
            card.fingerprint.as_deref().into(),
        ],
    ).await
}

/// The card of the attendance in the chat.
pub async fn find_card(
    source: impl Source,
    attendance: AttendanceId,
    chat_id: i64,
) -> Result<Option<CardRow>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query(
        "select attendance_id, chat_id, thread_id, message_id, fingerprint
           from card
          where attendance_id = $1 and chat_id = $2",
    )
    .bind(attendance.to_string())
    .bind(chat_id)
    .fetch_optional(connection.sqlite())
    .await?
    .as_ref()
    .map(read)
    .transpose()
}

/// All cards of the attendance, by chat.
pub async fn cards_of(source: impl Source, attendance: AttendanceId) -> Result<Vec<CardRow>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query(
        "select attendance_id, chat_id, thread_id, message_id, fingerprint
           from card
          where attendance_id = $1
          order by chat_id",
    )
    .bind(attendance.to_string())
    .fetch_all(connection.sqlite())
    .await?
    .iter()
    .map(read)
    .collect()
}

/// The card that the message in the chat is.
pub async fn card_by_message(
    source: impl Source,
    chat_id: i64,
    message_id: i64,
) -> Result<Option<CardRow>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query(
        "select attendance_id, chat_id, thread_id, message_id, fingerprint
           from card
          where chat_id = $1 and message_id = $2",
    )
    .bind(chat_id)
    .bind(message_id)
    .fetch_optional(connection.sqlite())
    .await?
    .as_ref()
    .map(read)
    .transpose()
}
