//! Deliveries: one thing to be sent to one destination, what happened to it and what we do about it.
//!
//! Sending has four outcomes. The fourth, *unknown*, is why a message is never sent twice: a time-out or a crash
//! after the request was written leaves it there until a receipt or a person decides.

use super::Timestamp;
use super::contact::Address;
use super::fault::Fault;
use super::id::{ChannelId, ContactId, DeliveryId, MessageId, RemoteId};
use super::phone::Phone;
use super::template::Filled;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// What is said by a message. Stored and sent: a new kind gets a new variant, an old one is never changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Content {
    /// Free text, with WhatsApp's own marks.
    Text {
        /// 1 to 4096 characters.
        body: String,
    },
    /// An approved template with its values.
    Template {
        /// The template as it was when the values were given, and the values.
        filled: Box<Filled>,
    },
    /// Something received that has no text of its own; the name of its kind as the provider calls it.
    Other {
        /// Such as `image` or `sticker`.
        what: String,
        /// Its caption, if any.
        caption: Option<String>,
    },
}

/// To whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destination {
    /// The number dialled; absent when WhatsApp hides it.
    pub phone: Option<Phone>,
    /// Identities that the provider gave on this channel, the best first. Empty for a new contact.
    pub addresses: Vec<Address>,
}

/// One thing to be sent to one destination.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Delivery {
    /// Our id: it travels with the message and comes back in receipts.
    pub id: DeliveryId,
    /// The message it carries.
    pub message: MessageId,
    /// On which channel.
    pub channel: ChannelId,
    /// The contact; together with the channel it is the line in which deliveries leave in order.
    pub contact: ContactId,
    /// To whom.
    pub to: Destination,
    /// What.
    pub content: Content,
    /// How many tries have begun, this one included.
    pub attempt: u32,
}

/// What happened to one try.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The provider has it.
    Accepted {
        /// The provider's id of the message.
        remote: RemoteId,
        /// Identities that the answer revealed.
        addresses: Vec<Address>,
    },
    /// It is certain that nothing was sent, and worth another try.
    Later {
        /// What the provider or the network said.
        fault: Fault,
        /// How long the provider asks us to wait.
        after: Option<TimeDelta>,
    },
    /// It is certain that nothing was sent, and no use to try again.
    Refused {
        /// What the provider said.
        fault: Fault,
    },
    /// Nobody knows whether it was sent.
    Unknown {
        /// What broke.
        fault: Fault,
    },
}

/// What we do about an outcome.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// Settle as sent.
    Settle {
        /// The provider's id of the message.
        remote: RemoteId,
        /// Identities that the answer revealed.
        addresses: Vec<Address>,
    },
    /// Try again then.
    Retry {
        /// When.
        at: Timestamp,
        /// Why the last try failed.
        fault: Fault,
    },
    /// Keep it until the contact writes: the window is closed.
    Hold {
        /// What the provider said.
        fault: Fault,
    },
    /// Give up and say so.
    Fail {
        /// Why.
        fault: Fault,
    },
    /// Wait for a receipt, then ask a person.
    Ask {
        /// What broke.
        fault: Fault,
    },
}

/// How long to wait before try 2, 3, …; after the last one we give up. In all a little over half an hour: longer
/// than most hiccups of a provider, shorter than the patience of the person who pressed the button.
pub const RETRY_SCHEDULE: [TimeDelta; 6] = [
    TimeDelta::seconds(2),
    TimeDelta::seconds(8),
    TimeDelta::seconds(30),
    TimeDelta::minutes(2),
    TimeDelta::minutes(10),
    TimeDelta::minutes(20),
];

/// Decides what to do about an outcome. `attempt` counts from 1 and includes the try that just ended.
pub fn judge(outcome: Outcome, content: &Content, attempt: u32, now: Timestamp) -> Verdict {
    match outcome {
        Outcome::Accepted { remote, addresses } => Verdict::Settle { remote, addresses },
        Outcome::Unknown { fault } => Verdict::Ask { fault },
        Outcome::Refused { fault } => match (fault.kind, content) {
            (super::fault::FaultKind::WindowClosed, Content::Text { .. }) => Verdict::Hold { fault },
            _ => Verdict::Fail { fault },
        },
        Outcome::Later { fault, after } => {
            let tried = usize::try_from(attempt.saturating_sub(1)).unwrap_or(usize::MAX);
            match RETRY_SCHEDULE.get(tried) {
                Some(delay) => {
                    Verdict::Retry { at: now + after.map_or(*delay, |asked| asked.max(*delay)), fault }
                }
                None => Verdict::Fail { fault },
            }
        }
    }
}
