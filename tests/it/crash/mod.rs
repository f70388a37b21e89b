//! Crashes: the service is killed at every commit of a path, on both sides of it, and started again on what it left
//! behind, while its people go on as people do.
//!
//! The moments are found by loops and not by a list: [`survive::at_every_commit`] kills at commit 1, 2, 3… until a path
//! ends without reaching the next one. [`gun`] kills, [`agent`] is the person, [`ledger`] reads in the end that every
//! update had its effect once. [`process`] does it once more with real processes and real signals.

mod agent;
pub(crate) mod gun;
mod held;
mod held_up;
mod incoming;
mod ledger;
mod official;
mod process;
mod repeated;
mod starting;
mod survive;
mod topics;
mod unanswered;
mod unofficial;
mod unreadable;

pub(crate) use ledger::Ledger;
