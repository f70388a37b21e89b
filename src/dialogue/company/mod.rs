//! What owners set for the company beside the hours of [`super::settings`]: the words by which contacts opt out, the currency
//! of each channel that is charged, and a table of prices of their own.
//!
//! What is set here stands above the configuration, and can be taken back. That it is an owner's is asked at every step, and
//! once more where it is kept.

mod costs;
mod place;
mod press;
mod words;

pub use place::{Change, ChannelCost, Line, OfWords, OwnRates, Place, Said, Unread};
pub use press::Press;

use super::facts::Facts;
use super::file::IncomingFile;
use super::screen::{Button, Label, Line as AnyLine, Prompt, Screen};
use super::settings::{self, Setting, may_set_company};
use super::state::State;
use super::step::{Change as AnyChange, Show, Step};
use super::{Action, Effect, home, own};

fn to(place: Place) -> Step {
    Step::to(State::Company { place })
}

fn button(press: Press) -> Button {
    own(Action::Company(press))
}

fn named(press: Press, name: String) -> Button {
    Button { action: Action::Company(press), label: Label::Name(name) }
}

fn panel(said: Said, rows: Vec<Vec<Button>>) -> Screen {
    Screen { prompt: Prompt::Company(Box::new(said)), line: None, rows }
}

fn says(step: Step, line: Line) -> Step {
    step.saying(AnyLine::Company(line))
}

fn with(step: Step, change: Change) -> Step {
    step.with(AnyChange::Set(Setting::Company(change)))
}

/// Draws a place.
pub fn view(place: &Place, facts: &Facts) -> Screen {
    if !may_set_company(&facts.me) {
        return Screen { prompt: Prompt::NotYours, line: None, rows: vec![vec![own(Action::Menu)]] };
    }
    match place {
        Place::OptOut => words::view_all(facts),
        Place::Words { locale } => words::view(*locale, facts),
        Place::Costs => costs::view(facts),
        Place::Currency { channel } => costs::view_currency(channel, facts),
        Place::Reading { .. } => costs::view_reading(),
    }
}

/// A button of these panels, or one that leads here. One that is not on the panel changes nothing.
pub fn press(from: &State, press: &Press, facts: &Facts) -> Step {
    if !may_set_company(&facts.me) {
        return Step::to(from.clone()).saying(AnyLine::NotAllowed);
    }
    let place = if let State::Company { place } = from { Some(place) } else { None };
    match (press, place) {
        (Press::OptOut, _) => to(Place::OptOut).draft(home::draft_of(from)),
        (Press::Costs, _) => to(Place::Costs).draft(home::draft_of(from)),
        (Press::Words(locale), Some(Place::OptOut)) if facts.company.languages.contains(locale) => {
            to(Place::Words { locale: *locale })
        }
        (Press::Drop(print), Some(Place::Words { locale })) => words::dropped(*locale, print, facts),
        (Press::Configured, Some(Place::Words { locale })) => words::configured(*locale, facts),
        (Press::Currency(channel), Some(Place::Costs)) => costs::on_to_currency(channel, facts),
        (Press::Use(code), Some(Place::Currency { channel })) => costs::chosen(channel, Some(code), facts),
        (Press::Configured, Some(Place::Currency { channel })) => costs::chosen(channel, None, facts),
        (Press::DropRates, Some(Place::Costs)) => costs::dropped(facts),
        (_elsewhere, _) => Step::to(from.clone()),
    }
}

/// A text, where one is asked for. `None`: none is.
pub fn typed(place: &Place, text: &str, facts: &Facts) -> Option<Step> {
    if !takes_words(place) {
        return None;
    }
    if !may_set_company(&facts.me) {
        return Some(Step::to(State::Home).saying(AnyLine::NotAllowed));
    }
    if let Place::Words { locale } = place { Some(words::typed(*locale, text, facts)) } else { None }
}

/// Whether the place waits for words of any kind.
pub const fn takes_words(place: &Place) -> bool {
    matches!(place, Place::Words { .. })
}

/// A file, where a table of prices is asked for. `None`: none is.
pub fn file(place: &Place, file: &IncomingFile, facts: &Facts) -> Option<Step> {
    match place {
        Place::Costs | Place::Reading { .. } if may_set_company(&facts.me) => Some(costs::sent(place, file)),
        Place::Costs | Place::Reading { .. } => Some(Step::to(State::Home).saying(AnyLine::NotAllowed)),
        Place::OptOut | Place::Words { .. } | Place::Currency { .. } => None,
    }
}

/// The table was fetched, or could not be. Who has gone elsewhere is not disturbed by it.
pub fn fetched(state: &State, file: &IncomingFile, text: &Result<String, Unread>, facts: &Facts) -> Step {
    if state.effect() != Some(Effect::ReadRates { file: file.clone() }) {
        return Step::to(state.clone()).showing(Show::Nothing);
    }
    if may_set_company(&facts.me) {
        costs::read(file, text, facts)
    } else {
        Step::to(State::Home).saying(AnyLine::NotAllowed)
    }
}

/// One step back.
pub fn back(place: &Place) -> State {
    let place = match place {
        Place::OptOut | Place::Costs => return State::Settings { place: settings::Place::Company },
        Place::Words { .. } => Place::OptOut,
        Place::Currency { .. } | Place::Reading { .. } => Place::Costs,
    };
    State::Company { place }
}
