//! Use cases: what joins the pure decisions to the store and to the channels. No decision is made here.
//!
//! [`advance`] takes one step of a person's dialogue; [`receive`] takes in what providers tell; [`dispatch`] carries
//! deliveries out, with the bytes of their [`files`]; `incoming`, `echo`, [`health`] and `renumber` are what providers tell; [`seen`]
//! tells contacts that they were read; [`press`] works off buttons of cards; [`effect`] does what a state asks for outside; [`sweep`] does
//! what time asks for. All of them share the [`Desk`].

pub mod advance;
pub mod amend;
pub mod change;
pub mod contact;
pub mod desk;
pub mod dispatch;
mod door;
mod echo;
pub mod effect;
pub mod facts;
pub mod files;
pub mod health;
mod incoming;
pub mod notice;
mod outgoing;
pub mod press;
pub mod receive;
mod renumber;
pub mod seen;
pub mod sweep;
mod transfer;

pub use desk::{AppError, Desk};
