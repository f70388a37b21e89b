//! Routing: who is heard, what kind of update it is, and what is answered to everybody else.

use super::super::arrival::{Command, FileKind, IncomingFile, Reaction};
use super::super::payload::Payload;
use super::*;
use crate::domain::id::StaffId;
use serde_json::json;

/// A private message from Carla with these fields beside the usual ones.
fn message(extra: Value) -> Value {
    let mut message = json!({
        "message_id": 7, "date": 1_790_000_000,
        "chat": {"id": 5, "type": "private", "first_name": "Carla"},
        "from": {"id": 5, "is_bot": false, "first_name": "Carla", "language_code": "pt-br"},
    });
    message.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    message
}

fn sent(extra: Value) -> Value {
    json!({"update_id": 1, "message": message(extra)})
}

fn names() -> Names {
    Names::of(&crate::i18n::Words::load())
}

async fn read(update: Value) -> Option<Arrival> {
    Router::new("balcao_bot", names()).read(&update.to_string()).await
}

async fn what(update: Value) -> What {
    read(update).await.unwrap().what
}

fn text(text: &str) -> What {
    What::Text(text.to_owned())
}

fn bold() -> Value {
    json!([{"type": "bold", "offset": 0, "length": 2}])
}

#[test]
fn the_tree_finds_all_it_needs_in_what_it_is_given() {
    let about = Arc::new(Subject::new(json!({}), raw::origin(&sent(json!({}))).unwrap()));
    let deps = dptree::deps![about, Username("balcao_bot".into()), Arc::new(names())];
    dptree::type_check(tree().sig(), &deps, &[]);
}

#[tokio::test]
async fn a_text_says_who_wrote_it_where_and_what_it_answers() {
    let reply = message(json!({"message_id": 3, "text": "antes"}));
    let extra = json!({"text": "51 99999-8888", "reply_to_message": reply, "is_topic_message": true,
        "message_thread_id": 42});
    let arrival = read(sent(extra)).await.unwrap();
    assert_eq!(arrival.what, text("51 99999-8888"));
    assert_eq!((arrival.update_id, arrival.chat_id, arrival.thread_id), (1, 5, 42));
    assert_eq!((arrival.message_id, arrival.reply_to), (Some(7), Some(3)));
    assert_eq!((arrival.person.id, arrival.person.first_name.as_str()), (StaffId(5), "Carla"));
    assert_eq!(arrival.person.language_code.as_deref(), Some("pt-br"));
}

#[tokio::test]
async fn a_command_is_one_and_one_for_another_bot_is_ignored() {
    assert_eq!(what(sent(json!({"text": "/novo"}))).await, What::Command(Command::New));
    assert_eq!(what(sent(json!({"text": "/cancel@balcao_bot"}))).await, What::Command(Command::Cancel));
    let start = Command::Start(Some("n5551999998888".to_owned()));
    assert_eq!(what(sent(json!({"text": "/start n5551999998888"}))).await, What::Command(start));
    assert!(matches!(what(sent(json!({"text": "/novo@outro_bot"}))).await, What::Ignored(_)));
}

#[tokio::test]
async fn a_contact_card_gives_every_number_and_its_name() {
    let contact = json!({"phone_number": "5551999998888", "first_name": "Maria", "last_name": "Souza",
        "user_id": 77, "vcard": "BEGIN:VCARD\nTEL;TYPE=WORK:+55 51 3333-4444\nEND:VCARD"});
    let numbers = vec!["5551999998888".to_owned(), "+55 51 3333-4444".to_owned()];
    let expected = What::SharedContact { numbers, name: Some("Maria Souza".to_owned()) };
    assert_eq!(what(sent(json!({"contact": contact}))).await, expected);
}

#[tokio::test]
async fn every_kind_of_file_arrives_as_its_kind() {
    let file = |extra: Value| {
        let mut file = json!({"file_id": "F", "file_unique_id": "U", "file_size": 9, "width": 1, "height": 1,
            "duration": 1, "length": 1});
        file.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        file
    };
    let plain = || file(json!({}));
    let named = || file(json!({"file_name": "a.pdf", "mime_type": "application/pdf"}));
    let sticker = file(json!({"type": "regular", "is_animated": false, "is_video": true}));
    let small = json!({"file_id": "S", "file_unique_id": "S", "width": 90, "height": 90});
    let large = json!({"file_id": "F", "file_unique_id": "U", "file_size": 9, "width": 900, "height": 900});
    let pdf = Some("application/pdf");
    let table = [
        (json!({"document": named(), "caption": "veja"}), FileKind::Document, pdf, Some("veja")),
        (json!({"photo": [small, large]}), FileKind::Photo, Some("image/jpeg"), None),
        (json!({"video": named()}), FileKind::Video, pdf, None),
        (json!({"animation": named(), "document": named()}), FileKind::Animation, pdf, None),
        (
            json!({"audio": file(json!({"mime_type": "not a type"}))}),
            FileKind::Audio,
            Some("not a type"),
            None,
        ),
        (json!({"voice": plain()}), FileKind::Voice, None, None),
        (json!({"video_note": plain()}), FileKind::VideoNote, Some("video/mp4"), None),
        (json!({"sticker": sticker}), FileKind::Sticker, Some("video/webm"), None),
    ];
    for (extra, kind, mime, caption) in table {
        let What::File(found) = what(sent(extra)).await else { panic!("{kind:?}") };
        let IncomingFile { file_id, unique_id, size, .. } = &found;
        assert_eq!((file_id.as_str(), unique_id.as_str(), *size), ("F", "U", 9), "{kind:?}");
        assert_eq!((found.kind, found.mime.as_deref(), found.caption.as_deref()), (kind, mime, caption));
    }
}

#[tokio::test]
async fn a_place_arrives_with_its_name_when_it_has_one() {
    let location = json!({"latitude": -30.03, "longitude": -51.23});
    let bare = What::Location { latitude: -30.03, longitude: -51.23, name: None, address: None };
    assert_eq!(what(sent(json!({"location": location}))).await, bare);
    let venue = json!({"location": location, "title": "Loja Centro", "address": "Rua A, 1"});
    let What::Location { name, address, .. } =
        what(sent(json!({"venue": venue, "location": location}))).await
    else {
        panic!("not a place")
    };
    assert_eq!((name.as_deref(), address.as_deref()), (Some("Loja Centro"), Some("Rua A, 1")));
}

#[tokio::test]
async fn a_tap_carries_what_its_button_carried_ours_or_not_and_on_any_message() {
    let tap = |data: &str, message: Value| {
        json!({"update_id": 2, "callback_query": {"id": "99", "chat_instance": "1", "data": data,
            "from": {"id": 5, "is_bot": false, "first_name": "Carla"}, "message": message}})
    };
    let payload = Payload::Panel { session: 1, rev: 2, action: "back".to_owned() };
    let bytes = payload.encode().unwrap();
    let expected = |data: Option<Payload>, raw: &str| What::Tap {
        query_id: "99".to_owned(),
        data,
        raw: raw.to_owned(),
        message_id: Some(3),
    };
    let inaccessible =
        json!({"message_id": 3, "date": 0, "chat": {"id": 5, "type": "private", "first_name": "C"}});
    let disabled =
        message(json!({"message_id": 3, "text": "?", "from": {"id": 9, "is_bot": true, "first_name": "B"},
        "reply_markup": {"inline_keyboard": [[{"text": "x", "disabled": {}}]]}}));
    for shown in [inaccessible.clone(), disabled] {
        assert_eq!(what(tap(&bytes, shown)).await, expected(Some(payload.clone()), &bytes));
    }
    assert_eq!(what(tap("old:menu", inaccessible)).await, expected(None, "old:menu"));
}

#[tokio::test]
async fn a_message_that_teloxide_reads_as_empty_keeps_its_text_its_file_and_its_command() {
    let newer = json!([{"type": "date_time", "offset": 0, "length": 6, "unix_time": 1}]);
    assert_eq!(what(sent(json!({"text": "amanhã 10h", "entities": newer}))).await, text("amanhã 10h"));
    assert_eq!(what(sent(json!({"text": "/menu", "entities": newer}))).await, What::Command(Command::Menu));
    let file = json!({"file_id": "F", "file_unique_id": "U", "file_size": 9});
    let captioned = json!({"document": file, "caption": "amanhã", "caption_entities": newer});
    assert!(matches!(what(sent(captioned)).await, What::File(IncomingFile { caption: Some(_), .. })));
    let disabled = json!({"inline_keyboard": [[{"text": "x", "disabled": {}}]]});
    let quoted = message(json!({"text": "olá", "reply_markup": disabled, "entities": bold()}));
    assert_eq!(what(sent(json!({"text": "sim", "reply_to_message": quoted}))).await, text("sim"));
}

#[tokio::test]
async fn what_cannot_be_read_is_said_to_be_so() {
    for extra in [
        json!({"rich_message": {"blocks": []}}),
        json!({"something_of_tomorrow": true}),
        json!({"dice": {"emoji": "🎲", "value": 3}}),
        json!({"poll": {"id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": false,
            "is_anonymous": true, "type": "regular", "allows_multiple_answers": false}}),
        json!({"users_shared": {"request_id": 1, "users": [{"user_id": 1}]}}),
        json!({"live_photo": {"file_id": "F"}}),
    ] {
        assert_eq!(what(sent(extra.clone())).await, What::Unreadable, "{extra}");
    }
    let newer = json!({"update_id": 1, "stopped_message_generation": message(json!({}))});
    assert_eq!(what(newer).await, What::Unreadable, "an update of a kind unknown to us, by somebody");
}

#[tokio::test]
async fn telegrams_own_notes_places_that_move_bots_and_groups_need_no_answer() {
    let pinned = message(json!({"message_id": 3, "text": "antes"}));
    let group = json!({"id": -100, "type": "supergroup", "title": "Equipe"});
    let bot = json!({"id": 9, "is_bot": true, "first_name": "B"});
    for update in [
        sent(json!({"pinned_message": pinned})),
        sent(
            json!({"forum_topic_created": {"name": "Maria", "icon_color": 7_322_096}, "message_thread_id": 4,
            "is_topic_message": true}),
        ),
        json!({"update_id": 1, "edited_message": message(json!({"edit_date": 1_790_000_001,
            "location": {"latitude": -30.0, "longitude": -51.2, "live_period": 900}}))}),
        sent(json!({"chat": group, "text": "/novo"})),
        sent(json!({"from": bot, "text": "oi"})),
    ] {
        let found = what(update.clone()).await;
        assert!(matches!(found, What::Ignored(_)), "{update}: {found:?}");
    }
}

#[tokio::test]
async fn a_change_of_words_says_what_they_are_now_and_a_reaction_which_it_is_now() {
    let bold = json!([{"type": "bold", "offset": 0, "length": 2}]);
    for (field, entities) in [("text", "entities"), ("caption", "caption_entities")] {
        let photo = json!([{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]);
        let mut changed = json!({"edit_date": 1_790_000_001, field: "oi", entities: bold});
        if field == "caption" {
            changed["photo"] = photo;
        }
        let update = json!({"update_id": 1, "edited_message": message(changed)});
        assert_eq!(what(update).await, What::Edited("*oi*".to_owned()));
    }
    let emoji = |emoji: &str| json!({"type": "emoji", "emoji": emoji});
    let custom = json!({"type": "custom_emoji", "custom_emoji_id": "53"});
    for (old, new, expected) in [
        (json!([]), json!([emoji("❤")]), Reaction::Emoji("❤".to_owned())),
        (json!([emoji("❤")]), json!([emoji("🎉"), emoji("❤")]), Reaction::Emoji("🎉".to_owned())),
        (json!([emoji("❤")]), json!([]), Reaction::None),
        (json!([]), json!([custom]), Reaction::Foreign),
    ] {
        let update = json!({"update_id": 1, "message_reaction": {"message_id": 7, "date": 1,
            "chat": {"id": 5, "type": "private", "first_name": "Carla"},
            "user": {"id": 5, "is_bot": false, "first_name": "Carla"}, "old_reaction": old, "new_reaction": new}});
        let arrival = read(update).await.unwrap();
        assert_eq!((arrival.message_id, arrival.what), (Some(7), What::Reacted(expected)));
    }
}

#[tokio::test]
async fn who_blocks_the_bot_is_noticed() {
    let change = |status: &str| {
        let bot = json!({"id": 9, "is_bot": true, "first_name": "B"});
        let member = |status: &str| json!({"user": bot, "status": status, "until_date": 0});
        json!({"update_id": 1, "my_chat_member": {"date": 1, "from": {"id": 5, "is_bot": false, "first_name": "C"},
            "chat": {"id": 5, "type": "private", "first_name": "C"},
            "old_chat_member": member("member"), "new_chat_member": member(status)}})
    };
    assert_eq!(what(change("kicked")).await, What::BlockedBot);
    assert!(matches!(what(change("member")).await, What::Ignored(_)));
}

#[tokio::test]
async fn an_update_by_nobody_or_nowhere_or_that_is_none_is_nobodys() {
    for raw in [r#"{"update_id":1,"poll":{"id":"1"}}"#, r#"{"update_id":1}"#, "[]", "garbage"] {
        assert_eq!(Router::new("b", names()).read(raw).await, None, "{raw}");
    }
}

#[tokio::test]
async fn the_application_gets_what_needs_it_and_the_sender_learns_what_stands_below_a_panel() {
    let app = Plug::new(|arrival: Arrival| {
        assert!(!matches!(arrival.what, What::Ignored(_)));
        std::future::ready(Ok(Worked::Stored))
    });
    let supervisor = crate::supervise::Supervisor::new();
    let sender =
        Sender::start("1:A", "http://127.0.0.1:1", crate::config::Pace::default(), &supervisor).unwrap();
    let work = Router::new("b", names()).work(&sender, app);
    let worked = async |update: Value| {
        let raw = update.to_string();
        work.call(Arc::new(RawUpdate { update_id: 1, lane: "a".to_owned(), raw, attempts: 0 })).await
    };
    let place = Place { chat_id: 5, thread_id: 0 };
    let tapped = json!({"update_id": 2, "callback_query": {"id": "99", "chat_instance": "1", "data": "x",
        "from": {"id": 5, "is_bot": false, "first_name": "C"}, "message": message(json!({"message_id": 9, "text": "?"}))}});
    assert_eq!(worked(tapped).await, Ok(Worked::Stored));
    assert_eq!(sender.latest(place), None);
    assert_eq!(worked(sent(json!({"text": "oi"}))).await, Ok(Worked::Stored));
    assert_eq!(sender.latest(place), Some(7));
    let pinned = json!({"message_id": 8, "pinned_message": message(json!({"text": "antes"}))});
    assert_eq!(worked(sent(pinned)).await, Ok(Worked::Nothing));
    assert_eq!(sender.latest(place), Some(8));
    assert_eq!(worked(json!({"update_id": 1})).await, Ok(Worked::Nothing));
}
