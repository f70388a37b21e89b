//! One person who does not stop: strangers, people of ours, taps, guesses. Nobody waits for them, and nothing grows.

use super::changed_hands::{held_back, hold_back, let_go, since};
use super::contact_page::page;
use super::path::NUMBER;
use super::walk::{MARIA, all_told, at_rest, open, started_in_portuguese};
use crate::crash::Ledger;
use crate::world::{ANA, BRUNO, CARLA, STRANGER};

/// What one person sends.
const MANY: usize = 400;

#[tokio::test(flavor = "multi_thread")]
async fn a_strangers_flood_gets_one_line_and_keeps_nobody_from_work() {
    let world = started_in_portuguese(false).await;
    let (igor, carla) = (world.person(STRANGER), world.person(CARLA));
    for number in 0..MANY {
        if number % 4 == 0 {
            // A guess: as long as a real one.
            igor.types(&format!("/start c{number:048x}"));
        } else {
            igor.types(&format!("oi {number}"));
        }
    }
    open(&world, &carla, MARIA).await;
    carla.sees("✓✓ entregue").await;
    at_rest(&world).await;
    let said = igor.messages().into_iter().filter(|one| one.from_bot).count();
    assert_eq!(said, 1, "{}", igor.transcript());
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_taps_and_types_without_end_keeps_no_colleague_from_work_and_each_tap_is_answered() {
    let world = started_in_portuguese(false).await;
    let (bruno, ana) = (world.person(BRUNO), world.person(ANA));
    bruno.types("/menu");
    let (message, data) = bruno.button("Novo atendimento").await;
    let queries: Vec<_> = (0..MANY)
        .map(|number| {
            if number % 8 == 0 {
                bruno.types("/menu");
            }
            world.telegram.tap(BRUNO, message, &data)
        })
        .collect();
    open(&world, &ana, MARIA).await;
    ana.sees("✓✓ entregue").await;
    at_rest(&world).await;
    for query in queries {
        bruno.until("the tap is answered", |telegram| telegram.answer_to(&query)).await;
    }
    world.ends_well().await;
}

both_ways! {
    async fn what_was_not_shown_yet_when_a_contact_is_blocked_is_shown_no_more_and_is_kept(world) {
        let (carla, ana) = (world.person(CARLA), world.person(ANA));
        open(&world, &carla, MARIA).await;
        carla.sees("✓✓ entregue").await;
        world.cloud.say(MARIA, "Bom dia!").unwrap();
        carla.sees_somewhere("Bom dia!").await;
        let before = since(&world);
        hold_back(&world, CARLA);
        for number in 0..20 {
            world.cloud.say(MARIA, &format!("Enxurrada {number}")).unwrap();
        }
        all_told(&world).await;
        held_back(&world, CARLA, before).await;
        page(&ana, NUMBER).await;
        ana.taps("Bloquear").await;
        ana.sees("Bloquear Maria Souza?").await;
        ana.taps("Bloquear").await;
        ana.sees("🚫 Bloqueado.").await;
        let_go(&world).await;
        let transcript = carla.transcript();
        assert!(!transcript.contains("Enxurrada"), "{transcript}");
        assert_eq!(Ledger::of(&world.database()).await.received, 21);
        world.ends_well().await;
    }
}
