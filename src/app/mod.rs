//! Use cases: what joins the pure decisions to the store and to the channels. No decision is made here.
//!
//! [`advance`] takes one step of a person's dialogue; [`receive`] takes in what providers tell; [`dispatch`] carries
//! deliveries out, with the bytes of their [`files`], and [`doubt`] asks about those of which nobody knows; `incoming`, `echo`, [`health`], `held_again`, `tries` and `renumber` are what providers tell; [`seen`]
//! tells contacts that they were read; `on_file` knows and changes what is written down about contacts, [`import`] reads in
//! whole files of them, [`copy`] reads all that is kept about one; [`press`] works off buttons of cards; [`effect`] does what a state asks for outside; [`sweep`] does
//! what time asks for, and [`alarm`] looks after the service itself; [`house`] changes who works here, and by an [`invitation`] somebody joins. All of them share the [`Desk`].

pub mod advance;
pub mod alarm;
mod allowed;
pub mod amend;
pub mod change;
pub mod contact;
pub mod copy;
pub mod desk;
pub mod dispatch;
mod door;
pub mod doubt;
mod echo;
pub mod effect;
pub mod facts;
pub mod files;
pub mod health;
mod held_again;
pub mod import;
pub mod house;
pub mod invitation;
mod incoming;
pub mod notice;
mod on_file;
mod outgoing;
mod place;
mod setting;
pub mod press;
pub mod receive;
mod renumber;
pub mod seen;
pub mod sweep;
mod transfer;
mod tries;

pub use desk::{AppError, Desk};
