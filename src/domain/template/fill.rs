//! What can be done with a half-filled template: give and read values, find the next gap, hand the finished parts to
//! an encoder, and carry the values over to a changed template.

use super::check::{check_value, url_suffix};
use super::gap::{Label, Piece, gaps, pieces};
use super::preview::ButtonKind;
use super::slot::{Place, Slot, SlotKey, SlotKind};
use super::value::{Filled, Value};
use super::{Header, Template, TemplateButton};

/// What one button takes when the template is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ButtonValue<'f> {
    /// The button's position, counted from 0 over all buttons.
    pub index: u8,
    /// `Url`, `Otp` (sent as `url`) or `CopyCode`.
    pub kind: ButtonKind,
    /// The gap's name, when it has one instead of a number.
    pub name: Option<&'f str>,
    /// Ready to send: percent-encoded for `Url`.
    pub text: String,
}

impl Filled {
    /// A template with no values yet.
    pub const fn new(template: Template) -> Self {
        Self { template, values: Vec::new() }
    }

    /// Gives a value that was checked, in place of an earlier one. A key that the template does not have is ignored.
    pub fn set(&mut self, key: SlotKey, value: Value) {
        let order: Vec<SlotKey> =
            self.template.slots().unwrap_or_default().into_iter().map(|slot| slot.key).collect();
        if !order.contains(&key) {
            return;
        }
        self.unset(&key);
        self.values.push((key, value));
        self.values.sort_by_key(|(key, _)| order.iter().position(|known| known == key));
    }

    /// Takes a value away again.
    pub fn unset(&mut self, key: &SlotKey) {
        self.values.retain(|(given, _)| given != key);
    }

    /// The value given for a gap.
    pub fn get(&self, key: &SlotKey) -> Option<&Value> {
        self.values.iter().find(|(given, _)| given == key).map(|(_, value)| value)
    }

    /// The text given for a gap; `None` too when it is a file or a place.
    pub fn text(&self, key: &SlotKey) -> Option<&str> {
        match self.get(key)? {
            Value::Text { text } => Some(text),
            Value::Media { .. } | Value::Location { .. } => None,
        }
    }

    /// The first gap without a value; `None` when all have one, or when the template cannot be filled at all.
    pub fn missing(&self) -> Option<Slot> {
        self.template.slots().ok()?.into_iter().find(|slot| self.get(&slot.key).is_none())
    }

    /// Whether it can be sent: every gap has a value.
    pub fn is_complete(&self) -> bool {
        self.template.slots().is_ok_and(|slots| slots.iter().all(|slot| self.get(&slot.key).is_some()))
    }

    /// The same values in a template that changed since they were given. What does not fit any more is left out and
    /// named, so that it can be asked for again.
    pub fn refit(&self, changed: Template) -> (Self, Vec<SlotKey>) {
        let slots = changed.slots().unwrap_or_default();
        let mut refitted = Self::new(changed);
        let mut dropped = Vec::new();
        for (key, value) in &self.values {
            let fits = slots
                .iter()
                .find(|slot| slot.key == *key)
                .and_then(|slot| refit_value(&refitted, slot, value));
            match fits {
                Some(value) => refitted.set(key.clone(), value),
                None => dropped.push(key.clone()),
            }
        }
        (refitted, dropped)
    }

    /// The header's text with its values; gaps without one stay as they are written. `None` without a text header.
    pub fn header_text(&self) -> Option<String> {
        self.header_source().map(|text| self.finished(text, Place::Header))
    }

    /// The body with its values; gaps without one stay as they are written.
    pub fn body_text(&self) -> String {
        self.finished(&self.template.body, Place::Body)
    }

    /// The header's file or place.
    pub fn header_media(&self) -> Option<&Value> {
        self.get(&SlotKey::HeaderMedia)
    }

    /// Names (for named gaps) and values of the header's text, as [`Self::body_values`].
    pub fn header_text_values(&self) -> Vec<(Option<&str>, &str)> {
        self.header_source().map_or_else(Vec::new, |text| self.text_values(text, Place::Header))
    }

    /// Names (for named gaps) and values of the body: numbered gaps by number, named ones in order of appearance,
    /// each once. Gaps without a value are left out.
    pub fn body_values(&self) -> Vec<(Option<&str>, &str)> {
        if self.template.is_one_time_code() {
            let name = gaps(&self.template.body).next().and_then(|gap| name_of(gap.label));
            return self.text(&self.template.code_key()).map(|code| (name, code)).into_iter().collect();
        }
        self.text_values(&self.template.body, Place::Body)
    }

    /// What the buttons take, in order. Buttons that take nothing, or have no value yet, are left out.
    pub fn button_values(&self) -> Vec<ButtonValue<'_>> {
        (0..)
            .zip(&self.template.buttons)
            .filter_map(|(index, button)| self.button_value(index, button))
            .collect()
    }

    fn button_value<'f>(&'f self, index: u8, button: &'f TemplateButton) -> Option<ButtonValue<'f>> {
        match button {
            TemplateButton::Url { url, .. } => {
                let gap = gaps(url).next()?;
                let text = url_suffix(self.text(&self.url_key(gap.key(Place::Button { index })))?);
                Some(ButtonValue { index, kind: ButtonKind::Url, name: name_of(gap.label), text })
            }
            TemplateButton::CopyCode { .. } => {
                let text = self.text(&SlotKey::Code { index })?.to_owned();
                Some(ButtonValue { index, kind: ButtonKind::CopyCode, name: None, text })
            }
            TemplateButton::Otp { .. } => {
                let text = self.text(&self.template.code_key())?.to_owned();
                Some(ButtonValue { index, kind: ButtonKind::Otp, name: None, text })
            }
            TemplateButton::QuickReply { .. }
            | TemplateButton::Phone { .. }
            | TemplateButton::Plain { .. }
            | TemplateButton::Other { .. } => None,
        }
    }

    /// The key under which the value of a gap in an address is kept: in an authentication template it is the code.
    pub(super) fn url_key(&self, own: SlotKey) -> SlotKey {
        if self.template.is_one_time_code() { self.template.code_key() } else { own }
    }

    fn header_source(&self) -> Option<&str> {
        match self.template.header.as_ref()? {
            Header::Text { text, .. } => Some(text),
            Header::Image | Header::Video | Header::Document | Header::Location | Header::Other { .. } => {
                None
            }
        }
    }

    fn text_values<'f>(&'f self, text: &'f str, place: Place) -> Vec<(Option<&'f str>, &'f str)> {
        let mut found = Vec::new();
        for gap in gaps(text) {
            if !found.contains(&gap.label) {
                found.push(gap.label);
            }
        }
        // The sort is stable: named gaps stay in order of appearance, behind numbered ones.
        found.sort_by_key(|label| match label {
            Label::Number(number) => *number,
            Label::Name(_) => u8::MAX,
        });
        found
            .into_iter()
            .filter_map(|label| Some((name_of(label), self.text(&key_of(label, place))?)))
            .collect()
    }

    /// One pass over the text: a value that looks like a gap stays what it is.
    fn finished(&self, text: &str, place: Place) -> String {
        pieces(text)
            .into_iter()
            .map(|piece| match piece {
                Piece::Text(text) => text,
                Piece::Gap(gap) => self.text(&gap.key(place)).unwrap_or(gap.source),
            })
            .collect()
    }
}

fn name_of(label: Label<'_>) -> Option<&str> {
    match label {
        Label::Number(_) => None,
        Label::Name(name) => Some(name),
    }
}

fn key_of(label: Label<'_>, place: Place) -> SlotKey {
    match label {
        Label::Number(number) => SlotKey::Number { place, number },
        Label::Name(name) => SlotKey::Name { name: name.to_owned() },
    }
}

/// The value as it fits a slot of another template; `None` when it does not.
fn refit_value(so_far: &Filled, slot: &Slot, value: &Value) -> Option<Value> {
    match (slot.kind, value) {
        (SlotKind::Text | SlotKind::UrlSuffix | SlotKind::Code, Value::Text { text }) => {
            check_value(so_far, slot, text).ok()
        }
        (SlotKind::Image | SlotKind::Video | SlotKind::Document, Value::Media { media }) => {
            super::check::media_type(slot.kind, &media.mime, media.filename.as_deref())
                .map(|_mime| value.clone())
        }
        (SlotKind::Location, Value::Location { .. }) => Some(value.clone()),
        (
            SlotKind::Text | SlotKind::UrlSuffix | SlotKind::Code,
            Value::Media { .. } | Value::Location { .. },
        )
        | (
            SlotKind::Image | SlotKind::Video | SlotKind::Document,
            Value::Text { .. } | Value::Location { .. },
        )
        | (SlotKind::Location, Value::Text { .. } | Value::Media { .. }) => None,
    }
}
