//! What happened with a contact: in its order, page by page, and only as far as the reader may see.

use super::super::message::{author, insert_message, note_author};
use super::super::note::{insert_note, notes_of};
use super::super::timeline::{Sight, load_ending, timeline};
use super::super::{attendance as attendances, audit, outbox};
use super::*;
use crate::dialogue::timeline::{Happened, TimelineView};
use crate::domain::attendance::{Conclusion, Ending};
use crate::domain::note::{Note, NoteText};
use crate::store::message::WrittenIn;
use crate::store::outbox::DeliveryState;

async fn add_note(store: &Store, id: AttendanceId, second: i64, text: &str) {
    let note = Note { staff: DIEGO, text: NoteText::new(text).unwrap(), written_at: at(second) };
    store.write(move |tx| async move { insert_note(tx, id, &note).await }.boxed()).await.unwrap();
}

async fn add_message(store: &Store, message: Message) {
    store.write(move |tx| async move { insert_message(tx, &message, None).await }.boxed()).await.unwrap();
}

fn said(n: u128, id: AttendanceId, direction: Direction, second: i64) -> Message {
    let state = if direction == Direction::In { MessageState::Received } else { MessageState::Read };
    Message { direction, created_at: at(second), ..outgoing(n, id, state) }
}

/// What stands on a page, in a word or two each.
async fn page(store: &Store, view: TimelineView, sight: &Sight, rows: u32) -> (Vec<String>, u32, u32) {
    let found = timeline(store, &view, sight, rows).await.unwrap();
    let word = |what: &Happened| match what {
        Happened::Opened => "opened".to_owned(),
        Happened::Said { message, .. } => {
            let Content::Text { body } = &message.content else { panic!("no text") };
            body.clone()
        }
        Happened::Noted(note) => format!("note {}", note.text.as_str()),
        Happened::Concluded(_) => "concluded".to_owned(),
    };
    let words = found.page.rows.iter().map(|entry| word(&entry.what)).collect();
    (words, found.page.total, found.hidden)
}

/// Two attendances of Maria: the first is over, and its parts were stored in no order.
async fn told() -> (Desk, ContactId, [AttendanceId; 2]) {
    let desk = desk().await;
    let maria = add_contact(&desk.store, 1, "Maria", "5551999990001").await;
    let first = attendance(1, maria, oficial());
    let second = Attendance { opened_at: at(50), staff: Some(DIEGO), ..attendance(2, maria, loja()) };
    let ids = [first.id, second.id];
    add_attendance(&desk.store, first).await.unwrap();
    add_attendance(&desk.store, second).await.unwrap();
    add_message(&desk.store, said(13, ids[1], Direction::In, 55)).await;
    add_message(&desk.store, said(12, ids[0], Direction::Out, 20)).await;
    // By the contact's clock it came before the attendance was opened.
    add_message(&desk.store, said(11, ids[0], Direction::In, -5)).await;
    add_note(&desk.store, ids[0], 15, "pediu desconto").await;
    let id = ids[0];
    let conclude = desk.store.write(move |tx| {
        attendances::close_attendance(tx, id, Conclusion::Questions, Some("voltará"), at(30)).boxed()
    });
    assert!(conclude.await.unwrap());
    (desk, maria, ids)
}

#[tokio::test]
async fn it_is_told_attendance_by_attendance_in_the_order_of_time() {
    let (desk, maria, ids) = told().await;
    let all = Sight { staff: CARLA, others: None, waiting: None };
    let view = |alone, page| TimelineView { contact: maria, alone, page };
    let whole =
        ["opened", "message 11", "note pediu desconto", "message 12", "concluded", "opened", "message 13"];
    assert_eq!(page(&desk.store, view(None, 0), &all, 8).await, (whole.map(str::to_owned).into(), 7, 0));
    let third: Vec<String> = whole[6..].iter().map(|one| (*one).to_owned()).collect();
    assert_eq!(page(&desk.store, view(None, 2), &all, 3).await, (third, 7, 0));
    assert_eq!(page(&desk.store, view(None, u32::MAX), &all, 8).await, (Vec::new(), 7, 0));
    let (words, total, hidden) = page(&desk.store, view(Some(ids[1]), 0), &all, 8).await;
    assert_eq!((words.join(", ").as_str(), total, hidden), ("opened, message 13", 2, 0));
    let notes = notes_of(&desk.store, ids[0]).await.unwrap();
    assert_eq!((notes.len(), notes[0].staff, notes[0].written_at), (1, DIEGO, at(15)));
}

#[tokio::test]
async fn what_one_may_not_see_is_counted_and_not_told() {
    let (desk, maria, _ids) = told().await;
    let view = TimelineView { contact: maria, alone: None, page: 0 };
    for (staff, teams, words, hidden) in [
        (CARLA, Some(Vec::new()), 5, 1),
        (DIEGO, Some(Vec::new()), 2, 1),
        (StaffId(9), Some(Vec::new()), 0, 2),
        (StaffId(9), Some(vec![vendas()]), 7, 0),
    ] {
        let sight = Sight { staff, others: teams.clone(), waiting: teams };
        let (told, total, counted) = page(&desk.store, view, &sight, 8).await;
        assert_eq!((told.len(), total, counted), (words, u32::try_from(words).unwrap(), hidden), "{sight:?}");
    }
}

#[tokio::test]
async fn the_ending_counts_what_was_said_and_not_what_did_not_leave() {
    let (desk, _maria, [first, _second]) = told().await;
    let marked = Content::Deleted { of: crate::domain::id::RemoteId("x".to_owned()) };
    let more = [
        Message { state: MessageState::Failed, ..said(21, first, Direction::Out, 25) },
        Message { content: marked, ..said(22, first, Direction::In, 26) },
    ];
    for one in more {
        add_message(&desk.store, one).await;
    }
    let ending = load_ending(&desk.store, first).await.unwrap();
    let note = Some("voltará".to_owned());
    assert_eq!(ending, Ending { reason: Some(Conclusion::Questions), note, incoming: 1, outgoing: 1 });
}

#[tokio::test]
async fn who_of_ours_said_it_is_known_by_the_chat_or_by_the_audit_or_was_noted() {
    let (desk, maria, [_first, id]) = told().await;
    let chat = WrittenIn { chat_id: CARLA.0, message_id: 5 };
    // In the chat, from the panel, on the company's own phone, and a reaction.
    for (n, written_in, by_us) in
        [(31, Some(chat), true), (32, None, true), (33, None, false), (34, None, true)]
    {
        let one = said(n, id, Direction::Out, i64::try_from(n).unwrap());
        desk.store
            .write(move |tx| {
                async move {
                    insert_message(tx, &one, written_in).await?;
                    if n == 34 {
                        note_author(tx, one.id, DIEGO).await?;
                    }
                    if by_us {
                        let carried = delivery(n, &one, maria, loja());
                        outbox::insert_delivery(
                            tx,
                            &carried,
                            DeliveryState::Done,
                            outbox::Start::at_once(at(0)),
                        )
                        .await?;
                    }
                    Ok(())
                }
                .boxed()
            })
            .await
            .unwrap();
    }
    let subject = id.to_string();
    let entry = desk.store.write(move |tx| {
        async move {
            let (action, detail) = ("attendance.template", "");
            let entry = audit::Entry { at: at(32), staff: Some(DIEGO), action, subject: &subject, detail };
            audit::append(tx, &entry).await
        }
        .boxed()
    });
    entry.await.unwrap();
    for (n, by) in [(31, Some(CARLA)), (32, Some(DIEGO)), (33, None), (13, None), (34, Some(DIEGO))] {
        let id = MessageId::new(Uuid::from_u128(n));
        assert_eq!(author(&desk.store, id).await.unwrap(), by, "{n}");
    }
}
