//! Five texts wait for the contact to write, and leave when the contact does: in order, and as far as they may.

use super::walk::{MARIA, open};
use crate::world::{CARLA, Person, World, within};
use balcao::demo::cloud::{Accepted, DemoCloud, WindowRefusal};
use balcao::demo::telegram::ChatMessage;
use balcao::demo::wire::{Failure, Recorded, Target};
use chrono::TimeDelta;

/// What waits, in the order in which it was written.
const FIVE: [&str; 5] = ["um", "dois", "três", "quatro", "cinco"];

/// The texts that were accepted on the official channel, in order.
fn texts(cloud: &DemoCloud) -> Vec<String> {
    let of = |one: &Accepted| one.body["text"]["body"].as_str().map(str::to_owned);
    cloud.accepted().iter().filter_map(of).collect()
}

/// How often somebody tried to send a text.
fn tries(world: &World) -> usize {
    let is_text = |one: &&Recorded| one.path.ends_with("/messages") && one.body.contains("\"text\":{\"");
    world.cloud.requests().iter().filter(is_text).count()
}

async fn all_left(world: &World, wanted: &[&str]) {
    let all = wanted.len();
    within("they leave", world.cloud.until(|cloud| (texts(cloud).len() >= all).then_some(()))).await;
    assert_eq!(texts(&world.cloud), wanted);
}

/// Carla wrote five while the window was closed.
async fn five_are_held(world: &World) -> Person {
    let carla = world.person(CARLA);
    open(world, &carla, MARIA).await;
    carla.sees("✓✓ entregue").await;
    carla.enters("Vendas").await;
    carla.taps("Responder").await;
    carla.sees("o que você escrever entra na fila").await;
    for (text, count) in FIVE.iter().zip(1..) {
        carla.types(text);
        carla.sees(&format!("Na fila ({count})")).await;
    }
    carla.sees_somewhere("5 mensagens na fila").await;
    carla
}

/// The first `passing` texts are accepted, and what is tried next goes wrong.
fn after(world: &World, passing: u32, failure: Failure) {
    world.cloud.fail_next(Target::Sends, passing, Failure::Pass);
    world.cloud.fail_next(Target::Sends, 1, failure);
}

/// Waits until some message of the bot answers that text of hers, and gives it.
async fn told_below(carla: &Person, text: &str) -> ChatMessage {
    carla
        .until(&format!("she is told below «{text}»"), |telegram| {
            let chat = telegram.chat(CARLA);
            let own = chat.iter().find(|one| !one.from_bot && one.text == text)?.message_id;
            chat.into_iter().find(|one| one.from_bot && one.reply_to == Some(own))
        })
        .await
}

both_ways! { async fn none_of_five_leaves_before_the_contact_writes_and_all_leave_in_order_after(world) {
    let carla = five_are_held(&world).await;
    for _hour in 0..30 {
        world.turn(TimeDelta::hours(1));
    }
    // A whole round of the service, which would have sent them.
    carla.types("/fila");
    carla.sees("1 atendimento com mensagens").await;
    assert_eq!(tries(&world), 0);
    world.cloud.say(MARIA, "Oi!").unwrap();
    carla.sees_somewhere("5 mensagens da fila estão saindo").await;
    all_left(&world, &FIVE).await;
    carla.sees_somewhere("✓✓ entregue").await;
    assert_eq!(tries(&world), 5);
    world.ends_well().await;
} }

/// Maria writes, and what leaves is refused for good after the first `passing`: Carla is told below the one that it is
/// about.
async fn refused_after(world: &World, passing: u32) -> (Person, ChatMessage) {
    let carla = five_are_held(world).await;
    after(world, passing, Failure::Code(131_026));
    world.cloud.say(MARIA, "Oi!").unwrap();
    let refused = FIVE[usize::try_from(passing).unwrap()];
    let told = told_below(&carla, refused).await;
    assert!(told.text.contains("não conseguiu entregar"), "{}", told.text);
    (carla, told)
}

/// Maria writes, two leave, and the third is to be tried again two seconds later.
async fn put_off_after_two(world: &World) -> Person {
    let carla = five_are_held(world).await;
    after(world, 2, Failure::Code(130_429));
    world.cloud.say(MARIA, "Oi!").unwrap();
    world.until_next_try(world.clock.now() + TimeDelta::seconds(2)).await;
    carla
}

/// Three wait again, which she is told below the first of them, and two are with the contact; who writes, and they leave.
async fn the_other_three_wait_for_her(world: &World, carla: &Person) {
    carla.sees_somewhere("3 mensagens na fila").await;
    let told = told_below(carla, "três").await;
    assert!(told.text.contains("voltou para a fila"), "{}", told.text);
    assert_eq!(texts(&world.cloud), ["um", "dois"]);
    world.cloud.say(MARIA, "Bom dia!").unwrap();
    all_left(world, &FIVE).await;
}

both_ways! { async fn a_refusal_in_the_middle_stops_the_rest_and_says_so_and_one_tap_lets_all_go_on_in_order(world) {
    let (carla, told) = refused_after(&world, 2).await;
    assert!(told.text.contains("2 mensagens seguintes esperam na fila"), "{}", told.text);
    carla.sees_somewhere("2 mensagens na fila").await;
    world.turn(TimeDelta::hours(1));
    assert_eq!((texts(&world.cloud), tries(&world)), (vec!["um".to_owned(), "dois".to_owned()], 3));

    let retry = told.keyboard.iter().flatten().find(|button| button.text.contains("Tentar de novo")).unwrap();
    carla.taps_data(told.message_id, retry.data.as_deref().unwrap()).await;
    all_left(&world, &FIVE).await;
    world.ends_well().await;
} }

both_ways! { async fn what_a_refusal_stopped_leaves_before_what_is_written_after_it(world) {
    let (carla, _told) = refused_after(&world, 2).await;
    carla.taps("Responder").await;
    carla.sees_somewhere("vai para este contato").await;
    carla.types("seis");
    all_left(&world, &["um", "dois", "quatro", "cinco", "seis"]).await;
    world.ends_well().await;
} }

both_ways! { async fn what_a_refusal_stopped_leaves_when_the_contact_writes_again(world) {
    let (carla, _told) = refused_after(&world, 0).await;
    carla.sees_somewhere("4 mensagens na fila").await;
    world.cloud.say(MARIA, "Tem alguém aí?").unwrap();
    all_left(&world, &FIVE[1..]).await;
    world.ends_well().await;
} }

both_ways! { async fn a_window_that_closes_in_the_middle_holds_the_rest_again_without_asking_the_provider(world) {
    let carla = put_off_after_two(&world).await;
    world.turn(TimeDelta::hours(24));
    carla.sees_somewhere("3 mensagens na fila").await;
    assert_eq!(tries(&world), 3);
    the_other_three_wait_for_her(&world, &carla).await;
    world.ends_well().await;
} }

both_ways! { async fn a_provider_whose_window_closes_earlier_holds_the_rest_again(world) {
    world.cloud.switch(|switches| switches.window_refusal = WindowRefusal::AtOnce);
    let carla = put_off_after_two(&world).await;
    world.cloud.set_window_open(MARIA, false);
    world.turn(TimeDelta::seconds(2));
    the_other_three_wait_for_her(&world, &carla).await;
    world.ends_well().await;
} }
