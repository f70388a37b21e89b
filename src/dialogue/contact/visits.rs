//! The attendances with a contact, as far as this person may see them. Of the others it is told how many there are.

use super::super::facts::{AttendanceRow, Facts, Need};
use super::super::lists::{page_there, turned};
use super::super::screen::{Button, Label, Person, Prompt, Screen};
use super::super::state::State;
use super::super::step::Step;
use super::super::{Action, attending, back_and_cancel, pager};
use super::{About, Panel, Place};

/// The panel.
pub fn view(about: &About, page: u32, facts: &Facts) -> Result<Screen, Need> {
    let Some(contact) = facts.contact(about.contact)? else { return Ok(attending::gone()) };
    let person = Person { name: contact.name.clone(), phone: contact.phone.clone() };
    let ask = |page| facts.visits(about.contact, page).map(|visits| &visits.page);
    let (page, shown) = page_there(page, ask)?;
    let hidden = facts.visits(about.contact, page)?.hidden;
    let row = |row: &AttendanceRow| {
        let attendance = Box::new(row.attendance.clone());
        let team = facts.company.find_team(&attendance.team).map_or_else(String::new, |one| one.name.clone());
        let channel = facts.company.find_channel(&attendance.channel);
        let channel = channel.map_or_else(String::new, |one| one.name.clone());
        let action = Action::OpenCard(attendance.id);
        vec![Button { action, label: Label::Visit { attendance, team, channel } }]
    };
    let mut rows: Vec<_> = shown.rows.iter().map(row).collect();
    rows.extend(pager(page, shown.total));
    rows.push(back_and_cancel());
    let panel = Panel::Visits { person, total: shown.total, hidden };
    Ok(Screen { prompt: Prompt::OfContact(Box::new(panel)), line: None, rows })
}

/// A button of it.
pub fn press(about: &About, page: u32, action: &Action) -> Step {
    let page = turned(action).unwrap_or(page);
    Step::to(State::Contact { place: Place::Visits { about: about.clone(), page } })
}
