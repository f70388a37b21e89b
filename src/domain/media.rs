//! Files in messages: what kind they are, where their bytes are, and what a channel carries.
//!
//! The bytes are never kept by us. What a person of ours sends stays with Telegram until it leaves, what a contact sends
//! stays with the provider until it is shown; both are read as a stream.

use super::form::clean_name;
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

/// What a channel takes: the most bytes by kind, and which types.
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
    /// Whether files of every type go as documents. Else each type has the limit of its own kind, whatever it goes as, and
    /// types that are not listed do not go.
    pub any_type: bool,
}

/// Why a file cannot go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// It has more bytes than can be carried.
    TooLarge {
        /// How many can.
        limit: u64,
    },
    /// WhatsApp takes no files of this type.
    Type {
        /// The ending of its name, or its type.
        what: String,
    },
    /// WhatsApp has no such sticker.
    AnimatedSticker,
}

/// Types that WhatsApp takes as documents, beside those of pictures, films and sounds.
const DOCUMENT_TYPES: [&str; 8] = [
    "text/plain",
    "application/pdf",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
];

impl Media {
    /// The type without its parameters, in lower case.
    pub fn bare_mime(&self) -> String {
        let bare = self.mime.split(';').next().unwrap_or_default();
        bare.trim().to_ascii_lowercase()
    }

    /// The file as the channel carries it. What is of the wrong type or too large for its own kind goes as a document,
    /// where the channel has room for that; what cannot go at all is refused before anybody waits for it.
    pub fn fit(mut self, limits: &MediaLimits) -> Result<Self, Unfit> {
        if self.kind == MediaKind::AnimatedSticker {
            return Err(Unfit::AnimatedSticker);
        }
        let size = self.size.unwrap_or_default();
        if size > limit::TELEGRAM_DOWNLOAD_LEN_MAX {
            return Err(Unfit::TooLarge { limit: limit::TELEGRAM_DOWNLOAD_LEN_MAX });
        }
        let natural = self.natural_kind();
        let is_of_its_kind = natural == Some(self.kind)
            || (self.kind, natural) == (MediaKind::Voice, Some(MediaKind::Audio))
                && self.bare_mime() == "audio/ogg";
        let most = if limits.any_type {
            if !is_of_its_kind || size > limits.of(self.kind) {
                self.kind = MediaKind::Document;
            }
            limits.of(self.kind)
        } else {
            let natural = natural.ok_or_else(|| Unfit::Type { what: self.what() })?;
            if !is_of_its_kind {
                self.kind = MediaKind::Document;
            }
            limits.of(natural)
        };
        if size > most { Err(Unfit::TooLarge { limit: most }) } else { Ok(self) }
    }

    /// As what WhatsApp takes this type; `None` when it takes it as a document of any type at most.
    fn natural_kind(&self) -> Option<MediaKind> {
        match self.bare_mime().as_str() {
            "image/jpeg" | "image/png" => Some(MediaKind::Image),
            "video/mp4" | "video/3gpp" => Some(MediaKind::Video),
            "audio/aac" | "audio/amr" | "audio/mpeg" | "audio/mp4" | "audio/ogg" => Some(MediaKind::Audio),
            "image/webp" => Some(MediaKind::Sticker),
            other => DOCUMENT_TYPES.contains(&other).then_some(MediaKind::Document),
        }
    }

    /// How its type is called by people: by the ending of its name.
    fn what(&self) -> String {
        let ending = self.name.as_deref().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending);
        ending
            .filter(|ending| (1..=8).contains(&ending.len()))
            .map_or_else(|| self.bare_mime(), str::to_owned)
    }

    /// The name under which it travels, with an ending by its type where it has none of its own.
    pub fn file_name(&self) -> String {
        if let Some(name) = self.name.as_deref().and_then(clean_name) {
            return name;
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
    /// Whether it is only heard. WhatsApp shows no words under it.
    pub const fn is_sound(self) -> bool {
        match self {
            Self::Audio | Self::Voice => true,
            Self::Image | Self::Video | Self::Document | Self::Sticker | Self::AnimatedSticker => false,
        }
    }

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

    /// Those of the official API.
    const LISTED: MediaLimits = MediaLimits {
        image: 5 << 20,
        video: 16 << 20,
        audio: 16 << 20,
        document: 100 << 20,
        sticker: 100 << 10,
        any_type: false,
    };
    const ANY: MediaLimits = MediaLimits { any_type: true, ..LISTED };

    fn media(kind: MediaKind, mime: &str, size: u64) -> Media {
        let at = MediaAt::Telegram { file_id: "A".to_owned() };
        Media { kind, mime: mime.to_owned(), name: None, size: Some(size), at }
    }

    fn fitted(limits: &MediaLimits, kind: MediaKind, mime: &str, size: u64) -> Result<MediaKind, Unfit> {
        media(kind, mime, size).fit(limits).map(|media| media.kind)
    }

    #[test]
    fn what_fits_goes_as_it_is() {
        for limits in [&LISTED, &ANY] {
            assert_eq!(fitted(limits, MediaKind::Image, "image/jpeg", 5 << 20), Ok(MediaKind::Image));
            assert_eq!(fitted(limits, MediaKind::Voice, "audio/ogg; codecs=opus", 1), Ok(MediaKind::Voice));
            assert_eq!(fitted(limits, MediaKind::Sticker, "image/webp", 100 << 10), Ok(MediaKind::Sticker));
            // As a file, by the person's own choice.
            assert_eq!(fitted(limits, MediaKind::Document, "image/png", 1), Ok(MediaKind::Document));
            assert_eq!(fitted(limits, MediaKind::Document, "application/pdf", 1), Ok(MediaKind::Document));
        }
    }

    #[test]
    fn what_is_too_large_or_of_another_type_goes_as_a_document_where_those_are_of_any_type() {
        for (kind, mime, size) in [
            (MediaKind::Video, "video/mp4", 19 << 20),
            (MediaKind::Image, "image/heic", 1),
            (MediaKind::Voice, "audio/mpeg", 1),
            (MediaKind::Sticker, "image/webp", 200 << 10),
            (MediaKind::Document, "application/zip", 1),
        ] {
            assert_eq!(fitted(&ANY, kind, mime, size), Ok(MediaKind::Document), "{mime}");
        }
    }

    #[test]
    fn where_types_are_listed_each_has_the_limit_of_its_own_kind_whatever_it_goes_as() {
        let too_large = |limit| Err(Unfit::TooLarge { limit });
        assert_eq!(fitted(&LISTED, MediaKind::Video, "video/mp4", 19 << 20), too_large(16 << 20));
        assert_eq!(fitted(&LISTED, MediaKind::Document, "image/png", 6 << 20), too_large(5 << 20));
        assert_eq!(fitted(&LISTED, MediaKind::Voice, "audio/mpeg", 1), Ok(MediaKind::Document));
        let heic = Unfit::Type { what: "image/heic".to_owned() };
        assert_eq!(fitted(&LISTED, MediaKind::Image, "image/heic", 1), Err(heic));
        let archive = Media {
            name: Some("fotos.2026.zip".to_owned()),
            ..media(MediaKind::Document, "application/zip", 1)
        };
        assert_eq!(archive.fit(&LISTED), Err(Unfit::Type { what: "zip".to_owned() }));
    }

    #[test]
    fn what_cannot_go_is_refused_with_its_limit() {
        let telegram = limit::TELEGRAM_DOWNLOAD_LEN_MAX;
        assert_eq!(fitted(&ANY, MediaKind::Document, "x/y", telegram), Ok(MediaKind::Document));
        let too_large = |limit| Err(Unfit::TooLarge { limit });
        assert_eq!(fitted(&ANY, MediaKind::Document, "x/y", telegram + 1), too_large(telegram));
        let animated = fitted(&ANY, MediaKind::AnimatedSticker, "video/webm", 1);
        assert_eq!(animated, Err(Unfit::AnimatedSticker));
        let small = MediaLimits { document: 10, image: 1, ..ANY };
        assert_eq!(fitted(&small, MediaKind::Image, "image/jpeg", 11), too_large(10));
    }

    #[test]
    fn a_file_without_a_name_gets_one_with_the_right_ending() {
        assert_eq!(media(MediaKind::Voice, "audio/ogg; codecs=opus", 1).file_name(), "voice.ogg");
        let named =
            Media { name: Some(" nota.pdf ".to_owned()), ..media(MediaKind::Document, "application/pdf", 1) };
        assert_eq!(named.file_name(), "nota.pdf");
    }
}
