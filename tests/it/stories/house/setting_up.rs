//! From an empty database to a company at work, with nothing but a phone.

use super::{found, invites, owned, to_people, to_team};
use crate::world::{CARLA, World, within};
use balcao::domain::id::StaffId;
use balcao::run::demo::{Demo, DemoOptions};
use std::net::SocketAddr;

/// Creates a team that may use these channels.
async fn creates(world: &World, team: &str, channels: &[&str]) {
    let carla = world.person(CARLA);
    to_people(&carla).await;
    carla.taps("👥 Equipes").await;
    carla.sees("Equipes").await;
    carla.taps("Nova equipe").await;
    carla.sees("Digite o nome").await;
    carla.types(team);
    carla.sees(&format!("Canais de {team}")).await;
    for channel in channels {
        carla.taps(&format!("⬜️ {channel}")).await;
        carla.button(&format!("✅ {channel}")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn three_teams_and_six_people_are_set_up_with_an_owner_in_the_configuration_alone() {
    let mut world = World::empty().await;
    world.telegram.add_person(CARLA, "Carla", Some("pt-br"));
    world.config.teams.clear();
    world.config.staff.clear();
    world.config.telegram.owners = vec![StaffId(CARLA)];
    world.start().await;
    let carla = world.person(CARLA);

    carla.types("/equipe");
    carla.sees("1 pessoa").await;
    carla.taps("➕ Convidar").await;
    carla.sees("crie uma antes").await;
    // Somebody writes before there is anybody to receive them: it is not lost.
    world.evolution.say("5511988887777", "Já abriram?").unwrap();
    creates(&world, "Vendas", &["WhatsApp Oficial", "Loja Centro"]).await;
    let waiting = found(&world, "select state from attendance").await;
    assert_eq!(waiting, ["waiting"]);
    // While a team has nobody, its owner is told.
    carla.sees_somewhere("Já abriram?").await;
    creates(&world, "Suporte", &["WhatsApp Oficial"]).await;
    creates(&world, "Financeiro", &["WhatsApp Oficial"]).await;

    let hired: [(i64, &str, bool, &[&str]); 5] = [
        (8_101, "Rita", true, &["Vendas", "Suporte"]),
        (8_102, "Davi", false, &["Vendas"]),
        (8_103, "Lia", false, &["Vendas"]),
        (8_104, "Caio", false, &["Suporte"]),
        (8_105, "Nina", false, &["Financeiro"]),
    ];
    for (id, name, is_manager, teams) in hired {
        world.telegram.add_person(id, name, Some("pt-br"));
        let link = invites(&carla, is_manager, teams).await;
        let newcomer = world.person(id);
        newcomer.types(&format!("/start {link}"));
        let welcome = newcomer.sees_somewhere("Boas-vindas").await;
        let role = if is_manager { "gerente" } else { "atendente" };
        assert!(welcome.text.contains(role) && welcome.text.contains(teams[0]), "{}", welcome.text);
        carla.sees_somewhere(&format!("{name} aceitou o convite")).await;
    }
    assert_eq!(found(&world, "select name from staff where removed_at is null").await.len(), 6);

    // It is a company at work: who writes first is received by the first team that got the channel.
    world.evolution.say(super::super::walk::MARIA, "Oi, vocês têm estoque?").unwrap();
    for id in [8_101, 8_102, 8_103] {
        world.person(id).sees_somewhere("vocês têm estoque?").await;
    }
    assert!(!world.person(8_104).transcript().contains("estoque"), "Caio is in Suporte");
    let davi = world.person(8_102);
    davi.taps("Assumir").await;
    davi.sees_somewhere("Vendas · Loja Centro · Davi").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn which_team_receives_who_writes_first_is_changed_in_the_chat() {
    let world = owned().await;
    let carla = world.person(CARLA);
    to_team(&carla, "Vendas").await;
    carla.taps("Canais da equipe").await;
    carla.sees("Canais de Vendas").await;
    carla.taps("✅ WhatsApp Oficial").await;
    carla.sees("Esta é a equipe padrão de WhatsApp Oficial").await;
    to_people(&carla).await;
    carla.taps("👥 Equipes").await;
    carla.sees("Equipes").await;
    carla.taps("Equipe padrão").await;
    carla.sees("Quem escreve primeiro").await;
    carla.taps("WhatsApp Oficial → Vendas").await;
    carla.sees("Qual equipe recebe").await;
    carla.taps("Suporte").await;
    carla.sees("Salvo").await;
    world.cloud.say("5531987654321", "Bom dia!");
    world.person(crate::world::BRUNO).sees_somewhere("Bom dia!").await;
    assert!(!world.person(crate::world::ANA).transcript().contains("Bom dia!"));
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_can_begin_with_an_owner_alone() {
    let options = DemoOptions { empty: true, ..DemoOptions::default() };
    let demo = Demo::start(SocketAddr::from(([127, 0, 0, 1], 0)), options).await.unwrap();
    assert_eq!(demo.stage.people.len(), 6);
    let telegram = demo.stage.telegram.clone();
    telegram.type_text(CARLA, "/equipe");
    let listed = telegram.until(|telegram| {
        let last = telegram.last(CARLA)?;
        last.text.contains("1 pessoa").then_some(())
    });
    within("Carla sees that she is alone", listed).await;
    demo.stop().await;
}
