//! A provider that refuses our token: said at once, shown where a channel is chosen, and over when it is over.

use super::walk::{MARIA, choose, to_channels, to_templates};
use crate::world::{CARLA, World};
use balcao::demo::company::OFICIAL;
use balcao::demo::wire::{Failure, Target};
use chrono::TimeDelta;

both_ways! { async fn a_refused_token_fails_loudly_shows_the_channel_as_down_and_heals_with_it(world) {
    let carla = world.person(CARLA);
    to_templates(&carla, MARIA).await;
    choose(&carla, "retomar_contato").await;
    carla.sees("Confira e envie").await;
    world.cloud.fail_next(Target::Sends, 1, Failure::Code(190));
    carla.taps("Iniciar atendimento").await;
    let card = carla.sees("recusou o acesso deste canal").await;
    assert!(card.text.contains("não enviada") && card.text.contains("190"), "{}", card.text);
    world.until_usable(OFICIAL, false).await;

    to_channels(&carla, "5511988887777").await;
    carla.sees("Selecione um canal").await;
    let labels = carla.buttons();
    assert!(
        labels.iter().any(|one| one.contains("WhatsApp Oficial") && one.contains("sem acesso")),
        "{labels:?}"
    );
    carla.taps("WhatsApp Oficial").await;
    let still = carla.sees("recusou o acesso do canal").await;
    assert!(still.text.contains("Selecione um canal"), "{}", still.text);

    // The next look at the channel finds it well.
    world.turn(TimeDelta::seconds(61));
    world.until_usable(OFICIAL, true).await;
    carla.taps("Tentar de novo").await;
    carla.sees_somewhere("✓✓ entregue").await;
    to_templates(&carla, "5511988887777").await;
    assert_eq!(world.cloud.accepted_count(), 1);
    world.ends_well().await;
} }

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_goes_down_between_choice_and_start_sends_nothing_and_keeps_the_draft() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    to_templates(&carla, MARIA).await;
    choose(&carla, "retomar_contato").await;
    carla.sees("Confira e envie").await;
    world.cloud.fail_next(Target::Others, 1, Failure::Code(190));
    world.turn(TimeDelta::seconds(61));
    world.until_usable(OFICIAL, false).await;
    carla.taps("Iniciar atendimento").await;
    let said = carla.sees("recusou o acesso do canal").await;
    assert!(said.text.contains("Selecione um canal"), "{}", said.text);
    assert_eq!(world.cloud.accepted_count(), 0);
    world.turn(TimeDelta::seconds(61));
    world.until_usable(OFICIAL, true).await;
    carla.taps("WhatsApp Oficial").await;
    carla.sees("Selecione uma equipe").await;
    world.ends_well().await;
}
