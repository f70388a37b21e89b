//! An invented language: Portuguese with every letter doubled, as long as German. What is not doubled on a screen was
//! never translated, or is somebody's name.
//!
//! Made from the files of `locales/pt-BR` when the tests run, through the syntax tree: what is put into a sentence, and what
//! a sentence chooses by, stay as they are; so does markup.

use fluent_syntax::ast::{Entry, Expression, Pattern, PatternElement};
use fluent_syntax::{parser, serializer};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Its tag: two letters, which Telegram registers commands for, and nobody's.
pub(crate) const TAG: &str = "xx";

/// Writes the language into a folder, as a company would bring one.
pub(crate) fn write_into(folder: &Path) {
    let language = folder.join(TAG);
    std::fs::create_dir(&language).unwrap();
    for (name, text) in portuguese() {
        let mut resource = parser::parse(text).unwrap();
        for entry in &mut resource.body {
            if let Entry::Message(message) = entry {
                message.value.iter_mut().for_each(double_pattern);
            }
        }
        std::fs::write(language.join(name), serializer::serialize(&resource)).unwrap();
    }
}

/// The files of the language from which it is made.
fn portuguese() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/pt-BR");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

fn double_pattern(pattern: &mut Pattern<String>) {
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } => *value = doubled(value),
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                for variant in variants {
                    double_pattern(&mut variant.value);
                }
            }
            PatternElement::Placeable { expression: Expression::Inline(_) } => {}
        }
    }
}

/// A text with every letter twice, but for tags and the names of signs.
pub(crate) fn doubled(text: &str) -> String {
    let mut kept = None;
    text.chars()
        .flat_map(|c| {
            match (kept, c) {
                (None, '<') => kept = Some('>'),
                (None, '&') => kept = Some(';'),
                (Some(end), c) if c == end => kept = None,
                _ => {}
            }
            std::iter::repeat_n(c, if kept.is_none() && c.is_alphabetic() { 2 } else { 1 })
        })
        .collect()
}

/// The words of a text: runs of letters.
pub(crate) fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty())
}

/// The word of which this is the double; `None` when it is none.
pub(crate) fn single(word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let pairs = letters.chunks(2).map(|pair| match pair {
        [one, other] if one == other => Some(*one),
        _ => None,
    });
    pairs.collect()
}

/// The words in what somebody brought: names, texts, values, as they stand in quotation marks.
pub(crate) fn brought(value: &impl std::fmt::Debug) -> BTreeSet<String> {
    let written = format!("{value:?}").replace("\\\"", "'").replace("\\n", " ").replace("\\u{202e}", " ");
    written.split('"').skip(1).step_by(2).flat_map(words_of).map(str::to_owned).collect()
}

/// The words of a text that are neither doubled nor among those that were brought from outside.
pub(crate) fn untranslated(text: &str, outside: &BTreeSet<String>) -> Vec<String> {
    let begins =
        |word: &str| outside.range(word.to_owned()..).next().is_some_and(|one| one.starts_with(word));
    // Of what was cut off, the beginning is known.
    let is_cut = |word: &str| text.contains(&format!("{word}…")) && begins(word);
    let is_ours = |word: &&str| single(word).is_none() && !outside.contains(*word) && !is_cut(word);
    words_of(text).filter(is_ours).map(str::to_owned).collect()
}

/// By the name of each sentence, the ways in which it is said, each as the texts of which it consists. A sentence without
/// letters says nothing that could be seen, and is not among them.
pub(crate) fn sentences() -> BTreeMap<String, Vec<Vec<String>>> {
    let mut all = BTreeMap::new();
    for (_, text) in portuguese() {
        let resource = parser::parse(text).unwrap();
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut ways = Vec::new();
            message.value.iter().for_each(|value| gather(value, &mut ways));
            if !ways.is_empty() {
                all.insert(message.id.name.clone(), ways);
            }
        }
    }
    all
}

fn gather(pattern: &Pattern<String>, ways: &mut Vec<Vec<String>>) {
    let mut texts = Vec::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                let shown = without_markup(&doubled(value));
                let shown = shown.trim();
                if shown.chars().any(char::is_alphabetic) {
                    texts.push(shown.to_owned());
                }
            }
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                for variant in variants {
                    gather(&variant.value, ways);
                }
            }
            PatternElement::Placeable { expression: Expression::Inline(_) } => {}
        }
    }
    if !texts.is_empty() {
        ways.push(texts);
    }
}

/// A sentence of ours as it is read.
pub(crate) fn without_markup(html: &str) -> String {
    // What follows an address that is put in begins within its tag.
    let html = html.strip_prefix("\">").unwrap_or(html);
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if inside => {}
            other => text.push(other),
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The sentences of which none of these texts says any way.
pub(crate) fn unsaid(shown: &[String]) -> BTreeSet<String> {
    let whole = shown.join("\n\u{1}\n");
    let is_said =
        |ways: &Vec<Vec<String>>| ways.iter().any(|texts| texts.iter().all(|text| whole.contains(text)));
    sentences().into_iter().filter(|(_, ways)| !is_said(ways)).map(|(name, _)| name).collect()
}
