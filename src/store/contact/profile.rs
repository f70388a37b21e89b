//! What staff write down and decide about contacts, and the tags.

use super::super::row::{Fields, ms};
use super::super::{Source, StoreError, Tx};
use super::standing::{is_leaving, is_lived_on};
use crate::domain::Timestamp;
use crate::domain::fold::fold;
use crate::domain::id::{ContactId, StaffId};
use crate::domain::profile::{Decided, Details, Field, Merged, Profile, Tag, TagId};
use sqlx::sqlite::SqliteRow;

fn decided(row: &Fields<'_>, at: &'static str, by: &'static str) -> Result<Option<Decided>, StoreError> {
    let by = row.get::<Option<i64>>(by)?.map(StaffId);
    Ok(row.at_opt(at)?.map(|at| Decided { at, by }))
}

fn read_tag(row: &SqliteRow) -> Result<Tag, StoreError> {
    let row = Fields::of("tag", "id", row);
    Ok(Tag { id: TagId(row.get("id")?), name: row.get("name")? })
}

/// Everything about a contact; nothing when it does not exist.
pub async fn load_profile(source: impl Source, id: ContactId) -> Result<Profile, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query(
        "select contact.id, email, company, note, blocked_at, blocked_by, opted_out_at, opted_out_by,
                merge.id as merge_id, merge.at as merged_at
           from contact
                left join contact_merge as merge
                       on merge.id = (select max(id)
                                        from contact_merge
                                       where kept_id = $1 and undone_at is null and snapshot <> '')
          where contact.id = $1",
    )
    .bind(id.to_string())
    .fetch_optional(connection.sqlite())
    .await?;
    let Some(row) = row else { return Ok(Profile::default()) };
    let row = Fields::of("contact", "id", &row);
    let merge: Option<i64> = row.get("merge_id")?;
    let merged = match merge.zip(row.at_opt("merged_at")?) {
        Some((merge, at)) => {
            Some(Merged { id: merge, at, is_lived_on: is_lived_on(connection.sqlite(), merge).await? })
        }
        None => None,
    };
    let tags = sqlx::query(
        "select tag.id, tag.name
           from tag
                join contact_tag on contact_tag.tag_id = tag.id
          where contact_tag.contact_id = $1
          order by tag.folded",
    )
    .bind(id.to_string())
    .fetch_all(connection.sqlite())
    .await?;
    Ok(Profile {
        details: Details { email: row.get("email")?, company: row.get("company")?, note: row.get("note")? },
        tags: tags.iter().map(read_tag).collect::<Result<_, _>>()?,
        blocked: decided(&row, "blocked_at", "blocked_by")?,
        opted_out: decided(&row, "opted_out_at", "opted_out_by")?,
        merged,
        is_leaving: is_leaving(connection.sqlite(), id).await?,
    })
}

/// Whether nobody is to be told of what the contact writes.
pub async fn is_blocked(source: impl Source, id: ContactId) -> Result<bool, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query("select id from contact where id = $1 and blocked_at is not null")
        .bind(id.to_string())
        .fetch_optional(connection.sqlite())
        .await?;
    Ok(row.is_some())
}

/// Writes a value into a field, or erases it; of the number nothing, see [`super::set_phone`].
pub async fn set_field(
    tx: &mut Tx,
    id: ContactId,
    field: Field,
    value: Option<&str>,
) -> Result<(), StoreError> {
    let sql = match field {
        Field::Name => "update contact set name = $2 where id = $1",
        Field::Email => "update contact set email = $2 where id = $1",
        Field::Company => "update contact set company = $2 where id = $1",
        Field::Note => "update contact set note = $2 where id = $1",
        Field::Phone => return Ok(()),
    };
    tx.later(sql, [id.to_string().into(), value.into()]).await
}

/// Blocks the contact, or not any more.
pub async fn set_blocked(tx: &mut Tx, id: ContactId, blocked: Option<Decided>) -> Result<(), StoreError> {
    let (at, by) = parts(blocked);
    tx.later(
        "update contact set blocked_at = $2, blocked_by = $3 where id = $1",
        [id.to_string().into(), at.into(), by.into()],
    )
    .await
}

/// Notes that the contact wants no templates, or takes them again.
pub async fn set_opted_out(tx: &mut Tx, id: ContactId, out: Option<Decided>) -> Result<(), StoreError> {
    let (at, by) = parts(out);
    tx.later(
        "update contact set opted_out_at = $2, opted_out_by = $3 where id = $1",
        [id.to_string().into(), at.into(), by.into()],
    )
    .await
}

fn parts(decided: Option<Decided>) -> (Option<i64>, Option<i64>) {
    let at = decided.map(|one| ms(one.at));
    (at, decided.and_then(|one| one.by).map(|staff| staff.0))
}

/// All tags, by name.
pub async fn all_tags(source: impl Source) -> Result<Vec<Tag>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let rows = sqlx::query("select id, name from tag order by folded").fetch_all(connection.sqlite()).await?;
    rows.iter().map(read_tag).collect()
}

/// Gives a contact a tag, or takes it.
pub async fn set_tag(tx: &mut Tx, contact: ContactId, tag: TagId, is_on: bool) -> Result<(), StoreError> {
    let sql = if is_on {
        "insert into contact_tag (contact_id, tag_id) values ($1, $2) on conflict (contact_id, tag_id) do nothing"
    } else {
        "delete from contact_tag where contact_id = $1 and tag_id = $2"
    };
    tx.later(sql, [contact.to_string().into(), tag.0.into()]).await
}

/// Gives a contact the tag of this name, which is made when there is none.
pub async fn add_tag(tx: &mut Tx, contact: ContactId, name: &str) -> Result<(), StoreError> {
    tx.later(
        "insert into tag (name, folded) values ($1, $2) on conflict (folded) do nothing",
        [name.into(), fold(name).into()],
    )
    .await?;
    tx.later(
        "insert into contact_tag (contact_id, tag_id)
         select $1, id from tag where folded = $2
         on conflict (contact_id, tag_id) do nothing",
        [contact.to_string().into(), fold(name).into()],
    )
    .await
}

/// Notes about whom the merges can still be undone: what they kept to that end is emptied once it is older than that.
pub async fn forget_merges(tx: &mut Tx, before: Timestamp) -> Result<u64, StoreError> {
    let changed = sqlx::query("update contact_merge set snapshot = '' where at < $1 and snapshot <> ''")
        .bind(ms(before))
        .execute(tx.sqlite())
        .await?;
    Ok(changed.rows_affected())
}
