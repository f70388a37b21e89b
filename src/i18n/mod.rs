//! Words on the screen: which language, which sentence, and how it writes numbers, dates, times, lists and money.
//!
//! The words live in `locales/<tag>/*.ftl`, a file a subject, and are part of the binary; a folder of the company's own may
//! add languages to them and say sentences in other words ([`Words::with`]). A [`Key`] is a sentence; [`Words::say`] says
//! it in a language. [`Voice`] is somebody's language together with the company's time zone and the present, which
//! dates need.
//!
//! Needed: languages with plurals, no sentence forgotten in one of ours, and one more without touching the code. Chosen:
//! Fluent, with keys as an enum: a key that is not known does not compile, and tests hold that every language has every
//! key with the same arguments and that every key is used. How a language writes numbers and dates are sentences, too
//! (`language.ftl`), so that a language is its folder. What comes from a folder is looked through before it is used
//! ([`check`]), because a sentence that asks for what it is not given, or whose markup does not close, would fail in
//! front of a person. Rejected: `rust-i18n`, which has no plurals. Marks for the direction of writing are off: they
//! would travel into names, numbers and links, and none of our languages needs them.

mod built_in;
pub mod check;
mod declare;
mod folder;
#[cfg(any(test, fuzzing, doc))]
pub(crate) mod fuzz;
pub mod key;
mod language;
pub mod number;
pub mod voice;

#[cfg(test)]
mod tests;

pub use check::Slip;
pub use folder::FolderFault;
pub use key::Key;
pub use voice::Voice;

use crate::domain::staff::Locale;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentValue};
use language::Language;
use number::Marks;
use std::borrow::Cow;
use std::fmt;
use std::path::Path;

/// Something that is put into a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg<'a> {
    /// A text, taken as it is.
    Text(Cow<'a, str>),
    /// How many: chooses the plural, and is written as the language writes numbers.
    Count(u32),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<u32> for Arg<'_> {
    fn from(count: u32) -> Self {
        Self::Count(count)
    }
}

/// All words in all languages. Made once and shared.
pub struct Words {
    /// Brazilian Portuguese, which has every sentence.
    first: Language,
    others: Vec<Language>,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Words").field(&self.languages().collect::<Vec<_>>()).finish()
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::load()
    }
}

impl Words {
    /// Reads the words that are part of the binary. A test holds that they can all be read.
    pub fn load() -> Self {
        let [(_, first), others @ ..] = built_in::BUILT_IN;
        let others = others.iter().filter_map(|(tag, texts)| Some(Language::new(Locale::new(tag)?, texts)));
        Self { first: Language::new(Locale::PT_BR, first), others: others.collect() }
    }

    /// The same with what is in a folder: below it a folder for each language, named by its tag, with files of sentences.
    /// A language that is there already is said in the folder's words as far as it has them.
    pub fn with(folder: &Path) -> Result<Self, FolderFault> {
        let mut words = Self::load();
        for (locale, theirs) in folder::read(folder)? {
            let ours = built_in::BUILT_IN.iter().find(|(tag, _)| *tag == locale.tag());
            let ours = ours.map(|(_, texts)| *texts).unwrap_or_default();
            let texts: Vec<&str> = ours.iter().copied().chain(theirs.iter().map(String::as_str)).collect();
            let language = Language::new(locale, &texts);
            let mut all = std::iter::once(&mut words.first).chain(&mut words.others);
            match all.find(|one| one.locale == locale) {
                Some(known) => *known = language,
                None => words.others.push(language),
            }
        }
        Ok(words)
    }

    /// What is spoken, in the order in which it is offered.
    pub fn languages(&self) -> impl Iterator<Item = Locale> {
        self.all().map(|one| one.locale)
    }

    /// The language for a tag such as `pt-br`, `pt`, `en-US` or `es`: the very one, else another region's; `None` when
    /// we do not speak it.
    pub fn find(&self, tag: &str) -> Option<Locale> {
        let wanted = Locale::new(tag)?;
        let alike = || self.languages().find(|one| one.language() == wanted.language());
        self.languages().find(|one| *one == wanted).or_else(alike)
    }

    /// The sentences that a language lacks, which are said in Brazilian Portuguese.
    pub fn missing(&self, locale: Locale) -> Vec<Key> {
        let language = self.language(locale);
        Key::ALL.iter().copied().filter(|key| !language.has(key.id())).collect()
    }

    /// What the commands are called, in all languages.
    pub fn command_names(&self) -> impl Iterator<Item = String> {
        self.languages().flat_map(|locale| key::COMMAND_NAMES.map(|name| self.say(locale, name, &[])))
    }

    /// A sentence, with what is put into it. One that a language lacks is said in Brazilian Portuguese.
    pub fn say(&self, locale: Locale, key: Key, args: &[(&str, Arg<'_>)]) -> String {
        self.format(locale, key.id(), args).unwrap_or_else(|| key.id().to_owned())
    }

    /// A country's name, by its two letters of ISO 3166; the letters themselves when it is not known.
    pub fn country(&self, locale: Locale, code: &str) -> String {
        self.format(locale, &format!("country-{}", code.to_ascii_lowercase()), &[])
            .unwrap_or_else(|| code.to_owned())
    }

    /// The name of a price market, by its slug such as `rest-of-africa`; `None` when it is not known.
    pub fn market(&self, locale: Locale, slug: &str) -> Option<String> {
        self.format(locale, &format!("market-{slug}"), &[])
    }

    /// How a language writes numbers.
    pub fn marks(&self, locale: Locale) -> Marks {
        self.language(locale).marks
    }

    fn format(&self, locale: Locale, id: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let fluent: FluentArgs<'_> = args.iter().map(|(name, arg)| (*name, value(arg))).collect();
        let said = |language: &Language| {
            let said = language.format(id, &fluent);
            debug_assert!(said.is_ok(), "{id} in {}: {said:?}", locale.tag());
            said.ok().flatten()
        };
        said(self.language(locale)).or_else(|| said(&self.first))
    }

    /// A language; the first when it is not spoken any more.
    fn language(&self, locale: Locale) -> &Language {
        self.all().find(|one| one.locale == locale).unwrap_or(&self.first)
    }

    fn all(&self) -> impl Iterator<Item = &Language> {
        std::iter::once(&self.first).chain(&self.others)
    }
}

fn value<'a>(arg: &'a Arg<'_>) -> FluentValue<'a> {
    match arg {
        Arg::Text(text) => FluentValue::String(Cow::Borrowed(text)),
        Arg::Count(count) => FluentValue::Number(FluentNumber::from(*count)),
    }
}
