//! The words by which contacts say that they want no templates any more, by language.

use super::fold::fold;
use super::staff::Locale;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Characters of a word: nobody types more to be left alone.
pub const OPT_OUT_LEN_MAX: usize = 30;
/// Words of one language: two pages of buttons.
pub const OPT_OUT_WORDS_MAX: usize = 16;

/// A word, or a few, as they are shown. Two that differ only in case, accents and signs around them are the same one.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OptOutWord(String);

/// What is not a letter or a digit, around a word.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

impl OptOutWord {
    /// `None` when there is no letter in it, when it is too long, or when it goes over several lines.
    pub fn new(text: &str) -> Option<Self> {
        let word = bare(text);
        let length = word.chars().count();
        let is_one_line = !word.chars().any(char::is_control);
        let has_letter = word.chars().any(char::is_alphabetic);
        (is_one_line && has_letter && (1..=OPT_OUT_LEN_MAX).contains(&length)).then(|| Self(word.to_owned()))
    }

    /// The word as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What fits a button in its place: 64 bits of FNV-1a over the folded word, in hexadecimal.
    pub fn print(&self) -> String {
        let hash = fold(&self.0).bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        format!("{hash:016x}")
    }
}

impl PartialEq for OptOutWord {
    fn eq(&self, other: &Self) -> bool {
        fold(&self.0) == fold(&other.0)
    }
}

impl Eq for OptOutWord {}

impl TryFrom<String> for OptOutWord {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::new(&text).ok_or("not a word to opt out by")
    }
}

impl From<OptOutWord> for String {
    fn from(word: OptOutWord) -> Self {
        word.0
    }
}

impl fmt::Display for OptOutWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The words of one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsOf {
    /// The language.
    pub locale: Locale,
    /// The words that count.
    pub words: Vec<OptOutWord>,
    /// Whether they were set in the chat; else they are those of the configuration.
    pub is_set: bool,
}

/// The words of every language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OptOut {
    /// Each language that has any, or could.
    pub languages: Vec<WordsOf>,
}

impl OptOut {
    /// Those of the configuration, and above them those that were set in the chat, for each of the languages.
    pub fn of(
        languages: impl IntoIterator<Item = Locale>,
        configured: &[(Locale, Vec<OptOutWord>)],
        set: &[(Locale, Vec<OptOutWord>)],
    ) -> Self {
        let find = |all: &[(Locale, Vec<OptOutWord>)], locale: Locale| {
            all.iter().find(|(one, _)| *one == locale).map(|(_, words)| words.clone())
        };
        let languages = languages.into_iter().map(|locale| {
            let own = find(set, locale);
            let is_set = own.is_some();
            let words = own.or_else(|| find(configured, locale)).unwrap_or_default();
            WordsOf { locale, words, is_set }
        });
        Self { languages: languages.collect() }
    }

    /// Those of a language.
    pub fn find(&self, locale: Locale) -> Option<&WordsOf> {
        self.languages.iter().find(|one| one.locale == locale)
    }

    /// Whether a contact who writes this wants no templates any more: a word and nothing else, however it is written and in
    /// whatever language.
    pub fn hears(&self, text: &str) -> bool {
        let said = fold(bare(text));
        let words = self.languages.iter().flat_map(|one| &one.words);
        !said.is_empty() && words.into_iter().any(|word| fold(word.as_str()) == said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const OURS: [Locale; 3] = [Locale::PT_BR, Locale::EN, Locale::ES];

    fn word(text: &str) -> OptOutWord {
        OptOutWord::new(text).unwrap()
    }

    #[test]
    fn a_word_has_letters_and_fits_a_button() {
        assert_eq!(word("  «Não quero!» ").as_str(), "Não quero");
        assert_eq!(word("SAIR"), word("sáir."));
        assert_eq!(word("SAIR").print(), word("sair").print());
        for wrong in ["", " ", "!!", "a\nb", &"x".repeat(OPT_OUT_LEN_MAX + 1)] {
            assert!(OptOutWord::new(wrong).is_none(), "{wrong:?}");
        }
    }

    #[test]
    fn what_was_set_in_the_chat_stands_above_the_configuration_by_language() {
        let configured = [(Locale::PT_BR, vec![word("SAIR")]), (Locale::EN, vec![word("STOP")])];
        let all = OptOut::of(OURS, &configured, &[(Locale::PT_BR, vec![word("Chega")])]);
        assert!(all.hears("chega!") && all.hears("Stop.") && !all.hears("sair"));
        assert!(!all.hears("") && !all.hears("…") && !all.hears("chega de conversa"));
        assert!(all.find(Locale::PT_BR).unwrap().is_set && !all.find(Locale::EN).unwrap().is_set);
        // None at all is a choice, too.
        assert!(!OptOut::of(OURS, &configured, &[(Locale::PT_BR, Vec::new())]).hears("sair"));
    }

    proptest! {
        #[test]
        fn any_text_is_a_word_that_reads_back_or_none(text in "\\PC{0,40}") {
            if let Some(word) = OptOutWord::new(&text) {
                prop_assert_eq!(OptOutWord::new(word.as_str()), Some(word));
            }
        }
    }
}
