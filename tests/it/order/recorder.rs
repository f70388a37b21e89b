//! Takes what the embedded providers post instead of the service, keeps it, and posts it to the service later.

use crate::world::{World, within};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use balcao::demo::company::{APP_SECRET, LOJA, OFICIAL};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};

/// One thing a provider posted.
#[derive(Debug, Clone)]
pub(super) struct Letter {
    pub(super) body: Value,
    /// The bearer of the unofficial provider: it says who posts, and not what.
    bearer: Option<String>,
}

/// What was posted so far, in its order.
#[derive(Clone, Default)]
pub(super) struct Recorder(Arc<Mutex<Vec<Letter>>>);

impl Recorder {
    /// One that listens, and where.
    pub(super) async fn start() -> (Self, String) {
        let recorder = Self::default();
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let routes = Router::new().fallback(take).with_state(recorder.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        (recorder, url)
    }

    /// What was posted, with the service's own secrets still to be put on it.
    pub(super) fn letters(&self) -> Vec<Letter> {
        self.0.lock().unwrap().clone()
    }
}

async fn take(State(recorder): State<Recorder>, headers: HeaderMap, body: Bytes) {
    let bearer = headers.get("authorization").map(|value| value.to_str().unwrap().to_owned());
    let body = serde_json::from_slice(&body).unwrap();
    recorder.0.lock().unwrap().push(Letter { body, bearer });
}

impl Letter {
    /// One of the official provider, with this body.
    pub(super) fn official(body: Value) -> Self {
        Self { body, bearer: None }
    }

    /// These in as few bodies as their provider could: Meta puts changes of an account together; of Evolution, the data
    /// of one event is one thing or a list of them.
    pub(super) fn together(letters: &[&Self]) -> Vec<Self> {
        let mut bodies: Vec<Self> = Vec::new();
        for letter in letters {
            match bodies.last_mut() {
                Some(last) if last.bearer.is_none() => {
                    let more = letter.body["entry"][0]["changes"].as_array().unwrap().clone();
                    last.body["entry"][0]["changes"].as_array_mut().unwrap().extend(more);
                }
                Some(last) if last.body["event"] == letter.body["event"] => {
                    let listed =
                        |data: &Value| data.as_array().cloned().unwrap_or_else(|| vec![data.clone()]);
                    let mut data = listed(&last.body["data"]);
                    data.extend(listed(&letter.body["data"]));
                    last.body["data"] = json!(data);
                }
                Some(_) | None => bodies.push((*letter).clone()),
            }
        }
        bodies
    }

    /// Posts it to the service's own route; the status of the answer.
    pub(super) async fn post(&self, world: &World) -> u16 {
        let body = self.body.to_string();
        let channel = if self.bearer.is_some() { LOJA } else { OFICIAL };
        let (name, value) = match &self.bearer {
            Some(bearer) => ("authorization", bearer.clone()),
            None => ("x-hub-signature-256", signature(body.as_bytes())),
        };
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let url = format!("http://{}/webhook/{channel}", world.address());
        let sent = client.post(url).header(name, value).body(body).send();
        within("a webhook is answered", sent).await.unwrap().status().as_u16()
    }
}

fn signature(body: &[u8]) -> String {
    let mac = Hmac::<Sha256>::new_from_slice(APP_SECRET.as_bytes()).unwrap().chain_update(body);
    let digest = mac.finalize().into_bytes();
    format!("sha256={}", digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
}
