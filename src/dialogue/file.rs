//! Files that people sent to the bot, and what belongs together.

use super::facts::Facts;
use super::state::State;
use super::step::Stepped;
use super::{attending, company, confirm, contact, parameters};
use crate::domain::delivery::Content;
use crate::domain::media::{Media, MediaAt, MediaKind};
use serde::{Deserialize, Serialize};

/// A file a person sent to the bot, before it is with the provider.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomingFile {
    /// Telegram's id for fetching it.
    pub file_id: String,
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Its type as Telegram says, such as `image/jpeg`.
    pub mime: String,
    /// Its size in bytes, where Telegram says it.
    pub size: Option<u64>,
    /// How it was sent.
    #[serde(default)]
    pub kind: MediaKind,
    /// The text under it.
    #[serde(default)]
    pub caption: Option<String>,
    /// Telegram's id of the album that it is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub album: Option<String>,
}

impl IncomingFile {
    /// The file, as a part of a message.
    pub fn media(&self) -> Media {
        let at = MediaAt::Telegram { file_id: self.file_id.clone() };
        Media { kind: self.kind, mime: self.mime.clone(), name: self.name.clone(), size: self.size, at }
    }

    /// What it says to a contact.
    pub fn content(&self) -> Content {
        Content::Media { media: self.media(), caption: self.caption.clone() }
    }
}

/// What else belongs to a file that is asked about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Album {
    /// Telegram's id of it.
    pub id: String,
    /// The files after the first.
    pub more: Vec<Content>,
}

/// A file was sent: to the contact, as a part of what is asked about, as a table of prices, as contacts, or as a value.
pub(super) fn taken(state: &State, file: &IncomingFile, facts: &Facts) -> Stepped {
    if let State::Attending { attendance, used_at } = state {
        let album = file.album.as_deref();
        return attending::share(state, *attendance, *used_at, file.content(), album, facts);
    }
    if let Some(step) = confirm::add(state, file, facts) {
        return Ok(step);
    }
    if let State::Company { place } = state
        && let Some(step) = company::file(place, file, facts)
    {
        return Ok(step);
    }
    if !matches!(state, State::Parameter { .. })
        && let Some(step) = contact::files::offered(state, file, facts)
    {
        return Ok(step);
    }
    Ok(parameters::file(state, file))
}
