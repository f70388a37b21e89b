//! What waits, in figures: for who watches the service from outside. Counts and ages, of nobody in particular.

use super::row::{Fields, ms};
use super::{Source, StoreError};
use crate::domain::Timestamp;

/// One kind of thing that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Which queue it is.
    pub queue: String,
    /// How many.
    pub count: u32,
    /// Since when the oldest of them; `None` when there is none.
    pub oldest: Option<Timestamp>,
}

/// Everything that waits: what came in and was not worked off (`updates`, `events`), what is to be sent to contacts
/// (`queued`), waits for them to write (`held`) or for a person's word (`unknown`), and what staff is to be told
/// (`notices`).
pub async fn waiting(source: impl Source, now: Timestamp) -> Result<Vec<Waiting>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let rows = sqlx::query(
        "select 'updates' as queue, count(*) as waiting, min(received_at) as oldest
           from inbox where source = 'telegram' and state = 'waiting'
         union all
         select 'events', count(*), min(received_at)
           from inbox where source <> 'telegram' and state = 'waiting'
         union all
         select 'queued', count(*), min(message.state_at)
           from outbox join message on message.id = outbox.message_id where outbox.state = 'queued'
         union all
         select 'held', count(*), min(message.state_at)
           from outbox join message on message.id = outbox.message_id where outbox.state = 'held'
         union all
         select 'unknown', count(*), min(message.state_at)
           from outbox join message on message.id = outbox.message_id where outbox.state = 'unknown'
         union all
         select 'notices', count(*), min(max(due_at, created_at))
           from notice where due_at <= $1",
    )
    .bind(ms(now))
    .fetch_all(connection.sqlite())
    .await?;
    rows.iter()
        .map(|row| {
            let row = Fields::of("outbox", "queue", row);
            Ok(Waiting {
                queue: row.get("queue")?,
                count: row.count("waiting")?,
                oldest: row.at_opt("oldest")?,
            })
        })
        .collect()
}
