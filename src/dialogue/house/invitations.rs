//! Invitations: a link for a role and teams, shown once, listed, taken back.

use super::{
    Change, Label, Line, Place, Press, Prompt, button, chosen, labelled, paged, panel, says, to, with,
};
use crate::dialogue::facts::{Facts, Need};
use crate::dialogue::screen::Screen;
use crate::dialogue::step::Stepped;
use crate::dialogue::{Line as AnyLine, back_and_cancel};
use crate::domain::id::{InvitationId, TeamId};
use crate::domain::invitation::Invitation;
use crate::domain::limit::INVITATIONS_OPEN_MAX;
use crate::domain::staff::Role;
use crate::domain::team::Team;

/// Teams into which this person may invite.
fn offered(facts: &Facts) -> Vec<&Team> {
    facts.company.teams_in_use().filter(|team| facts.me.manages_team(&team.id)).collect()
}

/// A new one. A choice of one is made already.
pub(super) fn begin(facts: &Facts) -> Place {
    let teams = match offered(facts).as_slice() {
        [only] => vec![only.id.clone()],
        _none_or_several => Vec::new(),
    };
    Place::Invite { role: Role::Attendant, teams, page: 0 }
}

/// Those of the chosen teams into which this person may still invite.
fn still(teams: &[TeamId], facts: &Facts) -> Vec<TeamId> {
    offered(facts).iter().filter(|team| teams.contains(&team.id)).map(|team| team.id.clone()).collect()
}

/// As what, and into which teams?
pub(super) fn view_new(role: Role, teams: &[TeamId], page: u32, facts: &Facts) -> Screen {
    let roles = [Role::Attendant, Role::Manager].into_iter().filter(|one| facts.me.may_invite_as(*one));
    let roles: Vec<_> = roles.map(|one| chosen(Press::Role(one), one == role)).collect();
    let all = offered(facts);
    let none = all.is_empty();
    let (_total, listed) = paged(page, all, |team| {
        let label = Label::Toggle { name: team.name.clone(), is_on: teams.contains(&team.id) };
        labelled(Press::Membership(team.id.clone()), label)
    });
    let mut rows = vec![roles];
    rows.extend(listed);
    let count = u32::try_from(still(teams, facts).len()).unwrap_or(u32::MAX);
    if count > 0 {
        rows.push(vec![button(Press::MakeLink)]);
    }
    if none && facts.me.owns() {
        rows.push(vec![button(Press::Teams)]);
    }
    rows.push(back_and_cancel());
    panel(Prompt::Invite { role, teams: count, none }, rows)
}

fn names(teams: &[TeamId], facts: &Facts) -> Vec<String> {
    teams.iter().filter_map(|id| facts.company.find_team(id)).map(|team| team.name.clone()).collect()
}

/// Those that this person may take back.
fn seen(facts: &Facts) -> Result<Vec<&Invitation>, Need> {
    let all = facts.known.house.invitations()?;
    Ok(all.iter().filter(|one| facts.me.owns() || one.by == facts.me.id).collect())
}

/// Those that can be used.
pub(super) fn view_all(page: u32, facts: &Facts) -> Result<Screen, Need> {
    let (total, mut rows) = paged(page, seen(facts)?, |one| {
        let label = Label::Invitation { role: one.role, teams: names(&one.teams, facts) };
        labelled(Press::Invitation(one.id), label)
    });
    rows.push(vec![button(Press::Invite)]);
    rows.push(back_and_cancel());
    Ok(panel(Prompt::Invitations { total }, rows))
}

/// One of them.
pub(super) fn view(id: InvitationId, facts: &Facts) -> Result<Screen, Need> {
    let Some(one) = seen(facts)?.into_iter().find(|one| one.id == id) else {
        let rows = vec![vec![button(Press::Invite)], back_and_cancel()];
        return Ok(panel(Prompt::InvitationOver, rows));
    };
    let prompt = Prompt::Invitation {
        role: one.role,
        teams: names(&one.teams, facts),
        by: facts.company.name_of(one.by).unwrap_or_default().to_owned(),
        until: one.expires_at,
    };
    let rows = vec![vec![button(Press::Revoke), button(Press::Invite)], back_and_cancel()];
    Ok(panel(prompt, rows))
}

/// A button of these panels.
pub(super) fn press(place: &Place, pressed: &Press, facts: &Facts) -> Stepped {
    let here = || to(place.clone());
    match (place, pressed) {
        (Place::Invite { role, teams, page }, _) => press_new(*role, teams, *page, pressed, facts),
        (Place::Invitations { .. } | Place::Invitation { .. }, Press::Invite) => Ok(to(begin(facts))),
        (Place::Invitations { .. }, Press::Invitation(id)) => Ok(to(Place::Invitation { invitation: *id })),
        (Place::Invitation { invitation }, Press::Revoke) => {
            let list = to(Place::Invitations { page: 0 });
            Ok(if seen(facts)?.iter().any(|one| one.id == *invitation) {
                says(with(list, Change::Revoke(*invitation)), Line::Revoked)
            } else {
                says(list, Line::InvitationOver)
            })
        }
        _another => Ok(here()),
    }
}

fn press_new(role: Role, teams: &[TeamId], page: u32, pressed: &Press, facts: &Facts) -> Stepped {
    let here = |role, teams: Vec<TeamId>| to(Place::Invite { role, teams, page });
    match (pressed, role) {
        (Press::Role(asked), _) if facts.me.may_invite_as(*asked) => Ok(here(*asked, teams.to_vec())),
        (Press::Membership(team), _) if offered(facts).iter().any(|one| one.id == *team) => {
            let mut teams = teams.to_vec();
            match teams.iter().position(|one| one == team) {
                Some(at) => {
                    teams.remove(at);
                }
                None => teams.push(team.clone()),
            }
            Ok(here(role, teams))
        }
        (Press::Teams, _) if facts.me.owns() => Ok(to(Place::Teams { page: 0 })),
        (Press::MakeLink, _) => {
            let chosen = still(teams, facts);
            if !facts.me.may_invite_as(role) {
                return Ok(here(Role::Attendant, chosen).saying(AnyLine::NotAllowed));
            }
            if chosen.is_empty() {
                return Ok(says(here(role, chosen), Line::ChooseTeam));
            }
            if facts.known.house.invitations()?.len() >= INVITATIONS_OPEN_MAX {
                return Ok(says(here(role, chosen), Line::TooManyInvitations));
            }
            let made = to(Place::Invitation { invitation: facts.fresh.invitation });
            let link = facts.fresh.secret.link(&facts.bot.username);
            Ok(says(with(made, Change::Invite { role, teams: chosen }), Line::Link(link)))
        }
        _another => Ok(here(role, teams.to_vec())),
    }
}
