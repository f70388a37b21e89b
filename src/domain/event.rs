//! What a provider tells us by webhook, after the adapter has read it: a closed set, whatever the provider.

use super::Timestamp;
use super::channel::Health;
use super::contact::Address;
use super::delivery::Content;
use super::fault::Fault;
use super::id::{DeliveryId, RemoteId};
use super::message::MessageState;
use super::phone::Phone;
use serde::{Deserialize, Serialize};

/// One thing a provider told us.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// A contact wrote.
    Incoming(Incoming),
    /// A message of ours reached a further state, or failed.
    Receipt(Receipt),
    /// A message was sent from the company's own phone, or is the echo of one of ours.
    Outgoing(Incoming),
    /// A contact is known by other identities from now on: the number or the user id changed.
    Renumbered(Renumbered),
    /// A template changed: the copy we keep is stale.
    TemplatesChanged,
    /// The channel's connection changed.
    Connection(Health),
    /// A kind that has no meaning for us; its name, for the log.
    Ignored {
        /// The kind as the provider names it.
        kind: String,
    },
}

/// A message from a contact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Incoming {
    /// The provider's id.
    pub remote: RemoteId,
    /// Every identity the event carries, the best first.
    pub from: Vec<Address>,
    /// The number, where the event shows it.
    pub phone: Option<Phone>,
    /// The name the contact shows.
    pub name: Option<String>,
    /// When it was written, by the provider's clock.
    pub at: Timestamp,
    /// What it says.
    pub content: Content,
    /// The provider's id of the message it answers.
    #[serde(default)]
    pub answers: Option<RemoteId>,
}

/// A contact under new identities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renumbered {
    /// The provider's id of the report.
    pub remote: RemoteId,
    /// As the contact was known.
    pub from: Vec<Address>,
    /// As the contact is known now.
    pub to: Vec<Address>,
    /// The new number, when it is the number that changed.
    pub phone: Option<Phone>,
    /// When, by the provider's clock.
    pub at: Timestamp,
}

/// A report on a message of ours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    /// The provider's id of the message.
    pub remote: RemoteId,
    /// Our id, where the provider echoes it.
    pub reference: Option<DeliveryId>,
    /// What it reports: `Sent`, `Delivered`, `Read` or `Failed`.
    pub state: MessageState,
    /// When, by the provider's clock.
    pub at: Option<Timestamp>,
    /// Why it failed.
    pub fault: Option<Fault>,
    /// Identities that the report reveals.
    pub addresses: Vec<Address>,
    /// How the provider says it is charged, such as `regular` and `utility`.
    pub pricing: Option<Pricing>,
}

/// How a message is charged, in the provider's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pricing {
    /// `regular`, `free_customer_service` or `free_entry_point`.
    pub kind: String,
    /// `marketing`, `utility`, `authentication`, `service`, …
    pub category: String,
}
