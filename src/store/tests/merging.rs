//! Two contacts become one, and two again exactly as they were.

use super::super::contact::merge::{merge_contacts, part_contacts, successor};
use super::super::contact::profile::{add_tag, load_profile, set_blocked, set_field};
use super::super::contact::search::search_contacts;
use super::super::contact::{load_contact, search_is_sound, touch_contact};
use super::super::message;
use super::super::outbox::{DeliveryState, Start, claim, insert_delivery};
use super::*;
use crate::domain::contact::{Address, AddressKind};
use crate::domain::profile::{Decided, Field, Profile};
use crate::store::attendance::{last_incoming_at, open_of_contact};
use crate::store::conversation::note_incoming;

/// Everything that is known of a contact, but for the merge that can be undone.
async fn whole(store: &Store, id: ContactId) -> (Contact, Profile, Vec<AttendanceId>, Option<Timestamp>) {
    let open = open_of_contact(store, id).await.unwrap().into_iter().map(|one| one.id).collect();
    let profile = Profile { merged: None, ..load_profile(store, id).await.unwrap() };
    let wrote = last_incoming_at(store, id, &oficial()).await.unwrap();
    (load_contact(store, id).await.unwrap(), profile, open, wrote)
}

/// Maria twice: each with an attendance, words and decisions of her own.
async fn twice() -> (Desk, ContactId, ContactId) {
    let desk = desk().await;
    let maria = add_contact(&desk.store, 1, "Maria Souza", "5551999990001").await;
    let other = add_contact(&desk.store, 2, "Mariazinha", "5511988887777").await;
    add_attendance(&desk.store, attendance(11, maria, oficial())).await.unwrap();
    add_attendance(&desk.store, attendance(12, other, loja())).await.unwrap();
    desk.store
        .write(move |tx| {
            async move {
                set_field(tx, maria, Field::Note, Some("paga em dia")).await?;
                set_field(tx, other, Field::Note, Some("prefere a tarde")).await?;
                set_field(tx, other, Field::Email, Some("maria@exemplo.com.br")).await?;
                set_blocked(tx, other, Some(Decided { at: at(3), by: Some(DIEGO) })).await?;
                add_tag(tx, maria, "Atacado").await?;
                add_tag(tx, other, "atacado").await?;
                add_tag(tx, other, "Sul").await?;
                note_incoming(tx, maria, &oficial(), &[], at(40)).await?;
                note_incoming(tx, other, &oficial(), &[], at(50)).await?;
                note_incoming(tx, other, &loja(), &[], at(60)).await
            }
            .boxed()
        })
        .await
        .unwrap();
    (desk, maria, other)
}

async fn merge(desk: &Desk, kept: ContactId, gone: ContactId) {
    desk.store
        .write(move |tx| async move { merge_contacts(tx, kept, gone, CARLA, at(100)).await }.boxed())
        .await
        .unwrap();
}

async fn part(desk: &Desk, kept: ContactId) -> Option<ContactId> {
    let merge = load_profile(&desk.store, kept).await.unwrap().merged.map_or(1, |merged| merged.id);
    desk.store
        .write(move |tx| async move { part_contacts(tx, kept, merge, at(200)).await }.boxed())
        .await
        .unwrap()
}

#[tokio::test]
async fn nothing_is_lost_when_two_become_one() {
    let (desk, maria, other) = twice().await;
    merge(&desk, maria, other).await;
    let (contact, profile, open, wrote) = whole(&desk.store, maria).await;
    assert_eq!(contact.name.as_deref(), Some("Maria Souza"));
    assert_eq!(contact.addresses.len(), 2);
    assert_eq!(profile.details.note.as_deref(), Some("paga em dia\nprefere a tarde"));
    assert_eq!(profile.details.email.as_deref(), Some("maria@exemplo.com.br"));
    assert_eq!(profile.tags.len(), 2);
    assert!(profile.blocked.is_some(), "the stricter of what was decided");
    assert_eq!((open.len(), wrote), (2, Some(at(50))));
    assert_eq!(successor(&desk.store, other).await.unwrap(), Some(maria));
    let found = search_contacts(&desk.store, "7777", 0, 8, 8).await.unwrap().rows;
    assert_eq!(found.iter().map(|one| one.id).collect::<Vec<_>>(), [maria], "found by the other's number");
    assert!(search_contacts(&desk.store, "mariazinha", 0, 8, 8).await.unwrap().rows.is_empty());
    assert!(load_contact(&desk.store, other).await.is_err());
}

#[tokio::test]
async fn parted_again_both_are_exactly_as_they_were() {
    let (desk, maria, other) = twice().await;
    let before = (whole(&desk.store, maria).await, whole(&desk.store, other).await);
    merge(&desk, maria, other).await;
    assert_eq!(part(&desk, maria).await, Some(other));
    assert_eq!((whole(&desk.store, maria).await, whole(&desk.store, other).await), before);
    assert_eq!(part(&desk, maria).await, None, "once");
    assert_eq!(successor(&desk.store, other).await.unwrap(), None);
    let sound =
        desk.store.write(|tx| async move { Ok::<_, StoreError>(search_is_sound(tx).await) }.boxed()).await;
    assert!(sound.unwrap());
}

#[tokio::test]
async fn what_was_changed_since_stays_with_the_one_that_is_left() {
    let (desk, maria, other) = twice().await;
    merge(&desk, maria, other).await;
    desk.store
        .write(move |tx| {
            async move {
                set_field(tx, maria, Field::Name, Some("Maria S. Lima")).await?;
                note_incoming(tx, maria, &oficial(), &[], at(150)).await?;
                touch_contact(tx, maria, at(150)).await
            }
            .boxed()
        })
        .await
        .unwrap();
    part(&desk, maria).await;
    let (contact, profile, _, wrote) = whole(&desk.store, maria).await;
    assert_eq!((contact.name.as_deref(), contact.active_at), (Some("Maria S. Lima"), at(150)));
    assert_eq!((profile.details.email, wrote), (None, Some(at(150))));
}

#[tokio::test]
async fn two_that_are_both_attended_on_one_channel_stay_two() {
    let (desk, maria, other) = twice().await;
    add_attendance(&desk.store, attendance(13, other, oficial())).await.unwrap();
    let refused = desk
        .store
        .write(move |tx| async move { merge_contacts(tx, maria, other, CARLA, at(100)).await }.boxed())
        .await;
    assert!(refused.is_err_and(|error| error.is_conflict(Constraint::OneOpenAttendance)));
    assert!(load_contact(&desk.store, other).await.is_ok());
}

async fn try_merge(desk: &Desk, kept: ContactId, gone: ContactId) -> Result<(), StoreError> {
    desk.store
        .write(move |tx| async move { merge_contacts(tx, kept, gone, CARLA, at(100)).await }.boxed())
        .await
}

async fn try_part(desk: &Desk, kept: ContactId) -> Result<Option<ContactId>, StoreError> {
    desk.store.write(move |tx| async move { part_contacts(tx, kept, 1, at(200)).await }.boxed()).await
}

/// A message to the contact is queued.
async fn queue(desk: &Desk, n: u128, of: AttendanceId, to: ContactId, channel: ChannelId) {
    let mut said = outgoing(n, of, MessageState::Queued);
    said.created_at = at(n.try_into().unwrap());
    let leaving = delivery(n, &said, to, channel);
    desk.store
        .write(move |tx| {
            async move {
                message::insert_message(tx, &said, None).await?;
                insert_delivery(tx, &leaving, DeliveryState::Queued, Start::at_once(at(0))).await
            }
            .boxed()
        })
        .await
        .unwrap();
}

async fn claimed(desk: &Desk) -> Vec<Delivery> {
    desk.store.write(|tx| async move { claim(tx, at(300), at(400), 9, &[]).await }.boxed()).await.unwrap()
}

#[tokio::test]
async fn with_an_attendance_opened_since_they_stay_one() {
    let (desk, maria, other) = twice().await;
    merge(&desk, maria, other).await;
    assert!(!load_profile(&desk.store, maria).await.unwrap().merged.unwrap().is_lived_on);
    let third = ChannelId::new("terceiro").unwrap();
    desk.store
        .write({
            let third = third.clone();
            move |tx| async move { channel::ensure_channel(tx, &third, "Terceiro").await }.boxed()
        })
        .await
        .unwrap();
    add_attendance(&desk.store, attendance(13, maria, third)).await.unwrap();
    let before = whole(&desk.store, maria).await;
    assert!(load_profile(&desk.store, maria).await.unwrap().merged.unwrap().is_lived_on);
    assert!(matches!(try_part(&desk, maria).await, Err(StoreError::Stale)));
    assert_eq!(whole(&desk.store, maria).await, before);
    assert!(load_contact(&desk.store, other).await.is_err());
}

#[tokio::test]
async fn who_comes_back_takes_nobodys_place_in_the_list() {
    let (desk, maria, other) = twice().await;
    merge(&desk, maria, other).await;
    let rita = add_contact(&desk.store, 3, "Rita", "5521977776666").await;
    assert_eq!(part(&desk, maria).await, Some(other));
    assert_eq!(load_contact(&desk.store, rita).await.unwrap().name.as_deref(), Some("Rita"));
    assert_eq!(load_contact(&desk.store, other).await.unwrap().name.as_deref(), Some("Mariazinha"));
}

#[tokio::test]
async fn while_a_message_is_leaving_nobody_becomes_one_or_two() {
    let (desk, maria, other) = twice().await;
    queue(&desk, 21, AttendanceId::new(Uuid::from_u128(12)), other, loja()).await;
    assert_eq!(claimed(&desk).await.len(), 1);
    assert!(load_profile(&desk.store, other).await.unwrap().is_leaving);
    assert!(matches!(try_merge(&desk, maria, other).await, Err(StoreError::Stale)));
    assert!(matches!(try_merge(&desk, other, maria).await, Err(StoreError::Stale)));
    assert!(load_contact(&desk.store, other).await.is_ok());

    let (desk, maria, other) = twice().await;
    merge(&desk, maria, other).await;
    queue(&desk, 21, AttendanceId::new(Uuid::from_u128(12)), maria, loja()).await;
    assert_eq!(claimed(&desk).await.len(), 1);
    assert!(matches!(try_part(&desk, maria).await, Err(StoreError::Stale)));
    assert!(load_contact(&desk.store, other).await.is_err());
}

#[tokio::test]
async fn who_became_one_is_answered_where_they_wrote_from_last() {
    let (desk, maria, other) = twice().await;
    let known = |value: &str| Address { kind: AddressKind::WaId, value: value.to_owned() };
    let (first, second) = (known("555199990001"), known("551188887777"));
    desk.store
        .write({
            let (first, second) = (first.clone(), second.clone());
            move |tx| {
                async move {
                    contact::add_addresses(tx, maria, std::slice::from_ref(&first), at(70)).await?;
                    contact::add_addresses(tx, other, std::slice::from_ref(&second), at(70)).await?;
                    note_incoming(tx, maria, &oficial(), &[first], at(80)).await?;
                    note_incoming(tx, other, &oficial(), &[second], at(70)).await
                }
                .boxed()
            }
        })
        .await
        .unwrap();
    merge(&desk, maria, other).await;
    queue(&desk, 21, AttendanceId::new(Uuid::from_u128(11)), maria, oficial()).await;
    queue(&desk, 22, AttendanceId::new(Uuid::from_u128(12)), maria, loja()).await;
    let leaving = claimed(&desk).await;
    assert_eq!(leaving.len(), 2);
    for one in leaving {
        assert_eq!(one.to.addresses.first(), Some(&first), "{}", one.channel);
    }
}
