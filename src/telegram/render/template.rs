//! Templates: the list, one of them, and the values it wants.

use super::html::{cut, escape, one_line, say};
use super::{preview, start};
use crate::dialogue::screen::Chosen;
use crate::domain::template::preview::Preview;
use crate::domain::template::{Category, Place, Slot, SlotKey, SlotKind, TemplateKey, Unfillable};
use crate::i18n::{Key, Voice};

/// Characters of a template's name in a text: names may have 512, and hardly any has 60.
const TEMPLATE_NAME_LEN_MAX: usize = 80;

/// What the list is narrowed by.
pub(super) struct Filter<'a> {
    /// What was typed.
    pub(super) query: &'a str,
    /// Only this category.
    pub(super) category: Option<Category>,
    /// How many match.
    pub(super) total: u32,
}

/// What stands above a template.
pub(super) struct Head<'a> {
    /// What was chosen before it.
    pub(super) chosen: &'a Chosen,
    /// Its name and language.
    pub(super) key: &'a TemplateKey,
    /// Its category.
    pub(super) category: Category,
}

/// A category's name.
pub(super) const fn category_key(category: Category) -> Key {
    match category {
        Category::Marketing => Key::CategoryMarketing,
        Category::Utility => Key::CategoryUtility,
        Category::Authentication => Key::CategoryAuthentication,
    }
}

/// A template's language, in words for the usual ones: `português`, else its code.
pub(super) fn language(code: &str, voice: &Voice<'_>) -> String {
    match code {
        "pt_BR" => voice.word(Key::LanguagePt),
        "en" | "en_US" => voice.word(Key::LanguageEn),
        "es" => voice.word(Key::LanguageEs),
        other => cut(&one_line(other), 16),
    }
}

/// Name, category and language in one line.
pub(super) fn title(head: &Head<'_>, voice: &Voice<'_>) -> String {
    let name = escape(&cut(&head.key.name, TEMPLATE_NAME_LEN_MAX));
    let category = voice.word(category_key(head.category));
    format!("<b>{name}</b> · {category} · {}", escape(&language(&head.key.language, voice)))
}

/// Which template?
pub(super) fn list(so_far: &Chosen, filter: &Filter<'_>, never_synced: bool, voice: &Voice<'_>) -> String {
    let total = ("total", filter.total.into());
    let below = match (filter.query, filter.category, filter.total) {
        ("", _, 0) if never_synced => voice.word(Key::TemplatesNever),
        ("", None, 0) => voice.word(Key::TemplatesNone),
        ("", Some(category), 0) => {
            let category = voice.word(category_key(category));
            say(voice, Key::TemplatesNoneCategory, &[("category", category.into())])
        }
        ("", _, _) => say(voice, Key::TemplatesHint, &[total]),
        (query, _, _) => say(voice, Key::TemplatesFound, &[("query", query.into()), total]),
    };
    format!("{}\n{}\n\n{below}", voice.word(Key::TemplatesTitle), start::chosen(so_far, voice))
}

/// A template as the contact will see it.
pub(super) fn shown(
    head: &Head<'_>,
    shown: &Preview,
    slots: u32,
    why_not: Option<&Unfillable>,
    voice: &Voice<'_>,
) -> String {
    let below = match why_not {
        Some(why_not) => unfillable(why_not, voice),
        None => say(voice, Key::PreviewSlots, &[("slots", slots.into())]),
    };
    let message = preview::message(shown, &preview::Marks::Gaps, voice);
    format!("{}\n{}\n{message}\n{below}", voice.word(Key::TemplatesTitle), title(head, voice))
}

/// Why a template cannot be filled from a phone.
fn unfillable(why_not: &Unfillable, voice: &Voice<'_>) -> String {
    let what = why_not.what.to_ascii_uppercase();
    let key = match what.as_str() {
        "CAROUSEL" => Some(Key::UnfillableCarousel),
        "LIMITED_TIME_OFFER" => Some(Key::UnfillableOffer),
        "FLOW" => Some(Key::UnfillableFlow),
        "CATALOG" | "MPM" | "SPM" | "PRODUCT" => Some(Key::UnfillableCatalog),
        "ORDER_DETAILS" | "ORDER_STATUS" => Some(Key::UnfillableOrder),
        "CALL_PERMISSION_REQUEST" => Some(Key::UnfillableCall),
        _ => None,
    };
    let why = match key {
        Some(key) => voice.word(key),
        None => voice.say(Key::UnfillableOther, &[("what", cut(&one_line(&why_not.what), 40).into())]),
    };
    say(voice, Key::Unfillable, &[("why", why.into())])
}

/// One value.
pub(super) fn parameter(
    (position, of): (u32, u32),
    slot: &Slot,
    so_far: &Preview,
    moving: bool,
    voice: &Voice<'_>,
) -> String {
    let title = say(voice, Key::ParameterTitle, &[("position", position.into()), ("of", of.into())]);
    let mut lines = vec![title];
    lines.extend(stands(slot, voice));
    lines.push(voice.word(wanted(slot.kind)));
    if let Some(example) = slot.example.as_deref().filter(|example| !example.trim().is_empty()) {
        let example = cut(&one_line(example), 120);
        lines.push(say(voice, Key::ParameterExample, &[("example", example.into())]));
    }
    lines.push(preview::message(so_far, &preview::Marks::Asked(&slot.key), voice));
    if moving {
        lines.push(voice.word(Key::ParameterMoving));
    }
    lines.join("\n")
}

/// Which gap it is and where it stands; nothing for files and places, whose question says it.
fn stands(slot: &Slot, voice: &Voice<'_>) -> Option<String> {
    let label = match &slot.key {
        SlotKey::Name { name } => name.clone(),
        SlotKey::Number { number, .. } => number.to_string(),
        SlotKey::HeaderMedia | SlotKey::Code { .. } => return None,
    };
    let gap = preview::gap(&cut(&one_line(&label), 60));
    Some(match (slot.place, slot.button_label.as_deref()) {
        (Place::Header, _) => say(voice, Key::ParameterHeader, &[("gap", gap.into())]),
        (Place::Body, _) => say(voice, Key::ParameterBody, &[("gap", gap.into())]),
        (Place::Button { .. }, button) => {
            let button = cut(&one_line(button.unwrap_or_default()), 60);
            say(voice, Key::ParameterButton, &[("gap", gap.into()), ("button", button.into())])
        }
    })
}

const fn wanted(kind: SlotKind) -> Key {
    match kind {
        SlotKind::Text => Key::ParameterText,
        SlotKind::Image => Key::ParameterImage,
        SlotKind::Video => Key::ParameterVideo,
        SlotKind::Document => Key::ParameterDocument,
        SlotKind::Location => Key::ParameterLocation,
        SlotKind::UrlSuffix => Key::ParameterUrl,
        SlotKind::Code => Key::ParameterCode,
    }
}
