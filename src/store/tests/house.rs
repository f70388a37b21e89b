//! Invitations, and what goes from hand to hand when somebody leaves.

use super::{CARLA, DIEGO, add_attendance, add_contact, at, attendance, desk, oficial, vendas};
use crate::domain::attendance::{AttendanceState, Successor, Transfer};
use crate::domain::id::{InvitationId, StaffId};
use crate::domain::invitation::Invitation;
use crate::domain::limit::INVITATION_AGE_MAX;
use crate::domain::staff::{Role, StaffMember};
use crate::store::invitation::{insert_invitation, open_invitations, revoke, revoke_all_by, use_invitation};
use crate::store::{Store, attendance as attendances, staff, transfer};
use futures::FutureExt as _;
use uuid::Uuid;

const RITA: StaffId = StaffId(900);

fn invitation(n: u128) -> Invitation {
    Invitation {
        id: InvitationId::new(Uuid::from_u128(n)),
        role: Role::Attendant,
        teams: vec![vendas()],
        by: CARLA,
        expires_at: at(0) + INVITATION_AGE_MAX,
    }
}

async fn invite(store: &Store, n: u128, digest: &'static str) {
    let made = invitation(n);
    store
        .write(move |tx| async move { insert_invitation(tx, &made, digest, at(0)).await }.boxed())
        .await
        .unwrap();
}

async fn uses(store: &Store, digest: &'static str, by: StaffId, second: i64) -> Option<Invitation> {
    let used = store.write(move |tx| async move { use_invitation(tx, digest, by, at(second)).await }.boxed());
    used.await.unwrap()
}

#[tokio::test]
async fn an_invitation_is_used_once_in_its_time_and_not_after_it_was_taken_back() {
    let desk = desk().await;
    let store = &desk.store;
    invite(store, 1, "aa").await;
    invite(store, 2, "bb").await;
    invite(store, 3, "cc").await;
    assert_eq!(open_invitations(store, at(1)).await.unwrap().len(), 3);
    let (first, second) = tokio::join!(uses(store, "aa", RITA, 1), uses(store, "aa", DIEGO, 1));
    assert!(first.is_some() != second.is_some(), "two at once: one of them");
    assert_eq!(first.or(second), Some(invitation(1)));
    assert_eq!(uses(store, "zz", RITA, 1).await, None);
    let id = invitation(2).id;
    let taken = store.write(move |tx| async move { revoke(tx, id, at(2)).await }.boxed());
    assert!(taken.await.unwrap());
    let again = store.write(move |tx| async move { revoke(tx, id, at(3)).await }.boxed());
    assert!(!again.await.unwrap());
    assert_eq!(uses(store, "bb", RITA, 3).await, None);
    let late = INVITATION_AGE_MAX.num_seconds();
    assert!(open_invitations(store, at(late)).await.unwrap().is_empty());
    assert_eq!(uses(store, "cc", RITA, late).await, None);
    invite(store, 4, "dd").await;
    let all = store.write(move |tx| async move { revoke_all_by(tx, CARLA, at(4)).await }.boxed());
    all.await.unwrap();
    assert!(open_invitations(store, at(5)).await.unwrap().is_empty());
}

#[tokio::test]
async fn who_is_hired_again_has_nothing_of_before() {
    let desk = desk().await;
    let store = &desk.store;
    let gone = store.write(move |tx| {
        async move {
            staff::set_away(tx, DIEGO, true).await?;
            staff::remove(tx, DIEGO, at(1)).await
        }
        .boxed()
    });
    assert!(gone.await.unwrap());
    let roster = staff::load_roster(store).await.unwrap();
    assert_eq!((roster.staff.len(), roster.former.len()), (1, 1));
    assert_eq!(staff::role_of(store, DIEGO).await.unwrap(), None);
    let hired = store.write(move |tx| {
        let again = StaffMember::new(DIEGO, "Diego".to_owned(), Role::Manager, Vec::new());
        async move { staff::hire(tx, &again).await }.boxed()
    });
    hired.await.unwrap();
    let roster = staff::load_roster(store).await.unwrap();
    let diego = roster.staff.iter().find(|one| one.id == DIEGO).unwrap();
    assert_eq!((diego.role, diego.teams.len(), diego.is_away), (Role::Manager, 0, false));
}

#[tokio::test]
async fn offers_go_with_what_is_handed_on_and_end_with_who_leaves() {
    let desk = desk().await;
    let store = &desk.store;
    let maria = add_contact(store, 1, "Maria", "5551999990001").await;
    let one = attendance(11, maria, oficial());
    let id = one.id;
    add_attendance(store, one).await.unwrap();
    let offered = |to: Successor| {
        let offer = Transfer { attendance: id, by: CARLA, to };
        store.write(move |tx| async move { transfer::put_transfer(tx, &offer, at(1)).await }.boxed())
    };
    offered(Successor::Team(vendas())).await.unwrap();
    let inherit = store.write(move |tx| async move { transfer::inherit(tx, CARLA, DIEGO).await }.boxed());
    inherit.await.unwrap();
    let standing = transfer::find_transfer(store, id).await.unwrap().unwrap();
    assert_eq!((standing.by, standing.to), (DIEGO, Successor::Team(vendas())));
    offered(Successor::Person(DIEGO)).await.unwrap();
    let gone = store.write(move |tx| async move { transfer::withdraw_from(tx, DIEGO).await }.boxed());
    assert_eq!(gone.await.unwrap(), [(id, CARLA)]);
    let back = store.write(move |tx| {
        async move {
            let given = attendances::give_back(tx, id, CARLA).await?;
            Ok((given, attendances::give_back(tx, id, CARLA).await?))
        }
        .boxed()
    });
    assert_eq!(back.await.unwrap(), (true, false), "once");
    let waiting = attendances::load_attendance(store, id).await.unwrap();
    assert_eq!((waiting.state, waiting.staff), (AttendanceState::Waiting, None));
    assert_eq!(attendances::waiting_for(store, DIEGO, 8).await.unwrap().len(), 1);
}

#[tokio::test]
async fn that_nobody_is_there_is_said_once_in_an_attendance() {
    let desk = desk().await;
    let store = &desk.store;
    let maria = add_contact(store, 1, "Maria", "5551999990001").await;
    let one = attendance(11, maria, oficial());
    let id = one.id;
    add_attendance(store, one).await.unwrap();
    for expected in [true, false] {
        let noted =
            store.write(move |tx| async move { attendances::note_absence(tx, id, at(1)).await }.boxed());
        assert_eq!(noted.await.unwrap(), expected);
    }
}
