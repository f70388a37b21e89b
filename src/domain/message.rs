//! Messages: what was said in an attendance, and the ladder their state climbs.

use super::Timestamp;
use super::delivery::Content;
use super::fault::{Fault, FaultKind};
use super::id::{AttendanceId, MessageId, RemoteId};
use serde::{Deserialize, Serialize};

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The contact.
    In,
    /// The company.
    Out,
}

/// Where an outgoing message is. It only climbs: see [`MessageState::climb`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageState {
    /// Ours to send.
    Queued,
    /// Waits for the contact to write.
    Held,
    /// The line dropped when it may already have been accepted; nobody sends it again by itself.
    Unknown,
    /// The provider has it.
    Sent,
    /// The provider or the queue gave up on it.
    Failed,
    /// It is on the contact's phone.
    Delivered,
    /// The contact has seen it.
    Read,
    /// It came from the contact.
    Received,
}

impl MessageState {
    const fn rung(self) -> u8 {
        match self {
            Self::Held => 0,
            Self::Queued => 1,
            Self::Unknown => 2,
            Self::Sent => 3,
            Self::Failed => 4,
            Self::Delivered => 5,
            Self::Read => 6,
            Self::Received => 7,
        }
    }

    /// The state after a receipt that reports `seen`: never lower than before, whatever order receipts come in.
    /// A failure that is reported after delivery does not undo the delivery.
    #[must_use]
    pub const fn climb(self, seen: Self) -> Self {
        if seen.rung() > self.rung() { seen } else { self }
    }
}

/// One message of an attendance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// Our id.
    pub id: MessageId,
    /// The attendance it belongs to.
    pub attendance: AttendanceId,
    /// Who speaks.
    pub direction: Direction,
    /// What is said.
    pub content: Content,
    /// Where it is.
    pub state: MessageState,
    /// When the state was reached, by the provider's clock where it tells.
    pub state_at: Timestamp,
    /// The provider's id, once known.
    pub remote: Option<RemoteId>,
    /// What went wrong; kept even when a later receipt climbs past it.
    pub fault: Option<Fault>,
    /// The provider's id of the message it answers.
    pub answers: Option<RemoteId>,
    /// When it was written.
    pub created_at: Timestamp,
}

impl Message {
    /// Whether whoever wrote it must hear of it: it failed, nobody knows what became of it, or it was refused because the
    /// window is closed and waits.
    pub fn is_in_trouble(&self) -> bool {
        let is_refused = || self.fault.as_ref().is_some_and(|fault| fault.kind == FaultKind::WindowClosed);
        match self.state {
            MessageState::Failed | MessageState::Unknown => true,
            MessageState::Held => is_refused(),
            MessageState::Queued
            | MessageState::Sent
            | MessageState::Delivered
            | MessageState::Read
            | MessageState::Received => false,
        }
    }

    /// Whether nobody hears of its trouble but by the card, unless it stands in a message of its person: a template stays on
    /// the card, and a mark is nothing without what it is about.
    pub const fn is_told_by_card_alone(&self) -> bool {
        !self.content.waits_for_window()
    }
}

/// Which of an attendance's messages, the oldest first, its card tells what became of: the last of ours, unless a person
/// must do something about an earlier one. A text that failed is told below the person's own words; a template has none,
/// so one that failed stays on the card until there is another one or the contact writes.
pub fn of_card(messages: &[Message]) -> Option<&Message> {
    // Reactions and changes of words are told below what they are about.
    let ours = || messages.iter().filter(|one| one.direction == Direction::Out && !one.content.is_mark());
    // One whose fate is open keeps back all that come after it.
    let open_fate = ours().find(|one| one.state == MessageState::Unknown);
    let template = || ours().rfind(|one| matches!(one.content, Content::Template { .. }));
    let has_answered = |failed: &Message| {
        messages.iter().any(|one| one.direction == Direction::In && one.created_at > failed.state_at)
    };
    let failed =
        || template().filter(|one| one.state == MessageState::Failed).filter(|one| !has_answered(one));
    open_fate.or_else(failed).or_else(|| ours().next_back())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::template::Filled;

    /// Any id.
    const SHORT: &str = "AAAAAAAAAAAAAAAAAAAAAA";
    const ALL: [MessageState; 7] = [
        MessageState::Held,
        MessageState::Queued,
        MessageState::Unknown,
        MessageState::Sent,
        MessageState::Failed,
        MessageState::Delivered,
        MessageState::Read,
    ];

    #[test]
    fn any_order_of_receipts_ends_in_the_same_state() {
        for a in ALL {
            for b in ALL {
                for c in ALL {
                    let one = MessageState::Queued.climb(a).climb(b).climb(c);
                    let other = MessageState::Queued.climb(c).climb(a).climb(b);
                    assert_eq!(one, other, "{a:?} {b:?} {c:?}");
                }
            }
        }
    }

    fn of(direction: Direction, content: Content, state: MessageState, second: i64) -> Message {
        let at = Timestamp::from_timestamp(second, 0).unwrap();
        Message {
            id: MessageId::from_short(SHORT).unwrap(),
            attendance: AttendanceId::from_short(SHORT).unwrap(),
            direction,
            content,
            state,
            state_at: at,
            remote: None,
            fault: None,
            answers: None,
            created_at: at,
        }
    }

    #[test]
    fn the_card_tells_of_what_a_person_must_do_something_about() {
        use MessageState::{Failed, Received, Sent, Unknown};
        let text = |state, at| of(Direction::Out, Content::Text { body: "Oi".to_owned() }, state, at);
        let template = |state, at| {
            let filled = Filled::new(crate::domain::template::tests::template("Oi"));
            of(Direction::Out, Content::Template { filled: Box::new(filled) }, state, at)
        };
        let theirs = |at| of(Direction::In, Content::Text { body: "Oi".to_owned() }, Received, at);
        let told = |all: &[Message]| of_card(all).map(|one| one.created_at.timestamp());
        assert_eq!(told(&[]), None);
        assert_eq!(told(&[text(Sent, 1), theirs(2)]), Some(1));
        assert_eq!(
            told(&[text(Sent, 1), text(Unknown, 2), text(Sent, 3)]),
            Some(2),
            "what keeps back the others"
        );
        assert_eq!(told(&[text(Sent, 1), text(Failed, 2), text(Sent, 3)]), Some(3), "said below its words");
        assert_eq!(told(&[template(Failed, 1), text(Sent, 2)]), Some(1), "nobody wrote it");
        assert_eq!(told(&[template(Failed, 1), template(Sent, 2), text(Sent, 3)]), Some(3), "another one");
        assert_eq!(told(&[template(Failed, 1), text(Sent, 2), theirs(3)]), Some(2), "the contact writes");
    }
}
