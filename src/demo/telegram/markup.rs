//! Texts with markup: from what a request has (text with `parse_mode`, or text with entities) to plain text and
//! entities, as the real server keeps and returns it, and back to HTML for the page.
//!
//! `HTML` is parsed. The two Markdown modes are refused as unsupported: the service does not use them, and half a
//! parser would let through what the real server refuses.

use super::check::{Place, out_of};
use super::html;
use super::refusal::Refusal;
use super::spec::Shape;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A part of a text that is more than letters. Offset and length count UTF-16 code units.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entity {
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) offset: usize,
    pub(super) length: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) user: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) custom_emoji_id: Option<String>,
}

/// A text with its entities, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Formatted {
    pub(super) plain: String,
    pub(super) entities: Vec<Entity>,
}

/// The fields whose length counts after the markup is taken out: name, mode beside it, entities beside it.
const TEXTS: [(&str, &str, &str); 6] = [
    ("text", "parse_mode", "entities"),
    ("caption", "parse_mode", "caption_entities"),
    ("message_text", "parse_mode", "entities"),
    ("question", "question_parse_mode", "question_entities"),
    ("explanation", "explanation_parse_mode", "explanation_entities"),
    ("quote", "quote_parse_mode", "quote_entities"),
];

/// Whether a field's length is checked here and not with the others.
pub(super) fn may_have_markup(field: &str) -> bool {
    TEXTS.iter().any(|(text, _, _)| *text == field)
}

/// Takes the markup out of the texts of an object and checks their lengths; gives the text or the caption.
pub(super) fn read_from(
    shape: &Shape,
    values: &Map<String, Value>,
    place: Place<'_>,
) -> Result<Option<Formatted>, Refusal> {
    let mut found = None;
    for (name, mode, entities) in TEXTS {
        let Some(text) = values.get(name).and_then(Value::as_str) else { continue };
        let Some((min, max)) = shape.find_field(name).and_then(|field| field.limits.chars) else { continue };
        let here = Place::Field(&place, name);
        let takes_markup = shape.find_field(mode).is_some();
        let formatted = if takes_markup {
            parse(text, values.get(mode).and_then(Value::as_str), values.get(entities), here)?
        } else {
            Formatted { plain: text.to_owned(), entities: Vec::new() }
        };
        let len = formatted.plain.chars().count();
        if !(min..=max).contains(&len) {
            return Err(out_of(here, name, "characters", len, min, max));
        }
        if matches!(name, "text" | "caption") {
            found = Some(formatted);
        }
    }
    Ok(found)
}

fn parse(
    text: &str,
    mode: Option<&str>,
    entities: Option<&Value>,
    place: Place<'_>,
) -> Result<Formatted, Refusal> {
    match mode {
        None | Some("") => {
            let entities = match entities {
                Some(list) => Vec::<Entity>::deserialize(list)
                    .map_err(|error| Refusal::invalid(format!("can't parse entities: {error}")))?,
                None => Vec::new(),
            };
            let len = text.encode_utf16().count();
            if let Some(entity) = entities.iter().find(|e| e.offset.saturating_add(e.length) > len) {
                let detail = format!("entity {} of \"{place}\" ends after the text", entity.kind);
                return Err(Refusal::invalid_because("can't parse entities: entity beyond the text", detail));
            }
            Ok(trimmed(Formatted { plain: text.to_owned(), entities }))
        }
        Some(mode) if mode.eq_ignore_ascii_case("html") => html::parse(text)
            .map(trimmed)
            .map_err(|why| Refusal::invalid(format!("can't parse entities: {why}"))),
        Some(mode) => {
            let detail = format!("\"{place}\": parse_mode {mode} is not understood by this server");
            Err(Refusal::invalid_because("unsupported parse_mode", detail))
        }
    }
}

/// White space at both ends does not arrive.
fn trimmed(mut formatted: Formatted) -> Formatted {
    let plain = formatted.plain.trim_start();
    let cut = formatted.plain.len() - plain.len();
    let before = formatted.plain.get(..cut).map_or(0, |lead| lead.encode_utf16().count());
    let plain = plain.trim_end();
    if plain.len() == formatted.plain.len() {
        return formatted;
    }
    let len = plain.encode_utf16().count();
    formatted.entities.retain_mut(|entity| {
        let start = entity.offset.max(before) - before;
        let end = (entity.offset + entity.length).max(before) - before;
        entity.offset = start;
        entity.length = end.min(len).saturating_sub(start);
        entity.length > 0
    });
    formatted.plain = plain.to_owned();
    formatted
}

/// The commands of a text that a person typed, as the person's app marks them.
pub(super) fn typed(text: &str) -> Formatted {
    let mut entities = Vec::new();
    let mut offset = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        if let Some(length) = command_len(word) {
            entities.push(Entity { kind: "bot_command".to_owned(), offset, length, ..Entity::default() });
        }
        offset += word.encode_utf16().count();
    }
    Formatted { plain: text.to_owned(), entities }
}

/// How long the command is that a word begins with: `/name` or `/name@bot`, then nothing or punctuation.
fn command_len(word: &str) -> Option<usize> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let part_len = |text: &str| text.bytes().take_while(is_part).count();
    let name = word.strip_prefix('/')?;
    let name_len = part_len(name);
    let rest = name.get(name_len..)?;
    let bot_len = rest.strip_prefix('@').map(part_len).filter(|len| *len > 0).map_or(0, |len| len + 1);
    let after = rest.get(bot_len..)?.chars().next();
    let ends = after.is_none_or(|next| next != '/' && !next.is_alphanumeric());
    (name_len > 0 && name_len <= 64 && ends).then_some(1 + name_len + bot_len)
}
