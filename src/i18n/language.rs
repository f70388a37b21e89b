//! One language: its sentences, and how it writes numbers.

use super::Key;
use super::number::Marks;
use crate::domain::staff::Locale;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};

/// A language that is spoken.
pub(super) struct Language {
    pub(super) locale: Locale,
    pub(super) marks: Marks,
    bundle: FluentBundle<FluentResource>,
}

impl Language {
    /// Made of the texts of its files. What stands in a later one counts.
    pub(super) fn new(locale: Locale, texts: &[&str]) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![locale.tag().parse().unwrap_or_default()]);
        bundle.set_use_isolating(false);
        for text in texts {
            // What can be read of a file with a slip in it is used; the tests and `read_folder` refuse the slip.
            let resource =
                FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(partly, _slips)| partly);
            bundle.add_resource_overriding(resource);
        }
        let mut language = Self { locale, marks: Marks::default(), bundle };
        let mark = |key: Key| language.format(key.id(), &FluentArgs::new()).ok().flatten();
        let (group, decimal) = (mark(Key::NumberGroup), mark(Key::NumberDecimal));
        let (group, decimal) = (group.as_deref().unwrap_or("."), decimal.as_deref().unwrap_or(","));
        language.marks = Marks::new(group, decimal).unwrap_or_default();
        language.bundle.set_formatter(Some(language.marks.formatter()));
        language
    }

    /// Whether it has the sentence.
    pub(super) fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// A sentence; `None` when it has none of this name.
    pub(super) fn format(&self, id: &str, args: &FluentArgs<'_>) -> Result<Option<String>, Vec<FluentError>> {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return Ok(None);
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        if errors.is_empty() { Ok(Some(text)) } else { Err(errors) }
    }
}

/// A number as the formatter of a bundle is asked for it.
pub(super) fn grouped(marks: Marks, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(marks.whole(u64::from(number))),
        FluentValue::String(_) | FluentValue::Custom(_) | FluentValue::None | FluentValue::Error => None,
    }
}
