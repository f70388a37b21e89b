//! What was said is erased once it is older than the company keeps it. What was counted and charged stays.
//!
//! Needed: nobody waits for it, and a process that is killed goes on where it stood. Chosen: a few rows in a transaction,
//! the oldest first, each erased as forgetting a contact erases it, on a connection that overwrites what it frees. What
//! belongs to an attendance that is not over, still waits or may have left is left alone, and looked at again the next day.

use super::contact::forget::home;
use super::row::{Fields, ms};
use super::{StoreError, Tx};
use crate::domain::Timestamp;
use sqlx::QueryBuilder;
use sqlx::sqlite::Sqlite;

/// What stands in the place of what was said. What is about another message stays so: it is not counted as one.
macro_rules! erased_content {
    ($what:literal) => {
        concat!(
            "case when content like '{\"kind\":\"reaction\"%' then '{\"kind\":\"reaction\",\"to\":\"\",\"emoji\":null}'
                  when content like '{\"kind\":\"edited\"%' then '{\"kind\":\"edited\",\"of\":\"\",\"body\":\"\"}'
                  when content like '{\"kind\":\"deleted\"%' then '{\"kind\":\"deleted\",\"of\":\"\"}'
                  else '{\"kind\":\"other\",\"what\":\"",
            $what,
            "\",\"caption\":null}' end"
        )
    };
}
pub(super) use erased_content;

/// A place among the messages, by age.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cursor {
    at: i64,
    id: String,
}

/// Looks at the next `limit` messages behind `after` that were written before `before`, and erases the words of those that
/// are over. How many that were, and where to go on; nowhere when that was all.
pub async fn erase_messages(
    tx: &mut Tx,
    before: Timestamp,
    after: &Cursor,
    limit: u32,
    now: Timestamp,
) -> Result<(u64, Option<Cursor>), StoreError> {
    let rows = sqlx::query(
        "select id, created_at
           from message
          where erased_at is null and created_at < $1 and (created_at, id) > ($2, $3)
          order by created_at, id
          limit $4",
    )
    .bind(ms(before))
    .bind(after.at)
    .bind(&after.id)
    .bind(limit)
    .fetch_all(tx.sqlite())
    .await?;
    let mut places = Vec::with_capacity(rows.len());
    for row in &rows {
        let row = Fields::of("message", "id", row);
        places.push(Cursor { at: row.get("created_at")?, id: row.get("id")? });
    }
    if places.is_empty() {
        return Ok((0, None));
    }
    let mut query = QueryBuilder::<Sqlite>::new(concat!(
        "update message
            set content = ",
        erased_content!("erased"),
        ", remote_id = 'forgotten:' || id, answers = null, fault = null, erased_at = "
    ));
    query.push_bind(ms(now)).push(
        " where state not in ('queued', 'held', 'unknown')
            and exists (select 1 from attendance where attendance.id = attendance_id and attendance.state = 'closed')
            and not exists (select 1
                              from outbox
                             where outbox.message_id = message.id
                               and outbox.state in ('queued', 'held', 'leased', 'unknown'))
            and id in (",
    );
    let mut listed = query.separated(", ");
    for place in &places {
        listed.push_bind(&place.id);
    }
    query.push(")");
    let erased = query.build().execute(tx.sqlite()).await?;
    sqlx::query(
        "delete from refused_try
          where exists (select 1 from message where message.id = message_id and message.erased_at is not null)",
    )
    .execute(tx.sqlite())
    .await?;
    Ok((erased.rows_affected(), places.pop()))
}

/// Erases what else was written before `before`, at most `limit` of each kind: internal notes, what was written down when
/// an attendance was concluded, values kept for the next time, files of contacts that were read in, and what could not be
/// worked off. How many rows that were.
pub async fn erase_beside(tx: &mut Tx, before: Timestamp, limit: u32) -> Result<u64, StoreError> {
    let mut erased = 0;
    for sql in [
        "delete from note
          where seq in (select note.seq
                          from note join attendance on attendance.id = note.attendance_id
                         where written_at < $1 and attendance.state = 'closed'
                         limit $2)",
        "update attendance set note = null
          where id in (select id from attendance where closed_at < $1 and note is not null and state = 'closed' limit $2)",
        "delete from quick_value
          where (staff_id, template_name, template_language, slot) in
                (select staff_id, template_name, template_language, slot from quick_value where used_at < $1 limit $2)",
        "delete from contact_import
          where id in (select id from contact_import
                        where updated_at < $1 and state in ('looked', 'done', 'failed') limit $2)",
        "update inbox set raw = ''
          where seq in (select seq from inbox where received_at < $1 and state = 'failed' and raw <> '' limit $2)",
    ] {
        let done = sqlx::query(sql).bind(ms(before)).bind(limit).execute(tx.sqlite()).await?;
        erased += done.rows_affected();
    }
    Ok(erased)
}

/// Who has not been here since `before` stands at the menu from now on, and what they had begun is not kept.
pub async fn leave_old_places(tx: &mut Tx, before: Timestamp) -> Result<u64, StoreError> {
    let home = home();
    let left = sqlx::query(
        "update session
            set state = $2, draft = null, draft_at = null, version = version + 1
          where updated_at < $1 and (state <> $2 or draft is not null)",
    )
    .bind(ms(before))
    .bind(home)
    .execute(tx.sqlite())
    .await?;
    Ok(left.rows_affected())
}
