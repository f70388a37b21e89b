//! Cards: versions 2.1, 3.0 and 4.0 as telephones write them, read leniently and written as 3.0.
//!
//! A parser of our own: what telephones write is only near to the standards (quoted-printable over several lines, groups,
//! bare types), and six properties are all that is wanted.

use super::Raw;
use crate::domain::contact::Contact;
use crate::domain::profile::Profile;

/// The records in a text of cards.
pub(super) fn records(text: String) -> impl Iterator<Item = Raw> + Send + use<> {
    let lines = unfolded(&text);
    let mut found = Vec::new();
    let mut current: Option<Raw> = None;
    for line in lines {
        let Some(property) = Property::read(&line) else { continue };
        match (property.name.as_str(), property.value.trim()) {
            ("BEGIN", value) if value.eq_ignore_ascii_case("VCARD") => current = Some(Raw::default()),
            ("END", value) if value.eq_ignore_ascii_case("VCARD") => found.extend(current.take()),
            _inside => {
                if let Some(raw) = &mut current {
                    take_in(raw, &property);
                }
            }
        }
    }
    // A file that was cut off.
    found.extend(current);
    found.into_iter()
}

/// Lines put together again: a line that begins with a blank goes on the one before, and so does one after a `=` at the
/// end of a quoted-printable line.
fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in text.split('\n') {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let folded = line.strip_prefix([' ', '\t']);
        match lines.last_mut() {
            Some(before) if goes_on => {
                before.pop();
                before.push_str(line);
            }
            Some(before) if folded.is_some() => before.push_str(folded.unwrap_or_default()),
            Some(_) | None => lines.push(line.to_owned()),
        }
        let last = lines.last().map(String::as_str).unwrap_or_default();
        let head = last.split(':').next().unwrap_or_default().to_ascii_uppercase();
        goes_on = last.ends_with('=') && head.contains("QUOTED-PRINTABLE");
    }
    lines
}

struct Property {
    name: String,
    value: String,
}

impl Property {
    fn read(line: &str) -> Option<Self> {
        let (head, value) = split_head(line)?;
        let mut parts = head.split(';');
        let name = parts.next()?;
        let name = name.rsplit_once('.').map_or(name, |(_group, name)| name).trim().to_ascii_uppercase();
        let quoted = parts.any(|part| part.to_ascii_uppercase().contains("QUOTED-PRINTABLE"));
        let value = if quoted { unquoted(value) } else { value.to_owned() };
        Some(Self { name, value })
    }
}

/// Head and value: a colon between quotes belongs to the head.
fn split_head(line: &str) -> Option<(&str, &str)> {
    let mut quoted = false;
    let at = line.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        *c == ':' && !quoted
    })?;
    let (head, rest) = line.split_at_checked(at.0)?;
    Some((head, rest.strip_prefix(':')?))
}

/// Quoted-printable as text.
fn unquoted(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if let (b'=', [high, low, after @ ..]) = (*first, rest)
            && let (Some(high), Some(low)) = (hex(*high), hex(*low))
        {
            bytes.push(high * 16 + low);
            rest = after;
        } else {
            bytes.push(*first);
        }
    }
    super::text::decode(&bytes)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// The parts of a value at each bare `separator`, with what was escaped as it is.
fn parts(value: &str, separator: char) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut escaped = false;
    for c in value.chars() {
        let Some(last) = all.last_mut() else { break };
        match c {
            'n' | 'N' if escaped => last.push('\n'),
            other if escaped => last.push(other),
            '\\' => {
                escaped = true;
                continue;
            }
            other if other == separator => {
                all.push(String::new());
            }
            other => last.push(other),
        }
        escaped = false;
    }
    all.into_iter().map(|part| part.trim().to_owned()).collect()
}

fn whole(value: &str) -> String {
    parts(value, '\u{0}').into_iter().next().unwrap_or_default()
}

fn take_in(raw: &mut Raw, property: &Property) {
    let value = property.value.as_str();
    match property.name.as_str() {
        "FN" if !value.trim().is_empty() => raw.name = whole(value),
        "N" if raw.name.is_empty() => {
            // Family, given, additional, prefix, suffix.
            let names = parts(value, ';');
            let name = |at: usize| names.get(at).map(String::as_str).unwrap_or_default();
            let ordered = [name(3), name(1), name(2), name(0), name(4)];
            let given: Vec<&str> = ordered.into_iter().filter(|part| !part.is_empty()).collect();
            raw.name = given.join(" ");
        }
        "TEL" => {
            let number = whole(value);
            let number = number.strip_prefix("tel:").unwrap_or(&number).to_owned();
            if !number.is_empty() {
                raw.numbers.push(number);
            }
        }
        "EMAIL" if raw.email.is_empty() => raw.email = whole(value),
        "ORG" if raw.company.is_empty() => {
            raw.company = parts(value, ';').into_iter().next().unwrap_or_default();
        }
        "NOTE" if raw.note.is_empty() => raw.note = whole(value),
        "CATEGORIES" => {
            let tags = parts(value, ',').into_iter().filter(|tag| {
                !tag.is_empty() && !tag.eq_ignore_ascii_case("myContacts") && !tag.starts_with('*')
            });
            raw.tags.extend(tags);
        }
        _another => {}
    }
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ',' | ';' => {
                safe.push('\\');
                safe.push(c);
            }
            '\n' => safe.push_str("\\n"),
            '\r' => {}
            other => safe.push(other),
        }
    }
    safe
}

/// A line, folded: no reader has to take more than 75 bytes.
fn push_folded(out: &mut String, line: &str) {
    let mut width = 0;
    for c in line.chars() {
        if width + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out.push_str("\r\n");
}

/// A contact as a card.
pub fn card(contact: &Contact, profile: &Profile) -> Vec<u8> {
    let number = contact.phone.as_ref().map(crate::domain::phone::Phone::e164);
    let name = contact.name.clone().or_else(|| number.clone()).unwrap_or_default();
    let mut out = String::new();
    push_folded(&mut out, "BEGIN:VCARD");
    push_folded(&mut out, "VERSION:3.0");
    push_folded(&mut out, &format!("N:;{};;;", escaped(&name)));
    push_folded(&mut out, &format!("FN:{}", escaped(&name)));
    if let Some(number) = number {
        push_folded(&mut out, &format!("TEL;TYPE=CELL:{number}"));
    }
    let details = &profile.details;
    for (property, value) in [("EMAIL", &details.email), ("ORG", &details.company), ("NOTE", &details.note)] {
        if let Some(value) = value {
            push_folded(&mut out, &format!("{property}:{}", escaped(value)));
        }
    }
    if !profile.tags.is_empty() {
        let tags: Vec<String> = profile.tags.iter().map(|tag| escaped(&tag.name)).collect();
        push_folded(&mut out, &format!("CATEGORIES:{}", tags.join(",")));
    }
    push_folded(&mut out, "END:VCARD");
    out.into_bytes()
}
