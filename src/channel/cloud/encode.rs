//! Our deliveries as Meta's messages. Pure: what cannot be written is a fault before anything is sent.
//!
//! Shapes: <https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages> and
//! `…/templates/components`.

use crate::domain::contact::{Address, AddressKind};
use crate::domain::delivery::{ContactCard, Content, Delivery, Destination};
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::id::RemoteId;
use crate::domain::media::{Media, MediaKind};
use crate::domain::template::preview::ButtonKind;
use crate::domain::template::{Filled, Header, MediaRef, SlotKind, TemplateButton, Value as Given};
use serde_json::{Map, Value, json};

/// The body of the request that sends a delivery. `file` is the provider's id of its file, where it has one.
pub(super) fn message(delivery: &Delivery, file: Option<&RemoteId>) -> Result<Value, Fault> {
    let mut message = Map::new();
    put(&mut message, "messaging_product", "whatsapp");
    put(&mut message, "recipient_type", "individual");
    let (key, recipient) = recipient(&delivery.to)?;
    put(&mut message, key, recipient);
    put(&mut message, "biz_opaque_callback_data", delivery.id.to_string());
    if let Some(answered) = &delivery.answers {
        put(&mut message, "context", json!({"message_id": answered.0}));
    }
    match &delivery.content {
        Content::Text { body } => {
            put(&mut message, "type", "text");
            let preview_url = body.contains("https://") || body.contains("http://");
            put(&mut message, "text", json!({"preview_url": preview_url, "body": body}));
        }
        Content::Template { filled } => {
            put(&mut message, "type", "template");
            put(&mut message, "template", template(filled, delivery)?);
        }
        Content::Media { media, caption } => {
            let id = file.ok_or_else(|| bad("file", "the file is not with the provider"))?;
            let kind = kind_of(media.kind);
            put(&mut message, "type", kind);
            put(&mut message, kind, shared(media, id, caption.as_deref()));
        }
        Content::Place { latitude, longitude, name, address } => {
            put(&mut message, "type", "location");
            let place = place(*latitude, *longitude, name.as_deref(), address.as_deref());
            put(&mut message, "location", place);
        }
        Content::Cards { cards } => {
            put(&mut message, "type", "contacts");
            put(&mut message, "contacts", cards.iter().map(card).collect::<Vec<_>>());
        }
        Content::Reaction { to, emoji, .. } => {
            put(&mut message, "type", "reaction");
            let emoji = emoji.as_deref().unwrap_or_default();
            put(&mut message, "reaction", json!({"message_id": to.0, "emoji": emoji}));
        }
        Content::Edited { .. } | Content::Deleted { .. } | Content::Other { .. } => {
            return Err(bad("content", "this kind of content is received only"));
        }
    }
    Ok(Value::Object(message))
}

const fn kind_of(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Image => "image",
        MediaKind::Video => "video",
        MediaKind::Audio | MediaKind::Voice => "audio",
        MediaKind::Sticker => "sticker",
        MediaKind::Document | MediaKind::AnimatedSticker => "document",
    }
}

/// A file that is with the provider. Sounds and stickers have no caption.
fn shared(media: &Media, id: &RemoteId, caption: Option<&str>) -> Map<String, Value> {
    let mut shared = Map::new();
    put(&mut shared, "id", id.0.clone());
    match media.kind {
        MediaKind::Voice => put(&mut shared, "voice", true),
        MediaKind::Document => put(&mut shared, "filename", media.file_name()),
        MediaKind::Image
        | MediaKind::Video
        | MediaKind::Audio
        | MediaKind::Sticker
        | MediaKind::AnimatedSticker => {}
    }
    if let (Some(caption), MediaKind::Image | MediaKind::Video | MediaKind::Document) = (caption, media.kind)
    {
        put(&mut shared, "caption", caption);
    }
    shared
}

fn card(card: &ContactCard) -> Value {
    let phones: Vec<Value> =
        card.numbers.iter().map(|number| json!({"phone": number, "type": "CELL"})).collect();
    json!({"name": {"formatted_name": card.name, "first_name": card.name}, "phones": phones})
}

/// The body of the request that tells the contact that a message was seen.
pub(super) fn seen(message: &RemoteId) -> Value {
    json!({"messaging_product": "whatsapp", "status": "read", "message_id": message.0})
}

/// The same, with the sign that somebody types an answer.
pub(super) fn typing(newest: &RemoteId) -> Value {
    json!({"messaging_product": "whatsapp", "status": "read", "message_id": newest.0, "typing_indicator": {"type": "text"}})
}

fn put(object: &mut Map<String, Value>, key: &str, value: impl Into<Value>) {
    drop(object.insert(key.to_owned(), value.into()));
}

fn bad(code: &str, detail: &str) -> Fault {
    Fault::new(FaultKind::BadRequest, code, detail)
}

/// To whom. The id that WhatsApp itself returned comes first, because it may differ from what was dialled; a user id is
/// for people whose number is hidden, and comes first when they wrote so last. Numbers get their `+`: without it Meta reads them as local ones.
fn recipient(to: &Destination) -> Result<(&'static str, String), Fault> {
    let address =
        |kind| to.addresses.iter().find(|address| address.kind == kind).map(|address| &address.value);
    if let (None, Some(Address { kind: AddressKind::Bsuid, value })) = (&to.phone, to.addresses.first()) {
        return Ok(("recipient", value.clone()));
    }
    let number = address(AddressKind::WaId)
        .cloned()
        .or_else(|| to.phone.as_ref().map(|phone| phone.digits().to_owned()))
        .or_else(|| address(AddressKind::Dialled).cloned());
    if let Some(number) = number {
        return Ok(("to", format!("+{}", number.trim_start_matches('+'))));
    }
    match address(AddressKind::Bsuid) {
        Some(id) => Ok(("recipient", id.clone())),
        None => Err(bad("address", "the contact has no address on this channel")),
    }
}

fn template(filled: &Filled, delivery: &Delivery) -> Result<Value, Fault> {
    check_whole(filled)?;
    let mut components = Vec::new();
    components.extend(header(filled)?);
    let body = text_parameters(filled.body_values());
    if !body.is_empty() {
        components.push(json!({"type": "body", "parameters": body}));
    }
    components.extend(buttons(filled, delivery));
    let mut object = Map::new();
    put(&mut object, "name", filled.template.key.name.clone());
    put(&mut object, "language", json!({"code": filled.template.key.language}));
    if !components.is_empty() {
        put(&mut object, "components", components);
    }
    Ok(Value::Object(object))
}

/// Every gap has a value of its kind: what is left out below is only what takes nothing.
fn check_whole(filled: &Filled) -> Result<(), Fault> {
    let slots = filled.template.slots().map_err(|unfillable| cannot_fill(&unfillable.what))?;
    for slot in slots {
        let wrong_kind = |wanted: &str| {
            Fault::new(FaultKind::ParameterFormat, "kind", format!("a gap of the template wants {wanted}"))
        };
        match (slot.kind, filled.get(&slot.key)) {
            (_, None) => {
                let detail = "a gap of the template has no value";
                return Err(Fault::new(FaultKind::ParameterCount, "missing", detail));
            }
            (SlotKind::Text | SlotKind::UrlSuffix | SlotKind::Code, Some(Given::Text { .. }))
            | (SlotKind::Image | SlotKind::Video | SlotKind::Document, Some(Given::Media { .. }))
            | (SlotKind::Location, Some(Given::Location { .. })) => {}
            (SlotKind::Text | SlotKind::UrlSuffix | SlotKind::Code, Some(_)) => {
                return Err(wrong_kind("a text"));
            }
            (SlotKind::Image | SlotKind::Video | SlotKind::Document, Some(_)) => {
                return Err(wrong_kind("a file"));
            }
            (SlotKind::Location, Some(_)) => return Err(wrong_kind("a place")),
        }
    }
    Ok(())
}

fn cannot_fill(what: &str) -> Fault {
    bad("component", &format!("the template has a {what}, which cannot be filled"))
}

fn header(filled: &Filled) -> Result<Option<Value>, Fault> {
    let kind = match &filled.template.header {
        None => return Ok(None),
        Some(Header::Text { .. }) => {
            let texts = text_parameters(filled.header_text_values());
            return Ok((!texts.is_empty()).then(|| json!({"type": "header", "parameters": texts})));
        }
        Some(Header::Image) => "image",
        Some(Header::Video) => "video",
        Some(Header::Document) => "document",
        Some(Header::Location) => "location",
        Some(Header::Other { what }) => return Err(cannot_fill(what)),
    };
    let parameter = filled.header_media().map(|value| match value {
        Given::Text { text } => json!({"type": "text", "text": text}),
        Given::Media { media } => json!({"type": kind, kind: file(media, kind)}),
        Given::Location { latitude, longitude, name, address } => {
            json!({"type": kind, kind: place(*latitude, *longitude, name.as_deref(), address.as_deref())})
        }
    });
    Ok(parameter.map(|parameter| json!({"type": "header", "parameters": [parameter]})))
}

fn file(media: &MediaRef, kind: &str) -> Map<String, Value> {
    let mut file = Map::new();
    put(&mut file, "id", media.remote.0.clone());
    if let (Some(filename), "document") = (&media.filename, kind) {
        put(&mut file, "filename", filename.clone());
    }
    file
}

/// A place. Meta wants its degrees as texts.
fn place(latitude: f64, longitude: f64, name: Option<&str>, address: Option<&str>) -> Map<String, Value> {
    let mut place = Map::new();
    put(&mut place, "latitude", latitude.to_string());
    put(&mut place, "longitude", longitude.to_string());
    for (key, text) in [("name", name), ("address", address)] {
        if let Some(text) = text {
            put(&mut place, key, text);
        }
    }
    place
}

/// Quick replies, and the buttons that take a value, by position.
fn buttons(filled: &Filled, delivery: &Delivery) -> Vec<Value> {
    let given = filled.button_values();
    let mut found = Vec::new();
    for (index, button) in (0_u8..).zip(&filled.template.buttons) {
        let component = |sub_type: &str, parameter: Value| {
            json!({
                "type": "button", "sub_type": sub_type, "index": index.to_string(), "parameters": [parameter],
            })
        };
        if let TemplateButton::QuickReply { .. } = button {
            // Without a payload of ours an answer would not say to which message it belongs.
            let payload = format!("{index}:{}", delivery.id);
            found.push(component("quick_reply", json!({"type": "payload", "payload": payload})));
        } else if let Some(value) = given.iter().find(|value| value.index == index) {
            found.push(if value.kind == ButtonKind::CopyCode {
                component("copy_code", json!({"type": "coupon_code", "coupon_code": value.text}))
            } else {
                component("url", text_parameter(value.name, &value.text))
            });
        }
    }
    found
}

fn text_parameters(values: Vec<(Option<&str>, &str)>) -> Vec<Value> {
    values.into_iter().map(|(name, text)| text_parameter(name, text)).collect()
}

fn text_parameter(name: Option<&str>, text: &str) -> Value {
    match name {
        Some(name) => json!({"type": "text", "parameter_name": name, "text": text}),
        None => json!({"type": "text", "text": text}),
    }
}
