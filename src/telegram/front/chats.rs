//! The chats that notices go to: which of them are being sent to, and which rest because Telegram took nothing for them.
//!
//! A chat rests as a whole. If only the notice that failed waited for its next try, what was put after it would be shown
//! before it. A notice that fails while others pass, a file that is too much for the line, say, holds back nobody.

use super::lock;
use crate::domain::Timestamp;
use std::collections::{HashMap, HashSet};
use std::sync::Mutex;

/// All of them. What it knows is gone with the process: what had failed is due again at the start, in its order.
#[derive(Debug, Default)]
pub(super) struct Chats {
    busy: Mutex<HashSet<i64>>,
    /// Since when and until when.
    resting: Mutex<HashMap<i64, (Timestamp, Timestamp)>>,
    /// Notices that fail while others pass.
    stubborn: Mutex<HashSet<i64>>,
}

impl Chats {
    /// Notices are being sent to the chat, until [`Self::is_done`].
    pub(super) fn is_busy(&self, chat: i64) {
        lock(&self.busy).insert(chat);
    }

    /// No notice is being sent to it any more.
    pub(super) fn is_done(&self, chat: i64) {
        lock(&self.busy).remove(&chat);
    }

    /// Nothing goes to the chat from now on until then, but what was just asked for.
    pub(super) fn rests(&self, chat: i64, now: Timestamp, until: Timestamp) {
        lock(&self.resting).insert(chat, (now, until));
    }

    /// Those that get nothing at `now`. Where the clock went back, nobody rests: it would be for longer than was meant.
    pub(super) fn closed(&self, now: Timestamp) -> Vec<i64> {
        let mut resting = lock(&self.resting);
        resting.retain(|_chat, (since, until)| (*since..*until).contains(&now));
        let mut closed = lock(&self.busy).clone();
        closed.extend(resting.keys());
        closed.into_iter().collect()
    }

    /// The notice failed, and then another one passed.
    pub(super) fn is_stubborn(&self, notice: i64) {
        lock(&self.stubborn).insert(notice);
    }

    /// Whether nobody waits for it.
    pub(super) fn knows_stubborn(&self, notice: i64) -> bool {
        lock(&self.stubborn).contains(&notice)
    }

    /// The notice is not tried again.
    pub(super) fn forgets(&self, notice: i64) {
        lock(&self.stubborn).remove(&notice);
    }

    /// When the first of those that rest gets something again.
    pub(super) fn next(&self) -> Option<Timestamp> {
        lock(&self.resting).values().map(|(_since, until)| *until).min()
    }
}

#[cfg(test)]
mod tests {
    use super::Chats;
    use crate::domain::Timestamp;
    use chrono::TimeDelta;

    #[test]
    fn a_chat_is_closed_while_it_is_sent_to_and_while_it_rests() {
        let (chats, now) = (Chats::default(), Timestamp::UNIX_EPOCH);
        let later = now + TimeDelta::seconds(2);
        chats.is_busy(1);
        chats.rests(1, now, later);
        assert_eq!((chats.closed(now), chats.next()), (vec![1], Some(later)));
        chats.is_done(1);
        assert_eq!(chats.closed(now), [1]);
        assert_eq!((chats.closed(later), chats.next()), (vec![], None));
        chats.rests(1, now, later);
        assert_eq!(chats.closed(now - TimeDelta::hours(1)), [0; 0], "the clock went back");
    }
}
