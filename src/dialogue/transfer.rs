//! Offering an attendance to a team or a person. Until somebody accepts, it stays with who offers it.

use super::attending::{gone, mine, person};
use super::facts::{AttendanceRow, Facts, Need};
use super::screen::{Button, Label, Line, Prompt, Screen};
use super::state::State;
use super::step::{Change, Step, Stepped};
use super::{Action, back_and_cancel, pager, pages};
use crate::domain::attendance::{AttendanceState, Successor};
use crate::domain::id::{AttendanceId, StaffId};
use crate::domain::limit::LIST_ROWS_MAX;

/// Somebody to whom it can be offered, with the name and who is told.
struct Candidate {
    to: Successor,
    name: String,
    people: Vec<StaffId>,
}

/// Teams that may use the channel and have somebody else in them who is there, then the people of these teams.
fn candidates(row: &AttendanceRow, facts: &Facts) -> Vec<Candidate> {
    let company = &facts.company;
    let teams = || company.teams_in_use().filter(|team| team.channels.contains(&row.attendance.channel));
    let others = || company.staff.iter().filter(|one| one.id != facts.me.id && one.is_available());
    let of_teams = teams().map(|team| Candidate {
        to: Successor::Team(team.id.clone()),
        name: format!("👥 {}", team.name),
        people: others().filter(|one| one.may_use_team(&team.id)).map(|one| one.id).collect(),
    });
    let of_people = others().filter(|one| teams().any(|team| one.may_use_team(&team.id))).map(|one| {
        Candidate { to: Successor::Person(one.id), name: format!("👤 {}", one.name), people: vec![one.id] }
    });
    of_teams.chain(of_people).filter(|one| !one.people.is_empty()).collect()
}

const fn action(to: &Successor) -> Option<StaffId> {
    match to {
        Successor::Person(person) => Some(*person),
        Successor::Team(_) => None,
    }
}

/// To whom?
pub fn view(id: AttendanceId, page: u32, facts: &Facts) -> Result<Screen, Need> {
    let Some(row) = mine(id, facts)? else { return Ok(gone()) };
    let all = candidates(row, facts);
    let total = u32::try_from(all.len()).unwrap_or(u32::MAX);
    let page = page.min(pages(total) - 1);
    let first = usize::try_from(page).unwrap_or(usize::MAX).saturating_mul(LIST_ROWS_MAX);
    let shown = all.into_iter().skip(first).take(LIST_ROWS_MAX);
    let mut rows: Vec<_> = shown
        .map(|one| {
            let action = match one.to {
                Successor::Team(team) => Action::Team(team),
                Successor::Person(person) => Action::Person(person),
            };
            vec![Button { action, label: Label::Name(one.name) }]
        })
        .collect();
    rows.extend(pager(page, total));
    rows.push(back_and_cancel());
    Ok(Screen { prompt: Prompt::Transfer { person: person(row), none: total == 0 }, line: None, rows })
}

/// A button of it.
pub fn press(id: AttendanceId, page: u32, pressed: &Action, facts: &Facts) -> Stepped {
    let page = super::lists::turned(pressed).unwrap_or(page);
    let here = Step::to(State::Transfer { attendance: id, page });
    let Some(row) = mine(id, facts)? else { return Ok(here) };
    if row.attendance.state != AttendanceState::Open {
        return Ok(Step::to(State::Home).saying(Line::Closed));
    }
    let chosen = candidates(row, facts).into_iter().find(|one| match (&one.to, pressed) {
        (Successor::Team(team), Action::Team(asked)) => team == asked,
        (to, Action::Person(asked)) => action(to) == Some(*asked),
        _another => false,
    });
    let Some(Candidate { to, name, people }) = chosen else { return Ok(here) };
    Ok(Step::to(State::Attending { attendance: id, used_at: facts.now })
        .with(Change::Offer { attendance: id, to, people })
        .saying(Line::Offered { name }))
}
