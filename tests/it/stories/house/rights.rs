//! From the wrong side: by command, by a colleague's button, by forged data, by a link, by an answer. And what owners read.

use super::{found, invites, owned, to_person};
use crate::world::{ANA, BRUNO, CARLA, STRANGER};
use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};

#[tokio::test(flavor = "multi_thread")]
async fn nobody_without_the_right_changes_anything_however_they_try() {
    let world = owned().await;
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    let before = found(&world, "select id || role from staff order by id").await;
    to_person(&carla, "Bruno Costa").await;
    let (panel, promote) = carla.button("Tornar gerente").await;
    // A colleague's button.
    ana.types("/menu");
    ana.sees("Olá, Ana").await;
    assert!(ana.taps_data(panel, &promote).await.is_some());
    // Her own panel, with the words of buttons that are not on it.
    let (own, help) = ana.button("❓ Ajuda").await;
    for word in ["hA", "hJ", "hK", "hC:manager", "hH", "hG", "hB:7002", "hV", "hW", "hU:all", "h6", "h."] {
        ana.taps_data(own, &help.replace(":hp", &format!(":{word}"))).await;
    }
    // A command, and words in answer to somebody's panel.
    ana.types("/equipe");
    ana.sees("não está mais disponível para você").await;
    ana.replies(panel, "Tornar gerente");
    // A link for those who belong here already.
    let link = invites(&carla, true, &["Vendas"]).await;
    ana.types(&format!("/start {link}"));
    ana.sees("Você já faz parte da equipe").await;
    assert_eq!(found(&world, "select id || role from staff order by id").await, before);
    let igor = world.person(STRANGER);
    assert!(igor.taps_data(panel, &promote).await.is_none());
    assert_eq!(found(&world, "select id || role from staff order by id").await, before);
    // The link was not used up.
    igor.types(&format!("/start {link}"));
    igor.sees_somewhere("Boas-vindas").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_is_changed_by_nobody() {
    let world = owned().await;
    let carla = world.person(CARLA);
    let link = invites(&carla, true, &["Vendas", "Suporte", "Financeiro"]).await;
    let igor = world.person(STRANGER);
    igor.types(&format!("/start {link}"));
    igor.sees_somewhere("Boas-vindas").await;
    to_person(&igor, "Carla Dias").await;
    assert!(igor.buttons().iter().all(|one| one.contains("Voltar") || one.contains("Cancelar")));
    let (panel, back) = igor.button("Voltar").await;
    for word in ["hC:attendant", "hF:1", "hG", "hD"] {
        igor.taps_data(panel, &back.replace(":bk", &format!(":{word}"))).await;
    }
    assert_eq!(
        found(&world, "select role from staff where id = 7001 and removed_at is null and is_away = 0").await,
        ["owner"]
    );
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn owners_read_who_did_what_and_nobody_can_change_it() {
    let world = owned().await;
    let carla = world.person(CARLA);
    let link = invites(&carla, false, &["Suporte"]).await;
    let igor = world.person(STRANGER);
    igor.types(&format!("/start {link}"));
    igor.sees_somewhere("Boas-vindas").await;
    to_person(&carla, "Bruno Costa").await;
    carla.taps("Tornar gerente").await;
    carla.sees("Salvo").await;
    to_person(&carla, "Igor").await;
    carla.taps("Remover da empresa").await;
    carla.sees("Remover Igor?").await;
    carla.taps("Remover agora").await;
    carla.sees("não faz mais parte").await;
    carla.taps("📜 Mudanças").await;
    let panel = carla.sees("4 mudanças").await;
    for line in [
        "Carla Dias removeu Igor",
        "Carla Dias mudou a função de Bruno Costa para gerente",
        "Igor entrou como atendente (Suporte)",
        "Carla Dias convidou como atendente (Suporte)",
    ] {
        assert!(panel.text.contains(line), "{line}: {}", panel.text);
    }
    // A manager has no such button, and a forged one shows nothing.
    let bruno = world.person(BRUNO);
    bruno.types("/equipe");
    let panel = bruno.sees("Pessoas e equipes").await;
    assert!(!panel.keyboard.iter().flatten().any(|one| one.text.contains("Histórico")));
    let (message, data) = bruno.button("👥 Equipes").await;
    bruno.taps_data(message, &data.replace(":hO", ":h.")).await;
    assert!(!bruno.transcript().contains("mudanças"), "{}", bruno.transcript());

    let options = SqliteConnectOptions::new().filename(world.database());
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    for sql in ["update audit set staff_id = 7002", "delete from audit"] {
        let refused = sqlx::raw_sql(sql).execute(&mut connection).await.unwrap_err();
        assert!(refused.to_string().contains("never changed"), "{refused}");
    }
    connection.close().await.unwrap();
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_joins_a_team_and_is_offered_what_waits_there() {
    let mut world = super::super::walk::in_portuguese().await;
    world.config.telegram.owners = vec![balcao::domain::id::StaffId(STRANGER)];
    world.start().await;
    let igor = world.person(STRANGER);
    to_person(&igor, "Igor · proprietário").await;
    assert!(!igor.buttons().iter().any(|one| one.contains("Remover") || one.contains("Tornar")));
    igor.taps("Equipes da pessoa").await;
    igor.sees("Toque para pôr ou tirar").await;
    igor.taps("⬜️ Vendas").await;
    igor.button("✅ Vendas").await;
    world.cloud.say("5531987654321", "Bom dia!");
    igor.sees_somewhere("Bom dia!").await;
    world.ends_well().await;
}

/// Between the tap and what it does somebody takes her out of the team: the rows decide, not what was true before.
#[tokio::test(flavor = "multi_thread")]
async fn a_card_obeys_nobody_who_has_just_lost_the_right() {
    let world = owned().await;
    let ana = world.person(ANA);
    world.cloud.say("5531987654321", "Bom dia!");
    ana.sees_somewhere("Bom dia!").await;
    let (card, take) = ana.button("Assumir").await;
    let options = SqliteConnectOptions::new().filename(world.database());
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let out = sqlx::raw_sql("delete from staff_team where staff_id = 7003 and team_id = 'vendas'");
    assert_eq!(out.execute(&mut connection).await.unwrap().rows_affected(), 1);
    assert!(ana.taps_data(card, &take).await.is_some());
    sqlx::raw_sql("update staff set removed_at = 1 where id = 7003").execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    assert!(ana.taps_data(card, &take).await.is_some());
    assert_eq!(found(&world, "select state from attendance").await, ["waiting"]);
    world.ends_well().await;
}
