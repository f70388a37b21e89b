//! Languages, by name: a tag, and nothing of what is said in it.
//!
//! Needed: languages that are not known when the program is built, in values that are stored, pressed and copied all
//! the time. Chosen: the tag itself, of a bounded length. Rejected: an enum, which every new language would change in
//! a dozen places; a shared text, which would have to be cloned wherever a screen is drawn.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Characters of a tag: language, script and region (`zh-Hant-TW`), and so short that a button can carry it.
const TAG_LEN_MAX: usize = 12;

/// A language, by its BCP 47 tag, which is also its folder's name below `locales/`. Whether it is spoken here, the words
/// know.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Locale([u8; TAG_LEN_MAX]);

impl Locale {
    /// Brazilian Portuguese: the one when in doubt.
    pub const PT_BR: Self = Self(*b"pt-BR\0\0\0\0\0\0\0");
    /// English.
    pub const EN: Self = Self(*b"en\0\0\0\0\0\0\0\0\0\0");
    /// Spanish.
    pub const ES: Self = Self(*b"es\0\0\0\0\0\0\0\0\0\0");

    /// Takes a tag of a language of two or three letters, with a script and a region as far as given: `en`, `pt-BR`,
    /// `zh-Hant-TW`. As in Telegram, capitals do not matter, and `_` is as good as `-`.
    pub fn new(tag: &str) -> Option<Self> {
        let mut kept = [0; TAG_LEN_MAX];
        let mut free = kept.iter_mut();
        for (place, part) in tag.split(['-', '_']).enumerate() {
            let fits = match place {
                0 => matches!(part.len(), 2 | 3) && part.bytes().all(|b| b.is_ascii_alphabetic()),
                _ => matches!(part.len(), 2..=4) && part.bytes().all(|b| b.is_ascii_alphanumeric()),
            };
            if !fits {
                return None;
            }
            let written = match (place, part.len()) {
                (0, _) => part.to_ascii_lowercase(),
                (_, 4) => {
                    let (first, rest) = part.split_at(1);
                    format!("{}{}", first.to_ascii_uppercase(), rest.to_ascii_lowercase())
                }
                _ => part.to_ascii_uppercase(),
            };
            let joint = (place > 0).then_some(b'-');
            for byte in joint.into_iter().chain(written.bytes()) {
                *free.next()? = byte;
            }
        }
        Some(Self(kept))
    }

    /// The tag: `pt-BR`.
    pub fn tag(&self) -> &str {
        let bytes = self.0.split(|byte| *byte == 0).next().unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// The language alone, in two or three letters: `pt`.
    pub fn language(&self) -> &str {
        self.tag().split('-').next().unwrap_or_default()
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl TryFrom<String> for Locale {
    type Error = &'static str;
    fn try_from(tag: String) -> Result<Self, Self::Error> {
        Self::new(&tag).ok_or("not the tag of a language")
    }
}

impl From<Locale> for String {
    fn from(locale: Locale) -> Self {
        locale.tag().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_written_in_one_way() {
        for (given, written) in [
            ("pt-br", "pt-BR"),
            ("EN", "en"),
            ("zh_hant_tw", "zh-Hant-TW"),
            ("es-419", "es-419"),
            ("gsw", "gsw"),
        ] {
            assert_eq!(Locale::new(given).unwrap().tag(), written);
        }
        for wrong in ["", "p", "portuguese", "pt-", "pt-b", "../en", "zh-Hant-TW-x", "é"] {
            assert_eq!(Locale::new(wrong), None, "{wrong}");
        }
        let named = [(Locale::PT_BR, "pt-BR"), (Locale::EN, "en"), (Locale::ES, "es")];
        assert!(named.iter().all(|(locale, tag)| Locale::new(tag) == Some(*locale) && locale.tag() == *tag));
    }
}
