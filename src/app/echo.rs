//! Messages that left the company's number, as the provider shows them: proof that one of ours was sent, or something that
//! was written on the company's own phone.
//!
//! Races, and what was decided:
//! - One of ours is shown before the request that sends it is answered: it is known by what it says, and settled. Where
//!   that is not enough, because the provider shows it in a form that nobody foresaw, it is taken for written on the phone
//!   until the answer names it: then the two become one ([`advance`]). That the answer could not be kept would be worse:
//!   nobody would know of the message, and a person would be asked to send again what has arrived.

use super::contact::find;
use super::desk::fresh_ids;
use super::incoming::announce;
use super::notice::{self, Notice};
use super::receive::{apply_early_receipts, tell};
use crate::domain::Timestamp;
use crate::domain::attendance::Attendance;
use crate::domain::event::Incoming;
use crate::domain::id::{ChannelId, MessageId};
use crate::domain::message::{Direction, Message, MessageState};
use crate::store::elsewhere::{self, Holder};
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
    let open_fates = elsewhere::may_have_left(tx, open.id).await?;
    let Some(ours) = open_fates.iter().find(|one| one.content.looks_like(&echo.content)) else {
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

/// Brings a message of ours up to date with what was learnt of it. When the provider's id in that is the one of something
/// that was taken for written on the company's phone, the two are one: ours takes the other's place, and reaches what that
/// had reached. Who was shown the other sees it no more.
pub(super) async fn advance(
    tx: &mut Tx,
    ours: MessageId,
    learnt: &Learnt<'_>,
    now: Timestamp,
) -> Result<Option<Message>, StoreError> {
    let Some(remote) = learnt.remote else { return message::advance_message(tx, ours, learnt).await };
    let mistaken = match elsewhere::take_place(tx, ours, remote).await? {
        Holder::Nobody => return message::advance_message(tx, ours, learnt).await,
        Holder::Another(other) => {
            // Two that look the same: the echo of the one was taken for the other. What happened is true all the same.
            tracing::warn!(message.id = %ours, message.other = %other, "a provider's id is another message's");
            return message::advance_message(tx, ours, &Learnt { remote: None, ..learnt.clone() }).await;
        }
        Holder::Mistaken(mistaken) => mistaken,
    };
    tracing::info!(message.id = %ours, "what was taken for written on the company's phone is a message of ours");
    let known = message::advance_message(tx, ours, learnt).await?;
    let reached = Learnt {
        state: mistaken.message.state,
        at: mistaken.message.state_at,
        fault: mistaken.message.fault.as_ref(),
        remote: None,
        pricing: None,
    };
    let after = message::advance_message(tx, ours, &reached).await?.or(known);
    if after.as_ref().is_some_and(|after| after.state == MessageState::Failed)
        && let Some((delivery, _state)) = outbox::of_message(&mut *tx, ours).await?
    {
        outbox::settle_by_receipt(tx, delivery, true).await?;
    }
    if let Some(shown) = mistaken.shown_in {
        notice::put(tx, shown.chat_id, 0, Notice::Remove { message: shown.message_id }, now).await?;
    }
    notice::refresh_cards(tx, mistaken.message.attendance, now).await?;
    Ok(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::dispatch::settle;
    use crate::app::receive::apply_receipt;
    use crate::domain::contact::{Address, AddressKind};
    use crate::domain::delivery::{Content, Delivery, Verdict};
    use crate::domain::event::Receipt;
    use crate::domain::id::RemoteId;
    use crate::domain::phone::Phone;
    use crate::store::message::{WrittenIn, by_remote, insert_message, load_message, note_shown};
    use crate::store::notice::claim_notices;
    use crate::store::outbox::Start;
    use crate::store::tests::{
        CARLA, Desk, add_attendance, add_contact, at, attendance, delivery, desk, loja, outgoing,
    };
    use futures::FutureExt as _;

    /// Maria's number.
    const MARIA: &str = "5551999990001";

    fn id() -> RemoteId {
        RemoteId("3EB0".to_owned())
    }

    /// A text to Maria that is just leaving.
    async fn leaving(desk: &Desk) -> Delivery {
        let maria = add_contact(&desk.store, 1, "Maria", MARIA).await;
        let open = attendance(1, maria, loja());
        add_attendance(&desk.store, open.clone()).await.unwrap();
        let message = outgoing(1, open.id, MessageState::Queued);
        let row = delivery(1, &message, maria, loja());
        let taken = desk.store.write(move |tx| {
            async move {
                insert_message(tx, &message, None).await?;
                outbox::insert_delivery(tx, &row, DeliveryState::Queued, Start::at_once(at(0))).await?;
                outbox::claim(tx, at(0), at(240), 1, &[]).await
            }
            .boxed()
        });
        taken.await.unwrap().remove(0)
    }

    /// What left the company's number, in a form that nobody foresaw.
    fn shown() -> Incoming {
        Incoming {
            remote: id(),
            from: vec![Address { kind: AddressKind::WaId, value: MARIA.to_owned() }],
            phone: Phone::from_digits(MARIA),
            name: None,
            at: at(1),
            content: Content::Text { body: "another form".to_owned() },
            answers: None,
        }
    }

    fn receipt(state: MessageState) -> Receipt {
        let (addresses, pricing) = (Vec::new(), None);
        Receipt { remote: id(), reference: None, state, at: Some(at(2)), fault: None, addresses, pricing }
    }

    /// It is shown, told with that state and in a message to Carla, and then answered. Ours, and what is still to be told.
    async fn answered_after(state: MessageState) -> (Desk, Delivery, Message, Vec<Notice>) {
        let desk = desk().await;
        let ours = leaving(&desk).await;
        let sent = ours.clone();
        let told = desk.store.write(move |tx| {
            async move {
                apply_echo(tx, &loja(), &shown(), at(1)).await?;
                let other = by_remote(&mut *tx, &loja(), &id(), Direction::Out).await?.unwrap();
                assert_ne!(other.id, sent.message, "it is not known");
                note_shown(tx, other.id, WrittenIn { chat_id: CARLA.0, message_id: 77 }).await?;
                apply_receipt(tx, &loja(), &receipt(state), false, at(2)).await?;
                let taken = Verdict::Settle { remote: id(), addresses: Vec::new() };
                settle(tx, &sent, taken, false, at(3)).await?;
                let told = claim_notices(tx, at(3), at(240), 30, &[]).await?;
                assert!(told.iter().all(|one| !one.payload.contains(&other.id.to_string())), "{told:?}");
                Ok(told.iter().filter_map(|one| Notice::from_stored(&one.payload)).collect::<Vec<_>>())
            }
            .boxed()
        });
        let told = told.await.unwrap();
        let message = load_message(&desk.store, ours.message).await.unwrap();
        (desk, ours, message, told)
    }

    #[tokio::test]
    async fn what_was_taken_for_said_on_the_phone_becomes_one_with_ours_when_the_answer_names_it() {
        let (desk, ours, message, told) = answered_after(MessageState::Delivered).await;
        assert_eq!((message.state, message.state_at), (MessageState::Delivered, at(2)));
        assert_eq!(message.content, ours.content);
        let named = by_remote(&desk.store, &loja(), &id(), Direction::Out).await.unwrap();
        assert_eq!(named.map(|one| one.id), Some(ours.message));
        let all = message::last_messages(&desk.store, message.attendance, 9).await.unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!(outbox::state_of(&desk.store, ours.id).await.unwrap(), Some(DeliveryState::Done));
        assert!(told.contains(&Notice::Remove { message: 77 }), "{told:?}");
    }

    #[tokio::test]
    async fn a_failure_that_was_told_of_it_is_one_of_ours_and_can_be_tried_again() {
        let (desk, ours, message, _told) = answered_after(MessageState::Failed).await;
        assert_eq!(message.state, MessageState::Failed);
        assert_eq!(outbox::state_of(&desk.store, ours.id).await.unwrap(), Some(DeliveryState::Failed));
    }
}
