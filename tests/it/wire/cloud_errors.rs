//! Every documented code of the Cloud API: its kind and what becomes of the message, in an answer and in a webhook.

use super::server::{Reply, Server};
use super::{PATIENCE, ana, at, cloud, cloud_at, delivery, signed, text, told};
use balcao::domain::delivery::Outcome;
use balcao::domain::event::Event;
use balcao::domain::fault::{Fault, FaultKind as F};
use balcao::domain::message::MessageState;
use chrono::TimeDelta;
use serde_json::{Value, json};

/// Code, HTTP status by Meta's table (400 where it gives none), kind, and what becomes of the message.
#[rustfmt::skip]
const CODES: &[(i64, u16, F, &str)] = &[
    (0, 401, F::Credentials, "refused"), (1, 400, F::Upstream, "later"), (2, 503, F::Upstream, "later"),
    (3, 500, F::Credentials, "refused"), (4, 400, F::RateLimit, "later"), (10, 403, F::Credentials, "refused"),
    (33, 400, F::Credentials, "refused"), (100, 400, F::BadRequest, "refused"), (190, 401, F::Credentials, "refused"),
    (200, 403, F::Credentials, "refused"), (299, 403, F::Credentials, "refused"), (368, 403, F::Account, "refused"),
    (80_007, 400, F::RateLimit, "later"), (130_429, 400, F::RateLimit, "later"), (130_472, 400, F::Experiment, "refused"),
    (130_497, 403, F::CountryBlocked, "refused"), (131_000, 500, F::Upstream, "unknown"), (131_005, 403, F::Credentials, "refused"),
    (131_008, 400, F::BadRequest, "refused"), (131_009, 400, F::BadRequest, "refused"), (131_016, 500, F::Upstream, "later"),
    (131_021, 400, F::SelfSend, "refused"), (131_026, 400, F::Undeliverable, "refused"), (131_030, 400, F::NotAllowedRecipient, "refused"),
    (131_031, 403, F::Account, "refused"), (131_037, 400, F::Account, "refused"), (131_042, 400, F::Payment, "refused"),
    (131_044, 400, F::Payment, "refused"), (131_045, 500, F::Account, "refused"), (131_047, 400, F::WindowClosed, "refused"),
    (131_048, 400, F::SpamLimit, "refused"), (131_049, 400, F::MarketingCap, "refused"), (131_050, 400, F::OptedOut, "refused"),
    (131_051, 400, F::BadRequest, "refused"), (131_052, 400, F::Media, "refused"), (131_053, 400, F::Media, "refused"),
    (131_055, 400, F::BadRequest, "refused"), (131_056, 400, F::PairLimit, "later"), (131_057, 500, F::Upstream, "later"),
    (131_059, 400, F::Upstream, "later"), (131_060, 400, F::Unrecognised, "refused"), (131_061, 400, F::BadRequest, "refused"),
    (131_062, 400, F::BadRequest, "refused"), (131_063, 400, F::Account, "refused"), (131_064, 400, F::Account, "refused"),
    (131_215, 400, F::BadRequest, "refused"), (132_000, 400, F::ParameterCount, "refused"), (132_001, 404, F::TemplateMissing, "refused"),
    (132_005, 400, F::TooLong, "refused"), (132_007, 400, F::TemplatePolicy, "refused"), (132_008, 400, F::ParameterFormat, "refused"),
    (132_012, 400, F::ParameterFormat, "refused"), (132_015, 400, F::TemplatePaused, "refused"), (132_016, 400, F::TemplateDisabled, "refused"),
    (132_018, 400, F::ParameterFormat, "refused"), (132_068, 400, F::TemplateDisabled, "refused"), (132_069, 400, F::RateLimit, "later"),
    (133_000, 500, F::Account, "refused"), (133_004, 503, F::Upstream, "later"), (133_005, 400, F::Account, "refused"),
    (133_006, 400, F::Account, "refused"), (133_008, 400, F::Account, "refused"), (133_009, 400, F::Account, "refused"),
    (133_010, 400, F::Account, "refused"), (133_015, 400, F::Account, "refused"), (133_016, 400, F::Account, "refused"),
    (134_011, 400, F::Account, "refused"), (134_100, 400, F::BadRequest, "refused"), (134_101, 400, F::Upstream, "later"),
    (134_102, 500, F::Account, "refused"), (135_000, 400, F::BadRequest, "refused"), (137_000, 400, F::Undeliverable, "refused"),
    (138_000, 400, F::BadRequest, "refused"), (139_100, 400, F::BadRequest, "refused"), (147_001, 400, F::BadRequest, "refused"),
];

fn error(code: i64) -> Value {
    json!({"error": {"message": format!("(#{code}) Something"), "type": "OAuthException", "code": code,
        "error_data": {"messaging_product": "whatsapp", "details": "What was wrong."},
        "fbtrace_id": "Az8or2yhqkZfEZ-_4Qn_Bam"}})
}

async fn outcome(status: u16, body: Value, attempt: u32) -> Outcome {
    let server = Server::start(vec![Reply::Json(status, body)]);
    let mut delivery = delivery(ana(), text("Oi"));
    delivery.attempt = attempt;
    cloud_at(&server.url(), PATIENCE).send(&delivery, None).await
}

#[tokio::test]
async fn each_code_in_an_answer_decides_what_becomes_of_the_message() {
    for (code, status, kind, expected) in CODES {
        let outcome = outcome(*status, error(*code), 1).await;
        assert_eq!(told(&outcome), (*expected, Some(*kind)), "{code}");
    }
}

#[test]
fn each_code_in_a_webhook_says_why_the_message_failed() {
    for (code, _, kind, _) in CODES {
        assert_eq!(fault_of_failed(json!([{"code": code, "title": "Something"}])).kind, *kind, "{code}");
        // Numbers have been seen as texts.
        assert_eq!(fault_of_failed(json!([{"code": code.to_string()}])).kind, *kind, "{code}");
    }
}

/// The fault in a report of failure with these errors.
fn fault_of_failed(errors: Value) -> Fault {
    let status = json!({"id": "wamid.A", "status": "failed", "timestamp": "1763800006", "errors": errors});
    let body =
        json!({"entry": [{"changes": [{"field": "messages", "value": {"statuses": [status]}}]}]}).to_string();
    let received = cloud().receive(&signed(body.as_bytes()), body.as_bytes(), at(1_763_800_010)).unwrap();
    let [balcao::channel::Received { event: Event::Receipt(receipt), .. }] = received.as_slice() else {
        panic!("{received:?}")
    };
    assert_eq!(receipt.state, MessageState::Failed);
    receipt.fault.clone().unwrap()
}

#[tokio::test]
async fn a_vague_error_is_unknown_when_the_server_failed_and_may_be_tried_again_when_it_refused() {
    for code in [1, 131_000] {
        assert_eq!(told(&outcome(500, error(code), 1).await), ("unknown", Some(F::Upstream)), "{code}");
        assert_eq!(told(&outcome(400, error(code), 1).await), ("later", Some(F::Upstream)), "{code}");
    }
}

#[tokio::test]
async fn a_code_that_nobody_knows_is_judged_by_its_status() {
    for (status, transient, expected) in [
        (400, false, "refused"),
        (400, true, "later"),
        (429, false, "later"),
        (500, false, "unknown"),
        (500, true, "unknown"),
    ] {
        let body = json!({"error": {"code": 999_999, "message": "?", "is_transient": transient}});
        assert_eq!(
            told(&outcome(status, body, 1).await),
            (expected, Some(F::Unrecognised)),
            "{status} {transient}"
        );
    }
}

#[tokio::test]
async fn an_id_that_the_token_may_not_see_is_a_matter_of_configuration() {
    let body = json!({"error": {"code": 100, "error_subcode": 33, "message": "Unsupported post request"}});
    assert_eq!(told(&outcome(400, body, 1).await), ("refused", Some(F::Credentials)));
}

#[tokio::test]
async fn the_pause_to_one_person_quadruples_with_each_try() {
    for (attempt, seconds) in [(1, 1), (2, 4), (3, 16), (4, 64)] {
        let Outcome::Later { after, .. } = outcome(400, error(131_056), attempt).await else {
            panic!("{attempt}")
        };
        assert_eq!(after, Some(TimeDelta::seconds(seconds)));
    }
}

#[tokio::test]
async fn the_time_that_meta_asks_for_is_in_a_header_of_its_own() {
    let body = error(80_007).to_string();
    let usage = r#"{"102290129340398":[{"type":"messaging","estimated_time_to_regain_access":3}]}"#;
    let answer = format!(
        "HTTP/1.1 400 Bad\r\nx-business-use-case-usage: {usage}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    let server = Server::start(vec![Reply::Bytes(answer.into_bytes())]);
    let outcome = cloud_at(&server.url(), PATIENCE).send(&delivery(ana(), text("Oi")), None).await;
    let Outcome::Later { after, .. } = outcome else { panic!("{outcome:?}") };
    assert_eq!(after, Some(TimeDelta::minutes(3)));
}

#[tokio::test]
async fn a_fault_keeps_code_words_and_trace_and_no_number_or_token() {
    let Outcome::Refused { fault } = outcome(400, error(131_047), 1).await else { panic!() };
    assert_eq!(fault, Fault::new(F::WindowClosed, "131047", "What was wrong. [Az8or2yhqkZfEZ-_4Qn_Bam]"));
    let body = json!({"error": {"code": 190,
        "message": "Malformed access token EAAGm0PX4ZCpsBAKZCqwertyuiopasdfghjkl for 5551999998888"}});
    let Outcome::Refused { fault } = outcome(401, body, 1).await else { panic!() };
    assert_eq!(fault.detail, "Malformed access token … for …");
}
