//! Migrations: each is applied to a database that the one before it has filled, says what every column is for, and keeps
//! to the rules at its head.

use balcao::domain::contact::AddressKind;
use balcao::domain::id::{AttendanceId, ChannelId, StaffId};
use balcao::domain::message::MessageState;
use balcao::domain::template::TemplateKey;
use balcao::store::{self, Options, Store};
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection as _, Row as _};
use std::path::{Path, PathBuf};

/// What the tables hold after each migration: the number, and what its time added. Applied migrations never change, nor
/// does this.
const FILLED: [(i64, &str); 19] = [
    (1, include_str!("filled/0001.sql")),
    (2, include_str!("filled/0002.sql")),
    (3, include_str!("filled/0003.sql")),
    (4, include_str!("filled/0004.sql")),
    (5, include_str!("filled/0005.sql")),
    (6, include_str!("filled/0006.sql")),
    (7, include_str!("filled/0007.sql")),
    (8, include_str!("filled/0008.sql")),
    (9, include_str!("filled/0009.sql")),
    (10, include_str!("filled/0010.sql")),
    (11, include_str!("filled/0011.sql")),
    (12, include_str!("filled/0012.sql")),
    (13, include_str!("filled/0013.sql")),
    (14, include_str!("filled/0014.sql")),
    (15, include_str!("filled/0015.sql")),
    (16, include_str!("filled/0016.sql")),
    (17, include_str!("filled/0017.sql")),
    (18, include_str!("filled/0018.sql")),
    (19, include_str!("filled/0019.sql")),
];

struct Database {
    folder: tempfile::TempDir,
}

impl Database {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("desk.db")
    }

    async fn open(&self) -> Store {
        Store::open(&format!("sqlite:{}", self.path().display()), Options::default()).await.unwrap()
    }

    async fn connect(&self) -> SqliteConnection {
        let options =
            SqliteConnectOptions::new().filename(self.path()).create_if_missing(true).foreign_keys(true);
        SqliteConnection::connect_with(&options).await.unwrap()
    }

    /// Applies the migrations up to `last`, each to what the ones before it have left filled.
    async fn filled_up_to(last: i64) -> Self {
        let database = Self::new();
        let mut connection = database.connect().await;
        for migration in migrator().await.iter().filter(|migration| migration.version <= last) {
            migrator().await.run_to(migration.version, &mut connection).await.unwrap();
            for (_, rows) in FILLED.iter().filter(|(version, _)| *version == migration.version) {
                sqlx::raw_sql(AssertSqlSafe(*rows)).execute(&mut connection).await.unwrap();
            }
        }
        connection.close().await.unwrap();
        database
    }
}

async fn migrator() -> Migrator {
    Migrator::new(folder().as_path()).await.unwrap()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations")
}

fn texts() -> Vec<(String, String)> {
    let mut texts: Vec<_> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap())
        })
        .collect();
    texts.sort();
    texts
}

/// Our tables, without those of the search and of the migrations.
async fn tables(connection: &mut SqliteConnection) -> Vec<(String, bool)> {
    let rows = sqlx::query(
        "select name, strict from pragma_table_list
          where schema = 'main' and type = 'table' and name not like 'sqlite%' and name not like '\\_sqlx%' escape '\\'
          order by name",
    )
    .fetch_all(connection)
    .await
    .unwrap();
    rows.iter().map(|row| (row.get("name"), row.get("strict"))).collect()
}

async fn columns(connection: &mut SqliteConnection, table: &str) -> Vec<String> {
    let rows = sqlx::query("select name from pragma_table_info($1)")
        .bind(table)
        .fetch_all(connection)
        .await
        .unwrap();
    rows.iter().map(|row| row.get("name")).collect()
}

#[tokio::test]
async fn every_migration_applies_to_a_filled_database_and_loses_nothing() {
    for (last, _) in FILLED {
        let database = Database::filled_up_to(last).await;
        let mut connection = database.connect().await;
        let filled = tables(&mut connection).await;
        connection.close().await.unwrap();
        database.open().await.close().await;
        let mut connection = database.connect().await;
        let broken = sqlx::query("pragma foreign_key_check").fetch_all(&mut connection).await.unwrap();
        assert!(broken.is_empty(), "after migration {last}");
        let sound: String =
            sqlx::query_scalar("pragma integrity_check").fetch_one(&mut connection).await.unwrap();
        assert_eq!(sound, "ok");
        for (table, _) in filled {
            let count = AssertSqlSafe(format!("select count(*) from {table}"));
            let rows: i64 = sqlx::query_scalar(count).fetch_one(&mut connection).await.unwrap();
            assert!(rows > 0, "{table} is empty: fill it in tests/it/filled/");
        }
    }
}

#[tokio::test]
async fn a_database_is_copied_before_its_tables_change_and_three_copies_are_kept() {
    let newest = migrator().await.iter().map(|one| one.version).max().unwrap();
    let copy = |database: &Database, first: i64| {
        database.path().with_file_name(format!("desk.db.before-{first:04}"))
    };
    let database = Database::filled_up_to(newest - 2).await;
    for old in [3, 4, 5] {
        std::fs::write(copy(&database, old), "an older copy").unwrap();
    }
    database.open().await.close().await;
    let before = store::look_at(&copy(&database, newest - 1)).await.unwrap();
    assert_eq!((before.version, before.pending), (newest - 2, 2));
    let kept: Vec<bool> = [3, 4, 5].into_iter().map(|old| copy(&database, old).exists()).collect();
    assert_eq!(kept, [false, true, true]);
    let after = store::look_at(&database.path()).await.unwrap();
    assert_eq!((after.version, after.pending), (newest, 0));

    // Nothing to do, nothing to copy.
    std::fs::remove_file(copy(&database, newest - 1)).unwrap();
    database.open().await.close().await;
    assert!(!copy(&database, newest - 1).exists());
    let new = Database::new();
    new.open().await.close().await;
    assert_eq!(std::fs::read_dir(new.folder.path()).unwrap().count(), 1, "the database alone");
}

#[tokio::test]
async fn a_copy_that_a_start_left_behind_gives_way_to_a_newer_one() {
    let newest = migrator().await.iter().map(|one| one.version).max().unwrap();
    let database = Database::filled_up_to(newest - 1).await;
    let copy = database.path().with_file_name(format!("desk.db.before-{newest:04}"));
    std::fs::write(&copy, "of a start that went no further").unwrap();
    std::fs::write(database.path().with_file_name(format!("desk.db.before-{newest:04}.part")), "half")
        .unwrap();
    database.open().await.close().await;
    assert_eq!(store::look_at(&copy).await.unwrap().version, newest - 1);
    assert_eq!(std::fs::read_dir(database.folder.path()).unwrap().count(), 2, "the database and the copy");
}

#[tokio::test]
async fn what_the_first_version_wrote_can_be_read() {
    let database = Database::filled_up_to(1).await;
    let store = database.open().await;
    let roster = store::staff::load_roster(&store).await.unwrap();
    assert_eq!((roster.staff.len(), roster.teams.len(), roster.channels.len()), (2, 1, 3));
    let found = store::contact::search::search_contacts(&store, "joao", 0, 8, 8).await.unwrap().rows;
    assert_eq!(
        found[0].addresses.iter().map(|one| one.kind).collect::<Vec<_>>(),
        [AddressKind::Dialled, AddressKind::WaId]
    );
    for number in ["5551", "99999", "55 51 99999-0001", "5199990001"] {
        let found = store::contact::search::search_contacts(&store, number, 0, 8, 8).await.unwrap().rows;
        assert_eq!(found.len(), 1, "{number}");
    }
    let oficial = ChannelId::new("oficial").unwrap();
    let (templates, synced_at) = store::template::load_templates(&store, &oficial).await.unwrap();
    assert_eq!((templates.len(), synced_at.is_some()), (1, true));
    let key = TemplateKey { name: "retorno".to_owned(), language: "pt_BR".to_owned() };
    assert_eq!(store::quick_value::quick_values(&store, StaffId(101), &key).await.unwrap().len(), 1);
    let open: AttendanceId = "01935a7e-0000-7000-8000-000000000011".parse().unwrap();
    let messages = store::message::last_messages(&store, open, 8).await.unwrap();
    let states: Vec<_> = messages.iter().map(|message| message.state).collect();
    assert_eq!(states, [MessageState::Read, MessageState::Received, MessageState::Unknown]);
    let everything = store::attendance::AttendanceFilter::default();
    assert_eq!(store::attendance::list_attendances(&store, &everything, 0, 8).await.unwrap().len(), 3);
    assert_eq!(store::inbox::waiting_inbox(&store, "telegram", "101:0", 8).await.unwrap().len(), 1);
    let session = store::session::find_session_by_id(&store, 1).await.unwrap().unwrap();
    assert_eq!(session.current.map(|(attendance, _)| attendance), Some(open));
    assert_eq!(store::session::unshown_sessions(&store).await.unwrap().len(), 1);
    let lapsed = store.write(|tx| Box::pin(store::outbox::lapse_all_leases(tx))).await.unwrap();
    assert_eq!(lapsed.len(), 1);
    store.close().await;
}

#[tokio::test]
async fn every_migration_has_a_filled_database_to_be_followed_on() {
    let newest = migrator().await.iter().map(|migration| migration.version).max();
    let filled = FILLED.iter().map(|(version, _)| *version).max();
    assert_eq!(newest, filled, "the newest migration needs rows in tests/it/filled, and a line in FILLED");
}

#[tokio::test]
async fn every_column_of_every_table_says_what_it_is_for() {
    let database = Database::new();
    database.open().await.close().await;
    let mut connection = database.connect().await;
    let texts = texts();
    for (table, strict) in tables(&mut connection).await {
        if table.starts_with("contact_search") {
            continue;
        }
        assert!(strict, "{table} is not strict");
        for column in columns(&mut connection, &table).await {
            let explained = texts.iter().any(|(_, text)| is_explained(text, &table, &column));
            assert!(explained, "{table}.{column} has no comment in its migration");
        }
    }
}

/// Whether the line above the one that brings the column in is a comment.
fn is_explained(text: &str, table: &str, column: &str) -> bool {
    let (created, altered) =
        (format!("create table {table} ("), format!("alter table {table} add column {column} "));
    let (mut inside, mut before) = (false, "");
    for line in text.lines() {
        if line == created {
            inside = true;
        } else if line.starts_with(')') {
            inside = false;
        }
        let brings =
            line.starts_with(&altered) || inside && line.trim_start().starts_with(&format!("{column} "));
        if brings && before.trim_start().starts_with("-- ") {
            return true;
        }
        before = line;
    }
    false
}

#[test]
fn constraints_have_names_and_keywords_are_lower_case() {
    for (file, text) in texts() {
        let mut before = "";
        for line in text.lines().filter(|line| !line.trim_start().starts_with("--")) {
            assert_eq!(line, line.to_lowercase(), "{file}: SQL is written in lower case");
            let declares =
                ["primary key", "references", "check (", " unique"].iter().any(|rule| line.contains(rule));
            let index = line.contains("create unique index");
            let named = line.contains("constraint ") || before.contains("constraint ");
            assert!(!declares || index || named, "{file}: a constraint without a name: {line}");
            before = line;
        }
    }
}

#[test]
fn a_column_without_a_comment_is_noticed() {
    let text = "create table t (\n  -- What.\n  a text not null,\n  b text not null\n) strict;\n";
    assert!(is_explained(text, "t", "a"));
    assert!(!is_explained(text, "t", "b"));
    assert!(!is_explained(text, "u", "a"));
}
