//! Keeping the database: copies while the service runs, copies that are put back, and what is no copy at all.

use crate::binary::{Ended, Process, ended, free_address, text_of, write};
use crate::crash::Ledger;
use crate::stories::walk::{MARIA, in_portuguese, open_unofficial};
use crate::world::{CARLA, World, within};
use balcao::clock::Clock;
use balcao::demo::company::LOJA;
use balcao::store::{self, Options, Store};
use chrono::TimeDelta;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

async fn connect(path: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(path).create_if_missing(true);
    SqliteConnection::connect_with(&options).await.unwrap()
}

async fn execute(path: &Path, statement: &'static str) {
    let mut connection = connect(path).await;
    sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// A world with an empty database of ours, and a copy of it.
async fn with_a_copy() -> (World, PathBuf) {
    let mut world = World::by_clock(Clock::machine()).await;
    world.config.server.listen = free_address();
    world.config.server.public_url = Some(format!("http://{}", world.config.server.listen));
    Store::open(&world.config.database.url, Options::default()).await.unwrap().close().await;
    let copy = beside(&world, "copy.db");
    store::backup(&world.config.database.url, &copy).await.unwrap();
    (world, copy)
}

fn beside(world: &World, name: &str) -> PathBuf {
    world.database().with_file_name(name)
}

/// The files beside the database whose names hold this.
fn files(world: &World, part: &str) -> Vec<PathBuf> {
    let all = std::fs::read_dir(world.database().parent().unwrap()).unwrap().map(|one| one.unwrap().path());
    let mut found: Vec<_> =
        all.filter(|one| one.file_name().unwrap().to_string_lossy().contains(part)).collect();
    found.sort();
    found
}

async fn restores(world: &World, copy: &str) -> Ended {
    ended(&write(world, &text_of(&world.config)), &["restore", copy]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_copy_is_refused_in_a_sentence_and_the_database_stays() {
    let (world, copy) = with_a_copy().await;
    std::fs::write(beside(&world, "letter.db"), "Dear aunt, this is a letter and no database at all.")
        .unwrap();
    std::fs::write(beside(&world, "empty.db"), "").unwrap();
    execute(&beside(&world, "recipes.db"), "create table recipe (name text)").await;
    std::fs::copy(&copy, beside(&world, "newer.db")).unwrap();
    let future = "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
                  values (9999, 'from the future', true, x'00', 0)";
    execute(&beside(&world, "newer.db"), future).await;
    let mut bytes = std::fs::read(&copy).unwrap();
    bytes.truncate(bytes.len() / 2);
    std::fs::write(beside(&world, "half.db"), &bytes).unwrap();
    let mut bytes = std::fs::read(&copy).unwrap();
    let middle = 8 * 4096..24 * 4096;
    bytes[middle].fill(0xA5);
    std::fs::write(beside(&world, "scratched.db"), bytes).unwrap();
    std::fs::copy(&copy, beside(&world, "running.db")).unwrap();
    std::fs::write(beside(&world, "running.db-wal"), "changes").unwrap();

    let before = std::fs::read(world.database()).unwrap();
    for (file, words) in [
        ("letter.db", ["letter.db", "is not a database"]),
        ("empty.db", ["empty.db", "is not a database"]),
        ("recipes.db", ["recipes.db", "was not written by balcao"]),
        ("newer.db", ["newer version of balcao", "9999"]),
        ("half.db", ["half.db", "is damaged"]),
        ("scratched.db", ["scratched.db", "is damaged"]),
        ("running.db", ["running.db-wal", "balcao backup"]),
        ("nowhere.db", ["nowhere.db", "cannot be read"]),
        (".", ["cannot be read", ""]),
    ] {
        let refused = restores(&world, file).await;
        let words: Vec<_> = words.into_iter().filter(|word| file != "." || word.is_empty()).collect();
        refused.refused(1, &words);
        assert_eq!(std::fs::read(world.database()).unwrap(), before, "{file}");
        assert!(files(&world, ".part").is_empty() && files(&world, ".replaced").is_empty(), "{file}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_takes_the_place_of_the_database_which_is_kept() {
    let (world, copy) = with_a_copy().await;
    assert_eq!(
        std::fs::metadata(&copy).unwrap().permissions().mode() & 0o777,
        0o600,
        "it holds what people said"
    );
    execute(&world.database(), "insert into contact (id, number_parts, active_at) values ('x', '', 0)").await;
    let restored = restores(&world, "copy.db").await;
    assert_eq!((restored.status, restored.stderr.as_str()), (Some(0), ""), "{restored:?}");
    assert_eq!(Ledger::of(&world.database()).await.contacts, 0, "as it was when it was copied");
    let kept = files(&world, ".replaced-");
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert!(restored.stdout.contains(kept[0].file_name().unwrap().to_str().unwrap()), "{restored:?}");
    assert_eq!(Ledger::of(&kept[0]).await.contacts, 1);
    assert!(copy.exists() && files(&world, ".part").is_empty());

    // Once more within the same second, from what was kept: both are still there.
    let name = kept[0].file_name().unwrap().to_str().unwrap().to_owned();
    assert_eq!(restores(&world, &name).await.status, Some(0));
    assert_eq!(Ledger::of(&world.database()).await.contacts, 1);
    assert_eq!(files(&world, ".replaced-").len(), 2);

    // Where there is none it is simply put.
    std::fs::remove_file(world.database()).unwrap();
    let restored = restores(&world, "copy.db").await;
    assert_eq!(restored.status, Some(0), "{restored:?}");
    assert!(!restored.stdout.contains("kept as"), "{restored:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_damaged_is_kept_with_its_log_when_a_copy_takes_its_place() {
    let (world, _copy) = with_a_copy().await;
    std::fs::write(world.database(), "damaged by a disk, and long enough to be read as the head of a page")
        .unwrap();
    std::fs::write(beside(&world, "balcao.db-wal"), "its last changes").unwrap();
    let restored = restores(&world, "copy.db").await;
    assert_eq!(restored.status, Some(0), "{restored:?}");
    assert_eq!(Ledger::of(&world.database()).await.contacts, 0);
    let kept: Vec<_> = files(&world, ".replaced-").iter().map(|one| std::fs::read(one).unwrap()).collect();
    assert_eq!(kept.len(), 2, "the file and its log");
    assert!(kept[0].starts_with(b"damaged by a disk") && kept[1] == b"its last changes");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_restored_under_a_service_that_runs() {
    let (world, _copy) = with_a_copy().await;
    let file = write(&world, &text_of(&world.config));
    let mut service = Process::run(&file);
    service.opens(&world).await;
    ended(&file, &["restore", "copy.db"]).await.refused(1, &["database.url", "another balcao runs"]);
    // It has heard of Telegram.
    let carla = world.person(CARLA);
    carla.types("/menu");
    carla.button("Novo atendimento").await;
    let health = ended(&file, &["check", "--health"]).await;
    assert!(health.status == Some(0) && health.stdout.contains("\"healthy\":true"), "{health:?}");
    service.signal("TERM");
    assert_eq!(service.ends().await.status, Some(0));
    ended(&file, &["check", "--health"]).await.refused(1, &["the service does not run"]);
    assert_eq!(ended(&file, &["restore", "copy.db"]).await.status, Some(0));
}

/// What was said after the copy is lost; what had still to leave may have left, and goes out a second time only when a
/// person says so.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_copy_had_still_to_send_is_asked_about_and_not_sent_again() {
    let mut world = in_portuguese().await;
    world.start().await;
    let carla = world.person(CARLA);
    open_unofficial(&carla, MARIA).await;
    world.evolution.set_connected(false);
    world.until_usable(LOJA, false).await;
    carla.types("Bom dia, o pedido chegou");
    carla.sees_somewhere("esperando o canal reconectar").await;
    let copy = beside(&world, "copy.db");
    store::backup(&world.config.database.url, &copy).await.unwrap();
    world.evolution.set_connected(true);
    within("it leaves", world.evolution.until(|one| (one.accepted_count() == 1).then_some(()))).await;
    carla.sees_somewhere("✓✓ entregue").await;
    world.stop().await;

    // As if the last thing that she did had come in just before the copy.
    let mut there =
        SqliteConnection::connect_with(&SqliteConnectOptions::new().filename(&copy)).await.unwrap();
    let raw = serde_json::json!({ "update_id": 1, "message": {
        "message_id": 1, "date": 1, "text": "Bom dia, o pedido chegou",
        "chat": { "id": CARLA, "type": "private", "first_name": "Carla" },
        "from": { "id": CARLA, "is_bot": false, "first_name": "Carla" },
    } });
    let waiting = sqlx::query(
        "update inbox set state = 'waiting', raw = $1
          where seq = (select max(seq) from inbox where source = 'telegram')",
    );
    let waiting = waiting.bind(raw.to_string()).execute(&mut there).await.unwrap();
    assert_eq!(waiting.rows_affected(), 1);
    there.close().await.unwrap();
    store::put_back(&world.config.database.url, &copy, world.clock.now()).await.unwrap();
    world.start().await;
    carla.sees_somewhere("Confira antes de fazer de novo").await;
    world.turn(TimeDelta::minutes(1));
    carla.button("Reenviar mesmo assim").await;
    assert_eq!(world.evolution.accepted_count(), 1, "not by itself");
    world.stop().await;
    // Said once: a later start does not doubt what is queued then.
    world.start().await;
    carla.taps("Reenviar mesmo assim").await;
    within("it leaves again", world.evolution.until(|one| (one.accepted_count() == 2).then_some(()))).await;
    world.ends_well().await;
}

/// A button says for which revision of whose dialogue it was drawn, and the copy counts on from its own.
#[tokio::test(flavor = "multi_thread")]
async fn a_button_that_was_drawn_after_the_copy_does_nothing_when_the_copy_is_put_back() {
    let mut world = in_portuguese().await;
    world.start().await;
    let carla = world.person(CARLA);
    carla.types("/menu");
    carla.sees("Olá, Carla").await;
    let copy = beside(&world, "copy.db");
    store::backup(&world.config.database.url, &copy).await.unwrap();
    carla.taps("Contatos").await;
    carla.sees("Contatos").await;
    let (message, data) = carla.button("Novo contato").await;
    world.stop().await;
    store::put_back(&world.config.database.url, &copy, world.clock.now()).await.unwrap();
    world.start().await;
    carla.types("/atendimentos");
    carla.sees("Atendimentos").await;
    let said = carla.taps_data(message, &data).await;
    assert!(said.is_some_and(|said| !said.is_empty()));
    assert!(carla.sees("Atendimentos").await.text.contains("Meus"));
    world.ends_well().await;
}
