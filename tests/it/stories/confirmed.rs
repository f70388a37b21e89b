//! What was sent by confirming the question is like what was sent at once: marked, told below when it fails, answered and
//! changed where it was written. What is changed while the question stands is asked about as it is now.

use super::talk::{OFFICIAL, Talk, UNOFFICIAL};
use super::walk::{MARIA, open, worked_off};
use crate::world::{CARLA, World, within};
use balcao::demo::handset::samples;
use balcao::demo::telegram::{ChatMessage, FileKind, PersonFile};
use balcao::demo::wire::{Failure, Target};
use bytes::Bytes;
use chrono::TimeDelta;

const ASKED: &str = "Enviar este texto para";

/// What the bot says below a message of hers.
async fn told_below(talk: &Talk, own: i32, words: &str) -> ChatMessage {
    talk.carla
        .until(&format!("«{words}» below {own}"), |telegram| {
            let is_it = |one: &ChatMessage| one.reply_to == Some(own) && one.text.contains(words);
            telegram.chat(CARLA).into_iter().rev().find(|one| one.from_bot && is_it(one))
        })
        .await
}

/// Her own message carries one of these marks.
async fn marked(talk: &Talk, own: i32, marks: &[&str]) {
    talk.carla
        .until(&format!("one of {marks:?} stands on {own}"), |telegram| {
            let on_it = telegram.message(CARLA, own)?.reactions;
            on_it.iter().any(|mark| marks.contains(&mark.as_str())).then_some(())
        })
        .await;
}

/// Photos with these captions, sent together long after the last use.
async fn late_album(talk: &Talk, captions: &[&str]) -> Vec<i32> {
    talk.world.turn(TimeDelta::minutes(16));
    let photo = |caption: &&str| PersonFile {
        kind: FileKind::Photo,
        name: String::new(),
        mime: "image/jpeg".to_owned(),
        bytes: Bytes::from_static(samples::JPEG),
        caption: (*caption).to_owned(),
    };
    let own = talk.world.telegram.send_album(CARLA, captions.iter().map(photo).collect(), None);
    talk.carla.sees(ASKED).await;
    worked_off(&talk.world).await;
    own
}

fn captions(talk: &Talk) -> Vec<String> {
    let phone = talk.phone();
    let hers = phone.messages.into_iter().filter(|one| !one.from_contact && one.media.is_some());
    hers.map(|one| one.body).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn of_an_album_that_was_confirmed_the_one_that_fails_is_told_below_itself_and_tried_again_from_there() {
    let talk = Talk::on(OFFICIAL).await;
    let own = late_album(&talk, &["um", "dois", "três"]).await;
    talk.world.cloud.fail_next(Target::Sends, 1, Failure::Code(131_026));
    talk.carla.taps("Enviar").await;
    marked(&talk, own[0], &["💔"]).await;
    let told = told_below(&talk, own[0], "2 mensagens seguintes").await;
    for waiting in &own[1..] {
        marked(&talk, *waiting, &["🕊"]).await;
    }
    let retry = told.keyboard.iter().flatten().find(|button| button.text.contains("Tentar de novo")).unwrap();
    talk.carla.taps_data(told.message_id, retry.data.as_deref().unwrap()).await;
    talk.she_sees("the last", |one| one.body == "três").await;
    assert_eq!(captions(&talk), ["um", "dois", "três"]);
    for each in &own {
        marked(&talk, *each, &["👌", "👀"]).await;
    }
    // Who answers one of them means it.
    talk.carla.replies(own[1], "Esta é a nova");
    let seen = talk.she_sees("the answer", |one| one.body == "Esta é a nova").await;
    let second = talk.phone().messages.into_iter().find(|one| one.body == "dois").unwrap();
    assert_eq!(seen.quoted.as_deref(), Some(second.id.as_str()));
    talk.world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_was_confirmed_and_is_refused_is_told_below_it() {
    let talk = Talk::on(UNOFFICIAL).await;
    talk.world.turn(TimeDelta::minutes(16));
    let own = talk.carla.types("Ainda aí?");
    talk.carla.sees(ASKED).await;
    talk.world.evolution.fail_next(Target::Sends, 1, Failure::Status(401));
    talk.carla.taps("Enviar").await;
    marked(&talk, own, &["💔"]).await;
    told_below(&talk, own, "acesso").await;
    talk.world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_changed_while_it_is_asked_about_is_sent_as_it_is_now_and_can_be_changed_afterwards() {
    let talk = Talk::on(UNOFFICIAL).await;
    talk.world.turn(TimeDelta::minutes(16));
    let own = talk.carla.types("Custa R$ 10");
    let asked = talk.carla.sees("Custa R$ 10").await;
    talk.world.telegram.edit_text(CARLA, own, "Custa *R$ 20*");
    let now = talk.carla.sees("Custa *R$ 20*").await;
    assert_eq!(now.message_id, asked.message_id, "{}", talk.carla.transcript());
    assert!(now.text.contains(ASKED) && !now.text.contains("R$ 10"), "{}", now.text);
    talk.carla.taps("Enviar").await;
    let seen = talk.she_sees("the text", |one| one.body.contains("Custa")).await;
    assert_eq!(seen.body, "Custa *R$ 20*");
    marked(&talk, own, &["👌", "👀"]).await;
    talk.world.telegram.edit_text(CARLA, own, "Custa R$ 30");
    talk.she_sees("the change", |one| one.id == seen.id && one.body == "Custa R$ 30").await;
    assert!(!talk.carla.transcript().contains("Não enviado"), "{}", talk.carla.transcript());
    talk.world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_words_under_a_photo_that_is_asked_about_are_changed_and_a_command_is_none() {
    let talk = Talk::on(UNOFFICIAL).await;
    let own = late_album(&talk, &["um", "dois"]).await;
    talk.world.telegram.edit_text(CARLA, own[1], "dois e meio");
    talk.carla.sees("dois e meio").await;
    talk.world.telegram.edit_text(CARLA, own[0], "/menu");
    told_below(&talk, own[0], "Comandos não mudam").await;
    talk.carla.taps("Enviar").await;
    talk.she_sees("the last", |one| one.body == "dois e meio").await;
    assert_eq!(captions(&talk), ["um", "dois e meio"]);
    talk.world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_confirmed_and_waits_in_the_queue_leaves_as_it_was_changed() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    open(&world, &carla, MARIA).await;
    carla.sees("✓✓ entregue").await;
    carla.taps("Responder").await;
    carla.sees("o que você escrever entra na fila").await;
    world.turn(TimeDelta::minutes(16));
    let own = carla.types("Custa R$ 10");
    carla.sees(ASKED).await;
    carla.taps("Enviar").await;
    carla.sees("Na fila (1)").await;
    world.telegram.edit_text(CARLA, own, "Custa R$ 20");
    carla.taps("Ver fila").await;
    carla.button("1. Custa R$ 20").await;
    world.cloud.say(MARIA, "Quanto custa?").unwrap();
    within("it leaves", world.cloud.until(|cloud| (cloud.accepted_count() == 2).then_some(()))).await;
    assert_eq!(world.cloud.accepted()[1].body["text"]["body"], "Custa R$ 20");
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_topic_too_what_is_asked_about_is_changed_where_it_was_written() {
    let talk = Talk::in_a_topic(UNOFFICIAL).await;
    talk.carla.taps("Mais").await;
    talk.carla.sees("Mais · ").await;
    talk.carla.taps("Nota").await;
    talk.carla.sees("nota").await;
    // What she writes stands below the panel: which of the two is meant is asked.
    talk.world.evolution.say(MARIA, "Quanto custa?").unwrap();
    talk.carla.sees("Quanto custa?").await;
    let own = talk.carla.types("Custa R$ 10");
    talk.carla.sees(ASKED).await;
    talk.world.telegram.edit_text(CARLA, own, "Custa R$ 20");
    talk.carla.sees("Custa R$ 20").await;
    talk.carla.taps("Enviar").await;
    let seen = talk.she_sees("the text", |one| one.body.contains("Custa")).await;
    assert_eq!(seen.body, "Custa R$ 20");
    marked(&talk, own, &["👌", "👀"]).await;
    talk.world.ends_well().await;
}
