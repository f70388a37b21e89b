//! What a state of the dialogue asks for outside while it lasts, and what comes of it.

use super::state::IncomingFile;
use crate::domain::fault::Fault;
use crate::domain::id::ChannelId;
use crate::domain::phone::Phone;
use serde::{Deserialize, Serialize};

/// What must be done outside while a state lasts. It may be done again after a restart, so each is harmless to repeat.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask the provider whether the number is on WhatsApp.
    CheckNumber {
        /// On which channel.
        channel: ChannelId,
        /// Which number.
        phone: Phone,
    },
    /// Move a file from Telegram to the provider.
    MoveFile {
        /// To which channel.
        channel: ChannelId,
        /// Which file.
        file: IncomingFile,
    },
    /// Show the code by which a phone is linked, anew whenever it changes, until it is used or the state is left.
    ShowCode {
        /// Of which channel.
        channel: ChannelId,
    },
}

/// How the linking of a phone ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "end")]
pub enum LinkEnd {
    /// The phone is linked.
    Linked,
    /// Nobody scanned the code in time, or the server shows no more.
    GivenUp,
    /// WhatsApp wants a passkey, which a chat cannot give.
    AsksForPasskey,
    /// The code could not be had.
    Failed {
        /// Why.
        fault: Fault,
    },
}
