//! Starting from the command line: what is wrong is one line that says where, with the exit status that belongs to it.

use crate::binary::{Ended, Process, WRONG, ended, free_address, text_of, write, write_as};
use crate::crash::Ledger;
use crate::world::{CARLA, World, within};
use balcao::clock::Clock;
use balcao::config::Provider;
use balcao::demo::company;
use balcao::demo::telegram::{Fault, FaultKind};
use balcao::store::{Options, Store};
use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use std::fs::Permissions;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

/// Servers, and a configuration for them with which everything is well.
async fn world() -> World {
    let mut world = World::by_clock(Clock::machine()).await;
    world.config.server.listen = free_address();
    let base = format!("http://{}", world.config.server.listen);
    world.cloud.set_webhook(format!("{base}/webhook/{}", company::OFICIAL));
    world.evolution.set_webhook(format!("{base}/webhook/{}", company::LOJA));
    world.config.server.public_url = Some(base);
    world
}

/// A command with the world's configuration.
async fn says(world: &World, words: &[&str]) -> Ended {
    ended(&write(world, &text_of(&world.config)), words).await
}

fn set_wrong(world: &mut World, key: &str) {
    for channel in &mut world.config.channels {
        match &mut channel.provider {
            Provider::Cloud(cloud) if key == "access_token" => cloud.access_token = WRONG.into(),
            Provider::Evolution(evolution) if key == "api_key" => evolution.api_key = WRONG.into(),
            Provider::Cloud(_) | Provider::Evolution(_) => {}
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_telegram_refuses_stops_the_start_and_is_named() {
    let mut world = world().await;
    world.config.telegram.token = format!("123456:{WRONG}").into();
    says(&world, &["run"]).await.refused(2, &["telegram.token", "Telegram"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_unknown_or_wrong_in_the_file_is_named_with_the_file() {
    let world = world().await;
    let text = text_of(&world.config);
    let token = format!("token = {:?}\n", company::BOT_TOKEN);
    let cases = [
        (text.replacen(&token, "", 1), "telegram.token"),
        (text.replacen(&token, &format!("tokn = {:?}\n", company::BOT_TOKEN), 1), "tokn"),
        (text.replacen(&token, &format!("token = \"{WRONG}\"\n"), 1), "telegram.token"),
        (text.replacen("[server]", "[server]\nlissten = 1", 1), "lissten"),
        (text.replacen("url = \"sqlite:", "url = \"postgres://me:WrongWrongWrong@there/", 1), "database.url"),
        (format!("{text}\n[[staff]\n"), "balcao.toml"),
    ];
    for (text, key) in cases {
        let file = write(&world, &text);
        for command in ["run", "check"] {
            ended(&file, &[command]).await.refused(2, &[key, "balcao.toml"]);
        }
        ended(&file, &["backup", "copy.db"]).await.refused(2, &[key, "balcao.toml"]);
    }
    let nowhere = world.database().with_file_name("nowhere.toml");
    ended(&nowhere, &["run"]).await.refused(2, &["nowhere.toml"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_does_not_exist_a_file_that_is_no_database_and_a_taken_port_are_named() {
    let mut world = world().await;
    let url = world.config.database.url.clone();
    world.config.database.url = url.replace("balcao.db", "nowhere/balcao.db");
    says(&world, &["run"]).await.refused(1, &["database.url", "nowhere", "does not exist"]);

    std::fs::write(
        world.database(),
        "this is a letter to my aunt, and it is long enough to be read as a page",
    )
    .unwrap();
    world.config.database.url = url;
    says(&world, &["run"]).await.refused(1, &["database.url", "balcao.db"]);
    std::fs::remove_file(world.database()).unwrap();

    let _taken = TcpListener::bind(world.config.server.listen).unwrap();
    says(&world, &["run"]).await.refused(1, &["server.listen", "another program"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_goes_into_a_file_has_no_colours() {
    let world = world().await;
    let lost = Fault { method: "getMe".to_owned(), chat: None, times: 1, kind: FaultKind::Drop };
    world.telegram.fail_next(lost);
    let _taken = TcpListener::bind(world.config.server.listen).unwrap();
    let ended = says(&world, &["run"]).await;
    assert!(ended.stderr.contains("WARN") && ended.stderr.contains("Telegram does not answer"), "{ended:?}");
    assert!(!ended.stderr.contains('\u{1b}'), "{ended:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_a_newer_version_is_left_alone() {
    let world = world().await;
    Store::open(&world.config.database.url, Options::default()).await.unwrap().close().await;
    let options = SqliteConnectOptions::new().filename(world.database());
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::query(
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
         values (9999, 'from the future', true, x'00', 0)",
    )
    .execute(&mut connection)
    .await
    .unwrap();
    connection.close().await.unwrap();
    says(&world, &["run"]).await.refused(1, &["database.url", "newer version of balcao", "9999"]);
    let checked = says(&world, &["check"]).await;
    assert_eq!(checked.status, Some(1), "{checked:?}");
    assert!(wrong(&checked).iter().any(|line| line.contains("newer version")), "{checked:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_service_on_the_database_is_refused_and_a_look_and_a_copy_are_not() {
    let mut world = world().await;
    let file = write(&world, &text_of(&world.config));
    let mut first = Process::run(&file);
    first.opens(&world).await;
    let carla = world.person(CARLA);
    carla.types("/menu");
    carla.button("Novo atendimento").await;

    world.config.server.listen = free_address();
    let second = write_beside(&world, "second.toml");
    ended(&second, &["run"]).await.refused(1, &["database.url", "another balcao runs on this database"]);

    let checked = ended(&file, &["check"]).await;
    assert_eq!(checked.status, Some(0), "{checked:?}");
    let copied = ended(&file, &["backup", "copy.db"]).await;
    assert_eq!((copied.status, copied.stderr.as_str()), (Some(0), ""), "{copied:?}");
    let copy = world.database().with_file_name("copy.db");
    assert_eq!(Ledger::of(&copy).await.updates, 1);
    let before = std::fs::read(&copy).unwrap();
    ended(&file, &["backup", "copy.db"]).await.refused(1, &["copy.db"]);
    assert_eq!(std::fs::read(&copy).unwrap(), before, "the copy is left alone");
    ended(&file, &["backup", "nowhere/copy.db"]).await.refused(1, &["nowhere/copy.db"]);

    carla.types("51 99999-8888");
    carla.button("Conversar").await;
    first.signal("TERM");
    let first = first.ends().await;
    assert_eq!(first.status, Some(0), "{first:?}");
    first.keeps_secrets();
    // The lock ends with the process.
    let mut again = Process::run(&second);
    again.opens(&world).await;
    again.dies().await;
    Process::run(&second).opens(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_in_a_file_that_everybody_can_read_is_warned_of() {
    let world = world().await;
    let text = text_of(&world.config);
    let file = write(&world, &text);
    std::fs::set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
    let checked = ended(&file, &["check"]).await;
    assert_eq!(checked.status, Some(0), "{checked:?}");
    for key in ["telegram.token", "channel[0].app_secret", "channel[1].api_key"] {
        let warned =
            |line: &str| line.contains(key) && line.contains("chmod o-r") && line.contains("balcao.toml");
        assert_eq!(checked.stderr.lines().filter(|line| warned(line)).count(), 1, "{key}: {checked:?}");
    }
    checked.keeps_secrets();
    // A secret in a file of its own is not in this one.
    let token = format!("token = {:?}\n", company::BOT_TOKEN);
    let own = write_as(&world, "token", company::BOT_TOKEN);
    std::fs::write(&file, text.replacen(&token, &format!("token_file = {own:?}\n"), 1)).unwrap();
    let checked = ended(&file, &["check"]).await;
    assert!(!checked.stderr.contains("telegram.token"), "{checked:?}");
    assert!(checked.stderr.contains("channel[0].app_secret"), "{checked:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_daily_copy_that_the_service_could_not_make_is_found_while_it_is_so() {
    let world = world().await;
    let folder = world.database().with_file_name("copies");
    let text = format!("{}\n[backup]\nfolder = {folder:?}\n", text_of(&world.config));
    let file = write(&world, &text);
    let mut service = Process::run(&file);
    service.opens(&world).await;
    // Where nobody is an owner, managers are told.
    let carla = world.person(CARLA);
    carla.sees_somewhere("A cópia diária dos dados falhou").await;
    std::fs::create_dir(&folder).unwrap();
    let checked = ended(&file, &["check"]).await;
    assert_eq!(checked.status, Some(1), "{checked:?}");
    let found = wrong(&checked);
    assert!(matches!(found.as_slice(), [one] if one.contains("backup by the service")), "{found:?}");
    service.signal("TERM");
    service.ends().await;
    // The next start makes it.
    let mut service = Process::run(&file);
    service.opens(&world).await;
    carla.sees_somewhere("A cópia diária dos dados, que falhava").await;
    let checked = ended(&file, &["check"]).await;
    assert_eq!(wrong(&checked), Vec::<&str>::new(), "{checked:?}");
    service.dies().await;
}

fn write_beside(world: &World, name: &str) -> PathBuf {
    write_as(world, name, &text_of(&world.config))
}

/// What is not well, by a check.
fn wrong(checked: &Ended) -> Vec<&str> {
    checked.stdout.lines().filter(|line| line.starts_with("wrong")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_says_a_line_for_each_thing_and_ends_well_only_when_all_is() {
    let world = world().await;
    let checked = says(&world, &["check"]).await;
    assert_eq!((checked.status, checked.stderr.as_str()), (Some(0), ""), "{checked:?}");
    for thing in
        ["configuration", "database", "telegram.token", "server.listen", "channel oficial", "channel loja"]
    {
        let named = |line: &&str| line.contains(thing) && line.starts_with("ok ");
        assert!(checked.stdout.lines().any(|line| named(&line)), "{thing}: {checked:?}");
    }
    checked.keeps_secrets();
}

#[tokio::test(flavor = "multi_thread")]
async fn each_fault_is_a_line_of_the_check() {
    type Fault = fn(&mut World);
    let faults: [(&str, Fault); 7] = [
        ("telegram.token", |world| world.config.telegram.token = format!("123456:{WRONG}").into()),
        ("channel oficial", |world| set_wrong(world, "access_token")),
        ("channel loja", |world| set_wrong(world, "api_key")),
        ("channel loja", |world| world.evolution.set_connected(false)),
        ("channel loja webhook", |world| world.evolution.set_webhook("http://127.0.0.1:1/elsewhere".into())),
        ("server.public_url", |world| world.config.server.public_url = None),
        ("database", |world| world.config.database.url = "sqlite:nowhere/balcao.db".into()),
    ];
    let checks = faults.map(|(thing, fault)| async move {
        let mut world = world().await;
        fault(&mut world);
        let checked = says(&world, &["check"]).await;
        assert_eq!(checked.status, Some(1), "{thing}: {checked:?}");
        assert!(wrong(&checked).iter().any(|line| line.contains(thing)), "{thing}: {checked:?}");
        assert_eq!(checked.stderr.lines().count(), 0, "{thing}: {checked:?}");
        checked.keeps_secrets();
    });
    within("all are checked", futures::future::join_all(checks)).await;
}
