//! The HTTP side: from a request to its answer.
//!
//! Order of things for each request: token, method, body, checks (all without the lock); then, under the lock and in
//! one go, faults that were asked for, pacing, the method itself and its record. `getUpdates` waits and goes its own way.

use super::body::{self, Params};
use super::call::{self, Call};
use super::check;
use super::faults::FaultKind;
use super::poll;
use super::refusal::Refusal;
use super::spec::{Shape, spec};
use super::state::State;
use crate::clock::Clock;
use crate::demo::wire::half;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Request, State as Shared};
use axum::http::{StatusCode, header};
use axum::response::Response;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// What the routes, the webhook and the persons' side share.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) token: String,
    pub(super) clock: Clock,
    pub(super) stopping: CancellationToken,
    state: Mutex<State>,
    /// Changes with every visible change.
    pub(super) revision: watch::Sender<u64>,
    /// Changes when an update arrives, or the way of updates changes.
    pub(super) arrivals: watch::Sender<u64>,
    /// Changes when calls that hang shall go on.
    pub(super) released: watch::Sender<u64>,
    /// Calls that hang.
    pub(super) hanging: AtomicUsize,
}

impl Server {
    /// One that is not listening yet.
    pub(super) fn new(token: String, clock: Clock, stopping: CancellationToken, state: State) -> Self {
        Self {
            token,
            clock,
            stopping,
            state: Mutex::new(state),
            revision: watch::Sender::new(0),
            arrivals: watch::Sender::new(0),
            released: watch::Sender::new(0),
            hanging: AtomicUsize::new(0),
        }
    }

    /// The state. Held for moments only; a panic while it was held leaves it as it is.
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells who watches.
    pub(super) fn changed(&self) {
        self.revision.send_modify(|revision| *revision += 1);
    }

    /// Tells who waits for updates, and who watches.
    pub(super) fn arrived(&self) {
        self.arrivals.send_modify(|arrivals| *arrivals += 1);
        self.changed();
    }

    /// Waits until calls that hang shall go on, which `released` has seen or will see.
    async fn hang(&self, mut released: watch::Receiver<u64>) {
        struct Hanging<'a>(&'a Server);
        impl Drop for Hanging<'_> {
            fn drop(&mut self) {
                self.0.hanging.fetch_sub(1, Ordering::SeqCst);
            }
        }
        self.hanging.fetch_add(1, Ordering::SeqCst);
        // Also when the client goes away and this future is dropped.
        let _counted = Hanging(self);
        self.changed();
        tokio::select! {
            _changed = released.changed() => {}
            () = self.stopping.cancelled() => {}
        }
    }
}

/// The routes.
pub(super) fn router(server: Arc<Server>) -> Router {
    Router::new().fallback(answer).layer(DefaultBodyLimit::max(body::REQUEST_LEN_MAX)).with_state(server)
}

/// What is sent back.
enum Answer {
    /// The JSON of the result.
    Result(String),
    Refused(Refusal),
    /// Nothing: the connection ends.
    Silence,
    /// The first half of this result's answer.
    Half(String),
    /// This, and not what was asked for.
    Other(&'static str),
}

/// JSON that is no answer to anything, and a page of some machine on the way.
const OTHER_JSON: &str = r#"{"ok":true,"result":{"unexpected":[1,2,3]}}"#;
const PAGE: &str = "<html><body><h1>502 Bad Gateway</h1></body></html>";

async fn answer(Shared(server): Shared<Arc<Server>>, request: Request) -> Response {
    let path = percent_encoding::percent_decode_str(request.uri().path()).decode_utf8_lossy().into_owned();
    if let Some((token, path)) = path.strip_prefix("/file/bot").and_then(|rest| rest.split_once('/')) {
        return if token == server.token { download(&server, path) } else { refuse(&unauthorized()) };
    }
    let Some((token, method)) = path.strip_prefix("/bot").and_then(|rest| rest.split_once('/')) else {
        return refuse(&Refusal::new(404, "Not Found"));
    };
    if token != server.token {
        server.lock().record(server.clock.now(), method, Value::Null, 401, Some(&unauthorized()));
        server.changed();
        return refuse(&unauthorized());
    }
    let Some(method) = spec().find_method(method) else {
        let detail = format!("there is no method \"{method}\"");
        let refusal = Refusal { invalid: Some(detail), ..Refusal::new(404, "Not Found: method not found") };
        server.lock().record(server.clock.now(), method, Value::Null, 404, Some(&refusal));
        server.changed();
        return refuse(&refusal);
    };
    match serve(&server, method, request).await {
        Answer::Result(result) => respond(200, whole(&result)),
        Answer::Refused(refusal) => refuse(&refusal),
        Answer::Silence => silence(),
        Answer::Half(result) => half(respond(200, whole(&result))).await,
        Answer::Other(body) => respond(200, body.to_owned()),
    }
}

fn whole(result: &str) -> String {
    format!("{{\"ok\":true,\"result\":{result}}}")
}

fn unauthorized() -> Refusal {
    Refusal::new(401, "Unauthorized")
}

async fn serve(server: &Server, method: &'static Shape, request: Request) -> Answer {
    let mut params = match body::read(request).await {
        Ok(params) => params,
        Err(refusal) => return refused_unread(server, method, Params::default(), refusal),
    };
    let formatted = match check::check(method, &mut params) {
        Ok(formatted) => formatted,
        Err(refusal) => return refused_unread(server, method, params, refusal),
    };
    let Params { values, files, loose: _ } = params;
    let mut call = Call { method: &method.name, values, files, formatted, now: server.clock.now() };
    let fault = server.lock().faults.take(call.method, call.chat());
    let result = match fault {
        None => carry_out(server, call).await,
        Some(FaultKind::Hang) => {
            server.hang(server.released.subscribe()).await;
            call.now = server.clock.now();
            carry_out(server, call).await
        }
        Some(FaultKind::HangAfterAccept) => {
            // A call that waits for something may be let go before it would hang.
            let released = server.released.subscribe();
            let result = carry_out(server, call).await;
            server.hang(released).await;
            result
        }
        Some(FaultKind::DropAfterAccept) => {
            drop(carry_out(server, call).await);
            return Answer::Silence;
        }
        Some(FaultKind::HalfAfterAccept) => {
            return match carry_out(server, call).await {
                Ok(result) => Answer::Half(result),
                Err(refusal) => Answer::Refused(refusal),
            };
        }
        Some(FaultKind::OtherAfterAccept) => {
            drop(carry_out(server, call).await);
            return Answer::Other(OTHER_JSON);
        }
        Some(FaultKind::PageAfterAccept) => {
            drop(carry_out(server, call).await);
            return Answer::Other(PAGE);
        }
        Some(FaultKind::ErrorAfterAccept) => {
            drop(carry_out(server, call).await);
            Err(Refusal::new(500, "Internal Server Error"))
        }
        Some(FaultKind::Drop) => {
            record(server, call, 0, None);
            return Answer::Silence;
        }
        Some(FaultKind::RetryAfter(seconds)) => fail(server, call, Refusal::too_many(seconds)),
        Some(FaultKind::ServerError) => fail(server, call, Refusal::new(500, "Internal Server Error")),
    };
    match result {
        Ok(result) => Answer::Result(result),
        Err(refusal) => Answer::Refused(refusal),
    }
}

fn refused_unread(server: &Server, method: &Shape, params: Params, refusal: Refusal) -> Answer {
    let params = as_recorded(params.values, &params.files);
    server.lock().record(server.clock.now(), &method.name, params, refusal.status, Some(&refusal));
    server.changed();
    Answer::Refused(refusal)
}

fn fail(server: &Server, call: Call, refusal: Refusal) -> Result<String, Refusal> {
    record(server, call, refusal.status, Some(&refusal));
    Err(refusal)
}

fn record(server: &Server, call: Call, status: u16, refusal: Option<&Refusal>) {
    let params = as_recorded(call.values, &call.files);
    server.lock().record(server.clock.now(), call.method, params, status, refusal);
    server.changed();
}

async fn carry_out(server: &Server, call: Call) -> Result<String, Refusal> {
    if call.method == "getUpdates" {
        let result = poll::get_updates(server, &call).await;
        record(
            server,
            call,
            result.as_ref().map_or_else(|refusal| refusal.status, |_| 200),
            result.as_ref().err(),
        );
        return result;
    }
    let changes_updates = matches!(call.method, "setWebhook" | "deleteWebhook");
    let result = {
        let mut state = server.lock();
        let paced = state.pacing.check(call.method, call.chat(), call.now);
        let result = paced.and_then(|()| call::carry_out(&mut state, &call));
        let (status, refusal) = match &result {
            Ok(_) => (200, None),
            Err(refusal) => (refusal.status, Some(refusal)),
        };
        let params = as_recorded(call.values, &call.files);
        state.record(call.now, call.method, params, status, refusal);
        result
    };
    if changes_updates {
        server.arrived();
    } else {
        server.changed();
    }
    result
}

/// The parameters, with a file as its name and size.
fn as_recorded(
    mut values: serde_json::Map<String, Value>,
    files: &std::collections::BTreeMap<String, body::Upload>,
) -> Value {
    for (name, upload) in files {
        values.insert(name.clone(), json!({"file_name": upload.name, "size": upload.bytes.len()}));
    }
    Value::Object(values)
}

fn download(server: &Server, path: &str) -> Response {
    let found = server.lock().files.by_path(path);
    match found {
        Some((bytes, mime)) => {
            let mut response = Response::new(Body::from(bytes));
            let mime = mime.parse().unwrap_or(header::HeaderValue::from_static("application/octet-stream"));
            response.headers_mut().insert(header::CONTENT_TYPE, mime);
            response
        }
        None => refuse(&Refusal::new(404, "Not Found")),
    }
}

fn refuse(refusal: &Refusal) -> Response {
    respond(refusal.status, refusal.body())
}

fn respond(status: u16, body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let json = header::HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}

/// An answer whose body breaks off at once: the client sees the connection close.
fn silence() -> Response {
    let broken = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
    let body = Body::from_stream(futures::stream::iter([Err::<Bytes, _>(broken)]));
    let mut response = Response::new(body);
    response.headers_mut().insert(header::CONTENT_LENGTH, header::HeaderValue::from_static("64"));
    response
}
