//! Who goes, for a while or for good: away, removed, out of reach. What they have goes to others.

use super::super::walk::{MARIA, open, to_channels};
use super::{owned, owned_with, to_people, to_person};
use crate::world::{ANA, BRUNO, CARLA, World};
use serde_json::json;

/// Ana attends to Maria on the official channel.
async fn ana_attends(world: &World) {
    let ana = world.person(ANA);
    open(world, &ana, MARIA).await;
    ana.sees_somewhere("✓✓ entregue").await;
}

/// Carla begins to remove Ana.
async fn removing_ana(world: &World) {
    let carla = world.person(CARLA);
    to_person(&carla, "Ana Torres").await;
    carla.sees("1 atendimento aberto").await;
    carla.taps("Remover da empresa").await;
    carla.sees("Com quem ele fica?").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_removed_person_had_waits_in_its_team_and_the_queue_goes_with_it() {
    let world = owned().await;
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    ana_attends(&world).await;
    ana.taps("Responder").await;
    ana.sees_somewhere("o que você escrever entra na fila").await;
    ana.types("Assim que você responder, mando a foto.");
    ana.sees_somewhere("Na fila").await;
    let (card, conclude) = ana.button("Concluir").await;
    removing_ana(&world).await;
    carla.taps("Devolver às equipes").await;
    carla.sees_somewhere("1 atendimento mudou de mãos").await;
    ana.sees_somewhere("Você não faz mais parte da equipe").await;
    ana.types("/menu");
    ana.sees("Este bot é só da equipe da empresa").await;
    // Her old buttons do nothing.
    let before = world.cloud.accepted_count();
    ana.until("they are taken away", |telegram| {
        telegram.message(ANA, card)?.keyboard.is_empty().then_some(())
    })
    .await;
    ana.taps_data(card, &conclude).await;
    carla.taps("Assumir").await;
    carla.sees_somewhere("Vendas · WhatsApp Oficial · Carla").await;
    world.cloud.say(MARIA, "Cheguei!").unwrap();
    let left = world.cloud.until(|cloud| (cloud.accepted_count() == before + 1).then_some(()));
    crate::world::within("what waited leaves", left).await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_removed_person_had_goes_to_another_one() {
    it_goes_to_another_one(owned().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_removed_person_had_goes_to_another_one_and_gets_a_topic_there() {
    it_goes_to_another_one(owned_with(true).await).await;
}

async fn it_goes_to_another_one(world: World) {
    let carla = world.person(CARLA);
    ana_attends(&world).await;
    removing_ana(&world).await;
    assert!(!carla.buttons().iter().any(|one| one.contains("Bruno")), "he is not in Vendas");
    carla.taps("👤 Carla Dias").await;
    carla.sees_somewhere("1 atendimento mudou de mãos").await;
    carla.sees_somewhere("Vendas · WhatsApp Oficial · Carla").await;
    // Offers that Ana had made would be Carla's; what is written now goes to the contact from Carla.
    world.cloud.say(MARIA, "Ana?").unwrap();
    carla.sees_somewhere("Ana?").await;
    carla.enters("Vendas").await;
    if !world.has_topics() {
        carla.taps("Responder").await;
        carla.sees_somewhere("vai para este contato").await;
    }
    carla.types("Aqui é a Carla.");
    let left = world.cloud.until(|cloud| (cloud.accepted_count() == 2).then_some(()));
    crate::world::within("it leaves", left).await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_away_is_not_offered_what_waits_until_they_are_back() {
    let world = owned().await;
    let ana = world.person(ANA);
    ana.types("/ausente");
    ana.sees("Você está ausente").await;
    world.cloud.say("5531987654321", "Bom dia!");
    world.person(CARLA).sees_somewhere("Bom dia!").await;
    to_person(&world.person(CARLA), "🌙 Ana Torres").await;
    assert!(!ana.transcript().contains("Bom dia!"), "{}", ana.transcript());
    ana.types("/disponivel");
    ana.sees_somewhere("Você está disponível").await;
    ana.sees_somewhere("Bom dia!").await;
    ana.taps("Assumir").await;
    ana.sees_somewhere("WhatsApp Oficial · Ana").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_says_who_is_away_and_the_person_is_told() {
    let world = owned().await;
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    to_person(&carla, "Ana Torres").await;
    carla.taps("Marcar como ausente").await;
    carla.sees("🌙 Ausente").await;
    ana.sees_somewhere("Carla Dias marcou você como ausente").await;
    carla.taps("Marcar como disponível").await;
    ana.sees_somewhere("Carla Dias marcou você como disponível").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_blocks_the_bot_is_noticed_and_what_they_had_waits_again() {
    let world = owned().await;
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    ana_attends(&world).await;
    world.telegram.block_bot(ANA, true);
    let person = json!({"id": ANA, "is_bot": false, "first_name": "Ana"});
    let bot = json!({"id": 1, "is_bot": true, "first_name": "Balcão"});
    world.telegram.send_raw(json!({"my_chat_member": {
        "chat": {"id": ANA, "type": "private", "first_name": "Ana"}, "from": person, "date": 1,
        "old_chat_member": {"status": "member", "user": bot},
        "new_chat_member": {"status": "kicked", "user": bot, "until_date": 0},
    }}));
    let told = carla.sees_somewhere("Ana Torres bloqueou o bot").await;
    assert!(told.text.contains("1 atendimento voltou a esperar"), "{}", told.text);
    carla.taps("Assumir").await;
    carla.sees_somewhere("Vendas · WhatsApp Oficial · Carla").await;
    // She is told in the moment in which it is stored; the next list may still be the one before.
    let listed = async {
        to_people(&carla).await;
        while !carla.buttons().iter().any(|one| one.contains("🚫 Ana Torres")) {
            to_people(&carla).await;
        }
    };
    crate::world::within("the list says so", listed).await;
    // She comes back.
    world.telegram.block_bot(ANA, false);
    ana.types("/menu");
    ana.sees("Olá, Ana").await;
    to_people(&carla).await;
    carla
        .until("she can be reached", |telegram| {
            let panel = telegram.last(CARLA)?;
            panel.keyboard.iter().flatten().any(|one| one.text.starts_with("Ana Torres")).then_some(())
        })
        .await;
    world.ends_well().await;
}

/// Who comes back is offered what they are told of: not while they are away, not of another team, and not when they want to
/// hear of their own attendances alone, as long as somebody else hears of it.
#[tokio::test(flavor = "multi_thread")]
async fn who_comes_back_is_offered_what_is_for_them_and_nothing_else() {
    let world = owned().await;
    let (carla, ana, bruno) = (world.person(CARLA), world.person(ANA), world.person(BRUNO));
    ana.types("/ausente");
    ana.sees("Você está ausente").await;
    bruno.types("/ausente");
    bruno.sees("Você está ausente").await;
    world.telegram.block_bot(ANA, true);
    carla.types("/menu");
    to_person(&carla, "🌙 Ana Torres").await;
    carla.taps("Renomear").await;
    carla.sees("Renomear Ana Torres").await;
    carla.types("Ana T.");
    carla.sees_somewhere("Ana T. bloqueou o bot").await;
    world.cloud.say("5531987654321", "Bom dia!");
    carla.sees_somewhere("Bom dia!").await;
    world.telegram.block_bot(ANA, false);
    // She writes, and is still away; he is back, and in another team.
    ana.types("/menu");
    ana.sees("Olá, Ana").await;
    bruno.types("/disponivel");
    bruno.sees_somewhere("Você está disponível").await;
    // She wants to hear of her own alone: the others hear of this one.
    ana.types("/ajustes");
    ana.taps("Avisos").await;
    ana.taps("Só dos meus atendimentos").await;
    ana.sees("Só dos meus atendimentos").await;
    ana.types("/disponivel");
    ana.sees_somewhere("Você está disponível").await;
    super::super::walk::at_rest(&world).await;
    for one in [&ana, &bruno] {
        assert!(!one.transcript().contains("Bom dia!"), "{}", one.transcript());
    }
    // Nobody else is there: now it is hers to hear.
    carla.types("/ausente");
    carla.sees_somewhere("Você está ausente").await;
    ana.types("/disponivel");
    ana.sees_somewhere("Bom dia!").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_left_is_found_out_when_something_is_sent_to_them() {
    let world = owned().await;
    ana_attends(&world).await;
    world.telegram.block_bot(ANA, true);
    world.cloud.say(MARIA, "Ainda está aí?").unwrap();
    let carla = world.person(CARLA);
    carla.sees_somewhere("Ana Torres bloqueou o bot").await;
    carla.taps("Assumir").await;
    carla.sees_somewhere("Ainda está aí?").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_a_team_in_the_middle_of_a_dialogue_cannot_go_on_for_it() {
    let world = owned().await;
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    to_channels(&ana, MARIA).await;
    ana.sees("Selecione um canal").await;
    ana.taps("WhatsApp Oficial").await;
    ana.sees("Modelo de mensagem").await;
    let (panel, before) = ana.button("retomar_contato").await;
    to_person(&carla, "Ana Torres").await;
    carla.taps("Equipes da pessoa").await;
    carla.sees("Equipes de Ana Torres").await;
    carla.taps("✅ Vendas").await;
    carla.button("⬜️ Vendas").await;
    ana.sees_somewhere("Suas equipes agora: nenhum").await;
    ana.taps_data(panel, &before).await;
    ana.sees("Confira e envie").await;
    ana.taps("Iniciar atendimento").await;
    ana.sees("não está mais disponível para você").await;
    assert_eq!(world.cloud.accepted_count(), 0);
    let bruno = world.person(BRUNO);
    bruno.types("/equipe");
    bruno.sees("não está mais disponível para você").await;
    world.ends_well().await;
}
