//! The audit: who did what, kept for whoever must answer for it. Rows are added and never changed.

use super::row::{Fields, ms};
use super::{Source, StoreError, Tx};
use crate::domain::Timestamp;
use crate::domain::deed::{Deed, Done, Part};
use crate::domain::id::StaffId;
use crate::domain::limit::ROWS_COUNTED_MAX;
use sqlx::QueryBuilder;
use sqlx::sqlite::Sqlite;

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'a> {
    /// When.
    pub at: Timestamp,
    /// By whom; `None` when the service did it by itself.
    pub staff: Option<StaffId>,
    /// What, as a word of ours such as `attendance.opened`.
    pub action: &'a str,
    /// To what: the id of the row.
    pub subject: &'a str,
    /// Anything else worth keeping. Never message text, never a whole number.
    pub detail: &'a str,
}

/// Adds an entry.
pub async fn append(tx: &mut Tx, entry: &Entry<'_>) -> Result<(), StoreError> {
    tx.later(
        "insert into audit (at, staff_id, action, subject, detail) values ($1, $2, $3, $4, $5)",
        [
            ms(entry.at).into(),
            entry.staff.map(|staff| staff.0).into(),
            entry.action.into(),
            entry.subject.into(),
            entry.detail.into(),
        ],
    )
    .await
}

/// What was done that owners read, or a part of it, the latest first, and how many entries there are, as far as a pager
/// counts. Names of contacts are those of now: a row of the audit holds none of them.
pub async fn done(
    source: impl Source,
    part: Option<Part>,
    offset: u32,
    limit: u32,
) -> Result<(Vec<Done>, u32), StoreError> {
    let mut connection = source.reader().connect().await?;
    // What is done often is found fastest from the end; what is done seldom, by its word.
    let column = if part == Some(Part::House) { "action" } else { "action || ''" };
    let mut query = QueryBuilder::<Sqlite>::new(
        "select entry.seq, entry.at, entry.staff_id, entry.action, entry.subject, entry.detail,
                contact.id as contact_id, contact.name, contact.phone
           from (select seq, at, staff_id, action, subject, detail from audit where ",
    );
    query.push(column).push(" in (");
    words(&mut query, part);
    query.push(") order by seq desc limit ").push_bind(limit).push(" offset ").push_bind(offset);
    query.push(
        ") as entry
                left join attendance on attendance.id = entry.subject
                left join contact on contact.id = coalesce(attendance.contact_id, entry.subject)
                                 and contact.forgotten_at is null
          order by entry.seq desc",
    );
    let rows = query.build().fetch_all(connection.sqlite()).await?;
    let mut query = QueryBuilder::<Sqlite>::new(
        "select count(*) as entries from (select seq from audit where action in (",
    );
    words(&mut query, part);
    query.push(") limit ").push_bind(ROWS_COUNTED_MAX).push(") as some");
    let total = query.build().fetch_one(connection.sqlite()).await?;
    let total = Fields::of("audit", "entries", &total).count("entries")?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        let row = Fields::of("audit", "seq", row);
        // One that a later version wrote cannot be told.
        let Some(deed) = Deed::from_word(row.get("action")?) else { continue };
        let contact = match row.get::<Option<String>>("contact_id")? {
            Some(_id) => Some((row.get("name")?, row.word_opt("phone")?)),
            None => None,
        };
        found.push(Done {
            at: row.at("at")?,
            by: row.get::<Option<i64>>("staff_id")?.map(StaffId),
            deed,
            subject: row.get("subject")?,
            contact,
            detail: row.get("detail")?,
        });
    }
    Ok((found, total))
}

/// The words of a part, with commas.
fn words(query: &mut QueryBuilder<Sqlite>, part: Option<Part>) {
    let mut listed = query.separated(", ");
    for deed in Deed::ALL.iter().filter(|deed| part.is_none_or(|part| deed.part() == part)) {
        listed.push_bind(deed.word());
    }
}
