//! Pure nouns and rules of the front desk. Nothing here reads a clock, a file, a socket or a database.

pub mod alarm;
pub mod attendance;
pub mod channel;
pub mod contact;
pub mod content;
pub mod cost;
pub mod deed;
pub mod delivery;
pub mod event;
pub mod exchange;
pub mod fault;
pub mod fold;
pub mod form;
pub mod hours;
pub mod id;
pub mod invitation;
pub mod limit;
pub mod locale;
pub mod media;
pub mod message;
pub mod note;
pub mod opt_out;
pub mod phone;
pub mod preferences;
pub mod profile;
pub mod quick_reply;
pub mod rights;
pub mod signature;
pub mod staff;
pub mod team;
pub mod template;
pub mod window;

use chrono::{DateTime, Utc};

/// A moment, in UTC. Stored as milliseconds since 1970.
pub type Timestamp = DateTime<Utc>;
