//! The service's own doors: webhooks without a right signature are refused and have no effect, and so are updates that
//! are not Telegram's; the handshake answers who knows the word.

use super::walk::{MARIA, open};
use crate::world::{CARLA, STRANGER, World};
use balcao::config::Updates;
use balcao::demo::company::{APP_SECRET, LOJA, OFICIAL, VERIFY_TOKEN};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::json;
use sha2::Sha256;

fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

/// Posts a body; the status of the answer.
async fn post(address: String, headers: &[(&str, String)], body: &str) -> u16 {
    let mut request = client().post(address).body(body.to_owned());
    for (name, value) in headers {
        request = request.header(*name, value);
    }
    request.send().await.unwrap().status().as_u16()
}

fn signature(key: &str, body: &str) -> String {
    let mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap().chain_update(body.as_bytes());
    let digest = mac.finalize().into_bytes();
    format!("sha256={}", digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
}

/// A message of a contact, as Meta posts it.
fn message(text: &str) -> String {
    json!({"object": "whatsapp_business_account", "entry": [{"id": "102290129340398", "changes": [{
        "field": "messages",
        "value": {
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "555133334444", "phone_number_id": "106540352242922"},
            "contacts": [{"profile": {"name": "Ana Lima"}, "wa_id": "553187654321"}],
            "messages": [{"from": "553187654321", "id": format!("wamid.{text}"), "timestamp": "1795370400",
                          "type": "text", "text": {"body": text}}],
        },
    }]}]})
    .to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_is_taken_only_with_the_signature_of_its_very_bytes() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    let address = format!("http://{}/webhook/{OFICIAL}", world.address());
    let header = |value: String| [("x-hub-signature-256", value)];
    let forged = message("forjada");
    assert_eq!(post(address.clone(), &[], &forged).await, 401);
    for wrong in [
        String::new(),
        "sha256=".to_owned(),
        format!("sha256={}", "0".repeat(64)),
        signature("outra chave", &forged),
        signature(APP_SECRET, &format!("{forged} ")),
        signature(APP_SECRET, &forged).replace("sha256=", "sha1="),
    ] {
        assert_eq!(post(address.clone(), &header(wrong.clone()), &forged).await, 401, "{wrong}");
    }
    assert_eq!(post(address.clone(), &header(signature(APP_SECRET, "{")), "{").await, 400);
    let elsewhere = format!("http://{}/webhook/nenhum", world.address());
    assert_eq!(post(elsewhere, &header(signature(APP_SECRET, &forged)), &forged).await, 404);

    let real = message("verdadeira");
    for _again in 0..3 {
        assert_eq!(post(address.clone(), &header(signature(APP_SECRET, &real)), &real).await, 200);
    }
    carla.sees_somewhere("verdadeira").await;
    let said = carla.transcript();
    assert!(!said.contains("forjada"), "{said}");
    assert_eq!(said.matches("verdadeira").count(), 1, "told three times, shown once: {said}");
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_unofficial_channels_webhook_wants_its_bearer() {
    let world = World::new().await;
    let address = format!("http://{}/webhook/{LOJA}", world.address());
    let body =
        json!({"event": "connection.update", "instance": "loja", "data": {"state": "close"}}).to_string();
    assert_eq!(post(address.clone(), &[], &body).await, 401);
    // A token without a signature, and one that is none.
    for wrong in ["Bearer eyJhbGciOiJub25lIn0.eyJleHAiOjk5OTk5OTk5OTl9.", "Bearer x", "Basic eDp5"] {
        assert_eq!(
            post(address.clone(), &[("authorization", wrong.to_owned())], &body).await,
            401,
            "{wrong}"
        );
    }
    world.until_usable(LOJA, true).await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_handshake_returns_the_challenge_to_who_knows_the_word() {
    let world = World::new().await;
    let asked = |channel: &str, mode: &str, token: &str| {
        let address = format!("http://{}/webhook/{channel}", world.address());
        let query = [("hub.mode", mode), ("hub.challenge", "1158201444"), ("hub.verify_token", token)]
            .map(|(k, v)| (k.to_owned(), v.to_owned()));
        let mut address = reqwest::Url::parse(&address).unwrap();
        address.query_pairs_mut().extend_pairs(query);
        async move {
            let answer = client().get(address).send().await.unwrap();
            (answer.status().as_u16(), answer.text().await.unwrap())
        }
    };
    assert_eq!(asked(OFICIAL, "subscribe", VERIFY_TOKEN).await, (200, "1158201444".to_owned()));
    assert_eq!(asked(OFICIAL, "subscribe", "outra").await, (403, String::new()));
    assert_eq!(asked(OFICIAL, "unsubscribe", VERIFY_TOKEN).await, (403, String::new()));
    assert_eq!(asked(LOJA, "subscribe", VERIFY_TOKEN).await.0, 403);
    assert_eq!(asked("nenhum", "subscribe", VERIFY_TOKEN).await.0, 404);
    world.ends_well().await;
}

/// A world whose service is told of updates by webhook, on a port that was free a moment ago.
async fn by_webhook() -> World {
    let mut world = World::empty().await;
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    world.config.telegram.updates = Updates::Webhook;
    world.config.server.listen.set_port(port);
    world.config.server.public_url = Some(format!("http://127.0.0.1:{port}"));
    world.start().await;
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_way_works_with_updates_by_webhook_and_each_has_its_effect_once() {
    let world = by_webhook().await;
    let carla = world.person(CARLA);
    open(&world, &carla, MARIA).await;
    let start = world.telegram.last_update_id();
    carla.sees("✓✓ entregue").await;
    world.telegram.redeliver(start);
    world.telegram.redeliver(start);
    carla.until("all updates are taken", |telegram| (telegram.unacknowledged() == 0).then_some(())).await;
    assert_eq!(world.cloud.accepted_count(), 1);
    let polled = world.telegram.requests().iter().any(|one| one.method.eq_ignore_ascii_case("getUpdates"));
    assert!(!polled, "who is told need not ask");
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_without_telegrams_secret_is_refused_and_has_no_effect() {
    let world = by_webhook().await;
    let address = format!("http://{}/telegram", world.address());
    let from = json!({"id": CARLA, "is_bot": false, "first_name": "Carla"});
    let chat = json!({"id": CARLA, "type": "private", "first_name": "Carla"});
    let update = json!({"update_id": 990_001, "message": {"message_id": 9_001, "date": 1_795_370_400,
        "from": from, "chat": chat, "text": "51 99999-8888"}})
    .to_string();
    assert_eq!(post(address.clone(), &[], &update).await, 401);
    let wrong = [("x-telegram-bot-api-secret-token", "a".repeat(64))];
    assert_eq!(post(address.clone(), &wrong, &update).await, 401);
    // What comes the right way is still worked off.
    let carla = world.person(CARLA);
    carla.types("/menu");
    carla.sees("Olá, Carla").await;
    let said = carla.transcript();
    assert!(!said.contains("99999-8888"), "{said}");
    world.person(STRANGER).types("oi");
    world.person(STRANGER).sees("só da equipe").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_polling_there_is_no_door_for_updates() {
    let world = World::new().await;
    let address = format!("http://{}/telegram", world.address());
    assert_eq!(post(address, &[], "{}").await, 404);
    world.ends_well().await;
}
