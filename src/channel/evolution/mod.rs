//! Evolution API v2.3: a phone linked as WhatsApp Web is. No templates, no window, no prices; numbers can be checked.
//!
//! This file joins the parts; what is sent and what is understood is in `encode`, `decode` and `error`. Version 2.4
//! wants a licence to be activated and says so in its own way; that is understood too.

mod client;
mod decode;
mod encode;
mod error;
#[cfg(any(test, fuzzing, doc))]
pub(crate) mod fuzz;
mod letter;

use super::http::{Broken, ClientError, Timeouts};
use super::json::{text, truth};
use super::turns::Turns;
use super::{Download, LinkCode, NumberCheck, Received, Upload, WebhookRefusal, header};
use crate::config::EvolutionConfig;
use crate::domain::Timestamp;
use crate::domain::channel::{Capabilities, DownReason, Health};
use crate::domain::contact::Address;
use crate::domain::delivery::{Delivery, Outcome};
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::id::RemoteId;
use crate::domain::media::MediaLimits;
use crate::domain::phone::Phone;
use client::Client;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use letter::Letter;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use std::sync::atomic::Ordering;

/// What this unofficial API can do.
pub(super) const CAPABILITIES: Capabilities = Capabilities {
    official: false,
    needs_templates: false,
    has_window: false,
    checks_numbers: true,
    has_cost: false,
    edits: true,
    links_by_code: true,
    // Its licence: a system that uses it shows its administrators that it does.
    wants_notice: true,
    // WhatsApp's own for pictures, films and sounds sent from a phone; files may be larger than Telegram hands out.
    media: MediaLimits {
        image: 16 * 1024 * 1024,
        video: 64 * 1024 * 1024,
        audio: 16 * 1024 * 1024,
        document: 100 * 1024 * 1024,
        sticker: 100 * 1024,
        any_type: true,
    },
};

/// Seconds by which our clock and the server's may differ.
const LEEWAY: i64 = 60;

/// A number on an Evolution server.
#[derive(Debug, Clone)]
pub struct Evolution {
    client: Client,
    turns: Turns,
    instance: String,
    webhook_secret: SecretString,
}

/// The only claim of a webhook's token that matters: it says who calls, and nothing about the body.
#[derive(Deserialize)]
struct Claims {
    /// Seconds since 1970.
    exp: i64,
}

/// The fault for a file that is to be kept by the provider: here files travel in their messages.
pub(super) fn no_uploads() -> Fault {
    Fault::new(FaultKind::BadRequest, "upload", "files are not kept on this channel")
}

fn no_file() -> Fault {
    Fault::new(FaultKind::BadRequest, "file", "the message has no file")
}

impl Evolution {
    pub(super) fn new(
        config: &EvolutionConfig,
        timeouts: Timeouts,
        turns: Turns,
    ) -> Result<Self, ClientError> {
        Ok(Self {
            client: Client::new(config, timeouts)?,
            turns,
            instance: config.instance.clone(),
            webhook_secret: config.webhook_secret.clone(),
        })
    }

    pub(super) async fn health(&self) -> Health {
        match self.client.connection_state().await {
            Ok(answer) => decode::connection_state(&answer).unwrap_or_else(|| error::health(&answer)),
            Err(_broken) => Health::Down { reason: DownReason::Unreachable },
        }
    }

    /// The code by which a phone is linked.
    pub(super) async fn link_code(&self) -> Result<LinkCode, Fault> {
        let answer = self.client.connect().await.map_err(Broken::fault)?;
        decode::link_code(&answer).ok_or_else(|| error::fault(&answer))
    }

    /// Where the server posts its webhooks; `None` when nowhere.
    pub(super) async fn webhook(&self) -> Result<Option<String>, Fault> {
        let answer = self.client.webhook().await.map_err(Broken::fault)?;
        if !answer.is_success() {
            return Err(error::fault(&answer));
        }
        let settings = answer.json().unwrap_or_default();
        let enabled = truth(&settings, &["enabled"]).unwrap_or(true);
        Ok(text(&settings, &["url"]).filter(|_url| enabled))
    }

    pub(super) async fn check_number(&self, phone: &Phone) -> NumberCheck {
        match self.client.numbers(&encode::numbers(phone)).await {
            Ok(answer) => decode::number_check(&answer)
                .unwrap_or_else(|| NumberCheck::Failed { fault: error::fault(&answer) }),
            Err(broken) => NumberCheck::Failed { fault: broken.fault() },
        }
    }

    pub(super) fn waiting(&self) -> usize {
        self.turns.waiting()
    }

    /// Sends a delivery. The bytes of a file stand in the body of the request and are read while it is written: when they
    /// break off, the body is no JSON and nothing can have been sent.
    pub(super) async fn send(&self, delivery: &Delivery, file: Option<Upload>) -> Outcome {
        let sending = match encode::message(delivery) {
            Ok(sending) => sending,
            Err(fault) => return Outcome::Refused { fault },
        };
        let answer = match (sending.file_key, file) {
            (None, _) => self.turns.pass(self.client.send(sending.group, sending.verb, &sending.body)).await,
            (Some(_), None) => return Outcome::Refused { fault: no_file() },
            (Some(key), Some(file)) => {
                let letter = Letter::new(&sending.body, key, file.body);
                let is_whole = letter.is_whole.clone();
                let answer = self.turns.pass(self.client.send_file(sending.verb, letter.body)).await;
                if answer.is_err() && !is_whole.load(Ordering::Acquire) {
                    let fault = Fault::new(FaultKind::Network, "file", "the file did not come through");
                    return Outcome::Later { fault, after: None };
                }
                answer
            }
        };
        match answer {
            Ok(answer) => decode::sent(&answer).unwrap_or_else(|| error::outcome(&answer)),
            Err(broken) => broken.outcome(),
        }
    }

    /// Begins to fetch a file that a contact sent. The server hands it out as base64 inside JSON.
    pub(super) async fn download(&self, id: &str) -> Result<Download, Fault> {
        let answer = self.client.file(&encode::file(id)).await?;
        Ok(Download { length: None, body: letter::bytes_within(answer.body) })
    }

    /// Tells the contact that these messages were seen.
    pub(super) async fn mark_read(&self, messages: &[RemoteId], from: &[Address]) -> Result<(), Fault> {
        let Some(seen) = encode::seen(messages, from) else { return Ok(()) };
        let answer = self.client.mark_read(&seen).await.map_err(Broken::fault)?;
        if answer.is_success() { Ok(()) } else { Err(error::fault(&answer)) }
    }

    /// Shows that somebody types, for as long as the request lasts.
    pub(super) async fn show_typing(&self, to: &[Address]) -> Result<(), Fault> {
        let Some(presence) = encode::typing(to) else { return Ok(()) };
        let answer = self.client.show_presence(&presence).await.map_err(Broken::fault)?;
        if answer.is_success() { Ok(()) } else { Err(error::fault(&answer)) }
    }

    pub(super) fn receive(
        &self,
        headers: &[(String, String)],
        body: &[u8],
        now: Timestamp,
    ) -> Result<Vec<Received>, WebhookRefusal> {
        if !self.is_trusted(headers, now) {
            return Err(WebhookRefusal::Unauthorised);
        }
        decode::webhook(body, &self.instance, now)
    }

    /// Whether the headers prove that the server of this channel calls.
    pub(super) fn is_trusted(&self, headers: &[(String, String)], now: Timestamp) -> bool {
        let token = header(headers, "authorization").and_then(bearer).unwrap_or_default();
        is_valid(token, &self.webhook_secret, now)
    }
}

fn bearer(value: &str) -> Option<&str> {
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Whether the token is signed with our key and has not expired by our clock. The library would look at the machine's
/// clock, so it checks the signature only.
fn is_valid(token: &str, key: &SecretString, now: Timestamp) -> bool {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.validate_exp = false;
    let key = DecodingKey::from_secret(key.expose_secret().as_bytes());
    match jsonwebtoken::decode::<Claims>(token, &key, &validation) {
        Ok(token) => token.claims.exp.saturating_add(LEEWAY) > now.timestamp(),
        Err(_refused) => false,
    }
}
