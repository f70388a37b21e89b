//! What is written on a button, by meaning.

use super::action::Quick;
use super::facts::AttendanceRow;
use super::house;
use crate::domain::Timestamp;
use crate::domain::attendance::Attendance;
use crate::domain::channel::DownReason;
use crate::domain::delivery::Content;
use crate::domain::phone::Phone;
use crate::domain::template::{Category, TemplateKey, Unfillable};

/// What is written on a button.
#[derive(Debug, Clone, PartialEq)]
pub enum Label {
    /// The words that belong to the action.
    Own,
    /// A name from outside, unchanged: a contact, a team, a number.
    Name(String),
    /// A channel: name, kind, and whether it is down.
    Channel {
        /// Its name.
        name: String,
        /// Official API or not.
        official: bool,
        /// Why it cannot be chosen.
        down: Option<DownReason>,
        /// Until when it starts no conversations.
        restricted_until: Option<Timestamp>,
    },
    /// Link a phone to this channel.
    Link {
        /// Its name.
        name: String,
    },
    /// Something of the house.
    House(Box<house::Label>),
    /// A contact in a list.
    Contact {
        /// The name, if known.
        name: Option<String>,
        /// The number, if known.
        phone: Option<Phone>,
    },
    /// A template in a list.
    Template {
        /// Name and language.
        key: TemplateKey,
        /// Its category.
        category: Category,
        /// Why it cannot be filled from a phone.
        unfillable: Option<Unfillable>,
    },
    /// A tab of a list.
    Tab {
        /// Whether it is the one that is shown.
        chosen: bool,
        /// How many rows it has.
        count: u32,
    },
    /// An attendance in a list.
    Attendance(Box<AttendanceRow>),
    /// An attendance in the list of those with one contact.
    Visit {
        /// The attendance.
        attendance: Box<Attendance>,
        /// The name of its team.
        team: String,
        /// The name of its channel.
        channel: String,
    },
    /// A tag, and whether the contact has it.
    Ticked {
        /// Its name.
        name: String,
        /// Whether it has it.
        is_on: bool,
    },
    /// A message that waits.
    Held {
        /// Its place, from 1.
        place: u32,
        /// What it says.
        content: Box<Content>,
    },
    /// A quick reply in a list.
    Reply {
        /// The word that calls it.
        word: String,
        /// What it says.
        text: String,
    },
    /// A value that can be taken without typing.
    Quick {
        /// Where it comes from.
        quick: Quick,
        /// The value.
        value: String,
    },
    /// `‹`: the page before.
    Previous,
    /// `2/5`: where one is.
    Position {
        /// From 1.
        page: u32,
        /// How many.
        of: u32,
    },
    /// `›`: the page after.
    Next,
    /// The words that belong to the action, marked as the one in force.
    Chosen,
}
