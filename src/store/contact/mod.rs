//! Contacts and their identities.
//!
//! A contact is found by any identity it has shown ([`find_by_addresses`], [`find_by_digits`]) or by what a person types
//! ([`search`]); what is written down about it is in [`profile`]. An identity belongs to one contact: what would give it to a second one is reported, never done.

mod before;
pub mod bulk;
pub mod forget;
pub mod import;
pub mod kept;
pub mod merge;
mod number;
pub mod profile;
pub mod search;
pub mod standing;

pub use number::{learn_addresses, set_phone};

use super::row::{Fields, ms, word};
use super::{Source, StoreError, Tx};
use crate::domain::Timestamp;
use crate::domain::contact::{Address, AddressKind, Contact};
use crate::domain::id::ContactId;
use crate::domain::limit::ROWS_COUNTED_MAX;
use crate::domain::phone::Phone;
use sqlx::QueryBuilder;
use sqlx::sqlite::{Sqlite, SqliteRow};

/// The columns of a contact with all its identities, for a query that continues with the literal given.
macro_rules! select_contact {
    ($rest:literal) => {
        concat!(
            "select contact.id, contact.name, contact.phone, contact.active_at,
                    (select string_agg(kind || ':' || value, ' ')
                       from contact_address
                      where contact_address.contact_id = contact.id) as addresses
               from contact ",
            $rest
        )
    };
}
use select_contact;

pub(super) fn read(row: &SqliteRow) -> Result<Contact, StoreError> {
    let row = Fields::of("contact", "id", row);
    Ok(Contact {
        id: row.parse("id")?,
        name: row.get("name")?,
        phone: row.word_opt("phone")?,
        addresses: read_addresses(&row, "addresses")?,
        active_at: row.at("active_at")?,
    })
}

/// Identities from one text, `kind:value kind:value`, ordered by kind.
pub(super) fn read_addresses(row: &Fields<'_>, column: &'static str) -> Result<Vec<Address>, StoreError> {
    let mut addresses = Vec::new();
    for text in row.words::<String>(column)? {
        let (kind, value) = text.split_once(':').unwrap_or_default();
        let kind = row.as_word(column, kind)?;
        addresses.push(Address { kind, value: value.to_owned() });
    }
    addresses.sort();
    Ok(addresses)
}

fn read_all(rows: &[SqliteRow]) -> Result<Vec<Contact>, StoreError> {
    rows.iter().map(read).collect()
}

/// The contact with this id, which must exist.
pub async fn load_contact(source: impl Source, id: ContactId) -> Result<Contact, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query(select_contact!("where id = $1"))
        .bind(id.to_string())
        .fetch_optional(connection.sqlite())
        .await?
        .ok_or_else(|| StoreError::Missing { table: "contact", id: id.to_string() })?;
    read(&row)
}

/// The contacts that have any of these identities, each once, the most recently active first.
pub async fn find_by_addresses(
    source: impl Source,
    addresses: &[Address],
) -> Result<Vec<Contact>, StoreError> {
    if addresses.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::<Sqlite>::new(select_contact!(
        "where contact.id in (select contact_id from contact_address where "
    ));
    for (index, address) in addresses.iter().enumerate() {
        if index > 0 {
            query.push(" or ");
        }
        query.push("(kind = ").push_bind(word(&address.kind)?);
        query.push(" and value = ").push_bind(&address.value).push(")");
    }
    query.push(") order by contact.active_at desc, contact.id");
    let mut connection = source.reader().connect().await?;
    read_all(&query.build().fetch_all(connection.sqlite()).await?)
}

/// The contacts that have any of these digits as dialled or as the provider returned them, each once, the most recently
/// active first. Give every variant of the number (ninth digit).
pub async fn find_by_digits(source: impl Source, variants: &[String]) -> Result<Vec<Contact>, StoreError> {
    let addresses: Vec<Address> = variants
        .iter()
        .flat_map(|digits| {
            [AddressKind::Dialled, AddressKind::WaId].map(|kind| Address { kind, value: digits.clone() })
        })
        .collect();
    find_by_addresses(source, &addresses).await
}

/// Contacts, the most recently active first.
pub async fn recent_contacts(
    source: impl Source,
    offset: u32,
    limit: u32,
) -> Result<Vec<Contact>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let rows = sqlx::query(select_contact!(
        "where forgotten_at is null order by active_at desc, seq desc limit $1 offset $2"
    ))
    .bind(limit)
    .bind(offset)
    .fetch_all(connection.sqlite())
    .await?;
    read_all(&rows)
}

/// How many contacts there are, counted up to [`ROWS_COUNTED_MAX`]: a pager needs no more.
pub async fn count_contacts(source: impl Source) -> Result<u32, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query("select count(*) as contacts from (select seq from contact where forgotten_at is null limit $1) as some")
        .bind(ROWS_COUNTED_MAX)
        .fetch_one(connection.sqlite()).await?;
    Fields::of("contact", "contacts", &row).count("contacts")
}

/// Stores a new contact with its identities; its number counts as dialled. `Conflict(AddressTaken)` when one of them
/// belongs to another contact.
pub async fn insert_contact(tx: &mut Tx, contact: &Contact) -> Result<(), StoreError> {
    let mut addresses = contact.addresses.clone();
    if let Some(phone) = &contact.phone {
        addresses.push(Address { kind: AddressKind::Dialled, value: phone.digits().to_owned() });
    }
    let addresses = clean(addresses);
    tx.later(
        "insert into contact (id, name, phone, number_parts, active_at) values ($1, $2, $3, $4, $5)",
        [
            contact.id.to_string().into(),
            contact.name.clone().into(),
            contact.phone.as_ref().map(Phone::digits).into(),
            search::number_parts(addresses.iter()).into(),
            ms(contact.active_at).into(),
        ],
    )
    .await?;
    for (address, kind) in addresses.iter().zip(kinds(&addresses)?) {
        tx.later(
            "insert into contact_address (kind, value, contact_id, added_at) values ($1, $2, $3, $4)",
            [
                kind.into(),
                address.value.as_str().into(),
                contact.id.to_string().into(),
                ms(contact.active_at).into(),
            ],
        )
        .await?;
    }
    Ok(())
}

/// Gives the contact identities, as seen at `at`. Those it has are left as they are; those that belong to another
/// contact are not taken from it but returned with their owner.
pub async fn add_addresses(
    tx: &mut Tx,
    contact: ContactId,
    addresses: &[Address],
    at: Timestamp,
) -> Result<Vec<(Address, ContactId)>, StoreError> {
    let addresses = clean(addresses.to_vec());
    if addresses.is_empty() {
        return Ok(Vec::new());
    }
    let words = kinds(&addresses)?;
    let mut query =
        QueryBuilder::<Sqlite>::new("insert into contact_address (kind, value, contact_id, added_at) ");
    query.push("select * from (");
    query.push_values(addresses.iter().zip(words), |mut row, (address, kind)| {
        row.push_bind(kind).push_bind(&address.value);
        row.push_bind(contact.to_string()).push_bind(ms(at));
    });
    // Who was forgotten has no address, and gets none by an answer that was under way.
    query.push(") as given where not exists (select 1 from contact where forgotten_at is not null and id = ");
    query.push_bind(contact.to_string()).push(")");
    // An update that changes nothing, because only an insert or an update returns the row that is there.
    query.push(" on conflict (kind, value) do update set value = excluded.value returning kind, value, contact_id, added_at");
    let rows = query.build().fetch_all(tx.sqlite()).await?;
    let (mut fresh, mut taken) = (Vec::new(), Vec::new());
    for row in &rows {
        let row = Fields::of("contact_address", "contact_id", row);
        let address = Address { kind: row.word("kind")?, value: row.get("value")? };
        let owner: ContactId = row.parse("contact_id")?;
        if owner != contact {
            taken.push((address, owner));
        } else if row.get::<i64>("added_at")? == ms(at) {
            fresh.push(address);
        }
    }
    add_number_parts(tx, contact, &fresh).await?;
    Ok(taken)
}

/// Lets the search find the contact by further numbers.
async fn add_number_parts(tx: &mut Tx, contact: ContactId, fresh: &[Address]) -> Result<(), StoreError> {
    let parts = search::number_parts(fresh.iter());
    if !parts.is_empty() {
        tx.later(
            "update contact set number_parts = number_parts || ' ' || $2
              where id = $1 and ' ' || number_parts || ' ' not like '% ' || $2 || ' %'",
            [contact.to_string().into(), parts.into()],
        )
        .await?;
    }
    Ok(())
}

/// Sets the name, and says whether that changed anything.
pub async fn rename_contact(tx: &mut Tx, id: ContactId, name: Option<&str>) -> Result<bool, StoreError> {
    let changed = sqlx::query("update contact set name = $2 where id = $1 and name is distinct from $2")
        .bind(id.to_string())
        .bind(name)
        .execute(tx.sqlite())
        .await?;
    Ok(changed.rows_affected() > 0)
}

/// Notes that something happened with the contact at `at`. Never goes back in time.
pub async fn touch_contact(tx: &mut Tx, id: ContactId, at: Timestamp) -> Result<(), StoreError> {
    tx.later(
        "update contact set active_at = $2 where id = $1 and active_at < $2",
        [id.to_string().into(), ms(at).into()],
    )
    .await
}

/// Each identity once, without those that no table could hold: empty ones and ones with spaces are nobody's.
fn clean(mut addresses: Vec<Address>) -> Vec<Address> {
    addresses.retain(|address| !address.value.is_empty() && !address.value.contains(char::is_whitespace));
    addresses.sort();
    addresses.dedup();
    addresses
}

fn kinds(addresses: &[Address]) -> Result<Vec<String>, StoreError> {
    addresses.iter().map(|address| word(&address.kind)).collect()
}

/// Whether the search table agrees with the contacts, by its own check.
#[cfg(test)]
pub(super) async fn search_is_sound(tx: &mut Tx) -> bool {
    let checked =
        sqlx::query("insert into contact_search (contact_search, rank) values ('integrity-check', 1)")
            .execute(tx.sqlite())
            .await;
    checked.is_ok()
}
