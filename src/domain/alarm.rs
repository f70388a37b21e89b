//! What owners have to look after in the service itself, and when they are told: once when it begins, once when it is over.
//!
//! Needed: nobody is told twice of the same thing, whatever restarts in between, and something that comes and goes is one
//! thing. Chosen: what stands is kept with its times, and [`turn`] says from them, from what is found now and from the
//! clock what is to be kept and told. Something begins for people when it has been so for a while, and is over when it has
//! not been so for a while; in between it stands. Channels that are down have their own table and notices.

use super::Timestamp;
use super::id::ChannelId;
use super::limit::{ALARM_OVER_AFTER, DISK_TOLD_AFTER};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// Something that is not well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Finding {
    /// Messages of a channel ought to leave and do not.
    Queue {
        /// Which channel.
        channel: ChannelId,
        /// How many wait too long.
        waiting: u32,
    },
    /// Contacts wrote on a channel that no team may use: nobody is told of it until one may.
    Unreceived {
        /// Which channel.
        channel: ChannelId,
        /// How much of it waits.
        waiting: u32,
    },
    /// There is little room beside the database.
    Disk {
        /// Bytes that are free.
        free: u64,
    },
    /// The daily copy could not be made.
    Backup,
}

impl Finding {
    /// What it is about: there is one of each.
    pub fn about(&self) -> String {
        match self {
            Self::Queue { channel, waiting: _ } => format!("queue:{channel}"),
            Self::Unreceived { channel, waiting: _ } => format!("unreceived:{channel}"),
            Self::Disk { free: _ } => "disk".to_owned(),
            Self::Backup => "backup".to_owned(),
        }
    }

    /// How long it is so before anybody is told. A queue is found when it is old, and a copy that failed has failed.
    const fn told_after(&self) -> TimeDelta {
        match self {
            Self::Queue { .. } | Self::Unreceived { .. } | Self::Backup => TimeDelta::zero(),
            Self::Disk { .. } => DISK_TOLD_AFTER,
        }
    }

    /// How long it is not so before anybody is told. A copy that was made is made, and what was received is received.
    const fn over_after(&self) -> TimeDelta {
        match self {
            Self::Queue { .. } | Self::Disk { .. } => ALARM_OVER_AFTER,
            Self::Unreceived { .. } | Self::Backup => TimeDelta::zero(),
        }
    }
}

/// Something that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// What was found last.
    pub finding: Finding,
    /// Since when it is so.
    pub since: Timestamp,
    /// When owners were told.
    pub told_at: Option<Timestamp>,
    /// Since when it is not so any more.
    pub well_since: Option<Timestamp>,
}

/// What owners are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tell {
    /// It has begun.
    Begun,
    /// It is over.
    Over,
}

/// From what stands and what is found now about the same: what stands from now on, and what is told.
pub fn turn(
    standing: Option<Alarm>,
    found: Option<Finding>,
    now: Timestamp,
) -> (Option<Alarm>, Option<Tell>) {
    match (standing, found) {
        (None, None) => (None, None),
        (None, Some(finding)) => begun(Alarm { finding, since: now, told_at: None, well_since: None }, now),
        (Some(standing), Some(finding)) => begun(Alarm { finding, well_since: None, ..standing }, now),
        (Some(standing), None) => {
            // What nobody has heard of passes in silence.
            if standing.told_at.is_none() {
                return (None, None);
            }
            let well_since = standing.well_since.unwrap_or(now);
            if now - well_since >= standing.finding.over_after() {
                (None, Some(Tell::Over))
            } else {
                (Some(Alarm { well_since: Some(well_since), ..standing }), None)
            }
        }
    }
}

fn begun(alarm: Alarm, now: Timestamp) -> (Option<Alarm>, Option<Tell>) {
    let is_due = alarm.told_at.is_none() && now - alarm.since >= alarm.finding.told_after();
    let told_at = if is_due { Some(now) } else { alarm.told_at };
    (Some(Alarm { told_at, ..alarm }), is_due.then_some(Tell::Begun))
}

/// Whether so little room is a finding. Once it is, it is until there is clearly more.
pub const fn is_short_of_room(free: u64, least: u64, stands: bool) -> bool {
    let enough = if stands { least.saturating_add(least / 4) } else { least };
    free < enough
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_timestamp(1_795_000_000 + seconds, 0).expect("a moment")
    }

    fn disk(free: u64) -> Finding {
        Finding::Disk { free }
    }

    fn queue(waiting: u32) -> Finding {
        Finding::Queue { channel: ChannelId::new("loja").expect("an id"), waiting }
    }

    /// Goes through moments and what is found at each; what is told at which.
    fn told(days: &[(i64, Option<Finding>)]) -> Vec<(i64, Tell)> {
        let (mut standing, mut told) = (None, Vec::new());
        for (moment, found) in days {
            let (stands, tell) = turn(standing.take(), found.clone(), at(*moment));
            standing = stands;
            told.extend(tell.map(|tell| (*moment, tell)));
        }
        told
    }

    #[test]
    fn a_disk_that_stays_full_is_told_once_and_once_when_it_is_not() {
        let (wait, over) = (DISK_TOLD_AFTER.num_seconds(), ALARM_OVER_AFTER.num_seconds());
        let days = [
            (0, Some(disk(9))),
            (wait - 1, Some(disk(8))),
            (wait, Some(disk(7))),
            (wait + 60, Some(disk(6))),
            (wait + 120, None),
            (wait + 180, Some(disk(6))),
            (wait + 240, None),
            (wait + 239 + over, None),
            (wait + 240 + over, None),
            (wait + 300 + over, None),
        ];
        assert_eq!(told(&days), [(wait, Tell::Begun), (wait + 240 + over, Tell::Over)]);
    }

    #[test]
    fn what_passes_before_anybody_heard_of_it_passes_in_silence() {
        assert_eq!(told(&[(0, Some(disk(9))), (30, None), (9_000, Some(disk(9))), (9_030, None)]), []);
    }

    #[test]
    fn a_queue_is_told_when_it_is_found_and_a_copy_when_it_failed_and_when_it_was_made() {
        assert_eq!(told(&[(0, Some(queue(1))), (60, Some(queue(9)))]), [(0, Tell::Begun)]);
        let days = [(0, Some(Finding::Backup)), (900, Some(Finding::Backup)), (1_800, None)];
        assert_eq!(told(&days), [(0, Tell::Begun), (1_800, Tell::Over)]);
    }

    #[test]
    fn room_that_is_just_enough_again_is_not_enough_yet() {
        assert!(!is_short_of_room(100, 100, false) && is_short_of_room(99, 100, false));
        assert!(is_short_of_room(124, 100, true) && !is_short_of_room(125, 100, true));
        assert!(!is_short_of_room(0, 0, false), "who asks for no room is told of none");
    }
}
