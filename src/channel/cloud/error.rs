//! What Meta's error codes mean: a kind that has words, and whether another try is certain not to send twice.
//!
//! Codes and their meaning: <https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes>;
//! rows marked *third party* are known from client libraries only. Meta asks to build on the code, not on the HTTP
//! status, so a code that we know decides alone. The exceptions are 1 and 131000, which say only that something went
//! wrong: with a 4xx the request was refused and may be tried again, with a 5xx nobody knows, and at most once is the
//! right default for something that costs money.

use crate::channel::http::Answer;
use crate::channel::{json, redact};
use crate::domain::delivery::Outcome;
use crate::domain::fault::{Fault, FaultKind};
use chrono::TimeDelta;
use serde_json::Value;

/// What may be done after a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Nothing was sent; another try may succeed.
    Again,
    /// Nothing was sent; another try may succeed after so many seconds.
    AgainIn(i64),
    /// Nothing was sent; the pause quadruples with every try.
    AgainSlower,
    /// Nothing was sent, and nothing will be.
    Never,
    /// The HTTP status must tell whether anything was sent.
    Doubtful,
}

/// The meaning of a span of codes.
struct Row(i64, i64, FaultKind, Class);

const fn one(code: i64, kind: FaultKind, class: Class) -> Row {
    Row(code, code, kind, class)
}

use Class::{Again, AgainIn, AgainSlower, Doubtful, Never};
use FaultKind as F;

/// The first row that fits counts.
#[rustfmt::skip]
const ROWS: &[Row] = &[
    one(0, F::Credentials, Never),            // the token is invalid, expired or revoked
    one(1, F::Upstream, Doubtful),            // unknown: a bad request or a fault of the server
    one(2, F::Upstream, Again),               // the service is down or overloaded
    one(3, F::Credentials, Never),            // a capability or permission is missing
    one(4, F::RateLimit, Again),              // too many calls by the app
    one(10, F::Credentials, Never),           // permission denied
    one(33, F::Credentials, Never),           // the number was deleted, or its id is wrong
    one(100, F::BadRequest, Never),           // invalid parameter; see `meaning` for subcode 33
    one(190, F::Credentials, Never),          // the token has expired
    Row(200, 299, F::Credentials, Never),     // a permission was not granted or was removed
    one(368, F::Account, Never),              // blocked for some time for breaking policies
    one(80_007, F::RateLimit, Again),         // limit of the business account
    one(130_429, F::RateLimit, Again),        // throughput of the number
    one(130_472, F::Experiment, Never),       // the person is in an experiment without marketing
    one(130_497, F::CountryBlocked, Never),   // the account may not write to this country
    one(131_000, F::Upstream, Doubtful),      // something went wrong
    one(131_005, F::Credentials, Never),      // access denied
    one(131_008, F::BadRequest, Never),       // a required parameter is missing
    one(131_009, F::BadRequest, Never),       // a parameter's value is invalid
    one(131_016, F::Upstream, Again),         // the service is unavailable
    one(131_021, F::SelfSend, Never),         // the recipient is the sender
    one(131_026, F::Undeliverable, Never),    // not on WhatsApp, terms not accepted, old app: Meta does not say which
    one(131_030, F::NotAllowedRecipient, Never), // test numbers: the recipient is not on the list
    one(131_031, F::Account, Never),          // locked, or the PIN is wrong
    one(131_037, F::Account, Never),          // the display name needs approval
    one(131_042, F::Payment, Never),          // no valid means of payment
    one(131_044, F::Payment, Never),          // the same for calls (third party)
    one(131_045, F::Account, Never),          // the number is not registered properly
    one(131_047, F::WindowClosed, Never),     // over 24 hours since the person's last message
    one(131_048, F::SpamLimit, Never),        // limited because of complaints
    one(131_049, F::MarketingCap, Never),     // not delivered on purpose; trying early makes it worse
    one(131_050, F::OptedOut, Never),         // the person wants no marketing
    one(131_051, F::BadRequest, Never),       // unsupported kind of message
    one(131_052, F::Media, Never),            // the person's file could not be fetched
    one(131_053, F::Media, Never),            // our file could not be taken
    one(131_055, F::BadRequest, Never),       // that address takes marketing only
    one(131_056, F::PairLimit, AgainSlower),  // too many messages to this person: Meta asks for 4^n seconds
    one(131_057, F::Upstream, AgainIn(60)),   // the account is in maintenance, about a minute
    one(STALE, F::Upstream, Again),           // the place in a listing has gone stale
    one(131_060, F::Unrecognised, Never),     // a received message is not available
    one(131_061, F::BadRequest, Never),       // a template with a maximum price (third party)
    one(131_062, F::BadRequest, Never),       // this message needs a phone number, not a user id
    one(131_063, F::Account, Never),          // marketing is switched off for this account
    one(131_064, F::Account, Never),          // limited for templates in the wrong category (third party)
    Row(131_200, 131_299, F::BadRequest, Never), // groups, which we do not use
    one(132_000, F::ParameterCount, Never),   // the number of parameters differs
    one(132_001, F::TemplateMissing, Never),  // no such template in this language, or not approved
    one(132_005, F::TooLong, Never),          // too long after substitution
    one(132_007, F::TemplatePolicy, Never),   // the content breaks a policy
    one(132_008, F::ParameterFormat, Never),  // a parameter's value is invalid (third party)
    one(132_012, F::ParameterFormat, Never),  // a parameter's format does not fit
    one(132_015, F::TemplatePaused, Never),   // paused for bad quality
    one(132_016, F::TemplateDisabled, Never), // disabled for bad quality
    one(132_018, F::ParameterFormat, Never),  // parameters do not fit the template
    one(132_068, F::TemplateDisabled, Never), // its flow is blocked
    one(132_069, F::RateLimit, Again),        // its flow is throttled
    one(133_004, F::Upstream, Again),         // the server is unavailable for a moment
    Row(133_000, 133_016, F::Account, Never), // registration of the number: PIN, waiting times, not registered
    one(134_011, F::Account, Never),          // the terms of payments are not accepted
    one(134_100, F::BadRequest, Never),       // not a marketing template
    one(134_101, F::Upstream, AgainIn(600)),  // a template is still being synchronised, about ten minutes
    one(134_102, F::Account, Never),          // the marketing API is not available to the account
    one(135_000, F::BadRequest, Never),       // something about the parameters
    one(137_000, F::Undeliverable, Never),    // the person's identity has changed (third party)
    Row(138_000, 139_999, F::BadRequest, Never), // calls, flows, block lists, which we do not use
    Row(147_001, 147_005, F::BadRequest, Never), // usernames, which we do not use
];

/// The code of a listing whose cursor is no longer good.
const STALE: i64 = 131_059;
/// The longest pause asked for that is believed.
const AFTER_MAX: TimeDelta = TimeDelta::hours(24);

/// An error object, from an answer or a webhook.
struct Told {
    code: i64,
    subcode: Option<i64>,
    transient: bool,
    detail: String,
}

/// Reads an error object: without a code it says nothing.
fn read(error: &Value) -> Option<Told> {
    let words = json::text(error, &["error_data", "details"])
        .or_else(|| json::text(error, &["message"]))
        .or_else(|| json::text(error, &["title"]))
        .unwrap_or_default();
    let mut detail = redact::detail(&words);
    if let Some(trace) = json::text(error, &["fbtrace_id"]) {
        detail = format!("{detail} [{}]", redact::detail(&trace));
    }
    Some(Told {
        code: json::integer(error, &["code"])?,
        subcode: json::integer(error, &["error_subcode"]),
        transient: json::truth(error, &["is_transient"]).unwrap_or(false),
        detail,
    })
}

/// What the code means to us; `None` for one that we do not know.
fn meaning(told: &Told) -> Option<(FaultKind, Class)> {
    if told.code == 100 && told.subcode == Some(33) {
        // An id that does not exist or that the token may not see: configuration, not the message.
        return Some((F::Credentials, Never));
    }
    ROWS.iter()
        .find(|Row(first, last, ..)| (*first..=*last).contains(&told.code))
        .map(|Row(_, _, kind, class)| (*kind, *class))
}

fn fault_of(told: &Told) -> Fault {
    let kind = meaning(told).map_or(F::Unrecognised, |(kind, _)| kind);
    Fault::new(kind, told.code.to_string(), told.detail.clone())
}

/// The fault in an error object of a webhook.
pub(super) fn fault_in(error: &Value) -> Fault {
    read(error).map_or_else(|| Fault::new(F::Unrecognised, "none", ""), |told| fault_of(&told))
}

/// The fault in an answer that was not a success.
pub(super) fn fault(answer: &Answer) -> Fault {
    told_in(answer).map_or_else(|| answer.unreadable(by_status(answer.status)), |told| fault_of(&told))
}

/// Whether the answer says that our place in a listing has gone stale.
pub(super) fn is_stale(answer: &Answer) -> bool {
    told_in(answer).is_some_and(|told| told.code == STALE)
}

/// What an answer without a message id means for the message. `attempt` counts from 1.
pub(super) fn outcome(answer: &Answer, attempt: u32) -> Outcome {
    let fault = fault(answer);
    let Some(told) = told_in(answer) else {
        return match answer.status {
            429 => Outcome::Later { fault, after: wait(answer) },
            _ if answer.is_refusal() => Outcome::Refused { fault },
            _ => Outcome::Unknown { fault },
        };
    };
    let again = |pause| Outcome::Later { fault: fault.clone(), after: wait(answer).max(pause) };
    match meaning(&told) {
        Some((_, Again)) => again(None),
        Some((_, AgainIn(seconds))) => again(TimeDelta::try_seconds(seconds)),
        Some((_, AgainSlower)) => again(Some(pair_pause(attempt))),
        Some((_, Doubtful)) if answer.is_refusal() => again(None),
        Some((_, Never)) => Outcome::Refused { fault },
        None if answer.status == 429 => again(None),
        None if answer.is_refusal() && told.transient => again(None),
        None if answer.is_refusal() => Outcome::Refused { fault },
        Some((_, Doubtful)) | None => Outcome::Unknown { fault },
    }
}

fn told_in(answer: &Answer) -> Option<Told> {
    answer.json().and_then(|body| read(json::at(&body, &["error"])))
}

/// What a status means when the body says nothing, as from a proxy on the way.
const fn by_status(status: u16) -> FaultKind {
    match status {
        401 | 403 => F::Credentials,
        429 => F::RateLimit,
        200..=299 | 500..=599 => F::Upstream,
        _ => F::Unrecognised,
    }
}

/// 4^n seconds, n from 0.
fn pair_pause(attempt: u32) -> TimeDelta {
    TimeDelta::seconds(4_i64.saturating_pow(attempt.saturating_sub(1).min(6)))
}

/// How long Meta asks us to wait: by the general header, or by its own, which counts in minutes per account.
fn wait(answer: &Answer) -> Option<TimeDelta> {
    let usage: Value =
        answer.usage.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let minutes = usage
        .as_object()
        .into_iter()
        .flat_map(|accounts| accounts.values())
        .flat_map(json::one_or_many)
        .filter_map(|usage| json::integer(usage, &["estimated_time_to_regain_access"]))
        .max()
        .and_then(TimeDelta::try_minutes);
    answer.after.max(minutes).filter(|after| *after > TimeDelta::zero()).map(|after| after.min(AFTER_MAX))
}
