//! Files that are too much for the line, and files that are not: what stands under a file is told in any case, and the
//! file is not left away only because Telegram or the provider is out of order for everybody.

use super::changed_hands::{held_back, hold_back, let_go, since};
use super::walk::{MARIA, open};
use crate::world::{CARLA, World, within};
use balcao::demo::cloud::SentFile;
use balcao::demo::telegram::{Fault, FaultKind};
use bytes::Bytes;
use chrono::TimeDelta;

fn picture() -> SentFile {
    SentFile {
        kind: "image".to_owned(),
        mime: "image/jpeg".to_owned(),
        filename: None,
        bytes: Bytes::from_static(b"\xff\xd8\xff"),
        caption: Some("o portão da frente".to_owned()),
        is_voice: false,
    }
}

/// Pictures do not get to Carla from now on.
fn hold_back_pictures(world: &World) {
    let too_much =
        Fault { method: "sendPhoto".to_owned(), chat: Some(CARLA), times: u32::MAX, kind: FaultKind::Drop };
    world.telegram.fail_next(too_much);
}

both_ways! {
    async fn a_file_that_never_gets_to_telegram_is_told_by_its_words(world) {
        let carla = world.person(CARLA);
        open(&world, &carla, MARIA).await;
        carla.sees("✓✓ entregue").await;
        hold_back_pictures(&world);
        world.cloud.send_media(MARIA, picture()).unwrap();
        for times in 1..5 {
            let telegram = &world.telegram;
            let is_tried = telegram.until(|telegram| (telegram.failed().len() >= times).then_some(()));
            within("the picture is tried in vain", is_tried).await;
            assert!(!carla.transcript().contains("o portão"), "{}", carla.transcript());
            world.turn(TimeDelta::minutes(3));
        }
        let told = carla.sees_somewhere("o portão da frente").await;
        assert!(told.text.contains("Não foi possível trazer o arquivo"), "{}", told.text);
        assert!(told.file.is_none());
        let_go(&world).await;
        assert_eq!(carla.transcript().matches("o portão").count(), 1, "{}", carla.transcript());
        world.ends_well().await;
    }

    async fn a_file_is_shown_when_telegram_is_back_however_long_it_took_nothing(world) {
        let carla = world.person(CARLA);
        open(&world, &carla, MARIA).await;
        carla.sees("✓✓ entregue").await;
        hold_back(&world, CARLA);
        for method in ["sendPhoto", "sendChatAction"] {
            let (chat, kind) = (Some(CARLA), FaultKind::ServerError);
            world.telegram.fail_next(Fault { method: method.to_owned(), chat, times: u32::MAX, kind });
        }
        let before = since(&world);
        world.cloud.send_media(MARIA, picture()).unwrap();
        held_back(&world, CARLA, before).await;
        for _five_minutes in 0..12 {
            let before = since(&world);
            world.turn(TimeDelta::minutes(5));
            held_back(&world, CARLA, before).await;
        }
        let_go(&world).await;
        let shown = carla.sees_somewhere("o portão da frente").await;
        assert!(shown.file.is_some(), "{}", carla.transcript());
        world.ends_well().await;
    }

    async fn what_a_contact_wrote_is_not_given_up_after_a_week(world) {
        let carla = world.person(CARLA);
        open(&world, &carla, MARIA).await;
        carla.sees("✓✓ entregue").await;
        hold_back(&world, CARLA);
        let before = since(&world);
        world.cloud.say(MARIA, "Ainda está aí?").unwrap();
        held_back(&world, CARLA, before).await;
        for _four_days in 0..3 {
            let before = since(&world);
            world.turn(TimeDelta::days(4));
            held_back(&world, CARLA, before).await;
        }
        let_go(&world).await;
        carla.sees_somewhere("Ainda está aí?").await;
        world.ends_well().await;
    }
}
