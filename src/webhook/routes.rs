//! The routes: HTTP to plain values and back.

use super::bodies::{Bodies, Place};
use super::lean::Lean;
use super::rate::Bucket;
use super::{Delivery, Handlers, Handshake, HealthReport, Knock, Limits, Reply, Room};
use crate::telegram::source::hook::SECRET_HEADER;
use axum::Router;
use axum::body::Body;
use axum::extract::{FromRef, Path, Query, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use bytes::Bytes;
use futures::StreamExt as _;
use std::sync::Arc;
use tower_http::timeout::TimeoutLayer;

/// The text format of Prometheus.
const METRICS_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// What the routes stand on.
#[derive(Clone)]
struct Behind {
    handlers: Handlers,
    bodies: Bodies,
    /// Bytes of a body of Telegram's.
    body_len: usize,
}

impl FromRef<Behind> for Handlers {
    fn from_ref(behind: &Behind) -> Self {
        behind.handlers.clone()
    }
}

pub(super) fn router(handlers: Handlers, limits: Limits) -> Router {
    let mut routes = Router::new()
        .route("/webhook/{channel}", get(handshake).post(receive))
        .route("/healthz", get(health))
        .route("/metrics", get(metrics));
    if handlers.telegram.is_some() {
        routes = routes.route("/telegram", post(telegram));
    }
    let buckets = Arc::new((Bucket::new(limits.webhooks), Bucket::new(limits.questions)));
    let in_turn = move |request: Request, next: Next| {
        let buckets = Arc::clone(&buckets);
        async move { in_turn(&buckets, request, next).await }
    };
    let bodies = Bodies::new(limits.body_apart, limits.bodies);
    routes
        .with_state(Behind { handlers, bodies, body_len: limits.body_len })
        .layer(from_fn(in_turn))
        // Around the extractors: the time runs while the body comes.
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, limits.time))
}

/// Lets through as many as there may be; the others come again.
async fn in_turn((webhooks, questions): &(Bucket, Bucket), request: Request, next: Next) -> Response {
    // How it goes is asked from inside, and must be heard whatever others ask.
    if ["/healthz", "/metrics"].contains(&request.uri().path()) {
        return next.run(request).await;
    }
    let bucket = if request.method() == Method::POST { webhooks } else { questions };
    if bucket.takes() {
        next.run(request).await
    } else {
        (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "1")]).into_response()
    }
}

async fn telegram(State(behind): State<Behind>, request: Request) -> Response {
    let Some(telegram) = behind.handlers.telegram else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let secret = request.headers().get(SECRET_HEADER).map(|value| value.as_bytes().to_vec());
    let Some(receive) = telegram.call(secret.unwrap_or_default()).await else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let room = Room { read: behind.body_len, keep: behind.body_len };
    let mut place = behind.bodies.place();
    match whole(request.into_body(), room, &mut place).await {
        Ok(body) => status(receive.call(body).await.status()).into_response(),
        Err(refused) => refused.into_response(),
    }
}

async fn handshake(
    State(handlers): State<Handlers>,
    Path(channel): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
) -> Response {
    reply(handlers.handshake.call(Handshake { channel, query }).await)
}

async fn receive(
    State(Behind { handlers, bodies, body_len: _ }): State<Behind>,
    Path(channel): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let headers: Vec<(String, Vec<u8>)> =
        headers.iter().map(|(name, value)| (name.as_str().to_owned(), value.as_bytes().to_vec())).collect();
    let room = match handlers.room.call(Knock { channel: channel.clone(), headers: headers.clone() }).await {
        Ok(room) => room,
        Err(refused) => return status(refused).into_response(),
    };
    let mut place = bodies.place();
    match whole(body, room, &mut place).await {
        Ok(body) => reply(handlers.receive.call(Delivery { channel, headers, body }).await),
        Err(refused) => refused.into_response(),
    }
}

/// Why a body is not taken.
#[derive(Debug, Clone, Copy)]
enum Refused {
    /// It is too large, or broke off.
    TooLarge,
    /// There is no room for it among the others.
    NoRoom,
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
            Self::NoRoom => (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "1")]).into_response(),
        }
    }
}

/// The body, if there is room for it. It has its place for as long as that is kept.
async fn whole(body: Body, room: Room, place: &mut Place) -> Result<Bytes, Refused> {
    let (mut whole, mut lean, mut read) = (Vec::new(), Lean::default(), 0_usize);
    let shortens = room.keep < room.read;
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_broken_off| Refused::TooLarge)?;
        read = read.saturating_add(chunk.len());
        if read > room.read || lean.len() > room.keep {
            return Err(Refused::TooLarge);
        }
        let kept = if shortens { lean.len().saturating_add(chunk.len()) } else { read };
        if !place.grow(kept) {
            return Err(Refused::NoRoom);
        }
        if shortens {
            lean.push(&chunk);
        } else {
            whole.extend_from_slice(&chunk);
        }
    }
    Ok(if shortens { lean.finish().into() } else { whole.into() })
}

async fn health(State(handlers): State<Handlers>) -> Response {
    let HealthReport { is_healthy, json } = handlers.health.call(()).await;
    let status = if is_healthy { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, [(header::CONTENT_TYPE, "application/json")], json).into_response()
}

async fn metrics(State(handlers): State<Handlers>) -> Response {
    ([(header::CONTENT_TYPE, METRICS_TYPE)], handlers.metrics.call(()).await).into_response()
}

fn reply(reply: Reply) -> Response {
    (status(reply.status), reply.body).into_response()
}

fn status(code: u16) -> StatusCode {
    StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
