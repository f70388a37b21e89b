//! The HTTP side: reads a call, lets the planned failures have it, answers, and writes down what went over the wire.

use super::DemoCloud;
use super::content::MediaKind;
use super::listing::{self, Query};
use super::media::{FILE_LEN_MAX, MediaFile, URL_AGE_MAX, check_upload};
use super::refusal::Refusal;
use super::send;
use crate::demo::wire::{Direction, Failure, Invalid, Link, Recorded, lock, shown, spoil};
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, DefaultBodyLimit, FromRequest as _, Multipart, Request, State as Shared};
use axum::http::{HeaderMap, Method, StatusCode, header, request};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use serde_json::{Value, json};
use std::time::Duration;

/// Bytes of the largest body: the largest file and the form around it.
const BODY_LEN_MAX: usize = FILE_LEN_MAX + 1_024 * 1_024;

/// What is answered.
enum Answer {
    Json(Value),
    File(MediaFile),
}

/// The routes: any version prefix, and the host of files.
pub(super) fn router(cloud: DemoCloud) -> Router {
    Router::new().fallback(serve).layer(DefaultBodyLimit::disable()).with_state(cloud)
}

/// A call, read as a whole.
struct Call {
    parts: request::Parts,
    body: Bytes,
    query: Vec<(String, String)>,
}

impl Call {
    fn path_and_query(&self) -> String {
        self.parts.uri.path_and_query().map_or_else(String::new, ToString::to_string)
    }

    /// Whether it sends a message: a mark that one was read goes to the same address. Inside of a text the quotes would be
    /// escaped.
    fn is_send(&self) -> bool {
        let is_mark = std::str::from_utf8(&self.body).is_ok_and(|body| body.contains("\"status\":\"read\""));
        self.parts.method == Method::POST && self.parts.uri.path().ends_with("/messages") && !is_mark
    }
}

async fn serve(
    Shared(cloud): Shared<DemoCloud>,
    ConnectInfo(link): ConnectInfo<Link>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, BODY_LEN_MAX).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let query = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
    let query = query.map(|query| query.0).unwrap_or_default();
    let call = Call { parts, body, query };
    let (delay, failure) = {
        let mut state = lock(&cloud.inner.state);
        (Duration::from_millis(state.switches.delay_ms), state.failures.take(call.is_send()))
    };
    if failure.is_some() {
        // Whoever planned it sees that its call has come.
        cloud.inner.changes.note();
    }
    if !delay.is_zero() {
        tokio::select! {
            () = cloud.inner.stopping.cancelled() => {}
            () = tokio::time::sleep(delay) => {}
        }
    }
    let outcome = match &failure {
        Some(Failure::Status(status)) => Some(Err(injected(*status))),
        Some(Failure::Code(code)) => Some(Err(Refusal::business(*code, "refused because a switch says so"))),
        Some(Failure::Upstream(text)) => Some(Err(Refusal::business(131_000, text.clone()))),
        Some(Failure::Busy(_)) => Some(Err(injected(429))),
        Some(other) if !other.does() => None,
        Some(_) | None => Some(route(&cloud, &call).await),
    };
    let is_lost = failure.as_ref().is_some_and(Failure::is_lost);
    let response = finish(&cloud, &call, outcome, is_lost);
    cloud.inner.changes.note();
    if is_lost {
        if matches!(failure, Some(Failure::SilenceBefore | Failure::SilenceAfter)) {
            cloud.inner.stopping.cancelled().await;
        }
        link.cut();
    }
    spoil(failure.as_ref(), response).await
}

/// A fault of the provider with this HTTP status.
fn injected(status: u16) -> Refusal {
    let code = if status == 503 { 2 } else { 131_000 };
    Refusal { status, ..Refusal::business(code, "a fault because a switch says so") }
}

/// Makes the response and writes the call down.
fn finish(
    cloud: &DemoCloud,
    call: &Call,
    outcome: Option<Result<Answer, Refusal>>,
    is_lost: bool,
) -> Response {
    let at = cloud.inner.clock.now();
    let body = match call.parts.headers.get(header::CONTENT_TYPE) {
        Some(kind) if kind.as_bytes().starts_with(b"multipart/") => format!("({} bytes)", call.body.len()),
        Some(_) | None => shown(&call.body),
    };
    let mut invalid = None;
    let (status, answer, response) = match outcome {
        None => (0, String::new(), ().into_response()),
        Some(Ok(Answer::Json(value))) => {
            let text = value.to_string();
            (200, text.clone(), json_response(StatusCode::OK, text))
        }
        Some(Ok(Answer::File(file))) => {
            let shown = format!("({} bytes)", file.bytes.len());
            let response = ([(header::CONTENT_TYPE, file.mime)], Body::from(file.bytes)).into_response();
            (200, shown, response)
        }
        Some(Err(refusal)) => {
            if refusal.is_malformed {
                invalid = Some(format!("{}: {}", refusal.code, refusal.details));
            }
            let text = refusal.body(&uuid::Uuid::now_v7().simple().to_string()).to_string();
            let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::BAD_REQUEST);
            (refusal.status, text.clone(), json_response(status, text))
        }
    };
    let mut state = lock(&cloud.inner.state);
    let (method, path) = (call.parts.method.to_string(), call.path_and_query());
    if let Some(reason) = invalid {
        state.record.refuse(Invalid {
            at,
            method: method.clone(),
            path: path.clone(),
            reason,
            body: body.clone(),
        });
    }
    let status = if is_lost { 0 } else { status };
    let direction = Direction::Request;
    state.record.call(Recorded { seq: 0, at, direction, method, path, body, status, answer });
    response
}

fn json_response(status: StatusCode, text: String) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json; charset=UTF-8")], text).into_response()
}

fn check_token(cloud: &DemoCloud, headers: &HeaderMap) -> Result<(), Refusal> {
    let given =
        headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    if given == Some(cloud.inner.options.access_token.as_str()) { Ok(()) } else { Err(Refusal::token()) }
}

async fn route(cloud: &DemoCloud, call: &Call) -> Result<Answer, Refusal> {
    check_token(cloud, &call.parts.headers)?;
    let path: Vec<&str> = call.parts.uri.path().split('/').skip(1).collect();
    if let ["whatsapp_business", "attachments", ..] = path.as_slice() {
        return download(cloud, &call.query).map(Answer::File);
    }
    let (version, rest) = path.split_first().unwrap_or((&"", &[]));
    let is_version = version
        .strip_prefix('v')
        .and_then(|version| version.split_once('.'))
        .is_some_and(|(major, minor)| major.parse::<u8>().is_ok() && minor.parse::<u8>().is_ok());
    if !is_version {
        return Err(Refusal::malformed(2_500, format!("'{version}' is not a version")));
    }
    let is_number = |id: &str| id == cloud.inner.options.phone_number_id;
    let is_account = |id: &str| id == cloud.inner.options.business_account_id;
    let method = &call.parts.method;
    let json = match (method, rest) {
        (&Method::POST, [id, "messages"]) if is_number(id) => post_message(cloud, &call.body),
        (&Method::POST, [id, "media"]) if is_number(id) => upload(cloud, call).await,
        (&Method::GET, [id, "message_templates"]) if is_account(id) => list_templates(cloud, call, version),
        (&Method::GET, [id, "phone_numbers"]) if is_account(id) => {
            number(cloud, &call.query).map(|number| json!({"data": [number]}))
        }
        (&Method::GET, [id, "subscribed_apps"]) if is_account(id) => Ok(subscribed()),
        (&Method::POST, [id, "subscribed_apps"]) if is_account(id) => Ok(json!({"success": true})),
        (&Method::GET, [id]) if is_number(id) => number(cloud, &call.query),
        (&Method::GET, [id]) if is_account(id) => account(cloud, &call.query),
        (&Method::GET, [id]) => node(cloud, id, &call.query),
        (&Method::DELETE, [id]) => {
            let mut state = lock(&cloud.inner.state);
            if state.shelf.remove(id) {
                Ok(json!({"success": true}))
            } else {
                Err(Refusal::unknown_object(id))
            }
        }
        (_, [id, ..]) => Err(Refusal::unknown_object(id)),
        (_, []) => Err(Refusal::malformed(2_500, "an id is missing in the path")),
    };
    json.map(Answer::Json)
}

fn post_message(cloud: &DemoCloud, body: &[u8]) -> Result<Value, Refusal> {
    let body: Value = serde_json::from_slice(body)
        .map_err(|error| Refusal::malformed(100, format!("the body is not JSON: {error}")))?;
    let now = cloud.inner.clock.now();
    let mut state = lock(&cloud.inner.state);
    let (answer, letters) = send::take(&mut state, body, now)?;
    // Posted while the state is locked: the order of the letters is the order of what happened.
    cloud.courier.post(letters);
    Ok(answer)
}

async fn upload(cloud: &DemoCloud, call: &Call) -> Result<Value, Refusal> {
    let request = Request::from_parts(call.parts.clone(), Body::from(call.body.clone()));
    let broken =
        |error: &dyn std::fmt::Display| Refusal::malformed(100, format!("the form cannot be read: {error}"));
    let mut form = Multipart::from_request(request, &()).await.map_err(|error| broken(&error))?;
    let mut product = None;
    let mut found = None;
    while let Some(field) = form.next_field().await.map_err(|error| broken(&error))? {
        match field.name().unwrap_or_default() {
            "messaging_product" => product = Some(field.text().await.map_err(|error| broken(&error))?),
            // Named in Meta's samples; the type of the part is what counts.
            "type" => drop(field.text().await.map_err(|error| broken(&error))?),
            "file" => {
                let mime = field.content_type().unwrap_or("application/octet-stream").to_owned();
                let filename = field.file_name().map(str::to_owned);
                found = Some((mime, filename, field.bytes().await.map_err(|error| broken(&error))?));
            }
            unknown => return Err(Refusal::malformed(100, format!("unexpected part '{unknown}'"))),
        }
    }
    if product.as_deref() != Some("whatsapp") {
        return Err(Refusal::malformed(100, "'messaging_product' must be 'whatsapp'"));
    }
    let (mime, filename, bytes) = found.ok_or_else(|| Refusal::malformed(131_008, "'file' is required"))?;
    let _kind: MediaKind = check_upload(&mime, &bytes)?;
    let at = cloud.inner.clock.now();
    let mut state = lock(&cloud.inner.state);
    let id = state.next_media_id();
    state.shelf.put(MediaFile { id: id.clone(), mime, filename, bytes, at, from_contact: false });
    Ok(json!({"id": id}))
}

/// The address of a file, which carries the moment until which it works.
pub(super) fn media_url(cloud: &DemoCloud, id: &str) -> String {
    let until = (cloud.inner.clock.now() + URL_AGE_MAX).timestamp_millis();
    format!("{}/whatsapp_business/attachments/?mid={id}&ext={until}", cloud.inner.url)
}

fn download(cloud: &DemoCloud, query: &Query) -> Result<MediaFile, Refusal> {
    let gone = || Refusal { status: 404, ..Refusal::unknown_object("media") };
    let id = listing::parameter(query, "mid").ok_or_else(gone)?;
    let until: i64 =
        listing::parameter(query, "ext").and_then(|until| until.parse().ok()).ok_or_else(gone)?;
    let now = cloud.inner.clock.now();
    if now.timestamp_millis() >= until {
        return Err(gone());
    }
    lock(&cloud.inner.state).shelf.find(id, now).cloned().ok_or_else(gone)
}

fn list_templates(cloud: &DemoCloud, call: &Call, version: &str) -> Result<Value, Refusal> {
    let account = &cloud.inner.options.business_account_id;
    let own_url = format!("{}/{version}/{account}/message_templates", cloud.inner.url);
    let state = lock(&cloud.inner.state);
    listing::page(&state.templates, &call.query, state.generation, &own_url)
}

fn number(cloud: &DemoCloud, query: &Query) -> Result<Value, Refusal> {
    let options = &cloud.inner.options;
    let all = json!({
        "verified_name": options.verified_name,
        "code_verification_status": "VERIFIED",
        "display_phone_number": format!("+{}", options.display_phone_number),
        "quality_rating": "GREEN",
        "platform_type": "CLOUD_API",
        "throughput": {"level": "STANDARD"},
        "name_status": "APPROVED",
        "status": "CONNECTED",
        "account_mode": "LIVE",
        "messaging_limit_tier": "TIER_2K",
        "whatsapp_business_manager_messaging_limit": "TIER_2K",
        "webhook_configuration": {},
        "id": options.phone_number_id,
    });
    let usual = [
        "verified_name",
        "code_verification_status",
        "display_phone_number",
        "quality_rating",
        "platform_type",
        "throughput",
    ];
    pick_fields(&all, query, &usual)
}

fn account(cloud: &DemoCloud, query: &Query) -> Result<Value, Refusal> {
    let options = &cloud.inner.options;
    let all = json!({
        "name": options.verified_name,
        "currency": options.currency,
        "timezone_id": "25",
        "message_template_namespace": "0f2a7b1c_demo",
        "id": options.business_account_id,
    });
    pick_fields(&all, query, &["name", "currency", "timezone_id", "message_template_namespace"])
}

/// The fields asked for, or the usual ones.
fn pick_fields(all: &Value, query: &Query, usual: &[&str]) -> Result<Value, Refusal> {
    listing::refuse_unknown(query, &["fields", "limit"])?;
    let Some(all) = all.as_object() else { return Ok(Value::Null) };
    let known: Vec<&str> = all.keys().map(String::as_str).collect();
    let fields = listing::fields(query, &known)?.unwrap_or_else(|| usual.to_vec());
    Ok(listing::pick(all, Some(&fields)))
}

fn subscribed() -> Value {
    json!({"data": [{"whatsapp_business_api_data": {"id": "1", "name": "Balcão", "link": "https://example.com"}}]})
}

/// A template or a file, whichever has this id.
fn node(cloud: &DemoCloud, id: &str, query: &Query) -> Result<Value, Refusal> {
    let now = cloud.inner.clock.now();
    let state = lock(&cloud.inner.state);
    if let Some(template) = state.templates.iter().find(|template| template.field("id") == id) {
        return listing::one(template, query);
    }
    let number = listing::parameter(query, "phone_number_id");
    if number.is_some_and(|number| number != cloud.inner.options.phone_number_id) {
        return Err(Refusal::unknown_object(id));
    }
    let file = state.shelf.find(id, now).ok_or_else(|| Refusal::unknown_object(id))?;
    listing::refuse_unknown(query, &["phone_number_id"])?;
    Ok(file.answer(&media_url(cloud, id)))
}
