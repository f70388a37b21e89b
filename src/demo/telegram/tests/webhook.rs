//! Updates that are posted.

use super::{CARLA, World, within};
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use serde_json::{Value, json};
use tokio::sync::mpsc;

const SECRET: &str = "s3cret_-";

/// A bot that takes updates: refuses the first `failures` of Carla's, and hands all on.
async fn bot(world: &World, failures: usize) -> (String, mpsc::UnboundedReceiver<(Option<String>, Value)>) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/telegram", listener.local_addr().unwrap());
    let left = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(failures));
    let take = async move |State(()): State<()>, headers: HeaderMap, body: String| {
        use std::sync::atomic::Ordering::SeqCst;
        let secret = headers.get("x-telegram-bot-api-secret-token").map(|v| v.to_str().unwrap().to_owned());
        let update: Value = serde_json::from_str(&body).unwrap();
        let is_carlas = update["message"]["from"]["id"] == CARLA;
        sender.send((secret, update)).unwrap();
        let failed = is_carlas && left.fetch_update(SeqCst, SeqCst, |left| left.checked_sub(1)).is_ok();
        if failed { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK }
    };
    let routes = Router::new().route("/telegram", post(take)).with_state(());
    world.supervisor.spawn("bot", async move { axum::serve(listener, routes).await.unwrap() });
    (url, receiver)
}

#[tokio::test]
async fn updates_are_posted_with_the_secret_until_they_are_taken() {
    let world = World::start().await;
    let (url, mut taken) = bot(&world, 2).await;
    world.demo.type_text(CARLA, "um");
    world.ok("setWebhook", json!({"url": url, "secret_token": SECRET, "allowed_updates": ["message"]})).await;
    world.demo.type_text(CARLA, "dois");
    let mut texts = Vec::new();
    for _post in 0..4 {
        let (secret, update) = within(taken.recv()).await.unwrap();
        assert_eq!(secret.as_deref(), Some(SECRET));
        texts.push(update["message"]["text"].as_str().unwrap().to_owned());
    }
    assert_eq!(texts, ["um", "um", "um", "dois"], "in order, and again until it is taken");
    within(world.demo.until(|demo| (demo.unacknowledged() == 0).then_some(()))).await;
    let info = world.ok("getWebhookInfo", json!({})).await;
    assert_eq!(info["url"], url);
    assert_eq!(info["allowed_updates"], json!(["message"]));
    assert_eq!(info["last_error_message"], "Wrong response from the webhook: 503 Service Unavailable");
    world.demo.redeliver(world.demo.last_update_id());
    assert_eq!(within(taken.recv()).await.unwrap().1["message"]["text"], "dois");
}

#[tokio::test]
async fn polling_and_a_webhook_exclude_each_other() {
    let world = World::start().await;
    let waiting = world.call("getUpdates", json!({"timeout": 50}));
    let setting = async {
        let mut changes = world.demo.subscribe();
        within(changes.changed()).await.unwrap();
        // Nothing listens there: updates stay.
        world.ok("setWebhook", json!({"url": "http://127.0.0.1:1/"})).await;
    };
    let ((status, answer), ()) = tokio::join!(waiting, setting);
    assert_eq!((status, &answer["description"]), (409, &json!("Conflict: terminated by setWebhook request")));
    let description = world.refused("getUpdates", json!({})).await;
    assert!(description.starts_with("Conflict: can't use getUpdates method while webhook is active"));
    world.demo.type_text(CARLA, "um");
    world.ok("deleteWebhook", json!({})).await;
    assert_eq!(world.ok("getUpdates", json!({})).await[0]["message"]["text"], "um");
    world.ok("setWebhook", json!({"url": "http://127.0.0.1:1/", "drop_pending_updates": true})).await;
    assert_eq!(world.demo.unacknowledged(), 0);
}

#[tokio::test]
async fn a_chat_whose_updates_are_refused_does_not_hold_up_another() {
    let world = World::start().await;
    let (url, mut taken) = bot(&world, usize::MAX).await;
    world.ok("setWebhook", json!({"url": url})).await;
    world.demo.type_text(CARLA, "refused");
    within(taken.recv()).await.unwrap();
    world.demo.type_text(2, "taken");
    let others = async {
        while let Some((_, update)) = taken.recv().await {
            if update["message"]["text"] == "taken" {
                return;
            }
        }
    };
    within(others).await;
    within(world.demo.until(|demo| (demo.unacknowledged() == 1).then_some(()))).await;
}
