//! Refusals of the Graph API: the code, the HTTP status that belongs to it, and the shape in which they are said.
//!
//! The codes and statuses are those of Meta's table of error codes; the words are our own, because nobody may build on
//! Meta's. A refusal also knows whether it blames the request (a defect of the sender) or the business of the moment.

use serde_json::{Value, json};

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) code: u32,
    pub(super) subcode: Option<u32>,
    pub(super) details: String,
    /// The request was malformed: whoever sent it has a defect.
    pub(super) is_malformed: bool,
}

impl Refusal {
    /// A refusal of business: nothing is wrong with the request as such.
    pub(super) fn business(code: u32, details: impl Into<String>) -> Self {
        Self { status: http_status(code), code, subcode: None, details: details.into(), is_malformed: false }
    }

    /// A refusal of a request that is wrong in itself.
    pub(super) fn malformed(code: u32, details: impl Into<String>) -> Self {
        Self { is_malformed: true, ..Self::business(code, details) }
    }

    /// No token or a wrong one.
    pub(super) fn token() -> Self {
        Self::business(190, "the access token is missing, wrong or expired")
    }

    /// An id that this token cannot see.
    pub(super) fn unknown_object(id: &str) -> Self {
        let details = format!("no object with id '{id}' for this token, or no such operation on it");
        Self { subcode: Some(33), ..Self::business(100, details) }
    }

    /// The body as the Graph API writes it.
    pub(super) fn body(&self, trace: &str) -> Value {
        let mut error = json!({
            "message": format!("(#{}) {}", self.code, title(self.code)),
            "type": if self.code == 100 { "GraphMethodException" } else { "OAuthException" },
            "code": self.code,
            "error_data": {"messaging_product": "whatsapp", "details": self.details},
            "fbtrace_id": trace,
        });
        if let Some(subcode) = self.subcode
            && let Some(error) = error.as_object_mut()
        {
            error.insert("error_subcode".to_owned(), json!(subcode));
        }
        json!({"error": error})
    }

    /// The entry of `errors` in a status webhook.
    pub(super) fn webhook_error(code: u32) -> Value {
        json!({
            "code": code,
            "title": title(code),
            "message": title(code),
            "error_data": {"details": format!("the message failed: {}", title(code))},
            "href": "/documentation/business-messaging/whatsapp/support/error-codes",
        })
    }
}

/// The HTTP status of a code, by Meta's table; 400 where it gives none.
pub(super) const fn http_status(code: u32) -> u16 {
    match code {
        0 | 190 => 401,
        2 | 133_004 => 503,
        3 | 131_000 | 131_016 | 131_045 | 131_057 | 133_000 | 134_102 => 500,
        10 | 200..=299 | 368 | 130_497 | 131_005 | 131_031 => 403,
        132_001 => 404,
        _ => 400,
    }
}

/// A short name of a code, in our words.
const fn title(code: u32) -> &'static str {
    match code {
        0 | 190 => "Access token not valid",
        2 | 131_016 | 133_004 => "Service unavailable",
        4 | 80_007 => "Too many calls",
        10 | 200..=299 | 131_005 => "No permission",
        100 => "Invalid parameter",
        130_429 => "Throughput reached",
        130_472 => "Recipient takes part in an experiment",
        130_497 => "Country not allowed",
        131_000 => "Something went wrong",
        131_008 => "Required parameter missing",
        131_009 => "Parameter value not valid",
        131_021 => "Recipient is the sender",
        131_026 => "Message undeliverable",
        131_030 => "Recipient not on the allowed list",
        131_031 => "Account locked",
        131_042 => "Payment problem",
        131_047 => "Window closed",
        131_048 => "Spam limit",
        131_049 => "Not delivered to keep the ecosystem healthy",
        131_050 => "Recipient opted out of marketing",
        131_051 => "Message type not supported",
        131_052 => "Media could not be downloaded",
        131_053 => "Media could not be taken",
        131_056 => "Pair limit",
        131_059 => "Paging cursor not valid any more",
        131_062 => "Recipient needs a phone number",
        132_000 => "Number of parameters differs",
        132_001 => "Template does not exist",
        132_005 => "Text too long after substitution",
        132_007 => "Content against policy",
        132_012 => "Parameter format differs",
        132_015 => "Template paused",
        132_016 => "Template disabled",
        132_018 => "Template parameters not valid",
        _ => "Refused",
    }
}
