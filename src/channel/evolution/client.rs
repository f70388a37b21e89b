//! Moves bytes to and from an Evolution server: one function per call, no meaning.
//!
//! Addresses: <https://doc.evolution-api.com/v2/api-reference>.

use crate::channel::Download;
use crate::channel::http::{Answer, Broken, ClientError, Http, Timeouts, call, download};
use crate::config::EvolutionConfig;
use crate::domain::fault::Fault;
use bytes::Bytes;
use futures::stream::BoxStream;
use reqwest::Body;
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
    /// How long a file may take.
    transfer: Duration,
}

impl Client {
    pub(super) fn new(config: &EvolutionConfig, timeouts: Timeouts) -> Result<Self, ClientError> {
        Ok(Self {
            http: Http::new(&config.api_url, ("apikey", &config.api_key), timeouts, IDLE)?,
            instance: config.instance.clone(),
            transfer: timeouts.upload,
        })
    }

    /// Sends a message, or changes one.
    pub(super) async fn send(&self, group: &str, verb: &str, message: &Value) -> Result<Answer, Broken> {
        call(self.http.post(&[group, verb, &self.instance]).json(message)).await
    }

    /// Sends a message whose body is written while it is sent.
    pub(super) async fn send_file(
        &self,
        verb: &str,
        body: BoxStream<'static, Result<Bytes, std::io::Error>>,
    ) -> Result<Answer, Broken> {
        let request = self.http.post(&["message", verb, &self.instance]);
        let request = request.header("content-type", "application/json").body(Body::wrap_stream(body));
        call(request.timeout(self.transfer)).await
    }

    /// Shows a contact what is being done. The server answers when its time is over.
    pub(super) async fn show_presence(&self, presence: &Value) -> Result<Answer, Broken> {
        let request = self.http.post(&["chat", "sendPresence", &self.instance]);
        call(request.json(presence).timeout(self.transfer)).await
    }

    /// Begins to fetch the file of a message.
    pub(super) async fn file(&self, which: &Value) -> Result<Download, Fault> {
        let request = self.http.post(&["chat", "getBase64FromMediaMessage", &self.instance]);
        download(request.json(which).timeout(self.transfer)).await
    }

    /// Tells a contact that messages were seen.
    pub(super) async fn mark_read(&self, messages: &Value) -> Result<Answer, Broken> {
        call(self.http.post(&["chat", "markMessageAsRead", &self.instance]).json(messages)).await
    }

    /// Asks which numbers are on WhatsApp.
    pub(super) async fn numbers(&self, numbers: &Value) -> Result<Answer, Broken> {
        call(self.http.post(&["chat", "whatsappNumbers", &self.instance]).json(numbers)).await
    }

    /// Asks where webhooks are posted.
    pub(super) async fn webhook(&self) -> Result<Answer, Broken> {
        call(self.http.get(&["webhook", "find", &self.instance], &[])).await
    }

    /// Asks for the code to scan; one that is not connected begins to show codes.
    pub(super) async fn connect(&self) -> Result<Answer, Broken> {
        call(self.http.get(&["instance", "connect", &self.instance], &[])).await
    }

    /// Asks whether the phone is connected.
    pub(super) async fn connection_state(&self) -> Result<Answer, Broken> {
        call(self.http.get(&["instance", "connectionState", &self.instance], &[])).await
    }
}
