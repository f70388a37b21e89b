//! The provider takes a text and says only afterwards that the window is closed: the text waits like one that was refused
//! at once, its person is told, and it reaches the contact once.

use super::walk::{MARIA, all_told, open};
use crate::world::{CARLA, Person, World, within};
use balcao::demo::cloud::{Accepted, DemoCloud, Status};
use balcao::demo::telegram::ChatMessage;
use balcao::demo::wire::{Failure, Target};
use chrono::TimeDelta;

fn is_text(one: &Accepted) -> bool {
    one.body["text"]["body"].is_string()
}

/// The texts that were taken, and not refused afterwards.
fn arrived(cloud: &DemoCloud) -> Vec<String> {
    let accepted = cloud.accepted();
    let stayed = accepted.iter().filter(|one| is_text(one) && one.failed.is_none());
    stayed.map(|one| one.body["text"]["body"].as_str().unwrap().to_owned()).collect()
}

/// Those that were refused afterwards, with the provider's ids.
fn refused(cloud: &DemoCloud) -> Vec<Accepted> {
    let mut accepted = cloud.accepted();
    accepted.retain(|one| is_text(one) && one.failed == Some(131_047));
    accepted
}

/// Maria has written, and what Carla types goes to her; but for the provider the window is closed.
async fn closed_elsewhere(world: &World) -> Person {
    let carla = world.person(CARLA);
    open(world, &carla, MARIA).await;
    carla.sees("✓✓ entregue").await;
    world.cloud.say(MARIA, "Oi!").unwrap();
    carla.sees_somewhere("janela aberta até").await;
    carla.sees("Oi!").await;
    carla.enters("Vendas").await;
    carla.taps("Responder").await;
    carla.sees("vai para este contato").await;
    world.turn(TimeDelta::minutes(1));
    world.cloud.set_window_open(MARIA, false);
    carla
}

/// Waits until the bot says this below that message of hers.
async fn told_below(carla: &Person, own: i32, words: &str) -> ChatMessage {
    carla
        .until(&format!("«{words}» below {own}"), |telegram| {
            let is_it = |one: &ChatMessage| one.reply_to == Some(own) && one.text.contains(words);
            telegram.chat(CARLA).into_iter().rev().find(|one| one.from_bot && is_it(one))
        })
        .await
}

async fn arrive(world: &World, wanted: &[&str]) {
    let all = wanted.len();
    within("they arrive", world.cloud.until(|cloud| (arrived(cloud).len() >= all).then_some(()))).await;
    all_told(world).await;
    assert_eq!(arrived(&world.cloud), wanted);
}

both_ways! { async fn they_wait_in_their_order_are_told_below_and_leave_when_the_contact_writes(world) {
    let carla = closed_elsewhere(&world).await;
    let first = carla.types("Um");
    let told = told_below(&carla, first, "voltou para a fila").await;
    assert!(told.keyboard.iter().flatten().any(|button| button.text.contains("Fila")), "{told:?}");
    carla.sees_somewhere("1 mensagem na fila").await;
    assert_eq!(refused(&world.cloud).len(), 1);
    for _hour in 0..3 {
        world.turn(TimeDelta::hours(1));
    }
    carla.types("/fila");
    carla.sees("1 atendimento com mensagens").await;
    assert_eq!(world.cloud.accepted().iter().filter(|one| is_text(one)).count(), 1, "nothing by itself");
    assert!(!carla.transcript().contains("não enviada"), "{}", carla.transcript());

    world.cloud.say(MARIA, "Voltei!").unwrap();
    arrive(&world, &["Um"]).await;
    carla.sees_somewhere("1 mensagem da fila está saindo").await;
    carla.sees_somewhere("✓✓ entregue").await;
    world.ends_well().await;
} }

both_ways! { async fn several_keep_their_order_whatever_comes_twice_or_late(world) {
    let carla = closed_elsewhere(&world).await;
    world.cloud.switch(|switches| {
        switches.webhooks.hold = true;
        switches.webhooks.duplicate = true;
    });
    let mut written = Vec::new();
    for (text, count) in ["Um", "Dois", "Três"].iter().zip(1..) {
        written.push(carla.types(text));
        let taken = world.cloud.until(|cloud| (refused(cloud).len() == count).then_some(()));
        within("it is taken", taken).await;
    }
    world.cloud.switch(|switches| {
        switches.webhooks.hold = false;
        switches.webhooks.reorder = true;
    });
    carla.sees_somewhere("3 mensagens na fila").await;
    for own in written {
        told_below(&carla, own, "voltou para a fila").await;
    }
    // That the provider had them before it refused them is no news.
    let tries = refused(&world.cloud);
    world.cloud.report(&tries[0].id, Status::Sent);
    all_told(&world).await;
    carla.types("/fila");
    carla.taps("⏳3").await;
    carla.sees("3 mensagens saem").await;

    world.cloud.say(MARIA, "Voltei!").unwrap();
    arrive(&world, &["Um", "Dois", "Três"]).await;
    for one in &tries {
        world.cloud.report(&one.id, Status::Sent);
    }
    all_told(&world).await;
    world.turn(TimeDelta::hours(1));
    arrive(&world, &["Um", "Dois", "Três"]).await;
    world.ends_well().await;
} }

both_ways! { async fn a_contact_who_writes_before_the_refusal_is_told_need_not_write_again(world) {
    let carla = closed_elsewhere(&world).await;
    world.cloud.switch(|switches| switches.webhooks.hold = true);
    carla.types("Um");
    // Its answer is noted at the very moment at which she writes, or after it, or before.
    within("it is taken", world.cloud.until(|cloud| (refused(cloud).len() == 1).then_some(()))).await;
    world.cloud.say(MARIA, "Voltei!").unwrap();
    // What she wrote comes first.
    world.cloud.switch(|switches| {
        switches.webhooks.hold = false;
        switches.webhooks.reorder = true;
    });
    arrive(&world, &["Um"]).await;
    world.ends_well().await;
} }

both_ways! { async fn a_contact_who_writes_while_the_provider_thinks_of_its_refusal_need_not_write_again(world) {
    let carla = closed_elsewhere(&world).await;
    world.cloud.switch(|switches| switches.delay_ms = 500);
    world.cloud.fail_next(Target::Sends, 1, Failure::Code(131_047));
    carla.types("Um");
    let is_asked = |cloud: &DemoCloud| cloud.switches().failures.is_empty();
    within("the provider is asked", world.cloud.until(|cloud| is_asked(cloud).then_some(()))).await;
    world.cloud.set_window_open(MARIA, true);
    world.cloud.say(MARIA, "Voltei!").unwrap();
    carla.sees_somewhere("Voltei!").await;
    world.cloud.switch(|switches| switches.delay_ms = 0);
    arrive(&world, &["Um"]).await;
    world.ends_well().await;
} }

both_ways! { async fn one_that_is_refused_after_the_end_of_its_attendance_never_leaves_again(world) {
    let carla = closed_elsewhere(&world).await;
    world.cloud.switch(|switches| switches.webhooks.hold = true);
    carla.types("Um");
    within("it is taken", world.cloud.until(|cloud| (refused(cloud).len() == 1).then_some(()))).await;
    carla.sees_somewhere("✓ enviada").await;
    carla.taps("Concluir").await;
    carla.taps("Dúvidas").await;
    carla.taps("Concluir sem nota").await;
    carla.sees_somewhere("Atendimento concluído").await;
    world.cloud.switch(|switches| switches.webhooks.hold = false);
    all_told(&world).await;
    world.turn(TimeDelta::hours(13));
    world.cloud.say(MARIA, "Oi de novo!").unwrap();
    carla.button("Assumir").await;
    all_told(&world).await;
    assert_eq!(arrived(&world.cloud), Vec::<String>::new());
    world.ends_well().await;
} }

both_ways! { async fn the_refusal_of_a_try_of_which_nobody_knew_does_not_send_what_arrived_by_the_next(world) {
    let carla = closed_elsewhere(&world).await;
    world.cloud.switch(|switches| {
        switches.webhooks.hold = true;
        switches.auto_receipts = false;
    });
    world.cloud.fail_next(Target::Sends, 1, Failure::DropAfter);
    let own = carla.types("Um");
    let asked = told_below(&carla, own, "Não sabemos se").await;
    world.cloud.set_window_open(MARIA, true);
    world.turn(TimeDelta::seconds(31));
    let resend = asked.keyboard.iter().flatten().find(|button| button.text.contains("Reenviar")).unwrap();
    world.telegram.tap(CARLA, asked.message_id, resend.data.as_deref().unwrap());
    within("it arrives", world.cloud.until(|cloud| (arrived(cloud) == ["Um"]).then_some(()))).await;
    carla.sees_somewhere("✓ enviada").await;
    // What became of the first try is told only now.
    world.cloud.switch(|switches| switches.webhooks.hold = false);
    all_told(&world).await;
    world.cloud.say(MARIA, "Recebi!").unwrap();
    carla.sees_somewhere("Recebi!").await;
    world.turn(TimeDelta::hours(1));
    arrive(&world, &["Um"]).await;
    world.ends_well().await;
} }

both_ways! { async fn a_refusal_that_is_told_while_the_next_try_is_under_way_sends_no_third(world) {
    let carla = closed_elsewhere(&world).await;
    world.cloud.switch(|switches| switches.webhooks.hold = true);
    world.cloud.fail_next(Target::Sends, 1, Failure::DropAfter);
    let own = carla.types("Um");
    let asked = told_below(&carla, own, "Não sabemos se").await;
    world.turn(TimeDelta::seconds(31));
    // She writes meanwhile, which lets what was refused leave again.
    world.cloud.say(MARIA, "Voltei!").unwrap();
    world.cloud.switch(|switches| switches.delay_ms = 1_000);
    world.cloud.fail_next(Target::Sends, 1, Failure::Pass);
    let resend = asked.keyboard.iter().flatten().find(|button| button.text.contains("Reenviar")).unwrap();
    world.telegram.tap(CARLA, asked.message_id, resend.data.as_deref().unwrap());
    let is_asked = |cloud: &DemoCloud| cloud.switches().failures.is_empty();
    within("the second leaves", world.cloud.until(|cloud| is_asked(cloud).then_some(()))).await;
    world.cloud.switch(|switches| {
        switches.delay_ms = 0;
        switches.webhooks.hold = false;
    });
    arrive(&world, &["Um"]).await;
    world.turn(TimeDelta::hours(1));
    arrive(&world, &["Um"]).await;
    world.ends_well().await;
} }

both_ways! { async fn of_two_tries_of_which_nobody_knows_the_refusal_of_one_sends_no_third(world) {
    let carla = closed_elsewhere(&world).await;
    world.cloud.switch(|switches| {
        switches.webhooks.hold = true;
        switches.auto_receipts = false;
    });
    world.cloud.fail_next(Target::Sends, 2, Failure::DropAfter);
    let own = carla.types("Um");
    let asked = told_below(&carla, own, "Não sabemos se").await;
    world.cloud.set_window_open(MARIA, true);
    world.turn(TimeDelta::seconds(31));
    let resend = asked.keyboard.iter().flatten().find(|button| button.text.contains("Reenviar")).unwrap();
    world.telegram.tap(CARLA, asked.message_id, resend.data.as_deref().unwrap());
    within("it arrives", world.cloud.until(|cloud| (arrived(cloud) == ["Um"]).then_some(()))).await;
    carla.sees_somewhere("sem confirmação").await;
    // Of the first it is told now that it was refused; of the second nothing is.
    world.cloud.switch(|switches| switches.webhooks.hold = false);
    all_told(&world).await;
    world.cloud.say(MARIA, "Recebi!").unwrap();
    carla.sees_somewhere("Recebi!").await;
    world.turn(TimeDelta::hours(1));
    arrive(&world, &["Um"]).await;
    world.ends_well().await;
} }
