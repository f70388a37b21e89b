//! Contacts: found by any identity and by what is typed.

use super::super::contact::search::search_contacts;
use super::super::contact::*;
use super::super::conversation::note_incoming;
use super::*;
use crate::domain::contact::{Address, AddressKind};

fn address(kind: AddressKind, value: &str) -> Address {
    Address { kind, value: value.to_owned() }
}

async fn give(store: &Store, id: ContactId, addresses: Vec<Address>) -> Vec<(Address, ContactId)> {
    store
        .write(move |tx| async move { add_addresses(tx, id, &addresses, at(5)).await }.boxed())
        .await
        .unwrap()
}

async fn typed(store: &Store, text: &str) -> Vec<String> {
    let found = search_contacts(store, text, 0, 50, 50).await.unwrap();
    assert_eq!(usize::try_from(found.total).unwrap(), found.rows.len(), "{text}");
    found.rows.into_iter().filter_map(|contact| contact.name).collect()
}

#[tokio::test]
async fn joao_finds_joão_by_any_beginning_of_any_word() {
    let desk = desk().await;
    add_contact(&desk.store, 1, "João da Silva", "5551999990001").await;
    add_contact(&desk.store, 2, "Maria Conceição", "5551999990002").await;
    add_contact(&desk.store, 3, "Joana Prado", "5511988887777").await;
    let joão = ["João da Silva"];
    for text in ["joao", "JOÃO", "silva joa", "sil", "João da-Silva", "da"] {
        assert_eq!(typed(&desk.store, text).await, joão, "{text}");
    }
    assert_eq!(typed(&desk.store, "jo").await, ["Joana Prado", "João da Silva"], "the newest first");
    assert_eq!(typed(&desk.store, "conceicao").await, ["Maria Conceição"]);
    assert!(typed(&desk.store, "pedro").await.is_empty());
    assert_eq!(typed(&desk.store, "  ").await.len(), 3, "nothing typed shows all");
}

#[tokio::test]
async fn any_part_of_a_number_finds_its_contact() {
    let desk = desk().await;
    add_contact(&desk.store, 1, "Maria", "5551999990001").await;
    add_contact(&desk.store, 2, "Paulo", "5511988887777").await;
    for text in ["+55 51 99999-0001", "51 99999", "0001", "5551", "999990"] {
        assert_eq!(typed(&desk.store, text).await, ["Maria"], "{text}");
    }
    assert_eq!(typed(&desk.store, "55").await.len(), 2);
}

#[tokio::test]
async fn every_part_of_a_number_finds_it_and_what_is_no_part_of_it_does_not() {
    let desk = desk().await;
    let id = add_contact(&desk.store, 1, "Maria", "5551987654321").await;
    give(&desk.store, id, vec![address(AddressKind::WaId, "555187654321")]).await;
    let number = "5551987654321";
    for (from, _) in number.char_indices() {
        for part in (from + 4..=number.len()).filter_map(|to| number.get(from..to)) {
            assert_eq!(typed(&desk.store, part).await, ["Maria"], "{part}");
        }
    }
    give(&desk.store, id, vec![address(AddressKind::WaId, "3217654")]).await;
    // The first has its digits, but not in a row; the others begin in one number and end in the other.
    for foreign in ["555198765321", "43215551", "2155551", "98765432100", "43217", "432176"] {
        assert!(typed(&desk.store, foreign).await.is_empty(), "{foreign}");
    }
}

#[tokio::test]
async fn a_long_number_in_a_note_is_found_by_its_beginning() {
    let desk = desk().await;
    let id = add_contact(&desk.store, 1, "Maria", "5551999990001").await;
    desk.store
        .write(move |tx| {
            async move {
                tx.later(
                    "update contact set note = 'pedido 1234567890' where id = $1",
                    [id.to_string().into()],
                )
                .await
            }
            .boxed()
        })
        .await
        .unwrap();
    assert_eq!(typed(&desk.store, "1234567").await, ["Maria"]);
    assert_eq!(typed(&desk.store, "maria 123456").await, ["Maria"]);
    assert_eq!(typed(&desk.store, "1234567890").await, ["Maria"]);
    assert_eq!(typed(&desk.store, "maria 123456789").await, ["Maria"]);
    for foreign in ["234567", "12345678901", "91234567890", "maria 234567890"] {
        assert!(typed(&desk.store, foreign).await.is_empty(), "{foreign}");
    }
}

#[tokio::test]
async fn a_long_number_is_not_found_by_its_end_alone() {
    let desk = desk().await;
    add_contact(&desk.store, 1, "Maria", "5551987654321").await;
    add_contact(&desk.store, 2, "Paulo", "5511987654321").await;
    assert_eq!(typed(&desk.store, "5551987654321").await, ["Maria"]);
    assert_eq!(typed(&desk.store, "51987654321").await, ["Maria"]);
    assert_eq!(typed(&desk.store, "paulo 5511987654321").await, ["Paulo"]);
    assert!(typed(&desk.store, "maria 5511987654321").await.is_empty());
    assert_eq!(typed(&desk.store, "987654321").await.len(), 2);
}

#[tokio::test]
async fn pages_of_what_is_found_follow_each_other() {
    let desk = desk().await;
    for n in 1..=5 {
        add_contact(&desk.store, n, "Ana", &format!("555199999000{n}")).await;
    }
    let page = async |offset, at_most| {
        let found = search_contacts(&desk.store, "ana", offset, 2, at_most).await.unwrap();
        let numbers = found.rows.into_iter().map(|one| one.phone.unwrap().digits().to_owned());
        (numbers.collect::<Vec<_>>(), found.total)
    };
    let of = |ends: &[u8]| ends.iter().map(|n| format!("555199999000{n}")).collect::<Vec<_>>();
    assert_eq!(page(0, 100).await, (of(&[5, 4]), 5));
    assert_eq!(page(4, 100).await, (of(&[1]), 5));
    assert_eq!(page(6, 100).await, (of(&[]), 5), "a page that is gone");
    assert_eq!(page(4, 3).await, (of(&[1]), 3), "counted so far");
}

#[tokio::test]
async fn what_is_typed_is_never_syntax() {
    let desk = desk().await;
    add_contact(&desk.store, 1, "Maria", "5551999990001").await;
    for text in ["\"", "maria\" OR \"", "name:maria*", "NEAR(", "-maria ^", "%' or 1=1 --", "(((", "a\0b"] {
        search_contacts(&desk.store, text, 0, 8, 8).await.unwrap();
    }
    assert_eq!(typed(&desk.store, "\"maria\"").await, ["Maria"]);
}

#[tokio::test]
async fn the_search_follows_names_and_numbers_that_change() {
    let desk = desk().await;
    let id = add_contact(&desk.store, 1, "Maria", "5551999990001").await;
    give(&desk.store, id, vec![address(AddressKind::WaId, "555199990001")]).await;
    let sound = desk
        .store
        .write(move |tx| {
            async move {
                assert!(rename_contact(tx, id, Some("Zélia")).await?);
                assert!(!rename_contact(tx, id, Some("Zélia")).await?);
                Ok(search_is_sound(tx).await)
            }
            .boxed()
        })
        .await
        .unwrap();
    assert!(sound);
    assert!(typed(&desk.store, "maria").await.is_empty());
    assert_eq!(typed(&desk.store, "zelia").await, ["Zélia"]);
    assert_eq!(typed(&desk.store, "5199990001").await, ["Zélia"]);
    assert_eq!(typed(&desk.store, "51999990001").await, ["Zélia"]);
}

#[tokio::test]
async fn a_contact_is_found_by_any_identity_and_only_once() {
    let desk = desk().await;
    let maria = add_contact(&desk.store, 1, "Maria", "5551999990001").await;
    add_contact(&desk.store, 2, "Paulo", "5511988887777").await;
    let given = vec![
        address(AddressKind::WaId, "555199990001"),
        address(AddressKind::Bsuid, "BR.1349"),
        address(AddressKind::Lid, "77@lid"),
        address(AddressKind::Lid, "not an identity"),
    ];
    assert!(give(&desk.store, maria, given.clone()).await.is_empty());
    assert!(give(&desk.store, maria, given.clone()).await.is_empty(), "twice is once");
    let variants = ["5551999990001".to_owned(), "555199990001".to_owned()];
    let found = find_by_digits(&desk.store, &variants).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].addresses,
        [
            address(AddressKind::Dialled, "5551999990001"),
            address(AddressKind::WaId, "555199990001"),
            address(AddressKind::Bsuid, "BR.1349"),
            address(AddressKind::Lid, "77@lid"),
        ]
    );
    let by_lid = find_by_addresses(&desk.store, &given[2..3]).await.unwrap();
    assert_eq!(by_lid.iter().map(|contact| contact.id).collect::<Vec<_>>(), [maria]);
    assert!(find_by_digits(&desk.store, &["BR.1349".to_owned()]).await.unwrap().is_empty());
    assert!(find_by_addresses(&desk.store, &[]).await.unwrap().is_empty());
}

#[tokio::test]
async fn an_identity_is_never_taken_from_its_contact() {
    let desk = desk().await;
    let maria = add_contact(&desk.store, 1, "Maria", "5551999990001").await;
    let paulo = add_contact(&desk.store, 2, "Paulo", "5511988887777").await;
    let wanted =
        vec![address(AddressKind::Dialled, "5551999990001"), address(AddressKind::WaId, "5511988887777")];
    let taken = give(&desk.store, paulo, wanted.clone()).await;
    assert_eq!(taken, [(wanted[0].clone(), maria)]);
    assert_eq!(load_contact(&desk.store, paulo).await.unwrap().addresses.len(), 2, "the free one was added");
    let again = contact(3, "Another Maria", "5551999990001");
    let refused = desk
        .store
        .write(move |tx| async move { insert_contact(tx, &again).await }.boxed())
        .await
        .unwrap_err();
    assert!(refused.is_conflict(Constraint::AddressTaken), "{refused:?}");
    assert_eq!(count_contacts(&desk.store).await.unwrap(), 2);
}

/// Maria's number is set right; before that she may have written.
async fn corrected(has_written: bool) -> (Desk, ContactId) {
    let desk = desk().await;
    let maria = add_contact(&desk.store, 1, "Maria", "5551999990001").await;
    give(&desk.store, maria, vec![address(AddressKind::WaId, "555199990001")]).await;
    add_contact(&desk.store, 2, "Paulo", "5511988887777").await;
    let taken = desk
        .store
        .write(move |tx| {
            async move {
                if has_written {
                    note_incoming(tx, maria, &oficial(), &[], at(6)).await?;
                }
                let taken =
                    set_phone(tx, maria, &Phone::from_digits("5511988887777").unwrap(), at(9)).await?;
                let set = set_phone(tx, maria, &Phone::from_digits("5551988880002").unwrap(), at(9)).await?;
                Ok((taken, set))
            }
            .boxed()
        })
        .await
        .unwrap();
    assert_eq!(taken, (Some(ContactId::new(Uuid::from_u128(2))), None));
    assert_eq!(typed(&desk.store, "88880002").await, ["Maria"]);
    (desk, maria)
}

#[tokio::test]
async fn a_corrected_number_is_dialled_and_the_wrong_one_is_nobodys() {
    let (desk, maria) = corrected(false).await;
    assert!(find_by_digits(&desk.store, &["5551999990001".to_owned()]).await.unwrap().is_empty());
    assert!(typed(&desk.store, "99990001").await.is_empty());
    let now = load_contact(&desk.store, maria).await.unwrap();
    assert_eq!(now.phone, Phone::from_digits("5551988880002"));
    assert_eq!(now.addresses, [address(AddressKind::Dialled, "5551988880002")]);
}

#[tokio::test]
async fn who_has_written_is_found_by_the_number_before_as_well() {
    let (desk, _maria) = corrected(true).await;
    for digits in ["5551999990001", "5551988880002"] {
        let found = find_by_digits(&desk.store, &[digits.to_owned()]).await.unwrap();
        assert_eq!(found[0].phone, Phone::from_digits("5551988880002"));
    }
}

#[tokio::test]
async fn the_list_begins_with_whom_something_happened_last() {
    let desk = desk().await;
    let maria = add_contact(&desk.store, 1, "Maria", "5551999990001").await;
    add_contact(&desk.store, 2, "Paulo", "5511988887777").await;
    desk.store
        .write(move |tx| {
            async move {
                touch_contact(tx, maria, at(60)).await?;
                touch_contact(tx, maria, at(30)).await
            }
            .boxed()
        })
        .await
        .unwrap();
    let recent = recent_contacts(&desk.store, 0, 8).await.unwrap();
    let names: Vec<_> = recent.iter().filter_map(Contact::first_name).collect();
    assert_eq!(names, ["Maria", "Paulo"]);
    assert_eq!(recent[0].active_at, at(60));
    assert_eq!(recent_contacts(&desk.store, 1, 8).await.unwrap().len(), 1);
}
