//! Presses of inline buttons, and their answers.

use super::call::Call;
use super::refusal::Refusal;
use super::state::State;
use super::view::CallbackAnswer;
use crate::domain::Timestamp;
use chrono::TimeDelta;
use std::collections::{HashMap, VecDeque};

/// How long a press can be answered. Not documented; the real server keeps undelivered presses for as long.
const ANSWER_TIME_MAX: TimeDelta = TimeDelta::seconds(150);
/// Presses and answers kept.
const KEPT_MAX: usize = 10_000;
/// What the real server says to an answer that comes too late, twice, or to nothing.
pub(super) const TOO_OLD: &str = "query is too old and response timeout expired or query ID is invalid";

/// Presses that wait for an answer, and answers.
#[derive(Debug, Default)]
pub(super) struct Presses {
    count: u64,
    open: HashMap<String, Press>,
    order: VecDeque<String>,
    pub(super) answers: VecDeque<CallbackAnswer>,
}

#[derive(Debug)]
struct Press {
    person: i64,
    at: Timestamp,
}

impl Presses {
    /// A press; gives its id.
    pub(super) fn add(&mut self, person: i64, at: Timestamp) -> String {
        self.count += 1;
        let id = (4_382_000_000_000_000_000 + self.count).to_string();
        self.open.insert(id.clone(), Press { person, at });
        self.order.push_back(id.clone());
        if self.order.len() > KEPT_MAX
            && let Some(oldest) = self.order.pop_front()
        {
            self.open.remove(&oldest);
        }
        id
    }
}

/// `answerCallbackQuery`.
pub(super) fn answer(state: &mut State, call: &Call) -> Result<String, Refusal> {
    let id = call.text("callback_query_id").unwrap_or_default();
    let press = state.presses.open.remove(id).filter(|press| call.now - press.at <= ANSWER_TIME_MAX);
    let Some(press) = press else { return Err(Refusal::bad_request(TOO_OLD)) };
    state.presses.answers.push_back(CallbackAnswer {
        query_id: id.to_owned(),
        person: press.person,
        text: call.text("text").filter(|text| !text.is_empty()).map(str::to_owned),
        show_alert: call.flag("show_alert"),
        at_ms: call.now.timestamp_millis(),
    });
    if state.presses.answers.len() > KEPT_MAX {
        state.presses.answers.pop_front();
    }
    if let Some(chat) = state.chats.get(&press.person) {
        chat.changed();
    }
    Ok("true".to_owned())
}
