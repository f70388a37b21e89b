//! Messages, edits, presses, topics, files.

use super::super::{FileKind, PersonFile, SharedContact};
use super::{CARLA, TOKEN, World, within};
use axum::body::Bytes;
use chrono::TimeDelta;
use serde_json::{Value, json};

const NOT_MODIFIED: &str = "Bad Request: message is not modified: specified new message content and reply markup are \
                            exactly the same as a current content and reply markup of the message";
const TOO_OLD: &str = "Bad Request: query is too old and response timeout expired or query ID is invalid";

fn keyboard(data: &str) -> Value {
    json!({"inline_keyboard": [[{"text": "Voltar", "callback_data": data}]]})
}

#[tokio::test]
async fn a_message_is_returned_and_seen_with_its_entities_and_keyboard() {
    let world = World::start().await;
    let asked = world.demo.type_text(CARLA, "oi");
    let params = json!({"chat_id": CARLA, "text": " <b>Olá</b> ", "parse_mode": "HTML", "reply_markup": keyboard("v"),
        "reply_parameters": {"message_id": asked}});
    let message = world.ok("sendMessage", params).await;
    assert_eq!(message["text"], "Olá");
    assert_eq!(message["entities"], json!([{"type": "bold", "offset": 0, "length": 3}]));
    assert_eq!(message["reply_to_message"]["text"], "oi");
    assert_eq!(message["from"]["is_bot"], true);
    assert_eq!(message["date"], 1_790_000_000);
    let seen = world.demo.last(CARLA).unwrap();
    assert_eq!((seen.text.as_str(), seen.html.as_str()), ("Olá", "<b>Olá</b>"));
    assert_eq!(seen.keyboard[0][0].data.as_deref(), Some("v"));
    assert_eq!((seen.from_bot, seen.reply_to, seen.edited), (true, Some(asked), 0));
}

#[tokio::test]
async fn an_edit_changes_text_and_keyboard_in_place_and_refuses_to_change_nothing() {
    let world = World::start().await;
    let sent =
        world.ok("sendMessage", json!({"chat_id": CARLA, "text": "um", "reply_markup": keyboard("a")})).await;
    let id = &sent["message_id"];
    let edit = |text: &str, keyboard: Value| json!({"chat_id": CARLA, "message_id": id, "text": text, "reply_markup": keyboard});
    assert_eq!(world.refused("editMessageText", edit("um", keyboard("a"))).await, NOT_MODIFIED);
    let edited = world.ok("editMessageText", edit("um", keyboard("b"))).await;
    assert_eq!(edited["reply_markup"], keyboard("b"));
    let edited =
        world.ok("editMessageText", json!({"chat_id": CARLA, "message_id": id, "text": "dois"})).await;
    assert_eq!(edited["reply_markup"], Value::Null, "an edit without a keyboard takes it away");
    let only = json!({"chat_id": CARLA, "message_id": id});
    assert_eq!(world.refused("editMessageReplyMarkup", only).await, NOT_MODIFIED);
    let seen = world.demo.chat(CARLA);
    assert_eq!((seen.len(), seen[0].text.as_str(), seen[0].edited), (1, "dois", 2));
    assert_eq!(world.demo.invalid(), [], "these were right requests at the wrong time");
}

#[tokio::test]
async fn messages_that_are_not_there_or_not_ours_are_refused() {
    let world = World::start().await;
    let theirs = world.demo.type_text(CARLA, "oi");
    let edit = |id: i32| json!({"chat_id": CARLA, "message_id": id, "text": "x"});
    assert_eq!(world.refused("editMessageText", edit(99)).await, "Bad Request: message to edit not found");
    assert_eq!(world.refused("editMessageText", edit(theirs)).await, "Bad Request: message can't be edited");
    let elsewhere = json!({"chat_id": 5, "text": "x"});
    assert_eq!(world.refused("sendMessage", elsewhere).await, "Bad Request: chat not found");
    let reply = json!({"chat_id": CARLA, "text": "x", "reply_parameters": {"message_id": 99}});
    assert_eq!(world.refused("sendMessage", reply).await, "Bad Request: message to be replied not found");
    let gently = json!({"chat_id": CARLA, "text": "x",
        "reply_parameters": {"message_id": 99, "allow_sending_without_reply": true}});
    world.ok("sendMessage", gently).await;
    let delete = json!({"chat_id": CARLA, "message_id": theirs});
    world.ok("deleteMessage", delete.clone()).await;
    assert_eq!(world.refused("deleteMessage", delete).await, "Bad Request: message to delete not found");
    assert!(world.demo.chat(CARLA)[0].deleted);
    assert_eq!(world.demo.invalid(), []);
}

#[tokio::test]
async fn a_message_older_than_two_days_stays() {
    let world = World::start().await;
    let id = world.demo.type_text(CARLA, "oi");
    world.clock.turn(TimeDelta::hours(48) + TimeDelta::seconds(1));
    let delete = json!({"chat_id": CARLA, "message_id": id});
    assert_eq!(world.refused("deleteMessage", delete).await, "Bad Request: message can't be deleted");
}

#[tokio::test]
async fn a_press_is_answered_once_and_in_time() {
    let world = World::start().await;
    let sent =
        world.ok("sendMessage", json!({"chat_id": CARLA, "text": "um", "reply_markup": keyboard("a")})).await;
    let id = i32::try_from(sent["message_id"].as_i64().unwrap()).unwrap();
    let press = world.demo.tap(CARLA, id, "a");
    let answer = json!({"callback_query_id": press, "text": "Pronto", "show_alert": true});
    world.ok("answerCallbackQuery", answer.clone()).await;
    assert_eq!(world.refused("answerCallbackQuery", answer).await, TOO_OLD);
    let seen = world.demo.answer_to(&press).unwrap();
    assert_eq!((seen.person, seen.text.as_deref(), seen.show_alert), (CARLA, Some("Pronto"), true));

    let in_time = world.demo.tap(CARLA, id, "a");
    world.clock.turn(TimeDelta::seconds(150));
    world.ok("answerCallbackQuery", json!({"callback_query_id": in_time})).await;
    let late = world.demo.tap(CARLA, id, "a");
    world.clock.turn(TimeDelta::seconds(151));
    assert_eq!(world.refused("answerCallbackQuery", json!({"callback_query_id": late})).await, TOO_OLD);
    assert_eq!(world.refused("answerCallbackQuery", json!({"callback_query_id": "77"})).await, TOO_OLD);
    assert_eq!(world.demo.answers().len(), 2);
}

#[tokio::test]
async fn a_press_on_a_message_that_is_gone_names_it_and_no_more() {
    let world = World::start().await;
    world.demo.tap(CARLA, 55, "old");
    let updates = world.ok("getUpdates", json!({})).await;
    let press = &updates[0]["callback_query"];
    assert_eq!(press["data"], "old");
    assert_eq!(press["message"]["date"], 0);
    assert_eq!(press["message"]["message_id"], 55);
    assert!(press["chat_instance"].is_string());
}

#[tokio::test]
async fn topics_are_created_written_into_closed_and_deleted() {
    let world = World::start().await;
    world.demo.set_topics(true);
    let topic = world.ok("createForumTopic", json!({"chat_id": CARLA, "name": "Ana"})).await;
    let thread = topic["message_thread_id"].clone();
    let send = json!({"chat_id": CARLA, "text": "x", "message_thread_id": thread});
    let message = world.ok("sendMessage", send.clone()).await;
    assert_eq!((&message["message_thread_id"], &message["is_topic_message"]), (&thread, &json!(true)));
    let id = i32::try_from(thread.as_i64().unwrap()).unwrap();
    let typed = world.demo.type_in_topic(CARLA, id, "oi");
    assert_eq!(world.demo.message(CARLA, typed).unwrap().thread, Some(id));
    let rename = json!({"chat_id": CARLA, "message_thread_id": thread, "name": "Ana Lima"});
    world.ok("editForumTopic", rename.clone()).await;
    assert_eq!(world.refused("editForumTopic", rename).await, "Bad Request: TOPIC_NOT_MODIFIED");
    let only = json!({"chat_id": CARLA, "message_thread_id": thread});
    world.ok("closeForumTopic", only.clone()).await;
    assert_eq!(world.refused("sendMessage", send.clone()).await, "Bad Request: TOPIC_CLOSED");
    world.ok("reopenForumTopic", only.clone()).await;
    assert_eq!(world.demo.topics(CARLA), [(id, "Ana Lima".to_owned(), false)]);
    world.demo.delete_topic(CARLA, id);
    assert_eq!(world.refused("sendMessage", send).await, "Bad Request: message thread not found");
    world.demo.set_topics(false);
    let create = json!({"chat_id": CARLA, "name": "Ana"});
    assert_eq!(world.refused("createForumTopic", create).await, "Bad Request: the chat is not a forum");
    assert_eq!(world.ok("getMe", json!({})).await["has_topics_enabled"], false);
    assert_eq!(world.demo.invalid(), []);
}

#[tokio::test]
async fn a_person_who_blocked_the_bot_gets_nothing() {
    let world = World::start().await;
    world.demo.block_bot(CARLA, true);
    let send = json!({"chat_id": CARLA, "text": "x"});
    let (status, answer) = world.call("sendMessage", send.clone()).await;
    assert_eq!((status, &answer["description"]), (403, &json!("Forbidden: bot was blocked by the user")));
    world.demo.block_bot(CARLA, false);
    world.ok("sendMessage", send).await;
}

#[tokio::test]
async fn typing_is_shown_for_five_seconds_or_until_a_message() {
    let world = World::start().await;
    let typing = json!({"chat_id": CARLA, "action": "typing"});
    world.ok("sendChatAction", typing.clone()).await;
    assert!(world.demo.typing(CARLA));
    world.clock.turn(TimeDelta::seconds(5));
    assert!(!world.demo.typing(CARLA));
    world.ok("sendChatAction", typing).await;
    world.ok("sendMessage", json!({"chat_id": CARLA, "text": "x"})).await;
    assert!(!world.demo.typing(CARLA));
}

#[tokio::test]
async fn files_go_both_ways() {
    let world = World::start().await;
    for kind in [
        FileKind::Photo,
        FileKind::Video,
        FileKind::Document,
        FileKind::Voice,
        FileKind::Audio,
        FileKind::Sticker,
    ] {
        let bytes = Bytes::from(format!("{kind:?}"));
        let file = PersonFile {
            kind,
            name: "nota.pdf".into(),
            mime: "application/pdf".into(),
            bytes: bytes.clone(),
            caption: "veja".into(),
        };
        let id = world.demo.send_file(CARLA, file);
        let file_id = world.demo.message(CARLA, id).unwrap().file.unwrap().file_id;
        let file = world.ok("getFile", json!({"file_id": file_id})).await;
        assert_eq!(file["file_size"], bytes.len());
        let address =
            format!("{}/file/bot{TOKEN}/{}", world.demo.api_url(), file["file_path"].as_str().unwrap());
        let got = within(world.client().get(address).send()).await.unwrap().bytes().await.unwrap();
        assert_eq!(got, bytes);
    }
    let part =
        reqwest::multipart::Part::bytes(b"PNG".to_vec()).file_name("a.png").mime_str("image/png").unwrap();
    let form = reqwest::multipart::Form::new()
        .text("chat_id", CARLA.to_string())
        .text("caption", "aqui")
        .part("photo", part);
    let answer =
        within(world.client().post(world.address("sendPhoto")).multipart(form).send()).await.unwrap();
    assert_eq!(answer.status(), 200);
    let message: Value = answer.json().await.unwrap();
    let file_id = message["result"]["photo"][0]["file_id"].clone();
    assert_eq!(world.demo.file_bytes(file_id.as_str().unwrap()).unwrap(), "PNG");
    let again = world.ok("sendPhoto", json!({"chat_id": CARLA, "photo": file_id})).await;
    assert_eq!(again["photo"][0]["file_id"], file_id);
    let wrong = json!({"chat_id": CARLA, "document": file_id});
    assert_eq!(world.refused("sendDocument", wrong).await, "Bad Request: type of file mismatch");
    let unknown = world.refused("getFile", json!({"file_id": "x"})).await;
    assert_eq!(unknown, "Bad Request: wrong file_id or the file is temporarily unavailable");
    assert_eq!(world.demo.invalid(), []);
    let recorded = world.demo.requests();
    let photo = recorded.iter().find(|request| request.method == "sendPhoto").unwrap();
    assert_eq!(photo.params["photo"], json!({"file_name": "a.png", "size": 3}));
}

#[tokio::test]
async fn uploads_must_be_referred_to_not_empty_and_not_too_large() {
    let world = World::start().await;
    let send = async |fields: &[(&'static str, &'static str)], name: &'static str, len: usize| {
        let mut form = reqwest::multipart::Form::new().text("chat_id", CARLA.to_string());
        for (name, value) in fields {
            form = form.text(*name, *value);
        }
        let form = form.part(name, reqwest::multipart::Part::bytes(vec![0; len]).file_name("f"));
        let answer =
            within(world.client().post(world.address("sendPhoto")).multipart(form).send()).await.unwrap();
        answer.status().as_u16()
    };
    assert_eq!(send(&[("photo", "attach://a")], "a", 3).await, 200);
    assert_eq!(send(&[("photo", "attach://a")], "b", 3).await, 400);
    assert_eq!(send(&[], "photo", 0).await, 400);
    assert_eq!(send(&[], "photo", 10 * 1024 * 1024 + 1).await, 413);
    assert_eq!(world.demo.invalid().len(), 3);
}

#[tokio::test]
async fn contact_cards_and_places_go_both_ways() {
    let world = World::start().await;
    let card = SharedContact {
        phone_number: "5551999998888".into(),
        first_name: "Ana".into(),
        ..SharedContact::default()
    };
    let id = world.demo.share_contact(CARLA, card.clone());
    assert_eq!(world.demo.message(CARLA, id).unwrap().contact, Some(card));
    world.demo.send_location(CARLA, -30.03, -51.23);
    let updates = world.ok("getUpdates", json!({})).await;
    assert_eq!(
        updates[0]["message"]["contact"],
        json!({"phone_number": "5551999998888", "first_name": "Ana"})
    );
    assert_eq!(updates[1]["message"]["location"]["latitude"], -30.03);
    world.ok("sendContact", json!({"chat_id": CARLA, "phone_number": "+55", "first_name": "B"})).await;
    world.ok("sendLocation", json!({"chat_id": CARLA, "latitude": 1, "longitude": 2})).await;
    assert_eq!(world.demo.last(CARLA).unwrap().location, Some((1.0, 2.0)));
}
