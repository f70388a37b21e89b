//! Between choosing a template and sending it hours may pass, and the provider may change its mind. It is explained,
//! nothing that was typed is lost as far as it fits, and nothing is sent that was not seen.

use super::walk::{MARIA, choose, components, fill, give, send, to_templates};
use crate::world::{CARLA, Person, World, within};
use balcao::demo::cloud::DemoCloud;
use balcao::demo::wire::{Failure, Target};

/// How often the templates have been read from the provider.
fn readings(cloud: &DemoCloud) -> usize {
    cloud.requests().iter().filter(|one| one.path.contains("message_templates")).count()
}

/// Changes something at the provider and waits until the service has read its templates again.
async fn provider(world: &World, change: impl FnOnce(&DemoCloud) -> bool) {
    let before = readings(&world.cloud);
    assert!(change(&world.cloud), "there is such a template");
    within(
        "the templates are read again",
        world.cloud.until(|cloud| (readings(cloud) > before).then_some(())),
    )
    .await;
}

/// At the review of a confirmed order.
async fn at_review(world: &World) -> Person {
    let carla = world.person(CARLA);
    to_templates(&carla, MARIA).await;
    fill(&carla, "pedido_confirmado").await;
    give(&carla, &["Maria", "1042", "amanhã"]).await;
    carla
}

/// Sends what was reviewed before the change. What is said instead.
async fn tries_to_send(carla: &Person, says: &str) -> String {
    carla.taps("Iniciar atendimento").await;
    carla.sees(says).await.text
}

const BODY: &str = "Olá, {{1}}! Seu pedido {{2}} chega até {{3}}. Código de retirada: {{4}}.";

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_template_is_explained_and_its_values_fit_again_when_it_is_back() {
    let world = World::new().await;
    let carla = at_review(&world).await;
    provider(&world, |cloud| cloud.set_template_status("pedido_confirmado", "pt_BR", "PAUSED")).await;
    world.until_templates(|all| !all.contains("pedido_confirmado:approved")).await;
    let list = tries_to_send(&carla, "pausado pela Meta").await;
    assert!(list.contains("Modelo de mensagem") && list.contains("pedido_confirmado"), "{list}");
    assert!(!carla.buttons().iter().any(|one| one.contains("pedido_confirmado")), "{:?}", carla.buttons());

    provider(&world, |cloud| cloud.set_template_status("pedido_confirmado", "pt_BR", "APPROVED")).await;
    world.until_templates(|all| all.contains("pedido_confirmado:approved")).await;
    choose(&carla, "pedido_confirmado").await;
    carla.taps("Definir parâmetros").await;
    carla.sees("(1/3)").await;
    carla.taps("Manter: Maria").await;
    carla.sees("(2/3)").await;
    carla.taps("Manter: 1042").await;
    carla.sees("(3/3)").await;
    carla.taps("Manter: amanhã").await;
    assert_eq!(world.cloud.accepted_count(), 0, "nothing was sent before");
    let sent = send(&world, &carla).await;
    assert_eq!(components(&sent)[0]["parameters"][1]["text"], "1042");
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_template_is_explained_and_another_is_chosen() {
    let world = World::new().await;
    let carla = at_review(&world).await;
    provider(&world, |cloud| cloud.remove_template("pedido_confirmado", "pt_BR")).await;
    world.until_templates(|all| !all.contains("pedido_confirmado")).await;
    tries_to_send(&carla, "foi removido").await;
    choose(&carla, "retomar_contato").await;
    let sent = send(&world, &carla).await;
    assert_eq!(sent.template.as_deref(), Some("retomar_contato"));
    assert_eq!(world.cloud.accepted_count(), 1);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_text_is_shown_again_with_the_values_that_fit() {
    let world = World::new().await;
    let carla = at_review(&world).await;
    let body = "Oi, {{1}}! O pedido {{2}} sai hoje e chega até {{3}}.";
    provider(&world, |cloud| cloud.edit_template_body("pedido_confirmado", "pt_BR", body)).await;
    world.until_templates(|all| all.contains("sai hoje")).await;
    let review = tries_to_send(&carla, "O modelo mudou").await;
    assert!(review.contains("Oi, Maria! O pedido 1042 sai hoje e chega até amanhã."), "{review}");
    assert_eq!(world.cloud.accepted_count(), 0, "what was not seen is not sent");
    let sent = send(&world, &carla).await;
    assert_eq!(components(&sent)[0]["parameters"][2]["text"], "amanhã");
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_gap_is_asked_for_and_the_others_are_kept() {
    let world = World::new().await;
    let carla = at_review(&world).await;
    provider(&world, |cloud| cloud.edit_template_body("pedido_confirmado", "pt_BR", BODY)).await;
    world.until_templates(|all| all.contains("retirada")).await;
    let asked = tries_to_send(&carla, "O modelo mudou").await;
    assert!(asked.contains("(4/4)") && asked.contains("chega até amanhã"), "{asked}");
    carla.types("R-77");
    let sent = send(&world, &carla).await;
    assert_eq!(components(&sent)[0]["parameters"].as_array().unwrap().len(), 4);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_that_is_gone_is_said_and_nothing_is_left_of_its_value() {
    let world = World::new().await;
    let carla = at_review(&world).await;
    let body = "Olá, {{1}}! Seu pedido {{2}} está confirmado.";
    provider(&world, |cloud| cloud.edit_template_body("pedido_confirmado", "pt_BR", body)).await;
    world.until_templates(|all| !all.contains("{{3}}. Se precisar")).await;
    let review = tries_to_send(&carla, "1 valor não serve mais").await;
    assert!(review.contains("Seu pedido 1042 está confirmado.") && !review.contains("amanhã"), "{review}");
    let sent = send(&world, &carla).await;
    assert_eq!(components(&sent)[0]["parameters"].as_array().unwrap().len(), 2);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_category_is_another_price_and_is_shown_before_it_is_paid() {
    let world = World::new().await;
    let carla = at_review(&world).await;
    carla.sees("US$ 0,0068 · Utilidade · Brasil").await;
    provider(&world, |cloud| cloud.set_template_category("pedido_confirmado", "pt_BR", "MARKETING")).await;
    world.until_templates(|all| all.contains("pedido_confirmado:approved:marketing")).await;
    let review = tries_to_send(&carla, "O modelo mudou").await;
    assert!(review.contains("US$ 0,0625 · Marketing · Brasil"), "{review}");
    assert_eq!(world.cloud.accepted_count(), 0);
    send(&world, &carla).await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_of_a_template_that_went_since_the_list_was_drawn_explains_itself() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    to_templates(&carla, MARIA).await;
    let (message, paused) = carla.button("pedido_confirmado").await;
    provider(&world, |cloud| cloud.set_template_status("pedido_confirmado", "pt_BR", "PAUSED")).await;
    world.until_templates(|all| !all.contains("pedido_confirmado:approved")).await;
    carla.taps_data(message, &paused).await;
    carla.sees("O modelo pedido_confirmado não pode mais ser enviado: foi pausado").await;
    let (message, removed) = carla.button("retomar_contato").await;
    provider(&world, |cloud| cloud.remove_template("retomar_contato", "pt_BR")).await;
    world.until_templates(|all| !all.contains("retomar_contato")).await;
    carla.taps_data(message, &removed).await;
    let list = carla.sees("O modelo não pode mais ser enviado: foi removido").await;
    assert!(list.text.contains("7 modelos aprovados"), "{}", list.text);
    world.ends_well().await;
}

/// Without a word of the provider the service cannot know: the refusal comes when it is sent, and is a way out.
#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_of_the_template_is_said_on_the_card_and_leads_to_another_one() {
    for (code, says) in [
        (132_001, "não existe mais ou não está aprovado"),
        (132_015, "pausou este modelo"),
        (132_000, "não combinam mais com o modelo"),
    ] {
        let world = World::new().await;
        let carla = at_review(&world).await;
        world.cloud.fail_next(Target::Sends, 1, Failure::Code(code));
        carla.taps("Iniciar atendimento").await;
        let card = carla.sees(says).await;
        assert!(card.text.contains("não enviada"), "{}", card.text);
        carla.taps("Trocar modelo").await;
        let list = carla.sees("Modelo de mensagem").await;
        assert!(list.text.contains("+55 51 99999-8888"), "{}", list.text);
        choose(&carla, "retomar_contato").await;
        let sent = send(&world, &carla).await;
        assert_eq!(sent.template.as_deref(), Some("retomar_contato"));
        let card = carla.sees_somewhere("✓✓ entregue").await;
        assert!(card.text.contains("Vendas · WhatsApp Oficial · Carla"), "{}", card.text);
        assert!(!card.text.contains("não enviada"), "{}", card.text);
        // It is the same attendance: there is one, and it is mine.
        carla.types("/atendimentos");
        carla.sees("Meus (1)").await;
        world.ends_well().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn trocar_modelo_offers_the_values_of_the_message_that_failed() {
    let world = World::new().await;
    let carla = at_review(&world).await;
    world.cloud.fail_next(Target::Sends, 1, Failure::Code(132_000));
    carla.taps("Iniciar atendimento").await;
    carla.taps("Trocar modelo").await;
    choose(&carla, "pedido_confirmado").await;
    carla.taps("Definir parâmetros").await;
    carla.sees("(1/3)").await;
    carla.taps("Manter: Maria").await;
    carla.sees("(2/3)").await;
    carla.taps("Voltar").await;
    carla.sees("(1/3)").await;
    carla.taps("Manter: Maria").await;
    carla.sees("(2/3)").await;
    carla.taps("Manter: 1042").await;
    carla.sees("(3/3)").await;
    carla.taps("Manter: amanhã").await;
    let sent = send(&world, &carla).await;
    assert_eq!(components(&sent)[0]["parameters"][0]["text"], "Maria");
    world.ends_well().await;
}
