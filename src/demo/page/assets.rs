//! The page's own files, embedded in the binary, and the headers that keep it to itself.
//!
//! Needed: one binary with nothing beside it, files that a person can read and change, and a page on which nothing that
//! somebody wrote can run. Chosen: plain files by `include_str!`, and a content policy that allows this origin's own
//! scripts and styles only. Rejected: a bundler, a framework, anything fetched from elsewhere.

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Nothing from elsewhere, nothing inline, no frames around it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                      media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'none'";
const SCRIPT: &str = "text/javascript; charset=utf-8";

const STYLE: &str = concat!(
    include_str!("css/page.css"),
    include_str!("css/phone.css"),
    include_str!("css/telegram.css"),
    include_str!("css/whatsapp.css"),
    include_str!("css/backstage.css"),
);

/// The scripts that `app.js` imports, by name.
const SCRIPTS: [(&str, &str); 9] = [
    ("backstage.js", include_str!("js/backstage.js")),
    ("dom.js", include_str!("js/dom.js")),
    ("format.js", include_str!("js/format.js")),
    ("sample.js", include_str!("js/sample.js")),
    ("telegram.js", include_str!("js/telegram.js")),
    ("telegram_message.js", include_str!("js/telegram_message.js")),
    ("whatsapp.js", include_str!("js/whatsapp.js")),
    ("whatsapp_message.js", include_str!("js/whatsapp_message.js")),
    ("words.js", include_str!("js/words.js")),
];

pub(super) async fn page() -> Response {
    text("text/html; charset=utf-8", include_str!("index.html"))
}

pub(super) async fn style() -> Response {
    text("text/css; charset=utf-8", STYLE)
}

pub(super) async fn app() -> Response {
    text(SCRIPT, include_str!("app.js"))
}

pub(super) async fn icon() -> Response {
    text("image/svg+xml", include_str!("icon.svg"))
}

/// A voice note to try with: a synthetic voice asks for the opening hours. OGG with Opus, mono.
pub(super) async fn voice() -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("audio/ogg"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    (headers, include_bytes!("voice.ogg").as_slice()).into_response()
}

pub(super) async fn script(Path(name): Path<String>) -> Response {
    match SCRIPTS.iter().find(|(known, _)| *known == name) {
        Some((_, source)) => text(SCRIPT, source),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn text(kind: &'static str, body: &'static str) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    // A new build is a new page: a browser asks again each time, and it is a few kilobytes from the same machine.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    (headers, body).into_response()
}
