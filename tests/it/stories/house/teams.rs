//! Teams: archived with what they have, and who sees what they do.

use super::super::walk::{MARIA, open};
use super::{invites, owned, to_people, to_team};
use crate::world::{ANA, BRUNO, CARLA, Person, STRANGER};

/// Vendas is archived for Suporte, which may use all channels of it from now on.
async fn vendas_goes_to_suporte(carla: &Person) {
    to_team(carla, "Suporte").await;
    carla.taps("Canais da equipe").await;
    carla.sees("Canais de Suporte").await;
    carla.taps("⬜️ Loja Centro").await;
    carla.button("✅ Loja Centro").await;
    to_team(carla, "Vendas").await;
    carla.taps("🗄 Arquivar").await;
    carla.sees("Arquivar Vendas?").await;
    carla.taps("👥 Suporte").await;
    carla.sees_somewhere("Vendas foi arquivada").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archived_team_gives_what_it_has_to_another_one_and_is_offered_no_more() {
    let world = owned().await;
    let (carla, bruno) = (world.person(CARLA), world.person(BRUNO));
    world.cloud.say("5531987654321", "Bom dia!");
    carla.sees_somewhere("Bom dia!").await;
    to_team(&carla, "Vendas").await;
    carla.taps("🗄 Arquivar").await;
    let panel = carla.sees("Arquivar Vendas?").await;
    assert!(panel.text.contains("1 atendimento está nela"), "{}", panel.text);
    // It also receives on the other channel, which no other team may use.
    assert!(panel.text.contains("Nenhuma outra equipe usa esses canais"), "{}", panel.text);
    vendas_goes_to_suporte(&carla).await;
    let card = bruno.sees_somewhere("Bom dia!").await;
    assert!(card.text.contains("Suporte · WhatsApp Oficial"), "{}", card.text);
    // Who writes first on its channels is received by the other one.
    world.evolution.say(MARIA, "Alguém aí?").unwrap();
    bruno.sees_somewhere("Alguém aí?").await;
    let ana = world.person(ANA);
    super::super::walk::to_channels(&ana, "5511988887777").await;
    ana.sees("Suas equipes não têm nenhum canal").await;
    // It can be used again.
    to_team(&carla, "🗄 Vendas").await;
    carla.taps("Reativar").await;
    carla.sees("Salvo").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_that_keeps_to_itself_shows_what_one_has_to_nobody_but_managers() {
    let world = owned().await;
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    let link = invites(&carla, false, &["Vendas"]).await;
    let igor = world.person(STRANGER);
    igor.types(&format!("/start {link}"));
    igor.sees_somewhere("Boas-vindas").await;
    open(&world, &ana, MARIA).await;
    ana.sees_somewhere("✓✓ entregue").await;
    let (card, conclude) = ana.button("Concluir").await;
    let others = |person: Person, count: u32| async move {
        person.types("/atendimentos");
        person.sees("Atendimentos").await;
        person.button(&format!("Outros ({count})")).await
    };
    others(igor.clone(), 1).await;

    to_team(&carla, "Vendas").await;
    carla.taps("Só o próprio").await;
    carla.sees("cada um vê só os seus").await;
    others(igor.clone(), 0).await;
    others(carla.clone(), 1).await;
    // From the wrong side: the button of a colleague's card, and its number.
    assert!(igor.taps_data(card, &conclude).await.is_none());
    igor.types(&format!("/start n{MARIA}"));
    let panel = igor.sees("📱").await;
    assert!(!panel.text.contains("Ana Torres"), "{}", panel.text);

    to_team(&carla, "Vendas").await;
    carla.taps("👀 Todos").await;
    carla.sees("todos da empresa veem").await;
    others(world.person(BRUNO), 1).await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_is_renamed_for_everybody_at_once() {
    let world = owned().await;
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    world.cloud.say("5531987654321", "Bom dia!");
    ana.sees_somewhere("Vendas · WhatsApp Oficial").await;
    to_team(&carla, "Vendas").await;
    carla.taps("Renomear").await;
    carla.sees("Digite o novo nome").await;
    carla.types("suporte");
    carla.sees("Já há uma equipe com esse nome").await;
    carla.types("Pré-venda");
    carla.sees("Salvo").await;
    ana.sees_somewhere("Pré-venda · WhatsApp Oficial").await;
    to_people(&carla).await;
    carla.taps("📜 Mudanças").await;
    carla.sees("renomeou uma equipe para Pré-venda").await;
    world.ends_well().await;
}

/// Who wants no notices of teams gets none of what comes into the team from another one, as long as somebody else does.
#[tokio::test(flavor = "multi_thread")]
async fn what_comes_from_an_archived_team_is_shown_to_who_wants_to_be_told() {
    let world = owned().await;
    let (carla, bruno) = (world.person(CARLA), world.person(BRUNO));
    bruno.types("/ajustes");
    bruno.taps("Avisos").await;
    bruno.taps("Só dos meus atendimentos").await;
    bruno.sees("Só dos meus atendimentos").await;
    world.cloud.say("5531987654321", "Bom dia!");
    carla.sees_somewhere("Bom dia!").await;
    vendas_goes_to_suporte(&carla).await;
    let card = carla.sees_somewhere("Suporte · WhatsApp Oficial").await;
    assert!(card.text.contains("Bom dia!"), "{}", card.text);
    super::super::walk::all_told(&world).await;
    assert!(!bruno.transcript().contains("Bom dia!"), "{}", bruno.transcript());
    world.ends_well().await;
}
