//! A contact is forgotten: name, numbers, words and notes are erased; what is counted and charged stays, without a person.
//!
//! Needed: afterwards the bytes of the database hold nothing of the person. Chosen: every column that can hold something is
//! emptied in one transaction on a connection that overwrites what it frees, the search's index does the same, and the log
//! of changes is emptied behind it ([`super::super::scrub`]). Rows that count (attendances, messages, costs) stay, empty.
//!
//! Values that people gave for gaps of templates are kept for the next time, and nothing says for whom they were given. A
//! value that went to the contact is taken away wherever it is kept for the same gap, the first name included: at worst
//! somebody types another Maria's name once more.
//!
//! A race: an answer may be under way, to a message that left just before. It is settled as a count alone, because a
//! message that was erased takes no words any more ([`super::super::message::advance_message`]) and the contact no address
//! ([`super::add_addresses`]); what would have left again is given up here.

use super::super::quick_value::forget_value;
use super::super::retention::erased_content;
use super::super::row::{Fields, ms};
use super::super::session::SessionKey;
use super::super::{StoreError, Tx};
use super::load_contact;
use crate::dialogue::State;
use crate::domain::Timestamp;
use crate::domain::cost::Market;
use crate::domain::delivery::Content;
use crate::domain::id::ContactId;

/// Erases the person. The row stays, for what was counted with it, and is listed nowhere.
///
/// The seat is that of who says so: where they go is stored by the step itself.
pub async fn forget_contact(
    tx: &mut Tx,
    id: ContactId,
    seat: SessionKey,
    at: Timestamp,
) -> Result<(), StoreError> {
    let contact = load_contact(&mut *tx, id).await?;
    let phone = contact.phone.as_ref();
    let market_digits = phone.map(|phone| Market::digits(phone.digits()).to_owned());
    let mut identities: Vec<String> = phone.map(|phone| phone.digits().to_owned()).into_iter().collect();
    identities.extend(contact.addresses.into_iter().map(|address| address.value));
    forget_what_was_given(tx, id).await?;
    forget_what_would_leave(tx, id).await?;
    forget_what_would_be_told(tx, id).await?;
    forget_what_was_said(tx, id, at).await?;
    for identity in &identities {
        forget_what_waits(tx, identity).await?;
    }
    let mut traces = identities;
    traces.push(id.to_string());
    // A name only as a whole value: a part of a word is somebody else's, or a key.
    traces.extend(contact.name.and_then(|name| serde_json::to_string(&name).ok()));
    for trace in traces {
        forget_where_people_are(tx, &trace, seat).await?;
    }
    forget_what_is_being_written(tx, id, seat).await?;
    for sql in [
        "delete from refused_try
          where message_id in (select message.id
                                 from message
                                      join attendance on attendance.id = message.attendance_id
                                where attendance.contact_id = $1)",
        "delete from contact_address where contact_id = $1",
        "delete from contact_tag where contact_id = $1",
        "delete from conversation where contact_id = $1",
        "with recursive one (id) as (
             select $1 union select contact_merge.gone_id from contact_merge join one on contact_merge.kept_id = one.id
         )
         update contact_merge set snapshot = '' where kept_id in (select id from one) or gone_id in (select id from one)",
    ] {
        tx.later(sql, [id.to_string().into()]).await?;
    }
    tx.later(
        "update contact
            set name = null, phone = null, number_parts = '', email = null, company = null, note = null,
                blocked_at = null, blocked_by = null, opted_out_at = null, opted_out_by = null, forgotten_at = $2,
                market_digits = $3
          where id = $1",
        [id.to_string().into(), ms(at).into(), market_digits.into()],
    )
    .await
}

/// Values of templates that went to the contact are not offered any more, whoever gave them.
async fn forget_what_was_given(tx: &mut Tx, id: ContactId) -> Result<(), StoreError> {
    let rows = sqlx::query(
        "select distinct content
           from message
          where attendance_id in (select id from attendance where contact_id = $1)
            and content like '{\"kind\":\"template\"%'",
    )
    .bind(id.to_string())
    .fetch_all(tx.sqlite())
    .await?;
    for row in &rows {
        // One that cannot be read is erased with the others.
        let Ok(Content::Template { filled }) = Fields::of("message", "content", row).json("content") else {
            continue;
        };
        for (slot, value) in &filled.values {
            forget_value(tx, &filled.template.key, slot, value).await?;
        }
    }
    Ok(())
}

/// Nothing leaves any more. What is leaving in this moment, or may have left, is settled by who carries it.
async fn forget_what_would_leave(tx: &mut Tx, id: ContactId) -> Result<(), StoreError> {
    tx.later(
        "update message set state = 'failed'
          where id in (select message_id from outbox where contact_id = $1 and state in ('queued', 'held'))",
        [id.to_string().into()],
    )
    .await?;
    tx.later(
        "update outbox set state = 'failed', waits_for = null
          where contact_id = $1 and state in ('queued', 'held')",
        [id.to_string().into()],
    )
    .await
}

/// What was said and has been shown to nobody yet is shown to nobody any more.
async fn forget_what_would_be_told(tx: &mut Tx, id: ContactId) -> Result<(), StoreError> {
    tx.later(
        "delete from notice
          where exists (select 1
                          from message join attendance on attendance.id = message.attendance_id
                         where attendance.contact_id = $1 and instr(notice.payload, message.id) > 0)",
        [id.to_string().into()],
    )
    .await?;
    tx.later(
        "delete from notice
          where instr(payload, '\"kind\":\"unconfirmed\"') > 0
            and exists (select 1 from attendance where contact_id = $1 and instr(notice.payload, attendance.id) > 0)",
        [id.to_string().into()],
    )
    .await
}

/// Messages keep their state and what they cost; ids of providers can hold the number.
async fn forget_what_was_said(tx: &mut Tx, id: ContactId, at: Timestamp) -> Result<(), StoreError> {
    tx.later(
        "delete from inbox
          where source in (select channel_id from attendance where contact_id = $1)
            and exists (select 1
                          from message
                               join attendance on attendance.id = message.attendance_id
                         where attendance.contact_id = $1
                           and message.remote_id is not null
                           and inbox.remote_id like '%' || message.remote_id || '%')",
        [id.to_string().into()],
    )
    .await?;
    tx.later(
        concat!(
            "update message
                set content = ",
            erased_content!("forgotten"),
            ", remote_id = 'forgotten:' || id, erased_at = $2, answers = null, fault = null
              where attendance_id in (select id from attendance where contact_id = $1)"
        ),
        [id.to_string().into(), ms(at).into()],
    )
    .await?;
    for sql in [
        "delete from note where attendance_id in (select id from attendance where contact_id = $1)",
        "update topic set name = '' where attendance_id in (select id from attendance where contact_id = $1)",
        "update attendance set note = null where contact_id = $1",
    ] {
        tx.later(sql, [id.to_string().into()]).await?;
    }
    Ok(())
}

/// What has come and waits for a team that receives holds the person, too; and what our own people wrote, where it could
/// not be worked off.
async fn forget_what_waits(tx: &mut Tx, identity: &str) -> Result<(), StoreError> {
    tx.later(
        "delete from inbox where source in (select id from channel) and instr(raw, $1) > 0",
        [identity.into()],
    )
    .await?;
    tx.later("update inbox set raw = '' where state = 'failed' and instr(raw, $1) > 0", [identity.into()])
        .await
}

/// Words that somebody has begun to write in an attendance with the contact.
async fn forget_what_is_being_written(
    tx: &mut Tx,
    id: ContactId,
    seat: SessionKey,
) -> Result<(), StoreError> {
    tx.later(
        "update session
            set state = $2, draft = null, draft_at = null, version = version + 1
          where exists (select 1
                          from attendance
                         where contact_id = $1
                           and (instr(session.state, attendance.id) > 0 or instr(session.draft, attendance.id) > 0))
            and not (chat_id = $3 and thread_id = $4 and staff_id = $5)",
        [
            id.to_string().into(),
            home().into(),
            seat.chat_id.into(),
            seat.thread_id.into(),
            seat.staff.0.into(),
        ],
    )
    .await
}

/// Where people stand from whom their place was taken.
pub(in super::super) fn home() -> String {
    State::Home.to_stored().unwrap_or_default()
}

/// Whoever stands in the dialogue at something about the person stands at the menu from now on, and values that were kept
/// for the next time are not kept any more.
async fn forget_where_people_are(tx: &mut Tx, trace: &str, seat: SessionKey) -> Result<(), StoreError> {
    tx.later(
        "update session
            set state = $2, draft = null, draft_at = null, version = version + 1
          where (instr(state, $1) > 0 or instr(draft, $1) > 0)
            and not (chat_id = $3 and thread_id = $4 and staff_id = $5)",
        [trace.into(), home().into(), seat.chat_id.into(), seat.thread_id.into(), seat.staff.0.into()],
    )
    .await?;
    tx.later("delete from quick_value where instr(value, $1) > 0", [trace.into()]).await
}
