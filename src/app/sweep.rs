//! What time asks for: templates and health read from providers, leases that ended, rows that are old.

use super::advance::TELEGRAM;
use super::desk::{AppError, Desk};
use super::health::set_health;
use crate::domain::channel::{DownReason, Health};
use crate::domain::deed::Deed;
use crate::domain::fault::FaultKind;
use crate::domain::id::ChannelId;
use crate::domain::limit::{ERASE_BATCH, INBOX_AGE_MAX, MERGE_UNDO_FOR};
use crate::store::audit::{self, Entry};
use crate::store::channel::find_channel;
use crate::store::contact::profile::forget_merges;
use crate::store::retention::{self, Cursor};
use crate::store::template::replace_templates;

/// Reads the templates of a channel from its provider and replaces our copy. A provider that does not answer leaves the
/// copy as it is: sending what was approved an hour ago beats sending nothing.
pub async fn sync_templates(desk: &Desk, channel: &ChannelId) -> Result<bool, AppError> {
    let Some(adapter) = desk.find_adapter(channel) else { return Ok(false) };
    if !adapter.capabilities().needs_templates {
        return Ok(true);
    }
    let started = tokio::time::Instant::now();
    let read = adapter.templates().await;
    note_latency(channel, "templates", started);
    match read {
        Ok(templates) => {
            let now = desk.clock().now();
            let count = templates.len();
            let id = channel.clone();
            desk.store()
                .write(move |tx| Box::pin(async move { replace_templates(tx, &id, &templates, now).await }))
                .await?;
            desk.forget_templates(channel);
            tracing::info!(channel.id = %channel, templates.count = count, "templates were read");
            Ok(true)
        }
        Err(fault) => {
            tracing::warn!(
                channel.id = %channel,
                fault.kind = ?fault.kind,
                fault.code = %fault.code,
                "templates could not be read"
            );
            if fault.kind == FaultKind::Credentials {
                note_health(desk, channel, Health::Down { reason: DownReason::Credentials }).await?;
            }
            Ok(false)
        }
    }
}

/// Asks a channel how it is. What is heard of it while the question is under way is newer than the answer, which then
/// counts for nothing: the next question is not far.
pub async fn check_health(desk: &Desk, channel: &ChannelId) -> Result<Health, AppError> {
    let Some(adapter) = desk.find_adapter(channel) else { return Ok(Health::Unknown) };
    let before = find_channel(desk.store(), channel).await?.map(|row| row.health);
    let started = tokio::time::Instant::now();
    let health = adapter.health().await;
    note_latency(channel, "health", started);
    note(desk, channel, health.clone(), before).await?;
    Ok(health)
}

fn note_latency(channel: &ChannelId, call: &'static str, started: tokio::time::Instant) {
    metrics::histogram!("balcao_provider_request_seconds", "channel" => channel.to_string(), "call" => call)
        .record(started.elapsed());
}

/// Takes in how a channel is said to be.
pub async fn note_health(desk: &Desk, channel: &ChannelId, health: Health) -> Result<(), AppError> {
    note(desk, channel, health, None).await
}

/// The same; when it says how the channel was, only while it is so still.
async fn note(
    desk: &Desk,
    channel: &ChannelId,
    health: Health,
    before: Option<Health>,
) -> Result<(), AppError> {
    let now = desk.clock().now();
    let id = channel.clone();
    let log = health.clone();
    let changed = desk
        .store()
        .write(move |tx| {
            Box::pin(async move {
                let is_so = find_channel(&mut *tx, &id).await?.map(|row| row.health);
                if before.is_some() && is_so != before {
                    return Ok(false);
                }
                set_health(tx, &id, &health, now).await
            })
        })
        .await?;
    if changed {
        tracing::info!(channel.id = %channel, channel.health = ?log, "a channel changed");
        desk.reload_company().await?;
        desk.note_channel_news();
        desk.wake().notices.notify_one();
        if log == Health::Up {
            desk.wake().deliveries.notify_one();
        }
    }
    Ok(())
}

/// Empties the log of changes, in which what was erased still stands. Where somebody reads just now it is done with the next
/// purge at the latest.
pub async fn scrub(desk: &Desk) {
    match crate::store::scrub(&desk.config().database.url).await {
        Ok(true) => {}
        Ok(false) => tracing::info!("the log of changes is in use, and is emptied later"),
        Err(error) => tracing::warn!(%error, "the log of changes could not be emptied"),
    }
}

/// Erases what was said longer ago than the company keeps it, a few rows at a time. How many messages that were.
///
/// A process that is killed in between has erased what it had come to; the next one goes on.
pub async fn erase_old(desk: &Desk) -> Result<u64, AppError> {
    let Some(keep) = desk.config().keep else { return Ok(0) };
    let now = desk.clock().now();
    let Some(before) = now.checked_sub_signed(keep) else { return Ok(0) };
    let (mut erased, mut after) = (0, Some(Cursor::default()));
    while let Some(cursor) = after.take() {
        let batch = desk.store().write(move |tx| {
            Box::pin(async move { retention::erase_messages(tx, before, &cursor, ERASE_BATCH, now).await })
        });
        let (count, next) = batch.await?;
        erased += count;
        after = next;
    }
    let (mut beside, mut count) = (0, 1);
    while count > 0 {
        let batch = desk
            .store()
            .write(move |tx| Box::pin(async move { retention::erase_beside(tx, before, ERASE_BATCH).await }));
        count = batch.await?;
        beside += count;
    }
    let left = desk.store().write(move |tx| {
        Box::pin(async move {
            if erased + beside > 0 {
                let (action, detail) = (Deed::Expired.word(), erased.to_string());
                let entry = Entry { at: now, staff: None, action, subject: "", detail: &detail };
                audit::append(tx, &entry).await?;
            }
            retention::leave_old_places(tx, before).await
        })
    });
    let left = left.await?;
    if left > 0 {
        desk.forget_sessions();
    }
    if erased + beside + left > 0 {
        tracing::info!(messages.erased = erased, "what is older than it is kept was erased");
        scrub(desk).await;
    }
    Ok(erased)
}

/// Forgets what was worked off long ago, and receipts that never met their message.
pub async fn purge(desk: &Desk) -> Result<u64, AppError> {
    let before = desk.clock().now() - INBOX_AGE_MAX;
    let purged = desk
        .store()
        .write(move |tx| {
            Box::pin(async move { crate::store::inbox::purge_inbox(tx, before, TELEGRAM).await })
        })
        .await?;
    let undoable = desk.clock().now() - MERGE_UNDO_FOR;
    let merges =
        desk.store().write(move |tx| Box::pin(async move { forget_merges(tx, undoable).await })).await?;
    scrub(desk).await;
    Ok(purged + merges)
}
