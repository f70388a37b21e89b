//! Texts that wait for the contact to write, and leave when the contact does: killed at every commit of that.

use super::agent::{Act, Agent, Sight};
use super::gun::{Gun, Shot};
use super::ledger::Ledger;
use super::official::templates_are_read;
use super::survive::{at_every_commit, survive, world_with};
use crate::stories::walk::at_rest;
use crate::world::{CARLA, World};
use balcao::demo::telegram::ChatMessage;
use chrono::TimeDelta;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

const MARIA: &str = "5551999998888";
const CARD: &str = "WhatsApp Oficial · Carla";
/// What waits, in the order in which it was written.
const TEXTS: [&str; 5] = ["um", "dois", "três", "quatro", "cinco"];

/// Maria wrote more than a day ago, and Carla has written five texts since.
async fn five_are_held(world: &mut World) {
    world.start().await;
    templates_are_read(&world.cloud).await;
    world.cloud.say(MARIA, "Oi, tem alguém aí?").unwrap();
    let carla = world.person(CARLA);
    carla.taps("Assumir").await;
    carla.sees_somewhere(CARD).await;
    world.turn(TimeDelta::hours(25));
    carla.enters("Vendas").await;
    let words = |one: &ChatMessage| one.text.starts_with("💬") && one.text.contains("tem alguém aí?");
    carla.until("her words are there", |telegram| telegram.chat(CARLA).iter().any(words).then_some(())).await;
    carla.taps("Responder").await;
    for (text, count) in TEXTS.iter().zip(1..) {
        carla.types(text);
        carla.sees(&format!("Na fila ({count})")).await;
    }
    assert!(world.cloud.accepted().is_empty(), "the window is closed");
    // The commits that are counted are those of the release.
    at_rest(world).await;
}

/// The last text is the one that the card tells of.
fn rules(sight: &Sight) -> Act {
    if sight.says("sem confirmação") {
        Act::Decide
    } else if sight.says("✓✓ entregue") {
        Act::Done
    } else {
        Act::Wait
    }
}

/// How many of them the provider had accepted when a service died.
pub(super) type Accepted = Arc<Mutex<BTreeSet<u64>>>;

/// The world after all have left, and whether the service was killed on the way.
pub(super) async fn release(shot: Shot, has_topics: bool, seen: Accepted) -> (World, bool) {
    let gun = Gun::default();
    let mut world = world_with(&gun).await;
    world.telegram.set_topics(has_topics);
    five_are_held(&mut world).await;
    gun.load(shot);
    let (bang, cloud) = (gun.bang(), world.cloud.clone());
    let deaths = tokio::spawn(async move {
        bang.cancelled().await;
        seen.lock().unwrap().insert(cloud.accepted_count());
    });
    survive(&mut world, &gun, |world, lives| {
        let mut carla = Agent::new(CARLA, world, lives, CARD);
        let cloud = world.cloud.clone();
        async move {
            cloud.say(MARIA, "Voltei!").unwrap();
            carla.goes_on(rules).await;
        }
    })
    .await;
    let accepted = world.cloud.accepted();
    let texts: Vec<_> = accepted.iter().map(|one| one.body["text"]["body"].as_str().unwrap()).collect();
    // The receipts carry our ids: what was accepted is known to be, and nobody has to guess.
    assert_eq!(texts, TEXTS);
    let ledger = Ledger::of(&world.database()).await;
    assert!(ledger.unclaimed.is_empty(), "{ledger:#?}");
    assert_eq!((ledger.received, ledger.written, ledger.attendances), (2, 5, 1), "{ledger:#?}");
    assert!(ledger.times("delivery.sent_again") <= 1, "{ledger:#?}");
    if gun.has_fired() {
        deaths.await.unwrap();
    } else {
        deaths.abort();
    }
    (world, gun.has_fired())
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_commit_of_their_release_held_texts_leave_once_and_in_order() {
    let seen = Accepted::default();
    let moments = at_every_commit("held", |shot| {
        let seen = Arc::clone(&seen);
        async move { release(shot, false, seen).await.1 }
    })
    .await;
    assert!(moments > 30, "the release has more commits than {moments} moments");
    // Before the first, between any two, and after the last.
    assert_eq!(*seen.lock().unwrap(), (0..=5).collect());
}
