//! What nobody knows: deliveries of a process that died or of a try that is stuck, and those of a database that was put
//! back. Nothing of it is sent again by itself; who wrote it is asked.

use super::desk::{AppError, Desk};
use super::dispatch::learn;
use super::receive::{tell, tell_of_trouble};
use crate::domain::Timestamp;
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::id::{DeliveryId, MessageId};
use crate::domain::message::MessageState;
use crate::store::inbox::doubt_inbox;
use crate::store::session::outdate_panels;
use crate::store::{StoreError, Tx, forget_put_back, message, outbox};

/// At the start: a lease found now belongs to a process that is dead. Nobody knows what became of it.
pub async fn lapse_all(desk: &Desk) -> Result<usize, AppError> {
    let now = desk.clock().now();
    let lapsed = desk
        .store()
        .write(move |tx| {
            Box::pin(async move {
                let lapsed = outbox::lapse_all_leases(tx).await?;
                ask_about(tx, &lapsed, Marks::SendAgain, now).await?;
                Ok(lapsed.len())
            })
        })
        .await?;
    Ok(lapsed)
}

/// At the first start of a database that was put back: what it says is still to be sent may have been sent after it was
/// copied. Nothing of it leaves by itself; who wrote it is asked.
pub async fn doubt_put_back(desk: &Desk) -> Result<usize, AppError> {
    let now = desk.clock().now();
    let doubted = desk
        .store()
        .write(move |tx| {
            Box::pin(async move {
                let doubted = outbox::doubt_all(tx).await?;
                let updates = doubt_inbox(tx).await?;
                if updates > 0 {
                    tracing::warn!(
                        updates,
                        "what people had done just before the copy is not done again; they are told"
                    );
                }
                ask_about(tx, &doubted, Marks::GiveUp, now).await?;
                outdate_panels(tx).await?;
                forget_put_back(tx).await?;
                Ok(doubted.len())
            })
        })
        .await?;
    Ok(doubted)
}

/// While running: a lease that ended belongs to a try that is stuck.
pub async fn expire(desk: &Desk) -> Result<usize, AppError> {
    let now = desk.clock().now();
    let expired = desk.store().write(move |tx| Box::pin(expire_now(tx, now))).await?;
    Ok(expired)
}

pub(super) async fn expire_now(tx: &mut Tx, now: Timestamp) -> Result<usize, StoreError> {
    let expired = outbox::expire_leases(tx, now).await?;
    ask_about(tx, &expired, Marks::SendAgain, now).await?;
    Ok(expired.len())
}

/// What becomes of a reaction, an edit or a deletion of which nobody knows whether it was sent.
#[derive(Debug, Clone, Copy)]
enum Marks {
    /// It may be set twice: it is the same mark.
    SendAgain,
    /// It is from long ago, and a newer one may stand there.
    GiveUp,
}

async fn ask_about(
    tx: &mut Tx,
    lapsed: &[(DeliveryId, MessageId)],
    marks: Marks,
    now: Timestamp,
) -> Result<(), StoreError> {
    let fault = Fault::new(FaultKind::NoAnswer, "lease", "the process ended before the answer came");
    for (delivery, id) in lapsed {
        if message::load_message(&mut *tx, *id).await?.content.is_mark() {
            match marks {
                Marks::SendAgain => outbox::resend(tx, *delivery, now).await.map(drop)?,
                Marks::GiveUp => {
                    outbox::settle_by_receipt(tx, *delivery, true).await?;
                    learn(tx, *id, MessageState::Failed, Some(&fault), None, now).await?;
                }
            }
            continue;
        }
        learn(tx, *id, MessageState::Unknown, Some(&fault), None, now).await?;
        let changed = message::load_message(&mut *tx, *id).await?;
        tell_of_trouble(tx, &changed, now).await?;
        tell(tx, &changed, now).await?;
    }
    Ok(())
}
