//! The places of the house, and what they need to know.

use crate::dialogue::facts::{Need as AnyNeed, Page};
use crate::domain::attendance::Attendance;
use crate::domain::deed::{Done, Part};
use crate::domain::id::{ChannelId, InvitationId, StaffId, TeamId};
use crate::domain::invitation::Invitation;
use crate::domain::staff::Role;
use serde::{Deserialize, Serialize};

/// Where somebody is who looks after the house.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "in")]
pub enum Place {
    /// Everybody who works here.
    People {
        /// The page, from 0.
        page: u32,
    },
    /// One person.
    Person {
        /// Who.
        staff: StaffId,
    },
    /// Waits for a person's name.
    NamePerson {
        /// Who.
        staff: StaffId,
    },
    /// In which teams they are.
    PersonTeams {
        /// Who.
        staff: StaffId,
        /// The page, from 0.
        page: u32,
    },
    /// They are to be removed: what becomes of what they have open?
    Leaving {
        /// Who.
        staff: StaffId,
        /// The page, from 0.
        page: u32,
    },
    /// Somebody is to be invited: as what, and into which teams?
    Invite {
        /// As what.
        role: Role,
        /// Into which teams.
        teams: Vec<TeamId>,
        /// The page, from 0.
        page: u32,
    },
    /// Invitations that can be used.
    Invitations {
        /// The page, from 0.
        page: u32,
    },
    /// One of them.
    Invitation {
        /// Which.
        invitation: InvitationId,
    },
    /// The teams.
    Teams {
        /// The page, from 0.
        page: u32,
    },
    /// One team.
    Team {
        /// Which.
        team: TeamId,
    },
    /// Waits for a team's name.
    NameTeam {
        /// Which; none for a new one.
        team: Option<TeamId>,
    },
    /// Which channels a team may use.
    TeamChannels {
        /// Which team.
        team: TeamId,
        /// The page, from 0.
        page: u32,
    },
    /// A team is to be archived: where does what it has go?
    Archive {
        /// Which.
        team: TeamId,
        /// The page, from 0.
        page: u32,
    },
    /// Which team receives who writes first, by channel.
    Doors {
        /// The page, from 0.
        page: u32,
    },
    /// The same for one channel.
    Door {
        /// Which.
        channel: ChannelId,
        /// The page, from 0.
        page: u32,
    },
    /// A team's business hours.
    Hours {
        /// Which team.
        team: TeamId,
    },
    /// Waits for those of one day.
    Day {
        /// Which team.
        team: TeamId,
        /// The day, from 0 for Monday.
        day: u8,
    },
    /// Waits for what a contact is told who writes outside of them.
    Absence {
        /// Which team.
        team: TeamId,
    },
    /// Days on which the company is closed.
    Holidays {
        /// The page, from 0.
        page: u32,
    },
    /// What was done, and by whom.
    Audit {
        /// The page, from 0.
        page: u32,
        /// Which part of it; all when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        part: Option<Part>,
    },
}

/// What this chapter needs to know beyond the company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// Invitations that can be used.
    Invitations,
    /// What a person has that is not concluded.
    OpenOf(StaffId),
    /// What is not concluded in a team.
    OpenIn(TeamId),
    /// A page of what was done, or of a part of it.
    Done(Option<Part>, u32),
}

/// A page of what was done, by the part of it and the number of the page.
pub(super) type DonePage = ((Option<Part>, u32), Page<Done>);

/// What was loaded of it.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// By [`Need::Invitations`].
    pub invitations: Option<Vec<Invitation>>,
    /// By [`Need::OpenOf`].
    pub open_of: Vec<(StaffId, Vec<Attendance>)>,
    /// By [`Need::OpenIn`].
    pub open_in: Vec<(TeamId, Vec<Attendance>)>,
    /// By [`Need::Done`].
    pub done: Vec<DonePage>,
}

impl Known {
    pub(super) fn invitations(&self) -> Result<&[Invitation], AnyNeed> {
        self.invitations.as_deref().ok_or(AnyNeed::House(Need::Invitations))
    }
    pub(super) fn open_of(&self, staff: StaffId) -> Result<&[Attendance], AnyNeed> {
        let found = self.open_of.iter().find(|(one, _)| *one == staff);
        found.map(|(_, open)| open.as_slice()).ok_or(AnyNeed::House(Need::OpenOf(staff)))
    }
    pub(super) fn open_in(&self, team: &TeamId) -> Result<&[Attendance], AnyNeed> {
        let found = self.open_in.iter().find(|(one, _)| one == team);
        found.map(|(_, open)| open.as_slice()).ok_or_else(|| AnyNeed::House(Need::OpenIn(team.clone())))
    }
    pub(super) fn done(&self, part: Option<Part>, page: u32) -> Result<&Page<Done>, AnyNeed> {
        let found = self.done.iter().find(|(one, _)| *one == (part, page));
        found.map(|(_, done)| done).ok_or(AnyNeed::House(Need::Done(part, page)))
    }
}
