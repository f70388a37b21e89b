//! What has been chosen and typed on the way to an attendance: carried from step to step, and back.

use crate::domain::id::{AttendanceId, ChannelId, ContactId, TeamId};
use crate::domain::phone::Phone;
use crate::domain::template::{Category, Filled};
use serde::{Deserialize, Serialize};

/// To whom an attendance shall be opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "who")]
pub enum Who {
    /// Nobody on file has this number.
    New {
        /// The number.
        phone: Phone,
        /// A name that came with it, such as on a shared card.
        name: Option<String>,
    },
    /// A contact on file.
    Known {
        /// Our id.
        contact: ContactId,
        /// The number that was dialled, or the contact's own; absent when WhatsApp hides it.
        phone: Option<Phone>,
    },
}

impl Who {
    /// The number, where there is one.
    pub const fn phone(&self) -> Option<&Phone> {
        match self {
            Self::New { phone, .. } => Some(phone),
            Self::Known { phone, .. } => phone.as_ref(),
        }
    }
}

/// What every stage after the number carries along.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trail {
    /// To whom.
    pub to: Who,
    /// A template and values given before the person went back; used again where they still fit.
    pub kept: Option<Box<Filled>>,
    /// How the lists on the way were narrowed, so that the way back finds them so.
    #[serde(default)]
    pub lists: Lists,
}

/// How the lists on the way to an attendance were narrowed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Lists {
    /// The contacts on file.
    pub contacts: ListView,
    /// The templates.
    pub templates: ListView,
    /// The templates' category.
    pub category: Option<Category>,
}

/// Channel and team are chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// To whom, and what was filled in before.
    pub trail: Trail,
    /// On which channel.
    pub channel: ChannelId,
    /// For which team.
    pub team: TeamId,
    /// The open attendance within which a template is sent; `None` when one is to be opened.
    pub within: Option<AttendanceId>,
}

/// Which part of a list is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListView {
    /// What was typed to filter; empty for all.
    pub query: String,
    /// The page, from 0.
    pub page: u32,
}
