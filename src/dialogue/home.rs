//! The menu, help, language, commands from anywhere, and the draft that is offered again.

use super::facts::{Facts, Need};
use super::input::Command;
use super::screen::{Button, Label, Line, Prompt, Screen};
use super::state::{ListView, Place, State, Tab};
use super::step::{Change, Draft, Step, Stepped};
use super::{Action, channels, company, house, own, replies, resume as resuming, settings};
use crate::domain::attendance::AttendanceState;
use crate::domain::id::AttendanceId;
use crate::domain::limit::DRAFT_AGE_MAX;
use crate::domain::staff::Locale;

/// What becomes of the draft when this state is left for something else.
pub fn draft_of(state: &State) -> Draft {
    if state.is_draft() { Draft::Leave(Box::new(state.clone())) } else { Draft::Keep }
}

/// Leaves for the menu. Nothing is lost: a draft is offered again.
pub fn leave(state: &State) -> Step {
    Step::to(State::Home).draft(draft_of(state))
}

/// A command, from anywhere.
pub fn command(state: &State, command: &Command, facts: &Facts) -> Stepped {
    let go = |next: State| Ok(Step::to(next).draft(draft_of(state)));
    match command {
        Command::Start(None) | Command::Menu | Command::Cancel => Ok(leave(state)),
        Command::Start(Some(payload)) => super::deep_link::open(state, payload, facts),
        Command::New | Command::Contacts => go(State::Contacts { list: ListView::default() }),
        Command::Attendances => go(State::Attendances { tab: Tab::Mine, page: 0, query: String::new() }),
        Command::Queue => go(State::Queue { page: 0 }),
        Command::Note(text) => super::more::command(state, text, facts),
        Command::Channels => Ok(channels::open(state, facts)),
        Command::People => Ok(house::enter(state, Place::People { page: 0 }, facts)),
        Command::Available => Ok(house::set_away(state, false, facts)),
        Command::Away => Ok(house::set_away(state, true, facts)),
        Command::Settings => Ok(settings::open(state)),
        Command::Language => go(State::Language),
        Command::Help => go(State::Help),
        Command::Unknown(word) => match replies::command(state, word, facts)? {
            Some(step) => Ok(step),
            None => Ok(Step::to(state.clone()).saying(Line::UnknownCommand(word.clone()))),
        },
    }
}

/// Buttons that mean the same wherever they stand. `None`: the button belongs to a chapter.
pub fn press(state: &State, action: &Action, facts: &Facts) -> Result<Option<Step>, Need> {
    let go = |next: State| Ok(Some(Step::to(next).draft(draft_of(state))));
    match action {
        Action::New | Action::Contacts => go(State::Contacts { list: ListView::default() }),
        // Of the list itself: the other tab keeps what was typed.
        Action::Attendances(_) if matches!(state, State::Attendances { .. }) => Ok(None),
        Action::Attendances(tab) => go(State::Attendances { tab: *tab, page: 0, query: String::new() }),
        Action::Queue => go(State::Queue { page: 0 }),
        Action::Channels => Ok(Some(channels::open(state, facts))),
        // Inside the house its own places say where a button leads.
        Action::House(house::Press::People) if !matches!(state, State::House { .. }) => {
            Ok(Some(house::enter(state, Place::People { page: 0 }, facts)))
        }
        Action::OpenQueue(attendance) => go(State::Held { attendance: *attendance, page: 0 }),
        Action::Language => go(State::Language),
        Action::Help => go(State::Help),
        Action::NewNumber => go(State::AskNumber),
        Action::SetLanguage(locale) => Ok(Some(set_language(*locale, facts))),
        Action::Settings(press) => Ok(Some(settings::press(state, *press, facts))),
        Action::Company(press) => Ok(Some(company::press(state, press, facts))),
        Action::Replies(press) => replies::press(state, press, facts).map(Some),
        Action::Resume => Ok(Some(resume(state, facts))),
        Action::OpenCard(attendance) => open_card(state, *attendance, facts).map(Some),
        Action::Back
        | Action::Cancel
        | Action::Menu
        | Action::Page(_)
        | Action::ClearFilter
        | Action::Contact(_)
        | Action::Phone(_)
        | Action::Converse
        | Action::NameContact
        | Action::OfContact(_)
        | Action::StartAttendance
        | Action::Channel(_)
        | Action::Team(_)
        | Action::AskTransfer(_)
        | Action::WithoutTemplate
        | Action::WithTemplate
        | Action::Category(_)
        | Action::Template(_)
        | Action::SetParameters
        | Action::Quick(_)
        | Action::CostRules
        | Action::Send
        | Action::FixNumber
        | Action::ConfirmText
        | Action::Conclude(_)
        | Action::NoNote
        | Action::HeldMessage(_)
        | Action::Person(_)
        | Action::History
        | Action::Note
        | Action::LinkChannel(_)
        | Action::House(_)
        | Action::Earlier
        | Action::Later
        | Action::Remove => Ok(None),
    }
}

/// The card of an attendance, for who may see it.
fn open_card(state: &State, attendance: AttendanceId, facts: &Facts) -> Stepped {
    let Some(row) = facts.attendance(attendance)?.filter(|row| facts.may_see(&row.attendance)) else {
        return Ok(Step::to(state.clone()).saying(Line::NotAllowed));
    };
    let is_mine = row.attendance.staff == Some(facts.me.id) && row.attendance.state == AttendanceState::Open;
    // Texts go to the contact of an attendance of one's own; another one is only looked at.
    let step = if is_mine {
        Step::to(State::Attending { attendance, used_at: facts.now }).draft(draft_of(state))
    } else {
        Step::to(state.clone())
    };
    Ok(step.with(Change::ShowCard(attendance)).showing(super::Show::Nothing))
}

/// Goes on where the draft was left. What is no longer allowed is gone back over.
fn resume(state: &State, facts: &Facts) -> Step {
    match &facts.draft {
        Some((draft, _)) if offers_draft(facts) => {
            let gone_back = resuming::still_allowed(draft, facts);
            gone_back.unwrap_or_else(|| Step::to(draft.clone())).draft(Draft::Clear)
        }
        Some(_) | None => Step::to(state.clone()),
    }
}

/// Whether the draft is young enough to be offered.
pub fn offers_draft(facts: &Facts) -> bool {
    facts.draft.as_ref().is_some_and(|(_, left)| facts.now - *left <= DRAFT_AGE_MAX)
}

/// The panels of this chapter.
pub fn view(state: &State, facts: &Facts) -> Screen {
    if *state == State::Help {
        return Screen {
            prompt: Prompt::Help { role: facts.me.role },
            line: None,
            rows: vec![vec![own(Action::Menu)]],
        };
    }
    if *state == State::Language {
        return view_language(facts);
    }
    let draft = offers_draft(facts);
    let mut rows = Vec::new();
    if draft {
        rows.push(vec![own(Action::Resume)]);
    }
    rows.push(vec![own(Action::New)]);
    rows.push(vec![own(Action::Attendances(Tab::Mine)), own(Action::Queue)]);
    rows.push(vec![own(Action::Contacts), own(Action::Settings(settings::Press::Open))]);
    if facts.me.manages() {
        rows.push(vec![own(Action::House(house::Press::People)), own(Action::Channels)]);
    }
    rows.push(vec![own(Action::Help)]);
    Screen { prompt: Prompt::Menu { name: facts.me.first_name().to_owned(), draft }, line: None, rows }
}

/// The language, unless it was offered before the company gave it up.
fn set_language(locale: Locale, facts: &Facts) -> Step {
    if facts.company.languages.contains(&locale) {
        Step::to(State::Home).with(Change::SetLocale(locale)).saying(Line::LanguageSet)
    } else {
        Step::to(State::Language)
    }
}

fn view_language(facts: &Facts) -> Screen {
    let now = facts.company.locale_of(&facts.me);
    let row = |locale: Locale| {
        let label = if locale == now { Label::Chosen } else { Label::Own };
        vec![Button { action: Action::SetLanguage(locale), label }]
    };
    let mut rows: Vec<_> = facts.company.languages.iter().copied().map(row).collect();
    rows.push(vec![own(Action::Back)]);
    Screen { prompt: Prompt::ChooseLanguage { now }, line: None, rows }
}
