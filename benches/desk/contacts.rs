//! Contacts who write in: signed webhooks of the official API, each on disk with its effect before it is answered. The
//! contacts are in attendances, so each message is also told to a person of the staff meanwhile: first at steady rates, from
//! the webhook to the phone, then in a closed loop.

use super::arrivals::{self, Arrivals};
use super::company::{Company, anywhere};
use super::load::{self, Script};
use super::plan::{CONTACT_RATES, CONTACTS, Plan};
use super::post::Post;
use super::spread::Spread;
use super::whole;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::Instant;

/// Connections that the provider posts over.
const CONNECTIONS: usize = 32;

/// What is measured of it.
#[derive(Debug, Clone)]
pub(crate) struct Contacts {
    /// Webhooks a second, each stored before it was answered.
    pub(crate) rate: f64,
    /// From request to answer.
    pub(crate) took: Spread,
    /// At each of the steady rates.
    pub(crate) steady: Vec<Arrivals>,
}

/// Measures it.
pub(crate) async fn measure(plan: &Plan) -> anyhow::Result<Contacts> {
    let company = Company::start(anywhere()).await?;
    let service = whole::start(&company).await?;
    let post = Arc::new(Post::new(service.address(), open_attendances(&company).await?)?);
    let mut steady = Vec::new();
    for rate in CONTACT_RATES {
        steady.push(arrivals::steady(&company.telegram, &post, rate, plan.contacts(rate)).await?);
    }
    let (from, to) = (Instant::now() + plan.warm_up, Instant::now() + plan.warm_up + plan.closed);
    let mut connections = JoinSet::new();
    for _ in 0..CONNECTIONS {
        let post = Arc::clone(&post);
        connections.spawn(async move {
            let mut took = Vec::new();
            while Instant::now() < to {
                let (_number, body) = post.body()?;
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
    Ok(Contacts { rate: count / plan.closed.as_secs_f64(), took, steady })
}

/// Starts attendances until there are enough, and says with whom.
async fn open_attendances(company: &Company) -> anyhow::Result<Vec<String>> {
    loop {
        // One round of everybody at least.
        load::closed(&company.telegram, Script::Official, Duration::ZERO, Duration::from_millis(1)).await?;
        let wa_ids: Vec<String> = company.cloud.accepted().into_iter().map(|one| one.wa_id).collect();
        if wa_ids.len() >= CONTACTS {
            return Ok(wa_ids);
        }
    }
}
