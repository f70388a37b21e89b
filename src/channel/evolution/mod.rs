//! Evolution API v2.3: a phone linked as WhatsApp Web is. No templates, no window, no prices; numbers can be checked.
//!
//! This file joins the parts; what is sent and what is understood is in `encode`, `decode` and `error`. Version 2.4
//! wants a licence to be activated and says so in its own way; that is understood too.

mod client;
mod decode;
mod encode;
mod error;

use super::http::{Broken, ClientError, Timeouts};
use super::json::{text, truth};
use super::{NumberCheck, Received, WebhookRefusal, header};
use crate::config::EvolutionConfig;
use crate::domain::Timestamp;
use crate::domain::channel::{Capabilities, DownReason, Health};
use crate::domain::delivery::{Delivery, Outcome};
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::phone::Phone;
use client::Client;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;

/// What this unofficial API can do.
pub(super) const CAPABILITIES: Capabilities = Capabilities {
    official: false,
    needs_templates: false,
    has_window: false,
    checks_numbers: true,
    has_cost: false,
};

/// Seconds by which our clock and the server's may differ.
const LEEWAY: i64 = 60;

/// A number on an Evolution server.
#[derive(Debug, Clone)]
pub struct Evolution {
    client: Client,
    instance: String,
    webhook_secret: SecretString,
}

/// The only claim of a webhook's token that matters: it says who calls, and nothing about the body.
#[derive(Deserialize)]
struct Claims {
    /// Seconds since 1970.
    exp: i64,
}

/// The fault for a file: only texts are sent here.
pub(super) fn no_uploads() -> Fault {
    Fault::new(FaultKind::BadRequest, "upload", "files are not sent on this channel")
}

impl Evolution {
    pub(super) fn new(config: &EvolutionConfig, timeouts: Timeouts) -> Result<Self, ClientError> {
        Ok(Self {
            client: Client::new(config, timeouts)?,
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

    pub(super) async fn send(&self, delivery: &Delivery) -> Outcome {
        let message = match encode::text(delivery) {
            Ok(message) => message,
            Err(fault) => return Outcome::Refused { fault },
        };
        match self.client.send_text(&message).await {
            Ok(answer) => decode::sent(&answer).unwrap_or_else(|| error::outcome(&answer)),
            Err(broken) => broken.outcome(),
        }
    }

    pub(super) fn receive(
        &self,
        headers: &[(String, String)],
        body: &[u8],
        now: Timestamp,
    ) -> Result<Vec<Received>, WebhookRefusal> {
        let token = header(headers, "authorization").and_then(bearer).unwrap_or_default();
        if !is_valid(token, &self.webhook_secret, now) {
            return Err(WebhookRefusal::Unauthorised);
        }
        decode::webhook(body, &self.instance, now)
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
