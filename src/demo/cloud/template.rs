//! A template as the account keeps it: the JSON of the listing is the truth, read here by its parts.

use serde::Serialize;
use serde_json::{Map, Value, json};

/// A template of the account.
#[derive(Debug, Clone)]
pub(super) struct Template {
    /// As it is listed.
    pub(super) listed: Map<String, Value>,
    /// Changed by a switch since it was listed: what no longer fits it is not the sender's defect.
    pub(super) was_changed: bool,
}

/// A template in short, with its full JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TemplateView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its language code.
    pub language: String,
    /// `APPROVED`, `PAUSED`, …
    pub status: String,
    /// `MARKETING`, `UTILITY`, `AUTHENTICATION`.
    pub category: String,
    /// The entry of the listing.
    pub listed: Value,
}

/// A button of a template.
#[derive(Debug, Clone, Copy)]
pub(super) struct TemplateButton<'a>(&'a Value);

impl<'a> TemplateButton<'a> {
    /// Its kind in upper case, such as `QUICK_REPLY`.
    pub(super) fn kind(self) -> &'a str {
        text_of(self.0, "type")
    }

    /// Its label.
    pub(super) fn label(self) -> &'a str {
        text_of(self.0, "text")
    }

    /// Its address or number, as far as it has one.
    pub(super) fn target(self) -> &'a str {
        match self.kind() {
            "PHONE_NUMBER" => text_of(self.0, "phone_number"),
            _ => text_of(self.0, "url"),
        }
    }

    /// The `sub_type` of a send, for buttons that take parameters.
    pub(super) fn sub_type(self) -> Option<&'static str> {
        match self.kind() {
            "QUICK_REPLY" => Some("quick_reply"),
            "URL" if self.gap().is_some() => Some("url"),
            "OTP" => Some("url"),
            "COPY_CODE" => Some("copy_code"),
            "FLOW" => Some("flow"),
            "CATALOG" => Some("catalog"),
            "MPM" => Some("mpm"),
            _ => None,
        }
    }

    /// Whether a send must give its parameter.
    pub(super) fn needs_parameter(self) -> bool {
        matches!(self.sub_type(), Some("url" | "copy_code" | "mpm"))
    }

    /// Whether it carries a one-time code: listed as `OTP`, or as a link to WhatsApp's own page for codes.
    pub(super) fn is_otp(self) -> bool {
        self.kind() == "OTP" || self.target().contains("whatsapp.com/otp/code")
    }

    /// The gap in its address.
    pub(super) fn gap(self) -> Option<String> {
        gaps(self.target()).into_iter().next()
    }
}

/// The components of a template or of a card of a carousel.
#[derive(Debug, Clone, Copy)]
pub(super) struct Components<'a>(&'a [Value]);

impl<'a> Components<'a> {
    fn component(self, kind: &str) -> Option<&'a Value> {
        self.0.iter().find(|component| text_of(component, "type").eq_ignore_ascii_case(kind))
    }

    /// The format of the header in upper case, if there is a header.
    pub(super) fn header_format(self) -> Option<&'a str> {
        self.component("HEADER").map(|header| text_of(header, "format"))
    }

    /// The text of the header, body or footer.
    pub(super) fn text(self, kind: &str) -> Option<&'a str> {
        self.component(kind)?.get("text")?.as_str()
    }

    /// The buttons, in order.
    pub(super) fn buttons(self) -> Vec<TemplateButton<'a>> {
        let listed = self.component("BUTTONS").and_then(|component| component.get("buttons")?.as_array());
        listed.into_iter().flatten().map(TemplateButton).collect()
    }

    /// Whether a limited offer must be given its end.
    pub(super) fn offer_ends(self) -> bool {
        self.component("LIMITED_TIME_OFFER")
            .and_then(|component| component.get("limited_time_offer")?.get("has_expiration")?.as_bool())
            .unwrap_or(false)
    }

    /// The cards of a carousel.
    pub(super) fn cards(self) -> Option<Vec<Self>> {
        let cards = self.component("CAROUSEL")?.get("cards")?.as_array()?;
        Some(cards.iter().map(|card| Self(list_of(card.get("components")))).collect())
    }
}

impl Template {
    /// A template from its entry in the listing; `None` when it lacks its id, name or language.
    pub(super) fn from_listed(entry: Value) -> Option<Self> {
        let Value::Object(listed) = entry else { return None };
        let has = |key: &str| listed.get(key).is_some_and(Value::is_string);
        (has("id") && has("name") && has("language") && has("status") && has("category"))
            .then_some(Self { listed, was_changed: false })
    }

    /// A text of the entry; empty when it is not there.
    pub(super) fn field(&self, key: &str) -> &str {
        self.listed.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    /// Changes a text of the entry.
    pub(super) fn set_field(&mut self, key: &str, value: &str) {
        self.listed.insert(key.to_owned(), json!(value));
    }

    /// Whether its gaps have names.
    pub(super) fn is_named(&self) -> bool {
        self.field("parameter_format").eq_ignore_ascii_case("NAMED")
    }

    /// Its components.
    pub(super) fn components(&self) -> Components<'_> {
        Components(list_of(self.listed.get("components")))
    }

    /// Puts another text into its body.
    pub(super) fn set_body(&mut self, body: &str) {
        let Some(components) = self.listed.get_mut("components").and_then(Value::as_array_mut) else {
            return;
        };
        for component in components {
            if text_of(component, "type").eq_ignore_ascii_case("BODY")
                && let Some(component) = component.as_object_mut()
            {
                component.insert("text".to_owned(), json!(body));
            }
        }
    }

    /// In short.
    pub(super) fn view(&self) -> TemplateView {
        TemplateView {
            id: self.field("id").to_owned(),
            name: self.field("name").to_owned(),
            language: self.field("language").to_owned(),
            status: self.field("status").to_owned(),
            category: self.field("category").to_owned(),
            listed: Value::Object(self.listed.clone()),
        }
    }
}

fn text_of<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn list_of(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// The gaps of a text in order of first appearance, each once: `{{1}}` is `1`, `{{ cliente }}` is `cliente`.
pub(super) fn gaps(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for piece in text.split("{{").skip(1) {
        if let Some((gap, _rest)) = piece.split_once("}}") {
            let gap = gap.trim().to_owned();
            if !found.contains(&gap) {
                found.push(gap);
            }
        }
    }
    found
}

/// The text with every gap filled; a gap without a value stays as it is.
pub(super) fn fill(text: &str, value_of: impl Fn(&str) -> Option<String>) -> String {
    let mut pieces = text.split("{{");
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        if let Some((gap, rest)) = piece.split_once("}}") {
            match value_of(gap.trim()) {
                Some(value) => filled.push_str(&value),
                None => filled.extend(["{{", gap, "}}"]),
            }
            filled.push_str(rest);
        } else {
            filled.push_str("{{");
            filled.push_str(piece);
        }
    }
    filled
}
