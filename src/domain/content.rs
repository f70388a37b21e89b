//! What is said by a message.

use super::id::RemoteId;
use super::media::Media;
use super::template::Filled;
use serde::{Deserialize, Serialize};

/// What is said by a message. Stored and sent: a new kind gets a new variant, an old one is never changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Content {
    /// Free text, with WhatsApp's own marks.
    Text {
        /// 1 to 4096 characters.
        body: String,
    },
    /// An approved template with its values.
    Template {
        /// The template as it was when the values were given, and the values.
        filled: Box<Filled>,
    },
    /// A file.
    Media {
        /// Which, and where its bytes are.
        media: Media,
        /// The text under it, with WhatsApp's own marks; 1 to 1024 characters.
        caption: Option<String>,
    },
    /// A place.
    Place {
        /// Degrees, north positive.
        latitude: f64,
        /// Degrees, east positive.
        longitude: f64,
        /// Its name.
        name: Option<String>,
        /// Its address.
        address: Option<String>,
    },
    /// Contact cards.
    Cards {
        /// At least one.
        cards: Vec<ContactCard>,
    },
    /// A reaction to a message.
    Reaction {
        /// The provider's id of that message.
        to: RemoteId,
        /// One emoji; absent when it was taken away.
        emoji: Option<String>,
        /// Whether that message is one of the company's.
        #[serde(default)]
        ours: bool,
    },
    /// A message was changed by who wrote it.
    Edited {
        /// The provider's id of that message.
        of: RemoteId,
        /// What it says now.
        body: String,
    },
    /// A message was deleted by who wrote it.
    Deleted {
        /// The provider's id of that message.
        of: RemoteId,
    },
    /// Something received that has no text of its own; the name of its kind as the provider calls it.
    Other {
        /// Such as `image` or `sticker`.
        what: String,
        /// Its caption, if any.
        caption: Option<String>,
    },
}

/// A person's card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactCard {
    /// The name on it.
    pub name: String,
    /// The numbers as they stand on it.
    pub numbers: Vec<String>,
}

impl Content {
    /// Whether it is about another message rather than one of its own: it opens no conversation and waits for no window.
    pub const fn is_mark(&self) -> bool {
        match self {
            Self::Reaction { .. } | Self::Edited { .. } | Self::Deleted { .. } => true,
            Self::Text { .. }
            | Self::Template { .. }
            | Self::Media { .. }
            | Self::Place { .. }
            | Self::Cards { .. }
            | Self::Other { .. } => false,
        }
    }

    /// The provider's id of the message that it is about.
    pub const fn is_about(&self) -> Option<&RemoteId> {
        match self {
            Self::Reaction { to: about, .. }
            | Self::Edited { of: about, .. }
            | Self::Deleted { of: about } => Some(about),
            Self::Text { .. }
            | Self::Template { .. }
            | Self::Media { .. }
            | Self::Place { .. }
            | Self::Cards { .. }
            | Self::Other { .. } => None,
        }
    }

    /// Whether it looks the same on the contact's phone. A file may be known by another id on the way back.
    pub fn looks_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Media { media, caption }, Self::Media { media: theirs, caption: words }) => {
                media.kind == theirs.kind && caption == words
            }
            (one, other) => one == other,
        }
    }

    /// Whether the official API takes it only while the window is open.
    pub const fn needs_window(&self) -> bool {
        !matches!(self, Self::Template { .. })
    }

    /// Whether it waits for the window while that is closed. A mark that comes after a day says nothing any more.
    pub const fn waits_for_window(&self) -> bool {
        self.needs_window() && !self.is_mark()
    }
}
