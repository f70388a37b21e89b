//! The writer: shared commits, and writes that fail alone.

use super::*;
use std::sync::Arc;
use std::sync::Mutex;
use tokio::sync::Semaphore;

/// A watch that keeps what it was told, and lets nothing be committed until it has a permit for it.
fn gated() -> (Options, Arc<Semaphore>, Arc<Mutex<Vec<CommitPoint>>>) {
    let gate = Arc::new(Semaphore::new(0));
    let told = Arc::new(Mutex::new(Vec::new()));
    let (opened, tell) = (Arc::clone(&gate), Arc::clone(&told));
    let watch: CommitWatch = Arc::new(move |point| {
        let (gate, told) = (Arc::clone(&opened), Arc::clone(&tell));
        async move {
            if let CommitPoint::Before(_) = point {
                gate.acquire().await.unwrap().forget();
            }
            told.lock().unwrap().push(point);
        }
        .boxed()
    });
    (Options { readers: 2, on_commit: Some(watch), ..Options::default() }, gate, told)
}

async fn note(store: &Store, n: usize) -> Result<(), StoreError> {
    store.write(move |tx| async move { append(tx, &n.to_string()).await }.boxed()).await
}

async fn append(tx: &mut Tx, subject: &str) -> Result<(), StoreError> {
    let entry = audit::Entry { at: at(0), staff: None, action: "noted", subject, detail: "" };
    audit::append(tx, &entry).await
}

async fn noted(store: &Store) -> Vec<String> {
    let mut connection = store.reader().connect().await.unwrap();
    let rows: Vec<(String,)> = sqlx::query_as("select subject from audit order by seq")
        .fetch_all(connection.sqlite())
        .await
        .unwrap();
    rows.into_iter().map(|(subject,)| subject).collect()
}

#[tokio::test]
async fn those_who_wait_share_a_commit() {
    let (options, gate, told) = gated();
    let desk = empty_desk(options).await;
    // The first write stands before its commit; the others are asked for meanwhile; then the gate opens.
    let writes = futures::future::join_all((0..65).map(|n| note(&desk.store, n)));
    let open = async { gate.add_permits(100) };
    let (answers, ()) = futures::join!(writes, open);
    assert!(answers.iter().all(Result::is_ok));
    assert_eq!(noted(&desk.store).await.len(), 65);
    let commits = told.lock().unwrap().iter().filter(|point| matches!(point, CommitPoint::After(_))).count();
    assert!(commits <= 2, "65 writes took {commits} commits");
}

#[tokio::test]
async fn nobody_is_answered_before_the_commit_that_contains_the_write() {
    let (options, gate, told) = gated();
    let desk = empty_desk(options).await;
    let mut write = std::pin::pin!(note(&desk.store, 1));
    assert!(futures::poll!(&mut write).is_pending());
    gate.add_permits(1);
    write.await.unwrap();
    assert_eq!(*told.lock().unwrap(), [CommitPoint::Before(1), CommitPoint::After(1)]);
}

#[tokio::test]
async fn one_that_fails_takes_back_its_own_changes_and_no_others() {
    let (options, gate, told) = gated();
    let desk = empty_desk(options).await;
    let failing = desk.store.write::<(), _>(|tx| {
        async move {
            append(tx, "of the one that fails").await?;
            Err(StoreError::Stale)
        }
        .boxed()
    });
    let panicking = desk.store.write::<(), _>(|tx| {
        async move {
            append(tx, "of the one that panics").await?;
            panic!("on purpose");
        }
        .boxed()
    });
    let panics_at_once = desk.store.write::<(), _>(|_tx| panic!("on purpose"));
    let breaking = desk.store.write(|tx| {
        async move {
            append(tx, "of the one that breaks a rule").await?;
            template::replace_templates(tx, &oficial(), &[], at(0)).await
        }
        .boxed()
    });
    let all = async {
        futures::join!(
            note(&desk.store, 1),
            note(&desk.store, 2),
            failing,
            note(&desk.store, 3),
            panicking,
            panics_at_once,
            note(&desk.store, 4),
            breaking,
        )
    };
    let (answers, ()) = futures::join!(all, async { gate.add_permits(100) });
    assert!(matches!(answers.2, Err(StoreError::Stale)));
    assert!(matches!(answers.4, Err(StoreError::Panicked)));
    assert!(matches!(answers.5, Err(StoreError::Panicked)));
    assert!(matches!(answers.7, Err(StoreError::Missing { table: "channel", .. })));
    assert!(answers.0.is_ok() && answers.1.is_ok() && answers.3.is_ok() && answers.6.is_ok());
    assert_eq!(noted(&desk.store).await, ["1", "2", "3", "4"]);
    assert!(told.lock().unwrap().len() <= 4, "they shared a commit: {told:?}");
}

#[tokio::test]
async fn one_that_fails_alone_leaves_nothing_and_the_next_is_written() {
    let desk = empty_desk(Options::default()).await;
    for _ in 0..3 {
        let failed = desk.store.write::<(), _>(|tx| {
            async move {
                append(tx, "of the one that fails").await?;
                Err(StoreError::Stale)
            }
            .boxed()
        });
        assert!(matches!(failed.await, Err(StoreError::Stale)));
        note(&desk.store, 7).await.unwrap();
    }
    assert_eq!(noted(&desk.store).await, ["7", "7", "7"]);
}

#[tokio::test]
async fn a_commit_that_fails_is_told_to_everybody_and_the_writer_goes_on() {
    let (options, gate, _told) = gated();
    let desk = empty_desk(options).await;
    // Foreign keys that are checked only at the commit make it fail after both writes have succeeded.
    let doomed = desk.store.write(|tx| {
        async move {
            sqlx::query("pragma defer_foreign_keys = on").execute(tx.sqlite()).await?;
            sqlx::query("insert into staff_team (staff_id, team_id) values (1, 'nobody')")
                .execute(tx.sqlite())
                .await?;
            Ok(())
        }
        .boxed()
    });
    gate.add_permits(100);
    note(&desk.store, 1).await.unwrap();
    let answers = futures::join!(note(&desk.store, 2), doomed, note(&desk.store, 2));
    assert!(matches!(answers.0, Err(StoreError::Commit(_))));
    assert!(matches!(answers.1, Err(StoreError::Commit(_))));
    assert!(matches!(answers.2, Err(StoreError::Commit(_))));
    note(&desk.store, 3).await.unwrap();
    assert_eq!(noted(&desk.store).await, ["1", "3"]);
}

#[tokio::test]
async fn a_write_is_done_even_when_the_one_who_asked_has_gone() {
    let desk = empty_desk(Options::default()).await;
    {
        let mut write = std::pin::pin!(note(&desk.store, 1));
        assert!(futures::poll!(&mut write).is_pending());
    }
    note(&desk.store, 2).await.unwrap();
    assert_eq!(noted(&desk.store).await, ["1", "2"]);
}

#[tokio::test]
async fn a_write_sees_its_own_changes_and_a_reader_does_not_until_they_are_committed() {
    let desk = desk().await;
    let readers = desk.store.clone();
    let (inside, outside) = desk
        .store
        .write(move |tx| {
            async move {
                contact::insert_contact(tx, &contact(1, "Maria", "5551999990000")).await?;
                let inside = contact::count_contacts(&mut *tx).await?;
                let outside = contact::count_contacts(&readers).await?;
                Ok((inside, outside))
            }
            .boxed()
        })
        .await
        .unwrap();
    assert_eq!((inside, outside), (1, 0));
    assert_eq!(contact::count_contacts(&desk.store).await.unwrap(), 1);
}

#[tokio::test]
async fn a_reader_cannot_write() {
    let desk = empty_desk(Options::default()).await;
    let mut connection = desk.store.reader().connect().await.unwrap();
    assert!(sqlx::query("delete from audit").execute(connection.sqlite()).await.is_err());
}

#[tokio::test]
async fn what_waits_is_written_before_the_store_is_closed_and_nothing_after() {
    let desk = empty_desk(Options::default()).await;
    for n in 0..200 {
        let subject = n.to_string();
        desk.store.write_later("a note", move |tx| async move { append(tx, &subject).await }.boxed());
    }
    desk.store.check().await.unwrap();
    desk.store.close().await;
    assert!(matches!(desk.store.check().await, Err(StoreError::Closed)));
    assert!(matches!(note(&desk.store, 1).await, Err(StoreError::Closed)));
    assert!(matches!(desk.store.reader().connect().await, Err(StoreError::Closed)));
    let wal = desk.folder.path().join("desk.db-wal");
    assert!(!wal.exists(), "the log was brought back into the file");
    let again = Store::open(&desk.url(), Options::default()).await.unwrap();
    let expected: Vec<String> = (0..200).map(|n: i32| n.to_string()).collect();
    assert_eq!(noted(&again).await, expected);
}

#[tokio::test]
async fn a_write_that_never_ends_is_taken_back_and_the_others_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("desk.db").display());
    let patience = Duration::from_millis(300);
    let store = Store::open_with(&url, Options::default(), patience).await.unwrap();
    let endless = store.write::<(), _>(|tx| {
        async move {
            append(tx, "of the one that never ends").await?;
            futures::future::pending().await
        }
        .boxed()
    });
    let (endless, next) = futures::join!(endless, note(&store, 1));
    assert!(matches!(endless, Err(StoreError::TooSlow)));
    next.unwrap();
    assert_eq!(noted(&store).await, ["1"]);
}

#[tokio::test]
async fn a_read_that_is_given_up_leaves_its_connection_in_order() {
    let desk = empty_desk(Options { readers: 1, ..Options::default() }).await;
    note(&desk.store, 1).await.unwrap();
    for _ in 0..20 {
        // Begun, perhaps already answered, and let go.
        let mut read = std::pin::pin!(noted(&desk.store));
        drop(futures::poll!(&mut read));
    }
    assert_eq!(noted(&desk.store).await, ["1"]);
    let many = futures::future::join_all((0..50).map(|_| noted(&desk.store))).await;
    assert!(many.iter().all(|read| read == &["1"]), "one connection serves all who wait for it");
}

#[tokio::test]
async fn it_is_known_that_nothing_can_be_written_until_something_is() {
    let strain = Strain::new(Duration::from_secs(5));
    let desk = empty_desk(Options { strain: Some(strain.clone()), ..Options::default() }).await;
    note(&desk.store, 1).await.unwrap();
    // What breaks a rule says nothing of the disk.
    let broken = desk.store.write(|_tx| async { Err::<(), _>(StoreError::Stale) }.boxed()).await;
    assert!(broken.is_err());
    assert_eq!(desk.store.unwritable_for(), None);
    strain.set_full(true);
    let long = "x".repeat(10_000);
    let refused = desk.store.write(move |tx| async move { append(tx, &long).await }.boxed()).await;
    assert!(matches!(refused, Err(StoreError::Database(_))), "{refused:?}");
    assert!(desk.store.unwritable_for().is_some());
    // A commit without anything in it proves nothing.
    desk.store.check().await.unwrap();
    assert!(desk.store.unwritable_for().is_some());
    strain.set_full(false);
    note(&desk.store, 2).await.unwrap();
    assert_eq!(desk.store.unwritable_for(), None);
}

#[tokio::test]
async fn that_it_can_be_written_again_is_found_without_anybody_who_writes() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("desk.db").display());
    let strain = Strain::new(Duration::from_millis(5));
    let options = Options { strain: Some(strain.clone()), ..Options::default() };
    let store = Store::open_with(&url, options, Duration::from_millis(50)).await.unwrap();
    let path = file_of(&url).unwrap();
    let holding = open::connect_options(&url).unwrap();
    let mut holder = open::connect(&holding, &path).await.unwrap();
    sqlx::query("begin immediate").execute(&mut holder).await.unwrap();
    assert!(matches!(note(&store, 1).await, Err(StoreError::Commit(_))));
    // As long as it is held, every try fails as well.
    while strain.times_locked() < 3 {
        tokio::task::yield_now().await;
    }
    assert!(store.unwritable_for().is_some());
    sqlx::query("rollback").execute(&mut holder).await.unwrap();
    while store.unwritable_for().is_some() {
        tokio::task::yield_now().await;
    }
    assert!(noted(&store).await.is_empty());
}
