//! From "sent" to "read", and everything that can go wrong between: in words, with a way out, and never twice.

use super::talk::OFFICIAL;
use super::walk::{MARIA, all_told, choose, open, open_unofficial, started_in_portuguese, to_templates};
use crate::world::{CARLA, Person, World, within};
use balcao::demo::cloud::{Accepted, DemoCloud, Status};
use balcao::demo::telegram::ChatMessage;
use balcao::demo::wire::{Failure, Target, WebhookSwitches};
use chrono::TimeDelta;

const RECEIPTS: [Status; 3] = [Status::Sent, Status::Delivered, Status::Read];

/// How often somebody tried to send.
fn tries(cloud: &DemoCloud) -> usize {
    cloud.requests().iter().filter(|one| one.method == "POST" && one.path.ends_with("/messages")).count()
}

fn offers(card: &ChatMessage, label: &str) -> bool {
    card.keyboard.iter().flatten().any(|button| button.text.contains(label))
}

/// Waits until the message says something no more.
async fn no_more(person: &Person, message: i32, words: &str) -> ChatMessage {
    person
        .until(&format!("«{words}» is gone"), |telegram| {
            telegram.message(person.id, message).filter(|one| !one.text.contains(words))
        })
        .await
}

both_ways! { async fn the_card_climbs_with_the_message_and_never_goes_back(world) {
    let carla = world.person(CARLA);
    world.cloud.switch(|switches| switches.auto_receipts = false);
    let sent = open(&world, &carla, MARIA).await;
    let card = carla.sees("✓ enviada").await;
    world.cloud.report(&sent.id, Status::Delivered);
    carla.sees("✓✓ entregue").await;
    world.cloud.report(&sent.id, Status::Read);
    carla.sees("✓✓ lida").await;
    for late in [Status::Sent, Status::Delivered, Status::Failed(131_026)] {
        world.cloud.report(&sent.id, late);
    }
    all_told(&world).await;
    let now = world.telegram.message(CARLA, card.message_id).unwrap();
    assert!(now.text.contains("✓✓ lida"), "one card, edited in place: {}", now.text);
    world.ends_well().await;
} }

each_way! { async fn receipts_in_any_order_twice_or_in_one_body_end_in_the_same_card(has_topics) {
    let plain = WebhookSwitches::default();
    for switches in [
        WebhookSwitches { reorder: true, ..plain },
        WebhookSwitches { duplicate: true, ..plain },
        WebhookSwitches { batch: true, ..plain },
        WebhookSwitches { reorder: true, duplicate: true, batch: true, ..plain },
    ] {
        let world = started_in_portuguese(has_topics).await;
        let carla = world.person(CARLA);
        world.cloud.switch(|now| {
            now.auto_receipts = false;
            now.webhooks.hold = true;
        });
        let sent = open(&world, &carla, MARIA).await;
        carla.sees("✓ enviada").await;
        for status in RECEIPTS {
            world.cloud.report(&sent.id, status);
        }
        assert_eq!(world.cloud.webhooks_held(), 3);
        world.cloud.switch(|now| now.webhooks = switches);
        carla.sees("✓✓ lida").await;
        all_told(&world).await;
        let card = carla.sees("✓✓ lida").await;
        assert!(!card.text.contains("não enviada"), "{switches:?}: {}", card.text);
        assert_eq!(world.cloud.accepted_count(), 1);
        world.ends_well().await;
    }
} }

both_ways! { async fn each_failure_is_said_in_words_with_what_can_be_done(world) {
    let carla = world.person(CARLA);
    let failures: [(u32, &str, &[&str]); 7] = [
        (131_026, "não conseguiu entregar", &["Corrigir número", "Tentar de novo"]),
        (131_049, "preferiu não entregar marketing", &["Trocar modelo"]),
        (131_050, "não aceita mais mensagens de marketing", &["Trocar modelo"]),
        (131_042, "sem forma de pagamento", &["Tentar de novo"]),
        (130_472, "em um teste da Meta", &["Trocar modelo"]),
        (132_015, "pausou este modelo", &["Trocar modelo", "Tentar de novo"]),
        (999_999, "sem um motivo conhecido", &["Tentar de novo"]),
    ];
    for (n, (code, words, labels)) in (0..).zip(failures) {
        let number = format!("551198888000{n}");
        world.cloud.switch(|switches| {
            switches.delivery_failures.insert(number.clone(), code);
        });
        open(&world, &carla, &number).await;
        let card = carla.sees(words).await;
        assert!(card.text.contains("não enviada"), "{}", card.text);
        for label in ["Corrigir número", "Tentar de novo", "Trocar modelo"] {
            assert_eq!(offers(&card, label), labels.contains(&label), "{code} {label}: {card:?}");
        }
    }
    world.ends_well().await;
} }

both_ways! { async fn tentar_de_novo_sends_the_same_once_more(world) {
    let carla = world.person(CARLA);
    world.cloud.switch(|switches| {
        switches.delivery_failures.insert(MARIA.to_owned(), 131_026);
    });
    open(&world, &carla, MARIA).await;
    let card = carla.sees("não conseguiu entregar").await;
    world.cloud.switch(|switches| switches.delivery_failures.clear());
    let (message, data) = carla.button("Tentar de novo").await;
    assert_eq!(message, card.message_id);
    // A double tap: the second finds that it was done.
    world.telegram.tap(CARLA, message, &data);
    let second = carla.taps_data(message, &data).await;
    assert_eq!(second.as_deref(), Some("Já foi feito"));
    let card = carla.sees("✓✓ entregue").await;
    assert!(!offers(&card, "Tentar de novo") && !card.text.contains("não enviada"), "{card:?}");
    all_told(&world).await;
    assert_eq!(world.cloud.accepted_count(), 2, "the one that failed and the one that arrived");
    world.ends_well().await;
} }

both_ways! { async fn a_failure_told_before_the_sending_it_is_about_can_be_tried_again_and_one_after_delivery_cannot(world) {
    let carla = world.person(CARLA);
    world.cloud.switch(|switches| switches.auto_receipts = false);
    let sent = open(&world, &carla, MARIA).await;
    carla.sees("✓ enviada").await;
    world.cloud.report(&sent.id, Status::Failed(131_026));
    carla.sees("não conseguiu entregar").await;
    let (message, again) = carla.button("Tentar de novo").await;
    world.cloud.report(&sent.id, Status::Sent);
    all_told(&world).await;
    let said = carla.taps_data(message, &again).await;
    assert!(said.as_deref().is_some_and(|said| said.contains("Enviando de novo")), "{said:?}");
    within("it is accepted", world.cloud.until(|cloud| (cloud.accepted_count() == 2).then_some(()))).await;
    let second = world.cloud.accepted().pop().unwrap();
    world.cloud.report(&second.id, Status::Delivered);
    carla.sees("✓✓ entregue").await;
    world.cloud.report(&second.id, Status::Failed(131_026));
    all_told(&world).await;
    assert_eq!(carla.taps_data(message, &again).await.as_deref(), Some("Já foi feito"));
    assert_eq!(world.cloud.accepted_count(), 2);
    world.ends_well().await;
} }

both_ways! { async fn a_template_that_fails_while_texts_wait_behind_it_is_not_hidden_by_them(world) {
    let carla = world.person(CARLA);
    world.cloud.switch(|switches| switches.auto_receipts = false);
    let sent = open(&world, &carla, MARIA).await;
    carla.sees("✓ enviada").await;
    carla.enters("Vendas").await;
    carla.taps("Responder").await;
    carla.types("Posso ligar amanhã?");
    carla.sees_somewhere("1 mensagem na fila").await;
    // Nobody has the template, so nobody will answer what would let the text leave.
    world.cloud.report(&sent.id, Status::Failed(131_026));
    let card = carla.sees_somewhere("não conseguiu entregar").await;
    assert!(card.text.contains("1 mensagem na fila"), "{}", card.text);
    world.cloud.switch(|switches| switches.auto_receipts = true);
    carla.taps("Tentar de novo").await;
    within("it is accepted", world.cloud.until(|cloud| (cloud.accepted_count() == 2).then_some(()))).await;
    let card = carla.sees_somewhere("na fila desde").await;
    assert!(!card.text.contains("não conseguiu entregar"), "{}", card.text);
    world.cloud.say(MARIA, "Pode!").unwrap();
    let text = |one: &Accepted| one.body["text"]["body"] == "Posso ligar amanhã?";
    within("it leaves", world.cloud.until(|cloud| cloud.accepted().iter().any(text).then_some(()))).await;
    all_told(&world).await;
    assert_eq!(world.cloud.accepted_count(), 3, "two tries with the template and the text");
    world.ends_well().await;
} }

both_ways! { async fn late_news_of_the_try_that_failed_does_not_count_for_the_next(world) {
    let carla = world.person(CARLA);
    world.cloud.switch(|switches| switches.auto_receipts = false);
    let sent = open(&world, &carla, MARIA).await;
    carla.sees("✓ enviada").await;
    world.cloud.report(&sent.id, Status::Failed(131_026));
    carla.sees("não conseguiu entregar").await;
    world.cloud.fail_next(Target::Sends, 1, Failure::Code(130_429));
    carla.taps("Tentar de novo").await;
    world.until_next_try(world.clock.now() + TimeDelta::seconds(8)).await;
    world.cloud.report(&sent.id, Status::Sent);
    all_told(&world).await;
    world.turn(TimeDelta::seconds(8));
    within("it is accepted", world.cloud.until(|cloud| (cloud.accepted_count() == 2).then_some(()))).await;
    carla.sees("✓ enviada").await;
    world.ends_well().await;
} }

both_ways! { async fn corrigir_numero_sends_what_failed_to_the_right_number(world) {
    let carla = world.person(CARLA);
    open(&world, &carla, "5521977770000").await;
    carla.sees("não conseguiu entregar").await;
    carla.enters("Vendas").await;
    carla.taps("Corrigir número").await;
    carla.sees("Digite o número certo").await;
    carla.types("51 9999");
    carla.sees("Faltam dígitos").await;
    carla.types("51 99999-8888");
    let card = carla.sees_somewhere("✓✓ entregue").await;
    assert!(card.text.contains("+55 51 99999-8888"), "{}", card.text);
    let accepted = world.cloud.accepted();
    assert_eq!(accepted.len(), 2);
    assert_eq!(accepted[1].wa_id, "555199998888", "not the address of the number that was wrong");
    assert_eq!(world.cloud.phone(MARIA).unwrap().messages.len(), 1);
    world.ends_well().await;
} }

both_ways! { async fn a_number_that_is_somebody_elses_is_not_taken_over(world) {
    let carla = world.person(CARLA);
    open(&world, &carla, MARIA).await;
    carla.sees("✓✓ entregue").await;
    open(&world, &carla, "5521977770000").await;
    carla.sees("não conseguiu entregar").await;
    carla.enters("Vendas").await;
    carla.taps("Corrigir número").await;
    carla.sees("Digite o número certo").await;
    carla.types("51 9999-8888");
    carla.sees("Este número já é de").await;
    assert_eq!(world.cloud.accepted_count(), 2);
    world.ends_well().await;
} }

/// An attendance whose first message was accepted by a provider that did not answer, and whose webhooks wait.
async fn unknown(has_topics: bool, failure: Failure) -> (World, Person) {
    let world = started_in_portuguese(has_topics).await;
    let carla = world.person(CARLA);
    world.cloud.switch(|switches| switches.webhooks.hold = true);
    world.cloud.fail_next(Target::Sends, 1, failure);
    to_templates(&carla, MARIA).await;
    choose(&carla, "retomar_contato").await;
    carla.sees("Confira e envie").await;
    carla.taps("Iniciar atendimento").await;
    let card = carla.sees("sem confirmação").await;
    assert!(card.text.contains("Não sabemos se a mensagem chegou"), "{}", card.text);
    assert!(offers(&card, "Verificar") && offers(&card, "Reenviar mesmo assim"), "{card:?}");
    (world, carla)
}

each_way! { async fn an_unknown_outcome_waits_for_the_webhook_that_carries_our_id(has_topics) {
    let (world, carla) = unknown(has_topics, Failure::SilenceAfter).await;
    let (message, verify) = carla.button("Verificar").await;
    assert_eq!(carla.taps_data(message, &verify).await.as_deref(), Some("Nada de novo até agora"));
    let (_same, resend) = carla.button("Reenviar mesmo assim").await;
    let early = carla.taps_data(message, &resend).await;
    assert!(early.as_deref().is_some_and(|said| said.contains("Ainda pode chegar")), "{early:?}");
    world.cloud.switch(|switches| switches.webhooks.hold = false);
    let card = carla.sees("✓✓ entregue").await;
    assert!(!offers(&card, "Reenviar") && !offers(&card, "Verificar"), "{card:?}");
    world.turn(TimeDelta::minutes(5));
    assert_eq!(carla.taps_data(message, &resend).await.as_deref(), Some("Já foi feito"));
    assert_eq!(world.cloud.accepted_count(), 1);
    world.ends_well().await;
} }

each_way! { async fn reenviar_after_the_grace_sends_exactly_once_more_however_often_it_is_tapped(has_topics) {
    for failure in [Failure::SilenceBefore, Failure::DropAfter] {
        let was_accepted = failure == Failure::DropAfter;
        let (world, carla) = unknown(has_topics, failure).await;
        world.turn(TimeDelta::seconds(31));
        let (message, data) = carla.button("Reenviar mesmo assim").await;
        for _tap in 0..3 {
            world.telegram.tap(CARLA, message, &data);
        }
        assert_eq!(carla.taps_data(message, &data).await.as_deref(), Some("Já foi feito"));
        let resent = if was_accepted { 2 } else { 1 };
        within("it is accepted", world.cloud.until(|cloud| (cloud.accepted_count() == resent).then_some(())))
            .await;
        no_more(&carla, message, "sem confirmação").await;
        world.cloud.switch(|switches| switches.webhooks.hold = false);
        carla.sees("✓✓ entregue").await;
        all_told(&world).await;
        assert_eq!(world.cloud.accepted_count(), resent);
        world.ends_well().await;
    }
} }

both_ways! { async fn what_is_typed_after_an_unknown_message_waits_behind_it_and_the_card_still_asks(world) {
    let carla = world.person(CARLA);
    open_unofficial(&carla, MARIA).await;
    carla.enters("Vendas").await;
    world.evolution.fail_next(Target::Sends, 1, Failure::SilenceBefore);
    carla.types("um");
    carla.sees_somewhere("sem confirmação").await;
    carla.types("dois");
    carla.types("três");
    world.turn(TimeDelta::seconds(31));
    let card = carla.sees_somewhere("sem confirmação").await;
    assert!(offers(&card, "Reenviar mesmo assim"), "{card:?}");
    assert_eq!(world.evolution.accepted_count(), 0);
    carla.taps("Reenviar mesmo assim").await;
    within("all are accepted", world.evolution.until(|one| (one.accepted_count() == 3).then_some(()))).await;
    let texts: Vec<_> = world.evolution.accepted().iter().map(|one| one.body["text"].clone()).collect();
    assert_eq!(texts, ["um", "dois", "três"]);
    carla.sees_somewhere("✓✓ entregue").await;
    world.ends_well().await;
} }

both_ways! { async fn what_was_certainly_not_taken_is_tried_again_by_the_schedule_and_accepted_once(world) {
    let carla = world.person(CARLA);
    for failure in [Failure::Status(503), Failure::Code(130_429), Failure::Code(131_016)] {
        world.cloud.fail_next(Target::Sends, 1, failure);
    }
    to_templates(&carla, MARIA).await;
    choose(&carla, "retomar_contato").await;
    carla.sees("Confira e envie").await;
    carla.taps("Iniciar atendimento").await;
    for (n, wait) in (1..).zip([2, 8, 30]) {
        world.until_next_try(world.clock.now() + TimeDelta::seconds(wait)).await;
        assert_eq!(tries(&world.cloud), n);
        carla.sees("tentando de novo").await;
        world.turn(TimeDelta::seconds(wait));
    }
    carla.sees("✓✓ entregue").await;
    assert_eq!((tries(&world.cloud), world.cloud.accepted_count()), (4, 1));
    world.ends_well().await;
} }

each_way! { async fn a_server_error_that_may_have_sent_it_is_never_tried_again_by_itself(has_topics) {
    let (world, carla) = unknown(has_topics, Failure::Status(500)).await;
    for _hour in 0..3 {
        world.turn(TimeDelta::hours(1));
    }
    carla.types("/atendimentos");
    carla.sees("Meus (1)").await;
    assert_eq!((tries(&world.cloud), world.cloud.accepted_count()), (1, 0));
    world.ends_well().await;
} }

both_ways! { async fn after_the_last_try_the_card_says_so_and_a_person_may_go_on(world) {
    let carla = world.person(CARLA);
    world.cloud.fail_next(Target::Sends, 7, Failure::Code(130_429));
    to_templates(&carla, MARIA).await;
    choose(&carla, "retomar_contato").await;
    carla.sees("Confira e envie").await;
    carla.taps("Iniciar atendimento").await;
    for wait in [2, 8, 30, 120, 600, 1_200] {
        world.until_next_try(world.clock.now() + TimeDelta::seconds(wait)).await;
        world.turn(TimeDelta::seconds(wait));
    }
    carla.sees_somewhere("mensagens demais em pouco tempo").await;
    // More than a quarter of an hour it waited: whoever looks after the service was told, too.
    carla.sees_somewhere("espera há mais de 15 minutos").await;
    assert_eq!(tries(&world.cloud), 7);
    carla.taps("Tentar de novo").await;
    carla.sees_somewhere("✓✓ entregue").await;
    assert_eq!(world.cloud.accepted_count(), 1);
    world.ends_well().await;
} }

on_both!(what_nobody_knows_is_looked_after_and_sent_once_more_when_a_person_says_so, talk => {
    if talk.channel == OFFICIAL {
        talk.world.cloud.fail_next(Target::Sends, 1, Failure::SilenceBefore);
    } else {
        talk.world.evolution.fail_next(Target::Sends, 1, Failure::SilenceBefore);
    }
    let own = talk.carla.types("Está aí?");
    let told = talk.carla.until("she is told below it", |telegram| {
        let chat = telegram.chat(CARLA);
        chat.into_iter().rev().find(|one| one.from_bot && one.reply_to == Some(own))
    });
    let told = told.await;
    assert!(offers(&told, "Verificar") && offers(&told, "Reenviar mesmo assim"), "{told:?}");
    let data = |label: &str| {
        let button = told.keyboard.iter().flatten().find(|button| button.text.contains(label)).unwrap();
        button.data.clone().unwrap()
    };
    let (verify, resend) = (data("Verificar"), data("Reenviar"));
    let nothing = talk.carla.taps_data(told.message_id, &verify).await;
    assert_eq!(nothing.as_deref(), Some("Nada de novo até agora"));
    talk.world.turn(TimeDelta::seconds(31));
    talk.world.telegram.tap(CARLA, told.message_id, &resend);
    assert_eq!(talk.carla.taps_data(told.message_id, &resend).await.as_deref(), Some("Já foi feito"));
    talk.she_sees("it after all", |one| one.body == "Está aí?").await;
    talk.carla.types("Oi!");
    talk.she_sees("what comes after", |one| one.body == "Oi!").await;
    let phone = talk.phone();
    let ours = phone.messages.iter().filter(|one| !one.from_contact && one.kind == "text");
    assert_eq!(ours.map(|one| one.body.as_str()).collect::<Vec<_>>(), ["Está aí?", "Oi!"]);
});
