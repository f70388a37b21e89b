//! The Telegram edge: from raw updates to a closed enum of what happened, and from panels to paced requests.
//!
//! What it does not know is the dialogue. The application is plugged in as function values ([`plug`]), the inbox
//! likewise ([`inbox`]); so the edge can be read, tested and changed on its own.
//!
//! In: [`source`] (poll or webhook) stores a raw update before it is acknowledged, [`lane`] works each person's or
//! topic's updates off in order and apart from all others, [`route`] says who did what ([`arrival`]).
//! Between the two sides' ways of writing: [`marks`].
//! Out: [`panel`] decides whether to edit or to send, [`sender`] paces, [`botapi`] moves the bytes.
//!
//! teloxide gives the types of updates, requests and the HTTP client. Its `Dispatcher` is not used: it acknowledges
//! before it handles, one panicking handler ends it, one full queue stops every chat. Nor is its `Throttle`: a pause
//! that one chat must make stops all of them.

pub mod plug;

pub mod inbox;
pub mod lane;
pub mod raw;
pub mod source;

pub mod arrival;
pub mod command;
pub mod payload;
pub mod route;

pub mod botapi;
pub mod panel;
pub mod sender;

pub mod render;

pub mod marks;

pub mod front;
