//! Metrics: the recorder, one for the process whoever asks for it first; and what is measured when it is asked for.
//!
//! Names and units are as Prometheus wants them: seconds, bytes, `_total` for what only grows. Labels are channels, queues,
//! outcomes and methods, never people. What waits is counted when somebody asks, so that it costs nothing otherwise.

use crate::app::Desk;
use crate::store::{figures, file_of, free_room, size_of};
use crate::telegram::lane::Lanes;
use metrics::{Unit, describe_counter, describe_gauge, describe_histogram, gauge};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::sync::OnceLock;

static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// The ends of the steps in which times are counted, in seconds: from a call on the same machine to one that is given up.
const STEPS_S: [f64; 11] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0];

/// Prometheus text; empty when another recorder was installed before ours.
pub(super) async fn render(desk: &Desk, lanes: &Lanes) -> String {
    let Some(recorder) = recorder() else { return String::new() };
    measure(desk, lanes).await;
    recorder.render()
}

/// Puts the times that were taken down into their steps: otherwise they gather until somebody asks.
pub(super) fn tidy() {
    if let Some(recorder) = recorder() {
        recorder.run_upkeep();
    }
}

/// Installs the recorder, once.
pub(super) fn recorder() -> Option<&'static PrometheusHandle> {
    RECORDER.get_or_init(install).as_ref()
}

fn install() -> Option<PrometheusHandle> {
    let recorder = PrometheusBuilder::new().set_buckets(&STEPS_S).ok()?.install_recorder().ok()?;
    describe_counter!(
        "balcao_deliveries_total",
        "Tries to send a message to a contact, by channel and outcome."
    );
    describe_counter!(
        "balcao_webhooks_total",
        "Webhooks of providers, by channel and the status that was answered."
    );
    describe_counter!("balcao_webhook_events_total", "Events in webhooks of providers, by channel.");
    describe_counter!(
        "balcao_webhooks_refused_total",
        "Webhooks whose signature or token is not right, by channel."
    );
    describe_counter!("balcao_updates_stored_total", "Updates of Telegram that were polled and stored.");
    describe_counter!("balcao_update_failures_total", "Tries to work off an update that failed.");
    describe_counter!("balcao_poll_failures_total", "Polls of Telegram that brought no answer.");
    describe_counter!("balcao_telegram_pauses_total", "Times that Telegram asked us to slow down.");
    describe_histogram!(
        "balcao_telegram_request_seconds",
        Unit::Seconds,
        "Time of a request to Telegram, by method."
    );
    describe_histogram!(
        "balcao_provider_request_seconds",
        Unit::Seconds,
        "Time of a request to a provider, by channel and call."
    );
    describe_gauge!("balcao_queue_length", "What waits, by queue.");
    describe_gauge!(
        "balcao_queue_oldest_seconds",
        Unit::Seconds,
        "For how long the oldest of a queue waits; 0: none."
    );
    describe_gauge!("balcao_lanes", "People and topics whose updates are being worked off now.");
    describe_gauge!("balcao_channel_up", "Whether a channel can send, by channel.");
    describe_gauge!("balcao_database_bytes", Unit::Bytes, "Size of the database with its log.");
    describe_gauge!("balcao_disk_free_bytes", Unit::Bytes, "Room that is left beside the database.");
    Some(recorder)
}

async fn measure(desk: &Desk, lanes: &Lanes) {
    let now = desk.clock().now();
    match figures::waiting(desk.store(), now).await {
        Ok(all) => {
            for one in all {
                let age = one.oldest.map_or(0.0, |oldest| (now - oldest).as_seconds_f64().max(0.0));
                gauge!("balcao_queue_length", "queue" => one.queue.clone()).set(one.count);
                gauge!("balcao_queue_oldest_seconds", "queue" => one.queue).set(age);
            }
        }
        Err(error) => tracing::warn!(%error, "what waits could not be counted"),
    }
    gauge!("balcao_lanes").set(u32::try_from(lanes.alive()).unwrap_or(u32::MAX));
    for channel in &desk.company().channels {
        let is_up = if channel.health.is_down() { 0.0 } else { 1.0 };
        gauge!("balcao_channel_up", "channel" => channel.id.to_string()).set(is_up);
    }
    let url = desk.config().database.url.clone();
    let sizes = tokio::task::spawn_blocking(move || {
        let file = file_of(&url).ok()?;
        Some((size_of(&url).ok()?, free_room(&file).ok()?))
    });
    if let Ok(Some((size, free))) = sizes.await {
        gauge!("balcao_database_bytes").set(as_f64(size));
        gauge!("balcao_disk_free_bytes").set(as_f64(free));
    }
}

/// Bytes as a gauge takes them, in steps of 4096: no disk has so many that a float would not hold them.
fn as_f64(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes / 4_096).unwrap_or(u32::MAX)) * 4_096.0
}
