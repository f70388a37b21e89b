//! Contacts by the hundred: those of a file put on file, and all of them read in order.

use super::super::row::{Fields, ms};
use super::super::{Source, StoreError, Tx};
use super::profile::{add_tag, set_field};
use super::search::number_parts;
use super::{add_addresses, read, select_contact};
use crate::domain::Timestamp;
use crate::domain::contact::{Address, AddressKind, Contact};
use crate::domain::exchange::Entry;
use crate::domain::id::ContactId;
use crate::domain::limit::ROWS_PER_STATEMENT_MAX;
use crate::domain::phone::Phone;
use crate::domain::profile::{Field, Profile};
use sqlx::QueryBuilder;
use sqlx::sqlite::Sqlite;
use std::collections::HashMap;

/// Whose the numbers are, by their digits; those that nobody has are not in it.
pub async fn owners(
    source: impl Source,
    digits: &[String],
) -> Result<HashMap<String, ContactId>, StoreError> {
    let mut found = HashMap::new();
    let mut connection = source.reader().connect().await?;
    for some in digits.chunks(ROWS_PER_STATEMENT_MAX) {
        let mut query = QueryBuilder::<Sqlite>::new(
            "select value, contact_id from contact_address where kind in ('dialled', 'wa_id') and value in (",
        );
        let mut listed = query.separated(", ");
        for one in some {
            listed.push_bind(one);
        }
        query.push(")");
        for row in query.build().fetch_all(connection.sqlite()).await? {
            let row = Fields::of("contact_address", "value", &row);
            found.insert(row.get("value")?, row.parse("contact_id")?);
        }
    }
    Ok(found)
}

/// What became of the entries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Put {
    /// Nobody on file had their number.
    pub fresh: u32,
    /// They were on file, and have what the file says from now on.
    pub known: u32,
}

fn variants(entries: &[(ContactId, Entry)]) -> Vec<String> {
    entries.iter().flat_map(|(_, entry)| entry.phone.variants()).collect()
}

/// Puts them on file. Who is known by a variant of the number gets what the file says; what it does not say stays.
pub async fn put_entries(
    tx: &mut Tx,
    entries: &[(ContactId, Entry)],
    at: Timestamp,
) -> Result<Put, StoreError> {
    let mut owners = owners(&mut *tx, &variants(entries)).await?;
    let mut put = Put::default();
    let mut fresh: Vec<(ContactId, &Entry)> = Vec::new();
    let mut known: Vec<(ContactId, &Entry)> = Vec::new();
    for (id, entry) in entries {
        let owner = entry.phone.variants().iter().find_map(|digits| owners.get(digits)).copied();
        if let Some(owner) = owner {
            put.known += 1;
            known.push((owner, entry));
        } else {
            put.fresh += 1;
            fresh.push((*id, entry));
            owners.extend(entry.phone.variants().into_iter().map(|digits| (digits, *id)));
        }
    }
    insert_fresh(tx, &fresh, at).await?;
    for (id, entry) in known {
        update_known(tx, id, entry).await?;
    }
    for (id, entry) in entries {
        let id = entry.phone.variants().iter().find_map(|digits| owners.get(digits)).copied().unwrap_or(*id);
        if !entry.others.is_empty() {
            // A further number that is somebody else's stays theirs.
            let others: Vec<Address> = entry.others.iter().map(dialled).collect();
            add_addresses(tx, id, &others, at).await?;
        }
        for tag in &entry.tags {
            add_tag(tx, id, tag).await?;
        }
    }
    Ok(put)
}

fn dialled(phone: &Phone) -> Address {
    Address { kind: AddressKind::Dialled, value: phone.digits().to_owned() }
}

async fn insert_fresh(tx: &mut Tx, fresh: &[(ContactId, &Entry)], at: Timestamp) -> Result<(), StoreError> {
    if fresh.is_empty() {
        return Ok(());
    }
    let mut contacts = QueryBuilder::<Sqlite>::new(
        "insert into contact (id, name, phone, number_parts, active_at, email, company, note) ",
    );
    contacts.push_values(fresh, |mut row, (id, entry)| {
        row.push_bind(id.to_string()).push_bind(&entry.name).push_bind(entry.phone.digits());
        row.push_bind(number_parts([dialled(&entry.phone)].iter()));
        // Nothing has happened with them yet: those with whom something has stay above them.
        row.push_bind(0_i64);
        row.push_bind(&entry.details.email).push_bind(&entry.details.company).push_bind(&entry.details.note);
    });
    contacts.build().execute(tx.sqlite()).await?;
    let mut addresses =
        QueryBuilder::<Sqlite>::new("insert into contact_address (kind, value, contact_id, added_at) ");
    addresses.push_values(fresh, |mut row, (id, entry)| {
        row.push_bind("dialled").push_bind(entry.phone.digits()).push_bind(id.to_string()).push_bind(ms(at));
    });
    addresses.build().execute(tx.sqlite()).await?;
    Ok(())
}

async fn update_known(tx: &mut Tx, id: ContactId, entry: &Entry) -> Result<(), StoreError> {
    let details = [Field::Email, Field::Company, Field::Note];
    let given = details.into_iter().filter_map(|field| Some((field, entry.details.get(field)?)));
    for (field, value) in entry.name.as_deref().map(|name| (Field::Name, name)).into_iter().chain(given) {
        set_field(tx, id, field, Some(value)).await?;
    }
    Ok(())
}

/// The next contacts in the order in which they were put on file, behind `after`, each with its place in it.
pub async fn contacts_after(
    source: impl Source,
    after: i64,
    limit: u32,
) -> Result<Vec<(i64, Contact, Profile)>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let rows = sqlx::query(select_contact!("where seq > $1 and forgotten_at is null order by seq limit $2"))
        .bind(after)
        .bind(limit)
        .fetch_all(connection.sqlite())
        .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        found.push((0, read(row)?, Profile::default()));
    }
    let rows = sqlx::query(
        "select contact.seq, contact.id, email, company, note,
                (select json_group_array(tag.name)
                   from contact_tag
                        join tag on tag.id = contact_tag.tag_id
                  where contact_tag.contact_id = contact.id) as tags
           from contact
          where seq > $1 and forgotten_at is null
          order by seq
          limit $2",
    )
    .bind(after)
    .bind(limit)
    .fetch_all(connection.sqlite())
    .await?;
    // Somebody may be put on file between the two: what is not in both comes next time.
    let mut both = Vec::with_capacity(found.len());
    for row in &rows {
        let row = Fields::of("contact", "id", row);
        let id: ContactId = row.parse("id")?;
        let Some((_, contact, mut profile)) = found.iter().find(|(_, one, _)| one.id == id).cloned() else {
            continue;
        };
        profile.details.email = row.get("email")?;
        profile.details.company = row.get("company")?;
        profile.details.note = row.get("note")?;
        let tags: Vec<String> = row.json("tags")?;
        let tag = |name| crate::domain::profile::Tag { id: crate::domain::profile::TagId(0), name };
        profile.tags = tags.into_iter().map(tag).collect();
        both.push((row.get("seq")?, contact, profile));
    }
    Ok(both)
}
