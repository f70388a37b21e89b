//! Files in messages: what kind they are, where their bytes are, and what a channel carries.
//!
//! The bytes are never kept by us. What a person of ours sends stays with Telegram until it leaves, what a contact sends
//! stays with the provider until it is shown; both are read as a stream.

use super::limit;
use serde::{Deserialize, Serialize};

/// How a file appears in the conversation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    /// A picture.
    Image,
    /// A film.
    Video,
    /// A piece of music, or any sound that is not a voice note.
    Audio,
    /// A voice note, playable where it stands.
    Voice,
    /// A file with a name.
    #[default]
    Document,
    /// A sticker that does not move.
    Sticker,
    /// A sticker that moves, in a form that only one side knows.
    AnimatedSticker,
}

/// Where the bytes are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "with")]
pub enum MediaAt {
    /// With Telegram, under the bot's own id of the file.
    Telegram {
        /// That id.
        file_id: String,
    },
    /// With the provider of the attendance's channel.
    Provider {
        /// The file's id, or that of the message it came in.
        id: String,
    },
}

/// A file in a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Media {
    /// How it appears.
    pub kind: MediaKind,
    /// Its type as it was told, such as `image/jpeg`; parameters may follow.
    pub mime: String,
    /// Its name, for documents.
    pub name: Option<String>,
    /// Bytes, when known.
    pub size: Option<u64>,
    /// Where it is.
    pub at: MediaAt,
}

/// The most bytes that a channel takes, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaLimits {
    /// Of a picture.
    pub image: u64,
    /// Of a film.
    pub video: u64,
    /// Of a sound or a voice note.
    pub audio: u64,
    /// Of any other file.
    pub document: u64,
    /// Of a sticker.
    pub sticker: u64,
}

/// Why a file cannot go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It has more bytes than can be carried.
    TooLarge {
        /// How many can.
        limit: u64,
    },
    /// WhatsApp has no such sticker.
    AnimatedSticker,
}

impl Media {
    /// The type without its parameters, in lower case.
    pub fn bare_mime(&self) -> String {
        let bare = self.mime.split(';').next().unwrap_or_default();
        bare.trim().to_ascii_lowercase()
    }

    /// The file as the channel carries it. What is too large, or of the wrong type, for its own kind goes as a document,
    /// where there is more room; what cannot go at all is refused before anybody waits for it.
    pub fn fit(mut self, limits: &MediaLimits) -> Result<Self, Unfit> {
        if self.kind == MediaKind::AnimatedSticker {
            return Err(Unfit::AnimatedSticker);
        }
        let size = self.size.unwrap_or_default();
        if size > limit::TELEGRAM_DOWNLOAD_LEN_MAX {
            return Err(Unfit::TooLarge { limit: limit::TELEGRAM_DOWNLOAD_LEN_MAX });
        }
        if !self.is_of_its_kind() || size > limits.of(self.kind) {
            self.kind = MediaKind::Document;
        }
        let most = limits.of(self.kind);
        if size > most { Err(Unfit::TooLarge { limit: most }) } else { Ok(self) }
    }

    /// Whether WhatsApp takes this type as this kind.
    fn is_of_its_kind(&self) -> bool {
        let mime = self.bare_mime();
        match self.kind {
            MediaKind::Image => matches!(mime.as_str(), "image/jpeg" | "image/png"),
            MediaKind::Video => matches!(mime.as_str(), "video/mp4" | "video/3gpp"),
            MediaKind::Audio => {
                matches!(mime.as_str(), "audio/aac" | "audio/amr" | "audio/mpeg" | "audio/mp4" | "audio/ogg")
            }
            MediaKind::Voice => mime == "audio/ogg",
            MediaKind::Sticker => mime == "image/webp",
            MediaKind::Document => true,
            MediaKind::AnimatedSticker => false,
        }
    }

    /// The name under which it travels, with an ending by its type where it has none of its own.
    pub fn file_name(&self) -> String {
        if let Some(name) = self.name.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
            return name.to_owned();
        }
        let mime = self.bare_mime();
        let ending = match mime.as_str() {
            "image/jpeg" => "jpg",
            "image/png" => "png",
            "image/webp" => "webp",
            "video/mp4" => "mp4",
            "video/3gpp" => "3gp",
            "audio/ogg" => "ogg",
            "audio/mpeg" => "mp3",
            "audio/mp4" => "m4a",
            "audio/aac" => "aac",
            "audio/amr" => "amr",
            "application/pdf" => "pdf",
            "text/plain" => "txt",
            _ => "bin",
        };
        format!("{}.{ending}", self.kind.word())
    }
}

impl MediaKind {
    /// A word for names of files: the same in every language.
    const fn word(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Voice => "voice",
            Self::Document => "file",
            Self::Sticker | Self::AnimatedSticker => "sticker",
        }
    }
}

impl MediaLimits {
    /// The most bytes of that kind.
    pub const fn of(&self, kind: MediaKind) -> u64 {
        match kind {
            MediaKind::Image => self.image,
            MediaKind::Video => self.video,
            MediaKind::Audio | MediaKind::Voice => self.audio,
            MediaKind::Document => self.document,
            MediaKind::Sticker => self.sticker,
            MediaKind::AnimatedSticker => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: MediaLimits = MediaLimits {
        image: 5 << 20,
        video: 16 << 20,
        audio: 16 << 20,
        document: 100 << 20,
        sticker: 100 << 10,
    };

    fn media(kind: MediaKind, mime: &str, size: u64) -> Media {
        let at = MediaAt::Telegram { file_id: "A".to_owned() };
        Media { kind, mime: mime.to_owned(), name: None, size: Some(size), at }
    }

    fn fitted(kind: MediaKind, mime: &str, size: u64) -> Result<MediaKind, Unfit> {
        media(kind, mime, size).fit(&LIMITS).map(|media| media.kind)
    }

    #[test]
    fn what_fits_goes_as_it_is() {
        assert_eq!(fitted(MediaKind::Image, "image/jpeg", 5 << 20), Ok(MediaKind::Image));
        assert_eq!(fitted(MediaKind::Voice, "audio/ogg; codecs=opus", 1), Ok(MediaKind::Voice));
        assert_eq!(fitted(MediaKind::Sticker, "image/webp", 100 << 10), Ok(MediaKind::Sticker));
    }

    #[test]
    fn what_is_too_large_or_of_another_type_goes_as_a_document() {
        assert_eq!(fitted(MediaKind::Video, "video/mp4", 19 << 20), Ok(MediaKind::Document));
        assert_eq!(fitted(MediaKind::Image, "image/heic", 1), Ok(MediaKind::Document));
        assert_eq!(fitted(MediaKind::Voice, "audio/mpeg", 1), Ok(MediaKind::Document));
        assert_eq!(fitted(MediaKind::Sticker, "image/webp", 200 << 10), Ok(MediaKind::Document));
    }

    #[test]
    fn what_cannot_go_is_refused_with_its_limit() {
        let telegram = limit::TELEGRAM_DOWNLOAD_LEN_MAX;
        assert_eq!(fitted(MediaKind::Document, "x/y", telegram), Ok(MediaKind::Document));
        assert_eq!(
            fitted(MediaKind::Document, "x/y", telegram + 1),
            Err(Unfit::TooLarge { limit: telegram })
        );
        assert_eq!(fitted(MediaKind::AnimatedSticker, "video/webm", 1), Err(Unfit::AnimatedSticker));
        let small = MediaLimits { document: 10, image: 1, ..LIMITS };
        let refused = media(MediaKind::Image, "image/jpeg", 11).fit(&small);
        assert_eq!(refused, Err(Unfit::TooLarge { limit: 10 }));
    }

    #[test]
    fn a_file_without_a_name_gets_one_with_the_right_ending() {
        assert_eq!(media(MediaKind::Voice, "audio/ogg; codecs=opus", 1).file_name(), "voice.ogg");
        let named =
            Media { name: Some(" nota.pdf ".to_owned()), ..media(MediaKind::Document, "application/pdf", 1) };
        assert_eq!(named.file_name(), "nota.pdf");
    }
}
