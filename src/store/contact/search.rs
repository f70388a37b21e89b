//! The search: contacts by what a person types, as they type it.
//!
//! Needed: `joao` finds `João`, any part of a number finds its contact, in milliseconds among a million. Chosen: FTS5
//! with the marks taken off, words found by their beginnings, newest first (by rank it would take ten times as long).
//! A number is stored with all its ends, so that the beginning of a word is any part of the number. Rejected: `like`
//! (misses `João`, reads every row), trigrams (three times the size, and no two letters).
//!
//! What was typed is never syntax: each word goes into quotes. This is the only place that knows how the engine searches.

use super::{Contact, Source, StoreError, read_all, recent_contacts, select_contact};
use crate::domain::contact::{Address, AddressKind};
use sqlx::QueryBuilder;
use sqlx::sqlite::Sqlite;

/// Digits below which an end of a number tells nothing.
const NUMBER_PART_LEN_MIN: usize = 4;
/// Words of the typed text that are looked at: a name has fewer.
const WORDS_MAX: usize = 8;

/// The contacts whose name has words that begin as each typed word does, or whose number contains the typed digits;
/// the newest first. All of them, the most recently active first, when nothing to search for was typed.
pub async fn search_contacts(
    source: impl Source,
    typed: &str,
    offset: u32,
    limit: u32,
) -> Result<Vec<Contact>, StoreError> {
    let Some(sought) = sought(typed) else {
        return recent_contacts(source, offset, limit).await;
    };
    let mut connection = source.reader().connect().await?;
    let rows = sqlx::query(select_contact!(
        "where contact.seq in (select rowid from contact_search where contact_search match $1
                                order by rowid desc limit $2 offset $3)
         order by contact.seq desc"
    ))
    .bind(sought)
    .bind(limit)
    .bind(offset)
    .fetch_all(connection.sqlite())
    .await?;
    read_all(&rows)
}

/// Narrows a query of a table that has a `contact_id` to the contacts that [`search_contacts`] finds; leaves it as it is
/// when nothing to search for was typed.
pub(in crate::store) fn push_found(query: &mut QueryBuilder<Sqlite>, typed: &str) {
    if let Some(sought) = sought(typed) {
        query
            .push(
                " and contact_id in (select contact.id from contact
                                      where contact.seq in (select rowid from contact_search
                                                             where contact_search match ",
            )
            .push_bind(sought)
            .push("))");
    }
}

/// How many contacts [`search_contacts`] finds, counted up to `at_most`: a pager needs no more.
pub async fn count_found(source: impl Source, typed: &str, at_most: u32) -> Result<u32, StoreError> {
    let Some(sought) = sought(typed) else {
        return Ok(super::count_contacts(source).await?.min(at_most));
    };
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query(
        "select count(*) as found
           from (select rowid from contact_search where contact_search match $1 limit $2) as some",
    )
    .bind(sought)
    .bind(at_most)
    .fetch_one(connection.sqlite())
    .await?;
    super::Fields::of("contact_search", "found", &row).count("found")
}

/// The typed text as an FTS5 expression: every word quoted and open at its end; `None` when it has neither letters nor
/// digits. A text of digits and what people put between them is one number.
fn sought(typed: &str) -> Option<String> {
    if !typed.chars().any(char::is_alphabetic) {
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        return (!digits.is_empty()).then(|| format!("\"{digits}\"*"));
    }
    let words: Vec<String> = typed
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(WORDS_MAX)
        .map(|word| format!("\"{word}\"*"))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The numbers among the identities, each with all its ends.
pub(super) fn number_parts<'a>(addresses: impl Iterator<Item = &'a Address>) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for address in addresses {
        let number = match address.kind {
            AddressKind::Dialled | AddressKind::WaId => address.value.as_str(),
            AddressKind::Bsuid | AddressKind::Lid => continue,
        };
        let longest_cut = number.len().saturating_sub(NUMBER_PART_LEN_MIN);
        for part in (0..=longest_cut).filter_map(|cut| number.get(cut..)) {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_quoted_and_never_syntax() {
        assert_eq!(sought("joão  da-silva").as_deref(), Some("\"joão\"* \"da\"* \"silva\"*"));
        assert_eq!(sought("a\" OR name:*").as_deref(), Some("\"a\"* \"OR\"* \"name\"*"));
        assert_eq!(sought("+55 (51) 99999-8888").as_deref(), Some("\"5551999998888\"*"));
        assert_eq!(sought(" ()*\" "), None);
    }

    #[test]
    fn a_number_is_found_by_all_its_ends_down_to_four_digits() {
        let dialled = Address { kind: AddressKind::Dialled, value: "5551999".to_owned() };
        let lid = Address { kind: AddressKind::Lid, value: "12345@lid".to_owned() };
        assert_eq!(number_parts([dialled, lid].iter()), "5551999 551999 51999 1999");
    }
}
