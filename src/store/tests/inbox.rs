//! The inbox: stored once, worked off once.

use super::super::inbox::*;
use super::*;

fn update(id: i64, lane: &str) -> InboxRow {
    InboxRow {
        source: "telegram".to_owned(),
        remote_id: id.to_string(),
        lane: lane.to_owned(),
        raw: format!("{{\"update_id\":{id}}}"),
        attempts: 0,
        received_at: at(id),
    }
}

async fn receive(store: &Store, rows: Vec<InboxRow>) -> Vec<bool> {
    store.write(move |tx| async move { insert_inbox(tx, &rows).await }.boxed()).await.unwrap()
}

async fn finish(store: &Store, id: &'static str) -> bool {
    store.write(move |tx| finish_inbox(tx, "telegram", id).boxed()).await.unwrap()
}

async fn ids(store: &Store, lane: &str) -> Vec<String> {
    let rows = waiting_inbox(store, "telegram", lane, 10).await.unwrap();
    rows.into_iter().map(|row| row.remote_id).collect()
}

#[tokio::test]
async fn what_comes_twice_is_stored_once() {
    let desk = desk().await;
    assert_eq!(
        receive(&desk.store, vec![update(9, "a"), update(10, "b"), update(9, "a")]).await,
        [true, true, false]
    );
    assert_eq!(receive(&desk.store, vec![update(10, "b"), update(11, "a")]).await, [false, true]);
    assert!(receive(&desk.store, Vec::new()).await.is_empty());
    assert_eq!(ids(&desk.store, "a").await, ["9", "11"]);
    assert_eq!(waiting_lanes(&desk.store, "telegram").await.unwrap(), ["a", "b"]);
    assert_eq!(last_update_id(&desk.store, "telegram").await.unwrap(), Some(11), "by number, not by letters");
    assert_eq!(last_update_id(&desk.store, "loja").await.unwrap(), None);
}

#[tokio::test]
async fn more_rows_than_one_statement_takes_are_told_apart_too() {
    let desk = desk().await;
    let many: Vec<_> = (0..1_200).map(|id| update(id, "a")).collect();
    receive(&desk.store, vec![update(700, "a")]).await;
    let fresh = receive(&desk.store, many).await;
    assert_eq!(fresh.len(), 1_200);
    assert_eq!(fresh.iter().position(|fresh| !fresh), Some(700));
}

#[tokio::test]
async fn what_is_worked_off_has_its_effect_once() {
    let desk = desk().await;
    receive(&desk.store, vec![update(1, "a")]).await;
    assert!(finish(&desk.store, "1").await);
    assert!(!finish(&desk.store, "1").await);
    assert!(!finish(&desk.store, "2").await, "nor has what never came");
    assert!(ids(&desk.store, "a").await.is_empty());
    assert_eq!(receive(&desk.store, vec![update(1, "a")]).await, [false], "and it stays known");
}

#[tokio::test]
async fn what_fails_three_times_is_given_up() {
    let desk = desk().await;
    receive(&desk.store, vec![update(1, "a")]).await;
    let mut outcomes = Vec::new();
    for _ in 0..4 {
        let outcome = desk.store.write(|tx| fail_inbox(tx, "telegram", "1", 3).boxed()).await.unwrap();
        outcomes.push(outcome);
    }
    let (once, twice) = (AfterFailure::TryAgain { attempts: 1 }, AfterFailure::TryAgain { attempts: 2 });
    assert_eq!(outcomes, [once, twice, AfterFailure::GivenUp, AfterFailure::Settled]);
    assert!(ids(&desk.store, "a").await.is_empty());
    assert!(!finish(&desk.store, "1").await);
}

#[tokio::test]
async fn what_is_old_and_settled_is_forgotten() {
    let desk = desk().await;
    receive(&desk.store, vec![update(1, "a"), update(2, "a"), update(3, "a")]).await;
    finish(&desk.store, "1").await;
    finish(&desk.store, "3").await;
    assert_eq!(desk.store.write(|tx| purge_inbox(tx, at(3), "telegram").boxed()).await.unwrap(), 1);
    assert_eq!(ids(&desk.store, "a").await, ["2"]);
}

#[tokio::test]
async fn a_receipt_that_never_met_its_message_is_forgotten_and_an_update_that_waits_never_is() {
    let desk = desk().await;
    let receipt = |n: i64| InboxRow { source: "loja".to_owned(), ..update(n, "3EB0") };
    receive(&desk.store, vec![update(1, "a"), receipt(2), receipt(9)]).await;
    assert_eq!(desk.store.write(|tx| purge_inbox(tx, at(3), "telegram").boxed()).await.unwrap(), 1);
    assert_eq!(ids(&desk.store, "a").await, ["1"]);
    let left = waiting_inbox(&desk.store, "loja", "3EB0", 10).await.unwrap();
    assert_eq!(left.iter().map(|row| row.remote_id.as_str()).collect::<Vec<_>>(), ["9"]);
}
