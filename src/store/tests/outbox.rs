//! The outbox: order within a line, and settling that happens once.

use super::super::attendance::close_attendance;
use super::super::outbox::*;
use super::super::{contact, message};
use super::*;
use crate::domain::attendance::Conclusion;
use crate::domain::contact::{Address, AddressKind};
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::id::RemoteId;

/// A desk with Maria, and so many queued messages to her, numbered from 1.
async fn queue(count: u128, state: DeliveryState) -> (Desk, ContactId) {
    let desk = desk().await;
    let maria = add_contact(&desk.store, 1, "Maria", "5551999990001").await;
    let attendance = attendance(1, maria, oficial());
    add_attendance(&desk.store, attendance.clone()).await.unwrap();
    for n in 1..=count {
        let message_state =
            if state == DeliveryState::Held { MessageState::Held } else { MessageState::Queued };
        let message = outgoing(n, attendance.id, message_state);
        let delivery = delivery(n, &message, maria, oficial());
        desk.store
            .write(move |tx| {
                async move {
                    message::insert_message(tx, &message, None).await?;
                    insert_delivery(tx, &delivery, state, Start::at_once(at(0))).await
                }
                .boxed()
            })
            .await
            .unwrap();
    }
    (desk, maria)
}

const fn number(n: u128) -> DeliveryId {
    DeliveryId::new(Uuid::from_u128(n))
}

async fn take(store: &Store, second: i64) -> Vec<Delivery> {
    store.write(move |tx| claim(tx, at(second), at(second + 90), 32, &[]).boxed()).await.unwrap()
}

async fn taken(store: &Store, second: i64) -> Vec<u128> {
    take(store, second).await.iter().map(|delivery| delivery.id.uuid().as_u128()).collect()
}

async fn answer(store: &Store, n: u128, attempt: u32, settle_as: SettleAs) -> bool {
    store.write(move |tx| settle(tx, number(n), attempt, settle_as).boxed()).await.unwrap()
}

#[tokio::test]
async fn what_is_taken_has_all_that_is_needed_to_send_it() {
    let (desk, maria) = queue(1, DeliveryState::Queued).await;
    desk.store
        .write(move |tx| {
            async move {
                let given = [
                    Address { kind: AddressKind::Lid, value: "7@lid".to_owned() },
                    Address { kind: AddressKind::WaId, value: "555199990001".to_owned() },
                ];
                contact::add_addresses(tx, maria, &given, at(1)).await
            }
            .boxed()
        })
        .await
        .unwrap();
    let taken = take(&desk.store, 1).await;
    let expected = Delivery {
        to: Destination {
            phone: Phone::from_digits("5551999990001"),
            addresses: vec![
                Address { kind: AddressKind::WaId, value: "555199990001".to_owned() },
                Address { kind: AddressKind::Lid, value: "7@lid".to_owned() },
            ],
        },
        content: Content::Text { body: "message 1".to_owned() },
        attempt: 1,
        ..delivery(
            1,
            &outgoing(1, AttendanceId::new(Uuid::from_u128(1)), MessageState::Queued),
            maria,
            oficial(),
        )
    };
    assert_eq!(taken, [expected]);
}

#[tokio::test]
async fn the_next_of_a_line_leaves_after_the_one_before_was_accepted() {
    let (desk, _) = queue(2, DeliveryState::Queued).await;
    assert_eq!(taken(&desk.store, 0).await, [1]);
    assert!(taken(&desk.store, 1).await.is_empty());
    assert_eq!(next_due(&desk.store, &[]).await.unwrap(), None, "what stands behind another is not due");
    assert!(answer(&desk.store, 1, 1, SettleAs::Retry { at: at(10), waits_for: None }).await);
    assert_eq!(next_due(&desk.store, &[]).await.unwrap(), Some(at(10)));
    assert!(taken(&desk.store, 9).await.is_empty(), "nor does it pass one that waits for its next try");
    assert_eq!(take(&desk.store, 10).await[0].attempt, 2);
    assert!(answer(&desk.store, 1, 2, SettleAs::Done).await);
    assert_eq!(taken(&desk.store, 11).await, [2]);
}

#[tokio::test]
async fn an_unknown_one_keeps_its_line_back_until_it_is_settled() {
    let (desk, _) = queue(2, DeliveryState::Queued).await;
    taken(&desk.store, 0).await;
    let expired = desk.store.write(|tx| expire_leases(tx, at(89)).boxed()).await.unwrap();
    assert!(expired.is_empty());
    let expired = desk.store.write(|tx| expire_leases(tx, at(90)).boxed()).await.unwrap();
    assert_eq!(expired, [(number(1), MessageId::new(Uuid::from_u128(1)))]);
    assert!(taken(&desk.store, 91).await.is_empty());
    assert!(desk.store.write(|tx| settle_by_receipt(tx, number(1), false).boxed()).await.unwrap());
    assert_eq!(state_of(&desk.store, number(1)).await.unwrap(), Some(DeliveryState::Done));
    assert_eq!(taken(&desk.store, 92).await, [2]);
}

#[tokio::test]
async fn a_lease_found_at_the_start_is_that_of_a_dead_process() {
    let (desk, _) = queue(1, DeliveryState::Queued).await;
    taken(&desk.store, 0).await;
    let lapsed = desk.store.write(|tx| lapse_all_leases(tx).boxed()).await.unwrap();
    assert_eq!(lapsed.len(), 1);
    assert!(taken(&desk.store, 1).await.is_empty(), "it is not sent again by itself");
    assert!(answer(&desk.store, 1, 1, SettleAs::Done).await, "a late answer to the same try still counts");
}

#[tokio::test]
async fn a_person_sends_again_what_is_unknown_or_failed_and_once() {
    let (desk, _) = queue(2, DeliveryState::Queued).await;
    let again = |n, second| desk.store.write(move |tx| resend(tx, number(n), at(second)).boxed());
    assert!(!again(1, 0).await.unwrap(), "it is still queued");
    taken(&desk.store, 0).await;
    assert!(answer(&desk.store, 1, 1, SettleAs::Failed).await);
    assert_eq!(taken(&desk.store, 1).await, [2], "a failed one keeps nothing back");
    let (one, other) = futures::join!(again(1, 5), again(1, 5));
    assert_eq!((one.unwrap(), other.unwrap()), (true, false));
    assert!(
        !answer(&desk.store, 1, 1, SettleAs::Failed).await,
        "the answer to the try before does not count"
    );
    assert_eq!(taken(&desk.store, 5).await, [1]);
    assert!(!answer(&desk.store, 1, 1, SettleAs::Done).await);
    assert!(answer(&desk.store, 1, 2, SettleAs::Done).await);
    assert!(!again(1, 6).await.unwrap());
    assert!(desk.store.write(|tx| settle_by_receipt(tx, number(1), true).boxed()).await.unwrap());
    assert!(again(1, 7).await.unwrap(), "a failure reported after acceptance can be tried again");
}

#[tokio::test]
async fn every_try_that_was_refused_after_it_was_taken_is_remembered() {
    let (desk, maria) = queue(1, DeliveryState::Queued).await;
    let (id, attendance) = (MessageId::new(Uuid::from_u128(1)), AttendanceId::new(Uuid::from_u128(1)));
    for (attempt, tried) in [(1, "wamid.a"), (2, "wamid.b")] {
        let second = i64::from(attempt);
        assert_eq!(taken(&desk.store, second).await, [1]);
        assert!(answer(&desk.store, 1, attempt, SettleAs::Done).await);
        let (tried, fault) =
            (RemoteId(tried.to_owned()), Fault::new(FaultKind::WindowClosed, "131047", "closed"));
        let held = desk.store.write(move |tx| {
            async move { hold_again(tx, number(1), &tried, &fault, at(second)).await }.boxed()
        });
        assert!(held.await.unwrap());
        if attempt == 1 {
            let release = desk.store.write(move |tx| {
                async move { release_held(tx, maria, &oficial(), at(second)).await }.boxed()
            });
            assert_eq!(release.await.unwrap(), 1);
        }
    }
    let tries = refused_tries(&desk.store, id).await.unwrap();
    assert_eq!(tries.iter().map(|one| one.remote.0.as_str()).collect::<Vec<_>>(), ["wamid.a", "wamid.b"]);
    let remove = desk.store.write(move |tx| remove_held(tx, attendance, id).boxed());
    assert!(remove.await.unwrap(), "with all that was remembered of it");
}

#[tokio::test]
async fn a_receipt_that_comes_before_the_answer_settles_it() {
    let (desk, _) = queue(1, DeliveryState::Queued).await;
    taken(&desk.store, 0).await;
    assert!(desk.store.write(|tx| settle_by_receipt(tx, number(1), false).boxed()).await.unwrap());
    assert!(!answer(&desk.store, 1, 1, SettleAs::Unknown).await);
    assert!(!desk.store.write(|tx| settle_by_receipt(tx, number(1), false).boxed()).await.unwrap());
    assert_eq!(state_of(&desk.store, number(1)).await.unwrap(), Some(DeliveryState::Done));
}

#[tokio::test]
async fn what_is_held_leaves_in_order_when_the_contact_writes() {
    let (desk, maria) = queue(3, DeliveryState::Held).await;
    assert!(taken(&desk.store, 0).await.is_empty());
    assert_eq!(next_due(&desk.store, &[]).await.unwrap(), None);
    let release = || {
        desk.store.write(move |tx| async move { release_held(tx, maria, &oficial(), at(5)).await }.boxed())
    };
    assert_eq!(release().await.unwrap(), 3);
    assert_eq!(release().await.unwrap(), 0);
    let attendance = AttendanceId::new(Uuid::from_u128(1));
    assert_eq!(message::count_in_state(&desk.store, attendance, MessageState::Queued).await.unwrap(), 3);
    for n in 1..=3 {
        assert_eq!(taken(&desk.store, 5).await, [n]);
        assert!(answer(&desk.store, n, 1, SettleAs::Done).await);
    }
    let carried = message::by_delivery(&desk.store, number(2)).await.unwrap().unwrap();
    assert_eq!(of_message(&desk.store, carried.id).await.unwrap(), Some((number(2), DeliveryState::Done)));
}

#[tokio::test]
async fn what_is_held_changes_places_and_is_removed_only_while_it_waits() {
    let (desk, maria) = queue(3, DeliveryState::Held).await;
    let attendance = AttendanceId::new(Uuid::from_u128(1));
    let waiting = || async { held_messages(&desk.store, attendance).await.unwrap() };
    let ids: Vec<MessageId> = waiting().await.iter().map(|one| one.id).collect();
    let [first, second, third] = ids[..] else { panic!("{ids:?}") };
    let moves = |id, earlier| {
        desk.store.write(move |tx| async move { move_held(tx, attendance, id, earlier).await }.boxed())
    };
    let removes =
        |id| desk.store.write(move |tx| async move { remove_held(tx, attendance, id).await }.boxed());
    assert!(moves(third, true).await.unwrap());
    assert!(!moves(first, true).await.unwrap(), "there is nothing before it");
    assert!(moves(first, false).await.unwrap());
    let order: Vec<MessageId> = waiting().await.iter().map(|one| one.id).collect();
    assert_eq!(order, [third, first, second]);
    assert!(removes(first).await.unwrap());
    assert!(!removes(first).await.unwrap());
    desk.store
        .write(move |tx| async move { release_held(tx, maria, &oficial(), at(5)).await }.boxed())
        .await
        .unwrap();
    assert!(waiting().await.is_empty());
    assert!(!moves(second, true).await.unwrap() && !removes(second).await.unwrap(), "they have left");
    for n in [3, 2] {
        assert_eq!(taken(&desk.store, 5).await, [n]);
        assert!(answer(&desk.store, n, 1, SettleAs::Done).await);
    }
}

#[tokio::test]
async fn a_template_overtakes_the_text_that_waits_for_the_window() {
    let (desk, maria) = queue(1, DeliveryState::Held).await;
    let message = outgoing(9, AttendanceId::new(Uuid::from_u128(1)), MessageState::Queued);
    let delivery = delivery(9, &message, maria, oficial());
    desk.store
        .write(move |tx| {
            async move {
                message::insert_message(tx, &message, None).await?;
                insert_delivery(tx, &delivery, DeliveryState::Queued, Start::at_once(at(0))).await
            }
            .boxed()
        })
        .await
        .unwrap();
    assert_eq!(taken(&desk.store, 0).await, [9]);
}

#[tokio::test]
async fn an_unknown_one_of_a_concluded_attendance_keeps_nothing_of_the_next_back() {
    let (desk, maria) = queue(2, DeliveryState::Queued).await;
    let store = &desk.store;
    taken(store, 0).await;
    store.write(|tx| expire_leases(tx, at(90)).boxed()).await.unwrap();
    let (first, second) = (AttendanceId::new(Uuid::from_u128(1)), AttendanceId::new(Uuid::from_u128(2)));
    assert_eq!(count_stalled(store, first).await.unwrap(), 1, "the one behind it");
    let dropped = store.write(move |tx| {
        async move {
            close_attendance(tx, first, Conclusion::Questions, None, at(91)).await?;
            let why = Fault::new(FaultKind::Expired, "concluded", "");
            drop_waiting(tx, first, &why, at(91)).await
        }
        .boxed()
    });
    assert_eq!(
        dropped.await.unwrap(),
        [MessageId::new(Uuid::from_u128(2))],
        "it does not leave after the end"
    );
    add_attendance(store, attendance(2, maria, oficial())).await.unwrap();
    let message = outgoing(3, second, MessageState::Queued);
    let next = delivery(3, &message, maria, oficial());
    store
        .write(move |tx| {
            async move {
                message::insert_message(tx, &message, None).await?;
                insert_delivery(tx, &next, DeliveryState::Queued, Start::at_once(at(92))).await
            }
            .boxed()
        })
        .await
        .unwrap();
    assert_eq!(count_stalled(store, second).await.unwrap(), 0);
    assert_eq!(next_due(store, &[]).await.unwrap(), Some(at(92)));
    assert_eq!(taken(store, 92).await, [3]);
    assert_eq!(state_of(store, number(1)).await.unwrap(), Some(DeliveryState::Unknown), "never by itself");
    assert!(store.write(|tx| settle_by_receipt(tx, number(1), false).boxed()).await.unwrap());
    assert_eq!(state_of(store, number(1)).await.unwrap(), Some(DeliveryState::Done));
}

#[tokio::test]
async fn what_was_refused_late_in_a_concluded_attendance_stops_nothing_of_the_next() {
    let (desk, maria) = queue(2, DeliveryState::Queued).await;
    let store = &desk.store;
    let first = AttendanceId::new(Uuid::from_u128(1));
    let closed = store.write(move |tx| {
        async move { close_attendance(tx, first, Conclusion::Questions, None, at(1)).await }.boxed()
    });
    closed.await.unwrap();
    let next = attendance(2, maria, oficial());
    add_attendance(store, next.clone()).await.unwrap();
    let text = outgoing(3, next.id, MessageState::Queued);
    let behind = delivery(3, &text, maria, oficial());
    let held = store.write(move |tx| {
        async move {
            message::insert_message(tx, &text, None).await?;
            insert_delivery(tx, &behind, DeliveryState::Queued, Start::at_once(at(0))).await?;
            hold_behind(tx, number(1), at(2)).await
        }
        .boxed()
    });
    assert_eq!(held.await.unwrap(), 1, "the second of the same attendance, and no more");
    let of_the_next = message::load_message(store, MessageId::new(Uuid::from_u128(3))).await.unwrap();
    assert_eq!(of_the_next.state, MessageState::Queued);
}
