//! What a state of the dialogue asks for outside while it lasts, and what comes of it.

use super::company;
use super::contact::Place as ContactPlace;
use super::state::{IncomingFile, State};
use crate::domain::exchange::Format;
use crate::domain::fault::Fault;
use crate::domain::id::{ChannelId, ContactId};
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
    /// Fetch a table of prices from Telegram.
    ReadRates {
        /// The file.
        file: IncomingFile,
    },
    /// Write the contacts on file into files and send them.
    Export {
        /// As what.
        format: Format,
    },
    /// Write all that is kept about one contact into a file and send it.
    Copy {
        /// About whom.
        contact: ContactId,
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

impl State {
    /// What must be done outside while it lasts.
    pub fn effect(&self) -> Option<Effect> {
        match self {
            Self::Checking { choice } => choice
                .trail
                .to
                .phone()
                .map(|phone| Effect::CheckNumber { channel: choice.channel.clone(), phone: phone.clone() }),
            Self::Parameter { choice, moving: Some(file), .. } => {
                Some(Effect::MoveFile { channel: choice.channel.clone(), file: file.clone() })
            }
            Self::Contact { place: ContactPlace::Exporting { format } } => {
                Some(Effect::Export { format: *format })
            }
            Self::Contact { place: ContactPlace::Copying { about } } => {
                Some(Effect::Copy { contact: about.contact })
            }
            Self::Company { place: company::Place::Reading { file } } => {
                Some(Effect::ReadRates { file: file.clone() })
            }
            Self::Linking { channel, ended: None } => Some(Effect::ShowCode { channel: channel.clone() }),
            Self::Home
            | Self::Help
            | Self::Language
            | Self::Attendances { .. }
            | Self::Queue { .. }
            | Self::Channels { .. }
            | Self::Linking { ended: Some(_), .. }
            | Self::Settings { .. }
            | Self::Replies { .. }
            | Self::House { .. }
            | Self::Company { .. }
            | Self::Held { .. }
            | Self::HeldMessage { .. }
            | Self::Contacts { .. }
            | Self::Contact { .. }
            | Self::AskNumber
            | Self::PickNumber { .. }
            | Self::PickContact { .. }
            | Self::Number { .. }
            | Self::NameContact { .. }
            | Self::SendType { .. }
            | Self::Channel { .. }
            | Self::Taken { .. }
            | Self::Team { .. }
            | Self::WindowOpen { .. }
            | Self::NotOnWhatsapp { .. }
            | Self::Template { .. }
            | Self::Preview { .. }
            | Self::Parameter { moving: None, .. }
            | Self::Review { .. }
            | Self::Attending { .. }
            | Self::CorrectNumber { .. }
            | Self::More { .. }
            | Self::History { .. }
            | Self::Note { .. }
            | Self::Transfer { .. }
            | Self::ConfirmText { .. }
            | Self::Conclude { .. } => None,
        }
    }
}
