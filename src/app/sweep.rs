//! What time asks for: templates and health read from providers, leases that ended, rows that are old.

use super::advance::TELEGRAM;
use super::desk::{AppError, Desk};
use super::health::set_health;
use crate::domain::channel::{DownReason, Health};
use crate::domain::fault::FaultKind;
use crate::domain::id::ChannelId;
use crate::domain::limit::INBOX_AGE_MAX;
use crate::store::channel::find_channel;
use crate::store::template::replace_templates;

/// Reads the templates of a channel from its provider and replaces our copy. A provider that does not answer leaves the
/// copy as it is: sending what was approved an hour ago beats sending nothing.
pub async fn sync_templates(desk: &Desk, channel: &ChannelId) -> Result<bool, AppError> {
    let Some(adapter) = desk.find_adapter(channel) else { return Ok(false) };
    if !adapter.capabilities().needs_templates {
        return Ok(true);
    }
    match adapter.templates().await {
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
    let health = adapter.health().await;
    note(desk, channel, health.clone(), before).await?;
    Ok(health)
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

/// Forgets what was worked off long ago, and receipts that never met their message.
pub async fn purge(desk: &Desk) -> Result<u64, AppError> {
    let before = desk.clock().now() - INBOX_AGE_MAX;
    let purged = desk
        .store()
        .write(move |tx| {
            Box::pin(async move { crate::store::inbox::purge_inbox(tx, before, TELEGRAM).await })
        })
        .await?;
    Ok(purged)
}
