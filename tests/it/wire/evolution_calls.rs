//! Every request to Evolution in its exact form, and every refusal it has been seen to give.

use super::evolution_webhooks::captures;
use super::server::{Reply, Server};
use super::{PATIENCE, address, ana, delivery, evolution_at, filled, phone, template, text, told};
use balcao::channel::{LinkCode, NumberCheck};
use balcao::domain::channel::{DownReason, Health};
use balcao::domain::contact::AddressKind;
use balcao::domain::delivery::{ContactCard, Content, Destination, Outcome};
use balcao::domain::fault::FaultKind as F;
use balcao::domain::id::RemoteId;
use serde_json::{Value, json};

/// The status and the answer of a captured call.
fn captured(name: &str) -> (u16, Value) {
    let captures = captures();
    let call = captures["calls"].as_array().unwrap().iter().find(|call| call["name"] == name).unwrap();
    (u16::try_from(call["status"].as_u64().unwrap()).unwrap(), call["response"].clone())
}

async fn outcome(status: u16, body: Value) -> Outcome {
    let server = Server::start(vec![Reply::Json(status, body)]);
    evolution_at(&server.url(), PATIENCE).send(&delivery(ana(), text("Oi")), None).await
}

async fn number_for(addresses: Vec<balcao::domain::contact::Address>) -> Value {
    let (status, body) = captured("sendText");
    let server = Server::start(vec![Reply::Json(status, body)]);
    let to = Destination { phone: Some(phone("5531988887777")), addresses };
    let outcome =
        evolution_at(&server.url(), PATIENCE).send(&delivery(to, text("Olá, *Maria*!")), None).await;
    assert_eq!(told(&outcome).0, "accepted");
    let requests = server.requests().await;
    assert_eq!((requests[0].method.as_str(), requests[0].path.as_str()), ("POST", "/message/sendText/loja1"));
    assert_eq!(requests[0].header("apikey"), "the-api-key");
    requests[0].json()
}

#[tokio::test]
async fn a_text_goes_to_the_chat_that_is_known_else_to_the_digits() {
    let lid = address(AddressKind::Lid, "777000111222333@lid");
    let number = address(AddressKind::WaId, "553188887777");
    let dialled = address(AddressKind::Dialled, "5531988887777");
    for (addresses, expected) in [
        (vec![], "5531988887777"),
        (vec![dialled.clone()], "5531988887777"),
        (vec![dialled, number.clone(), lid.clone()], "553188887777@s.whatsapp.net"),
        (vec![lid, number], "777000111222333@lid"),
    ] {
        assert_eq!(number_for(addresses).await, json!({"number": expected, "text": "Olá, *Maria*!"}));
    }
}

#[tokio::test]
async fn a_card_with_several_numbers_loses_none_of_them() {
    let (status, body) = captured("sendText");
    let server = Server::start(vec![Reply::Json(status, body)]);
    let numbers = ["+55 51 99999-7777", "+55 51 3333-4444"].map(str::to_owned).to_vec();
    let cards = Content::Cards { cards: vec![ContactCard { name: "Bia".to_owned(), numbers }] };
    let outcome = evolution_at(&server.url(), PATIENCE).send(&delivery(ana(), cards), None).await;
    assert_eq!(told(&outcome).0, "accepted");
    let requests = server.requests().await;
    assert_eq!(requests[0].path, "/message/sendContact/loja1");
    let one = |number: &str| json!({"fullName": "Bia", "phoneNumber": number});
    let both = [one("+55 51 99999-7777"), one("+55 51 3333-4444")];
    assert_eq!(requests[0].json()["contact"], json!(both));
}

#[tokio::test]
async fn the_captured_answer_reveals_the_message_and_the_chat() {
    let (status, body) = captured("sendText");
    assert_eq!(
        outcome(status, body).await,
        Outcome::Accepted {
            remote: RemoteId("3EB0EDA544F7251628520B7E0B51913E3DF11A65".to_owned()),
            addresses: vec![address(AddressKind::WaId, "5511988887777")],
        }
    );
}

#[tokio::test]
async fn each_captured_refusal_decides_what_becomes_of_the_message() {
    for (name, expected, kind) in [
        ("unknown_instance", "refused", F::Credentials),
        ("no_apikey", "refused", F::Credentials),
        ("wrong_apikey", "refused", F::Credentials),
        ("sendText_absent_number", "refused", F::NotOnWhatsapp),
        ("sendText_missing_text", "refused", F::BadRequest),
        ("sendText_numeric_number", "refused", F::BadRequest),
        ("sendText_blank", "refused", F::BadRequest),
        ("bad_json", "refused", F::BadRequest),
        ("sendText_upstream_error", "later", F::RateLimit),
        ("sendTemplate", "refused", F::BadRequest),
        ("not_found_route", "refused", F::BadRequest),
    ] {
        let (status, body) = captured(name);
        assert_eq!(told(&outcome(status, body).await), (expected, Some(kind)), "{name}");
    }
}

#[tokio::test]
async fn other_known_refusals_are_told_apart() {
    let says =
        |message: &str| json!({"status": 400, "error": "Bad Request", "response": {"message": [message]}});
    let licence = json!({"error": "service not activated", "code": "LICENSE_REQUIRED",
        "register_url": "https://example.invalid/register", "instance_id": "f8f18b7f"});
    let closed = json!({"status": 500, "error": "Internal Server Error", "response": {"message": "Connection Closed"}});
    for (status, body, expected, kind) in [
        (500, closed, "later", F::Disconnected),
        (503, licence, "refused", F::LicenseRequired),
        (400, says("Error: 463"), "refused", F::Restricted),
        (400, says("Error: RESTRICT_ALL_COMPANIONS"), "refused", F::Restricted),
        (400, says("Error: Timed Out"), "unknown", F::Upstream),
        (400, says("PrismaClientKnownRequestError: The table does not exist"), "unknown", F::Upstream),
        (500, says("Something"), "unknown", F::Upstream),
        (429, says("Too many requests"), "later", F::RateLimit),
        (400, json!({"response": {"message": {"deep": [[[]]]}}}), "refused", F::Unrecognised),
    ] {
        assert_eq!(told(&outcome(status, body.clone()).await), (expected, Some(kind)), "{body}");
    }
}

#[tokio::test]
async fn the_end_of_a_restriction_is_read_where_it_is_said() {
    let says =
        |message: &str| json!({"status": 400, "error": "Bad Request", "response": {"message": [message]}});
    let until = |outcome| match outcome {
        Outcome::Refused { fault } => fault.until.map(|until| until.to_rfc3339()),
        other => panic!("{other:?}"),
    };
    for (message, expected) in [
        ("Error: 463 until 2026-11-22T20:30:00.000Z", Some("2026-11-22T20:30:00+00:00")),
        (r#"Error: {"code":463,"ends":"2026-11-23T01:00:00-03:00"}"#, Some("2026-11-23T04:00:00+00:00")),
        ("Error: 463", None),
        ("Error: 463 5551999998888", None),
    ] {
        assert_eq!(until(outcome(400, says(message)).await).as_deref(), expected, "{message}");
    }
}

#[tokio::test]
async fn a_code_is_taken_as_a_picture_and_anything_else_is_none() {
    let asked = async |status: u16, body: Value| {
        let server = Server::start(vec![Reply::Json(status, body)]);
        let code = evolution_at(&server.url(), PATIENCE).link_code().await;
        assert_eq!(server.requests().await[0].path, "/instance/connect/loja1");
        code
    };
    let png = "iVBORw0KGgoAAAANSUhEUg==";
    let shown = asked(
        200,
        json!({"pairingCode": null, "code": "2@x", "base64": format!("data:image/png;base64,{png}"), "count": 1}),
    );
    let shown = shown.await.unwrap();
    assert!(matches!(&shown, LinkCode::Shown { png } if png.starts_with(b"\x89PNG")));
    assert_eq!(format!("{shown:?}"), "Shown", "it cannot get into a log");
    for (body, expected) in [
        (json!({"count": 0}), LinkCode::NotYet),
        (json!({"base64": "data:image/png;base64,R0lGODlh"}), LinkCode::NotYet),
        (json!({"base64": "no letters"}), LinkCode::NotYet),
        (json!({"instance": {"instanceName": "loja1", "state": "open"}}), LinkCode::Linked),
        (json!({"state": "PASSKEY_REQUIRED"}), LinkCode::AsksForPasskey),
    ] {
        assert_eq!(asked(200, body.clone()).await, Ok(expected), "{body}");
    }
    let refused =
        asked(401, json!({"status": 401, "error": "Unauthorized", "response": {"message": "Unauthorized"}}));
    assert_eq!(refused.await.map_err(|fault| fault.kind), Err(F::Credentials));
}

#[tokio::test]
async fn a_refusal_does_not_tell_the_number() {
    let (status, body) = captured("sendText_absent_number");
    let told = format!("{:?}", outcome(status, body).await);
    assert!(!told.contains("5511911112222"), "{told}");
}

#[tokio::test]
async fn templates_and_files_are_not_for_this_channel() {
    let nobody = evolution_at("http://127.0.0.1:9", PATIENCE);
    let content = filled(template("bom_dia", "Bom dia!"), Vec::new());
    assert_eq!(told(&nobody.send(&delivery(ana(), content), None).await), ("refused", Some(F::BadRequest)));
    assert_eq!(nobody.templates().await, Ok(Vec::new()));
    assert_eq!(nobody.currency(), None);
}

async fn checked(status: u16, body: Value) -> NumberCheck {
    let server = Server::start(vec![Reply::Json(status, body)]);
    let check = evolution_at(&server.url(), PATIENCE).check_number(&phone("5531988887777")).await;
    let requests = server.requests().await;
    assert_eq!(requests[0].path, "/chat/whatsappNumbers/loja1");
    assert_eq!(requests[0].json(), json!({"numbers": ["5531988887777"]}));
    check
}

#[tokio::test]
async fn a_number_check_gives_the_address_to_which_messages_go() {
    let (_, all) = captured("whatsappNumbers");
    let on = |addresses| NumberCheck::OnWhatsapp { addresses };
    for (index, expected) in [
        (0, on(vec![address(AddressKind::WaId, "5511988887777")])),
        (1, NumberCheck::Absent),
        (2, on(vec![address(AddressKind::WaId, "553188887777")])),
        (3, on(vec![address(AddressKind::WaId, "553188887777")])),
        (4, on(vec![address(AddressKind::Lid, "111222333444555@lid")])),
    ] {
        assert_eq!(checked(200, json!([all[index]])).await, expected, "{index}");
    }
    let both = json!([{"jid": "5511988887777@s.whatsapp.net", "exists": true, "lid": "777@lid"}]);
    let addresses = vec![address(AddressKind::WaId, "5511988887777"), address(AddressKind::Lid, "777@lid")];
    assert_eq!(checked(200, both).await, on(addresses));
}

#[tokio::test]
async fn a_number_check_that_says_nothing_has_failed() {
    for (status, body, kind) in [
        (200, json!([]), F::Upstream),
        (200, json!([{"jid": "x"}]), F::Upstream),
        (401, captured("no_apikey").1, F::Credentials),
        (500, json!({"response": {"message": "Connection Closed"}}), F::Disconnected),
    ] {
        let NumberCheck::Failed { fault } = checked(status, body).await else { panic!() };
        assert_eq!(fault.kind, kind);
    }
}

#[tokio::test]
async fn the_state_of_the_connection_tells_how_the_channel_is() {
    let down = |reason| Health::Down { reason };
    for (name, expected) in [
        ("state_open", Health::Up),
        ("state_connecting", down(DownReason::Connecting)),
        ("state_after_logout", down(DownReason::Disconnected)),
        ("no_apikey", down(DownReason::Credentials)),
        ("unknown_instance", down(DownReason::Credentials)),
    ] {
        let (status, body) = captured(name);
        let server = Server::start(vec![Reply::Json(status, body)]);
        assert_eq!(evolution_at(&server.url(), PATIENCE).health().await, expected, "{name}");
        assert_eq!(server.requests().await[0].path, "/instance/connectionState/loja1");
    }
    let nobody = evolution_at("http://127.0.0.1:9", PATIENCE);
    assert_eq!(nobody.health().await, down(DownReason::Unreachable));
}

#[tokio::test]
async fn a_server_behind_a_path_is_reached() {
    let (status, body) = captured("state_open");
    let server = Server::start(vec![Reply::Json(status, body)]);
    let adapter = evolution_at(&format!("{}/evo/", server.url()), PATIENCE);
    assert_eq!(adapter.health().await, Health::Up);
    assert_eq!(server.requests().await[0].path, "/evo/instance/connectionState/loja1");
}
