//! Failures on demand: what goes wrong with the next calls, and with which of them.

use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// How a call goes wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// Nothing: a call that goes well before the ones that are planned after it.
    Pass,
    /// Answers with this HTTP status and does nothing: 500, 503, …
    Status(u16),
    /// Refuses with this error code of the Cloud API, with the HTTP status that belongs to it.
    Code(u32),
    /// Refuses as Evolution does when WhatsApp refused, with this text: 400 `Error: <text>`.
    Upstream(String),
    /// Closes the connection without an answer and without having done anything.
    DropBefore,
    /// Does what was asked, then closes the connection without an answer.
    DropAfter,
    /// Never answers and does nothing.
    SilenceBefore,
    /// Does what was asked, then never answers.
    SilenceAfter,
}

/// Which calls a planned failure waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// Calls that send a message.
    Sends,
    /// All other calls.
    Others,
    /// Every call.
    All,
}

/// A failure that waits for its calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedFailure {
    /// Which calls it waits for.
    pub target: Target,
    /// How many of them are still to fail.
    pub left: u32,
    /// What happens to them.
    pub failure: Failure,
}

/// The failures that wait, first planned first used.
#[derive(Debug, Default)]
pub(in crate::demo) struct Failures(VecDeque<PlannedFailure>);

impl Failures {
    /// Plans a failure for the next `count` calls of a kind.
    pub(in crate::demo) fn plan(&mut self, target: Target, count: u32, failure: Failure) {
        if count > 0 {
            self.0.push_back(PlannedFailure { target, left: count, failure });
        }
    }

    /// What is to happen to this call, if anything.
    pub(in crate::demo) fn take(&mut self, is_send: bool) -> Option<Failure> {
        let position = self.0.iter().position(|planned| match planned.target {
            Target::Sends => is_send,
            Target::Others => !is_send,
            Target::All => true,
        })?;
        let planned = self.0.get_mut(position)?;
        planned.left = planned.left.saturating_sub(1);
        let failure = planned.failure.clone();
        if planned.left == 0 {
            self.0.remove(position);
        }
        Some(failure).filter(|failure| *failure != Failure::Pass)
    }

    /// Those that wait.
    pub(in crate::demo) fn list(&self) -> Vec<PlannedFailure> {
        self.0.iter().cloned().collect()
    }

    /// Puts others in their place.
    pub(in crate::demo) fn replace(&mut self, failures: Vec<PlannedFailure>) {
        self.0 = failures.into_iter().filter(|planned| planned.left > 0).collect();
    }
}
