//! A contact has another number or user id, and stays one contact.

use super::desk::fresh_ids;
use super::incoming::announce;
use super::notice;
use crate::domain::Timestamp;
use crate::domain::contact::{Address, AddressKind};
use crate::domain::delivery::Content;
use crate::domain::event::Renumbered;
use crate::domain::id::ChannelId;
use crate::domain::message::{Direction, Message, MessageState};
use crate::store::{StoreError, Tx};
use crate::store::{attendance, contact, message};

/// A contact has another number or user id: it stays one contact, and who has their attendance is told. Where somebody
/// else on file has the new one already, nothing is merged silently: only what is nobody's is added, and who has the
/// attendance can make the two one.
pub(super) async fn apply_new_identity(
    tx: &mut Tx,
    channel: &ChannelId,
    renumbered: &Renumbered,
    now: Timestamp,
) -> Result<(), StoreError> {
    let found = contact::find_by_addresses(&mut *tx, &renumbered.from).await?;
    let [person] = &found[..] else { return Ok(()) };
    let mut to = renumbered.to.clone();
    if let Some(phone) = &renumbered.phone {
        let dialled = phone.as_dialled();
        if contact::set_phone(tx, person.id, &dialled, now).await?.is_none() {
            // The number is another one; the person is not.
            let lasting = |one: &&Address| matches!(one.kind, AddressKind::Bsuid | AddressKind::Lid);
            to.extend(person.addresses.iter().filter(lasting).cloned());
        }
    }
    contact::add_addresses(tx, person.id, &to, now).await?;
    let Some(open) = attendance::find_open(&mut *tx, person.id, channel).await? else { return Ok(()) };
    let Some(phone) = &renumbered.phone else { return Ok(()) };
    let told = Message {
        id: fresh_ids().message,
        attendance: open.id,
        direction: Direction::In,
        content: Content::Other {
            what: "new_number".to_owned(),
            caption: Some(phone.as_dialled().display()),
        },
        state: MessageState::Received,
        state_at: renumbered.at,
        remote: Some(renumbered.remote.clone()),
        fault: None,
        answers: None,
        created_at: now,
    };
    message::insert_message(tx, &told, None).await?;
    notice::refresh_cards(tx, open.id, now).await?;
    announce(tx, &open, &told, 0, now).await
}
