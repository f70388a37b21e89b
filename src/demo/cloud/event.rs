//! What the webhooks say: statuses, messages of contacts, changes of templates. Pure: values in, JSON out.

use super::refusal::Refusal;
use super::template::Template;
use crate::demo::handset::Handset;
use crate::domain::Timestamp;
use serde_json::{Map, Value, json};

/// From when on free-form messages are charged and utility templates cost inside a window too: 1 Oct 2026, UTC.
const SERVICE_CHARGED_FROM: i64 = 1_790_812_800;

/// How far a message has come, as a status webhook says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Taken over by WhatsApp.
    Sent,
    /// On the contact's device.
    Delivered,
    /// Seen by the contact.
    Read,
    /// Not delivered, with the code of Meta's table.
    Failed(u32),
}

impl Status {
    const fn name(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Read => "read",
            Self::Failed(_) => "failed",
        }
    }
}

/// The number the account sends from.
#[derive(Debug, Clone)]
pub(super) struct Number {
    pub(super) phone_number_id: String,
    /// Digits.
    pub(super) display: String,
}

/// What a status is about.
#[derive(Debug, Clone)]
pub(super) struct Subject<'a> {
    pub(super) id: &'a str,
    pub(super) reference: Option<&'a str>,
    /// Price category of the message, such as `utility`; `service` for free-form.
    pub(super) category: &'a str,
    /// Whether the window was open when it was sent.
    pub(super) in_window: bool,
    /// Whether it was sent to a business-scoped id rather than a number.
    pub(super) by_scoped_id: bool,
}

/// The seconds of a moment, written as messages write them.
fn seconds(at: Timestamp) -> String {
    at.timestamp().to_string()
}

/// An object without the keys that have nothing to say.
fn object<const N: usize>(entries: [(&str, Option<Value>); N]) -> Value {
    let map: Map<String, Value> =
        entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect();
    Value::Object(map)
}

fn profile(contact: &Handset) -> Value {
    let visible_id = (!contact.seed.hides_number).then(|| json!(contact.wa_id));
    let profile = object([
        ("name", Some(json!(contact.seed.name))),
        ("username", contact.seed.username.as_ref().map(|username| json!(username))),
    ]);
    object([
        ("profile", Some(profile)),
        ("wa_id", visible_id),
        ("user_id", contact.seed.bsuid.as_ref().map(|bsuid| json!(bsuid))),
    ])
}

fn value(number: &Number, contacts: Option<Value>, key: &str, content: Value) -> Value {
    object([
        ("messaging_product", Some(json!("whatsapp"))),
        (
            "metadata",
            Some(json!({"display_phone_number": number.display, "phone_number_id": number.phone_number_id})),
        ),
        ("contacts", contacts),
        (key, Some(json!([content]))),
    ])
}

/// The change of a status. `priced` adds the price.
pub(super) fn status(
    number: &Number,
    contact: &Handset,
    subject: &Subject<'_>,
    status: Status,
    priced: bool,
    at: Timestamp,
) -> Value {
    let failed = match status {
        Status::Failed(code) => Some(code),
        Status::Sent | Status::Delivered | Status::Read => None,
    };
    let knows_scoped = failed.is_none() || subject.by_scoped_id;
    let scoped = contact.seed.bsuid.as_ref().filter(|_bsuid| knows_scoped);
    let content = object([
        ("id", Some(json!(subject.id))),
        ("status", Some(json!(status.name()))),
        ("timestamp", Some(json!(seconds(at)))),
        ("recipient_id", (!contact.seed.hides_number).then(|| json!(contact.wa_id))),
        ("recipient_user_id", scoped.map(|bsuid| json!(bsuid))),
        ("biz_opaque_callback_data", subject.reference.map(|reference| json!(reference))),
        ("pricing", (priced && failed.is_none()).then(|| pricing(subject, at))),
        ("errors", failed.map(|code| json!([Refusal::webhook_error(code)]))),
    ]);
    let contacts = failed.is_none().then(|| json!([profile(contact)]));
    json!({"field": "messages", "value": value(number, contacts, "statuses", content)})
}

fn pricing(subject: &Subject<'_>, at: Timestamp) -> Value {
    let free = subject.in_window
        && matches!(subject.category, "service" | "utility")
        && at.timestamp() < SERVICE_CHARGED_FROM;
    json!({
        "billable": !free,
        "pricing_model": "PMP",
        "type": if free { "free_customer_service" } else { "regular" },
        "category": subject.category,
    })
}

/// The change of a message that a contact wrote: `content` sits under the key of its kind.
pub(super) fn incoming(
    number: &Number,
    writer: &Handset,
    id: &str,
    kind: &str,
    content: &Value,
    quoted: Option<&str>,
    at: Timestamp,
) -> Value {
    let reply = quoted.map(|quoted| json!({"from": number.display, "id": quoted}));
    let message = object([
        ("from", (!writer.seed.hides_number).then(|| json!(writer.wa_id))),
        ("from_user_id", writer.seed.bsuid.as_ref().map(|bsuid| json!(bsuid))),
        ("id", Some(json!(id))),
        ("timestamp", Some(json!(seconds(at)))),
        ("type", Some(json!(kind))),
        (kind, Some(content.clone())),
        ("context", reply),
    ]);
    let contacts = Some(json!([profile(writer)]));
    json!({"field": "messages", "value": value(number, contacts, "messages", message)})
}

fn template_names(template: &Template) -> Map<String, Value> {
    // Ids of templates are numbers here and strings in the listing.
    let id = template
        .field("id")
        .parse::<u64>()
        .map_or_else(|_not_a_number| json!(template.field("id")), Value::from);
    let mut names = Map::new();
    names.insert("message_template_id".to_owned(), id);
    names.insert("message_template_name".to_owned(), json!(template.field("name")));
    names.insert("message_template_language".to_owned(), json!(template.field("language")));
    names
}

/// The change of a template's status.
pub(super) fn template_status(template: &Template, status: &str, at: Timestamp) -> Value {
    let mut value = template_names(template);
    value.insert("event".to_owned(), json!(status));
    value.insert("reason".to_owned(), json!("NONE"));
    value.insert("message_template_category".to_owned(), json!(template.field("category")));
    match status {
        "PAUSED" => {
            let info =
                json!({"title": "FIRST_PAUSE", "description": "paused for three hours for its quality"});
            value.insert("other_info".to_owned(), info);
        }
        "DISABLED" => {
            value.insert("disable_info".to_owned(), json!({"disable_date": at.timestamp()}));
        }
        _ => {}
    }
    json!({"field": "message_template_status_update", "value": value})
}

/// The change of a template's components.
pub(super) fn template_components(template: &Template) -> Value {
    let mut value = template_names(template);
    let components = template.components();
    value.insert("message_template_element".to_owned(), json!(components.text("BODY").unwrap_or_default()));
    let parts = [("HEADER", "message_template_title"), ("FOOTER", "message_template_footer")];
    for (kind, key) in parts {
        if let Some(text) = components.text(kind) {
            value.insert(key.to_owned(), json!(text));
        }
    }
    json!({"field": "message_template_components_update", "value": value})
}

/// The change of a template's category.
pub(super) fn template_category(template: &Template, previous: &str) -> Value {
    let mut value = template_names(template);
    value.insert("previous_category".to_owned(), json!(previous));
    value.insert("new_category".to_owned(), json!(template.field("category")));
    json!({"field": "template_category_update", "value": value})
}

/// One body for changes that travel together. Statuses that stand next to each other share one change, as Meta does
/// with updates of one number; everything else keeps its own.
pub(super) fn envelope(business_account_id: &str, changes: Vec<Value>, at: Timestamp) -> Value {
    let mut joined: Vec<Value> = Vec::new();
    for change in changes {
        match joined.last_mut() {
            Some(last) if has_statuses(last) && has_statuses(&change) => {
                append(last, &change, "statuses");
                append(last, &change, "contacts");
            }
            _ => joined.push(change),
        }
    }
    let is_messages = |change: &Value| change.get("field").and_then(Value::as_str) == Some("messages");
    let timed = joined.iter().any(|change| !is_messages(change));
    let entry = object([
        ("id", Some(json!(business_account_id))),
        ("time", timed.then(|| json!(at.timestamp()))),
        ("changes", Some(Value::Array(joined))),
    ]);
    json!({"object": "whatsapp_business_account", "entry": [entry]})
}

fn has_statuses(change: &Value) -> bool {
    change.pointer("/value/statuses").is_some()
}

fn append(into: &mut Value, from: &Value, key: &str) {
    let pointer = format!("/value/{key}");
    let Some(Value::Array(more)) = from.pointer(&pointer).cloned() else { return };
    match into.pointer_mut(&pointer) {
        Some(Value::Array(list)) => list.extend(more),
        Some(_) | None => {
            if let Some(value) = into.get_mut("value").and_then(Value::as_object_mut) {
                value.insert(key.to_owned(), Value::Array(more));
            }
        }
    }
}
