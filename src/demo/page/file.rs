//! `GET /file/{source}/{id}`: pictures and papers that people sent, so that none of them can act on the page.
//!
//! Whoever uploads decides on the media type, so only types that cannot run a script are shown in the browser; all
//! others are downloads. A sandbox policy holds even for those.

use super::{Stage, whatsapp_scene};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Types that a browser shows without running anything in them.
const SHOWN: [&str; 12] = [
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/gif",
    "video/mp4",
    "video/3gpp",
    "audio/ogg",
    "audio/mpeg",
    "audio/mp4",
    "audio/aac",
    "application/pdf",
    "text/plain",
];

/// A file and what is known of it.
pub(super) struct Kept {
    pub(super) bytes: Bytes,
    pub(super) mime: String,
}

/// The handler.
pub(super) async fn file(State(stage): State<Stage>, Path((source, id)): Path<(String, String)>) -> Response {
    let kept = match source.as_str() {
        "telegram" => from_telegram(&stage, &id),
        "cloud" | "evolution" => whatsapp_scene::file(&stage, &source, &id),
        _unknown => None,
    };
    match kept {
        Some(kept) => (headers(&kept.mime), kept.bytes).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn from_telegram(stage: &Stage, id: &str) -> Option<Kept> {
    let bytes = stage.telegram.file_bytes(id)?;
    let mime = stage
        .people
        .iter()
        .flat_map(|person| stage.telegram.chat(person.id))
        .filter_map(|message| message.file)
        .find(|file| file.file_id == id)
        .map_or_else(String::new, |file| file.mime);
    Some(Kept { bytes, mime })
}

fn headers(mime: &str) -> HeaderMap {
    let bare = mime.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let shown = SHOWN.iter().find(|known| **known == bare);
    let mut headers = HeaderMap::new();
    let (kind, disposition) = match shown {
        Some(known) => (*known, "inline"),
        None => ("application/octet-stream", "attachment"),
    };
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(disposition));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=3600"));
    // The sandbox would keep a PDF viewer from starting; a PDF has no access to the page in any browser.
    if kind != "application/pdf" {
        let policy = HeaderValue::from_static("default-src 'none'; sandbox");
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers
}
