//! Telegram is out of order: what has to be told is told when it is back.

use super::changed_hands::{held_back, hold_back, let_go, since};
use super::walk::{MARIA, open, open_unofficial, worked_off};
use crate::world::{CARLA, World, within};
use balcao::demo::cloud::SentFile;
use balcao::demo::telegram::{Fault, FaultKind};
use bytes::Bytes;
use chrono::TimeDelta;

/// Carla typed something so late that it is asked about; the question cannot be shown.
async fn asked_in_vain(world: &World) {
    let carla = world.person(CARLA);
    open_unofficial(&carla, MARIA).await;
    carla.types("Oi, Maria");
    carla.sees_somewhere("✓✓ entregue").await;
    world.turn(TimeDelta::minutes(16));
    let before = since(world);
    hold_back(world, CARLA);
    carla.types("Para quem é isto?");
    held_back(world, CARLA, before).await;
}

async fn is_told_that_it_went_nowhere(world: &World) {
    let carla = world.person(CARLA);
    let told = carla.sees_somewhere("Não enviado a").await;
    assert!(told.text.contains("Para quem é isto?"), "{}", told.text);
    assert_eq!(carla.transcript().matches("Não enviado a").count(), 1, "{}", carla.transcript());
    assert_eq!(world.evolution.accepted_count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_could_not_be_asked_about_is_told_when_the_person_goes_on() {
    let world = World::new().await;
    asked_in_vain(&world).await;
    let carla = world.person(CARLA);
    world.telegram.clear_faults();
    carla.types("/menu");
    carla.sees_somewhere("Olá, Carla").await;
    let_go(&world).await;
    is_told_that_it_went_nowhere(&world).await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_could_not_be_asked_about_is_told_also_when_the_service_is_killed_meanwhile() {
    let mut world = World::new().await;
    asked_in_vain(&world).await;
    let carla = world.person(CARLA);
    let before = since(&world);
    carla.types("/menu");
    worked_off(&world).await;
    held_back(&world, CARLA, before).await;
    world.dies().await;
    world.telegram.clear_faults();
    world.start().await;
    carla.sees_somewhere("Olá, Carla").await;
    let_go(&world).await;
    is_told_that_it_went_nowhere(&world).await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_about_in_sight_is_not_told_again() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    open_unofficial(&carla, MARIA).await;
    world.turn(TimeDelta::minutes(16));
    carla.types("Para quem é isto?");
    carla.sees_somewhere("Enviar este texto para").await;
    carla.types("/menu");
    carla.sees("Olá, Carla").await;
    let_go(&world).await;
    assert!(!carla.transcript().contains("Não enviado a"), "{}", carla.transcript());
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_about_is_told_when_another_panel_is_drawn_over_the_question() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    open_unofficial(&carla, MARIA).await;
    carla.types("Oi, Maria");
    carla.sees_somewhere("✓✓ entregue").await;
    world.turn(TimeDelta::minutes(16));
    carla.types("Para quem é isto?");
    let question = carla.sees_somewhere("Enviar este texto para").await;
    carla.taps("Transferir").await;
    let drawn = carla.sees_somewhere("Para qual equipe ou pessoa").await;
    assert_eq!(drawn.message_id, question.message_id, "{}", carla.transcript());
    is_told_that_it_went_nowhere(&world).await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_about_is_told_when_what_was_typed_meanwhile_leads_elsewhere() {
    let mut world = World::new().await;
    let carla = world.person(CARLA);
    open_unofficial(&carla, MARIA).await;
    carla.types("Oi, Maria");
    carla.sees_somewhere("✓✓ entregue").await;
    world.turn(TimeDelta::minutes(16));
    assert!(world.stop().await, "the service ends in order");
    // Both stand above the question, so that what the second leads to is drawn over it.
    carla.types("Para quem é isto?");
    carla.types("/menu");
    world.start().await;
    let carla = world.person(CARLA);
    carla.sees_somewhere("Olá, Carla").await;
    is_told_that_it_went_nowhere(&world).await;
    world.ends_well().await;
}

both_ways! {
    async fn what_a_contact_wrote_is_shown_however_long_telegram_was_down(world) {
        let carla = world.person(CARLA);
        open(&world, &carla, MARIA).await;
        carla.sees("✓✓ entregue").await;
        hold_back(&world, CARLA);
        let before = since(&world);
        world.cloud.say(MARIA, "Ainda está aí?").unwrap();
        held_back(&world, CARLA, before).await;
        // Two hours and a half, and it is tried again and again.
        for _five_minutes in 0..30 {
            let before = since(&world);
            world.turn(TimeDelta::minutes(5));
            held_back(&world, CARLA, before).await;
        }
        let_go(&world).await;
        carla.sees_somewhere("Ainda está aí?").await;
        let transcript = carla.transcript();
        assert_eq!(transcript.matches("Ainda está aí?").count(), 1, "{transcript}");
        world.ends_well().await;
    }

    async fn what_a_contact_wrote_meanwhile_is_shown_in_its_order(world) {
        let carla = world.person(CARLA);
        open(&world, &carla, MARIA).await;
        carla.sees("✓✓ entregue").await;
        hold_back(&world, CARLA);
        // The later it gets, the longer the first waits for its next try.
        let words = ["Primeira coisa", "Segunda coisa", "Terceira coisa"];
        for word in words {
            let before = since(&world);
            world.cloud.say(MARIA, word).unwrap();
            worked_off(&world).await;
            for _five_minutes in 0..3 {
                world.turn(TimeDelta::minutes(5));
                held_back(&world, CARLA, before).await;
            }
        }
        world.cloud.say(MARIA, "Quarta coisa").unwrap();
        let_go(&world).await;
        carla.sees_somewhere("Quarta coisa").await;
        let transcript = carla.transcript();
        let places: Vec<_> = words.iter().chain(&["Quarta coisa"]).map(|word| transcript.find(word)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{transcript}");
        world.ends_well().await;
    }

    async fn what_waited_over_a_restart_is_shown_before_what_comes_after_it(world) {
        let carla = world.person(CARLA);
        open(&world, &carla, MARIA).await;
        carla.sees("✓✓ entregue").await;
        hold_back(&world, CARLA);
        let before = since(&world);
        world.cloud.say(MARIA, "Antes de tudo").unwrap();
        held_back(&world, CARLA, before).await;
        for _five_minutes in 0..6 {
            let before = since(&world);
            world.turn(TimeDelta::minutes(5));
            held_back(&world, CARLA, before).await;
        }
        let mut world = world;
        assert!(world.stop().await, "the service ends in order");
        world.telegram.clear_faults();
        world.start().await;
        world.cloud.say(MARIA, "Depois de tudo").unwrap();
        carla.sees_somewhere("Depois de tudo").await;
        let_go(&world).await;
        let transcript = carla.transcript();
        let places = ["Antes de tudo", "Depois de tudo"].map(|word| transcript.find(word));
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{transcript}");
        world.ends_well().await;
    }

    async fn what_telegram_never_takes_holds_back_nobody(world) {
        let carla = world.person(CARLA);
        open(&world, &carla, MARIA).await;
        carla.sees("✓✓ entregue").await;
        // A picture is too much for the line today; words are not.
        let too_much = Fault {
            method: "sendPhoto".to_owned(),
            chat: Some(CARLA),
            times: u32::MAX,
            kind: FaultKind::Drop,
        };
        world.telegram.fail_next(too_much);
        let dropped = || world.telegram.failed().len();
        let picture = SentFile {
            kind: "image".to_owned(),
            mime: "image/jpeg".to_owned(),
            filename: None,
            bytes: Bytes::from_static(b"\xff\xd8\xff"),
            caption: None,
            is_voice: false,
        };
        world.cloud.send_media(MARIA, picture).unwrap();
        // Not for so long that its words are told without it.
        for times in 1..7 {
            let is_tried = world.telegram.until(|_telegram| (dropped() >= times).then_some(()));
            within("the picture is tried in vain", is_tried).await;
            world.turn(TimeDelta::minutes(1));
        }
        world.cloud.say(MARIA, "Recebeu a foto?").unwrap();
        worked_off(&world).await;
        world.turn(TimeDelta::minutes(1));
        carla.sees_somewhere("Recebeu a foto?").await;
        // From now on nobody waits for it.
        world.cloud.say(MARIA, "Alô?").unwrap();
        carla.sees_somewhere("Alô?").await;
        let_go(&world).await;
        world.ends_well().await;
    }
}
