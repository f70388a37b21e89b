//! Approved templates: what they consist of, which gaps they have, which values fit and how the result reads.
//!
//! [`Template`] is our copy of what the provider lists; [`slot`] finds its gaps in the order in which they are asked
//! for; [`value`] checks what staff type; [`preview`] shows the message as the contact will see it.

mod gap;
pub mod slot;
pub mod value;

mod check;
mod fill;
pub mod preview;
pub mod search;

#[cfg(test)]
mod properties;
#[cfg(test)]
pub(super) mod tests;

pub use check::{check_location, check_media, check_text, url_suffix};
pub use fill::ButtonValue;
pub use preview::{ButtonKind, Preview, PreviewButton, PreviewHeader, Span};
pub use slot::{Place, Slot, SlotKey, SlotKind, Unfillable};
pub use value::{Filled, MediaRef, Value, ValueFault};

use super::id::RemoteId;
use serde::{Deserialize, Serialize};

/// What a template is for; its price follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Offers and news.
    Marketing,
    /// What the contact asked for or must know.
    Utility,
    /// One-time codes.
    Authentication,
}

impl Category {
    /// All of them, in the order in which they are offered as filters.
    pub const ALL: [Self; 3] = [Self::Utility, Self::Marketing, Self::Authentication];
}

/// Whether a template may be sent: only an approved one may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TemplateStatus {
    /// May be sent.
    Approved,
    /// Waits for the provider.
    Pending,
    /// Refused by the provider.
    Rejected,
    /// Paused for bad quality.
    Paused,
    /// Disabled for good.
    Disabled,
    /// Any other state in which it cannot be sent.
    Other,
}

/// What names a template in an account: ids change when an account moves, these do not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TemplateKey {
    /// The name, such as `retorno_orcamento`.
    pub name: String,
    /// The language code, such as `pt_BR`.
    pub language: String,
}

/// An example value from the provider's listing: for a named parameter its name, for a positional one its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// `1`, `2`, … or a name.
    pub key: String,
    /// The example.
    pub text: String,
}

/// A header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "format")]
pub enum Header {
    /// Up to 60 characters with at most one gap.
    Text {
        /// With gaps as `{{1}}` or `{{name}}`.
        text: String,
        /// Examples by gap.
        examples: Vec<Example>,
    },
    /// A picture given when sending.
    Image,
    /// A video given when sending.
    Video,
    /// A file given when sending.
    Document,
    /// A place given when sending.
    Location,
    /// A kind that staff cannot fill from a phone; its name as the provider writes it.
    Other {
        /// Such as `PRODUCT` or `GIF`.
        what: String,
    },
}

/// A button, at its position counted from 0 over all buttons of the template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum TemplateButton {
    /// Answers with its text.
    QuickReply {
        /// Its label.
        text: String,
    },
    /// Opens an address, perhaps with a gap at its end.
    Url {
        /// Its label.
        text: String,
        /// The address, with `{{1}}` or `{{name}}` at its end if it has a gap.
        url: String,
        /// The example the provider shows.
        example: Option<String>,
    },
    /// Calls a number.
    Phone {
        /// Its label.
        text: String,
        /// The number.
        phone: String,
    },
    /// Copies a code that is given when sending.
    CopyCode {
        /// The example the provider shows.
        example: Option<String>,
    },
    /// One-time code of an authentication template; takes the same value as the body.
    Otp {
        /// Its label.
        text: String,
    },
    /// Takes nothing when sending, such as `REQUEST_CONTACT_INFO` or `VOICE_CALL`.
    Plain {
        /// Its label.
        text: String,
    },
    /// A kind that staff cannot fill from a phone; its name as the provider writes it.
    Other {
        /// Such as `FLOW`, `CATALOG` or `MPM`.
        what: String,
        /// Its label.
        text: String,
    },
}

/// A template as the provider lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// The provider's id.
    pub remote: RemoteId,
    /// Name and language.
    pub key: TemplateKey,
    /// What it is for.
    pub category: Category,
    /// Whether it may be sent.
    pub status: TemplateStatus,
    /// Whether gaps have names (`{{cliente}}`) instead of numbers (`{{1}}`).
    pub named: bool,
    /// The header, if any.
    pub header: Option<Header>,
    /// The body: up to 1024 characters with gaps.
    pub body: String,
    /// Examples of the body's gaps.
    pub body_examples: Vec<Example>,
    /// The footer, if any.
    pub footer: Option<String>,
    /// The buttons, in order.
    pub buttons: Vec<TemplateButton>,
    /// Whole components that staff cannot fill, such as `CAROUSEL` or `LIMITED_TIME_OFFER`.
    pub others: Vec<String>,
}
