//! The conversation as its users know it: stories of each chapter, and what holds for every sequence of inputs.
//!
//! [`world`] is a company that answers every [`Need`](super::Need) and bears every [`Change`](super::Change), as the
//! database does for the service.

pub(crate) mod world;
mod bearing;
pub(crate) mod cast;

mod start;
mod filling;
mod company;
mod conversation;
mod files;
mod doubt;
mod late;

mod meanwhile;
mod said;
pub(crate) mod moves;
mod notes;
mod on_file;
mod asked;
mod at_home;
mod house;
mod judge;
mod judge_settings;
mod properties;

mod stored;
mod words;
