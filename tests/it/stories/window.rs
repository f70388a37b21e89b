//! The 24 hours after a contact wrote: what waits for them, in which order it leaves, and to whom a text goes.

use super::walk::{MARIA, in_portuguese, open, open_unofficial};
use crate::world::{ANA, BRUNO, CARLA, Person, World, within};
use balcao::demo::cloud::DemoCloud;
use balcao::demo::wire::{Failure, Target};
use chrono::TimeDelta;

const JOAO: &str = "5511988887777";

/// The texts that were accepted on the official channel, in order.
fn texts(cloud: &DemoCloud) -> Vec<String> {
    let of = |one: &balcao::demo::cloud::Accepted| one.body["text"]["body"].as_str().map(str::to_owned);
    cloud.accepted().iter().filter_map(of).collect()
}

/// Opens an attendance with a template and types into it while its window is closed.
async fn with_two_held(world: &World) -> Person {
    let carla = world.person(CARLA);
    open(world, &carla, MARIA).await;
    carla.sees("✓✓ entregue").await;
    carla.enters("Vendas").await;
    carla.taps("Responder").await;
    carla.sees("o que você escrever entra na fila").await;
    carla.types("Primeiro");
    carla.sees("Na fila (1)").await;
    carla.types("Segundo");
    carla.sees("Na fila (2)").await;
    carla.sees_somewhere("2 mensagens na fila").await;
    assert_eq!(texts(&world.cloud), Vec::<String>::new());
    carla
}

both_ways! { async fn what_is_typed_while_the_window_is_closed_waits_and_leaves_in_order_when_the_contact_writes(world) {
    let carla = with_two_held(&world).await;
    carla.types("/fila");
    carla.sees("1 atendimento com mensagens").await;
    world.turn(TimeDelta::hours(3));
    world.cloud.say(MARIA, "Oi!").unwrap();
    within("both are accepted", world.cloud.until(|cloud| (texts(cloud).len() == 2).then_some(()))).await;
    assert_eq!(texts(&world.cloud), ["Primeiro", "Segundo"]);
    carla.sees_somewhere("2 mensagens da fila estão saindo").await;
    carla.sees_somewhere("Oi!").await;
    carla
        .until("the card says that both are delivered and the window is open", |telegram| {
            let says = |text: &str| {
                text.contains("✓✓ entregue") && text.contains("janela aberta até") && !text.contains("na fila")
            };
            telegram.chat(CARLA).iter().any(|one| one.from_bot && says(&one.text)).then_some(())
        })
        .await;
    // With the window open what is typed leaves at once.
    carla.taps("Responder").await;
    carla.types("Terceiro");
    within("it is accepted", world.cloud.until(|cloud| (texts(cloud).len() == 3).then_some(()))).await;
    world.ends_well().await;
} }

#[tokio::test(flavor = "multi_thread")]
async fn the_next_leaves_only_after_the_one_before_was_accepted() {
    let world = World::new().await;
    let _carla = with_two_held(&world).await;
    world.cloud.fail_next(Target::Sends, 1, Failure::Code(130_429));
    world.cloud.say(MARIA, "Oi!").unwrap();
    world.until_next_try(world.clock.now() + TimeDelta::seconds(2)).await;
    assert_eq!(texts(&world.cloud), Vec::<String>::new(), "the second does not overtake the first");
    world.turn(TimeDelta::seconds(2));
    within("both are accepted", world.cloud.until(|cloud| (texts(cloud).len() == 2).then_some(()))).await;
    assert_eq!(texts(&world.cloud), ["Primeiro", "Segundo"]);
    world.ends_well().await;
}

both_ways! { async fn after_24_hours_it_waits_again(world) {
    let carla = world.person(CARLA);
    open(&world, &carla, MARIA).await;
    carla.sees("✓✓ entregue").await;
    world.cloud.say(MARIA, "Oi!").unwrap();
    carla.sees_somewhere("janela aberta até").await;
    carla.sees_somewhere("Oi!").await;
    world.turn(TimeDelta::hours(24) + TimeDelta::seconds(1));
    carla.enters("Vendas").await;
    carla.taps("Responder").await;
    carla.sees("o que você escrever entra na fila").await;
    carla.types("Tarde demais?");
    carla.sees("Na fila (1)").await;
    assert_eq!(texts(&world.cloud), Vec::<String>::new());
    world.ends_well().await;
} }

#[tokio::test(flavor = "multi_thread")]
async fn after_15_minutes_a_text_is_asked_about_before_it_goes_anywhere() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    open_unofficial(&carla, MARIA).await;
    carla.types("Oi, Maria");
    within("it is accepted", world.evolution.until(|one| (one.accepted_count() == 1).then_some(()))).await;
    world.turn(TimeDelta::minutes(14));
    carla.types("Ainda aqui");
    within("it is accepted", world.evolution.until(|one| (one.accepted_count() == 2).then_some(()))).await;
    // The time runs from the last use.
    world.turn(TimeDelta::minutes(16));
    carla.types("Para quem é isto?");
    let asked = carla.sees("Enviar este texto para").await;
    assert!(
        asked.text.contains("+55 51 99999-8888") && asked.text.contains("Para quem é isto?"),
        "{}",
        asked.text
    );
    assert_eq!(world.evolution.accepted_count(), 2);
    carla.taps("Cancelar").await;
    carla.sees("Olá, Carla").await;
    assert_eq!(world.evolution.accepted_count(), 2);

    carla.types("/menu");
    carla.taps("Responder").await;
    carla.sees("vai para este contato").await;
    world.turn(TimeDelta::minutes(16));
    carla.types("Este sim");
    carla.sees("Enviar este texto para").await;
    carla.taps("Enviar").await;
    within("it is accepted", world.evolution.until(|one| (one.accepted_count() == 3).then_some(()))).await;
    assert_eq!(world.evolution.accepted().pop().unwrap().body["text"], "Este sim");
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_a_message_goes_to_the_attendance_of_that_message_whatever_is_current() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    open_unofficial(&carla, MARIA).await;
    let marias_card = carla.sees("Vendas · Loja Centro").await;
    let own = carla.types("Oi, Maria");
    within("it is accepted", world.evolution.until(|one| (one.accepted_count() == 1).then_some(()))).await;
    open_unofficial(&carla, JOAO).await;
    carla.types("Oi, João");
    within("it is accepted", world.evolution.until(|one| (one.accepted_count() == 2).then_some(()))).await;
    world.evolution.say(MARIA, "Quanto custa?").unwrap();
    let asked = carla.sees_somewhere("Quanto custa?").await;
    // Her card comes after it.
    carla
        .until("her card tells that she wrote", |telegram| {
            telegram.message(CARLA, marias_card.message_id).filter(|card| card.text.contains("respondeu"))
        })
        .await;
    for (n, (to, text)) in (3..).zip([
        (asked.message_id, "Custa dez"),
        (marias_card.message_id, "e entrego hoje"),
        (own, "se quiser"),
    ]) {
        carla.replies(to, text);
        within("it is accepted", world.evolution.until(|one| (one.accepted_count() == n).then_some(())))
            .await;
        let sent = world.evolution.accepted().pop().unwrap();
        assert_eq!(
            (sent.body["text"].as_str(), sent.body["number"].as_str()),
            (Some(text), Some("555199998888@s.whatsapp.net"))
        );
    }
    world.ends_well().await;
}

/// Whether the contact was told that a message was read.
fn told_read(cloud: &DemoCloud) -> bool {
    cloud.requests().iter().any(|one| one.body.contains("\"status\":\"read\""))
}

/// A contact nobody knows writes; Carla and Ana of the team that receives see the card with what was written.
async fn somebody_writes() -> World {
    let mut world = in_portuguese().await;
    world.start().await;
    she_writes(&world).await;
    world
}

async fn she_writes(world: &World) {
    world.cloud.say(MARIA, "Oi, vocês abrem hoje?").unwrap();
    for id in [CARLA, ANA] {
        let card = world.person(id).sees("Oi, vocês abrem hoje?").await;
        assert!(card.text.contains("Maria Souza") && card.text.contains("Vendas"), "{}", card.text);
        world.person(id).button("Assumir").await;
    }
}

both_ways! { async fn a_contact_who_writes_first_waits_for_the_team_and_the_first_to_take_it_has_it(world) {
    she_writes(&world).await;
    let (carla, ana, bruno) = (world.person(CARLA), world.person(ANA), world.person(BRUNO));
    assert_eq!(bruno.transcript(), "", "another team hears nothing");
    let (carlas, take) = carla.button("Assumir").await;
    let forged = bruno.taps_data(carlas, &take).await;
    assert_eq!(forged.as_deref(), Some("Você não pode fazer isso"));
    world.cloud.say(MARIA, "É para um presente.").unwrap();
    carla.sees("É para um presente.").await;
    assert!(!told_read(&world.cloud), "nobody has taken it");

    ana.taps("Assumir").await;
    let card = ana.sees_somewhere("Vendas · WhatsApp Oficial · Ana").await;
    assert!(card.keyboard.iter().flatten().any(|one| one.text.contains("Responder")), "{card:?}");
    let told = carla.sees_somewhere("Vendas · WhatsApp Oficial · Ana").await;
    let offers: Vec<_> = told.keyboard.iter().flatten().map(|one| one.text.as_str()).collect();
    assert_eq!(offers, ["🙋 Assumir", "➕ Mais"], "a manager may take it over and look, and nothing else");
    assert_eq!(carla.taps_data(carlas, &take).await.as_deref(), Some("Já foi feito"));

    // All that was written comes to who has it now, and an answer to it goes back.
    ana.sees_somewhere("É para um presente.").await;
    let first = ana.sees_somewhere("Oi, vocês abrem hoje?").await;
    ana.replies(first.message_id, "Abrimos até as 18h");
    within("it is accepted", world.cloud.until(|cloud| (texts(cloud).len() == 1).then_some(()))).await;
    within("the contact learns that it was read", world.cloud.until(|cloud| told_read(cloud).then_some(())))
        .await;
    world.ends_well().await;
} }

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_take_it_at_once_one_has_it_and_the_other_is_told() {
    let world = somebody_writes().await;
    let mut taps = Vec::new();
    for id in [CARLA, ANA] {
        let (message, data) = world.person(id).button("Assumir").await;
        taps.push(world.telegram.tap(id, message, &data));
    }
    let answers = world.telegram.until(|telegram| {
        let all: Option<Vec<_>> = taps.iter().map(|tap| telegram.answer_to(tap)).collect();
        all
    });
    let answers = within("both are answered", answers).await;
    let told = answers.iter().filter(|one| one.text.as_deref() == Some("Já foi feito")).count();
    assert_eq!(told, 1, "{answers:?}");
    world.person(CARLA).types("/atendimentos");
    world.person(ANA).types("/atendimentos");
    let counts = within(
        "both lists are there",
        world.telegram.until(|telegram| {
            let has = |id| telegram.last(id).map(|one| one.text).filter(|text| text.contains("Meus ("));
            Some([has(CARLA)?, has(ANA)?])
        }),
    )
    .await;
    assert_eq!(counts.iter().filter(|one| one.contains("Meus (1)")).count(), 1, "{counts:?}");
    world.ends_well().await;
}

both_ways! { async fn the_end_of_the_window_is_counted_down_and_said_once(world) {
    let carla = world.person(CARLA);
    open(&world, &carla, MARIA).await;
    carla.sees("✓✓ entregue").await;
    world.cloud.say(MARIA, "Oi!").unwrap();
    carla.sees_somewhere("janela aberta até").await;
    world.turn(TimeDelta::hours(22) + TimeDelta::minutes(1));
    carla.sees_somewhere("janela fecha em").await;
    let warnings = || {
        let chat = world.telegram.chat(CARLA);
        chat.iter().filter(|one| one.text.contains("Depois disso, só com modelo")).count()
    };
    assert_eq!(warnings(), 0);
    world.turn(TimeDelta::minutes(90));
    carla.sees_somewhere("Depois disso, só com modelo").await;
    // Who writes again opens it anew, and nothing is said of the old one.
    world.cloud.say(MARIA, "Ainda aí?").unwrap();
    carla.sees_somewhere("Ainda aí?").await;
    world.turn(TimeDelta::hours(1));
    carla.sees_somewhere("janela aberta até").await;
    assert_eq!(warnings(), 1);
    world.ends_well().await;
} }

#[tokio::test(flavor = "multi_thread")]
async fn who_deletes_what_they_wrote_opens_no_window() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    open(&world, &carla, MARIA).await;
    carla.sees("✓✓ entregue").await;
    let written = world.cloud.say(MARIA, "Oi!").unwrap();
    carla.sees_somewhere("janela aberta até").await;
    carla.sees_somewhere("Oi!").await;
    world.turn(TimeDelta::hours(25));
    carla.taps("Responder").await;
    carla.sees("o que você escrever entra na fila").await;
    carla.types("Fica na fila");
    carla.sees("Na fila (1)").await;
    world.cloud.send_raw(MARIA, "revoke", serde_json::json!({"original_message_id": written})).unwrap();
    carla.sees_somewhere("apagou esta mensagem").await;
    assert_eq!(texts(&world.cloud), Vec::<String>::new());
    world.ends_well().await;
}
