//! Which of several tries of a message a receipt or an answer is about, where the provider may refuse a try after it took it.
//!
//! Wanted: a text that may be with somebody is not called failed, and does not leave again unasked; one that nobody has is
//! not called sent. Chosen: every refused try is written down, and what is told decides only when it is about the last try,
//! or when no other is left that may be with somebody. Rejected: to believe whatever comes last, which takes what is told of
//! one try for the other.
//!
//! - What waits for the contact is with nobody: that an earlier try of it was taken or refused is no news.
//! - What is still told of a try before the one that counts is no news. That it was *delivered* always is: then it must not
//!   leave again.
//! - Nobody knew of a try, a person sent it again, and now one is refused: it can be either. It is written down, until all
//!   tries are known to be refused, or the answer to the last one tells that it was that one ([`by_answer`]). A message that
//!   was called sent because of the refused try is one of which nobody knows until then.

use super::receive::{tell, tell_of_trouble};
use crate::domain::Timestamp;
use crate::domain::delivery::{Delivery, Verdict};
use crate::domain::event::Receipt;
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::id::DeliveryId;
use crate::domain::message::{Message, MessageState};
use crate::store::{StoreError, Tx, message, outbox};

/// Whether the receipt decides nothing about the message, because it is about another try than the one that counts, or may
/// be. What it tells of that try is written down.
pub(super) async fn is_of_another_try(
    tx: &mut Tx,
    delivery: Option<DeliveryId>,
    found: &Message,
    receipt: &Receipt,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let is_refused = match receipt.state {
        MessageState::Failed => true,
        MessageState::Sent => false,
        MessageState::Queued
        | MessageState::Held
        | MessageState::Unknown
        | MessageState::Delivered
        | MessageState::Read
        | MessageState::Received => return Ok(false),
    };
    let is_no_news = match &found.remote {
        _ if found.state == MessageState::Held => true,
        Some(of_this_try) => *of_this_try != receipt.remote,
        None => is_refused_try(tx, found, receipt).await?,
    };
    if !is_refused || found.content.is_mark() {
        return Ok(is_no_news);
    }
    let is_open = matches!(found.state, MessageState::Queued | MessageState::Unknown | MessageState::Sent);
    let is_doubtful = match delivery {
        Some(delivery) if is_open && !is_no_news => {
            outbox::may_be_with_somebody(&mut *tx, delivery, &receipt.remote).await?
        }
        Some(_) | None => false,
    };
    if !is_no_news && !is_doubtful {
        return Ok(false);
    }
    // The answer to that try may still be on its way.
    outbox::note_refused_try(tx, found.id, &receipt.remote, receipt.fault.as_ref()).await?;
    if is_doubtful && let Some(delivery) = delivery {
        let fault = Fault::new(FaultKind::NoAnswer, "tries", "one try was refused, and another not answered");
        if outbox::doubt(tx, delivery, found.id, &fault, now).await? {
            let doubted = message::load_message(&mut *tx, found.id).await?;
            tell_of_trouble(tx, &doubted, now).await?;
            tell(tx, &doubted, now).await?;
        }
    }
    Ok(true)
}

async fn is_refused_try(tx: &mut Tx, found: &Message, receipt: &Receipt) -> Result<bool, StoreError> {
    let refused = outbox::refused_tries(&mut *tx, found.id).await?;
    Ok(refused.iter().any(|one| one.remote == receipt.remote))
}

/// What the answer to a try means, which is written down: that a try which was taken was refused afterwards may have been
/// told before.
pub(super) async fn by_answer(
    tx: &mut Tx,
    delivery: &Delivery,
    verdict: Verdict,
) -> Result<Verdict, StoreError> {
    match &verdict {
        Verdict::Settle { remote, .. } => {
            outbox::note_answer(tx, delivery.id, delivery.attempt, true).await?;
            if delivery.attempt == 1 {
                // What is refused of a first try is known to be that one.
                return Ok(verdict);
            }
            let mut refused = outbox::refused_tries(&mut *tx, delivery.message).await?;
            refused.retain(|one| one.remote == *remote);
            Ok(refused.pop().map_or(verdict, |refused| refused_as(delivery, refused.fault)))
        }
        Verdict::Retry { .. } | Verdict::Hold { .. } | Verdict::Restrict { .. } | Verdict::Fail { .. } => {
            outbox::note_answer(tx, delivery.id, delivery.attempt, false).await?;
            Ok(verdict)
        }
        Verdict::Ask { .. } => Ok(verdict),
    }
}

fn refused_as(delivery: &Delivery, fault: Option<Fault>) -> Verdict {
    let fault = fault.unwrap_or_else(|| {
        Fault::new(FaultKind::WindowClosed, "window", "it was refused after it was taken")
    });
    if delivery.content.waits_for_window() && fault.kind == FaultKind::WindowClosed {
        Verdict::Hold { fault }
    } else {
        Verdict::Fail { fault }
    }
}

#[cfg(test)]
mod tests;
