//! Attendances in topics, killed at every commit: one that is taken, written in and answered; one whose texts wait for
//! the contact; one that is handed over.
//!
//! A topic is opened by Telegram and noted by us, and between the two a process may die. The one that it opened then has
//! nothing in it and nobody is told of it: what belongs to an attendance stands in one topic, the one that is noted.

use super::agent::{Act, Agent, Sight};
use super::gun::{Gun, Shot};
use super::held;
use super::ledger::Ledger;
use super::survive::{at_every_commit, survive, world_with};
use crate::world::{ANA, CARLA, World, within};
use balcao::demo::telegram::{ChatMessage, DemoTelegram};
use std::collections::BTreeSet;

const MARIA: &str = "5551999998888";

async fn world_with_topics(gun: &Gun) -> World {
    let world = world_with(gun).await;
    world.telegram.set_topics(true);
    world.telegram.add_person(ANA, "Ana", Some("pt-br"));
    world
}

/// What the bot has said in topics of a chat.
fn said_in_topics(telegram: &DemoTelegram, person: i64) -> Vec<ChatMessage> {
    let is_said = |one: &ChatMessage| one.from_bot && one.thread.is_some() && one.topic_created.is_none();
    telegram.chat(person).into_iter().filter(is_said).collect()
}

/// Everything that was said in topics stands in one, and these words are in it.
fn all_in_one(telegram: &DemoTelegram, person: i64, words: &[&str]) {
    let said = said_in_topics(telegram, person);
    let used: BTreeSet<i32> = said.iter().filter_map(|one| one.thread).collect();
    assert_eq!(used.len(), 1, "one topic is used: {said:#?}");
    for word in words {
        assert!(said.iter().any(|one| one.text.contains(word)), "«{word}» is there: {said:#?}");
    }
    // One that was opened in vain by a process that died, at most.
    assert!(telegram.topics(person).len() <= 2, "{:?}", telegram.topics(person));
}

/// What somebody does about a card that is theirs for the taking.
fn takes_and_writes(sight: &Sight, button: &'static str, text: &'static str) -> Act {
    if sight.offers(button) {
        Act::Tap(button)
    } else if sight.says("sem confirmação") {
        Act::Decide
    } else if sight.says("✓✓ entregue") {
        Act::Done
    } else if sight.is_in_topic() && sight.offers("Responder") && !sight.says("✓ enviada") {
        Act::Type(text)
    } else {
        Act::Wait
    }
}

async fn taken(shot: Shot) -> bool {
    let gun = Gun::default();
    let mut world = world_with_topics(&gun).await;
    world.start().await;
    gun.load(shot);
    survive(&mut world, &gun, |world, lives| {
        let mut carla = Agent::new(CARLA, world, lives, "WhatsApp Oficial");
        let (telegram, cloud) = (world.telegram.clone(), world.cloud.clone());
        async move {
            cloud.say(MARIA, "Oi!").unwrap();
            carla.goes_on(|sight| takes_and_writes(sight, "Assumir", "Bom dia, Maria!")).await;
            cloud.say(MARIA, "Vocês abrem hoje?").unwrap();
            let is_there = |telegram: &DemoTelegram| {
                let said = said_in_topics(telegram, CARLA);
                said.iter().any(|one| one.text.contains("abrem hoje")).then_some(())
            };
            within("what she writes is in the topic", telegram.until(is_there)).await;
        }
    })
    .await;
    let ledger = Ledger::of(&world.database()).await;
    assert!(ledger.unclaimed.is_empty(), "{ledger:#?}");
    assert_eq!((ledger.attendances, ledger.received, ledger.written), (1, 2, 1), "{ledger:#?}");
    assert_eq!((ledger.times("attendance.taken"), ledger.topics), (1, 1), "{ledger:#?}");
    assert_eq!(world.cloud.accepted().len(), 1, "{ledger:#?}");
    all_in_one(&world.telegram, CARLA, &["WhatsApp Oficial · Carla", "Oi!", "abrem hoje"]);
    gun.has_fired()
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_commit_of_taking_it_and_writing_in_it_one_topic_is_used_and_nothing_is_lost() {
    let moments = at_every_commit("taken in a topic", taken).await;
    assert!(moments > 30, "there are more commits than {moments} moments");
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_commit_of_their_release_texts_held_in_a_topic_leave_once_and_in_order() {
    let moments = at_every_commit("held in a topic", |shot| async move {
        let (world, killed) = held::release(shot, true, held::Accepted::default()).await;
        all_in_one(&world.telegram, CARLA, &["Voltei!", "da fila"]);
        killed
    })
    .await;
    assert!(moments > 30, "the release has more commits than {moments} moments");
}

/// Maria wrote first, and Carla has her in a topic.
async fn carlas(world: &mut World) {
    world.start().await;
    world.cloud.say(MARIA, "Oi!").unwrap();
    let carla = world.person(CARLA);
    carla.taps("Assumir").await;
    carla.opens_topic("Vendas").await;
    carla.sees("Oi!").await;
}

/// What Carla does to hand it over.
fn offers(sight: &Sight) -> Act {
    if sight.offers("Ana Torres") {
        Act::Tap("Ana Torres")
    } else if sight.says("vai para este contato") && sight.offers("Menu") {
        // The panel after the choice, with the word that it is offered or, drawn again, without.
        Act::Done
    } else if sight.offers("Transferir") {
        Act::Tap("Transferir")
    } else {
        Act::Wait
    }
}

async fn handed_over(shot: Shot) -> bool {
    let gun = Gun::default();
    let mut world = world_with_topics(&gun).await;
    carlas(&mut world).await;
    gun.load(shot);
    survive(&mut world, &gun, |world, lives| {
        let mut carla = Agent::new(CARLA, world, lives.clone(), "no card");
        let mut ana = Agent::new(ANA, world, lives, "WhatsApp Oficial · Ana Torres");
        async move {
            carla.goes_on(offers).await;
            ana.goes_on(|sight| takes_and_writes(sight, "Aceitar", "Agora sou eu, Maria.")).await;
        }
    })
    .await;
    let ledger = Ledger::of(&world.database()).await;
    assert!(ledger.unclaimed.is_empty(), "{ledger:#?}");
    assert_eq!((ledger.attendances, ledger.received, ledger.written), (1, 1, 1), "{ledger:#?}");
    assert_eq!(ledger.topics, 2, "one in each chat: {ledger:#?}");
    assert_eq!(world.cloud.accepted().len(), 1, "{ledger:#?}");
    all_in_one(&world.telegram, CARLA, &["Oi!"]);
    all_in_one(&world.telegram, ANA, &["WhatsApp Oficial · Ana Torres"]);
    gun.has_fired()
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_commit_of_handing_it_over_each_has_one_topic_and_the_contact_one_text() {
    let moments = at_every_commit("handed over in topics", handed_over).await;
    assert!(moments > 20, "there are more commits than {moments} moments");
}
