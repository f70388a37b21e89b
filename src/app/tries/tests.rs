//! A property of tries: whatever a provider does with each of them, and in whatever order answers, receipts, the contact and
//! a person come, nothing leaves again unasked while it may be with somebody, what nobody has is not called sent, and what
//! somebody has is not called failed.

use crate::app::dispatch::settle;
use crate::app::doubt::expire_now;
use crate::app::receive::apply_receipt;
use crate::domain::attendance::Attendance;
use crate::domain::delivery::{Content, Delivery, Outcome, judge};
use crate::domain::event::Receipt;
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::id::{DeliveryId, MessageId, RemoteId};
use crate::domain::message::{Direction, Message, MessageState};
use crate::store::message::{insert_message, load_message};
use crate::store::outbox::{self, DeliveryState, Start};
use crate::store::tests::{
    Desk, add_attendance, add_contact, at, attendance, delivery, desk, oficial, outgoing,
};
use futures::FutureExt as _;
use proptest::prelude::*;
use uuid::Uuid;

/// One thing that happens. Numbers are taken modulo what is there.
#[derive(Debug, Clone, Copy)]
enum Act {
    /// What is due leaves.
    Leave,
    /// The provider takes it.
    Take { of: usize },
    /// The provider refuses what it took.
    Refuse { of: usize, window: bool },
    /// It comes to the contact's phone.
    Arrive { of: usize },
    /// The request is answered.
    Answer { of: usize, how: u8 },
    /// The provider tells how it stands.
    Tell { of: usize, taken: bool },
    /// The answer is waited for no longer.
    Expire,
    /// The contact writes.
    Write,
    /// A person sends it again.
    Resend,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => Just(Act::Leave),
        4 => (0..8_usize).prop_map(|of| Act::Take { of }),
        3 => (0..8_usize, prop::bool::weighted(0.8)).prop_map(|(of, window)| Act::Refuse { of, window }),
        1 => (0..8_usize).prop_map(|of| Act::Arrive { of }),
        4 => (0..8_usize, 0..5_u8).prop_map(|(of, how)| Act::Answer { of, how }),
        5 => (0..8_usize, any::<bool>()).prop_map(|(of, taken)| Act::Tell { of, taken }),
        3 => Just(Act::Expire),
        2 => Just(Act::Write),
        4 => Just(Act::Resend),
    ]
}

/// What became of a try, as the provider knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Going,
    NotTaken,
    Taken,
    Refused { window: bool },
    Arrived,
}

impl Fate {
    const fn may_be_with_somebody(self) -> bool {
        matches!(self, Self::Going | Self::Taken | Self::Arrived)
    }
}

#[derive(Debug)]
struct Try {
    delivery: Delivery,
    fate: Fate,
    is_answered: bool,
}

/// One text, and all that was tried with it.
struct Case<'desk> {
    desk: &'desk Desk,
    of: Attendance,
    id: DeliveryId,
    message: MessageId,
    tries: Vec<Try>,
    /// Tries before this one were at the risk of the person who sent it again.
    decided: usize,
    second: i64,
    /// Numbers what the contact writes.
    written: u128,
}

fn closed() -> Fault {
    Fault::new(FaultKind::WindowClosed, "131047", "closed")
}

impl<'desk> Case<'desk> {
    async fn new(desk: &'desk Desk, number: u128) -> Self {
        let contact =
            add_contact(&desk.store, number, "Maria", &format!("5551{:09}", 900_000_000 + number)).await;
        let of = attendance(number, contact, oficial());
        add_attendance(&desk.store, of.clone()).await.unwrap();
        let message = outgoing(number, of.id, MessageState::Queued);
        let row = delivery(number, &message, contact, oficial());
        let (id, said) = (row.id, message.id);
        desk.store
            .write(move |tx| {
                async move {
                    insert_message(tx, &message, None).await?;
                    outbox::insert_delivery(tx, &row, DeliveryState::Queued, Start::at_once(at(0))).await
                }
                .boxed()
            })
            .await
            .unwrap();
        let written = number * 1_000 + 1_000_000_000;
        Self { desk, of, id, message: said, tries: Vec::new(), decided: 0, second: 0, written }
    }

    fn remote(&self, of: usize) -> RemoteId {
        RemoteId(format!("wamid.{}.{of}", self.id))
    }

    async fn does(&mut self, act: Act) {
        self.second += 1;
        let count = self.tries.len().max(1);
        match act {
            Act::Leave => self.leaves().await,
            Act::Take { of } => self.turns(of % count, Fate::Going, Fate::Taken),
            Act::Refuse { of, window } => self.turns(of % count, Fate::Taken, Fate::Refused { window }),
            Act::Arrive { of } => self.turns(of % count, Fate::Taken, Fate::Arrived),
            Act::Answer { of, how } => self.is_answered(of % count, how).await,
            Act::Tell { of, taken } => self.is_told(of % count, taken).await,
            Act::Expire => self.expires().await,
            Act::Write => self.is_written_to().await,
            Act::Resend => {
                let (id, now) = (self.id, at(self.second));
                let again = self.desk.store.write(move |tx| outbox::resend(tx, id, now).boxed());
                if again.await.unwrap() {
                    self.decided = self.tries.len();
                }
            }
        }
    }

    fn turns(&mut self, of: usize, from: Fate, to: Fate) {
        if let Some(one) =
            self.tries.get_mut(of).filter(|one| one.fate == from && !(one.is_answered && from == Fate::Going))
        {
            one.fate = to;
        }
    }

    async fn leaves(&mut self) {
        // Whatever waits for a time of its own is due by then.
        let (due, lease) = (at(self.second + 1_000_000), at(self.second + 10));
        let claim = self.desk.store.write(move |tx| outbox::claim(tx, due, lease, 8, &[]).boxed());
        let mine = claim.await.unwrap().into_iter().filter(|one| one.id == self.id);
        for delivery in mine {
            let since = self.tries.get(self.decided..).unwrap_or_default();
            assert!(
                !since.iter().any(|one| one.fate.may_be_with_somebody()),
                "it leaves again unasked: {since:?}"
            );
            self.tries.push(Try { delivery, fate: Fate::Going, is_answered: false });
        }
    }

    async fn is_answered(&mut self, of: usize, how: u8) {
        let (now, remote) = (at(self.second), self.remote(of));
        let Some(one) = self.tries.get_mut(of).filter(|one| !one.is_answered) else { return };
        one.is_answered = true;
        let lost = || Outcome::Unknown { fault: Fault::new(FaultKind::NoAnswer, "timeout", "no answer") };
        let outcome = match (one.fate, how) {
            (_, 0) => lost(),
            (Fate::Going, 1) => Outcome::Refused { fault: closed() },
            (Fate::Going, 2) => Outcome::Refused { fault: Fault::new(FaultKind::BadRequest, "100", "no") },
            (Fate::Going | Fate::NotTaken, _) => {
                Outcome::Later { fault: Fault::new(FaultKind::RateLimit, "130429", "slower"), after: None }
            }
            (Fate::Taken | Fate::Refused { .. } | Fate::Arrived, _) => {
                Outcome::Accepted { remote, addresses: Vec::new() }
            }
        };
        if one.fate == Fate::Going {
            one.fate = Fate::NotTaken;
        }
        let delivery = one.delivery.clone();
        let verdict = judge(outcome, &delivery.content, delivery.attempt, now);
        let settled = self
            .desk
            .store
            .write(move |tx| async move { settle(tx, &delivery, verdict, true, now).await }.boxed());
        settled.await.unwrap();
    }

    async fn is_told(&self, of: usize, taken: bool) {
        let Some(one) = self.tries.get(of) else { return };
        let (state, fault) = match one.fate {
            Fate::Going | Fate::NotTaken => return,
            Fate::Taken => (MessageState::Sent, None),
            Fate::Refused { .. } | Fate::Arrived if taken => (MessageState::Sent, None),
            Fate::Refused { window: true } => (MessageState::Failed, Some(closed())),
            Fate::Refused { window: false } => {
                (MessageState::Failed, Some(Fault::new(FaultKind::Undeliverable, "131026", "no")))
            }
            Fate::Arrived => (MessageState::Delivered, None),
        };
        let now = at(self.second);
        let receipt = Receipt {
            remote: self.remote(of),
            reference: Some(self.id),
            state,
            at: Some(now),
            fault,
            addresses: Vec::new(),
            pricing: None,
        };
        let told = self.desk.store.write(move |tx| {
            async move { apply_receipt(tx, &oficial(), &receipt, true, now).await.map(drop) }.boxed()
        });
        told.await.unwrap();
    }

    async fn expires(&mut self) {
        self.second += 20;
        let now = at(self.second);
        self.desk.store.write(move |tx| expire_now(tx, now).boxed()).await.unwrap();
    }

    async fn is_written_to(&mut self) {
        self.written += 1;
        let now = at(self.second);
        let said = Message {
            id: MessageId::new(Uuid::from_u128(self.written)),
            direction: Direction::In,
            content: Content::Text { body: "Oi".to_owned() },
            created_at: now,
            ..outgoing(0, self.of.id, MessageState::Received)
        };
        let contact = self.of.contact;
        let write = self.desk.store.write(move |tx| {
            async move {
                insert_message(tx, &said, None).await?;
                outbox::release_held(tx, contact, &oficial(), now).await
            }
            .boxed()
        });
        write.await.unwrap();
    }

    /// All that the provider knows is told, and no answer comes any more.
    async fn ends(mut self) {
        for one in &mut self.tries {
            if one.fate == Fate::Going {
                one.fate = Fate::NotTaken;
            }
        }
        self.expires().await;
        for of in 0..self.tries.len() {
            self.is_told(of, true).await;
            self.is_told(of, false).await;
        }
        let state = load_message(&self.desk.store, self.message).await.unwrap().state;
        if !self.tries.iter().any(|one| one.fate.may_be_with_somebody()) {
            let is_called_sent = matches!(state, MessageState::Sent | MessageState::Delivered);
            assert!(!is_called_sent, "nobody has what is called {state:?}: {:?}", self.tries);
        }
        let since = self.tries.get(self.decided..).unwrap_or_default();
        if since.iter().any(|one| one.fate.may_be_with_somebody()) {
            let is_known =
                matches!(state, MessageState::Sent | MessageState::Delivered | MessageState::Unknown);
            assert!(is_known, "somebody has what is called {state:?}: {:?}", self.tries);
        }
    }
}

#[test]
fn no_order_of_what_is_told_sends_again_unasked_or_calls_sent_what_nobody_has() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let desk = runtime.block_on(desk());
    let number = std::cell::Cell::new(1);
    proptest!(ProptestConfig::with_cases(512), |(acts in prop::collection::vec(act(), 1..40))| {
        runtime.block_on(async {
            number.set(number.get() + 1);
            let mut case = Case::new(&desk, number.get()).await;
            for act in acts {
                case.does(act).await;
            }
            case.ends().await;
        });
    });
}
