//! A contact who writes again: soon after the attendance was concluded it goes on with the same person, later it is a new
//! one that waits for the team.

use super::walk::{MARIA, in_portuguese, open};
use crate::world::{ANA, CARLA, Person, World, within};
use balcao::demo::evolution::DemoEvolution;
use chrono::TimeDelta;

/// Carla attended to Maria and has concluded it.
async fn concluded(reopen: TimeDelta) -> (World, Person) {
    let mut world = in_portuguese().await;
    world.config.reopen = reopen;
    world.start().await;
    let carla = conclude(&world).await;
    (world, carla)
}

async fn conclude(world: &World) -> Person {
    let carla = world.person(CARLA);
    open(world, &carla, MARIA).await;
    carla.sees("✓✓ entregue").await;
    carla.taps("Concluir").await;
    carla.taps("Dúvidas").await;
    carla.taps("Concluir sem nota").await;
    carla.sees_somewhere("Atendimento concluído.").await;
    carla
}

both_ways! { async fn within_twelve_hours_it_goes_on_with_the_same_person_and_nobody_else_is_asked(world) {
    let carla = conclude(&world).await;
    world.turn(TimeDelta::hours(11));
    world.cloud.say(MARIA, "Obrigada! Só mais uma coisa…").unwrap();
    carla.sees_somewhere("Só mais uma coisa").await;
    let card = carla
        .until("the card is open again and below what was said", |telegram| {
            let chat = telegram.chat(CARLA);
            let card =
                chat.iter().rev().find(|one| one.text.contains("Vendas · WhatsApp Oficial · Carla"))?;
            let is_open = card.keyboard.iter().flatten().any(|one| one.text.contains("Responder"));
            (card.text.starts_with("🟢") && is_open).then(|| card.clone())
        })
        .await;
    carla.replies(card.message_id, "Claro!");
    let left = world.cloud.until(|cloud| (cloud.accepted_count() == 2).then_some(()));
    within("the answer leaves", left).await;
    assert_eq!(world.person(ANA).transcript(), "", "she has nothing to do with it");
    world.ends_well().await;
} }

both_ways! { async fn what_was_noted_at_the_first_conclusion_stays_when_it_is_concluded_anew(world) {
    let carla = world.person(CARLA);
    open(&world, &carla, MARIA).await;
    carla.sees("✓✓ entregue").await;
    carla.enters("Vendas").await;
    for (said, noted) in [("Obrigada!", "Prefere o azul."), ("Só mais uma coisa…", "Comprou dois.")] {
        carla.taps("Concluir").await;
        carla.taps("Objetivo atingido").await;
        carla.sees("Quer deixar uma nota?").await;
        carla.types(noted);
        carla.sees_somewhere("Atendimento concluído.").await;
        world.turn(TimeDelta::hours(1));
        world.cloud.say(MARIA, said).unwrap();
        carla.sees_somewhere(said).await;
    }
    carla.taps("Mais").await;
    carla.taps("Histórico").await;
    let told = carla.sees("Comprou dois.").await.text;
    assert!(told.contains("Prefere o azul.") && told.find("Prefere") < told.find("Comprou"), "{told}");
    assert_eq!((told.matches("Prefere").count(), told.matches("Comprou").count()), (1, 1), "{told}");
    world.ends_well().await;
} }

both_ways! { async fn after_twelve_hours_it_is_a_new_one_that_waits_for_the_team(world) {
    let carla = conclude(&world).await;
    world.turn(TimeDelta::hours(12));
    world.cloud.say(MARIA, "Oi de novo!").unwrap();
    world.person(ANA).sees_somewhere("Oi de novo!").await;
    carla.button("Assumir").await;
    world.ends_well().await;
} }

#[tokio::test(flavor = "multi_thread")]
async fn a_company_may_want_every_one_to_be_new() {
    let (world, carla) = concluded(TimeDelta::zero()).await;
    world.cloud.say(MARIA, "Oi de novo!").unwrap();
    world.person(ANA).sees_somewhere("Oi de novo!").await;
    carla.button("Assumir").await;
    world.ends_well().await;
}

both_ways! { async fn on_another_channel_it_is_a_new_one(world) {
    conclude(&world).await;
    let says = |evolution: &DemoEvolution| evolution.say(MARIA, "E por aqui?").unwrap();
    says(&world.evolution);
    let card = world.person(ANA).sees_somewhere("E por aqui?").await;
    assert!(card.text.contains("Vendas · Loja Centro"), "{}", card.text);
    world.ends_well().await;
} }
