//! Everything is delivered twice: Telegram's updates and the providers' webhooks. It has its effect once.

use super::agent::Agent;
use super::gun::Gun;
use super::official::templates_are_read;
use super::survive::{survive, world_with};
use super::{official, unofficial};
use crate::world::CARLA;

#[tokio::test(flavor = "multi_thread")]
async fn every_update_and_every_receipt_of_the_official_path_comes_twice_and_counts_once() {
    let gun = Gun::default();
    let mut world = world_with(&gun).await;
    world.cloud.switch(|switches| switches.webhooks.duplicate = true);
    survive(&mut world, &gun, |world, lives| {
        let mut carla = Agent::new(CARLA, world, lives, official::CARD).echoed();
        let cloud = world.cloud.clone();
        async move {
            templates_are_read(&cloud).await;
            carla.goes_on(|sight| official::rules(sight, "✓✓ entregue")).await;
        }
    })
    .await;
    assert_eq!(world.cloud.accepted().len(), 1);
    official::is_well(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_update_and_every_receipt_of_the_unofficial_path_comes_twice_and_counts_once() {
    let gun = Gun::default();
    let mut world = world_with(&gun).await;
    world.evolution.switch(|switches| {
        switches.webhooks.duplicate = true;
        switches.duplicate_upserts = true;
    });
    survive(&mut world, &gun, |world, lives| {
        let mut carla = Agent::new(CARLA, world, lives, unofficial::CARD).echoed();
        let evolution = world.evolution.clone();
        async move {
            carla.goes_on(unofficial::rules).await;
            evolution.say("5511988887777", "Bom dia!").unwrap();
        }
    })
    .await;
    assert_eq!(world.evolution.accepted().len(), 1);
    unofficial::is_well(&world).await;
}
