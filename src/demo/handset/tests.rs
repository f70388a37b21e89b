//! Numbers as WhatsApp has them, and contacts found by any of their ids.

use super::*;
use crate::demo::handset::numbers::wa_id;

#[test]
fn the_ninth_digit_goes_from_area_code_31_on_and_stays_below() {
    let table = [
        ("5551999998888", "555199998888"),
        ("555199998888", "555199998888"),
        ("5531987654321", "553187654321"),
        ("5511988887777", "5511988887777"),
        ("551188887777", "5511988887777"),
        ("5528999990000", "5528999990000"),
        ("551133334444", "551133334444"),
        ("525512345678", "5215512345678"),
        ("5215512345678", "5215512345678"),
        ("5491155554444", "5491155554444"),
        ("16315551234", "16315551234"),
    ];
    for (dialled, expected) in table {
        assert_eq!(wa_id(dialled), expected, "{dialled}");
    }
}

#[test]
fn a_contact_is_found_by_every_spelling_and_id() {
    let mut handsets = Handsets::default();
    handsets.add(ContactSeed::new("5551999998888", "Maria Souza"));
    let seed = ContactSeed::new("5551999998888", "Maria Souza");
    let lid = seed.lid.clone().unwrap();
    for who in [
        "+55 (51) 99999-8888",
        "555199998888",
        "5551999998888@s.whatsapp.net",
        seed.bsuid.as_deref().unwrap(),
        &lid,
        &format!("{lid}@lid"),
    ] {
        assert_eq!(handsets.find(who).map(|found| found.seed.name.as_str()), Some("Maria Souza"), "{who}");
    }
    assert!(handsets.find("5551999990000").is_none());
}

#[test]
fn an_exception_keeps_its_own_id_under_the_same_number() {
    let mut handsets = Handsets::default();
    handsets.add(ContactSeed::new("5551999998888", "Maria Souza").with_wa_id("5551999998888"));
    assert_eq!(handsets.find("555199998888").map(|found| found.wa_id.as_str()), Some("5551999998888"));
}

#[test]
fn a_phone_forgets_its_oldest_message_and_no_longer_owns_it() {
    let mut handsets = Handsets::default();
    handsets.add(ContactSeed::new("5551999998888", "Maria Souza"));
    for count in 0..=MESSAGES_MAX {
        let at = Timestamp::from_timestamp(1_763_800_000, 0).unwrap();
        handsets.deliver(
            "5551999998888",
            MessageView::new(format!("m{count}"), false, "text", String::new(), at),
        );
    }
    assert!(handsets.owner_of_mut("m0").is_none());
    assert_eq!(handsets.owner_of_mut("m1").map(|found| found.messages.len()), Some(MESSAGES_MAX));
}
