//! Says every sentence of a file that was not refused; for the fuzzer.

use super::check::{given, slips};
use super::language::Language;
use crate::domain::staff::Locale;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentValue};

/// The sentences with texts and with counts put into them; none when there is a slip in the file.
pub(crate) fn sentences(text: &str) -> Vec<Result<String, String>> {
    if !slips(text).is_empty() {
        return Vec::new();
    }
    let language = Language::new(Locale::PT_BR, &[text]);
    let values = [FluentValue::from("x"), FluentValue::Number(FluentNumber::from(1_u32))];
    let mut said = Vec::new();
    // Names of countries and markets are put into sentences as they are, and escaped there.
    let is_sentence = |name: &str| !["country-", "market-"].iter().any(|names| name.starts_with(names));
    for (name, asked) in given().into_iter().filter(|(name, _)| is_sentence(name)) {
        for value in &values {
            let args: FluentArgs<'_> = asked.iter().map(|one| (*one, value.clone())).collect();
            let one = language.format(name, &args).map_err(|errors| format!("{name}: {errors:?}"));
            said.extend(one.transpose());
        }
    }
    said
}
