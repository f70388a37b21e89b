//! Which values the provider takes: checked when they are typed, so that nothing is refused after the person is gone.
//!
//! The rules are the Cloud API's: no line break, no tab, at most four spaces in a row, something visible, and finished
//! parts of limited length. Whether its lengths count characters or UTF-16 units is not established; characters is the
//! reading that matches its own limits on template texts. Line breaks are refused rather than replaced: what the
//! person sees in the preview is what they typed.

use super::gap::{Piece, gaps, pieces};
use super::slot::{Place, Slot, SlotKey, SlotKind};
use super::value::{Filled, Value, ValueFault};
use super::{Header, Template, TemplateButton};
use crate::domain::limit;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What the end of an address must not contain as it is. Separators of path and query stay, because a value may be
/// `pedidos/12?loja=3`; `:` and `|` do not, because the provider refuses them, nor `+`, which a query reads as a space.
const SUFFIX_ESCAPES: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'!')
    .add(b'"')
    .add(b'$')
    .add(b'%')
    .add(b'\'')
    .add(b'(')
    .add(b')')
    .add(b'*')
    .add(b'+')
    .add(b',')
    .add(b':')
    .add(b';')
    .add(b'<')
    .add(b'>')
    .add(b'@')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Checks what was typed for a gap, with the values given so far, and hands back the value to keep.
pub fn check_text(filled: &Filled, slot: &Slot, typed: &str) -> Result<Value, ValueFault> {
    check_value(filled, slot, without_base(&filled.template, slot.place, typed.trim()))
}

/// The same for a text that is a value already.
pub(super) fn check_value(filled: &Filled, slot: &Slot, text: &str) -> Result<Value, ValueFault> {
    match slot.kind {
        SlotKind::Text | SlotKind::UrlSuffix | SlotKind::Code => {}
        SlotKind::Image | SlotKind::Video | SlotKind::Document | SlotKind::Location => {
            return Err(ValueFault::WrongKind);
        }
    }
    let text = check_line(text)?;
    if slot.kind == SlotKind::Code {
        check_length(text.chars().count(), limit::TEMPLATE_CODE_LEN_MAX)?;
    }
    check_finished(filled, &slot.key, &text)?;
    Ok(Value::Text { text })
}

/// Checks a file by its type and its size in bytes, and hands back the type to upload it as. `name` helps when the
/// type is missing or says nothing, as files from phones often come.
pub fn check_media(slot: &Slot, mime: &str, size: u64, name: Option<&str>) -> Result<String, ValueFault> {
    let size_max = match slot.kind {
        SlotKind::Image => limit::TEMPLATE_IMAGE_SIZE_MAX,
        SlotKind::Video => limit::TEMPLATE_VIDEO_SIZE_MAX,
        SlotKind::Document => limit::TEMPLATE_DOCUMENT_SIZE_MAX,
        SlotKind::Text | SlotKind::Location | SlotKind::UrlSuffix | SlotKind::Code => {
            return Err(ValueFault::WrongKind);
        }
    };
    let Some(mime) = media_type(slot.kind, mime, name) else {
        return Err(ValueFault::MediaType { mime: mime.to_owned() });
    };
    if size == 0 {
        return Err(ValueFault::Empty);
    }
    let limit = size_max.min(limit::TELEGRAM_DOWNLOAD_LEN_MAX);
    if size > limit {
        return Err(ValueFault::MediaSize { limit });
    }
    Ok(mime.to_owned())
}

/// Checks a place. Degrees, north and east positive; name and address are kept when something is visible in them.
pub fn check_location(
    slot: &Slot,
    latitude: f64,
    longitude: f64,
    name: Option<&str>,
    address: Option<&str>,
) -> Result<Value, ValueFault> {
    let on_earth = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
    if slot.kind != SlotKind::Location || !on_earth {
        return Err(ValueFault::WrongKind);
    }
    let line = |text: Option<&str>| text.and_then(|text| check_line(text).ok());
    Ok(Value::Location { latitude, longitude, name: line(name), address: line(address) })
}

/// The end of an address as it must be sent: percent-encoded, what is encoded already left alone.
pub fn url_suffix(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    let mut parts = text.split('%');
    if let Some(first) = parts.next() {
        encoded.extend(utf8_percent_encode(first, SUFFIX_ESCAPES));
    }
    for part in parts {
        let escape = part.get(..2).is_some_and(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
        encoded.push_str(if escape { "%" } else { "%25" });
        encoded.extend(utf8_percent_encode(part, SUFFIX_ESCAPES));
    }
    encoded
}

/// The type under which the provider takes a file in that place; `None` when it takes it under none.
pub(super) fn media_type(kind: SlotKind, mime: &str, name: Option<&str>) -> Option<&'static str> {
    let plain = mime.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let extension =
        name.and_then(|name| name.rsplit_once('.')).map(|(_, end)| end.trim().to_ascii_lowercase());
    let accepted = accepted_types(kind);
    if let Some((mime, _)) = accepted.iter().find(|(known, _)| *known == plain) {
        return Some(mime);
    }
    match plain.as_str() {
        "image/jpg" | "image/pjpeg" => {
            accepted.iter().map(|(mime, _)| *mime).find(|mime| *mime == "image/jpeg")
        }
        "" | "application/octet-stream" | "binary/octet-stream" => {
            let extension = extension?;
            accepted.iter().find(|(_, ends)| ends.contains(&extension.as_str())).map(|(mime, _)| *mime)
        }
        _ => None,
    }
}

/// Types and the endings of file names that go with them, by Meta's page on media of business phone numbers (16 June 2026).
const fn accepted_types(kind: SlotKind) -> &'static [(&'static str, &'static [&'static str])] {
    match kind {
        SlotKind::Image => &[("image/jpeg", &["jpg", "jpeg"]), ("image/png", &["png"])],
        SlotKind::Video => &[("video/mp4", &["mp4"]), ("video/3gpp", &["3gp", "3gpp"])],
        SlotKind::Document => &[
            ("application/pdf", &["pdf"]),
            ("text/plain", &["txt"]),
            ("application/msword", &["doc"]),
            ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx"]),
            ("application/vnd.ms-excel", &["xls"]),
            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx"]),
            ("application/vnd.ms-powerpoint", &["ppt"]),
            ("application/vnd.openxmlformats-officedocument.presentationml.presentation", &["pptx"]),
        ],
        SlotKind::Text | SlotKind::Location | SlotKind::UrlSuffix | SlotKind::Code => &[],
    }
}

/// One line as the provider takes it: trimmed, without control characters.
fn check_line(typed: &str) -> Result<String, ValueFault> {
    let text = typed.trim_matches(|c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
    });
    if !text.chars().any(is_visible) {
        return Err(ValueFault::Empty);
    }
    if text.chars().any(is_line_break) {
        return Err(ValueFault::LineBreak);
    }
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    let mut spaces = 0;
    for letter in text.chars() {
        spaces = if letter.is_whitespace() { spaces + 1 } else { 0 };
        if spaces > limit::TEMPLATE_SPACES_MAX {
            return Err(ValueFault::Spaces);
        }
    }
    Ok(text)
}

const fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character shows by itself. Joiners, marks of direction and blank letters do not.
fn is_visible(c: char) -> bool {
    let hidden = matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}'
    );
    !hidden && !c.is_whitespace() && !c.is_control()
}

/// People paste the whole address where its end is asked for: the part that the template has already is taken off.
fn without_base<'t>(template: &Template, place: Place, text: &'t str) -> &'t str {
    let Place::Button { index } = place else { return text };
    match template.buttons.get(usize::from(index)) {
        Some(TemplateButton::Url { url, .. }) => match pieces(url).first() {
            Some(Piece::Text(base)) => text.strip_prefix(base).unwrap_or(text),
            Some(Piece::Gap(_)) | None => text,
        },
        Some(
            TemplateButton::QuickReply { .. }
            | TemplateButton::Phone { .. }
            | TemplateButton::CopyCode { .. }
            | TemplateButton::Otp { .. }
            | TemplateButton::Plain { .. }
            | TemplateButton::Other { .. },
        )
        | None => text,
    }
}

/// Every part in which the gap appears stays within its limit once this value stands in it. Gaps that have no value
/// yet count as one character, the least that can be given.
fn check_finished(filled: &Filled, key: &SlotKey, text: &str) -> Result<(), ValueFault> {
    let template = &filled.template;
    let value_of = |of: &SlotKey| if of == key { Some(text) } else { filled.text(of) };
    if let Some(Header::Text { text, .. }) = &template.header {
        check_part(text, Place::Header, key, limit::TEMPLATE_HEADER_LEN_MAX, &value_of)?;
    }
    check_part(&template.body, Place::Body, key, limit::TEMPLATE_BODY_LEN_MAX, &value_of)?;
    for (index, button) in (0..).zip(&template.buttons) {
        let TemplateButton::Url { url, .. } = button else { continue };
        let place = Place::Button { index };
        let suffix_of = |of: &SlotKey| value_of(&filled.url_key(of.clone())).map(url_suffix);
        let own = |of: SlotKey| filled.url_key(of) == *key;
        if gaps(url).any(|gap| own(gap.key(place))) {
            check_length(finished_len(url, place, &suffix_of), limit::TEMPLATE_URL_LEN_MAX)?;
        }
    }
    Ok(())
}

fn check_part<'v>(
    text: &str,
    place: Place,
    key: &SlotKey,
    limit: usize,
    value_of: &impl Fn(&SlotKey) -> Option<&'v str>,
) -> Result<(), ValueFault> {
    if gaps(text).any(|gap| gap.key(place) == *key) {
        check_length(finished_len(text, place, value_of), limit)?;
    }
    Ok(())
}

fn finished_len<S: AsRef<str>>(text: &str, place: Place, value_of: &impl Fn(&SlotKey) -> Option<S>) -> usize {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.chars().count(),
            Piece::Gap(gap) => value_of(&gap.key(place)).map_or(1, |value| value.as_ref().chars().count()),
        })
        .sum()
}

const fn check_length(length: usize, limit: usize) -> Result<(), ValueFault> {
    if length > limit { Err(ValueFault::TooLong { over: length - limit, limit }) } else { Ok(()) }
}
