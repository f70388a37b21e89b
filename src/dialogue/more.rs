//! What else there is to an attendance beside the buttons of its card: what happened with the contact, and internal notes.

use super::facts::{AttendanceRow, Facts, Need};
use super::home::draft_of;
use super::input::Enter;
use super::screen::{Line, Prompt, Screen};
use super::state::State;
use super::step::{Change, Step, Stepped};
use super::timeline::{Entry, Happened, Told};
use super::{Action, attending, back_and_cancel, history, own};
use crate::domain::attendance::AttendanceState;
use crate::domain::id::AttendanceId;
use crate::domain::limit::NOTE_LEN_MAX;
use crate::domain::note::{NoteFault, NoteText};

/// The attendance, when this person may look at it.
pub(super) fn seen(id: AttendanceId, facts: &Facts) -> Result<Option<&AttendanceRow>, Need> {
    Ok(facts.attendance(id)?.filter(|row| facts.may_see(&row.attendance)))
}

/// An entry with the names of who and where.
pub(super) fn told(entry: &Entry, facts: &Facts) -> Told {
    let name = |id| facts.company.name_of(id).map(str::to_owned);
    let by = match &entry.what {
        Happened::Said { by, .. } => *by,
        Happened::Noted(note) => Some(note.staff),
        Happened::Opened | Happened::Concluded(_) => None,
    };
    let company = &facts.company;
    Told {
        team: company.find_team(&entry.attendance.team).map_or_else(String::new, |one| one.name.clone()),
        channel: company
            .find_channel(&entry.attendance.channel)
            .map_or_else(String::new, |one| one.name.clone()),
        staff: entry.attendance.staff.and_then(name),
        by: by.and_then(name),
        entry: entry.clone(),
    }
}

/// The panel.
pub fn view(id: AttendanceId, facts: &Facts) -> Result<Screen, Need> {
    let Some(row) = seen(id, facts)? else { return Ok(attending::gone()) };
    let mut rows = vec![vec![own(Action::History), own(Action::Note)]];
    if may_talk(row, facts) {
        rows.push(vec![own(Action::Replies(super::replies::Press::Choose))]);
    }
    if may_send_template(row, facts) {
        rows.push(vec![own(Action::WithTemplate)]);
    }
    rows.push(back_and_cancel());
    Ok(Screen { prompt: Prompt::More { person: attending::person(row), notes: row.notes }, line: None, rows })
}

/// Whether this person talks with the contact.
fn may_talk(row: &AttendanceRow, facts: &Facts) -> bool {
    row.attendance.staff == Some(facts.me.id) && row.attendance.state == AttendanceState::Open
}

/// A template can be sent whatever the window says, by who has the attendance.
fn may_send_template(row: &AttendanceRow, facts: &Facts) -> bool {
    let channel = facts.company.find_channel(&row.attendance.channel);
    may_talk(row, facts) && channel.is_some_and(|one| one.capabilities.needs_templates)
}

/// A button of it.
pub fn press(id: AttendanceId, action: &Action, facts: &Facts) -> Stepped {
    let here = State::More { attendance: id };
    match seen(id, facts)? {
        Some(row) if *action == Action::History => history::open(row, history::NEWEST, false, facts),
        Some(_) if *action == Action::Note => Ok(Step::to(State::Note { attendance: id })),
        Some(row) if *action == Action::WithTemplate && may_send_template(row, facts) => {
            attending::press(&here, id, action, facts)
        }
        Some(_) | None => Ok(Step::to(here)),
    }
}

/// A button of a card that leads here.
pub fn enter(state: &State, enter: Enter, id: AttendanceId, facts: &Facts) -> Stepped {
    let Some(row) = seen(id, facts)? else {
        return Ok(Step::to(state.clone()).saying(Line::NotAllowed));
    };
    let step = match enter {
        Enter::See(_) => history::open(row, history::NEWEST, true, facts)?,
        Enter::More(_)
        | Enter::Respond(_)
        | Enter::Conclude(_)
        | Enter::ChangeTemplate(_)
        | Enter::FixNumber(_)
        | Enter::Queue(_)
        | Enter::Transfer(_) => Step::to(State::More { attendance: id }),
    };
    Ok(step.draft(draft_of(state)))
}

/// Back to the attendance: to typing, when it is one's own and open, else to the menu.
pub fn back(id: AttendanceId, facts: &Facts) -> Stepped {
    Ok(Step::to(match attending::mine(id, facts)? {
        Some(row) if row.attendance.state == AttendanceState::Open => {
            State::Attending { attendance: id, used_at: facts.now }
        }
        Some(_) | None => State::Home,
    }))
}

/// The panel that asks for the words of a note.
pub fn view_note(id: AttendanceId, facts: &Facts) -> Result<Screen, Need> {
    let Some(row) = seen(id, facts)? else { return Ok(attending::gone()) };
    Ok(Screen {
        prompt: Prompt::AskNote { person: attending::person(row) },
        line: None,
        rows: vec![back_and_cancel()],
    })
}

/// The attendance that the panel is about, when it is about one that exists.
fn attendance_of(state: &State) -> Option<AttendanceId> {
    if let State::Attending { attendance, .. }
    | State::More { attendance }
    | State::History { attendance, .. }
    | State::Note { attendance }
    | State::Held { attendance, .. }
    | State::HeldMessage { attendance, .. }
    | State::Transfer { attendance, .. }
    | State::CorrectNumber { attendance }
    | State::ConfirmText { attendance, .. }
    | State::Conclude { attendance, .. }
    | State::Replies {
        place:
            super::replies::Place::Choose { attendance, .. } | super::replies::Place::Check { attendance, .. },
    } = state
    {
        return Some(*attendance);
    }
    if let State::Template { choice, .. }
    | State::Preview { choice, .. }
    | State::Parameter { choice, .. }
    | State::Review { choice, .. } = state
    {
        return choice.within;
    }
    None
}

/// `/nota`, where it was written: it is about the attendance that the panel is about.
pub fn command(state: &State, text: &str, facts: &Facts) -> Stepped {
    let looks = matches!(state, State::More { .. } | State::History { .. } | State::Note { .. });
    match attendance_of(state) {
        // The other panels name the contact only to who has the attendance.
        Some(id) if looks || attending::mine(id, facts)?.is_some() => note(state, id, text, facts),
        Some(_) | None => Ok(Step::to(state.clone()).saying(Line::NoteHow)),
    }
}

/// The words of a note: kept with the attendance, and never said to the contact.
pub fn note(state: &State, id: AttendanceId, text: &str, facts: &Facts) -> Stepped {
    let Some(row) = seen(id, facts)? else {
        return Ok(Step::to(state.clone()).saying(Line::NotAllowed));
    };
    match NoteText::new(text) {
        Err(NoteFault::Empty) => Ok(Step::to(State::Note { attendance: id }).draft(draft_of(state))),
        Err(NoteFault::TooLong) => {
            let limit = u32::try_from(NOTE_LEN_MAX).unwrap_or(u32::MAX);
            Ok(Step::to(state.clone()).saying(Line::TextTooLong { limit }))
        }
        Ok(text) => {
            // After the panel that asked for it no text goes to the contact before the person says so again: what is
            // typed next may be meant as another note.
            let next =
                if let State::Note { .. } = state { State::More { attendance: id } } else { state.clone() };
            Ok(Step::to(next)
                .with(Change::Note { attendance: id, text })
                .saying(Line::Noted(attending::person(row))))
        }
    }
}
