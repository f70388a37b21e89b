//! Buttons of the house, and how they travel: `h`, a letter or digit, and at most one argument.

use crate::domain::deed::Part;
use crate::domain::id::{ChannelId, InvitationId, StaffId, TeamId};
use crate::domain::staff::Role;
use crate::domain::team::Visibility;
use chrono::NaiveDate;

/// A button of the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Press {
    /// Everybody who works here.
    People,
    /// This person.
    Person(StaffId),
    /// They are this from now on.
    Role(Role),
    /// In which teams they are.
    PersonTeams,
    /// They join this team, or leave it; the same for an invitation, and a team's channels are alike.
    Membership(TeamId),
    /// They are away, or there again.
    Away(bool),
    /// They are to be removed.
    Leave,
    /// What they have goes back to its teams.
    LeaveToTeams,
    /// This person gets what they have.
    LeaveTo(StaffId),
    /// Somebody is to be invited.
    Invite,
    /// The link is made.
    MakeLink,
    /// Invitations that can be used.
    Invitations,
    /// This one.
    Invitation(InvitationId),
    /// It is taken back.
    Revoke,
    /// The teams.
    Teams,
    /// This team.
    Team(TeamId),
    /// A new team.
    NewTeam,
    /// It is called otherwise.
    Rename,
    /// Which channels it may use.
    Channels,
    /// It may use this channel, or not any more.
    Channel(ChannelId),
    /// Who sees its attendances.
    Visibility(Visibility),
    /// It is not to be used any more.
    Archive,
    /// It has nothing that would have to go anywhere.
    ArchiveNow,
    /// This team gets what it has.
    ArchiveTo(TeamId),
    /// It is used again.
    Restore,
    /// Which team receives who writes first.
    Doors,
    /// The same for this channel.
    Door(ChannelId),
    /// This team does.
    DoorTo(TeamId),
    /// Business hours.
    Hours,
    /// Those of this day, from 0 for Monday.
    Day(u8),
    /// Nobody is there on that day.
    Closed,
    /// As on the day before.
    AsBefore,
    /// Those with which most begin.
    UsualHours,
    /// There are none: somebody is always there.
    NoHours,
    /// What a contact is told who writes outside of them.
    Absence,
    /// Nothing.
    NoAbsence,
    /// Days on which the company is closed.
    Holidays,
    /// It is not closed on this one.
    NoHoliday(NaiveDate),
    /// What was done, and by whom.
    Audit,
    /// Only a part of it; all when absent.
    AuditOf(Option<Part>),
}

const fn role_word(role: Role) -> &'static str {
    match role {
        Role::Attendant => "attendant",
        Role::Manager => "manager",
        Role::Owner => "owner",
    }
}

const fn visibility_word(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::All => "all",
        Visibility::Team => "team",
        Visibility::Own => "own",
    }
}

const fn part_word(part: Option<Part>) -> &'static str {
    match part {
        None => "all",
        Some(Part::House) => "house",
        Some(Part::Contacts) => "contacts",
    }
}

impl Press {
    /// The word in callback data.
    pub fn encode(&self) -> String {
        match self {
            Self::People => "hA".into(),
            Self::Person(id) => format!("hB:{}", id.0),
            Self::Role(role) => format!("hC:{}", role_word(*role)),
            Self::PersonTeams => "hD".into(),
            Self::Membership(team) => format!("hE:{team}"),
            Self::Away(is_away) => format!("hF:{}", u8::from(*is_away)),
            Self::Leave => "hG".into(),
            Self::LeaveToTeams => "hH".into(),
            Self::LeaveTo(id) => format!("hI:{}", id.0),
            Self::Invite => "hJ".into(),
            Self::MakeLink => "hK".into(),
            Self::Invitations => "hL".into(),
            Self::Invitation(id) => format!("hM:{}", id.short()),
            Self::Revoke => "hN".into(),
            Self::Teams => "hO".into(),
            Self::Team(team) => format!("hP:{team}"),
            Self::NewTeam => "hQ".into(),
            Self::Rename => "hR".into(),
            Self::Channels => "hS".into(),
            Self::Channel(channel) => format!("hT:{channel}"),
            Self::Visibility(visibility) => format!("hU:{}", visibility_word(*visibility)),
            Self::Archive => "hV".into(),
            Self::ArchiveNow => "hW".into(),
            Self::ArchiveTo(team) => format!("hX:{team}"),
            Self::Restore => "hY".into(),
            Self::Doors => "hZ".into(),
            Self::Door(channel) => format!("h0:{channel}"),
            Self::DoorTo(team) => format!("h1:{team}"),
            Self::Hours => "h2".into(),
            Self::Day(day) => format!("h3:{day}"),
            Self::Closed => "h4".into(),
            Self::AsBefore => "h5".into(),
            Self::UsualHours => "h6".into(),
            Self::NoHours => "h7".into(),
            Self::Absence => "h8".into(),
            Self::NoAbsence => "h9".into(),
            Self::Holidays => "h_".into(),
            Self::NoHoliday(day) => format!("h-:{day}"),
            Self::Audit => "h.".into(),
            Self::AuditOf(part) => format!("h+:{}", part_word(*part)),
        }
    }

    /// The inverse of [`Self::encode`].
    pub fn decode(word: &str, argument: &str) -> Option<Self> {
        let team = || TeamId::new(argument).ok();
        let channel = || ChannelId::new(argument).ok();
        let staff = || argument.parse().ok().map(StaffId);
        Some(match (word, argument) {
            ("hA", "") => Self::People,
            ("hB", _) => Self::Person(staff()?),
            ("hC", word) => {
                Self::Role([Role::Attendant, Role::Manager].into_iter().find(|one| role_word(*one) == word)?)
            }
            ("hD", "") => Self::PersonTeams,
            ("hE", _) => Self::Membership(team()?),
            ("hF", "0") => Self::Away(false),
            ("hF", "1") => Self::Away(true),
            ("hG", "") => Self::Leave,
            ("hH", "") => Self::LeaveToTeams,
            ("hI", _) => Self::LeaveTo(staff()?),
            ("hJ", "") => Self::Invite,
            ("hK", "") => Self::MakeLink,
            ("hL", "") => Self::Invitations,
            ("hM", id) => Self::Invitation(InvitationId::from_short(id).ok()?),
            ("hN", "") => Self::Revoke,
            ("hO", "") => Self::Teams,
            ("hP", _) => Self::Team(team()?),
            ("hQ", "") => Self::NewTeam,
            ("hR", "") => Self::Rename,
            ("hS", "") => Self::Channels,
            ("hT", _) => Self::Channel(channel()?),
            ("hU", word) => {
                Self::Visibility(Visibility::ALL.into_iter().find(|one| visibility_word(*one) == word)?)
            }
            ("hV", "") => Self::Archive,
            ("hW", "") => Self::ArchiveNow,
            ("hX", _) => Self::ArchiveTo(team()?),
            ("hY", "") => Self::Restore,
            ("hZ", "") => Self::Doors,
            ("h0", _) => Self::Door(channel()?),
            ("h1", _) => Self::DoorTo(team()?),
            ("h2", "") => Self::Hours,
            ("h3", day) => Self::Day(day.parse().ok().filter(|day| *day < 7)?),
            ("h4", "") => Self::Closed,
            ("h5", "") => Self::AsBefore,
            ("h6", "") => Self::UsualHours,
            ("h7", "") => Self::NoHours,
            ("h8", "") => Self::Absence,
            ("h9", "") => Self::NoAbsence,
            ("h_", "") => Self::Holidays,
            ("h-", day) => Self::NoHoliday(day.parse().ok()?),
            ("h.", "") => Self::Audit,
            ("h+", word) => {
                let all = [None, Some(Part::House), Some(Part::Contacts)];
                Self::AuditOf(all.into_iter().find(|one| part_word(*one) == word)?)
            }
            _ => return None,
        })
    }
}
