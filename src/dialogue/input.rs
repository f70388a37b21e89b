//! What can happen to a dialogue: the closed set into which the edge translates.

use super::action::Action;
use super::company::Unread;
use super::contact::Heard;
use super::state::{IncomingFile, LinkEnd};
use crate::domain::contact::Address;
use crate::domain::delivery::Content;
use crate::domain::fault::Fault;
use crate::domain::id::{AttendanceId, ChannelId, RemoteId};
use crate::domain::phone::Phone;
use crate::domain::template::MediaRef;

/// A command, in whatever language it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// `/start`, with what a deep link carried.
    Start(Option<String>),
    /// `/menu`
    Menu,
    /// `/novo`
    New,
    /// `/atendimentos`
    Attendances,
    /// `/contatos`
    Contacts,
    /// `/fila`
    Queue,
    /// `/nota`, with the words of the note.
    Note(String),
    /// `/canais`
    Channels,
    /// `/ajustes`
    Settings,
    /// `/equipe`
    People,
    /// `/disponivel`
    Available,
    /// `/ausente`
    Away,
    /// `/idioma`
    Language,
    /// `/cancelar`
    Cancel,
    /// `/ajuda`
    Help,
    /// Something else that began with a slash.
    Unknown(String),
}

/// The answer to a question about a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checked {
    /// It is on WhatsApp, under these identities.
    OnWhatsapp {
        /// The best first.
        addresses: Vec<Address>,
    },
    /// It is not.
    Absent,
    /// The provider could not say.
    Failed {
        /// Why.
        fault: Fault,
    },
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// A command.
    Command(Command),
    /// A button of the current panel.
    Press(Action),
    /// A text.
    Typed(String),
    /// A contact card with its numbers as written on it.
    Card {
        /// At least one.
        numbers: Vec<String>,
        /// The name on it.
        name: Option<String>,
    },
    /// A table of prices was fetched, or could not be.
    RatesRead {
        /// The file.
        file: IncomingFile,
        /// What is in it, or why that is not known.
        text: Result<String, Unread>,
    },
    /// A file.
    File(IncomingFile),
    /// A place.
    Location {
        /// Degrees, north positive.
        latitude: f64,
        /// Degrees, east positive.
        longitude: f64,
        /// Its name, for a venue.
        name: Option<String>,
        /// Its address, for a venue.
        address: Option<String>,
    },
    /// Something we cannot read.
    Unreadable,
    /// The words of what stands in [`Facts::said_in`](super::Facts::said_in) are these now.
    Reworded(String),
    /// Something said as the answer to a message of an attendance.
    Reply {
        /// Which attendance.
        attendance: AttendanceId,
        /// What.
        content: Content,
        /// The provider's id of the message that is answered, when it is one that the contact can see.
        answers: Option<RemoteId>,
    },
    /// Something said in the topic of an attendance.
    InTopic {
        /// Which attendance.
        attendance: AttendanceId,
        /// What it says to a contact.
        content: Content,
        /// The same, as it is elsewhere.
        said: Box<Self>,
        /// Whether something stands below the panel: the person may not have it before their eyes.
        is_buried: bool,
    },
    /// An internal note, written in answer to a message of an attendance. It is no [`Self::Reply`]: nothing of it can be
    /// said to the contact.
    Noted {
        /// In which attendance.
        attendance: AttendanceId,
        /// Its words.
        text: String,
    },
    /// A command that is none of ours, in answer to a message of an attendance or in its topic: it may call a quick reply.
    Slash {
        /// Which attendance.
        attendance: AttendanceId,
        /// All of it, with the slash.
        text: String,
    },
    /// Something said in answer to a message of which nobody knows to whom it belongs: it is not guessed that the current
    /// attendance is meant.
    Doubtful(Box<Self>),
    /// The provider answered about a number. It says about which: the person may be asking about another by now.
    Checked {
        /// On which channel.
        channel: ChannelId,
        /// Which number.
        phone: Phone,
        /// The answer.
        checked: Checked,
    },
    /// A file arrived at the provider, or did not. It says which: the person may have sent another by now.
    Moved {
        /// To which channel.
        channel: ChannelId,
        /// Which file.
        file: IncomingFile,
        /// Where it is.
        moved: Result<MediaRef, Fault>,
    },
    /// Something about contacts came to its end outside.
    OfContact(Heard),
    /// A phone was linked to a channel, or its code is not shown any more.
    LinkEnded {
        /// Which channel.
        channel: ChannelId,
        /// How it ended.
        end: LinkEnd,
    },
    /// A button of an attendance's card that leads into the dialogue.
    Enter(Enter),
}

impl Input {
    /// The album that a file is a part of.
    pub fn album(&self) -> Option<&str> {
        if let Self::File(file) = self { file.album.as_deref() } else { None }
    }

    /// What it says to a contact, when it is something said: a text, a file or a place.
    pub fn content(&self) -> Option<Content> {
        if let Self::Location { latitude, longitude, name, address } = self {
            let (name, address) = (name.clone(), address.clone());
            return Some(Content::Place { latitude: *latitude, longitude: *longitude, name, address });
        }
        if let Self::Typed(text) = self {
            return Some(Content::Text { body: text.clone() });
        }
        if let Self::File(file) = self { Some(file.content()) } else { None }
    }
}

/// Where a button of a card leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enter {
    /// Type to this attendance's contact.
    Respond(AttendanceId),
    /// Conclude it.
    Conclude(AttendanceId),
    /// Send another template to its contact.
    ChangeTemplate(AttendanceId),
    /// Its number was wrong.
    FixNumber(AttendanceId),
    /// What waits for the contact to write.
    Queue(AttendanceId),
    /// Offer it to somebody else.
    Transfer(AttendanceId),
    /// What else there is to it.
    More(AttendanceId),
    /// What was said in it so far, without taking it.
    See(AttendanceId),
}
