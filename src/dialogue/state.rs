//! Where a staff member is in the dialogue. Each stage carries exactly what it knows; what is stored is versioned.

use crate::domain::Timestamp;
use crate::domain::attendance::Conclusion;
use crate::domain::delivery::Content;
use crate::domain::id::{AttendanceId, ChannelId, MessageId};
use crate::domain::phone::Phone;
use crate::domain::template::{Category, Filled};
use serde::{Deserialize, Serialize};

use super::{company, replies, settings};

pub use super::contact::Place as ContactPlace;
pub use super::effect::{Effect, LinkEnd};
pub use super::file::{Album, IncomingFile};
pub use super::house::Place;
pub use super::trail::{Choice, ListView, Lists, Trail, Who};

/// Which attendances are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tab {
    /// Those that wait for somebody.
    New,
    /// Mine.
    Mine,
    /// Those of others that this person may see.
    Others,
}

impl Tab {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::New, Self::Mine, Self::Others];
}

/// A staff member's place in the dialogue.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "at")]
pub enum State {
    /// The menu.
    #[default]
    Home,
    /// The few lines of help.
    Help,
    /// The choice of a language.
    Language,
    /// Attendances, by tab.
    Attendances {
        /// Which.
        tab: Tab,
        /// The page, from 0.
        page: u32,
        /// What was typed to filter.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        query: String,
    },
    /// Attendances with messages that wait.
    Queue {
        /// The page, from 0.
        page: u32,
    },
    /// The company's channels.
    Channels {
        /// The page, from 0.
        page: u32,
    },
    /// Shows the code by which a phone is linked to a channel.
    Linking {
        /// The channel.
        channel: ChannelId,
        /// How it ended; `None` while the code is shown.
        ended: Option<LinkEnd>,
    },
    /// What owners set for the company.
    Company {
        /// Where among it.
        place: company::Place,
    },
    /// What one has set, and what owners have.
    Settings {
        /// Where among it.
        place: settings::Place,
    },
    /// Quick replies.
    Replies {
        /// Where among them.
        place: replies::Place,
    },
    /// The house: its people, its teams, who joins.
    House {
        /// Where in it.
        place: Place,
    },
    /// What waits in one attendance for the contact to write.
    Held {
        /// Which.
        attendance: AttendanceId,
        /// The page, from 0.
        page: u32,
    },
    /// One message of it.
    HeldMessage {
        /// Of which attendance.
        attendance: AttendanceId,
        /// Which message.
        message: MessageId,
    },
    /// Contacts on file.
    Contacts {
        /// Which part.
        list: ListView,
    },
    /// Waits for a number to be typed.
    AskNumber,
    /// A text or a card had several numbers: which one?
    PickNumber {
        /// The numbers.
        phones: Vec<Phone>,
        /// The name that came with them.
        name: Option<String>,
    },
    /// Several contacts on file have this number: which one?
    PickContact {
        /// The number.
        phone: Phone,
    },
    /// A number as read.
    Number {
        /// To whom.
        to: Who,
        /// As on a [`Trail`], when the person came back from further on.
        #[serde(default)]
        kept: Option<Box<Filled>>,
        /// As on a [`Trail`].
        #[serde(default)]
        lists: Lists,
    },
    /// Waits for a contact's name to be typed.
    NameContact {
        /// Whose.
        to: Who,
        /// As on a [`Trail`], when the person came back from further on.
        #[serde(default)]
        kept: Option<Box<Filled>>,
        /// As on a [`Trail`].
        #[serde(default)]
        lists: Lists,
    },
    /// In the chapter about one contact.
    Contact {
        /// Where in it.
        place: ContactPlace,
    },
    /// Contact and kind of sending.
    SendType {
        /// What was chosen so far.
        trail: Trail,
    },
    /// Which channel?
    Channel {
        /// What was chosen so far.
        trail: Trail,
    },
    /// The contact already has an open attendance on the chosen channel.
    Taken {
        /// What was chosen so far.
        trail: Trail,
        /// The channel.
        channel: ChannelId,
    },
    /// Which team?
    Team {
        /// What was chosen so far.
        trail: Trail,
        /// The channel.
        channel: ChannelId,
    },
    /// The window is open: no template is needed.
    WindowOpen {
        /// What was chosen.
        choice: Choice,
    },
    /// Asks the provider whether the number is on WhatsApp, then opens.
    Checking {
        /// What was chosen.
        choice: Choice,
    },
    /// The number is not on WhatsApp.
    NotOnWhatsapp {
        /// What was chosen.
        choice: Choice,
    },
    /// Which template?
    Template {
        /// What was chosen.
        choice: Choice,
        /// Which part of the list.
        list: ListView,
        /// Only this category.
        category: Option<Category>,
    },
    /// The template as the contact will see it.
    Preview {
        /// What was chosen.
        choice: Choice,
        /// The template with what is filled in.
        filled: Box<Filled>,
    },
    /// Asks for one value.
    Parameter {
        /// What was chosen.
        choice: Choice,
        /// The template with what is filled in.
        filled: Box<Filled>,
        /// Which gap, from 0.
        index: u8,
        /// A file on its way from Telegram to the provider.
        moving: Option<IncomingFile>,
    },
    /// The finished message.
    Review {
        /// What was chosen.
        choice: Choice,
        /// The template with all values.
        filled: Box<Filled>,
        /// Whether the rules of the cost are shown.
        rules: bool,
    },
    /// What is typed goes to this attendance's contact.
    Attending {
        /// Which.
        attendance: AttendanceId,
        /// When it was last used.
        used_at: Timestamp,
    },
    /// Waits for the right number of this attendance's contact.
    CorrectNumber {
        /// Which attendance.
        attendance: AttendanceId,
    },
    /// What else there is to an attendance.
    More {
        /// Which.
        attendance: AttendanceId,
    },
    /// What happened with the contact of an attendance, page by page.
    History {
        /// The attendance from which it was asked for.
        attendance: AttendanceId,
        /// The page, from 0: the oldest.
        page: u32,
        /// Only this attendance, not the others of its contact.
        #[serde(default)]
        alone: bool,
    },
    /// Waits for the words of an internal note.
    Note {
        /// In which attendance.
        attendance: AttendanceId,
    },
    /// To whom is the attendance offered?
    Transfer {
        /// Which.
        attendance: AttendanceId,
        /// The page, from 0.
        page: u32,
    },
    /// A text was typed long after the attendance was last used: send it there?
    ConfirmText {
        /// Where it would go.
        attendance: AttendanceId,
        /// The text, or the words that came with what is not text.
        text: String,
        /// What it is, when it is not text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        content: Option<Box<Content>>,
        /// The album that it begins.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        album: Option<Album>,
        /// The Telegram messages in which all of it was said, in its order; what has none there has none.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        said_in: Vec<Option<i64>>,
    },
    /// Why is the attendance concluded?
    Conclude {
        /// Which.
        attendance: AttendanceId,
        /// The reason, once chosen; then a note is asked for.
        reason: Option<Conclusion>,
    },
}

impl State {
    /// A number as read, at the beginning of the way.
    pub fn number(to: Who) -> Self {
        Self::Number { to, kept: None, lists: Lists::default() }
    }

    /// To whom the attendance that is being started shall be opened.
    pub const fn to(&self) -> Option<&Who> {
        match self {
            Self::Number { to, .. } | Self::NameContact { to, .. } => Some(to),
            Self::SendType { trail }
            | Self::Channel { trail }
            | Self::Taken { trail, .. }
            | Self::Team { trail, .. } => Some(&trail.to),
            Self::WindowOpen { choice }
            | Self::Checking { choice }
            | Self::NotOnWhatsapp { choice }
            | Self::Template { choice, .. }
            | Self::Preview { choice, .. }
            | Self::Parameter { choice, .. }
            | Self::Review { choice, .. } => Some(&choice.trail.to),
            Self::Home
            | Self::Help
            | Self::Language
            | Self::Attendances { .. }
            | Self::Queue { .. }
            | Self::Channels { .. }
            | Self::Linking { .. }
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

    /// Whether it asks about what was said in this message of its chat.
    pub fn asks_about(&self, message_id: i64) -> bool {
        if let Self::ConfirmText { said_in, .. } = self { said_in.contains(&Some(message_id)) } else { false }
    }

    /// Whether leaving it loses work, so that it is offered again.
    pub const fn is_draft(&self) -> bool {
        let of_contact = if let Self::Contact { place } = self { place.is_draft() } else { false };
        of_contact || self.to().is_some()
    }
}
