//! Stories of the server, told through its HTTP edge and its persons.

mod checks;
mod faults;
mod markup;
mod messages;
mod profile;
mod refusals;
mod teloxide;
mod updates;
mod webhook;

use super::{DemoTelegram, Options};
use crate::clock::Clock;
use crate::domain::Timestamp;
use crate::supervise::Supervisor;
use serde_json::Value;
use std::future::IntoFuture;
use std::time::Duration;

pub(super) const TOKEN: &str = "4200:demo";
/// The person of most stories.
pub(super) const CARLA: i64 = 1001;

/// A server, a client, and a clock turned by hand.
pub(super) struct World {
    pub(super) demo: DemoTelegram,
    pub(super) clock: Clock,
    pub(super) supervisor: Supervisor,
    client: reqwest::Client,
}

impl World {
    pub(super) async fn start() -> Self {
        let clock = Clock::by_hand(Timestamp::from_timestamp(1_790_000_000, 0).unwrap());
        let supervisor = Supervisor::new();
        let options = Options {
            token: TOKEN.to_owned(),
            bot_username: "balcao_demo_bot".to_owned(),
            listen: "127.0.0.1:0".parse().unwrap(),
        };
        let demo = DemoTelegram::start(options, clock.clone(), &supervisor).await.unwrap();
        demo.add_person(CARLA, "Carla", Some("pt-br"));
        Self { demo, clock, supervisor, client: reqwest::Client::builder().no_proxy().build().unwrap() }
    }

    /// Calls a method with a JSON body; gives status and answer.
    pub(super) async fn call(&self, method: &str, params: Value) -> (u16, Value) {
        let request = self.client.post(self.address(method)).json(&params);
        let answer = within(request.send()).await.unwrap();
        (answer.status().as_u16(), within(answer.json()).await.unwrap())
    }

    /// Calls a method that must succeed; gives its result.
    pub(super) async fn ok(&self, method: &str, params: Value) -> Value {
        let (status, answer) = self.call(method, params).await;
        assert_eq!(status, 200, "{answer}");
        answer["result"].clone()
    }

    /// Calls a method that must be refused; gives the description.
    pub(super) async fn refused(&self, method: &str, params: Value) -> String {
        let (status, answer) = self.call(method, params).await;
        assert_ne!(status, 200, "{answer}");
        assert_eq!(answer["error_code"], status, "{answer}");
        answer["description"].as_str().unwrap().to_owned()
    }

    pub(super) fn address(&self, method: &str) -> String {
        format!("{}/bot{TOKEN}/{method}", self.demo.api_url())
    }

    pub(super) fn client(&self) -> &reqwest::Client {
        &self.client
    }

    /// What was wrong with the last request.
    pub(super) fn last_invalid(&self) -> String {
        self.demo.invalid().last().map(|invalid| invalid.what.clone()).unwrap_or_default()
    }
}

/// Waits, but not for ever.
pub(super) async fn within<T>(future: impl IntoFuture<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(20), future.into_future())
        .await
        .expect("it took longer than 20 seconds")
}
