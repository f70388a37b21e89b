//! The content of messages as Evolution writes it: WhatsApp's own structures in JSON, with bytes as objects of numbers.

use crate::domain::Timestamp;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

/// Bytes as JavaScript shows an array of them: `{"0": 232, "1": 74, …}`.
fn indexed(bytes: &[u8]) -> Value {
    let map: Map<String, Value> =
        bytes.iter().enumerate().map(|(index, byte)| (index.to_string(), json!(byte))).collect();
    Value::Object(map)
}

/// A long number as its library shows it.
fn long(number: i64, unsigned: bool) -> Value {
    json!({"low": number, "high": 0, "unsigned": unsigned})
}

/// What every message that we send carries.
pub(super) fn context(now: Timestamp) -> Value {
    json!({
        "mentionedJid": [],
        "groupMentions": [],
        "ephemeralSettingTimestamp": long(now.timestamp() - 172_800, false),
        "disappearingMode": {"initiator": 0},
    })
}

/// The same for a message that answers another one.
pub(super) fn context_quoting(now: Timestamp, quoted: &Value, jid: &str) -> Value {
    let mut context = context(now);
    if let Some(context) = context.as_object_mut() {
        let id = quoted.pointer("/key/id").cloned().unwrap_or_default();
        let participant = quoted.pointer("/key/remoteJid").cloned().unwrap_or_else(|| json!(jid));
        let message = quoted.get("message").cloned().unwrap_or_else(|| json!({"conversation": ""}));
        context.insert("participant".to_owned(), participant);
        context.insert("stanzaId".to_owned(), id);
        context.insert("quotedMessage".to_owned(), message);
    }
    context
}

/// A file as it stands in a message.
#[derive(Debug, Clone)]
pub(super) struct File<'a> {
    pub(super) kind: &'a str,
    pub(super) mime: &'a str,
    pub(super) filename: Option<&'a str>,
    pub(super) caption: Option<&'a str>,
    pub(super) bytes: &'a [u8],
    pub(super) is_voice: bool,
}

/// The content of a file's message: `imageMessage`, `videoMessage`, `audioMessage`, `documentMessage`, `stickerMessage`.
pub(super) fn file(file: &File<'_>, context: Option<&Value>, now: Timestamp) -> Value {
    let digest = Sha256::digest(file.bytes);
    let key = Sha256::digest(digest);
    let mut inner = json!({
        "url": "https://mmg.whatsapp.net/v/fake.enc",
        "mimetype": file.mime,
        "fileSha256": indexed(&digest),
        "fileLength": long(i64::try_from(file.bytes.len()).unwrap_or(i64::MAX), true),
        "mediaKey": indexed(&key),
        "fileEncSha256": indexed(&Sha256::digest(key)),
        "directPath": "/v/fake.enc",
        "mediaKeyTimestamp": long(now.timestamp(), false),
    });
    if let Some(inner) = inner.as_object_mut() {
        match file.kind {
            "image" => {
                for list in ["interactiveAnnotations", "scanLengths", "annotations"] {
                    inner.insert(list.to_owned(), json!([]));
                }
                inner.insert("height".to_owned(), json!(1));
                inner.insert("width".to_owned(), json!(1));
                inner.insert("jpegThumbnail".to_owned(), indexed(&[0xff, 0xd8, 0xff, 0xd9]));
            }
            "audio" => {
                inner.insert("ptt".to_owned(), json!(file.is_voice));
            }
            "document" => {
                inner.insert("fileName".to_owned(), json!(file.filename.unwrap_or("file")));
            }
            _ => {}
        }
        if let Some(caption) = file.caption {
            inner.insert("caption".to_owned(), json!(caption));
        }
        if let Some(context) = context {
            inner.insert("contextInfo".to_owned(), context.clone());
        }
    }
    let mut message = Map::new();
    message.insert(format!("{}Message", file.kind), inner);
    Value::Object(message)
}

/// What a voice note adds to the context.
pub(super) fn with_attributions(mut context: Value) -> Value {
    if let Some(context) = context.as_object_mut() {
        context.insert("statusAttributions".to_owned(), json!([]));
    }
    context
}

/// The card of a person.
pub(super) fn vcard(name: &str, phone: &str, wuid: &str, organization: Option<&str>) -> String {
    let organization = organization.map_or_else(String::new, |organization| format!("ORG:{organization};\n"));
    format!(
        "BEGIN:VCARD\nVERSION:3.0\nN:{name}\nFN:{name}\n{organization}item1.TEL;waid={wuid}:{phone}\nitem1.X-ABLabel:Celular\nEND:VCARD"
    )
}
