//! The outcome of one step: where the dialogue goes, what changes in the world, what is said.

use super::contact;
use super::facts::Need;
use super::house;
use super::screen::Line;
use super::settings::Setting;
use super::state::{State, Who};
use crate::domain::attendance::{Conclusion, Successor};
use crate::domain::contact::Address;
use crate::domain::delivery::Content;
use crate::domain::id::{AttendanceId, ChannelId, MessageId, RemoteId, StaffId, TeamId};
use crate::domain::note::NoteText;
use crate::domain::phone::Phone;
use crate::domain::staff::Locale;
use crate::domain::template::Filled;

/// The outcome of one step, or what it needs to know first.
pub type Stepped = Result<Step, Need>;

/// The outcome of one step.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Where the dialogue goes.
    pub next: State,
    /// What changes in the world; all of it in one transaction with the dialogue, or none.
    pub changes: Vec<Change>,
    /// One line below the panel.
    pub line: Option<Line>,
    /// What becomes of the draft.
    pub draft: Draft,
    /// What the person sees next.
    pub show: Show,
}

/// What becomes of the draft.
#[derive(Debug, Clone, PartialEq)]
pub enum Draft {
    /// It stays as it is.
    Keep,
    /// This is offered again from now on.
    Leave(Box<State>),
    /// It is used up.
    Clear,
}

/// What the person sees next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// The panel of the state.
    Panel,
    /// The panel turns into the card of this attendance.
    Card(AttendanceId),
    /// Nothing new: the card follows by itself.
    Nothing,
}

/// One change in the world.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Something about a contact.
    OfContact(contact::Change),
    /// The person reads this language.
    SetLocale(Locale),
    /// Something was set.
    Set(Setting),
    /// An attendance is opened.
    Open(Box<Opening>),
    /// Something is said to an attendance's contact, or waits for the window.
    Say {
        /// Where.
        attendance: AttendanceId,
        /// What.
        content: Content,
        /// The provider's id of the message that it answers.
        answers: Option<RemoteId>,
        /// Whether it waits for the contact to write.
        held: bool,
        /// The Telegram message in which it was said, in the chat of the dialogue; none for what was chosen by a tap.
        said_in: Option<i64>,
    },
    /// What was said goes to nobody, and whoever said it is told why, below their words.
    NotSent {
        /// To whose contact it was said.
        attendance: AttendanceId,
        /// Why.
        why: Unsent,
    },
    /// What was said answers a message of which nobody knows to whom it belongs: it goes to nobody, and whoever said it is
    /// told so below their words.
    NotPlaced,
    /// A template is sent within an open attendance.
    SendTemplate {
        /// Where.
        attendance: AttendanceId,
        /// The template and its values.
        filled: Box<Filled>,
    },
    /// An attendance is concluded.
    Conclude {
        /// Which.
        attendance: AttendanceId,
        /// Why.
        reason: Conclusion,
        /// A note.
        note: Option<String>,
    },
    /// The holder is asked to hand the attendance over.
    AskTransfer {
        /// Which.
        attendance: AttendanceId,
        /// Who has it.
        holder: Option<StaffId>,
    },
    /// A message that waits is taken out of the queue and never leaves.
    RemoveHeld {
        /// Of which attendance.
        attendance: AttendanceId,
        /// Which message.
        message: MessageId,
    },
    /// A message that waits changes places with its neighbour.
    MoveHeld {
        /// Of which attendance.
        attendance: AttendanceId,
        /// Which message.
        message: MessageId,
        /// With the one before it; otherwise with the one behind.
        earlier: bool,
    },
    /// The attendance is offered to a team or a person.
    Offer {
        /// Which.
        attendance: AttendanceId,
        /// To whom.
        to: Successor,
        /// Who is told.
        people: Vec<StaffId>,
    },
    /// Something of the house.
    House(house::Change),
    /// The card of this attendance is wanted in this chat.
    ShowCard(AttendanceId),
    /// An internal note is kept with the attendance.
    Note {
        /// Which.
        attendance: AttendanceId,
        /// Its words: no content, so that nothing can send them.
        text: NoteText,
    },
    /// Somebody read what was said in this attendance.
    Read(AttendanceId),
    /// A wrong number is replaced, and what failed because of it is sent again.
    CorrectNumber {
        /// The attendance whose contact has the wrong number.
        attendance: AttendanceId,
        /// The right one.
        phone: Phone,
    },
}

/// Why something goes to nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsent {
    /// Nobody has taken the attendance yet.
    NotTaken,
    /// Somebody else has it.
    NotYours,
    /// It is concluded.
    Closed,
    /// It is a command now, which takes the place of no words to a contact.
    Command,
}

/// An attendance to be opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Opening {
    /// With whom.
    pub to: Who,
    /// Identities that the provider told for the number.
    pub addresses: Vec<Address>,
    /// On which channel.
    pub channel: ChannelId,
    /// For which team.
    pub team: TeamId,
    /// The template to start with; none where none is needed.
    pub first: Option<Box<Filled>>,
}

impl Step {
    /// Goes to a state and shows its panel.
    pub fn to(next: State) -> Self {
        Self { next, changes: Vec::new(), line: None, draft: Draft::Keep, show: Show::Panel }
    }
    /// With a line below the panel.
    #[must_use]
    pub fn saying(mut self, line: Line) -> Self {
        self.line = Some(line);
        self
    }
    /// With a change in the world.
    #[must_use]
    pub fn with(mut self, change: Change) -> Self {
        self.changes.push(change);
        self
    }
    /// With what becomes of the draft.
    #[must_use]
    pub fn draft(mut self, draft: Draft) -> Self {
        self.draft = draft;
        self
    }
    /// With what the person sees next.
    #[must_use]
    pub const fn showing(mut self, show: Show) -> Self {
        self.show = show;
        self
    }
}
