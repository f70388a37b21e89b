//! Everything the embedded Cloud API remembers, behind one lock that is held for as long as a decision takes.

use super::event::{self, Number, Status, Subject};
use super::media::Shelf;
use super::switches::Switches;
use super::template::Template;
use crate::demo::handset::{Handset, Handsets, MessageState};
use crate::demo::wire::{Failures, Letter, Record, Ring};
use crate::domain::Timestamp;
use chrono::TimeDelta;
use serde::Serialize;
use serde_json::Value;
use std::collections::HashMap;

/// How long a contact's message keeps the window open.
pub(super) const WINDOW: TimeDelta = TimeDelta::hours(24);
/// One more message to the same contact every so often, once the burst is used up.
const PAIR_INTERVAL: TimeDelta = TimeDelta::seconds(6);
/// Accepted messages kept: enough for a test or a demo; a load test counts by [`State::accepted_count`].
const ACCEPTED_MAX: usize = 20_000;
/// Calls and malformed requests kept.
const RECORD_MAX: usize = 2_000;

/// A message that the provider took: it answered 200 (or would have, had the answer not been lost).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Accepted {
    /// Counts from 1.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// The recipient as digits, or the business-scoped id.
    pub to: String,
    /// The id WhatsApp has for the recipient's number.
    pub wa_id: String,
    /// `template`, `text`, `image`, …
    pub kind: String,
    /// The name of the template.
    pub template: Option<String>,
    /// The request's body.
    pub body: Value,
    /// What was given as `biz_opaque_callback_data`.
    pub reference: Option<String>,
    /// The id it was given.
    pub id: String,
    /// The code with which it failed after it was taken.
    pub failed: Option<u32>,
}

/// What later receipts of a message need.
#[derive(Debug, Clone)]
pub(super) struct Tracked {
    pub(super) recipient: String,
    pub(super) reference: Option<String>,
    pub(super) category: String,
    pub(super) in_window: bool,
    pub(super) by_scoped_id: bool,
    /// The price went out with `delivered` or `read`; it goes only once.
    pub(super) was_priced: bool,
}

/// The allowance of a pair: how many may still leave at once, and when it was last reckoned.
#[derive(Debug, Clone, Copy)]
struct Allowance {
    used: u32,
    since: Timestamp,
}

/// The state.
#[derive(Debug)]
pub(super) struct State {
    pub(super) number: Number,
    pub(super) webhook: Option<String>,
    pub(super) handsets: Handsets,
    pub(super) templates: Vec<Template>,
    /// Rises to make all cursors stale.
    pub(super) generation: u32,
    pub(super) shelf: Shelf,
    pub(super) accepted: Ring<Accepted>,
    pub(super) accepted_count: u64,
    pub(super) tracked: HashMap<String, Tracked>,
    pub(super) record: Record,
    pub(super) failures: Failures,
    pub(super) switches: Switches,
    allowances: HashMap<String, Allowance>,
    last_media: u64,
}

impl State {
    /// An account with templates and contacts, and nothing said yet.
    pub(super) fn new(number: Number, templates: Vec<Template>, handsets: Handsets) -> Self {
        Self {
            number,
            webhook: None,
            handsets,
            templates,
            generation: 0,
            shelf: Shelf::default(),
            accepted: Ring::new(ACCEPTED_MAX),
            accepted_count: 0,
            tracked: HashMap::new(),
            record: Record::new(RECORD_MAX),
            failures: Failures::default(),
            switches: Switches::default(),
            allowances: HashMap::new(),
            last_media: 1_037_543_291_543_600,
        }
    }

    /// The next id of a file.
    pub(super) fn next_media_id(&mut self) -> String {
        self.last_media = self.last_media.saturating_add(1);
        self.last_media.to_string()
    }

    /// A template by name and language.
    pub(super) fn template(&self, name: &str, language: &str) -> Option<&Template> {
        self.templates
            .iter()
            .find(|template| template.field("name") == name && template.field("language") == language)
    }

    /// Writes down a message that was taken.
    pub(super) fn accept(&mut self, mut accepted: Accepted, tracked: Tracked) {
        self.accepted_count = self.accepted_count.saturating_add(1);
        accepted.seq = self.accepted_count;
        self.tracked.insert(accepted.id.clone(), tracked);
        if let Some(oldest) = self.accepted.push(accepted) {
            self.tracked.remove(&oldest.id);
        }
    }

    /// Whether one more message to this contact may leave now, by the pair limit.
    pub(super) fn pair_allows(&mut self, wa_id: &str, now: Timestamp) -> bool {
        if !self.switches.pair_limit {
            return true;
        }
        let allowance = self.allowances.entry(wa_id.to_owned()).or_insert(Allowance { used: 0, since: now });
        let elapsed = (now - allowance.since).num_seconds().max(0) / PAIR_INTERVAL.num_seconds();
        if let Ok(regained) = u32::try_from(elapsed)
            && regained > 0
        {
            allowance.used = allowance.used.saturating_sub(regained);
            allowance.since +=
                PAIR_INTERVAL.checked_mul(i32::try_from(regained).unwrap_or(i32::MAX)).unwrap_or_default();
        }
        let allowed = allowance.used < self.switches.pair_burst;
        if allowed {
            allowance.used = allowance.used.saturating_add(1);
        }
        allowed
    }

    /// Moves a message to a status and says the letter that tells it, unless a switch keeps it back or the message is not
    /// known. On the phone a message's state only climbs.
    pub(super) fn receipt(&mut self, id: &str, status: Status, now: Timestamp) -> Option<Letter> {
        let tracked = self.tracked.get_mut(id)?;
        let drops = self.switches.drop_delivered && status == Status::Delivered;
        let last_price = matches!(status, Status::Delivered | Status::Read) && !tracked.was_priced && !drops;
        tracked.was_priced |= last_price;
        let tracked = tracked.clone();
        if let Status::Failed(code) = status
            && let Some(accepted) = self.accepted.iter_mut().rev().find(|accepted| accepted.id == id)
        {
            accepted.failed = Some(code);
        }
        let contact = self.handsets.find_mut(&tracked.recipient)?;
        climb(contact, id, status);
        if drops {
            return None;
        }
        let subject = Subject {
            id,
            reference: tracked.reference.as_deref(),
            category: &tracked.category,
            in_window: tracked.in_window,
            by_scoped_id: tracked.by_scoped_id,
        };
        let priced = status == Status::Sent || last_price;
        let content = event::status(&self.number, contact, &subject, status, priced, now);
        Some(Letter { key: contact.wa_id.clone(), label: "messages", content })
    }
}

fn climb(contact: &mut Handset, id: &str, status: Status) {
    let state = match status {
        Status::Sent => MessageState::Sent,
        Status::Delivered => MessageState::Delivered,
        Status::Read => MessageState::Read,
        Status::Failed(_) => return,
    };
    if let Some(message) = contact.message_mut(id) {
        message.state = message.state.max(state);
    }
}

/// Whether free-form messages may be sent to this contact now.
pub(super) fn window_is_open(contact: &Handset, now: Timestamp) -> bool {
    contact.wrote_at.is_some_and(|wrote_at| now - wrote_at < WINDOW)
}
