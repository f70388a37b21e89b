//! Our deliveries as Meta's messages. Pure: what cannot be written is a fault before anything is sent.
//!
//! Shapes: <https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages> and
//! `…/templates/components`.

use crate::domain::contact::AddressKind;
use crate::domain::delivery::{Content, Delivery, Destination};
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::template::{
    Filled, Header, MediaRef, Place, SlotKey, Template, TemplateButton, Value as Given,
};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Map, Value, json};

/// What is encoded in the end of an address. Marks that structure an address stay, and so does `%`, which is looked at
/// on its own; what is not ASCII is always encoded.
const SUFFIX: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'!')
    .add(b'"')
    .add(b'$')
    .add(b'\'')
    .add(b'(')
    .add(b')')
    .add(b'*')
    .add(b'+')
    .add(b',')
    .add(b':')
    .add(b';')
    .add(b'<')
    .add(b'>')
    .add(b'@')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The body of the request that sends a delivery.
pub(super) fn message(delivery: &Delivery) -> Result<Value, Fault> {
    let mut message = Map::new();
    put(&mut message, "messaging_product", "whatsapp");
    put(&mut message, "recipient_type", "individual");
    let (key, recipient) = recipient(&delivery.to)?;
    put(&mut message, key, recipient);
    put(&mut message, "biz_opaque_callback_data", delivery.id.to_string());
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
        Content::Other { .. } => return Err(bad("content", "this kind of content is received only")),
    }
    Ok(Value::Object(message))
}

fn put(object: &mut Map<String, Value>, key: &str, value: impl Into<Value>) {
    drop(object.insert(key.to_owned(), value.into()));
}

fn bad(code: &str, detail: &str) -> Fault {
    Fault::new(FaultKind::BadRequest, code, detail)
}

/// To whom. The id that WhatsApp itself returned comes first, because it may differ from what was dialled; a user id is
/// for people whose number is hidden. Numbers get their `+`: without it Meta reads them as local ones.
fn recipient(to: &Destination) -> Result<(&'static str, String), Fault> {
    let address =
        |kind| to.addresses.iter().find(|address| address.kind == kind).map(|address| &address.value);
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
    let template = &filled.template;
    if let Some(what) = template.others.first() {
        return Err(cannot_fill(what));
    }
    let mut components = Vec::new();
    components.extend(header(filled)?);
    let body = texts(filled, &template.body, Place::Body)?;
    if !body.is_empty() {
        components.push(json!({"type": "body", "parameters": body}));
    }
    for (index, button) in (0_u8..).zip(&template.buttons) {
        components.extend(self::button(filled, index, button, delivery)?);
    }
    let mut object = Map::new();
    put(&mut object, "name", template.key.name.clone());
    put(&mut object, "language", json!({"code": template.key.language}));
    if !components.is_empty() {
        put(&mut object, "components", components);
    }
    Ok(Value::Object(object))
}

fn cannot_fill(what: &str) -> Fault {
    bad("component", &format!("the template has a {what}, which cannot be filled"))
}

fn header(filled: &Filled) -> Result<Option<Value>, Fault> {
    let parameters = match &filled.template.header {
        None => return Ok(None),
        Some(Header::Text { text, .. }) => texts(filled, text, Place::Header)?,
        Some(Header::Image) => vec![media(filled, "image")?],
        Some(Header::Video) => vec![media(filled, "video")?],
        Some(Header::Document) => vec![media(filled, "document")?],
        Some(Header::Location) => vec![location(filled)?],
        Some(Header::Other { what }) => return Err(cannot_fill(what)),
    };
    Ok((!parameters.is_empty()).then(|| json!({"type": "header", "parameters": parameters})))
}

fn media(filled: &Filled, kind: &str) -> Result<Value, Fault> {
    let Given::Media { media: MediaRef { remote, filename, .. } } = given(filled, &SlotKey::HeaderMedia)?
    else {
        return Err(wrong_kind("a file"));
    };
    let mut file = Map::new();
    put(&mut file, "id", remote.0.clone());
    if let (Some(filename), "document") = (filename, kind) {
        put(&mut file, "filename", filename.clone());
    }
    Ok(json!({"type": kind, kind: file}))
}

/// A place. Meta wants its degrees as texts.
fn location(filled: &Filled) -> Result<Value, Fault> {
    let Given::Location { latitude, longitude, name, address } = given(filled, &SlotKey::HeaderMedia)? else {
        return Err(wrong_kind("a place"));
    };
    let mut place = Map::new();
    put(&mut place, "latitude", latitude.to_string());
    put(&mut place, "longitude", longitude.to_string());
    for (key, text) in [("name", name), ("address", address)] {
        if let Some(text) = text {
            put(&mut place, key, text.clone());
        }
    }
    Ok(json!({"type": "location", "location": place}))
}

fn button(
    filled: &Filled,
    index: u8,
    button: &TemplateButton,
    delivery: &Delivery,
) -> Result<Option<Value>, Fault> {
    let (sub_type, parameter) = match button {
        TemplateButton::QuickReply { .. } => {
            // Without a payload of ours an answer would not say to which message it belongs.
            ("quick_reply", json!({"type": "payload", "payload": format!("{index}:{}", delivery.id)}))
        }
        TemplateButton::Url { url, .. } => match gaps(url).first() {
            None => return Ok(None),
            Some(gap) => {
                let key = slot_key(gap, Place::Button { index })?;
                let suffix = url_suffix(typed(filled, &key)?);
                ("url", text_parameter(&key, suffix))
            }
        },
        TemplateButton::CopyCode { .. } => {
            let code = typed(filled, &SlotKey::Code { index })?;
            ("copy_code", json!({"type": "coupon_code", "coupon_code": code}))
        }
        TemplateButton::Otp { .. } => {
            // The code goes twice: into the body and into the button that copies it.
            let code = typed(filled, &one_time_code(&filled.template)?)?;
            ("url", json!({"type": "text", "text": code}))
        }
        TemplateButton::Phone { .. } | TemplateButton::Plain { .. } => return Ok(None),
        TemplateButton::Other { what, .. } => return Err(cannot_fill(what)),
    };
    Ok(Some(json!({
        "type": "button", "sub_type": sub_type, "index": index.to_string(), "parameters": [parameter],
    })))
}

/// The gap that holds the code of an authentication template: the body's first.
fn one_time_code(template: &Template) -> Result<SlotKey, Fault> {
    let gap = gaps(&template.body).into_iter().next().unwrap_or("1");
    slot_key(gap, Place::Body)
}

/// The parameters of a text, in the order in which Meta counts them: by number, or as named gaps appear.
fn texts(filled: &Filled, text: &str, place: Place) -> Result<Vec<Value>, Fault> {
    let mut keys = Vec::new();
    for gap in gaps(text) {
        let key = slot_key(gap, place)?;
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys.sort_by_key(|key| match key {
        SlotKey::Number { number, .. } => *number,
        SlotKey::Name { .. } | SlotKey::HeaderMedia | SlotKey::Code { .. } => 0,
    });
    keys.iter().map(|key| Ok(text_parameter(key, typed(filled, key)?.to_owned()))).collect()
}

fn text_parameter(key: &SlotKey, text: String) -> Value {
    match key {
        SlotKey::Name { name } => json!({"type": "text", "parameter_name": name, "text": text}),
        SlotKey::Number { .. } | SlotKey::HeaderMedia | SlotKey::Code { .. } => {
            json!({"type": "text", "text": text})
        }
    }
}

/// What stands between the braces of each gap, in order of appearance.
fn gaps(text: &str) -> Vec<&str> {
    text.split("{{").skip(1).filter_map(|rest| rest.split_once("}}")).map(|(gap, _)| gap.trim()).collect()
}

/// The key of a gap: a number is apart by place, a name is the same everywhere.
fn slot_key(gap: &str, place: Place) -> Result<SlotKey, Fault> {
    if gap.bytes().all(|byte| byte.is_ascii_digit()) {
        let number =
            gap.parse().map_err(|_too_big| bad("gap", "a gap of the template has no usable number"))?;
        return Ok(SlotKey::Number { place, number });
    }
    Ok(SlotKey::Name { name: gap.to_owned() })
}

fn given<'f>(filled: &'f Filled, wanted: &SlotKey) -> Result<&'f Given, Fault> {
    filled
        .values
        .iter()
        .find(|(key, _)| key == wanted)
        .map(|(_, value)| value)
        .ok_or_else(|| Fault::new(FaultKind::ParameterCount, "missing", "a gap of the template has no value"))
}

fn typed<'f>(filled: &'f Filled, wanted: &SlotKey) -> Result<&'f str, Fault> {
    match given(filled, wanted)? {
        Given::Text { text } => Ok(text),
        Given::Media { .. } | Given::Location { .. } => Err(wrong_kind("a text")),
    }
}

fn wrong_kind(wanted: &str) -> Fault {
    Fault::new(FaultKind::ParameterFormat, "kind", format!("a gap of the template wants {wanted}"))
}

/// The end of an address as it must travel: what was typed, or pasted already encoded.
fn url_suffix(typed: &str) -> String {
    let mut encoded = String::new();
    let mut pieces = typed.split('%');
    encoded.extend(pieces.next().map(|first| utf8_percent_encode(first, SUFFIX).to_string()));
    for piece in pieces {
        let is_escape = piece.as_bytes().get(..2).is_some_and(|pair| pair.iter().all(u8::is_ascii_hexdigit));
        encoded.push_str(if is_escape { "%" } else { "%25" });
        encoded.extend(utf8_percent_encode(piece, SUFFIX));
    }
    encoded
}
