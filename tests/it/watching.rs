//! Watching the service: what owners are told to look after, daily copies, figures, and a log that can be followed.

use crate::stories::walk::{MARIA, in_portuguese, open_unofficial, to_templates};
use crate::world::{ANA, CARLA, Log, PATIENCE, Person, World, start_of_story, within};
use balcao::config::{Backup, Provider};
use balcao::demo::company::LOJA;
use balcao::demo::wire::{Failure, Target};
use balcao::domain::id::StaffId;
use balcao::store;
use balcao::store::Strain;
use chrono::TimeDelta;
use std::path::PathBuf;
use std::time::Duration;

/// How often the bot has said this to a person.
fn said(world: &World, person: &Person, words: &str) -> usize {
    world.telegram.chat(person.id).iter().filter(|one| one.from_bot && one.text.contains(words)).count()
}

/// A company whose owner reads Portuguese, without a service yet.
async fn owned() -> World {
    let mut world = in_portuguese().await;
    world.config.telegram.owners = vec![StaffId(CARLA)];
    world
}

/// How long the service may go on by itself in each minute of the story, when nothing changes outside.
const BREATH: Duration = Duration::from_millis(50);

/// Lets some minutes pass, and the service do something in each.
async fn minutes(world: &World, count: u32) {
    let mut chats = world.telegram.subscribe();
    for _minute in 0..count {
        world.turn(TimeDelta::minutes(1));
        drop(tokio::time::timeout(BREATH, chats.changed()).await);
    }
}

/// Lets minutes pass until a person is told this.
async fn minutes_until(world: &World, person: &Person, words: &str) {
    let mut passed = 0;
    while said(world, person, words) == 0 {
        assert!(passed < 300, "«{words}» is not told:\n{}", person.transcript());
        minutes(world, 1).await;
        passed += 1;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn owners_hear_once_of_a_queue_that_does_not_move_and_once_when_it_does() {
    let mut world = owned().await;
    world.start().await;
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    open_unofficial(&carla, MARIA).await;
    world.evolution.set_connected(false);
    world.until_usable(LOJA, false).await;
    carla.types("Bom dia");
    carla.sees_somewhere("esperando o canal reconectar").await;
    minutes(&world, 14).await;
    assert_eq!(said(&world, &carla, "há mais de 15 minutos"), 0);
    minutes_until(&world, &carla, "há mais de 15 minutos").await;
    let told = carla.sees_somewhere("há mais de 15 minutos").await;
    assert!(told.text.contains("1 mensagem de Loja Centro"), "{}", told.text);
    // Neither time nor a start tells it again.
    minutes(&world, 3).await;
    world.stop().await;
    world.start().await;
    minutes(&world, 3).await;
    assert_eq!(said(&world, &carla, "há mais de 15 minutos"), 1);
    assert_eq!(said(&world, &ana, "há mais de 15 minutos"), 0, "it is not hers to look after");

    world.evolution.set_connected(true);
    world.until_usable(LOJA, true).await;
    within("it leaves", world.evolution.until(|one| (one.accepted_count() == 1).then_some(()))).await;
    minutes_until(&world, &carla, "voltou a andar").await;
    minutes(&world, 7).await;
    assert_eq!(
        (said(&world, &carla, "há mais de 15 minutos"), said(&world, &carla, "voltou a andar")),
        (1, 1)
    );
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn owners_hear_of_contacts_whom_no_team_receives_and_nothing_of_it_is_lost() {
    let mut world = owned().await;
    let teams = std::mem::take(&mut world.config.teams);
    for person in &mut world.config.staff {
        person.teams.clear();
    }
    world.start().await;
    let carla = world.person(CARLA);
    world.evolution.say(MARIA, "Alguém aí?").unwrap();
    minutes_until(&world, &carla, "nenhuma equipe usa este canal").await;
    let told = carla.sees_somewhere("nenhuma equipe usa este canal").await;
    assert!(told.text.contains("1 mensagem de contatos em Loja Centro"), "{}", told.text);
    // However long it takes, and through every purge.
    world.turn(TimeDelta::days(30));
    minutes(&world, 3).await;
    assert_eq!(said(&world, &carla, "nenhuma equipe usa este canal"), 1);
    world.stop().await;
    world.config.teams = teams;
    world.start().await;
    carla.sees_somewhere("Alguém aí?").await;
    minutes_until(&world, &carla, "chegou a uma equipe").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn owners_hear_once_of_a_disk_that_is_nearly_full_whatever_is_started_in_between() {
    let mut world = owned().await;
    world.config.database.room_min = u64::MAX;
    world.start().await;
    let carla = world.person(CARLA);
    minutes_until(&world, &carla, "O disco do servidor está quase cheio").await;
    world.stop().await;
    world.start().await;
    minutes(&world, 3).await;
    assert_eq!(said(&world, &carla, "quase cheio: restam"), 1);
    world.stop().await;
    world.config.database.room_min = 0;
    world.start().await;
    minutes_until(&world, &carla, "tem espaço de novo").await;
    minutes(&world, 7).await;
    assert_eq!(said(&world, &carla, "tem espaço de novo"), 1);
    world.ends_well().await;
}

/// The copies in the folder.
fn copies(folder: &PathBuf) -> Vec<String> {
    let all = std::fs::read_dir(folder).unwrap().map(|one| one.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = all.collect();
    names.sort();
    names
}

/// Waits until the folder holds this; each look follows something that the service did.
async fn until_copies(world: &World, folder: &PathBuf, expected: &[&str]) {
    let looking = async {
        while copies(folder) != expected {
            tokio::task::yield_now().await;
        }
    };
    let waited = tokio::time::timeout(PATIENCE, looking).await;
    assert!(waited.is_ok(), "{:?} at {}", copies(folder), world.clock.now());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_made_every_day_and_so_many_are_kept() {
    let mut world = owned().await;
    let folder = world.database().with_file_name("copies");
    world.config.backup = Some(Backup { folder: folder.clone(), keep: 2, hour: 3 });
    world.start().await;
    let carla = world.person(CARLA);
    // The folder is missing: owners hear of it once.
    minutes_until(&world, &carla, "A cópia diária dos dados falhou").await;
    minutes(&world, 20).await;
    assert_eq!(said(&world, &carla, "A cópia diária dos dados falhou"), 1);
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("balcao-notes.db"), "somebody else's").unwrap();
    minutes_until(&world, &carla, "foi feita").await;
    // Sunday afternoon in São Paulo: the day's copy is made as soon as it can be.
    until_copies(&world, &folder, &["balcao-2026-11-22.db", "balcao-notes.db"]).await;
    assert!(store::look_at(&folder.join("balcao-2026-11-22.db")).await.unwrap().pending == 0);
    world.turn(start_of_story() + TimeDelta::hours(11) - world.clock.now());
    minutes(&world, 1).await;
    assert_eq!(copies(&folder).len(), 2, "it is two in the morning");
    world.turn(TimeDelta::hours(1));
    until_copies(&world, &folder, &["balcao-2026-11-22.db", "balcao-2026-11-23.db", "balcao-notes.db"]).await;
    world.turn(TimeDelta::hours(24));
    until_copies(&world, &folder, &["balcao-2026-11-23.db", "balcao-2026-11-24.db", "balcao-notes.db"]).await;
    // A start on the same day makes no other.
    world.stop().await;
    world.start().await;
    minutes(&world, 2).await;
    assert_eq!(copies(&folder).len(), 3);
    world.ends_well().await;
}

/// The lines of the log with these words.
fn lines(log: &Log, words: &str) -> Vec<String> {
    let text = String::from_utf8(log.bytes()).unwrap();
    text.lines().filter(|line| line.contains(words)).map(str::to_owned).collect()
}

/// Waits until so many lines of the log have these words.
async fn until_logged(log: &Log, words: &str, times: usize) {
    let logged = async {
        while lines(log, words).len() < times {
            tokio::task::yield_now().await;
        }
    };
    within(words, logged).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tap_is_followed_in_the_log_to_its_delivery_also_over_a_restart() {
    let mut world = in_portuguese().await;
    let log = Log::default();
    world.log = Some(log.clone());
    world.start().await;
    let carla = world.person(CARLA);
    to_templates(&carla, MARIA).await;
    crate::stories::walk::choose(&carla, "retomar_contato").await;
    carla.sees("Confira e envie").await;
    world.cloud.fail_next(Target::Sends, 1, Failure::Code(131_056));
    carla.taps("Iniciar atendimento").await;
    until_logged(&log, "a delivery was not accepted", 1).await;
    let put_off = lines(&log, "a delivery was not accepted").pop().unwrap();
    let (_, rest) = put_off.split_once("trace=").unwrap();
    let trace: String = rest.chars().take_while(char::is_ascii_digit).collect();
    assert!(!trace.is_empty(), "{put_off}");
    let trace = format!("trace={trace}");
    until_logged(&log, "what became of a delivery is stored", 1).await;
    world.stop().await;
    world.start().await;
    world.turn(TimeDelta::minutes(10));
    within("it leaves", world.cloud.until(|one| (one.accepted_count() == 1).then_some(()))).await;
    until_logged(&log, "what became of a delivery is stored", 2).await;
    world.stop().await;
    let story = lines(&log, &trace);
    let told = |words: &str| story.iter().filter(|line| line.contains(words)).count();
    for (words, times) in [
        ("a step was taken", 1),
        ("a delivery leaves", 2),
        ("a delivery was not accepted: later", 1),
        ("a delivery was accepted", 1),
        ("what became of a delivery is stored", 2),
    ] {
        assert_eq!(told(words), times, "{words}: {}", story.join("\n"));
    }
    world.nothing_invalid();
}

/// Whose secret is wrong in the configuration is not left to wonder why nobody writes.
#[tokio::test(flavor = "multi_thread")]
async fn webhooks_that_are_not_signed_with_our_secret_are_in_the_log_now_and_then() {
    const REFUSED: &str = "a webhook was refused: it is not signed with the secret";
    let mut world = in_portuguese().await;
    for channel in &mut world.config.channels {
        match &mut channel.provider {
            Provider::Cloud(cloud) => cloud.app_secret = "of-another-app".into(),
            Provider::Evolution(evolution) => evolution.webhook_secret = "of-another-instance".into(),
        }
    }
    let log = Log::default();
    world.log = Some(log.clone());
    world.start().await;
    for _time in 0..2 {
        for words in ["Bom dia", "Alguém?", "Olá?"] {
            world.cloud.say(MARIA, words).unwrap();
            world.evolution.say(MARIA, words).unwrap();
        }
        for channel in ["oficial", "loja"] {
            until_logged(&log, &format!("{REFUSED} of this channel's configuration channel.id={channel}"), 1)
                .await;
        }
        world.turn(TimeDelta::minutes(10));
    }
    until_logged(&log, REFUSED, 4).await;
    world.stop().await;
    // What comes again and again is said once in ten minutes of each channel.
    assert!(lines(&log, REFUSED).len() <= 6, "{}", lines(&log, REFUSED).join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_tell_what_waits_and_how_long_things_take() {
    let mut world = in_portuguese().await;
    world.start().await;
    let carla = world.person(CARLA);
    crate::stories::walk::open(&world, &carla, MARIA).await;
    carla.sees_somewhere("✓✓ entregue").await;
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let address = format!("http://{}/metrics", world.address());
    let text = client.get(address).send().await.unwrap().text().await.unwrap();
    for line in [
        "# TYPE balcao_queue_length gauge",
        "balcao_queue_length{queue=\"queued\"} 0",
        "balcao_queue_oldest_seconds{queue=\"held\"} 0",
        "balcao_queue_length{queue=\"notices\"}",
        "balcao_deliveries_total{channel=\"oficial\",outcome=\"accepted\"}",
        "balcao_webhooks_total{channel=\"oficial\",status=\"200\"}",
        "# TYPE balcao_provider_request_seconds histogram",
        "balcao_provider_request_seconds_bucket{channel=\"oficial\",call=\"send\",le=\"30\"}",
        "# TYPE balcao_telegram_request_seconds histogram",
        "balcao_lanes ",
        "balcao_channel_up{channel=\"loja\"} 1",
        "balcao_database_bytes ",
        "balcao_disk_free_bytes ",
        "# HELP balcao_webhooks_total ",
    ] {
        assert!(text.contains(line), "{line} is missing:\n{text}");
    }
    assert!(
        !text.contains("99999888") && !text.contains("Maria") && !text.contains("7001"),
        "of nobody in particular"
    );
    world.ends_well().await;
}

/// What `/healthz` answers: the status, and each part.
async fn health(world: &World) -> (u16, serde_json::Value) {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = client.get(format!("http://{}/healthz", world.address())).send().await.unwrap();
    (answer.status().as_u16(), serde_json::from_str(&answer.text().await.unwrap()).unwrap())
}

/// Has Maria write until `/healthz` says so of the database.
async fn until_database(world: &World, status: u16, state: &str, words: &str) {
    let asked = async {
        loop {
            world.cloud.say(MARIA, words).unwrap();
            for _question in 0..10 {
                let (answered, parts) = health(world).await;
                if parts["database"] == state {
                    return assert_eq!(answered, status, "{parts}");
                }
            }
        }
    };
    within(&format!("the database is {state}"), asked).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_takes_nothing_any_more_is_no_health() {
    let mut world = in_portuguese().await;
    let strain = Strain::new(Duration::from_secs(5));
    world.strain = Some(strain.clone());
    world.start().await;
    within("all is well", async {
        while health(&world).await.0 != 200 {
            tokio::task::yield_now().await;
        }
    })
    .await;
    strain.set_full(true);
    // There are some free pages still.
    until_database(&world, 503, "down", &"muito ".repeat(20_000)).await;
    strain.set_full(false);
    until_database(&world, 200, "up", "Oi").await;
    world.ends_well().await;
}
