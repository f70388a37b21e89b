//! Sources of updates: what is stored before it is acknowledged, by polling and by webhook.

use super::super::botapi::Api;
use super::super::botapi::fake::Fake;
use super::super::inbox::{GivenUp, InboxPort, SOURCE};
use super::super::lane::{Lanes, Worked};
use super::super::plug::Plug;
use super::hook::PostAnswer;
use super::poll::{Poller, Pulse};
use super::*;
use crate::app::notice::Notice;
use crate::clock::Clock;
use crate::store::inbox::finish_inbox;
use crate::store::notice::claim_notices;
use crate::store::{Options, Store};
use crate::supervise::Supervisor;
use crate::telegram::raw::{ALLOWED_UPDATES, origin};
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;

/// Lanes over a real inbox table, and what they worked off.
struct World {
    _folder: tempfile::TempDir,
    store: Store,
    lanes: Lanes,
    clock: Clock,
    supervisor: Supervisor,
    worked: mpsc::UnboundedReceiver<i64>,
}

impl World {
    async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("balcao.db").display());
        let store = Store::open(&url, Options::default()).await.unwrap();
        let (clock, supervisor) = (Clock::by_hand(chrono::DateTime::UNIX_EPOCH), Supervisor::new());
        let (lanes, worked) = lanes(&store, &clock, &supervisor);
        Self { _folder: folder, store, lanes, clock, supervisor, worked }
    }

    async fn next(&mut self) -> i64 {
        tokio::time::timeout(Duration::from_secs(5), self.worked.recv()).await.unwrap().unwrap()
    }

    async fn until_idle(&self) {
        while self.lanes.size() != (0, 0) {
            tokio::task::yield_now().await;
        }
    }
}

/// An update whose message says `done` is marked done by its handler, any other one by the lane.
fn lanes(store: &Store, clock: &Clock, supervisor: &Supervisor) -> (Lanes, mpsc::UnboundedReceiver<i64>) {
    let (tell, worked) = mpsc::unbounded_channel();
    let writing = store.clone();
    let work = Plug::new(move |update: Arc<RawUpdate>| {
        let (tell, store) = (tell.clone(), writing.clone());
        async move {
            let id = update.update_id.to_string();
            if update.raw.contains("done") {
                store
                    .write(move |tx| Box::pin(async move { finish_inbox(tx, SOURCE, &id).await }))
                    .await
                    .unwrap();
            }
            tell.send(update.update_id).unwrap();
            Ok(if update.raw.contains("done") { Worked::Stored } else { Worked::Nothing })
        }
    });
    let given_up = Plug::new(|_: GivenUp| std::future::ready(()));
    let lanes = Lanes::new(InboxPort::of(store, clock), work, given_up, clock.clone(), supervisor.clone());
    (lanes, worked)
}

fn sent(update_id: i64, text: &str) -> Value {
    json!({"update_id": update_id, "message": {"message_id": 1, "date": 1, "text": text,
        "chat": {"id": 5, "type": "private"}, "from": {"id": 5, "is_bot": false, "first_name": "Carla"}}})
}

fn api(url: &str) -> Api {
    Api::connect("123:ABC", url, poll::CLIENT_TIME_MAX).unwrap()
}

#[tokio::test]
async fn a_poll_acknowledges_a_batch_only_when_it_is_stored() {
    let mut world = World::start().await;
    let fake = Fake::start(&world.supervisor, |_, body, _| {
        let updates =
            if body["offset"].is_null() { vec![sent(10, "done"), sent(11, "x")] } else { Vec::new() };
        (200, json!({"ok": true, "result": updates}))
    })
    .await;
    let pulse = Pulse::default();
    let mut poller = Poller::new(api(&fake.url), world.lanes.clone(), world.clock.clone(), pulse.clone());
    poller.once().await.unwrap();
    assert_eq!(poller.offset, Some(12));
    assert_eq!((world.next().await, world.next().await), (10, 11));
    poller.once().await.unwrap();
    let asked: Vec<Value> = fake.seen().into_iter().map(|(_, body)| body["offset"].clone()).collect();
    assert_eq!(asked, [json!(null), json!(12)]);
    assert_eq!(fake.seen()[0].1["allowed_updates"], json!(ALLOWED_UPDATES));
    assert_eq!(pulse.last(), Some(world.clock.now()));

    world.until_idle().await;
    world.store.close().await;
    let stored = world.clock.now();
    world.clock.turn(chrono::TimeDelta::minutes(1));
    let mut poller = Poller::new(api(&fake.url), world.lanes.clone(), world.clock.clone(), pulse.clone());
    assert!(poller.once().await.is_err());
    assert_eq!(poller.offset, None, "what is not on disk is not acknowledged");
    assert_eq!(pulse.last(), Some(stored), "and it is no sign of life");
}

#[tokio::test]
async fn an_update_that_comes_by_two_ways_and_across_a_restart_is_worked_off_once() {
    let mut world = World::start().await;
    let fake = Fake::start(&world.supervisor, |_, _, _| {
        (200, json!({"ok": true, "result": [sent(10, "done"), sent(11, "x"), {"no": "id"}]}))
    })
    .await;
    let pulse = Pulse::default();
    let mut poller = Poller::new(api(&fake.url), world.lanes.clone(), world.clock.clone(), pulse.clone());
    poller.once().await.unwrap();
    assert_eq!((world.next().await, world.next().await), (10, 11));
    world.until_idle().await;
    let (again, mut worked) = lanes(&world.store, &world.clock, &world.supervisor);
    again.resume().await.unwrap();
    let mut poller = Poller::new(api(&fake.url), again.clone(), world.clock.clone(), pulse);
    poller.once().await.unwrap();
    again.take_in(vec![update(&sent(12, "x").to_string()).unwrap()]).await.unwrap();
    assert_eq!(worked.recv().await, Some(12));
}

#[tokio::test]
async fn a_failing_server_is_an_error_of_the_poll_and_no_beat() {
    let world = World::start().await;
    let conflict =
        json!({"ok": false, "error_code": 409, "description": "Conflict: terminated by other getUpdates"});
    let fake = Fake::start(&world.supervisor, move |_, _, _| (409, conflict.clone())).await;
    let pulse = Pulse::default();
    let mut poller = Poller::new(api(&fake.url), world.lanes.clone(), world.clock.clone(), pulse.clone());
    assert!(poller.once().await.is_err());
    assert_eq!(pulse.last(), None);
}

#[tokio::test]
async fn a_webhook_that_is_still_set_is_removed_by_the_poll_once_and_no_other_ever() {
    let world = World::start().await;
    let conflict = json!({"ok": false, "error_code": 409, "description":
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"});
    // Set, refused to be removed, removed, and set again by somebody else after an answer.
    let fake = Fake::start(&world.supervisor, move |_, _, before| match before {
        0 | 2 | 5 => (409, conflict.clone()),
        1 => (502, json!("bad gateway")),
        3 => (200, json!({"ok": true, "result": true})),
        _ => (200, json!({"ok": true, "result": []})),
    })
    .await;
    let (url, pulse) = (&fake.url, Pulse::default());
    let mut poller = Poller::new(api(url), world.lanes.clone(), world.clock.clone(), pulse.clone());
    assert!(poller.once().await.is_err());
    assert_eq!(pulse.last(), None);
    poller.once().await.unwrap();
    assert_eq!(pulse.last(), Some(world.clock.now()));
    assert!(poller.once().await.is_err(), "it is not ours");
    let asked: Vec<String> = fake.seen().into_iter().map(|(method, _)| method.to_lowercase()).collect();
    let (ask, remove) = ("getupdates", "deletewebhook");
    assert_eq!(asked, [ask, remove, ask, remove, ask, ask]);
}

#[tokio::test]
async fn a_posted_update_is_answered_by_what_became_of_it() {
    let mut world = World::start().await;
    let api = api("https://api.telegram.org");
    let secret = hook::secret_token(&api).into_bytes();
    let receiver = hook::receiver(&api, world.lanes.clone());
    let body = bytes::Bytes::from(sent(10, "x").to_string());
    assert!(receiver.call(Vec::new()).await.is_none());
    assert!(receiver.call(b"guess".to_vec()).await.is_none());
    let post = receiver.call(secret).await.unwrap();
    assert_eq!(post.call("[]".into()).await, PostAnswer::NotAnUpdate);
    assert_eq!(post.call(body.clone()).await, PostAnswer::Stored);
    assert_eq!(post.call(body).await, PostAnswer::Stored, "a repeat is stored already");
    assert_eq!(world.next().await, 10);
    world.until_idle().await;
    assert!(world.worked.try_recv().is_err());
    world.store.close().await;
    let lost = bytes::Bytes::from(sent(11, "x").to_string());
    assert_eq!(post.call(lost).await, PostAnswer::Unavailable);
    assert_eq!(PostAnswer::Unavailable.status(), 503);
}

#[tokio::test]
async fn what_is_given_up_is_told_by_the_same_write_and_once() {
    let world = World::start().await;
    let port = InboxPort::of(&world.store, &world.clock);
    let update = sent(10, "oi");
    let from = origin(&update);
    let raw = RawUpdate { update_id: 10, lane: "l".to_owned(), raw: update.to_string(), attempts: 0 };
    port.store.call(vec![Arc::new(raw)]).await.unwrap();
    for _start in 0..2 {
        port.give_up.call(GivenUp { update_id: 10, origin: from.clone(), is_doubted: true }).await.unwrap();
    }
    let now = world.clock.now();
    let put = world
        .store
        .write(move |tx| Box::pin(async move { claim_notices(tx, now, now, 10, &[]).await }))
        .await
        .unwrap();
    let put: Vec<_> = put.iter().map(|one| (one.chat_id, Notice::from_stored(&one.payload))).collect();
    assert_eq!(put, [(5, Some(Notice::GivenUp { below: Some(1), is_doubted: true }))]);
}
