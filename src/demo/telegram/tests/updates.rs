//! `getUpdates`: what comes, what stays, what is acknowledged.

use super::{CARLA, World, within};
use chrono::TimeDelta;
use serde_json::{Value, json};

fn ids(updates: &Value) -> Vec<i64> {
    updates.as_array().unwrap().iter().map(|update| update["update_id"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn updates_come_again_until_the_offset_is_beyond_them() {
    let world = World::start().await;
    for text in ["um", "dois", "três"] {
        world.demo.type_text(CARLA, text);
    }
    let first = ids(&world.ok("getUpdates", json!({})).await);
    assert_eq!(first.len(), 3);
    assert_eq!(ids(&world.ok("getUpdates", json!({})).await), first);
    assert_eq!(ids(&world.ok("getUpdates", json!({"limit": 2})).await), first[..2]);
    assert_eq!(world.demo.unacknowledged(), 3);
    assert_eq!(ids(&world.ok("getUpdates", json!({"offset": first[0] + 1})).await), first[1..]);
    assert_eq!(world.demo.unacknowledged(), 2);
    assert_eq!(ids(&world.ok("getUpdates", json!({"offset": -1})).await), first[2..]);
    assert_eq!(ids(&world.ok("getUpdates", json!({"offset": first[2] + 1})).await), [0_i64; 0]);
    assert_eq!(world.demo.unacknowledged(), 0);
}

#[tokio::test]
async fn a_call_waits_for_what_comes() {
    let world = World::start().await;
    let waiting = world.call("getUpdates", json!({"timeout": 50}));
    let mut changes = world.demo.subscribe();
    let typing = async {
        // The call makes itself known when it begins to wait.
        within(changes.changed()).await.unwrap();
        assert_eq!(world.demo.requests(), [], "it is not answered yet");
        world.demo.type_text(CARLA, "oi");
    };
    let ((status, answer), ()) = tokio::join!(waiting, typing);
    assert_eq!(status, 200);
    assert_eq!(answer["result"][0]["message"]["text"], "oi");
}

#[tokio::test]
async fn a_second_call_ends_the_first_with_a_conflict() {
    let world = World::start().await;
    let older = world.call("getUpdates", json!({"timeout": 50}));
    let newer = async {
        let mut changes = world.demo.subscribe();
        within(changes.changed()).await.unwrap();
        let answer = world.call("getUpdates", json!({"timeout": 50}));
        let end = async {
            let conflict = |demo: &super::DemoTelegram| demo.requests().into_iter().find(|r| r.status == 409);
            within(world.demo.until(conflict)).await;
            world.demo.type_text(CARLA, "oi");
        };
        tokio::join!(answer, end).0
    };
    let ((status, answer), (newer, _)) = tokio::join!(older, newer);
    assert_eq!(status, 409);
    let description = answer["description"].as_str().unwrap();
    assert!(description.starts_with("Conflict: terminated by other getUpdates request"), "{description}");
    assert_eq!(newer, 200);
}

#[tokio::test]
async fn the_kinds_asked_for_are_remembered() {
    let world = World::start().await;
    world.ok("getUpdates", json!({"allowed_updates": ["callback_query"]})).await;
    world.demo.type_text(CARLA, "not asked for");
    world.demo.tap(CARLA, 1, "a");
    let updates = world.ok("getUpdates", json!({})).await;
    assert_eq!(updates.as_array().unwrap().len(), 1);
    assert_eq!(updates[0]["callback_query"]["data"], "a");
    world.ok("getUpdates", json!({"allowed_updates": []})).await;
    let before = world.demo.unacknowledged();
    world.demo.send_raw(json!({"message_reaction": {}}));
    assert_eq!(world.demo.unacknowledged(), before, "this kind comes only when it is asked for");
    world.demo.send_raw(json!({"managed_bot": {"a": 1}}));
    assert_eq!(world.demo.unacknowledged(), before + 1);
}

#[tokio::test]
async fn an_update_can_be_delivered_again_after_it_was_acknowledged() {
    let world = World::start().await;
    world.demo.type_text(CARLA, "oi");
    let id = world.demo.last_update_id();
    world.ok("getUpdates", json!({"offset": id + 1})).await;
    world.demo.redeliver(id);
    world.demo.type_text(CARLA, "mais");
    let both = world.ok("getUpdates", json!({"offset": id + 1})).await;
    assert_eq!(ids(&both), [id, id + 1]);
    assert_eq!(both[0]["message"]["text"], "oi");
    assert_eq!(ids(&world.ok("getUpdates", json!({"offset": id + 2})).await), [0_i64; 0]);
}

#[tokio::test]
async fn presses_expire_undelivered_after_150_seconds_and_messages_after_a_day() {
    let world = World::start().await;
    world.demo.tap(CARLA, 1, "a");
    world.demo.type_text(CARLA, "oi");
    world.clock.turn(TimeDelta::seconds(150));
    let updates = world.ok("getUpdates", json!({})).await;
    assert_eq!(updates.as_array().unwrap().len(), 1);
    assert_eq!(updates[0]["message"]["text"], "oi");
    world.clock.turn(TimeDelta::hours(24));
    assert_eq!(ids(&world.ok("getUpdates", json!({})).await), [0_i64; 0]);
}

#[tokio::test]
async fn commands_edits_and_replies_arrive_as_such() {
    let world = World::start().await;
    let id = world.demo.type_text(CARLA, "/start n55");
    world.demo.reply(CARLA, id, "e isto");
    world.demo.edit_text(CARLA, id, "/menu");
    let updates = world.ok("getUpdates", json!({})).await;
    let entities = &updates[0]["message"]["entities"];
    assert_eq!(entities, &json!([{"type": "bot_command", "offset": 0, "length": 6}]));
    assert_eq!(updates[0]["message"]["from"]["language_code"], "pt-br");
    assert_eq!(updates[1]["message"]["reply_to_message"]["message_id"], id);
    assert_eq!(updates[2]["edited_message"]["text"], "/menu");
}

#[tokio::test]
async fn the_server_stops_in_time_though_a_call_waits() {
    let world = World::start().await;
    let waiting = world.call("getUpdates", json!({"timeout": 50}));
    let stopping = async {
        let mut changes = world.demo.subscribe();
        within(changes.changed()).await.unwrap();
        world.supervisor.stop(std::time::Duration::from_secs(10)).await
    };
    let ((status, answer), ended) = tokio::join!(waiting, stopping);
    assert_eq!((status, &answer["result"]), (200, &json!([])));
    assert!(ended);
}
