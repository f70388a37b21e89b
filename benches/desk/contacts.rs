//! Contacts who write in: signed webhooks of the official API, each on disk with its effect before it is answered. The
//! contacts are in attendances, so each message is also told to a person of the staff meanwhile.

use super::company::{Company, anywhere};
use super::load::{self, Script};
use super::plan::Plan;
use super::spread::Spread;
use super::whole;
use anyhow::{Context as _, ensure};
use balcao::demo::company;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::json;
use sha2::Sha256;
use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::Instant;

/// Connections that the provider posts over.
const CONNECTIONS: usize = 32;

/// What is measured of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Contacts {
    /// Webhooks a second, each stored before it was answered.
    pub(crate) rate: f64,
    /// From request to answer.
    pub(crate) took: Spread,
}

/// Measures it.
pub(crate) async fn measure(plan: &Plan) -> anyhow::Result<Contacts> {
    let company = Company::start(anywhere()).await?;
    let service = whole::start(&company).await?;
    // So that there are attendances: one round of everybody at least.
    load::closed(&company.telegram, Script::Official, Duration::ZERO, Duration::from_millis(1)).await?;
    let wa_ids: Vec<String> = company.cloud.accepted().into_iter().map(|accepted| accepted.wa_id).collect();
    ensure!(!wa_ids.is_empty(), "nobody was written to");
    let post = Arc::new(Post {
        client: reqwest::Client::builder().timeout(Duration::from_secs(20)).tcp_nodelay(true).build()?,
        url: format!("http://{}/webhook/{}", service.address(), company::OFICIAL),
        wa_ids,
        next: AtomicU64::new(0),
    });
    let (from, to) = (Instant::now() + plan.warm_up, Instant::now() + plan.warm_up + plan.closed);
    let mut connections = JoinSet::new();
    for _ in 0..CONNECTIONS {
        let post = Arc::clone(&post);
        connections.spawn(async move {
            let mut took = Vec::new();
            while Instant::now() < to {
                let body = post.body()?;
                let began = Instant::now();
                post.send(body).await?;
                if began >= from && Instant::now() < to {
                    took.push(began.elapsed());
                }
            }
            Ok::<_, anyhow::Error>(took)
        });
    }
    let mut took = Vec::new();
    while let Some(connection) = connections.join_next().await {
        took.extend(connection??);
    }
    service.stop().await;
    company.stop().await?;
    let took = Spread::of(took);
    let count = f64::from(u32::try_from(took.count)?);
    Ok(Contacts { rate: count / plan.closed.as_secs_f64(), took })
}

/// Where to post, and who writes.
struct Post {
    client: reqwest::Client,
    url: String,
    wa_ids: Vec<String>,
    next: AtomicU64,
}

impl Post {
    /// The next message of the next contact, in the provider's envelope.
    fn body(&self) -> anyhow::Result<String> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let place = usize::try_from(number)? % self.wa_ids.len();
        let wa_id = self.wa_ids.get(place).context("a contact")?;
        let message = json!({
            "from": wa_id,
            "id": format!("wamid.bench{number:012}"),
            "timestamp": (1_800_000_000 + number / 1_000).to_string(),
            "type": "text",
            "text": {"body": "Oi! Meu pedido já saiu?"},
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
        Ok(json!({"object": "whatsapp_business_account", "entry": [entry]}).to_string())
    }

    async fn send(&self, body: String) -> anyhow::Result<()> {
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
