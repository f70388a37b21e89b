//! What became of an attendance, for whoever closes it off: its card says it, and so may any other last word about it.

use super::facts::{AttendanceRow, Company};
use crate::domain::attendance::Ending;
use crate::domain::cost::{Bill, RateTable, bill};
use chrono::TimeDelta;

/// What became of an attendance.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Why it ended, what was noted, and how much was said.
    pub ending: Ending,
    /// Who had it.
    pub staff: Option<String>,
    /// How long it lasted.
    pub lasted: TimeDelta,
    /// What it cost, and in which currency; none while nothing of ours is known to be charged or free.
    pub bill: Option<(Bill, String)>,
}

/// That of an attendance that is closed; none of any other.
pub fn summary(row: &AttendanceRow, company: &Company, rates: &RateTable) -> Option<Summary> {
    let (ending, closed_at) = (row.ending.clone()?, row.attendance.closed_at?);
    let staff = row.attendance.staff.and_then(|id| company.name_of(id));
    Some(Summary {
        ending,
        staff: staff.map(str::to_owned),
        lasted: closed_at - row.attendance.opened_at,
        bill: cost(row, company, rates),
    })
}

/// What the attendance has cost so far, and in which currency.
pub fn cost(row: &AttendanceRow, company: &Company, rates: &RateTable) -> Option<(Bill, String)> {
    let channel = company.find_channel(&row.attendance.channel)?;
    let currency = channel.currency.as_deref().filter(|_one| !row.charged.is_empty())?;
    Some((bill(&row.charged, rates, currency, company.timezone), currency.to_owned()))
}
