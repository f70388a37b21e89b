//! What waited to be told while an attendance changed hands: it is told to who has it now, and an offer that is over
//! shows nobody what was said, nor does what a contact wrote who is forgotten meanwhile.

use super::forgetting::{concludes, forgets};
use super::handing_over::offered;
use super::walk::{MARIA, at_rest};
use crate::world::{ANA, CARLA, World, within};
use balcao::demo::telegram::{Fault, FaultKind};
use chrono::TimeDelta;
use serde_json::Value;

/// Nothing new is shown to this person from now on.
pub(super) fn hold_back(world: &World, person: i64) {
    for method in ["sendMessage", "sendRichMessage"] {
        let kind = FaultKind::ServerError;
        let chat = Some(person);
        world.telegram.fail_next(Fault { method: method.to_owned(), chat, times: u32::MAX, kind });
    }
}

/// Waits until the bot tried in vain to show something new to the person.
pub(super) async fn held_back(world: &World, person: i64, since: u64) {
    let tried = world.telegram.until(|telegram| {
        let to_them = |chat: &Value| *chat == person || chat.as_str() == Some(&person.to_string());
        let requests = telegram.requests_after(since);
        requests.iter().any(|one| one.status == 500 && to_them(&one.params["chat_id"])).then_some(())
    });
    within("it is tried in vain", tried).await;
}

/// Telegram works again, and the time of the next tries has come.
pub(super) async fn let_go(world: &World) {
    world.telegram.clear_faults();
    for _minute in 0..10 {
        world.turn(TimeDelta::minutes(1));
    }
    at_rest(world).await;
}

pub(super) fn since(world: &World) -> u64 {
    world.telegram.requests().last().map_or(0, |one| one.sequence)
}

both_ways! {
    async fn what_the_contact_wrote_is_shown_to_who_has_the_attendance_when_it_is_shown(world) {
        let (carla, ana, message, accept, _decline) = offered(&world, "👤 Ana Torres", ANA).await;
        let since = since(&world);
        hold_back(&world, CARLA);
        world.cloud.say(MARIA, "Meu endereço mudou").unwrap();
        held_back(&world, CARLA, since).await;
        assert_eq!(ana.taps_data(message, &accept).await, None);
        ana.sees_somewhere("Vendas · WhatsApp Oficial · Ana Torres").await;
        let_go(&world).await;
        let shown = |transcript: &str| transcript.matches("Meu endereço mudou").count();
        assert_eq!(shown(&ana.transcript()), 1, "{}", ana.transcript());
        assert_eq!(shown(&carla.transcript()), 0, "{}", carla.transcript());
        world.ends_well().await;
    }

    async fn an_offer_that_is_over_before_it_is_shown_shows_nothing(world) {
        let (carla, ana, message, _accept, decline) = offered(&world, "👤 Ana Torres", ANA).await;
        assert_eq!(ana.taps_data(message, &decline).await, None);
        carla.sees_somewhere("Ana Torres recusou o atendimento de").await;
        world.cloud.say(MARIA, "Só para você").unwrap();
        carla.sees_somewhere("Só para você").await;
        let since = since(&world);
        hold_back(&world, ANA);
        carla.taps("Transferir").await;
        carla.sees("Para qual equipe ou pessoa?").await;
        carla.taps("👤 Ana Torres").await;
        carla.sees("Até alguém aceitar, continua com você").await;
        held_back(&world, ANA, since).await;
        carla.taps("Concluir").await;
        carla.taps("Dúvidas").await;
        carla.taps("Concluir sem nota").await;
        carla.sees_somewhere("Atendimento concluído").await;
        let_go(&world).await;
        assert!(!ana.transcript().contains("Só para você"), "{}", ana.transcript());
        world.ends_well().await;
    }

    async fn what_a_contact_wrote_who_is_forgotten_meanwhile_is_shown_to_nobody(world) {
        let (carla, ana, message, accept, _decline) = offered(&world, "👤 Ana Torres", ANA).await;
        assert_eq!(ana.taps_data(message, &accept).await, None);
        ana.sees_somewhere("Vendas · WhatsApp Oficial · Ana Torres").await;
        let since = since(&world);
        hold_back(&world, ANA);
        world.cloud.say(MARIA, "Comprei uma zarabatana").unwrap();
        held_back(&world, ANA, since).await;
        carla.types("/atendimentos");
        carla.taps("Outros").await;
        carla.taps("Maria Souza").await;
        carla.sees_somewhere("Vendas · WhatsApp Oficial · Ana Torres").await;
        carla.taps("Assumir").await;
        carla.sees_somewhere("Vendas · WhatsApp Oficial · Carla Dias").await;
        concludes(&carla).await;
        carla.leaves_topic();
        forgets(&carla).await;
        let_go(&world).await;
        let costs = carla.transcript();
        assert!(costs.contains("US$ 0,0068 · cobradas: 1") && !costs.contains("custo desconhecido"), "{costs}");
        for person in [&ana, &carla] {
            let transcript = person.transcript();
            assert!(!transcript.contains("zarabatana") && !transcript.contains("apagada"), "{transcript}");
        }
        world.ends_well().await;
    }
}
