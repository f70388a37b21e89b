//! Invitations: used once, listed, taken back, over after two days; a wrong one tells nothing.

use super::{found, invites, owned, to_people};
use crate::world::{ANA, CARLA, STRANGER, World};
use balcao::domain::id::StaffId;
use chrono::TimeDelta;

const LINE: &str = "Este bot é só da equipe da empresa";

/// Somebody taps a link that is of no use: they get the polite line of strangers, and nothing else.
async fn is_turned_away(world: &World, id: i64, link: &str) {
    world.telegram.add_person(id, "Alguém", Some("pt-br"));
    let somebody = world.person(id);
    somebody.types(&format!("/start {link}"));
    let line = somebody.sees(LINE).await;
    assert!(line.keyboard.is_empty());
    somebody.types("/equipe");
    somebody.types("/menu");
    let said = world.telegram.chat(id).into_iter().filter(|one| one.from_bot).count();
    assert_eq!(said, 1, "{}", somebody.transcript());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_lets_one_person_in_and_says_what_was_given() {
    let world = owned().await;
    let (carla, igor) = (world.person(CARLA), world.person(STRANGER));
    let link = invites(&carla, false, &["Suporte"]).await;
    igor.types(&format!("/start {link}"));
    igor.sees_somewhere("Olá, Igor").await;
    let welcome = igor.sees_somewhere("Boas-vindas, Igor").await;
    for part in ["Carla Dias convidou você", "atendente", "Suporte"] {
        assert!(welcome.text.contains(part), "{}", welcome.text);
    }
    let told = carla.sees_somewhere("Igor aceitou o convite").await;
    assert!(told.text.contains("atendente, Suporte"), "{}", told.text);
    // A second time by the same person, and by another one.
    igor.types(&format!("/start {link}"));
    igor.sees("Você já faz parte da equipe").await;
    is_turned_away(&world, 8_201, &link).await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_is_wrong_revoked_or_over_tells_nothing() {
    let world = owned().await;
    let carla = world.person(CARLA);
    let link = invites(&carla, false, &["Suporte"]).await;
    is_turned_away(&world, 8_202, &link.replace(|c: char| c.is_ascii_digit(), "0")).await;
    is_turned_away(&world, 8_203, "c").await;
    carla.taps("Revogar").await;
    carla.sees("Convite revogado").await;
    assert!(carla.sees("Nenhum convite em aberto").await.text.contains("Convites"));
    is_turned_away(&world, 8_204, &link).await;

    let late = invites(&carla, true, &["Vendas"]).await;
    to_people(&carla).await;
    carla.taps("🎟 Convites").await;
    carla.sees("1 convite em aberto").await;
    carla.taps("gerente · Vendas").await;
    carla.sees("Feito por Carla Dias").await;
    world.turn(TimeDelta::hours(48) + TimeDelta::seconds(1));
    is_turned_away(&world, 8_205, &late).await;
    to_people(&carla).await;
    carla.taps("🎟 Convites").await;
    carla.sees("Nenhum convite em aberto").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_secret_of_a_link_is_kept_nowhere() {
    let mut world = owned().await;
    let carla = world.person(CARLA);
    let link = invites(&carla, false, &["Suporte"]).await;
    let secret = link.strip_prefix('c').unwrap();
    assert!(secret.len() >= 32, "128 bits at least");
    to_people(&carla).await;
    world.stop().await;
    for name in ["balcao.db", "balcao.db-wal"] {
        let Ok(bytes) = std::fs::read(world.database().with_file_name(name)) else { continue };
        let is_there = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
        assert!(!is_there, "{name} holds the secret");
    }
    world.nothing_invalid();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_invites_attendants_into_their_own_teams_only() {
    let mut world = super::super::walk::in_portuguese().await;
    world.config.staff[0].teams.truncate(1);
    world.start().await;
    let carla = world.person(CARLA);
    to_people(&carla).await;
    carla.taps("➕ Convidar").await;
    let panel = carla.sees("48 horas").await;
    let labels: Vec<_> = panel.keyboard.iter().flatten().map(|one| one.text.clone()).collect();
    assert!(labels.contains(&"✅ Vendas".to_owned()), "{labels:?}");
    assert!(!labels.iter().any(|one| one.contains("Suporte") || one.contains("gerente")), "{labels:?}");
    // By forged buttons of her own panel, too.
    let (message, data) = carla.button("Criar link").await;
    for forged in ["hC:manager", "hE:suporte"] {
        let (message, data) = (message, data.replace("hK", forged));
        carla.taps_data(message, &data).await;
    }
    carla.taps("Criar link").await;
    carla.sees("Convite criado").await;
    assert_eq!(found(&world, "select role from invitation").await, ["attendant"]);
    assert_eq!(found(&world, "select team_id from invitation_team").await, ["vendas"]);
    // An attendant has no such panel.
    let ana = world.person(ANA);
    ana.types("/equipe");
    ana.sees("não está mais disponível para você").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_back_begins_anew_and_a_demoted_managers_links_are_of_no_use() {
    let world = owned().await;
    let carla = world.person(CARLA);
    let link = invites(&carla, true, &["Suporte"]).await;
    let igor = world.person(STRANGER);
    igor.types(&format!("/start {link}"));
    igor.sees_somewhere("Boas-vindas").await;
    let his = invites(&igor, false, &["Suporte"]).await;
    super::to_person(&carla, "Igor").await;
    carla.taps("Tornar atendente").await;
    carla.sees("Salvo").await;
    igor.sees_somewhere("agora você é atendente").await;
    is_turned_away(&world, 8_206, &his).await;
    igor.types("/equipe");
    igor.sees("não está mais disponível para você").await;

    super::to_person(&carla, "Igor").await;
    carla.taps("Remover da empresa").await;
    carla.sees("Remover Igor?").await;
    carla.taps("Remover agora").await;
    carla.sees("não faz mais parte da empresa").await;
    igor.sees_somewhere("Você não faz mais parte da equipe").await;
    igor.types("oi");
    igor.sees(LINE).await;
    let again = invites(&carla, false, &["Vendas"]).await;
    igor.types(&format!("/start {again}"));
    let welcome = igor.until("he is welcome again", |telegram| {
        let all = telegram.chat(STRANGER);
        let welcomes: Vec<_> = all.iter().filter(|one| one.text.contains("Boas-vindas")).cloned().collect();
        (welcomes.len() == 2).then(|| welcomes[1].clone())
    });
    let welcome = welcome.await;
    assert!(welcome.text.contains("Vendas") && !welcome.text.contains("Suporte"), "{}", welcome.text);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_links_of_who_owns_the_company_no_more_are_of_no_use() {
    let mut world = owned().await;
    let link = invites(&world.person(CARLA), true, &["Suporte"]).await;
    assert!(world.stop().await);
    world.config.telegram.owners = vec![StaffId(ANA)];
    world.start().await;
    is_turned_away(&world, 8_207, &link).await;
    world.ends_well().await;
}
