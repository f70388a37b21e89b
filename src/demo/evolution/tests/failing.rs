//! The ways in which the server fails, and what it has done by then.

use super::*;

impl World {
    async fn impatient(&self) -> Result<u16, reqwest::Error> {
        let url = format!("{}/message/sendText/loja1", self.evolution.api_url());
        let request = self.client.post(url).header("apikey", &self.evolution.options().api_key);
        let body = json!({"number": MARIA, "text": "Olá"});
        let sent = request.timeout(Duration::from_millis(300)).json(&body).send().await?;
        Ok(sent.status().as_u16())
    }
}

#[tokio::test]
async fn a_message_can_be_taken_without_an_answer_ever() {
    let world = World::start().await;
    world.evolution.fail_next(Target::Sends, 1, Failure::SilenceAfter);
    assert!(world.impatient().await.unwrap_err().is_timeout());
    assert_eq!(world.evolution.accepted().len(), 1);
    // Its own echo comes all the same.
    assert_eq!(world.told(1).await[0]["event"], "send.message");
}

#[tokio::test]
async fn a_connection_can_be_cut_before_or_after_the_message_was_taken() {
    let world = World::start().await;
    world.evolution.fail_next(Target::Sends, 1, Failure::DropBefore);
    assert!(!world.impatient().await.unwrap_err().is_timeout());
    assert!(world.evolution.accepted().is_empty());
    world.evolution.fail_next(Target::Sends, 1, Failure::DropAfter);
    assert!(!world.impatient().await.unwrap_err().is_timeout());
    assert_eq!(world.evolution.accepted().len(), 1);
}

#[tokio::test]
async fn a_fault_is_answered_in_its_envelope() {
    let world = World::start().await;
    world.evolution.fail_next(Target::All, 1, Failure::Status(503));
    let (status, answer) = world.send_text(MARIA, "Olá").await;
    assert_eq!((status, answer["status"].as_u64()), (503, Some(503)));
    world.evolution.fail_next(Target::Sends, 1, Failure::Upstream("463".to_owned()));
    let (status, answer) = world.send_text(MARIA, "Olá").await;
    assert_eq!((status, &answer["response"]["message"]), (400, &json!(["Error: 463"])));
    assert!(world.evolution.accepted().is_empty());
}

#[tokio::test]
async fn a_server_without_its_licence_says_so_in_another_shape() {
    let world = World::start().await;
    world.evolution.switch(|switches| switches.license_required = true);
    let (status, answer) = world.send_text(MARIA, "Olá").await;
    assert_eq!((status, answer["code"].as_str()), (503, Some("LICENSE_REQUIRED")));
}

#[tokio::test]
async fn a_webhook_is_tried_again_but_not_when_it_is_unwanted() {
    let world = World::start().await;
    world.receiver.answer_next(&[500, 502, 200, 404]);
    world.evolution.say(MARIA, "Oi").unwrap();
    world.receiver.wait_for(4).await;
    world.evolution.until(|server| (server.webhooks_under_way() == 0).then_some(())).await;
    let told = world.told(4).await;
    let mut names = events(&told);
    names.sort_unstable();
    assert_eq!(names, ["contacts.upsert", "contacts.upsert", "messages.upsert", "messages.upsert"]);
}

#[tokio::test]
async fn acknowledgements_may_never_come() {
    let world = World::start().await;
    world.evolution.switch(|switches| switches.auto_receipts = false);
    let (_status, sent) = world.send_text(MARIA, "Olá").await;
    assert_eq!(events(&world.told(1).await), ["send.message"]);
    world.evolution.report(sent["key"]["id"].as_str().unwrap(), Ack::Server);
    assert_eq!(world.told(2).await[1]["data"]["status"], "SERVER_ACK");
}
