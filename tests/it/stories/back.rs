//! Going back, leaving, and going on later: nothing that was typed is lost.

use super::path::{NUMBER, Step, file, walk};
use crate::world::{CARLA, World};
use chrono::TimeDelta;

#[tokio::test(flavor = "multi_thread")]
async fn back_goes_one_step_at_a_time_from_the_review_to_the_contacts_and_keeps_what_was_typed() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::Review).await;
    for step in Step::ALL.into_iter().rev().skip(1) {
        carla.taps("Voltar").await;
        let panel = carla.sees(step.says()).await;
        let kept = match step {
            Step::First => Some("Maria"),
            Step::Second => Some("1042"),
            Step::Third => Some("amanhã"),
            _ => None,
        };
        if let Some(kept) = kept {
            let label = format!("Manter: {kept}");
            assert!(carla.buttons().iter().any(|one| one.contains(&label)), "{:?}", carla.buttons());
            assert!(panel.text.contains(kept), "{}", panel.text);
        }
    }
    carla.taps("Voltar").await;
    carla.sees("Contatos").await;
    carla.taps("Voltar").await;
    carla.sees("Olá, Carla").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn values_are_there_again_when_the_same_template_is_chosen_after_going_back() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::Review).await;
    for back_to in [Step::Templates, Step::Team, Step::Channel, Step::SendType, Step::Number] {
        let way: Vec<Step> = Step::ALL.into_iter().filter(|step| *step >= back_to).collect();
        for step in way.iter().rev().skip(1) {
            carla.taps("Voltar").await;
            carla.sees(step.says()).await;
        }
        for step in way.iter().skip(1).filter(|step| **step < Step::Preview) {
            step.enter(&carla).await;
        }
        carla.taps("pedido_confirmado").await;
        let panel = carla.sees("Olá, Maria! Seu pedido 1042 está confirmado e chega até amanhã.").await;
        assert!(panel.text.contains("Modelo de mensagem"), "{}", panel.text);
        carla.taps("Definir parâmetros").await;
        for (position, value) in [("(1/3)", "Maria"), ("(2/3)", "1042"), ("(3/3)", "amanhã")] {
            carla.sees(position).await;
            carla.taps(&format!("Manter: {value}")).await;
        }
        carla.sees("Custo estimado").await;
    }
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_is_there_again_after_going_back() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::Templates).await;
    carla.types("pedido");
    carla.sees("“pedido”: ").await;
    carla.taps("pedido_confirmado").await;
    carla.sees("Faltam preencher").await;
    carla.taps("Voltar").await;
    carla.sees("“pedido”: ").await;
    // The contacts', too, from as far as the channel.
    carla.types("/menu");
    carla.sees("Olá, Carla").await;
    file(&carla, "11 98888-7777", "João Pereira").await;
    carla.types("/contatos");
    carla.sees("Pesquisar").await;
    carla.types("joa");
    carla.sees("“joa”: ").await;
    carla.taps("João Pereira").await;
    carla.sees("Nenhum atendimento").await;
    carla.taps("Conversar").await;
    carla.sees("Selecione o tipo").await;
    carla.taps("Iniciar").await;
    carla.sees("Selecione um canal").await;
    for says in ["Selecione o tipo", "Nenhum atendimento", "“joa”: "] {
        carla.taps("Voltar").await;
        carla.sees(says).await;
    }
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cancel_leads_home_from_every_step_and_the_draft_goes_on_where_it_was_left() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    for step in Step::ALL {
        step.enter(&carla).await;
        carla.taps("Cancelar").await;
        let menu = carla.sees("Olá, Carla").await;
        assert!(menu.text.contains("atendimento pela metade"), "{step:?}: {}", menu.text);
        carla.taps("Continuar de onde parou").await;
        carla.sees(step.says()).await;
    }
    carla.taps("Iniciar atendimento").await;
    carla.sees("✓✓ entregue").await;
    carla.types("/menu");
    let menu = carla.sees("Olá, Carla").await;
    assert!(!menu.text.contains("pela metade"), "{}", menu.text);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_commands_lead_home_from_every_step_and_from_every_list() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    for step in Step::ALL {
        for command in ["/menu", "/cancelar", "/start", "/menu@loja_aurora_bot"] {
            if command == "/menu" {
                step.enter(&carla).await;
            }
            carla.types(command);
            carla.sees("Olá, Carla").await;
            carla.taps("Continuar de onde parou").await;
            carla.sees(step.says()).await;
        }
    }
    for (command, says) in [
        ("/novo", "Contatos"),
        ("/contatos", "Contatos"),
        ("/atendimentos", "Atendimentos"),
        ("/fila", "Fila"),
        ("/idioma", "Idioma"),
        ("/ajuda", "Ajuda"),
    ] {
        carla.types(command);
        carla.sees(says).await;
        carla.types("/cancelar");
        carla.sees("Olá, Carla").await;
    }
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cancel_leads_home_from_the_steps_beside_the_path() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    carla.types("/novo");
    carla.sees("Contatos").await;
    carla.taps("Cancelar").await;
    carla.sees("Olá, Carla").await;
    carla.taps("Novo atendimento").await;
    carla.sees("Contatos").await;
    carla.taps("Novo contato").await;
    carla.sees("Digite ou cole o número").await;
    carla.taps("Voltar").await;
    carla.sees("Ninguém por aqui").await;
    carla.taps("Novo contato").await;
    carla.sees("Digite ou cole o número").await;
    carla.taps("Cancelar").await;
    carla.sees("Olá, Carla").await;
    carla.types("51 99999-8888 e 11 98888-7777");
    carla.sees("Qual destes números?").await;
    carla.taps("Cancelar").await;
    carla.sees("Olá, Carla").await;
    carla.types(NUMBER);
    carla.sees("Ainda não está").await;
    carla.taps("Novo contato").await;
    carla.sees("Nome do contato").await;
    carla.taps("Voltar").await;
    carla.sees("Ainda não está").await;
    carla.taps("Novo contato").await;
    carla.sees("Nome do contato").await;
    carla.taps("Cancelar").await;
    carla.sees("Olá, Carla").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_offered_for_a_day_and_not_longer() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::Second).await;
    carla.taps("Cancelar").await;
    carla.sees("Olá, Carla").await;
    world.turn(TimeDelta::hours(24) - TimeDelta::minutes(1));
    carla.types("/menu");
    let menu = carla.sees("pela metade").await;
    let (message, data) = carla.button("Continuar de onde parou").await;
    assert_eq!(menu.message_id, message);
    world.turn(TimeDelta::minutes(2));
    carla.types("/menu");
    carla
        .until("a fresh menu without the draft", |telegram| {
            let last = telegram.last(CARLA)?;
            (last.from_bot && last.message_id > message && !last.text.contains("pela metade")).then_some(())
        })
        .await;
    // The button of the menu of yesterday brings nothing back.
    assert!(carla.taps_data(message, &data).await.is_some());
    carla.types("/menu");
    let menu = carla.sees("Olá, Carla").await;
    assert!(!menu.text.contains("pela metade"), "{}", menu.text);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_left_lying_open_is_taken_up_within_a_day_and_is_the_menu_after_it() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::Second).await;
    world.turn(TimeDelta::hours(23));
    carla.types("1042");
    carla.sees("(3/3)").await;
    world.turn(TimeDelta::hours(25));
    carla.types("amanhã");
    let menu = carla.sees("Olá, Carla").await;
    assert!(!menu.text.contains("pela metade"), "{}", menu.text);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_and_an_open_step_survive_a_restart_and_a_crash() {
    let mut world = World::new().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::Third).await;
    assert!(world.stop().await, "the service ends in order");
    world.start().await;
    carla.types("amanhã");
    carla.sees("Olá, Maria! Seu pedido 1042 está confirmado e chega até amanhã.").await;
    carla.taps("Cancelar").await;
    carla.sees("pela metade").await;
    world.kill();
    world.start().await;
    carla.taps("Continuar de onde parou").await;
    carla.sees("Custo estimado").await;
    carla.taps("Voltar").await;
    carla.sees("(3/3)").await;
    carla.taps("Manter: amanhã").await;
    carla.sees("Custo estimado").await;
    carla.taps("Iniciar atendimento").await;
    carla.sees("✓✓ entregue").await;
    assert_eq!(world.cloud.accepted().len(), 1);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_for_somebody_stays_while_an_attendance_with_somebody_else_is_started() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::Review).await;
    carla.types("11 98888-7777");
    carla.sees("+55 11 98888-7777").await;
    carla.taps("Conversar").await;
    carla.sees("Selecione o tipo").await;
    carla.taps("Iniciar atendimento").await;
    carla.sees("Selecione um canal").await;
    carla.taps("Loja Centro").await;
    carla.sees("Vendas · Loja Centro · Carla").await;
    carla.types("/menu");
    carla.sees("continue quando quiser").await;
    carla.taps("Continuar de onde parou").await;
    carla.sees("Olá, Maria! Seu pedido 1042 está confirmado e chega até amanhã.").await;
    // The same contact once more, from the beginning: that uses the draft up.
    carla.types("/menu");
    carla.sees("continue quando quiser").await;
    walk(&carla, Step::Review).await;
    carla.taps("Iniciar atendimento").await;
    carla.sees("✓✓ entregue").await;
    carla.types("/menu");
    let menu = carla.sees("Olá, Carla").await;
    assert!(!menu.text.contains("pela metade"), "{}", menu.text);
    world.ends_well().await;
}
