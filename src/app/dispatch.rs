//! Carries deliveries to providers: claim (lease) → carry → judge (pure) → settle.
//!
//! The claim counts the attempt before it is made, in a transaction of its own; the sending is outside of any; the
//! settling is one transaction again. A process that dies between claim and settle leaves a lease that nobody holds:
//! at the next start, or when the lease ends, the delivery is *unknown* and a person is asked. It is never sent again by
//! itself.
//!
//! Between claim and send the window may have closed, because a try was put off or the service was down: what needs it is
//! held again without asking the provider. What is refused for good stops what stands behind it, see [`stop_behind`].

use super::desk::{AppError, Desk};
use super::echo::advance;
use super::files::Files;
use super::health::set_health;
use super::held_again::let_go_if_written;
use super::receive::{apply_early_receipts, stop_behind, tell, tell_of_trouble};
use super::seen::mark_seen;
use super::tries::by_answer;
use crate::domain::Timestamp;
use crate::domain::attendance::AttendanceState;
use crate::domain::channel::{DownReason, Health};
use crate::domain::delivery::{Content, Delivery, Outcome, Verdict, WaitsFor, judge};
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::id::{ChannelId, MessageId, RemoteId};
use crate::domain::limit::{CLAIM_BATCH, LEASE};
use crate::domain::message::{Message, MessageState};
use crate::domain::window::Window;
use crate::store::channel::set_restricted;
use crate::store::message::{self, Learnt};
use crate::store::outbox::{self, SettleAs};
use crate::store::{StoreError, Tx, attendance, contact};
use tracing::Instrument as _;

/// Takes what is due on channels that are not `closed`, at most `free` deliveries. Each must be given to [`carry`] at once:
/// its lease runs.
pub async fn claim(desk: &Desk, free: u32, closed: Vec<ChannelId>) -> Result<Vec<Delivery>, AppError> {
    let now = desk.clock().now();
    let claimed = desk
        .store()
        .write(move |tx| {
            Box::pin(async move { outbox::claim(tx, now, now + LEASE, free.min(CLAIM_BATCH), &closed).await })
        })
        .await?;
    Ok(claimed)
}

/// Sends one delivery and settles it. `files` opens the file of one that has one. Whatever is logged meanwhile carries the
/// id of the update that led to it.
pub async fn carry(desk: &Desk, files: &impl Files, delivery: Delivery) -> Result<(), AppError> {
    let trace = outbox::trace_of(desk.store(), delivery.id).await.unwrap_or_else(|error| {
        tracing::warn!(delivery.id = %delivery.id, %error, "it is not known what led to a delivery");
        None
    });
    let (id, attempt, channel) = (delivery.id, delivery.attempt, delivery.channel.clone());
    let span = tracing::info_span!(
        "delivery",
        trace = %trace.unwrap_or_default(),
        delivery.id = %id,
        delivery.attempt = attempt,
        channel.id = %channel
    );
    carry_on(desk, files, delivery).instrument(span).await
}

async fn carry_on(desk: &Desk, files: &impl Files, delivery: Delivery) -> Result<(), AppError> {
    tracing::info!("a delivery leaves");
    let outcome = send(desk, files, &delivery).await;
    let now = desk.clock().now();
    let verdict = judge(outcome, &delivery.content, delivery.attempt, now);
    count(&delivery, &verdict);
    let down = down_reason(&verdict);
    let has_window = has_window(desk, &delivery.channel);
    let is_restricted = matches!(verdict, Verdict::Restrict { .. });
    let channel = delivery.channel.clone();
    let (carried, is_said) = (delivery.message, !matches!(delivery.content, Content::Template { .. }));
    let answers_somebody = is_said && matches!(verdict, Verdict::Settle { .. });
    let changed = desk
        .store()
        .write(move |tx| {
            Box::pin(async move {
                settle(tx, &delivery, verdict, has_window, now).await?;
                match down {
                    Some(reason) => set_health(tx, &delivery.channel, &Health::Down { reason }, now).await,
                    None => Ok(false),
                }
            })
        })
        .await?;
    tracing::info!("what became of a delivery is stored");
    if changed || is_restricted {
        tracing::warn!(channel.id = %channel, channel.restricted = is_restricted, "a channel cannot send any more");
        desk.reload_company().await?;
        desk.note_channel_news();
    }
    // The next in the line may be due now.
    desk.wake().deliveries.notify_one();
    desk.wake().notices.notify_one();
    if answers_somebody {
        // Who answers has seen what was written.
        let said = message::load_message(desk.store(), carried).await?;
        mark_seen(desk, said.attendance).await?;
    }
    Ok(())
}

async fn send(desk: &Desk, files: &impl Files, delivery: &Delivery) -> Outcome {
    let Some(adapter) = desk.find_adapter(&delivery.channel) else {
        let fault = Fault::new(FaultKind::BadRequest, "channel", "the channel is not configured any more");
        return Outcome::Refused { fault };
    };
    if is_window_closed(desk, delivery).await {
        let fault = Fault::new(FaultKind::WindowClosed, "window", "it closed before the message left");
        return Outcome::Refused { fault };
    }
    let file = match &delivery.content {
        Content::Media { media, .. } => match files.open(media).await {
            Ok(file) => Some(file),
            Err(fault) => return Outcome::of_before(fault),
        },
        Content::Text { .. }
        | Content::Template { .. }
        | Content::Place { .. }
        | Content::Cards { .. }
        | Content::Reaction { .. }
        | Content::Edited { .. }
        | Content::Deleted { .. }
        | Content::Other { .. } => None,
    };
    let started = tokio::time::Instant::now();
    let outcome = adapter.send(delivery, file).await;
    metrics::histogram!("balcao_provider_request_seconds", "channel" => delivery.channel.to_string(), "call" => "send")
        .record(started.elapsed());
    outcome
}

fn has_window(desk: &Desk, channel: &ChannelId) -> bool {
    desk.company().find_channel(channel).is_some_and(|one| one.capabilities.has_window)
}

/// Whether the delivery needs a window that is closed by our clock. When that cannot be read the provider decides.
async fn is_window_closed(desk: &Desk, delivery: &Delivery) -> bool {
    if !delivery.content.needs_window() || !has_window(desk, &delivery.channel) {
        return false;
    }
    match attendance::last_incoming_at(desk.store(), delivery.contact, &delivery.channel).await {
        Ok(last) => !Window::at(last, desk.clock().now()).is_active(),
        Err(error) => {
            tracing::warn!(delivery.id = %delivery.id, %error, "it is not known whether the window is open");
            false
        }
    }
}

/// A fault that is the channel's, not the message's: the channel is shown as down until it is heard of again.
fn down_reason(verdict: &Verdict) -> Option<DownReason> {
    let (Verdict::Fail { fault } | Verdict::Retry { fault, .. }) = verdict else { return None };
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other fault is the message's own")]
    match fault.kind {
        FaultKind::Disconnected => Some(DownReason::Disconnected),
        FaultKind::Credentials => Some(DownReason::Credentials),
        FaultKind::Account | FaultKind::Payment | FaultKind::LicenseRequired => Some(DownReason::Account),
        _ => None,
    }
}

fn count(delivery: &Delivery, verdict: &Verdict) {
    let (outcome, fault) = match verdict {
        Verdict::Settle { .. } => ("accepted", None),
        Verdict::Retry { fault, .. } => ("later", Some(fault)),
        Verdict::Hold { fault } => ("held", Some(fault)),
        Verdict::Restrict { fault, .. } => ("restricted", Some(fault)),
        Verdict::Fail { fault } => ("refused", Some(fault)),
        Verdict::Ask { fault } => ("unknown", Some(fault)),
    };
    metrics::counter!("balcao_deliveries_total", "channel" => delivery.channel.to_string(), "outcome" => outcome)
        .increment(1);
    if fault.is_none() {
        tracing::info!("a delivery was accepted");
    }
    if let Some(fault) = fault {
        tracing::warn!(
            delivery.id = %delivery.id,
            delivery.attempt = delivery.attempt,
            channel.id = %delivery.channel,
            fault.kind = ?fault.kind,
            fault.code = %fault.code,
            "a delivery was not accepted: {outcome}"
        );
    }
}

pub(super) async fn settle(
    tx: &mut Tx,
    delivery: &Delivery,
    verdict: Verdict,
    has_window: bool,
    now: Timestamp,
) -> Result<(), StoreError> {
    let verdict = if has_window { by_answer(tx, delivery, verdict).await? } else { verdict };
    let is_restricted = matches!(verdict, Verdict::Restrict { .. });
    let is_over = may_leave_again(&verdict) && is_over(tx, delivery, &verdict).await?;
    let (settle_as, state, fault, remote) = match verdict {
        Verdict::Settle { remote, addresses } => {
            let (contact, dialled) = (delivery.contact, delivery.to.phone.as_ref());
            contact::learn_addresses(tx, contact, delivery.message, dialled, &addresses, now).await?;
            (SettleAs::Done, MessageState::Sent, None, Some(remote))
        }
        Verdict::Retry { fault, .. } | Verdict::Hold { fault } if is_over => {
            (SettleAs::Failed, MessageState::Failed, Some(fault), None)
        }
        Verdict::Retry { at, fault } => {
            // The phone is away: it is tried as soon as it is back.
            let waits_for = (fault.kind == FaultKind::Disconnected).then_some(WaitsFor::Connection);
            (SettleAs::Retry { at, waits_for }, MessageState::Queued, Some(fault), None)
        }
        Verdict::Restrict { until, fault } => {
            set_restricted(tx, &delivery.channel, until).await?;
            if is_over || outbox::has_written(tx, delivery.contact, &delivery.channel).await? {
                (SettleAs::Failed, MessageState::Failed, Some(fault), None)
            } else {
                let waits_for = Some(WaitsFor::Restriction);
                (SettleAs::Retry { at: until, waits_for }, MessageState::Queued, Some(fault), None)
            }
        }
        Verdict::Hold { fault } => (SettleAs::Held, MessageState::Held, Some(fault), None),
        Verdict::Fail { fault } => (SettleAs::Failed, MessageState::Failed, Some(fault), None),
        Verdict::Ask { fault } => (SettleAs::Unknown, MessageState::Unknown, Some(fault), None),
    };
    if !outbox::settle(tx, delivery.id, delivery.attempt, settle_as).await? {
        return learn_late(tx, delivery, remote.as_ref(), now).await;
    }
    if is_restricted {
        outbox::space_starts(tx, &delivery.channel, now).await?;
    }
    let tried = message::load_message(&mut *tx, delivery.message).await?;
    let learnt = if state == MessageState::Held {
        // The one step down the ladder: the provider says that the window is closed after all.
        message::move_message(tx, delivery.message, tried.state, MessageState::Held, fault.as_ref(), now)
            .await?;
        None
    } else {
        learn(tx, delivery.message, state, fault.as_ref(), remote.as_ref(), now).await?
    };
    if let Some(remote) = &remote {
        apply_early_receipts(tx, &delivery.channel, remote, now).await?;
    }
    let mut settled = match learnt {
        Some(settled) => settled,
        None => message::load_message(&mut *tx, delivery.message).await?,
    };
    if has_window && matches!(settled.state, MessageState::Failed | MessageState::Held) {
        stop_behind(tx, delivery.id, &settled, now).await?;
    }
    if settled.state == MessageState::Held && let_go_if_written(tx, &tried, now).await? {
        settled = message::load_message(&mut *tx, delivery.message).await?;
    }
    tell_of_trouble(tx, &settled, now).await?;
    tell(tx, &settled, now).await
}

/// A receipt or a person came first. What the answer told of the message is still true, unless that was refused.
async fn learn_late(
    tx: &mut Tx,
    delivery: &Delivery,
    remote: Option<&RemoteId>,
    now: Timestamp,
) -> Result<(), StoreError> {
    if let Some(remote) = remote
        && !outbox::refused_tries(&mut *tx, delivery.message).await?.iter().any(|one| one.remote == *remote)
    {
        outbox::settle_by_receipt(tx, delivery.id, false).await?;
        learn(tx, delivery.message, MessageState::Sent, None, Some(remote), now).await?;
    }
    Ok(())
}

/// Whether what is to be done would let the delivery leave once more.
const fn may_leave_again(verdict: &Verdict) -> bool {
    match verdict {
        Verdict::Hold { .. } | Verdict::Restrict { .. } | Verdict::Retry { .. } => true,
        Verdict::Settle { .. } | Verdict::Fail { .. } | Verdict::Ask { .. } => false,
    }
}

/// Whether what is to be done would let the delivery wait for the contact or for its channel.
fn waits(verdict: &Verdict) -> bool {
    match verdict {
        Verdict::Hold { .. } | Verdict::Restrict { .. } => true,
        Verdict::Retry { fault, .. } => fault.kind == FaultKind::Disconnected,
        Verdict::Settle { .. } | Verdict::Fail { .. } | Verdict::Ask { .. } => false,
    }
}

/// Whether its attendance was concluded while it was under way, and nothing of it waits any more; or its contact was
/// forgotten, and nothing of it leaves any more.
async fn is_over(tx: &mut Tx, delivery: &Delivery, verdict: &Verdict) -> Result<bool, StoreError> {
    let said = message::load_message(&mut *tx, delivery.message).await?;
    if message::is_forgotten(&said) {
        return Ok(true);
    }
    let owner = attendance::load_attendance(&mut *tx, said.attendance).await?;
    Ok(owner.state == AttendanceState::Closed && waits(verdict))
}

pub(super) async fn learn(
    tx: &mut Tx,
    id: MessageId,
    state: MessageState,
    fault: Option<&Fault>,
    remote: Option<&RemoteId>,
    now: Timestamp,
) -> Result<Option<Message>, StoreError> {
    let learnt = Learnt { state, at: now, fault, remote, pricing: None };
    advance(tx, id, &learnt, now).await
}
