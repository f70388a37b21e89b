//! Quick replies: the list of them, making and changing one, and saying one to a contact.
//!
//! Everybody has their own; a team's are made by who manages it, the company's by owners. That is checked where one is
//! kept or taken away, whatever was shown before.

mod edit;
mod say;
mod view;

pub use edit::{press, typed};
pub use say::{command, said};
pub use view::view;

use super::Action;
use super::facts::{Facts, Need};
use super::screen::Person;
use super::state::State;
use super::step::Step;
use crate::domain::id::{AttendanceId, ReplyId, TeamId};
use crate::domain::quick_reply::{QuickReply, ReplyOwner, ReplyWord};
use serde::{Deserialize, Serialize};

/// Where one is among the quick replies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "replies")]
pub enum Place {
    /// All that one can call.
    List {
        /// The page, from 0.
        page: u32,
    },
    /// One of them.
    One {
        /// Which.
        reply: ReplyId,
    },
    /// Waits for the word of a new one.
    AskWord,
    /// Waits for its text.
    AskText {
        /// Its word.
        word: ReplyWord,
    },
    /// Whose shall it be?
    Whose {
        /// Its word.
        word: ReplyWord,
        /// Its text.
        text: String,
    },
    /// Waits for another text.
    Edit {
        /// Of which.
        reply: ReplyId,
    },
    /// Which one goes to the contact?
    Choose {
        /// Of which attendance.
        attendance: AttendanceId,
        /// The page, from 0.
        page: u32,
    },
    /// Shall this one go?
    Check {
        /// To the contact of which attendance.
        attendance: AttendanceId,
        /// Which.
        reply: ReplyId,
    },
}

/// A button among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Press {
    /// All that one can call.
    List,
    /// This one.
    One(ReplyId),
    /// A new one.
    New,
    /// Another text.
    Edit,
    /// Take it away.
    Remove,
    /// It shall be one's own.
    Mine,
    /// It shall be this team's.
    Team(TeamId),
    /// It shall be the company's.
    Company,
    /// Choose one for the contact.
    Choose,
    /// Send it.
    Send,
}

impl Press {
    /// Its word in callback data, behind the `x` that all of them have.
    pub fn encode(&self) -> String {
        match self {
            Self::List => "l".into(),
            Self::One(reply) => format!("o:{}", reply.short()),
            Self::New => "n".into(),
            Self::Edit => "e".into(),
            Self::Remove => "r".into(),
            Self::Mine => "m".into(),
            Self::Team(team) => format!("t:{team}"),
            Self::Company => "c".into(),
            Self::Choose => "h".into(),
            Self::Send => "s".into(),
        }
    }

    /// The inverse of [`Self::encode`].
    pub fn decode(text: &str) -> Option<Self> {
        let (word, argument) = text.split_once(':').unwrap_or((text, ""));
        Some(match (word, argument) {
            ("l", "") => Self::List,
            ("o", id) => Self::One(ReplyId::from_short(id).ok()?),
            ("n", "") => Self::New,
            ("e", "") => Self::Edit,
            ("r", "") => Self::Remove,
            ("m", "") => Self::Mine,
            ("t", id) => Self::Team(TeamId::new(id).ok()?),
            ("c", "") => Self::Company,
            ("h", "") => Self::Choose,
            ("s", "") => Self::Send,
            _ => return None,
        })
    }
}

/// What a panel of them says.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// All that one can call.
    List {
        /// How many.
        total: u32,
    },
    /// One of them.
    One {
        /// The word that calls it.
        word: ReplyWord,
        /// What it says.
        text: String,
        /// Whose it is.
        owner: Whose,
    },
    /// Type the word of a new one.
    AskWord,
    /// Type its text.
    AskText {
        /// Its word.
        word: ReplyWord,
    },
    /// Whose shall it be?
    Whose {
        /// Its word.
        word: ReplyWord,
    },
    /// Which one goes to this contact?
    Choose {
        /// To whom.
        person: Person,
        /// How many there are.
        total: u32,
    },
    /// Shall this go to the contact?
    Check {
        /// To whom.
        person: Person,
        /// What, with its gaps filled.
        text: String,
    },
    /// It is not there any more.
    Gone,
}

/// Whose a reply is, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// One's own.
    Mine,
    /// A team's.
    Team(String),
    /// The company's.
    Company,
}

fn at(place: Place) -> State {
    State::Replies { place }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Whether this person may make and change replies of this owner.
fn may_write(owner: &ReplyOwner, facts: &Facts) -> bool {
    let is_there =
        if let ReplyOwner::Team { team } = owner { facts.company.find_team(team).is_some() } else { true };
    is_there && facts.me.may_write(owner)
}

fn find(id: ReplyId, facts: &Facts) -> Result<Option<&QuickReply>, Need> {
    Ok(facts.replies()?.iter().find(|one| one.id == id))
}

/// A page of a list. `None`: the place has none.
pub fn turned(place: &Place, action: &Action) -> Option<Step> {
    let page = super::lists::turned(action)?;
    match place {
        Place::List { .. } => Some(Step::to(at(Place::List { page }))),
        Place::Choose { attendance, .. } => {
            Some(Step::to(at(Place::Choose { attendance: *attendance, page })))
        }
        Place::One { .. }
        | Place::AskWord
        | Place::AskText { .. }
        | Place::Whose { .. }
        | Place::Edit { .. }
        | Place::Check { .. } => None,
    }
}

/// One step back.
pub fn back(place: &Place) -> Step {
    Step::to(match place {
        Place::List { .. } => State::Settings { place: super::settings::Place::Mine },
        Place::One { .. } | Place::AskWord => at(Place::List { page: 0 }),
        Place::AskText { .. } => at(Place::AskWord),
        Place::Whose { word, .. } => at(Place::AskText { word: word.clone() }),
        Place::Edit { reply } => at(Place::One { reply: *reply }),
        Place::Choose { attendance, .. } => State::More { attendance: *attendance },
        Place::Check { attendance, .. } => at(Place::Choose { attendance: *attendance, page: 0 }),
    })
}

/// Whether it waits for words.
pub const fn asks_for_words(place: &Place) -> bool {
    match place {
        Place::AskWord | Place::AskText { .. } | Place::Edit { .. } => true,
        Place::List { .. }
        | Place::One { .. }
        | Place::Whose { .. }
        | Place::Choose { .. }
        | Place::Check { .. } => false,
    }
}
