//! The record of what went over a wire, in both directions, bounded; and of what the real server would have refused as
//! malformed, which in a test is a defect of the service.

use crate::domain::Timestamp;
use serde::Serialize;
use std::collections::VecDeque;

/// Characters of a body that are kept: enough for any message, not for a file.
const BODY_LEN_MAX: usize = 16_384;

/// Which way a call went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The service called the provider.
    Request,
    /// The provider called the service.
    Webhook,
}

/// One call and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recorded {
    /// Counts from 1; gaps do not occur.
    pub seq: u64,
    /// When it was answered.
    pub at: Timestamp,
    /// Which way it went.
    pub direction: Direction,
    /// The HTTP method.
    pub method: String,
    /// Path and query; the full address for a webhook.
    pub path: String,
    /// What was sent, cut to 16 kB; files are shown as their size.
    pub body: String,
    /// The HTTP status of the answer; 0 when there was none.
    pub status: u16,
    /// The answer, cut likewise.
    pub answer: String,
}

/// A request that the real server refuses as malformed: a defect of whoever sent it, not a refusal of business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Invalid {
    /// When.
    pub at: Timestamp,
    /// The HTTP method.
    pub method: String,
    /// Path and query.
    pub path: String,
    /// What is wrong with it.
    pub reason: String,
    /// What was sent, cut to 16 kB.
    pub body: String,
}

/// A list that forgets its oldest entries.
#[derive(Debug)]
pub(in crate::demo) struct Ring<T> {
    entries: VecDeque<T>,
    len_max: usize,
}

impl<T: Clone> Ring<T> {
    /// Keeps the newest `len_max`.
    pub(in crate::demo) const fn new(len_max: usize) -> Self {
        Self { entries: VecDeque::new(), len_max }
    }

    /// Adds one and returns the one that had to go.
    pub(in crate::demo) fn push(&mut self, entry: T) -> Option<T> {
        self.entries.push_back(entry);
        (self.entries.len() > self.len_max).then(|| self.entries.pop_front()).flatten()
    }

    /// All of them, oldest first.
    pub(in crate::demo) fn list(&self) -> Vec<T> {
        self.entries.iter().cloned().collect()
    }

    /// Walks over them, oldest first, to change them.
    pub(in crate::demo) fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut T> {
        self.entries.iter_mut()
    }
}

/// Everything recorded by one server.
#[derive(Debug)]
pub(in crate::demo) struct Record {
    seq: u64,
    calls: Ring<Recorded>,
    invalid: Ring<Invalid>,
}

impl Record {
    /// Keeps the newest `len_max` of each kind.
    pub(in crate::demo) const fn new(len_max: usize) -> Self {
        Self { seq: 0, calls: Ring::new(len_max), invalid: Ring::new(len_max) }
    }

    /// Adds a call.
    pub(in crate::demo) fn call(&mut self, mut call: Recorded) {
        self.seq = self.seq.saturating_add(1);
        call.seq = self.seq;
        let _oldest = self.calls.push(call);
    }

    /// Adds a malformed request.
    pub(in crate::demo) fn refuse(&mut self, invalid: Invalid) {
        let _oldest = self.invalid.push(invalid);
    }

    /// The calls, oldest first.
    pub(in crate::demo) fn calls(&self) -> Vec<Recorded> {
        self.calls.list()
    }

    /// The malformed requests, oldest first.
    pub(in crate::demo) fn invalid(&self) -> Vec<Invalid> {
        self.invalid.list()
    }
}

/// A body as it is kept: its text, cut, or its size when it is not text.
pub(in crate::demo) fn shown(body: &[u8]) -> String {
    match std::str::from_utf8(body) {
        Ok(text) if text.len() <= BODY_LEN_MAX => text.to_owned(),
        Ok(text) => text.chars().take(BODY_LEN_MAX).chain("…".chars()).collect(),
        Err(_binary) => format!("({} bytes)", body.len()),
    }
}
