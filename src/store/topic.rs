//! Topics: which topic of a person's chat belongs to which attendance.

use super::row::Fields;
use super::{Source, StoreError, Tx};
use crate::domain::id::AttendanceId;
use sqlx::sqlite::SqliteRow;

/// The topic of an attendance in a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicRow {
    /// The attendance.
    pub attendance: AttendanceId,
    /// The Telegram chat.
    pub chat_id: i64,
    /// The topic in it.
    pub thread_id: i32,
    /// The name that it is known to have.
    pub name: String,
}

macro_rules! select_topic {
    ($rest:literal) => {
        concat!("select attendance_id, chat_id, thread_id, name from topic ", $rest)
    };
}

fn read(row: &SqliteRow) -> Result<TopicRow, StoreError> {
    let row = Fields::of("topic", "attendance_id", row);
    Ok(TopicRow {
        attendance: row.parse("attendance_id")?,
        chat_id: row.get("chat_id")?,
        thread_id: row.get("thread_id")?,
        name: row.get("name")?,
    })
}

/// Stores the topic, in the place of the one that the attendance had in the chat.
pub async fn put_topic(tx: &mut Tx, topic: &TopicRow) -> Result<(), StoreError> {
    tx.later(
        "insert into topic (attendance_id, chat_id, thread_id, name)
         values ($1, $2, $3, $4)
         on conflict (attendance_id, chat_id) do update
            set thread_id = excluded.thread_id, name = excluded.name",
        [
            topic.attendance.to_string().into(),
            topic.chat_id.into(),
            i64::from(topic.thread_id).into(),
            topic.name.as_str().into(),
        ],
    )
    .await
}

/// Forgets a topic that is gone.
pub async fn remove_topic(tx: &mut Tx, chat_id: i64, thread_id: i32) -> Result<(), StoreError> {
    tx.later(
        "delete from topic where chat_id = $1 and thread_id = $2",
        [chat_id.into(), i64::from(thread_id).into()],
    )
    .await
}

/// The topic of the attendance in the chat.
pub async fn find_topic(
    source: impl Source,
    attendance: AttendanceId,
    chat_id: i64,
) -> Result<Option<TopicRow>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query(select_topic!("where attendance_id = $1 and chat_id = $2"))
        .bind(attendance.to_string())
        .bind(chat_id)
        .fetch_optional(connection.sqlite())
        .await?
        .as_ref()
        .map(read)
        .transpose()
}

/// The topic that a message of the chat was written in; `None` when it belongs to no attendance.
pub async fn topic_by_thread(
    source: impl Source,
    chat_id: i64,
    thread_id: i32,
) -> Result<Option<TopicRow>, StoreError> {
    let mut connection = source.reader().connect().await?;
    sqlx::query(select_topic!("where chat_id = $1 and thread_id = $2"))
        .bind(chat_id)
        .bind(thread_id)
        .fetch_optional(connection.sqlite())
        .await?
        .as_ref()
        .map(read)
        .transpose()
}
