//! Every call that was captured from the real server, made to ours: same status, same shape.

use super::*;
use std::collections::BTreeSet;

const CAPTURES: &str = include_str!("../../../../tests/it/wire/evolution-2.3.7.json");

/// The shape of a value: paths with the kinds found there. What the captures cut is skipped: byte objects, and the kind of
/// what is null on one side.
fn shape(value: &Value, path: &str, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) if map.contains_key("...") || map.contains_key("0") => {
            into.insert(format!("{path}: bytes"));
        }
        Value::Object(map) => {
            into.insert(format!("{path}: object"));
            for (key, value) in map {
                shape(value, &format!("{path}.{key}"), into);
            }
        }
        Value::Array(list) => {
            into.insert(format!("{path}: list"));
            for value in list {
                shape(value, &format!("{path}[]"), into);
            }
        }
        Value::Null => {
            into.insert(format!("{path}: null"));
        }
        Value::Bool(_) => {
            into.insert(format!("{path}: bool"));
        }
        Value::Number(_) => {
            into.insert(format!("{path}: number"));
        }
        Value::String(_) => {
            into.insert(format!("{path}: string"));
        }
    }
}

fn shape_of(value: &Value) -> BTreeSet<String> {
    let mut shapes = BTreeSet::new();
    shape(value, "", &mut shapes);
    shapes
}

fn captures() -> Value {
    serde_json::from_str(CAPTURES).unwrap()
}

/// Texts of refusals must be the same, not only their shape.
fn is_refusal(status: u64) -> bool {
    status >= 400
}

/// What must be so on our side before a captured call can be made.
fn prepare(world: &World, name: &str) {
    match name {
        "state_open" => world.evolution.scan("loja1"),
        "sendText_upstream_error" => {
            world.evolution.fail_next(Target::Sends, 1, Failure::Upstream("rate-overlimit".to_owned()));
        }
        "findContacts" => {
            world.evolution.say(MARIA, "Oi").unwrap();
        }
        _ => {}
    }
}

/// The ids that the captured call names, as they are here.
fn translated(world: &World, name: &str, body: &Value) -> Value {
    let mut body = body.clone();
    let first = || world.evolution.accepted()[0].id.clone();
    match name {
        "getBase64_not_media" => {
            body["message"]["key"]["id"] = json!(world.evolution.say(MARIA, "Oi").unwrap());
        }
        "updateMessage" => body["key"]["id"] = json!(first()),
        "deleteMessageForEveryone" => body["id"] = json!(first()),
        // The captured file was cut, and what is left of it is no base64.
        "sendWhatsAppAudio" => body["audio"] = json!("T2dnUwAA"),
        // A test does not wait for somebody to type.
        "sendPresence" => body["delay"] = json!(1),
        _ => {}
    }
    // Webhooks go to our receiver.
    if let Some(url) = body.pointer_mut("/webhook/url") {
        *url = json!(world.receiver.url);
    }
    body
}

#[tokio::test]
async fn every_captured_call_is_answered_with_the_same_status_and_shape() {
    let world = World::start().await;
    world.call("DELETE", "/instance/delete/loja1", None).await;
    let captures = captures();
    let calls = captures["calls"].as_array().unwrap();
    assert_eq!(calls.len(), 47);
    for call in calls {
        let name = call["name"].as_str().unwrap();
        prepare(&world, name);
        let body = translated(&world, name, &call["request"]["body"]);
        let body = match &body {
            Value::Null => None,
            Value::String(broken) => Some(broken.clone()),
            Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => Some(body.to_string()),
        };
        let path = call["request"]["path"].as_str().unwrap();
        let key = match name {
            "no_apikey" => None,
            "wrong_apikey" => Some("wrong".to_owned()),
            _ => Some(world.evolution.options().api_key.clone()),
        };
        let method =
            reqwest::Method::from_bytes(call["request"]["method"].as_str().unwrap().as_bytes()).unwrap();
        let mut request = world.client.request(method, format!("{}{path}", world.evolution.api_url()));
        if let Some(key) = key {
            request = request.header("apikey", key);
        }
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body);
        }
        let response = request.send().await.unwrap();
        let (status, answer): (u16, Value) = (response.status().as_u16(), response.json().await.unwrap());
        let expected = &call["response"];
        assert_eq!(u64::from(status), call["status"].as_u64().unwrap(), "{name}: {answer}");
        if is_refusal(call["status"].as_u64().unwrap()) {
            assert_eq!(&answer, expected, "{name}");
        } else {
            assert_eq!(shape_of(&answer), shape_of(expected), "{name}: {answer}");
        }
    }
}

/// The first captured webhook of an event with a part like this.
fn captured(event: &str, marker: &str) -> Value {
    let captures = captures();
    let webhooks = captures["webhooks"].as_array().unwrap();
    let found = webhooks
        .iter()
        .map(|webhook| &webhook["body"])
        .find(|body| body["event"] == event && body["data"].to_string().contains(marker));
    found.unwrap_or_else(|| panic!("{event} with {marker} was not captured")).clone()
}

#[tokio::test]
async fn every_event_is_told_in_the_captured_shape() {
    let world = World::start().await;
    let (_status, sent) = world.send_text(MARIA, "Olá, *Maria*!").await;
    let id = sent["key"]["id"].as_str().unwrap().to_owned();
    world.evolution.open_chat(MARIA);
    world.evolution.say(MARIA, "Oi").unwrap();
    world.evolution.say(MARIA, "Oi de novo").unwrap();
    world.evolution.react(MARIA, &id, "❤️").unwrap();
    world.evolution.say_from_own_phone(MARIA, "mandada pelo celular").unwrap();
    world.evolution.send_card(MARIA, "João", "+55 11 97777-6666").unwrap();
    let key = json!({"id": id, "remoteJid": "5511988887777@s.whatsapp.net", "fromMe": true});
    world.post("/chat/updateMessage/loja1", json!({"number": MARIA, "text": "corrigido", "key": key})).await;
    world.call("DELETE", "/chat/deleteMessageForEveryone/loja1", Some(key.to_string())).await;
    world.call("DELETE", "/instance/logout/loja1", None).await;
    world.call("GET", "/instance/connect/loja1", None).await;
    world.evolution.scan("loja1");
    world.evolution.until(|server| (server.webhooks_under_way() == 0).then_some(())).await;
    let told = world.told(1).await;
    let ours = |event: &str, marker: &str| {
        let found =
            told.iter().find(|body| body["event"] == event && body["data"].to_string().contains(marker));
        found.unwrap_or_else(|| panic!("{event} with {marker} was not told")).clone()
    };
    let pairs = [
        ("send.message", "\"conversation\"", "\"conversation\""),
        ("messages.update", "DELIVERY_ACK", "DELIVERY_ACK"),
        ("messages.update", "READ", "READ"),
        ("messages.upsert", "\"addressingMode\":\"pn\"", "\"addressingMode\":\"pn\""),
        ("messages.upsert", "SERVER_ACK", "SERVER_ACK"),
        ("contacts.upsert", "Maria", "Maria"),
        ("contacts.update", "Maria", "Maria"),
        ("send.message.update", "corrigido", "corrigido"),
        ("messages.delete", "messageType", "messageType"),
        ("status.instance", "closed", "closed"),
        ("logout.instance", "null", "null"),
        ("connection.update", "\"close\"", "\"close\""),
        ("connection.update", "\"open\"", "\"open\""),
        ("qrcode.updated", "base64", "base64"),
    ];
    for (event, theirs, own) in pairs {
        let (expected, found) = (captured(event, theirs), ours(event, own));
        if event == "qrcode.updated" {
            // The captured one came before the first scan, so it names no sender yet.
            assert_eq!(shape_of(&found["data"]), shape_of(&expected["data"]), "{event}");
        } else {
            assert_eq!(shape_of(&found), shape_of(&expected), "{event}: {found}");
        }
    }
    let reaction = ours("messages.upsert", "reactionMessage");
    let expected = captured("messages.upsert", "reactionMessage");
    assert_eq!(shape_of(&reaction["data"]["message"]), shape_of(&expected["data"]["message"]));
    let card = ours("messages.upsert", "contactMessage");
    let expected = captured("messages.upsert", "contactMessage");
    assert_eq!(shape_of(&card["data"]["message"]), shape_of(&expected["data"]["message"]));
}
