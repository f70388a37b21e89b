//! What a card says beside its attendance, read at once: cards are drawn more often than anything else.

use super::contact::read;
use super::row::Fields;
use super::{Source, StoreError};
use crate::domain::Timestamp;
use crate::domain::contact::Contact;
use crate::domain::cost::Charged;
use crate::domain::delivery::WaitsFor;
use crate::domain::id::AttendanceId;

/// What stands around an attendance.
#[derive(Debug, Clone, PartialEq)]
pub struct Circumstances {
    /// With whom it is.
    pub contact: Contact,
    /// How many messages wait for the contact to write.
    pub held: u32,
    /// How many internal notes there are.
    pub notes: u32,
    /// For what the first of the queued messages waits, and until when at the earliest.
    pub waits: Option<(WaitsFor, Timestamp)>,
    /// When the contact last wrote on the channel, by the provider's clock.
    pub last_incoming_at: Option<Timestamp>,
    /// How the messages of ours are charged, as far as the provider has told.
    pub charged: Vec<Charged>,
}

/// Those of the attendance with this id, which must exist.
pub async fn circumstances(source: impl Source, id: AttendanceId) -> Result<Circumstances, StoreError> {
    let mut connection = source.reader().connect().await?;
    let row = sqlx::query(
        "select contact.id, contact.name, contact.phone, contact.active_at,
                coalesce(contact.phone, contact.market_digits) as charged_to,
                (select string_agg(kind || ':' || value, ' ')
                   from contact_address
                  where contact_address.contact_id = contact.id) as addresses,
                (select count(*)
                   from message
                  where message.attendance_id = attendance.id and message.state = 'held') as held,
                (select count(*) from note where note.attendance_id = attendance.id) as notes,
                (select string_agg(charge, '\n')
                   from (select count(*) || ' ' || min(created_at) || ' ' || pricing as charge
                           from message
                          where message.attendance_id = attendance.id
                            and message.direction = 'out'
                            and message.state <> 'failed'
                            and message.pricing is not null
                          group by pricing, created_at / 86400000) as charges) as charges,
                (select outbox.waits_for || ' ' || outbox.due_at
                   from outbox
                  where outbox.contact_id = attendance.contact_id
                    and outbox.channel_id = attendance.channel_id
                    and outbox.state in ('queued', 'leased', 'unknown')
                    and outbox.waits_for is not null
                  order by outbox.seq
                  limit 1) as waits,
                (select conversation.last_incoming_at
                   from conversation
                  where conversation.contact_id = attendance.contact_id
                    and conversation.channel_id = attendance.channel_id) as last_incoming_at
           from attendance
           join contact on contact.id = attendance.contact_id
          where attendance.id = $1",
    )
    .bind(id.to_string())
    .fetch_optional(connection.sqlite())
    .await?
    .ok_or_else(|| StoreError::Missing { table: "attendance", id: id.to_string() })?;
    let fields = Fields::of("contact", "id", &row);
    Ok(Circumstances {
        contact: read(&row)?,
        held: fields.count("held")?,
        notes: fields.count("notes")?,
        waits: fields.get::<Option<&str>>("waits")?.and_then(|text| waits(&fields, text)),
        last_incoming_at: fields.at_opt("last_incoming_at")?,
        charged: charges(fields.get("charges")?, fields.get("charged_to")?),
    })
}

/// For what, and when it is due.
fn waits(fields: &Fields<'_>, text: &str) -> Option<(WaitsFor, Timestamp)> {
    let (word, at) = text.split_once(' ')?;
    Some((fields.as_word("waits", word).ok()?, Timestamp::from_timestamp_millis(at.parse().ok()?)?))
}

/// One a line: how many, since when, how.
fn charges(text: Option<&str>, to: Option<&str>) -> Vec<Charged> {
    let read = |line: &str| {
        let (count, rest) = line.split_once(' ')?;
        let (at, pricing) = rest.split_once(' ')?;
        Some(Charged {
            pricing: serde_json::from_str(pricing).ok()?,
            count: count.parse().ok()?,
            at: Timestamp::from_timestamp_millis(at.parse().ok()?)?,
            to: to.map(str::to_owned),
        })
    };
    text.unwrap_or_default().lines().filter_map(read).collect()
}
