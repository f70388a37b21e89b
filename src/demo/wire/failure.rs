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
    /// Refuses with 429 and asks to be left alone for so many seconds.
    Busy(u32),
    /// Does what was asked, then answers with this HTTP status as if it had not.
    StatusAfter(u16),
    /// Does what was asked, and closes the connection in the middle of the answer.
    HalfAfter,
    /// Does what was asked, and answers with JSON of another shape.
    OtherAfter,
    /// Does what was asked, and answers with a page of some machine in between.
    PageAfter,
}

impl Failure {
    /// Whether what was asked is done.
    pub(in crate::demo) const fn does(&self) -> bool {
        match self {
            Self::Pass
            | Self::DropAfter
            | Self::SilenceAfter
            | Self::StatusAfter(_)
            | Self::HalfAfter
            | Self::OtherAfter
            | Self::PageAfter => true,
            Self::Status(_)
            | Self::Code(_)
            | Self::Upstream(_)
            | Self::DropBefore
            | Self::SilenceBefore
            | Self::Busy(_) => false,
        }
    }

    /// Whether the caller gets no answer.
    pub(in crate::demo) const fn is_lost(&self) -> bool {
        match self {
            Self::DropBefore | Self::DropAfter | Self::SilenceBefore | Self::SilenceAfter => true,
            Self::Pass
            | Self::Status(_)
            | Self::Code(_)
            | Self::Upstream(_)
            | Self::Busy(_)
            | Self::StatusAfter(_)
            | Self::HalfAfter
            | Self::OtherAfter
            | Self::PageAfter => false,
        }
    }
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
pub(in crate::demo) struct Failures {
    planned: VecDeque<PlannedFailure>,
    /// Those that took place, the newest last; bounded.
    happened: VecDeque<Failure>,
}

/// Failures that took place and are remembered: more than any test looks at.
const HAPPENED_MAX: usize = 2_000;

impl Failures {
    /// Plans a failure for the next `count` calls of a kind.
    pub(in crate::demo) fn plan(&mut self, target: Target, count: u32, failure: Failure) {
        if count > 0 {
            self.planned.push_back(PlannedFailure { target, left: count, failure });
        }
    }

    /// What is to happen to this call, if anything.
    pub(in crate::demo) fn take(&mut self, is_send: bool) -> Option<Failure> {
        let position = self.planned.iter().position(|planned| match planned.target {
            Target::Sends => is_send,
            Target::Others => !is_send,
            Target::All => true,
        })?;
        let planned = self.planned.get_mut(position)?;
        planned.left = planned.left.saturating_sub(1);
        let failure = planned.failure.clone();
        if planned.left == 0 {
            self.planned.remove(position);
        }
        if failure == Failure::Pass {
            return None;
        }
        if self.happened.len() >= HAPPENED_MAX {
            self.happened.pop_front();
        }
        self.happened.push_back(failure.clone());
        Some(failure)
    }

    /// Those that took place, oldest first.
    pub(in crate::demo) fn happened(&self) -> Vec<Failure> {
        self.happened.iter().cloned().collect()
    }

    /// Those that wait.
    pub(in crate::demo) fn list(&self) -> Vec<PlannedFailure> {
        self.planned.iter().cloned().collect()
    }

    /// Puts others in their place.
    pub(in crate::demo) fn replace(&mut self, failures: Vec<PlannedFailure>) {
        self.planned = failures.into_iter().filter(|planned| planned.left > 0).collect();
    }
}
