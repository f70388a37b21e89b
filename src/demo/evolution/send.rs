//! `POST /message/<verb>/{instance}`: what each verb takes, what it answers, and what reaches the contact's phone.

use super::content::{self, File};
use super::event::{self, Ack, Told};
use super::fault::Fault;
use super::instance::row_id;
use super::state::{Accepted, Known, KnownFile, State};
use super::{Connection, request};
use crate::demo::handset::{LocationView, MediaView, MessageView};
use crate::demo::wire::Letter;
use crate::domain::Timestamp;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde_json::{Value, json};

/// What a send consists of once its body was read.
struct Outgoing {
    kind: &'static str,
    message_type: String,
    message: Value,
    context: Option<Value>,
    view: Option<MessageView>,
    file: Option<KnownFile>,
}

/// Takes a message. The answer and the letters that follow from it.
pub(super) fn take(
    state: &mut State,
    instance: &str,
    verb: &str,
    body: &Value,
    now: Timestamp,
) -> Result<(Value, Vec<Letter>), Fault> {
    request::check(verb, body)?;
    if verb == "sendReaction" {
        return react(state, instance, body, now);
    }
    let number = request::text(body, "number").to_owned();
    // What is wrong with the content is said before the number is looked up.
    let (jid, _contact) = state.look_up(&number);
    let outgoing = match verb {
        "sendText" => text(body, &jid, now)?,
        "sendMedia" => media(body, now)?,
        "sendWhatsAppAudio" => audio(body, now)?,
        "sendLocation" => location(body, now),
        "sendContact" => card(body, now),
        _ => return Err(Fault::no_method()),
    };
    check_connection(state, instance)?;
    if !state.exists(&number) {
        return Err(Fault::absent(json!({"jid": jid, "exists": false, "number": number})));
    }
    state.welcome(&number);
    Ok(accept(state, instance, &number, &jid, body, outgoing, now))
}

/// Nothing leaves while the phone is not linked.
pub(super) fn check_connection(state: &State, instance: &str) -> Result<(), Fault> {
    let connection = state.instances.get(instance).map(|instance| instance.connection);
    if connection == Some(Connection::Open) { Ok(()) } else { Err(Fault::closed()) }
}

/// An id as the library makes them for messages of ours.
pub(super) fn message_id() -> String {
    let hex = |uuid: uuid::Uuid| uuid.simple().to_string().to_ascii_uppercase();
    let (one, other) = (hex(uuid::Uuid::now_v7()), hex(uuid::Uuid::now_v7()));
    let tail: String = one.chars().rev().take(18).chain(other.chars().rev().take(18)).collect();
    format!("3EB0{tail}")
}

fn accept(
    state: &mut State,
    instance: &str,
    number: &str,
    jid: &str,
    body: &Value,
    outgoing: Outgoing,
    now: Timestamp,
) -> (Value, Vec<Letter>) {
    let id = message_id();
    let instance_id = state.instances.get(instance).map(|found| found.id.clone()).unwrap_or_default();
    let data = event::message(Told {
        key: json!({"remoteJid": jid, "fromMe": true, "id": id}),
        push_name: "Você",
        status: "PENDING",
        message: outgoing.message,
        context: outgoing.context,
        kind: &outgoing.message_type,
        instance_id: &instance_id,
        at: now,
    });
    state.accepted_count = state.accepted_count.saturating_add(1);
    let _oldest = state.accepted.push(Accepted {
        seq: state.accepted_count,
        at: now,
        to: number.to_owned(),
        jid: jid.to_owned(),
        kind: outgoing.kind.to_owned(),
        body: request::without_files(body),
        id: id.clone(),
    });
    let text = outgoing.view.as_ref().map(|view| view.body.clone()).unwrap_or_default();
    state.remember(
        &id,
        Known {
            row_id: row_id(),
            contact: number.to_owned(),
            jid: jid.to_owned(),
            from_me: true,
            kind: outgoing.kind,
            text,
            file: outgoing.file,
        },
    );
    if let Some(mut view) = outgoing.view {
        view.id.clone_from(&id);
        view.quoted = body.pointer("/quoted/key/id").and_then(Value::as_str).map(str::to_owned);
        state.handsets.deliver(number, view);
    }
    let mut letters: Vec<Letter> =
        state.letter(instance, "send.message", number, data.clone(), now).into_iter().collect();
    if state.switches.auto_receipts {
        for ack in [Ack::Server, Ack::Delivery] {
            letters.extend(state.ack(instance, &id, ack, now));
        }
    }
    (data, letters)
}

fn text(body: &Value, jid: &str, now: Timestamp) -> Result<Outgoing, Fault> {
    let text = request::text(body, "text");
    if text.trim().is_empty() {
        return Err(Fault::malformed("Text is required"));
    }
    let context = body
        .get("quoted")
        .map_or_else(|| content::context(now), |quoted| content::context_quoting(now, quoted, jid));
    Ok(Outgoing {
        kind: "text",
        message_type: "conversation".to_owned(),
        message: json!({"conversation": text}),
        context: Some(context),
        view: Some(MessageView::new(String::new(), false, "text", text.to_owned(), now)),
        file: None,
    })
}

/// A file from base64, or an address that the server would fetch.
fn file_of(body: &Value, key: &str) -> Result<(Bytes, Option<String>), Fault> {
    let given = request::text(body, key);
    if given.starts_with("http://") || given.starts_with("https://") {
        return Ok((Bytes::new(), Some(given.to_owned())));
    }
    match STANDARD.decode(given) {
        Ok(bytes) if !bytes.is_empty() => Ok((Bytes::from(bytes), None)),
        Ok(_) | Err(_) => Err(Fault::malformed("Owned media must be a url or base64")),
    }
}

fn media(body: &Value, now: Timestamp) -> Result<Outgoing, Fault> {
    let (bytes, link) = file_of(body, "media")?;
    let kind = match request::text(body, "mediatype") {
        "image" => "image",
        "video" => "video",
        "audio" => "audio",
        _ => "document",
    };
    let given_name = body.get("fileName").and_then(Value::as_str);
    if kind == "document" && given_name.is_none() && link.is_none() {
        return Err(Fault::malformed("For base64 the file name must be informed."));
    }
    let mime = body.get("mimetype").and_then(Value::as_str).unwrap_or(match kind {
        "image" => "image/png",
        "video" => "video/mp4",
        "audio" => "audio/mpeg",
        _ => "application/octet-stream",
    });
    let caption = body.get("caption").and_then(Value::as_str);
    let file = File { kind, mime, filename: given_name, caption, bytes: &bytes, is_voice: false };
    Ok(file_message(kind, &file, &bytes, link, content::context(now), now))
}

fn audio(body: &Value, now: Timestamp) -> Result<Outgoing, Fault> {
    let (bytes, link) = file_of(body, "audio")?;
    let file = File {
        kind: "audio",
        mime: "audio/ogg; codecs=opus",
        filename: None,
        caption: None,
        bytes: &bytes,
        is_voice: true,
    };
    Ok(file_message("audio", &file, &bytes, link, content::with_attributions(content::context(now)), now))
}

fn file_message(
    kind: &'static str,
    file: &File<'_>,
    bytes: &Bytes,
    link: Option<String>,
    context: Value,
    now: Timestamp,
) -> Outgoing {
    let mut view =
        MessageView::new(String::new(), false, kind, file.caption.unwrap_or_default().to_owned(), now);
    view.media = Some(MediaView {
        kind: kind.to_owned(),
        id: None,
        link,
        mime: Some(file.mime.to_owned()),
        filename: file.filename.map(str::to_owned),
        size: bytes.len(),
        is_voice: file.is_voice,
    });
    Outgoing {
        kind,
        message_type: format!("{kind}Message"),
        message: content::file(file, Some(&context), now),
        context: Some(context),
        view: Some(view),
        file: Some(KnownFile {
            mime: file.mime.to_owned(),
            filename: file.filename.map(str::to_owned),
            bytes: bytes.clone(),
        }),
    }
}

fn location(body: &Value, now: Timestamp) -> Outgoing {
    let number = |key: &str| body.get(key).and_then(Value::as_f64).unwrap_or_default();
    let (latitude, longitude) = (number("latitude"), number("longitude"));
    let (name, address) = (request::text(body, "name"), request::text(body, "address"));
    let context = content::context(now);
    let mut view = MessageView::new(String::new(), false, "location", String::new(), now);
    view.location = Some(LocationView {
        latitude,
        longitude,
        name: Some(name.to_owned()),
        address: Some(address.to_owned()),
    });
    Outgoing {
        kind: "location",
        message_type: "locationMessage".to_owned(),
        message: json!({"locationMessage": {
            "degreesLatitude": latitude,
            "degreesLongitude": longitude,
            "name": name,
            "address": address,
            "contextInfo": context,
        }}),
        context: Some(context),
        view: Some(view),
        file: None,
    }
}

fn card(body: &Value, now: Timestamp) -> Outgoing {
    let cards = body.get("contact").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let context = content::context(now);
    let written = |card: &Value| {
        let (name, phone) = (request::text(card, "fullName"), request::text(card, "phoneNumber"));
        let own_wuid = crate::demo::handset::numbers::digits(phone);
        let wuid = card.get("wuid").and_then(Value::as_str).unwrap_or(&own_wuid);
        let organization = card.get("organization").and_then(Value::as_str);
        json!({"displayName": name, "vcard": content::vcard(name, phone, wuid, organization)})
    };
    let mut written: Vec<Value> = cards.iter().map(written).collect();
    let names: Vec<&str> = cards.iter().map(|card| request::text(card, "fullName")).collect();
    let view = MessageView::new(String::new(), false, "contact", names.join(", "), now);
    let (message_type, mut inner) = if written.len() == 1 {
        ("contactMessage", written.pop().unwrap_or_default())
    } else {
        let name = format!("{} contacts", written.len());
        ("contactsArrayMessage", json!({"displayName": name, "contacts": written}))
    };
    if let Some(inner) = inner.as_object_mut() {
        inner.insert("contextInfo".to_owned(), context.clone());
    }
    let message = Value::Object([(message_type.to_owned(), inner)].into_iter().collect());
    Outgoing {
        kind: "contact",
        message_type: message_type.to_owned(),
        message,
        context: Some(context),
        view: Some(view),
        file: None,
    }
}

/// A reaction goes to the message's own chat and is never looked up.
fn react(
    state: &mut State,
    instance: &str,
    body: &Value,
    now: Timestamp,
) -> Result<(Value, Vec<Letter>), Fault> {
    let emoji = request::text(body, "reaction");
    if !request::is_emoji_or_empty(emoji) {
        return Err(Fault::malformed("Reaction must be a single emoji or empty string"));
    }
    check_connection(state, instance)?;
    let key = body.get("key").cloned().unwrap_or_default();
    let (jid, id) = (request::text(&key, "remoteJid").to_owned(), request::text(&key, "id").to_owned());
    if let Some(message) = state.handsets.find_mut(&jid).and_then(|contact| contact.message_mut(&id)) {
        message.reaction = Some(emoji.to_owned()).filter(|emoji| !emoji.is_empty());
    }
    let outgoing = Outgoing {
        kind: "reaction",
        message_type: "reactionMessage".to_owned(),
        message: json!({"reactionMessage": {
            "text": emoji,
            "key": key,
            "senderTimestampMs": now.timestamp_millis(),
        }}),
        context: None,
        view: None,
        file: None,
    };
    Ok(accept(state, instance, &jid, &jid, body, outgoing, now))
}
