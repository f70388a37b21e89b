//! Free-form messages and the envelope around every message.

use super::*;
use crate::demo::handset::samples;

#[tokio::test]
async fn keys_that_are_not_published_are_refused_everywhere() {
    let world = World::start().await;
    world.cloud.set_window_open(MARIA, true);
    let mut extra = text(MARIA, "Olá");
    extra["priority"] = json!(1);
    let mut other_content = text(MARIA, "Olá");
    other_content["image"] = json!({"id": "1"});
    let mut in_template = confirmed(MARIA);
    in_template["template"]["components"][0]["text"] = json!("x");
    let cases = [
        extra,
        other_content,
        in_template,
        message(MARIA, "text", json!({"body": "Olá", "preview": true})),
        message(MARIA, "location", json!({"latitude": "1", "longitude": "1", "title": "x"})),
        message(MARIA, "image", json!({"link": "https://exemplo.com.br/a.png", "filename": "a.png"})),
        json!({"messaging_product": "whatsapp", "status": "read", "message_id": "x", "to": "1"}),
    ];
    for body in cases {
        assert_eq!(world.refused(&body).await, (400, 100), "{body}");
    }
    assert_eq!(world.cloud.invalid().len(), 7);
    assert!(world.cloud.accepted().is_empty());
}

#[tokio::test]
async fn what_is_missing_or_of_a_wrong_type_is_named() {
    let world = World::start().await;
    let without = |key: &str| {
        let mut body = text(MARIA, "Olá");
        body.as_object_mut().unwrap().remove(key);
        body
    };
    for key in ["messaging_product", "to", "type", "text"] {
        assert_eq!(world.refused(&without(key)).await, (400, 131_008), "{key}");
    }
    let with = |key: &str, value: Value| {
        let mut body = text(MARIA, "Olá");
        body[key] = value;
        body
    };
    let cases = [
        (with("messaging_product", json!("sms")), 100),
        (with("recipient_type", json!("group")), 100),
        (with("to", json!(5_551_999_998_888_u64)), 100),
        (with("to", json!("Maria")), 131_009),
        (with("to", json!("123")), 131_009),
        (with("to", json!("+555133334444")), 131_021),
        (with("biz_opaque_callback_data", json!("x".repeat(513))), 100),
        (message(MARIA, "poll", json!({})), 131_051),
        (text(MARIA, ""), 131_008),
        (text(MARIA, &"x".repeat(4_097)), 100),
    ];
    for (body, code) in cases {
        assert_eq!(world.refused(&body).await.1, code, "{body}");
    }
    let (status, answer) = world.call(world.client.post(world.messages()).body("{\"to\":")).await;
    assert_eq!((status, answer["error"]["code"].as_u64()), (400, Some(100)));
}

#[tokio::test]
async fn free_text_in_a_closed_window_is_taken_and_fails_by_webhook() {
    let world = World::start().await;
    let id = world.sent(&text(MARIA, "Olá")).await;
    let webhook = world.receiver.wait_for(1).await.remove(0).json();
    let value = &webhook["entry"][0]["changes"][0]["value"];
    let status = &value["statuses"][0];
    assert_eq!((status["id"].as_str(), status["status"].as_str()), (Some(id.as_str()), Some("failed")));
    assert_eq!(status["errors"][0]["code"], 131_047);
    assert_eq!(status["biz_opaque_callback_data"], "att_1:msg_1");
    // A failure says less about the contact than a success.
    assert!(value.get("contacts").is_none() && status.get("recipient_user_id").is_none());
    assert!(status.get("pricing").is_none());
    assert!(world.cloud.phone(MARIA).unwrap().messages.is_empty());
    assert_eq!(world.cloud.accepted()[0].failed, Some(131_047));
    assert_eq!(world.cloud.invalid(), []);
}

#[tokio::test]
async fn free_text_in_a_closed_window_is_refused_at_once_by_a_switch() {
    let world = World::start().await;
    world.cloud.switch(|switches| switches.window_refusal = WindowRefusal::AtOnce);
    assert_eq!(world.refused(&text(MARIA, "Olá")).await, (400, 131_047));
    assert!(world.cloud.accepted().is_empty());
    assert_eq!(world.cloud.invalid(), []);
}

#[tokio::test]
async fn the_window_opens_when_the_contact_writes_and_closes_after_24_hours() {
    let world = World::start().await;
    world.cloud.switch(|switches| switches.window_refusal = WindowRefusal::AtOnce);
    world.cloud.say(MARIA, "Oi").unwrap();
    world.clock.turn(chrono::TimeDelta::hours(24) - chrono::TimeDelta::seconds(1));
    world.sent(&text(MARIA, "Olá")).await;
    world.clock.turn(chrono::TimeDelta::seconds(1));
    assert_eq!(world.refused(&text(MARIA, "Olá")).await.1, 131_047);
    // A template needs no window, and does not open one.
    world.sent(&confirmed(MARIA)).await;
    assert!(!world.cloud.window_is_open(MARIA));
    world.cloud.set_window_open(MARIA, true);
    world.sent(&text(MARIA, "Olá")).await;
}

#[tokio::test]
async fn a_number_without_whatsapp_is_taken_and_fails_by_webhook() {
    let world = World::start().await;
    world.sent(&confirmed(NOBODY)).await;
    let webhook = world.receiver.wait_for(1).await.remove(0).json();
    assert_eq!(webhook["entry"][0]["changes"][0]["value"]["statuses"][0]["errors"][0]["code"], 131_026);
    world.cloud.switch(|switches| switches.strangers_on_whatsapp = false);
    world.sent(&confirmed("5585988776655")).await;
    assert_eq!(world.cloud.accepted()[1].failed, Some(131_026));
    world.cloud.set_on_whatsapp(NOBODY, true);
    world.sent(&confirmed(NOBODY)).await;
    assert_eq!(world.cloud.accepted()[2].failed, None);
}

#[tokio::test]
async fn the_answer_names_the_id_that_whatsapp_has_for_the_number() {
    let world = World::start().await;
    let table = [
        ("+5551999998888", "555199998888"),
        ("+555199998888", "555199998888"),
        ("+55 (11) 98888-7777", "5511988887777"),
        ("+525512345678", "5215512345678"),
        ("+5491155554444", "5491155554444"),
    ];
    for (dialled, expected) in table {
        let mut body = confirmed(MARIA);
        body["to"] = json!(dialled);
        let (_status, answer) = world.post(&body).await;
        assert_eq!(answer["contacts"], json!([{"input": dialled, "wa_id": expected}]));
    }
    // Both spellings are one person.
    assert_eq!(world.cloud.phone(MARIA).unwrap().messages.len(), 2);
}

#[tokio::test]
async fn a_business_scoped_id_is_answered_without_a_number() {
    let world = World::start().await;
    let bsuid = world.cloud.options().contacts[0].bsuid.clone().unwrap();
    let mut body = confirmed(MARIA);
    let object = body.as_object_mut().unwrap();
    object.remove("to");
    object.insert("recipient".to_owned(), json!(bsuid));
    let (status, answer) = world.post(&body).await;
    assert_eq!((status, &answer["contacts"]), (200, &json!([{"input": bsuid, "user_id": bsuid}])));
    assert_eq!(world.cloud.phone(MARIA).unwrap().messages.len(), 1);
    let mut otp = template(MARIA, "codigo_acesso", "pt_BR", json!([]));
    otp["recipient"] = json!(bsuid);
    otp.as_object_mut().unwrap().remove("to");
    assert_eq!(world.refused(&otp).await.1, 131_062);
}

#[tokio::test]
async fn every_kind_of_free_form_message_reaches_the_phone() {
    let world = World::start().await;
    world.cloud.set_window_open(MARIA, true);
    let image = world.uploaded(samples::JPEG, "image/jpeg").await;
    let voice = world.uploaded(samples::OGG_OPUS, "audio/ogg; codecs=opus").await;
    let cases = [
        message(MARIA, "image", json!({"id": image, "caption": "Foto"})),
        message(MARIA, "audio", json!({"id": voice, "voice": true})),
        message(MARIA, "document", json!({"id": image, "filename": "foto.jpg", "caption": "Contrato"})),
        message(MARIA, "video", json!({"link": "https://exemplo.com.br/v.mp4"})),
        message(
            MARIA,
            "location",
            json!({"latitude": "-30.0277", "longitude": "-51.2287", "name": "Loja", "address": "Rua A, 10"}),
        ),
        message(
            MARIA,
            "contacts",
            json!([{
            "name": {"formatted_name": "Ana Souza", "first_name": "Ana"},
            "phones": [{"phone": "+5551999997777", "type": "CELL", "wa_id": "5551999997777"}]}]),
        ),
        message(
            MARIA,
            "interactive",
            json!({
            "type": "button", "body": {"text": "Confirma?"}, "action": {"buttons": [
                {"type": "reply", "reply": {"id": "sim", "title": "Sim"}},
                {"type": "reply", "reply": {"id": "nao", "title": "Não"}}]}}),
        ),
        message(
            MARIA,
            "interactive",
            json!({
            "type": "list", "body": {"text": "Setor"}, "action": {"button": "Setores", "sections": [
                {"title": "Atendimento", "rows": [{"id": "vendas", "title": "Vendas", "description": "Novos pedidos"}]}]}}),
        ),
    ];
    for body in &cases {
        world.sent(body).await;
    }
    let kinds: Vec<_> =
        world.cloud.phone(MARIA).unwrap().messages.into_iter().map(|shown| shown.kind).collect();
    assert_eq!(
        kinds,
        ["image", "audio", "document", "video", "location", "contacts", "interactive", "interactive"]
    );
    assert_eq!(world.refused(&message(MARIA, "image", json!({"id": voice}))).await.1, 131_053);
    assert_eq!(world.refused(&message(MARIA, "image", json!({"id": "999"}))).await.1, 100);
    assert_eq!(
        world.refused(&message(MARIA, "image", json!({"id": image, "link": "https://a.b/c"}))).await.1,
        131_009
    );
}

#[tokio::test]
async fn limits_of_interactive_messages_hold() {
    let world = World::start().await;
    world.cloud.set_window_open(MARIA, true);
    let buttons = |count: usize, title: &str| {
        let list: Vec<Value> = (0..count)
            .map(|index| json!({"type": "reply", "reply": {"id": format!("b{index}"), "title": title}}))
            .collect();
        message(
            MARIA,
            "interactive",
            json!({"type": "button", "body": {"text": "x"}, "action": {"buttons": list}}),
        )
    };
    world.sent(&buttons(3, "Vinte caracteres ok!")).await;
    assert_eq!(world.refused(&buttons(4, "Sim")).await.1, 100);
    assert_eq!(world.refused(&buttons(1, "Vinte e um caracteres")).await.1, 100);
    assert_eq!(world.refused(&buttons(0, "Sim")).await.1, 100);
}

#[tokio::test]
async fn a_reaction_lands_on_the_message_and_is_only_ever_sent() {
    let world = World::start().await;
    let theirs = world.cloud.say(MARIA, "Oi").unwrap();
    world.receiver.wait_for(1).await;
    world.sent(&message(MARIA, "reaction", json!({"message_id": theirs, "emoji": "👍"}))).await;
    assert_eq!(world.cloud.phone(MARIA).unwrap().messages[0].reaction.as_deref(), Some("👍"));
    let told = world.receiver.wait_for(2).await;
    assert_eq!(told[1].json()["entry"][0]["changes"][0]["value"]["statuses"][0]["status"], "sent");
    let mut answering = message(MARIA, "reaction", json!({"message_id": theirs, "emoji": ""}));
    world.sent(&answering).await;
    assert_eq!(world.cloud.phone(MARIA).unwrap().messages[0].reaction, None);
    answering["context"] = json!({"message_id": theirs});
    assert_eq!(world.refused(&answering).await.1, 100);
}

#[tokio::test]
async fn too_many_messages_to_one_contact_are_refused_by_a_switch() {
    let world = World::start().await;
    world.cloud.switch(|switches| {
        switches.pair_limit = true;
        switches.pair_burst = 2;
    });
    world.sent(&confirmed(MARIA)).await;
    world.sent(&confirmed(MARIA)).await;
    assert_eq!(world.refused(&confirmed(MARIA)).await.1, 131_056);
    world.sent(&confirmed(JOAO)).await;
    world.clock.turn(chrono::TimeDelta::seconds(6));
    world.sent(&confirmed(MARIA)).await;
    assert_eq!(world.refused(&confirmed(MARIA)).await.1, 131_056);
    assert_eq!(world.cloud.invalid(), []);
}
