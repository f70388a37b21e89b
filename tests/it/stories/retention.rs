//! What was said is erased once it is older than the company keeps it: daily, without anybody's doing, and also after a kill.
//! What is not over stays, and what was counted.

use super::forgetting::{bytes_of, concludes, page};
use super::path::{NUMBER, file};
use super::walk::{MARIA, all_told, in_portuguese, open};
use crate::crash::gun::{Gun, Shot, Side};
use crate::world::{CARLA, Person, World, within};
use balcao::domain::id::StaffId;
use chrono::TimeDelta;

/// Keeps what is said for thirty days.
async fn keeping() -> World {
    let mut world = in_portuguese().await;
    world.config.keep = Some(TimeDelta::days(30));
    world.config.telegram.owners = vec![StaffId(CARLA)];
    world
}

fn holds(world: &World, trace: &str) -> bool {
    bytes_of(world).windows(trace.len()).any(|some| some == trace.as_bytes())
}

/// Waits until the bytes of the database hold it no more.
async fn until_gone(world: &World, trace: &str) {
    let gone = async {
        while holds(world, trace) {
            tokio::task::yield_now().await;
        }
    };
    within(&format!("«{trace}» is gone"), gone).await;
}

/// An attendance in which the contact said something, concluded with a note.
async fn attended(world: &World, carla: &Person, said: &str) {
    world.cloud.say(MARIA, said).unwrap();
    carla.sees_somewhere(said).await;
    carla.taps("Assumir").await;
    concludes(carla).await;
    all_told(world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_older_than_it_is_kept_is_erased_and_what_was_counted_stays() {
    let mut world = keeping().await;
    world.start().await;
    let carla = world.person(CARLA);
    file(&carla, NUMBER, "Maria Souza").await;
    carla.types("/menu");
    carla.sees("Olá, Carla").await;
    attended(&world, &carla, "Comprei uma zarabatana").await;
    world.turn(TimeDelta::days(20));
    world.cloud.say(MARIA, "E um xilofone").unwrap();
    carla.sees_somewhere("xilofone").await;
    all_told(&world).await;
    assert!(holds(&world, "zarabatana") && holds(&world, "xilofone"));

    world.turn(TimeDelta::days(11));
    until_gone(&world, "zarabatana").await;
    assert!(holds(&world, "xilofone"), "what is younger stays");
    // What is not over stays, however old it is.
    world.turn(TimeDelta::days(300));
    carla.types("/menu");
    carla.sees("Olá, Carla").await;
    assert!(holds(&world, "xilofone"), "somebody waits for an answer to it");
    page(&carla).await;
    carla.taps("Atendimentos").await;
    let panel = carla.sees("Maria Souza").await;
    assert!(panel.text.contains("2 atendimentos"), "{}", panel.text);
    carla.types("/equipe");
    carla.taps("📜 Mudanças").await;
    carla.taps("Só contatos").await;
    carla.sees("Balcão apagou o que passou do prazo de guarda (mensagens: 1)").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_erased_where_nobody_said_so() {
    let mut world = in_portuguese().await;
    world.start().await;
    let carla = world.person(CARLA);
    attended(&world, &carla, "Comprei uma zarabatana").await;
    world.turn(TimeDelta::days(4_000));
    carla.types("/menu");
    carla.sees("Olá, Carla").await;
    assert!(holds(&world, "zarabatana"));
    world.ends_well().await;
}

/// A message that may have left is nobody's to erase until somebody knows.
#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_of_what_was_erased_writes_nothing_down_again() {
    let mut world = keeping().await;
    world.start().await;
    let carla = world.person(CARLA);
    file(&carla, NUMBER, "Maria Souza").await;
    carla.types("/menu");
    carla.sees("Olá, Carla").await;
    let accepted = open(&world, &carla, MARIA).await;
    carla.sees_somewhere("✓✓ entregue").await;
    concludes(&carla).await;
    all_told(&world).await;
    let remote = accepted.id.clone();
    assert!(holds(&world, &remote));
    world.turn(TimeDelta::days(31));
    until_gone(&world, &remote).await;
    world.cloud.open_chat(MARIA);
    all_told(&world).await;
    world.stop().await;
    assert!(!holds(&world, &remote), "not even by its id");
    world.start().await;
    page(&carla).await;
    carla.taps("Atendimentos").await;
    carla.sees("1 atendimento").await;
    world.ends_well().await;
}

/// The process is killed at one commit after the other while it erases; the next one goes on.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_half_erased_is_erased_after_the_next_start() {
    for (commit, side) in (1..=4).flat_map(|commit| [(commit, Side::Before), (commit, Side::After)]) {
        let gun = Gun::default();
        let mut world = keeping().await;
        world.on_commit = Some(gun.watch());
        world.start().await;
        let carla = world.person(CARLA);
        attended(&world, &carla, "Comprei uma zarabatana").await;
        let bang = gun.bang();
        gun.load(Shot { side, commit });
        world.turn(TimeDelta::days(31));
        tokio::select! {
            () = bang.cancelled() => world.dies().await,
            () = until_gone(&world, "zarabatana") => assert!(world.stop().await),
        }
        gun.unload();
        world.start().await;
        until_gone(&world, "zarabatana").await;
        world.ends_well().await;
    }
}
