//! The HTTP side: reads a call, lets the planned failures have it, guards in Evolution's order, answers, and writes down
//! what went over the wire.

use super::chat::Done;
use super::fault::Fault;
use super::state::State;
use super::{DemoEvolution, chat, manage, request, send};
use crate::demo::wire::{Direction, Failure, Invalid, Link, Recorded, lock, shown, spoil};
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, DefaultBodyLimit, FromRequest as _, Multipart, Request, State as Shared};
use axum::http::{HeaderMap, Method, StatusCode, header, request as http_request};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde_json::{Map, Value, json};
use std::time::Duration;

/// Bytes of the largest body it takes.
const BODY_LEN_MAX: usize = 136 * 1_024 * 1_024;
/// The longest a `delay` may hold a call: the real one has no limit, a demo that hangs helps nobody.
const DELAY_MAX: Duration = Duration::from_secs(20);

/// The routes.
pub(super) fn router(evolution: DemoEvolution) -> Router {
    Router::new().fallback(serve).layer(DefaultBodyLimit::disable()).with_state(evolution)
}

/// A call, read as a whole.
struct Call {
    parts: http_request::Parts,
    body: Bytes,
}

impl Call {
    fn path_and_query(&self) -> String {
        self.parts.uri.path_and_query().map_or_else(String::new, ToString::to_string)
    }

    fn parameter(&self, name: &str) -> Option<String> {
        let query = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&self.parts.uri).ok()?.0;
        query.into_iter().find(|(key, _value)| key == name).map(|(_key, value)| value)
    }

    fn is_form(&self) -> bool {
        let kind = self.parts.headers.get(header::CONTENT_TYPE);
        kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/"))
    }

    fn is_send(&self) -> bool {
        self.parts.uri.path().starts_with("/message/")
    }
}

async fn serve(
    Shared(evolution): Shared<DemoEvolution>,
    ConnectInfo(link): ConnectInfo<Link>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, BODY_LEN_MAX).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let call = Call { parts, body };
    let (delay, failure) = {
        let mut state = lock(&evolution.inner.state);
        (Duration::from_millis(state.switches.delay_ms), state.failures.take(call.is_send()))
    };
    evolution.pause(delay).await;
    let outcome = match &failure {
        Some(Failure::Status(status)) => Some(Err(Fault::server(*status, "Internal server error"))),
        Some(Failure::Code(code)) => Some(Err(Fault::upstream(&code.to_string()))),
        Some(Failure::Upstream(text)) => Some(Err(Fault::upstream(text))),
        Some(Failure::Busy(_)) => Some(Err(Fault::server(429, "Too many requests"))),
        Some(other) if !other.does() => None,
        Some(_) | None => Some(route(&evolution, &call).await),
    };
    let is_lost = failure.as_ref().is_some_and(Failure::is_lost);
    let response = finish(&evolution, &call, outcome, is_lost);
    evolution.inner.changes.note();
    if is_lost {
        if matches!(failure, Some(Failure::SilenceBefore | Failure::SilenceAfter)) {
            evolution.inner.stopping.cancelled().await;
        }
        link.cut();
    }
    spoil(failure.as_ref(), response).await
}

/// Makes the response and writes the call down.
fn finish(
    evolution: &DemoEvolution,
    call: &Call,
    outcome: Option<Result<(u16, Value), Fault>>,
    is_lost: bool,
) -> Response {
    let at = evolution.inner.clock.now();
    let body = if call.is_form() { format!("({} bytes)", call.body.len()) } else { shown(&call.body) };
    let mut invalid = None;
    let (status, answer) = match outcome {
        None => (0, String::new()),
        Some(Ok((status, value))) => (status, value.to_string()),
        Some(Err(fault)) => {
            invalid = fault.is_malformed.then(|| fault.reason());
            (fault.status, fault.body().to_string())
        }
    };
    {
        let mut state = lock(&evolution.inner.state);
        let (method, path) = (call.parts.method.to_string(), call.path_and_query());
        if let Some(reason) = invalid {
            let (method, path, body) = (method.clone(), path.clone(), body.clone());
            state.record.refuse(Invalid { at, method, path, reason, body });
        }
        let direction = Direction::Request;
        let seen = if is_lost { 0 } else { status };
        state.record.call(Recorded {
            seq: 0,
            at,
            direction,
            method,
            path,
            body,
            status: seen,
            answer: answer.clone(),
        });
    }
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(header::CONTENT_TYPE, "application/json; charset=utf-8")], answer).into_response()
}

async fn route(evolution: &DemoEvolution, call: &Call) -> Result<(u16, Value), Fault> {
    let body = read_body(call).await?;
    let path = call.parts.uri.path();
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    let method = &call.parts.method;
    let options = &evolution.inner.options;
    let now = evolution.inner.clock.now();
    let key = key_of(&call.parts.headers);
    if segments == [""] && *method == Method::GET {
        return Ok((
            200,
            json!({"status": 200, "message": "Welcome to the Evolution API", "version": "2.3.7"}),
        ));
    }
    if let ["instance", verb @ ("create" | "fetchInstances")] = segments.as_slice() {
        if key != Some(options.api_key.as_str()) {
            return Err(Fault::unauthorized());
        }
        let mut state = lock(&evolution.inner.state);
        if state.switches.license_required {
            return Ok((503, manage::license_required()));
        }
        return match (method, *verb) {
            (&Method::POST, "create") => {
                manage::create(&mut state, options, &body, now).map(|done| evolution.conclude(done))
            }
            (&Method::GET, "fetchInstances") => {
                manage::list(&state, call.parameter("instanceName").as_deref()).map(|listed| (200, listed))
            }
            _ => Err(Fault::no_route(method.as_str(), path)),
        };
    }
    let [group @ ("instance" | "message" | "chat" | "webhook"), verb, name] = segments.as_slice() else {
        return Err(Fault::no_route(method.as_str(), path));
    };
    let delay = {
        let state = lock(&evolution.inner.state);
        if state.switches.license_required {
            return Ok((503, manage::license_required()));
        }
        guard(&state, name, key, &options.api_key)?;
        let may_wait = matches!((*group, *verb), ("message", _) | ("chat", "sendPresence"));
        body.get("delay").and_then(Value::as_u64).filter(|_delay| may_wait).unwrap_or_default()
    };
    evolution.pause(Duration::from_millis(delay).min(DELAY_MAX)).await;
    let mut state = lock(&evolution.inner.state);
    let done = match (method, *group, *verb) {
        (&Method::POST, "message", verb) => {
            send::take(&mut state, name, verb, &body, now).map(|(answer, letters)| (201, answer, letters))
        }
        (&Method::DELETE, "chat", "deleteMessageForEveryone") => chat::delete(&mut state, name, &body, now),
        (&Method::POST, "chat", verb) => chat::take(&mut state, name, verb, &body, now),
        (&Method::GET, "instance", "connectionState") => {
            let answer = state.instances.get(*name).map(super::instance::Instance::state);
            Ok((200, answer.unwrap_or_default(), Vec::new()))
        }
        (&Method::GET, "instance", "connect") => {
            Ok(manage::connect(&mut state, name, call.parameter("number").is_some(), now))
        }
        (&Method::POST, "instance", "restart") => Ok(manage::restart(&state, name)),
        (&Method::DELETE, "instance", "logout") => Ok(manage::log_out(&mut state, name, now)),
        (&Method::DELETE, "instance", "delete") => Ok(manage::delete(&mut state, name)),
        (&Method::POST, "webhook", "set") => manage::set_webhook(&mut state, name, &body, now),
        (&Method::GET, "webhook", "find") => Ok((200, manage::find_webhook(&state, name), Vec::new())),
        _ => Err(Fault::no_route(method.as_str(), path)),
    };
    // Posted while the state is locked: the order of the letters is the order of what happened.
    done.map(|done| evolution.conclude(done))
}

impl DemoEvolution {
    /// Posts what follows and gives the answer.
    fn conclude(&self, (status, answer, letters): Done) -> (u16, Value) {
        self.courier.post(letters);
        (status, answer)
    }

    async fn pause(&self, time: Duration) {
        if !time.is_zero() {
            tokio::select! {
                () = self.inner.stopping.cancelled() => {}
                () = tokio::time::sleep(time) => {}
            }
        }
    }
}

/// The instance exists; then the key is that of the server or of the instance.
fn guard(state: &State, name: &str, key: Option<&str>, api_key: &str) -> Result<(), Fault> {
    let instance = state.instances.get(name).ok_or_else(|| Fault::no_instance(name))?;
    if key == Some(api_key) || key == Some(instance.token.as_str()) {
        return Ok(());
    }
    Err(Fault::unauthorized())
}

fn key_of(headers: &HeaderMap) -> Option<&str> {
    headers.get("apikey").and_then(|key| key.to_str().ok())
}

/// The body as JSON: an empty one is an empty object; a form is the object of its fields with the file in base64.
async fn read_body(call: &Call) -> Result<Value, Fault> {
    if call.is_form() {
        return read_form(call).await;
    }
    if call.body.is_empty() {
        return Ok(Value::Object(Map::new()));
    }
    serde_json::from_slice(&call.body).map_err(|error| {
        if error.is_eof() {
            Fault::not_json("Unexpected end of JSON input")
        } else {
            Fault::not_json(&format!("Unexpected token in JSON at position {}", error.column()))
        }
    })
}

async fn read_form(call: &Call) -> Result<Value, Fault> {
    let request = Request::from_parts(call.parts.clone(), Body::from(call.body.clone()));
    let broken = |_error: &dyn std::fmt::Display| Fault::malformed("Unexpected end of form");
    let mut form = Multipart::from_request(request, &()).await.map_err(|error| broken(&error))?;
    let key = if call.parts.uri.path().contains("sendWhatsAppAudio") { "audio" } else { "media" };
    let mut object = Map::new();
    while let Some(field) = form.next_field().await.map_err(|error| broken(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            let filename = field.file_name().map(str::to_owned);
            let mime = field.content_type().map(str::to_owned);
            let bytes = field.bytes().await.map_err(|error| broken(&error))?;
            object.insert(key.to_owned(), json!(STANDARD.encode(bytes)));
            for (key, value) in [("fileName", filename), ("mimetype", mime)] {
                if let Some(value) = value {
                    object.entry(key).or_insert_with(|| json!(value));
                }
            }
        } else {
            let text = field.text().await.map_err(|error| broken(&error))?;
            // Numbers and flags arrive as texts in a form, and the server reads them so.
            let value = if name == "delay" {
                text.parse::<u64>().map_or(json!(text), Value::from)
            } else {
                json!(text)
            };
            object.insert(name, value);
        }
    }
    let object = Value::Object(object);
    request::check("", &object)?;
    Ok(object)
}
