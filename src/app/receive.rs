//! Takes in what a provider tells by webhook: stored, and with its effect, in one transaction, before it is acknowledged.
//!
//! Races, and what was decided:
//! - The same thing is delivered twice, in one body or in two: its key is in the inbox once, the second has no effect.
//! - A receipt comes before the answer to the request it is about. With our own id in it, it settles the delivery; without
//!   (Evolution), it waits in the inbox under the provider's id until the answer is settled: see [`apply_early_receipts`].
//! - A receipt comes in the wrong order: a message's state only climbs.
//! - An edit, a deletion or a reaction comes before the message it is about: see [`super::incoming`].
//! - Two contacts write first at once, or one writes five times: at most one attendance is open per contact and channel,
//!   the writer does one transaction after the other.

use super::desk::{AppError, Desk};
use super::door::{Door, door_of};
use super::echo::{advance, apply_echo};
use super::health::set_health;
use super::held_again::hold_again;
use super::incoming::apply_incoming;
use super::notice::{self, Notice};
use super::renumber::apply_new_identity;
use super::tries::is_of_another_try;
use crate::channel::Received;
use crate::domain::Timestamp;
use crate::domain::channel::Health;
use crate::domain::delivery::Content;
use crate::domain::event::{Event, Receipt};
use crate::domain::id::{ChannelId, DeliveryId, RemoteId};
use crate::domain::limit::{EARLY_MAX, LATE_MAX};
use crate::domain::message::{Direction, Message, MessageState};
use crate::store::inbox::{InboxRow, finish_inbox_once, forget_inbox, insert_inbox, waiting_inbox};
use crate::store::message::Learnt;
use crate::store::{StoreError, Tx};
use crate::store::{attendance, contact, message, outbox};

/// What happened to the desk by a batch of events, beyond the rows.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says by itself whether something is to be done afterwards"
)]
struct Effects {
    company: bool,
    templates: bool,
    deliveries: bool,
    notices: bool,
    /// Keys in the inbox of events that had their effect together with another one.
    settled: Vec<String>,
    channel_news: bool,
    /// The event just worked off tells of somebody who was forgotten: its key must not stay either.
    forgets: bool,
}

/// What came of a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Took {
    /// It had its effect.
    Effect,
    /// Its message is not known yet.
    Nothing,
    /// The contact of its message was forgotten.
    OfForgotten,
}

/// Takes in what one webhook carried. When it answers, all of it is on disk.
pub async fn receive(desk: &Desk, channel: &ChannelId, batch: Vec<Received>) -> Result<(), AppError> {
    if batch.is_empty() {
        return Ok(());
    }
    let now = desk.clock().now();
    let door = door_of(desk, channel, now);
    let channel = channel.clone();
    let effects = desk
        .store()
        .write(move |tx| Box::pin(async move { take_in(tx, &channel, batch, &door, now).await }))
        .await?;
    if effects.company {
        desk.reload_company().await?;
    }
    if effects.channel_news {
        desk.note_channel_news();
    }
    if effects.templates {
        desk.wake().templates.notify_one();
    }
    if effects.deliveries {
        desk.wake().deliveries.notify_one();
    }
    if effects.notices {
        desk.wake().notices.notify_one();
    }
    Ok(())
}

/// What contacts wrote while no team could receive them comes in, now that one can.
pub async fn receive_late(desk: &Desk, channel: &ChannelId) -> Result<(), AppError> {
    let now = desk.clock().now();
    let door = door_of(desk, channel, now);
    if !door.receives() {
        return Ok(());
    }
    // Some at a time, until nothing is left: whoever else writes is not kept for long.
    while receive_some_late(desk, channel, door.clone(), now).await? {
        desk.wake().deliveries.notify_one();
        desk.wake().notices.notify_one();
    }
    Ok(())
}

/// Whether there was anything.
async fn receive_some_late(
    desk: &Desk,
    channel: &ChannelId,
    door: Door,
    now: Timestamp,
) -> Result<bool, AppError> {
    let channel = channel.clone();
    let came = desk.store().write(move |tx| {
        Box::pin(async move {
            let waiting = waiting_inbox(&mut *tx, channel.as_str(), "", LATE_MAX).await?;
            for row in &waiting {
                if let Ok(Event::Incoming(incoming)) = serde_json::from_str::<Event>(&row.raw) {
                    apply_incoming(tx, &channel, &incoming, &door, now).await?;
                }
                finish_inbox_once(tx, channel.as_str(), &row.remote_id).await?;
            }
            Ok(!waiting.is_empty())
        })
    });
    Ok(came.await?)
}

async fn take_in(
    tx: &mut Tx,
    channel: &ChannelId,
    batch: Vec<Received>,
    door: &Door,
    now: Timestamp,
) -> Result<Effects, StoreError> {
    let rows = batch
        .iter()
        .map(|received| {
            Ok(InboxRow {
                source: channel.as_str().to_owned(),
                remote_id: received.key.clone(),
                lane: lane_of(&received.event),
                raw: serde_json::to_string(&received.event).map_err(StoreError::Unwritable)?,
                attempts: 0,
                received_at: now,
            })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    let new = insert_inbox(tx, &rows).await?;
    let mut effects = Effects::default();
    for (received, _new) in batch.iter().zip(new).filter(|(_, new)| *new) {
        if effects.settled.contains(&received.key) {
            continue;
        }
        let settled = apply(tx, channel, &received.event, door, now, &mut effects).await?;
        if settled && std::mem::take(&mut effects.forgets) {
            forget_inbox(tx, channel.as_str(), &received.key).await?;
        } else if settled {
            finish_inbox_once(tx, channel.as_str(), &received.key).await?;
        }
    }
    Ok(effects)
}

/// What is about another message waits under that one; everything else has its effect at once.
fn lane_of(event: &Event) -> String {
    match event {
        Event::Receipt(receipt) => receipt.remote.0.clone(),
        Event::Incoming(incoming) => {
            incoming.content.is_about().map_or_else(String::new, |about| about.0.clone())
        }
        Event::Outgoing(_)
        | Event::Renumbered(_)
        | Event::TemplatesChanged
        | Event::Connection(_)
        | Event::Ignored { .. } => String::new(),
    }
}

/// Says whether it had its effect; what is about a message that is not known yet has not.
async fn apply(
    tx: &mut Tx,
    channel: &ChannelId,
    event: &Event,
    door: &Door,
    now: Timestamp,
    effects: &mut Effects,
) -> Result<bool, StoreError> {
    match event {
        Event::Incoming(incoming) => {
            effects.notices = true;
            effects.deliveries = true;
            let came = apply_incoming(tx, channel, incoming, door, now).await?;
            effects.settled.extend(came.with_it);
            Ok(came.is_settled)
        }
        Event::Receipt(receipt) => {
            effects.notices = true;
            effects.deliveries = true;
            let took = apply_receipt(tx, channel, receipt, door.has_window, now).await?;
            effects.forgets = took == Took::OfForgotten;
            Ok(took != Took::Nothing)
        }
        Event::Renumbered(renumbered) => {
            effects.notices = true;
            apply_new_identity(tx, channel, renumbered, now).await.map(|()| true)
        }
        Event::TemplatesChanged => {
            effects.templates = true;
            Ok(true)
        }
        Event::Connection(health) => {
            let changed = set_health(tx, channel, health, now).await?;
            effects.company |= changed;
            effects.channel_news = true;
            effects.notices |= changed;
            effects.deliveries |= *health == Health::Up;
            Ok(true)
        }
        Event::Outgoing(echo) => {
            effects.notices = true;
            effects.deliveries = true;
            apply_echo(tx, channel, echo, now).await.map(|()| true)
        }
        Event::Ignored { kind } => {
            tracing::debug!(channel.id = %channel, event.kind = %kind, "an event without meaning for us");
            Ok(true)
        }
    }
}

/// A receipt moves the message up its ladder and settles a delivery whose outcome was unknown.
pub(super) async fn apply_receipt(
    tx: &mut Tx,
    channel: &ChannelId,
    receipt: &Receipt,
    has_window: bool,
    now: Timestamp,
) -> Result<Took, StoreError> {
    let by_reference = match receipt.reference {
        Some(reference) => message::by_delivery(&mut *tx, reference).await?,
        None => None,
    };
    let found = match by_reference {
        Some(found) => Some(found),
        None => message::by_remote(&mut *tx, channel, &receipt.remote, Direction::Out).await?,
    };
    let Some(found) = found else { return Ok(Took::Nothing) };
    if message::is_forgotten(&found) {
        // Its contact was forgotten: nothing that is told of it is written down again.
        if let Some(reference) = receipt.reference {
            outbox::settle_by_receipt(tx, reference, receipt.state == MessageState::Failed).await?;
        }
        return Ok(Took::OfForgotten);
    }
    let delivery = match receipt.reference {
        Some(reference) => Some(reference),
        None => outbox::of_message(&mut *tx, found.id).await?.map(|(id, _)| id),
    };
    if has_window && is_of_another_try(tx, delivery, &found, receipt, now).await? {
        return Ok(Took::Effect);
    }
    if let (Some(delivery), true) = (delivery, has_window)
        && let Some(held) = hold_again(tx, delivery, &found, receipt, now).await?
    {
        tell_of_trouble(tx, &held, now).await?;
        tell(tx, &held, now).await?;
        return Ok(Took::Effect);
    }
    let learnt = Learnt {
        state: receipt.state,
        at: receipt.at.unwrap_or(now),
        fault: receipt.fault.as_ref(),
        remote: Some(&receipt.remote),
        pricing: receipt.pricing.as_ref(),
    };
    let after = advance(tx, found.id, &learnt, now).await?;
    if let Some(delivery) = delivery {
        // After the message: a receipt that is overtaken by a higher one settles nothing, in whatever order they come.
        let reached = after.as_ref().map_or(found.state, |message| message.state);
        if receipt.state != MessageState::Failed {
            outbox::settle_by_receipt(tx, delivery, false).await?;
        } else if reached == MessageState::Failed {
            outbox::settle_by_receipt(tx, delivery, true).await?;
            if let Some(failed) = after.as_ref().filter(|after| has_window && after.state != found.state) {
                stop_behind(tx, delivery, failed, now).await?;
            }
        }
    }
    if let Some(after) = after {
        if !receipt.addresses.is_empty() {
            let owner = attendance::load_attendance(&mut *tx, after.attendance).await?;
            contact::learn_addresses(tx, owner.contact, after.id, None, &receipt.addresses, now).await?;
        }
        if after.state != found.state {
            tell_of_trouble(tx, &after, now).await?;
        }
        tell(tx, &after, now).await?;
    }
    Ok(Took::Effect)
}

/// Brings cards and the mark on the person's own message up to date.
pub async fn tell(tx: &mut Tx, changed: &Message, now: Timestamp) -> Result<(), StoreError> {
    notice::refresh_cards(tx, changed.attendance, now).await?;
    if matches!(changed.content, Content::Template { .. }) {
        // Chosen by taps: there is no message of the person's own to mark.
        return Ok(());
    }
    if let Some(written_in) = message::written_in(&mut *tx, changed.id).await? {
        let tick = Notice::Tick { message: changed.id, written_in: written_in.message_id };
        notice::put(tx, written_in.chat_id, 0, tick, now).await?;
    }
    Ok(())
}

/// A message has just failed, become one of which nobody knows, or waits because its window turned out to be closed: who
/// wrote it hears of it below their own message. Who chose it from a list hears of it where its attendance is, as the next
/// message hides it on the card. Of a template the card tells, whatever comes after it.
pub async fn tell_of_trouble(tx: &mut Tx, changed: &Message, now: Timestamp) -> Result<(), StoreError> {
    if !changed.is_in_trouble() {
        return Ok(());
    }
    let written_in = message::stands_in(&mut *tx, changed).await?;
    let chat_id = match written_in {
        Some(written_in) => Some(written_in.chat_id),
        None if changed.is_told_by_card_alone() => None,
        // A private chat has the id of its person.
        None => message::author(&mut *tx, changed.id).await?.map(|author| author.0),
    };
    let Some(chat_id) = chat_id else { return Ok(()) };
    let trouble = Notice::Trouble { attendance: changed.attendance, message: changed.id };
    notice::put(tx, chat_id, 0, trouble, now).await
}

/// A message of ours was refused for good on a channel where texts can wait: those behind it wait until the contact
/// writes, a person tries it again, or a person writes on. What is said next may make no sense without it.
pub(super) async fn stop_behind(
    tx: &mut Tx,
    refused: DeliveryId,
    message: &Message,
    now: Timestamp,
) -> Result<(), StoreError> {
    if message.content.waits_for_window() {
        outbox::hold_behind(tx, refused, now).await?;
    }
    Ok(())
}

/// Receipts that came before the answer to their request: they have their effect now that the message is known.
pub async fn apply_early_receipts(
    tx: &mut Tx,
    channel: &ChannelId,
    remote: &RemoteId,
    now: Timestamp,
) -> Result<(), StoreError> {
    for row in waiting_inbox(&mut *tx, channel.as_str(), &remote.0, EARLY_MAX).await? {
        if let Ok(Event::Receipt(receipt)) = serde_json::from_str::<Event>(&row.raw) {
            // Where there is a window, receipts carry our id and never come early.
            apply_receipt(tx, channel, &receipt, false, now).await?;
        }
        finish_inbox_once(tx, channel.as_str(), &row.remote_id).await?;
    }
    Ok(())
}
