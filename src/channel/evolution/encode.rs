//! Our deliveries as Evolution's requests. Pure. No templates: they belong to the official API.

use crate::domain::contact::{Address, AddressKind};
use crate::domain::delivery::{ContactCard, Content, Delivery, Destination};
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::id::RemoteId;
use crate::domain::media::MediaKind;
use crate::domain::phone::Phone;
use serde_json::{Value, json};

/// A request that sends a message: the verb and its body, without the bytes of a file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sending {
    /// The group of requests: `message` or `chat`.
    pub(super) group: &'static str,
    /// Such as `sendText`.
    pub(super) verb: &'static str,
    /// The body.
    pub(super) body: Value,
    /// The key under which the bytes of a file stand in it, in base64.
    pub(super) file_key: Option<&'static str>,
}

/// The request that sends a delivery.
pub(super) fn message(delivery: &Delivery) -> Result<Sending, Fault> {
    let number = recipient(&delivery.to)?;
    let (verb, mut body, file_key) = match &delivery.content {
        Content::Text { body } => ("sendText", json!({"number": number, "text": body}), None),
        Content::Template { .. } => return Err(bad("template", "this channel has no templates")),
        // The server would make the sound anew and send an empty one where that fails.
        Content::Media { media, .. } if media.kind == MediaKind::Voice => {
            ("sendWhatsAppAudio", json!({"number": number, "encoding": false}), Some("audio"))
        }
        Content::Media { media, caption } => {
            let mut body = json!({
                "number": number,
                "mediatype": kind_of(media.kind),
                "mimetype": media.bare_mime(),
                "fileName": media.file_name(),
            });
            if let (Some(caption), Some(body)) = (caption, body.as_object_mut()) {
                body.insert("caption".to_owned(), json!(caption));
            }
            ("sendMedia", body, Some("media"))
        }
        Content::Place { latitude, longitude, name, address } => {
            // All of them are required.
            let (name, address) =
                (name.as_deref().unwrap_or_default(), address.as_deref().unwrap_or_default());
            let body = json!({
                "number": number, "latitude": latitude, "longitude": longitude, "name": name, "address": address,
            });
            ("sendLocation", body, None)
        }
        Content::Cards { cards } => {
            let cards: Vec<Value> = cards.iter().flat_map(card).collect();
            ("sendContact", json!({"number": number, "contact": cards}), None)
        }
        Content::Reaction { to, emoji, ours } => {
            let key = json!({"id": to.0, "remoteJid": number, "fromMe": ours});
            ("sendReaction", json!({"key": key, "reaction": emoji.as_deref().unwrap_or_default()}), None)
        }
        Content::Edited { of, body } => {
            let key = json!({"id": of.0, "remoteJid": number, "fromMe": true});
            let body = json!({"number": number, "text": body, "key": key});
            return Ok(Sending { group: "chat", verb: "updateMessage", body, file_key: None });
        }
        Content::Deleted { .. } | Content::Other { .. } => {
            return Err(bad("content", "this kind of content is received only"));
        }
    };
    if let (Some(answered), Some(body)) = (&delivery.answers, body.as_object_mut()) {
        body.insert("quoted".to_owned(), json!({"key": {"id": answered.0}}));
    }
    Ok(Sending { group: "message", verb, body, file_key })
}

const fn kind_of(kind: MediaKind) -> &'static str {
    match kind {
        // There is no way for stickers: as a picture it is at least seen.
        MediaKind::Image | MediaKind::Sticker => "image",
        MediaKind::Video => "video",
        MediaKind::Audio | MediaKind::Voice => "audio",
        MediaKind::Document | MediaKind::AnimatedSticker => "document",
    }
}

/// A card takes one number: each further one is a card of its own, under the same name.
fn card(card: &ContactCard) -> impl Iterator<Item = Value> {
    card.numbers.iter().map(|number| json!({"fullName": card.name, "phoneNumber": number}))
}

/// The body of the request that tells the contact that messages were seen. The chat as the server names it; for a hidden
/// one it does nothing, and says that it did.
pub(super) fn seen(messages: &[RemoteId], from: &[Address]) -> Option<Value> {
    let chat = from.iter().find(|address| address.kind == AddressKind::WaId)?;
    let chat = format!("{}@s.whatsapp.net", chat.value);
    let seen = |message: &RemoteId| json!({"id": message.0, "fromMe": false, "remoteJid": chat});
    Some(json!({"readMessages": messages.iter().map(seen).collect::<Vec<_>>()}))
}

/// Milliseconds for which typing is shown: the server holds the request for as long.
const TYPING_MS: u32 = 4_000;

/// The body of the request that shows that somebody types. Only in chats that the server has named.
pub(super) fn typing(to: &[Address]) -> Option<Value> {
    let chat = to.iter().find_map(chat_of)?;
    Some(json!({"number": chat, "presence": "composing", "delay": TYPING_MS}))
}

/// The body of the request that asks whether a number is on WhatsApp.
pub(super) fn numbers(phone: &Phone) -> Value {
    json!({"numbers": [phone.digits()]})
}

/// The body of the request that asks for the file of a message.
pub(super) fn file(id: &str) -> Value {
    json!({"message": {"key": {"id": id}}, "convertToMp4": false})
}

/// To whom: the chat as the server named it, whole, so that the server does not derive one from digits (it drops or
/// keeps Brazil's ninth digit by a rule that is wrong for some numbers). Digits only for someone new.
fn recipient(to: &Destination) -> Result<String, Fault> {
    let chat = to.addresses.iter().find_map(chat_of);
    let dialled = || to.addresses.iter().find(|a| a.kind == AddressKind::Dialled).map(|a| a.value.clone());
    chat.or_else(|| to.phone.as_ref().map(|phone| phone.digits().to_owned()))
        .or_else(dialled)
        .ok_or_else(|| bad("address", "the contact has no address on this channel"))
}

fn chat_of(address: &Address) -> Option<String> {
    match address.kind {
        AddressKind::Lid => Some(address.value.clone()),
        AddressKind::WaId => Some(format!("{}@s.whatsapp.net", address.value)),
        AddressKind::Dialled | AddressKind::Bsuid => None,
    }
}

fn bad(code: &str, detail: &str) -> Fault {
    Fault::new(FaultKind::BadRequest, code, detail)
}
