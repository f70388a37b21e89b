//! What changes in the house.

use crate::domain::hours::{Holiday, Week};
use crate::domain::id::{ChannelId, InvitationId, StaffId, TeamId};
use crate::domain::staff::Role;
use crate::domain::team::Visibility;
use chrono::NaiveDate;

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Whoever uses the link joins as this, in these teams. Id and secret are the fresh ones.
    Invite {
        /// As what.
        role: Role,
        /// Into which teams.
        teams: Vec<TeamId>,
    },
    /// An invitation is taken back.
    Revoke(InvitationId),
    /// A person may do something else.
    Role {
        /// Who.
        staff: StaffId,
        /// What.
        role: Role,
    },
    /// A person is called otherwise.
    Rename {
        /// Who.
        staff: StaffId,
        /// The name.
        name: String,
    },
    /// A person joins or leaves a team.
    Membership {
        /// Who.
        staff: StaffId,
        /// Which team.
        team: TeamId,
        /// Whether they belong to it.
        is_in: bool,
    },
    /// A person is away, or there again.
    Away {
        /// Who.
        staff: StaffId,
        /// Whether they are away.
        is_away: bool,
    },
    /// A person is removed.
    Remove {
        /// Who.
        staff: StaffId,
        /// Who gets what they have open; its teams when nobody.
        heir: Option<StaffId>,
    },
    /// There is a new team, with the fresh id.
    NewTeam {
        /// Its id.
        team: TeamId,
        /// Its name.
        name: String,
    },
    /// A team is called otherwise.
    RenameTeam {
        /// Which.
        team: TeamId,
        /// The name.
        name: String,
    },
    /// A team may use a channel, or not any more.
    Channel {
        /// Which team.
        team: TeamId,
        /// Which channel.
        channel: ChannelId,
        /// Whether it may.
        may_use: bool,
    },
    /// Others see a team's attendances, or do not.
    Visibility {
        /// Which team.
        team: TeamId,
        /// Who sees them.
        visibility: Visibility,
    },
    /// A team is not used any more.
    Archive {
        /// Which.
        team: TeamId,
        /// Which team gets what it has; none when it has nothing.
        heir: Option<TeamId>,
    },
    /// An archived team is used again.
    Restore(TeamId),
    /// A team receives who writes first on a channel.
    Door {
        /// Which channel.
        channel: ChannelId,
        /// Which team.
        team: TeamId,
    },
    /// A team's business hours.
    Hours {
        /// Which team.
        team: TeamId,
        /// The hours; none when it is always there.
        hours: Option<Week>,
    },
    /// What a contact is told who writes outside of them.
    Absence {
        /// Which team.
        team: TeamId,
        /// The words; none when nothing.
        text: Option<String>,
    },
    /// The company is closed on this day.
    Holiday(Holiday),
    /// It is not closed on this day after all.
    NoHoliday(NaiveDate),
}
