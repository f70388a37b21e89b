//! The HTTP server from outside: routes, limits, time-outs and statuses.

use super::*;
use crate::telegram::source::hook::PostAnswer;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A server on a free port, and what reached its handlers.
struct World {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<String>>>,
    supervisor: Supervisor,
}

fn anywhere() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 0))
}

impl World {
    async fn start(limits: Limits) -> Self {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let note = |seen: &Arc<Mutex<Vec<String>>>| {
            let seen = Arc::clone(seen);
            move |line: String| seen.lock().unwrap().push(line)
        };
        let (telegram, shaken, received) = (note(&seen), note(&seen), note(&seen));
        let handlers = Handlers {
            telegram: Some(Plug::new(move |secret: Vec<u8>| {
                let telegram = telegram.clone();
                let receive = Plug::new(move |body: Bytes| {
                    telegram(format!("telegram {body:?}"));
                    std::future::ready(PostAnswer::Stored)
                });
                std::future::ready((secret == b"s").then_some(receive))
            })),
            handshake: Plug::new(move |handshake: Handshake| {
                shaken(format!("{} {:?}", handshake.channel, handshake.query));
                std::future::ready(Reply { status: 200, body: "1158201444".to_owned() })
            }),
            room: Plug::new(|knock: Knock| {
                let room = |read, keep| Ok(Room { read, keep });
                std::future::ready(match knock.channel.as_str() {
                    "small" => room(10, 10),
                    "closed" => Err(401),
                    _ => room(1_000_000, 80_000),
                })
            }),
            receive: Plug::new(move |delivery: Delivery| {
                let signature = delivery.headers.iter().find(|(name, _)| name == "x-hub-signature-256");
                received(format!("{} {:?} {:?}", delivery.channel, signature, delivery.body));
                std::future::ready(Reply::empty(if delivery.channel == "loja" { 200 } else { 404 }))
            }),
            health: Plug::new(|()| {
                std::future::ready(HealthReport {
                    is_healthy: false,
                    json: r#"{"database":"down"}"#.to_owned(),
                })
            }),
            metrics: Plug::new(|()| std::future::ready("balcao_up 1\n".to_owned())),
        };
        let supervisor = Supervisor::new();
        let address = serve(anywhere(), handlers, limits, &supervisor).await.unwrap();
        Self { address, seen, supervisor }
    }

    /// Sends bytes as they are and reads the whole answer.
    async fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    async fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")).await
    }

    async fn post(&self, path: &str, headers: &str, body: &str) -> String {
        let len = body.len();
        self.ask(&format!(
            "POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{headers}content-length: {len}\r\n\r\n{body}"
        ))
        .await
    }

    fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }
}

#[tokio::test]
async fn telegrams_post_with_the_secret_reaches_its_handler_and_gets_its_status() {
    let world = World::start(Limits::default()).await;
    let headers = "x-telegram-bot-api-secret-token: s\r\n";
    assert!(world.post("/telegram", headers, "{}").await.starts_with("HTTP/1.1 200"));
    assert!(world.post("/telegram", "", "{}").await.starts_with("HTTP/1.1 401"));
    assert_eq!(world.seen(), ["telegram b\"{}\""], "who has no secret is not listened to");
}

#[tokio::test]
async fn a_providers_post_reaches_its_handler_byte_for_byte_with_its_channel() {
    let world = World::start(Limits::default()).await;
    let answer = world.post("/webhook/loja", "X-Hub-Signature-256: sha256=ab\r\n", "{ \"a\" : 1}").await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(world.post("/webhook/none", "", "").await.starts_with("HTTP/1.1 404"));
    let signature = b"sha256=ab".to_vec();
    let expected = format!("loja Some((\"x-hub-signature-256\", {signature:?})) b\"{{ \\\"a\\\" : 1}}\"");
    assert_eq!(world.seen(), [expected, "none None b\"\"".to_owned()]);
}

#[tokio::test]
async fn the_handshake_gets_the_decoded_query_and_its_answer_goes_back_as_text() {
    let world = World::start(Limits::default()).await;
    let answer = world.get("/webhook/oficial?hub.mode=subscribe&hub.verify_token=a%20b").await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("\r\n\r\n1158201444"), "{answer}");
    assert_eq!(world.seen(), [r#"oficial [("hub.mode", "subscribe"), ("hub.verify_token", "a b")]"#]);
}

#[tokio::test]
async fn health_and_metrics_are_answered_in_their_formats() {
    let world = World::start(Limits::default()).await;
    let health = world.get("/healthz").await;
    assert!(health.starts_with("HTTP/1.1 503") && health.ends_with(r#"{"database":"down"}"#), "{health}");
    assert!(health.contains("content-type: application/json"));
    let metrics = world.get("/metrics").await;
    assert!(metrics.starts_with("HTTP/1.1 200") && metrics.ends_with("balcao_up 1\n"), "{metrics}");
    assert!(world.get("/").await.starts_with("HTTP/1.1 404"));
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_and_reaches_nobody() {
    let world = World::start(Limits { body_len: 10, ..Limits::default() }).await;
    assert!(world.post("/webhook/loja", "", "0123456789a").await.starts_with("HTTP/1.1 200"));
    assert!(world.post("/webhook/small", "", "0123456789").await.starts_with("HTTP/1.1 404"));
    assert!(world.post("/webhook/small", "", "0123456789a").await.starts_with("HTTP/1.1 413"));
    let secret = "x-telegram-bot-api-secret-token: s\r\n";
    assert!(world.post("/telegram", secret, "0123456789a").await.starts_with("HTTP/1.1 413"));
    assert_eq!(world.seen().len(), 2);
    // Where less is kept than may come, a text that is too long is left out.
    let file = format!("[\"{}\",1]", "A".repeat(200_000));
    assert!(world.post("/webhook/loja", "", &file).await.starts_with("HTTP/1.1 200"));
    assert!(world.seen().iter().any(|seen| seen.contains(r#"[\"\",1]"#)), "{:?}", world.seen());
}

#[tokio::test]
async fn large_bodies_share_their_room_and_small_ones_are_taken_all_the_same() {
    let world = World::start(Limits { body_apart: 10, bodies: 20, ..Limits::default() }).await;
    let secret = "x-telegram-bot-api-secret-token: s\r\n";
    // Thirty bytes of a hundred come, and no more of them.
    let mut held = TcpStream::connect(world.address).await.unwrap();
    let announced = "POST /webhook/loja HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n";
    held.write_all(format!("{announced}{}", "1".repeat(30)).as_bytes()).await.unwrap();
    let until = async |status: &str| {
        let asked = tokio::time::timeout(Duration::from_secs(5), async {
            loop {
                let answer = world.post("/webhook/loja", "", "0123456789a").await;
                if answer.starts_with(status) {
                    return answer;
                }
            }
        });
        asked.await.unwrap_or_else(|_elapsed| panic!("it is never {status}"))
    };
    assert!(until("HTTP/1.1 503").await.contains("retry-after: 1"));
    assert!(world.post("/telegram", secret, "0123456789a").await.starts_with("HTTP/1.1 503"));
    assert!(world.post("/webhook/loja", "", "0123456789").await.starts_with("HTTP/1.1 200"));
    assert!(world.post("/telegram", secret, "0123456789").await.starts_with("HTTP/1.1 200"));
    drop(held);
    until("HTTP/1.1 200").await;
    assert!(world.post("/telegram", secret, &"1".repeat(30)).await.starts_with("HTTP/1.1 200"));
    assert!(world.post("/telegram", secret, &"1".repeat(31)).await.starts_with("HTTP/1.1 503"));
}

#[tokio::test]
async fn a_body_that_does_not_come_is_cut_off() {
    let world = World::start(Limits { time: Duration::from_millis(20), ..Limits::default() }).await;
    let slow =
        "POST /webhook/loja HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 100\r\n\r\nhalf";
    assert!(world.ask(slow).await.starts_with("HTTP/1.1 408"));
    assert!(world.seen().is_empty());
}

#[tokio::test]
async fn what_its_headers_do_not_prove_is_refused_without_its_body() {
    let world = World::start(Limits::default()).await;
    // The body never comes: whoever waited for it would wait until the request is cut off.
    let guess = "x-telegram-bot-api-secret-token: guess\r\n";
    for (path, headers) in [("/webhook/closed", ""), ("/telegram", ""), ("/telegram", guess)] {
        let announced = format!(
            "POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{headers}content-length: 1000000\r\n\r\n"
        );
        assert!(world.ask(&announced).await.starts_with("HTTP/1.1 401"), "{path} {headers}");
    }
    assert!(world.seen().is_empty());
}

fn impatient() -> Limits {
    let patience = Patience { request: Duration::from_millis(50), idle: Duration::from_millis(50) };
    Limits { patience, ..Limits::default() }
}

#[tokio::test]
async fn who_sends_headers_slowly_or_nothing_at_all_is_cut_off() {
    let world = World::start(impatient()).await;
    for begun in
        ["", "GET /healthz HTTP/1.1\r\nhost:", "POST /webhook/loja HTTP/1.1\r\nhost: x\r\nx-a: b\r\n"]
    {
        assert_eq!(world.ask(begun).await, "", "{begun:?}");
    }
    // One that was answered is kept for a while, and then let go.
    let answer = world.ask("GET /metrics HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[tokio::test]
async fn who_drips_headers_byte_by_byte_is_cut_off_as_well() {
    let world = World::start(impatient()).await;
    let mut stream = TcpStream::connect(world.address).await.unwrap();
    // Ends when the other side has gone; each byte comes well before the one before it would have been too late.
    let bytes = b"GET /healthz HTTP/1.1\r\nx-long: ".iter().chain(std::iter::repeat(&b'a'));
    for byte in bytes {
        if stream.write_all(&[*byte]).await.is_err() {
            break;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn there_are_so_many_connections_and_who_does_nothing_frees_theirs() {
    let world = World::start(Limits { connections: 2, ..impatient() }).await;
    let idle =
        [TcpStream::connect(world.address).await.unwrap(), TcpStream::connect(world.address).await.unwrap()];
    // Waits outside until one of the two is cut off.
    assert!(world.get("/metrics").await.starts_with("HTTP/1.1 200"));
    drop(idle);
}

#[tokio::test]
async fn who_asks_too_often_is_told_to_come_again_and_keeps_no_webhook_out() {
    let rate = |at_once| Rate { per_second: 0.000_1, at_once };
    let world = World::start(Limits { webhooks: rate(2.0), questions: rate(3.0), ..Limits::default() }).await;
    for _asked in 0..3 {
        assert!(world.get("/webhook/oficial?hub.verify_token=guess").await.starts_with("HTTP/1.1 200"));
    }
    let refused = world.get("/webhook/oficial?hub.verify_token=guess").await;
    assert!(refused.starts_with("HTTP/1.1 429") && refused.contains("retry-after: 1"), "{refused}");
    for _brought in 0..2 {
        assert!(world.post("/webhook/loja", "", "{}").await.starts_with("HTTP/1.1 200"));
    }
    assert!(world.post("/webhook/loja", "", "{}").await.starts_with("HTTP/1.1 429"));
    assert_eq!(world.seen().len(), 5);
    // How it goes is heard whatever others ask.
    for path in ["/metrics", "/healthz"] {
        assert!(!world.get(path).await.starts_with("HTTP/1.1 429"), "{path}");
    }
}

#[tokio::test]
async fn a_port_in_use_is_said_to_be_and_a_stop_frees_it() {
    let world = World::start(Limits::default()).await;
    let unused = || Plug::new(|_| std::future::ready(Reply::empty(500)));
    let handlers = || Handlers {
        telegram: None,
        handshake: unused(),
        room: Plug::new(|_| std::future::ready(Ok(Room { read: 10, keep: 10 }))),
        receive: Plug::new(|_| std::future::ready(Reply::empty(500))),
        health: Plug::new(|()| std::future::ready(HealthReport { is_healthy: true, json: String::new() })),
        metrics: Plug::new(|()| std::future::ready(String::new())),
    };
    let supervisor = Supervisor::new();
    let error = serve(world.address, handlers(), Limits::default(), &supervisor).await.unwrap_err();
    assert!(matches!(error, ServeError::Taken(_)), "{error}");
    assert!(error.to_string().contains(&world.address.to_string()));
    assert!(world.supervisor.stop(Duration::from_secs(5)).await, "the server ends when it is told to");
    assert!(TcpStream::connect(world.address).await.is_err());
    // Polling: the route of Telegram is not there.
    let address = serve(anywhere(), handlers(), Limits::default(), &supervisor).await.unwrap();
    let polled = World { address, seen: Arc::default(), supervisor };
    assert!(polled.post("/telegram", "", "{}").await.starts_with("HTTP/1.1 404"));
}
