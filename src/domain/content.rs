//! What is said by a message.

use super::id::RemoteId;
use super::media::{Media, MediaKind};
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

impl ContactCard {
    /// Each number with the name, by its digits: how a number is written is up to who carries it.
    fn each(&self) -> impl Iterator<Item = (&str, String)> {
        let digits = |number: &String| number.chars().filter(char::is_ascii_digit).collect();
        self.numbers.iter().map(move |number| (self.name.as_str(), digits(number)))
    }
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

    /// The words of it that can be changed by who wrote them.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Text { body } => Some(body),
            Self::Media { caption, .. } => caption.as_deref(),
            Self::Template { .. }
            | Self::Place { .. }
            | Self::Cards { .. }
            | Self::Reaction { .. }
            | Self::Edited { .. }
            | Self::Deleted { .. }
            | Self::Other { .. } => None,
        }
    }

    /// The same with other words; `None` when it is of a kind that has none to be changed.
    pub fn reworded(&self, words: String) -> Option<Self> {
        match self {
            Self::Text { .. } => Some(Self::Text { body: words }),
            Self::Media { media, .. } => {
                let caption = Some(words).filter(|words| !words.is_empty());
                Some(Self::Media { media: media.clone(), caption })
            }
            Self::Template { .. }
            | Self::Place { .. }
            | Self::Cards { .. }
            | Self::Reaction { .. }
            | Self::Edited { .. }
            | Self::Deleted { .. }
            | Self::Other { .. } => None,
        }
    }

    /// Whether this one of ours is what `shown` shows on its way back, which is how the channel carried it: a file may be
    /// known by another id, a sticker has become a picture where there is no way for stickers, words under a sound are
    /// gone, and a card with several numbers may have become several.
    pub fn looks_like(&self, shown: &Self) -> bool {
        match (self, shown) {
            (Self::Media { media, caption }, Self::Media { media: theirs, caption: words }) => {
                let is_picture_of = (media.kind, theirs.kind) == (MediaKind::Sticker, MediaKind::Image);
                let has_its_words = caption == words || media.kind.is_sound();
                (media.kind == theirs.kind || is_picture_of) && has_its_words
            }
            (Self::Cards { cards }, Self::Cards { cards: theirs }) => {
                let [ours, theirs] = [cards, theirs].map(|cards| cards.iter().flat_map(ContactCard::each));
                ours.eq(theirs)
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

/// Whether words begin with a slash, marks aside.
pub fn is_like_a_command(words: &str) -> bool {
    let marks = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '~' | '`' | '>');
    words.trim_start_matches(marks).starts_with('/')
}

#[cfg(test)]
mod tests {
    use super::super::media::MediaAt;
    use super::*;

    fn file(kind: MediaKind, caption: Option<&str>) -> Content {
        let at = MediaAt::Provider { id: "1".to_owned() };
        let media = Media { kind, mime: String::new(), name: None, size: None, at };
        Content::Media { media, caption: caption.map(str::to_owned) }
    }

    fn cards(all: &[(&str, &[&str])]) -> Content {
        let card = |(name, numbers): &(&str, &[&str])| ContactCard {
            name: (*name).to_owned(),
            numbers: numbers.iter().map(|number| (*number).to_owned()).collect(),
        };
        Content::Cards { cards: all.iter().map(card).collect() }
    }

    #[test]
    fn what_a_channel_carries_in_another_form_is_known_on_its_way_back() {
        use MediaKind::{Audio, Document, Image, Sticker, Video, Voice};
        for (ours, shown) in [
            (file(Image, Some("a vitrine")), file(Image, Some("a vitrine"))),
            (file(Sticker, None), file(Sticker, None)),
            (file(Sticker, None), file(Image, None)),
            (file(Voice, Some("ouça")), file(Voice, None)),
            (file(Audio, Some("ouça")), file(Audio, None)),
            (
                cards(&[("Bia", &["+55 51 99999-7777", "5133334444"])]),
                cards(&[("Bia", &["5551999997777"]), ("Bia", &["51 3333-4444"])]),
            ),
        ] {
            assert!(ours.looks_like(&shown), "{ours:?} as {shown:?}");
        }
        for (ours, shown) in [
            (file(Image, Some("a vitrine")), file(Image, None)),
            (file(Image, None), file(Sticker, None)),
            (file(Sticker, None), file(Image, Some("a vitrine"))),
            (file(Video, None), file(Document, None)),
            (file(Voice, None), file(Audio, None)),
            (cards(&[("Bia", &["1", "2"])]), cards(&[("Bia", &["1"])])),
            (cards(&[("Bia", &["1"])]), cards(&[("Ana", &["1"])])),
        ] {
            assert!(!ours.looks_like(&shown), "{ours:?} as {shown:?}");
        }
    }
}
