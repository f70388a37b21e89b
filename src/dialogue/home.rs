//! The menu, help, language, commands from anywhere, and the draft that is offered again.

use super::facts::{Facts, Need};
use super::input::Command;
use super::screen::{Button, Label, Line, Prompt, Screen};
use super::state::{ListView, State, Tab};
use super::step::{Change, Draft, Step, Stepped};
use super::{Action, channels, own, route};
use crate::domain::attendance::AttendanceState;
use crate::domain::limit::DRAFT_AGE_MAX;
use crate::domain::phone::Phone;
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
        Command::Start(Some(payload)) => deep_link(state, payload, facts),
        Command::New | Command::Contacts => go(State::Contacts { list: ListView::default() }),
        Command::Attendances => go(State::Attendances { tab: Tab::Mine, page: 0, query: String::new() }),
        Command::Queue => go(State::Queue { page: 0 }),
        Command::Note(text) => super::more::command(state, text, facts),
        Command::Channels => Ok(channels::open(state, facts)),
        Command::Language => go(State::Language),
        Command::Help => go(State::Help),
        Command::Unknown(word) => Ok(Step::to(state.clone()).saying(Line::UnknownCommand(word.clone()))),
    }
}

/// `t.me/<bot>?start=n5551999998888`: the number of an attendance to start.
fn deep_link(state: &State, payload: &str, facts: &Facts) -> Stepped {
    let phone = payload
        .strip_prefix('n')
        .filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
        .and_then(|digits| Phone::parse(&format!("+{digits}"), &facts.company.country).ok());
    match phone {
        Some(phone) => super::to_number(state, &phone, None, facts),
        None => Ok(leave(state).saying(Line::BadLink)),
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
        Action::OpenQueue(attendance) => go(State::Held { attendance: *attendance, page: 0 }),
        Action::Language => go(State::Language),
        Action::Help => go(State::Help),
        Action::NewNumber => go(State::AskNumber),
        Action::SetLanguage(locale) => {
            Ok(Some(Step::to(State::Home).with(Change::SetLocale(*locale)).saying(Line::LanguageSet)))
        }
        Action::Resume => Ok(Some(resume(state, facts))),
        Action::OpenCard(attendance) => match facts.attendance(*attendance)? {
            Some(row) if facts.may_see(&row.attendance) => {
                let is_mine = row.attendance.staff == Some(facts.me.id)
                    && row.attendance.state == AttendanceState::Open;
                // Texts go to the contact of an attendance of one's own; another one is only looked at.
                let step = if is_mine {
                    Step::to(State::Attending { attendance: *attendance, used_at: facts.now })
                        .draft(draft_of(state))
                } else {
                    Step::to(state.clone())
                };
                Ok(Some(step.with(Change::ShowCard(*attendance)).showing(super::Show::Nothing)))
            }
            Some(_) | None => Ok(Some(Step::to(state.clone()).saying(Line::NotAllowed))),
        },
        Action::Back
        | Action::Cancel
        | Action::Menu
        | Action::Page(_)
        | Action::ClearFilter
        | Action::Contact(_)
        | Action::Phone(_)
        | Action::Converse
        | Action::NameContact
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
        | Action::Earlier
        | Action::Later
        | Action::Remove => Ok(None),
    }
}

/// Goes on where the draft was left. What is no longer allowed is gone back over.
fn resume(state: &State, facts: &Facts) -> Step {
    match &facts.draft {
        Some((draft, _)) if offers_draft(facts) => {
            let gone_back = route::still_allowed(draft, facts);
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
    rows.push(vec![own(Action::Contacts), own(Action::Language)]);
    let channels = channels::may_look(&facts.me).then(|| own(Action::Channels));
    rows.push(channels.into_iter().chain([own(Action::Help)]).collect());
    Screen { prompt: Prompt::Menu { name: facts.me.first_name().to_owned(), draft }, line: None, rows }
}

fn view_language(facts: &Facts) -> Screen {
    let now = facts.company.locale_of(&facts.me);
    let row = |locale: Locale| {
        let label = if locale == now { Label::Chosen } else { Label::Own };
        vec![Button { action: Action::SetLanguage(locale), label }]
    };
    let mut rows: Vec<_> = Locale::ALL.into_iter().map(row).collect();
    rows.push(vec![own(Action::Back)]);
    Screen { prompt: Prompt::ChooseLanguage { now }, line: None, rows }
}
