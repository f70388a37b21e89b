//! What waits for its channel: the connection, its turn among the conversations that are started, a restriction's end.

use super::super::outbox::*;
use super::super::{conversation, message};
use super::*;
use crate::domain::channel::{DownReason, Health};
use crate::domain::delivery::WaitsFor;
use crate::domain::fault::{Fault, FaultKind};
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
    let taken =
        desk.store.write(move |tx| claim(tx, at(second), at(second + 90), 32, &[]).boxed()).await.unwrap();
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
    assert_eq!(next_due(&desk.store, &[]).await.unwrap(), None);
    assert_eq!(taken(&desk, 9).await, []);
    for well in [Health::Down { reason: DownReason::Unreachable }, Health::Unknown, Health::Up] {
        health(&desk, well).await;
        assert_eq!(next_due(&desk.store, &[]).await.unwrap(), Some(at(0)));
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
        .write(move |tx| {
            async move { conversation::note_incoming(tx, rita, &loja(), &[], at(0)).await }.boxed()
        })
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

/// What is due then is tried, and refused for good.
async fn refused(desk: &Desk, second: i64) {
    let taken =
        desk.store.write(move |tx| claim(tx, at(second), at(second + 90), 32, &[]).boxed()).await.unwrap();
    for one in taken {
        desk.store.write(move |tx| settle(tx, one.id, one.attempt, SettleAs::Failed).boxed()).await.unwrap();
    }
}

/// A person says that this one is to be sent again; says whether it will be.
async fn again(desk: &Desk, number: u128, now: i64) -> bool {
    let id = DeliveryId::new(Uuid::from_u128(number));
    desk.store.write(move |tx| resend(tx, id, at(now)).boxed()).await.unwrap()
}

#[tokio::test]
async fn what_failed_and_is_sent_again_takes_its_turn_among_the_starts() {
    let desk = strangers(3, 30).await;
    write_to(&desk, 1, 1, 0).await;
    refused(&desk, 0).await;
    assert_eq!(write_to(&desk, 2, 2, 1).await, (30, Some(WaitsFor::Pace)));
    assert!(again(&desk, 1, 2).await);
    assert!(!again(&desk, 1, 2).await, "it is queued");
    assert_eq!(taken(&desk, 30).await, [2]);
    assert_eq!(taken(&desk, 59).await, []);
    assert_eq!(taken(&desk, 60).await, [1]);

    // What was written meanwhile has a place already: it leaves there, before that.
    write_to(&desk, 3, 3, 90).await;
    refused(&desk, 90).await;
    assert_eq!(write_to(&desk, 3, 4, 91).await, (120, Some(WaitsFor::Pace)));
    assert!(again(&desk, 3, 92).await);
    assert_eq!(taken(&desk, 119).await, []);
    assert_eq!(taken(&desk, 120).await, [3]);
    assert_eq!(taken(&desk, 120).await, [4]);
}

#[tokio::test]
async fn what_does_not_leave_for_the_time_being_is_counted_and_given_up_and_the_rest_is_not() {
    let desk = strangers(3, 30).await;
    let whose = |who: u128| AttendanceId::new(Uuid::from_u128(who));
    for who in 1..=3 {
        write_to(&desk, who, who, 0).await;
    }
    write_to(&desk, 2, 4, 1).await;
    let mut counts = Vec::new();
    for who in 1..=3 {
        counts.push(count_stalled(&desk.store, whose(who)).await.unwrap());
    }
    assert_eq!(counts, [0, 2, 1], "the first is on its way");
    let why = Fault::new(FaultKind::Expired, "concluded", "");
    let dropped = desk
        .store
        .write(move |tx| async move { drop_waiting(tx, whose(2), &why, at(2)).await }.boxed())
        .await
        .unwrap();
    assert_eq!(dropped, [2, 4].map(|number| MessageId::new(Uuid::from_u128(number))));
    assert_eq!(message::load_message(&desk.store, dropped[0]).await.unwrap().state, MessageState::Failed);
    assert_eq!(taken(&desk, 30).await, [1]);
    health(&desk, Health::Down { reason: DownReason::Disconnected }).await;
    assert_eq!(count_stalled(&desk.store, whose(3)).await.unwrap(), 1);
    health(&desk, Health::Up).await;
    assert_eq!(taken(&desk, 60).await, [3]);
}
