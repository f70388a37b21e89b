//! The ways in which the provider fails, and what it has done by then.

use super::*;
use crate::demo::wire::{Failure, Target};

impl World {
    /// Posts with little patience; what came of it.
    async fn impatient(&self) -> Result<u16, reqwest::Error> {
        let request = self.client.post(self.messages()).bearer_auth(&self.cloud.options().access_token);
        let sent = request.timeout(Duration::from_millis(300)).json(&confirmed(MARIA)).send().await?;
        Ok(sent.status().as_u16())
    }
}

#[tokio::test]
async fn a_fault_or_a_code_is_answered_and_nothing_is_taken() {
    let world = World::start().await;
    world.cloud.fail_next(Target::Sends, 2, Failure::Status(503));
    world.cloud.fail_next(Target::Sends, 1, Failure::Status(500));
    world.cloud.fail_next(Target::Sends, 1, Failure::Code(131_056));
    assert_eq!(world.refused(&confirmed(MARIA)).await, (503, 2));
    // Other calls are not meant.
    assert_eq!(world.get("106540352242922").await.0, 200);
    assert_eq!(world.refused(&confirmed(MARIA)).await, (503, 2));
    assert_eq!(world.refused(&confirmed(MARIA)).await, (500, 131_000));
    assert_eq!(world.refused(&confirmed(MARIA)).await, (400, 131_056));
    assert!(world.cloud.accepted().is_empty());
    world.sent(&confirmed(MARIA)).await;
    assert_eq!(world.cloud.invalid(), []);
}

#[tokio::test]
async fn a_message_can_be_taken_without_an_answer_ever() {
    let world = World::start().await;
    world.cloud.fail_next(Target::Sends, 1, Failure::SilenceAfter);
    assert!(world.impatient().await.unwrap_err().is_timeout());
    assert_eq!(world.cloud.accepted().len(), 1);
    assert_eq!(world.cloud.phone(MARIA).unwrap().messages.len(), 1);
    // Its receipts come all the same.
    assert_eq!(world.statuses(2).await.len(), 2);
    world.cloud.fail_next(Target::Sends, 1, Failure::SilenceBefore);
    assert!(world.impatient().await.unwrap_err().is_timeout());
    assert_eq!(world.cloud.accepted().len(), 1);
}

#[tokio::test]
async fn a_connection_can_be_cut_before_or_after_the_message_was_taken() {
    let world = World::start().await;
    world.cloud.fail_next(Target::Sends, 1, Failure::DropBefore);
    let error = world.impatient().await.unwrap_err();
    assert!(!error.is_timeout() && !error.is_connect(), "{error}");
    assert_eq!(world.cloud.accepted().len(), 0);
    world.cloud.fail_next(Target::Sends, 1, Failure::DropAfter);
    let error = world.impatient().await.unwrap_err();
    assert!(!error.is_timeout() && !error.is_connect(), "{error}");
    assert_eq!(world.cloud.accepted().len(), 1);
    assert_eq!(world.impatient().await.unwrap(), 200);
    let statuses: Vec<_> = world
        .cloud
        .requests()
        .into_iter()
        .filter(|call| call.direction == Direction::Request)
        .map(|call| call.status)
        .collect();
    assert_eq!(statuses, [0, 0, 200]);
}

#[tokio::test]
async fn a_slow_provider_answers_late() {
    let world = World::start().await;
    world.cloud.switch(|switches| switches.delay_ms = 1_000);
    assert!(world.impatient().await.unwrap_err().is_timeout());
    world.cloud.switch(|switches| switches.delay_ms = 1);
    assert_eq!(world.impatient().await.unwrap(), 200);
}

#[tokio::test]
async fn switches_are_read_and_set_as_a_whole_over_json() {
    let world = World::start().await;
    world.cloud.fail_next(Target::All, 3, Failure::Status(500));
    let text = serde_json::to_string(&world.cloud.switches()).unwrap();
    let mut switches: Switches = serde_json::from_str(&text).unwrap();
    assert_eq!(switches.failures[0].left, 3);
    switches.failures.clear();
    switches.webhooks.hold = true;
    world.cloud.set_switches(switches.clone());
    assert_eq!(world.cloud.switches(), switches);
    // What is not named keeps its usual value.
    let few: Switches = serde_json::from_str(r#"{"delay_ms": 5}"#).unwrap();
    assert!(few.auto_receipts && few.strangers_on_whatsapp);
}

#[tokio::test]
async fn the_server_stops_although_a_call_waits_for_ever() {
    let world = World::start().await;
    world.cloud.fail_next(Target::Sends, 1, Failure::SilenceAfter);
    let (client, url) = (world.client.clone(), world.messages());
    let token = world.cloud.options().access_token.clone();
    world.supervisor.spawn("test call", async move {
        drop(client.post(url).bearer_auth(token).json(&confirmed(MARIA)).send().await);
    });
    world.cloud.until(|cloud| (cloud.accepted_count() == 1).then_some(())).await;
    assert!(world.supervisor.stop(Duration::from_secs(5)).await);
}
