//! What people set for themselves, and what owners set for the company.

use super::talk::UNOFFICIAL;
use super::walk::{MARIA, open_unofficial};
use crate::world::{ANA, CARLA, World};
use balcao::domain::id::StaffId;
use chrono::TimeDelta;

on_both!(a_signature_stands_above_what_is_written, talk => {
    let carla = &talk.carla;
    carla.leaves_topic();
    carla.types("/ajustes");
    carla.sees("Assinatura: desligada").await;
    carla.taps("Nome").await;
    carla.sees("Digite o nome").await;
    carla.types("duas\nlinhas");
    carla.sees("Digite um nome de 1 a 40").await;
    carla.types("Carla da *Loja*");
    carla.sees("Para os contatos você é Carla da Loja").await;
    carla.taps("Assinar").await;
    carla.sees("Assinatura: ligada").await;
    let card = carla.sees_somewhere("Vendas · ").await;
    let own = carla.replies(card.message_id, "Bom dia!");
    talk.she_sees("the words with the name", |one| one.body == "*Carla da Loja:*\nBom dia!").await;
    if talk.channel == UNOFFICIAL {
        talk.world.telegram.edit_text(CARLA, own, "Boa tarde!");
        talk.she_sees("the change with the name", |one| one.body == "*Carla da Loja:*\nBoa tarde!").await;
    }
    let signing = carla.sees_somewhere("Assinatura: ligada").await.message_id;
    carla.types("/ajustes");
    carla
        .until("there is a new panel", |telegram| {
            telegram.last(CARLA).filter(|last| last.message_id > signing && last.text.contains("ligada"))
        })
        .await;
    carla.taps("Não assinar").await;
    carla.sees("Assinatura: desligada").await;
    carla.replies(card.message_id, "Tchau!");
    talk.she_sees("the words alone", |one| one.body == "Tchau!").await;
});

both_ways! {
    /// At night everything comes, without a sound; what answers a tap is heard as ever.
    async fn quiet_hours_are_quiet(world) {
        let carla = world.person(CARLA);
        open_unofficial(&carla, MARIA).await;
        carla.leaves_topic();
        carla.types("/ajustes");
        carla.sees("Sem som: nunca").await;
        carla.taps("Horário sem som").await;
        carla.types("de noite");
        carla.sees("Digite dois horários").await;
        carla.types("22h às 7h");
        carla.sees("22:00–07:00").await;
        world.evolution.say(MARIA, "Ainda é dia").unwrap();
        let seen = carla.sees_somewhere("Ainda é dia").await;
        assert!(!seen.is_silent, "it is three in the afternoon");
        world.turn(TimeDelta::hours(8));
        world.evolution.say(MARIA, "Já é noite").unwrap();
        let seen = carla.sees_somewhere("Já é noite").await;
        assert!(seen.is_silent, "it is eleven at night");
        carla.types("/menu");
        assert!(!carla.sees("Olá, Carla").await.is_silent, "it was asked for");
        world.ends_well().await;
    }
}

/// Who wants no notices of the team gets none, as long as somebody else does.
#[tokio::test(flavor = "multi_thread")]
async fn a_contact_who_writes_first_is_never_unseen() {
    let world = World::new().await;
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    ana.types("/ajustes");
    ana.taps("Avisos").await;
    ana.taps("Solo de mis atenciones").await;
    ana.sees("Solo de mis atenciones").await;
    world.cloud.say(MARIA, "Tem alguém aí?").unwrap();
    carla.sees("Tem alguém aí?").await;
    assert!(!ana.transcript().contains("Tem alguém aí?"), "{}", ana.transcript());
    // Now Carla wants none either: both are told.
    carla.types("/ajustes");
    carla.taps("Avisos").await;
    carla.taps("Nenhum").await;
    carla.sees("Nenhum, e sempre sem som").await;
    world.cloud.say("5511988887777", "E agora?").unwrap();
    assert!(carla.sees("E agora?").await.is_silent);
    ana.sees("E agora?").await;
    world.ends_well().await;
}

/// Owners set for how long a contact comes back to the same person; others do not even see it.
#[tokio::test(flavor = "multi_thread")]
async fn the_company_is_set_by_owners_only() {
    let mut world = World::empty().await;
    world.config.telegram.owners = vec![StaffId(CARLA)];
    world.start().await;
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    carla.types("/ajustes");
    carla.sees("Ajustes").await;
    carla.taps("Empresa").await;
    carla.sees("até 12 horas depois").await;
    let (_panel, reopening) = carla.button("Prazo").await;
    carla.taps("Ler os modelos agora").await;
    carla.sees("Os modelos estão sendo lidos").await;
    carla.taps("Prazo").await;
    for wrong in ["amanhã", "721", "-1"] {
        carla.types(wrong);
        carla.sees("de 0 a 720").await;
    }
    carla.types("0");
    carla.sees("espera sempre por alguém da equipe").await;
    carla.types("/equipe");
    carla.taps("📜 Mudanças").await;
    carla.sees("mudou o prazo para voltar à mesma pessoa (horas: 0)").await;
    // It holds: what is concluded and written to again is new, and waits.
    ana.types("/ajustes");
    ana.sees("Ajustes").await;
    assert!(!ana.buttons().iter().any(|button| button.contains("Empresa")), "{:?}", ana.buttons());
    // The data of the owner's button, with Ana's own panel around it.
    let mine = ana.sees("Ajustes").await;
    let forged = mine.keyboard.iter().flatten().find_map(|button| button.data.clone()).unwrap();
    let (head, _action) = forged.rsplit_once("se:").unwrap();
    let (_owners, action) = reopening.rsplit_once("se:").unwrap();
    ana.taps_data(mine.message_id, &format!("{head}se:{action}")).await;
    ana.sees("⚠️").await;
    assert!(!ana.transcript().contains("Plazo"), "{}", ana.transcript());
    world.ends_well().await;
}

/// What was set is there after a restart, and stands above the configuration.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_set_stays() {
    let mut world = World::empty().await;
    world.config.telegram.owners = vec![StaffId(CARLA)];
    world.start().await;
    let carla = world.person(CARLA);
    carla.types("/ajustes");
    carla.taps("Assinar").await;
    carla.sees("Assinatura: ligada").await;
    carla.taps("Empresa").await;
    carla.taps("Prazo").await;
    carla.types("48h");
    carla.sees("até 48 horas depois").await;
    assert!(world.stop().await);
    world.start().await;
    carla.types("/ajustes");
    carla.sees("Assinatura: ligada").await;
    carla.taps("Empresa").await;
    carla.sees("até 48 horas depois").await;
    world.ends_well().await;
}
