//! The tasks of the service: each registers for its wake-up before it looks for work, then waits for the wake-up, the
//! clock or the end.

use super::backups;
use super::pace::Pace;
use crate::app::{AppError, Desk, alarm, dispatch, doubt, sweep};
use crate::channel::Adapter;
use crate::domain::Timestamp;
use crate::domain::channel::Health;
use crate::domain::delivery::Delivery;
use crate::domain::id::ChannelId;
use crate::domain::limit::{
    ALARM_EVERY, CARRIERS_MAX, ERASE_EVERY, EXPIRE_EVERY, FORGOTTEN_EVERY, HEALTH_DOWN_EVERY, HEALTH_EVERY,
    LOOK_AGAIN_EVERY, PURGE_EVERY, TEMPLATES_EVERY,
};
use crate::store::outbox::next_due;
use crate::supervise::Supervisor;
use crate::telegram::front::Front;
use crate::telegram::sender::Sender;
use crate::telegram::source::poll;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::Instant;

/// Whether Telegram is heard of; with webhooks there is nothing to follow.
#[derive(Debug, Clone, Default)]
pub(super) struct Pulse(Arc<OnceLock<poll::Pulse>>);

impl Pulse {
    /// Follows the poller's.
    pub(super) fn follow(&self, pulse: poll::Pulse) {
        drop(self.0.set(pulse));
    }

    /// Whether the poller is alive; `None` when there is none.
    pub(super) fn is_alive(&self, now: Timestamp) -> Option<bool> {
        self.0.get().map(|pulse| pulse.is_alive(now))
    }
}

/// Starts them all.
pub(super) fn start(desk: &Desk, front: &Front, supervisor: &Supervisor) {
    supervisor.spawn("deliveries", deliveries(desk.clone(), front.sender(), supervisor.clone()));
    supervisor.spawn("notices", front.clone().send_notices());
    supervisor.spawn("imports", front.clone().import_contacts());
    for (channel, _) in desk.adapters() {
        let (desk, channel) = (desk.clone(), channel.clone());
        supervisor.spawn("channel watch", watch_channel(desk, channel, supervisor.clone()));
    }
    supervisor.spawn("alarms", alarms(desk.clone(), supervisor.clone()));
    if let Some(backup) = desk.config().backup.clone() {
        supervisor.spawn("daily copies", backups::daily(desk.clone(), backup, supervisor.clone()));
    }
    let templates = changed_templates(desk.clone(), supervisor.clone());
    supervisor.spawn("changed templates", templates);
    supervisor.spawn("sweep", sweep_all(desk.clone(), supervisor.clone()));
    supervisor.spawn("what is old", erase_old(desk.clone(), supervisor.clone()));
    let (greeting, showing, stopping) = (front.clone(), front.clone(), supervisor.clone());
    supervisor.spawn("commands", async move { greeting.register_commands().await });
    supervisor.spawn("forgotten panels", forgotten(showing, desk.clone(), stopping));
}

/// What there is to carry.
enum Due {
    /// These.
    Now(Vec<Delivery>),
    /// Nothing before this.
    Later(Timestamp),
}

/// Looks before it claims: to look costs no turn of the writer.
async fn claim_due(desk: &Desk, free: u32, closed: Vec<ChannelId>) -> Result<Due, AppError> {
    let now = desk.clock().now();
    match next_due(desk.store(), &closed).await? {
        Some(due) if due <= now => dispatch::claim(desk, free, closed).await.map(Due::Now),
        Some(due) => Ok(Due::Later(due.min(now + LOOK_AGAIN_EVERY))),
        None => Ok(Due::Later(now + LOOK_AGAIN_EVERY)),
    }
}

/// Claims what is due and carries it, no faster than each number may send. Lines of different contacts do not wait for each
/// other.
async fn deliveries(desk: Desk, files: Sender, supervisor: Supervisor) {
    let stopping = supervisor.stopping();
    // By the machine's time, whatever the clock says: it is the provider's patience that is measured.
    let (origin, mut pace) = (Instant::now(), Pace::of(&desk.config().channels));
    let carriers = Arc::new(Semaphore::new(CARRIERS_MAX));
    while !stopping.is_cancelled() {
        // No more is taken than can be carried at once: a lease that runs while its delivery waits would make it unknown.
        let Ok(one) = carriers.acquire().await else { return };
        drop(one);
        let free = u32::try_from(carriers.available_permits()).unwrap_or(u32::MAX);
        let waiting = |channel: &ChannelId| desk.find_adapter(channel).map_or(0, Adapter::waiting);
        let (closed, opens) = pace.closed(origin.elapsed(), waiting);
        let opened = async {
            match opens {
                Some(opens) => tokio::time::sleep_until(origin + opens).await,
                None => std::future::pending().await,
            }
        };
        let woken = desk.wake().deliveries.notified();
        let claimed = match claim_due(&desk, free.min(pace.batch()), closed).await {
            Ok(Due::Now(claimed)) => claimed,
            Ok(Due::Later(next)) => {
                tokio::select! {
                    () = woken => {}
                    () = desk.clock().wait_until(next) => {}
                    () = opened => {}
                    () = stopping.cancelled() => {}
                }
                continue;
            }
            Err(error) => {
                tracing::error!(%error, "deliveries could not be claimed");
                Vec::new()
            }
        };
        if claimed.is_empty() {
            // It cannot be taken, because writing fails or somebody else holds it: no reason to spin.
            tokio::select! {
                () = woken => {}
                () = tokio::time::sleep(Duration::from_millis(50)) => {}
                () = stopping.cancelled() => {}
            }
        }
        for delivery in claimed {
            // What is claimed is carried even while stopping: it is certain then what became of it.
            let Ok(permit) = Arc::clone(&carriers).acquire_owned().await else { return };
            let (desk, files) = (desk.clone(), files.clone());
            let leaves = origin + pace.slot(&delivery.channel, origin.elapsed());
            supervisor.spawn("carry a delivery", async move {
                tokio::time::sleep_until(leaves).await;
                let id = delivery.id;
                if let Err(error) = dispatch::carry(&desk, &files, delivery).await {
                    tracing::error!(delivery.id = %id, %error, "a delivery could not be settled");
                }
                drop(permit);
            });
        }
    }
}

/// Asks a channel how it is and, more seldom, for its templates.
async fn watch_channel(desk: Desk, channel: ChannelId, supervisor: Supervisor) {
    let stopping = supervisor.stopping();
    let mut templates_at = desk.clock().now();
    while !stopping.is_cancelled() {
        let now = desk.clock().now();
        let health = sweep::check_health(&desk, &channel).await;
        let every = match health {
            Ok(Health::Up | Health::Unknown) => HEALTH_EVERY,
            Ok(Health::Down { .. }) => HEALTH_DOWN_EVERY,
            Err(error) => {
                tracing::error!(channel.id = %channel, %error, "a channel's state could not be noted");
                HEALTH_EVERY
            }
        };
        if now >= templates_at {
            let read = sweep::sync_templates(&desk, &channel).await;
            templates_at = match read {
                Ok(true) => now + TEMPLATES_EVERY,
                Ok(false) => now + HEALTH_EVERY,
                Err(error) => {
                    tracing::error!(channel.id = %channel, %error, "templates could not be stored");
                    now + HEALTH_EVERY
                }
            };
        }
        tokio::select! {
            () = desk.clock().wait_until(now + every) => {}
            () = stopping.cancelled() => {}
        }
    }
}

/// A provider says that templates changed: they are read again at once.
async fn changed_templates(desk: Desk, supervisor: Supervisor) {
    let stopping = supervisor.stopping();
    loop {
        tokio::select! {
            () = desk.wake().templates.notified() => {}
            () = stopping.cancelled() => return,
        }
        for (channel, _) in desk.adapters() {
            if let Err(error) = sweep::sync_templates(&desk, channel).await {
                tracing::error!(channel.id = %channel, %error, "templates could not be stored");
            }
        }
    }
}

/// Leases that ended, and rows that are old.
async fn sweep_all(desk: Desk, supervisor: Supervisor) {
    let stopping = supervisor.stopping();
    let mut purge_at = desk.clock().now();
    while !stopping.is_cancelled() {
        let now = desk.clock().now();
        match doubt::expire(&desk).await {
            Ok(0) => {}
            Ok(count) => {
                tracing::warn!(deliveries = count, "deliveries were not settled in time");
                desk.wake().notices.notify_one();
            }
            Err(error) => tracing::error!(%error, "leases could not be looked after"),
        }
        if now >= purge_at {
            purge_at = now + PURGE_EVERY;
            if let Err(error) = sweep::purge(&desk).await {
                tracing::error!(%error, "old rows of the inbox could not be removed");
            }
        }
        tokio::select! {
            () = desk.clock().wait_until(now + EXPIRE_EVERY) => {}
            () = stopping.cancelled() => {}
        }
    }
}

/// What owners have to look after.
async fn alarms(desk: Desk, supervisor: Supervisor) {
    let stopping = supervisor.stopping();
    while !stopping.is_cancelled() {
        let now = desk.clock().now();
        if let Err(error) = alarm::look(&desk).await {
            tracing::error!(%error, "it could not be looked whether owners have something to look after");
        }
        super::metrics::tidy();
        tokio::select! {
            () = desk.clock().wait_until(now + ALARM_EVERY) => {}
            () = stopping.cancelled() => {}
        }
    }
}

/// What is older than the company keeps it.
async fn erase_old(desk: Desk, supervisor: Supervisor) {
    let stopping = supervisor.stopping();
    while !stopping.is_cancelled() {
        let now = desk.clock().now();
        // What is half done is gone on with after the next start.
        let erased = tokio::select! {
            erased = sweep::erase_old(&desk) => erased,
            () = stopping.cancelled() => return,
        };
        let again = match erased {
            Ok(_count) => ERASE_EVERY,
            Err(error) => {
                tracing::error!(%error, "what is older than it is kept could not be erased");
                HEALTH_EVERY
            }
        };
        tokio::select! {
            () = desk.clock().wait_until(now + again) => {}
            () = stopping.cancelled() => {}
        }
    }
}

/// Panels that ought to show something and do not.
async fn forgotten(front: Front, desk: Desk, supervisor: Supervisor) {
    let stopping = supervisor.stopping();
    let mut at_start = true;
    while !stopping.is_cancelled() {
        let now = desk.clock().now();
        if let Err(error) = front.show_forgotten(at_start).await {
            tracing::error!(%error, "panels could not be looked after");
        }
        at_start = false;
        tokio::select! {
            () = desk.clock().wait_until(now + FORGOTTEN_EVERY) => {}
            () = stopping.cancelled() => {}
        }
    }
}
