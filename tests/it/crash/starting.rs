//! A service that dies while a message is on its way, and dies again while it starts, at every commit of the start and of
//! what the person then decides about the message of which nobody knows.

use super::agent::{Act, Agent};
use super::gun::{Gun, Shot};
use super::ledger::Ledger;
use super::official::{CARD, rules, templates_are_read};
use super::survive::{at_every_commit, survive, world_with};
use crate::world::{CARLA, World, within};
use balcao::channel::Timeouts;
use balcao::demo::wire::{Failure, Target};
use std::time::Duration;
use tokio::sync::watch;

/// The provider has the template and does not answer; the service waits, and dies. No receipt will ever tell.
async fn dead_while_sending(world: &mut World) {
    world.cloud.switch(|switches| switches.auto_receipts = false);
    let patient = Duration::from_secs(60);
    world.timeouts = Timeouts { connect: patient, total: patient, upload: patient };
    world.start().await;
    templates_are_read(&world.cloud).await;
    let (_life, lives) = watch::channel(1);
    let mut carla = Agent::new(CARLA, world, lives, CARD);
    let at_review = |sight: &super::agent::Sight| {
        if sight.says("Custo estimado") { Act::Done } else { rules(sight, "never") }
    };
    carla.goes_on(at_review).await;
    world.cloud.fail_next(Target::Sends, 1, Failure::SilenceAfter);
    let sent = world.cloud.until(|cloud| (!cloud.accepted().is_empty()).then_some(()));
    let carla = world.person(CARLA);
    let tapped = carla.taps("Iniciar atendimento");
    within("the template is with the provider", futures::future::join(sent, tapped)).await;
    world.dies().await;
}

async fn starts_again(shot: Shot) -> bool {
    let gun = Gun::default();
    let mut world = world_with(&gun).await;
    dead_while_sending(&mut world).await;
    gun.load(shot);
    survive(&mut world, &gun, |world, lives| {
        let mut carla = Agent::new(CARLA, world, lives, CARD);
        async move { carla.goes_on(|sight| rules(sight, "✓ enviada")).await }
    })
    .await;
    let ledger = Ledger::of(&world.database()).await;
    let (accepted, decided) = (world.cloud.accepted().len(), ledger.times("delivery.sent_again"));
    // Once more for each decision; but what the service died over a second time may not have left a second time.
    assert!((1..=2).contains(&decided), "she was asked and has decided: {ledger:#?}");
    let most = 1 + usize::try_from(decided).unwrap();
    assert!((2..=most).contains(&accepted), "accepted {accepted} times: {ledger:#?}");
    assert_eq!((ledger.contacts, ledger.attendances, ledger.written), (1, 1, 1), "{ledger:#?}");
    gun.has_fired()
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_again_at_any_commit_of_the_start_the_person_is_asked_and_nothing_is_sent_unasked() {
    let moments = at_every_commit("starting", starts_again).await;
    assert!(moments > 20, "there are more commits than {moments} moments");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_again_unless_a_person_says_so_however_long_it_takes() {
    let gun = Gun::default();
    let mut world = world_with(&gun).await;
    dead_while_sending(&mut world).await;
    world.start().await;
    let carla = world.person(CARLA);
    carla.sees("sem confirmação").await;
    let answer = |label: &'static str| {
        let carla = carla.clone();
        async move {
            let (message, data) = carla.button(label).await;
            carla.taps_data(message, &data).await
        }
    };
    assert!(answer("Reenviar mesmo assim").await.is_some(), "it is too early, and she is told");
    for _ in 0..5 {
        world.turn(chrono::TimeDelta::hours(6));
        assert!(answer("Verificar").await.is_some(), "there is no news, and she is told");
    }
    assert_eq!(world.cloud.accepted().len(), 1, "nobody said so");
    world.ends_well().await;
}
