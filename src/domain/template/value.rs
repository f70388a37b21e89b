//! Values for the gaps of a template: what staff may give, what is refused and why.

use super::Template;
use super::slot::SlotKey;
use crate::domain::id::RemoteId;
use serde::{Deserialize, Serialize};

pub use super::check::{check_location, check_media, check_text};

/// A file that is already with the provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaRef {
    /// The provider's id of the uploaded file.
    pub remote: RemoteId,
    /// The name the contact sees, for documents.
    pub filename: Option<String>,
    /// Its type, such as `image/jpeg`.
    pub mime: String,
}

/// A value for a gap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Value {
    /// A line of text, a URL suffix as typed, or a code.
    Text {
        /// What was typed, normalised.
        text: String,
    },
    /// A file.
    Media {
        /// Where it is.
        media: MediaRef,
    },
    /// A place.
    Location {
        /// Degrees, north positive.
        latitude: f64,
        /// Degrees, east positive.
        longitude: f64,
        /// The name shown.
        name: Option<String>,
        /// The address shown.
        address: Option<String>,
    },
}

/// A template with the values given so far: as it was when they were given, so that what was agreed to is what is
/// sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Filled {
    /// The template.
    pub template: Template,
    /// Values by gap, in the order of the gaps.
    pub values: Vec<(SlotKey, Value)>,
}

/// Why a value is refused. Each has a sentence in every language that says what a right one looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueFault {
    /// Nothing visible in it.
    Empty,
    /// A line break or tab.
    LineBreak,
    /// More than four spaces in a row.
    Spaces,
    /// The finished part would be longer than the provider takes.
    TooLong {
        /// Characters over the limit.
        over: usize,
        /// The limit of the finished part.
        limit: usize,
    },
    /// Text where a file or a place is wanted, or the other way round.
    WrongKind,
    /// A file of a type the provider does not take there.
    MediaType {
        /// What it is.
        mime: String,
    },
    /// A file larger than the provider takes, or than a bot may fetch.
    MediaSize {
        /// The limit in bytes.
        limit: u64,
    },
}
