//! The queue of an attendance: what waits is seen in its order, reordered and removed, and only what is left leaves.

use super::walk::{MARIA, all_told, at_rest, choose, open};
use crate::world::{CARLA, Person, World, within};
use balcao::demo::cloud::DemoCloud;
use chrono::TimeDelta;

/// The texts that were accepted on the official channel, in order.
fn texts(cloud: &DemoCloud) -> Vec<String> {
    let of = |one: &balcao::demo::cloud::Accepted| one.body["text"]["body"].as_str().map(str::to_owned);
    cloud.accepted().iter().filter_map(of).collect()
}

/// Carla wrote these while the window was closed.
async fn holding(world: &World, said: &[&str]) -> Person {
    let carla = world.person(CARLA);
    open(world, &carla, MARIA).await;
    carla.sees("✓✓ entregue").await;
    carla.enters("Vendas").await;
    carla.taps("Responder").await;
    carla.sees("o que você escrever entra na fila").await;
    for (text, count) in said.iter().zip(1..) {
        carla.types(text);
        carla.sees(&format!("Na fila ({count})")).await;
    }
    carla
}

async fn leave(world: &World, wanted: &[&str]) {
    world.cloud.say(MARIA, "Oi!").unwrap();
    let all = wanted.len();
    let left = world.cloud.until(|cloud| (texts(cloud).len() == all).then_some(()));
    within("what is left of the queue leaves", left).await;
    assert_eq!(texts(&world.cloud), wanted);
}

both_ways! { async fn what_waits_is_reordered_and_removed_and_the_rest_leaves_in_the_new_order(world) {
    let carla = holding(&world, &["Primeiro", "Segundo", "Terceiro"]).await;
    carla.taps("Ver fila").await;
    carla.sees("3 mensagens saem nesta ordem").await;
    assert_eq!(carla.buttons()[..3], ["1. Primeiro", "2. Segundo", "3. Terceiro"]);
    carla.taps("3. Terceiro").await;
    carla.sees("Mensagem 3 de 3").await;
    carla.taps("Sair antes").await;
    carla.sees("Mensagem 2 de 3").await;
    carla.taps("Sair antes").await;
    carla.sees("Mensagem 1 de 3").await;
    carla.taps("Voltar").await;
    carla.sees("3 mensagens saem nesta ordem").await;
    assert_eq!(carla.buttons()[..3], ["1. Terceiro", "2. Primeiro", "3. Segundo"]);
    carla.taps("2. Primeiro").await;
    carla.sees("Mensagem 2 de 3").await;
    carla.taps("Remover").await;
    let list = carla.sees("Removida da fila").await;
    assert!(list.text.contains("2 mensagens saem nesta ordem"), "{}", list.text);
    carla.sees_somewhere("2 mensagens na fila").await;
    // Her own message carries no mark any more: it is not on its way.
    let unmarked =
        |one: &balcao::demo::telegram::ChatMessage| one.text == "Primeiro" && one.reactions.is_empty();
    carla.until("the mark is gone", |telegram| telegram.chat(CARLA).iter().any(unmarked).then_some(())).await;
    leave(&world, &["Terceiro", "Segundo"]).await;
    world.ends_well().await;
} }

both_ways! { async fn the_queue_is_there_from_the_card_and_from_the_command_and_leads_to_a_template(world) {
    let carla = holding(&world, &["Primeiro"]).await;
    carla.taps("Menu").await;
    carla.types("/fila");
    carla.sees("1 atendimento com mensagens").await;
    carla.taps("99999-8888 · ⏳").await;
    carla.sees("1 mensagem sai quando o contato escrever").await;
    carla.taps("Voltar").await;
    carla.sees("o que você escrever entra na fila").await;
    carla.taps("Ver fila").await;
    carla.sees("1 mensagem sai").await;
    carla.taps("Enviar modelo").await;
    carla.sees("Modelo de mensagem").await;
    carla.taps("Cancelar").await;
    carla.button("Continuar de onde parou").await;
    let card = carla.sees_somewhere("WhatsApp Oficial · Carla").await;
    let queue = card.keyboard.iter().flatten().find(|button| button.text.contains("Fila")).unwrap();
    carla.taps_data(card.message_id, queue.data.as_deref().unwrap()).await;
    carla.sees("1 mensagem sai").await;
    leave(&world, &["Primeiro"]).await;
    world.ends_well().await;
} }

both_ways! { async fn what_has_left_meanwhile_is_neither_removed_nor_sent_twice(world) {
    let carla = holding(&world, &["Primeiro", "Segundo"]).await;
    carla.taps("Ver fila").await;
    carla.taps("1. Primeiro").await;
    let panel = carla.sees("Mensagem 1 de 2").await;
    let remove =
        panel.keyboard.iter().flatten().find(|button| button.text.contains("Remover")).unwrap().clone();
    leave(&world, &["Primeiro", "Segundo"]).await;
    carla.taps_data(panel.message_id, remove.data.as_deref().unwrap()).await;
    let list = carla.sees_somewhere("não está mais na fila").await;
    assert!(list.text.contains("Nada esperando para sair"), "{}", list.text);
    world.turn(TimeDelta::minutes(1));
    assert_eq!(texts(&world.cloud), ["Primeiro", "Segundo"]);
    world.ends_well().await;
} }

#[tokio::test(flavor = "multi_thread")]
async fn it_reads_the_same_in_english_and_spanish() {
    for (language, title, removed) in [
        ("en", "leave in this order when the contact writes", "Removed from the queue"),
        ("es", "salen en este orden cuando el contacto escriba", "Quitado de la cola"),
    ] {
        let world = World::new().await;
        let carla = holding(&world, &["Primeiro", "Segundo"]).await;
        carla.types("/idioma");
        carla.taps(if language == "en" { "English" } else { "Español" }).await;
        carla.types("/fila");
        carla.taps("99999-8888 · ⏳").await;
        carla.sees(title).await;
        carla.taps("1. Primeiro").await;
        carla.taps("🗑").await;
        carla.sees(removed).await;
        world.ends_well().await;
    }
}

both_ways! { async fn a_template_does_not_let_go_what_waits_for_an_answer(world) {
    let carla = holding(&world, &["Primeiro"]).await;
    carla.taps("Enviar modelo").await;
    choose(&carla, "retomar_contato").await;
    carla.sees("Confira e envie").await;
    carla.taps("Iniciar atendimento").await;
    within("it is accepted", world.cloud.until(|cloud| (cloud.accepted_count() == 2).then_some(()))).await;
    all_told(&world).await;
    carla.sees_somewhere("1 mensagem na fila").await;
    at_rest(&world).await;
    assert_eq!(carla.count("voltou para a fila"), 0, "it never left it");
    leave(&world, &["Primeiro"]).await;
    world.ends_well().await;
} }
