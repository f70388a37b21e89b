//! Deliveries: one thing to be sent to one destination, what happened to it and what we do about it.
//!
//! Sending has four outcomes. The fourth, *unknown*, is why a message is never sent twice: a time-out or a crash
//! after the request was written leaves it there until a receipt or a person decides.

pub use super::channel::WaitsFor;
pub use super::content::{ContactCard, Content};

use super::Timestamp;
use super::contact::{Address, AddressKind};
use super::fault::Fault;
use super::id::{ChannelId, ContactId, DeliveryId, MessageId, RemoteId};
use super::limit;
use super::phone::Phone;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// To whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destination {
    /// The number dialled; absent when WhatsApp hides it.
    pub phone: Option<Phone>,
    /// Identities that the provider gave on this channel, the best first. Empty for a new contact.
    pub addresses: Vec<Address>,
}

impl Destination {
    /// To whom something is sent of whom all this is known. A contact can have several identities of one kind, when two
    /// became one: the answer goes to where they wrote from last, else to what is of their number, and never just to any.
    pub fn of(phone: Option<Phone>, mut addresses: Vec<Address>, wrote_from: Option<&Address>) -> Self {
        if let Some(at) = addresses.iter().position(|one| Some(one) == wrote_from) {
            let last = addresses.remove(at);
            let is_hidden = last.kind == AddressKind::Bsuid;
            addresses.insert(0, last);
            // Who wrote with the number hidden may have another one than what is on file.
            return Self { phone: phone.filter(|_| !is_hidden), addresses };
        }
        let Some(phone) = phone else { return Self { phone: None, addresses } };
        let forms = phone.variants();
        let is_own = |one: &Address| one.kind == AddressKind::WaId && forms.contains(&one.value);
        if addresses.iter().any(is_own) {
            addresses.sort_by_key(|one| !is_own(one));
        } else {
            // The provider may know a number by other digits than those dialled, but not by several.
            let kinds: Vec<AddressKind> = addresses.iter().map(|one| one.kind).collect();
            addresses.retain(|one| kinds.iter().filter(|kind| **kind == one.kind).count() == 1);
        }
        Self { phone: Some(phone), addresses }
    }
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
    /// The provider's id of the message it answers.
    pub answers: Option<RemoteId>,
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

impl Outcome {
    /// The outcome of what failed before the message itself was on its way: nothing was sent, and what may pass is tried
    /// again.
    pub const fn of_before(fault: Fault) -> Self {
        if fault.may_pass() { Self::Later { fault, after: None } } else { Self::Refused { fault } }
    }
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
    /// The channel may start no conversations until then: what starts one waits, anything else fails.
    Restrict {
        /// Until when.
        until: Timestamp,
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

/// The same for reactions and changes of words: messages behind them wait for them, and are worth more.
const MARK_SCHEDULE: &[TimeDelta] = &[TimeDelta::seconds(2), TimeDelta::seconds(8)];

/// Decides what to do about an outcome. `attempt` counts from 1 and includes the try that just ended.
pub fn judge(outcome: Outcome, content: &Content, attempt: u32, now: Timestamp) -> Verdict {
    match outcome {
        Outcome::Accepted { remote, addresses } => Verdict::Settle { remote, addresses },
        // A mark may be set twice: it is the same mark.
        Outcome::Unknown { fault } if content.is_mark() => again(fault, None, MARK_SCHEDULE, attempt, now),
        Outcome::Later { fault, .. } | Outcome::Refused { fault }
            if fault.kind == super::fault::FaultKind::Restricted
                && !content.is_mark()
                && usize::try_from(attempt).unwrap_or(usize::MAX) <= RETRY_SCHEDULE.len() =>
        {
            let said = fault.until.filter(|until| *until > now && *until - now <= limit::RESTRICTED_MAX);
            Verdict::Restrict { until: said.unwrap_or(now + limit::RESTRICTED_UNSAID), fault }
        }
        Outcome::Unknown { fault } => Verdict::Ask { fault },
        Outcome::Refused { fault } => {
            if content.waits_for_window() && fault.kind == super::fault::FaultKind::WindowClosed {
                Verdict::Hold { fault }
            } else {
                Verdict::Fail { fault }
            }
        }
        Outcome::Later { fault, after } => {
            let schedule = if content.is_mark() { MARK_SCHEDULE } else { &RETRY_SCHEDULE };
            again(fault, after, schedule, attempt, now)
        }
    }
}

/// The next try, if the schedule has one.
fn again(
    fault: Fault,
    after: Option<TimeDelta>,
    schedule: &[TimeDelta],
    attempt: u32,
    now: Timestamp,
) -> Verdict {
    let tried = usize::try_from(attempt.saturating_sub(1)).unwrap_or(usize::MAX);
    match schedule.get(tried) {
        Some(delay) => {
            let wait = after.map_or(*delay, |asked| asked.min(limit::RETRY_AFTER_MAX).max(*delay));
            Verdict::Retry { at: now.checked_add_signed(wait).unwrap_or(now), fault }
        }
        None => Verdict::Fail { fault },
    }
}

#[cfg(test)]
mod tests {
    use super::super::fault::FaultKind;
    use super::*;

    fn fault(kind: FaultKind) -> Fault {
        Fault::new(kind, "1", "")
    }

    fn now() -> Timestamp {
        Timestamp::from_timestamp(1_795_000_000, 0).expect("a moment")
    }

    fn text() -> Content {
        Content::Text { body: "Oi".to_owned() }
    }

    fn later(after: Option<TimeDelta>, attempt: u32) -> Verdict {
        judge(Outcome::Later { fault: fault(FaultKind::RateLimit), after }, &text(), attempt, now())
    }

    fn retry_in(wait: TimeDelta) -> Verdict {
        Verdict::Retry { at: now() + wait, fault: fault(FaultKind::RateLimit) }
    }

    #[test]
    fn of_several_numbers_the_one_that_wrote_last_is_answered_else_the_own_one() {
        let known = |value: &str| Address { kind: AddressKind::WaId, value: value.to_owned() };
        let (one, own) = (known("551188887777"), known("555199990001"));
        let hidden = Address { kind: AddressKind::Bsuid, value: "BR.1".to_owned() };
        let (phone, other) = (Phone::from_digits("5551999990001"), Phone::from_digits("5521977776666"));
        let all = || vec![one.clone(), own.clone(), hidden.clone()];
        let to = |wrote_from| Destination::of(phone.clone(), all(), wrote_from);
        let (last, nobody) = (to(Some(&one)), to(None));
        assert_eq!(last.addresses.first(), Some(&one));
        assert_eq!(nobody.addresses.first(), Some(&own));
        let strange = known("1");
        let unmatched = to(Some(&strange));
        assert_eq!(unmatched.addresses.first(), Some(&own), "it is not theirs any more");
        let secret = to(Some(&hidden));
        assert_eq!((secret.phone.as_ref(), secret.addresses.first()), (None, Some(&hidden)));
        assert_eq!(Destination::of(other, all(), None).addresses, vec![hidden.clone()], "what was dialled");
    }

    #[test]
    fn what_was_accepted_is_settled_with_what_the_answer_revealed() {
        let remote = RemoteId("wamid.A".to_owned());
        let outcome = Outcome::Accepted { remote: remote.clone(), addresses: Vec::new() };
        assert_eq!(judge(outcome, &text(), 1, now()), Verdict::Settle { remote, addresses: Vec::new() });
    }

    #[test]
    fn what_nobody_knows_is_never_tried_again_by_itself() {
        for attempt in 0..9 {
            let outcome = Outcome::Unknown { fault: fault(FaultKind::NoAnswer) };
            let asked = Verdict::Ask { fault: fault(FaultKind::NoAnswer) };
            assert_eq!(judge(outcome, &text(), attempt, now()), asked);
        }
    }

    #[test]
    fn each_try_waits_longer_than_the_one_before_and_the_last_gives_up() {
        assert!(RETRY_SCHEDULE.is_sorted_by(|one, next| one < next));
        for (attempt, wait) in (1..).zip(RETRY_SCHEDULE) {
            assert_eq!(later(None, attempt), retry_in(wait));
        }
        for attempt in [7, u32::MAX] {
            assert_eq!(later(None, attempt), Verdict::Fail { fault: fault(FaultKind::RateLimit) });
        }
    }

    #[test]
    fn a_provider_may_ask_for_more_patience_but_not_for_less_nor_for_ever() {
        assert_eq!(later(Some(TimeDelta::minutes(5)), 1), retry_in(TimeDelta::minutes(5)));
        assert_eq!(later(Some(TimeDelta::seconds(-5)), 1), retry_in(TimeDelta::seconds(2)));
        assert_eq!(later(Some(TimeDelta::MAX), 1), retry_in(limit::RETRY_AFTER_MAX));
    }

    #[test]
    fn what_is_refused_for_the_closed_window_waits_for_the_contact_and_all_else_refused_fails() {
        let refused =
            |kind, content: &Content| judge(Outcome::Refused { fault: fault(kind) }, content, 1, now());
        let mark = Content::Reaction { to: RemoteId("wamid.A".to_owned()), emoji: None, ours: false };
        let closed = FaultKind::WindowClosed;
        assert_eq!(refused(closed, &text()), Verdict::Hold { fault: fault(closed) });
        assert_eq!(refused(closed, &mark), Verdict::Fail { fault: fault(closed) });
        let blocked = FaultKind::Account;
        assert_eq!(refused(blocked, &text()), Verdict::Fail { fault: fault(blocked) });
    }

    #[test]
    fn a_restriction_lasts_as_long_as_it_is_said_to_and_hours_when_nothing_or_nonsense_is_said() {
        let refused = |until, attempt| {
            let fault = fault(FaultKind::Restricted).lasting(until);
            judge(Outcome::Refused { fault }, &text(), attempt, now())
        };
        let until =
            |said| if let Verdict::Restrict { until, .. } = refused(said, 1) { Some(until) } else { None };
        let soon = Some(now() + TimeDelta::minutes(5));
        assert_eq!(until(soon), soon);
        for nonsense in [None, Some(now()), Some(now() + TimeDelta::days(31))] {
            assert_eq!(until(nonsense), Some(now() + limit::RESTRICTED_UNSAID), "{nonsense:?}");
        }
        assert!(matches!(refused(soon, 7), Verdict::Fail { .. }), "not for ever");
    }
}
