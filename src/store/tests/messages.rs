//! Messages: states that climb, and events that come twice.

use super::super::message::*;
use super::*;
use crate::domain::event::Pricing;
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::id::RemoteId;

async fn one_message(state: MessageState) -> (Desk, Message) {
    let desk = desk().await;
    let maria = add_contact(&desk.store, 1, "Maria", "5551999990001").await;
    let attendance = attendance(1, maria, oficial());
    let message = outgoing(1, attendance.id, state);
    add_attendance(&desk.store, attendance).await.unwrap();
    put(&desk.store, message.clone(), None).await.unwrap();
    (desk, message)
}

async fn put(store: &Store, message: Message, written_in: Option<WrittenIn>) -> Result<(), StoreError> {
    store.write(move |tx| async move { insert_message(tx, &message, written_in).await }.boxed()).await
}

const fn learnt(state: MessageState, at: Timestamp) -> Learnt<'static> {
    Learnt { state, at, fault: None, remote: None, pricing: None }
}

#[tokio::test]
async fn a_late_receipt_does_not_lower_the_state() {
    let (desk, message) = one_message(MessageState::Queued).await;
    let id = message.id;
    let (read, late) = desk
        .store
        .write(move |tx| {
            async move {
                let read = advance_message(tx, id, &learnt(MessageState::Read, at(3))).await?;
                let late = advance_message(tx, id, &learnt(MessageState::Delivered, at(2))).await?;
                Ok((read, late))
            }
            .boxed()
        })
        .await
        .unwrap();
    assert_eq!(read.unwrap().state, MessageState::Read);
    assert_eq!(late, None, "it told nothing new");
    let kept = load_message(&desk.store, id).await.unwrap();
    assert_eq!((kept.state, kept.state_at), (MessageState::Read, at(3)));
}

#[tokio::test]
async fn what_went_wrong_is_kept_when_the_state_climbs_past_it() {
    let (desk, message) = one_message(MessageState::Sent).await;
    let id = message.id;
    let fault = Fault::new(FaultKind::Undeliverable, "131026", "undeliverable");
    let expected = fault.clone();
    let after = desk
        .store
        .write(move |tx| {
            async move {
                let remote = RemoteId("wamid.1".to_owned());
                let pricing = Pricing { kind: "regular".to_owned(), category: "utility".to_owned() };
                let failed = Learnt {
                    fault: Some(&fault),
                    remote: Some(&remote),
                    pricing: Some(&pricing),
                    ..learnt(MessageState::Failed, at(1))
                };
                advance_message(tx, id, &failed).await?;
                assert_eq!(advance_message(tx, id, &failed).await?, None);
                advance_message(tx, id, &learnt(MessageState::Delivered, at(2))).await
            }
            .boxed()
        })
        .await
        .unwrap()
        .unwrap();
    assert_eq!((after.state, after.fault), (MessageState::Delivered, Some(expected)));
    let remote = RemoteId("wamid.1".to_owned());
    let found = by_remote(&desk.store, &oficial(), &remote, Direction::Out).await.unwrap();
    assert_eq!(found.unwrap().id, id);
    assert_eq!(by_remote(&desk.store, &loja(), &remote, Direction::Out).await.unwrap(), None);
}

#[tokio::test]
async fn our_own_decision_may_lower_the_state_once() {
    let (desk, message) = one_message(MessageState::Queued).await;
    let id = message.id;
    let moved = desk
        .store
        .write(move |tx| {
            async move {
                let fault = Fault::new(FaultKind::WindowClosed, "131047", "");
                let (queued, held) = (MessageState::Queued, MessageState::Held);
                let once = move_message(tx, id, queued, held, Some(&fault), at(1)).await?;
                let twice = move_message(tx, id, queued, held, Some(&fault), at(2)).await?;
                Ok((once, twice))
            }
            .boxed()
        })
        .await
        .unwrap();
    assert_eq!(moved, (true, false));
    let attendance = message.attendance;
    assert_eq!(count_in_state(&desk.store, attendance, MessageState::Held).await.unwrap(), 1);
    assert_eq!(count_in_state(&desk.store, attendance, MessageState::Queued).await.unwrap(), 0);
}

#[tokio::test]
async fn the_same_event_makes_one_message() {
    let (desk, message) = one_message(MessageState::Queued).await;
    let received = |n| Message {
        direction: Direction::In,
        remote: Some(RemoteId("wamid.in".to_owned())),
        ..outgoing(n, message.attendance, MessageState::Received)
    };
    put(&desk.store, received(2), None).await.unwrap();
    let twice = put(&desk.store, received(3), None).await.unwrap_err();
    assert!(twice.is_conflict(Constraint::RemoteMessageKnown), "{twice:?}");

    let written = Some(WrittenIn { chat_id: 7, message_id: 70 });
    let sent = outgoing(4, message.attendance, MessageState::Queued);
    put(&desk.store, sent.clone(), written).await.unwrap();
    let again = outgoing(5, message.attendance, MessageState::Queued);
    let twice = put(&desk.store, again, written).await.unwrap_err();
    assert!(twice.is_conflict(Constraint::SourceMessageKnown), "{twice:?}");
    let found = by_written_in(&desk.store, WrittenIn { chat_id: 7, message_id: 70 }).await.unwrap();
    assert_eq!(found, Some(sent));
    assert_eq!(by_written_in(&desk.store, WrittenIn { chat_id: 7, message_id: 71 }).await.unwrap(), None);
}

#[tokio::test]
async fn a_message_of_no_attendance_is_refused() {
    let desk = desk().await;
    let nowhere = AttendanceId::new(Uuid::from_u128(404));
    let refused = put(&desk.store, outgoing(1, nowhere, MessageState::Queued), None).await.unwrap_err();
    assert!(refused.is_conflict(Constraint::Reference), "{refused:?}");
}

#[tokio::test]
async fn the_last_messages_come_oldest_first() {
    let (desk, message) = one_message(MessageState::Queued).await;
    for n in 2..6 {
        put(&desk.store, outgoing(n, message.attendance, MessageState::Queued), None).await.unwrap();
    }
    let last = last_messages(&desk.store, message.attendance, 3).await.unwrap();
    assert_eq!(last.iter().map(|one| one.id.uuid().as_u128()).collect::<Vec<_>>(), [3, 4, 5]);
    assert_eq!(last[0].content, Content::Text { body: "message 3".to_owned() });
}

#[tokio::test]
async fn a_value_that_cannot_be_read_names_its_place_and_not_itself() {
    let (desk, message) = one_message(MessageState::Queued).await;
    desk.store
        .write(|tx| {
            async move {
                sqlx::query("update message set content = '{\"kind\":\"secret words\"}'")
                    .execute(tx.sqlite())
                    .await?;
                Ok(())
            }
            .boxed()
        })
        .await
        .unwrap();
    let error = load_message(&desk.store, message.id).await.unwrap_err();
    assert!(matches!(error, StoreError::Corrupt { table: "message", column: "content", .. }), "{error:?}");
    assert!(error.to_string().contains(&message.id.to_string()));
    assert!(!format!("{error:?} {error}").contains("secret"));
}
