//! The listing of templates: all pages, all kinds of components, all forms in which they have been seen.

use super::server::{Reply, Server};
use super::{PATIENCE, cloud_at};
use balcao::domain::fault::{Fault, FaultKind};
use balcao::domain::template::{Category, Example, Header, Template, TemplateButton, TemplateStatus};
use serde_json::{Value, json};

const FIRST: &str = "/v25.0/102290129340398/message_templates?fields=\
    id%2Cname%2Clanguage%2Cstatus%2Ccategory%2Cparameter_format%2Ccomponents&limit=100";

fn page(data: Value, after: Option<&str>) -> Reply {
    let mut body =
        json!({"data": data, "paging": {"cursors": {"before": "B", "after": after.unwrap_or("END")}}});
    if let Some(after) = after {
        // Meta's own address of the next page; it must not be called.
        body["paging"]["next"] = json!(format!("http://127.0.0.1:9/elsewhere?access_token=t&after={after}"));
    }
    Reply::Json(200, body)
}

fn named(id: &str, name: &str) -> Value {
    json!({"id": id, "name": name, "language": "pt_BR", "status": "APPROVED", "category": "UTILITY",
        "components": [{"type": "BODY", "text": "Oi"}]})
}

fn stale() -> Reply {
    Reply::Json(400, json!({"error": {"code": 131_059, "message": "stale cursor"}}))
}

async fn listed(script: Vec<Reply>) -> (Result<Vec<Template>, Fault>, Vec<String>) {
    let server = Server::start(script);
    let templates = cloud_at(&server.url(), PATIENCE).templates().await;
    let paths = server.requests().await.into_iter().map(|request| request.path).collect();
    (templates, paths)
}

async fn one(template: Value) -> Template {
    let (templates, _) = listed(vec![page(json!([template]), None)]).await;
    templates.unwrap().remove(0)
}

fn names(templates: &[Template]) -> Vec<&str> {
    templates.iter().map(|template| template.key.name.as_str()).collect()
}

fn example(key: &str, text: &str) -> Example {
    Example { key: key.to_owned(), text: text.to_owned() }
}

#[tokio::test]
async fn every_page_is_read_by_its_cursor_and_never_by_the_address_given() {
    let (templates, paths) = listed(vec![
        page(json!([named("1", "a"), named("2", "b")]), Some("C+1")),
        page(json!([named("2", "b"), named("3", "c")]), Some("C2")),
        page(json!([named("4", "d")]), None),
    ])
    .await;
    assert_eq!(names(&templates.unwrap()), ["a", "b", "c", "d"]);
    assert_eq!(paths, [FIRST.to_owned(), format!("{FIRST}&after=C%2B1"), format!("{FIRST}&after=C2")]);
}

#[tokio::test]
async fn a_listing_that_goes_stale_is_begun_anew() {
    let (templates, paths) = listed(vec![
        page(json!([named("1", "old")]), Some("C1")),
        stale(),
        page(json!([named("2", "new")]), None),
    ])
    .await;
    assert_eq!(names(&templates.unwrap()), ["new"]);
    assert_eq!(paths.len(), 3);
}

#[tokio::test]
async fn a_listing_that_is_always_stale_is_a_fault() {
    let (templates, paths) = listed(vec![stale(), stale(), stale()]).await;
    assert_eq!(templates.unwrap_err().code, "stale");
    assert_eq!(paths.len(), 3);
}

#[tokio::test]
async fn a_listing_that_does_not_end_is_a_fault_and_not_a_part() {
    let script = (0..64).map(|n| page(json!([named(&n.to_string(), "x")]), Some(&format!("C{n}")))).collect();
    let (templates, paths) = listed(script).await;
    assert_eq!(templates.unwrap_err().code, "endless");
    assert_eq!(paths.len(), 64);
}

#[tokio::test]
async fn a_page_that_cannot_be_read_is_a_fault_and_not_an_empty_listing() {
    for (status, body, kind) in [
        (200, json!({}), FaultKind::Upstream),
        (200, json!({"data": null}), FaultKind::Upstream),
        (401, json!({"error": {"code": 190, "message": "expired"}}), FaultKind::Credentials),
    ] {
        let (templates, _) = listed(vec![Reply::Json(status, body)]).await;
        assert_eq!(templates.unwrap_err().kind, kind);
    }
}

#[tokio::test]
async fn a_named_template_is_read_whole() {
    let template = one(json!({
        "name": "retorno_orcamento", "parameter_format": "NAMED",
        "components": [
            {"type": "HEADER", "format": "TEXT", "text": "Olá, {{cliente}}!",
             "example": {"header_text_named_params": [{"param_name": "cliente", "example": "Ana"}]}},
            {"type": "BODY", "text": "Seu orçamento {{numero}} está pronto, {{cliente}}.",
             "example": {"body_text_named_params": [
                {"param_name": "numero", "example": "1042"}, {"param_name": "cliente", "example": "Ana"}]}},
            {"type": "FOOTER", "text": "Loja Exemplo"},
            {"type": "BUTTONS", "buttons": [
                {"type": "QUICK_REPLY", "text": "Sim"},
                {"type": "URL", "text": "Ver", "url": "https://exemplo.com.br/o/{{1}}", "example": ["https://exemplo.com.br/o/1042"]},
                {"type": "PHONE_NUMBER", "text": "Ligar", "phone_number": "+551133334444"}]}],
        "language": "pt_BR", "status": "APPROVED", "category": "UTILITY",
        "quality_score": {"score": "GREEN", "date": 1_758_754_645}, "id": "1387372356726668"
    }))
    .await;
    assert!(template.named);
    assert_eq!(
        (template.status, template.category, template.footer.as_deref()),
        (TemplateStatus::Approved, Category::Utility, Some("Loja Exemplo"))
    );
    assert_eq!(
        template.header,
        Some(Header::Text {
            text: "Olá, {{cliente}}!".to_owned(),
            examples: vec![example("cliente", "Ana")]
        })
    );
    assert_eq!(template.body_examples, [example("numero", "1042"), example("cliente", "Ana")]);
    assert_eq!(
        template.buttons,
        [
            TemplateButton::QuickReply { text: "Sim".to_owned() },
            TemplateButton::Url {
                text: "Ver".to_owned(),
                url: "https://exemplo.com.br/o/{{1}}".to_owned(),
                example: Some("https://exemplo.com.br/o/1042".to_owned()),
            },
            TemplateButton::Phone { text: "Ligar".to_owned(), phone: "+551133334444".to_owned() },
        ]
    );
}

#[tokio::test]
async fn examples_come_in_one_list_or_in_a_list_of_lists() {
    for listed in [json!([["Ana", 12]]), json!(["Ana", "12"])] {
        let template = one(json!({"id": 1, "name": "v", "language": "pt_BR",
            "components": [{"type": "body", "text": "{{1}} {{2}}", "example": {"body_text": listed}}]}))
        .await;
        assert_eq!(template.body_examples, [example("1", "Ana"), example("2", "12")]);
        assert_eq!(template.remote.0, "1");
    }
}

#[tokio::test]
async fn kinds_that_cannot_be_filled_are_kept_by_name() {
    let template = one(json!({"id": "1", "name": "v", "language": "pt_BR", "components": [
        {"type": "HEADER", "format": "PRODUCT"},
        {"type": "BODY", "text": "Oi"},
        {"type": "CAROUSEL", "cards": []},
        {"type": "LIMITED_TIME_OFFER", "limited_time_offer": {"text": "Corra"}},
        {"type": "call_permission_request"},
        {"type": "BUTTONS", "buttons": [
            {"type": "FLOW", "text": "Abrir"}, {"type": "MPM", "text": "Itens"}, {"type": "SOMETHING_NEW"},
            {"type": "VOICE_CALL", "text": "Chamar"}, {"type": "REQUEST_CONTACT_INFO"},
            {"type": "COPY_CODE", "example": "VERAO25"}, {"type": "COPY_CODE", "example": ["VERAO25"]}]}]}))
    .await;
    assert_eq!(template.header, Some(Header::Other { what: "PRODUCT".to_owned() }));
    assert_eq!(template.others, ["CAROUSEL", "LIMITED_TIME_OFFER", "CALL_PERMISSION_REQUEST"]);
    let other =
        |what: &str, text: &str| TemplateButton::Other { what: what.to_owned(), text: text.to_owned() };
    let code = TemplateButton::CopyCode { example: Some("VERAO25".to_owned()) };
    assert_eq!(
        template.buttons,
        [
            other("FLOW", "Abrir"),
            other("MPM", "Itens"),
            other("SOMETHING_NEW", ""),
            TemplateButton::Plain { text: "Chamar".to_owned() },
            TemplateButton::Plain { text: String::new() },
            code.clone(),
            code,
        ]
    );
}

#[tokio::test]
async fn a_one_time_code_is_known_by_its_button_or_by_its_address() {
    for button in [
        json!({"type": "OTP", "otp_type": "COPY_CODE", "text": "Copiar"}),
        json!({"type": "URL", "text": "Copiar", "url": "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}"}),
    ] {
        let template = one(json!({"id": "1", "name": "c", "language": "pt_BR", "category": "AUTHENTICATION",
            "components": [{"type": "BODY", "add_security_recommendation": true}, {"type": "BUTTONS", "buttons": [button]}]}))
        .await;
        assert_eq!(template.buttons, [TemplateButton::Otp { text: "Copiar".to_owned() }]);
        assert_eq!(template.body, "{{1}}", "there is a gap for the code");
    }
}

#[tokio::test]
async fn only_an_approved_template_may_be_sent_whatever_its_case() {
    for (status, expected) in [
        ("approved", TemplateStatus::Approved),
        ("PENDING", TemplateStatus::Pending),
        ("REJECTED", TemplateStatus::Rejected),
        ("PAUSED", TemplateStatus::Paused),
        ("DISABLED", TemplateStatus::Disabled),
        ("ARCHIVED", TemplateStatus::Other),
        ("", TemplateStatus::Other),
    ] {
        assert_eq!(
            one(json!({"id": "1", "name": "v", "language": "pt_BR", "status": status})).await.status,
            expected
        );
    }
}

#[tokio::test]
async fn missing_fields_lose_no_template_but_one_without_a_name() {
    let (templates, _) = listed(vec![page(
        json!([{"id": "1"}, {"name": "x", "language": "pt_BR"}, 7, null,
            {"id": "2", "name": "y", "language": "en", "components": [{"type": "BODY", "text": "{{nome}}"}]}]),
        None,
    )])
    .await;
    let templates = templates.unwrap();
    assert_eq!(names(&templates), ["y"]);
    assert!(templates[0].named, "its gap has a name");
    assert_eq!(templates[0].category, Category::Marketing, "the dearest where nothing is said");
}
