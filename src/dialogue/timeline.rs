//! What happened with a contact, in the order in which it is read: attendance by attendance, and in each what was said,
//! noted and concluded.

use super::facts::Page;
use crate::domain::Timestamp;
use crate::domain::attendance::{Attendance, Ending};
use crate::domain::id::{AttendanceId, ContactId, StaffId};
use crate::domain::message::Message;
use crate::domain::note::Note;

/// Which part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimelineView {
    /// With whom.
    pub contact: ContactId,
    /// Only this attendance.
    pub alone: Option<AttendanceId>,
    /// The page, from 0: the oldest.
    pub page: u32,
}

/// A page of it, as far as the reader may see.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// The entries of this page, the oldest first, and how many there are in all.
    pub page: Page<Entry>,
    /// Attendances with the contact that the reader may not see.
    pub hidden: u32,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// In which attendance.
    pub attendance: Attendance,
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: Happened,
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Happened {
    /// The attendance began.
    Opened,
    /// Something was said.
    Said {
        /// What.
        message: Box<Message>,
        /// Who of ours said it; nobody for the contact, and for what was written on the company's own phone.
        by: Option<StaffId>,
    },
    /// Somebody of ours wrote down an internal note.
    Noted(Note),
    /// The attendance was concluded.
    Concluded(Ending),
}

/// An entry as it is shown: with the names of who and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The team's name.
    pub team: String,
    /// The channel's name.
    pub channel: String,
    /// Who has, or had, the attendance.
    pub staff: Option<String>,
    /// Who of ours said or noted it.
    pub by: Option<String>,
    /// What happened.
    pub entry: Entry,
}
