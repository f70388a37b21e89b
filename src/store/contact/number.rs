//! The number to dial, and what providers tell of it.
//!
//! A number that was wrong is somebody else's, who may read what was sent there, and answer. So when it is set right, all
//! that providers told of the one before is forgotten; what they tell later of a message that was written before is not
//! learnt; and the wrong number itself leads to the contact no more, unless they have written to us.

use super::super::row::{Fields, ms};
use super::super::{Source, StoreError, Tx};
use super::{add_addresses, search};
use crate::domain::Timestamp;
use crate::domain::contact::{Address, AddressKind};
use crate::domain::id::{ContactId, MessageId};
use crate::domain::phone::Phone;
use std::slice;

/// Sets the number to dial, which also becomes an identity. Returns its owner when another contact has it; then nothing
/// was changed.
pub async fn set_phone(
    tx: &mut Tx,
    id: ContactId,
    phone: &Phone,
    at: Timestamp,
) -> Result<Option<ContactId>, StoreError> {
    let dialled = Address { kind: AddressKind::Dialled, value: phone.digits().to_owned() };
    if let Some((_address, owner)) = add_addresses(tx, id, slice::from_ref(&dialled), at).await?.pop() {
        return Ok(Some(owner));
    }
    let before: Option<Option<Phone>> = load_phone(&mut *tx, id).await?;
    let Some(before) = before else {
        return Err(StoreError::Missing { table: "contact", id: id.to_string() });
    };
    if before.as_ref() == Some(phone) {
        return Ok(None);
    }
    tx.later(
        "update contact set phone = $2, phone_at = $3 where id = $1",
        [id.to_string().into(), phone.digits().into(), ms(at).into()],
    )
    .await?;
    // Sending would prefer it to what is dialled now.
    tx.later(
        "delete from contact_address where contact_id = $1 and kind <> 'dialled'",
        [id.to_string().into()],
    )
    .await?;
    for wrong in before.iter().flat_map(Phone::variants) {
        tx.later(
            "delete from contact_address
              where contact_id = $1 and value = $2 and value <> $3
                and not exists (select 1 from conversation where contact_id = $1)",
            [id.to_string().into(), wrong.into(), phone.digits().into()],
        )
        .await?;
    }
    refresh_number_parts(tx, id).await?;
    Ok(None)
}

/// The number to dial of a contact; `None` when there is no such contact.
async fn load_phone(source: impl Source, id: ContactId) -> Result<Option<Option<Phone>>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query("select phone from contact where id = $1")
        .bind(id.to_string())
        .fetch_optional(connection.sqlite())
        .await?;
    row.map(|row| Fields::of("contact", "phone", &row).word_opt("phone")).transpose()
}

/// Lets the search find the contact by the numbers that are left, and by no other.
async fn refresh_number_parts(tx: &mut Tx, id: ContactId) -> Result<(), StoreError> {
    let rows = sqlx::query(
        "select kind, value from contact_address where contact_id = $1 order by added_at, kind, value",
    )
    .bind(id.to_string())
    .fetch_all(tx.sqlite())
    .await?;
    let read = |row| {
        let row = Fields::of("contact_address", "contact_id", row);
        Ok(Address { kind: row.word("kind")?, value: row.get("value")? })
    };
    let left = rows.iter().map(read).collect::<Result<Vec<_>, StoreError>>()?;
    let parts = search::number_parts(left.iter());
    tx.later("update contact set number_parts = $2 where id = $1", [id.to_string().into(), parts.into()])
        .await
}

/// Identities that a provider told of whom this message of ours went to. Those of somebody who was dialled before the number
/// was set right are not the contact's. `dialled` is the number to which it went, where that is known; else the message
/// must have been written since.
pub async fn learn_addresses(
    tx: &mut Tx,
    id: ContactId,
    message: MessageId,
    dialled: Option<&Phone>,
    addresses: &[Address],
    at: Timestamp,
) -> Result<(), StoreError> {
    if addresses.is_empty() {
        return Ok(());
    }
    let theirs = sqlx::query(
        "select 1
           from contact
          where id = $1
            and (phone_at is null
                 or phone = $3
                 or phone_at < (select created_at from message where id = $2))",
    )
    .bind(id.to_string())
    .bind(message.to_string())
    .bind(dialled.map(Phone::digits))
    .fetch_optional(tx.sqlite())
    .await?;
    if theirs.is_some() {
        // One that is somebody else's on file stays theirs: two contacts are never merged silently.
        add_addresses(tx, id, addresses, at).await?;
    }
    Ok(())
}
