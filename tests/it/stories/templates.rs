//! Every kind of template that a person can fill in from a phone, and those that nobody can.

use super::walk::{MARIA, choose, components, fill, give, send, taps_exactly, template, to_templates};
use crate::world::{CARLA, World};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_template_without_parameters_goes_straight_to_review_and_voltar_leads_to_the_list() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    to_templates(&carla, MARIA).await;
    choose(&carla, "retomar_contato").await;
    let review = carla.sees("Confira e envie").await;
    assert!(review.text.contains("Podemos continuar a nossa conversa"), "{}", review.text);
    carla.taps("Voltar").await;
    carla.sees("“retomar_contato”: 1 modelo.").await;
    choose(&carla, "retomar_contato").await;
    let sent = send(&world, &carla).await;
    assert_eq!(sent.template.as_deref(), Some("retomar_contato"));
    assert_eq!(components(&sent), json!(null), "nothing to fill in, no components");
    carla.sees("✓✓ entregue").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn numbered_gaps_of_header_and_body_are_apart_and_a_code_is_copied() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    to_templates(&carla, MARIA).await;
    fill(&carla, "cupom_de_volta").await;
    let first = carla.sees("(1/4)").await;
    assert!(first.text.contains("no título") && first.text.contains("Exemplo: Ana"), "{}", first.text);
    carla.types("Maria");
    let second = carla.sees("(2/4)").await;
    assert!(second.text.contains("no texto") && second.text.contains("Exemplo: 30/11"), "{}", second.text);
    assert!(second.text.contains("Sentimos sua falta, Maria"), "the preview grows: {}", second.text);
    carla.types("15/12");
    carla.sees("(3/4)").await;
    carla.types("20%");
    let code = carla.sees("(4/4)").await;
    assert!(code.text.contains("código") && code.text.contains("Exemplo: VERAO25"), "{}", code.text);
    carla.types("CODIGO-LONGO-DEMAIS");
    carla.sees("limite de 15").await;
    carla.types("NATAL20");
    let review = carla.sees("Confira e envie").await;
    assert!(review.text.contains("Volte até 15/12 e ganhe 20% de desconto"), "{}", review.text);
    let sent = send(&world, &carla).await;
    let text = |text: &str| json!({"type": "text", "text": text});
    assert_eq!(
        components(&sent),
        json!([
            {"type": "header", "parameters": [text("Maria")]},
            {"type": "body", "parameters": [text("15/12"), text("20%")]},
            {"type": "button", "sub_type": "copy_code", "index": "0",
             "parameters": [{"type": "coupon_code", "coupon_code": "NATAL20"}]},
        ])
    );
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_named_gap_is_asked_for_once_an_address_is_encoded_and_quick_replies_carry_our_payload() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    to_templates(&carla, MARIA).await;
    fill(&carla, "retorno_orcamento").await;
    let asked = carla.sees("(1/3)").await;
    assert!(asked.text.contains("[cliente], no título"), "{}", asked.text);
    give(&carla, &["José", "1042", "Gonçalves 12"]).await;
    let sent = send(&world, &carla).await;
    let named = |name: &str, text: &str| json!({"type": "text", "parameter_name": name, "text": text});
    let sent_components = components(&sent);
    assert_eq!(sent_components[0], json!({"type": "header", "parameters": [named("cliente", "José")]}));
    assert_eq!(
        sent_components[1],
        json!({"type": "body", "parameters": [named("numero", "1042"), named("cliente", "José")]})
    );
    let reference = sent.reference.clone().unwrap();
    for (index, at) in [("0", 2), ("1", 3)] {
        let quick = &sent_components[at];
        assert_eq!((&quick["sub_type"], &quick["index"]), (&json!("quick_reply"), &json!(index)));
        assert_eq!(quick["parameters"][0]["payload"], json!(format!("{index}:{reference}")));
    }
    assert_eq!(
        sent_components[4],
        json!({"type": "button", "sub_type": "url", "index": "2",
               "parameters": [{"type": "text", "text": "Gon%C3%A7alves%2012"}]})
    );
    // The contact taps the first button, and its words arrive.
    carla.sees("✓✓ entregue").await;
    let shown = world.cloud.phone(MARIA).unwrap().messages.pop().unwrap();
    world.cloud.tap_quick_reply(MARIA, &shown.id, 0).unwrap();
    carla.sees_somewhere("Quero conversar").await;
    carla.sees_somewhere("janela aberta").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_one_time_code_is_asked_for_once_and_stands_in_body_and_button() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    to_templates(&carla, MARIA).await;
    fill(&carla, "codigo_acesso").await;
    carla.sees("(1/1)").await;
    give(&carla, &["907551"]).await;
    let sent = send(&world, &carla).await;
    let code = json!([{"type": "text", "text": "907551"}]);
    assert_eq!(
        components(&sent),
        json!([
            {"type": "body", "parameters": code},
            {"type": "button", "sub_type": "url", "index": "0", "parameters": code},
        ])
    );
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_one_time_code_listed_as_otp_without_a_text_is_filled_all_the_same() {
    let mut world = World::empty().await;
    assert!(world.cloud.add_template(template(
        9001,
        "codigo_curto",
        "AUTHENTICATION",
        json!([
            {"type": "BODY", "add_security_recommendation": true},
            {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE", "text": "Copiar código"}]},
        ]),
    )));
    world.start().await;
    let carla = world.person(CARLA);
    to_templates(&carla, MARIA).await;
    fill(&carla, "codigo_curto").await;
    give(&carla, &["1234"]).await;
    let sent = send(&world, &carla).await;
    assert_eq!(components(&sent)[0]["parameters"][0]["text"], "1234");
    assert_eq!(components(&sent)[1]["sub_type"], "url");
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn values_that_the_provider_refuses_are_refused_when_typed_and_the_step_stays() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    to_templates(&carla, MARIA).await;
    fill(&carla, "pedido_confirmado").await;
    for (typed, says) in [
        ("duas\nlinhas", "uma linha só"),
        ("muito     espaço", "no máximo quatro"),
        ("\u{200b}", "está vazio"),
        (&"a".repeat(1_100), "limite de 1.024"),
    ] {
        carla.types(typed);
        let still = carla.sees(says).await;
        assert!(still.text.contains("(1/3)"), "{}", still.text);
    }
    carla.types("Maria *<b>&");
    let next = carla.sees("(2/3)").await;
    assert!(next.text.contains("Olá, Maria *<b>&!"), "{}", next.text);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kinds_that_nobody_can_fill_say_why_and_offer_no_parameters() {
    let mut world = World::empty().await;
    let body = json!({"type": "BODY", "text": "Veja."});
    let button =
        |kind: &str| json!([body, {"type": "BUTTONS", "buttons": [{"type": kind, "text": "Abrir"}]}]);
    let offer = json!([body, {"type": "LIMITED_TIME_OFFER",
        "limited_time_offer": {"text": "Só hoje", "has_expiration": true}}]);
    let kinds = [
        ("x_formulario", button("FLOW"), "um formulário do WhatsApp"),
        ("x_catalogo", button("CATALOG"), "um catálogo de produtos"),
        ("x_produtos", button("MPM"), "um catálogo de produtos"),
        ("x_novidade", button("HOLOGRAM"), "um recurso que o Telegram não preenche (HOLOGRAM)"),
        ("x_oferta", offer, "uma oferta com prazo"),
        ("x_ligacao", json!([body, {"type": "call_permission_request"}]), "pede permissão para ligar"),
        ("x_vitrine", json!([{"type": "HEADER", "format": "PRODUCT"}, body]), "um catálogo de produtos"),
        ("x_gif", json!([{"type": "HEADER", "format": "GIF"}, body]), "não preenche (GIF)"),
    ];
    for (id, (name, listed, _why)) in (9_100..).zip(&kinds) {
        assert!(world.cloud.add_template(template(id, name, "MARKETING", listed.clone())));
    }
    world.start().await;
    let carla = world.person(CARLA);
    to_templates(&carla, MARIA).await;
    let carousel = [("colecao_primavera", json!([]), "um carrossel")];
    for (name, _listed, why) in kinds.iter().chain(&carousel) {
        choose(&carla, name).await;
        let shown = carla.sees("não pode ser enviado por aqui").await;
        assert!(shown.text.contains(why), "{name}: {}", shown.text);
        assert!(!carla.buttons().iter().any(|one| one.contains("Definir")), "{:?}", carla.buttons());
        assert!(carla.buttons().iter().any(|one| one.contains("Voltar")));
        carla.taps("Voltar").await;
        carla.sees(&format!("“{name}”: 1 modelo.")).await;
    }
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_approved_templates_are_listed_and_typing_and_categories_narrow_them() {
    let mut world = World::empty().await;
    for (id, status) in (9_200..).zip(["PENDING", "REJECTED", "DISABLED", "ARCHIVED", "IN_APPEAL", "LOCKED"])
    {
        let name = format!("oculto_{}", status.to_lowercase());
        let mut entry = template(id, &name, "UTILITY", json!([{"type": "BODY", "text": "Oi"}]));
        entry["status"] = json!(status);
        assert!(world.cloud.add_template(entry));
    }
    world.start().await;
    let carla = world.person(CARLA);
    to_templates(&carla, MARIA).await;
    carla.sees("9 modelos aprovados").await;
    let labels = carla.buttons();
    assert!(labels.iter().any(|one| one.contains("pedido_confirmado · Utilidade · português")), "{labels:?}");
    assert!(labels.iter().any(|one| one.contains("factura_disponible · Utilidade · espanhol")), "{labels:?}");
    assert!(labels.iter().any(|one| one.contains("1/2")), "{labels:?}");

    carla.taps("›").await;
    carla.button("vitrine_da_semana").await;
    carla.types("oculto");
    carla.sees("nenhum modelo encontrado").await;
    carla.types("orcamento PRONTO");
    carla.sees("1 modelo").await;
    carla.button("retorno_orcamento").await;
    carla.types("pesquisa_satisfacao");
    carla.sees("nenhum modelo encontrado").await;
    carla.taps("Limpar pesquisa").await;
    carla.sees("9 modelos aprovados").await;
    taps_exactly(&carla, "Autenticação").await;
    carla.sees("1 modelo aprovado").await;
    let labels = carla.buttons();
    assert!(labels.iter().any(|one| one.contains("codigo_acesso")), "{labels:?}");
    assert!(!labels.iter().any(|one| one.contains("pedido_confirmado")), "{labels:?}");
    taps_exactly(&carla, "Marketing").await;
    carla.sees("3 modelos aprovados").await;
    taps_exactly(&carla, "Todos").await;
    carla.sees("9 modelos aprovados").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_is_read_whole_from_the_provider_and_turned_page_by_page() {
    let mut world = World::empty().await;
    for n in 0..131_u64 {
        let body = json!([{"type": "BODY", "text": format!("Aviso número {n}")}]);
        assert!(world.cloud.add_template(template(20_000 + n, &format!("aviso_{n:03}"), "UTILITY", body)));
    }
    world.start().await;
    let carla = world.person(CARLA);
    to_templates(&carla, MARIA).await;
    carla.sees("140 modelos aprovados").await;
    for page in 2..=10 {
        carla.taps("›").await;
        carla.button(&format!("{page}/18")).await;
        let listed = carla.buttons().iter().filter(|one| one.contains(" · ")).count();
        assert_eq!(listed, 8, "{:?}", carla.buttons());
    }
    carla.taps("‹").await;
    carla.button("9/18").await;
    choose(&carla, "aviso_130").await;
    let sent = send(&world, &carla).await;
    assert_eq!(sent.template.as_deref(), Some("aviso_130"));
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn values_that_need_no_typing_are_offered_and_remembered_from_the_last_time() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    carla.types("/start n5551999998888");
    carla.taps("Novo contato").await;
    carla.sees("Nome do contato").await;
    carla.types("Maria Souza");
    carla.taps("Salvar").await;
    carla.sees("Salvo").await;
    to_templates(&carla, MARIA).await;
    fill(&carla, "pedido_confirmado").await;
    let labels = carla.buttons();
    for label in ["Contato: Maria", "Eu: Carla", "Equipe: Vendas"] {
        assert!(labels.iter().any(|one| one == label), "{labels:?}");
    }
    assert!(!labels.iter().any(|one| one.contains("Última vez")), "{labels:?}");
    carla.taps("Contato: Maria").await;
    carla.sees("(2/3)").await;
    carla.types("1042");
    carla.sees("(3/3)").await;
    carla.types("amanhã");
    let sent = send(&world, &carla).await;
    assert_eq!(components(&sent)[0]["parameters"][0]["text"], "Maria");

    to_templates(&carla, "5511988887777").await;
    fill(&carla, "pedido_confirmado").await;
    assert!(carla.buttons().iter().any(|one| one == "Última vez: Maria"), "{:?}", carla.buttons());
    carla.types("João");
    carla.sees("(2/3)").await;
    carla.taps("Última vez: 1042").await;
    carla.sees("(3/3)").await;
    carla.taps("Última vez: amanhã").await;
    let sent = send(&world, &carla).await;
    let texts: Vec<_> = (0..3)
        .map(|at| components(&sent)[0]["parameters"][at]["text"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(texts, ["João", "1042", "amanhã"]);
    world.ends_well().await;
}
