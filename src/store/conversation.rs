//! What is known of one contact on one channel: when it wrote last, and from where.

use super::row::{ms, word};
use super::{StoreError, Tx};
use crate::domain::Timestamp;
use crate::domain::contact::{Address, AddressKind};
use crate::domain::id::{ChannelId, ContactId};

/// Notes that the contact wrote on the channel at `at`, known by `from` there. Never goes back in time: events come in any
/// order.
pub async fn note_incoming(
    tx: &mut Tx,
    contact: ContactId,
    channel: &ChannelId,
    from: &[Address],
    at: Timestamp,
) -> Result<(), StoreError> {
    // Of several for one message the number, as everywhere where one is sent to.
    let last = from.iter().filter(|one| one.kind != AddressKind::Dialled && can_be_kept(&one.value)).min();
    let last =
        last.map(|one| Ok::<_, StoreError>(format!("{}:{}", word(&one.kind)?, one.value))).transpose()?;
    tx.later(
        "insert into conversation (contact_id, channel_id, last_incoming_at, last_address)
         values ($1, $2, $3, $4)
         on conflict (contact_id, channel_id) do update
            set last_incoming_at = excluded.last_incoming_at,
                last_address = coalesce(excluded.last_address, conversation.last_address)
          where conversation.last_incoming_at < excluded.last_incoming_at",
        [contact.to_string().into(), channel.as_str().into(), ms(at).into(), last.into()],
    )
    .await
}

/// As for the addresses of contacts: a blank would part it when it is read.
fn can_be_kept(value: &str) -> bool {
    !value.is_empty() && !value.contains(char::is_whitespace)
}
