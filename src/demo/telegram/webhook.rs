//! The other way of updates: posted to an address of the bot's choice, and posted again until it says 200.
//!
//! Updates of one chat go one after the other, those of different chats at the same time, up to the number of
//! connections allowed. Delays between attempts are real time, as the connection's are, and shorter than the real
//! server's, which begin at a second and grow to minutes.

use super::call::Call;
use super::refusal::Refusal;
use super::server::Server;
use super::state::State;
use super::updates::Push;
use crate::domain::Timestamp;
use futures::StreamExt as _;
use futures::stream::FuturesUnordered;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

/// The delay after the first failure; doubled after each.
const RETRY_DELAY_FIRST: Duration = Duration::from_millis(100);
/// The longest delay.
const RETRY_DELAY_MAX: Duration = Duration::from_secs(5);
/// How long an answer may take, as the real server waits.
const ANSWER_TIME_MAX: Duration = Duration::from_mins(1);
/// Connections when the bot names no number.
const CONNECTIONS: usize = 40;

/// Where updates are posted to.
#[derive(Debug, Default)]
pub(super) struct Webhook {
    /// Empty: nowhere.
    url: String,
    secret: Option<String>,
    connections: usize,
    last_error: Option<(Timestamp, String)>,
}

impl Webhook {
    /// Whether updates are posted.
    pub(super) fn is_set(&self) -> bool {
        !self.url.is_empty()
    }
}

/// `setWebhook`.
pub(super) fn set(state: &mut State, call: &Call) -> Result<String, Refusal> {
    let url = call.text("url").unwrap_or_default();
    if url.is_empty() {
        return Ok(delete(state, call));
    }
    check_url(url)?;
    if let Some(kinds) = call.values.get("allowed_updates").and_then(Value::as_array) {
        state.updates.allow(kinds.iter().filter_map(Value::as_str).map(str::to_owned).collect());
    }
    if call.flag("drop_pending_updates") {
        state.updates.clear();
    }
    let connections = call.values.get("max_connections").and_then(Value::as_u64);
    state.webhook = Webhook {
        url: url.to_owned(),
        secret: call.text("secret_token").map(str::to_owned),
        connections: connections.and_then(|number| usize::try_from(number).ok()).unwrap_or(CONNECTIONS),
        last_error: None,
    };
    Ok("true".to_owned())
}

/// The real server wants https and one of four ports. Here plain http will do for this machine, as it does for a Bot
/// API server of one's own.
fn check_url(url: &str) -> Result<(), Refusal> {
    let Ok(parsed) = reqwest::Url::parse(url) else {
        return Err(Refusal::invalid("bad webhook: can't parse URL"));
    };
    let is_loopback = matches!(parsed.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
    match parsed.scheme() {
        "http" | "https" if is_loopback => Ok(()),
        "https" if matches!(parsed.port_or_known_default(), Some(80 | 88 | 443 | 8443)) => Ok(()),
        "https" => {
            Err(Refusal::invalid("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"))
        }
        _other => Err(Refusal::invalid("bad webhook: An HTTPS URL must be provided for webhook")),
    }
}

/// `deleteWebhook`.
pub(super) fn delete(state: &mut State, call: &Call) -> String {
    if call.flag("drop_pending_updates") {
        state.updates.clear();
    }
    state.webhook = Webhook::default();
    "true".to_owned()
}

/// `getWebhookInfo`.
pub(super) fn info(state: &State) -> String {
    let webhook = &state.webhook;
    let mut info = json!({
        "url": webhook.url,
        "has_custom_certificate": false,
        "pending_update_count": state.updates.waiting(),
    });
    if let Some(fields) = info.as_object_mut() {
        if webhook.is_set() {
            fields.insert("max_connections".to_owned(), webhook.connections.into());
        }
        if let Some((at, error)) = &webhook.last_error {
            fields.insert("last_error_date".to_owned(), at.timestamp().into());
            fields.insert("last_error_message".to_owned(), error.as_str().into());
        }
        if !state.updates.allowed().is_empty() {
            fields.insert("allowed_updates".to_owned(), state.updates.allowed().into());
        }
    }
    info.to_string()
}

/// One attempt that is over.
struct Done {
    push: Push,
    error: Option<String>,
}

/// Posts updates as long as a webhook is set, until everything stops.
pub(super) async fn run(server: Arc<Server>, client: reqwest::Client) {
    let mut arrivals = server.arrivals.subscribe();
    let mut busy: HashSet<i64> = HashSet::new();
    let mut failures: HashMap<i64, u32> = HashMap::new();
    let mut under_way = FuturesUnordered::new();
    loop {
        arrivals.borrow_and_update();
        while let Some((push, url, secret)) = next(&server, &busy) {
            busy.insert(push.lane);
            let failed = failures.get(&push.lane).copied().unwrap_or_default();
            under_way.push(attempt(&client, push, url, secret, failed));
        }
        tokio::select! {
            _changed = arrivals.changed() => {}
            Some(done) = under_way.next(), if !under_way.is_empty() => {
                busy.remove(&done.push.lane);
                settle(&server, done, &mut failures);
            }
            () = server.stopping.cancelled() => return,
        }
    }
}

fn next(server: &Server, busy: &HashSet<i64>) -> Option<(Push, String, Option<String>)> {
    let now = server.clock.now();
    let mut state = server.lock();
    if !state.webhook.is_set() || busy.len() >= state.webhook.connections {
        return None;
    }
    let push = state.updates.next_push(busy, now)?;
    Some((push, state.webhook.url.clone(), state.webhook.secret.clone()))
}

/// Posts an update. One that failed before waits first, so that its chat stays busy meanwhile.
async fn attempt(
    client: &reqwest::Client,
    push: Push,
    url: String,
    secret: Option<String>,
    failed: u32,
) -> Done {
    if failed > 0 {
        let delay = RETRY_DELAY_FIRST.saturating_mul(2_u32.saturating_pow(failed - 1));
        tokio::time::sleep(delay.min(RETRY_DELAY_MAX)).await;
    }
    let mut request = client.post(url).header("content-type", "application/json");
    if let Some(secret) = secret {
        request = request.header("x-telegram-bot-api-secret-token", secret);
    }
    let answer = request.timeout(ANSWER_TIME_MAX).body(push.body.to_string()).send().await;
    let error = match answer {
        Ok(answer) if answer.status().is_success() => None,
        Ok(answer) => Some(format!("Wrong response from the webhook: {}", answer.status())),
        Err(error) if error.is_connect() => Some("Connection refused".to_owned()),
        Err(error) if error.is_timeout() => Some("Read timeout expired".to_owned()),
        Err(_other) => Some("Connection closed".to_owned()),
    };
    Done { push, error }
}

fn settle(server: &Server, done: Done, failures: &mut HashMap<i64, u32>) {
    let now = server.clock.now();
    let mut state = server.lock();
    match done.error {
        None => {
            failures.remove(&done.push.lane);
            state.updates.taken(done.push.id);
        }
        Some(error) => {
            *failures.entry(done.push.lane).or_default() += 1;
            state.webhook.last_error = Some((now, error));
        }
    }
    drop(state);
    server.changed();
}
