//! What a request brings, whichever way it comes: query, form, JSON or multipart.

use super::refusal::Refusal;
use axum::body::Bytes;
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Bytes of one request: a document of 50 MB and its form fields.
pub(super) const REQUEST_LEN_MAX: usize = 52 * 1024 * 1024;

/// The parameters of a request.
#[derive(Debug, Default)]
pub(super) struct Params {
    pub(super) values: Map<String, Value>,
    /// By the name of their part.
    pub(super) files: BTreeMap<String, Upload>,
    /// Whether numbers and booleans may stand as text, as in everything but JSON.
    pub(super) loose: bool,
}

/// A file that came with a request.
#[derive(Debug, Clone)]
pub(super) struct Upload {
    pub(super) name: String,
    pub(super) mime: Option<String>,
    pub(super) bytes: Bytes,
}

/// Reads a request.
pub(super) async fn read(request: Request) -> Result<Params, Refusal> {
    let mut params = Params { loose: true, ..Params::default() };
    let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let content_type = content_type.unwrap_or_default().to_ascii_lowercase();
    if let Some(query) = request.uri().query() {
        params.values.extend(read_pairs(query.as_bytes())?);
    }
    if content_type.starts_with("multipart/form-data") {
        let form = Multipart::from_request(request, &()).await;
        let form = form.map_err(|error| Refusal::invalid(format!("can't read the form: {error}")))?;
        read_multipart(form, &mut params).await?;
        return Ok(params);
    }
    let bytes = axum::body::to_bytes(request.into_body(), REQUEST_LEN_MAX).await;
    let bytes = bytes.map_err(too_large)?;
    if bytes.is_empty() {
        return Ok(params);
    }
    if content_type.starts_with("application/json") {
        match serde_json::from_slice(&bytes) {
            Ok(Value::Object(values)) => params.values.extend(values),
            Ok(Value::Null) => {}
            Ok(_) => return Err(Refusal::invalid("the body is not a JSON object")),
            Err(error) => return Err(Refusal::invalid(format!("can't parse the body as JSON: {error}"))),
        }
        // What came in the query beside it is rare enough not to be told apart.
        params.loose = false;
    } else {
        params.values.extend(read_pairs(&bytes)?);
    }
    Ok(params)
}

fn too_large(_error: axum::Error) -> Refusal {
    Refusal {
        invalid: Some("the request is too large".to_owned()),
        ..Refusal::new(413, "Request Entity Too Large")
    }
}

fn read_pairs(bytes: &[u8]) -> Result<Map<String, Value>, Refusal> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| Refusal::invalid(format!("the body is neither JSON nor a form: {error}")))?;
    let decode = |part: &str| {
        let part = part.replace('+', " ");
        percent_encoding::percent_decode_str(&part).decode_utf8_lossy().into_owned()
    };
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    Ok(pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decode(name), Value::String(decode(value))))
        .collect())
}

/// Whether it was the connection that failed, somewhere below the form.
fn broke_off(error: &axum::extract::multipart::MultipartError) -> bool {
    let mut below = std::error::Error::source(error);
    while let Some(cause) = below {
        let text = cause.to_string();
        if ["failed to read stream", "connection", "end of file", "error reading a body"]
            .iter()
            .any(|known| text.contains(known))
        {
            return true;
        }
        below = cause.source();
    }
    false
}

async fn read_multipart(mut form: Multipart, params: &mut Params) -> Result<(), Refusal> {
    let broken = |error: axum::extract::multipart::MultipartError| {
        if error.status().as_u16() == 413 {
            Refusal {
                invalid: Some("the request is too large".to_owned()),
                ..Refusal::new(413, "Request Entity Too Large")
            }
        } else if broke_off(&error) {
            // The connection ended in the middle of a file, as connections do: nobody asked for anything wrong.
            Refusal::new(400, "Bad Request: the request broke off")
        } else {
            Refusal::invalid(format!("can't read the form: {error}"))
        }
    };
    while let Some(part) = form.next_field().await.map_err(broken)? {
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let mime = part.content_type().map(str::to_owned);
        let bytes = part.bytes().await.map_err(broken)?;
        if let Some(file_name) = file_name {
            params.files.insert(name, Upload { name: file_name, mime, bytes });
        } else {
            params.values.insert(name, Value::String(String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    Ok(())
}
