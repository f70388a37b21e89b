//! The embedded Evolution server held against the captures of 2.3.7 and against what is known of its quirks.

mod captures;
mod failing;
mod people;
mod sending;

use super::*;
use crate::demo::wire::{Received, Receiver};
use crate::domain::Timestamp;

const MARIA: &str = "5511988887777";
const ANA: &str = "5531988887777";
const NOBODY: &str = "5511911112222";

/// A server with a receiver, a clock turned by hand, and a client that holds the key.
struct World {
    evolution: DemoEvolution,
    receiver: Receiver,
    client: reqwest::Client,
    clock: Clock,
}

impl World {
    async fn start() -> Self {
        let start: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
        let (clock, supervisor) = (Clock::by_hand(start), Supervisor::new());
        let receiver = Receiver::start(&supervisor).await;
        let options = Options {
            instance: "loja1".to_owned(),
            number: "5511900001111".to_owned(),
            contacts: vec![
                ContactSeed::new(MARIA, "Maria"),
                ContactSeed::new(ANA, "Ana"),
                ContactSeed::new(NOBODY, "Ninguém").without_whatsapp(),
            ],
            retry_pause: Duration::from_millis(2),
            ..Options::default()
        };
        let evolution = DemoEvolution::start(options, clock.clone(), &supervisor).await.unwrap();
        evolution.set_webhook(receiver.url.clone());
        let client = reqwest::Client::builder().timeout(Duration::from_secs(10)).no_proxy().build().unwrap();
        Self { evolution, receiver, client, clock }
    }

    async fn call(&self, method: &str, path: &str, body: Option<String>) -> (u16, Value) {
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        let mut request = self
            .client
            .request(method, format!("{}{path}", self.evolution.api_url()))
            .header("apikey", &self.evolution.options().api_key);
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body);
        }
        let response = request.send().await.unwrap();
        (response.status().as_u16(), response.json().await.unwrap())
    }

    async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.call("POST", path, Some(body.to_string())).await
    }

    async fn send_text(&self, number: &str, text: &str) -> (u16, Value) {
        self.post("/message/sendText/loja1", json!({"number": number, "text": text})).await
    }

    /// The bodies told so far, once `count` have come.
    async fn told(&self, count: usize) -> Vec<Value> {
        self.receiver.wait_for(count).await.iter().map(Received::json).collect()
    }
}

fn events(bodies: &[Value]) -> Vec<&str> {
    bodies.iter().map(|body| body["event"].as_str().unwrap()).collect()
}
