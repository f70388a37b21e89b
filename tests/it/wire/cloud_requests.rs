//! Every request to the Cloud API in its exact form.

use super::server::{Reply, Server};
use super::{PATIENCE, REFERENCE, address, ana, cloud_at, delivery, filled, phone, template, text, told};
use balcao::channel::{NumberCheck, Upload};
use balcao::domain::channel::{DownReason, Health};
use balcao::domain::contact::AddressKind;
use balcao::domain::delivery::{Content, Destination, Outcome};
use balcao::domain::fault::FaultKind;
use balcao::domain::id::RemoteId;
use balcao::domain::template::{Header, MediaRef, Place, SlotKey, TemplateButton, Value as Given};
use bytes::Bytes;
use futures::StreamExt as _;
use serde_json::{Value, json};

fn accepted() -> Reply {
    Reply::Json(
        200,
        json!({"messaging_product": "whatsapp",
            "contacts": [{"input": "+5551999998888", "wa_id": "555199998888"}],
            "messages": [{"id": "wamid.A", "message_status": "accepted"}]}),
    )
}

/// What is posted for a delivery.
async fn posted(to: Destination, content: Content) -> Value {
    let server = Server::start(vec![accepted()]);
    let outcome = cloud_at(&server.url(), PATIENCE).send(&delivery(to, content), None).await;
    assert_eq!(told(&outcome).0, "accepted", "{outcome:?}");
    let requests = server.requests().await;
    assert_eq!(requests[0].method, "POST");
    assert_eq!(requests[0].path, "/v25.0/106540352242922/messages");
    assert_eq!(requests[0].header("authorization"), "Bearer EAAG-token");
    assert_eq!(requests[0].header("content-type"), "application/json");
    requests[0].json()
}

/// The `template` part of what is posted for one.
async fn template_posted(content: Content) -> Value {
    let message = posted(ana(), content).await;
    assert_eq!(message["type"], "template");
    assert_eq!(message["biz_opaque_callback_data"], REFERENCE);
    message["template"].clone()
}

fn typed(text: &str) -> Given {
    Given::Text { text: text.to_owned() }
}

fn named(name: &str) -> SlotKey {
    SlotKey::Name { name: name.to_owned() }
}

fn numbered(place: Place, number: u8) -> SlotKey {
    SlotKey::Number { place, number }
}

#[tokio::test]
async fn a_text_carries_our_id_and_the_number_with_its_plus() {
    assert_eq!(
        posted(ana(), text("Olá!")).await,
        json!({"messaging_product": "whatsapp", "recipient_type": "individual", "to": "+5551999998888",
            "biz_opaque_callback_data": REFERENCE, "type": "text",
            "text": {"preview_url": false, "body": "Olá!"}})
    );
    assert_eq!(posted(ana(), text("Veja https://exemplo.com.br")).await["text"]["preview_url"], true);
}

#[tokio::test]
async fn the_number_that_whatsapp_returned_goes_before_the_one_dialled() {
    let addresses = vec![address(AddressKind::Bsuid, "BR.134"), address(AddressKind::WaId, "555199998888")];
    let to = Destination { phone: Some(phone("5551999998888")), addresses };
    let message = posted(to, text("Oi")).await;
    assert_eq!(message["to"], "+555199998888");
    assert_eq!(message.get("recipient"), None);
}

#[tokio::test]
async fn a_contact_whose_number_is_hidden_is_reached_by_user_id() {
    let to = Destination { phone: None, addresses: vec![address(AddressKind::Bsuid, "BR.134")] };
    let message = posted(to, text("Oi")).await;
    assert_eq!(message["recipient"], "BR.134");
    assert_eq!(message.get("to"), None);
}

#[tokio::test]
async fn the_answer_reveals_the_id_of_the_message_and_of_the_contact() {
    let server = Server::start(vec![accepted()]);
    let outcome = cloud_at(&server.url(), PATIENCE).send(&delivery(ana(), text("Oi")), None).await;
    let addresses = vec![address(AddressKind::WaId, "555199998888")];
    assert_eq!(outcome, Outcome::Accepted { remote: RemoteId("wamid.A".to_owned()), addresses });
}

#[tokio::test]
async fn a_template_without_gaps_has_no_components() {
    assert_eq!(
        template_posted(filled(template("bom_dia", "Bom dia!"), Vec::new())).await,
        json!({"name": "bom_dia", "language": {"code": "pt_BR"}})
    );
}

#[tokio::test]
async fn named_gaps_quick_replies_and_the_end_of_an_address() {
    let mut shape =
        template("retorno_orcamento", "Seu orçamento {{numero}} está pronto, {{cliente}}, {{numero}}.");
    shape.named = true;
    shape.header = Some(Header::Text { text: "Olá, {{cliente}}!".to_owned(), examples: Vec::new() });
    shape.buttons = vec![
        TemplateButton::QuickReply { text: "Sim".to_owned() },
        TemplateButton::Phone { text: "Ligar".to_owned(), phone: "+551133334444".to_owned() },
        TemplateButton::Url {
            text: "Ver".to_owned(),
            url: "https://exemplo.com.br/o/{{1}}".to_owned(),
            example: None,
        },
        TemplateButton::Url {
            text: "Site".to_owned(),
            url: "https://exemplo.com.br".to_owned(),
            example: None,
        },
        TemplateButton::Plain { text: "Contato".to_owned() },
    ];
    let values = vec![
        (named("cliente"), typed("Ana")),
        (named("numero"), typed("1042")),
        (numbered(Place::Button { index: 2 }, 1), typed("Gonçalves: a|b/c?x=1 100%25 50%")),
    ];
    let payload = format!("0:{REFERENCE}");
    assert_eq!(
        template_posted(filled(shape, values)).await,
        json!({"name": "retorno_orcamento", "language": {"code": "pt_BR"}, "components": [
            {"type": "header", "parameters": [{"type": "text", "parameter_name": "cliente", "text": "Ana"}]},
            {"type": "body", "parameters": [
                {"type": "text", "parameter_name": "numero", "text": "1042"},
                {"type": "text", "parameter_name": "cliente", "text": "Ana"}]},
            {"type": "button", "sub_type": "quick_reply", "index": "0",
                "parameters": [{"type": "payload", "payload": payload}]},
            {"type": "button", "sub_type": "url", "index": "2",
                "parameters": [{"type": "text", "text": "Gon%C3%A7alves%3A%20a%7Cb/c?x=1%20100%25%2050%25"}]},
        ]})
    );
}

#[tokio::test]
async fn numbered_gaps_go_by_number_and_are_apart_by_place() {
    let mut shape = template("visita", "Em {{2}}, {{1}}. Até {{2}}!");
    shape.header = Some(Header::Text { text: "Oi {{1}}".to_owned(), examples: Vec::new() });
    let values = vec![
        (numbered(Place::Header, 1), typed("Ana")),
        (numbered(Place::Body, 1), typed("às 10h")),
        (numbered(Place::Body, 2), typed("12/12")),
    ];
    assert_eq!(
        template_posted(filled(shape, values)).await["components"],
        json!([
            {"type": "header", "parameters": [{"type": "text", "text": "Ana"}]},
            {"type": "body", "parameters": [{"type": "text", "text": "às 10h"}, {"type": "text", "text": "12/12"}]},
        ])
    );
}

#[tokio::test]
async fn files_travel_by_id_and_only_documents_have_a_name() {
    let file = |mime: &str| Given::Media {
        media: MediaRef {
            remote: RemoteId("1037543291543636".to_owned()),
            filename: Some("orcamento-1042.pdf".to_owned()),
            mime: mime.to_owned(),
        },
    };
    let cases = [
        (Header::Image, "image/jpeg", "image", json!({"id": "1037543291543636"})),
        (Header::Video, "video/mp4", "video", json!({"id": "1037543291543636"})),
        (
            Header::Document,
            "application/pdf",
            "document",
            json!({"id": "1037543291543636", "filename": "orcamento-1042.pdf"}),
        ),
    ];
    for (header, mime, kind, expected) in cases {
        let mut shape = template("arquivo", "Segue.");
        shape.header = Some(header);
        let sent = template_posted(filled(shape, vec![(SlotKey::HeaderMedia, file(mime))])).await;
        assert_eq!(
            sent["components"],
            json!([{"type": "header", "parameters": [{"type": kind, kind: expected}]}])
        );
    }
}

#[tokio::test]
async fn a_place_has_its_degrees_as_texts() {
    let mut shape = template("onde", "Estamos aqui.");
    shape.header = Some(Header::Location);
    let place = Given::Location {
        latitude: -30.0277,
        longitude: -51.2287,
        name: Some("Loja Centro".to_owned()),
        address: Some("Rua A, 10".to_owned()),
    };
    assert_eq!(
        template_posted(filled(shape, vec![(SlotKey::HeaderMedia, place)])).await["components"],
        json!([{"type": "header", "parameters": [{"type": "location", "location": {
            "latitude": "-30.0277", "longitude": "-51.2287", "name": "Loja Centro", "address": "Rua A, 10"}}]}])
    );
}

#[tokio::test]
async fn a_code_to_copy_has_its_own_kind_of_button() {
    let mut shape = template("oferta", "Só hoje.");
    shape.buttons = vec![
        TemplateButton::Phone { text: "Ligar".to_owned(), phone: "+551133334444".to_owned() },
        TemplateButton::CopyCode { example: None },
    ];
    assert_eq!(
        template_posted(filled(shape, vec![(SlotKey::Code { index: 1 }, typed("VERAO25"))])).await["components"],
        json!([{"type": "button", "sub_type": "copy_code", "index": "1",
            "parameters": [{"type": "coupon_code", "coupon_code": "VERAO25"}]}])
    );
}

#[tokio::test]
async fn a_one_time_code_goes_into_the_body_and_the_button() {
    let mut shape = template("codigo_acesso", "*{{1}}* é seu código.");
    shape.buttons = vec![TemplateButton::Otp { text: "Copiar".to_owned() }];
    assert_eq!(
        template_posted(filled(shape, vec![(numbered(Place::Body, 1), typed("482913"))])).await["components"],
        json!([
            {"type": "body", "parameters": [{"type": "text", "text": "482913"}]},
            {"type": "button", "sub_type": "url", "index": "0", "parameters": [{"type": "text", "text": "482913"}]},
        ])
    );
}

#[tokio::test]
async fn what_cannot_be_written_is_refused_before_anything_is_sent() {
    let nobody = Destination { phone: None, addresses: vec![address(AddressKind::Lid, "777@lid")] };
    let mut carousel = template("carrossel", "Veja.");
    carousel.others = vec!["CAROUSEL".to_owned()];
    let other = Content::Other { what: "image".to_owned(), caption: None };
    let cases = [
        (nobody, text("Oi"), FaultKind::BadRequest),
        (ana(), filled(template("x", "Oi {{1}}"), Vec::new()), FaultKind::ParameterCount),
        (ana(), filled(carousel, Vec::new()), FaultKind::BadRequest),
        (ana(), other, FaultKind::BadRequest),
    ];
    for (to, content, kind) in cases {
        // Nobody listens there: a try would come back as one for later.
        let outcome = cloud_at("http://127.0.0.1:9", PATIENCE).send(&delivery(to, content), None).await;
        assert_eq!(told(&outcome), ("refused", Some(kind)));
    }
}

#[tokio::test]
async fn a_file_is_streamed_with_its_type_and_name() {
    let server = Server::start(vec![Reply::Json(200, json!({"id": "1037543291543636"}))]);
    let pieces = [Ok(Bytes::from_static(b"%PDF-")), Ok(Bytes::from_static(b"1.4"))];
    let file = Upload {
        name: "orcamento.pdf".to_owned(),
        mime: "application/pdf".to_owned(),
        length: 8,
        body: futures::stream::iter(pieces).boxed(),
    };
    let uploaded = cloud_at(&server.url(), PATIENCE).upload(file).await;
    assert_eq!(uploaded, Ok(RemoteId("1037543291543636".to_owned())));
    let requests = server.requests().await;
    assert_eq!(requests[0].path, "/v25.0/106540352242922/media");
    let body = String::from_utf8(requests[0].body.clone()).unwrap();
    for part in [
        "name=\"messaging_product\"\r\n\r\nwhatsapp\r\n",
        "name=\"file\"; filename=\"orcamento.pdf\"\r\nContent-Type: application/pdf\r\n",
        "\r\n\r\n%PDF-1.4\r\n",
    ] {
        assert!(body.contains(part), "{part:?} is missing in {body}");
    }
}

fn picture() -> Upload {
    Upload {
        name: "a.png".to_owned(),
        mime: "image/png".to_owned(),
        length: 1,
        body: futures::stream::iter([Ok(Bytes::from_static(b"x"))]).boxed(),
    }
}

#[tokio::test]
async fn a_file_that_is_refused_says_why() {
    let refusal = json!({"error": {"code": 131_053, "message": "Media upload error"}});
    let server = Server::start(vec![Reply::Json(400, refusal)]);
    let fault = cloud_at(&server.url(), PATIENCE).upload(picture()).await.unwrap_err();
    assert_eq!((fault.kind, fault.code.as_str()), (FaultKind::Media, "131053"));
}

#[tokio::test]
async fn an_upload_whose_answer_holds_no_id_as_meta_writes_it_is_tried_again() {
    for strange in [json!({"data": [{"status": "ok"}], "id": 7}), json!({"id": ""}), json!({"id": ["1"]})] {
        let server = Server::start(vec![Reply::Json(200, strange.clone())]);
        let fault = cloud_at(&server.url(), PATIENCE).upload(picture()).await.unwrap_err();
        assert_eq!((fault.kind, fault.may_pass()), (FaultKind::Upstream, true), "{strange}");
    }
}

#[tokio::test]
async fn the_number_itself_tells_how_the_channel_is() {
    let token = json!({"error": {"code": 190, "message": "expired"}});
    let locked = json!({"error": {"code": 368, "message": "blocked"}});
    let busy = json!({"error": {"code": 80_007, "message": "too much"}});
    let down = |reason| Health::Down { reason };
    for (status, body, expected) in [
        (200, json!({"id": "106540352242922"}), Health::Up),
        (401, token, down(DownReason::Credentials)),
        (403, locked, down(DownReason::Account)),
        (400, busy.clone(), Health::Up),
        (500, busy, Health::Up),
        (500, json!("?"), down(DownReason::Unreachable)),
    ] {
        let server = Server::start(vec![Reply::Json(status, body)]);
        assert_eq!(cloud_at(&server.url(), PATIENCE).health().await, expected);
        assert_eq!(
            server.requests().await[0].path,
            "/v25.0/106540352242922?fields=id%2Cdisplay_phone_number"
        );
    }
    let nobody = cloud_at("http://127.0.0.1:9", PATIENCE);
    assert_eq!(nobody.health().await, down(DownReason::Unreachable));
    assert_eq!(nobody.check_number(&phone("5551999998888")).await, NumberCheck::NotSupported);
}
