//! Requests that are wrong by the published API: refused with the words of the real server, and kept as invalid.

use super::{CARLA, World};
use serde_json::{Value, json};

/// Method, parameters, a part of what the caller is told, a part of what is kept.
type Case = (&'static str, Value, &'static str, &'static str);

async fn all_are_refused(cases: Vec<Case>) {
    let world = World::start().await;
    for (count, (method, params, said, kept)) in cases.into_iter().enumerate() {
        let description = world.refused(method, params.clone()).await;
        assert!(description.starts_with("Bad Request: "), "{description}");
        assert!(description.contains(said), "{method} {params}: {description}");
        assert_eq!(world.demo.invalid().len(), count + 1, "{method} {params}: {description}");
        assert!(world.last_invalid().contains(kept), "{method} {params}: {}", world.last_invalid());
    }
    assert_eq!(world.demo.chat(CARLA), [], "nothing of it was carried out");
}

/// A right message with some of it replaced or added.
fn with(changes: Value) -> Value {
    let mut params = json!({"chat_id": CARLA, "text": "a"});
    params.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    params
}

#[tokio::test]
async fn messages_with_wrong_parameters() {
    let entity =
        |kind: &str, len: u8| with(json!({"entities": [{"type": kind, "offset": 0, "length": len}]}));
    all_are_refused(vec![
        ("sendMessage", with(json!({"txet": 1})), "", "sendMessage has no \"txet\""),
        ("sendMessage", json!({"text": "oi"}), "chat_id is empty", "lacks \"chat_id\""),
        ("sendMessage", json!({"chat_id": CARLA}), "message text is empty", "lacks \"text\""),
        ("sendMessage", with(json!({"text": " \n "})), "message text is empty", "0 characters"),
        ("sendMessage", with(json!({"text": "<b></b>", "parse_mode": "HTML"})), "message text is empty", ""),
        (
            "sendMessage",
            with(json!({"text": "<b>", "parse_mode": "HTML"})),
            "can't parse entities: Can't find",
            "",
        ),
        ("sendMessage", with(json!({"text": "<x>a</x>", "parse_mode": "HTML"})), "Unsupported start tag", ""),
        ("sendMessage", with(json!({"text": "x".repeat(4097)})), "message is too long", "4097"),
        ("sendMessage", with(json!({"text": 5})), "", "\"text\" is not a string"),
        ("sendMessage", with(json!({"chat_id": true})), "", "\"chat_id\" is not"),
        ("sendMessage", with(json!({"message_thread_id": "7"})), "", "not an integer"),
        ("sendMessage", with(json!({"disable_notification": "true"})), "", "not a boolean"),
        ("sendMessage", with(json!({"parse_mode": "MarkdownV2"})), "unsupported parse_mode", ""),
        ("sendMessage", entity("bold", 2), "can't parse entities", "ends after the text"),
        ("sendMessage", entity("fat", 1), "", "entities[0].type"),
        ("sendMessage", with(json!({"reply_parameters": {}})), "", "names no message"),
        ("editMessageText", json!({"text": "a"}), "message identifier is not specified", ""),
        ("editMessageText", json!({"chat_id": CARLA, "message_id": 1}), "message text is empty", "lacks"),
        ("sendChatAction", json!({"chat_id": CARLA, "action": "sleeping"}), "wrong parameter action", ""),
        ("sendLocation", json!({"chat_id": CARLA, "latitude": 91, "longitude": 0}), "wrong location", ""),
        ("createForumTopic", json!({"chat_id": CARLA, "name": "x".repeat(129)}), "", "129 characters"),
        ("createForumTopic", json!({"chat_id": CARLA, "name": "x", "icon_color": 1}), "", "fixed values"),
        ("deleteMessages", json!({"chat_id": CARLA, "message_ids": []}), "", "0 items"),
    ])
    .await;
}

#[tokio::test]
async fn keyboards_that_cannot_be() {
    let rows = |rows: Vec<Vec<Value>>| with(json!({"reply_markup": {"inline_keyboard": rows}}));
    let one = |button: Value| rows(vec![vec![button]]);
    let two_actions = json!({"text": "a", "callback_data": "a", "url": "https://a.b"});
    let right = json!({"text": "a", "callback_data": "a"});
    let long = json!({"text": "x".repeat(300), "callback_data": "a"});
    let data = |data: String| one(json!({"text": "a", "callback_data": data}));
    let pink = one(json!({"text": "a", "callback_data": "a", "style": "pink"}));
    let extra = one(json!({"text": "a", "callback_data": "a", "colour": "red"}));
    let nowhere = one(json!({"text": "a", "url": "not an address"}));
    let wordless = one(json!({"callback_data": "a"}));
    all_are_refused(vec![
        ("sendMessage", one(json!({"text": "a"})), "Text buttons are unallowed", "exactly one thing, not 0"),
        ("sendMessage", one(two_actions), "Text buttons are unallowed", "not 2 (url, callback_data)"),
        ("sendMessage", data("é".repeat(33)), "BUTTON_DATA_INVALID", "66 bytes"),
        ("sendMessage", data(String::new()), "BUTTON_DATA_INVALID", "0 bytes"),
        ("sendMessage", one(json!({"text": " ", "callback_data": "a"})), "BUTTON_TEXT_INVALID", ""),
        ("sendMessage", wordless, "Can't find field \"text\"", "inline_keyboard[0][0].text"),
        ("sendMessage", nowhere, "BUTTON_URL_INVALID", ""),
        ("sendMessage", pink, "", "danger, success, primary"),
        ("sendMessage", extra, "", "has no \"reply_markup.inline_keyboard[0][0].colour"),
        ("sendMessage", rows(vec![vec![right.clone(); 9]]), "reply markup is too long", "9 buttons"),
        ("sendMessage", rows(vec![vec![right.clone(); 4]; 26]), "reply markup is too long", "104 buttons"),
        ("sendMessage", rows(vec![vec![long; 8]; 5]), "reply markup is too long", "bytes"),
        ("sendMessage", with(json!({"reply_markup": {"inline": []}})), "", "one of the objects"),
        ("sendMessage", with(json!({"reply_markup": "{"})), "", "as JSON"),
        ("sendMessage", with(json!({"reply_markup": {"force_reply": false}})), "", "is not true"),
    ])
    .await;
}

#[tokio::test]
async fn commands_presses_and_ways_of_updates_that_cannot_be() {
    let commands = |names: &[&str]| {
        let list: Vec<Value> =
            names.iter().map(|name| json!({"command": name, "description": "d"})).collect();
        json!({"commands": list})
    };
    let silent = json!({"commands": [{"command": "a", "description": ""}]});
    let regional = json!({"commands": [], "language_code": "pt-BR"});
    let secret = json!({"url": "http://127.0.0.1/", "secret_token": "a b"});
    all_are_refused(vec![
        ("setMyCommands", commands(&["Menu"]), "BOT_COMMAND_INVALID", "Menu"),
        ("setMyCommands", commands(&["x".repeat(33).as_str()]), "BOT_COMMAND_INVALID", "33"),
        ("setMyCommands", commands(&["a", "b", "a"]), "BOT_COMMANDS_DUPLICATE", ""),
        ("setMyCommands", commands(&["a"; 101]), "", "101 items"),
        ("setMyCommands", silent, "BOT_COMMAND_DESCRIPTION_INVALID", ""),
        ("setMyCommands", regional, "invalid language code", "two letters"),
        ("setMyCommands", json!({"commands": [], "scope": {"type": "everywhere"}}), "", "\"scope\""),
        ("setMyCommands", json!({"commands": [], "scope": {"type": "chat"}}), "", "\"scope\""),
        ("setMyDescription", json!({"description": "x".repeat(513)}), "", "513 characters"),
        (
            "answerCallbackQuery",
            json!({"callback_query_id": "1", "text": "x".repeat(201)}),
            "",
            "201 characters",
        ),
        ("answerCallbackQuery", json!({}), "query is too old", "lacks"),
        ("getUpdates", json!({"timeout": 51}), "", "51, not within 0 to 50"),
        ("getUpdates", json!({"limit": 0}), "", "not within 1 to 100"),
        ("getUpdates", json!({"allowed_updates": ["messages"]}), "", "no kind of update \"messages\""),
        ("setWebhook", json!({"url": "http://example.com/"}), "HTTPS URL must be provided", ""),
        ("setWebhook", json!({"url": "https://example.com:444/"}), "only on ports", ""),
        ("setWebhook", secret, "unallowed characters", ""),
    ])
    .await;
}
