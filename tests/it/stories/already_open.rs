//! The contact is being attended already: mine, a colleague's, another team's; and two who start at once.

use super::walk::{self, MARIA, choose, in_portuguese, open, send, to_channels, to_templates};
use crate::world::{ANA, BRUNO, CARLA, Person, World, within};

/// A service whose people all read Portuguese.
async fn world() -> World {
    let mut world = in_portuguese().await;
    world.start().await;
    world
}

/// Opens an attendance with Maria as Ana, and asks for it as Carla. Ana's message with the question, and the buttons' data.
async fn asked(world: &World) -> (Person, Person, i32, String, String) {
    let (ana, carla) = (world.person(ANA), world.person(CARLA));
    open(world, &ana, MARIA).await;
    ana.sees("✓✓ entregue").await;
    to_channels(&carla, MARIA).await;
    carla.taps("WhatsApp Oficial").await;
    let taken = carla.sees("está atendendo este contato desde").await;
    assert!(taken.text.contains("Ana Torres (Vendas)"), "{}", taken.text);
    assert!(!carla.buttons().iter().any(|one| one.contains("Abrir")), "{:?}", carla.buttons());
    carla.taps("Pedir transferência").await;
    carla.sees("Pedido enviado a Ana Torres").await;
    let question = ana.sees_somewhere("Carla Dias pede o atendimento de").await;
    assert!(question.text.contains("+55 51 99999-8888"), "{}", question.text);
    let (message, accept) = ana.button("Aceitar").await;
    let (same, decline) = ana.button("Recusar").await;
    assert_eq!((message, same), (question.message_id, question.message_id));
    (ana, carla, message, accept, decline)
}

#[tokio::test(flavor = "multi_thread")]
async fn mine_is_opened_again_as_its_card_and_nothing_is_sent() {
    let world = world().await;
    let carla = world.person(CARLA);
    open(&world, &carla, MARIA).await;
    carla.sees("✓✓ entregue").await;
    // The same person without the ninth digit.
    to_channels(&carla, "555199998888").await;
    carla.taps("WhatsApp Oficial").await;
    carla.sees("Você já está atendendo este contato").await;
    carla.taps("Abrir").await;
    let card = carla.sees("Vendas · WhatsApp Oficial · Carla").await;
    assert!(card.keyboard.iter().flatten().any(|one| one.text.contains("Responder")), "{card:?}");
    assert_eq!(world.cloud.accepted_count(), 1);
    // On the other channel nobody attends them.
    to_channels(&carla, MARIA).await;
    carla.taps("Loja Centro").await;
    carla.sees("Vendas · Loja Centro · Carla").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_who_accepts_hands_it_over_and_nobody_else_can_answer() {
    let world = world().await;
    let (ana, carla, message, accept, decline) = asked(&world).await;
    let bruno = world.person(BRUNO);
    for forger in [&bruno, &carla] {
        let said = forger.taps_data(message, &accept).await;
        assert_eq!(said.as_deref(), Some("Você não pode fazer isso"), "{}", forger.id);
    }
    ana.sees_somewhere("Vendas · WhatsApp Oficial · Ana").await;

    ana.taps("Aceitar").await;
    carla.sees_somewhere("agora é seu").await;
    let card = carla.sees_somewhere("Vendas · WhatsApp Oficial · Carla").await;
    assert!(card.keyboard.iter().flatten().any(|one| one.text.contains("Responder")), "{card:?}");
    let old = ana.sees_somewhere("Vendas · WhatsApp Oficial · Carla").await;
    assert!(old.keyboard.is_empty(), "Ana does not handle it any more: {old:?}");
    for late in [&accept, &decline] {
        assert_eq!(ana.taps_data(message, late).await.as_deref(), Some("Já foi feito"));
    }
    carla.types("/atendimentos");
    carla.sees("Meus (1)").await;
    assert_eq!(world.cloud.accepted_count(), 1);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_who_declines_keeps_it_and_the_other_is_told() {
    let world = world().await;
    let (ana, carla, ..) = asked(&world).await;
    ana.taps("Recusar").await;
    carla.sees_somewhere("continua com quem já estava").await;
    ana.types("/atendimentos");
    ana.sees("Meus (1)").await;
    carla.types("/atendimentos");
    carla.sees("Meus (0)").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_teams_attendance_is_said_without_a_name() {
    let world = world().await;
    let (bruno, ana) = (world.person(BRUNO), world.person(ANA));
    to_channels(&bruno, MARIA).await;
    // The official channel is the only one of his teams.
    bruno.sees("Selecione uma equipe").await;
    bruno.taps("Suporte").await;
    bruno.sees("Modelo de mensagem").await;
    choose(&bruno, "retomar_contato").await;
    send(&world, &bruno).await;

    to_channels(&ana, MARIA).await;
    ana.taps("WhatsApp Oficial").await;
    ana.sees("Outra equipe está atendendo este contato agora").await;
    assert!(
        !ana.buttons().iter().any(|one| one.contains("Pedir") || one.contains("Abrir")),
        "{:?}",
        ana.buttons()
    );
    let said = ana.transcript();
    assert!(!said.contains("Bruno") && !said.contains("Suporte"), "{said}");
    world.ends_well().await;
}

/// Both tap at the same moment; neither waits for the other.
async fn at_once(world: &World, label: &str) {
    for person in [CARLA, ANA].map(|id| world.person(id)) {
        let (message, data) = person.button(label).await;
        world.telegram.tap(person.id, message, &data);
    }
}

/// One of them has the card, the other was told who.
async fn one_has_it(world: &World, channel: &str) {
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    let has_card = |id: i64, name: &str| {
        world.telegram.chat(id).iter().any(|one| one.text.contains(&format!("{channel} · {name}")))
    };
    let told =
        |id: i64| world.telegram.last(id).is_some_and(|one| one.text.contains("está atendendo este contato"));
    within(
        "one has it and the other is told",
        world.telegram.until(|_telegram| {
            let carla_has = has_card(carla.id, "Carla") && told(ana.id);
            let ana_has = has_card(ana.id, "Ana") && told(carla.id);
            (carla_has != ana_has).then_some(())
        }),
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_start_with_the_same_new_contact_one_has_it_and_the_other_is_told() {
    let world = world().await;
    for person in [CARLA, ANA].map(|id| world.person(id)) {
        to_templates(&person, "5511912345678").await;
        choose(&person, "retomar_contato").await;
        person.sees("Confira e envie").await;
    }
    at_once(&world, "Iniciar atendimento").await;
    one_has_it(&world, "WhatsApp Oficial").await;
    within("a template is accepted", world.cloud.until(|cloud| (cloud.accepted_count() > 0).then_some(())))
        .await;
    walk::all_told(&world).await;
    assert_eq!(world.cloud.accepted_count(), 1, "the contact got one message");
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_on_an_unofficial_channel_where_the_number_is_checked_first() {
    let world = world().await;
    for person in [CARLA, ANA].map(|id| world.person(id)) {
        to_channels(&person, "5511912345678").await;
        person.button("Loja Centro").await;
    }
    world.evolution.switch(|switches| switches.delay_ms = 100);
    at_once(&world, "Loja Centro").await;
    one_has_it(&world, "Loja Centro").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_who_files_the_contact_meanwhile_is_no_obstacle() {
    let world = world().await;
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    for person in [&carla, &ana] {
        person.types("/start n5511912345678");
        person.taps("Novo contato").await;
        person.sees("Nome do contato").await;
    }
    ana.types("Joana");
    ana.sees("Digite o e-mail").await;
    ana.taps("Salvar").await;
    ana.sees("Salvo").await;
    carla.types("Joana Prado");
    let saved = carla.sees("Salvo").await;
    assert!(saved.text.contains("Joana Prado"), "{}", saved.text);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_window_offers_to_open_without_a_template_and_what_is_typed_then_leaves() {
    let world = world().await;
    let carla = world.person(CARLA);
    open(&world, &carla, MARIA).await;
    carla.sees("✓✓ entregue").await;
    world.cloud.say(MARIA, "Oi, pode falar!").unwrap();
    carla.sees_somewhere("Oi, pode falar!").await;
    carla.taps("Concluir").await;
    carla.taps("Objetivo atingido").await;
    carla.taps("Concluir sem nota").await;
    carla.sees("Atendimento concluído").await;

    to_channels(&carla, MARIA).await;
    carla.taps("WhatsApp Oficial").await;
    carla.sees("Selecione uma equipe").await;
    carla.taps("Vendas").await;
    let offered = carla.sees("Janela aberta até").await;
    assert!(offered.text.contains("dá para conversar sem modelo"), "{}", offered.text);
    carla.button("Escolher um modelo").await;
    carla.taps("Abrir sem modelo").await;
    carla.sees("Vendas · WhatsApp Oficial · Carla").await;
    carla.types("Voltei com a resposta.");
    within("it is accepted", world.cloud.until(|cloud| (cloud.accepted_count() == 2).then_some(()))).await;
    let sent = world.cloud.accepted().pop().unwrap();
    assert_eq!((sent.kind.as_str(), &sent.body["text"]["body"]), ("text", &"Voltei com a resposta.".into()));
    world.ends_well().await;
}
