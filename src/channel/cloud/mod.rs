//! Meta's WhatsApp Cloud API: approved templates, a window of 24 hours, prices.
//!
//! This file joins the parts; what is sent and what is understood is in `encode`, `decode` and `error`.

mod client;
mod decode;
mod encode;
mod error;
#[cfg(any(test, fuzzing, doc))]
pub(crate) mod fuzz;

use super::http::{Broken, ClientError, Timeouts};
use super::turns::Turns;
use super::{Download, Received, Upload, WebhookRefusal, header};
use crate::config::CloudConfig;
use crate::domain::Timestamp;
use crate::domain::channel::{Capabilities, DownReason, Health};
use crate::domain::delivery::{Delivery, Outcome};
use crate::domain::event::Event;
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::id::RemoteId;
use crate::domain::limit::{INBOX_AGE_MAX, TEMPLATE_PAGES_MAX, TEMPLATE_RESTARTS_MAX};
use crate::domain::media::MediaLimits;
use crate::domain::template::Template;
use client::Client;
use decode::listing::Page;
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::Sha256;
use std::collections::HashSet;
use subtle::ConstantTimeEq as _;

/// What the official API can do.
pub(super) const CAPABILITIES: Capabilities = Capabilities {
    official: true,
    needs_templates: true,
    has_window: true,
    checks_numbers: false,
    has_cost: true,
    // Meta's API has no way to do it.
    edits: false,
    links_by_code: false,
    wants_notice: false,
    // <https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media>
    media: MediaLimits {
        image: 5 * 1024 * 1024,
        video: 16 * 1024 * 1024,
        audio: 16 * 1024 * 1024,
        document: 100 * 1024 * 1024,
        sticker: 100 * 1024,
        any_type: false,
    },
};

/// The fault for a phone that is to be linked: here numbers are registered at Meta.
pub(super) fn no_codes() -> Fault {
    Fault::new(FaultKind::BadRequest, "code", "no phone is linked to this channel")
}

/// A number on the Cloud API.
#[derive(Debug, Clone)]
pub struct Cloud {
    client: Client,
    turns: Turns,
    ours: Ours,
    app_secret: SecretString,
    verify_token: SecretString,
    currency: String,
}

/// What tells our number's events from those of other numbers of the same app.
#[derive(Debug, Clone)]
struct Ours {
    phone_number_id: String,
    business_account_id: String,
}

impl Cloud {
    pub(super) fn new(config: &CloudConfig, timeouts: Timeouts, turns: Turns) -> Result<Self, ClientError> {
        Ok(Self {
            client: Client::new(config, timeouts)?,
            turns,
            ours: Ours {
                phone_number_id: config.phone_number_id.clone(),
                business_account_id: config.business_account_id.clone(),
            },
            app_secret: config.app_secret.clone(),
            verify_token: config.verify_token.clone(),
            currency: config.currency.clone(),
        })
    }

    pub(super) fn currency(&self) -> &str {
        &self.currency
    }

    pub(super) async fn health(&self) -> Health {
        match self.client.phone_number().await {
            Ok(answer) if answer.is_success() => Health::Up,
            Ok(answer) => health_by(&error::fault(&answer)),
            Err(broken) => health_by(&broken.fault()),
        }
    }

    pub(super) fn waiting(&self) -> usize {
        self.turns.waiting()
    }

    /// Sends a delivery. Its file goes first: until the message itself is on its way, nothing has reached the contact, so
    /// whatever breaks before is tried again.
    pub(super) async fn send(&self, delivery: &Delivery, file: Option<Upload>) -> Outcome {
        let file = match file {
            None => None,
            Some(file) => match self.upload(file).await {
                Ok(id) => Some(id),
                Err(fault) => return Outcome::of_before(fault),
            },
        };
        let message = match encode::message(delivery, file.as_ref()) {
            Ok(message) => message,
            Err(fault) => return Outcome::Refused { fault },
        };
        match self.turns.pass(self.client.send(&message)).await {
            Ok(answer) => decode::sent(&answer).unwrap_or_else(|| error::outcome(&answer, delivery.attempt)),
            Err(broken) => broken.outcome(),
        }
    }

    pub(super) async fn upload(&self, file: Upload) -> Result<RemoteId, Fault> {
        match self.client.upload(file).await? {
            Ok(answer) => decode::uploaded(&answer).ok_or_else(|| error::fault(&answer)),
            Err(broken) => Err(broken.fault()),
        }
    }

    /// Begins to fetch a file that a contact sent. Meta's answer names an address that lives for five minutes.
    pub(super) async fn download(&self, id: &str) -> Result<Download, Fault> {
        let answer = self.client.media(id).await.map_err(Broken::fault)?;
        let url = decode::media_url(&answer).ok_or_else(|| error::fault(&answer))?;
        self.client.fetch(&url).await
    }

    /// Tells the contact that a message was seen.
    pub(super) async fn mark_read(&self, message: &RemoteId) -> Result<(), Fault> {
        let answer = self.client.send(&encode::seen(message)).await.map_err(Broken::fault)?;
        if answer.is_success() { Ok(()) } else { Err(error::fault(&answer)) }
    }

    /// Shows that somebody types: up to 25 seconds, or until something is sent.
    pub(super) async fn show_typing(&self, newest: &RemoteId) -> Result<(), Fault> {
        let answer = self.client.send(&encode::typing(newest)).await.map_err(Broken::fault)?;
        if answer.is_success() { Ok(()) } else { Err(error::fault(&answer)) }
    }

    /// The whole listing, page by page. When our place in it goes stale it is begun anew; a listing that does not end is a fault,
    /// because a part would make the rest look deleted.
    pub(super) async fn templates(&self) -> Result<Vec<Template>, Fault> {
        for _restart in 0..=TEMPLATE_RESTARTS_MAX {
            if let Some(templates) = self.listing().await? {
                return Ok(templates);
            }
        }
        Err(Fault::new(FaultKind::Upstream, "stale", "the listing of templates changes while it is read"))
    }

    /// One walk through the listing; `None` when it went stale on the way.
    async fn listing(&self) -> Result<Option<Vec<Template>>, Fault> {
        let mut templates: Vec<Template> = Vec::new();
        let mut seen = HashSet::new();
        let mut after = None;
        for _page in 0..TEMPLATE_PAGES_MAX {
            let answer = self.client.templates(after.as_deref()).await.map_err(Broken::fault)?;
            match decode::listing::page(&answer)? {
                Page::Stale => return Ok(None),
                Page::Listed { templates: listed, next } => {
                    // A template that moves from one page to the next while we read is listed twice.
                    templates.extend(listed.into_iter().filter(|t| seen.insert(t.remote.clone())));
                    if next.is_none() || next == after {
                        return Ok(Some(templates));
                    }
                    after = next;
                }
            }
        }
        Err(Fault::new(FaultKind::Upstream, "endless", "the listing of templates does not end"))
    }

    /// Meta asks once, when the webhook is set up, and expects its challenge back.
    pub(super) fn handshake(&self, query: &[(String, String)]) -> Option<String> {
        let mode = header(query, "hub.mode")?;
        let token = header(query, "hub.verify_token")?;
        let challenge = header(query, "hub.challenge").filter(|challenge| !challenge.is_empty())?;
        let expected = self.verify_token.expose_secret();
        let ours = !expected.is_empty() && bool::from(expected.as_bytes().ct_eq(token.as_bytes()));
        (ours && mode == "subscribe").then(|| challenge.to_owned())
    }

    pub(super) fn receive(
        &self,
        headers: &[(String, String)],
        body: &[u8],
        now: Timestamp,
    ) -> Result<Vec<Received>, WebhookRefusal> {
        let signature = header(headers, SIGNATURE).unwrap_or_default();
        if !is_signed(signature, body, &self.app_secret) {
            return Err(WebhookRefusal::Unauthorised);
        }
        let mut received = decode::webhook(body, &self.ours, now)?;
        received.iter_mut().filter(|one| is_replay(&one.event, now)).for_each(|one| {
            one.event = Event::Ignored { kind: "older-than-meta-repeats".to_owned() };
        });
        Ok(received)
    }
}

/// Whether something is older than anything that Meta still brings. The signature has no time in it: what somebody wrote
/// down long ago is as well signed as on its first day, when we have already forgotten that it came.
fn is_replay(event: &Event, now: Timestamp) -> bool {
    let at = match event {
        Event::Incoming(said) | Event::Outgoing(said) => Some(said.at),
        Event::Receipt(receipt) => receipt.at,
        Event::Renumbered(renumbered) => Some(renumbered.at),
        Event::TemplatesChanged | Event::Connection(_) | Event::Ignored { .. } => None,
    };
    at.is_some_and(|at| now - at > INBOX_AGE_MAX)
}

/// Where Meta's signature stands.
const SIGNATURE: &str = "x-hub-signature-256";

/// Whether there is something that has the form of a signature.
pub(super) fn may_be_signed(headers: &[(String, String)]) -> bool {
    let signature = header(headers, SIGNATURE).and_then(|value| value.strip_prefix("sha256="));
    signature.and_then(from_hex).is_some()
}

/// Whether `signature` is that of the bytes as they came. Meta signs a form with escapes that parsing would lose.
fn is_signed(signature: &str, body: &[u8], key: &SecretString) -> bool {
    let Some(digest) = signature.strip_prefix("sha256=").and_then(from_hex) else {
        return false;
    };
    match Hmac::<Sha256>::new_from_slice(key.expose_secret().as_bytes()) {
        Ok(mac) => mac.chain_update(body).verify_slice(&digest).is_ok(),
        Err(_any_length_is_fine) => false,
    }
}

/// The bytes of a SHA-256 digest written as 64 hexadecimal digits.
fn from_hex(text: &str) -> Option<Vec<u8>> {
    if text.len() != 64 {
        return None;
    }
    text.as_bytes()
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).ok().filter(|pair| !pair.starts_with('+')))
        .map(|pair| u8::from_str_radix(pair?, 16).ok())
        .collect()
}

/// What a fault says about the channel as a whole. A provider that only slows us down is there.
fn health_by(fault: &Fault) -> Health {
    use FaultKind::{
        Account, Credentials, Network, NoAnswer, Payment, RateLimit, Restricted, SpamLimit, Upstream,
    };
    let down = |reason| Health::Down { reason };
    if fault.kind == RateLimit {
        Health::Up
    } else if fault.kind == Credentials {
        down(DownReason::Credentials)
    } else if [Account, Payment, SpamLimit, Restricted].contains(&fault.kind) {
        down(DownReason::Account)
    } else if [Network, NoAnswer, Upstream].contains(&fault.kind) {
        down(DownReason::Unreachable)
    } else {
        // It answers, though not to this question: sending may work all the same.
        Health::Unknown
    }
}
