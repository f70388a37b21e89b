//! The conversation as its users know it: stories of each chapter, and what holds for every sequence of inputs.
//!
//! [`world`] is a company that answers every [`Need`](super::Need) and bears every [`Change`](super::Change), as the
//! database does for the service.

mod world;
mod bearing;
mod cast;

mod start;
mod filling;
mod conversation;
mod late;

mod meanwhile;
mod said;
mod moves;
mod notes;
mod judge;
mod properties;

mod stored;
mod words;
