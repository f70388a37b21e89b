//! A right that was lost a moment ago, of which the service's copy of the company does not know yet: it is asked once more
//! where the change is carried out.

use super::{behind_its_back, found, invites, owned, to_person, to_team};
use crate::world::{CARLA, Person, STRANGER, World};

const GONE: &str = "update staff set role = 'attendant' where id = 7001";

/// What nothing of these stories may change.
async fn everything(world: &World) -> Vec<String> {
    let mut all = Vec::new();
    for sql in [
        "select name || ' ' || value from company_setting order by name",
        "select word || ' ' || body from quick_reply order by word",
        "select staff_id || ' ' || team_id from staff_team order by staff_id, team_id",
        "select name || role || is_away || coalesce(removed_at, '') from staff order by id",
        "select name || visibility || coalesce(hours, '') || coalesce(absence, '') from team order by id",
        "select day from holiday order by day",
        "select id from invitation where revoked_at is null order by id",
        "select id || coalesce(default_team_id, '') from channel order by id",
    ] {
        all.extend(found(world, sql).await);
    }
    all
}

async fn is_refused(person: &Person) {
    person.sees_somewhere("não está mais disponível para você").await;
}

/// A manager of these teams who joined a moment ago.
async fn igor_manages(world: &World, teams: &[&str]) -> Person {
    let (carla, igor) = (world.person(CARLA), world.person(STRANGER));
    let link = invites(&carla, true, teams).await;
    igor.types(&format!("/start {link}"));
    igor.sees_somewhere("Boas-vindas").await;
    igor
}

#[tokio::test(flavor = "multi_thread")]
async fn the_company_is_not_set_by_who_owns_it_no_more() {
    let world = owned().await;
    let carla = world.person(CARLA);
    carla.types("/ajustes");
    carla.taps("Empresa").await;
    carla.taps("Prazo").await;
    carla.sees("0").await;
    let before = everything(&world).await;
    behind_its_back(&world, GONE).await;
    carla.types("24");
    is_refused(&carla).await;
    behind_its_back(&world, "update staff set role = 'owner' where id = 7001").await;
    assert_eq!(everything(&world).await, before);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_of_the_company_is_neither_kept_nor_removed_by_who_owns_it_no_more() {
    let world = owned().await;
    let carla = world.person(CARLA);
    let writes = async |word: &str, text: &str| {
        // Each panel is there before it is tapped: the one before has buttons of the same name.
        carla.types("/ajustes");
        carla.sees("Avisos:").await;
        carla.taps("Respostas").await;
        carla.sees("Respostas rápidas").await;
        carla.taps("Nova").await;
        carla.sees("Digite a palavra").await;
        carla.types(word);
        carla.sees(&format!("/{word}")).await;
        carla.types(text);
        carla.button("empresa").await
    };
    let (panel, company) = writes("pix", "A chave é 123.").await;
    carla.taps_data(panel, &company).await;
    carla.sees("/pix").await;
    let (panel, company) = writes("frete", "Entregamos hoje.").await;
    behind_its_back(&world, GONE).await;
    carla.taps_data(panel, &company).await;
    is_refused(&carla).await;
    assert_eq!(found(&world, "select word from quick_reply").await, ["pix"]);
    // She is an owner as far as the service knows, opens the one that there is, and loses the right before she removes it.
    behind_its_back(&world, "update staff set role = 'owner' where id = 7001").await;
    carla.types("/disponivel");
    carla.sees_somewhere("Você está disponível").await;
    carla.types("/ajustes");
    carla.sees("Avisos:").await;
    carla.taps("Respostas").await;
    carla.sees("Respostas rápidas (1)").await;
    carla.taps("/pix · A chave é 123.").await;
    let (panel, remove) = carla.button("🗑 Apagar").await;
    behind_its_back(&world, GONE).await;
    carla.taps_data(panel, &remove).await;
    is_refused(&carla).await;
    assert_eq!(found(&world, "select word from quick_reply").await, ["pix"]);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_put_into_a_team_by_who_manages_it_no_more() {
    let world = owned().await;
    let igor = igor_manages(&world, &["Vendas", "Suporte"]).await;
    to_person(&igor, "Ana Torres").await;
    igor.taps("Equipes da pessoa").await;
    let (panel, suporte) = igor.button("⬜️ Suporte").await;
    behind_its_back(&world, "delete from staff_team where staff_id = 7009 and team_id = 'suporte'").await;
    let before = everything(&world).await;
    igor.taps_data(panel, &suporte).await;
    is_refused(&igor).await;
    assert_eq!(everything(&world).await, before);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hours_of_a_team_are_not_set_by_who_manages_another_one() {
    let world = owned().await;
    let igor = igor_manages(&world, &["Vendas"]).await;
    to_team(&igor, "Vendas").await;
    igor.taps("Horário").await;
    let (panel, usual) = igor.button("Seg").await;
    behind_its_back(&world, "update staff_team set team_id = 'suporte' where staff_id = 7009").await;
    igor.taps_data(panel, &usual).await;
    is_refused(&igor).await;
    assert!(found(&world, "select hours from team where hours is not null").await.is_empty());
    world.ends_well().await;
}
