//! People: who works here, as what, in which teams, and how somebody leaves.

use super::{
    Change, Label, Line, Place, Press, Prompt, button, labelled, named, paged, panel, says, to, with,
};
use crate::dialogue::facts::{Facts, Need};
use crate::dialogue::screen::Screen;
use crate::dialogue::step::{Step, Stepped};
use crate::dialogue::{Action, Line as AnyLine, back_and_cancel, own};
use crate::domain::attendance::Attendance;
use crate::domain::id::{StaffId, TeamId};
use crate::domain::staff::{Role, StaffMember, person_name};

fn count<T>(all: &[T]) -> u32 {
    u32::try_from(all.len()).unwrap_or(u32::MAX)
}

fn name_of(staff: StaffId, facts: &Facts) -> String {
    facts.company.name_of(staff).unwrap_or_default().to_owned()
}

/// Those whom this person may see.
pub(super) fn view_all(page: u32, facts: &Facts) -> Screen {
    let seen: Vec<_> = facts.company.staff.iter().filter(|one| facts.me.may_look_at(one)).collect();
    let row = |one: &StaffMember| {
        let (name, role) = (one.name.clone(), one.role);
        let (is_away, is_unreachable) = (one.is_away, one.is_unreachable);
        labelled(Press::Person(one.id), Label::Person { name, role, is_away, is_unreachable })
    };
    let (total, mut rows) = paged(page, seen, row);
    rows.push(vec![button(Press::Invite), button(Press::Invitations)]);
    let audit = facts.me.owns().then(|| button(Press::Audit));
    rows.push([button(Press::Teams)].into_iter().chain(audit).collect());
    rows.push(vec![own(Action::Menu)]);
    panel(Prompt::People { total }, rows)
}

/// One person, and what can be changed.
pub(super) fn view(staff: StaffId, facts: &Facts) -> Result<Screen, Need> {
    let open = count(facts.known.house.open_of(staff)?);
    let Some(one) = facts.company.find_staff(staff) else { return Ok(view_all(0, facts)) };
    let mut rows = Vec::new();
    let rename = facts.me.may_rename(one).then(|| button(Press::Rename));
    let role = facts.me.may_promote(one).then(|| button(Press::Role(other_role(one.role))));
    let first: Vec<_> = rename.into_iter().chain(role).collect();
    rows.extend((!first.is_empty()).then_some(first));
    let teams = facts.me.may_place(one).then(|| button(Press::PersonTeams));
    let away = facts.me.may_manage(one).then(|| button(Press::Away(!one.is_away)));
    let both: Vec<_> = teams.into_iter().chain(away).collect();
    rows.extend((!both.is_empty()).then_some(both));
    if facts.me.may_remove(one) {
        rows.push(vec![button(Press::Leave)]);
    }
    rows.push(back_and_cancel());
    let teams = facts.company.teams_in_use().filter(|team| one.may_use_team(&team.id));
    let prompt = Prompt::Person {
        name: one.name.clone(),
        role: one.role,
        teams: teams.map(|team| team.name.clone()).collect(),
        is_away: one.is_away,
        is_unreachable: one.is_unreachable,
        open,
    };
    Ok(panel(prompt, rows))
}

const fn other_role(role: Role) -> Role {
    match role {
        Role::Attendant => Role::Manager,
        Role::Manager | Role::Owner => Role::Attendant,
    }
}

/// The teams that this person may give, each with whether the other one is in it.
pub(super) fn view_teams(staff: StaffId, page: u32, facts: &Facts) -> Screen {
    let one = facts.company.find_staff(staff);
    let is_in = |team: &TeamId| one.is_some_and(|one| one.may_use_team(team));
    let teams = facts.company.teams_in_use().filter(|team| facts.me.manages_team(&team.id)).collect();
    let (_total, mut rows) = paged(page, teams, |team| {
        let label = Label::Toggle { name: team.name.clone(), is_on: is_in(&team.id) };
        labelled(Press::Membership(team.id.clone()), label)
    });
    rows.push(back_and_cancel());
    panel(Prompt::PersonTeams { name: name_of(staff, facts) }, rows)
}

/// Who could go on with all that somebody has: they are there, and serve its teams.
fn heirs<'f>(staff: StaffId, open: &[Attendance], facts: &'f Facts) -> Vec<&'f StaffMember> {
    let serves = |one: &StaffMember| open.iter().all(|each| one.may_serve(&each.team));
    let all = facts.company.staff.iter();
    all.filter(|one| one.id != staff && !open.is_empty() && one.is_available() && serves(one)).collect()
}

/// What becomes of what they have?
pub(super) fn view_leaving(staff: StaffId, page: u32, facts: &Facts) -> Result<Screen, Need> {
    let open = facts.known.house.open_of(staff)?;
    let row = |one: &StaffMember| named(Press::LeaveTo(one.id), format!("👤 {}", one.name));
    let mut rows = vec![vec![button(Press::LeaveToTeams)]];
    rows.extend(paged(page, heirs(staff, open, facts), row).1);
    rows.push(back_and_cancel());
    Ok(panel(Prompt::Leaving { name: name_of(staff, facts), open: count(open) }, rows))
}

/// Type what they are called.
pub(super) fn view_name(staff: StaffId, facts: &Facts) -> Screen {
    panel(Prompt::NamePerson { name: name_of(staff, facts) }, vec![back_and_cancel()])
}

/// A name was typed. Two people may have the same one: they are told apart by their teams.
pub(super) fn typed_name(staff: StaffId, text: &str) -> Step {
    match person_name(text) {
        Some(name) => {
            with(to(Place::Person { staff }), Change::Rename { staff, name }).saying(AnyLine::Saved)
        }
        None => says(to(Place::NamePerson { staff }), Line::TeamName),
    }
}

/// A button of these panels.
pub(super) fn press(place: &Place, pressed: &Press, facts: &Facts) -> Stepped {
    let here = || to(place.clone());
    match (place, pressed) {
        (Place::People { .. }, Press::Person(staff)) => {
            Ok(super::enter(&super::at(place.clone()), Place::Person { staff: *staff }, facts))
        }
        (Place::People { .. }, Press::Invite) => Ok(to(super::invitations::begin(facts))),
        (Place::People { .. }, Press::Invitations) => Ok(to(Place::Invitations { page: 0 })),
        (Place::People { .. }, Press::Teams) => Ok(to(Place::Teams { page: 0 })),
        (Place::People { .. }, Press::Audit) if facts.me.owns() => {
            Ok(to(Place::Audit { page: 0, part: None }))
        }
        (Place::Person { staff }, _) => Ok(press_person(*staff, pressed, facts).unwrap_or_else(here)),
        (Place::PersonTeams { staff, .. }, Press::Membership(team)) => {
            Ok(toggle(*staff, team, here(), facts))
        }
        (Place::Leaving { staff, .. }, _) => press_leaving(*staff, pressed, here(), facts),
        _another => Ok(here()),
    }
}

fn press_person(staff: StaffId, pressed: &Press, facts: &Facts) -> Option<Step> {
    let one = facts.company.find_staff(staff)?;
    let here = || to(Place::Person { staff });
    let may_manage = facts.me.may_manage(one);
    match (pressed, may_manage) {
        (Press::Role(role), _) if facts.me.may_promote(one) && *role == other_role(one.role) => {
            Some(with(here(), Change::Role { staff, role: *role }).saying(AnyLine::Saved))
        }
        (Press::Rename, _) if facts.me.may_rename(one) => Some(to(Place::NamePerson { staff })),
        (Press::PersonTeams, _) if facts.me.may_place(one) => Some(to(Place::PersonTeams { staff, page: 0 })),
        (Press::Away(is_away), true) if *is_away != one.is_away => {
            Some(with(here(), Change::Away { staff, is_away: *is_away }).saying(AnyLine::Saved))
        }
        (Press::Leave, _) if facts.me.may_remove(one) => Some(to(Place::Leaving { staff, page: 0 })),
        _another => None,
    }
}

/// Into a team, or out of it. Who would leave the last one that this manager looks after would be out of sight.
fn toggle(staff: StaffId, team: &TeamId, here: Step, facts: &Facts) -> Step {
    let Some(one) = facts.company.find_staff(staff) else { return here };
    let is_in_use = facts.company.teams_in_use().any(|known| known.id == *team);
    if !is_in_use || !facts.me.manages_team(team) {
        return here.saying(AnyLine::NotAllowed);
    }
    let is_in = !one.may_use_team(team);
    let keeps_another = one.teams.iter().any(|other| other != team && facts.me.manages_team(other));
    if !is_in && !facts.me.owns() && !keeps_another {
        return says(here, Line::LastTeam);
    }
    with(here, Change::Membership { staff, team: team.clone(), is_in })
}

fn press_leaving(staff: StaffId, pressed: &Press, here: Step, facts: &Facts) -> Stepped {
    let open = facts.known.house.open_of(staff)?;
    let serves = |heir: StaffId| heirs(staff, open, facts).iter().any(|one| one.id == heir);
    let heir = if let Press::LeaveTo(heir) = pressed { Some(*heir) } else { None };
    if heir.map_or(*pressed != Press::LeaveToTeams, |heir| !serves(heir)) {
        return Ok(here);
    }
    let line = Line::Removed { name: name_of(staff, facts), open: count(open) };
    Ok(says(with(to(Place::People { page: 0 }), Change::Remove { staff, heir }), line))
}
