//! What the webhooks say, as `data` of the envelope. Pure: values in, JSON out.

use super::instance::{Instance, disconnection_object, iso, picture_of};
use crate::demo::handset::Handset;
use crate::domain::Timestamp;
use serde_json::{Map, Value, json};

/// How far a message has come, as `messages.update` says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ack {
    /// WhatsApp has it.
    Server,
    /// The contact's device has it.
    Delivery,
    /// The contact saw it.
    Read,
    /// It failed.
    Error,
}

impl Ack {
    const fn name(self) -> &'static str {
        match self {
            Self::Server => "SERVER_ACK",
            Self::Delivery => "DELIVERY_ACK",
            Self::Read => "READ",
            Self::Error => "ERROR",
        }
    }
}

/// The body of a webhook.
pub(super) fn envelope(
    event: &str,
    instance: &Instance,
    data: &Value,
    destination: &str,
    server_url: &str,
    apikey: Option<&str>,
    at: &str,
) -> Value {
    let mut body = json!({
        "event": event,
        "instance": instance.name,
        "data": data,
        "destination": destination,
        "date_time": at,
        "server_url": server_url,
        "apikey": apikey,
    });
    if instance.was_open
        && let Some(body) = body.as_object_mut()
    {
        body.insert("sender".to_owned(), json!(instance.jid()));
    }
    body
}

/// `connection.update`.
pub(super) fn connection(instance: &Instance, reason: u32) -> Value {
    let mut data = json!({
        "instance": instance.name,
        "state": instance.connection.name(),
        "statusReason": reason,
    });
    if instance.connection == super::Connection::Open
        && let Some(data) = data.as_object_mut()
    {
        data.insert("wuid".to_owned(), json!(instance.jid()));
        data.insert("profileName".to_owned(), json!(instance.profile_name));
        data.insert("profilePictureUrl".to_owned(), json!(instance.picture()));
    }
    data
}

/// `qrcode.updated`.
pub(super) fn code(instance: &Instance) -> Value {
    let code = instance.code(false);
    let part = |key: &str| code.get(key).cloned().unwrap_or_default();
    json!({"qrcode": {
        "instance": instance.name,
        "pairingCode": part("pairingCode"),
        "code": part("code"),
        "base64": part("base64"),
    }})
}

/// `status.instance` when the phone was unlinked.
pub(super) fn unlinked(instance: &Instance, reason: u32, at: Timestamp) -> Value {
    json!({
        "instance": instance.name,
        "status": "closed",
        "disconnectionAt": iso(at),
        "disconnectionReasonCode": reason,
        "disconnectionObject": disconnection_object(reason),
    })
}

/// How a contact's chat is addressed in the key of a message they wrote.
pub(super) fn key_of(contact: &Handset, id: &str, lid_chats: bool) -> Value {
    let phone = format!("{}@s.whatsapp.net", contact.wa_id);
    let lid = contact.seed.lid.as_ref().map(|lid| format!("{lid}@lid"));
    match lid {
        Some(lid) if contact.seed.hides_number => {
            json!({"remoteJid": lid, "addressingMode": "lid", "fromMe": false, "id": id})
        }
        // 2.3.7 puts the number into both places and loses the hidden id.
        Some(_) if lid_chats => json!({
            "remoteJid": phone, "remoteJidAlt": phone, "addressingMode": "lid", "fromMe": false, "id": id,
        }),
        Some(lid) => json!({
            "remoteJid": phone, "remoteJidAlt": lid, "addressingMode": "pn", "fromMe": false, "id": id,
        }),
        None => json!({"remoteJid": phone, "fromMe": false, "id": id}),
    }
}

/// What a message needs to be told.
#[derive(Debug, Clone)]
pub(super) struct Told<'a> {
    pub(super) key: Value,
    pub(super) push_name: &'a str,
    pub(super) status: &'a str,
    pub(super) message: Value,
    pub(super) context: Option<Value>,
    pub(super) kind: &'a str,
    pub(super) instance_id: &'a str,
    pub(super) at: Timestamp,
}

/// `messages.upsert`, `send.message` and the answer of a send.
pub(super) fn message(told: Told<'_>) -> Value {
    let mut data = Map::new();
    data.insert("key".to_owned(), told.key);
    data.insert("pushName".to_owned(), json!(told.push_name));
    data.insert("status".to_owned(), json!(told.status));
    data.insert("message".to_owned(), told.message);
    if let Some(context) = told.context {
        data.insert("contextInfo".to_owned(), context);
    }
    data.insert("messageType".to_owned(), json!(told.kind));
    data.insert("messageTimestamp".to_owned(), json!(told.at.timestamp()));
    data.insert("instanceId".to_owned(), json!(told.instance_id));
    data.insert("source".to_owned(), json!("unknown"));
    Value::Object(data)
}

/// `messages.update`.
pub(super) fn ack(key_id: &str, remote_jid: &str, ack: Ack, instance_id: &str, row_id: &str) -> Value {
    json!({
        "keyId": key_id,
        "remoteJid": remote_jid,
        "fromMe": true,
        "status": ack.name(),
        "instanceId": instance_id,
        "messageId": row_id,
    })
}

/// `contacts.upsert` and `contacts.update`.
pub(super) fn contact(contact: &Handset, remote_jid: &str, instance_id: &str) -> Value {
    let digits = remote_jid.split('@').next().unwrap_or_default();
    json!({
        "remoteJid": remote_jid,
        "pushName": contact.seed.name,
        "profilePicUrl": picture_of(digits),
        "instanceId": instance_id,
    })
}

/// `send.message.update`: an edit of ours.
pub(super) fn edited(id: &str, jid: &str, edited: &Value, at: Timestamp) -> Value {
    json!({
        "key": {"id": id, "remoteJid": jid, "fromMe": true},
        "editedMessage": edited,
        "timestampMs": at.timestamp_millis(),
        "type": 14,
    })
}

/// `messages.delete`: a deletion of ours, told as the row of the database.
pub(super) fn deleted(known: &super::state::Known, id: &str, instance_id: &str, at: Timestamp) -> Value {
    json!({
        "id": known.row_id,
        "instanceId": instance_id,
        "key": {"id": id, "fromMe": true, "remoteJid": known.jid},
        "messageType": if known.kind == "text" { "conversation".to_owned() } else { format!("{}Message", known.kind) },
        "status": "DELETED",
        "source": "unknown",
        "messageTimestamp": at.timestamp(),
        "pushName": "Você",
        "participant": null,
        "message": {"conversation": known.text},
    })
}
