//! `GET /events`: the page, live. Every connection remembers what its page has and is sent the sections that differ.
//!
//! Needed: many changes at once (a panel edited, a receipt, a line of the log) as one event; a page that reconnects and
//! is right at once; an end when the server stops. So: after the first change there is a short pause for others to join
//! it, a new connection begins with everything, and the stream ends with the stopping token. Nothing is queued for a
//! slow page: what it is sent is made when it asks for the next event.

use super::Stage;
use super::scene::Call;
use super::{mode, telegram_scene, whatsapp_scene};
use crate::domain::Timestamp;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use chrono::TimeDelta;
use futures::Stream;
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::time::Duration;
use tokio::time::Instant;

/// How long changes gather before they are sent together.
const GATHER: Duration = Duration::from_millis(50);
/// How often a page is looked after when nothing was reported: "typing…" ends by itself, and so does a window.
const ROUND: Duration = Duration::from_secs(2);
/// How far the page's own reckoning of the time may be off before it is told.
const CLOCK_DRIFT_MAX: TimeDelta = TimeDelta::seconds(1);

/// The handler.
pub(super) async fn events(
    State(stage): State<Stage>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>> + Send> {
    let stream = futures::stream::unfold(Feed::new(stage), |mut feed| async move {
        let sections = feed.next().await?;
        let event = Event::default().event("state").json_data(sections).unwrap_or_default();
        Some((Ok(event), feed))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

/// The sections of one event, each already JSON.
pub(super) type Sections = BTreeMap<String, Box<RawValue>>;

/// One page and what it has.
pub(super) struct Feed {
    stage: Stage,
    /// The sections it was sent, as sent.
    sent: BTreeMap<String, String>,
    /// The last line of each wire that it was sent.
    wires: whatsapp_scene::Positions,
    telegram_wire: u64,
    /// The clock as it was told, and when; `None` before the first event.
    told: Option<(Timestamp, Instant)>,
    changed: whatsapp_scene::Changes,
}

impl Feed {
    /// A page that has nothing yet.
    pub(super) fn new(stage: Stage) -> Self {
        let changed = whatsapp_scene::Changes::new(&stage);
        let wires = whatsapp_scene::Positions::default();
        Self { stage, sent: BTreeMap::new(), wires, telegram_wire: 0, told: None, changed }
    }

    /// What the page lacks, as soon as it lacks something; `None` when everything stops.
    pub(super) async fn next(&mut self) -> Option<Sections> {
        loop {
            let stopping = self.stage.stopping.clone();
            if stopping.is_cancelled() {
                return None;
            }
            // Seen before looking, so that a change in between is noticed in the next round.
            self.changed.mark_seen();
            let sections = self.lacking();
            if !sections.is_empty() {
                return Some(sections);
            }
            tokio::select! {
                () = stopping.cancelled() => return None,
                () = self.changed.any() => tokio::time::sleep(GATHER).await,
                () = tokio::time::sleep(ROUND) => {}
            }
        }
    }

    /// The sections that differ from what the page has, with the time beside them.
    fn lacking(&mut self) -> Sections {
        let mut lacking = Sections::new();
        let is_first = self.told.is_none();
        let stage = self.stage.clone();
        self.offer(&mut lacking, "stage".to_owned(), &stage_section(&stage));
        for person in &stage.people {
            let conversation = telegram_scene::conversation(&stage.telegram, person);
            self.offer(&mut lacking, format!("person:{}", person.id), &conversation);
        }
        for contact in whatsapp_scene::contacts(&stage) {
            self.offer(&mut lacking, format!("contact:{}", contact.id), &contact);
        }
        self.offer(&mut lacking, "switches".to_owned(), &mode::switches(&stage));
        let calls = self.new_calls();
        if !calls.is_empty() {
            put(&mut lacking, "wire", &calls);
        }
        let now = stage.clock.now();
        if !lacking.is_empty() || self.is_clock_off(now) {
            put(&mut lacking, "clock", &json!({"now": now.timestamp_millis()}));
            self.told = Some((now, Instant::now()));
        }
        if is_first {
            put(&mut lacking, "fresh", &true);
        }
        lacking
    }

    /// Adds a section unless the page has exactly this.
    fn offer(&mut self, lacking: &mut Sections, name: String, section: &impl Serialize) {
        let Ok(raw) = to_raw_value(section) else { return };
        if self.sent.get(&name).is_none_or(|sent| sent != raw.get()) {
            self.sent.insert(name.clone(), raw.get().to_owned());
            lacking.insert(name, raw);
        }
    }

    fn new_calls(&mut self) -> Vec<Call> {
        let recorded = self.stage.telegram.requests_after(self.telegram_wire);
        if let Some(last) = recorded.last() {
            self.telegram_wire = last.sequence;
        }
        let mut calls: Vec<Call> = recorded.into_iter().filter_map(telegram_scene::call).collect();
        calls.extend(whatsapp_scene::new_calls(&self.stage, &mut self.wires));
        calls.sort_by_key(|call| call.at);
        // A page keeps no more than a few hundred lines; the first event need not carry a whole day.
        calls.drain(..calls.len().saturating_sub(whatsapp_scene::CALLS_MAX));
        calls
    }

    fn is_clock_off(&self, now: Timestamp) -> bool {
        self.told.is_none_or(|(then, at)| {
            let passed = TimeDelta::from_std(at.elapsed()).unwrap_or_default();
            (now - then - passed).abs() > CLOCK_DRIFT_MAX
        })
    }
}

fn put(sections: &mut Sections, name: &str, value: &impl Serialize) {
    if let Ok(raw) = to_raw_value(value) {
        sections.insert(name.to_owned(), raw);
    }
}

/// What hardly changes.
fn stage_section(stage: &Stage) -> Value {
    use crate::demo::company;
    let people: Vec<Value> = stage
        .people
        .iter()
        .map(|person| {
            json!({
                "id": person.id, "first_name": person.first_name, "language": person.language,
                "role": person.role, "teams": person.teams,
            })
        })
        .collect();
    let (latitude, longitude) = company::PLACE;
    json!({
        "company": company::NAME,
        "bot": {"name": company::NAME, "username": company::BOT_USERNAME},
        "try_number": company::TRY_NUMBER,
        "place": {"latitude": latitude, "longitude": longitude},
        "people": people,
        "channels": whatsapp_scene::channels(),
        "contacts": whatsapp_scene::contact_ids(stage),
    })
}
