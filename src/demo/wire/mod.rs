//! What every embedded server needs: a port whose connections can be cut, failures on demand, a record of what went
//! over the wire, webhooks that can be held, doubled or reordered, and a way to wait for a change.

mod changes;
mod courier;
mod failure;
mod port;
#[cfg(test)]
mod receiver;
mod record;
mod spoil;

pub use courier::{WebhookCounts, WebhookSwitches};
pub use failure::{Failure, PlannedFailure, Target};
pub use record::{Direction, Invalid, Recorded};

pub(in crate::demo) use changes::Changes;
pub(in crate::demo) use courier::{Courier, Letter, Mail, Parcel, Posted, Retry};
pub(in crate::demo) use failure::Failures;
pub(in crate::demo) use port::{Link, Port, Visits};
#[cfg(test)]
pub(in crate::demo) use receiver::{Received, Receiver};
pub(in crate::demo) use record::{Record, Ring, shown};
pub(in crate::demo) use spoil::{half, spoil};

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks a state that stays usable when a holder panicked: every holder leaves it whole between two statements.
pub(in crate::demo) fn lock<T>(state: &Mutex<T>) -> MutexGuard<'_, T> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
