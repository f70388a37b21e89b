//! Attendances: one open for each contact and channel, and hands that change once.

use super::super::attendance::*;
use super::super::conversation::note_incoming;
use super::*;
use crate::domain::attendance::Conclusion;

#[tokio::test]
async fn a_contact_has_one_open_attendance_on_a_channel() {
    let desk = desk().await;
    let maria = add_contact(&desk.store, 1, "Maria", "5551999990001").await;
    let first = attendance(1, maria, oficial());
    let id = first.id;
    add_attendance(&desk.store, first.clone()).await.unwrap();
    let waiting =
        Attendance { state: AttendanceState::Waiting, staff: None, ..attendance(2, maria, oficial()) };
    let refused = add_attendance(&desk.store, waiting.clone()).await.unwrap_err();
    assert!(refused.is_conflict(Constraint::OneOpenAttendance), "{refused:?}");
    add_attendance(&desk.store, attendance(3, maria, loja())).await.unwrap();
    assert_eq!(find_open(&desk.store, maria, &oficial()).await.unwrap(), Some(first));
    assert_eq!(open_of_contact(&desk.store, maria).await.unwrap().len(), 2);

    let conclude =
        || desk.store.write(move |tx| close_attendance(tx, id, Conclusion::Questions, None, at(9)).boxed());
    assert!(conclude().await.unwrap());
    assert!(!conclude().await.unwrap(), "it is concluded once");
    assert_eq!(find_open(&desk.store, maria, &oficial()).await.unwrap(), None);
    let closed = load_attendance(&desk.store, id).await.unwrap();
    assert_eq!((closed.state, closed.closed_at), (AttendanceState::Closed, Some(at(9))));
    add_attendance(&desk.store, waiting).await.unwrap();
}

#[tokio::test]
async fn of_two_who_take_it_one_has_it() {
    let desk = desk().await;
    let maria = add_contact(&desk.store, 1, "Maria", "5551999990001").await;
    let waiting =
        Attendance { state: AttendanceState::Waiting, staff: None, ..attendance(1, maria, oficial()) };
    let id = waiting.id;
    add_attendance(&desk.store, waiting).await.unwrap();
    let take = |who| desk.store.write(move |tx| hand_over(tx, id, None, who, None).boxed());
    let (carla, diego) = futures::join!(take(CARLA), take(DIEGO));
    assert_eq!((carla.unwrap(), diego.unwrap()), (true, false));
    let taken = load_attendance(&desk.store, id).await.unwrap();
    assert_eq!((taken.staff, taken.state), (Some(CARLA), AttendanceState::Open));
    let passed =
        desk.store.write(move |tx| hand_over(tx, id, Some(CARLA), DIEGO, None).boxed()).await.unwrap();
    assert!(passed);
    let late = desk.store.write(move |tx| hand_over(tx, id, Some(CARLA), CARLA, None).boxed()).await.unwrap();
    assert!(!late);
}

#[tokio::test]
async fn lists_show_new_ones_mine_and_others() {
    let desk = desk().await;
    for (n, staff) in [(1, None), (2, Some(CARLA)), (3, Some(DIEGO)), (4, Some(DIEGO))] {
        let id = add_contact(&desk.store, n, "Maria", &format!("55519999900{n:02}")).await;
        let state = if staff.is_none() { AttendanceState::Waiting } else { AttendanceState::Open };
        let opened_at = at(i64::try_from(n).unwrap());
        let attendance = Attendance { staff, state, opened_at, ..attendance(n, id, oficial()) };
        add_attendance(&desk.store, attendance).await.unwrap();
    }
    let mine = AttendanceFilter { staff: Some(CARLA), ..AttendanceFilter::default() };
    let new = AttendanceFilter {
        state: Some(AttendanceState::Waiting),
        teams: Some(vec![vendas()]),
        ..AttendanceFilter::default()
    };
    let others = AttendanceFilter { others_than: Some(CARLA), ..AttendanceFilter::default() };
    let of_no_team = AttendanceFilter { teams: Some(Vec::new()), ..AttendanceFilter::default() };
    for (filter, expected) in [(mine, vec![2]), (new, vec![1]), (others, vec![4, 3]), (of_no_team, vec![])] {
        let listed = list_attendances(&desk.store, &filter, 0, 8).await.unwrap();
        let numbers: Vec<u128> = listed.iter().map(|one| one.id.uuid().as_u128()).collect();
        assert_eq!(numbers, expected, "{filter:?}");
        let count = count_attendances(&desk.store, &filter).await.unwrap();
        assert_eq!(usize::try_from(count).unwrap(), expected.len());
    }
    let page = list_attendances(&desk.store, &AttendanceFilter::default(), 1, 2).await.unwrap();
    assert_eq!(page.iter().map(|one| one.id.uuid().as_u128()).collect::<Vec<_>>(), [3, 2]);
}

#[tokio::test]
async fn the_window_follows_the_last_message_in_whatever_order_they_come() {
    let desk = desk().await;
    let maria = add_contact(&desk.store, 1, "Maria", "5551999990001").await;
    assert_eq!(last_incoming_at(&desk.store, maria, &oficial()).await.unwrap(), None);
    for second in [10, 30, 20] {
        desk.store
            .write(move |tx| {
                async move { note_incoming(tx, maria, &oficial(), &[], at(second)).await }.boxed()
            })
            .await
            .unwrap();
    }
    assert_eq!(last_incoming_at(&desk.store, maria, &oficial()).await.unwrap(), Some(at(30)));
    assert_eq!(last_incoming_at(&desk.store, maria, &loja()).await.unwrap(), None);
}

#[tokio::test]
async fn an_attendance_of_nobody_known_is_refused() {
    let desk = desk().await;
    let stranger = ContactId::new(Uuid::from_u128(404));
    let refused = add_attendance(&desk.store, attendance(1, stranger, oficial())).await.unwrap_err();
    assert!(refused.is_conflict(Constraint::Reference), "{refused:?}");
    let missing = load_attendance(&desk.store, AttendanceId::new(Uuid::from_u128(1))).await.unwrap_err();
    assert!(matches!(missing, StoreError::Missing { table: "attendance", .. }));
}
