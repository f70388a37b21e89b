//! The courier of webhooks: posts what a server has to say to whoever listens, and can be told to hold, double, reorder
//! or batch it.
//!
//! Needed: order per contact while all is well (a real provider mostly keeps it), thousands a second, a receiver that
//! is down for a while, and a test that decides when what is posted. Chosen: a few lanes, one contact always in the
//! same one; a letter that was refused leaves its lane and is tried again on its own, so nobody waits behind it.
//! Rejected: one queue (its round trips are the ceiling), retries inside the lane (one poisoned letter stops it).

use super::{Changes, lock};
use crate::supervise::Supervisor;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::mpsc;

/// Lanes: more than the cores a demo runs on, so that round trips overlap.
const LANES: u8 = 8;
/// Updates in one batch; Meta names 1000.
const BATCH_LEN_MAX: usize = 1_000;
/// The longest pause between two tries.
const RETRY_PAUSE_MAX: Duration = Duration::from_secs(5);
/// How long a receiver may take to answer.
const ANSWER_TIME_MAX: Duration = Duration::from_secs(10);

/// What happens to webhooks on their way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "switches are turned one by one; any mixture means something"
)]
pub struct WebhookSwitches {
    /// They wait until this is switched off.
    pub hold: bool,
    /// Each is posted twice.
    pub duplicate: bool,
    /// Those that are ready together are posted last first.
    pub reorder: bool,
    /// Those that are ready together travel in one body, where the provider knows batches.
    pub batch: bool,
}

/// How often webhooks went another way than usual.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WebhookCounts {
    /// Letters that waited.
    pub held: u64,
    /// Bodies that were taken and posted once more.
    pub doubled: u64,
    /// Letters that left after one that came later.
    pub reordered: u64,
    /// Bodies with more than one letter.
    pub batched: u64,
    /// Tries that the receiver did not take.
    pub refused: u64,
}

/// One thing to be said to the receiver.
#[derive(Debug, Clone)]
pub(in crate::demo) struct Letter {
    /// Letters of one key (a contact) keep their order.
    pub(in crate::demo) key: String,
    /// What it is, in the provider's words: the field or the event.
    pub(in crate::demo) label: &'static str,
    /// Its content; the server's packer makes a body of it.
    pub(in crate::demo) content: Value,
}

/// A body with its address and headers, ready to be posted.
#[derive(Debug, Clone)]
pub(in crate::demo) struct Parcel {
    pub(in crate::demo) url: String,
    pub(in crate::demo) headers: Vec<(String, String)>,
    pub(in crate::demo) body: Vec<u8>,
}

/// A parcel that was posted, with what came of it; status 0 is no answer.
#[derive(Debug, Clone)]
pub(in crate::demo) struct Posted {
    pub(in crate::demo) url: String,
    pub(in crate::demo) body: Vec<u8>,
    pub(in crate::demo) status: u16,
    pub(in crate::demo) answer: String,
}

/// What an answer means for a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::demo) enum Retry {
    /// It has arrived.
    Done,
    /// It is tried again.
    Again,
    /// The receiver does not want it.
    Never,
}

/// How one server's webhooks look and what answers mean to it.
pub(in crate::demo) trait Mail: Send + Sync + 'static {
    /// Makes a body of letters: more than one only when they may travel together. `None`: nobody listens.
    fn pack(&self, letters: &[Letter]) -> Option<Parcel>;
    /// What this HTTP status means.
    fn judge(&self, status: u16) -> Retry;
    /// Writes down what went over the wire.
    fn record(&self, posted: Posted);
    /// Whether letters may travel together at all.
    fn knows_batches(&self) -> bool;
    /// How often a letter is tried.
    fn attempts_max(&self) -> u32;
}

/// The courier. Clones are the same one.
#[derive(Clone)]
pub(in crate::demo) struct Courier {
    desk: Arc<Mutex<Desk>>,
    lanes: Arc<Vec<mpsc::UnboundedSender<Letter>>>,
    changes: Changes,
}

/// What the courier knows.
#[derive(Debug, Default)]
struct Desk {
    switches: WebhookSwitches,
    held: VecDeque<Letter>,
    /// Handed to a lane or to a retry, and not settled.
    under_way: usize,
    retry_pause: Duration,
    counts: WebhookCounts,
}

impl std::fmt::Debug for Courier {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Courier").field("desk", &self.desk).finish_non_exhaustive()
    }
}

impl Courier {
    /// Starts the lanes.
    pub(in crate::demo) fn start(
        mail: Arc<dyn Mail>,
        retry_pause: Duration,
        changes: Changes,
        supervisor: &Supervisor,
    ) -> std::io::Result<Self> {
        let client = reqwest::Client::builder()
            .timeout(ANSWER_TIME_MAX)
            .connect_timeout(ANSWER_TIME_MAX)
            .tcp_nodelay(true)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .map_err(std::io::Error::other)?;
        let mut lanes = Vec::new();
        let mut ends = Vec::new();
        for _lane in 0..LANES {
            let (sender, receiver) = mpsc::unbounded_channel();
            lanes.push(sender);
            ends.push(receiver);
        }
        let desk = Desk { retry_pause, ..Desk::default() };
        let courier = Self { desk: Arc::new(Mutex::new(desk)), lanes: Arc::new(lanes), changes };
        for receiver in ends {
            let rounds = Rounds {
                client: client.clone(),
                mail: Arc::clone(&mail),
                desk: Arc::clone(&courier.desk),
                changes: courier.changes.clone(),
                supervisor: supervisor.clone(),
            };
            supervisor.spawn("demo webhooks", async move { rounds.walk(receiver).await });
        }
        Ok(courier)
    }

    /// Takes letters that belong together in this order.
    pub(in crate::demo) fn post(&self, letters: Vec<Letter>) {
        let mut desk = lock(&self.desk);
        if desk.switches.hold {
            desk.counts.held += u64::try_from(letters.len()).unwrap_or_default();
            desk.held.extend(letters);
        } else {
            self.hand_out(&mut desk, letters);
        }
    }

    /// What happens to webhooks on their way.
    pub(in crate::demo) fn switches(&self) -> WebhookSwitches {
        lock(&self.desk).switches
    }

    /// Changes that. What was held leaves when `hold` is off.
    pub(in crate::demo) fn set_switches(&self, switches: WebhookSwitches) {
        let mut desk = lock(&self.desk);
        desk.switches = switches;
        if !switches.hold {
            let held: Vec<Letter> = desk.held.drain(..).collect();
            self.hand_out(&mut desk, held);
        }
    }

    /// How often webhooks went another way than usual.
    pub(in crate::demo) fn counts(&self) -> WebhookCounts {
        lock(&self.desk).counts
    }

    /// Letters that wait for the switch.
    pub(in crate::demo) fn held(&self) -> usize {
        lock(&self.desk).held.len()
    }

    /// Letters handed out and not yet settled; those that are being tried again count.
    pub(in crate::demo) fn under_way(&self) -> usize {
        lock(&self.desk).under_way
    }

    fn hand_out(&self, desk: &mut Desk, letters: Vec<Letter>) {
        let together = desk.switches.batch || desk.switches.reorder;
        desk.under_way = desk.under_way.saturating_add(letters.len());
        for letter in letters {
            let lane = if together { 0 } else { lane_of(&letter.key) };
            let Some(sender) = self.lanes.get(lane) else { continue };
            if sender.send(letter).is_err() {
                // The lanes end when everything stops; what is left is lost with the demo.
                desk.under_way = desk.under_way.saturating_sub(1);
            }
        }
    }
}

/// A contact's lane: the same one each time.
fn lane_of(key: &str) -> usize {
    let sum = key.bytes().fold(0_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte));
    usize::from(sum % LANES)
}

/// One lane's way.
#[derive(Clone)]
struct Rounds {
    client: reqwest::Client,
    mail: Arc<dyn Mail>,
    desk: Arc<Mutex<Desk>>,
    changes: Changes,
    supervisor: Supervisor,
}

impl Rounds {
    async fn walk(self, mut letters: mpsc::UnboundedReceiver<Letter>) {
        let stopping = self.supervisor.stopping();
        let mut ready = Vec::new();
        loop {
            tokio::select! {
                () = stopping.cancelled() => return,
                count = letters.recv_many(&mut ready, BATCH_LEN_MAX) => if count == 0 { return },
            }
            let switches = lock(&self.desk).switches;
            if switches.reorder {
                lock(&self.desk).counts.reordered +=
                    u64::try_from(ready.len().saturating_sub(1)).unwrap_or_default();
                ready.reverse();
            }
            let bundles: Vec<Vec<Letter>> = if switches.batch && self.mail.knows_batches() {
                vec![std::mem::take(&mut ready)]
            } else {
                ready.drain(..).map(|letter| vec![letter]).collect()
            };
            for bundle in bundles {
                tokio::select! {
                    () = stopping.cancelled() => return,
                    () = self.deliver(bundle, switches.duplicate) => {}
                }
            }
        }
    }

    /// Posts a bundle once (or twice); a retry goes its own way.
    async fn deliver(&self, bundle: Vec<Letter>, twice: bool) {
        let mut verdict = self.try_once(&bundle).await;
        if bundle.len() > 1 {
            lock(&self.desk).counts.batched += 1;
        }
        if twice && verdict == Retry::Done {
            lock(&self.desk).counts.doubled += 1;
            verdict = self.try_once(&bundle).await;
        }
        match verdict {
            Retry::Done | Retry::Never => self.settle(bundle.len()),
            Retry::Again => {
                let rounds = self.clone();
                self.supervisor.spawn("demo webhook retry", async move { rounds.insist(bundle).await });
            }
        }
    }

    async fn insist(self, bundle: Vec<Letter>) {
        let stopping = self.supervisor.stopping();
        let mut pause = lock(&self.desk).retry_pause;
        for _attempt in 1..self.mail.attempts_max() {
            tokio::select! {
                () = stopping.cancelled() => return,
                () = tokio::time::sleep(pause) => {}
            }
            if self.try_once(&bundle).await != Retry::Again {
                break;
            }
            pause = pause.saturating_mul(2).min(RETRY_PAUSE_MAX);
        }
        self.settle(bundle.len());
    }

    async fn try_once(&self, bundle: &[Letter]) -> Retry {
        // Nobody listens yet: it counts as a receiver that is down.
        let Some(parcel) = self.mail.pack(bundle) else { return Retry::Again };
        let mut request = self.client.post(&parcel.url).body(parcel.body.clone());
        for (name, value) in &parcel.headers {
            request = request.header(name, value);
        }
        let (status, answer) = match request.send().await {
            Ok(response) => {
                let status = response.status().as_u16();
                (status, response.text().await.unwrap_or_default())
            }
            Err(error) => (0, error.without_url().to_string()),
        };
        self.mail.record(Posted { url: parcel.url, body: parcel.body, status, answer });
        let verdict = if status == 0 { Retry::Again } else { self.mail.judge(status) };
        if verdict != Retry::Done {
            lock(&self.desk).counts.refused += 1;
        }
        verdict
    }

    fn settle(&self, count: usize) {
        {
            let mut desk = lock(&self.desk);
            desk.under_way = desk.under_way.saturating_sub(count);
        }
        self.changes.note();
    }
}
