//! What was said is erased when it is old: of what is over, and nothing of what was counted.

use super::super::attendance as attendances;
use super::super::contact::forget::forget_contact;
use super::super::contact::kept::messages_after;
use super::super::message::{advance_message, insert_message, is_forgotten, load_message};
use super::super::note::{insert_note, notes_of};
use super::super::outbox::{note_refused_try, refused_tries};
use super::super::quick_value::{forget_value, quick_values, remember_values};
use super::super::retention::{Cursor, erase_beside, erase_messages};
use super::super::session::SessionKey;
use super::super::timeline::load_ending;
use super::*;
use crate::domain::attendance::Conclusion;
use crate::domain::id::RemoteId;
use crate::domain::note::{Note, NoteText};
use crate::domain::template::{SlotKey, TemplateKey, Value};
use crate::store::message::Learnt;

async fn add(store: &Store, message: Message) -> MessageId {
    let id = message.id;
    store.write(move |tx| async move { insert_message(tx, &message, None).await }.boxed()).await.unwrap();
    id
}

async fn conclude(store: &Store, id: AttendanceId, second: i64) {
    let conclude = store.write(move |tx| {
        attendances::close_attendance(tx, id, Conclusion::Questions, Some("voltará"), at(second)).boxed()
    });
    conclude.await.unwrap();
}

/// Everything that is older than that second, two rows at a time.
async fn erase(store: &Store, before: i64) -> u64 {
    let (mut erased, mut after) = (0, Some(Cursor::default()));
    while let Some(cursor) = after.take() {
        let batch = store.write(move |tx| {
            async move { erase_messages(tx, at(before), &cursor, 2, at(1_000)).await }.boxed()
        });
        let (count, next) = batch.await.unwrap();
        erased += count;
        after = next;
    }
    erased
}

async fn is_erased(store: &Store, id: MessageId) -> bool {
    is_forgotten(&load_message(store, id).await.unwrap())
}

#[tokio::test]
async fn what_is_old_and_over_is_erased_and_everything_else_is_left_alone() {
    let desk = desk().await;
    let store = &desk.store;
    let maria = add_contact(store, 1, "Maria", "5551999990001").await;
    let (over, open) = (attendance(1, maria, oficial()), attendance(2, maria, loja()));
    let (closed, running) = (over.id, open.id);
    add_attendance(store, over).await.unwrap();
    add_attendance(store, open).await.unwrap();
    let said = |n, id, state, second| Message { created_at: at(second), ..outgoing(n, id, state) };
    let mut old = Vec::new();
    for n in 0..7_u8 {
        old.push(add(store, said(u128::from(n) + 10, closed, MessageState::Read, i64::from(n % 3))).await);
    }
    let reaction =
        Content::Reaction { to: RemoteId("x".to_owned()), emoji: Some("👍".to_owned()), ours: true };
    old.push(add(store, Message { content: reaction, ..said(18, closed, MessageState::Sent, 3) }).await);
    let mut left = vec![
        add(store, said(20, closed, MessageState::Read, 500)).await,
        add(store, said(21, closed, MessageState::Unknown, 1)).await,
        add(store, said(22, closed, MessageState::Held, 1)).await,
        add(store, said(23, running, MessageState::Read, 1)).await,
    ];
    conclude(store, closed, 600).await;
    let before = load_ending(store, closed).await.unwrap();
    assert_eq!(erase(store, 100).await, 8);
    assert_eq!(erase(store, 100).await, 0, "once");
    for id in old {
        assert!(is_erased(store, id).await);
    }
    for id in &left {
        assert!(!is_erased(store, *id).await, "{id}");
    }
    assert_eq!(load_ending(store, closed).await.unwrap(), before, "what was counted stays");
    // What is over later is erased later.
    conclude(store, running, 700).await;
    assert_eq!(erase(store, 100).await, 1);
    assert!(is_erased(store, left.pop().unwrap()).await);
    assert!(!messages_after(store, closed, None, 3).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_was_erased_is_not_written_down_again() {
    let desk = desk().await;
    let store = &desk.store;
    let maria = add_contact(store, 1, "Maria", "5551999990001").await;
    let over = attendance(1, maria, oficial());
    let closed = over.id;
    add_attendance(store, over).await.unwrap();
    let id = add(store, outgoing(10, closed, MessageState::Sent)).await;
    conclude(store, closed, 1).await;
    assert_eq!(erase(store, 100).await, 1);
    let learnt = store.write(move |tx| {
        async move {
            let remote = RemoteId("wamid.5551999990001".to_owned());
            let (state, remote) = (MessageState::Read, Some(&remote));
            let learnt = Learnt { state, at: at(2_000), fault: None, remote, pricing: None };
            advance_message(tx, id, &learnt).await
        }
        .boxed()
    });
    let after = learnt.await.unwrap().unwrap();
    assert_eq!(after.state, MessageState::Read, "that it was read still counts");
    assert!(is_erased(store, id).await);
}

#[tokio::test]
async fn what_was_refused_of_a_message_goes_with_its_words() {
    let desk = desk().await;
    let store = &desk.store;
    let mut tried = Vec::new();
    for (n, phone) in [(1, "5551999990001"), (2, "5551999990002"), (3, "5551999990003")] {
        let contact = add_contact(store, n, "Maria", phone).await;
        let over = attendance(n, contact, oficial());
        let closed = over.id;
        add_attendance(store, over).await.unwrap();
        let id = add(store, outgoing(10 + n, closed, MessageState::Read)).await;
        let note = store.write(move |tx| {
            async move { note_refused_try(tx, id, &RemoteId("wamid.refused".to_owned()), None).await }.boxed()
        });
        note.await.unwrap();
        tried.push((contact, closed, id));
    }
    let [(_, closed, erased), (maria, _, forgotten), (_, _, left)] =
        <[_; 3]>::try_from(tried).expect("three");
    conclude(store, closed, 1).await;
    assert_eq!(erase(store, 100).await, 1);
    let seat = SessionKey { chat_id: 101, thread_id: 0, staff: CARLA };
    store.write(move |tx| forget_contact(tx, maria, seat, at(2)).boxed()).await.unwrap();
    for gone in [erased, forgotten] {
        assert_eq!(refused_tries(store, gone).await.unwrap(), []);
    }
    assert_eq!(refused_tries(store, left).await.unwrap().len(), 1, "of nobody else");
}

#[tokio::test]
async fn notes_and_values_go_with_their_age() {
    let desk = desk().await;
    let store = &desk.store;
    let maria = add_contact(store, 1, "Maria", "5551999990001").await;
    let over = attendance(1, maria, oficial());
    let closed = over.id;
    add_attendance(store, over).await.unwrap();
    let key = TemplateKey { name: "retorno".to_owned(), language: "pt_BR".to_owned() };
    let slot = SlotKey::Name { name: "cliente".to_owned() };
    let value = |text: &str| Value::Text { text: text.to_owned() };
    for second in [10, 500] {
        let note = Note { staff: DIEGO, text: NoteText::new("pediu").unwrap(), written_at: at(second) };
        let (key, values) = (key.clone(), vec![(slot.clone(), value("Maria"))]);
        let written = store.write(move |tx| {
            async move {
                insert_note(tx, closed, &note).await?;
                let staff = if second == 10 { CARLA } else { DIEGO };
                remember_values(tx, staff, &key, &values, at(second)).await
            }
            .boxed()
        });
        written.await.unwrap();
    }
    let beside = || store.write(|tx| async move { erase_beside(tx, at(100), 9).await }.boxed());
    assert_eq!(beside().await.unwrap(), 1, "the value; the note is of what is not over");
    conclude(store, closed, 50).await;
    assert_eq!(beside().await.unwrap(), 2, "the older note, and the one of the conclusion");
    assert_eq!(beside().await.unwrap(), 0);
    assert_eq!(notes_of(store, closed).await.unwrap().len(), 1);
    assert_eq!(load_ending(store, closed).await.unwrap().note, None);
    let last = |staff| quick_values(store, staff, &key);
    assert!(last(CARLA).await.unwrap().is_empty());
    assert_eq!(last(DIEGO).await.unwrap().len(), 1);
    let (template, given) = (key.clone(), value("Maria"));
    let forgotten =
        store.write(move |tx| async move { forget_value(tx, &template, &slot, &given).await }.boxed());
    forgotten.await.unwrap();
    assert!(last(DIEGO).await.unwrap().is_empty());
}
