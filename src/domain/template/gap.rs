//! Reading `{{1}}` and `{{cliente}}` in the text of a template.
//!
//! Lenient about spaces inside the braces, because templates made in other tools have them. What merely looks like a
//! gap (`{{}}`, `{{a b}}`, an opening without an end) is text.

use super::{Place, SlotKey};

/// A stretch of a template's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// Text as it is.
    Text(&'t str),
    /// A gap.
    Gap(Gap<'t>),
}

/// A gap as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gap<'t> {
    /// With its braces.
    pub(super) source: &'t str,
    /// What stands between them.
    pub(super) label: Label<'t>,
}

/// What names a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label<'t> {
    /// `{{1}}`
    Number(u8),
    /// `{{cliente}}`
    Name(&'t str),
}

impl Gap<'_> {
    /// The key of the value that fills this gap when it stands there.
    pub(super) fn key(&self, place: Place) -> SlotKey {
        match self.label {
            Label::Number(number) => SlotKey::Number { place, number },
            Label::Name(name) => SlotKey::Name { name: name.to_owned() },
        }
    }

    /// What is written between the braces, without spaces.
    pub(super) fn label(&self) -> String {
        match self.label {
            Label::Number(number) => number.to_string(),
            Label::Name(name) => name.to_owned(),
        }
    }
}

/// The text cut into pieces, in order. Their sources together are the text again.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut text_from = 0;
    let mut look_from = 0;
    while let Some(open) = find_from(text, "{{", look_from) {
        let Some(close) = find_from(text, "}}", open + 2) else { break };
        let end = close + 2;
        let inner = text.get(open + 2..close).unwrap_or_default();
        if let Some(label) = read_label(inner) {
            push_text(&mut pieces, text.get(text_from..open));
            let source = text.get(open..end).unwrap_or_default();
            pieces.push(Piece::Gap(Gap { source, label }));
            text_from = end;
            look_from = end;
        } else {
            // The second brace may be the first of a real gap, as in `{{{1}}`.
            look_from = open + 1;
        }
    }
    push_text(&mut pieces, text.get(text_from..));
    pieces
}

/// The gaps alone, in order of appearance, repeated ones included.
pub(super) fn gaps(text: &str) -> impl Iterator<Item = Gap<'_>> {
    pieces(text).into_iter().filter_map(|piece| match piece {
        Piece::Gap(gap) => Some(gap),
        Piece::Text(_) => None,
    })
}

fn find_from(text: &str, what: &str, from: usize) -> Option<usize> {
    text.get(from..)?.find(what).map(|at| from + at)
}

fn push_text<'t>(pieces: &mut Vec<Piece<'t>>, text: Option<&'t str>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        pieces.push(Piece::Text(text));
    }
}

fn read_label(inner: &str) -> Option<Label<'_>> {
    let inner = inner.trim();
    if inner.is_empty() || !inner.chars().all(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    if inner.bytes().all(|b| b.is_ascii_digit()) {
        return inner.parse().ok().filter(|number| *number > 0).map(Label::Number);
    }
    Some(Label::Name(inner))
}
