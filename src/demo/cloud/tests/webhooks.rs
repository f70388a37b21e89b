//! Webhooks: signed over raw bytes, in the published shape, held, doubled, turned round, batched and tried again.

use super::*;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

#[tokio::test]
async fn the_signature_is_over_the_raw_bytes_with_their_escapes() {
    let world = World::start().await;
    world.cloud.say(MARIA, "Olá 👋 a/b \\ \"c\"").unwrap();
    let received = world.receiver.wait_for(1).await.remove(0);
    let mut mac = Hmac::<Sha256>::new_from_slice(world.cloud.options().app_secret.as_bytes()).unwrap();
    mac.update(&received.raw);
    let expected: Vec<String> =
        mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(received.header("x-hub-signature-256"), format!("sha256={}", expected.concat()));
    assert!(received.raw.is_ascii());
    let raw = std::str::from_utf8(&received.raw).unwrap();
    assert!(raw.contains("Ol\\u00e1 \\ud83d\\udc4b a\\/b"), "{raw}");
    // Parsed, it is what was said; written anew, it is not what was signed.
    let parsed = received.json();
    let message = &parsed["entry"][0]["changes"][0]["value"]["messages"][0];
    assert_eq!(message["text"]["body"], "Olá 👋 a/b \\ \"c\"");
    assert_ne!(parsed.to_string().as_bytes(), received.raw.as_ref());
}

#[tokio::test]
async fn a_template_is_sent_delivered_and_read_with_its_price_once_more() {
    let world = World::start().await;
    let id = world.sent(&confirmed(MARIA)).await;
    world.receiver.wait_for(2).await;
    world.cloud.open_chat(MARIA);
    let received = world.receiver.wait_for(3).await;
    let mut seen = Vec::new();
    for webhook in &received {
        let body = webhook.json();
        assert_eq!(body["object"], "whatsapp_business_account");
        assert_eq!(body["entry"][0]["id"], "102290129340398");
        assert_eq!(body["entry"][0]["changes"][0]["field"], "messages");
        let value = &body["entry"][0]["changes"][0]["value"];
        assert_eq!(
            value["metadata"],
            json!({"display_phone_number": "555133334444", "phone_number_id": "106540352242922"})
        );
        assert_eq!(value["contacts"][0]["wa_id"], "555199998888");
        let status = &value["statuses"][0];
        assert_eq!(status["id"], id.as_str());
        assert_eq!(status["recipient_id"], "555199998888");
        assert_eq!(status["biz_opaque_callback_data"], "att_1:msg_1");
        assert_eq!(status["timestamp"], "1795348800");
        assert!(status["recipient_user_id"].as_str().unwrap().starts_with("BR."));
        seen.push((status["status"].as_str().unwrap().to_owned(), status.get("pricing").cloned()));
    }
    let price = json!({"billable": true, "pricing_model": "PMP", "type": "regular", "category": "utility"});
    assert_eq!(
        seen,
        [
            ("sent".to_owned(), Some(price.clone())),
            ("delivered".to_owned(), Some(price)),
            ("read".to_owned(), None)
        ]
    );
}

#[tokio::test]
async fn without_delivered_the_price_comes_with_read() {
    let world = World::start().await;
    world.cloud.switch(|switches| switches.drop_delivered = true);
    let id = world.sent(&confirmed(MARIA)).await;
    world.cloud.open_chat(MARIA);
    let statuses = world.statuses(2).await;
    assert_eq!(statuses, [(id.clone(), "sent".to_owned()), (id, "read".to_owned())]);
    let read = world.receiver.all()[1].json();
    assert!(read["entry"][0]["changes"][0]["value"]["statuses"][0]["pricing"].is_object());
}

#[tokio::test]
async fn receipts_come_by_hand_when_they_do_not_come_by_themselves() {
    let world = World::start().await;
    world.cloud.switch(|switches| switches.auto_receipts = false);
    let id = world.sent(&confirmed(MARIA)).await;
    assert_eq!(world.cloud.webhooks_under_way(), 0);
    world.cloud.report(&id, Status::Failed(131_049));
    let webhook = world.receiver.wait_for(1).await.remove(0).json();
    assert_eq!(webhook["entry"][0]["changes"][0]["value"]["statuses"][0]["errors"][0]["code"], 131_049);
}

#[tokio::test]
async fn a_contact_may_fail_with_any_code() {
    let world = World::start().await;
    world.cloud.switch(|switches| {
        switches.delivery_failures.insert(MARIA.to_owned(), 131_050);
    });
    world.sent(&confirmed(MARIA)).await;
    world.sent(&confirmed(JOAO)).await;
    let failed: Vec<_> = world.cloud.accepted().into_iter().map(|accepted| accepted.failed).collect();
    assert_eq!(failed, [Some(131_050), None]);
}

#[tokio::test]
async fn webhooks_are_held_until_they_are_released() {
    let world = World::start().await;
    world.cloud.switch(|switches| switches.webhooks.hold = true);
    world.sent(&confirmed(MARIA)).await;
    assert_eq!(world.cloud.webhooks_held(), 2);
    assert!(world.receiver.all().is_empty());
    world.cloud.switch(|switches| switches.webhooks.hold = false);
    assert_eq!(world.statuses(2).await.len(), 2);
}

#[tokio::test]
async fn webhooks_are_doubled_turned_round_and_batched() {
    let world = World::start().await;
    world.cloud.switch(|switches| switches.webhooks.hold = true);
    let id = world.sent(&confirmed(MARIA)).await;
    world.cloud.switch(|switches| {
        switches.webhooks.hold = false;
        switches.webhooks.reorder = true;
        switches.webhooks.duplicate = true;
    });
    let statuses: Vec<_> = world.statuses(4).await.into_iter().map(|(_id, status)| status).collect();
    assert_eq!(statuses, ["delivered", "delivered", "sent", "sent"]);

    world.cloud.switch(|switches| {
        switches.webhooks =
            crate::demo::wire::WebhookSwitches { hold: true, batch: true, ..Default::default() };
    });
    world.cloud.open_chat(MARIA);
    let other = world.sent(&confirmed(JOAO)).await;
    world.cloud.say(JOAO, "Oi").unwrap();
    world.cloud.switch(|switches| switches.webhooks.hold = false);
    let batch = world.receiver.wait_for(5).await.pop().unwrap().json();
    let changes = batch["entry"][0]["changes"].as_array().unwrap();
    let ids: Vec<_> = changes[0]["value"]["statuses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|status| status["id"].clone())
        .collect();
    assert_eq!(ids, [json!(id), json!(other), json!(other)]);
    assert_eq!(changes[1]["value"]["messages"][0]["text"]["body"], "Oi");
}

#[tokio::test]
async fn a_webhook_that_is_not_answered_200_comes_again() {
    let world = World::start().await;
    world.receiver.answer_next(&[500, 204, 503]);
    world.cloud.say(MARIA, "Oi").unwrap();
    let received = world.receiver.wait_for(4).await;
    assert!(received.iter().all(|webhook| webhook.raw == received[0].raw));
    world.cloud.until(|cloud| (cloud.webhooks_under_way() == 0).then_some(())).await;
    let statuses: Vec<_> = world.cloud.requests().into_iter().map(|call| call.status).collect();
    assert_eq!(statuses, [500, 204, 503, 200]);
}

#[tokio::test]
async fn a_webhook_waits_for_a_receiver_that_comes_later() {
    let supervisor = Supervisor::new();
    let clock = Clock::machine();
    let options = Options { retry_pause: Duration::from_millis(2), ..Options::default() };
    let cloud = DemoCloud::start(options, clock, &supervisor).await.unwrap();
    cloud.say(MARIA, "Oi").unwrap();
    let receiver = Receiver::start(&supervisor).await;
    cloud.set_webhook(receiver.url.clone());
    receiver.wait_for(1).await;
}

#[tokio::test]
async fn a_change_of_a_template_is_told() {
    let world = World::start().await;
    world.cloud.set_template_status("retomar_contato", "pt_BR", "PAUSED");
    world.cloud.set_template_category("retomar_contato", "pt_BR", "MARKETING");
    world.cloud.edit_template_body("retomar_contato", "pt_BR", "Oi!");
    world.cloud.remove_template("retomar_contato", "pt_BR");
    let received = world.receiver.wait_for(4).await;
    let changes: Vec<Value> =
        received.iter().map(|webhook| webhook.json()["entry"][0]["changes"][0].clone()).collect();
    assert_eq!(changes[0]["field"], "message_template_status_update");
    assert_eq!(changes[0]["value"]["event"], "PAUSED");
    assert_eq!(changes[0]["value"]["message_template_id"], 1_387_372_356_720_001_u64);
    assert_eq!(changes[0]["value"]["other_info"]["title"], "FIRST_PAUSE");
    assert_eq!(changes[1]["field"], "template_category_update");
    assert_eq!(changes[1]["value"]["previous_category"], "UTILITY");
    assert_eq!(changes[2]["field"], "message_template_components_update");
    assert_eq!(changes[2]["value"]["message_template_element"], "Oi!");
    assert_eq!(changes[3]["value"]["event"], "PENDING_DELETION");
    // Updates of the account carry their time, as a number.
    assert_eq!(received[0].json()["entry"][0]["time"], 1_795_348_800);
}
