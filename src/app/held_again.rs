//! The provider took a text and says afterwards that the window is closed: it waits for the contact to write, as if it had
//! been refused at once.
//!
//! Races, and what was decided:
//! - The contact writes after the text was taken and before the refusal is told: it leaves again now, because nobody would
//!   let it go later. When exactly it was taken nobody knows (its answer is late, and the contact's message is stamped in
//!   whole seconds), so the first time all that the contact wrote since it was written counts. Only what came after the
//!   next try counts from then on: a provider that goes on refusing is not asked again and again.
//! - It was tried more than once, and it is not known which try is refused: see [`super::tries`].
//! - The attendance is concluded meanwhile: nothing of it leaves any more, so it has failed.

use crate::domain::Timestamp;
use crate::domain::attendance::{Attendance, AttendanceState};
use crate::domain::event::Receipt;
use crate::domain::fault::FaultKind;
use crate::domain::id::DeliveryId;
use crate::domain::message::{Direction, Message, MessageState};
use crate::store::{StoreError, Tx, attendance, message, outbox};
use chrono::{SubsecRound as _, TimeDelta};

/// How many messages of an attendance are looked through for what the contact wrote meanwhile.
const LOOK_BACK: u32 = 30;

/// Lets the message wait again, if this is what the receipt says of it. The message afterwards; `None` when the receipt
/// says something else.
pub(super) async fn hold_again(
    tx: &mut Tx,
    delivery: DeliveryId,
    found: &Message,
    receipt: &Receipt,
    now: Timestamp,
) -> Result<Option<Message>, StoreError> {
    let closed = receipt.fault.as_ref().filter(|fault| fault.kind == FaultKind::WindowClosed);
    let Some(fault) = closed.filter(|_fault| receipt.state == MessageState::Failed) else { return Ok(None) };
    // On its phone, or failed before: there is nothing to wait for.
    let is_taken = matches!(found.state, MessageState::Queued | MessageState::Unknown | MessageState::Sent);
    if !is_taken || !found.content.waits_for_window() {
        return Ok(None);
    }
    let owner = attendance::load_attendance(&mut *tx, found.attendance).await?;
    if owner.state == AttendanceState::Closed {
        return Ok(None);
    }
    // Before this try is noted as one that was refused.
    let since = since(tx, found, now).await?;
    if !outbox::hold_again(tx, delivery, &receipt.remote, fault, now).await? {
        return Ok(None);
    }
    outbox::hold_behind(tx, delivery, now).await?;
    let_go(tx, &owner, since, now).await?;
    message::load_message(&mut *tx, found.id).await.map(Some)
}

/// The same when the provider refused at once: the contact may have written while it was asked. `tried` is the message as
/// it was before the answer. Says whether what waits was let go.
pub(super) async fn let_go_if_written(
    tx: &mut Tx,
    tried: &Message,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let since = since(tx, tried, now).await?;
    let owner = attendance::load_attendance(&mut *tx, tried.attendance).await?;
    let_go(tx, &owner, since, now).await
}

/// From when on something that the contact wrote lets a refused message leave again.
async fn since(tx: &mut Tx, tried: &Message, now: Timestamp) -> Result<Timestamp, StoreError> {
    let was_refused = tried.fault.as_ref().is_some_and(|fault| fault.kind == FaultKind::WindowClosed)
        || !outbox::refused_tries(&mut *tx, tried.id).await?.is_empty();
    if !was_refused {
        return Ok(tried.created_at.trunc_subsecs(0));
    }
    let taken_at = if tried.state == MessageState::Unknown { now } else { tried.state_at };
    Ok(taken_at + TimeDelta::milliseconds(1))
}

async fn let_go(
    tx: &mut Tx,
    owner: &Attendance,
    since: Timestamp,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let said = message::last_messages(&mut *tx, owner.id, LOOK_BACK).await?;
    if !said.iter().any(|one| one.direction == Direction::In && one.created_at >= since) {
        return Ok(false);
    }
    Ok(outbox::release_held(tx, owner.contact, &owner.channel, now).await? > 0)
}
