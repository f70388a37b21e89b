//! What is behind the HTTP routes: webhooks of providers and Telegram, health, metrics.

use super::loops::Pulse;
use super::metrics;
use super::refusals::Refusals;
use crate::app::{Desk, receive};
use crate::channel::{Proof, WebhookRefusal};
use crate::domain::channel::Health;
use crate::domain::id::ChannelId;
use crate::domain::limit::{WEBHOOK_BODY_LEN_MAX, WEBHOOK_FILE_BODY_LEN_MAX};
use crate::telegram::lane::Lanes;
use crate::telegram::plug::Plug;
use crate::telegram::source::hook::Hook;
use crate::webhook::{Delivery, Handlers, Handshake, HealthReport, Knock, Reply, Room};
use serde_json::json;

/// The handlers over a desk.
pub(super) fn handlers(desk: &Desk, lanes: &Lanes, telegram: Option<Hook>, pulse: Pulse) -> Handlers {
    metrics::recorder();
    let (handshaking, knocking, receiving, reporting) =
        (desk.clone(), desk.clone(), desk.clone(), desk.clone());
    let (measured, lanes) = (desk.clone(), lanes.clone());
    let refusals = Refusals::default();
    let refused = refusals.clone();
    Handlers {
        telegram,
        handshake: Plug::new(move |asked: Handshake| {
            let desk = handshaking.clone();
            async move { shake_hands(&desk, &asked) }
        }),
        room: Plug::new(move |knock: Knock| std::future::ready(room(&knocking, &refused, &knock))),
        receive: Plug::new(move |delivery: Delivery| {
            let (desk, refusals) = (receiving.clone(), refusals.clone());
            async move {
                let known =
                    ChannelId::new(&delivery.channel).ok().filter(|id| desk.find_adapter(id).is_some());
                let reply = take_in(&desk, &refusals, delivery).await;
                // Whoever guesses channels makes no series of their own.
                let channel = known.map_or_else(|| "unknown".to_owned(), |id| id.to_string());
                let status = reply.status.to_string();
                ::metrics::counter!("balcao_webhooks_total", "channel" => channel, "status" => status)
                    .increment(1);
                reply
            }
        }),
        health: Plug::new(move |()| {
            let (desk, pulse) = (reporting.clone(), pulse.clone());
            async move { report(&desk, &pulse).await }
        }),
        metrics: Plug::new(move |()| {
            let (desk, lanes) = (measured.clone(), lanes.clone());
            async move { metrics::render(&desk, &lanes).await }
        }),
    }
}

fn shake_hands(desk: &Desk, asked: &Handshake) -> Reply {
    let adapter = ChannelId::new(&asked.channel).ok().and_then(|id| desk.find_adapter(&id));
    match adapter.map(|adapter| adapter.handshake(&asked.query)) {
        None => Reply::empty(404),
        Some(None) => Reply::empty(403),
        Some(Some(challenge)) => Reply { status: 200, body: challenge },
    }
}

fn room(desk: &Desk, refusals: &Refusals, knock: &Knock) -> Result<Room, u16> {
    let id = ChannelId::new(&knock.channel).map_err(|_not_a_channel| 404_u16)?;
    let adapter = desk.find_adapter(&id).ok_or(404_u16)?;
    let now = desk.clock().now();
    let read = match adapter.proof(&readable(&knock.headers), now) {
        Proof::InHeaders => WEBHOOK_FILE_BODY_LEN_MAX,
        Proof::OverBody => WEBHOOK_BODY_LEN_MAX,
        Proof::None => {
            refusals.note(&id, now);
            return Err(401);
        }
    };
    Ok(Room { read, keep: WEBHOOK_BODY_LEN_MAX })
}

fn readable(headers: &[(String, Vec<u8>)]) -> Vec<(String, String)> {
    let readable = headers.iter().map(|(name, value)| (name, std::str::from_utf8(value)));
    readable.filter_map(|(name, value)| Some((name.clone(), value.ok()?.to_owned()))).collect()
}

/// Verify, decode, store with its effect, answer 200. Anything else but 200 makes the provider come again.
async fn take_in(desk: &Desk, refusals: &Refusals, delivery: Delivery) -> Reply {
    let Ok(id) = ChannelId::new(&delivery.channel) else { return Reply::empty(404) };
    let Some(adapter) = desk.find_adapter(&id) else { return Reply::empty(404) };
    let headers = readable(&delivery.headers);
    let now = desk.clock().now();
    let batch = match adapter.receive(&headers, &delivery.body, now) {
        Ok(batch) => batch,
        Err(WebhookRefusal::Unauthorised) => {
            refusals.note(&id, now);
            return Reply::empty(401);
        }
        Err(WebhookRefusal::Unreadable { reason }) => {
            tracing::warn!(channel.id = %id, reason, body.len = delivery.body.len(), "a webhook cannot be read");
            return Reply::empty(400);
        }
    };
    ::metrics::counter!("balcao_webhook_events_total", "channel" => id.to_string())
        .increment(u64::try_from(batch.len()).unwrap_or(u64::MAX));
    match receive::receive(desk, &id, batch).await {
        Ok(()) => Reply::empty(200),
        Err(error) => {
            tracing::error!(channel.id = %id, %error, "a webhook could not be stored; the provider will bring it again");
            Reply::empty(503)
        }
    }
}

async fn report(desk: &Desk, pulse: &Pulse) -> HealthReport {
    let now = desk.clock().now();
    let is_readable = crate::store::outbox::next_due(desk.store(), &[]).await.is_ok();
    // Who can only be read loses everything that comes.
    let database = is_readable && desk.store().unwritable_for().is_none();
    let telegram = pulse.is_alive(now);
    let channels: serde_json::Map<String, serde_json::Value> = desk
        .company()
        .channels
        .iter()
        .map(|channel| {
            let state = match &channel.health {
                Health::Unknown => json!("unknown"),
                Health::Up => json!("up"),
                Health::Down { reason } => json!({ "down": reason }),
            };
            (channel.id.to_string(), state)
        })
        .collect();
    let is_healthy = database && telegram != Some(false);
    let json = json!({
        "healthy": is_healthy,
        "database": if database { "up" } else { "down" },
        "telegram": match telegram { Some(true) => "up", Some(false) => "down", None => "webhook" },
        "channels": channels,
    });
    HealthReport { is_healthy, json: json.to_string() }
}
