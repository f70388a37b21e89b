//! Notices: what is to be sent to Telegram without being asked for. A row leaves the table when Telegram has it.
//!
//! A newer notice about the same thing replaces the one that waits. When it comes while that one is being sent, the row
//! stays for the newer words: `taking` changed, so whoever took the older ones cannot finish it. Unlike a delivery, a
//! notice whose sender died is simply sent again: to be told twice is better than not at all.
//!
//! Hundreds may wait for one chat, which takes one a second. So few are taken for a chat at a time, and no more while those
//! are being sent: a lease does not run out in the row, and what somebody waits for with the phone in hand does not stand
//! behind all others. It is due [`AT_ONCE`] or [`NEXT`], before anything that is due at a real time.

use super::row::{Fields, ms};
use super::{Source, StoreError, Tx};
use crate::domain::Timestamp;
use crate::domain::id::{AttendanceId, ContactId};
use crate::domain::limit;
use sqlx::sqlite::SqliteRow;

/// Due before everything else, and also while others are being sent to its chat: somebody has just asked for it.
pub const AT_ONCE: Timestamp = Timestamp::UNIX_EPOCH;
/// Due before all others of its chat that wait, in its turn.
pub const NEXT: Timestamp = match Timestamp::from_timestamp_millis(1) {
    Some(next) => next,
    None => AT_ONCE,
};

/// A notice to be put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNotice {
    /// The Telegram chat.
    pub chat_id: i64,
    /// The topic in it; 0 where there are none.
    pub thread_id: i64,
    /// What is to be said or changed: JSON made by whoever sends it.
    pub payload: String,
    /// What it is about, when a newer one of the same replaces it.
    pub dedupe: Option<String>,
    /// When it may be sent.
    pub due_at: Timestamp,
    /// Now.
    pub created_at: Timestamp,
}

/// A notice that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Its id.
    pub id: i64,
    /// The Telegram chat.
    pub chat_id: i64,
    /// The topic in it; 0 where there are none.
    pub thread_id: i64,
    /// What is to be said or changed.
    pub payload: String,
    /// How many tries have begun, this one included.
    pub attempt: u32,
    /// Which taking this is: to be given back when it is finished or tried again.
    pub taking: i64,
    /// Whether it is sent at once, whatever is being sent to its chat.
    pub is_at_once: bool,
    /// When it was first put.
    pub created_at: Timestamp,
}

fn read(row: &SqliteRow) -> Result<Notice, StoreError> {
    let row = Fields::of("notice", "id", row);
    Ok(Notice {
        id: row.get("id")?,
        chat_id: row.get("chat_id")?,
        thread_id: row.get("thread_id")?,
        payload: row.get("payload")?,
        attempt: row.count("attempt")?,
        taking: row.get("taking")?,
        is_at_once: row.at("due_at")? == AT_ONCE,
        created_at: row.at("created_at")?,
    })
}

/// Puts a notice, in the place of one that is about the same.
pub async fn put_notice(tx: &mut Tx, notice: &NewNotice) -> Result<(), StoreError> {
    tx.later(
        "insert into notice (chat_id, thread_id, payload, dedupe, due_at, attempt, taking, created_at)
         values ($1, $2, $3, $4, $5, 0, 0, $6)
         on conflict (dedupe) do update
            set chat_id = excluded.chat_id, thread_id = excluded.thread_id, payload = excluded.payload,
                due_at = excluded.due_at, attempt = 0, taking = notice.taking + 1, lease_until = null",
        [
            notice.chat_id.into(),
            notice.thread_id.into(),
            notice.payload.as_str().into(),
            notice.dedupe.as_deref().into(),
            ms(notice.due_at).into(),
            ms(notice.created_at).into(),
        ],
    )
    .await
}

/// Puts a notice for every chat that shows a card of the attendance. What it is about is `dedupe` and the chat's id.
pub async fn put_for_cards(
    tx: &mut Tx,
    attendance: AttendanceId,
    payload: String,
    dedupe: String,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.later(
        "insert into notice (chat_id, thread_id, payload, dedupe, due_at, attempt, taking, created_at)
         select chat_id, thread_id, $2, $3 || chat_id, $4, 0, 0, $4
           from card
          where attendance_id = $1
             on conflict (dedupe) do update
            set chat_id = excluded.chat_id, thread_id = excluded.thread_id, payload = excluded.payload,
                due_at = excluded.due_at, attempt = 0, taking = notice.taking + 1, lease_until = null",
        [attendance.to_string().into(), payload.into(), dedupe.into(), ms(now).into()],
    )
    .await
}

/// Chats as one text, each between spaces, so that a statement stays one however many they are.
fn spaced(chats: &[i64]) -> String {
    let mut text = " ".to_owned();
    for chat in chats {
        text.push_str(&chat.to_string());
        text.push(' ');
    }
    text
}

/// Takes up to `limit` notices that are due at `now` and that nobody is sending, until `lease_until`, and counts the try
/// that begins. In the order in which they were put: those that are due at once, and a few of each chat that is not `busy`.
pub async fn claim_notices(
    tx: &mut Tx,
    now: Timestamp,
    lease_until: Timestamp,
    limit: u32,
    busy: &[i64],
) -> Result<Vec<Notice>, StoreError> {
    let rows = sqlx::query(
        "update notice
            set attempt = attempt + 1, taking = taking + 1, lease_until = $2
          where id in (
            select id
              from (select id, due_at, row_number() over (partition by chat_id order by min(due_at, 2), id) as place
                      from notice
                     where due_at <= $1
                       and (lease_until is null or lease_until <= $1)
                       and (due_at = 0 or $4 not like '% ' || chat_id || ' %')) as waiting
             where due_at = 0 or place <= $5
             order by due_at, id
             limit $3)
         returning id, chat_id, thread_id, payload, attempt, taking, due_at, created_at",
    )
    .bind(ms(now))
    .bind(ms(lease_until))
    .bind(limit)
    .bind(spaced(busy))
    .bind(limit::NOTICES_PER_CHAT)
    .fetch_all(tx.sqlite())
    .await?;
    let mut taken = rows.iter().map(read).collect::<Result<Vec<_>, StoreError>>()?;
    taken.sort_by_key(|notice| notice.id);
    Ok(taken)
}

/// Removes the notice: Telegram has it, or will never take it. False when a newer one took its place meanwhile.
pub async fn finish_notice(tx: &mut Tx, id: i64, taking: i64) -> Result<bool, StoreError> {
    let gone = sqlx::query("delete from notice where id = $1 and taking = $2")
        .bind(id)
        .bind(taking)
        .execute(tx.sqlite())
        .await?;
    Ok(gone.rows_affected() > 0)
}

/// Gives the notice back, to be tried again from `due_at` on. False when a newer one took its place meanwhile.
pub async fn retry_notice(tx: &mut Tx, id: i64, taking: i64, due_at: Timestamp) -> Result<bool, StoreError> {
    let changed =
        sqlx::query("update notice set due_at = $3, lease_until = null where id = $1 and taking = $2")
            .bind(id)
            .bind(taking)
            .bind(ms(due_at))
            .execute(tx.sqlite())
            .await?;
    Ok(changed.rows_affected() > 0)
}

/// Gives back what was taken, each by its id and `taking`, as if nobody had taken it: it was not tried.
pub async fn leave_notices(tx: &mut Tx, taken: &[(i64, i64)]) -> Result<(), StoreError> {
    for (id, taking) in taken {
        sqlx::query(
            "update notice set attempt = attempt - 1, lease_until = null where id = $1 and taking = $2",
        )
        .bind(id)
        .bind(taking)
        .execute(tx.sqlite())
        .await?;
    }
    Ok(())
}

/// Removes what was to show what a contact wrote and is not shown yet; the messages stay. What is being sent in this moment
/// is shown, and finds nothing to be finished.
pub async fn drop_incoming(tx: &mut Tx, contact: ContactId) -> Result<(), StoreError> {
    tx.later(
        "delete from notice
          where instr(payload, '\"kind\":\"incoming\"') > 0
            and exists (select 1 from attendance where contact_id = $1 and instr(notice.payload, attendance.id) > 0)",
        [contact.to_string().into()],
    )
    .await
}

/// Gives back all that are taken. For the start: whoever took them is dead. What was tried is due as when it was put, so
/// that what comes from now on does not pass it. What the cards of those chats show is not known any more: a change may
/// have been sent and not been noted, so their digests are forgotten.
pub async fn lapse_notices(tx: &mut Tx) -> Result<u64, StoreError> {
    sqlx::query("update card set fingerprint = null where chat_id in (select chat_id from notice)")
        .execute(tx.sqlite())
        .await?;
    let changed = sqlx::query(
        "update notice
            set lease_until = null, due_at = min(due_at, created_at)
          where lease_until is not null or attempt > 0",
    )
    .execute(tx.sqlite())
    .await?;
    Ok(changed.rows_affected())
}

/// When the next notice can be taken while those chats are `busy`; in the past when one can be taken already, `None` when
/// there is none.
pub async fn next_notice_due(source: impl Source, busy: &[i64]) -> Result<Option<Timestamp>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query(
        "select min(max(due_at, coalesce(lease_until, due_at))) as due_at
           from notice
          where due_at = 0 or $1 not like '% ' || chat_id || ' %'",
    )
    .bind(spaced(busy))
    .fetch_one(connection.sqlite())
    .await?;
    Fields::of("notice", "due_at", &row).at_opt("due_at")
}
