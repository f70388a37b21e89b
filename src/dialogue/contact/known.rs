//! What this chapter needs to know.

use super::super::facts::{AttendanceRow, Facts, Need, Page, find};
use super::Import;
use crate::domain::id::{ContactId, ImportId};
use crate::domain::profile::{Profile, Tag};

/// Something that the facts do not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// What is written down and decided about a contact.
    Profile(ContactId),
    /// A page of the attendances with a contact that this person may see.
    Visits(ContactId, u32),
    /// All tags.
    Tags,
    /// How far an import has come.
    Import(ImportId),
}

/// A page of the attendances with a contact.
#[derive(Debug, Clone, PartialEq)]
pub struct Visits {
    /// Those that the person may see, the latest first.
    pub page: Page<AttendanceRow>,
    /// How many they may not.
    pub hidden: u32,
}

/// What was loaded on demand.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// By [`Ask::Profile`].
    pub profiles: Vec<(ContactId, Profile)>,
    /// By [`Ask::Visits`].
    pub visits: Vec<((ContactId, u32), Visits)>,
    /// By [`Ask::Tags`].
    pub tags: Option<Vec<Tag>>,
    /// By [`Ask::Import`]; `None` when it does not exist.
    pub imports: Vec<(ImportId, Option<Import>)>,
}

impl Facts {
    /// What is written down and decided about a contact; nothing when it does not exist (any more).
    pub fn profile(&self, id: ContactId) -> Result<&Profile, Need> {
        find(&self.known.of_contact.profiles, &id).ok_or(Need::OfContact(Ask::Profile(id)))
    }

    /// How far an import has come; `None` when it does not exist (any more).
    pub fn import(&self, id: ImportId) -> Result<Option<&Import>, Need> {
        let known = find(&self.known.of_contact.imports, &id);
        known.map(Option::as_ref).ok_or(Need::OfContact(Ask::Import(id)))
    }

    /// All tags, by name.
    pub fn tags(&self) -> Result<&[Tag], Need> {
        self.known.of_contact.tags.as_deref().ok_or(Need::OfContact(Ask::Tags))
    }

    /// A page of the attendances with a contact.
    pub fn visits(&self, id: ContactId, page: u32) -> Result<&Visits, Need> {
        find(&self.known.of_contact.visits, &(id, page)).ok_or(Need::OfContact(Ask::Visits(id, page)))
    }
}
