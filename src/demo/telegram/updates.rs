//! The queue of updates: what waits for the bot, what `offset` acknowledges, and what came once and may come again.

use crate::domain::Timestamp;
use chrono::TimeDelta;
use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

/// How long the real server keeps a button press that nobody fetches.
const CALLBACK_AGE_MAX: TimeDelta = TimeDelta::seconds(150);
/// How long it keeps everything else.
const UPDATE_AGE_MAX: TimeDelta = TimeDelta::hours(24);
/// Updates kept for [`Updates::repeat`]; a test looks back a few, a long demo must not grow.
const PAST_MAX: usize = 10_000;
/// Updates waiting. The real server has a limit as well; who never fetches loses the oldest.
const PENDING_MAX: usize = 200_000;
/// How far a webhook looks for an update of a chat that is not busy: as many as it may have connections.
const PUSH_LOOK_AHEAD: usize = 100;
/// The kinds that come only when asked for.
const ON_REQUEST: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

/// The queue.
#[derive(Debug)]
pub(super) struct Updates {
    next_id: i64,
    pending: VecDeque<Pending>,
    past: VecDeque<(i64, i64, Arc<str>)>,
    /// The kinds asked for; empty is the default choice.
    allowed: Vec<String>,
    /// Counts the calls of `getUpdates`, so that an older one learns that it was replaced.
    pub(super) calls: u64,
}

/// An update on its way to a webhook.
#[derive(Debug)]
pub(super) struct Push {
    pub(super) id: i64,
    pub(super) lane: i64,
    pub(super) body: Arc<str>,
}

#[derive(Debug)]
struct Pending {
    id: i64,
    /// The chat it belongs to; a webhook gets those of one chat one after the other.
    lane: i64,
    body: Arc<str>,
    expires_at: Timestamp,
    /// Delivered a second time on purpose: `offset` does not look at it before it was handed out.
    repeat: Repeat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Repeat {
    No,
    Waits,
    HandedOut,
}

impl Updates {
    /// An empty queue. Ids begin somewhere, as they do for a real bot.
    pub(super) fn new() -> Self {
        Self {
            next_id: 700_000_001,
            pending: VecDeque::new(),
            past: VecDeque::new(),
            allowed: Vec::new(),
            calls: 0,
        }
    }

    /// The kinds asked for.
    pub(super) fn allowed(&self) -> &[String] {
        &self.allowed
    }

    /// Remembers the kinds asked for; it counts for updates to come.
    pub(super) fn allow(&mut self, kinds: Vec<String>) {
        self.allowed = kinds;
    }

    /// Puts an update at the end. `body` is the JSON of its one field, such as that of `message`. Gives its id.
    pub(super) fn push(&mut self, kind: &str, lane: i64, body: &str, now: Timestamp) -> i64 {
        let id = self.next_id;
        self.next_id += 1;
        let body: Arc<str> = format!("{{\"update_id\":{id},\"{kind}\":{body}}}").into();
        self.past.push_back((id, lane, body.clone()));
        if self.past.len() > PAST_MAX {
            self.past.pop_front();
        }
        let wanted = if self.allowed.is_empty() {
            !ON_REQUEST.contains(&kind)
        } else {
            self.allowed.iter().any(|allowed| allowed == kind)
        };
        if wanted {
            let age_max = if kind == "callback_query" { CALLBACK_AGE_MAX } else { UPDATE_AGE_MAX };
            let expires_at = now + age_max;
            self.pending.push_back(Pending { id, lane, body, expires_at, repeat: Repeat::No });
        }
        if self.pending.len() > PENDING_MAX {
            self.pending.pop_front();
        }
        id
    }

    /// Delivers an update once more, before everything that waits; behind itself, while it waits: none overtakes those
    /// before it. Says whether it is still known.
    pub(super) fn repeat(&mut self, id: i64, now: Timestamp) -> bool {
        let Some((_, lane, body)) = self.past.iter().find(|(past, _, _)| *past == id) else { return false };
        let (lane, body, expires_at) = (*lane, body.clone(), now + UPDATE_AGE_MAX);
        let waits = self.pending.iter().position(|one| one.id == id && one.repeat == Repeat::No);
        let place = waits.map_or(0, |at| at + 1);
        self.pending.insert(place, Pending { id, lane, body, expires_at, repeat: Repeat::Waits });
        true
    }

    /// What `getUpdates` does with its offset: all before it is acknowledged; a negative one counts from the end.
    pub(super) fn acknowledge(&mut self, offset: i64) {
        if offset < 0 {
            let keep = usize::try_from(-offset).unwrap_or(usize::MAX);
            let drop = self.pending.len().saturating_sub(keep);
            self.pending.drain(..drop);
            return;
        }
        // The queue is in order but for repeats, which stand at its front or behind what they repeat.
        while let Some(at) = self.pending.iter().position(|pending| pending.repeat != Repeat::Waits) {
            let gone = self.pending.get(at).is_some_and(|pending| match pending.repeat {
                Repeat::No => pending.id < offset,
                Repeat::HandedOut => true,
                Repeat::Waits => false,
            });
            if !gone {
                break;
            }
            self.pending.remove(at);
        }
    }

    /// The next updates as one JSON list, with how many there are; they stay until they are acknowledged.
    pub(super) fn next(&mut self, limit: usize, now: Timestamp) -> (String, usize) {
        drop_expired(&mut self.pending, now);
        let mut list = String::from("[");
        let mut count = 0;
        for pending in self.pending.iter_mut().filter(|pending| pending.expires_at > now).take(limit) {
            if count > 0 {
                list.push(',');
            }
            list.push_str(&pending.body);
            if pending.repeat == Repeat::Waits {
                pending.repeat = Repeat::HandedOut;
            }
            count += 1;
        }
        list.push(']');
        (list, count)
    }

    /// The next update for a webhook, of a chat that is not in `busy`: the first of those near the front.
    pub(super) fn next_push(&mut self, busy: &HashSet<i64>, now: Timestamp) -> Option<Push> {
        drop_expired(&mut self.pending, now);
        let near = self.pending.iter().take(PUSH_LOOK_AHEAD);
        let next = near.filter(|pending| pending.expires_at > now).find(|p| !busy.contains(&p.lane))?;
        Some(Push { id: next.id, lane: next.lane, body: next.body.clone() })
    }

    /// The webhook has taken an update.
    pub(super) fn taken(&mut self, id: i64) {
        if let Some(at) = self.pending.iter().position(|pending| pending.id == id) {
            self.pending.remove(at);
        }
    }

    /// Forgets what waits.
    pub(super) fn clear(&mut self) {
        self.pending.clear();
    }

    /// The id that was given last.
    pub(super) fn last_id(&self) -> i64 {
        self.next_id - 1
    }

    /// How many wait.
    pub(super) fn waiting(&self) -> usize {
        self.pending.len()
    }
}

/// Drops what has expired at the front; further back it is skipped until it gets there.
fn drop_expired(pending: &mut VecDeque<Pending>, now: Timestamp) {
    while pending.front().is_some_and(|pending| pending.expires_at <= now) {
        pending.pop_front();
    }
}
