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

/// Everybody on file whom the event may be about, the likeliest first.
async fn candidates(tx: &mut Tx, incoming: &Incoming) -> Result<Vec<Contact>, StoreError> {
    let found = contact::find_by_addresses(&mut *tx, &incoming.from).await?;
    match &incoming.phone {
        Some(phone) if found.is_empty() => contact::find_by_digits(&mut *tx, &phone.variants()).await,
        Some(_) | None => Ok(found),
    }
}

/// The contact on file whom the event is about, when there is exactly one.
pub async fn find(tx: &mut Tx, incoming: &Incoming) -> Result<Option<Contact>, StoreError> {
    let found = candidates(tx, incoming).await?;
    Ok(if found.len() == 1 { found.into_iter().next() } else { None })
}

/// The contact who wrote, on file from now on.
pub async fn of_incoming(
    tx: &mut Tx,
    incoming: &Incoming,
    fresh: ContactId,
    now: Timestamp,
) -> Result<Contact, StoreError> {
    let found = candidates(tx, incoming).await?;
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
    let phone = incoming.phone.as_ref().map(Phone::as_dialled);
    let mut addresses = incoming.from.clone();
    if addresses.is_empty() {
        addresses.extend(phone.as_ref().map(dialled));
    }
    let person = Contact { id: fresh, name: incoming.name.clone(), phone, addresses, active_at: now };
    contact::insert_contact(tx, &person).await?;
    Ok(person)
}
