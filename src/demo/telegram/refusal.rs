//! Why a request was refused, in the form the real server answers it.
//!
//! A refusal is one of two things, and tests treat them differently: the request itself was wrong by the published
//! API (**invalid**: a mistake of the caller, kept in the list that tests want empty), or it was right and the world
//! did not allow it (a message that is gone, a person who blocked the bot, a limit).

use serde::Serialize;

/// A request that was not carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The HTTP status, which is also `error_code`.
    pub(super) status: u16,
    /// What the caller is told.
    pub(super) description: String,
    /// Seconds to wait, of a 429.
    pub(super) retry_after: Option<u32>,
    /// What was wrong by the published API, in more words than the description has; absent when nothing was.
    pub(super) invalid: Option<String>,
}

impl Refusal {
    /// The request is wrong by the published API. `why` is the text after `Bad Request: `.
    pub(super) fn invalid(why: impl Into<String>) -> Self {
        let why = why.into();
        Self::invalid_because(why.clone(), why)
    }

    /// Likewise, when the real server's text says too little to find the mistake.
    pub(super) fn invalid_because(why: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { invalid: Some(detail.into()), ..Self::bad_request(&why.into()) }
    }

    /// The request was right, but not possible now.
    pub(super) fn bad_request(why: &str) -> Self {
        Self::new(400, format!("Bad Request: {why}"))
    }

    /// The person does not want to hear from the bot.
    pub(super) fn forbidden(why: &str) -> Self {
        Self::new(403, format!("Forbidden: {why}"))
    }

    /// Two of the caller's wishes exclude each other.
    pub(super) fn conflict(why: &str) -> Self {
        Self::new(409, format!("Conflict: {why}"))
    }

    /// Too fast.
    pub(super) fn too_many(seconds: u32) -> Self {
        let description = format!("Too Many Requests: retry after {seconds}");
        Self { retry_after: Some(seconds), ..Self::new(429, description) }
    }

    /// Any other.
    pub(super) fn new(status: u16, description: impl Into<String>) -> Self {
        Self { status, description: description.into(), retry_after: None, invalid: None }
    }

    /// The body of the answer.
    pub(super) fn body(&self) -> String {
        #[derive(Serialize)]
        struct Parameters {
            retry_after: u32,
        }
        #[derive(Serialize)]
        struct Body<'a> {
            ok: bool,
            error_code: u16,
            description: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            parameters: Option<Parameters>,
        }
        let parameters = self.retry_after.map(|retry_after| Parameters { retry_after });
        let body = Body { ok: false, error_code: self.status, description: &self.description, parameters };
        serde_json::to_string(&body).unwrap_or_default()
    }
}
