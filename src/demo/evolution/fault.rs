//! The error envelope of Evolution 2.3, whose `message` has a different shape for every kind of fault.

use serde_json::{Value, json};

/// A refusal.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fault {
    pub(super) status: u16,
    error: &'static str,
    message: Value,
    /// The request was malformed: whoever sent it has a defect.
    pub(super) is_malformed: bool,
}

impl Fault {
    fn new(status: u16, error: &'static str, message: Value) -> Self {
        Self { status, error, message, is_malformed: false }
    }

    /// No key or a wrong one: a text.
    pub(super) fn unauthorized() -> Self {
        Self::new(401, "Unauthorized", json!("Unauthorized"))
    }

    /// A refusal of business: a list with one text.
    pub(super) fn business(text: impl Into<String>) -> Self {
        Self::new(400, "Bad Request", json!([text.into()]))
    }

    /// A request that is wrong in itself, said as a refusal of business is.
    pub(super) fn malformed(text: impl Into<String>) -> Self {
        Self { is_malformed: true, ..Self::business(text) }
    }

    /// A body that does not fit its schema: a list in a list, one text for each fault.
    pub(super) fn schema(faults: Vec<String>) -> Self {
        Self { is_malformed: true, ..Self::new(400, "Bad Request", json!([faults])) }
    }

    /// A body that is not JSON: a text, under the wrong name.
    pub(super) fn not_json(text: &str) -> Self {
        Self { is_malformed: true, ..Self::new(400, "Internal Server Error", json!(text)) }
    }

    /// A name that is taken.
    pub(super) fn taken(name: &str) -> Self {
        Self::new(403, "Forbidden", json!([format!("This name \"{name}\" is already in use.")]))
    }

    /// No instance of this name: said before the key is looked at.
    pub(super) fn no_instance(name: &str) -> Self {
        Self::new(404, "Not Found", json!([format!("The \"{name}\" instance does not exist")]))
    }

    /// No such route.
    pub(super) fn no_route(method: &str, path: &str) -> Self {
        Self { is_malformed: true, ..Self::new(404, "Not Found", json!([format!("Cannot {method} {path}")])) }
    }

    /// The number has no WhatsApp: a list with what was looked up.
    pub(super) fn absent(looked_up: Value) -> Self {
        Self::new(400, "Bad Request", json!([looked_up]))
    }

    /// WhatsApp refused: a list with the text of the library below.
    pub(super) fn upstream(text: &str) -> Self {
        Self::new(400, "Bad Request", json!([format!("Error: {text}")]))
    }

    /// The phone is not connected: a text.
    pub(super) fn closed() -> Self {
        Self::server(500, "Connection Closed")
    }

    /// The Baileys service has no such method: a text.
    pub(super) fn no_method() -> Self {
        Self::broken("Method not available in the Baileys service")
    }

    /// A fault of the server that the request provoked.
    pub(super) fn broken(text: &str) -> Self {
        Self { is_malformed: true, ..Self::server(500, text) }
    }

    /// A fault of the server.
    pub(super) fn server(status: u16, text: &str) -> Self {
        let error = if status == 503 { "Service Unavailable" } else { "Internal Server Error" };
        Self::new(status, error, json!(text))
    }

    /// What is wrong, for the record.
    pub(super) fn reason(&self) -> String {
        self.message.to_string()
    }

    /// The body.
    pub(super) fn body(&self) -> Value {
        json!({"status": self.status, "error": self.error, "response": {"message": self.message}})
    }
}
