//! What waits for its channel: the connection, its turn among the conversations that are started, a restriction's end.

use super::super::message;
use super::super::outbox::*;
use super::*;
use crate::domain::channel::{DownReason, Health};
use crate::domain::delivery::WaitsFor;
use chrono::TimeDelta;

/// A desk with so many people who have never written, and an attendance of each on the unofficial channel.
async fn strangers(count: u128, gap: i64) -> Desk {
    let desk = desk().await;
    for n in 1..=count {
        let contact = add_contact(&desk.store, n, "Rita", &format!("555199999{n:04}")).await;
        add_attendance(&desk.store, attendance(n, contact, loja())).await.unwrap();
    }
    desk.store
        .write(move |tx| async move { channel::set_pace(tx, &loja(), TimeDelta::seconds(gap)).await }.boxed())
        .await
        .unwrap();
    desk
}

/// Something is written to the person of this number; says from when it may leave, in seconds, and for what it waits.
async fn write_to(desk: &Desk, who: u128, number: u128, now: i64) -> (i64, Option<WaitsFor>) {
    let contact = ContactId::new(Uuid::from_u128(who));
    let message = outgoing(number, AttendanceId::new(Uuid::from_u128(who)), MessageState::Queued);
    let delivery = delivery(number, &message, contact, loja());
    let start = desk
        .store
        .write(move |tx| {
            async move {
                message::insert_message(tx, &message, None).await?;
                let start = place_start(tx, contact, &loja(), at(now)).await?;
                insert_delivery(tx, &delivery, DeliveryState::Queued, start).await?;
                Ok(start)
            }
            .boxed()
        })
        .await
        .unwrap();
    ((start.due_at - at(0)).num_seconds(), start.waits_for)
}

/// The numbers of what is taken then.
async fn taken(desk: &Desk, second: i64) -> Vec<u128> {
    let taken = desk.store.write(move |tx| claim(tx, at(second), at(second + 90), 32).boxed()).await.unwrap();
    for one in &taken {
        let (id, attempt) = (one.id, one.attempt);
        desk.store.write(move |tx| settle(tx, id, attempt, SettleAs::Done).boxed()).await.unwrap();
    }
    taken.iter().map(|delivery| delivery.id.uuid().as_u128()).collect()
}

async fn health(desk: &Desk, health: Health) {
    desk.store
        .write(move |tx| {
            async move { channel::set_channel_health(tx, &loja(), &health, at(0)).await }.boxed()
        })
        .await
        .unwrap();
}

#[tokio::test]
async fn nothing_is_due_or_taken_while_the_phone_of_its_channel_is_away() {
    let desk = strangers(1, 0).await;
    write_to(&desk, 1, 1, 0).await;
    health(&desk, Health::Down { reason: DownReason::Disconnected }).await;
    assert_eq!(next_due(&desk.store).await.unwrap(), None);
    assert_eq!(taken(&desk, 9).await, []);
    for well in [Health::Down { reason: DownReason::Unreachable }, Health::Unknown, Health::Up] {
        health(&desk, well).await;
        assert_eq!(next_due(&desk.store).await.unwrap(), Some(at(0)));
    }
    assert_eq!(taken(&desk, 9).await, [1]);
}

#[tokio::test]
async fn conversations_start_one_by_one_and_those_that_run_wait_for_none() {
    let desk = strangers(4, 30).await;
    assert_eq!(write_to(&desk, 1, 1, 0).await, (0, None));
    assert_eq!(write_to(&desk, 2, 2, 0).await, (30, Some(WaitsFor::Pace)));
    assert_eq!(write_to(&desk, 3, 3, 5).await, (60, Some(WaitsFor::Pace)));
    assert_eq!(write_to(&desk, 1, 4, 6).await, (6, None), "it has begun");
    assert_eq!(write_to(&desk, 2, 5, 6).await, (6, None), "it stands behind the first in its line");
    assert_eq!(taken(&desk, 7).await, [1]);
    assert_eq!(taken(&desk, 8).await, [4]);
    assert_eq!(taken(&desk, 29).await, []);
    assert_eq!(taken(&desk, 30).await, [2]);
    assert_eq!(taken(&desk, 31).await, [5]);
    let rita = ContactId::new(Uuid::from_u128(3));
    desk.store
        .write(move |tx| async move { release_line(tx, rita, &loja(), at(32)).await }.boxed())
        .await
        .unwrap();
    assert_eq!(taken(&desk, 32).await, [3], "who writes is no stranger any more");
    assert_eq!(write_to(&desk, 4, 6, 500).await, (500, None), "after a pause the next starts at once");
}

#[tokio::test]
async fn a_contact_who_has_written_and_a_channel_without_a_pace_are_never_kept_waiting() {
    let desk = strangers(3, 30).await;
    let rita = ContactId::new(Uuid::from_u128(2));
    desk.store
        .write(move |tx| async move { attendance::note_incoming(tx, rita, &loja(), at(0)).await }.boxed())
        .await
        .unwrap();
    write_to(&desk, 1, 1, 0).await;
    assert_eq!(write_to(&desk, 2, 2, 1).await, (1, None));
    desk.store
        .write(|tx| async move { channel::set_pace(tx, &loja(), TimeDelta::zero()).await }.boxed())
        .await
        .unwrap();
    assert_eq!(write_to(&desk, 3, 3, 1).await, (1, None));
}

#[tokio::test]
async fn a_restriction_holds_all_to_strangers_and_its_end_lets_them_leave_one_by_one() {
    let desk = strangers(3, 30).await;
    write_to(&desk, 1, 1, 0).await;
    assert_eq!(taken(&desk, 0).await, [1]);
    write_to(&desk, 2, 2, 0).await;
    let until = at(3_600);
    desk.store
        .write(move |tx| {
            async move {
                channel::set_restricted(tx, &loja(), until).await?;
                space_starts(tx, &loja(), at(10)).await
            }
            .boxed()
        })
        .await
        .unwrap();
    assert_eq!(write_to(&desk, 1, 3, 20).await, (3_600, Some(WaitsFor::Restriction)), "never answered");
    assert_eq!(write_to(&desk, 3, 4, 20).await, (3_630, Some(WaitsFor::Restriction)));
    assert_eq!(taken(&desk, 3_599).await, []);
    assert_eq!(taken(&desk, 3_600).await, [2, 3]);
    assert_eq!(taken(&desk, 3_629).await, []);
    assert_eq!(taken(&desk, 3_630).await, [4]);
}

#[tokio::test]
async fn what_could_not_start_for_hours_does_not_start_all_at_once() {
    let desk = strangers(3, 30).await;
    for n in 1..=3 {
        write_to(&desk, n, n, 0).await;
    }
    assert_eq!(taken(&desk, 0).await, [1]);
    health(&desk, Health::Down { reason: DownReason::Disconnected }).await;
    assert_eq!(taken(&desk, 9_000).await, []);
    health(&desk, Health::Up).await;
    desk.store.write(|tx| async move { space_starts(tx, &loja(), at(9_000)).await }.boxed()).await.unwrap();
    assert_eq!(taken(&desk, 9_000).await, [2]);
    assert_eq!(taken(&desk, 9_029).await, []);
    assert_eq!(taken(&desk, 9_030).await, [3]);
}
