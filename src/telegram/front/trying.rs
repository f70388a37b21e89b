//! How often and for how long a notice is tried, and how one try went.

use super::super::sender::SendError;
use super::Front;
use super::files::Shown;
use super::notices::Sent;
use crate::domain::Timestamp;
use crate::domain::limit::{FILE_AWAITED_FOR, FILE_TRIED_FOR, FILE_TRIES_MIN, NOTICE_AGE_MAX};
use crate::store::notice::Notice as Row;
use chrono::TimeDelta;

/// How a notice is sent this time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// Beside those that wait for Telegram's pace: somebody has just asked for it.
    pub(super) at_once: bool,
    /// How many tries have begun, this one included.
    attempt: u32,
    /// Since when it is to be told.
    age: TimeDelta,
}

impl Manner {
    /// How this one is sent now.
    pub(super) fn of(row: &Row, now: Timestamp) -> Self {
        Self { at_once: row.is_at_once, attempt: row.attempt, age: now - row.created_at }
    }

    /// Whether a contact's file has been tried for so long that its words are told alone if it does not get through now.
    /// Only where Telegram takes anything at all, before the file and after it: otherwise the file is tried again.
    pub(super) fn is_last_of_file(self) -> bool {
        self.attempt >= FILE_TRIES_MIN && self.age >= FILE_TRIED_FOR
    }

    /// Whether a contact's file that is not shown is left away.
    pub(super) fn leaves_file(self, shown: &Result<Shown, SendError>) -> bool {
        match shown {
            Ok(Shown::Lost) => true,
            Ok(Shown::Awaited) => self.is_last_of_file() && self.age >= FILE_AWAITED_FOR,
            Err(SendError::Unreachable) => self.is_last_of_file(),
            Ok(Shown::In(_))
            | Err(
                SendError::Later { .. }
                | SendError::Blocked
                | SendError::ChatGone
                | SendError::MessageGone
                | SendError::ThreadGone
                | SendError::Rejected(_),
            ) => false,
        }
    }
}

impl Front {
    /// Who is not there is not written to, and what is not tried for ever is given up at some time. Not so what a contact
    /// `said`: nobody would ever hear of it. It ends when it is shown, or is not kept any more.
    pub(super) fn end_of(&self, row: &Row, said: bool, sent: Sent, now: Timestamp) -> Sent {
        match sent {
            Sent::Again(_) if !said && now - row.created_at > NOTICE_AGE_MAX => {
                tracing::error!(notice.id = row.id, "a notice is given up");
                Sent::Done
            }
            Sent::Unreached => {
                self.is_out_of_reach(row.chat_id);
                Sent::Done
            }
            Sent::Done | Sent::Shown(..) | Sent::Card(_) | Sent::Again(_) | Sent::TopicGone => sent,
        }
    }
}

/// How one notice went, for those behind it.
pub(super) enum Went {
    /// Telegram has it, or will never have it.
    Through,
    /// It could not be drawn, so that nothing is known of Telegram.
    Nowhere,
    /// Telegram did not take it; it is tried again then.
    Back { until: Timestamp },
}

/// Notices are being sent to a chat while it lives.
pub(super) struct Busy {
    front: Front,
    chat: i64,
}

impl Busy {
    /// From now on.
    pub(super) fn with(front: &Front, chat: i64) -> Self {
        front.0.chats.is_busy(chat);
        Self { front: front.clone(), chat }
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.front.0.chats.is_done(self.chat);
        // More may wait for it.
        self.front.0.desk.wake().notices.notify_one();
    }
}

/// How often a notice fails before the next one is tried, too: after a minute.
pub(super) const TRIES_BEFORE_OTHERS: u32 = 5;
/// The pauses between tries double up to this many times: four minutes while Telegram takes nothing, which may end at any
/// moment, and an hour for what we cannot draw, which seldom mends itself.
pub(super) const PAUSE_TELEGRAM_MAX: u32 = 8;
/// The same of what we cannot draw.
pub(super) const PAUSE_UNDRAWN_MAX: u32 = 12;

/// Until the next try of what failed this often.
pub(super) fn pause(attempt: u32, doublings_max: u32) -> TimeDelta {
    TimeDelta::seconds(1_i64 << attempt.min(doublings_max))
}
