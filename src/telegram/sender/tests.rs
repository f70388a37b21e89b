//! The sender against a fake of the network: pace, pauses, and what a refusal means.

use super::super::botapi::fake::Fake;
use super::super::panel::Panels;
use super::super::raw::ALLOWED_UPDATES;
use super::*;
use serde_json::{Value, json};
use std::sync::Mutex;

/// A sender in front of a small Bot API server.
struct World {
    sender: Sender,
    fake: Fake,
    supervisor: Supervisor,
}

impl World {
    /// `answer` gets the method, its parameters and how many requests came before.
    async fn start(
        pace: Pace,
        answer: impl Fn(&str, &Value, usize) -> (u16, Value) + Send + Sync + 'static,
    ) -> Self {
        let supervisor = Supervisor::new();
        let fake = Fake::start(&supervisor, answer).await;
        let sender = Sender::start("123:ABC", &fake.url, pace, &supervisor).unwrap();
        Self { sender, fake, supervisor }
    }

    async fn obliging() -> Self {
        Self::start(Pace::default(), |_, _, before| {
            (200, json!({"ok": true, "result": {"message_id": before + 1, "new_in_11_0": {"x": []}}}))
        })
        .await
    }

    fn seen(&self) -> Vec<(String, Value)> {
        self.fake.seen()
    }

    fn methods(&self) -> Vec<String> {
        self.seen().into_iter().map(|(method, _)| method).collect()
    }

    async fn until(&self, count: usize) {
        self.fake.until(count).await;
    }
}

fn refused(code: u16, description: &str) -> (u16, Value) {
    (code, json!({"ok": false, "error_code": code, "description": description}))
}

fn sent(id: usize) -> (u16, Value) {
    (200, json!({"ok": true, "result": {"message_id": id}}))
}

fn keyboard() -> Keyboard {
    Keyboard(vec![vec![Button {
        text: "Voltar".to_owned(),
        kind: ButtonKind::Callback("1p1:1:back".to_owned()),
    }]])
}

#[tokio::test]
async fn a_message_travels_as_html_into_its_topic_and_comes_back_as_its_id_whatever_else_comes() {
    let world = World::obliging().await;
    let id = world.sender.send(5, 42, "<b>oi</b>", Some(&keyboard()), Priority::Answer).await;
    assert_eq!(id, Ok(1));
    let expected = json!({"chat_id": 5, "message_thread_id": 42, "text": "<b>oi</b>", "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": true},
        "reply_markup": {"inline_keyboard": [[{"text": "Voltar", "callback_data": "1p1:1:back"}]]}});
    assert_eq!(world.seen(), [("sendMessage".to_owned(), expected)]);
    world.sender.send(5, 0, "oi", None, Priority::Answer).await.unwrap();
    let plain = &world.seen()[1].1;
    assert!(plain.get("message_thread_id").is_none() && plain.get("reply_markup").is_none());
}

#[tokio::test]
async fn a_pause_that_telegram_asks_for_holds_its_chat_alone_and_loses_nothing() {
    let world = World::start(Pace::default(), |_, body, before| match (body["chat_id"].as_i64(), before) {
        (Some(5), 0) => (
            429,
            json!({"ok": false, "error_code": 429, "description": "x", "parameters": {"retry_after": 0}}),
        ),
        _ => sent(before),
    })
    .await;
    let order = Mutex::new(Vec::new());
    let carla = async {
        world.sender.send(5, 0, "a", None, Priority::Answer).await.unwrap();
        order.lock().unwrap().push("carla");
    };
    let bruno = async {
        world.until(1).await;
        world.sender.send(6, 0, "b", None, Priority::Answer).await.unwrap();
        order.lock().unwrap().push("bruno");
    };
    tokio::join!(carla, bruno);
    assert_eq!(*order.lock().unwrap(), ["bruno", "carla"]);
    assert_eq!(world.seen().len(), 3);
}

#[tokio::test]
async fn a_pause_longer_than_anybody_waits_is_told_at_once_to_this_request_and_the_next() {
    let world = World::start(Pace::default(), |_, _, _| {
        (429, json!({"ok": false, "error_code": 429, "description": "x", "parameters": {"retry_after": 300}}))
    })
    .await;
    for _ in 0..2 {
        let error = world.sender.send(5, 0, "a", None, Priority::Notice).await.unwrap_err();
        let SendError::Later { after } = error else { panic!("{error:?}") };
        assert!(after > Duration::from_secs(290) && after < Duration::from_secs(301));
    }
    assert_eq!(world.seen().len(), 1, "the second one is not even tried");
}

#[tokio::test]
async fn a_fault_of_the_server_is_told_at_once_and_not_repeated() {
    let page = json!("<html>502 Bad Gateway</html>");
    let world = World::start(Pace::default(), move |_, _, _| (502, page.clone())).await;
    let started = tokio::time::Instant::now();
    assert_eq!(world.sender.send(5, 0, "a", None, Priority::Answer).await, Err(SendError::Unreachable));
    assert!(started.elapsed() < Duration::from_secs(5), "teloxide would have slept ten seconds");
    assert_eq!(world.seen().len(), 1);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_unreachable_and_the_token_stays_out_of_the_words() {
    let supervisor = Supervisor::new();
    let sender = Sender::start("123:ABC", "http://127.0.0.1:1", Pace::default(), &supervisor).unwrap();
    let error = sender.send(5, 0, "a", None, Priority::Answer).await.unwrap_err();
    assert_eq!(error, SendError::Unreachable);
    assert!(!format!("{error:?} {error} {sender:?}").contains("ABC"));
    let wrong = Sender::start("123:ABC", "api.telegram.org", Pace::default(), &supervisor);
    assert_eq!(wrong.unwrap_err(), ConnectError::Address);
}

#[tokio::test]
async fn an_edit_that_changes_nothing_is_as_good_as_done() {
    let world = World::start(Pace::default(), |_, _, _| {
        refused(400, "Bad Request: message is not modified: specified new message content…")
    })
    .await;
    let edited = world.sender.edit(5, 7, "oi", None, Priority::Answer).await;
    assert_eq!(edited, Ok(Edited::NotModified));
    world.sender.strip_keyboard(5, 7).await;
    assert_eq!(world.methods(), ["editMessageText", "editMessageReplyMarkup"]);
}

#[tokio::test]
async fn a_taps_answer_does_not_wait_behind_a_chat_that_has_used_up_its_burst() {
    let pace = Pace { overall_per_second: 1e6, chat_per_second: 0.001, ..Pace::default() };
    let world = World::start(pace, |_, _, before| sent(before)).await;
    for _ in 0..20 {
        world.sender.send(5, 0, "a", None, Priority::Answer).await.unwrap();
    }
    let sender = world.sender.clone();
    let waiting = async { sender.send(5, 0, "b", None, Priority::Answer).await };
    let tapping = async {
        while world.sender.waiting() == 0 {
            tokio::task::yield_now().await;
        }
        world.sender.answer_tap("99".to_owned(), Some("á".repeat(300)));
        world.until(21).await;
        assert!(world.supervisor.stop(Duration::ZERO).await || world.supervisor.is_stopping());
    };
    let (waited, ()) = tokio::join!(waiting, tapping);
    assert_eq!(waited, Err(SendError::Later { after: Duration::ZERO }), "a stop sends away who waits");
    let (method, body) = world.seen().remove(20);
    assert_eq!(method, "answerCallbackQuery");
    assert_eq!(body, json!({"callback_query_id": "99", "text": "á".repeat(200)}));
}

#[tokio::test]
async fn a_panel_is_edited_while_it_is_the_newest_message_and_not_at_all_when_nothing_changed() {
    let world = World::obliging().await;
    let panels = Panels::new(world.sender.clone());
    let place = Place { chat_id: 5, thread_id: 0 };
    let panel = panels.show(place, None, "um", &keyboard()).await.unwrap();
    assert_eq!(panels.show(place, Some(panel), "um", &keyboard()).await, Ok(panel));
    assert_eq!(panels.show(place, Some(panel), "dois", &keyboard()).await, Ok(panel));
    assert_eq!(world.methods(), ["sendMessage", "editMessageText"]);
}

#[tokio::test]
async fn a_panel_with_something_below_it_is_sent_anew_and_the_old_one_loses_its_buttons() {
    let world = World::obliging().await;
    let panels = Panels::new(world.sender.clone());
    let place = Place { chat_id: 5, thread_id: 0 };
    let panel = panels.show(place, None, "um", &keyboard()).await.unwrap();
    world.sender.saw(place, panel + 1);
    let fresh = panels.show(place, Some(panel), "um", &keyboard()).await.unwrap();
    assert_ne!(fresh, panel);
    world.until(3).await;
    let (method, body) = world.seen().remove(2);
    assert_eq!(
        (method.as_str(), body),
        ("editMessageReplyMarkup", json!({"chat_id": 5, "message_id": panel}))
    );
}

#[tokio::test]
async fn a_panel_that_cannot_be_edited_any_more_is_sent_anew() {
    let world = World::start(Pace::default(), |method, _, _| match method {
        "editMessageText" => refused(400, "Bad Request: message to edit not found"),
        _ => sent(9),
    })
    .await;
    let panels = Panels::new(world.sender.clone());
    let shown = panels.show(Place { chat_id: 5, thread_id: 0 }, Some(3), "um", &keyboard()).await;
    assert_eq!(shown, Ok(9));
}

#[tokio::test]
async fn a_file_is_read_from_its_folder_and_one_that_is_too_big_is_refused() {
    let world = World::start(Pace::default(), |method, body, _| match (method, body["file_id"].as_str()) {
        ("getFile", Some("big")) => refused(400, "Bad Request: file is too big"),
        ("getFile", _) => (
            200,
            json!({"ok": true, "result": {"file_id": "F", "file_unique_id": "U",
            "file_size": 5, "file_path": "photos/file 1.jpg"}}),
        ),
        _ => (200, json!("bytes")),
    })
    .await;
    assert_eq!(world.sender.download_whole("F").await.unwrap(), "bytes");
    assert_eq!(world.methods()[1], "/file/bot123:ABC/photos/file%201.jpg");
    assert!(matches!(world.sender.download("big").await, Err(SendError::Rejected(_))));
}

#[tokio::test]
async fn what_is_said_once_is_said_as_telegram_wants_it() {
    let world = World::start(Pace::default(), |method, _, _| match method {
        "getMe" => (
            200,
            json!({"ok": true, "result": {"id": 1, "is_bot": true, "first_name": "B",
            "username": "balcao_bot", "has_topics_enabled": true}}),
        ),
        _ => (200, json!({"ok": true, "result": true})),
    })
    .await;
    let me = world.sender.get_me().await.unwrap();
    assert_eq!((me.username.as_str(), me.has_topics), ("balcao_bot", true));
    world.sender.set_webhook("https://example.com/telegram").await.unwrap();
    let (_, body) = world.seen().remove(1);
    assert_eq!(body["allowed_updates"], json!(ALLOWED_UPDATES));
    assert_eq!(body["secret_token"].as_str().unwrap().len(), 64);
    world.sender.react(5, 7, Some("👌")).await.unwrap();
    assert_eq!(world.seen()[2].1["reaction"], json!([{"type": "emoji", "emoji": "👌"}]));
}
