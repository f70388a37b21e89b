//! The search: contacts by what a person types, as they type it.
//!
//! Needed: `joao` finds `João`, any part of a number finds its contact, in milliseconds among a million. Chosen: FTS5
//! with the marks taken off, words found by their beginnings, newest first (by rank it would take ten times as long).
//! A number is stored as its runs of four digits, in order, so that any part of it is a phrase of them. Rejected: `like`
//! (misses `João`, reads every row), trigrams (three times the size, and no two letters), a number with all its ends (as
//! much space, and the digits with which everybody's number begins gathered a million of them before the first was shown).
//!
//! What was typed is never syntax: each word goes into quotes. This is the only place that knows how the engine searches.
//!
//! The page and how many there are come of one pass over the index: words that are all common have few contacts in common,
//! and to know that there are no more takes as long as to find them.

use super::super::Store;
use super::{Contact, Fields, Source as _, StoreError, read_all, recent_contacts, select_contact};
use crate::domain::contact::{Address, AddressKind};
use crate::domain::fold::fold;
use sqlx::QueryBuilder;
use sqlx::sqlite::Sqlite;

/// Digits of the runs as which a number is stored.
const RUN_LEN: usize = 4;
/// Of a longer number the engine is asked for this many digits at its end, which few numbers share; the beginnings of
/// numbers are everybody's. The rest is compared in what it finds.
const RARE_LEN: usize = 8;
/// What stands behind a number: a word for the engine that nobody types, so that no phrase begins in one number and ends
/// in the next.
const END: &str = "\u{e000}";
/// Words of the typed text that are looked at: a name has fewer.
const WORDS_MAX: usize = 8;

/// A page of what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The contacts of the page.
    pub rows: Vec<Contact>,
    /// How many there are on all pages, counted up to what was asked for: a pager needs no more.
    pub total: u32,
}

/// The contacts whose name, company or note has words that begin as each typed word does, or whose number contains the typed
/// digits, or which have the tag that is typed with a `#` before it;
/// the newest first. All of them, the most recently active first, when nothing to search for was typed.
pub async fn search_contacts(
    store: &Store,
    typed: &str,
    offset: u32,
    limit: u32,
    at_most: u32,
) -> Result<Found, StoreError> {
    if let Some(tag) = tag_of(typed) {
        return with_tag(store, &tag, offset, limit, at_most).await;
    }
    let Some(sought) = sought(typed) else {
        let rows = recent_contacts(store, offset, limit).await?;
        return Ok(Found { rows, total: super::count_contacts(store).await?.min(at_most) });
    };
    let mut connection = store.reader().connect().await?;
    let mut query =
        QueryBuilder::new("with found as materialized (select rowid as seq from contact_search where ");
    sought.push(&mut query);
    query
        .push(" order by rowid desc limit ")
        .push_bind(at_most.max(offset.saturating_add(limit)))
        .push(
            ") select (select count(*) from found) as found,
                      (select json_group_array(seq) from (select seq from found order by seq desc limit ",
        )
        .push_bind(limit)
        .push(" offset ")
        .push_bind(offset)
        .push(")) as page");
    let row = query.build().fetch_one(connection.sqlite()).await?;
    let row = Fields::of("contact_search", "found", &row);
    let rows = sqlx::query(select_contact!(
        "where contact.seq in (select value from json_each($1)) order by contact.seq desc"
    ))
    .bind(row.get::<String>("page")?)
    .fetch_all(connection.sqlite())
    .await?;
    Ok(Found { rows: read_all(&rows)?, total: row.count("found")?.min(at_most) })
}

/// Narrows a query of a table that has a `contact_id` to the contacts that [`search_contacts`] finds; leaves it as it is
/// when nothing to search for was typed.
pub(in crate::store) fn push_found(query: &mut QueryBuilder<Sqlite>, typed: &str) {
    if let Some(sought) = sought(typed) {
        query.push(
            " and contact_id in (select contact.id from contact
                                  where contact.seq in (select rowid from contact_search where ",
        );
        sought.push(query);
        query.push("))");
    }
}

/// The beginning of a tag's word, when the text asks for a tag: `#atac`.
fn tag_of(typed: &str) -> Option<String> {
    let word = typed.trim().strip_prefix('#')?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!word.is_empty()).then(|| fold(&word))
}

/// The contacts that have a tag whose word begins so, the most recently active first.
async fn with_tag(
    store: &Store,
    tag: &str,
    offset: u32,
    limit: u32,
    at_most: u32,
) -> Result<Found, StoreError> {
    let mut connection = store.reader().connect().await?;
    let beyond = format!("{tag}\u{10ffff}");
    let row = sqlx::query(
        "select count(*) as found
           from (select distinct contact_id
                   from contact_tag
                        join tag on tag.id = tag_id
                  where folded >= $1 and folded < $2 limit $3) as some",
    )
    .bind(tag)
    .bind(&beyond)
    .bind(at_most)
    .fetch_one(connection.sqlite())
    .await?;
    let total = Fields::of("contact_tag", "found", &row).count("found")?;
    let rows = sqlx::query(select_contact!(
        "where contact.id in (select contact_id
                                from contact_tag
                                     join tag on tag.id = tag_id
                               where folded >= $1 and folded < $2)
         order by contact.active_at desc, contact.seq desc limit $3 offset $4"
    ))
    .bind(tag)
    .bind(&beyond)
    .bind(limit)
    .bind(offset)
    .fetch_all(connection.sqlite())
    .await?;
    Ok(Found { rows: read_all(&rows)?, total })
}

/// What the engine is asked for, and what it has to be compared with afterwards.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Sought {
    /// The words, as an FTS5 expression.
    parts: Vec<String>,
    /// The digits of the long numbers among them.
    long: Vec<String>,
}

impl Sought {
    fn add(&mut self, word: &str) {
        self.parts.push(word_or_number(word));
        if word.len() > RARE_LEN && is_number(word) {
            self.long.push(word.to_owned());
        }
    }

    /// Puts the condition into a query of `contact_search`.
    fn push(self, query: &mut QueryBuilder<Sqlite>) {
        query.push("contact_search match ").push_bind(self.parts.join(" AND "));
        for digits in self.long {
            let runs = runs(&digits).collect::<Vec<_>>().join(" ");
            query
                .push(" and (instr(' ' || number_parts || ' ', ")
                .push_bind(format!(" {runs} "))
                .push(") > 0 or instr(concat_ws(' ', name, company, note), ")
                .push_bind(digits)
                .push(") > 0)");
        }
    }
}

/// The typed text as the engine wants it: every word quoted and open at its end, every number any part of one; `None` when
/// it has neither letters nor digits. A text of digits and what people put between them is one number.
fn sought(typed: &str) -> Option<Sought> {
    let mut sought = Sought::default();
    if typed.chars().any(char::is_alphabetic) {
        let words = typed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.take(WORDS_MAX).for_each(|word| sought.add(word));
    } else {
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        if !digits.is_empty() {
            sought.add(&digits);
        }
    }
    (!sought.parts.is_empty()).then_some(sought)
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// A word by its beginning. Digits that are more than one run are a number's, or begin a word elsewhere.
fn word_or_number(word: &str) -> String {
    if word.len() <= RUN_LEN || !is_number(word) {
        return format!("\"{word}\"*");
    }
    let rare = word.get(word.len().saturating_sub(RARE_LEN)..).unwrap_or(word);
    let runs = runs(rare).collect::<Vec<_>>().join(" ");
    format!("(number_parts : \"{runs}\" OR {{name company note}} : \"{word}\"*)")
}

/// The runs of a number, each a digit further on; a shorter one is a run by itself.
fn runs(number: &str) -> impl Iterator<Item = &str> {
    let last = number.len().saturating_sub(RUN_LEN);
    (0..=last).filter_map(move |at| number.get(at..number.len().min(at + RUN_LEN)))
}

/// The numbers among the identities as their runs, each with the [`END`] behind it.
pub(super) fn number_parts<'a>(addresses: impl Iterator<Item = &'a Address>) -> String {
    let mut numbers: Vec<&str> = Vec::new();
    for address in addresses {
        match address.kind {
            AddressKind::Dialled | AddressKind::WaId if numbers.contains(&address.value.as_str()) => {}
            AddressKind::Dialled | AddressKind::WaId => numbers.push(&address.value),
            AddressKind::Bsuid | AddressKind::Lid => {}
        }
    }
    numbers.into_iter().flat_map(|number| runs(number).chain([END])).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_quoted_and_never_syntax() {
        let asked = |typed: &str| sought(typed).map(|sought| sought.parts.join(" AND "));
        assert_eq!(asked("joão  da-silva").as_deref(), Some("\"joão\"* AND \"da\"* AND \"silva\"*"));
        assert_eq!(asked("a\" OR name:*").as_deref(), Some("\"a\"* AND \"OR\"* AND \"name\"*"));
        assert_eq!(asked("51-99").as_deref(), Some("\"5199\"*"));
        let number = "(number_parts : \"5551 5519\" OR {name company note} : \"55519\"*)";
        assert_eq!(asked("+55 (51) 9").as_deref(), Some(number));
        assert_eq!(asked("ana 55519"), Some(format!("\"ana\"* AND {number}")));
        assert_eq!(asked(" ()*\" "), None);
    }

    #[test]
    fn a_number_is_stored_as_its_runs_of_four() {
        let of = |kind, value: &str| Address { kind, value: value.to_owned() };
        let addresses = [
            of(AddressKind::Dialled, "5551999"),
            of(AddressKind::WaId, "5551999"),
            of(AddressKind::Lid, "12345@lid"),
            of(AddressKind::WaId, "190"),
        ];
        assert_eq!(number_parts(addresses.iter()), "5551 5519 5199 1999 \u{e000} 190 \u{e000}");
    }
}
