//! Pure nouns and rules of the front desk. Nothing here reads a clock, a file, a socket or a database.

pub mod attendance;
pub mod channel;
pub mod contact;
pub mod content;
pub mod cost;
pub mod delivery;
pub mod event;
pub mod fault;
pub mod fold;
pub mod id;
pub mod limit;
pub mod media;
pub mod message;
pub mod note;
pub mod phone;
pub mod staff;
pub mod team;
pub mod template;
pub mod window;

use chrono::{DateTime, Utc};

/// A moment, in UTC. Stored as milliseconds since 1970.
pub type Timestamp = DateTime<Utc>;
