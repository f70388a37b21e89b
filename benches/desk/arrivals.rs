//! From a webhook to its answer, which is when it is stored, and on to the phone of the person whom it concerns.
//!
//! Contacts write by a timetable, whether the ones before were answered or not; what a service that stalls keeps waiting
//! is counted from when it was to be posted. On the phone is what the embedded Telegram server has taken, by its record.

use super::post::{Post, number_in};
use super::process;
use super::spread::Spread;
use anyhow::{Context as _, ensure};
use balcao::clock::Clock;
use balcao::demo::telegram::DemoTelegram;
use balcao::domain::Timestamp;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::Instant;

/// Requests that the provider has under way at most; what is due beyond them waits, and its time runs.
const CONNECTIONS: usize = 256;
/// How often the record is read: it holds some seconds of the fastest load.
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// How long the last of them may take to the phone.
const PATIENCE: Duration = Duration::from_mins(1);

/// What is measured of one rate.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arrivals {
    /// Webhooks a second that were wanted.
    pub(crate) rate: u32,
    /// Webhooks a second that were stored, from the first to the last.
    pub(crate) reached: f64,
    /// Time on a processor for one of them, in microseconds: the service, the embedded servers and the load together.
    pub(crate) busy_us: f64,
    /// From the webhook to its answer.
    pub(crate) stored: Spread,
    /// From the webhook to the phone.
    pub(crate) shown: Spread,
}

/// So many contacts write a second, for so long.
pub(crate) async fn steady(
    telegram: &DemoTelegram,
    post: &Arc<Post>,
    rate: u32,
    time: Duration,
) -> anyhow::Result<Arrivals> {
    let mut phones = Phones::new(telegram);
    let (clock, between) = (Clock::machine(), Duration::from_secs(1) / rate);
    let count = u32::try_from(time.as_millis() * u128::from(rate) / 1_000)?;
    let connections = Arc::new(Semaphore::new(CONNECTIONS));
    let before = process::busy(&process::this())?;
    let mut posts = JoinSet::new();
    let start = Instant::now() + Duration::from_millis(100);
    for place in 0..count {
        tokio::time::sleep_until(start + between * place).await;
        let (post, connections, clock) = (Arc::clone(post), Arc::clone(&connections), clock.clone());
        posts.spawn(async move {
            let (began, at) = (Instant::now(), clock.now());
            let _connection = connections.acquire_owned().await?;
            let (number, body) = post.body()?;
            post.send(body).await?;
            Ok::<_, anyhow::Error>((number, at, began.elapsed()))
        });
        phones.look_now_and_then();
    }
    let mut posted = HashMap::new();
    let mut stored = Vec::new();
    while let Some(done) = posts.join_next().await {
        let (number, at, took) = done??;
        posted.insert(number, at);
        stored.push(took);
        phones.look_now_and_then();
    }
    let reached = f64::from(count) / start.elapsed().as_secs_f64();
    let shown = tokio::time::timeout(PATIENCE, phones.all_of(&posted)).await.context("not all were shown")?;
    ensure!(shown.len() == posted.len(), "{} of {} were shown", shown.len(), posted.len());
    let busy = process::busy(&process::this())? - before;
    let busy_us = busy.as_secs_f64() * 1_000_000.0 / f64::from(count.max(1));
    Ok(Arrivals { rate, reached, busy_us, stored: Spread::of(stored), shown: Spread::of(shown) })
}

/// The phones of the staff: what was shown on any of them, and when.
struct Phones<'a> {
    telegram: &'a DemoTelegram,
    shown: HashMap<u64, Timestamp>,
    sequence: u64,
    looked_at: Instant,
}

impl<'a> Phones<'a> {
    fn new(telegram: &'a DemoTelegram) -> Self {
        let sequence = telegram.requests().last().map_or(0, |one| one.sequence);
        Self { telegram, shown: HashMap::new(), sequence, looked_at: Instant::now() }
    }

    fn look(&mut self) {
        self.looked_at = Instant::now();
        for one in self.telegram.requests_after(self.sequence) {
            self.sequence = one.sequence;
            let text = one.params.get("text").and_then(serde_json::Value::as_str);
            if let (Some(number), 200, "sendMessage") =
                (text.and_then(number_in), one.status, one.method.as_str())
            {
                self.shown.entry(number).or_insert(one.at);
            }
        }
    }

    fn look_now_and_then(&mut self) {
        if self.looked_at.elapsed() >= LOOK_EVERY {
            self.look();
        }
    }

    /// How long each of these took, once all are there.
    async fn all_of(&mut self, posted: &HashMap<u64, Timestamp>) -> Vec<Duration> {
        loop {
            self.look();
            let took = posted.iter().map(|(number, at)| self.shown.get(number).map(|shown| *shown - *at));
            if let Some(took) = took.collect::<Option<Vec<_>>>() {
                return took.into_iter().map(|took| took.to_std().unwrap_or_default()).collect();
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }
}
