//! What waits for its channel: for the connection, for its turn among the conversations that the channel starts, or for
//! the end of a restriction.
//!
//! Needed: a number that is linked as WhatsApp Web is must not start many conversations at once, or WhatsApp locks it;
//! conversations that run must never wait for that. Chosen: a moment for each start, given when it is queued and kept in
//! its row, so that it can be told and outlives a restart; what is said to the same contact afterwards stands behind it
//! in its line anyway. Rejected: a rule at the claim alone, which nobody could tell a moment by.
//!
//! A start is the first message to a contact who has never written on the channel. Under a restriction everything to
//! such a contact waits: WhatsApp asks whether they have ever answered, not whether we have written before.
//!
//! Races, and what was decided:
//! * The contact writes while the start waits: it leaves at once, because it starts nothing any more.
//! * A person repeats by hand what failed before it started anything: it takes a place among the starts like the first time.
//! * The channel comes back after hours, or a restriction ends: all that waited would leave in one moment, so the
//!   moments are given anew, in the order in which they were queued.

use crate::domain::Timestamp;
use crate::domain::delivery::WaitsFor;
use crate::domain::id::{AttendanceId, ChannelId, ContactId, DeliveryId};
use crate::store::channel::{find_channel, set_next_new_chat};
use crate::store::row::{Fields, ms, word};
use crate::store::{StoreError, Tx};
use chrono::TimeDelta;

/// When a delivery may be tried first, and for what it waits until then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// From then on.
    pub due_at: Timestamp,
    /// `None` when it does not wait.
    pub waits_for: Option<WaitsFor>,
}

impl Start {
    /// At once.
    pub const fn at_once(now: Timestamp) -> Self {
        Self { due_at: now, waits_for: None }
    }
}

/// When something that is queued now for the contact on the channel may leave; a start takes its place among the others.
pub async fn place_start(
    tx: &mut Tx,
    contact: ContactId,
    channel: &ChannelId,
    now: Timestamp,
) -> Result<Start, StoreError> {
    let Some(row) = spaced(tx, contact, channel, now).await? else { return Ok(Start::at_once(now)) };
    if has_begun(tx, contact, channel).await? {
        return Ok(row.go_on(now));
    }
    next_place(tx, channel, &row, now).await
}

/// The same for a delivery that is queued again: what was tried in vain has started nothing. What was queued to the contact
/// meanwhile may have a place already; then it leaves there, before that.
pub(super) async fn place_again(
    tx: &mut Tx,
    again: DeliveryId,
    contact: ContactId,
    channel: &ChannelId,
    now: Timestamp,
) -> Result<Start, StoreError> {
    let Some(row) = spaced(tx, contact, channel, now).await? else { return Ok(Start::at_once(now)) };
    let others = sqlx::query(
        "select seq, due_at, waits_for
           from outbox
          where contact_id = $1 and channel_id = $2 and id <> $3
            and state in ('queued', 'leased', 'unknown', 'done')
          order by waits_for is not null, due_at
          limit 1",
    )
    .bind(contact.to_string())
    .bind(channel.as_str())
    .bind(again.to_string())
    .fetch_optional(tx.sqlite())
    .await?;
    let Some(other) = others else { return next_place(tx, channel, &row, now).await };
    let other = Fields::of("outbox", "seq", &other);
    match other.word_opt("waits_for")? {
        Some(waits_for) => Ok(Start { due_at: other.at("due_at")?, waits_for: Some(waits_for) }),
        None => Ok(row.go_on(now)),
    }
}

/// A channel that starts conversations one by one, or none for now.
struct Spaced {
    gap: TimeDelta,
    next_at: Option<Timestamp>,
    restricted: Option<Timestamp>,
}

impl Spaced {
    /// What goes on with a conversation waits for nothing but the end of a restriction.
    fn go_on(&self, now: Timestamp) -> Start {
        let waits_for = self.restricted.map(|_until| WaitsFor::Restriction);
        Start { due_at: self.restricted.unwrap_or(now), waits_for }
    }
}

/// The channel, when something to this contact may have to wait there.
async fn spaced(
    tx: &mut Tx,
    contact: ContactId,
    channel: &ChannelId,
    now: Timestamp,
) -> Result<Option<Spaced>, StoreError> {
    let Some(row) = find_channel(&mut *tx, channel).await? else { return Ok(None) };
    let restricted = row.restricted_until.filter(|until| *until > now);
    if (row.new_chat_gap.is_zero() && restricted.is_none()) || has_written(tx, contact, channel).await? {
        return Ok(None);
    }
    let next_at = row.next_new_chat_at.filter(|_at| !row.new_chat_gap.is_zero());
    Ok(Some(Spaced { gap: row.new_chat_gap, next_at, restricted }))
}

/// Takes the next place among the conversations that the channel starts.
async fn next_place(
    tx: &mut Tx,
    channel: &ChannelId,
    row: &Spaced,
    now: Timestamp,
) -> Result<Start, StoreError> {
    let due_at = [Some(now), row.next_at, row.restricted].into_iter().flatten().max().unwrap_or(now);
    set_next_new_chat(tx, channel, due_at + row.gap).await?;
    let pace = (due_at > now).then_some(WaitsFor::Pace);
    Ok(Start { due_at, waits_for: row.go_on(now).waits_for.or(pace) })
}

/// Whether the contact has ever written on the channel: then nothing that is said there starts a conversation.
pub async fn has_written(tx: &mut Tx, contact: ContactId, channel: &ChannelId) -> Result<bool, StoreError> {
    crate::store::attendance::last_incoming_at(&mut *tx, contact, channel).await.map(|at| at.is_some())
}

/// Whether something was sent to the contact there before, or is about to be.
async fn has_begun(tx: &mut Tx, contact: ContactId, channel: &ChannelId) -> Result<bool, StoreError> {
    let found = sqlx::query(
        "select id
           from outbox
          where contact_id = $1 and channel_id = $2 and state in ('queued', 'leased', 'unknown', 'done')
          limit 1",
    )
    .bind(contact.to_string())
    .bind(channel.as_str())
    .fetch_optional(tx.sqlite())
    .await?;
    Ok(found.is_some())
}

/// The contact has written: what waited to start a conversation leaves now.
pub async fn release_line(
    tx: &mut Tx,
    contact: ContactId,
    channel: &ChannelId,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.later(
        "update outbox
            set due_at = $3, waits_for = null
          where contact_id = $1 and channel_id = $2
            and state in ('queued', 'leased', 'unknown') and waits_for in ('pace', 'restriction')",
        [contact.to_string().into(), channel.as_str().into(), ms(now).into()],
    )
    .await
}

/// The channel is connected again: what was tried while it was not is tried now.
pub async fn release_lost(tx: &mut Tx, channel: &ChannelId, now: Timestamp) -> Result<(), StoreError> {
    tx.later(
        "update outbox
            set due_at = $2, waits_for = null
          where channel_id = $1 and state = 'queued' and waits_for = 'connection'",
        [channel.as_str().into(), ms(now).into()],
    )
    .await
}

/// Gives all that waits to start a conversation on the channel its moment anew, in the order in which it was queued,
/// from now on or from the end of the restriction.
pub async fn space_starts(tx: &mut Tx, channel: &ChannelId, now: Timestamp) -> Result<(), StoreError> {
    let Some(row) = find_channel(&mut *tx, channel).await? else { return Ok(()) };
    let restricted = row.restricted_until.filter(|until| *until > now);
    let waits_for = if restricted.is_some() { WaitsFor::Restriction } else { WaitsFor::Pace };
    let waiting = sqlx::query(
        "select contact_id, min(seq) as seq
           from outbox
          where channel_id = $1 and state = 'queued' and waits_for in ('pace', 'restriction')
          group by contact_id
          order by 2",
    )
    .bind(channel.as_str())
    .fetch_all(tx.sqlite())
    .await?;
    let mut at = restricted.unwrap_or(now);
    for one in &waiting {
        let contact: ContactId = Fields::of("outbox", "seq", one).parse("contact_id")?;
        tx.later(
            "update outbox
                set due_at = $3, waits_for = $4
              where contact_id = $1 and channel_id = $2
                and state in ('queued', 'leased', 'unknown') and waits_for in ('pace', 'restriction')",
            [contact.to_string().into(), channel.as_str().into(), ms(at).into(), word(&waits_for)?.into()],
        )
        .await?;
        at += row.new_chat_gap;
    }
    if !waiting.is_empty() {
        set_next_new_chat(tx, channel, at).await?;
    }
    Ok(())
}

/// The attendances that have something queued on the channel.
pub async fn waiting_attendances(tx: &mut Tx, channel: &ChannelId) -> Result<Vec<AttendanceId>, StoreError> {
    let rows = sqlx::query(
        "select distinct message.attendance_id
           from outbox
           join message on message.id = outbox.message_id
          where outbox.channel_id = $1 and outbox.state = 'queued'",
    )
    .bind(channel.as_str())
    .fetch_all(tx.sqlite())
    .await?;
    rows.iter().map(|row| Fields::of("message", "attendance_id", row).parse("attendance_id")).collect()
}
