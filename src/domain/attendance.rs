//! Attendances: one conversation about one matter with one contact on one channel, from opening to closing.

use super::Timestamp;
use super::id::{AttendanceId, ChannelId, ContactId, StaffId, TeamId};
use serde::{Deserialize, Serialize};

/// Where an attendance is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttendanceState {
    /// The contact wrote, nobody has taken it.
    Waiting,
    /// Somebody handles it.
    Open,
    /// It is over.
    Closed,
}

/// Why an attendance was concluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conclusion {
    /// What the conversation was for was reached.
    GoalReached,
    /// It was not.
    GoalLost,
    /// Questions were answered.
    Questions,
    /// Anything else.
    Other,
}

impl Conclusion {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::GoalReached, Self::GoalLost, Self::Questions, Self::Other];
}

/// How a concluded attendance ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// Why; unknown of one that was concluded without a reason.
    pub reason: Option<Conclusion>,
    /// What the person who concluded it wrote down.
    pub note: Option<String>,
    /// How many messages came from the contact.
    pub incoming: u32,
    /// How many of ours left.
    pub outgoing: u32,
}

/// To whom an attendance is offered.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Successor {
    /// To whoever of the team accepts first.
    Team(TeamId),
    /// To this person.
    Person(StaffId),
}

/// An offer to hand an attendance over. It counts while who made it still has the attendance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// Which attendance.
    pub attendance: AttendanceId,
    /// Who offers it.
    pub by: StaffId,
    /// To whom.
    pub to: Successor,
}

/// One conversation about one matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// Our id.
    pub id: AttendanceId,
    /// With whom.
    pub contact: ContactId,
    /// On which channel.
    pub channel: ChannelId,
    /// Whose it is.
    pub team: TeamId,
    /// Who handles it; nobody while it waits.
    pub staff: Option<StaffId>,
    /// Where it is in its life.
    pub state: AttendanceState,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was concluded.
    pub closed_at: Option<Timestamp>,
}
