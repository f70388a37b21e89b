//! The cost line of the review: the rate in force, by market and category; unknown is said to be unknown.

use super::walk::{self, MARIA, choose, send, template, to_templates};
use crate::world::{CARLA, Person, World};
use balcao::config::Provider;
use serde_json::json;

/// A world with a template of each category that has nothing to fill in.
async fn world_of_offers() -> World {
    let world = World::empty().await;
    let body = |text: &str| json!([{"type": "BODY", "text": text}]);
    assert!(world.cloud.add_template(template(9_001, "novidades", "MARKETING", body("Chegaram novidades."))));
    world
}

/// The same, with an account in this currency.
async fn world_in(currency: &str) -> World {
    let mut world = world_of_offers().await;
    for channel in &mut world.config.channels {
        if let Provider::Cloud(cloud) = &mut channel.provider {
            currency.clone_into(&mut cloud.currency);
        }
    }
    world
}

async fn review(person: &Person, number: &str, name: &str) -> String {
    to_templates(person, number).await;
    choose(person, name).await;
    person.sees("Confira e envie").await.text
}

#[tokio::test(flavor = "multi_thread")]
async fn the_line_names_amount_category_and_market() {
    let mut world = world_of_offers().await;
    world.start().await;
    let carla = world.person(CARLA);
    for (number, name, line) in [
        (MARIA, "retomar_contato", "Custo estimado: US$ 0,0068 · Utilidade · Brasil"),
        (MARIA, "novidades", "Custo estimado: US$ 0,0625 · Marketing · Brasil"),
        ("525512345678", "retomar_contato", "Custo estimado: US$ 0,0085 · Utilidade · México"),
        ("525512345678", "novidades", "Custo estimado: US$ 0,0397 · Marketing · México"),
        ("5491155554444", "retomar_contato", "Custo estimado: US$ 0,026 · Utilidade · Argentina"),
        ("5491155554444", "novidades", "Custo estimado: US$ 0,0618 · Marketing · Argentina"),
        ("351912345678", "novidades", "· Marketing · outros países da Europa Ocidental"),
    ] {
        let shown = review(&carla, number, name).await;
        assert!(shown.contains(line), "expected {line} in {shown}");
        assert!(
            shown.contains("mensagem iniciada pela empresa: a Meta cobra por mensagem entregue"),
            "{shown}"
        );
        assert!(!shown.contains("desconhecido"), "{shown}");
    }
    assert_eq!(world.cloud.accepted_count(), 0);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_currency_without_a_table_costs_an_unknown_amount_and_never_nothing() {
    let mut world = world_in("CHF").await;
    world.start().await;
    let carla = world.person(CARLA);
    let shown = review(&carla, MARIA, "retomar_contato").await;
    assert!(shown.contains("custo desconhecido · Utilidade · Brasil"), "{shown}");
    assert!(shown.contains("não há tabela de preços na moeda desta conta"), "{shown}");
    assert!(!shown.contains("CHF 0") && !shown.contains("0,00"), "{shown}");
    // It can be sent all the same.
    send(&world, &carla).await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reais_are_known_for_brazil_and_unknown_elsewhere() {
    let mut world = world_in("BRL").await;
    world.start().await;
    let carla = world.person(CARLA);
    let shown = review(&carla, MARIA, "novidades").await;
    assert!(shown.contains("Custo estimado: R$ 0,3217 · Marketing · Brasil"), "{shown}");
    let shown = review(&carla, "525512345678", "novidades").await;
    assert!(shown.contains("custo desconhecido · Marketing · México"), "{shown}");
    assert!(!shown.contains("R$ 0"), "{shown}");
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_companys_own_table_replaces_ours_and_takes_a_price_away_by_leaving_it_empty() {
    let mut world = world_in("BRL").await;
    let path = world.database().with_file_name("precos.csv");
    std::fs::write(
        &path,
        "currency;effective;market;category;price\n\
         BRL;2026-11-01;Brazil;utility;0,0412\n\
         BRL;2026-11-23;Brazil;utility;0,0533\n\
         BRL;2026-11-01;Brazil;marketing;\n\
         BRL;2026-11-01;Mexico;marketing;0,2\n",
    )
    .unwrap();
    world.config.rates = vec![path];
    world.start().await;
    let carla = world.person(CARLA);
    let shown = review(&carla, MARIA, "retomar_contato").await;
    assert!(shown.contains("Custo estimado: R$ 0,0412 · Utilidade · Brasil"), "{shown}");
    let shown = review(&carla, MARIA, "novidades").await;
    assert!(shown.contains("custo desconhecido · Marketing · Brasil"), "{shown}");
    let shown = review(&carla, "525512345678", "novidades").await;
    assert!(shown.contains("R$ 0,20"), "{shown}");
    // The company's day counts: at 23:30 of the 22nd in São Paulo it is the 23rd in UTC already.
    world.turn(chrono::TimeDelta::minutes(8 * 60 + 30));
    let shown = review(&carla, MARIA, "retomar_contato").await;
    assert!(shown.contains("R$ 0,0412"), "{shown}");
    world.turn(chrono::TimeDelta::minutes(31));
    let shown = review(&carla, MARIA, "retomar_contato").await;
    assert!(shown.contains("R$ 0,0533"), "{shown}");
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_with_a_mistake_stops_the_start_with_its_line() {
    let mut world = world_in("BRL").await;
    let path = world.database().with_file_name("precos.csv");
    std::fs::write(&path, "currency,effective,market,category,price\nBRL,2026-11-01,Brasil,utility,0.04\n")
        .unwrap();
    world.config.rates = vec![path];
    let error = world.try_start().await.expect_err("the file is wrong");
    let said = format!("{error:#}");
    assert!(said.contains("precos.csv") && said.contains("line 2") && said.contains("market"), "{said}");
    world.nothing_invalid();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_mark_explains_the_rules_and_hides_them_again() {
    let mut world = world_of_offers().await;
    world.start().await;
    let carla = world.person(CARLA);
    let before = review(&carla, MARIA, "novidades").await;
    assert!(!before.contains("Como a Meta cobra"), "{before}");
    assert!(carla.buttons().iter().any(|one| one.trim() == "?"), "{:?}", carla.buttons());
    carla.taps("?").await;
    let rules = carla.sees("Como a Meta cobra").await;
    for line in ["1. ", "2. ", "3. ", "4. ", "5. "] {
        assert!(rules.text.contains(line), "{}", rules.text);
    }
    assert!(rules.html.contains("https://business.whatsapp.com/products/platform-pricing"), "{}", rules.html);
    carla.taps("Esconder regras").await;
    let hidden = carla.sees("Confira e envie").await;
    let hidden = carla
        .until("the rules are hidden", |telegram| {
            let now = telegram.message(CARLA, hidden.message_id)?;
            (!now.text.contains("Como a Meta cobra")).then_some(now)
        })
        .await;
    assert_eq!(hidden.text, before);
    world.ends_well().await;
}

both_ways! { async fn an_unofficial_channel_never_speaks_of_cost(world) {
    let carla = world.person(CARLA);
    walk::open_unofficial(&carla, "5511988887777").await;
    carla.enters("Vendas").await;
    carla.types("Bom dia!");
    carla.sees_somewhere("✓✓ entregue").await;
    let said = carla.transcript();
    assert!(!said.to_lowercase().contains("custo"), "{said}");
    world.ends_well().await;
} }

both_ways! { async fn afterwards_the_card_says_what_was_charged_and_counts_free_form_messages(world) {
    let carla = world.person(CARLA);
    walk::open(&world, &carla, MARIA).await;
    carla.sees_somewhere("US$ 0,0068 · cobradas: 1 · grátis: 0").await;
    world.cloud.say(MARIA, "Oi!").unwrap();
    carla.sees_somewhere("janela aberta até").await;
    carla.sees("Oi!").await;
    carla.enters("Vendas").await;
    carla.taps("Responder").await;
    carla.sees("vai para este contato").await;
    // Since October 2026 free-form messages have the price of a utility template.
    carla.types("Bom dia!");
    let card = carla.sees_somewhere("US$ 0,0136 · cobradas: 2").await;
    assert!(card.text.contains("Este mês, 1 mensagem sem modelo"), "{}", card.text);
    world.ends_well().await;
} }
