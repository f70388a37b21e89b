//! What Evolution's refusals mean. Pure.
//!
//! There are no codes: the envelope is `{status, error, response: {message}}`, and the message is a text, a list of
//! texts, a list of lists, or a list of objects. So the status, the form and known texts decide together, and where
//! they do not, nobody knows: a refusal that begins with `Error:` comes from the layer that talks to WhatsApp or from
//! the database *behind* it, and then the message may have left. Version 2.4 has a form of its own for its licence.
//!
//! Source: the answers of a 2.3.7 server, and <https://github.com/EvolutionAPI/evolution-api/issues/2534>.

use crate::channel::http::Answer;
use crate::channel::{json, redact};
use crate::domain::Timestamp;
use crate::domain::channel::{DownReason, Health};
use crate::domain::delivery::Outcome;
use crate::domain::fault::{Fault, FaultKind};
use serde_json::Value;

use FaultKind as F;

/// Whether anything can have been sent, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Nothing was sent; another try may succeed.
    Again,
    /// Nothing was sent, and another try is of no use by itself.
    Never,
    /// Nobody knows.
    Unknown,
}

use Class::{Again, Never, Unknown};

/// Texts that are known, in lower case: what they contain, what that means, and its name.
#[rustfmt::skip]
const TEXTS: &[(&str, F, Class, &str)] = &[
    ("rate-overlimit",            F::RateLimit,     Again, "rate-overlimit"),    // WhatsApp asks for less
    ("restrict_all_companions",   F::Restricted,    Never, "463"),               // new chats are locked for hours or days
    ("reachout",                  F::Restricted,    Never, "463"),               // the same by another name
    ("connection closed",         F::Disconnected,  Again, "connection-closed"), // the phone is not linked: said before anything is written
    ("instance does not exist",   F::Credentials,   Never, "no-instance"),       // asked before the key is looked at
    ("not available in the",      F::BadRequest,    Never, "not-available"),     // a call that this kind of instance has not
];

/// What an answer without a message id means for the message.
pub(super) fn outcome(answer: &Answer) -> Outcome {
    let (fault, class) = judge(answer);
    match class {
        Again => Outcome::Later { fault, after: answer.after },
        Never => Outcome::Refused { fault },
        Unknown => Outcome::Unknown { fault },
    }
}

/// The fault in an answer that is not what was asked for.
pub(super) fn fault(answer: &Answer) -> Fault {
    judge(answer).0
}

/// What an answer to the question for the connection says about the channel, when it is a refusal.
pub(super) fn health(answer: &Answer) -> Health {
    let kind = fault(answer).kind;
    let reason = if kind == F::Credentials {
        DownReason::Credentials
    } else if [F::LicenseRequired, F::Restricted].contains(&kind) {
        DownReason::Account
    } else if kind == F::Disconnected {
        DownReason::Disconnected
    } else {
        DownReason::Unreachable
    };
    Health::Down { reason }
}

/// A report on a message that WhatsApp did not take; the server says no more than that.
pub(super) fn failed_later() -> Fault {
    Fault::new(F::Undeliverable, "ERROR", "WhatsApp did not take the message")
}

fn judge(answer: &Answer) -> (Fault, Class) {
    let Some(body) = answer.json().filter(Value::is_object) else {
        return by_status(answer);
    };
    if is_unlicensed(&body) {
        let words = "the server wants its licence to be activated";
        return (Fault::new(F::LicenseRequired, "LICENSE_REQUIRED", words), Never);
    }
    let message = json::at(&body, &["response", "message"]);
    if json::one_or_many(message).iter().any(|told| json::truth(told, &["exists"]) == Some(false)) {
        return (Fault::new(F::NotOnWhatsapp, "not-on-whatsapp", "the number is not on WhatsApp"), Never);
    }
    let mut texts = Vec::new();
    collect(message, &mut texts);
    if texts.is_empty() {
        return by_status(answer);
    }
    by_text(answer, &texts.join("; "))
}

fn by_text(answer: &Answer, text: &str) -> (Fault, Class) {
    let lower = text.to_lowercase();
    let detail = redact::detail(text);
    let known = TEXTS.iter().find(|(part, ..)| lower.contains(part));
    if let Some((_, kind, class, code)) = known {
        return (Fault::new(*kind, *code, detail).lasting(end_of(*kind, text)), *class);
    }
    if lower.split(|c: char| !c.is_alphanumeric()).any(|word| word == "463") {
        return (Fault::new(F::Restricted, "463", detail).lasting(end_of(F::Restricted, text)), Never);
    }
    let code = format!("http-{}", answer.status);
    match answer.status {
        401 | 403 => (Fault::new(F::Credentials, code, detail), Never),
        429 => (Fault::new(F::RateLimit, code, detail), Again),
        _ if lower.contains("error:") => (Fault::new(F::Upstream, code, detail), Unknown),
        _ if answer.is_refusal() => (Fault::new(F::BadRequest, code, detail), Never),
        _ => (Fault::new(F::Upstream, code, detail), Unknown),
    }
}

/// Until when a restriction lasts, where its text has a time as JSON writes them. Nothing promises that; without one it
/// is for the domain to say how long to wait.
fn end_of(kind: F, text: &str) -> Option<Timestamp> {
    if kind != F::Restricted {
        return None;
    }
    let is_part = |c: char| c.is_ascii_digit() || "-:.TZ+".contains(c);
    let times = text.split(|c| !is_part(c)).filter_map(|word| word.parse::<Timestamp>().ok());
    times.max()
}

/// An answer without words, as from a proxy on the way.
fn by_status(answer: &Answer) -> (Fault, Class) {
    match answer.status {
        401 | 403 => (answer.unreadable(F::Credentials), Never),
        429 => (answer.unreadable(F::RateLimit), Again),
        _ if answer.is_refusal() => (answer.unreadable(F::Unrecognised), Never),
        _ => (answer.unreadable(F::Upstream), Unknown),
    }
}

fn is_unlicensed(body: &Value) -> bool {
    json::text(body, &["code"]).as_deref() == Some("LICENSE_REQUIRED")
        || json::text(body, &["error"]).as_deref() == Some("service not activated")
}

/// All texts in a message, whatever its form. It nests twice at most.
fn collect(message: &Value, texts: &mut Vec<String>) {
    for outer in json::one_or_many(message) {
        texts.extend(json::one_or_many(outer).iter().filter_map(Value::as_str).map(str::to_owned));
    }
}
