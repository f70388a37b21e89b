//! What is accepted, however it comes. What is refused is in `refusals`.

use super::super::spec::spec;
use super::{CARLA, TOKEN, World, within};
use serde_json::{Value, json};

#[test]
fn the_table_holds_the_whole_published_api() {
    assert_eq!(spec().version, "10.3");
    assert_eq!(spec().method_count(), 185);
    let send = spec().find_method("SENDMESSAGE").unwrap();
    assert!(send.find_field("text").unwrap().required);
    assert_eq!(send.find_field("text").unwrap().limits.chars, Some((1, 4096)));
    let button = spec().find_object("InlineKeyboardButton").unwrap();
    assert_eq!(button.find_field("callback_data").unwrap().limits.bytes, Some((1, 64)));
}

#[test]
fn every_type_that_is_named_is_in_the_table() {
    let text = include_str!("../bot_api.json");
    let table: Value = serde_json::from_str(text).unwrap();
    for section in ["methods", "objects"] {
        for (name, fields) in table[section].as_object().unwrap() {
            for field in fields.as_array().unwrap() {
                let kinds = field["type"].as_str().unwrap().replace("Array of ", "");
                for kind in kinds.split([' ', ',']).filter(|word| word.starts_with(char::is_uppercase)) {
                    let plain =
                        ["Integer", "Float", "Boolean", "True", "String", "InputFile"].contains(&kind);
                    let known = spec().find_object(kind).is_some() || !spec().union_of(kind).is_empty();
                    assert!(plain || known, "{name}.{} is a {kind}", field["name"]);
                }
            }
        }
    }
}

/// Requests that are right.
#[tokio::test]
async fn right_requests_pass_and_leave_no_trace_among_the_invalid() {
    let world = World::start().await;
    world.demo.type_text(CARLA, "oi");
    for (method, params) in [
        ("getMe", json!({})),
        ("GetMe", json!(null)),
        ("sendMessage", json!({"chat_id": CARLA, "text": "x".repeat(4096)})),
        ("sendMessage", json!({"chat_id": CARLA.to_string(), "text": "oi", "reply_parameters": null})),
        (
            "sendMessage",
            json!({"chat_id": CARLA, "text": "<b>oi</b>", "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": true},
            "reply_markup": {"inline_keyboard": [[
                {"text": "Conversar", "callback_data": "é".repeat(32), "style": "success"},
                {"text": "Site", "url": "https://example.com/a?b"},
                {"text": "Copiar", "copy_text": {"text": "123"}}]]}}),
        ),
        (
            "sendMessage",
            json!({"chat_id": CARLA, "text": "nested JSON in a string is fine",
            "reply_markup": "{\"force_reply\": true}"}),
        ),
        (
            "sendMessage",
            json!({"chat_id": CARLA, "text": "oi",
            "reply_markup": {"keyboard": [[{"text": "a"}]], "resize_keyboard": true}}),
        ),
        (
            "setMyCommands",
            json!({"commands": [{"command": "menu", "description": "Menu"}],
            "scope": {"type": "all_private_chats"}, "language_code": "pt"}),
        ),
        (
            "setMessageReaction",
            json!({"chat_id": CARLA, "message_id": 1,
            "reaction": [{"type": "emoji", "emoji": "👍"}]}),
        ),
        ("pinChatMessage", json!({"chat_id": CARLA, "message_id": 1})),
        (
            "sendRichMessage",
            json!({"chat_id": CARLA, "rich_message": {"blocks": [
            {"type": "paragraph", "text": ["a", {"type": "bold", "text": "b"}]}]}}),
        ),
        ("getUpdates", json!({"timeout": 0, "allowed_updates": ["message", "callback_query"]})),
    ] {
        let (status, answer) = world.call(method, params).await;
        assert_eq!(status, 200, "{method}: {answer}");
    }
    assert_eq!(world.demo.invalid(), []);
}

#[tokio::test]
async fn a_wrong_token_and_an_unknown_method_are_told_apart() {
    let world = World::start().await;
    let elsewhere = world.address("getMe").replace(TOKEN, "4200:other");
    let answer = within(world.client().get(elsewhere).send()).await.unwrap();
    assert_eq!(answer.status(), 401);
    let body: Value = answer.json().await.unwrap();
    assert_eq!(body, json!({"ok": false, "error_code": 401, "description": "Unauthorized"}));
    assert_eq!(world.demo.invalid(), [], "a wrong token is no wrong request");

    assert_eq!(world.refused("getMee", json!({})).await, "Not Found: method not found");
    assert!(world.last_invalid().contains("getMee"));
}

#[tokio::test]
async fn parameters_come_in_a_query_a_form_or_a_multipart_form_as_well() {
    let world = World::start().await;
    let fields = [("chat_id", "1001"), ("text", "a b+c é"), ("disable_notification", "true")];
    let keyboard = ("reply_markup", "{\"inline_keyboard\":[[{\"text\":\"a\",\"callback_data\":\"b\"}]]}");
    let address = world.address("sendMessage");
    let query = world.client().get(&address).query(&fields).query(&[keyboard]);
    let form = world.client().post(&address).form(&[fields[0], fields[1], fields[2], keyboard]);
    let mut parts = reqwest::multipart::Form::new();
    for (name, value) in fields.into_iter().chain([keyboard]) {
        parts = parts.text(name, value);
    }
    let multipart = world.client().post(&address).multipart(parts);
    for request in [query, form, multipart] {
        let answer = within(request.send()).await.unwrap();
        assert_eq!(answer.status(), 200, "{}", answer.text().await.unwrap());
        let seen = world.demo.last(CARLA).unwrap();
        assert_eq!(seen.text, "a b+c é");
        assert_eq!(seen.keyboard[0][0].data.as_deref(), Some("b"));
    }
    assert_eq!(world.demo.chat(CARLA).len(), 3);
}

#[tokio::test]
async fn bodies_that_cannot_be_read_are_refused() {
    let world = World::start().await;
    for (kind, body) in [
        ("application/json", "{\"chat_id\":"),
        ("application/json", "[1]"),
        ("multipart/form-data; boundary=x", "--y"),
    ] {
        let request =
            world.client().post(world.address("sendMessage")).header("content-type", kind).body(body);
        let answer = within(request.send()).await.unwrap();
        assert_eq!(answer.status(), 400, "{kind} {body}");
    }
    assert_eq!(world.demo.invalid().len(), 3);
}
