//! Whether sentences can be said: looked through where they come from, instead of failing in front of a person.
//!
//! Needed for each sentence: a name that is known; nothing asked for that it is not given; markup that closes, because
//! Telegram refuses a message whose markup does not; and for the few that are no words but ways of writing, a value
//! that means something. What is asked for in Portuguese is what is given.

use super::built_in::BUILT_IN;
use super::number::Marks;
use super::{Key, key};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use fluent_syntax::unicode::unescape_unicode_to_string;
use std::collections::{BTreeMap, BTreeSet};

/// Tags that Telegram knows and sentences use.
const TAGS: [&str; 5] = ["b", "i", "code", "blockquote", "a"];
/// Signs that are written by name.
const ENTITIES: [&str; 4] = ["amp", "lt", "gt", "quot"];
/// What is given to a date, of which each language takes what it writes.
const PARTS_OF_DATE: [&str; 5] = ["day", "d", "month", "monthname", "year"];
/// The same of a time of day.
const PARTS_OF_TIME: [&str; 4] = ["hour", "hour12", "minute", "half"];
/// Braces in braces: sentences have two, for a choice and what is put into it.
const DEPTH_MAX: usize = 16;
/// Characters of a command's name that Telegram takes.
const COMMAND_LEN_MAX: usize = 32;

/// Something wrong in a file of sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The line, from 1; of a sentence, that where it begins.
    pub line: usize,
    /// What is wrong and what is expected.
    pub problem: String,
}

/// Everything wrong in a file of sentences; nothing, when all of it can be said.
pub fn slips(text: &str) -> Vec<Slip> {
    if let Some(slip) = unbearable(text) {
        return vec![slip];
    }
    let resource = match parser::parse(text) {
        Ok(resource) => resource,
        Err((_, errors)) => {
            let slip = |error: parser::ParserError| Slip {
                line: line_of(text, error.pos.start),
                problem: error.kind.to_string(),
            };
            return errors.into_iter().map(slip).collect();
        }
    };
    let given = given();
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for entry in &resource.body {
        let (name, value) = match entry {
            Entry::Message(message) => (message.id.name, message.value.as_ref()),
            Entry::Term(term) => (term.id.name, Some(&term.value)),
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => {
                continue;
            }
        };
        let problem = match (given.get(name), value) {
            _ if matches!(entry, Entry::Term(_)) => Some("terms are not used here".to_owned()),
            (None, _) => Some("there is no sentence of this name".to_owned()),
            (_, None) => Some("expected words behind the =".to_owned()),
            _ if !seen.insert(name) => Some("it is there twice".to_owned()),
            (Some(given), Some(value)) => problem(name, value, given),
        };
        let line = begins(text, name);
        found.extend(problem.map(|problem| Slip { line, problem: format!("{name}: {problem}") }));
    }
    found
}

/// What the parser cannot bear: instead of saying what is wrong it would end the process. It cuts a letter in two where
/// a code behind a `\` is too short, and goes one step deeper into the stack with each brace.
fn unbearable(text: &str) -> Option<Slip> {
    let mut depth = 0_usize;
    for (line, number) in text.lines().zip(1..) {
        if line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '#') {
            depth = 0;
        }
        for c in line.chars() {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > DEPTH_MAX {
                return Some(Slip {
                    line: number,
                    problem: format!("expected at most {DEPTH_MAX} {{ in each other"),
                });
            }
        }
        if [("\\u", 4), ("\\U", 6)].iter().any(|(sign, digits)| is_cut_short(line, sign, *digits)) {
            let problem = "expected four of 0-9 and a-f behind \\u, and six behind \\U".to_owned();
            return Some(Slip { line: number, problem });
        }
    }
    None
}

/// Whether a code of so many digits is followed by a letter of another alphabet before it is whole.
fn is_cut_short(line: &str, sign: &str, digits: usize) -> bool {
    line.split(sign).skip(1).any(|rest| {
        let next = rest.chars().take(digits).find(|c| !c.is_ascii_hexdigit());
        next.is_some_and(|c| !c.is_ascii())
    })
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

fn begins(text: &str, name: &str) -> usize {
    let is_it = |line: &str| line.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('='));
    text.lines().position(is_it).unwrap_or_default() + 1
}

/// What each sentence is given, by its name.
pub(super) fn given() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let [(_, texts), ..] = BUILT_IN;
    let mut all = BTreeMap::new();
    for text in texts {
        let resource = parser::parse(*text).unwrap_or_else(|(partly, _)| partly);
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut asked = BTreeSet::new();
            if let Some(value) = &message.value {
                walk(value, &mut |piece| {
                    if let Piece::Asks(name) = piece {
                        asked.insert(name);
                    }
                });
            }
            let name = message.id.name;
            if [Key::DateThisYear, Key::DateOtherYear].iter().any(|key| key.id() == name) {
                asked.extend(PARTS_OF_DATE);
            } else if name == Key::TimeOfDay.id() {
                asked.extend(PARTS_OF_TIME);
            }
            all.insert(name, asked);
        }
    }
    all
}

/// What a sentence is made of.
enum Piece<'a> {
    /// What it is given.
    Asks(&'a str),
    /// Another sentence, or what only programs know.
    Strange,
    /// The words of one way to say it; what is put in stands as `x`.
    Words(String),
}

fn walk<'a>(pattern: &Pattern<&'a str>, tell: &mut impl FnMut(Piece<'a>)) {
    let mut words = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => words.push_str(value),
            // What stands in quotes is words too: it would be said as it is.
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value }),
            } => words.push_str(&unescape_unicode_to_string(value)),
            PatternElement::Placeable { expression } => {
                words.push('x');
                match expression {
                    Expression::Inline(inline) => ask(inline, tell),
                    Expression::Select { selector, variants } => {
                        ask(selector, tell);
                        for variant in variants {
                            walk_boxed(&variant.value, tell);
                        }
                    }
                }
            }
        }
    }
    tell(Piece::Words(words));
}

/// Sentences within sentences: without this the type of `tell` would never end.
fn walk_boxed<'a>(pattern: &Pattern<&'a str>, tell: &mut dyn FnMut(Piece<'a>)) {
    walk(pattern, &mut |piece| tell(piece));
}

fn ask<'a>(inline: &InlineExpression<&'a str>, tell: &mut impl FnMut(Piece<'a>)) {
    match inline {
        InlineExpression::VariableReference { id } => tell(Piece::Asks(id.name)),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        InlineExpression::FunctionReference { .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { .. }
        | InlineExpression::Placeable { .. } => tell(Piece::Strange),
    }
}

fn problem(name: &str, value: &Pattern<&str>, given: &BTreeSet<&str>) -> Option<String> {
    let mut problem = None;
    let mut whole = Vec::new();
    walk(value, &mut |piece| {
        let found = match piece {
            Piece::Asks(asked) if !given.contains(asked) => {
                Some(format!("{{ ${asked} }} is not given to it"))
            }
            Piece::Asks(_) => None,
            Piece::Strange => Some("expected nothing but words and { $values }".to_owned()),
            Piece::Words(words) => {
                // Names are put into sentences as they are.
                let is_name = ["country-", "market-"].iter().any(|names| name.starts_with(names));
                let found = if is_name { None } else { markup(&words) };
                whole.push(words);
                found
            }
        };
        if problem.is_none() {
            problem = found;
        }
    });
    problem.or_else(|| way_of_writing(name, &whole))
}

/// What is wrong with the markup of these words.
fn markup(words: &str) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = words;
    while let Some((_, after)) = rest.split_once(['<', '&', '>']) {
        let at = rest.len() - after.len();
        let sign = rest.as_bytes().get(at - 1);
        rest = after;
        if sign == Some(&b'&') {
            match rest.split_once(';') {
                Some((entity, after)) if ENTITIES.contains(&entity) => rest = after,
                Some(_) | None => return Some("expected &amp; in place of a bare &".to_owned()),
            }
            continue;
        }
        let Some((tag, after)) = rest.split_once('>').filter(|_| sign == Some(&b'<')) else {
            return Some("expected &lt; and &gt; in place of < and > that mark nothing".to_owned());
        };
        rest = after;
        match tag.strip_prefix('/') {
            Some(name) if open.pop() != Some(name) => return Some(format!("</{name}> closes nothing")),
            Some(_) => {}
            None => {
                let name = tag.split(' ').next().unwrap_or_default();
                if !TAGS.contains(&name) {
                    return Some(format!("<{name}> is not one of <{}>", TAGS.join(">, <")));
                }
                open.push(name);
            }
        }
    }
    open.pop().map(|name| format!("<{name}> stays open"))
}

/// What is wrong with a sentence that says how something is written.
fn way_of_writing(name: &str, words: &[String]) -> Option<String> {
    let [words] = words else { return None };
    let is = |key: Key| key.id() == name;
    let parts = words.split_whitespace().count();
    if is(Key::NumberDecimal) && !matches!(words.as_str(), "," | ".") {
        return Some("expected , or .".to_owned());
    }
    if is(Key::NumberGroup) && Marks::new(words, ",").or_else(|| Marks::new(words, ".")).is_none() {
        return Some("expected . or , or ’ or {\" \"} or none".to_owned());
    }
    if is(Key::SheetDelimiter) && !matches!(words.as_str(), "," | ";") {
        return Some("expected , or ;".to_owned());
    }
    if is(Key::DayNames) && parts != 7 || is(Key::MonthNames) && parts != 12 {
        return Some("expected a word for each, with blanks between".to_owned());
    }
    let is_command = key::COMMAND_NAMES.iter().any(|one| is(*one));
    let may_be = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if is_command && !((1..=COMMAND_LEN_MAX).contains(&words.len()) && words.bytes().all(may_be)) {
        return Some(format!("expected 1 to {COMMAND_LEN_MAX} of a-z, 0-9 and _"));
    }
    None
}
