//! An embedded Evolution API 2.3.7: as far as the service uses it, with the shapes of real captures, on a loopback port,
//! with its webhooks and with the contacts' phones at its other end.
//!
//! Needed: the polymorphic errors, the order of its guards, the answers that promise nothing (201 and PENDING), the
//! repeats and the lost hidden ids of this very version. Chosen: our own, its shapes held against the captures in a
//! test. Rejected: the real server in the demo (a database, a licence, and a phone of somebody's).
//!
//! To read in this order: `instance` (a linked phone), `request` (schemas), `send` and `chat` (what calls do),
//! `event` (what webhooks say), `people` (what contacts do), `routes` (HTTP).

mod chat;
mod content;
mod event;
mod fault;
mod instance;
mod manage;
mod people;
mod request;
mod routes;
mod send;
mod state;
mod switches;
mod token;

pub use crate::demo::handset::{ContactSeed, PhoneView};
pub use event::Ack;
pub use instance::Connection;
pub use state::Accepted;
pub use switches::Switches;

use crate::clock::Clock;
use crate::demo::handset::demo_contacts;
use crate::demo::wire::{
    Changes, Courier, Direction, Failure, Invalid, Letter, Mail, Parcel, Port, Posted, Recorded, Retry,
    Target, Visits, WebhookCounts, lock,
};
use crate::supervise::Supervisor;
use serde_json::{Value, json};
use state::State;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// How often a webhook is tried.
const WEBHOOK_ATTEMPTS_MAX: u32 = 10;

/// Who this server is, and the instance it starts with.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where to listen; port 0 lets the system choose.
    pub listen: SocketAddr,
    /// The key of the server.
    pub api_key: String,
    /// The instance's name.
    pub instance: String,
    /// The instance's own token.
    pub instance_token: String,
    /// The key of the bearer on webhooks.
    pub jwt_key: String,
    /// The linked number: digits with the country code.
    pub number: String,
    /// The name on the linked phone's profile.
    pub profile_name: String,
    /// Whether the phone is linked at the start.
    pub is_connected: bool,
    /// The contacts it starts with.
    pub contacts: Vec<ContactSeed>,
    /// The pause before a refused webhook is tried again (5 s on the real one); it doubles up to 5 seconds.
    pub retry_pause: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            api_key: "demo-evolution-key".to_owned(),
            instance: "loja".to_owned(),
            instance_token: "7E886523-60A2-426A-AB60-17E5C3E477BE".to_owned(),
            jwt_key: "demo-evolution-jwt-key".to_owned(),
            number: "5551933332222".to_owned(),
            profile_name: "Loja Centro".to_owned(),
            is_connected: true,
            contacts: demo_contacts(),
            retry_pause: Duration::from_millis(100),
        }
    }
}

/// The server. Clones are the same one.
#[derive(Debug, Clone)]
pub struct DemoEvolution {
    inner: Arc<Inner>,
    courier: Courier,
}

#[derive(Debug)]
struct Inner {
    options: Options,
    url: String,
    visits: Visits,
    clock: Clock,
    changes: Changes,
    stopping: CancellationToken,
    state: Mutex<State>,
}

impl DemoEvolution {
    /// Takes the port and answers from now on, until everything shall stop.
    pub async fn start(options: Options, clock: Clock, supervisor: &Supervisor) -> std::io::Result<Self> {
        let port = Port::bind(options.listen).await?;
        let state = Mutex::new(State::new(&options, clock.now()));
        let retry_pause = options.retry_pause;
        let inner = Arc::new(Inner {
            options,
            url: port.url(),
            visits: port.visits(),
            clock,
            changes: Changes::new(),
            stopping: supervisor.stopping(),
            state,
        });
        let mail: Arc<dyn Mail> = Arc::<Inner>::clone(&inner);
        let courier = Courier::start(mail, retry_pause, inner.changes.clone(), supervisor)?;
        let evolution = Self { inner, courier };
        port.serve("demo evolution api", routes::router(evolution.clone()), supervisor);
        Ok(evolution)
    }

    /// `http://127.0.0.1:port`, without a slash at the end: the service's `api_url`.
    pub fn api_url(&self) -> String {
        self.inner.url.clone()
    }

    /// Who this server is.
    pub fn options(&self) -> &Options {
        &self.inner.options
    }

    /// Where webhooks of the instance are posted, as an administrator would set it: all events, files in base64, with the
    /// bearer.
    pub fn set_webhook(&self, url: String) {
        let webhook = json!({
            "enabled": true,
            "url": url,
            "byEvents": false,
            "base64": true,
            "headers": {"jwt_key": self.inner.options.jwt_key},
            "events": [],
        });
        let now = self.inner.clock.now();
        let _answer = lock(&self.inner.state).set_webhook(&self.inner.options.instance, &webhook, now);
        self.inner.changes.note();
    }

    /// Everything that was taken, oldest first; the newest 20,000.
    pub fn accepted(&self) -> Vec<Accepted> {
        lock(&self.inner.state).accepted.list()
    }

    /// How many messages were taken in all.
    pub fn accepted_count(&self) -> u64 {
        lock(&self.inner.state).accepted_count
    }

    /// What went over the wire in both directions, oldest first; the newest 2,000.
    pub fn requests(&self) -> Vec<Recorded> {
        lock(&self.inner.state).record.calls()
    }

    /// Requests that were malformed: defects of whoever sent them. Refusals of business (no WhatsApp on a number, a phone
    /// that is not linked, a wrong key) are not in it.
    pub fn invalid(&self) -> Vec<Invalid> {
        lock(&self.inner.state).record.invalid()
    }

    /// The switches, with the failures that are still to come.
    pub fn switches(&self) -> Switches {
        let state = lock(&self.inner.state);
        let webhooks = self.courier.switches();
        Switches { webhooks, failures: state.failures.list(), ..state.switches.clone() }
    }

    /// Sets all switches. Webhooks that were held leave when `webhooks.hold` is off.
    pub fn set_switches(&self, switches: Switches) {
        {
            let mut state = lock(&self.inner.state);
            state.failures.replace(switches.failures.clone());
            self.courier.set_switches(switches.webhooks);
            state.switches = switches;
        }
        self.inner.changes.note();
    }

    /// Changes some switches and leaves the others.
    pub fn switch(&self, change: impl FnOnce(&mut Switches)) {
        let mut switches = self.switches();
        change(&mut switches);
        self.set_switches(switches);
    }

    /// The next `count` calls of a kind go wrong.
    pub fn fail_next(&self, target: Target, count: u32, failure: Failure) {
        lock(&self.inner.state).failures.plan(target, count, failure);
        self.inner.changes.note();
    }

    /// How often webhooks went another way than usual.
    pub fn webhook_counts(&self) -> WebhookCounts {
        self.courier.counts()
    }

    /// The failures that took place, oldest first; the newest 2,000.
    pub fn failed(&self) -> Vec<Failure> {
        lock(&self.inner.state).failures.happened()
    }

    /// Webhooks that wait for the switch `webhooks.hold`.
    pub fn webhooks_held(&self) -> usize {
        self.courier.held()
    }

    /// Webhooks handed out and not yet taken by the receiver.
    pub fn webhooks_under_way(&self) -> usize {
        self.courier.under_way()
    }

    /// Ends when no client is connected any more: what clients that are gone had asked for is done by then, or never.
    pub async fn left_alone(&self) -> std::io::Result<()> {
        self.inner.visits.over(&self.inner.url).await
    }

    /// A counter that rises with every change.
    pub fn subscribe(&self) -> tokio::sync::watch::Receiver<u64> {
        self.inner.changes.subscribe()
    }

    /// Asks `look` now and after every change, until it finds something. Without end: put a time-out around it.
    pub async fn until<T, F>(&self, mut look: F) -> T
    where
        T: Send,
        F: FnMut(&Self) -> Option<T> + Send,
    {
        self.inner.changes.until(|| look(self)).await
    }
}

impl Mail for Inner {
    /// One event a body: Evolution knows no batches.
    fn pack(&self, letters: &[Letter]) -> Option<Parcel> {
        let letter = letters.first()?;
        let part = |key: &str| letter.content.get(key).cloned().unwrap_or_default();
        let (name, at) = (part("instance"), part("at"));
        let (instance, shows_token) = {
            let state = lock(&self.state);
            (state.instances.get(name.as_str()?)?.clone(), state.switches.shows_token)
        };
        let webhook = instance.webhook.as_ref()?;
        let url = webhook.address(letter.label);
        let apikey = shows_token.then_some(instance.token.as_str());
        let at = at.as_str().unwrap_or_default();
        let body = event::envelope(letter.label, &instance, &part("data"), &url, &self.url, apikey, at);
        let mut headers = vec![
            ("Content-Type".to_owned(), "application/json".to_owned()),
            ("User-Agent".to_owned(), "axios/1.21.1".to_owned()),
        ];
        let bearer = webhook.headers.get("jwt_key").and_then(Value::as_str);
        let bearer = bearer.and_then(|jwt_key| token::bearer(jwt_key, self.clock.now()));
        for (name, value) in &webhook.headers {
            let is_replaced = bearer.is_some() && name.eq_ignore_ascii_case("authorization");
            if let Some(value) = value.as_str().filter(|_value| name != "jwt_key" && !is_replaced) {
                headers.push((name.clone(), value.to_owned()));
            }
        }
        headers.extend(bearer.map(|bearer| ("Authorization".to_owned(), bearer)));
        Some(Parcel { url, headers, body: body.to_string().into_bytes() })
    }

    fn judge(&self, status: u16) -> Retry {
        match status {
            200..=299 => Retry::Done,
            400 | 401 | 403 | 404 | 422 => Retry::Never,
            _ => Retry::Again,
        }
    }

    fn record(&self, posted: Posted) {
        lock(&self.state).record.call(Recorded {
            seq: 0,
            at: self.clock.now(),
            direction: Direction::Webhook,
            method: "POST".to_owned(),
            path: posted.url,
            body: crate::demo::wire::shown(&posted.body),
            status: posted.status,
            answer: posted.answer,
        });
        self.changes.note();
    }

    fn knows_batches(&self) -> bool {
        false
    }

    fn attempts_max(&self) -> u32 {
        WEBHOOK_ATTEMPTS_MAX
    }
}

#[cfg(test)]
mod tests;
