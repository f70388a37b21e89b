//! One contact: its page, and what is written down and decided about it. Everybody on staff may see and edit contacts; what
//! was said with them stays with who may see the attendance.
//!
//! A chapter with places of its own: `Place` is where a person is in it, `Press` its buttons, `Panel` its panels,
//! `Remark` its lines, `Change` what it changes, `Ask` what it needs to know. Each place has a file.

pub mod action;
pub mod copy;
pub mod decide;
pub mod edit;
pub mod files;
pub mod forget;
pub mod form;
pub mod known;
pub mod merge;
pub mod page;
pub mod said;
pub mod tags;
pub mod visits;

pub use action::Press;
pub use files::{Heard, Import, Stage};
pub use form::Form;
pub use known::{Ask, Known, Visits};
pub use said::{Change, Panel, Remark};

use super::facts::{Facts, Need};
use super::screen::Screen;
use super::state::{ListView, Lists, State, Trail, Who};
use super::step::{Step, Stepped};
use super::{Action, contacts};
use crate::domain::exchange::Format;
use crate::domain::id::{ContactId, ImportId};
use crate::domain::phone::Phone;
use crate::domain::profile::Field;
use crate::domain::template::Filled;
use serde::{Deserialize, Serialize};

/// Where a person is in this chapter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "on")]
pub enum Place {
    /// A new contact, field by field.
    New {
        /// What was typed so far.
        form: Form,
        /// What is asked for; `None` when everything was.
        asks: Option<Field>,
        /// The way to an attendance that goes on afterwards.
        #[serde(default)]
        way: Way,
    },
    /// The contact's page.
    Page {
        /// Whose.
        about: About,
    },
    /// Waits for another value.
    Edit {
        /// Of whom.
        about: About,
        /// For which field.
        field: Field,
    },
    /// The attendances with the contact.
    Visits {
        /// With whom.
        about: About,
        /// The page, from 0.
        page: u32,
    },
    /// The tags.
    Tags {
        /// Whose.
        about: About,
        /// The page, from 0.
        page: u32,
    },
    /// Is the contact to be blocked?
    Block {
        /// Who.
        about: About,
    },
    /// With which other contact is it one?
    Merge {
        /// Who is left.
        about: About,
        /// Which part of the contacts on file.
        list: ListView,
    },
    /// Are these two one?
    MergeSure {
        /// Who is left.
        about: About,
        /// Who goes.
        other: ContactId,
    },
    /// Is the contact to be forgotten?
    Forget {
        /// Who.
        about: About,
        /// It is asked for the second time.
        is_sure: bool,
    },
    /// All that is kept about the contact is being gathered.
    Copying {
        /// Whose.
        about: About,
    },
    /// How contacts are read in from a file.
    ImportHow,
    /// A file of contacts that was sent, and how far it has come.
    Import {
        /// Which.
        import: ImportId,
        /// The file's name.
        name: String,
    },
    /// As what are the contacts on file written?
    Export,
    /// They are being written.
    Exporting {
        /// As what.
        format: Format,
    },
}

/// What is carried along from the way to an attendance, as on a [`Trail`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Way {
    /// A template and values given before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept: Option<Box<Filled>>,
    /// How the lists were narrowed.
    pub lists: Lists,
}

/// A contact on file, and the way on which it was come by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// Who.
    pub contact: ContactId,
    /// The number by which it was come to, when not its own.
    pub phone: Option<Phone>,
    /// The way.
    #[serde(default)]
    pub way: Way,
}

impl About {
    /// The number as read, from which one came.
    pub fn before(&self) -> State {
        let to = Who::Known { contact: self.contact, phone: self.phone.clone() };
        State::Number { to, kept: self.way.kept.clone(), lists: self.way.lists.clone() }
    }

    /// On the way to an attendance with the contact.
    pub fn trail(&self) -> Trail {
        let to = Who::Known { contact: self.contact, phone: self.phone.clone() };
        Trail { to, kept: self.way.kept.clone(), lists: self.way.lists.clone() }
    }

    /// The contact's page.
    pub fn page(&self) -> State {
        State::Contact { place: Place::Page { about: self.clone() } }
    }
}

impl Place {
    /// Whether leaving it loses work.
    pub const fn is_draft(&self) -> bool {
        matches!(self, Self::New { .. } | Self::Import { .. })
    }

    /// Whether it waits for words, of any kind.
    pub const fn takes_words(&self) -> bool {
        match self {
            Self::New { asks: Some(_), .. } | Self::Edit { .. } | Self::Tags { .. } | Self::Merge { .. } => {
                true
            }
            Self::New { asks: None, .. }
            | Self::Page { .. }
            | Self::Visits { .. }
            | Self::Block { .. }
            | Self::MergeSure { .. }
            | Self::Forget { .. }
            | Self::Copying { .. }
            | Self::ImportHow
            | Self::Import { .. }
            | Self::Export
            | Self::Exporting { .. } => false,
        }
    }
}

/// Draws the panel of a place.
pub fn view(place: &Place, facts: &Facts) -> Result<Screen, Need> {
    match place {
        Place::New { form, asks, .. } => Ok(form::view(form, *asks)),
        Place::Page { about } => page::view(about, facts),
        Place::Edit { about, field } => edit::view(about, *field, facts),
        Place::Visits { about, page } => visits::view(about, *page, facts),
        Place::Tags { about, page } => tags::view(about, *page, facts),
        Place::Block { about } => decide::view(about, facts),
        Place::Merge { about, list } => merge::view_list(about, list, facts),
        Place::MergeSure { about, other } => merge::view_sure(about, *other, facts),
        Place::Forget { about, is_sure } => forget::view(about, *is_sure, facts),
        Place::Copying { about } => copy::view(about, facts),
        Place::Import { import, name } => files::view_import(*import, name, facts),
        Place::ImportHow | Place::Export | Place::Exporting { .. } => Ok(files::view(place)),
    }
}

/// A button of it.
pub fn press(place: &Place, action: &Action, facts: &Facts) -> Stepped {
    match place {
        Place::New { form, asks, way } => form::press(form, *asks, way, action, facts),
        Place::Page { about } => page::press(about, action, facts),
        Place::Edit { about, field } => edit::press(about, *field, action, facts),
        Place::Visits { about, page } => Ok(visits::press(about, *page, action)),
        Place::Tags { about, page } => tags::press(about, *page, action, facts),
        Place::Block { about } => decide::press(about, action, facts),
        Place::Merge { about, list } => merge::press_list(about, list, action, facts),
        Place::MergeSure { about, other } => merge::press_sure(about, *other, action, facts),
        Place::Forget { about, is_sure } => forget::press(about, *is_sure, action, facts),
        Place::Copying { .. } => Ok(Step::to(State::Contact { place: place.clone() })),
        Place::Import { import, name } => files::press_import(*import, name, action, facts),
        Place::ImportHow | Place::Export | Place::Exporting { .. } => Ok(files::press(place, action, facts)),
    }
}

/// A text that was typed there.
pub fn typed(place: &Place, text: &str, facts: &Facts) -> Stepped {
    match place {
        Place::New { form, asks: Some(asks), way } => form::typed(form, *asks, way, text, facts),
        Place::Edit { about, field } => edit::typed(about, *field, text, facts),
        Place::Tags { about, page } => tags::typed(about, *page, text, facts),
        Place::Merge { about, .. } => Ok(merge::typed(about, text)),
        Place::New { asks: None, .. }
        | Place::Page { .. }
        | Place::Visits { .. }
        | Place::Block { .. }
        | Place::MergeSure { .. }
        | Place::Forget { .. }
        | Place::Copying { .. }
        | Place::ImportHow
        | Place::Import { .. }
        | Place::Export
        | Place::Exporting { .. } => {
            contacts::typed_anywhere(&State::Contact { place: place.clone() }, text, facts)
        }
    }
}

/// Back to the contacts on file.
fn to_list(place: &Place) -> Step {
    let here = State::Contact { place: place.clone() };
    Step::to(State::Contacts { list: ListView::default() }).draft(super::home::draft_of(&here))
}

/// One step back.
pub fn back(place: &Place) -> Step {
    match place {
        Place::New { form, asks, way } => Step::to(form::before(form, *asks, way)),
        Place::Page { about } => Step::to(about.before()),
        Place::MergeSure { about, .. } => {
            let place = Place::Merge { about: about.clone(), list: ListView::default() };
            Step::to(State::Contact { place })
        }
        Place::ImportHow | Place::Import { .. } | Place::Export => to_list(place),
        Place::Exporting { .. } => Step::to(State::Contact { place: Place::Export }),
        Place::Edit { about, .. }
        | Place::Visits { about, .. }
        | Place::Tags { about, .. }
        | Place::Block { about }
        | Place::Forget { about, .. }
        | Place::Copying { about }
        | Place::Merge { about, .. } => Step::to(about.page()),
    }
}
