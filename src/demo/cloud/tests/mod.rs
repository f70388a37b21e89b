//! The embedded Cloud API held against its reference: what it refuses, what it answers, what it says by webhook.

mod failing;
mod files;
mod free_form;
mod listing;
mod people;
mod templates;
mod webhooks;

use super::*;
use crate::demo::wire::Receiver;
use crate::domain::Timestamp;
use serde_json::json;

const MARIA: &str = "5551999998888";
const JOAO: &str = "5511988887777";
const NOBODY: &str = "5521977770000";

/// A server with a receiver, a clock turned by hand, and a client that holds the token.
struct World {
    cloud: DemoCloud,
    receiver: Receiver,
    clock: Clock,
    supervisor: Supervisor,
    client: reqwest::Client,
}

impl World {
    async fn start() -> Self {
        let start: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
        let (clock, supervisor) = (Clock::by_hand(start), Supervisor::new());
        let receiver = Receiver::start(&supervisor).await;
        let options = Options { retry_pause: Duration::from_millis(2), ..Options::default() };
        let cloud = DemoCloud::start(options, clock.clone(), &supervisor).await.unwrap();
        cloud.set_webhook(receiver.url.clone());
        let client = reqwest::Client::builder().timeout(Duration::from_secs(10)).no_proxy().build().unwrap();
        Self { cloud, receiver, clock, supervisor, client }
    }

    fn url(&self, path: &str) -> String {
        format!("{}/v25.0/{path}", self.cloud.api_url())
    }

    fn messages(&self) -> String {
        self.url(&format!("{}/messages", self.cloud.options().phone_number_id))
    }

    async fn call(&self, request: reqwest::RequestBuilder) -> (u16, Value) {
        let response = request.bearer_auth(&self.cloud.options().access_token).send().await.unwrap();
        (response.status().as_u16(), response.json().await.unwrap())
    }

    async fn get(&self, path: &str) -> (u16, Value) {
        self.call(self.client.get(self.url(path))).await
    }

    async fn post(&self, body: &Value) -> (u16, Value) {
        self.call(self.client.post(self.messages()).json(body)).await
    }

    /// Sends what must be taken, and gives its id.
    async fn sent(&self, body: &Value) -> String {
        let (status, answer) = self.post(body).await;
        assert_eq!(status, 200, "{answer}");
        answer["messages"][0]["id"].as_str().unwrap().to_owned()
    }

    /// Sends what must be refused, and gives status and code.
    async fn refused(&self, body: &Value) -> (u16, u64) {
        let (status, answer) = self.post(body).await;
        assert_ne!(status, 200, "taken: {body}");
        (status, answer["error"]["code"].as_u64().unwrap())
    }

    async fn upload(&self, bytes: &'static [u8], mime: &str, name: &str) -> (u16, Value) {
        let part = reqwest::multipart::Part::bytes(bytes).file_name(name.to_owned()).mime_str(mime).unwrap();
        let form = reqwest::multipart::Form::new().text("messaging_product", "whatsapp").part("file", part);
        let path = format!("{}/media", self.cloud.options().phone_number_id);
        self.call(self.client.post(self.url(&path)).multipart(form)).await
    }

    async fn uploaded(&self, bytes: &'static [u8], mime: &str) -> String {
        let (status, answer) = self.upload(bytes, mime, "a.bin").await;
        assert_eq!(status, 200, "{answer}");
        answer["id"].as_str().unwrap().to_owned()
    }

    /// The statuses told so far, as `(id, status)`, once `count` webhooks have come.
    async fn statuses(&self, count: usize) -> Vec<(String, String)> {
        let received = self.receiver.wait_for(count).await;
        let mut statuses = Vec::new();
        for webhook in received {
            for status in webhook.json()["entry"][0]["changes"][0]["value"]["statuses"].as_array().unwrap() {
                let text = |key: &str| status[key].as_str().unwrap().to_owned();
                statuses.push((text("id"), text("status")));
            }
        }
        statuses
    }
}

/// A message of a kind to a number.
fn message(to: &str, kind: &str, content: Value) -> Value {
    let mut body = json!({
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": format!("+{to}"),
        "biz_opaque_callback_data": "att_1:msg_1",
        "type": kind,
    });
    body[kind] = content;
    body
}

fn text(to: &str, body: &str) -> Value {
    message(to, "text", json!({"preview_url": false, "body": body}))
}

fn template(to: &str, name: &str, language: &str, components: Value) -> Value {
    message(to, "template", json!({"name": name, "language": {"code": language}, "components": components}))
}

/// Texts as positional parameters.
fn texts(values: &[&str]) -> Value {
    values.iter().map(|value| json!({"type": "text", "text": value})).collect()
}

/// The three-parameter template, filled.
fn confirmed(to: &str) -> Value {
    let body = json!([{"type": "body", "parameters": texts(&["Ana", "1042", "sexta"])}]);
    template(to, "pedido_confirmado", "pt_BR", body)
}
