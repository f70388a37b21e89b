//! Something is said to the contact of an attendance: its message and its delivery, in the transaction of what led to it.

use super::desk::fresh_ids;
use crate::domain::Timestamp;
use crate::domain::attendance::Attendance;
use crate::domain::delivery::{Content, Delivery, Destination};
use crate::domain::id::{DeliveryId, MessageId, RemoteId, StaffId};
use crate::domain::message::{Direction, Message, MessageState};
use crate::store::message::WrittenIn;
use crate::store::outbox::DeliveryState;
use crate::store::{StoreError, Tx, message, outbox};

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
