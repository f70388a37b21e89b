//! How a place in the dialogue is stored, with the version of its shape.

use super::state::State;
use serde::{Deserialize, Serialize};

/// The version of stored states. A new shape gets a new number and a reader for the old one.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct StoredRef<'a> {
    version: u32,
    state: &'a State,
}

#[derive(Deserialize)]
struct Stored {
    version: u32,
    state: State,
}

/// A stored state is not readable by this version.
#[derive(Debug, thiserror::Error)]
#[error("a stored state is of version {version}, not readable")]
pub struct StateError {
    /// The version found; 0 when there is none.
    pub version: u32,
}

impl State {
    /// As it is stored.
    pub fn to_stored(&self) -> Result<String, StateError> {
        serde_json::to_string(&StoredRef { version: VERSION, state: self })
            .map_err(|_cannot_happen: serde_json::Error| StateError { version: VERSION })
    }

    /// From the store.
    pub fn from_stored(text: &str) -> Result<Self, StateError> {
        match serde_json::from_str::<Stored>(text) {
            Ok(stored) if stored.version == VERSION => Ok(stored.state),
            Ok(stored) => Err(StateError { version: stored.version }),
            Err(_unreadable) => Err(StateError { version: 0 }),
        }
    }
}
