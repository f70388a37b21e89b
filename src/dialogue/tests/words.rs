//! The words of buttons: they live in chats for ever, so they round-trip, stay short, and old ones mean the same.
//!
//! `v1/actions.json` and `v1/card_actions.json` say what each word of the first version means; a line is never edited.

use super::super::card::Help;
use super::super::{Action, CardAction, Quick};
use super::cast::{channel_id, phone, shop, team_id};
use super::moves::every_action;
use crate::domain::id::{AttendanceId, ContactId, MessageId, StaffId};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Bytes of a word: see `telegram::payload`.
const WORD_LEN_MAX: usize = 32;

/// The name of a button's kind. Without `_`: a new one does not compile until it is here.
macro_rules! kinds {
    ($function:ident, $names:ident, $of:ty, $($name:literal => $pattern:pat),* $(,)?) => {
        const $names: &[&str] = &[$($name),*];
        fn $function(action: &$of) -> &'static str {
            match action { $($pattern => $name),* }
        }
    };
}

kinds! { kind_of, KINDS, Action,
    "bk" => Action::Back, "cx" => Action::Cancel, "mn" => Action::Menu, "nw" => Action::New,
    "rs" => Action::Resume, "cs" => Action::Contacts, "at" => Action::Attendances(_), "qu" => Action::Queue,
    "cn" => Action::Channels, "h" => Action::House(_), "lk" => Action::LinkChannel(_),
    "oq" => Action::OpenQueue(_), "hm" => Action::HeldMessage(_), "up" => Action::Earlier,
    "dn" => Action::Later, "rm" => Action::Remove,
    "la" => Action::Language, "sl" => Action::SetLanguage(_), "hp" => Action::Help, "pg" => Action::Page(_),
    "cf" => Action::ClearFilter, "nn" => Action::NewNumber, "ct" => Action::Contact(_),
    "ph" => Action::Phone(_), "cv" => Action::Converse, "nc" => Action::NameContact,
    "co" => Action::OfContact(_),
    "sa" => Action::StartAttendance, "ch" => Action::Channel(_), "te" => Action::Team(_), "pe" => Action::Person(_),
    "oc" => Action::OpenCard(_), "tr" => Action::AskTransfer(_), "wo" => Action::WithoutTemplate,
    "wt" => Action::WithTemplate, "ca" => Action::Category(_), "tp" => Action::Template(_),
    "sp" => Action::SetParameters, "qk" => Action::Quick(_), "cr" => Action::CostRules, "go" => Action::Send,
    "hi" => Action::History, "nt" => Action::Note,
    "fx" => Action::FixNumber, "ok" => Action::ConfirmText, "cc" => Action::Conclude(_),
    "no" => Action::NoNote, "se" => Action::Settings(_), "x" => Action::Replies(_),
    "y" => Action::Company(_),
}

kinds! { card_kind_of, CARD_KINDS, CardAction,
    "qu" => CardAction::Queue, "re" => CardAction::Respond, "cc" => CardAction::Conclude, "tk" => CardAction::Take,
    "rt" => CardAction::Retry, "ct" => CardAction::ChangeTemplate, "fx" => CardAction::FixNumber,
    "vf" => CardAction::Verify, "rs" => CardAction::Resend, "ac" => CardAction::Accept(_),
    "dc" => CardAction::Decline(_), "tr" => CardAction::Transfer, "ao" => CardAction::AcceptOffer,
    "do" => CardAction::DeclineOffer, "to" => CardAction::TakeOver,
    "mo" => CardAction::More, "se" => CardAction::See, "mr" => CardAction::Help(_, Help::Retry),
    "mv" => CardAction::Help(_, Help::Verify), "ms" => CardAction::Help(_, Help::Resend),
}

fn read(file: &str) -> BTreeMap<String, String> {
    let path = format!("{}/src/dialogue/tests/v1/{file}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn is_short_and_plain(word: &str) {
    assert!((1..=WORD_LEN_MAX).contains(&word.len()), "{word}");
    assert!(word.bytes().all(|byte| byte.is_ascii_graphic()), "{word}");
}

fn names(all: &[&str]) -> BTreeSet<String> {
    all.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn buttons_of_the_first_version_mean_the_same_for_ever() {
    let mut kinds = BTreeSet::new();
    for (word, meaning) in read("actions.json") {
        let action = Action::decode(&word).unwrap_or_else(|| panic!("{word} is not understood"));
        assert_eq!(format!("{action:?}"), meaning, "{word}");
        assert!(word.starts_with(kind_of(&action)));
        kinds.insert(kind_of(&action).to_owned());
    }
    assert_eq!(kinds, names(KINDS));
}

#[test]
fn buttons_of_the_first_versions_cards_mean_the_same_for_ever() {
    let mut kinds = BTreeSet::new();
    for (word, meaning) in read("card_actions.json") {
        let action = CardAction::decode(&word).unwrap_or_else(|| panic!("{word} is not understood"));
        assert_eq!(format!("{action:?}"), meaning, "{word}");
        assert!(word.starts_with(card_kind_of(&action)));
        kinds.insert(card_kind_of(&action).to_owned());
    }
    assert_eq!(kinds, names(CARD_KINDS));
}

#[test]
fn the_sequences_of_the_properties_press_every_kind_of_button() {
    let mut world = shop();
    let maria = world.named("Maria Souza");
    world.attend(maria, "oficial", "vendas", None);
    let all = every_action(&world);
    let kinds: BTreeSet<String> = all.iter().map(|action| kind_of(action).to_owned()).collect();
    assert_eq!(kinds, names(KINDS));
    for action in all {
        is_short_and_plain(&action.encode());
        assert_eq!(Action::decode(&action.encode()), Some(action));
    }
}

fn any_action_with_an_argument() -> impl Strategy<Value = Action> {
    let slug = "[a-z0-9_-]{1,28}";
    let quick = [Quick::ContactName, Quick::MyName, Quick::TeamName, Quick::LastUsed, Quick::Keep];
    prop_oneof![
        any::<u32>().prop_map(Action::Page),
        any::<u128>().prop_map(|id| Action::Contact(ContactId::new(Uuid::from_u128(id)))),
        any::<u128>().prop_map(|id| Action::OpenCard(AttendanceId::new(Uuid::from_u128(id)))),
        any::<u128>().prop_map(|id| Action::AskTransfer(AttendanceId::new(Uuid::from_u128(id)))),
        "[1-9][0-9]{6,14}".prop_map(|digits| Action::Phone(phone(&digits))),
        slug.prop_map(|id| Action::Channel(channel_id(&id))),
        slug.prop_map(|id| Action::Team(team_id(&id))),
        "[0-9a-f]{16}".prop_map(Action::Template),
        prop::sample::select(quick.to_vec()).prop_map(Action::Quick),
    ]
}

fn any_card_action() -> impl Strategy<Value = CardAction> {
    prop_oneof![
        (any::<u128>(), prop::sample::select(vec![Help::Retry, Help::Verify, Help::Resend]))
            .prop_map(|(id, help)| CardAction::Help(MessageId::new(Uuid::from_u128(id)), help)),
        any::<i64>().prop_map(|id| CardAction::Accept(StaffId(id))),
        any::<i64>().prop_map(|id| CardAction::Decline(StaffId(id))),
        prop::sample::select(vec![
            CardAction::Respond,
            CardAction::Conclude,
            CardAction::Take,
            CardAction::Retry,
            CardAction::ChangeTemplate,
            CardAction::FixNumber,
            CardAction::Verify,
            CardAction::Resend,
            CardAction::More,
            CardAction::See,
        ]),
    ]
}

proptest! {
    #[test]
    fn a_button_with_any_argument_is_read_as_it_was_written(action in any_action_with_an_argument()) {
        let word = action.encode();
        is_short_and_plain(&word);
        prop_assert_eq!(Action::decode(&word), Some(action));
    }

    #[test]
    fn a_cards_button_is_read_as_it_was_written(action in any_card_action()) {
        let word = action.encode();
        is_short_and_plain(&word);
        prop_assert_eq!(CardAction::decode(&word), Some(action));
    }

    #[test]
    fn what_no_version_wrote_is_nothing_or_one_button_and_never_a_panic(word in "\\PC{0,40}|[a-z]{2}:?[!-~]{0,30}") {
        if let Some(action) = Action::decode(&word) {
            prop_assert_eq!(Action::decode(&action.encode()), Some(action));
        }
        if let Some(action) = CardAction::decode(&word) {
            prop_assert_eq!(CardAction::decode(&action.encode()), Some(action));
        }
    }
}
