//! The contact writes first: who is told, and what; and what becomes of it, on either channel.

use super::walk::MARIA;
use crate::world::{ANA, BRUNO, CARLA, World, within};
use balcao::demo::handset::MessageView;

both_ways! { async fn who_may_take_it_sees_the_first_words_and_the_number_as_people_dial_it(world) {
    let carla = world.person(CARLA);
    // WhatsApp knows them as 521 55 1234 5678 and as 55 31 8765-4321.
    for (contact, words, shown) in [
        ("525512345678", "Hola, <b>¿tienen</b> stock?", "+52 55 1234 5678"),
        ("5531987654321", "Bom dia! Vocês abrem hoje?", "+55 31 98765-4321"),
    ] {
        world.cloud.say(contact, words);
        let card = carla.sees(words).await;
        assert!(card.text.contains(shown), "{}", card.text);
        assert!(card.text.contains("💬 escreveu"), "{}", card.text);
        assert!(card.text.contains("Vendas · WhatsApp Oficial"), "{}", card.text);
    }
    world.person(ANA).sees("Bom dia! Vocês abrem hoje?").await;
    let menus = |message: &balcao::demo::telegram::ChatMessage| message.text.contains("Bom dia!");
    assert!(!world.telegram.chat(BRUNO).iter().any(menus), "Bruno is not in Vendas");

    carla.taps("Assumir").await;
    let card = carla.sees_somewhere("Vendas · WhatsApp Oficial · Carla").await;
    assert!(card.text.contains("🟢"), "{}", card.text);
    world.person(ANA).sees("Vendas · WhatsApp Oficial · Carla").await;
    world.ends_well().await;
} }

/// What Maria's phone shows of the shop's own words, on the unofficial channel.
async fn she_reads(world: &World, words: &str) {
    let has = |one: &MessageView| !one.from_contact && one.body == words;
    let got = world.evolution.until(|server| server.phone(MARIA)?.messages.iter().any(has).then_some(()));
    within(&format!("she reads {words}"), got).await;
}

both_ways! { async fn on_the_unofficial_channel_it_is_taken_handed_over_concluded_and_taken_up_again(world) {
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    world.evolution.say(MARIA, "Tem o vaso azul?").unwrap();
    for person in [&carla, &ana] {
        person.sees_somewhere("Tem o vaso azul?").await;
        person.sees_somewhere("Vendas · Loja Centro").await;
    }
    carla.taps("Assumir").await;
    carla.sees_somewhere("Vendas · Loja Centro · Carla Dias").await;
    ana.sees_somewhere("Vendas · Loja Centro · Carla Dias").await;
    carla.enters("Vendas").await;
    carla.taps("Transferir").await;
    carla.sees("Para qual equipe ou pessoa?").await;
    carla.taps("👤 Ana Torres").await;
    ana.sees_somewhere("quer passar para você o atendimento de").await;
    ana.taps("Aceitar").await;
    carla.sees_somewhere("Ana Torres aceitou o atendimento de").await;
    ana.sees_somewhere("Vendas · Loja Centro · Ana Torres").await;
    ana.enters("Vendas").await;
    ana.taps("Responder").await;
    ana.types("Tem, sim!");
    she_reads(&world, "Tem, sim!").await;
    ana.taps("Concluir").await;
    ana.taps("Objetivo atingido").await;
    ana.taps("Concluir sem nota").await;
    ana.sees_somewhere("oncluído").await;
    // Within twelve hours it goes on with Ana; Carla is not asked.
    world.evolution.say(MARIA, "Obrigada!").unwrap();
    ana.sees_somewhere("Obrigada!").await;
    assert!(!carla.transcript().contains("Obrigada!"), "{}", carla.transcript());
    world.ends_well().await;
} }
