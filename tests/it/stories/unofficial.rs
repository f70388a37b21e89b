//! The unofficial channel: numbers are checked before anything opens, and a phone that is not connected is no secret.

use super::walk::{MARIA, open_unofficial, to_channels};
use crate::world::{CARLA, Person, World, within};
use balcao::demo::company::LOJA;
use balcao::demo::wire::{Failure, Target};

async fn to_loja(person: &Person, number: &str) {
    to_channels(person, number).await;
    person.sees("Selecione um canal").await;
    person.taps("Loja Centro").await;
}

/// Nothing is open, and nothing was sent.
async fn nothing_opened(world: &World, person: &Person) {
    person.types("/atendimentos");
    person.sees("Meus (0)").await;
    assert_eq!(world.evolution.accepted_count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_without_whatsapp_is_said_before_anything_opens_and_can_be_corrected() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    to_loja(&carla, "5521977770000").await;
    let said = carla.sees("Este número não tem WhatsApp").await;
    assert!(said.text.contains("+55 21 97777-0000"), "{}", said.text);
    nothing_opened(&world, &carla).await;
    carla.types("/menu");
    carla.taps("Continuar de onde parou").await;
    carla.sees("Este número não tem WhatsApp").await;
    carla.taps("Corrigir número").await;
    carla.sees("Digite ou cole o número").await;
    carla.types("11 98888-7777");
    carla.sees("+55 11 98888-7777").await;
    carla.taps("Conversar").await;
    carla.sees("Enviar mensagem").await;
    carla.taps("Iniciar atendimento").await;
    carla.sees("Selecione um canal").await;
    carla.taps("Loja Centro").await;
    carla.sees("Vendas · Loja Centro · Carla").await;
    world.ends_well().await;
}

both_ways! { async fn the_address_that_the_check_told_is_the_one_that_is_written_to(world) {
    let carla = world.person(CARLA);
    open_unofficial(&carla, MARIA).await;
    carla.enters("Vendas").await;
    carla.types("Bom dia!");
    let sent = within("it is accepted", world.evolution.until(|evolution| evolution.accepted().pop())).await;
    // The ninth digit that was dialled is not in the address.
    assert_eq!(sent.body["number"], "555199998888@s.whatsapp.net");
    carla.sees_somewhere("✓✓ entregue").await;
    world.evolution.open_chat(MARIA);
    carla.sees_somewhere("✓✓ lida").await;
    world.ends_well().await;
} }

#[tokio::test(flavor = "multi_thread")]
async fn a_check_that_fails_says_so_opens_nothing_and_can_be_repeated() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    for failure in [Failure::Status(500), Failure::DropBefore, Failure::SilenceBefore] {
        world.evolution.fail_next(Target::Others, 1, failure.clone());
        to_loja(&carla, MARIA).await;
        let said = carla.sees("Não deu para verificar o número").await;
        assert!(said.text.contains("Selecione um canal"), "{failure:?}: {}", said.text);
    }
    nothing_opened(&world, &carla).await;
    to_loja(&carla, MARIA).await;
    carla.sees("Vendas · Loja Centro · Carla").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_check_is_shown_and_its_answer_is_of_no_use_to_who_has_left() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    world.evolution.switch(|switches| switches.delay_ms = 250);
    to_loja(&carla, MARIA).await;
    carla.sees("Verificando se o número tem WhatsApp").await;
    carla.until("the bot is shown to be busy", |telegram| telegram.typing(CARLA).then_some(())).await;
    carla.sees("Vendas · Loja Centro · Carla").await;

    to_loja(&carla, "5511988887777").await;
    carla.sees("Verificando se o número tem WhatsApp").await;
    carla.taps("Cancelar").await;
    carla.sees("Olá, Carla").await;
    let answered = |evolution: &balcao::demo::evolution::DemoEvolution| {
        let asked = |one: &&balcao::demo::wire::Recorded| one.path.contains("whatsappNumbers");
        (evolution.requests().iter().filter(asked).count() >= 2).then_some(())
    };
    within("the check is answered", world.evolution.until(answered)).await;
    carla.types("/atendimentos");
    carla.sees("Meus (1)").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_is_not_connected_is_shown_as_such_and_cannot_be_chosen() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    world.evolution.set_connected(false);
    world.until_usable(LOJA, false).await;
    to_channels(&carla, MARIA).await;
    carla.sees("Selecione um canal").await;
    let labels = carla.buttons();
    assert!(
        labels.iter().any(|one| one.contains("Loja Centro") && one.contains("desconectado")),
        "{labels:?}"
    );
    carla.taps("Loja Centro").await;
    let still = carla.sees("o celular do canal está desconectado").await;
    assert!(still.text.contains("Selecione um canal"), "{}", still.text);
    nothing_opened(&world, &carla).await;

    world.evolution.set_connected(true);
    world.until_usable(LOJA, true).await;
    to_loja(&carla, MARIA).await;
    carla.sees("Vendas · Loja Centro · Carla").await;
    world.ends_well().await;
}
