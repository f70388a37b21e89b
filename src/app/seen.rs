//! Tells contacts that what they wrote was seen, once somebody of ours has it and acts on it; never before.
//!
//! A courtesy: it is not kept over a restart, and a provider that does not take it changes nothing.

use super::desk::{AppError, Desk};
use crate::domain::attendance::AttendanceState;
use crate::domain::id::{AttendanceId, RemoteId, StaffId};
use crate::domain::limit::SEEN_AT_ONCE_MAX;
use crate::domain::message::{Direction, Message};
use crate::domain::window::Window;
use crate::store::attendance::{last_incoming_at, load_attendance};
use crate::store::contact::load_contact;
use crate::store::message::{is_forgotten, last_messages};

/// Shows the contact that this person is about to answer, if they have the attendance and something is there to answer.
pub async fn show_typing(desk: &Desk, id: AttendanceId, me: StaffId) -> Result<(), AppError> {
    let found = load_attendance(desk.store(), id).await?;
    let written_at = last_incoming_at(desk.store(), found.contact, &found.channel).await?;
    let is_fresh = Window::at(written_at, desk.clock().now()).is_active();
    if found.staff != Some(me) || found.state != AttendanceState::Open || !is_fresh {
        return Ok(());
    }
    let messages = last_messages(desk.store(), id, SEEN_AT_ONCE_MAX).await?;
    let theirs = |one: &&Message| one.direction == Direction::In && !one.content.is_mark();
    let newest = messages.iter().rev().find(theirs).and_then(|message| message.remote.clone());
    let (Some(newest), Some(adapter)) = (newest, desk.find_adapter(&found.channel)) else { return Ok(()) };
    let contact = load_contact(desk.store(), found.contact).await?;
    if let Err(fault) = adapter.show_typing(&newest, &contact.addresses).await {
        tracing::debug!(fault.kind = ?fault.kind, "a contact does not see that somebody types");
    }
    Ok(())
}

/// Marks what the contact wrote last as seen, unless that was done.
pub async fn mark_seen(desk: &Desk, id: AttendanceId) -> Result<(), AppError> {
    let messages = last_messages(desk.store(), id, SEEN_AT_ONCE_MAX).await?;
    // Of what was erased the provider's id is not known any more.
    let by_contact =
        |one: &&Message| one.direction == Direction::In && !one.content.is_mark() && !is_forgotten(one);
    let theirs: Vec<RemoteId> =
        messages.iter().filter(by_contact).filter_map(|message| message.remote.clone()).collect();
    let Some(newest) = theirs.last() else { return Ok(()) };
    let Some(known) = desk.note_seen(id, newest) else { return Ok(()) };
    let found = load_attendance(desk.store(), id).await?;
    let contact = load_contact(desk.store(), found.contact).await?;
    let Some(adapter) = desk.find_adapter(&found.channel) else { return Ok(()) };
    let unseen = theirs.iter().position(|one| Some(one) == known.as_ref()).map_or(0, |place| place + 1);
    let unseen = theirs.get(unseen..).unwrap_or_default();
    if let Err(fault) = adapter.mark_read(unseen, &contact.addresses).await {
        tracing::debug!(fault.kind = ?fault.kind, "a contact was not told that their message was seen");
    }
    Ok(())
}
