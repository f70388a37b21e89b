//! Moves bytes to and from an Evolution server: one function per call, no meaning.
//!
//! Addresses: <https://doc.evolution-api.com/v2/api-reference>.

use crate::channel::http::{Answer, Broken, ClientError, Http, Timeouts, call};
use crate::config::EvolutionConfig;
use serde_json::Value;
use std::time::Duration;

/// How long an unused connection is kept. The server is a Node program, which closes after five seconds; a connection
/// that closes while we write would look like a message that may have been sent.
const IDLE: Duration = Duration::from_secs(4);

/// The calls to one instance.
#[derive(Debug, Clone)]
pub(super) struct Client {
    http: Http,
    instance: String,
}

impl Client {
    pub(super) fn new(config: &EvolutionConfig, timeouts: Timeouts) -> Result<Self, ClientError> {
        Ok(Self {
            http: Http::new(&config.api_url, ("apikey", &config.api_key), timeouts, IDLE)?,
            instance: config.instance.clone(),
        })
    }

    /// Sends a text.
    pub(super) async fn send_text(&self, message: &Value) -> Result<Answer, Broken> {
        call(self.http.post(&["message", "sendText", &self.instance]).json(message)).await
    }

    /// Asks which numbers are on WhatsApp.
    pub(super) async fn numbers(&self, numbers: &Value) -> Result<Answer, Broken> {
        call(self.http.post(&["chat", "whatsappNumbers", &self.instance]).json(numbers)).await
    }

    /// Asks where webhooks are posted.
    pub(super) async fn webhook(&self) -> Result<Answer, Broken> {
        call(self.http.get(&["webhook", "find", &self.instance], &[])).await
    }

    /// Asks whether the phone is connected.
    pub(super) async fn connection_state(&self) -> Result<Answer, Broken> {
        call(self.http.get(&["instance", "connectionState", &self.instance], &[])).await
    }
}
