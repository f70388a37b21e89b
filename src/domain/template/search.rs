//! Finding a template by what people remember of it: words of its name or of its body, in any order, without regard
//! to accents and case.

use super::Template;
use crate::domain::fold::fold;

/// Whether every word of the query occurs in the template's name or body. An empty query matches all.
pub fn matches(template: &Template, query: &str) -> bool {
    let name = fold(&template.key.name);
    let body = fold(&template.body);
    fold(query).split_whitespace().all(|word| {
        // Names are written with underscores; people type them with or without.
        name.contains(word) || body.contains(word) || name.replace('_', "").contains(word)
    })
}
