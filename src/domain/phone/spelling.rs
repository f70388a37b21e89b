//! From what people write to bare digits: links unwrapped, digits of other scripts read, invisible characters dropped.
//!
//! Nothing here knows about countries. A text that is not spelled like a number is refused before any rule of
//! numbering sees it.

use super::PhoneFault;
use crate::domain::limit;
use percent_encoding::percent_decode_str;

/// Digits as they were written, with what the spelling says about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spelled {
    /// Whether the country code is certainly in front.
    pub(super) origin: Origin,
    /// ASCII digits, at most [`limit::PHONE_TEXT_LEN_MAX`].
    pub(super) digits: String,
}

/// What the spelling says about the country code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// A `+` stands in front: the country code follows.
    Plus,
    /// From a link of WhatsApp, which wants the country code in front, but people forget it.
    Link,
    /// Plain digits.
    Bare,
}

/// Where digits begin in the scripts that have their own, zero first.
const ZEROS: [u32; 16] = [
    0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50,
    0x0ed0, 0xff10, 0x1d7ce,
];

/// A text that should be one number and nothing else.
pub(super) fn spell(text: &str) -> Result<Spelled, PhoneFault> {
    if text.chars().nth(limit::TYPED_TEXT_LEN_MAX).is_some() {
        return Err(PhoneFault::NotANumber);
    }
    let (origin, number) = unwrap_link(text.trim());
    let number: String = number.chars().filter_map(clean).collect();
    let number = number.trim();
    if number.chars().nth(limit::PHONE_TEXT_LEN_MAX).is_some() {
        let only_number = number.chars().all(is_number_char);
        return Err(if only_number { PhoneFault::TooLong } else { PhoneFault::NotANumber });
    }
    digits_of(number, origin)
}

/// Digits, `+` and separators of a cleaned text. Letters are refused, but for the `xx` or `**` that stand for a
/// carrier's code in `0xx51`.
fn digits_of(number: &str, origin: Origin) -> Result<Spelled, PhoneFault> {
    let mut origin = origin;
    let mut digits = String::new();
    let mut wildcards = 0;
    for letter in number.chars() {
        match letter {
            '0'..='9' => digits.push(letter),
            '+' if digits.is_empty() => origin = Origin::Plus,
            'x' | 'X' | '*' if wildcards < 2 && matches!(digits.as_str(), "0" | "55" | "550") => {
                wildcards += 1;
            }
            ' ' | '-' | '.' | '(' | ')' | '/' | '~' => {}
            _ => return Err(PhoneFault::NotANumber),
        }
    }
    if digits.is_empty() || wildcards == 1 {
        return Err(PhoneFault::NotANumber);
    }
    Ok(Spelled { origin, digits })
}

/// One character as plain as it gets: digits and separators of every script in ASCII, white space as a space (line
/// breaks stay), what is invisible as nothing.
pub(super) fn clean(letter: char) -> Option<char> {
    if let Some(digit) = foreign_digit(letter) {
        return Some(digit);
    }
    match letter {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => Some('\n'),
        // Soft hyphen, joiners, marks of direction (address books add them), and what makes a digit an emoji.
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}'
        | '\u{fe0f}'
        | '\u{20e3}' => None,
        '\u{2010}'..='\u{2015}'
        | '\u{2043}'
        | '\u{2212}'
        | '\u{30fc}'
        | '\u{fe58}'
        | '\u{fe63}'
        | '\u{ff0d}' => Some('-'),
        '\u{ff0b}' | '\u{fe62}' | '\u{2795}' => Some('+'),
        '\u{ff0e}' | '\u{b7}' | '\u{2022}' | '\u{2219}' => Some('.'),
        '\u{ff08}' | '[' | '\u{ff3b}' => Some('('),
        '\u{ff09}' | ']' | '\u{ff3d}' => Some(')'),
        '\u{ff0f}' | '\u{2044}' => Some('/'),
        '\u{223c}' | '\u{ff5e}' | '\u{2053}' => Some('~'),
        other if other.is_whitespace() => Some(' '),
        other => Some(other),
    }
}

fn foreign_digit(letter: char) -> Option<char> {
    let code = u32::from(letter);
    if (0x1d7ce..=0x1d7ff).contains(&code) {
        return char::from_digit((code - 0x1d7ce) % 10, 10);
    }
    ZEROS
        .iter()
        .find(|zero| (**zero..**zero + 10).contains(&code))
        .and_then(|zero| char::from_digit(code - zero, 10))
}

const fn is_number_char(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '+' | ' ' | '-' | '.' | '(' | ')' | '/' | '~' | '*')
}

/// The number inside a link or behind a scheme; the text itself when it is neither.
fn unwrap_link(text: &str) -> (Origin, String) {
    for scheme in ["tel:", "sms:", "callto:", "whatsapp:"] {
        if let Some(rest) = strip_prefix(text, scheme).filter(|rest| !rest.starts_with("//send")) {
            let number = rest.trim_start_matches('/').split([';', '?']).next().unwrap_or_default();
            return (Origin::Bare, decode(number));
        }
    }
    whatsapp_link(text).map_or_else(|| (Origin::Bare, text.to_owned()), |number| (Origin::Link, number))
}

/// The number in a link of WhatsApp: `wa.me/5551…`, `api.whatsapp.com/send?phone=5551…`, `whatsapp://send?phone=…`.
pub(super) fn whatsapp_link(text: &str) -> Option<String> {
    let rest = ["https://", "http://", "whatsapp://"]
        .iter()
        .find_map(|scheme| strip_prefix(text, scheme))
        .unwrap_or(text);
    if let Some(path) = ["wa.me/", "www.wa.me/"].iter().find_map(|host| strip_prefix(rest, host)) {
        return path.split(['?', '/', '#']).next().map(decode);
    }
    let hosts = ["api.whatsapp.com/", "web.whatsapp.com/", "www.whatsapp.com/", "whatsapp.com/", "send"];
    let path = hosts.iter().find_map(|host| strip_prefix(rest, host))?;
    let (_, query) = path.split_once('?')?;
    let query = query.split('#').next()?;
    query.split('&').find_map(|pair| strip_prefix(pair, "phone=")).map(decode)
}

fn decode(part: &str) -> String {
    percent_decode_str(part).decode_utf8_lossy().into_owned()
}

/// What follows the prefix, whatever its case.
fn strip_prefix<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    if head.eq_ignore_ascii_case(prefix) { text.get(prefix.len()..) } else { None }
}
