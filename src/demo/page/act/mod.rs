//! `POST /act`: what a person does on the page, checked, and carried to a server.
//!
//! The body is one [`Act`] as JSON. The answer is 200 with what the page needs to follow it up, or a 4xx with
//! `{"error": "a sentence", "key": "its name in words.js"}`. Only this page may ask: the body must be declared as JSON,
//! which no other site can post without asking the browser first, and a browser's `Origin` must be our own address.

mod contact;
mod person;
mod switch;

use super::Stage;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Value, json};

/// Characters of a message, on both sides.
const TEXT_LEN_MAX: usize = 4_096;
/// Bytes of a file.
const FILE_LEN_MAX: usize = 16 * 1024 * 1024;

/// What can be done on the page. The field `do` says which.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Act {
    /// Somebody on the staff's side does it.
    Person(person::PersonAct),
    /// A contact does it.
    Contact(contact::ContactAct),
    /// It is done behind the scenes.
    Switch(switch::SwitchAct),
}

/// Why an act was not carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The request did not come from the page.
    Foreign,
    /// It is none of the acts.
    NotAnAct,
    /// Nobody on the staff's side has this id.
    NoPerson,
    /// Nobody on the contacts' side has this number, or it has no WhatsApp.
    NoContact,
    /// There is no such channel, or it cannot do this.
    NoChannel,
    /// There is no such message, or no such button on it.
    NoMessage,
    /// There is no such template.
    NoTemplate,
    /// There is nothing in it.
    Empty,
    /// It is more than the real thing takes.
    TooLong,
    /// The file cannot be read.
    BadFile,
    /// The place is not on Earth, the time not ahead.
    OutOfRange,
}

impl Refusal {
    /// Its name in `words.js`, and a sentence for whoever asks without the page.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Foreign => ("refusedForeign", "This did not come from this page."),
            Self::NotAnAct => ("refusedNotAnAct", "This is none of the acts that the page knows."),
            Self::NoPerson => ("refusedNoPerson", "Nobody of the staff has this phone."),
            Self::NoContact => ("refusedNoContact", "No contact with a WhatsApp has this number."),
            Self::NoChannel => ("refusedNoChannel", "There is no such channel, or it cannot do this."),
            Self::NoMessage => ("refusedNoMessage", "This message or its button is not there any more."),
            Self::NoTemplate => ("refusedNoTemplate", "There is no such template."),
            Self::Empty => ("refusedEmpty", "There is nothing to send."),
            Self::TooLong => ("refusedTooLong", "This is longer than a message may be."),
            Self::BadFile => ("refusedBadFile", "This file could not be read."),
            Self::OutOfRange => ("refusedOutOfRange", "This place or time is out of range."),
        }
    }

    const fn status(self) -> StatusCode {
        match self {
            Self::Foreign => StatusCode::FORBIDDEN,
            Self::NotAnAct => StatusCode::BAD_REQUEST,
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NoPerson | Self::NoContact | Self::NoChannel | Self::NoMessage | Self::NoTemplate => {
                StatusCode::NOT_FOUND
            }
            Self::Empty | Self::BadFile | Self::OutOfRange => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (key, sentence) = self.words();
        (self.status(), Json(json!({"error": sentence, "key": key}))).into_response()
    }
}

/// The handler.
pub(super) async fn act(State(stage): State<Stage>, headers: HeaderMap, body: Bytes) -> Response {
    if !is_from_the_page(&headers) {
        return Refusal::Foreign.into_response();
    }
    match serde_json::from_slice::<Act>(&body) {
        Ok(act) => {
            carry_out(&stage, act).map_or_else(Refusal::into_response, |answer| Json(answer).into_response())
        }
        Err(_none_of_them) => Refusal::NotAnAct.into_response(),
    }
}

fn is_from_the_page(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let is_json = text(header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with("application/json"));
    let is_own = match (text(header::ORIGIN), text(header::HOST)) {
        (None, _) => true,
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, from)| from == host),
        (Some(_), None) => false,
    };
    is_json && is_own
}

/// Does it, or says why not.
fn carry_out(stage: &Stage, act: Act) -> Result<Value, Refusal> {
    match act {
        Act::Person(act) => person::carry_out(stage, act),
        Act::Contact(act) => contact::carry_out(stage, act),
        Act::Switch(act) => switch::carry_out(stage, act),
    }
}

/// A text that both sides could send.
fn checked_text(text: &str) -> Result<&str, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::Empty);
    }
    if text.chars().count() > TEXT_LEN_MAX { Err(Refusal::TooLong) } else { Ok(text) }
}

/// A file that the page sent in base64.
fn checked_file(data: &str) -> Result<Bytes, Refusal> {
    let bytes = STANDARD.decode(data).map_err(|_not_base64| Refusal::BadFile)?;
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.len() > FILE_LEN_MAX { Err(Refusal::TooLong) } else { Ok(bytes.into()) }
}
