//! Sessions, cards, notices and quick values: what the Telegram side keeps.

use super::super::contact::forget;
use super::super::notice::*;
use super::super::session::*;
use super::*;
use crate::domain::template::{Place, SlotKey, TemplateKey, Value};

const KEY: SessionKey = SessionKey { chat_id: 101, thread_id: 0, staff: CARLA };

fn session() -> SessionRow {
    SessionRow {
        id: 0,
        key: KEY,
        version: 0,
        state: "{\"v\":1}".to_owned(),
        draft: Some(("{\"v\":1,\"draft\":true}".to_owned(), at(1))),
        panel_message_id: Some(5),
        rev: 3,
        shown_rev: 2,
        current: None,
        updated_at: at(2),
    }
}

async fn save(store: &Store, session: SessionRow, expected: Option<i64>) -> Result<Saved, StoreError> {
    store.write(move |tx| async move { save_session(tx, &session, expected).await }.boxed()).await
}

#[tokio::test]
async fn of_two_who_saw_the_same_version_one_saves() {
    let desk = desk().await;
    let first = save(&desk.store, session(), None).await.unwrap();
    assert_eq!(first, Saved { id: 1, version: 1 });
    assert!(matches!(save(&desk.store, session(), None).await, Err(StoreError::Stale)));
    let second = save(&desk.store, SessionRow { draft: None, ..session() }, Some(1)).await.unwrap();
    assert_eq!(second, Saved { id: 1, version: 2 });
    assert!(matches!(save(&desk.store, session(), Some(1)).await, Err(StoreError::Stale)));
    let expected = SessionRow { id: 1, version: 2, draft: None, ..session() };
    assert_eq!(find_session(&desk.store, KEY).await.unwrap(), Some(expected.clone()));
    assert_eq!(find_session_by_id(&desk.store, 1).await.unwrap(), Some(expected));
    let elsewhere = SessionKey { thread_id: 8, ..KEY };
    assert_eq!(find_session(&desk.store, elsewhere).await.unwrap(), None);
    let other = save(&desk.store, SessionRow { key: elsewhere, ..session() }, None).await.unwrap();
    assert_eq!(other.id, 2);
}

#[tokio::test]
async fn panels_that_show_what_they_ought_to_are_left_alone() {
    let desk = desk().await;
    let mark = async |shown: Vec<ShownPanel>| {
        desk.store.write(move |tx| async move { mark_shown(tx, &shown).await }.boxed()).await.unwrap()
    };
    let panel = |session, message_id, rev| ShownPanel { session, message_id: Some(message_id), rev };
    let elsewhere = SessionKey { thread_id: 8, ..KEY };
    save(&desk.store, session(), None).await.unwrap();
    save(&desk.store, SessionRow { key: elsewhere, ..session() }, None).await.unwrap();
    assert_eq!(unshown_sessions(&desk.store).await.unwrap().len(), 2);
    assert_eq!(mark(vec![panel(1, 6, 3)]).await, 1);
    assert_eq!(unshown_sessions(&desk.store).await.unwrap().len(), 1);
    assert_eq!(mark(vec![panel(1, 4, 2), panel(2, 7, 3)]).await, 1, "the first came late");
    assert!(unshown_sessions(&desk.store).await.unwrap().is_empty());
    for (key, message) in [(KEY, 6), (elsewhere, 7)] {
        let shown = find_session(&desk.store, key).await.unwrap().unwrap();
        assert_eq!((shown.panel_message_id, shown.shown_rev, shown.version), (Some(message), 3, 1));
    }
    assert_eq!(mark(Vec::new()).await, 0);
}

fn notice(payload: &str, dedupe: Option<&str>, due_at: Timestamp) -> NewNotice {
    NewNotice {
        chat_id: 7,
        thread_id: 0,
        payload: payload.to_owned(),
        dedupe: dedupe.map(str::to_owned),
        due_at,
        created_at: at(0),
    }
}

async fn put(store: &Store, notice: NewNotice) {
    store.write(move |tx| async move { put_notice(tx, &notice).await }.boxed()).await.unwrap();
}

async fn take(store: &Store, now: Timestamp) -> Vec<Notice> {
    let lease_until = now + chrono::TimeDelta::seconds(10);
    store.write(move |tx| claim_notices(tx, now, lease_until, 10, &[]).boxed()).await.unwrap()
}

#[tokio::test]
async fn a_newer_notice_replaces_the_one_that_waits_even_while_it_is_being_sent() {
    let desk = desk().await;
    put(&desk.store, notice("old", Some("card:1"), at(1))).await;
    put(&desk.store, notice("new", Some("card:1"), at(2))).await;
    put(&desk.store, notice("other", None, at(2))).await;
    put(&desk.store, notice("another", None, at(2))).await;
    assert_eq!(next_notice_due(&desk.store, &[]).await.unwrap(), Some(at(2)));
    assert!(take(&desk.store, at(1)).await.is_empty());
    let taken = take(&desk.store, at(2)).await;
    assert_eq!(taken.iter().map(|one| one.payload.as_str()).collect::<Vec<_>>(), ["new", "other", "another"]);
    assert!(take(&desk.store, at(3)).await.is_empty(), "they are taken");
    assert_eq!(next_notice_due(&desk.store, &[]).await.unwrap(), Some(at(12)), "when the lease ends");

    put(&desk.store, notice("newest", Some("card:1"), at(3))).await;
    let (id, taking) = (taken[0].id, taken[0].taking);
    assert!(!desk.store.write(move |tx| finish_notice(tx, id, taking).boxed()).await.unwrap());
    let again = take(&desk.store, at(3)).await;
    assert_eq!((again[0].payload.as_str(), again[0].attempt), ("newest", 1));
    let taking = again[0].taking;
    assert!(desk.store.write(move |tx| retry_notice(tx, id, taking, at(9)).boxed()).await.unwrap());
    assert_eq!(next_notice_due(&desk.store, &[]).await.unwrap(), Some(at(9)));
    let last = take(&desk.store, at(9)).await;
    let (attempt, taking) = (last[0].attempt, last[0].taking);
    assert_eq!(attempt, 2);
    assert!(desk.store.write(move |tx| finish_notice(tx, id, taking).boxed()).await.unwrap());
}

#[tokio::test]
async fn few_are_taken_for_a_chat_none_while_it_is_busy_and_what_is_asked_for_passes_them() {
    let desk = desk().await;
    for _ in 0..6 {
        put(&desk.store, notice("told", None, at(1))).await;
    }
    put(&desk.store, notice("next", None, NEXT)).await;
    let taken = take(&desk.store, at(2)).await;
    assert_eq!(taken.len(), 4);
    assert!(taken.iter().any(|one| one.payload == "next"));
    let busy = vec![taken[0].chat_id];
    assert_eq!(next_notice_due(&desk.store, &busy).await.unwrap(), None);
    put(&desk.store, notice("asked for", None, AT_ONCE)).await;
    assert_eq!(next_notice_due(&desk.store, &busy).await.unwrap(), Some(AT_ONCE));
    let (now, until) = (at(2), at(12));
    let passing = desk
        .store
        .write(move |tx| async move { claim_notices(tx, now, until, 10, &busy).await }.boxed())
        .await
        .unwrap();
    let [passing] = passing.as_slice() else { panic!("{passing:?}") };
    assert!(passing.is_at_once && passing.payload == "asked for");
}

#[tokio::test]
async fn a_notice_whose_sender_died_is_sent_again() {
    let desk = desk().await;
    put(&desk.store, notice("words", None, at(1))).await;
    assert_eq!(take(&desk.store, at(1)).await.len(), 1);
    assert_eq!(take(&desk.store, at(11)).await.len(), 1, "after its lease");
    assert_eq!(desk.store.write(|tx| lapse_notices(tx).boxed()).await.unwrap(), 1);
    assert_eq!(take(&desk.store, at(12)).await.len(), 1, "or at the start");
}

#[tokio::test]
async fn what_was_tried_is_due_again_at_the_start() {
    let desk = desk().await;
    put(&desk.store, notice("tried", None, at(1))).await;
    let first = take(&desk.store, at(1)).await;
    let (id, taking) = (first[0].id, first[0].taking);
    assert!(desk.store.write(move |tx| retry_notice(tx, id, taking, at(3600)).boxed()).await.unwrap());
    put(&desk.store, notice("not tried yet", None, at(1800))).await;
    assert!(take(&desk.store, at(2)).await.is_empty());
    desk.store.write(|tx| lapse_notices(tx).boxed()).await.unwrap();
    let again = take(&desk.store, at(2)).await;
    assert_eq!(again.iter().map(|one| one.payload.as_str()).collect::<Vec<_>>(), ["tried"]);
}

#[tokio::test]
async fn what_was_to_be_asked_about_is_forgotten_with_its_contact() {
    let desk = desk().await;
    let (maria, joao) = (
        add_contact(&desk.store, 1, "Maria", "5551999990001").await,
        add_contact(&desk.store, 2, "João", "5551999990002").await,
    );
    for (number, contact) in [(1, maria), (2, joao)] {
        let attendance = attendance(number, contact, oficial());
        let left = format!(
            r#"{{"notice":{{"kind":"unconfirmed","attendance":"{}","text":"words {number}"}}}}"#,
            attendance.id
        );
        add_attendance(&desk.store, attendance).await.unwrap();
        put(&desk.store, notice(&left, None, at(1))).await;
    }
    desk.store.write(move |tx| forget::forget_contact(tx, maria, KEY, at(2)).boxed()).await.unwrap();
    let left = take(&desk.store, at(3)).await;
    let [left] = left.as_slice() else { panic!("{left:?}") };
    assert!(left.payload.contains("words 2"));
}

#[tokio::test]
async fn a_card_is_found_by_the_message_that_shows_it() {
    let desk = desk().await;
    let maria = add_contact(&desk.store, 1, "Maria", "5551999990001").await;
    let attendance = attendance(1, maria, oficial());
    let id = attendance.id;
    add_attendance(&desk.store, attendance).await.unwrap();
    let sent = card::CardRow {
        attendance: id,
        chat_id: 7,
        thread_id: 0,
        message_id: Some(70),
        fingerprint: Some("f".to_owned()),
    };
    for card in [card::CardRow { message_id: None, fingerprint: None, ..sent.clone() }, sent.clone()] {
        desk.store.write(move |tx| async move { card::put_card(tx, &card).await }.boxed()).await.unwrap();
    }
    assert_eq!(card::card_by_message(&desk.store, 7, 70).await.unwrap(), Some(sent.clone()));
    assert_eq!(card::find_card(&desk.store, id, 7).await.unwrap(), Some(sent.clone()));
    assert_eq!(card::find_card(&desk.store, id, 8).await.unwrap(), None);
    assert_eq!(card::cards_of(&desk.store, id).await.unwrap(), [sent]);
}

#[tokio::test]
async fn the_value_used_last_time_is_offered() {
    let desk = desk().await;
    let key = TemplateKey { name: "retorno".to_owned(), language: "pt_BR".to_owned() };
    let slot = SlotKey::Number { place: Place::Body, number: 1 };
    for text in ["before", "last"] {
        let (key, values) = (key.clone(), vec![(slot.clone(), Value::Text { text: text.to_owned() })]);
        desk.store
            .write(move |tx| {
                async move { quick_value::remember_values(tx, CARLA, &key, &values, at(1)).await }.boxed()
            })
            .await
            .unwrap();
    }
    let offered = quick_value::quick_values(&desk.store, CARLA, &key).await.unwrap();
    assert_eq!(offered, [(slot, Value::Text { text: "last".to_owned() })]);
    assert!(quick_value::quick_values(&desk.store, DIEGO, &key).await.unwrap().is_empty());
}
