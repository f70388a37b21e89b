//! Answers that say nothing, although what was asked is done: half of one, another shape, a page of a machine in between.

use super::Failure;
use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use futures::stream;

/// Bytes of an answer that can be spoilt; those of files are longer and are cut off at once.
const SPOILT_LEN_MAX: usize = 8 * 1_024 * 1_024;
/// What a gateway says.
const PAGE: &str = "<html><head><title>Gateway</title></head><body><h1>Bad Gateway</h1></body></html>";

/// Puts what the failure says in the place of an answer.
pub(in crate::demo) async fn spoil(failure: Option<&Failure>, answer: Response) -> Response {
    match failure {
        Some(Failure::HalfAfter) => half(answer).await,
        Some(Failure::OtherAfter) => json(StatusCode::OK, r#"{"data":[{"status":"ok"}],"id":7}"#),
        Some(Failure::PageAfter) => {
            (StatusCode::OK, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], PAGE).into_response()
        }
        Some(Failure::StatusAfter(status)) => {
            let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            json(status, r#"{"message":"Internal server error"}"#)
        }
        Some(Failure::Busy(seconds)) => {
            let wait = [(header::RETRY_AFTER, seconds.to_string())];
            (wait, json(StatusCode::TOO_MANY_REQUESTS, r#"{"message":"Too many requests"}"#)).into_response()
        }
        Some(
            Failure::Pass
            | Failure::Status(_)
            | Failure::Code(_)
            | Failure::Upstream(_)
            | Failure::DropBefore
            | Failure::DropAfter
            | Failure::SilenceBefore
            | Failure::SilenceAfter,
        )
        | None => answer,
    }
}

fn json(status: StatusCode, text: &'static str) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json; charset=utf-8")], text).into_response()
}

/// The same head, and the first half of the body.
pub(in crate::demo) async fn half(answer: Response) -> Response {
    let (mut head, body) = answer.into_parts();
    let whole = axum::body::to_bytes(body, SPOILT_LEN_MAX).await.unwrap_or_default();
    let begun = whole.slice(..whole.len() / 2);
    let broken = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
    let body = Body::from_stream(stream::iter([Ok::<Bytes, _>(begun), Err(broken)]));
    head.headers.insert(header::CONTENT_LENGTH, header::HeaderValue::from(whole.len()));
    Response::from_parts(head, body)
}
