//! Stories of the store, told on a real file in a folder of its own.

mod attendances;
mod claims;
mod contacts;
mod house;
mod inbox;
mod merging;
mod messages;
mod opening;
mod outbox;
mod past;
mod retention;
mod sessions;
mod waiting;
mod writing;

use super::*;
use crate::domain::Timestamp;
use crate::domain::attendance::{Attendance, AttendanceState};
use crate::domain::contact::Contact;
use crate::domain::delivery::{Content, Delivery, Destination};
use crate::domain::id::{AttendanceId, ChannelId, ContactId, DeliveryId, MessageId, StaffId, TeamId};
use crate::domain::message::{Direction, Message, MessageState};
use crate::domain::phone::Phone;
use crate::domain::staff::{Role, StaffMember};
use crate::domain::team::Team;
use futures::FutureExt as _;
use uuid::Uuid;

pub(crate) const CARLA: StaffId = StaffId(101);
pub(crate) const DIEGO: StaffId = StaffId(102);

/// A store in a folder that goes away with it.
pub(crate) struct Desk {
    pub(crate) store: Store,
    folder: tempfile::TempDir,
}

impl Desk {
    pub(crate) fn url(&self) -> String {
        format!("sqlite:{}", self.folder.path().join("desk.db").display())
    }
}

/// An empty store.
pub(crate) async fn empty_desk(options: Options) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("desk.db").display());
    Desk { store: Store::open(&url, options).await.unwrap(), folder }
}

/// A store with two channels, a team for both, and Carla and Diego in it.
pub(crate) async fn desk() -> Desk {
    let desk = empty_desk(Options::default()).await;
    furnish(&desk.store).await;
    desk
}

pub(crate) async fn furnish(store: &Store) {
    store
        .write(|tx| {
            async move {
                channel::ensure_channel(tx, &oficial(), "WhatsApp Oficial").await?;
                channel::ensure_channel(tx, &loja(), "Loja Centro").await?;
                let team = Team::new(vendas(), "Vendas".to_owned(), vec![oficial(), loja()]);
                team::ensure_team(tx, &team).await?;
                for (id, name) in [(CARLA, "Carla Dias"), (DIEGO, "Diego Reis")] {
                    let member = StaffMember::new(id, name.to_owned(), Role::Attendant, vec![vendas()]);
                    staff::ensure_staff(tx, &member).await?;
                }
                Ok(())
            }
            .boxed()
        })
        .await
        .unwrap();
}

pub(crate) fn oficial() -> ChannelId {
    ChannelId::new("oficial").unwrap()
}

pub(crate) fn loja() -> ChannelId {
    ChannelId::new("loja").unwrap()
}

pub(crate) fn vendas() -> TeamId {
    TeamId::new("vendas").unwrap()
}

/// So many seconds after the stories begin.
pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_timestamp_millis(1_790_000_000_000 + second * 1000).unwrap()
}

pub(crate) fn contact(n: u128, name: &str, digits: &str) -> Contact {
    Contact {
        id: ContactId::new(Uuid::from_u128(n)),
        name: Some(name.to_owned()),
        phone: Phone::from_digits(digits),
        addresses: Vec::new(),
        active_at: at(0),
    }
}

pub(crate) async fn add_contact(store: &Store, n: u128, name: &str, digits: &str) -> ContactId {
    let contact = contact(n, name, digits);
    let id = contact.id;
    store.write(move |tx| async move { contact::insert_contact(tx, &contact).await }.boxed()).await.unwrap();
    id
}

pub(crate) fn attendance(n: u128, contact: ContactId, channel: ChannelId) -> Attendance {
    Attendance {
        id: AttendanceId::new(Uuid::from_u128(n)),
        contact,
        channel,
        team: vendas(),
        staff: Some(CARLA),
        state: AttendanceState::Open,
        opened_at: at(0),
        closed_at: None,
    }
}

pub(crate) async fn add_attendance(store: &Store, attendance: Attendance) -> Result<(), StoreError> {
    store.write(move |tx| async move { attendance::insert_attendance(tx, &attendance).await }.boxed()).await
}

pub(crate) fn outgoing(n: u128, attendance: AttendanceId, state: MessageState) -> Message {
    Message {
        id: MessageId::new(Uuid::from_u128(n)),
        attendance,
        direction: Direction::Out,
        content: Content::Text { body: format!("message {n}") },
        state,
        state_at: at(0),
        remote: None,
        fault: None,
        answers: None,
        created_at: at(0),
    }
}

/// The delivery of a message; both have the same number.
pub(crate) fn delivery(n: u128, message: &Message, contact: ContactId, channel: ChannelId) -> Delivery {
    Delivery {
        id: DeliveryId::new(Uuid::from_u128(n)),
        message: message.id,
        channel,
        contact,
        to: Destination { phone: None, addresses: Vec::new() },
        content: message.content.clone(),
        answers: None,
        attempt: 0,
    }
}
