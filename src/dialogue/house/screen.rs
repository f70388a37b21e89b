//! What is shown of the house, by meaning.

use crate::domain::Timestamp;
use crate::domain::deed::Deed;
use crate::domain::hours::{Holiday, Span, Week};
use crate::domain::invitation::Link;
use crate::domain::staff::Role;
use crate::domain::team::Visibility;

/// What a panel says.
#[derive(Debug, Clone, PartialEq)]
pub enum Prompt {
    /// It is not for who asks.
    NotYours,
    /// Everybody who works here.
    People {
        /// How many.
        total: u32,
    },
    /// One person.
    Person {
        /// Their name.
        name: String,
        /// What they may do.
        role: Role,
        /// Their teams.
        teams: Vec<String>,
        /// Whether they say that they are away.
        is_away: bool,
        /// Whether the bot cannot reach them.
        is_unreachable: bool,
        /// What they have that is not concluded.
        open: u32,
    },
    /// Type a person's name.
    NamePerson {
        /// Their name so far.
        name: String,
    },
    /// In which teams they are.
    PersonTeams {
        /// Their name.
        name: String,
    },
    /// What becomes of what they have?
    Leaving {
        /// Their name.
        name: String,
        /// What they have that is not concluded.
        open: u32,
    },
    /// As what, and into which teams?
    Invite {
        /// As what.
        role: Role,
        /// How many teams are chosen.
        teams: u32,
        /// There is no team at all.
        none: bool,
    },
    /// Invitations that can be used.
    Invitations {
        /// How many.
        total: u32,
    },
    /// One of them.
    Invitation {
        /// As what.
        role: Role,
        /// Into which teams.
        teams: Vec<String>,
        /// Who invites.
        by: String,
        /// Until when.
        until: Timestamp,
    },
    /// It cannot be used any more.
    InvitationOver,
    /// The teams.
    Teams {
        /// How many.
        total: u32,
    },
    /// One team.
    Team {
        /// Its name.
        name: String,
        /// Whether it is not used any more.
        is_archived: bool,
        /// Its people.
        people: Vec<String>,
        /// Its channels.
        channels: Vec<String>,
        /// Channels on which it receives who writes first.
        doors: Vec<String>,
        /// Who sees its attendances.
        visibility: Visibility,
        /// Its business hours.
        hours: Option<Week>,
        /// What a contact is told who writes outside of them.
        absence: Option<String>,
    },
    /// Type a team's name.
    NameTeam {
        /// Its name so far; none for a new one.
        name: Option<String>,
    },
    /// Which channels may it use?
    TeamChannels {
        /// Its name.
        name: String,
    },
    /// Where does what it has go?
    Archive {
        /// Its name.
        name: String,
        /// What is not concluded in it.
        open: u32,
        /// Channels on which it receives who writes first.
        doors: Vec<String>,
        /// No other team could take it.
        none: bool,
    },
    /// Which team receives who writes first?
    Doors,
    /// The same for one channel.
    Door {
        /// Its name.
        channel: String,
        /// No team may use it.
        none: bool,
    },
    /// A team's business hours.
    Hours {
        /// Its name.
        name: String,
        /// The hours; none when it is always there.
        hours: Option<Week>,
        /// Whether somebody is there now.
        is_open: bool,
    },
    /// Type those of one day.
    Day {
        /// The team's name.
        name: String,
        /// From 0 for Monday.
        day: u8,
        /// Those it has.
        spans: Vec<Span>,
    },
    /// Type what a contact is told who writes outside of them.
    Absence {
        /// The team's name.
        name: String,
        /// What it is now.
        text: Option<String>,
        /// Whether the team has hours at all.
        has_hours: bool,
    },
    /// Days on which the company is closed.
    Holidays {
        /// How many.
        total: u32,
    },
    /// What was done.
    Audit {
        /// The latest first.
        entries: Vec<DoneView>,
        /// How many in all.
        total: u32,
    },
}

/// One thing that was done, with names.
#[derive(Debug, Clone, PartialEq)]
pub struct DoneView {
    /// When.
    pub at: Timestamp,
    /// By whom; nobody when the service did it by itself.
    pub by: Option<String>,
    /// What.
    pub deed: Deed,
    /// To what.
    pub subject: String,
    /// As what, where the deed says so.
    pub role: Option<Role>,
    /// Who sees something, where the deed says so.
    pub visibility: Option<Visibility>,
    /// Anything else: names of teams, of a channel.
    pub detail: String,
}

/// One line below a panel.
#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// The link, this once.
    Link(Link),
    /// It was taken back.
    Revoked,
    /// It cannot be taken back any more.
    InvitationOver,
    /// There are too many that can be used.
    TooManyInvitations,
    /// Who belongs here needs no invitation.
    AlreadyHere,
    /// Choose a team first.
    ChooseTeam,
    /// Who leaves their last team is removed instead.
    LastTeam,
    /// The person was removed; this many attendances went elsewhere.
    Removed {
        /// Who.
        name: String,
        /// How many.
        open: u32,
    },
    /// One is away oneself.
    Away,
    /// One is there again.
    Available,
    /// That is no name for a team or a person.
    TeamName,
    /// Another team is called so.
    TeamNameTaken,
    /// There are too many teams.
    TooManyTeams,
    /// The team was archived.
    Archived {
        /// Which.
        name: String,
    },
    /// It receives who writes first on this channel: another one must do so before.
    IsDoor {
        /// The channel's name.
        channel: String,
    },
    /// Those are no hours.
    Hours,
    /// That is no message.
    Absence,
    /// That is no day.
    Holiday,
    /// There are too many days.
    TooManyHolidays,
}

/// What is written on a button.
#[derive(Debug, Clone, PartialEq)]
pub enum Label {
    /// A person in a list.
    Person {
        /// Their name.
        name: String,
        /// What they may do.
        role: Role,
        /// Whether they say that they are away.
        is_away: bool,
        /// Whether the bot cannot reach them.
        is_unreachable: bool,
    },
    /// Something that is chosen or not.
    Toggle {
        /// Its name.
        name: String,
        /// Whether it is.
        is_on: bool,
    },
    /// An invitation in a list.
    Invitation {
        /// As what.
        role: Role,
        /// Into which teams.
        teams: Vec<String>,
    },
    /// A team in a list.
    Team {
        /// Its name.
        name: String,
        /// Whether it is not used any more.
        is_archived: bool,
    },
    /// A channel and who receives who writes first.
    Door {
        /// The channel's name.
        channel: String,
        /// The team's.
        team: Option<String>,
    },
    /// A day of the week.
    Day {
        /// From 0 for Monday.
        day: u8,
        /// When somebody is there.
        spans: Vec<Span>,
    },
    /// A holiday.
    Holiday(Holiday),
}
