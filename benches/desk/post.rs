//! What the official provider posts: texts of contacts, signed, each with a number by which it is known again wherever it
//! shows.

use anyhow::{Context as _, ensure};
use balcao::demo::company;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::json;
use sha2::Sha256;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Stands on both sides of the number in a text.
const MARK: char = '#';

/// The number of a text that was posted, wherever it is quoted.
pub(crate) fn number_in(text: &str) -> Option<u64> {
    text.split(MARK).nth(1)?.parse().ok()
}

/// Where to post, and who writes.
#[derive(Debug)]
pub(crate) struct Post {
    client: reqwest::Client,
    url: String,
    wa_ids: Vec<String>,
    next: AtomicU64,
}

impl Post {
    /// These write, over this channel of a service at this address.
    pub(crate) fn new(address: SocketAddr, wa_ids: Vec<String>) -> anyhow::Result<Self> {
        ensure!(!wa_ids.is_empty(), "nobody was written to");
        Ok(Self {
            client: reqwest::Client::builder().timeout(Duration::from_secs(20)).tcp_nodelay(true).build()?,
            url: format!("http://{address}/webhook/{}", company::OFICIAL),
            wa_ids,
            next: AtomicU64::new(0),
        })
    }

    /// The next message of the next contact, in the provider's envelope, and its number.
    pub(crate) fn body(&self) -> anyhow::Result<(u64, String)> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let place = usize::try_from(number)? % self.wa_ids.len();
        let wa_id = self.wa_ids.get(place).context("a contact")?;
        let message = json!({
            "from": wa_id,
            "id": format!("wamid.bench{number:012}"),
            "timestamp": (1_800_000_000 + number / 1_000).to_string(),
            "type": "text",
            "text": {"body": format!("Oi! Meu pedido já saiu? {MARK}{number}{MARK}")},
        });
        let value = json!({
            "messaging_product": "whatsapp",
            "metadata": {
                "display_phone_number": "555133334444",
                "phone_number_id": company::PHONE_NUMBER_ID,
            },
            "contacts": [{"profile": {"name": "Maria"}, "wa_id": wa_id}],
            "messages": [message],
        });
        let change = json!({"field": "messages", "value": value});
        let entry = json!({"id": company::BUSINESS_ACCOUNT_ID, "changes": [change]});
        Ok((number, json!({"object": "whatsapp_business_account", "entry": [entry]}).to_string()))
    }

    pub(crate) async fn send(&self, body: String) -> anyhow::Result<()> {
        let mut mac = Hmac::<Sha256>::new_from_slice(company::APP_SECRET.as_bytes())?;
        mac.update(body.as_bytes());
        let mut signature = "sha256=".to_owned();
        for byte in mac.finalize().into_bytes() {
            write!(signature, "{byte:02x}")?;
        }
        let request = self.client.post(&self.url).header("X-Hub-Signature-256", signature);
        let answer = request.header("Content-Type", "application/json").body(body).send().await?;
        ensure!(answer.status() == 200, "a webhook was answered with {}", answer.status());
        Ok(())
    }
}
