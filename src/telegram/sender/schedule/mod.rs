//! Whose turn it is, as a value that is asked with a time: pure, so that every rule has a test.
//!
//! Telegram's limits are per chat and overall; edits, sends and new topics share them. What was needed: nobody waits
//! for another chat's limit, an answer to a tap passes before notices, a pause that Telegram asks for stops that chat
//! alone.
//!
//! Chosen: a bucket per chat and one overall, and two rows of tickets, answers and notices, each first come, first
//! served within its chat. A ticket goes when both buckets have a token. Notices leave half of every burst alone, so
//! however many of them there are, the next answer finds a token. Answers can hold notices up for as long as answers use
//! up the rate; that is wanted.
//!
//! A private chat gets a burst of 20. A group gets a quarter of its minute at once and the rest evenly, so that no
//! span of a minute has more than the limit.

use super::bucket::{Bucket, Rate};
use crate::config::Pace;
use crate::domain::limit;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::Duration;

/// Requests at once to a private chat that has rested: a person taps a few times a second, but not for long.
const PRIVATE_BURST: f64 = 20.0;
/// The part of every burst that notices leave alone.
const NOTICE_RESERVE: f64 = 0.5;

/// What goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    /// Somebody waits for it with the phone in hand.
    Answer,
    /// What staff is told without asking.
    Notice,
}

/// A place in the row. Earlier ones are smaller; one that must be repeated keeps its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Ticket(u64);

/// The rows are full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Full;

/// The schedule.
#[derive(Debug)]
pub(super) struct Schedule {
    pace: Pace,
    overall: Bucket,
    overall_burst: f64,
    chats: HashMap<i64, ChatPace>,
    answers: BTreeMap<Ticket, i64>,
    notices: BTreeMap<Ticket, i64>,
    next: u64,
}

#[derive(Debug)]
struct ChatPace {
    bucket: Bucket,
    burst: f64,
    paused_until: Duration,
    waiting: usize,
}

impl Schedule {
    /// One in which nothing has been sent yet.
    pub(super) fn new(pace: Pace, now: Duration) -> Self {
        // A third of a second's worth at once: smooth for Telegram, and no delay that a person could notice.
        let overall_burst = (pace.overall_per_second / 3.0).max(1.0);
        let rate = Rate { per_second: pace.overall_per_second, burst: overall_burst };
        Self {
            pace,
            overall: Bucket::full(rate, now),
            overall_burst,
            chats: HashMap::new(),
            answers: BTreeMap::new(),
            notices: BTreeMap::new(),
            next: 0,
        }
    }

    /// Takes a place in the row, or the one that is kept.
    pub(super) fn queue(
        &mut self,
        now: Duration,
        chat: i64,
        priority: Priority,
        kept: Option<Ticket>,
    ) -> Result<Ticket, Full> {
        let overall = self.answers.len() + self.notices.len();
        let pace = self.pace;
        let chat_pace = self.chats.entry(chat).or_insert_with(|| ChatPace::new(pace, chat, now));
        let is_full =
            overall >= limit::SEND_WAITING_MAX || chat_pace.waiting >= limit::SEND_WAITING_PER_CHAT_MAX;
        if is_full && kept.is_none() {
            return Err(Full);
        }
        let ticket = kept.unwrap_or(Ticket(self.next));
        self.next = self.next.max(ticket.0 + 1);
        chat_pace.waiting += 1;
        self.row(priority).insert(ticket, chat);
        if self.chats.len() > limit::PACED_CHATS_MAX {
            self.chats.retain(|_chat, pace| !pace.has_rested(now));
        }
        Ok(ticket)
    }

    /// Whose turn it is now. They have left the rows and used their tokens.
    pub(super) fn due(&mut self, now: Duration) -> Vec<Ticket> {
        let mut due = Vec::new();
        // A chat whose first answer must wait makes its later ones and its notices wait too.
        let mut held: HashSet<i64> = HashSet::new();
        for priority in [Priority::Answer, Priority::Notice] {
            let overall_reserve = reserve(priority, self.overall_burst);
            let row: Vec<(Ticket, i64)> =
                self.row(priority).iter().map(|(ticket, chat)| (*ticket, *chat)).collect();
            for (ticket, chat) in row {
                if !self.overall.has(now, overall_reserve) {
                    // Who waits for the overall bucket also holds what would come after it in its chat.
                    break;
                }
                if held.contains(&chat) {
                    continue;
                }
                if self.chats.get_mut(&chat).is_some_and(|pace| pace.take(now, priority)) {
                    self.overall.take(now, overall_reserve);
                    self.row(priority).remove(&ticket);
                    due.push(ticket);
                } else {
                    held.insert(chat);
                }
            }
        }
        due
    }

    /// When to ask again; `None` when nobody waits.
    pub(super) fn due_at(&mut self, now: Duration) -> Option<Duration> {
        let mut earliest: Option<Duration> = None;
        let mut seen: HashSet<i64> = HashSet::new();
        for priority in [Priority::Answer, Priority::Notice] {
            let overall = self.overall.when(now, reserve(priority, self.overall_burst));
            let row = if priority == Priority::Answer { &self.answers } else { &self.notices };
            for chat in row.values() {
                if seen.insert(*chat)
                    && let Some(pace) = self.chats.get_mut(chat)
                {
                    let at = pace.when(now, priority).max(overall);
                    earliest = Some(earliest.map_or(at, |earliest| earliest.min(at)));
                }
            }
        }
        earliest
    }

    /// Telegram asked for a pause in one chat. Pauses only grow.
    pub(super) fn pause(&mut self, now: Duration, chat: i64, until: Duration) {
        let pace = self.pace;
        let chat_pace = self.chats.entry(chat).or_insert_with(|| ChatPace::new(pace, chat, now));
        chat_pace.paused_until = chat_pace.paused_until.max(until);
    }

    /// How long a chat is still paused.
    pub(super) fn pause_left(&self, now: Duration, chat: i64) -> Duration {
        self.chats.get(&chat).map_or(Duration::ZERO, |pace| pace.paused_until.saturating_sub(now))
    }

    /// Gives a place in the row up.
    pub(super) fn forget(&mut self, ticket: Ticket) {
        let chat = self.answers.remove(&ticket).or_else(|| self.notices.remove(&ticket));
        if let Some(pace) = chat.and_then(|chat| self.chats.get_mut(&chat)) {
            pace.waiting = pace.waiting.saturating_sub(1);
        }
    }

    /// How many wait.
    pub(super) fn waiting(&self) -> usize {
        self.answers.len() + self.notices.len()
    }

    fn row(&mut self, priority: Priority) -> &mut BTreeMap<Ticket, i64> {
        match priority {
            Priority::Answer => &mut self.answers,
            Priority::Notice => &mut self.notices,
        }
    }
}

impl ChatPace {
    fn new(pace: Pace, chat: i64, now: Duration) -> Self {
        // Ids of groups and channels are negative.
        let rate = if chat < 0 {
            let burst = (pace.group_per_minute / 4.0).max(1.0);
            Rate { per_second: (pace.group_per_minute - burst) / 60.0, burst }
        } else {
            Rate { per_second: pace.chat_per_second, burst: PRIVATE_BURST }
        };
        Self { bucket: Bucket::full(rate, now), burst: rate.burst, paused_until: Duration::ZERO, waiting: 0 }
    }

    fn take(&mut self, now: Duration, priority: Priority) -> bool {
        let goes = self.paused_until <= now && self.bucket.take(now, reserve(priority, self.burst));
        if goes {
            self.waiting = self.waiting.saturating_sub(1);
        }
        goes
    }

    fn when(&mut self, now: Duration, priority: Priority) -> Duration {
        self.bucket.when(now, reserve(priority, self.burst)).max(self.paused_until)
    }

    fn has_rested(&mut self, now: Duration) -> bool {
        self.waiting == 0 && self.paused_until <= now && self.bucket.is_full(now)
    }
}

fn reserve(priority: Priority, burst: f64) -> f64 {
    match priority {
        Priority::Answer => 0.0,
        Priority::Notice => burst * NOTICE_RESERVE,
    }
}

#[cfg(test)]
mod tests;
