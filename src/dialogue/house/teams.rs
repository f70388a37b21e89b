//! Teams: their names, channels, who sees what they do, who receives who writes first, and how one is archived.

use super::{
    Change, Label, Line, Place, Press, Prompt, button, chosen, labelled, named, paged, panel, says, to, with,
};
use crate::dialogue::facts::{Facts, Need};
use crate::dialogue::screen::Screen;
use crate::dialogue::step::{Step, Stepped};
use crate::dialogue::{Line as AnyLine, back_and_cancel};
use crate::domain::attendance::Attendance;
use crate::domain::fold::fold;
use crate::domain::id::{ChannelId, TeamId};
use crate::domain::limit::TEAMS_MAX;
use crate::domain::team::{Team, Visibility, team_name};

fn name_of(team: &TeamId, facts: &Facts) -> String {
    facts.company.find_team(team).map_or_else(String::new, |team| team.name.clone())
}

fn channel_name(channel: &ChannelId, facts: &Facts) -> String {
    facts.company.find_channel(channel).map_or_else(|| channel.to_string(), |one| one.name.clone())
}

/// Channels on which the team receives who writes first.
fn doors_of<'f>(team: &'f TeamId, facts: &'f Facts) -> impl Iterator<Item = &'f ChannelId> {
    facts.company.doors.iter().filter(move |(_, one)| one == team).map(|(channel, _)| channel)
}

/// Those that this person looks after: those in use first.
pub(super) fn view_all(page: u32, facts: &Facts) -> Screen {
    let mine = |is_archived: bool| {
        let all = facts.company.teams.iter().filter(move |team| team.is_archived == is_archived);
        all.filter(|team| facts.me.manages_team(&team.id))
    };
    let (total, mut rows) = paged(page, mine(false).chain(mine(true)).collect(), |team| {
        let label = Label::Team { name: team.name.clone(), is_archived: team.is_archived };
        labelled(Press::Team(team.id.clone()), label)
    });
    if facts.me.owns() {
        rows.push(vec![button(Press::NewTeam)]);
        rows.push(vec![button(Press::Doors), button(Press::Holidays)]);
    }
    rows.push(back_and_cancel());
    panel(Prompt::Teams { total }, rows)
}

/// One team, and what can be changed.
pub(super) fn view(id: &TeamId, facts: &Facts) -> Screen {
    let Some(team) = facts.company.find_team(id) else { return view_all(0, facts) };
    let mut rows = Vec::new();
    if team.is_archived {
        if facts.me.owns() {
            rows.push(vec![button(Press::Restore)]);
        }
    } else {
        if facts.me.owns() {
            rows.push(vec![button(Press::Rename), button(Press::Channels)]);
            // Side by side their labels would be cut on a phone.
            let seen = |one| vec![chosen(Press::Visibility(one), one == team.visibility)];
            rows.extend(Visibility::ALL.into_iter().map(seen));
        }
        rows.push(vec![button(Press::Absence)]);
        let mut last = vec![button(Press::Hours)];
        if facts.me.owns() {
            last.push(button(Press::Archive));
        }
        rows.push(last);
    }
    rows.push(back_and_cancel());
    let people = facts.company.staff.iter().filter(|one| one.may_use_team(id));
    let channels = facts.company.channels.iter().filter(|one| team.channels.contains(&one.id));
    let prompt = Prompt::Team {
        name: team.name.clone(),
        is_archived: team.is_archived,
        people: people.map(|one| one.name.clone()).collect(),
        channels: channels.map(|one| one.name.clone()).collect(),
        doors: doors_of(id, facts).map(|one| channel_name(one, facts)).collect(),
        visibility: team.visibility,
        hours: team.hours.clone(),
        absence: team.absence.clone(),
    };
    panel(prompt, rows)
}

/// Type its name.
pub(super) fn view_name(team: Option<&TeamId>, facts: &Facts) -> Screen {
    let name = team.map(|team| name_of(team, facts));
    panel(Prompt::NameTeam { name }, vec![back_and_cancel()])
}

/// A name was typed. Two teams of one name could not be told apart.
pub(super) fn typed_name(team: Option<&TeamId>, text: &str, facts: &Facts) -> Step {
    let here = || to(Place::NameTeam { team: team.cloned() });
    let Some(name) = team_name(text) else { return says(here(), Line::TeamName) };
    let others = facts.company.teams_in_use().filter(|one| Some(&one.id) != team);
    if others.map(|one| fold(&one.name)).any(|other| other == fold(&name)) {
        return says(here(), Line::TeamNameTaken);
    }
    if let Some(team) = team {
        let change = Change::RenameTeam { team: team.clone(), name };
        return with(to(Place::Team { team: team.clone() }), change).saying(AnyLine::Saved);
    }
    if facts.company.teams.len() >= TEAMS_MAX {
        return says(here(), Line::TooManyTeams);
    }
    let Some(team) = fresh_id(facts) else { return here() };
    let change = Change::NewTeam { team: team.clone(), name };
    // Without a channel it could do nothing: that is what comes next.
    with(to(Place::TeamChannels { team, page: 0 }), change).saying(AnyLine::Saved)
}

/// An id that no team has: the random part of a fresh one.
fn fresh_id(facts: &Facts) -> Option<TeamId> {
    let id = facts.fresh.invitation.to_string();
    let random: String = id.chars().filter(char::is_ascii_alphanumeric).skip(8).collect();
    TeamId::new(&format!("t{random}")).ok()
}

/// Every channel, with whether the team may use it.
pub(super) fn view_channels(id: &TeamId, page: u32, facts: &Facts) -> Screen {
    let may_use =
        |channel: &ChannelId| facts.company.find_team(id).is_some_and(|team| team.channels.contains(channel));
    let all = facts.company.channels.iter().collect();
    let (_total, mut rows) = paged(page, all, |one| {
        let label = Label::Toggle { name: one.name.clone(), is_on: may_use(&one.id) };
        labelled(Press::Channel(one.id.clone()), label)
    });
    rows.push(back_and_cancel());
    panel(Prompt::TeamChannels { name: name_of(id, facts) }, rows)
}

/// Teams that could take what another one has: they may use all the channels of it.
fn heirs<'f>(id: &TeamId, open: &[Attendance], facts: &'f Facts) -> Vec<&'f Team> {
    let needed: Vec<&ChannelId> = open.iter().map(|one| &one.channel).chain(doors_of(id, facts)).collect();
    if needed.is_empty() {
        return Vec::new();
    }
    let takes = |team: &&Team| team.id != *id && needed.iter().all(|channel| team.channels.contains(channel));
    facts.company.teams_in_use().filter(takes).collect()
}

/// Where does what it has go?
pub(super) fn view_archive(id: &TeamId, page: u32, facts: &Facts) -> Result<Screen, Need> {
    let open = facts.known.house.open_in(id)?;
    let doors: Vec<_> = doors_of(id, facts).map(|one| channel_name(one, facts)).collect();
    let is_free = open.is_empty() && doors.is_empty();
    let heirs = heirs(id, open, facts);
    let none = !is_free && heirs.is_empty();
    let mut rows = Vec::new();
    if is_free {
        rows.push(vec![button(Press::ArchiveNow)]);
    }
    rows.extend(
        paged(page, heirs, |one| named(Press::ArchiveTo(one.id.clone()), format!("👥 {}", one.name))).1,
    );
    rows.push(back_and_cancel());
    let open = u32::try_from(open.len()).unwrap_or(u32::MAX);
    Ok(panel(Prompt::Archive { name: name_of(id, facts), open, doors, none }, rows))
}

/// Which team receives who writes first, by channel.
pub(super) fn view_doors(page: u32, facts: &Facts) -> Screen {
    let team = |channel: &ChannelId| {
        let door = facts.company.doors.iter().find(|(id, _)| id == channel);
        door.map(|(_, team)| name_of(team, facts))
    };
    let all = facts.company.channels.iter().collect();
    let (_total, mut rows) = paged(page, all, |one| {
        let label = Label::Door { channel: one.name.clone(), team: team(&one.id) };
        labelled(Press::Door(one.id.clone()), label)
    });
    rows.push(back_and_cancel());
    panel(Prompt::Doors, rows)
}

fn receivers<'f>(channel: &ChannelId, facts: &'f Facts) -> Vec<&'f Team> {
    facts.company.teams_in_use().filter(|team| team.channels.contains(channel)).collect()
}

/// The same for one channel.
pub(super) fn view_door(channel: &ChannelId, page: u32, facts: &Facts) -> Screen {
    let is_door = |team: &TeamId| facts.company.doors.iter().any(|(id, one)| id == channel && one == team);
    let all = receivers(channel, facts);
    let none = all.is_empty();
    let (_total, mut rows) = paged(page, all, |team| {
        let label = Label::Toggle { name: team.name.clone(), is_on: is_door(&team.id) };
        labelled(Press::DoorTo(team.id.clone()), label)
    });
    rows.push(back_and_cancel());
    panel(Prompt::Door { channel: channel_name(channel, facts), none }, rows)
}

/// A button of these panels.
pub(super) fn press(place: &Place, pressed: &Press, facts: &Facts) -> Stepped {
    let here = || to(place.clone());
    match (place, pressed) {
        (Place::Teams { .. }, Press::Team(team)) => {
            Ok(super::enter(&super::at(place.clone()), Place::Team { team: team.clone() }, facts))
        }
        (Place::Teams { .. }, Press::NewTeam) if facts.me.owns() => Ok(to(Place::NameTeam { team: None })),
        (Place::Teams { .. }, Press::Doors) if facts.me.owns() => Ok(to(Place::Doors { page: 0 })),
        (Place::Teams { .. }, Press::Holidays) if facts.me.owns() => Ok(to(Place::Holidays { page: 0 })),
        (Place::Team { team }, _) => Ok(press_team(team, pressed, facts).unwrap_or_else(here)),
        (Place::TeamChannels { team, .. }, Press::Channel(channel)) => {
            Ok(toggle_channel(team, channel, here(), facts))
        }
        (Place::Archive { team, .. }, _) => {
            let open = facts.known.house.open_in(team)?;
            let is_free = open.is_empty() && doors_of(team, facts).next().is_none();
            let takes = |heir: &TeamId| heirs(team, open, facts).iter().any(|one| one.id == *heir);
            let heir = if let Press::ArchiveTo(heir) = pressed { Some(heir.clone()) } else { None };
            let is_fine = heir.as_ref().map_or(is_free && *pressed == Press::ArchiveNow, takes);
            if !is_fine {
                return Ok(here());
            }
            let change = Change::Archive { team: team.clone(), heir };
            let line = Line::Archived { name: name_of(team, facts) };
            Ok(says(with(to(Place::Teams { page: 0 }), change), line))
        }
        (Place::Doors { .. }, Press::Door(channel)) => {
            Ok(to(Place::Door { channel: channel.clone(), page: 0 }))
        }
        (Place::Door { channel, .. }, Press::DoorTo(team))
            if receivers(channel, facts).iter().any(|one| one.id == *team) =>
        {
            let change = Change::Door { channel: channel.clone(), team: team.clone() };
            Ok(with(to(Place::Doors { page: 0 }), change).saying(AnyLine::Saved))
        }
        _another => Ok(here()),
    }
}

fn press_team(id: &TeamId, pressed: &Press, facts: &Facts) -> Option<Step> {
    let team = facts.company.find_team(id)?;
    let (owns, id) = (facts.me.owns(), || id.clone());
    if team.is_archived {
        let restores = owns && *pressed == Press::Restore;
        let name_is_free = !facts.company.teams_in_use().any(|one| fold(&one.name) == fold(&team.name));
        return restores.then(|| {
            let here = to(Place::Team { team: id() });
            if name_is_free {
                with(here, Change::Restore(id())).saying(AnyLine::Saved)
            } else {
                says(here, Line::TeamNameTaken)
            }
        });
    }
    match (pressed, owns) {
        (Press::Rename, true) => Some(to(Place::NameTeam { team: Some(id()) })),
        (Press::Channels, true) => Some(to(Place::TeamChannels { team: id(), page: 0 })),
        (Press::Archive, true) => Some(to(Place::Archive { team: id(), page: 0 })),
        (Press::Visibility(visibility), true) if *visibility != team.visibility => {
            let change = Change::Visibility { team: id(), visibility: *visibility };
            Some(with(to(Place::Team { team: id() }), change).saying(AnyLine::Saved))
        }
        (Press::Hours, _) => Some(to(Place::Hours { team: id() })),
        (Press::Absence, _) => Some(to(Place::Absence { team: id() })),
        _another => None,
    }
}

/// A channel on which it receives who writes first cannot be taken from it: nobody would receive them.
fn toggle_channel(id: &TeamId, channel: &ChannelId, here: Step, facts: &Facts) -> Step {
    let Some(team) = facts.company.find_team(id) else { return here };
    if facts.company.find_channel(channel).is_none() {
        return here;
    }
    let may_use = !team.channels.contains(channel);
    if !may_use && doors_of(id, facts).any(|one| one == channel) {
        return says(here, Line::IsDoor { channel: channel_name(channel, facts) });
    }
    with(here, Change::Channel { team: id.clone(), channel: channel.clone(), may_use })
}
