//! Messages that left the company's number, as the provider shows them: proof that one of ours was sent, or something that
//! was written on the company's own phone.

use super::contact::find;
use super::desk::fresh_ids;
use super::incoming::announce;
use super::notice;
use super::receive::{apply_early_receipts, tell};
use crate::domain::Timestamp;
use crate::domain::attendance::Attendance;
use crate::domain::event::Incoming;
use crate::domain::id::ChannelId;
use crate::domain::limit::ECHO_LOOK_BACK;
use crate::domain::message::{Direction, Message, MessageState};
use crate::store::message::Learnt;
use crate::store::outbox::DeliveryState;
use crate::store::{StoreError, Tx};
use crate::store::{attendance, message, outbox};

/// The provider shows a message that left the company's number. One that is not ours was written on the company's phone.
/// One of ours: it settles the message of ours that says the same to the
/// same contact and whose fate is open: where no reference of ours comes back, this is the proof that it was sent.
pub(super) async fn apply_echo(
    tx: &mut Tx,
    channel: &ChannelId,
    echo: &Incoming,
    now: Timestamp,
) -> Result<(), StoreError> {
    if message::by_remote(&mut *tx, channel, &echo.remote, Direction::Out).await?.is_some() {
        return Ok(());
    }
    let Some(person) = find(tx, echo).await? else { return Ok(()) };
    let Some(open) = attendance::find_open(&mut *tx, person.id, channel).await? else { return Ok(()) };
    let messages = message::last_messages(&mut *tx, open.id, ECHO_LOOK_BACK).await?;
    let open_fate = |one: &&Message| {
        one.direction == Direction::Out
            && one.remote.is_none()
            && matches!(one.state, MessageState::Queued | MessageState::Unknown)
            && one.content.looks_like(&echo.content)
    };
    let Some(ours) = messages.iter().find(open_fate) else {
        return said_elsewhere(tx, &open, echo, now).await;
    };
    let Some((delivery, state)) = outbox::of_message(&mut *tx, ours.id).await? else { return Ok(()) };
    if !matches!(state, DeliveryState::Leased | DeliveryState::Unknown) {
        return Ok(());
    }
    outbox::settle_by_receipt(tx, delivery, false).await?;
    let learnt = Learnt {
        state: MessageState::Sent,
        at: echo.at,
        fault: None,
        remote: Some(&echo.remote),
        pricing: None,
    };
    if let Some(after) = message::advance_message(tx, ours.id, &learnt).await? {
        apply_early_receipts(tx, channel, &echo.remote, now).await?;
        tell(tx, &after, now).await?;
    }
    Ok(())
}

/// Somebody wrote to the contact on the company's own phone: it belongs to the conversation, and who has it is told.
async fn said_elsewhere(
    tx: &mut Tx,
    open: &Attendance,
    echo: &Incoming,
    now: Timestamp,
) -> Result<(), StoreError> {
    if echo.content.is_mark() {
        return Ok(());
    }
    let said = Message {
        id: fresh_ids().message,
        attendance: open.id,
        direction: Direction::Out,
        content: echo.content.clone(),
        state: MessageState::Sent,
        state_at: echo.at,
        remote: Some(echo.remote.clone()),
        fault: None,
        answers: echo.answers.clone(),
        created_at: now,
    };
    message::insert_message(tx, &said, None).await?;
    apply_early_receipts(tx, &open.channel, &echo.remote, now).await?;
    notice::refresh_cards(tx, open.id, now).await?;
    announce(tx, open, &said, 0, now).await
}
