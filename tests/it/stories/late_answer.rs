//! A receipt may overtake the answer to the request it is about. It is kept until the answer says which message it
//! means, or settles it at once where it carries our own id.

use super::walk::{MARIA, open, open_unofficial};
use crate::world::{CARLA, World, within};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::response::Response;
use balcao::config::Provider;
use balcao::demo::cloud::DemoCloud;
use balcao::demo::evolution::DemoEvolution;
use std::sync::Arc;

/// Waits until all webhooks that follow from a message have been taken.
type Told = Arc<dyn Fn() -> futures::future::BoxFuture<'static, ()> + Send + Sync>;

/// A server that passes everything on, and hands out the answer to a sent message only after all webhooks that follow
/// from it were taken. Its address.
async fn held_back(server: String, told: Told) -> String {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let pass_on = move |request: Request| {
        let (client, server, told) = (client.clone(), server.clone(), Arc::clone(&told));
        async move {
            let (parts, body) = request.into_parts();
            let address = format!("{server}{}", parts.uri.path_and_query().unwrap());
            let body = to_bytes(body, usize::MAX).await.unwrap();
            let mut headers = parts.headers;
            headers.remove("host");
            let asked = client.request(parts.method, address).headers(headers).body(body);
            let answer = asked.send().await.unwrap();
            if parts.uri.path().contains("message") && !parts.uri.path().contains("message_templates") {
                told().await;
            }
            let mut response = Response::builder().status(answer.status());
            if let Some(kind) = answer.headers().get("content-type") {
                response = response.header("content-type", kind);
            }
            response.body(Body::from(answer.bytes().await.unwrap())).unwrap()
        }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let serving = axum::serve(listener, Router::new().fallback(pass_on)).into_future();
    balcao::supervise::Supervisor::new().spawn("a server between", async move { serving.await.unwrap() });
    address
}

fn evolution_told(evolution: &DemoEvolution) -> Told {
    let evolution = evolution.clone();
    Arc::new(move || {
        let evolution = evolution.clone();
        Box::pin(async move { evolution.until(|one| (one.webhooks_under_way() == 0).then_some(())).await })
    })
}

fn cloud_told(cloud: &DemoCloud) -> Told {
    let cloud = cloud.clone();
    Arc::new(move || {
        let cloud = cloud.clone();
        Box::pin(async move { cloud.until(|one| (one.webhooks_under_way() == 0).then_some(())).await })
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn receipts_without_our_id_wait_for_the_answer_that_names_their_message() {
    let mut world = World::empty().await;
    let between = held_back(world.evolution.api_url(), evolution_told(&world.evolution)).await;
    for channel in &mut world.config.channels {
        if let Provider::Evolution(evolution) = &mut channel.provider {
            evolution.api_url.clone_from(&between);
        }
    }
    world.start().await;
    let carla = world.person(CARLA);
    open_unofficial(&carla, MARIA).await;
    carla.types("Bom dia!");
    within("it is accepted", world.evolution.until(|one| one.accepted().pop())).await;
    carla.sees_somewhere("✓✓ entregue").await;
    assert_eq!(world.evolution.accepted_count(), 1);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn receipts_with_our_id_settle_the_message_before_its_answer_comes() {
    let mut world = World::empty().await;
    let between = held_back(world.cloud.api_url(), cloud_told(&world.cloud)).await;
    for channel in &mut world.config.channels {
        if let Provider::Cloud(cloud) = &mut channel.provider {
            cloud.api_url.clone_from(&between);
        }
    }
    world.start().await;
    let carla = world.person(CARLA);
    open(&world, &carla, MARIA).await;
    carla.sees("✓✓ entregue").await;
    world.cloud.open_chat(MARIA);
    carla.sees("✓✓ lida").await;
    assert_eq!(world.cloud.accepted_count(), 1);
    world.ends_well().await;
}
