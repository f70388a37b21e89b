//! Conversations that an unofficial channel starts: one by one, and none while WhatsApp forbids it. Those that run go on.

use super::walk::{MARIA, open_unofficial, to_channels};
use crate::world::{CARLA, Person, World, within};
use balcao::config::Provider;
use balcao::demo::company::LOJA;
use balcao::demo::evolution::DemoEvolution;
use balcao::demo::wire::{Failure, Target};
use chrono::TimeDelta;

const JOAO: &str = "5511988887777";
const ANA_LIMA: &str = "5531987654321";

/// A world whose unofficial channel waits so long between two conversations that it starts.
async fn paced(has_topics: bool, seconds: i64) -> World {
    let mut world = World::empty().await;
    world.telegram.set_topics(has_topics);
    for channel in &mut world.config.channels {
        if let Provider::Evolution(evolution) = &mut channel.provider {
            evolution.new_chat_gap = TimeDelta::seconds(seconds);
        }
    }
    world.start().await;
    world
}

fn texts(evolution: &DemoEvolution) -> Vec<String> {
    evolution.accepted().iter().filter_map(|one| one.body["text"].as_str().map(str::to_owned)).collect()
}

async fn until_left(world: &World, expected: &[&str]) {
    let what = format!("these have left: {expected:?}");
    within(&what, world.evolution.until(|one| (texts(one).len() >= expected.len()).then_some(()))).await;
    assert_eq!(texts(&world.evolution), expected);
}

/// Starts with somebody, and says this first.
async fn starts(person: &Person, number: &str, text: &str) {
    person.leaves_topic();
    open_unofficial(person, number).await;
    person.enters("Vendas").await;
    person.types(text);
}

each_way! { async fn the_second_conversation_waits_its_turn_says_until_when_and_outlives_a_restart(has_topics) {
    let mut world = paced(has_topics, 90).await;
    let carla = world.person(CARLA);
    starts(&carla, MARIA, "Oi, Maria").await;
    until_left(&world, &["Oi, Maria"]).await;
    starts(&carla, JOAO, "Oi, João").await;
    carla.sees_somewhere("sai às 15:02: neste canal, as conversas novas começam uma de cada vez").await;
    carla.types("Tudo bem?");
    world.turn(TimeDelta::seconds(89));
    world.dies().await;
    world.start().await;
    assert_eq!(texts(&world.evolution), ["Oi, Maria"]);
    world.turn(TimeDelta::seconds(1));
    until_left(&world, &["Oi, Maria", "Oi, João", "Tudo bem?"]).await;
    let card = carla.sees_somewhere("✓✓ entregue").await;
    assert!(!card.text.contains("sai às"), "{}", card.text);
    world.ends_well().await;
} }

each_way! { async fn concluding_asks_about_what_waits_for_its_turn_which_then_never_leaves(has_topics) {
    let world = paced(has_topics, 90).await;
    let carla = world.person(CARLA);
    starts(&carla, MARIA, "Oi, Maria").await;
    until_left(&world, &["Oi, Maria"]).await;
    starts(&carla, JOAO, "Oi, João").await;
    carla.sees_somewhere("sai às 15:02").await;
    carla.types("Tudo bem?");
    carla.taps("Concluir").await;
    carla.sees("2 mensagens que ainda esperam não vão sair").await;
    carla.taps("Outro").await;
    carla.taps("Concluir sem nota").await;
    carla.sees_somewhere("Atendimento concluído").await;
    starts(&carla, ANA_LIMA, "Oi, Ana").await;
    carla.sees_somewhere("sai às 15:03").await;
    world.turn(TimeDelta::seconds(180));
    until_left(&world, &["Oi, Maria", "Oi, Ana"]).await;
    world.turn(TimeDelta::minutes(10));
    assert_eq!(texts(&world.evolution), ["Oi, Maria", "Oi, Ana"]);
    world.ends_well().await;
} }

each_way! { async fn a_retry_by_hand_waits_for_its_turn_like_any_start(has_topics) {
    let world = paced(has_topics, 90).await;
    let carla = world.person(CARLA);
    world.evolution.fail_next(Target::Sends, 1, Failure::Status(401));
    starts(&carla, JOAO, "Oi, João").await;
    let refused = carla.until("the refusal is told below it", |telegram| {
        let chat = telegram.chat(carla.id);
        chat.into_iter().find(|one| one.reply_to.is_some() && one.text.starts_with("⚠️ O WhatsApp recusou"))
    });
    let refused = refused.await;
    let retry = refused.keyboard.iter().flatten().find(|one| one.text.contains("Tentar de novo")).unwrap();
    world.until_usable(LOJA, false).await;
    world.turn(TimeDelta::seconds(90));
    world.until_usable(LOJA, true).await;
    starts(&carla, MARIA, "Oi, Maria").await;
    until_left(&world, &["Oi, Maria"]).await;
    carla.taps_data(refused.message_id, retry.data.as_deref().unwrap()).await;
    carla.sees_somewhere("sai às 15:03: neste canal").await;
    world.turn(TimeDelta::seconds(89));
    assert_eq!(texts(&world.evolution), ["Oi, Maria"]);
    world.turn(TimeDelta::seconds(1));
    until_left(&world, &["Oi, Maria", "Oi, João"]).await;
    world.ends_well().await;
} }

each_way! { async fn a_conversation_that_runs_is_never_kept_waiting(has_topics) {
    let world = paced(has_topics, 600).await;
    let carla = world.person(CARLA);
    starts(&carla, MARIA, "Oi, Maria").await;
    until_left(&world, &["Oi, Maria"]).await;
    carla.types("Chegou?");
    until_left(&world, &["Oi, Maria", "Chegou?"]).await;
    starts(&carla, JOAO, "Oi, João").await;
    carla.sees_somewhere("sai às 15:10").await;
    // He writes first after all: then nothing is started any more.
    world.evolution.say(JOAO, "Bom dia!").unwrap();
    until_left(&world, &["Oi, Maria", "Chegou?", "Oi, João"]).await;
    world.ends_well().await;
} }

both_ways! { async fn a_restricted_channel_shows_it_holds_new_conversations_and_goes_on_with_those_that_run(world) {
    let carla = world.person(CARLA);
    world.evolution.say(MARIA, "Oi!").unwrap();
    carla.taps("Assumir").await;
    carla.sees_somewhere("💬 Maria Souza · Vendas").await;
    carla.enters("Vendas").await;
    carla.taps("Responder").await;
    carla.sees("vai para este contato").await;

    let refusal = "463 restricted until 2026-11-22T20:30:00.000Z";
    world.evolution.fail_next(Target::Sends, 1, Failure::Upstream(refusal.to_owned()));
    starts(&carla, JOAO, "Oi, João").await;
    carla.sees_somewhere("sai depois de 17:30: o canal está restrito").await;
    assert_eq!(texts(&world.evolution), Vec::<String>::new());

    carla.types("/canais");
    let listed = carla.sees("restrito até 17:30").await;
    assert!(listed.text.contains("Loja Centro · API Não Oficial\n🟢 funcionando"), "{}", listed.text);
    to_channels(&carla, ANA_LIMA).await;
    carla.sees("Selecione um canal").await;
    let labels = carla.buttons();
    let shown = labels.iter().any(|one| one.contains("Loja Centro") && one.contains("restrito até 17:30"));
    assert!(shown, "{labels:?}");
    carla.taps("Loja Centro").await;
    carla.sees("Vendas · Loja Centro").await;
    carla.types("Oi, Ana");
    carla.sees_somewhere("sai depois de 17:30").await;

    // Maria has written: her conversation goes on.
    let card = carla.until("Maria's card", |telegram| {
        let chat = telegram.chat(carla.id);
        chat.into_iter().rev().find(|one| one.from_bot && one.text.contains("99999-8888"))
    });
    let card = card.await;
    carla.replies(card.message_id, "Já respondo");
    until_left(&world, &["Já respondo"]).await;

    world.turn(TimeDelta::minutes(149));
    carla.types("/canais");
    carla.sees("restrito até 17:30").await;
    assert_eq!(texts(&world.evolution), ["Já respondo"]);
    world.turn(TimeDelta::minutes(1));
    within("both leave", world.evolution.until(|one| (texts(one).len() == 3).then_some(()))).await;
    let typed = carla.types("/canais");
    let listed = carla.until("the channels are listed anew", |telegram| {
        let newest = telegram.chat(carla.id).into_iter().rev().find(|one| one.from_bot && !one.deleted)?;
        (newest.message_id > typed && newest.text.contains("API Não Oficial")).then_some(newest)
    });
    let listed = listed.await;
    assert!(!listed.text.contains("restrito"), "{}", listed.text);
    world.ends_well().await;
} }

each_way! { async fn a_restriction_without_an_end_is_tried_again_after_hours_and_one_by_one(has_topics) {
    let world = paced(has_topics, 60).await;
    let carla = world.person(CARLA);
    world.evolution.fail_next(Target::Sends, 1, Failure::Upstream("RESTRICT_ALL_COMPANIONS".to_owned()));
    starts(&carla, JOAO, "Oi, João").await;
    carla.sees_somewhere("sai depois de 21:00").await;
    starts(&carla, MARIA, "Oi, Maria").await;
    carla.sees_somewhere("sai depois de 21:01").await;
    world.turn(TimeDelta::hours(6));
    until_left(&world, &["Oi, João"]).await;
    world.turn(TimeDelta::seconds(60));
    until_left(&world, &["Oi, João", "Oi, Maria"]).await;
    world.until_usable(LOJA, true).await;
    world.ends_well().await;
} }
