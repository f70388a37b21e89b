//! Taking what is due: one statement for many rows, with everything that is needed to send them.

use crate::domain::Timestamp;
use crate::domain::contact::{Address, AddressKind};
use crate::domain::delivery::{Delivery, Destination};
use crate::domain::id::{ChannelId, RemoteId};
use crate::store::contact::read_addresses;
use crate::store::row::{Fields, ms};
use crate::store::{Source, StoreError, Tx};
use sqlx::sqlite::SqliteRow;

/// Nothing stands in front of the row in its line, and its channel can send. What is unknown of an attendance that is
/// concluded stands in front of nothing: nobody could settle it for those behind. In both queries, so that what is due is
/// what can be taken.
macro_rules! can_leave {
    () => {
        "$1 not like '% ' || waiting.channel_id || ' %'
        and not exists (
            select 1 from channel where channel.id = waiting.channel_id and channel.is_holding = 1)
        and not exists (
            select 1
              from outbox as earlier
             where earlier.contact_id = waiting.contact_id
               and earlier.channel_id = waiting.channel_id
               and earlier.seq < waiting.seq
               and earlier.state in ('queued', 'leased', 'unknown')
               and (earlier.state <> 'unknown'
                    or exists (select 1
                                 from message
                                 join attendance on attendance.id = message.attendance_id
                                where message.id = earlier.message_id and attendance.state <> 'closed')))"
    };
}

/// Takes up to `limit` deliveries that are due at `now`, first of their line and on a channel that can send and is not `closed`,
/// until `lease_until`, and counts the try that begins. In the order in which they became due.
pub async fn claim(
    tx: &mut Tx,
    now: Timestamp,
    lease_until: Timestamp,
    limit: u32,
    closed: &[ChannelId],
) -> Result<Vec<Delivery>, StoreError> {
    let rows = sqlx::query(concat!(
        "update outbox
            set state = 'leased', attempt = attempt + 1, answered = 0, lease_until = $3, waits_for = null
          where seq in (
            select waiting.seq
              from outbox as waiting
             where waiting.state = 'queued' and waiting.due_at <= $2 and ",
        can_leave!(),
        "    order by waiting.due_at, waiting.seq
             limit $4)
         returning id, message_id, channel_id, contact_id, attempt, due_at, seq,
                   (select content from message where message.id = outbox.message_id) as content,
                   (select answers from message where message.id = outbox.message_id) as answers,
                   (select phone from contact where contact.id = outbox.contact_id) as phone,
                   (select string_agg(kind || ':' || value, ' ')
                      from contact_address
                     where contact_address.contact_id = outbox.contact_id) as addresses,
                   (select last_address
                      from conversation
                     where conversation.contact_id = outbox.contact_id
                       and conversation.channel_id = outbox.channel_id) as last_address"
    ))
    .bind(spaced(closed))
    .bind(ms(now))
    .bind(ms(lease_until))
    .bind(limit)
    .fetch_all(tx.sqlite())
    .await?;
    let mut taken = rows.iter().map(read).collect::<Result<Vec<_>, StoreError>>()?;
    taken.sort_by_key(|(order, _)| *order);
    Ok(taken.into_iter().map(|(_, delivery)| delivery).collect())
}

fn read(row: &SqliteRow) -> Result<((i64, i64), Delivery), StoreError> {
    let row = Fields::of("outbox", "id", row);
    let mut addresses = read_addresses(&row, "addresses")?;
    addresses.retain(is_provider_given);
    let last = read_addresses(&row, "last_address")?.pop();
    let delivery = Delivery {
        id: row.parse("id")?,
        message: row.parse("message_id")?,
        channel: row.word("channel_id")?,
        contact: row.parse("contact_id")?,
        to: Destination::of(row.word_opt("phone")?, addresses, last.as_ref()),
        content: row.json("content")?,
        answers: row.get::<Option<String>>("answers")?.map(RemoteId),
        attempt: row.count("attempt")?,
    };
    Ok(((row.get("due_at")?, row.get("seq")?), delivery))
}

/// The ids, each between spaces, which none of them has.
fn spaced(channels: &[ChannelId]) -> String {
    let ids: Vec<_> = channels.iter().map(ChannelId::as_str).collect();
    format!(" {} ", ids.join(" "))
}

const fn is_provider_given(address: &Address) -> bool {
    match address.kind {
        AddressKind::Dialled => false,
        AddressKind::WaId | AddressKind::Bsuid | AddressKind::Lid => true,
    }
}

/// When the next delivery that is first of its line becomes due; in the past when one is due already, `None` when none
/// is queued, those of `closed` channels left out. What stands behind another comes due by settling that one.
pub async fn next_due(source: impl Source, closed: &[ChannelId]) -> Result<Option<Timestamp>, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query(concat!(
        "select waiting.id, waiting.due_at
           from outbox as waiting
          where waiting.state = 'queued' and ",
        can_leave!(),
        " order by waiting.due_at, waiting.seq limit 1"
    ))
    .bind(spaced(closed))
    .fetch_optional(connection.sqlite())
    .await?;
    row.map(|row| Fields::of("outbox", "id", &row).at("due_at")).transpose()
}
