//! An embedded WhatsApp Cloud API: Meta's Graph API as far as the service uses it, strict and stateful, on a loopback
//! port, with signed webhooks and with the contacts' phones at its other end.
//!
//! Needed: a server that refuses what Meta refuses (so that a defect shows in a test and not on a bill), keeps state (a
//! file must be uploaded before it is sent, a window closes), and can fail in every way that costs a message or doubles
//! one. Chosen: our own, from the published shapes; one lock, short; every foreign JSON read by `shape` that refuses
//! unknown keys. Rejected: the emulators that exist (weak, or a container), a mock per test (it agrees with whoever wrote it).
//!
//! To read in this order: `envelope` and `content` (what may be posted), `fit` (does it fit the template), `send`
//! (what becomes of it), `event` (what webhooks say), `people` (what contacts do), `routes` (HTTP).

mod account;
mod content;
mod envelope;
mod event;
mod fit;
mod interactive;
mod listing;
mod media;
mod people;
mod refusal;
mod routes;
mod seed;
mod send;
mod shape;
mod sign;
mod state;
mod switches;
mod template;
mod template_request;
mod wamid;

pub use crate::demo::handset::{ContactSeed, PhoneView};
pub use event::Status;
pub use media::MediaFile;
pub use people::SentFile;
pub use seed::demo_templates;
pub use state::Accepted;
pub use switches::{Switches, WindowRefusal};
pub use template::TemplateView;

use crate::clock::Clock;
use crate::demo::handset::{Handsets, demo_contacts};
use crate::demo::wire::{
    Changes, Courier, Direction, Failure, Invalid, Letter, Mail, Parcel, Port, Posted, Recorded, Retry,
    Visits, WebhookCounts, lock,
};
use crate::supervise::Supervisor;
use serde_json::Value;
use state::State;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use template::Template;
use tokio_util::sync::CancellationToken;

/// How often a webhook is tried: some minutes here, for the seven days there.
const WEBHOOK_ATTEMPTS_MAX: u32 = 200;

/// Who this account is.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where to listen; port 0 lets the system choose.
    pub listen: SocketAddr,
    /// The only token that is let in.
    pub access_token: String,
    /// The key of webhook signatures.
    pub app_secret: String,
    /// The word of the webhook handshake, which the receiver checks.
    pub verify_token: String,
    /// The number's id.
    pub phone_number_id: String,
    /// The account's id.
    pub business_account_id: String,
    /// The number: digits with the country code.
    pub display_phone_number: String,
    /// The name that contacts see.
    pub verified_name: String,
    /// The account's currency, ISO 4217.
    pub currency: String,
    /// The templates it starts with, as entries of the listing.
    pub templates: Vec<Value>,
    /// The contacts it starts with.
    pub contacts: Vec<ContactSeed>,
    /// The pause before a refused webhook is tried again; it doubles up to 5 seconds.
    pub retry_pause: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            access_token: "EAAdemo0token0of0an0invented0shop".to_owned(),
            app_secret: "demo-app-secret".to_owned(),
            verify_token: "demo-verify-token".to_owned(),
            phone_number_id: "106540352242922".to_owned(),
            business_account_id: "102290129340398".to_owned(),
            display_phone_number: "555133334444".to_owned(),
            verified_name: "Loja Aurora".to_owned(),
            currency: "USD".to_owned(),
            templates: demo_templates(),
            contacts: demo_contacts(),
            retry_pause: Duration::from_millis(100),
        }
    }
}

/// The server. Clones are the same one.
#[derive(Debug, Clone)]
pub struct DemoCloud {
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

impl DemoCloud {
    /// Takes the port and answers from now on, until everything shall stop.
    pub async fn start(options: Options, clock: Clock, supervisor: &Supervisor) -> std::io::Result<Self> {
        let port = Port::bind(options.listen).await?;
        let templates = options.templates.iter().cloned().filter_map(Template::from_listed).collect();
        let mut handsets = Handsets::default();
        for seed in &options.contacts {
            handsets.add(seed.clone());
        }
        let number = event::Number {
            phone_number_id: options.phone_number_id.clone(),
            display: options.display_phone_number.clone(),
        };
        let retry_pause = options.retry_pause;
        let inner = Arc::new(Inner {
            options,
            url: port.url(),
            visits: port.visits(),
            clock,
            changes: Changes::new(),
            stopping: supervisor.stopping(),
            state: Mutex::new(State::new(number, templates, handsets)),
        });
        let mail: Arc<dyn Mail> = Arc::<Inner>::clone(&inner);
        let courier = Courier::start(mail, retry_pause, inner.changes.clone(), supervisor)?;
        let cloud = Self { inner, courier };
        port.serve("demo cloud api", routes::router(cloud.clone()), supervisor);
        Ok(cloud)
    }

    /// `http://127.0.0.1:port`, without a slash at the end: the service's `api_url`.
    pub fn api_url(&self) -> String {
        self.inner.url.clone()
    }

    /// Who this account is.
    pub fn options(&self) -> &Options {
        &self.inner.options
    }

    /// Where webhooks are posted. What could not be posted before is tried there.
    pub fn set_webhook(&self, url: String) {
        lock(&self.inner.state).webhook = Some(url);
    }

    /// Everything that was taken, oldest first; the newest 20,000. Refusals are not in it, messages that failed after they
    /// were taken are.
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

    /// Requests that were malformed: defects of whoever sent them. Refusals of business (a closed window, a paused
    /// template, a wrong token) are not in it.
    pub fn invalid(&self) -> Vec<Invalid> {
        lock(&self.inner.state).record.invalid()
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
    fn pack(&self, letters: &[Letter]) -> Option<Parcel> {
        let url = lock(&self.state).webhook.clone()?;
        let changes = letters.iter().map(|letter| letter.content.clone()).collect();
        let body = event::envelope(&self.options.business_account_id, changes, self.clock.now());
        let body = sign::escaped(&body).into_bytes();
        let headers = vec![
            ("Content-Type".to_owned(), "application/json".to_owned()),
            ("User-Agent".to_owned(), "facebookexternalua".to_owned()),
            ("X-Hub-Signature-256".to_owned(), sign::signature(&body, &self.options.app_secret)),
        ];
        Some(Parcel { url, headers, body })
    }

    fn judge(&self, status: u16) -> Retry {
        if status == 200 { Retry::Done } else { Retry::Again }
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
        true
    }

    fn attempts_max(&self) -> u32 {
        WEBHOOK_ATTEMPTS_MAX
    }
}

#[cfg(test)]
mod tests;
