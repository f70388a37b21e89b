//! The queue of one attendance: what waits for the contact to write, in which order, and what is taken out of it.

use super::facts::{Facts, Need};
use super::screen::{Button, Label, Line, Person, Prompt, Screen};
use super::state::State;
use super::step::{Change, Step, Stepped};
use super::{Action, attending, back_and_cancel, own, pager, pages};
use crate::domain::attendance::AttendanceState;
use crate::domain::id::{AttendanceId, MessageId};
use crate::domain::limit::LIST_ROWS_MAX;
use crate::domain::message::Message;

/// What waits, with whom it waits for; `None` when the attendance is not this person's.
fn waiting(id: AttendanceId, facts: &Facts) -> Result<Option<(Person, &[Message])>, Need> {
    match attending::mine(id, facts)?.filter(|row| row.attendance.state != AttendanceState::Closed) {
        Some(row) => Ok(Some((attending::person(row), facts.held(id)?))),
        None => Ok(None),
    }
}

/// From 1.
fn place(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1)
}

fn count(messages: &[Message]) -> u32 {
    u32::try_from(messages.len()).unwrap_or(u32::MAX)
}

/// All of it, page by page.
pub fn view(id: AttendanceId, page: u32, facts: &Facts) -> Result<Screen, Need> {
    let Some((person, messages)) = waiting(id, facts)? else { return Ok(attending::gone()) };
    let total = count(messages);
    let page = page.min(pages(total) - 1);
    let first = usize::try_from(page).unwrap_or(usize::MAX).saturating_mul(LIST_ROWS_MAX);
    let shown = messages.iter().enumerate().skip(first).take(LIST_ROWS_MAX);
    let mut rows: Vec<_> = shown
        .map(|(index, message)| {
            let label = Label::Held { place: place(index), content: Box::new(message.content.clone()) };
            vec![Button { action: Action::HeldMessage(message.id), label }]
        })
        .collect();
    rows.extend(pager(page, total));
    if total > 0 {
        rows.push(vec![own(Action::WithTemplate)]);
    }
    rows.push(back_and_cancel());
    Ok(Screen { prompt: Prompt::Held { person, total }, line: None, rows })
}

/// A button of it.
pub fn press(id: AttendanceId, page: u32, action: &Action, facts: &Facts) -> Stepped {
    let here = State::Held { attendance: id, page };
    if let Action::HeldMessage(message) = action {
        return Ok(one_of(id, *message, facts)?.map_or_else(
            || Step::to(here).saying(Line::LeftQueue),
            |_one| Step::to(State::HeldMessage { attendance: id, message: *message }),
        ));
    }
    if *action == Action::WithTemplate {
        return attending::press(&here, id, action, facts);
    }
    let page = super::lists::turned(action).unwrap_or(page);
    Ok(Step::to(State::Held { attendance: id, page }))
}

/// The message and its place from 0, while it waits.
fn one_of(id: AttendanceId, message: MessageId, facts: &Facts) -> Result<Option<(usize, &Message)>, Need> {
    let found = waiting(id, facts)?;
    Ok(found.and_then(|(_, all)| all.iter().enumerate().find(|(_, one)| one.id == message)))
}

/// One message of it.
pub fn view_message(id: AttendanceId, message: MessageId, facts: &Facts) -> Result<Screen, Need> {
    let Some((person, messages)) = waiting(id, facts)? else { return Ok(attending::gone()) };
    let of = count(messages);
    let Some((index, found)) = one_of(id, message, facts)? else {
        return Ok(Screen {
            prompt: Prompt::Held { person, total: of },
            line: Some(Line::LeftQueue),
            rows: vec![back_and_cancel()],
        });
    };
    let place = place(index);
    let mut rows = Vec::new();
    let moves: Vec<_> = [(place > 1).then_some(Action::Earlier), (place < of).then_some(Action::Later)]
        .into_iter()
        .flatten()
        .map(own)
        .collect();
    if !moves.is_empty() {
        rows.push(moves);
    }
    rows.push(vec![own(Action::Remove)]);
    rows.push(back_and_cancel());
    Ok(Screen {
        prompt: Prompt::HeldMessage {
            person,
            place,
            of,
            content: Box::new(found.content.clone()),
            since: found.created_at,
        },
        line: None,
        rows,
    })
}

/// A button of it. What has left meanwhile is not there to be moved or removed.
pub fn press_message(id: AttendanceId, message: MessageId, action: &Action, facts: &Facts) -> Stepped {
    let list = State::Held { attendance: id, page: 0 };
    let Some((index, _found)) = one_of(id, message, facts)? else {
        return Ok(Step::to(list).saying(Line::LeftQueue));
    };
    let is_last = index + 1 == facts.held(id)?.len();
    let here = State::HeldMessage { attendance: id, message };
    let moved = |earlier| {
        let change = Change::MoveHeld { attendance: id, message, earlier };
        Step::to(here.clone()).with(change)
    };
    Ok(if *action == Action::Earlier && index > 0 {
        moved(true)
    } else if *action == Action::Later && !is_last {
        moved(false)
    } else if *action == Action::Remove {
        Step::to(list).with(Change::RemoveHeld { attendance: id, message }).saying(Line::Removed)
    } else {
        Step::to(here)
    })
}
