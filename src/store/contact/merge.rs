//! Two contacts become one, and two again.
//!
//! Needed: nothing is lost, every list and search knows one of them only, and for a day they can be parted exactly. Chosen:
//! what belongs to the one that goes is given to the one that is left, its row is deleted, and a snapshot says how both
//! were and what went over. Rejected: a mark on the row, which every query that names a contact would have to respect.
//!
//! Parting gives back what went over. What was changed since on the one that is left stays as it was changed. Who of the
//! two is meant by an attendance that was opened since nobody knows, so then they stay one; and nothing of this happens
//! while a message is leaving, because who carries it knows the contact as it was (`standing`).

use super::super::row::{Fields, json, ms};
use super::super::{Source, StoreError, Tx};
use super::before::{attendances_of, rows, tags_of, wrote, wrote_from};
use super::search::number_parts;
use super::standing::{is_leaving, is_lived_on};
use crate::domain::Timestamp;
use crate::domain::id::{ContactId, StaffId};
use serde::{Deserialize, Serialize};
use sqlx::Row as _;

/// The columns of a contact that a merge can change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Columns {
    name: Option<String>,
    phone: Option<String>,
    active_at: i64,
    email: Option<String>,
    company: Option<String>,
    note: Option<String>,
    blocked_at: Option<i64>,
    blocked_by: Option<i64>,
    opted_out_at: Option<i64>,
    opted_out_by: Option<i64>,
}

/// How both were, and what went over.
#[derive(Debug, Serialize, Deserialize)]
struct Snapshot {
    kept: Columns,
    /// The one that is left, as the merge made it.
    made: Columns,
    gone: Columns,
    addresses: Vec<(String, String, i64)>,
    attendances: Vec<String>,
    /// Those that the one that is left had of its own. Not kept by merges of before it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kept_attendances: Option<Vec<String>>,
    /// Tags of the one that went, and those that the one that is left got by it.
    gone_tags: Vec<i64>,
    new_tags: Vec<i64>,
    /// When each wrote last, by channel.
    kept_wrote: Vec<(String, i64)>,
    gone_wrote: Vec<(String, i64)>,
    /// From which address each wrote then, by channel, where that is known.
    #[serde(default)]
    kept_from: Vec<(String, String)>,
    #[serde(default)]
    gone_from: Vec<(String, String)>,
}

/// The contact that is there now in the place of one that is gone; `None` when nobody took it.
pub async fn successor(source: impl Source, gone: ContactId) -> Result<Option<ContactId>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query(
        "with recursive led (id, step) as (
           select kept_id, 1 from contact_merge where gone_id = $1 and undone_at is null
           union all
           select kept_id, step + 1
             from contact_merge
                  join led on led.id = gone_id
            where undone_at is null and step < 32
         )
         select led.id from led join contact on contact.id = led.id order by step desc limit 1",
    )
    .bind(gone.to_string())
    .fetch_optional(connection.sqlite())
    .await?;
    row.map(|row| Fields::of("contact_merge", "id", &row).parse("id")).transpose()
}

async fn columns(tx: &mut Tx, id: ContactId) -> Result<Columns, StoreError> {
    let row = sqlx::query(
        "select id, name, phone, active_at, email, company, note, blocked_at, blocked_by, opted_out_at,
                opted_out_by
           from contact
          where id = $1",
    )
    .bind(id.to_string())
    .fetch_optional(tx.sqlite())
    .await?
    .ok_or_else(|| StoreError::Missing { table: "contact", id: id.to_string() })?;
    let row = Fields::of("contact", "id", &row);
    Ok(Columns {
        name: row.get("name")?,
        phone: row.get("phone")?,
        active_at: row.get("active_at")?,
        email: row.get("email")?,
        company: row.get("company")?,
        note: row.get("note")?,
        blocked_at: row.get("blocked_at")?,
        blocked_by: row.get("blocked_by")?,
        opted_out_at: row.get("opted_out_at")?,
        opted_out_by: row.get("opted_out_by")?,
    })
}

/// What the one that is left becomes: its own words first, the other's where it has none; both notes; the stricter of what
/// was decided.
fn joined(kept: &Columns, gone: &Columns) -> Columns {
    let first = |a: &Option<String>, b: &Option<String>| a.clone().or_else(|| b.clone());
    let note = match (&kept.note, &gone.note) {
        (Some(a), Some(b)) if a != b => Some(format!("{a}\n{b}")),
        (a, b) => first(a, b),
    };
    let (blocked, out) = (kept.blocked_at.is_some(), kept.opted_out_at.is_some());
    Columns {
        name: first(&kept.name, &gone.name),
        phone: first(&kept.phone, &gone.phone),
        active_at: kept.active_at.max(gone.active_at),
        email: first(&kept.email, &gone.email),
        company: first(&kept.company, &gone.company),
        note,
        blocked_at: kept.blocked_at.or(gone.blocked_at),
        blocked_by: if blocked { kept.blocked_by } else { gone.blocked_by },
        opted_out_at: kept.opted_out_at.or(gone.opted_out_at),
        opted_out_by: if out { kept.opted_out_by } else { gone.opted_out_by },
    }
}

/// What the one that is left becomes again: what the merge made of it goes back, what was changed since stays.
fn parted(now: &Columns, made: &Columns, before: &Columns) -> Columns {
    fn back<T: Clone + PartialEq>(now: &T, made: &T, before: &T) -> T {
        if now == made { before.clone() } else { now.clone() }
    }
    let blocked = (now.blocked_at, now.blocked_by);
    let blocked =
        back(&blocked, &(made.blocked_at, made.blocked_by), &(before.blocked_at, before.blocked_by));
    let out = (now.opted_out_at, now.opted_out_by);
    let out =
        back(&out, &(made.opted_out_at, made.opted_out_by), &(before.opted_out_at, before.opted_out_by));
    Columns {
        name: back(&now.name, &made.name, &before.name),
        phone: back(&now.phone, &made.phone, &before.phone),
        active_at: back(&now.active_at, &made.active_at, &before.active_at),
        email: back(&now.email, &made.email, &before.email),
        company: back(&now.company, &made.company, &before.company),
        note: back(&now.note, &made.note, &before.note),
        blocked_at: blocked.0,
        blocked_by: blocked.1,
        opted_out_at: out.0,
        opted_out_by: out.1,
    }
}

async fn write_columns(tx: &mut Tx, id: ContactId, to: &Columns) -> Result<(), StoreError> {
    let addresses = super::load_contact(&mut *tx, id).await?.addresses;
    tx.later(
        "update contact
            set name = $2, phone = $3, active_at = $4, email = $5, company = $6, note = $7, blocked_at = $8,
                blocked_by = $9, opted_out_at = $10, opted_out_by = $11, number_parts = $12
          where id = $1",
        [
            id.to_string().into(),
            to.name.clone().into(),
            to.phone.clone().into(),
            to.active_at.into(),
            to.email.clone().into(),
            to.company.clone().into(),
            to.note.clone().into(),
            to.blocked_at.into(),
            to.blocked_by.into(),
            to.opted_out_at.into(),
            to.opted_out_by.into(),
            number_parts(addresses.iter()).into(),
        ],
    )
    .await
}

async fn snapshot_of(
    tx: &mut Tx,
    (kept, before): (ContactId, Columns),
    (gone, other): (ContactId, Columns),
    made: Columns,
) -> Result<Snapshot, StoreError> {
    let (kept_tags, gone_tags) = (tags_of(tx, kept).await?, tags_of(tx, gone).await?);
    let sql = "select kind, value, added_at from contact_address where contact_id = $1";
    let addresses = rows(tx, sql, gone)
        .await?
        .iter()
        .map(|row| Ok((row.try_get("kind")?, row.try_get("value")?, row.try_get("added_at")?)))
        .collect::<Result<Vec<_>, sqlx::Error>>()?;
    Ok(Snapshot {
        new_tags: gone_tags.iter().copied().filter(|tag| !kept_tags.contains(tag)).collect(),
        gone_tags,
        kept_wrote: wrote(tx, kept).await?,
        gone_wrote: wrote(tx, gone).await?,
        kept_from: wrote_from(tx, kept).await?,
        gone_from: wrote_from(tx, gone).await?,
        kept: before,
        made,
        gone: other,
        addresses,
        attendances: attendances_of(tx, gone).await?,
        kept_attendances: Some(attendances_of(tx, kept).await?),
    })
}

/// Makes two contacts one. `Conflict(OneOpenAttendance)` when both are being attended on one channel, and `Stale` while a
/// message to either is leaving.
pub async fn merge_contacts(
    tx: &mut Tx,
    kept: ContactId,
    gone: ContactId,
    by: StaffId,
    at: Timestamp,
) -> Result<(), StoreError> {
    if is_leaving(tx.sqlite(), kept).await? || is_leaving(tx.sqlite(), gone).await? {
        return Err(StoreError::Stale);
    }
    let (before, other) = (columns(tx, kept).await?, columns(tx, gone).await?);
    let made = joined(&before, &other);
    let snapshot = snapshot_of(tx, (kept, before), (gone, other), made.clone()).await?;
    let both = || [kept.to_string().into(), gone.to_string().into()];
    for sql in [
        "update contact_address set contact_id = $1 where contact_id = $2",
        "update attendance set contact_id = $1 where contact_id = $2",
        "update outbox set contact_id = $1 where contact_id = $2",
        "insert into contact_tag (contact_id, tag_id) select $1, tag_id from contact_tag where contact_id = $2
         on conflict (contact_id, tag_id) do nothing",
        "insert into conversation (contact_id, channel_id, last_incoming_at, last_address)
         select $1, channel_id, last_incoming_at, last_address from conversation where contact_id = $2
         on conflict (contact_id, channel_id) do update
            set last_incoming_at = excluded.last_incoming_at, last_address = excluded.last_address
          where conversation.last_incoming_at < excluded.last_incoming_at",
    ] {
        tx.later(sql, both()).await?;
    }
    tx.later("delete from contact where id = $1", [gone.to_string().into()]).await?;
    write_columns(tx, kept, &made).await?;
    tx.later(
        "insert into contact_merge (kept_id, gone_id, staff_id, at, undone_at, snapshot)
         values ($1, $2, $3, $4, null, $5)",
        [
            kept.to_string().into(),
            gone.to_string().into(),
            by.0.into(),
            ms(at).into(),
            json(&snapshot)?.into(),
        ],
    )
    .await
}

/// Parts them again; the id of the one that is back. `None`, and nothing changed, when that was done already or is not
/// possible any more. `Stale` while a message is leaving, and when an attendance was opened since.
pub async fn part_contacts(
    tx: &mut Tx,
    kept: ContactId,
    merge: i64,
    at: Timestamp,
) -> Result<Option<ContactId>, StoreError> {
    if is_leaving(tx.sqlite(), kept).await? || is_lived_on(tx.sqlite(), merge).await? {
        return Err(StoreError::Stale);
    }
    let row = sqlx::query(
        "update contact_merge
            set undone_at = $3
          where id = $1 and kept_id = $2 and undone_at is null and snapshot <> ''
          returning id, gone_id, snapshot",
    )
    .bind(merge)
    .bind(kept.to_string())
    .bind(ms(at))
    .fetch_optional(tx.sqlite())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let row = Fields::of("contact_merge", "id", &row);
    let (gone, snapshot): (ContactId, Snapshot) = (row.parse("gone_id")?, row.json("snapshot")?);
    let now = columns(tx, kept).await?;
    // With a place of its own in the list: the one it had may be somebody else's by now.
    tx.later(
        "insert into contact (id, name, phone, number_parts, active_at) values ($1, null, null, '', $2)",
        [gone.to_string().into(), snapshot.gone.active_at.into()],
    )
    .await?;
    give_back(tx, kept, gone, &snapshot).await?;
    write_columns(tx, gone, &snapshot.gone).await?;
    write_columns(tx, kept, &parted(&now, &snapshot.made, &snapshot.kept)).await?;
    tx.later("update contact_merge set snapshot = '' where id = $1", [merge.into()]).await?;
    Ok(Some(gone))
}

async fn give_back(
    tx: &mut Tx,
    kept: ContactId,
    gone: ContactId,
    snapshot: &Snapshot,
) -> Result<(), StoreError> {
    for (kind, value, added_at) in &snapshot.addresses {
        // One that was taken away since is given back, too; one that is somebody else's by now stays theirs.
        tx.later(
            "insert into contact_address (kind, value, contact_id, added_at) values ($1, $2, $3, $4)
             on conflict (kind, value) do update set contact_id = excluded.contact_id, added_at = excluded.added_at
              where contact_address.contact_id = $5",
            [
                kind.as_str().into(),
                value.as_str().into(),
                gone.to_string().into(),
                (*added_at).into(),
                kept.to_string().into(),
            ],
        )
        .await?;
    }
    for attendance in &snapshot.attendances {
        for sql in [
            "update attendance set contact_id = $1 where id = $2",
            "update outbox set contact_id = $1
              where message_id in (select id from message where attendance_id = $2)",
        ] {
            tx.later(sql, [gone.to_string().into(), attendance.as_str().into()]).await?;
        }
    }
    for tag in &snapshot.new_tags {
        let sql = "delete from contact_tag where contact_id = $1 and tag_id = $2";
        tx.later(sql, [kept.to_string().into(), (*tag).into()]).await?;
    }
    for tag in &snapshot.gone_tags {
        let sql = "insert into contact_tag (contact_id, tag_id) select $1, id from tag where id = $2";
        tx.later(sql, [gone.to_string().into(), (*tag).into()]).await?;
    }
    give_back_wrote(tx, kept, gone, snapshot).await
}

async fn give_back_wrote(
    tx: &mut Tx,
    kept: ContactId,
    gone: ContactId,
    snapshot: &Snapshot,
) -> Result<(), StoreError> {
    let from = |all: &[(String, String)], channel: &str| {
        all.iter().find(|(one, _)| one == channel).map(|(_, address)| address.clone())
    };
    for (channel, at) in &snapshot.gone_wrote {
        let before = snapshot.kept_wrote.iter().find(|(one, _)| one == channel).map(|(_, at)| *at);
        // Who wrote since the merge wrote to the one that is left.
        let made = before.map_or(*at, |before| before.max(*at));
        let own: [super::super::tx::Bound; 5] = [
            kept.to_string().into(),
            channel.as_str().into(),
            made.into(),
            before.unwrap_or_default().into(),
            from(&snapshot.kept_from, channel).into(),
        ];
        let sql = if before.is_some() {
            "update conversation set last_incoming_at = $4, last_address = $5
              where contact_id = $1 and channel_id = $2 and last_incoming_at = $3"
        } else {
            "delete from conversation
              where contact_id = $1 and channel_id = $2 and last_incoming_at = $3 and $4 = 0 and $5 is null"
        };
        tx.later(sql, own).await?;
        tx.later(
            "insert into conversation (contact_id, channel_id, last_incoming_at, last_address)
             values ($1, $2, $3, $4)",
            [
                gone.to_string().into(),
                channel.as_str().into(),
                (*at).into(),
                from(&snapshot.gone_from, channel).into(),
            ],
        )
        .await?;
    }
    Ok(())
}
