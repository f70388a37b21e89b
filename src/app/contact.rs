//! Finds the contact that an event is about, by any identity it carries.
//!
//! An exact identity beats a variant of the number. When two contacts fit, the event goes to the one that was active
//! last and nothing is merged: which of them it is, a person decides.

use crate::domain::Timestamp;
use crate::domain::contact::{Address, AddressKind, Contact};
use crate::domain::event::Incoming;
use crate::domain::id::ContactId;
use crate::domain::phone::Phone;
use crate::store::contact;
use crate::store::{StoreError, Tx};

/// The identity of a number as it is dialled.
pub fn dialled(phone: &Phone) -> Address {
    Address { kind: AddressKind::Dialled, value: phone.digits().to_owned() }
}

/// The contact who wrote, on file from now on.
pub async fn of_incoming(
    tx: &mut Tx,
    incoming: &Incoming,
    fresh: ContactId,
    now: Timestamp,
) -> Result<Contact, StoreError> {
    let mut found = contact::find_by_addresses(&mut *tx, &incoming.from).await?;
    if found.is_empty()
        && let Some(phone) = &incoming.phone
    {
        found = contact::find_by_digits(&mut *tx, &phone.variants()).await?;
    }
    let certain = found.len() == 1;
    if let Some(mut known) = found.into_iter().next() {
        if certain {
            contact::add_addresses(tx, known.id, &incoming.from, now).await?;
        }
        if known.name.is_none() && incoming.name.is_some() {
            contact::rename_contact(tx, known.id, incoming.name.as_deref()).await?;
            known.name.clone_from(&incoming.name);
        }
        contact::touch_contact(tx, known.id, now).await?;
        return Ok(known);
    }
    let mut addresses = incoming.from.clone();
    if addresses.is_empty() {
        addresses.extend(incoming.phone.as_ref().map(dialled));
    }
    let person = Contact {
        id: fresh,
        name: incoming.name.clone(),
        phone: incoming.phone.clone(),
        addresses,
        active_at: now,
    };
    contact::insert_contact(tx, &person).await?;
    Ok(person)
}
