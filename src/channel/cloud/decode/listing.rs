//! The listing of templates. Meta's own pages show some fields in two forms and real listings leave others out, so
//! every field but id, name and language may be missing.
//!
//! Shapes: <https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-management>
//! and `…/templates/components`.

use crate::channel::cloud::error;
use crate::channel::http::Answer;
use crate::channel::{json, redact};
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::id::RemoteId;
use crate::domain::template::{
    Category, Example, Header, Template, TemplateButton, TemplateKey, TemplateStatus,
};
use serde_json::Value;

/// One page of the listing.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::channel::cloud) enum Page {
    /// What it lists, and where the next one begins.
    Listed {
        /// In the provider's order.
        templates: Vec<Template>,
        /// The cursor of the next page; `None` on the last one.
        next: Option<String>,
    },
    /// Our place in the listing is no longer good.
    Stale,
}

/// Reads one page.
pub(in crate::channel::cloud) fn page(answer: &Answer) -> Result<Page, Fault> {
    if error::is_stale(answer) {
        return Ok(Page::Stale);
    }
    let body = answer.json().filter(|_| answer.is_success()).ok_or_else(|| error::fault(answer))?;
    if !json::at(&body, &["data"]).is_array() {
        return Err(answer.unreadable(FaultKind::Upstream));
    }
    let more = json::text(&body, &["paging", "next"]).is_some();
    Ok(Page::Listed {
        templates: json::list(&body, &["data"]).iter().filter_map(template).collect(),
        next: json::text(&body, &["paging", "cursors", "after"]).filter(|_| more),
    })
}

/// Reads one template; `None` when it lacks what names it.
fn template(listed: &Value) -> Option<Template> {
    let category = category(&upper(listed, "category"));
    let mut template = Template {
        remote: RemoteId(json::text(listed, &["id"])?),
        key: TemplateKey {
            name: json::text(listed, &["name"])?,
            language: json::text(listed, &["language"])?,
        },
        category,
        status: status(&upper(listed, "status")),
        named: false,
        header: None,
        body: String::new(),
        body_examples: Vec::new(),
        footer: None,
        buttons: Vec::new(),
        others: Vec::new(),
    };
    for component in json::list(listed, &["components"]) {
        let text = json::text(component, &["text"]);
        match upper(component, "type").as_str() {
            "HEADER" => template.header = header(component),
            "BODY" => {
                template.body = text.unwrap_or_default();
                template.body_examples = examples(component, "body_text");
            }
            "FOOTER" => template.footer = text,
            "BUTTONS" => template.buttons = json::list(component, &["buttons"]).iter().map(button).collect(),
            other => template.others.push(redact::kind(other)),
        }
    }
    if template.body.is_empty() && category == Category::Authentication {
        // The text of these is the provider's and is not always listed; what is asked for is the code.
        "{{1}}".clone_into(&mut template.body);
    }
    template.named = match upper(listed, "parameter_format").as_str() {
        "NAMED" => true,
        "POSITIONAL" => false,
        _ => has_named_gap(&template.body),
    };
    Some(template)
}

fn upper(value: &Value, key: &str) -> String {
    json::text(value, &[key]).unwrap_or_default().to_uppercase()
}

/// What it is for. One that is unknown counts as marketing, the dearest and most restricted.
fn category(name: &str) -> Category {
    match name {
        "UTILITY" => Category::Utility,
        "AUTHENTICATION" => Category::Authentication,
        _ => Category::Marketing,
    }
}

fn status(name: &str) -> TemplateStatus {
    match name {
        "APPROVED" => TemplateStatus::Approved,
        "PENDING" | "IN_APPEAL" => TemplateStatus::Pending,
        "REJECTED" => TemplateStatus::Rejected,
        "PAUSED" => TemplateStatus::Paused,
        "DISABLED" => TemplateStatus::Disabled,
        _ => TemplateStatus::Other,
    }
}

fn header(component: &Value) -> Option<Header> {
    let format = upper(component, "format");
    Some(match format.as_str() {
        "TEXT" | "" => Header::Text {
            text: json::text(component, &["text"])?,
            examples: examples(component, "header_text"),
        },
        "IMAGE" => Header::Image,
        "VIDEO" => Header::Video,
        "DOCUMENT" => Header::Document,
        "LOCATION" => Header::Location,
        _ => Header::Other { what: redact::kind(&format) },
    })
}

/// The examples of a text: named ones with their names, numbered ones by position, in one list or in a list of lists.
fn examples(component: &Value, key: &str) -> Vec<Example> {
    let named = json::list(component, &["example", &format!("{key}_named_params")]);
    if !named.is_empty() {
        let example = |pair: &Value| {
            Some(Example { key: json::text(pair, &["param_name"])?, text: json::text(pair, &["example"])? })
        };
        return named.iter().filter_map(example).collect();
    }
    let listed = json::one_or_many(json::at(component, &["example", key]));
    let flat = match listed {
        [Value::Array(inner), ..] => inner.as_slice(),
        _ => listed,
    };
    (1_u8..)
        .zip(flat)
        .filter_map(|(n, text)| Some(Example { key: n.to_string(), text: json::text(text, &[])? }))
        .collect()
}

fn button(listed: &Value) -> TemplateButton {
    let text = json::text(listed, &["text"]).unwrap_or_default();
    let example = json::one_or_many(json::at(listed, &["example"])).first().and_then(|e| json::text(e, &[]));
    let url = json::text(listed, &["url"]).unwrap_or_default();
    let kind = upper(listed, "type");
    match kind.as_str() {
        "QUICK_REPLY" => TemplateButton::QuickReply { text },
        "OTP" => TemplateButton::Otp { text },
        // A one-time code is said to come back from the listing as an address of WhatsApp's own.
        "URL" if url.contains("whatsapp.com/otp/code") => TemplateButton::Otp { text },
        "URL" => TemplateButton::Url { text, url, example },
        "PHONE_NUMBER" => {
            TemplateButton::Phone { text, phone: json::text(listed, &["phone_number"]).unwrap_or_default() }
        }
        "COPY_CODE" => TemplateButton::CopyCode { example },
        "VOICE_CALL" | "REQUEST_CONTACT_INFO" => TemplateButton::Plain { text },
        _ => TemplateButton::Other { what: redact::kind(&kind), text },
    }
}

/// Whether a text has a gap that is not a number.
fn has_named_gap(text: &str) -> bool {
    text.split("{{")
        .skip(1)
        .filter_map(|rest| rest.split_once("}}"))
        .any(|(gap, _)| !gap.trim().is_empty() && !gap.trim().bytes().all(|byte| byte.is_ascii_digit()))
}
