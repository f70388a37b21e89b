//! The gaps of a template, in the order in which they are asked for: header, body, buttons.

use super::gap::{Gap, gaps};
use super::{Category, Example, Header, Template, TemplateButton};
use serde::{Deserialize, Serialize};

/// Where a gap stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "in")]
pub enum Place {
    /// In the header.
    Header,
    /// In the body.
    Body,
    /// In the button at this position, counted from 0.
    Button {
        /// The position.
        index: u8,
    },
}

/// What names a gap within its template. A named gap has one key wherever it appears; numbered gaps are apart by
/// place, because `{{1}}` of the header and `{{1}}` of the body are two values.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by")]
pub enum SlotKey {
    /// `{{cliente}}`
    Name {
        /// The name.
        name: String,
    },
    /// `{{1}}`
    Number {
        /// Where.
        place: Place,
        /// The number, from 1.
        number: u8,
    },
    /// The header's file or place.
    HeaderMedia,
    /// The code to copy of the button at this position.
    Code {
        /// The position.
        index: u8,
    },
}

/// What kind of value a gap takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlotKind {
    /// A line of text.
    Text,
    /// A picture: JPEG or PNG.
    Image,
    /// A video: MP4 or 3GP.
    Video,
    /// A file.
    Document,
    /// A place.
    Location,
    /// The end of an address; percent-encoded when sent.
    UrlSuffix,
    /// A code that the contact copies, up to 15 characters.
    Code,
}

/// One gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// What names it.
    pub key: SlotKey,
    /// What it takes.
    pub kind: SlotKind,
    /// Where it appears first.
    pub place: Place,
    /// The example from the template.
    pub example: Option<String>,
    /// The label of the button it belongs to.
    pub button_label: Option<String>,
}

/// Why staff cannot send this template from a phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfillable {
    /// The component's kind as the provider writes it, such as `CAROUSEL` or `FLOW`.
    pub what: String,
}

impl Unfillable {
    fn new(what: &str) -> Self {
        Self { what: what.to_owned() }
    }
}

impl Template {
    /// The gaps in the order in which they are asked for: header, body, buttons; each once, where it appears first.
    ///
    /// An authentication template has one gap, its code, which the body and the button share.
    pub fn slots(&self) -> Result<Vec<Slot>, Unfillable> {
        if let Some(what) = self.others.first() {
            return Err(Unfillable::new(what));
        }
        if let Some(what) = self.buttons.iter().find_map(unfillable_button) {
            return Err(Unfillable::new(what));
        }
        let mut slots = Vec::new();
        if let Some(header) = &self.header {
            header_slots(header, &mut slots)?;
        }
        if self.is_one_time_code() {
            slots.push(self.code_slot());
            return Ok(slots);
        }
        for gap in gaps(&self.body) {
            push_once(&mut slots, text_slot(gap, Place::Body, &self.body_examples));
        }
        for (index, button) in (0..).zip(&self.buttons) {
            button_slots(index, button, &mut slots);
        }
        Ok(slots)
    }

    /// Whether its body and its button carry one code, given once.
    pub fn is_one_time_code(&self) -> bool {
        self.category == Category::Authentication
            || self.buttons.iter().any(|button| matches!(button, TemplateButton::Otp { .. }))
    }

    /// The key of the one code of an authentication template.
    pub(super) fn code_key(&self) -> SlotKey {
        gaps(&self.body)
            .next()
            .map_or(SlotKey::Number { place: Place::Body, number: 1 }, |gap| gap.key(Place::Body))
    }

    fn code_slot(&self) -> Slot {
        Slot {
            key: self.code_key(),
            kind: SlotKind::Code,
            place: Place::Body,
            example: self.body_examples.first().map(|example| example.text.clone()),
            button_label: None,
        }
    }
}

fn header_slots(header: &Header, slots: &mut Vec<Slot>) -> Result<(), Unfillable> {
    let kind = match header {
        Header::Text { text, examples } => {
            for gap in gaps(text) {
                push_once(slots, text_slot(gap, Place::Header, examples));
            }
            return Ok(());
        }
        Header::Image => SlotKind::Image,
        Header::Video => SlotKind::Video,
        Header::Document => SlotKind::Document,
        Header::Location => SlotKind::Location,
        Header::Other { what } => return Err(Unfillable::new(what)),
    };
    let key = SlotKey::HeaderMedia;
    slots.push(Slot { key, kind, place: Place::Header, example: None, button_label: None });
    Ok(())
}

fn button_slots(index: u8, button: &TemplateButton, slots: &mut Vec<Slot>) {
    let place = Place::Button { index };
    match button {
        TemplateButton::Url { text, url, example } => {
            for gap in gaps(url) {
                push_once(
                    slots,
                    Slot {
                        key: gap.key(place),
                        kind: SlotKind::UrlSuffix,
                        place,
                        example: example.clone(),
                        button_label: Some(text.clone()),
                    },
                );
            }
        }
        TemplateButton::CopyCode { example } => slots.push(Slot {
            key: SlotKey::Code { index },
            kind: SlotKind::Code,
            place,
            example: example.clone(),
            button_label: None,
        }),
        TemplateButton::QuickReply { .. }
        | TemplateButton::Phone { .. }
        | TemplateButton::Otp { .. }
        | TemplateButton::Plain { .. }
        | TemplateButton::Other { .. } => {}
    }
}

fn unfillable_button(button: &TemplateButton) -> Option<&str> {
    match button {
        TemplateButton::Other { what, .. } => Some(what),
        TemplateButton::QuickReply { .. }
        | TemplateButton::Url { .. }
        | TemplateButton::Phone { .. }
        | TemplateButton::CopyCode { .. }
        | TemplateButton::Otp { .. }
        | TemplateButton::Plain { .. } => None,
    }
}

fn text_slot(gap: Gap<'_>, place: Place, examples: &[Example]) -> Slot {
    Slot {
        key: gap.key(place),
        kind: SlotKind::Text,
        place,
        example: example_of(gap, examples),
        button_label: None,
    }
}

/// The example of a gap. Listings key them by name or by number; spaces around a key do not matter.
pub(super) fn example_of(gap: Gap<'_>, examples: &[Example]) -> Option<String> {
    let label = gap.label();
    examples.iter().find(|example| example.key.trim() == label).map(|example| example.text.clone())
}

fn push_once(slots: &mut Vec<Slot>, slot: Slot) {
    if !slots.iter().any(|known| known.key == slot.key) {
        slots.push(slot);
    }
}
