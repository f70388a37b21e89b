//! A template as the contact will see it: values in their places, gaps marked.
//!
//! A preview is made of spans, not of finished text: the screen marks gaps and grows as values arrive, and escapes
//! what people typed by its own rules.

use super::gap::{Piece, pieces};
use super::slot::{Place, SlotKey, SlotKind};
use super::value::{Filled, Value};
use super::{Header, TemplateButton, check, slot};

/// A stretch of a text with gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// The template's own text.
    Text(String),
    /// A gap that has no value yet.
    Gap {
        /// What names it.
        key: SlotKey,
        /// `1` or `cliente`; empty for a code to copy.
        label: String,
        /// The example from the template.
        example: Option<String>,
    },
    /// A value that was given.
    Given {
        /// As it will be sent.
        text: String,
    },
}

/// The header.
#[derive(Debug, Clone, PartialEq)]
pub enum PreviewHeader {
    /// Text with gaps.
    Text(Vec<Span>),
    /// A picture, video or file.
    Media {
        /// `Image`, `Video` or `Document`.
        kind: SlotKind,
        /// The name of the file that was given.
        filename: Option<String>,
        /// Whether it was given.
        given: bool,
    },
    /// A place.
    Location {
        /// Its name.
        name: Option<String>,
        /// Its address.
        address: Option<String>,
        /// Whether it was given.
        given: bool,
    },
    /// A kind that staff cannot fill; as the provider writes it.
    Other {
        /// Such as `PRODUCT` or `GIF`.
        what: String,
    },
}

/// What a button does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ButtonKind {
    /// Answers with its text.
    QuickReply,
    /// Opens an address.
    Url,
    /// Calls a number.
    Phone,
    /// Copies a code.
    CopyCode,
    /// Copies or fills in a one-time code.
    Otp,
    /// Takes nothing.
    Plain,
    /// A kind that staff cannot fill.
    Other,
}

/// A button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewButton {
    /// Its label; `None` for a code to copy, where WhatsApp writes its own words.
    pub label: Option<String>,
    /// What it does.
    pub kind: ButtonKind,
    /// The address, the number or the code; empty when there is nothing to show.
    pub detail: Vec<Span>,
}

/// A template as the contact will see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// The header, if any.
    pub header: Option<PreviewHeader>,
    /// The body.
    pub body: Vec<Span>,
    /// The footer, if any.
    pub footer: Option<String>,
    /// The buttons, in order.
    pub buttons: Vec<PreviewButton>,
}

/// The template with the values given so far.
pub fn preview(filled: &Filled) -> Preview {
    let template = &filled.template;
    Preview {
        header: template.header.as_ref().map(|header| preview_header(filled, header)),
        body: spans(filled, &template.body, Place::Body, &template.body_examples),
        footer: template.footer.clone(),
        buttons: (0..)
            .zip(&template.buttons)
            .map(|(index, button)| preview_button(filled, index, button))
            .collect(),
    }
}

fn preview_header(filled: &Filled, header: &Header) -> PreviewHeader {
    let media = |kind| PreviewHeader::Media {
        kind,
        filename: match filled.header_media() {
            Some(Value::Media { media }) => media.filename.clone(),
            Some(Value::Text { .. } | Value::Location { .. }) | None => None,
        },
        given: filled.header_media().is_some(),
    };
    match header {
        Header::Text { text, examples } => PreviewHeader::Text(spans(filled, text, Place::Header, examples)),
        Header::Image => media(SlotKind::Image),
        Header::Video => media(SlotKind::Video),
        Header::Document => media(SlotKind::Document),
        Header::Location => match filled.header_media() {
            Some(Value::Location { name, address, .. }) => {
                PreviewHeader::Location { name: name.clone(), address: address.clone(), given: true }
            }
            Some(Value::Text { .. } | Value::Media { .. }) | None => {
                PreviewHeader::Location { name: None, address: None, given: false }
            }
        },
        Header::Other { what } => PreviewHeader::Other { what: what.clone() },
    }
}

fn preview_button(filled: &Filled, index: u8, button: &TemplateButton) -> PreviewButton {
    let (label, kind, detail) = match button {
        TemplateButton::QuickReply { text } => (Some(text), ButtonKind::QuickReply, Vec::new()),
        TemplateButton::Url { text, url, example } => {
            (Some(text), ButtonKind::Url, url_spans(filled, index, url, example.as_ref()))
        }
        TemplateButton::Phone { text, phone } => {
            (Some(text), ButtonKind::Phone, vec![Span::Text(phone.clone())])
        }
        TemplateButton::CopyCode { example } => {
            let key = SlotKey::Code { index };
            (None, ButtonKind::CopyCode, vec![code_span(filled, key, example.clone())])
        }
        TemplateButton::Otp { text } => (Some(text), ButtonKind::Otp, Vec::new()),
        TemplateButton::Plain { text } => (Some(text), ButtonKind::Plain, Vec::new()),
        TemplateButton::Other { text, .. } => (Some(text), ButtonKind::Other, Vec::new()),
    };
    PreviewButton { label: label.cloned(), kind, detail }
}

fn spans(filled: &Filled, text: &str, place: Place, examples: &[super::Example]) -> Vec<Span> {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) => Span::Text(text.to_owned()),
            Piece::Gap(gap) => {
                let key = gap.key(place);
                match filled.text(&key) {
                    Some(text) => Span::Given { text: text.to_owned() },
                    None => Span::Gap { key, label: gap.label(), example: slot::example_of(gap, examples) },
                }
            }
        })
        .collect()
}

fn url_spans(filled: &Filled, index: u8, url: &str, example: Option<&String>) -> Vec<Span> {
    pieces(url)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) => Span::Text(text.to_owned()),
            Piece::Gap(gap) => {
                let key = filled.url_key(gap.key(Place::Button { index }));
                match filled.text(&key) {
                    Some(text) => Span::Given { text: check::url_suffix(text) },
                    None => Span::Gap { key, label: gap.label(), example: example.cloned() },
                }
            }
        })
        .collect()
}

fn code_span(filled: &Filled, key: SlotKey, example: Option<String>) -> Span {
    match filled.text(&key) {
        Some(text) => Span::Given { text: text.to_owned() },
        None => Span::Gap { key, label: String::new(), example },
    }
}
