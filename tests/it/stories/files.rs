//! Files at their limits: too large, of the wrong type, while the window is closed, long after the last use.

use super::talk::{Hers, OFFICIAL, Talk, UNOFFICIAL};
use super::walk::{MARIA, all_told, open, open_unofficial};
use crate::world::{CARLA, World, within};
use balcao::demo::handset::samples;
use balcao::demo::telegram::{ChatMessage, Fault, FaultKind, FileKind, PersonFile};
use bytes::Bytes;
use chrono::TimeDelta;

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_carried_is_said_with_its_limit_before_anybody_waits() {
    let talk = Talk::on(OFFICIAL).await;
    let before = talk.world.cloud.accepted_count();
    let mut picture = samples::PNG.to_vec();
    picture.resize(6 * 1024 * 1024, 0);
    let document = |name: &str, mime: &str, bytes: Bytes| PersonFile {
        kind: FileKind::Document,
        name: name.to_owned(),
        mime: mime.to_owned(),
        bytes,
        caption: String::new(),
    };
    let large = vec![0; 20 * 1024 * 1024 + 1].into();
    talk.carla.sends(document("grande.pdf", "application/pdf", large));
    talk.carla.sees_somewhere("o limite é 20").await;
    talk.carla.sends(document("foto.png", "image/png", picture.into()));
    talk.carla.sees_somewhere("o limite é 5").await;
    talk.carla.sends(document("fotos.zip", "application/zip", Bytes::from_static(b"PK")));
    talk.carla.sees_somewhere("tipo de arquivo (zip)").await;
    assert_eq!(talk.world.cloud.accepted_count(), before);
    talk.world.ends_well().await;
}

both_ways! { async fn an_album_stays_together_whomever_it_is_for(world) {
    let carla = world.person(CARLA);
    open_unofficial(&carla, MARIA).await;
    carla.enters("Vendas").await;
    carla.taps("Responder").await;
    carla.sees("vai para este contato").await;
    let photo = |caption: &str| PersonFile {
        kind: FileKind::Photo,
        name: String::new(),
        mime: "image/jpeg".to_owned(),
        bytes: Bytes::from_static(samples::JPEG),
        caption: caption.to_owned(),
    };
    let album = || vec![photo("um"), photo("dois"), photo("três")];
    let captions = |world: &World| -> Vec<String> {
        let phone = world.evolution.phone(MARIA).unwrap();
        phone.messages.iter().filter(|one| one.media.is_some()).map(|one| one.body.clone()).collect()
    };
    let all = ["um", "dois", "três"];
    world.telegram.send_album(CARLA, album(), None);
    within("three", world.evolution.until(|_server| (captions(&world).len() == 3).then_some(()))).await;
    assert_eq!(captions(&world), all);

    // Long after the last use it is asked about, once; in a topic there is nothing to ask.
    world.turn(TimeDelta::minutes(16));
    world.telegram.send_album(CARLA, album(), None);
    if !world.has_topics() {
        carla.sees("Enviar este texto para").await;
        carla.taps("Enviar").await;
    }
    within("six", world.evolution.until(|_server| (captions(&world).len() == 6).then_some(()))).await;
    assert_eq!(captions(&world)[3..], all);

    // As an answer.
    world.evolution.say(MARIA, "Tem mais?").unwrap();
    let question = carla.sees_somewhere("Tem mais?").await;
    world.turn(TimeDelta::minutes(16));
    world.telegram.send_album(CARLA, album(), Some(question.message_id));
    within("nine", world.evolution.until(|_server| (captions(&world).len() == 9).then_some(()))).await;
    assert_eq!(captions(&world)[6..], all);
    world.ends_well().await;
} }

#[tokio::test(flavor = "multi_thread")]
async fn files_wait_in_the_queue_while_the_window_is_closed_and_leave_in_order() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    open(&world, &carla, MARIA).await;
    carla.sees("✓✓ entregue").await;
    carla.taps("Responder").await;
    carla.sees("A janela está fechada").await;
    carla.types("Segue a foto");
    carla.sees("Na fila (1)").await;
    let talk = Talk { world, carla, channel: OFFICIAL };
    talk.carla_sends(FileKind::Photo, "", "image/jpeg", samples::JPEG, "a vitrine");
    talk.carla.sees("Na fila (2)").await;
    talk.carla.taps("Ver fila").await;
    talk.carla.button("imagem a vitrine").await;
    let before = talk.world.cloud.accepted_count();
    talk.world.cloud.say(MARIA, "Oi!").unwrap();
    talk.she_sees("the picture", |one| one.kind == "image").await;
    let sent = talk.world.cloud.accepted();
    let kinds: Vec<_> = sent
        .iter()
        .skip(usize::try_from(before).unwrap())
        .map(|one| one.body["type"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["text", "image"]);
    talk.world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_asked_about_when_it_is_sent_long_after_the_last_use() {
    let talk = Talk::on(UNOFFICIAL).await;
    talk.world.turn(TimeDelta::minutes(16));
    talk.carla_sends(FileKind::Photo, "", "image/jpeg", samples::JPEG, "a vitrine");
    let asked = talk.carla.sees("imagem a vitrine").await;
    assert!(asked.text.contains("+55 51 99999-8888"), "{}", asked.text);
    assert_eq!(talk.world.evolution.accepted_count(), 0);
    talk.carla.taps("Enviar").await;
    talk.she_sees("the picture", |one| one.kind == "image").await;
    talk.world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_video_of_19_megabytes_passes_both_ways() {
    let talk = Talk::on(UNOFFICIAL).await;
    let mut film = samples::MP4.to_vec();
    film.resize(19 * 1024 * 1024, 7);
    let film = Bytes::from(film);
    // The server posts it whole, inside its webhook.
    talk.she_sends(Hers {
        kind: "video",
        mime: "video/mp4",
        filename: None,
        bytes: film.clone(),
        caption: Some("a obra"),
        is_voice: false,
    });
    let got = talk.carla_gets(FileKind::Video, &film).await;
    assert!(got.text.ends_with("a obra"), "{}", got.text);
    talk.carla.sends(PersonFile {
        kind: FileKind::Video,
        name: "obra.mp4".to_owned(),
        mime: "video/mp4".to_owned(),
        bytes: film.clone(),
        caption: "pronta".to_owned(),
    });
    let seen = talk.she_sees("the film", |one| one.kind == "video").await;
    assert_eq!(seen.body, "pronta");
    assert!(talk.her_bytes(&seen) == film, "other bytes");
    talk.world.ends_well().await;
}

/// What Maria's pictures say, in the order in which they stand in Carla's chat.
fn pictures(chat: Vec<ChatMessage>) -> Vec<(String, i32)> {
    let is_picture = |one: &ChatMessage| one.from_bot && one.file.is_some() && !one.deleted;
    let said = |one: ChatMessage| (one.text.lines().last().unwrap_or_default().to_owned(), one.message_id);
    chat.into_iter().filter(is_picture).map(said).collect()
}

on_both!(pictures_that_a_contact_sends_together_arrive_in_order_and_each_can_be_answered, talk => {
    let captions = ["um", "dois", "três", "quatro", "cinco"];
    // Telegram takes its time over the first: those behind do not pass it.
    let slow = Fault { method: "sendPhoto".to_owned(), chat: None, times: 1, kind: FaultKind::Hang };
    talk.world.telegram.fail_next(slow);
    for caption in captions {
        talk.she_sends(Hers {
            kind: "image",
            mime: "image/jpeg",
            filename: None,
            bytes: Bytes::from_static(samples::JPEG),
            caption: Some(caption),
            is_voice: false,
        });
    }
    talk.carla.until("the first is under way", |telegram| (telegram.hanging() == 1).then_some(())).await;
    all_told(&talk.world).await;
    assert_eq!(pictures(talk.world.telegram.chat(CARLA)), []);
    talk.world.telegram.release();
    let shown = talk
        .carla
        .until("all are there", |telegram| {
            let shown = pictures(telegram.chat(CARLA));
            (shown.len() >= captions.len()).then_some(shown)
        })
        .await;
    assert_eq!(shown.iter().map(|(caption, _)| caption.as_str()).collect::<Vec<_>>(), captions);
    talk.carla.replies(shown[2].1, "Esta mesmo?");
    let seen = talk.she_sees("the answer", |one| one.body == "Esta mesmo?").await;
    let third = talk.phone().messages.into_iter().find(|one| one.body == "três").unwrap();
    assert_eq!(seen.quoted.as_deref(), Some(third.id.as_str()));
});
