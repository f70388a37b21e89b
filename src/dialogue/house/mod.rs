//! The house: its people, its teams, who joins, and when somebody is there.
//!
//! Who may do what is a rule of [`crate::domain::rights`]; here it is asked at every step, before anything is drawn or
//! changed, because rights may have changed since the panel was shown. A place that is not for who asks says so and
//! nothing else.

mod audit;
mod calendar;
mod change;
mod invitations;
mod people;
mod place;
mod press;
mod screen;
mod teams;

pub use change::Change;
pub use place::{Known, Need, Place};
pub use press::Press;
pub use screen::{DoneView, Label, Line, Prompt};

use super::facts::{Facts, Need as AnyNeed};
use super::screen::{Button, Label as AnyLabel, Line as AnyLine, Prompt as AnyPrompt, Screen};
use super::state::State;
use super::step::{Change as AnyChange, Step, Stepped};
use super::{Action, home, own, pager, pages};
use crate::domain::id::{StaffId, TeamId};
use crate::domain::limit::LIST_ROWS_MAX;
use crate::domain::staff::StaffMember;

fn at(place: Place) -> State {
    State::House { place }
}

fn to(place: Place) -> Step {
    Step::to(at(place))
}

fn button(press: Press) -> Button {
    own(Action::House(press))
}

fn named(press: Press, name: String) -> Button {
    Button { action: Action::House(press), label: AnyLabel::Name(name) }
}

fn chosen(press: Press, is_chosen: bool) -> Button {
    let label = if is_chosen { AnyLabel::Chosen } else { AnyLabel::Own };
    Button { action: Action::House(press), label }
}

fn labelled(press: Press, label: Label) -> Button {
    Button { action: Action::House(press), label: AnyLabel::House(Box::new(label)) }
}

fn panel(prompt: Prompt, rows: Vec<Vec<Button>>) -> Screen {
    Screen { prompt: AnyPrompt::House(Box::new(prompt)), line: None, rows }
}

fn says(step: Step, line: Line) -> Step {
    step.saying(AnyLine::House(line))
}

fn with(step: Step, change: Change) -> Step {
    step.with(AnyChange::House(change))
}

/// The rows of a page of a list that is always at hand, with its pager.
fn paged<T>(page: u32, all: Vec<T>, row: impl Fn(T) -> Button) -> (u32, Vec<Vec<Button>>) {
    let total = u32::try_from(all.len()).unwrap_or(u32::MAX);
    let page = page.min(pages(total) - 1);
    let first = usize::try_from(page).unwrap_or(usize::MAX).saturating_mul(LIST_ROWS_MAX);
    let shown = all.into_iter().skip(first).take(LIST_ROWS_MAX);
    let mut rows: Vec<_> = shown.map(|one| vec![row(one)]).collect();
    rows.extend(pager(page, total));
    (total, rows)
}

/// Whether this place is for who asks.
fn is_for(me: &StaffMember, place: &Place, facts: &Facts) -> bool {
    let person = |id: &StaffId| facts.company.find_staff(*id);
    let exists = |team: &TeamId| facts.company.find_team(team).is_some();
    match place {
        Place::People { .. }
        | Place::Invite { .. }
        | Place::Invitations { .. }
        | Place::Invitation { .. }
        | Place::Teams { .. } => me.manages(),
        Place::Person { staff } => person(staff).is_some_and(|one| me.may_look_at(one)),
        Place::NamePerson { staff } => person(staff).is_some_and(|one| me.may_rename(one)),
        Place::PersonTeams { staff, .. } => person(staff).is_some_and(|one| me.may_place(one)),
        Place::Leaving { staff, .. } => person(staff).is_some_and(|one| me.may_remove(one)),
        Place::Team { team } | Place::Hours { team } | Place::Day { team, .. } | Place::Absence { team } => {
            exists(team) && me.manages_team(team)
        }
        Place::NameTeam { team: Some(team) }
        | Place::TeamChannels { team, .. }
        | Place::Archive { team, .. } => exists(team) && me.owns(),
        Place::Door { channel, .. } => facts.company.find_channel(channel).is_some() && me.owns(),
        Place::NameTeam { team: None }
        | Place::Doors { .. }
        | Place::Holidays { .. }
        | Place::Audit { .. } => me.owns(),
    }
}

/// From anywhere to a place of the house.
pub fn enter(from: &State, place: Place, facts: &Facts) -> Step {
    if is_for(&facts.me, &place, facts) {
        to(place).draft(home::draft_of(from))
    } else {
        Step::to(from.clone()).saying(AnyLine::NotAllowed)
    }
}

/// `/disponivel` and `/ausente`: of oneself, wherever one is.
pub fn set_away(from: &State, is_away: bool, facts: &Facts) -> Step {
    let line = if is_away { Line::Away } else { Line::Available };
    let change = Change::Away { staff: facts.me.id, is_away };
    says(with(Step::to(from.clone()), change), line)
}

/// Draws a place.
pub fn view(place: &Place, facts: &Facts) -> Result<Screen, AnyNeed> {
    if !is_for(&facts.me, place, facts) {
        return Ok(panel(Prompt::NotYours, vec![vec![own(Action::Menu)]]));
    }
    match place {
        Place::People { page } => Ok(people::view_all(*page, facts)),
        Place::Person { staff } => people::view(*staff, facts),
        Place::NamePerson { staff } => Ok(people::view_name(*staff, facts)),
        Place::PersonTeams { staff, page } => Ok(people::view_teams(*staff, *page, facts)),
        Place::Leaving { staff, page } => people::view_leaving(*staff, *page, facts),
        Place::Invite { role, teams, page } => Ok(invitations::view_new(*role, teams, *page, facts)),
        Place::Invitations { page } => invitations::view_all(*page, facts),
        Place::Invitation { invitation } => invitations::view(*invitation, facts),
        Place::Teams { page } => Ok(teams::view_all(*page, facts)),
        Place::Team { team } => Ok(teams::view(team, facts)),
        Place::NameTeam { team } => Ok(teams::view_name(team.as_ref(), facts)),
        Place::TeamChannels { team, page } => Ok(teams::view_channels(team, *page, facts)),
        Place::Archive { team, page } => teams::view_archive(team, *page, facts),
        Place::Doors { page } => Ok(teams::view_doors(*page, facts)),
        Place::Door { channel, page } => Ok(teams::view_door(channel, *page, facts)),
        Place::Hours { team } => Ok(calendar::view_hours(team, facts)),
        Place::Day { team, day } => Ok(calendar::view_day(team, *day, facts)),
        Place::Absence { team } => Ok(calendar::view_absence(team, facts)),
        Place::Holidays { page } => Ok(calendar::view_holidays(*page, facts)),
        Place::Audit { page, part } => audit::view(*part, *page, facts),
    }
}

/// A button of a place.
pub fn press(place: &Place, action: &Action, facts: &Facts) -> Stepped {
    if !is_for(&facts.me, place, facts) {
        return Ok(Step::to(State::Home).saying(AnyLine::NotAllowed));
    }
    if let Action::Page(page) = action {
        return Ok(to(turned(place, *page)));
    }
    let Action::House(pressed) = action else { return Ok(to(place.clone())) };
    match place {
        Place::People { .. }
        | Place::Person { .. }
        | Place::NamePerson { .. }
        | Place::PersonTeams { .. }
        | Place::Leaving { .. } => people::press(place, pressed, facts),
        Place::Invite { .. } | Place::Invitations { .. } | Place::Invitation { .. } => {
            invitations::press(place, pressed, facts)
        }
        Place::Teams { .. }
        | Place::Team { .. }
        | Place::NameTeam { .. }
        | Place::TeamChannels { .. }
        | Place::Archive { .. }
        | Place::Doors { .. }
        | Place::Door { .. } => teams::press(place, pressed, facts),
        Place::Hours { .. } | Place::Day { .. } | Place::Absence { .. } | Place::Holidays { .. } => {
            Ok(calendar::press(place, pressed, facts))
        }
        Place::Audit { .. } => Ok(to(audit::press(place, pressed))),
    }
}

/// The same list, at another page.
fn turned(place: &Place, page: u32) -> Place {
    let mut turned = place.clone();
    match &mut turned {
        Place::People { page: at }
        | Place::PersonTeams { page: at, .. }
        | Place::Leaving { page: at, .. }
        | Place::Invite { page: at, .. }
        | Place::Invitations { page: at }
        | Place::Teams { page: at }
        | Place::TeamChannels { page: at, .. }
        | Place::Archive { page: at, .. }
        | Place::Doors { page: at }
        | Place::Door { page: at, .. }
        | Place::Holidays { page: at }
        | Place::Audit { page: at, .. } => *at = page,
        Place::Person { .. }
        | Place::NamePerson { .. }
        | Place::Invitation { .. }
        | Place::Team { .. }
        | Place::NameTeam { .. }
        | Place::Hours { .. }
        | Place::Day { .. }
        | Place::Absence { .. } => {}
    }
    turned
}

/// Whether the place waits for words of any kind.
pub const fn takes_words(place: &Place) -> bool {
    matches!(
        place,
        Place::NamePerson { .. }
            | Place::NameTeam { .. }
            | Place::Day { .. }
            | Place::Absence { .. }
            | Place::Holidays { .. }
    )
}

/// Words, where a place waits for them. `None`: it does not.
pub fn typed(place: &Place, text: &str, facts: &Facts) -> Option<Step> {
    if !takes_words(place) {
        return None;
    }
    if !is_for(&facts.me, place, facts) {
        return Some(Step::to(State::Home).saying(AnyLine::NotAllowed));
    }
    match place {
        Place::NamePerson { staff } => Some(people::typed_name(*staff, text)),
        Place::NameTeam { team } => Some(teams::typed_name(team.as_ref(), text, facts)),
        Place::Day { team, day } => Some(calendar::typed_day(team, *day, text, facts)),
        Place::Absence { team } => Some(calendar::typed_absence(team, text)),
        Place::Holidays { page } => Some(calendar::typed_holiday(*page, text, facts)),
        Place::People { .. }
        | Place::Person { .. }
        | Place::PersonTeams { .. }
        | Place::Leaving { .. }
        | Place::Invite { .. }
        | Place::Invitations { .. }
        | Place::Invitation { .. }
        | Place::Teams { .. }
        | Place::Team { .. }
        | Place::TeamChannels { .. }
        | Place::Archive { .. }
        | Place::Doors { .. }
        | Place::Door { .. }
        | Place::Hours { .. }
        | Place::Audit { .. } => None,
    }
}

/// One step back.
pub fn back(place: &Place) -> State {
    match place {
        Place::People { .. } => State::Home,
        Place::Person { .. }
        | Place::Invite { .. }
        | Place::Invitations { .. }
        | Place::Teams { .. }
        | Place::Audit { .. } => at(Place::People { page: 0 }),
        Place::NamePerson { staff } | Place::PersonTeams { staff, .. } | Place::Leaving { staff, .. } => {
            at(Place::Person { staff: *staff })
        }
        Place::Invitation { .. } => at(Place::Invitations { page: 0 }),
        Place::Team { .. }
        | Place::NameTeam { team: None }
        | Place::Doors { .. }
        | Place::Holidays { .. } => at(Place::Teams { page: 0 }),
        Place::NameTeam { team: Some(team) }
        | Place::TeamChannels { team, .. }
        | Place::Archive { team, .. }
        | Place::Hours { team }
        | Place::Absence { team } => at(Place::Team { team: team.clone() }),
        Place::Door { .. } => at(Place::Doors { page: 0 }),
        Place::Day { team, .. } => at(Place::Hours { team: team.clone() }),
    }
}
