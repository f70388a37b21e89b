//! Tells contacts that what they wrote was seen, once somebody of ours has it and acts on it; never before.
//!
//! A courtesy: it is not kept over a restart, and a provider that does not take it changes nothing.

use super::desk::{AppError, Desk};
use crate::domain::id::{AttendanceId, RemoteId};
use crate::domain::limit::SEEN_AT_ONCE_MAX;
use crate::domain::message::{Direction, Message};
use crate::store::attendance::load_attendance;
use crate::store::contact::load_contact;
use crate::store::message::last_messages;

/// Marks what the contact wrote last as seen, unless that was done.
pub async fn mark_seen(desk: &Desk, id: AttendanceId) -> Result<(), AppError> {
    let messages = last_messages(desk.store(), id, SEEN_AT_ONCE_MAX).await?;
    let by_contact = |one: &&Message| one.direction == Direction::In && !one.content.is_mark();
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
