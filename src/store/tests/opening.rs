//! Opening: what is wrong with the database is said in one line.

use super::*;
use std::error::Error as _;

async fn refused(url: &str) -> StoreError {
    Store::open(url, Options::default()).await.err().unwrap()
}

#[tokio::test]
async fn what_is_not_the_path_of_a_file_is_refused() {
    for url in ["postgres://somewhere", "sqlite::memory:", "sqlite:", "desk.db", "sqlite:desk.db?mode=memory"]
    {
        assert!(matches!(refused(url).await, StoreError::Url), "{url}");
    }
}

#[tokio::test]
async fn a_missing_folder_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("nowhere").join("desk.db").display());
    let error = refused(&url).await;
    assert!(matches!(error, StoreError::NoFolder(_)));
    assert!(error.to_string().contains("nowhere"), "{error}");
}

#[tokio::test]
async fn a_file_that_cannot_be_opened_is_named_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let error = refused(&format!("sqlite:{}", folder.path().display())).await;
    assert!(matches!(error, StoreError::Open { .. }), "{error:?}");
    assert!(error.source().is_some());
    let file = folder.path().join("poem.txt");
    std::fs::write(&file, "Minha terra tem palmeiras, onde canta o sabiá. ".repeat(50)).unwrap();
    let error = refused(&format!("sqlite:{}", file.display())).await;
    assert!(matches!(error, StoreError::Open { .. }), "{error:?}");
    assert!(error.to_string().contains("poem.txt"), "{error}");
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_refused_and_left_alone() {
    let desk = desk().await;
    desk.store
        .write(|tx| {
            async move {
                sqlx::query(
                    "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
                     values (9999, 'from the future', true, x'00', 0)",
                )
                .execute(tx.sqlite())
                .await?;
                Ok(())
            }
            .boxed()
        })
        .await
        .unwrap();
    desk.store.close().await;
    let error = refused(&desk.url()).await;
    assert!(matches!(error, StoreError::Newer(9999)), "{error:?}");
    assert!(error.to_string().contains("newer version"), "{error}");
}

#[tokio::test]
async fn what_was_written_is_there_after_opening_again() {
    let desk = desk().await;
    let before = staff::load_roster(&desk.store).await.unwrap();
    desk.store.close().await;
    let again = Store::open(&desk.url(), Options::default()).await.unwrap();
    furnish(&again).await;
    let after = staff::load_roster(&again).await.unwrap();
    assert_eq!(before, after);
    assert_eq!(after.staff.len(), 2);
    assert_eq!(after.teams.first().unwrap().channels, [loja(), oficial()]);
    assert!(after.channels.iter().all(|channel| channel.default_team == Some(vendas())));
}

#[tokio::test]
async fn a_commit_is_as_safe_as_sqlite_can_make_it() {
    let desk = desk().await;
    let pragmas = desk
        .store
        .write(|tx| {
            async move {
                let mut found = Vec::new();
                for pragma in ["pragma journal_mode", "pragma synchronous", "pragma foreign_keys"] {
                    let row = sqlx::query(pragma).fetch_one(tx.sqlite()).await?;
                    let text = sqlx::Row::try_get::<String, _>(&row, 0)
                        .or_else(|_| sqlx::Row::try_get::<i64, _>(&row, 0).map(|n| n.to_string()))?;
                    found.push(text);
                }
                Ok(found)
            }
            .boxed()
        })
        .await
        .unwrap();
    assert_eq!(pragmas, ["wal", "2", "1"]);
}

#[tokio::test]
async fn a_backup_of_a_running_store_opens_as_one() {
    let desk = desk().await;
    add_contact(&desk.store, 1, "João Souza", "5551999990000").await;
    let copy = desk.folder.path().join("copy.db");
    backup(&desk.url(), &copy).await.unwrap();
    let copied = Store::open(&format!("sqlite:{}", copy.display()), Options::default()).await.unwrap();
    let found = contact::search::search_contacts(&copied, "joao", 0, 8, 8).await.unwrap().rows;
    assert_eq!(found.len(), 1);
    assert!(backup(&desk.url(), &copy).await.is_err(), "a backup is never written over");
}
