//! What the machine can do: a row on disk, a request over loopback. Ratios to these travel from machine to machine.

use super::company::folder;
use super::plan::Plan;
use super::spread::Spread;
use anyhow::Context as _;
use axum::Router;
use axum::routing::post;
use balcao::store::audit::{Entry, append};
use balcao::store::{Options, Store};
use balcao::supervise::Supervisor;
use std::time::Duration;
use tokio::time::Instant;

/// What is measured of the machine.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Machine {
    /// One row after the other, each on disk before the next.
    pub(crate) commit: Spread,
    /// One request after the other, one connection, no work behind it.
    pub(crate) request: Spread,
}

/// Measures it.
pub(crate) async fn measure(plan: &Plan) -> anyhow::Result<Machine> {
    let time = plan.closed / 4;
    Ok(Machine { commit: commits(time).await?, request: requests(time).await? })
}

async fn commits(time: Duration) -> anyhow::Result<Spread> {
    let folder = folder()?;
    let url = format!("sqlite:{}", folder.path().join("balcao.db").display());
    let store = Store::open(&url, Options::default()).await?;
    let until = Instant::now() + time;
    let mut took = Vec::new();
    while Instant::now() < until {
        let began = Instant::now();
        store
            .write(|tx| {
                Box::pin(async move {
                    let at = chrono::DateTime::UNIX_EPOCH;
                    append(tx, &Entry { at, staff: None, action: "bench", subject: "x", detail: "" }).await
                })
            })
            .await?;
        took.push(began.elapsed());
    }
    store.close().await;
    Ok(Spread::of(took))
}

async fn requests(time: Duration) -> anyhow::Result<Spread> {
    let server = Supervisor::new();
    let stopping = server.stopping();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    server.spawn("bare server", async move {
        let routes = Router::new().route("/", post(|| async { "ok" }));
        let serving = axum::serve(listener, routes).with_graceful_shutdown(stopping.cancelled_owned());
        if let Err(error) = serving.await {
            tracing::error!(%error, "the bare server ended");
        }
    });
    let client = reqwest::Client::builder().timeout(Duration::from_secs(5)).tcp_nodelay(true).build()?;
    let until = Instant::now() + time;
    let mut took = Vec::new();
    while Instant::now() < until {
        let began = Instant::now();
        let answer =
            client.post(format!("http://{address}/")).body("{}").send().await.context("a request")?;
        answer.bytes().await?;
        took.push(began.elapsed());
    }
    drop(client);
    server.stop(Duration::from_secs(1)).await;
    Ok(Spread::of(took))
}
