//! Every decoder of this provider at once; for the fuzzer.

use super::{Ours, decode, error, health_by};
use crate::channel::Received;
use crate::channel::http::Answer;
use crate::domain::channel::Health;
use crate::domain::delivery::Outcome;
use crate::domain::fault::Fault;
use crate::domain::template::Template;
use chrono::DateTime;
use decode::listing::{Page, page};

/// What was read from an answer.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) faults: Vec<Fault>,
    pub(crate) templates: Vec<Template>,
}

/// A webhook whose signature was good.
pub(crate) fn webhook(body: &[u8]) -> Vec<Received> {
    let ours = Ours { phone_number_id: "1".to_owned(), business_account_id: "2".to_owned() };
    decode::webhook(body, &ours, DateTime::UNIX_EPOCH).unwrap_or_default()
}

/// An answer to any call.
pub(crate) fn answer(status: u16, body: &[u8]) -> Read {
    let answer = Answer { status, after: None, usage: None, body: body.to_vec() };
    drop((decode::uploaded(&answer), decode::media_url(&answer)));
    let mut faults = vec![error::fault(&answer)];
    let healths: Vec<Health> = faults.iter().map(health_by).collect();
    assert!(healths.len() == 1, "each fault says how the channel is");
    let outcome = decode::sent(&answer).unwrap_or_else(|| error::outcome(&answer, 1));
    match outcome {
        Outcome::Accepted { .. } => {}
        Outcome::Later { fault, .. } | Outcome::Refused { fault } | Outcome::Unknown { fault } => {
            faults.push(fault);
        }
    }
    let templates = match page(&answer) {
        Ok(Page::Listed { templates, .. }) => templates,
        Ok(Page::Stale) => Vec::new(),
        Err(fault) => {
            faults.push(fault);
            Vec::new()
        }
    };
    Read { faults, templates }
}
