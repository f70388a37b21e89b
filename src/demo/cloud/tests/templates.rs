//! Sending templates: what fits, what is refused and with which code, how the result looks on the phone.

use super::*;
use crate::demo::handset::samples;

fn quote(header: &str, number: &str, name: &str) -> Value {
    template(
        MARIA,
        "retorno_orcamento",
        "pt_BR",
        json!([
            {"type": "header", "parameters": [{"type": "text", "parameter_name": "cliente", "text": header}]},
            {"type": "body", "parameters": [
                {"type": "text", "parameter_name": "numero", "text": number},
                {"type": "text", "parameter_name": "cliente", "text": name}]},
            {"type": "button", "sub_type": "quick_reply", "index": "0", "parameters": [{"type": "payload", "payload": "sim:1"}]},
            {"type": "button", "sub_type": "url", "index": "2", "parameters": [{"type": "text", "text": "1042"}]},
        ]),
    )
}

fn body_of(values: &[&str]) -> Value {
    template(MARIA, "pedido_confirmado", "pt_BR", json!([{"type": "body", "parameters": texts(values)}]))
}

#[tokio::test]
async fn a_three_parameter_template_reaches_the_phone_as_it_reads() {
    let world = World::start().await;
    let (status, answer) = world.post(&confirmed(MARIA)).await;
    assert_eq!(status, 200);
    assert_eq!(answer["contacts"], json!([{"input": "+5551999998888", "wa_id": "555199998888"}]));
    assert_eq!(answer["messages"][0]["message_status"], "accepted");
    let phone = world.cloud.phone(MARIA).unwrap();
    assert_eq!(phone.messages.len(), 1);
    let shown = &phone.messages[0];
    assert_eq!(shown.header.as_deref(), Some("Pedido confirmado"));
    assert!(shown.body.starts_with("Olá, Ana! Seu pedido 1042 está confirmado e chega até sexta."));
    assert_eq!(shown.footer.as_deref(), Some("Loja Aurora"));
    let accepted = world.cloud.accepted();
    assert_eq!((accepted[0].reference.as_deref(), accepted[0].failed), (Some("att_1:msg_1"), None));
    assert!(world.cloud.invalid().is_empty());
}

#[tokio::test]
async fn a_named_template_fills_header_body_and_address() {
    let world = World::start().await;
    world.sent(&quote("Ana", "1042", "Ana")).await;
    let shown = world.cloud.phone(MARIA).unwrap().messages.remove(0);
    assert_eq!(shown.header.as_deref(), Some("Olá, Ana!"));
    assert!(shown.body.contains("O orçamento 1042") && shown.body.contains("pronto, Ana"));
    let values: Vec<_> =
        shown.buttons.iter().map(|button| (button.kind.as_str(), button.value.as_deref())).collect();
    assert_eq!(
        values,
        [
            ("quick_reply", Some("sim:1")),
            ("quick_reply", None),
            ("url", Some("https://loja-aurora.example/o/1042")),
            ("phone_number", Some("+555133334444")),
        ]
    );
}

#[tokio::test]
async fn only_an_approved_template_that_exists_is_sent() {
    let world = World::start().await;
    let unknown = template(MARIA, "nao_existe", "pt_BR", json!([]));
    assert_eq!(world.refused(&unknown).await, (404, 132_001));
    let wrong_language = template(MARIA, "retomar_contato", "en_US", json!([]));
    assert_eq!(world.refused(&wrong_language).await, (404, 132_001));
    let survey = template(
        MARIA,
        "pesquisa_satisfacao",
        "pt_BR",
        json!([{"type": "body", "parameters": texts(&["Ana"])}]),
    );
    assert_eq!(world.refused(&survey).await, (400, 132_015));
    for (status, expected) in [("DISABLED", 132_016), ("REJECTED", 132_001), ("PENDING", 132_001)] {
        assert!(world.cloud.set_template_status("pesquisa_satisfacao", "pt_BR", status));
        assert_eq!(world.refused(&survey).await.1, expected, "{status}");
    }
    assert!(world.cloud.set_template_status("pesquisa_satisfacao", "pt_BR", "APPROVED"));
    world.sent(&survey).await;
    // None of this was the sender's defect.
    assert_eq!(world.cloud.invalid(), []);
}

#[tokio::test]
async fn counts_names_characters_and_lengths_are_checked_in_this_order() {
    let world = World::start().await;
    let long = "x".repeat(1_100);
    let cases = [
        (body_of(&["Ana", "1042"]), 132_000, "too few"),
        (body_of(&["a", "b", "c", "d"]), 132_000, "too many"),
        (template(MARIA, "pedido_confirmado", "pt_BR", json!([])), 132_000, "none"),
        (
            template(
                MARIA,
                "retomar_contato",
                "pt_BR",
                json!([{"type": "body", "parameters": texts(&["a"])}]),
            ),
            132_000,
            "one where none is",
        ),
        (body_of(&["a\nb", &long]), 132_000, "the count goes before the line break"),
        (body_of(&["a\nb", &long, "c"]), 132_018, "the line break goes before the length"),
        (body_of(&["a\tb", "b", "c"]), 132_018, "tab"),
        (body_of(&["a     b", "b", "c"]), 132_018, "five spaces"),
        (body_of(&["", "b", "c"]), 132_018, "empty"),
        (body_of(&["   ", "b", "c"]), 132_018, "only spaces"),
        (body_of(&[&long, "b", "c"]), 132_005, "body too long"),
        (quote(&"n".repeat(60), "1042", "Ana"), 132_005, "header too long"),
    ];
    for (body, code, why) in cases {
        assert_eq!(world.refused(&body).await, (400, code), "{why}");
    }
    // Four spaces are fine.
    world.sent(&body_of(&["a    b", "b", "c"])).await;
    assert_eq!(world.cloud.invalid().len(), 12);
}

#[tokio::test]
async fn names_and_positions_are_not_mixed() {
    let world = World::start().await;
    let named = json!([{"type": "body", "parameters": [
        {"type": "text", "parameter_name": "a", "text": "x"},
        {"type": "text", "parameter_name": "b", "text": "y"},
        {"type": "text", "parameter_name": "c", "text": "z"}]}]);
    assert_eq!(world.refused(&template(MARIA, "pedido_confirmado", "pt_BR", named)).await.1, 132_018);
    let mut positional = quote("Ana", "1042", "Ana");
    positional["template"]["components"][1]["parameters"] = texts(&["1042", "Ana"]);
    assert_eq!(world.refused(&positional).await.1, 132_018);
    let mut misnamed = quote("Ana", "1042", "Ana");
    misnamed["template"]["components"][1]["parameters"][0]["parameter_name"] = json!("numeros");
    assert_eq!(world.refused(&misnamed).await.1, 132_018);
    let mut twice = quote("Ana", "1042", "Ana");
    twice["template"]["components"][1]["parameters"][0]["parameter_name"] = json!("cliente");
    assert_eq!(world.refused(&twice).await.1, 132_018);
}

#[tokio::test]
async fn buttons_must_be_those_of_the_template() {
    let world = World::start().await;
    let button = |index: Value, sub_type: &str, parameter: Value| {
        let mut body = quote("Ana", "1042", "Ana");
        body["template"]["components"][3] =
            json!({"type": "button", "sub_type": sub_type, "index": index, "parameters": [parameter]});
        body
    };
    let suffix = |text: &str| json!({"type": "text", "text": text});
    let cases = [
        (button(json!("1"), "url", suffix("1")), 132_018, "a quick reply is not a link"),
        (button(json!("7"), "url", suffix("1")), 132_018, "no such button"),
        (button(json!("3"), "url", suffix("1")), 132_018, "a number takes nothing"),
        (button(json!("2"), "url", suffix("Gonçalves")), 132_018, "not encoded"),
        (button(json!("2"), "url", suffix("a b")), 132_018, "a space"),
        (button(json!("2"), "url", suffix("100%")), 132_018, "half an escape"),
        (
            button(json!("2"), "url", json!({"type": "payload", "payload": "x"})),
            132_012,
            "a payload in a link",
        ),
        (button(json!("12"), "url", suffix("1")), 131_009, "position out of range"),
    ];
    for (body, code, why) in cases {
        assert_eq!(world.refused(&body).await.1, code, "{why}");
    }
    let mut missing = quote("Ana", "1042", "Ana");
    missing["template"]["components"].as_array_mut().unwrap().pop();
    assert_eq!(world.refused(&missing).await.1, 131_008);
    // The position may be a number, and an encoded suffix is decoded by whoever opens it.
    world.sent(&button(json!(2), "url", suffix("Gon%C3%A7alves?a=1"))).await;
}

#[tokio::test]
async fn a_code_to_copy_and_a_one_time_code_have_fifteen_characters_at_most() {
    let world = World::start().await;
    let coupon = |code: &str| {
        template(
            MARIA,
            "cupom_de_volta",
            "pt_BR",
            json!([
                {"type": "header", "parameters": texts(&["Ana"])},
                {"type": "body", "parameters": texts(&["30/11", "15%"])},
                {"type": "button", "sub_type": "copy_code", "index": 0, "parameters": [{"type": "coupon_code", "coupon_code": code}]},
            ]),
        )
    };
    world.sent(&coupon("VERAO25")).await;
    assert_eq!(world.refused(&coupon("VERAO25VERAO25VE")).await.1, 132_018);
    let otp = |code: &str| {
        template(
            MARIA,
            "codigo_acesso",
            "pt_BR",
            json!([
                {"type": "body", "parameters": texts(&[code])},
                {"type": "button", "sub_type": "url", "index": "0", "parameters": texts(&[code])},
            ]),
        )
    };
    world.sent(&otp("482913")).await;
    assert_eq!(world.refused(&otp("4829134829134829")).await.1, 132_018);
    let phone = world.cloud.phone(MARIA).unwrap();
    assert_eq!(phone.messages[1].buttons[0].kind, "otp");
    assert_eq!(phone.messages[1].buttons[0].value.as_deref(), Some("482913"));
}

#[tokio::test]
async fn a_header_takes_an_uploaded_file_of_its_kind_a_link_or_a_place() {
    let world = World::start().await;
    let image = world.uploaded(samples::PNG, "image/png").await;
    let pdf = world.uploaded(samples::PDF, "application/pdf").await;
    let showcase = |header: Value| {
        template(
            MARIA,
            "vitrine_da_semana",
            "pt_BR",
            json!([
                {"type": "header", "parameters": [header]},
                {"type": "body", "parameters": texts(&["Ana"])},
            ]),
        )
    };
    let by_id = |kind: &str, id: &str| {
        let mut parameter = json!({"type": kind});
        parameter[kind] = json!({"id": id});
        parameter
    };
    world.sent(&showcase(by_id("image", &image))).await;
    world.sent(&showcase(json!({"type": "image", "image": {"link": "https://exemplo.com.br/f.jpg"}}))).await;
    assert_eq!(world.refused(&showcase(by_id("image", "999"))).await.1, 100);
    assert_eq!(world.refused(&showcase(by_id("image", &pdf))).await.1, 132_012);
    assert_eq!(world.refused(&showcase(by_id("document", &pdf))).await.1, 132_012);
    assert_eq!(world.refused(&showcase(json!({"type": "text", "text": "x"}))).await.1, 132_012);
    let bare = template(
        MARIA,
        "vitrine_da_semana",
        "pt_BR",
        json!([{"type": "body", "parameters": texts(&["Ana"])}]),
    );
    assert_eq!(world.refused(&bare).await.1, 132_012);
    let phone = world.cloud.phone(MARIA).unwrap();
    let media = phone.messages[0].media.as_ref().unwrap();
    assert_eq!((media.kind.as_str(), media.size), ("image", samples::PNG.len()));

    let place = json!({"type": "location", "location": {
        "latitude": "-30.0277", "longitude": "-51.2287", "name": "Loja Centro", "address": "Rua A, 10"}});
    world
        .sent(&template(
            MARIA,
            "pickup_ready",
            "en_US",
            json!([
                {"type": "header", "parameters": [place]},
                {"type": "body", "parameters": texts(&["Ana", "1042"])},
            ]),
        ))
        .await;
    let shown = world.cloud.phone(MARIA).unwrap().messages.pop().unwrap();
    assert_eq!(shown.location.unwrap().name.as_deref(), Some("Loja Centro"));
}

#[tokio::test]
async fn a_carousel_wants_every_card_with_its_own_parameters() {
    let world = World::start().await;
    let card = |index: usize, text: &str| {
        json!({"card_index": index, "components": [
            {"type": "header", "parameters": [{"type": "image", "image": {"link": "https://exemplo.com.br/c.jpg"}}]},
            {"type": "body", "parameters": texts(&[text])},
            {"type": "button", "sub_type": "url", "index": "1", "parameters": texts(&["promo"])},
        ]})
    };
    let carousel = |cards: Value| {
        template(
            MARIA,
            "colecao_primavera",
            "pt_BR",
            json!([
                {"type": "body", "parameters": texts(&["Ana"])},
                {"type": "carousel", "cards": cards},
            ]),
        )
    };
    world.sent(&carousel(json!([card(0, "R$ 1"), card(1, "R$ 2")]))).await;
    assert_eq!(world.refused(&carousel(json!([card(0, "R$ 1")]))).await.1, 132_000);
    assert_eq!(world.refused(&carousel(json!([card(0, "R$ 1"), card(1, "a\nb")]))).await.1, 132_018);
}

#[tokio::test]
async fn what_no_longer_fits_a_changed_template_is_not_the_senders_defect() {
    let world = World::start().await;
    assert!(world.cloud.edit_template_body("pedido_confirmado", "pt_BR", "Olá, {{1}}!"));
    assert_eq!(world.refused(&confirmed(MARIA)).await.1, 132_000);
    assert!(world.cloud.remove_template("pedido_confirmado", "pt_BR"));
    assert_eq!(world.refused(&confirmed(MARIA)).await.1, 132_001);
    assert_eq!(world.cloud.invalid(), []);
}

#[tokio::test]
async fn the_seed_has_the_ten_templates_of_the_shop() {
    let world = World::start().await;
    let templates = world.cloud.templates();
    assert_eq!(templates.len(), 10);
    assert_eq!(templates.iter().filter(|template| template.status == "PAUSED").count(), 1);
    let languages: std::collections::BTreeSet<_> =
        templates.iter().map(|template| template.language.as_str()).collect();
    assert_eq!(languages.into_iter().collect::<Vec<_>>(), ["en_US", "es", "pt_BR"]);
}
