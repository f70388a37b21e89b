//! What goes wrong on request.

use super::super::{Fault, FaultKind};
use super::{CARLA, World, within};
use chrono::TimeDelta;
use serde_json::json;

fn fault(kind: FaultKind, chat: Option<i64>, times: u32) -> Fault {
    Fault { method: "SendMessage".into(), chat, times, kind }
}

#[tokio::test]
async fn the_next_calls_are_refused_and_then_no_more() {
    let world = World::start().await;
    let send = json!({"chat_id": CARLA, "text": "x"});
    world.demo.fail_next(fault(FaultKind::RetryAfter(4), Some(5), 1));
    world.demo.fail_next(fault(FaultKind::RetryAfter(3), Some(CARLA), 2));
    for _time in 0..2 {
        let (status, answer) = world.call("sendMessage", send.clone()).await;
        assert_eq!(status, 429);
        let expected = json!({"ok": false, "error_code": 429, "description": "Too Many Requests: retry after 3",
            "parameters": {"retry_after": 3}});
        assert_eq!(answer, expected);
    }
    world.demo.fail_next(fault(FaultKind::ServerError, None, 1));
    assert_eq!(world.call("sendMessage", send.clone()).await.0, 500);
    world.ok("sendMessage", send).await;
    assert_eq!(world.demo.chat(CARLA).len(), 1);
    let status: Vec<u16> = world.demo.requests().iter().map(|request| request.status).collect();
    assert_eq!(status, [429, 429, 500, 200]);
}

#[tokio::test]
async fn a_call_that_hangs_is_carried_out_when_it_is_released() {
    let world = World::start().await;
    world.demo.fail_next(fault(FaultKind::Hang, None, 1));
    let send = world.call("sendMessage", json!({"chat_id": CARLA, "text": "x"}));
    let release = async {
        within(world.demo.until(|demo| (demo.hanging() == 1).then_some(()))).await;
        assert_eq!(world.demo.chat(CARLA), []);
        world.demo.release();
    };
    let ((status, _), ()) = tokio::join!(send, release);
    assert_eq!(status, 200);
    assert_eq!((world.demo.chat(CARLA).len(), world.demo.hanging()), (1, 0));
}

#[tokio::test]
async fn a_call_that_was_let_go_before_it_would_hang_is_answered() {
    let world = World::start().await;
    let poll = Fault { method: "getUpdates".into(), ..fault(FaultKind::HangAfterAccept, None, 1) };
    world.demo.fail_next(poll);
    let mut changes = world.demo.subscribe();
    let poll = world.call("getUpdates", json!({"timeout": 50}));
    let typing = async {
        // The call makes itself known when it begins to wait.
        within(changes.changed()).await.unwrap();
        world.demo.clear_faults();
        world.demo.type_text(CARLA, "oi");
    };
    let ((status, answer), ()) = within(async { tokio::join!(poll, typing) }).await;
    assert_eq!(status, 200);
    assert_eq!(answer["result"][0]["message"]["text"], "oi");
}

#[tokio::test]
async fn a_call_can_be_carried_out_and_never_answered() {
    let world = World::start().await;
    let send = || {
        world.client().post(world.address("sendMessage")).json(&json!({"chat_id": CARLA, "text": "x"})).send()
    };
    world.demo.fail_next(fault(FaultKind::DropAfterAccept, None, 1));
    let lost = async { send().await?.bytes().await };
    assert!(within(lost).await.is_err());
    assert_eq!(world.demo.chat(CARLA).len(), 1, "it was accepted");
    world.demo.fail_next(fault(FaultKind::Drop, None, 1));
    let lost = async { send().await?.bytes().await };
    assert!(within(lost).await.is_err());
    assert_eq!(world.demo.chat(CARLA).len(), 1, "it was not accepted");

    world.demo.fail_next(fault(FaultKind::HangAfterAccept, None, 1));
    {
        let sending = send();
        tokio::pin!(sending);
        tokio::select! {
            _answer = &mut sending => panic!("it must not be answered"),
            () = within(world.demo.until(|demo| (demo.hanging() == 1).then_some(()))) => {}
        }
    }
    // The client has gone away.
    within(world.demo.until(|demo| (demo.chat(CARLA).len() == 2).then_some(()))).await;
}

#[tokio::test]
async fn limits_hold_per_chat_and_overall_and_time_heals() {
    let world = World::start().await;
    world.demo.set_rate_limits(true);
    let send = |chat: i64| json!({"chat_id": chat, "text": "x"});
    for _message in 0..20 {
        world.ok("sendMessage", send(CARLA)).await;
    }
    let (status, answer) = world.call("sendMessage", send(CARLA)).await;
    assert_eq!((status, &answer["parameters"]["retry_after"]), (429, &json!(1)));
    let press = world.demo.tap(CARLA, 1, "a");
    world.ok("answerCallbackQuery", json!({"callback_query_id": press})).await;
    world.demo.add_person(2, "Bia", None);
    for _message in 0..10 {
        world.ok("sendMessage", send(2)).await;
    }
    assert_eq!(world.call("sendMessage", send(2)).await.0, 429, "thirty over all chats");
    world.clock.turn(TimeDelta::seconds(1));
    world.ok("sendMessage", send(CARLA)).await;
    assert_eq!(world.call("sendMessage", send(CARLA)).await.0, 429);
    world.demo.set_rate_limits(false);
    world.ok("sendMessage", send(CARLA)).await;
}
