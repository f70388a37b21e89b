//! Telegram is out of order: what has to be told is told when it is back.

use super::changed_hands::{held_back, hold_back, let_go, since};
use super::walk::{MARIA, open};
use crate::world::CARLA;
use chrono::TimeDelta;

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
}
