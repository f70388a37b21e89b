//! What persons type behind the bot's name, and what it offers.

use super::DemoTelegram;
use super::call::Call;
use super::refusal::Refusal;
use super::state::State;
use crate::domain::Timestamp;
use chrono::TimeDelta;
use serde_json::{Value, json};
use std::collections::{HashMap, VecDeque};

/// How long a query can be answered; the real server gives up at about that time.
const ANSWER_TIME_MAX: TimeDelta = TimeDelta::seconds(10);
/// Queries and answers kept.
const KEPT_MAX: usize = 1_000;
/// Results of one answer.
const RESULTS_MAX: usize = 50;
/// What the real server says to an answer that comes too late, twice, or to nothing.
const TOO_OLD: &str = "query is too old and response timeout expired or query ID is invalid";

/// Queries that wait for an answer, and answers.
#[derive(Debug, Default)]
pub(super) struct Queries {
    count: u64,
    open: HashMap<String, Timestamp>,
    answers: VecDeque<(String, Value)>,
}

/// `answerInlineQuery`.
pub(super) fn answer(state: &mut State, call: &Call) -> Result<String, Refusal> {
    let id = call.text("inline_query_id").unwrap_or_default().to_owned();
    let results = call.values.get("results").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if results.len() > RESULTS_MAX {
        return Err(Refusal::invalid_because("RESULTS_TOO_MUCH", format!("{} results", results.len())));
    }
    let mut ids: Vec<&str> = results.iter().filter_map(|one| one.get("id")?.as_str()).collect();
    ids.sort_unstable();
    if ids.windows(2).any(|pair| pair.first() == pair.last()) {
        return Err(Refusal::invalid_because("RESULT_ID_DUPLICATE", "two results have one id"));
    }
    let parameter = call.values.get("button").and_then(|button| button.get("start_parameter")?.as_str());
    let is_plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    if parameter.is_some_and(|parameter| !is_plain(parameter)) {
        return Err(Refusal::invalid_because(
            "START_PARAM_INVALID",
            "the start parameter has other characters",
        ));
    }
    let asked = state.queries.open.remove(&id).filter(|asked| call.now - *asked <= ANSWER_TIME_MAX);
    if asked.is_none() {
        return Err(Refusal::bad_request(TOO_OLD));
    }
    state.queries.answers.push_back((id, Value::Object(call.values.clone())));
    if state.queries.answers.len() > KEPT_MAX {
        state.queries.answers.pop_front();
    }
    Ok("true".to_owned())
}

impl DemoTelegram {
    /// Types behind the bot's name in some chat that the bot is not in. Gives the id of the query.
    pub fn type_inline(&self, person: i64, text: &str, offset: &str) -> String {
        let now = self.server.clock.now();
        let mut state = self.server.lock();
        state.queries.count += 1;
        let id = (5_382_000_000_000_000_000 + state.queries.count).to_string();
        if state.queries.open.len() >= KEPT_MAX {
            state.queries.open.clear();
        }
        state.queries.open.insert(id.clone(), now);
        let from = state.chats.get(&person).map(|chat| json!(chat.person));
        let from = from.unwrap_or_else(|| json!({"id": person, "is_bot": false, "first_name": "?"}));
        let query = json!({"id": id, "from": from, "chat_type": "group", "query": text, "offset": offset});
        state.updates.push("inline_query", person, &query.to_string(), now);
        drop(state);
        self.server.arrived();
        id
    }

    /// What the bot offered for a query: the parameters of its answer, as they came.
    pub fn offered(&self, query_id: &str) -> Option<Value> {
        let state = self.server.lock();
        state.queries.answers.iter().rev().find(|(id, _)| id == query_id).map(|(_, answer)| answer.clone())
    }
}
