//! The house in the conversation: its places as they are stored, its buttons, how the company bears its changes, and what
//! must hold for each of them.

use super::super::facts::{Fresh, Page};
use super::super::house::{Change, Known, Need, Place, Press};
use super::super::state::State;
use super::super::{Command, Input};
use super::cast::{BRUNO, channel_id, team_id};
use super::judge::Taken;
use super::world::World;
use crate::domain::attendance::AttendanceState;
use crate::domain::deed::Part;
use crate::domain::id::{InvitationId, StaffId, TeamId};
use crate::domain::invitation::Invitation;
use crate::domain::limit::INVITATION_AGE_MAX;
use crate::domain::staff::{Role, StaffMember};
use crate::domain::team::{Team, Visibility};
use uuid::Uuid;

/// What the stored places mean, by the name of the file.
pub(super) fn places() -> Vec<(&'static str, State)> {
    let (staff, vendas) = (StaffId(BRUNO), || team_id("vendas"));
    let invitation = InvitationId::new(Uuid::from_u128(0x0193_5a7e_0000_7000_8000_0000_0000_0009));
    let all = [
        ("house-people", Place::People { page: 1 }),
        ("house-person", Place::Person { staff }),
        ("house-name_person", Place::NamePerson { staff }),
        ("house-person_teams", Place::PersonTeams { staff, page: 0 }),
        ("house-leaving", Place::Leaving { staff, page: 0 }),
        ("house-invite", Place::Invite { role: Role::Manager, teams: vec![vendas()], page: 0 }),
        ("house-invitations", Place::Invitations { page: 2 }),
        ("house-invitation", Place::Invitation { invitation }),
        ("house-teams", Place::Teams { page: 0 }),
        ("house-team", Place::Team { team: vendas() }),
        ("house-name_team", Place::NameTeam { team: None }),
        ("house-rename_team", Place::NameTeam { team: Some(vendas()) }),
        ("house-team_channels", Place::TeamChannels { team: vendas(), page: 0 }),
        ("house-archive", Place::Archive { team: vendas(), page: 0 }),
        ("house-doors", Place::Doors { page: 0 }),
        ("house-door", Place::Door { channel: channel_id("loja"), page: 0 }),
        ("house-hours", Place::Hours { team: vendas() }),
        ("house-day", Place::Day { team: vendas(), day: 6 }),
        ("house-absence", Place::Absence { team: vendas() }),
        ("house-holidays", Place::Holidays { page: 1 }),
        ("house-audit-part", Place::Audit { page: 1, part: Some(Part::Contacts) }),
        ("house-audit", Place::Audit { page: 3, part: None }),
    ];
    all.into_iter().map(|(name, place)| (name, State::House { place })).collect()
}

/// Every kind of button, with arguments that mean something in this world and some that do not.
pub(super) fn every_press(world: &World) -> Vec<Press> {
    let christmas = "2026-12-25".parse().unwrap();
    let mut all = vec![
        Press::People,
        Press::Role(Role::Attendant),
        Press::Role(Role::Manager),
        Press::PersonTeams,
        Press::Away(false),
        Press::Away(true),
        Press::Leave,
        Press::LeaveToTeams,
        Press::Invite,
        Press::MakeLink,
        Press::Invitations,
        Press::Invitation(InvitationId::new(Uuid::from_u128(7))),
        Press::Revoke,
        Press::Teams,
        Press::NewTeam,
        Press::Rename,
        Press::Channels,
        Press::Archive,
        Press::ArchiveNow,
        Press::Restore,
        Press::Doors,
        Press::Hours,
        Press::Day(0),
        Press::Day(6),
        Press::Closed,
        Press::AsBefore,
        Press::UsualHours,
        Press::NoHours,
        Press::Absence,
        Press::NoAbsence,
        Press::Holidays,
        Press::NoHoliday(christmas),
        Press::Audit,
        Press::AuditOf(None),
        Press::AuditOf(Some(Part::House)),
        Press::AuditOf(Some(Part::Contacts)),
    ];
    all.extend(Visibility::ALL.map(Press::Visibility));
    for one in &world.company.staff {
        all.extend([Press::Person(one.id), Press::LeaveTo(one.id)]);
    }
    for one in &world.company.teams {
        let id = || one.id.clone();
        all.extend([Press::Membership(id()), Press::Team(id()), Press::ArchiveTo(id()), Press::DoorTo(id())]);
    }
    for one in &world.company.channels {
        all.extend([Press::Channel(one.id.clone()), Press::Door(one.id.clone())]);
    }
    all
}

impl World {
    /// Answers one need.
    pub(super) fn house(&self, known: &mut Known, need: Need) {
        let open = self.attendances.iter().filter(|one| one.state != AttendanceState::Closed);
        match need {
            Need::Invitations => known.invitations = Some(self.invitations.clone()),
            Need::OpenOf(staff) => {
                known.open_of.push((staff, open.filter(|one| one.staff == Some(staff)).cloned().collect()));
            }
            Need::OpenIn(team) => {
                let found = open.filter(|one| one.team == team).cloned().collect();
                known.open_in.push((team, found));
            }
            Need::Done(part, page) => known.done.push(((part, page), Page { rows: Vec::new(), total: 0 })),
        }
    }

    fn team_mut(&mut self, id: &TeamId) -> &mut Team {
        self.company.teams.iter_mut().find(|one| one.id == *id).unwrap()
    }

    pub(super) fn staff_mut(&mut self, id: StaffId) -> &mut StaffMember {
        self.company.staff.iter_mut().find(|one| one.id == id).unwrap()
    }

    /// Bears one change.
    pub(super) fn keep_house(&mut self, change: &Change, fresh: Fresh) {
        match change {
            Change::Invite { role, teams } => {
                let (by, expires_at) = (self.me, self.now + INVITATION_AGE_MAX);
                let made =
                    Invitation { id: fresh.invitation, role: *role, teams: teams.clone(), by, expires_at };
                self.invitations.push(made);
            }
            Change::Revoke(id) => self.invitations.retain(|one| one.id != *id),
            Change::Role { staff, role } => self.staff_mut(*staff).role = *role,
            Change::Rename { staff, name } => self.staff_mut(*staff).name.clone_from(name),
            Change::Membership { staff, team, is_in } => {
                let teams = &mut self.staff_mut(*staff).teams;
                teams.retain(|one| one != team);
                if *is_in {
                    teams.push(team.clone());
                }
            }
            Change::Away { staff, is_away } => self.staff_mut(*staff).is_away = *is_away,
            Change::Remove { staff, heir } => {
                self.company.staff.retain(|one| one.id != *staff);
                for one in self.attendances.iter_mut().filter(|one| one.staff == Some(*staff)) {
                    one.staff = *heir;
                    if one.state == AttendanceState::Open && heir.is_none() {
                        one.state = AttendanceState::Waiting;
                    }
                }
            }
            Change::NewTeam { team, name } => {
                self.company.teams.push(Team::new(team.clone(), name.clone(), Vec::new()));
            }
            Change::RenameTeam { team, name } => self.team_mut(team).name.clone_from(name),
            Change::Channel { team, channel, may_use } => {
                let channels = &mut self.team_mut(team).channels;
                channels.retain(|one| one != channel);
                if *may_use {
                    channels.push(channel.clone());
                }
            }
            Change::Visibility { team, visibility } => self.team_mut(team).visibility = *visibility,
            Change::Archive { team, heir } => {
                self.team_mut(team).is_archived = true;
                if let Some(heir) = heir {
                    let moved = self.attendances.iter_mut().filter(|one| one.team == *team);
                    moved.for_each(|one| one.team = heir.clone());
                    let doors = self.company.doors.iter_mut().filter(|(_, one)| one == team);
                    doors.for_each(|(_, one)| *one = heir.clone());
                }
            }
            Change::Restore(team) => self.team_mut(team).is_archived = false,
            Change::Door { channel, team } => {
                self.company.doors.retain(|(one, _)| one != channel);
                self.company.doors.push((channel.clone(), team.clone()));
            }
            Change::Hours { team, hours } => self.team_mut(team).hours.clone_from(hours),
            Change::Absence { team, text } => self.team_mut(team).absence.clone_from(text),
            Change::Holiday(day) => self.company.holidays.push(day.clone()),
            Change::NoHoliday(day) => self.company.holidays.retain(|one| one.day != *day),
        }
    }
}

impl Taken<'_> {
    /// Nothing of the house changes by somebody who may not, nor by anything but what says so on the panel.
    pub(super) fn judge_house(&self, change: &Change) {
        let (before, me) = (self.before, self.before.member());
        let person = |id: &StaffId| before.company.find_staff(*id).expect("somebody who works here");
        let owner_only = || assert_eq!(me.role, Role::Owner, "{change:?}");
        if let Change::Away { staff, .. } = change
            && *staff == me.id
        {
            assert!(matches!(self.input, Input::Command(Command::Away | Command::Available)));
            return;
        }
        let State::House { place } = &before.state else { panic!("{change:?} outside of the house") };
        if let Input::Press(action) = self.input {
            self.pressed(action);
        } else {
            let words = matches!(
                self.input,
                Input::Typed(_) | Input::Command(Command::Unknown(_)) | Input::Slash { .. }
            );
            assert!(words, "{change:?} by {:?}", self.input);
        }
        match change {
            Change::Invite { role, teams } => {
                assert!(me.may_invite_as(*role) && !teams.is_empty());
                assert!(teams.iter().all(|team| me.manages_team(team)), "into somebody else's team");
            }
            Change::Revoke(id) => {
                let known = before.invitations.iter().find(|one| one.id == *id).unwrap();
                assert!(me.owns() || known.by == me.id);
            }
            Change::Role { staff, role } => {
                owner_only();
                assert!(person(staff).role != Role::Owner && *role != Role::Owner);
            }
            Change::Rename { staff, name } => {
                assert!(me.may_rename(person(staff)) && !name.trim().is_empty());
            }
            Change::Membership { staff, team, .. } => {
                assert!(me.may_place(person(staff)) && me.manages_team(team));
            }
            Change::Away { staff, .. } => assert!(me.may_manage(person(staff))),
            Change::Remove { staff, heir } => {
                assert!(me.may_remove(person(staff)) && *staff != me.id);
                assert_ne!(*heir, Some(*staff));
                assert!(matches!(place, Place::Leaving { staff: asked, .. } if asked == staff));
            }
            Change::Hours { team, .. } | Change::Absence { team, .. } => assert!(me.manages_team(team)),
            Change::NewTeam { .. }
            | Change::RenameTeam { .. }
            | Change::Channel { .. }
            | Change::Visibility { .. }
            | Change::Archive { .. }
            | Change::Restore(_)
            | Change::Door { .. }
            | Change::Holiday(_)
            | Change::NoHoliday(_) => owner_only(),
        }
    }
}
