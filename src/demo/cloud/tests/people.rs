//! What contacts do, as the service hears of it.

use super::*;
use crate::demo::handset::{LocationView, MessageState, samples};

impl World {
    async fn heard(&self, count: usize) -> Value {
        let received = self.receiver.wait_for(count).await;
        received.last().unwrap().json()["entry"][0]["changes"][0]["value"].clone()
    }
}

#[tokio::test]
async fn a_text_arrives_with_name_number_and_scoped_id() {
    let world = World::start().await;
    let id = world.cloud.say(MARIA, "Quero falar com o vendedor").unwrap();
    let value = world.heard(1).await;
    let bsuid = world.cloud.options().contacts[0].bsuid.clone().unwrap();
    assert_eq!(
        value["contacts"],
        json!([{"profile": {"name": "Maria Souza"}, "wa_id": "555199998888", "user_id": bsuid}])
    );
    assert_eq!(
        value["messages"],
        json!([{
            "from": "555199998888",
            "from_user_id": bsuid,
            "id": id,
            "timestamp": "1795348800",
            "type": "text",
            "text": {"body": "Quero falar com o vendedor"},
        }])
    );
}

#[tokio::test]
async fn a_hidden_number_is_absent_and_not_empty() {
    let world = World::start().await;
    world.cloud.add_contact(ContactSeed::new(MARIA, "Maria Souza").hidden_behind("mariasouza"));
    world.cloud.say(MARIA, "Oi").unwrap();
    let value = world.heard(1).await;
    assert!(value["contacts"][0].get("wa_id").is_none() && value["messages"][0].get("from").is_none());
    assert_eq!(value["contacts"][0]["profile"]["username"], "mariasouza");
    assert!(value["messages"][0]["from_user_id"].is_string());
}

#[tokio::test]
async fn a_tap_on_a_quick_reply_answers_the_template() {
    let world = World::start().await;
    let showcase = template(
        MARIA,
        "vitrine_da_semana",
        "pt_BR",
        json!([
            {"type": "header", "parameters": [{"type": "image", "image": {"link": "https://exemplo.com.br/f.jpg"}}]},
            {"type": "body", "parameters": texts(&["Ana"])},
            {"type": "button", "sub_type": "quick_reply", "index": "0", "parameters": [{"type": "payload", "payload": "ver:1"}]},
        ]),
    );
    let id = world.sent(&showcase).await;
    world.receiver.wait_for(2).await;
    world.cloud.tap_quick_reply(MARIA, &id, 0).unwrap();
    let value = world.heard(3).await;
    let message = &value["messages"][0];
    assert_eq!(message["type"], "button");
    assert_eq!(message["button"], json!({"payload": "ver:1", "text": "Quero ver"}));
    assert_eq!(message["context"], json!({"from": "555133334444", "id": id}));
    // Without a payload its text comes back twice.
    world.cloud.tap_quick_reply(MARIA, &id, 1).unwrap();
    let value = world.heard(4).await;
    assert_eq!(
        value["messages"][0]["button"],
        json!({"payload": "Parar promoções", "text": "Parar promoções"})
    );
    assert!(world.cloud.tap_quick_reply(MARIA, &id, 2).is_none());
}

#[tokio::test]
async fn a_file_arrives_by_id_and_can_be_fetched_for_seven_days() {
    let world = World::start().await;
    let file = SentFile {
        kind: "document".to_owned(),
        mime: "application/pdf".to_owned(),
        filename: Some("rg.pdf".to_owned()),
        bytes: samples::PDF.into(),
        caption: Some("meu documento".to_owned()),
        is_voice: false,
    };
    world.cloud.send_media(MARIA, file).unwrap();
    let value = world.heard(1).await;
    let document = &value["messages"][0]["document"];
    assert_eq!(
        (document["filename"].as_str(), document["caption"].as_str()),
        (Some("rg.pdf"), Some("meu documento"))
    );
    let id = document["id"].as_str().unwrap();
    let (_status, about) = world.get(id).await;
    assert_eq!(about["sha256"], document["sha256"]);
    let fetched = world
        .client
        .get(about["url"].as_str().unwrap())
        .bearer_auth(&world.cloud.options().access_token)
        .send()
        .await
        .unwrap();
    assert_eq!(fetched.bytes().await.unwrap().as_ref(), samples::PDF);
    world.clock.turn(chrono::TimeDelta::days(7));
    assert_eq!(world.get(id).await.0, 400);
}

#[tokio::test]
async fn places_cards_and_reactions_arrive() {
    let world = World::start().await;
    let place =
        LocationView { latitude: -30.0, longitude: -51.0, name: Some("Casa".to_owned()), address: None };
    world.cloud.send_location(MARIA, place).unwrap();
    assert_eq!(
        world.heard(1).await["messages"][0]["location"],
        json!({"latitude": -30.0, "longitude": -51.0, "name": "Casa"})
    );
    world.cloud.send_card(MARIA, "Bia", "+55 51 99999-7777").unwrap();
    let value = world.heard(2).await;
    assert_eq!(value["messages"][0]["contacts"][0]["phones"][0]["wa_id"], "555199997777");
    let id = world.sent(&confirmed(MARIA)).await;
    world.receiver.wait_for(4).await;
    world.cloud.react(MARIA, &id, "❤️").unwrap();
    assert_eq!(world.heard(5).await["messages"][0]["reaction"], json!({"message_id": id, "emoji": "❤️"}));
    world.cloud.react(MARIA, &id, "").unwrap();
    assert_eq!(world.heard(6).await["messages"][0]["reaction"], json!({"message_id": id}));
}

#[tokio::test]
async fn a_read_mark_turns_the_contacts_ticks_blue() {
    let world = World::start().await;
    world.cloud.say(MARIA, "um").unwrap();
    let second = world.cloud.say(MARIA, "dois").unwrap();
    world.cloud.say(MARIA, "três").unwrap();
    let body = json!({
        "messaging_product": "whatsapp",
        "status": "read",
        "message_id": second,
        "typing_indicator": {"type": "text"},
    });
    let (status, answer) = world.post(&body).await;
    assert_eq!((status, answer), (200, json!({"success": true})));
    let ticks: Vec<_> =
        world.cloud.phone(MARIA).unwrap().messages.into_iter().map(|shown| shown.state).collect();
    assert_eq!(ticks, [MessageState::Read, MessageState::Read, MessageState::Delivered]);
    let unknown = json!({"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.X"});
    assert_eq!(world.refused(&unknown).await.1, 131_009);
}

#[tokio::test]
async fn nobody_without_whatsapp_writes() {
    let world = World::start().await;
    assert!(world.cloud.say(NOBODY, "Oi").is_none());
    assert!(world.cloud.say("5585988776655", "Oi").is_none());
    assert!(world.cloud.requests().is_empty());
}
