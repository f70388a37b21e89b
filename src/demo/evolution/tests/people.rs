//! What contacts do, as the service hears of it, and who it can tell that from.

use super::*;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};

#[tokio::test]
async fn the_bearer_is_signed_with_the_key_and_lives_ten_minutes() {
    let world = World::start().await;
    world.evolution.say(MARIA, "Oi").unwrap();
    let received = world.receiver.wait_for(1).await.remove(0);
    let token = received.header("authorization").strip_prefix("Bearer ").unwrap();
    let mut validation = Validation::new(Algorithm::HS256);
    validation.validate_exp = false;
    let key = DecodingKey::from_secret(b"demo-evolution-jwt-key");
    let claims: Value = decode(token, &key, &validation).unwrap().claims;
    let now = world.clock.now().timestamp();
    assert_eq!(claims, json!({"iat": now, "exp": now + 600, "app": "evolution", "action": "webhook"}));
    let wrong = DecodingKey::from_secret(b"another");
    assert!(decode::<Value>(token, &wrong, &validation).is_err());
}

#[tokio::test]
async fn the_service_may_set_the_webhook_itself() {
    let world = World::start().await;
    let webhook = json!({"webhook": {
        "enabled": true, "url": world.receiver.url, "byEvents": true, "base64": false,
        "headers": {"x-token": "t", "authorization": "Basic x"}, "events": ["MESSAGES_UPSERT"],
    }});
    assert_eq!(world.post("/webhook/set/loja1", webhook).await.0, 201);
    world.evolution.say(MARIA, "Oi").unwrap();
    world.evolution.say(MARIA, "Oi").unwrap();
    let received = world.receiver.wait_for(2).await;
    // Events that were not asked for do not come, and each has its own address.
    assert!(received.iter().all(|webhook| webhook.path.ends_with("/messages-upsert")));
    assert_eq!((received[0].header("x-token"), received[0].header("authorization")), ("t", "Basic x"));
}

#[tokio::test]
async fn a_contact_is_addressed_in_the_three_known_ways() {
    let world = World::start().await;
    let lid = world.evolution.options().contacts[0].lid.clone().unwrap();
    let (phone, lid) = ("5511988887777@s.whatsapp.net", format!("{lid}@lid"));
    let first = world.evolution.say(MARIA, "um").unwrap();
    world.evolution.switch(|switches| switches.lid_chats = true);
    let second = world.evolution.say(MARIA, "dois").unwrap();
    world.evolution.add_contact(ContactSeed::new(MARIA, "Maria").hidden_behind("maria"));
    let third = world.evolution.say(MARIA, "três").unwrap();
    let told = world.told(6).await;
    let keys: Vec<&Value> = told
        .iter()
        .filter(|body| body["event"] == "messages.upsert")
        .map(|body| &body["data"]["key"])
        .collect();
    assert_eq!(
        keys,
        [
            &json!({"remoteJid": phone, "remoteJidAlt": lid, "addressingMode": "pn", "fromMe": false, "id": first}),
            &json!({"remoteJid": phone, "remoteJidAlt": phone, "addressingMode": "lid", "fromMe": false, "id": second}),
            &json!({"remoteJid": lid, "addressingMode": "lid", "fromMe": false, "id": third}),
        ]
    );
}

#[tokio::test]
async fn a_message_may_be_told_twice_with_one_id() {
    let world = World::start().await;
    world.evolution.switch(|switches| switches.duplicate_upserts = true);
    let id = world.evolution.say(MARIA, "Oi").unwrap();
    let told = world.told(3).await;
    assert_eq!(events(&told), ["messages.upsert", "messages.upsert", "contacts.upsert"]);
    assert!(told[..2].iter().all(|body| body["data"]["key"]["id"] == id.as_str()));
}

#[tokio::test]
async fn a_reply_names_what_it_answers() {
    let world = World::start().await;
    let (_status, sent) = world.send_text(MARIA, "Olá").await;
    let id = sent["key"]["id"].as_str().unwrap();
    world.evolution.reply(MARIA, "Oi", Some(id)).unwrap();
    let told = world.told(4).await;
    let context =
        &told.iter().find(|body| body["event"] == "messages.upsert").unwrap()["data"]["contextInfo"];
    assert_eq!(context["stanzaId"], id);
    assert_eq!(context["quotedMessage"], json!({"conversation": "Olá"}));
}

#[tokio::test]
async fn a_file_of_a_contact_comes_in_base64_when_that_was_asked_for() {
    let world = World::start().await;
    let file = crate::demo::cloud::SentFile {
        kind: "image".to_owned(),
        mime: "image/png".to_owned(),
        filename: None,
        bytes: crate::demo::handset::samples::PNG.into(),
        caption: Some("foto".to_owned()),
        is_voice: false,
    };
    world.evolution.send_media(MARIA, file).unwrap();
    let told = world.told(1).await;
    let message = &told[0]["data"]["message"];
    assert_eq!(message["imageMessage"]["caption"], "foto");
    assert!(message["base64"].as_str().unwrap().starts_with("iVBORw0KGgo"));
}

#[tokio::test]
async fn opening_the_chat_reads_everything() {
    let world = World::start().await;
    world.send_text(MARIA, "um").await;
    world.send_text(MARIA, "dois").await;
    world.evolution.open_chat(MARIA);
    world.evolution.open_chat(MARIA);
    let told = world.told(8).await;
    assert_eq!(told.iter().filter(|body| body["data"]["status"] == "READ").count(), 2);
}
