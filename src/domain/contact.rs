//! Contacts: people on WhatsApp, found by any identity they have shown.

use super::Timestamp;
use super::id::ContactId;
use super::phone::Phone;
use serde::{Deserialize, Serialize};

/// What kind of identity an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AddressKind {
    /// E.164 digits without `+`, as staff dialled them.
    Dialled,
    /// Digits as the provider returned them; may lack Brazil's ninth digit.
    WaId,
    /// Business-scoped user id of the Cloud API, such as `BR.1349…`.
    Bsuid,
    /// `<digits>@lid` of an unofficial provider.
    Lid,
}

/// One identity of a contact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Address {
    /// What kind.
    pub kind: AddressKind,
    /// The value, as the kind says.
    pub value: String,
}

/// A person on WhatsApp.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Our id.
    pub id: ContactId,
    /// The name staff gave, else the one the contact shows on WhatsApp.
    pub name: Option<String>,
    /// The number to dial; absent when WhatsApp hides it.
    pub phone: Option<Phone>,
    /// Every identity seen.
    pub addresses: Vec<Address>,
    /// When something last happened with them; orders the list.
    pub active_at: Timestamp,
}

impl Contact {
    /// The first word of the name.
    pub fn first_name(&self) -> Option<&str> {
        self.name.as_deref().and_then(|name| name.split_whitespace().next())
    }
}
