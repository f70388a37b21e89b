//! The values of a template, one after the other: typed, taken from a button, or sent as a file or a place.

use super::facts::{Facts, Need};
use super::screen::{Button, Label, Line, Prompt, Screen};
use super::state::{Choice, IncomingFile, State, Who};
use super::step::{Step, Stepped};
use super::{Action, Quick, back_and_cancel};
use crate::domain::fault::Fault;
use crate::domain::template::preview::preview;
use crate::domain::template::{Filled, MediaRef, Slot, SlotKind, Value};
use crate::domain::template::{check_location, check_media, check_text};

/// The gap at `index`, or the review when all have been asked for.
pub fn at(choice: &Choice, filled: &Filled, index: u8) -> Step {
    let slots = filled.template.slots().unwrap_or_default();
    let (choice, filled) = (choice.clone(), Box::new(filled.clone()));
    if usize::from(index) < slots.len() {
        Step::to(State::Parameter { choice, filled, index, moving: None })
    } else {
        Step::to(State::Review { choice, filled, rules: false })
    }
}

/// The first gap without a value, or the review.
pub fn at_first_missing(choice: &Choice, filled: &Filled) -> Step {
    let slots = filled.template.slots().unwrap_or_default();
    let missing = slots.iter().position(|slot| filled.get(&slot.key).is_none());
    at(choice, filled, missing.and_then(|index| u8::try_from(index).ok()).unwrap_or(u8::MAX))
}

fn slot_at(filled: &Filled, index: u8) -> Option<Slot> {
    filled.template.slots().unwrap_or_default().into_iter().nth(usize::from(index))
}

/// Back to the gap before, or to the preview.
pub fn back(choice: &Choice, filled: &Filled, index: u8) -> Step {
    match index.checked_sub(1) {
        Some(before) => at(choice, filled, before),
        None => Step::to(State::Preview { choice: choice.clone(), filled: Box::new(filled.clone()) }),
    }
}

/// The panel that asks for one value.
pub fn view(
    choice: &Choice,
    filled: &Filled,
    index: u8,
    moving: bool,
    facts: &Facts,
) -> Result<Screen, Need> {
    let slots = filled.template.slots().unwrap_or_default();
    let Some(slot) = slots.get(usize::from(index)).cloned() else {
        return super::templates::view_preview(choice, filled, facts);
    };
    let mut rows: Vec<Vec<Button>> = Vec::new();
    if !moving {
        for (quick, value) in quick_values(choice, filled, &slot, facts)? {
            rows.push(vec![Button { action: Action::Quick(quick), label: Label::Quick { quick, value } }]);
        }
    }
    rows.push(back_and_cancel());
    let prompt = Prompt::Parameter {
        position: u32::from(index) + 1,
        of: u32::try_from(slots.len()).unwrap_or(u32::MAX),
        slot,
        preview: Box::new(preview(filled)),
        moving,
    };
    Ok(Screen { prompt, line: None, rows })
}

/// Values that need not be typed. Each passes the same check as a typed one, and none is offered twice.
fn quick_values(
    choice: &Choice,
    filled: &Filled,
    slot: &Slot,
    facts: &Facts,
) -> Result<Vec<(Quick, String)>, Need> {
    let mut offered: Vec<(Quick, String)> = Vec::new();
    if let Some(value) = filled.get(&slot.key) {
        offered.push((Quick::Keep, shown(value)));
    }
    if matches!(slot.kind, SlotKind::Text | SlotKind::UrlSuffix | SlotKind::Code) {
        let last = facts.last_values(&filled.template.key)?;
        let last = last.iter().find(|(key, _)| *key == slot.key).map(|(_, text)| text.clone());
        let mut candidates = Vec::new();
        if slot.kind == SlotKind::Text {
            let contact = match &choice.trail.to {
                Who::New { name, .. } => {
                    name.as_deref().and_then(|name| name.split_whitespace().next()).map(ToOwned::to_owned)
                }
                Who::Known { contact, .. } => {
                    facts.contact(*contact)?.and_then(|one| one.first_name()).map(ToOwned::to_owned)
                }
            };
            let team = facts.company.find_team(&choice.team).map(|team| team.name.clone());
            candidates.push((Quick::ContactName, contact));
            candidates.push((Quick::MyName, Some(facts.me.shown_first_name().to_owned())));
            candidates.push((Quick::TeamName, team));
        }
        candidates.push((Quick::LastUsed, last));
        for (quick, text) in candidates {
            let Some(text) = text else { continue };
            let is_new = offered.iter().all(|(_, known)| *known != text);
            if is_new && check_text(filled, slot, &text).is_ok() {
                offered.push((quick, text));
            }
        }
    }
    Ok(offered)
}

/// A value in one line.
fn shown(value: &Value) -> String {
    match value {
        Value::Text { text } => text.clone(),
        Value::Media { media } => media.filename.clone().unwrap_or_else(|| media.mime.clone()),
        Value::Location { latitude, longitude, name, .. } => {
            name.clone().unwrap_or_else(|| format!("{latitude:.5}, {longitude:.5}"))
        }
    }
}

/// A button below the question: an offered value.
pub fn press(
    choice: &Choice,
    filled: &Filled,
    index: u8,
    moving: Option<&IncomingFile>,
    action: &Action,
    facts: &Facts,
) -> Stepped {
    let here = || {
        Step::to(State::Parameter {
            choice: choice.clone(),
            filled: Box::new(filled.clone()),
            index,
            moving: moving.cloned(),
        })
    };
    let (Action::Quick(wanted), Some(slot)) = (action, slot_at(filled, index)) else { return Ok(here()) };
    if moving.is_some() {
        return Ok(here().saying(Line::StillMoving));
    }
    let offered = quick_values(choice, filled, &slot, facts)?;
    match offered.into_iter().find(|(quick, _)| quick == wanted) {
        None => Ok(here()),
        Some((Quick::Keep, _)) => Ok(at(choice, filled, index.saturating_add(1))),
        Some((_, text)) => Ok(typed(choice, filled, index, moving, &text)),
    }
}

/// A value was typed.
pub fn typed(choice: &Choice, filled: &Filled, index: u8, moving: Option<&IncomingFile>, text: &str) -> Step {
    let here = |line: Line| {
        Step::to(State::Parameter {
            choice: choice.clone(),
            filled: Box::new(filled.clone()),
            index,
            moving: moving.cloned(),
        })
        .saying(line)
    };
    if moving.is_some() {
        return here(Line::StillMoving);
    }
    let Some(slot) = slot_at(filled, index) else { return at(choice, filled, index) };
    match check_text(filled, &slot, text) {
        Err(fault) => here(Line::Value(fault)),
        Ok(value) => given(choice, filled, index, &slot, value),
    }
}

fn given(choice: &Choice, filled: &Filled, index: u8, slot: &Slot, value: Value) -> Step {
    let mut filled = filled.clone();
    filled.set(slot.key.clone(), value);
    at(choice, &filled, index.saturating_add(1))
}

/// A file was sent to the bot: it is moved to the provider where a gap wants one.
pub fn file(state: &State, file: &IncomingFile) -> Step {
    let State::Parameter { choice, filled, index, moving } = state else {
        return Step::to(state.clone()).saying(Line::FileNotWanted);
    };
    if moving.is_some() {
        return Step::to(state.clone()).saying(Line::StillMoving);
    }
    let Some(slot) = slot_at(filled, *index) else { return at(choice, filled, *index) };
    // A size that Telegram does not say is checked again while the file is moved.
    match check_media(&slot, &file.mime, file.size.unwrap_or(1), file.name.as_deref()) {
        Err(fault) => Step::to(state.clone()).saying(Line::Value(fault)),
        Ok(mime) => Step::to(State::Parameter {
            choice: choice.clone(),
            filled: filled.clone(),
            index: *index,
            moving: Some(IncomingFile { mime, ..file.clone() }),
        }),
    }
}

/// The file arrived at the provider, or did not.
pub fn moved(state: &State, moved: &Result<MediaRef, Fault>) -> Step {
    let State::Parameter { choice, filled, index, moving: Some(_) } = state else {
        return Step::to(state.clone()).showing(super::Show::Nothing);
    };
    let Some(slot) = slot_at(filled, *index) else { return at(choice, filled, *index) };
    match moved {
        Ok(media) => given(choice, filled, *index, &slot, Value::Media { media: media.clone() }),
        Err(fault) => at(choice, filled, *index).saying(Line::MoveFailed(fault.clone())),
    }
}

/// A place was sent to the bot.
pub fn location(
    state: &State,
    latitude: f64,
    longitude: f64,
    name: Option<&str>,
    address: Option<&str>,
) -> Step {
    let State::Parameter { choice, filled, index, moving: None } = state else {
        return Step::to(state.clone()).saying(Line::FileNotWanted);
    };
    let Some(slot) = slot_at(filled, *index) else { return at(choice, filled, *index) };
    match check_location(&slot, latitude, longitude, name, address) {
        Ok(value) => given(choice, filled, *index, &slot, value),
        Err(fault) => Step::to(state.clone()).saying(Line::Value(fault)),
    }
}
