//! What is certain when a call brings no proper answer. Certain is only what never had a connection.

use super::server::{Reply, Server};
use super::{PATIENCE, ana, cloud_at, delivery, evolution_at, text, told};
use balcao::channel::{Adapter, Timeouts};
use balcao::config::Pace;
use balcao::domain::delivery::Outcome;
use balcao::domain::fault::FaultKind;
use balcao::supervise::Supervisor;
use balcao::telegram::sender::Sender;
use serde_json::json;
use std::net::TcpListener;
use std::time::Duration;

/// Gives up soon, for servers that never answer.
const HASTY: Timeouts = Timeouts {
    connect: Duration::from_millis(300),
    total: Duration::from_millis(300),
    upload: Duration::from_millis(300),
};

/// Sends a text on an official and an unofficial channel, to servers that do the same to both.
async fn sent(reply: impl Fn() -> Reply, timeouts: Timeouts) -> [Outcome; 2] {
    let (one, two) = (Server::start(vec![reply()]), Server::start(vec![reply()]));
    let outcomes = [
        say_hello(&cloud_at(&one.url(), timeouts)).await,
        say_hello(&evolution_at(&two.url(), timeouts)).await,
    ];
    for server in [one, two] {
        assert_eq!(server.requests().await.len(), 1, "it is tried once");
    }
    outcomes
}

async fn say_hello(adapter: &Adapter) -> Outcome {
    adapter.send(&delivery(ana(), text("Olá")), None).await
}

#[tokio::test]
async fn a_refused_connection_is_tried_again_later() {
    let address = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap()
    };
    for adapter in [
        cloud_at(&format!("http://{address}"), PATIENCE),
        evolution_at(&format!("http://{address}"), PATIENCE),
    ] {
        assert_eq!(told(&say_hello(&adapter).await), ("later", Some(FaultKind::Network)));
    }
}

#[tokio::test]
async fn a_host_that_does_not_exist_is_tried_again_later() {
    let adapter = cloud_at("http://nowhere.invalid", Timeouts { total: PATIENCE.total, ..HASTY });
    assert_eq!(told(&say_hello(&adapter).await), ("later", Some(FaultKind::Network)));
}

#[tokio::test]
async fn a_server_that_does_not_speak_tls_is_tried_again_later() {
    let server = Server::start(vec![Reply::Bytes(b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec())]);
    let adapter = cloud_at(&format!("https://{}", server.address()), PATIENCE);
    assert_eq!(told(&say_hello(&adapter).await), ("later", Some(FaultKind::Network)));
}

#[tokio::test]
async fn a_line_that_closes_after_the_request_leaves_it_unknown() {
    for outcome in sent(|| Reply::Hangs, PATIENCE).await {
        assert_eq!(told(&outcome), ("unknown", Some(FaultKind::NoAnswer)));
    }
}

#[tokio::test]
async fn an_answer_that_does_not_come_in_time_leaves_it_unknown() {
    for outcome in sent(|| Reply::Stalls(b""), HASTY).await {
        assert_eq!(told(&outcome), ("unknown", Some(FaultKind::NoAnswer)));
    }
}

#[tokio::test]
async fn an_answer_that_stops_in_the_middle_leaves_it_unknown() {
    let begun = b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"messages\": [";
    for outcome in sent(|| Reply::Stalls(begun), HASTY).await {
        assert_eq!(told(&outcome), ("unknown", Some(FaultKind::NoAnswer)));
    }
    for outcome in sent(|| Reply::Bytes(begun.to_vec()), PATIENCE).await {
        assert_eq!(told(&outcome), ("unknown", Some(FaultKind::NoAnswer)));
    }
}

#[tokio::test]
async fn an_answer_that_is_no_http_leaves_it_unknown() {
    for outcome in sent(|| Reply::Bytes(b"SSH-2.0-OpenSSH\r\n".to_vec()), PATIENCE).await {
        assert_eq!(told(&outcome), ("unknown", Some(FaultKind::NoAnswer)));
    }
}

#[tokio::test]
async fn a_5xx_without_a_clear_reason_leaves_it_unknown() {
    for status in ["500 Oops", "502 Bad Gateway", "503 Busy", "504 Late"] {
        let (one, two) = (Server::start(vec![html(status)]), Server::start(vec![html(status)]));
        for adapter in [cloud_at(&one.url(), PATIENCE), evolution_at(&two.url(), PATIENCE)] {
            assert_eq!(told(&say_hello(&adapter).await), ("unknown", Some(FaultKind::Upstream)), "{status}");
        }
    }
}

fn html(status: &str) -> Reply {
    Reply::Bytes(format!("HTTP/1.1 {status}\r\nconnection: close\r\n\r\n<html>sorry</html>").into_bytes())
}

#[tokio::test]
async fn an_acceptance_without_an_id_leaves_it_unknown() {
    for outcome in sent(|| Reply::Json(200, json!({"messages": []})), PATIENCE).await {
        assert_eq!(told(&outcome), ("unknown", Some(FaultKind::Upstream)));
    }
}

#[tokio::test]
async fn too_many_requests_are_tried_again_after_the_time_asked_for() {
    let reply = || {
        Reply::Bytes(b"HTTP/1.1 429 Slow\r\nretry-after: 17\r\nconnection: close\r\n\r\nslow down".to_vec())
    };
    for outcome in sent(reply, PATIENCE).await {
        let Outcome::Later { fault, after } = outcome else { panic!("{outcome:?}") };
        assert_eq!(fault.kind, FaultKind::RateLimit);
        assert_eq!(after, Some(chrono::TimeDelta::seconds(17)));
    }
}

#[tokio::test]
async fn a_4xx_from_a_proxy_refuses_and_a_408_does_not() {
    for (status, expected) in
        [("404 No", "refused"), ("413 Large", "refused"), ("403 No", "refused"), ("408 Late", "unknown")]
    {
        let server = Server::start(vec![html(status)]);
        assert_eq!(told(&say_hello(&cloud_at(&server.url(), PATIENCE)).await).0, expected, "{status}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed_because_our_key_would_travel_with_it() {
    let (elsewhere, server) = away();
    assert_eq!(told(&say_hello(&cloud_at(&server.url(), PATIENCE)).await).0, "refused");
    assert!(elsewhere.accept().is_err(), "nobody came");
}

#[tokio::test]
async fn a_redirect_of_telegram_is_not_followed_because_the_token_would_travel_with_it() {
    let (elsewhere, server) = away();
    let supervisor = Supervisor::new();
    let sender = Sender::start("123:ABC", &server.url(), Pace::default(), &supervisor).unwrap();
    assert!(sender.get_me().await.is_err());
    assert!(elsewhere.accept().is_err(), "nobody came");
}

/// A server that sends whoever asks to another one.
fn away() -> (TcpListener, Server) {
    let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
    elsewhere.set_nonblocking(true).unwrap();
    let answer = format!(
        "HTTP/1.1 307 Away\r\nlocation: http://{}/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
        elsewhere.local_addr().unwrap()
    );
    let server = Server::start(vec![Reply::Bytes(answer.into_bytes())]);
    (elsewhere, server)
}

#[tokio::test]
async fn what_went_wrong_is_told_without_the_address_or_the_key() {
    for outcome in sent(|| Reply::Hangs, PATIENCE).await {
        let told = format!("{outcome:?}");
        for secret in ["127.0.0.1", "EAAG", "the-api-key", "5551999998888"] {
            assert!(!told.contains(secret), "{told}");
        }
    }
    let adapter = format!("{:?}{:?}", cloud_at("http://x", PATIENCE), evolution_at("http://x", PATIENCE));
    for secret in ["EAAG-token", "the-api-key", "app-secret", "open sesame"] {
        assert!(!adapter.contains(secret), "{adapter}");
    }
}
