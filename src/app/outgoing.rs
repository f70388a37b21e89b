//! Something is said to the contact of an attendance: its message and its delivery, in the transaction of what led to it.

use super::desk::fresh_ids;
use crate::domain::Timestamp;
use crate::domain::attendance::Attendance;
use crate::domain::delivery::{Content, Delivery, Destination};
use crate::domain::id::{DeliveryId, MessageId, RemoteId, StaffId};
use crate::domain::message::{Direction, Message, MessageState};
use crate::domain::window::Window;
use crate::store::message::WrittenIn;
use crate::store::outbox::DeliveryState;
use crate::store::{StoreError, Tx, attendance, message, outbox};

/// What is said.
#[derive(Debug)]
pub(super) struct Outgoing {
    /// The message's id, and its delivery's.
    pub(super) ids: (MessageId, DeliveryId),
    /// What.
    pub(super) content: Content,
    /// The provider's id of the message that it answers.
    pub(super) answers: Option<RemoteId>,
    /// Whether it waits for the contact to write.
    pub(super) held: bool,
    /// The person's own message, when they wrote one.
    pub(super) written_in: Option<WrittenIn>,
    /// Who did it, when it stands in no message of theirs.
    pub(super) by: Option<StaffId>,
}

impl Outgoing {
    /// A reaction or a change of words: no message of its own in Telegram, and it waits for no window.
    pub(super) fn mark(content: Content, by: StaffId) -> Self {
        let ids = fresh_ids();
        let ids = (ids.message, ids.delivery);
        Self { ids, content, answers: None, held: false, written_in: None, by: Some(by) }
    }
}

/// What still waits, because something before it was refused, leaves before what is written now. A template opens no
/// window: what waits for one waits on. Something that was to wait because the window was closed need not, when the
/// contact has written between the step and its transaction: the step is taken again then, as nobody would let it go.
pub(super) async fn let_go_before(
    tx: &mut Tx,
    found: &Attendance,
    content: &Content,
    held: bool,
    now: Timestamp,
) -> Result<(), StoreError> {
    if held || !content.waits_for_window() {
        let wrote_at = attendance::last_incoming_at(&mut *tx, found.contact, &found.channel).await?;
        let is_open = Window::at(wrote_at, now).is_active();
        if held && is_open {
            return Err(StoreError::Stale);
        }
        if !is_open {
            return Ok(());
        }
    }
    outbox::release_held(tx, found.contact, &found.channel, now).await.map(|_count| ())
}

/// Stores it, to leave in its turn.
pub(super) async fn store_outgoing(
    tx: &mut Tx,
    attendance: &Attendance,
    said: Outgoing,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Outgoing { ids, content, answers, held, written_in, by } = said;
    let (state, delivery_state) = if held {
        (MessageState::Held, DeliveryState::Held)
    } else {
        (MessageState::Queued, DeliveryState::Queued)
    };
    let out = Message {
        id: ids.0,
        attendance: attendance.id,
        direction: Direction::Out,
        content: content.clone(),
        state,
        state_at: now,
        remote: None,
        fault: None,
        answers: answers.clone(),
        created_at: now,
    };
    message::insert_message(tx, &out, written_in).await?;
    if let Some(by) = by {
        message::note_author(tx, out.id, by).await?;
    }
    let delivery = Delivery {
        id: ids.1,
        message: out.id,
        channel: attendance.channel.clone(),
        contact: attendance.contact,
        to: Destination { phone: None, addresses: Vec::new() },
        content,
        answers,
        attempt: 0,
    };
    let start = outbox::place_start(tx, attendance.contact, &attendance.channel, now).await?;
    outbox::insert_delivery(tx, &delivery, delivery_state, start).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::conversation::note_incoming;
    use crate::store::tests::{add_attendance, add_contact, at, attendance, desk, oficial};
    use futures::FutureExt as _;

    /// A text is to be stored, as its step wanted it, when the contact has written or not.
    async fn stored(has_written: bool, held: bool) -> Result<(), StoreError> {
        let desk = desk().await;
        let maria = add_contact(&desk.store, 1, "Maria", "5551999990001").await;
        let open = attendance(1, maria, oficial());
        add_attendance(&desk.store, open.clone()).await.unwrap();
        let text = Content::Text { body: "Oi".to_owned() };
        let store = desk.store.write(move |tx| {
            async move {
                if has_written {
                    note_incoming(tx, maria, &oficial(), &[], at(5)).await?;
                }
                let_go_before(tx, &open, &text, held, at(6)).await
            }
            .boxed()
        });
        store.await
    }

    #[tokio::test]
    async fn what_was_to_wait_for_somebody_who_has_written_meanwhile_does_not() {
        assert!(matches!(stored(true, true).await, Err(StoreError::Stale)));
        for (has_written, held) in [(false, true), (true, false)] {
            assert!(stored(has_written, held).await.is_ok());
        }
    }
}
