//! Attendances as topics of the private chat: opened when they are taken, called after contact and team, closed off when
//! they are over, and opened anew when their person deleted them.

use super::talk::{OFFICIAL, Talk, UNOFFICIAL};
use super::walk::{MARIA, fill, open};
use crate::world::{ANA, CARLA, Person, World, within};
use balcao::demo::telegram::{ChatMessage, Fault, FaultKind};
use chrono::TimeDelta;

fn topics_of(world: &World, person: i64) -> Vec<String> {
    world.telegram.topics(person).into_iter().map(|(_, name, _)| name).collect()
}

/// Waits until a person's topics are called so, in the order in which they were opened.
async fn are_called(person: &Person, names: &[&str]) {
    person
        .until(&format!("the topics are called {names:?}"), |telegram| {
            let now: Vec<String> = telegram.topics(person.id).into_iter().map(|(_, name, _)| name).collect();
            (now == names).then_some(())
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_opened_for_who_takes_the_attendance_and_begins_with_the_card() {
    let world = World::with_topics().await;
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    world.cloud.say(MARIA, "Bom dia!").unwrap();
    world.cloud.say(MARIA, "Vocês abrem hoje?").unwrap();
    ana.sees("Vocês abrem hoje?").await;
    carla.sees("Vocês abrem hoje?").await;
    assert!(topics_of(&world, CARLA).is_empty(), "nobody has taken it");

    carla.taps("Assumir").await;
    let topic = carla.opens_topic("Maria Souza · Vendas").await;
    carla.sees("Vocês abrem hoje?").await;
    let chat = world.telegram.chat(CARLA);
    let inside: Vec<_> =
        chat.iter().filter(|one| one.thread == Some(topic) && !one.text.is_empty()).collect();
    assert!(inside[0].text.starts_with("🟢") && inside[0].text.contains("Carla Dias"), "{}", inside[0].text);
    assert!(inside[1].text.contains("Bom dia!") && inside[2].text.contains("abrem hoje"), "in order");
    // What stood in the chat says where it goes on, and cannot be tapped any more.
    let left = carla.sees_somewhere("Continua no tópico").await;
    assert!(left.thread.is_none() && left.keyboard.is_empty(), "{left:?}");
    ana.sees("Vendas · WhatsApp Oficial · Carla Dias").await;
    assert!(topics_of(&world, ANA).is_empty(), "it is Carla's");

    // A number is a text here like any other.
    carla.types("51 3333-4444");
    within("it reaches her", world.cloud.until(|cloud| (cloud.accepted_count() == 1).then_some(()))).await;
    assert_eq!(world.cloud.accepted()[0].body["text"]["body"], "51 3333-4444");
    // Every answer in a topic that answers nothing else counts as one to its first message.
    carla.replies(topic, "Abrimos às 9");
    within("so does this", world.cloud.until(|cloud| (cloud.accepted_count() == 2).then_some(()))).await;
    assert!(world.cloud.accepted()[1].body.get("context").is_none(), "it quotes nothing");
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_of_the_panel_is_answered_in_the_topic_and_nothing_of_it_reaches_the_contact() {
    let world = World::with_topics().await;
    let carla = world.person(CARLA);
    open(&world, &carla, MARIA).await;
    carla.opens_topic("Vendas").await;
    carla.sees("✓✓ entregue").await;
    carla.types("Oi!");
    carla.sees("Na fila (1)").await;
    carla.taps("Enviar modelo").await;
    carla.sees("Modelo de mensagem").await;
    fill(&carla, "pedido_confirmado").await;
    carla.types("Maria");
    carla.sees("(2/").await;
    assert_eq!(world.cloud.accepted_count(), 1, "only the template of the start");

    // She writes meanwhile: the question is out of sight, and what is typed may be for her.
    world.cloud.say(MARIA, "Já chegou?").unwrap();
    carla.sees("Já chegou?").await;
    within("the queue leaves", world.cloud.until(|cloud| (cloud.accepted_count() == 2).then_some(()))).await;
    carla.sees_somewhere("da fila").await;
    carla.types("1042");
    carla.sees("Enviar este texto para").await;
    assert_eq!(world.cloud.accepted_count(), 2);
    carla.taps("Enviar").await;
    within("it goes to her", world.cloud.until(|cloud| (cloud.accepted_count() == 3).then_some(()))).await;
    assert_eq!(world.cloud.accepted()[2].body["text"]["body"], "1042");
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_renamed_when_its_contact_is_and_when_the_attendance_is_over() {
    let world = World::with_topics().await;
    let carla = world.person(CARLA);
    open(&world, &carla, MARIA).await;
    are_called(&carla, &["+55 51 99999-8888 · Vendas"]).await;
    carla.types("51 99999-8888");
    carla.taps("Editar").await;
    carla.taps("✏️ Nome").await;
    carla.sees_somewhere("Nome do contato").await;
    carla.types("Maria da Farmácia");
    are_called(&carla, &["Maria da Farmácia · Vendas"]).await;
    carla.opens_topic("Vendas").await;
    carla.taps("Concluir").await;
    carla.taps("Dúvidas").await;
    carla.taps("Concluir sem nota").await;
    are_called(&carla, &["✔ Maria da Farmácia · Vendas"]).await;
    let last = carla.sees("🏁 Dúvidas").await;
    assert!(
        last.text.contains("enviadas: 1") && last.thread.is_some(),
        "the summary closes it off: {last:?}"
    );
    // What is typed there now goes nowhere.
    carla.types("Mais uma coisa");
    carla.sees_somewhere("já foi concluído").await;
    assert_eq!(world.cloud.accepted_count(), 1);
    // Who writes soon after goes on in the same topic.
    world.turn(TimeDelta::hours(1));
    world.cloud.say(MARIA, "Só mais uma coisa").unwrap();
    are_called(&carla, &["Maria da Farmácia · Vendas"]).await;
    carla.sees_somewhere("Só mais uma coisa").await;
    carla.types("Diga!");
    within("it goes on", world.cloud.until(|cloud| (cloud.accepted_count() == 2).then_some(()))).await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_its_person_deleted_is_opened_anew_once() {
    let talk = Talk::in_a_topic(UNOFFICIAL).await;
    let (world, carla) = (&talk.world, &talk.carla);
    let old = carla.opens_topic("Vendas").await;
    world.telegram.delete_topic(CARLA, old);
    for words in ["Oi!", "Tem azul?", "E verde?"] {
        world.evolution.say(MARIA, words).unwrap();
    }
    let last = carla.sees_somewhere("E verde?").await;
    let new = last.thread.expect("it stands in a topic");
    assert_ne!(new, old);
    let chat = world.telegram.chat(CARLA);
    let inside: Vec<_> = chat.iter().filter(|one| one.thread == Some(new) && !one.text.is_empty()).collect();
    assert!(inside[0].text.starts_with("🟢"), "the card comes first: {}", inside[0].text);
    assert!(inside.iter().any(|one| one.text.contains("Oi!")), "nothing is lost");
    assert_eq!(topics_of(world, CARLA).len(), 1, "and it is the only one");
    carla.opens_topic("Vendas").await;
    carla.types("Temos as duas");
    talk.she_sees("the answer", |one| one.body == "Temos as duas").await;
    talk.world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chat_that_takes_no_topics_goes_on_without() {
    let world = World::with_topics().await;
    let carla = world.person(CARLA);
    world.telegram.set_topics(false);
    world.cloud.say(MARIA, "Bom dia!").unwrap();
    carla.taps("Assumir").await;
    let said = carla.sees_somewhere("Bom dia!").await;
    assert!(said.thread.is_none());
    carla.taps("Responder").await;
    carla.sees_somewhere("vai para este contato").await;
    carla.types("Olá!");
    within("it reaches her", world.cloud.until(|cloud| (cloud.accepted_count() == 1).then_some(()))).await;
    assert!(topics_of(&world, CARLA).is_empty());
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_topic_is_waited_for_and_nothing_stands_outside_of_it() {
    let world = World::with_topics().await;
    let carla = world.person(CARLA);
    let fault =
        Fault { method: "createForumTopic".to_owned(), chat: None, times: 1, kind: FaultKind::ServerError };
    world.telegram.fail_next(fault);
    world.cloud.say(MARIA, "Bom dia!").unwrap();
    carla.taps("Assumir").await;
    carla
        .until("it is tried", |telegram| {
            telegram.requests().iter().any(|one| one.method == "createForumTopic").then_some(())
        })
        .await;
    world.turn(TimeDelta::minutes(1));
    let topic = carla.opens_topic("Maria Souza · Vendas").await;
    carla
        .until("it stands in the topic", |telegram| {
            let is_it = |one: &ChatMessage| one.thread == Some(topic) && one.text.contains("Bom dia!");
            telegram.chat(CARLA).iter().any(is_it).then_some(())
        })
        .await;
    let outside = |one: &ChatMessage| one.thread.is_none() && one.text.starts_with("💬");
    assert!(!world.telegram.chat(CARLA).iter().any(outside));
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_in_the_chat_after_a_start_starts_the_next_one() {
    let talk = Talk::in_a_topic(OFFICIAL).await;
    talk.carla.leaves_topic();
    talk.carla.types("51 98888-7777");
    talk.carla.taps("Conversar").await;
    talk.carla.sees("Enviar mensagem").await;
    assert_eq!(talk.world.cloud.accepted_count(), 1);
    talk.world.ends_well().await;
}
