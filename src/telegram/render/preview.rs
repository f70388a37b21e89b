//! A template's message in a quotation: header, body, footer and buttons as the contact will see them.
//!
//! Gaps are marked while there are any; in the review nothing is, because that is how it arrives.

use super::html::{cut, escape, one_line, units};
use crate::domain::template::preview::{ButtonKind, Preview, PreviewButton, PreviewHeader, Span};
use crate::domain::template::{SlotKey, SlotKind};
use crate::i18n::{Key, Voice};

/// Characters of a header: WhatsApp takes 60.
const HEADER_LEN_MAX: usize = 100;
/// Characters of a body: WhatsApp takes 1024, and cutting it would hide what is sent. More would not leave room for the
/// rules of the cost below ten buttons.
const BODY_LEN_MAX: usize = 1_600;
/// Characters of a footer: WhatsApp takes 60.
const FOOTER_LEN_MAX: usize = 100;
/// Characters of a button's label: WhatsApp takes 25.
const LABEL_LEN_MAX: usize = 30;
/// Characters of a button's address: more than a phone shows in one line.
const DETAIL_LEN_MAX: usize = 60;

/// What is marked.
pub(super) enum Marks<'a> {
    /// Gaps and values.
    Gaps,
    /// The same, and this gap points at itself.
    Asked(&'a SlotKey),
    /// Nothing.
    Nothing,
}

/// A gap's name as it stands in the message.
pub(super) fn gap(label: &str) -> String {
    format!("[{label}]")
}

/// The message, as HTML.
pub(super) fn message(preview: &Preview, marks: &Marks<'_>, voice: &Voice<'_>) -> String {
    let mut parts = Vec::new();
    if let Some(header) = &preview.header {
        parts.push(self::header(header, marks, voice));
    }
    parts.push(spans(&preview.body, BODY_LEN_MAX, marks, voice));
    if let Some(footer) = &preview.footer {
        parts.push(format!("<i>{}</i>", escape(&cut(footer, FOOTER_LEN_MAX))));
    }
    let buttons: Vec<String> = preview.buttons.iter().map(|one| button(one, marks, voice)).collect();
    if !buttons.is_empty() {
        parts.push(buttons.join("\n"));
    }
    format!("<blockquote>{}</blockquote>", parts.join("\n\n"))
}

fn header(header: &PreviewHeader, marks: &Marks<'_>, voice: &Voice<'_>) -> String {
    match header {
        PreviewHeader::Text(text) => format!("<b>{}</b>", spans(text, HEADER_LEN_MAX, marks, voice)),
        PreviewHeader::Media { kind, filename, given } => {
            let what = voice.word(match kind {
                SlotKind::Image => Key::HeaderImage,
                SlotKind::Video => Key::HeaderVideo,
                SlotKind::Document | SlotKind::Text | SlotKind::UrlSuffix | SlotKind::Code => {
                    Key::HeaderDocument
                }
                SlotKind::Location => Key::HeaderLocation,
            });
            let name = filename.as_deref().map(|name| cut(&one_line(name), HEADER_LEN_MAX));
            given_or_gap(&what, name.as_deref(), *given, marks)
        }
        PreviewHeader::Location { name, address, given } => {
            let what = voice.word(Key::HeaderLocation);
            let place: Vec<&str> = [name.as_deref(), address.as_deref()].into_iter().flatten().collect();
            let place = cut(&one_line(&place.join(", ")), HEADER_LEN_MAX);
            let place = (!place.is_empty()).then_some(place);
            given_or_gap(&what, place.as_deref(), *given, marks)
        }
        PreviewHeader::Other { what } => {
            voice.say(Key::HeaderOther, &[("what", escape(&cut(&one_line(what), LABEL_LEN_MAX)).into())])
        }
    }
}

fn given_or_gap(what: &str, detail: Option<&str>, given: bool, marks: &Marks<'_>) -> String {
    let asked = matches!(marks, Marks::Asked(SlotKey::HeaderMedia));
    match (given, detail) {
        (true, Some(detail)) => format!("{what}: {}", escape(detail)),
        (true, None) => format!("{what} ✓"),
        (false, _) if asked => format!("👉 <b>{}</b>", gap(what)),
        (false, _) => format!("<code>{}</code>", gap(what)),
    }
}

fn button(button: &PreviewButton, marks: &Marks<'_>, voice: &Voice<'_>) -> String {
    let sign = match button.kind {
        ButtonKind::QuickReply | ButtonKind::Plain | ButtonKind::Other => "↩️",
        ButtonKind::Url => "🔗",
        ButtonKind::Phone => "📞",
        ButtonKind::CopyCode | ButtonKind::Otp => "📋",
    };
    let label = match &button.label {
        Some(label) => escape(&cut(&one_line(label), LABEL_LEN_MAX)),
        None => voice.word(Key::ButtonCopyCode),
    };
    if button.detail.is_empty() {
        return format!("{sign} {label}");
    }
    format!("{sign} {label}: {}", spans(&button.detail, DETAIL_LEN_MAX, marks, voice))
}

/// Spans as HTML, `max` characters of them.
fn spans(spans: &[Span], max: usize, marks: &Marks<'_>, voice: &Voice<'_>) -> String {
    let mut html = String::new();
    let mut left = max;
    for span in spans {
        let (text, is_asked) = match span {
            Span::Text(text) | Span::Given { text } => (text.clone(), false),
            Span::Gap { key, label, .. } => {
                let label = if label.is_empty() { voice.word(Key::GapCode) } else { one_line(label) };
                (gap(&cut(&label, 60)), matches!(marks, Marks::Asked(asked) if *asked == key))
            }
        };
        let shown = escape(&cut(&text, left));
        let marked = match (span, marks) {
            (Span::Gap { .. }, _) if is_asked => format!("👉 <b>{shown}</b>"),
            (Span::Gap { .. }, _) => format!("<code>{shown}</code>"),
            (Span::Given { .. }, Marks::Gaps | Marks::Asked(_)) => format!("<b>{shown}</b>"),
            (Span::Text(_), _) | (Span::Given { .. }, Marks::Nothing) => shown,
        };
        html.push_str(&marked);
        let used = units(&text);
        if used >= left && used > 0 {
            break;
        }
        left -= used;
    }
    html
}
