//! Sending, guards and instances.

use super::*;

#[tokio::test]
async fn a_text_is_pending_at_first_and_then_acknowledged() {
    let world = World::start().await;
    let (status, answer) = world.send_text(MARIA, "Olá").await;
    assert_eq!((status, answer["status"].as_str()), (201, Some("PENDING")));
    let told = world.told(3).await;
    assert_eq!(events(&told), ["send.message", "messages.update", "messages.update"]);
    assert_eq!(told[0]["data"], answer);
    let acks: Vec<_> = told[1..].iter().map(|body| body["data"]["status"].as_str().unwrap()).collect();
    assert_eq!(acks, ["SERVER_ACK", "DELIVERY_ACK"]);
    assert_eq!(told[1]["data"]["keyId"], answer["key"]["id"]);
    assert_eq!(world.evolution.phone(MARIA).unwrap().messages[0].body, "Olá");
    assert_eq!(world.evolution.accepted()[0].body, json!({"number": MARIA, "text": "Olá"}));
    assert_eq!(world.evolution.invalid(), []);
}

#[tokio::test]
async fn both_spellings_of_a_number_go_to_one_address() {
    let world = World::start().await;
    for number in ["5531988887777", "553188887777", "553188887777@s.whatsapp.net", "+55 31 98888-7777"] {
        let (_status, answer) = world.send_text(number, "Olá").await;
        assert_eq!(answer["key"]["remoteJid"], "553188887777@s.whatsapp.net");
    }
    assert_eq!(world.evolution.phone(ANA).unwrap().messages.len(), 4);
}

#[tokio::test]
async fn a_hidden_id_is_believed_without_being_asked_about() {
    let world = World::start().await;
    let (_status, answer) =
        world.post("/chat/whatsappNumbers/loja1", json!({"numbers": ["888000111222333@lid"]})).await;
    assert_eq!(answer[0]["exists"], true);
    let (status, answer) = world.send_text("888000111222333@lid", "Olá").await;
    assert_eq!((status, answer["key"]["remoteJid"].as_str()), (201, Some("888000111222333@lid")));
    let lid = format!("{}@lid", world.evolution.options().contacts[0].lid.clone().unwrap());
    world.send_text(&lid, "Olá, Maria").await;
    assert_eq!(world.evolution.phone(MARIA).unwrap().messages[0].body, "Olá, Maria");
}

#[tokio::test]
async fn an_unknown_instance_is_told_before_the_key_is_looked_at() {
    let world = World::start().await;
    let url = |path: &str| format!("{}{path}", world.evolution.api_url());
    let status = |path: &'static str, key: &'static str| {
        let request = world.client.get(url(path)).header("apikey", key);
        async move { request.send().await.unwrap().status().as_u16() }
    };
    assert_eq!(status("/instance/connectionState/outra", "wrong").await, 404);
    assert_eq!(status("/instance/connectionState/loja1", "wrong").await, 401);
    assert_eq!(status("/instance/connectionState/loja1", "7E886523-60A2-426A-AB60-17E5C3E477BE").await, 200);
    assert_eq!(status("/instance/fetchInstances", "wrong").await, 401);
    // A wrong key is a matter of configuration.
    assert_eq!(world.evolution.invalid(), []);
}

#[tokio::test]
async fn nothing_leaves_while_the_phone_is_not_linked() {
    let world = World::start().await;
    world.evolution.set_connected(false);
    let (status, answer) = world.send_text(MARIA, "Olá").await;
    assert_eq!((status, &answer["response"]["message"]), (500, &json!("Connection Closed")));
    let (status, _answer) = world.post("/chat/whatsappNumbers/loja1", json!({"numbers": [MARIA]})).await;
    assert_eq!(status, 500);
    let (_status, state) = world.call("GET", "/instance/connectionState/loja1", None).await;
    assert_eq!(state["instance"]["state"], "close");
    assert!(world.evolution.say(MARIA, "Oi").is_none());
    let (_status, code) = world.call("GET", "/instance/connect/loja1", None).await;
    assert!(code["base64"].as_str().unwrap().starts_with("data:image/png;base64,iVBORw0KGgo"));
    world.evolution.scan("loja1");
    assert_eq!(world.send_text(MARIA, "Olá").await.0, 201);
    let told = world.told(7).await;
    assert_eq!(told[0]["data"]["state"], "close");
    assert_eq!(world.evolution.accepted().len(), 1);
    assert_eq!(world.evolution.invalid(), []);
}

#[tokio::test]
async fn an_absent_number_is_refused_before_and_at_the_send() {
    let world = World::start().await;
    let (_status, looked_up) =
        world.post("/chat/whatsappNumbers/loja1", json!({"numbers": [NOBODY, MARIA]})).await;
    assert_eq!(looked_up[0]["exists"], false);
    assert_eq!(looked_up[1]["exists"], true);
    let (status, answer) = world.send_text(NOBODY, "Olá").await;
    assert_eq!(status, 400);
    assert_eq!(answer["response"]["message"][0]["exists"], false);
    world.evolution.switch(|switches| switches.strangers_on_whatsapp = false);
    assert_eq!(world.send_text("5585988776655", "Olá").await.0, 400);
    assert_eq!(world.evolution.invalid(), []);
    assert!(world.evolution.accepted().is_empty());
}

#[tokio::test]
async fn malformed_requests_are_written_down() {
    let world = World::start().await;
    world.post("/message/sendText/loja1", json!({"number": MARIA, "textMessage": {"text": "x"}})).await;
    world.post("/message/sendText/loja1", json!({"number": 5_511_988_887_777_u64, "text": "x"})).await;
    world.send_text(MARIA, "  ").await;
    world.call("POST", "/message/sendText/loja1", Some("{".to_owned())).await;
    world.call("GET", "/nope", None).await;
    world.post("/message/sendTemplate/loja1", json!({"number": MARIA})).await;
    world.post("/webhook/set/loja1", json!({"webhook": {"enabled": true, "url": "http://x"}})).await;
    assert_eq!(world.evolution.invalid().len(), 7);
}

#[tokio::test]
async fn a_file_is_kept_and_given_back() {
    let world = World::start().await;
    let media = json!({
        "number": MARIA, "mediatype": "document", "mimetype": "application/pdf",
        "media": "JVBERi0xLjQK", "fileName": "boleto.pdf", "caption": "boleto",
    });
    let (status, answer) = world.post("/message/sendMedia/loja1", media).await;
    assert_eq!(status, 201);
    let id = answer["key"]["id"].as_str().unwrap();
    let asked = json!({"message": {"key": {"id": id}}});
    let (status, file) = world.post("/chat/getBase64FromMediaMessage/loja1", asked).await;
    assert_eq!((status, file["base64"].as_str()), (201, Some("JVBERi0xLjQK")));
    assert_eq!(world.evolution.media(id).unwrap().1.as_ref(), b"%PDF-1.4\n");
    let shown = world.evolution.phone(MARIA).unwrap().messages.remove(0);
    assert_eq!((shown.body.as_str(), shown.media.unwrap().size), ("boleto", 9));
}

#[tokio::test]
async fn a_file_may_come_as_a_form() {
    let world = World::start().await;
    let part = reqwest::multipart::Part::bytes(&b"%PDF-1.4\n"[..])
        .file_name("boleto.pdf")
        .mime_str("application/pdf")
        .unwrap();
    let form = reqwest::multipart::Form::new()
        .text("number", MARIA)
        .text("mediatype", "document")
        .part("file", part);
    let url = format!("{}/message/sendMedia/loja1", world.evolution.api_url());
    let key = &world.evolution.options().api_key;
    let response = world.client.post(url).header("apikey", key).multipart(form).send().await.unwrap();
    assert_eq!(response.status().as_u16(), 201);
    let answer: Value = response.json().await.unwrap();
    assert_eq!(answer["message"]["documentMessage"]["fileName"], "boleto.pdf");
}

#[tokio::test]
async fn reactions_are_one_emoji_or_none() {
    let world = World::start().await;
    let id = world.evolution.say(MARIA, "Oi").unwrap();
    let react = |emoji: &str| {
        let key = json!({"id": id, "remoteJid": format!("{MARIA}@s.whatsapp.net"), "fromMe": false});
        world.post("/message/sendReaction/loja1", json!({"key": key, "reaction": emoji}))
    };
    for emoji in ["👍", "👍🏽", "❤️", "👩‍👧", "🇧🇷", ""] {
        assert_eq!(react(emoji).await.0, 201, "{emoji}");
    }
    for wrong in ["abc", "👍👎", "👍 "] {
        assert_eq!(react(wrong).await.0, 400, "{wrong}");
    }
    assert_eq!(world.evolution.phone(MARIA).unwrap().messages[0].reaction, None);
}

#[tokio::test]
async fn a_read_mark_works_for_numbers_and_not_for_hidden_ids() {
    use crate::demo::handset::MessageState;
    let world = World::start().await;
    let id = world.evolution.say(MARIA, "Oi").unwrap();
    let mark = |jid: &str| {
        let read = json!([{"id": id, "fromMe": false, "remoteJid": jid}]);
        world.post("/chat/markMessageAsRead/loja1", json!({"readMessages": read}))
    };
    let state = || world.evolution.phone(MARIA).unwrap().messages[0].state;
    assert_eq!(mark("111222333444555@lid").await.0, 201);
    assert_eq!(state(), MessageState::Delivered);
    assert_eq!(mark("5511988887777@s.whatsapp.net").await.0, 201);
    assert_eq!(state(), MessageState::Read);
}
