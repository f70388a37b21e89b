//! The gaps of a template, in the order in which they are asked for: header, body, buttons.

use super::{Header, Template, TemplateButton};
use serde::{Deserialize, Serialize};

/// Where a gap stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "in")]
pub enum Place {
    /// In the header.
    Header,
    /// In the body.
    Body,
    /// In the button at this position, counted from 0.
    Button {
        /// The position.
        index: u8,
    },
}

/// What names a gap within its template. A named gap has one key wherever it appears; numbered gaps are apart by
/// place, because `{{1}}` of the header and `{{1}}` of the body are two values.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by")]
pub enum SlotKey {
    /// `{{cliente}}`
    Name {
        /// The name.
        name: String,
    },
    /// `{{1}}`
    Number {
        /// Where.
        place: Place,
        /// The number, from 1.
        number: u8,
    },
    /// The header's file or place.
    HeaderMedia,
    /// The code to copy of the button at this position.
    Code {
        /// The position.
        index: u8,
    },
}

/// What kind of value a gap takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlotKind {
    /// A line of text.
    Text,
    /// A picture: JPEG or PNG.
    Image,
    /// A video: MP4 or 3GP.
    Video,
    /// A file.
    Document,
    /// A place.
    Location,
    /// The end of an address; percent-encoded when sent.
    UrlSuffix,
    /// A code that the contact copies, up to 15 characters.
    Code,
}

/// One gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// What names it.
    pub key: SlotKey,
    /// What it takes.
    pub kind: SlotKind,
    /// Where it appears first.
    pub place: Place,
    /// The example from the template.
    pub example: Option<String>,
    /// The label of the button it belongs to.
    pub button_label: Option<String>,
}

/// Why staff cannot send this template from a phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfillable {
    /// The component's kind as the provider writes it, such as `CAROUSEL` or `FLOW`.
    pub what: String,
}
