//! The steps of starting an attendance: what each panel says, its buttons, and what is taken by itself.

use super::path::{NUMBER, SHOWN, Step, file, taps_whole, walk};
use crate::world::{ANA, BRUNO, CARLA, Person, World, within};
use balcao::domain::id::TeamId;

/// Whether every one of these words is on a button of its own.
fn offers(person: &Person, words: &[&str]) {
    let buttons = person.buttons();
    for word in words {
        assert!(buttons.iter().any(|one| one.contains(word)), "no «{word}» in {buttons:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_step_says_what_it_is_and_has_its_buttons() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    Step::Number.enter(&carla).await;
    offers(&carla, &["Conversar", "Novo contato", "Cancelar", "Voltar"]);
    Step::SendType.enter(&carla).await;
    let panel = carla.sees("Enviar mensagem").await;
    assert!(panel.text.contains(SHOWN) && panel.text.contains("Selecione o tipo de envio"), "{}", panel.text);
    offers(&carla, &["Iniciar atendimento", "Voltar", "Cancelar"]);
    Step::Channel.enter(&carla).await;
    let buttons = carla.buttons();
    assert!(buttons[0].contains("WhatsApp Oficial") && buttons[0].contains("API Oficial"), "{buttons:?}");
    assert!(buttons[1].contains("Loja Centro") && buttons[1].contains("API Não Oficial"), "{buttons:?}");
    offers(&carla, &["Voltar", "Cancelar"]);
    Step::Team.enter(&carla).await;
    assert_eq!(carla.buttons()[..3], ["Financeiro", "Suporte", "Vendas"]);
    offers(&carla, &["Voltar", "Cancelar"]);
    Step::Templates.enter(&carla).await;
    carla.sees("Modelo de mensagem").await;
    offers(
        &carla,
        &["pedido_confirmado · Utilidade · português", "1/2", "›", "Marketing", "Voltar", "Cancelar"],
    );
    Step::Preview.enter(&carla).await;
    let panel = carla.sees("Pedido confirmado").await;
    for part in ["pedido_confirmado", "Utilidade", "português", "Olá, [1]! Seu pedido [2]", "Loja Aurora"] {
        assert!(panel.text.contains(part), "no «{part}» in {}", panel.text);
    }
    offers(&carla, &["Definir parâmetros", "Voltar", "Cancelar"]);
    Step::First.enter(&carla).await;
    let panel = carla.sees("Parâmetros (1/3)").await;
    for part in ["[1], no texto", "Exemplo: Ana", "Olá, 👉 [1]!"] {
        assert!(panel.text.contains(part), "no «{part}» in {}", panel.text);
    }
    offers(&carla, &["Eu: Carla", "Equipe: Vendas", "Voltar", "Cancelar"]);
    Step::Second.enter(&carla).await;
    let panel = carla.sees("(2/3)").await;
    assert!(panel.text.contains("Olá, Maria! Seu pedido 👉 [2]"), "{}", panel.text);
    Step::Third.enter(&carla).await;
    let panel = carla.sees("(3/3)").await;
    assert!(panel.text.contains("Seu pedido 1042 está confirmado e chega até 👉 [3]"), "{}", panel.text);
    Step::Review.enter(&carla).await;
    let panel = carla.sees("Olá, Maria! Seu pedido 1042 está confirmado e chega até amanhã.").await;
    for part in [
        SHOWN,
        "WhatsApp Oficial",
        "Vendas",
        "Custo estimado: US$ 0,0068 · Utilidade · Brasil",
        "mensagem iniciada pela empresa: a Meta cobra por mensagem entregue",
    ] {
        assert!(panel.text.contains(part), "no «{part}» in {}", panel.text);
    }
    offers(&carla, &["Iniciar atendimento", "?", "Voltar", "Cancelar"]);
    carla.taps("?").await;
    let panel = carla.sees("Como a Meta cobra").await;
    assert!(panel.html.contains("<a href=\"https://"), "{}", panel.html);
    carla.taps("Iniciar atendimento").await;
    carla.sees("✓✓ entregue").await;
    offers(&carla, &["Responder", "Concluir"]);
    assert_eq!(world.cloud.accepted().len(), 1);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn templates_are_the_approved_ones_paged_searched_and_filtered_by_category() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::Templates).await;
    carla.sees("9 modelos aprovados").await;
    let is_template = |one: &&String| one.contains(" · ");
    assert_eq!(carla.buttons().iter().filter(is_template).count(), 8);
    carla.taps("›").await;
    carla
        .until("the second page is shown", |_| carla.buttons().iter().any(|one| one == "2/2").then_some(()))
        .await;
    assert_eq!(carla.buttons().iter().filter(is_template).count(), 1);
    taps_whole(&carla, "Marketing").await;
    carla.sees("3 modelos aprovados").await;
    offers(&carla, &["vitrine_da_semana", "cupom_de_volta", "🚫 colecao_primavera"]);
    assert!(!carla.buttons().iter().any(|one| one.contains("pesquisa_satisfacao")), "it is paused");
    carla.taps("Todos").await;
    carla.sees("9 modelos aprovados").await;
    for (typed, name) in
        [("orcamento", "retorno_orcamento"), ("ORÇAMENTO", "retorno_orcamento"), ("order", "pickup_ready")]
    {
        carla.types(typed);
        carla.sees(&format!("“{typed}”: 1 modelo.")).await;
        offers(&carla, &[name]);
    }
    carla.types("satisfacao");
    carla.sees("nenhum modelo encontrado").await;
    carla.taps("Limpar pesquisa").await;
    carla.sees("9 modelos aprovados").await;
    carla.types("colecao");
    carla.sees("1 modelo.").await;
    carla.taps("colecao_primavera").await;
    carla.sees("não pode ser enviado por aqui: ele tem um carrossel").await;
    assert!(!carla.buttons().iter().any(|one| one.contains("Definir")), "{:?}", carla.buttons());
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_without_gaps_goes_straight_to_the_review() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::Templates).await;
    carla.types("retomar");
    carla.sees("1 modelo.").await;
    carla.taps("retomar_contato").await;
    carla.sees("Custo estimado").await;
    carla.taps("Voltar").await;
    carla.sees("1 modelo.").await;
    carla.taps("retomar_contato").await;
    carla.sees("Custo estimado").await;
    carla.taps("Iniciar atendimento").await;
    carla.sees("✓✓ entregue").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_named_gap_is_asked_once_wherever_it_appears_and_header_comes_before_body_before_button() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::Templates).await;
    carla.types("orcamento");
    carla.sees("1 modelo.").await;
    carla.taps("retorno_orcamento").await;
    carla.sees("Faltam preencher 3").await;
    carla.taps("Definir parâmetros").await;
    let panel = carla.sees("(1/3)").await;
    assert!(
        panel.text.contains("[cliente], no título") && panel.text.contains("Exemplo: Ana"),
        "{}",
        panel.text
    );
    carla.types("Maria");
    let panel = carla.sees("(2/3)").await;
    assert!(panel.text.contains("[numero], no texto"), "{}", panel.text);
    assert!(
        panel.text.contains("Olá, Maria!") && panel.text.contains("está pronto, Maria."),
        "{}",
        panel.text
    );
    carla.types("77");
    let panel = carla.sees("(3/3)").await;
    assert!(panel.text.contains("no botão “Ver orçamento”"), "{}", panel.text);
    assert!(panel.text.contains("Digite o final do link"), "{}", panel.text);
    carla.types("77");
    let panel = carla.sees("Custo estimado").await;
    assert!(panel.text.contains("https://loja-aurora.example/o/77"), "{}", panel.text);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn quick_values_are_the_contacts_first_name_mine_the_teams_and_the_one_used_last() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    file(&carla, NUMBER, "Maria Souza").await;
    for round in 1..=2 {
        carla.types(NUMBER);
        carla.sees("📱 +55").await;
        carla.taps("Conversar").await;
        carla.taps("Iniciar atendimento").await;
        carla.taps("WhatsApp Oficial").await;
        carla.taps("Suporte").await;
        carla.taps("pedido_confirmado").await;
        carla.taps("Definir parâmetros").await;
        carla.sees("(1/3)").await;
        offers(&carla, &["Contato: Maria", "Eu: Carla", "Equipe: Suporte"]);
        carla.taps("Contato: Maria").await;
        carla.sees("(2/3)").await;
        if round == 1 {
            carla.types("1042");
        } else {
            carla.taps("Última vez: 1042").await;
        }
        carla.sees("(3/3)").await;
        carla.taps("Equipe: Suporte").await;
        carla.sees("Olá, Maria! Seu pedido 1042 está confirmado e chega até Suporte.").await;
        carla.taps("Iniciar atendimento").await;
        carla.sees("✓✓ entregue").await;
        carla.taps("Concluir").await;
        carla.taps("Outro").await;
        carla.taps("Concluir sem nota").await;
        carla.sees("Atendimento concluído").await;
    }
    assert_eq!(world.cloud.accepted().len(), 2);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_with_one_answer_is_taken_by_itself_shown_as_taken_and_skipped_on_the_way_back() {
    let world = World::new().await;
    // One team, two channels: the team is taken.
    let ana = world.person(ANA);
    ana.types(NUMBER);
    ana.taps("Conversar").await;
    ana.taps("Iniciar atención").await;
    ana.sees("Elige un canal").await;
    ana.taps("WhatsApp Oficial").await;
    let panel = ana.sees("Plantilla de mensaje").await;
    assert!(panel.text.contains("Vendas (único disponible)"), "{}", panel.text);
    assert!(!panel.text.contains("WhatsApp Oficial (único disponible)"), "{}", panel.text);
    ana.taps("Volver").await;
    ana.sees("Elige un canal").await;
    // Two teams, one channel: the channel is taken.
    let bruno = world.person(BRUNO);
    bruno.types(NUMBER);
    bruno.taps("Talk").await;
    bruno.taps("Start conversation").await;
    let panel = bruno.sees("Choose a team").await;
    assert!(panel.text.contains("WhatsApp Oficial (the only one)"), "{}", panel.text);
    assert_eq!(bruno.buttons()[..2], ["Financeiro", "Suporte"]);
    bruno.taps("Back").await;
    bruno.sees("Choose what to send").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_one_team_and_one_channel_both_are_taken() {
    let mut world = World::empty().await;
    for person in &mut world.config.staff {
        if person.telegram_id.0 == CARLA {
            person.teams = vec![TeamId::new("suporte").unwrap()];
        }
    }
    world.start().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::SendType).await;
    carla.taps("Iniciar atendimento").await;
    let panel = carla.sees("Modelo de mensagem").await;
    assert!(panel.text.contains("WhatsApp Oficial (único disponível)"), "{}", panel.text);
    assert!(panel.text.contains("Suporte (único disponível)"), "{}", panel.text);
    carla.taps("Voltar").await;
    carla.sees("Selecione o tipo de envio").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_is_down_is_shown_as_such_and_cannot_be_chosen() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    world.evolution.set_connected(false);
    let taken = |evolution: &balcao::demo::evolution::DemoEvolution| {
        (evolution.webhooks_under_way() == 0).then_some(())
    };
    within("the service knows", world.evolution.until(taken)).await;
    walk(&carla, Step::Channel).await;
    offers(&carla, &["🚫 Loja Centro · API Não Oficial · desconectado"]);
    carla.taps("Loja Centro").await;
    let panel = carla.sees("o celular do canal está desconectado").await;
    assert!(panel.text.contains("Selecione um canal"), "{}", panel.text);
    world.evolution.set_connected(true);
    within("the service knows", world.evolution.until(taken)).await;
    carla.taps("Loja Centro").await;
    carla.sees("Vendas · Loja Centro · Carla").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_only_channel_is_not_taken_by_itself_while_it_is_down() {
    let mut world = World::empty().await;
    for team in &mut world.config.teams {
        team.channels.retain(|one| one.as_str() == "loja");
    }
    world.start().await;
    let carla = world.person(CARLA);
    world.evolution.set_connected(false);
    let taken = |evolution: &balcao::demo::evolution::DemoEvolution| {
        (evolution.webhooks_under_way() == 0).then_some(())
    };
    within("the service knows", world.evolution.until(taken)).await;
    walk(&carla, Step::Channel).await;
    offers(&carla, &["🚫 Loja Centro · API Não Oficial · desconectado"]);
    carla.taps("Loja Centro").await;
    carla.sees("o celular do canal está desconectado").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_teams_of_the_person_that_may_use_the_channel_are_offered() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::Channel).await;
    let (panel, data) = carla.button("WhatsApp Oficial").await;
    carla.taps("WhatsApp Oficial").await;
    carla.sees("Selecione uma equipe").await;
    assert_eq!(carla.buttons()[..3], ["Financeiro", "Suporte", "Vendas"]);
    // Only Vendas may use the unofficial one: it is taken, and the attendance opens.
    carla.taps("Voltar").await;
    carla.sees("Selecione um canal").await;
    carla.taps("Loja Centro").await;
    let card = carla.sees("Vendas · Loja Centro · Carla").await;
    assert!(card.text.contains("O que você escrever agora vai para este contato"), "{}", card.text);
    assert_eq!(carla.taps_data(panel, &data).await.as_deref(), Some("Este menu não vale mais"));
    // A team that is not Bruno's, on a button made up by a foreign client.
    let bruno = world.person(BRUNO);
    bruno.types("11 98888-7777");
    bruno.taps("Talk").await;
    bruno.taps("Start conversation").await;
    bruno.sees("Choose a team").await;
    let (panel, data) = bruno.button("Suporte").await;
    bruno.taps_data(panel, &data.replace("te:suporte", "te:vendas")).await;
    let panel = bruno.sees("no longer available to you").await;
    assert!(panel.text.contains("Choose a team"), "{}", panel.text);
    world.ends_well().await;
}
