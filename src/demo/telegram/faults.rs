//! What can go wrong on request: single calls that fail, and limits like the real server's.

use super::refusal::Refusal;
use crate::domain::Timestamp;
use std::collections::{HashMap, VecDeque};

/// Calls that shall fail.
#[derive(Debug, Clone)]
pub struct Fault {
    /// Of which method, in whatever case.
    pub method: String,
    /// Of which chat; of any when absent.
    pub chat: Option<i64>,
    /// How many calls.
    pub times: u32,
    /// How.
    pub kind: FaultKind,
}

/// How a call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// Refused with 429; seconds to wait. Nothing is carried out.
    RetryAfter(u32),
    /// Answered with 500. Nothing is carried out.
    ServerError,
    /// Not answered, and not carried out, until [`super::DemoTelegram::release`]; then as usual.
    Hang,
    /// Carried out at once, and not answered until [`super::DemoTelegram::release`].
    HangAfterAccept,
    /// The connection is closed. Nothing is carried out.
    Drop,
    /// Carried out; then the connection is closed without an answer.
    DropAfterAccept,
    /// Carried out; then answered with 500.
    ErrorAfterAccept,
    /// Carried out; the connection is closed in the middle of the answer.
    HalfAfterAccept,
    /// Carried out; answered with JSON of another shape.
    OtherAfterAccept,
    /// Carried out; answered with a page of a machine in between.
    PageAfterAccept,
}

/// Faults that took place and are remembered: more than any test looks at.
const HAPPENED_MAX: usize = 2_000;

/// The faults that are still to happen, and those that did.
#[derive(Debug, Default)]
pub(super) struct Faults {
    planned: Vec<Fault>,
    happened: VecDeque<(String, FaultKind)>,
}

impl Faults {
    /// Adds one; those added first happen first.
    pub(super) fn add(&mut self, fault: Fault) {
        self.planned.push(fault);
    }

    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.planned.clear();
    }

    /// What shall happen to this call.
    pub(super) fn take(&mut self, method: &str, chat: Option<i64>) -> Option<FaultKind> {
        self.planned.retain(|fault| fault.times > 0);
        let fits = |fault: &&mut Fault| {
            fault.method.eq_ignore_ascii_case(method) && (fault.chat.is_none() || fault.chat == chat)
        };
        let fault = self.planned.iter_mut().find(fits)?;
        fault.times -= 1;
        let kind = fault.kind;
        if self.happened.len() >= HAPPENED_MAX {
            self.happened.pop_front();
        }
        self.happened.push_back((method.to_owned(), kind));
        Some(kind)
    }

    /// Those that took place, with the method, oldest first.
    pub(super) fn happened(&self) -> Vec<(String, FaultKind)> {
        self.happened.iter().cloned().collect()
    }
}

/// Messages a second over all chats, and how many at once after a pause.
const OVERALL: Rate = Rate { per_second: 30.0, burst: 30.0 };
/// Messages a second to one chat, and how many at once after a pause. The real numbers are not published: one a second
/// is, the burst is an inference from what clients report.
const CHAT: Rate = Rate { per_second: 1.0, burst: 20.0 };

#[derive(Debug, Clone, Copy)]
struct Rate {
    per_second: f64,
    burst: f64,
}

/// Limits like the real server's; off until switched on.
#[derive(Debug, Default)]
pub(super) struct Pacing {
    pub(super) is_on: bool,
    overall: Option<Bucket>,
    chats: HashMap<i64, Bucket>,
}

/// What is left of a rate at a moment.
#[derive(Debug, Clone, Copy)]
struct Bucket {
    left: f64,
    at: Timestamp,
}

impl Pacing {
    /// Counts a call; refuses it when it is too fast.
    pub(super) fn check(&mut self, method: &str, chat: Option<i64>, now: Timestamp) -> Result<(), Refusal> {
        if !self.is_on || !counts(method) {
            return Ok(());
        }
        let full = |rate: Rate| Bucket { left: rate.burst, at: now };
        let overall = self.overall.get_or_insert(full(OVERALL));
        overall.refill(OVERALL, now);
        let chat = chat.map(|chat| self.chats.entry(chat).or_insert(full(CHAT)));
        let mut wait = overall.wait(OVERALL);
        if let Some(chat) = &chat {
            let mut bucket = **chat;
            bucket.refill(CHAT, now);
            wait = wait.max(bucket.wait(CHAT));
        }
        if let Some(seconds) = wait {
            return Err(Refusal::too_many(seconds));
        }
        overall.left -= 1.0;
        if let Some(chat) = chat {
            chat.refill(CHAT, now);
            chat.left -= 1.0;
        }
        Ok(())
    }
}

/// Edits and new topics count like messages; answers to presses, actions and deletions do not.
fn counts(method: &str) -> bool {
    let counted = ["send", "editMessage", "forward", "copy", "createForumTopic"];
    method != "sendChatAction" && counted.iter().any(|prefix| method.starts_with(prefix))
}

impl Bucket {
    fn refill(&mut self, rate: Rate, now: Timestamp) {
        let passed = (now - self.at).to_std().unwrap_or_default().as_secs_f64();
        self.left = rate.burst.min(self.left + passed * rate.per_second);
        self.at = now;
    }

    /// Whole seconds until one more fits; none when it does now.
    fn wait(&self, rate: Rate) -> Option<u32> {
        let missing = 1.0 - self.left;
        if missing <= f64::EPSILON {
            return None;
        }
        let seconds = (missing / rate.per_second).ceil().clamp(1.0, 3_600.0);
        (1..=3_600).find(|whole| f64::from(*whole) >= seconds)
    }
}
