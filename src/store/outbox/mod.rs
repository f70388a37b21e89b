//! The outbox: deliveries, taken by a lease, carried outside of any transaction, and settled.
//!
//! Needed: nothing is lost or sent twice whatever dies when; messages of one line (contact and channel) leave in order;
//! lines do not wait for each other. Chosen: a state per row, a compare-and-set for every move, and a claim that skips
//! what stands behind an earlier row of its line that is queued, leased or unknown.
//!
//! Races, and what was decided:
//! * An unknown row keeps its line back until a receipt or a person settles it: what comes after may be an answer to it,
//!   and a person who is asked "was this sent?" must not find that the conversation went on. Held and failed rows keep
//!   nothing back: a template must be able to overtake the text that waits for the window. Where texts can wait, whoever
//!   notes that one was refused lets those behind it wait ([`hold_behind`]): they may make no sense without it.
//! * The attendance of an unknown row is concluded: nobody is asked about the row any more, and it keeps back nothing of
//!   the next attendance. It stays unknown, is never sent again by itself, and a receipt still settles it.
//! * The one who took a row dies: its lease ends, and the sweep calls it unknown, because the request may have left. At
//!   the start all leases are those of a dead process.
//! * A receipt comes before the answer to the request: it settles the row as done; the answer then finds it settled.
//! * The answer comes after the lease ended: it still counts while the row is unknown in the same try. After a person
//!   has sent it again (another try), it does not.
//! * A receipt says that what was taken is refused because the window is closed: it waits for the contact to write
//!   ([`hold_again`]), and what is still told of that try, or answered, counts for nothing ([`refused_tries`]).
//! * The contact's number is corrected while a row waits: number and identities are read when the row is taken.

mod claim;
mod held;
mod settle;
mod stalled;
mod tries;
mod waiting;

pub use claim::{claim, next_due};
pub use held::{held_messages, hold_again, hold_behind, move_held, release_held, remove_held};
pub use settle::{SettleAs, doubt_all, expire_leases, lapse_all_leases, resend, settle, settle_by_receipt};
pub use stalled::{count_stalled, drop_waiting};
pub use tries::{RefusedTry, doubt, may_be_with_somebody, note_answer, note_refused_try, refused_tries};
pub use waiting::{
    Start, has_written, place_start, release_line, release_lost, space_starts, waiting_attendances,
};

use super::row::{Fields, ms, word};
use super::{Source, StoreError, Tx};
use crate::domain::delivery::Delivery;
use crate::domain::id::{DeliveryId, MessageId};
use serde::{Deserialize, Serialize};

/// Where a delivery is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// Ours to send when it is due.
    Queued,
    /// Waits for the contact to write.
    Held,
    /// Somebody is sending it.
    Leased,
    /// It may have been accepted; nobody sends it again by itself.
    Unknown,
    /// The provider has it.
    Done,
    /// Given up.
    Failed,
}

/// Stores a new delivery, which is `Queued` or `Held`, at the end of its line, and for what it waits. Its content is read from the message and
/// its destination from the contact when it is claimed; what the value itself says of them is not kept.
pub async fn insert_delivery(
    tx: &mut Tx,
    delivery: &Delivery,
    state: DeliveryState,
    start: Start,
) -> Result<(), StoreError> {
    let trace = tx.trace().map(str::to_owned);
    tx.later(
        "insert into outbox (id, message_id, channel_id, contact_id, state, attempt, due_at, waits_for, trace)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        [
            delivery.id.to_string().into(),
            delivery.message.to_string().into(),
            delivery.channel.as_str().into(),
            delivery.contact.to_string().into(),
            word(&state)?.into(),
            delivery.attempt.into(),
            ms(start.due_at).into(),
            start.waits_for.as_ref().map(word).transpose()?.as_deref().into(),
            trace.into(),
        ],
    )
    .await
}

/// Where the delivery is.
pub async fn state_of(source: impl Source, id: DeliveryId) -> Result<Option<DeliveryState>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query("select id, state from outbox where id = $1")
        .bind(id.to_string())
        .fetch_optional(connection.sqlite())
        .await?;
    row.map(|row| Fields::of("outbox", "id", &row).word("state")).transpose()
}

/// Telegram's id of the update that led to the delivery, or to its being sent again; `None` when none did.
pub async fn trace_of(source: impl Source, id: DeliveryId) -> Result<Option<String>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query("select id, trace from outbox where id = $1")
        .bind(id.to_string())
        .fetch_optional(connection.sqlite())
        .await?;
    row.map_or(Ok(None), |row| Fields::of("outbox", "id", &row).get("trace"))
}

/// The delivery that carries the message, the latest if there are several, and where it is.
pub async fn of_message(
    source: impl Source,
    message: MessageId,
) -> Result<Option<(DeliveryId, DeliveryState)>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query("select id, state from outbox where message_id = $1 order by seq desc limit 1")
        .bind(message.to_string())
        .fetch_optional(connection.sqlite())
        .await?;
    row.map(|row| {
        let row = Fields::of("outbox", "id", &row);
        Ok((row.parse("id")?, row.word("state")?))
    })
    .transpose()
}
