//! Our deliveries as Evolution's requests. Pure. Texts only: templates belong to the official API.

use crate::domain::contact::AddressKind;
use crate::domain::delivery::{Content, Delivery, Destination};
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::phone::Phone;
use serde_json::{Value, json};

/// The body of the request that sends a text.
pub(super) fn text(delivery: &Delivery) -> Result<Value, Fault> {
    match &delivery.content {
        Content::Text { body } => Ok(json!({"number": recipient(&delivery.to)?, "text": body})),
        Content::Template { .. } => Err(bad("template", "this channel has no templates")),
        Content::Other { .. } => Err(bad("content", "this kind of content is received only")),
    }
}

/// The body of the request that asks whether a number is on WhatsApp.
pub(super) fn numbers(phone: &Phone) -> Value {
    json!({"numbers": [phone.digits()]})
}

/// To whom: the chat as the server named it, whole, so that the server does not derive one from digits (it drops or
/// keeps Brazil's ninth digit by a rule that is wrong for some numbers). Digits only for someone new.
fn recipient(to: &Destination) -> Result<String, Fault> {
    let chat = to.addresses.iter().find_map(|address| match address.kind {
        AddressKind::Lid => Some(address.value.clone()),
        AddressKind::WaId => Some(format!("{}@s.whatsapp.net", address.value)),
        AddressKind::Dialled | AddressKind::Bsuid => None,
    });
    let dialled = || to.addresses.iter().find(|a| a.kind == AddressKind::Dialled).map(|a| a.value.clone());
    chat.or_else(|| to.phone.as_ref().map(|phone| phone.digits().to_owned()))
        .or_else(dialled)
        .ok_or_else(|| bad("address", "the contact has no address on this channel"))
}

fn bad(code: &str, detail: &str) -> Fault {
    Fault::new(FaultKind::BadRequest, code, detail)
}
