//! Words on the screen: which language, which sentence, and how it writes numbers, dates, times, lists and money.
//!
//! The words live in `locales/<tag>/*.ftl`, a file a subject, and are part of the binary. A [`Key`] is a sentence;
//! [`Words::say`] says it in a language. [`Voice`] is somebody's language together with the company's time zone and
//! the present, which dates need.
//!
//! Needed: three languages with plurals, and no sentence forgotten in one of them. Chosen: Fluent, with keys as an
//! enum: a key that is not known does not compile, and tests hold that every language has every key with the same
//! arguments and that every key is used. Rejected: `rust-i18n`, which has no plurals. Marks for the direction of
//! writing are off: they would travel into names, numbers and links, and none of our languages needs them.

mod declare;
pub mod key;
pub mod number;
pub mod voice;

#[cfg(test)]
mod tests;

pub use key::Key;
pub use voice::Voice;

use crate::domain::staff::Locale;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;
use std::fmt;

/// The text of each file of one language.
macro_rules! files {
    ($tag:literal) => {
        [
            include_str!(concat!("../../locales/", $tag, "/menu.ftl")),
            include_str!(concat!("../../locales/", $tag, "/channels.ftl")),
            include_str!(concat!("../../locales/", $tag, "/start.ftl")),
            include_str!(concat!("../../locales/", $tag, "/templates.ftl")),
            include_str!(concat!("../../locales/", $tag, "/cost.ftl")),
            include_str!(concat!("../../locales/", $tag, "/card.ftl")),
            include_str!(concat!("../../locales/", $tag, "/history.ftl")),
            include_str!(concat!("../../locales/", $tag, "/faults.ftl")),
            include_str!(concat!("../../locales/", $tag, "/errors.ftl")),
            include_str!(concat!("../../locales/", $tag, "/notices.ftl")),
            include_str!(concat!("../../locales/", $tag, "/commands.ftl")),
            include_str!(concat!("../../locales/", $tag, "/dates.ftl")),
            include_str!(concat!("../../locales/", $tag, "/markets.ftl")),
            include_str!(concat!("../../locales/", $tag, "/countries.ftl")),
        ]
    };
}

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
    pt_br: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
    es: FluentBundle<FluentResource>,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Words")
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
        Self { pt_br: bundle(Locale::PtBr), en: bundle(Locale::En), es: bundle(Locale::Es) }
    }

    /// A sentence, with what is put into it. One that a language lacks is said in Brazilian Portuguese.
    pub fn say(&self, locale: Locale, key: Key, args: &[(&str, Arg<'_>)]) -> String {
        self.find(locale, key.id(), args).unwrap_or_else(|| key.id().to_owned())
    }

    /// A country's name, by its two letters of ISO 3166; the letters themselves when it is not known.
    pub fn country(&self, locale: Locale, code: &str) -> String {
        self.find(locale, &format!("country-{}", code.to_ascii_lowercase()), &[])
            .unwrap_or_else(|| code.to_owned())
    }

    /// The name of a price market, by its slug such as `rest-of-africa`; `None` when it is not known.
    pub fn market(&self, locale: Locale, slug: &str) -> Option<String> {
        self.find(locale, &format!("market-{slug}"), &[])
    }

    fn find(&self, locale: Locale, id: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let fluent: FluentArgs<'_> = args.iter().map(|(name, arg)| (*name, value(arg))).collect();
        format(self.bundle(locale), id, &fluent).or_else(|| format(self.bundle(Locale::PtBr), id, &fluent))
    }

    const fn bundle(&self, locale: Locale) -> &FluentBundle<FluentResource> {
        match locale {
            Locale::PtBr => &self.pt_br,
            Locale::En => &self.en,
            Locale::Es => &self.es,
        }
    }
}

fn value<'a>(arg: &'a Arg<'_>) -> FluentValue<'a> {
    match arg {
        Arg::Text(text) => FluentValue::String(Cow::Borrowed(text)),
        Arg::Count(count) => FluentValue::Number(FluentNumber::from(*count)),
    }
}

fn format(bundle: &FluentBundle<FluentResource>, id: &str, args: &FluentArgs<'_>) -> Option<String> {
    let pattern = bundle.get_message(id)?.value()?;
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
    debug_assert!(errors.is_empty(), "{id}: {errors:?}");
    Some(text)
}

fn bundle(locale: Locale) -> FluentBundle<FluentResource> {
    let language = locale.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match locale {
        Locale::PtBr => |value, _| grouped(Locale::PtBr, value),
        Locale::En => |value, _| grouped(Locale::En, value),
        Locale::Es => |value, _| grouped(Locale::Es, value),
    }));
    for text in sources(locale) {
        // What can be read of a file with a slip in it is used; the tests refuse the slip.
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(partly, _slips)| partly);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The files of a language.
fn sources(locale: Locale) -> [&'static str; 14] {
    match locale {
        Locale::PtBr => files!("pt-BR"),
        Locale::En => files!("en"),
        Locale::Es => files!("es"),
    }
}

fn grouped(locale: Locale, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(number::whole(locale, u64::from(number))),
        FluentValue::String(_) | FluentValue::Custom(_) | FluentValue::None | FluentValue::Error => None,
    }
}
