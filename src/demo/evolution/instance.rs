//! An instance: a phone linked to the server, with the address its webhooks go to.

use crate::domain::Timestamp;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::SecondsFormat;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// Codes that can be scanned and lead nowhere. One after the other is shown.
const CODES: [&[u8]; 4] = [
    include_bytes!("code1.png"),
    include_bytes!("code2.png"),
    include_bytes!("code3.png"),
    include_bytes!("code4.png"),
];
/// The text that the pictures stand for.
const CODE: &str = "2@FAKEREF,noiseKeyB64=,identityKeyB64=,advSecretB64=";

/// Every event there is: what an empty list of events means.
const EVENTS: [&str; 17] = [
    "APPLICATION_STARTUP",
    "QRCODE_UPDATED",
    "MESSAGES_SET",
    "MESSAGES_UPSERT",
    "MESSAGES_EDITED",
    "MESSAGES_UPDATE",
    "MESSAGES_DELETE",
    "SEND_MESSAGE",
    "SEND_MESSAGE_UPDATE",
    "CONTACTS_SET",
    "CONTACTS_UPSERT",
    "CONTACTS_UPDATE",
    "PRESENCE_UPDATE",
    "CONNECTION_UPDATE",
    "LOGOUT_INSTANCE",
    "REMOVE_INSTANCE",
    "STATUS_INSTANCE",
];

/// Whether the phone is linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Connection {
    /// Linked.
    Open,
    /// Waits for somebody to scan.
    Connecting,
    /// Not linked.
    Close,
}

impl Connection {
    /// As the API writes it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Connecting => "connecting",
            Self::Close => "close",
        }
    }
}

/// Where webhooks go.
#[derive(Debug, Clone)]
pub(super) struct Webhook {
    pub(super) id: String,
    pub(super) is_enabled: bool,
    pub(super) url: String,
    pub(super) headers: Map<String, Value>,
    pub(super) events: Vec<String>,
    pub(super) by_events: bool,
    pub(super) base64: bool,
    pub(super) created_at: Timestamp,
    pub(super) updated_at: Timestamp,
}

impl Webhook {
    /// From the `webhook` object of a request.
    pub(super) fn read(object: &Value, before: Option<&Self>, now: Timestamp) -> Self {
        let flag = |key: &str| object.get(key).and_then(Value::as_bool).unwrap_or(false);
        let events: Vec<String> = object
            .get("events")
            .and_then(Value::as_array)
            .map(|events| events.iter().filter_map(|event| event.as_str().map(str::to_owned)).collect())
            .unwrap_or_default();
        let all = || EVENTS.iter().map(|event| (*event).to_owned()).collect();
        Self {
            id: before.map_or_else(row_id, |before| before.id.clone()),
            is_enabled: flag("enabled"),
            url: object.get("url").and_then(Value::as_str).unwrap_or_default().to_owned(),
            headers: object.get("headers").and_then(Value::as_object).cloned().unwrap_or_default(),
            events: if events.is_empty() { all() } else { events },
            by_events: flag("byEvents"),
            base64: flag("base64"),
            created_at: before.map_or(now, |before| before.created_at),
            updated_at: now,
        }
    }

    /// Whether this event is wanted: `messages.upsert` is `MESSAGES_UPSERT` there.
    pub(super) fn wants(&self, event: &str) -> bool {
        let name = event.replace('.', "_").to_ascii_uppercase();
        self.is_enabled && self.events.contains(&name)
    }

    /// The address for an event.
    pub(super) fn address(&self, event: &str) -> String {
        if self.by_events {
            format!("{}/{}", self.url.trim_end_matches('/'), event.replace('.', "-"))
        } else {
            self.url.clone()
        }
    }

    /// The answer of `webhook/set` and `webhook/find`.
    pub(super) fn answer(&self, instance_id: &str) -> Value {
        json!({
            "id": self.id,
            "url": self.url,
            "headers": self.headers,
            "enabled": self.is_enabled,
            "events": self.events,
            "webhookByEvents": self.by_events,
            "webhookBase64": self.base64,
            "createdAt": iso(self.created_at),
            "updatedAt": iso(self.updated_at),
            "instanceId": instance_id,
        })
    }
}

/// An instance.
#[derive(Debug, Clone)]
pub(super) struct Instance {
    pub(super) name: String,
    pub(super) id: String,
    pub(super) token: String,
    pub(super) setting_id: String,
    /// Digits of the linked number.
    pub(super) owner: String,
    pub(super) profile_name: String,
    pub(super) connection: Connection,
    /// It was linked once: only then webhooks carry the sender.
    pub(super) was_open: bool,
    pub(super) disconnected: Option<(u32, Timestamp)>,
    pub(super) codes_shown: u32,
    pub(super) webhook: Option<Webhook>,
    pub(super) created_at: Timestamp,
    pub(super) updated_at: Timestamp,
}

impl Instance {
    /// The linked number's address.
    pub(super) fn jid(&self) -> String {
        format!("{}@s.whatsapp.net", self.owner)
    }

    /// The address of the profile's picture.
    pub(super) fn picture(&self) -> String {
        picture_of(&self.owner)
    }

    /// The answer of `connectionState`, and of `connect` when it is linked.
    pub(super) fn state(&self) -> Value {
        json!({"instance": {"instanceName": self.name, "state": self.connection.name()}})
    }

    /// The code to scan.
    pub(super) fn code(&self, pairing: bool) -> Value {
        let turn = usize::try_from(self.codes_shown).unwrap_or_default();
        let picture = CODES.iter().cycle().nth(turn).copied().unwrap_or_default();
        json!({
            "pairingCode": if pairing { json!("WZYEH1YY") } else { Value::Null },
            "code": CODE,
            "base64": format!("data:image/png;base64,{}", STANDARD.encode(picture)),
            "count": self.codes_shown,
        })
    }

    /// The entry of `fetchInstances`.
    pub(super) fn listed(&self, counts: [usize; 3]) -> Value {
        let was_linked = |value: Value| if self.was_open { value } else { Value::Null };
        let [messages, contacts, chats] = counts;
        json!({
            "id": self.id,
            "name": self.name,
            "connectionStatus": self.connection.name(),
            "ownerJid": was_linked(json!(self.jid())),
            "profileName": was_linked(json!(self.profile_name)),
            "profilePicUrl": was_linked(json!(self.picture())),
            "integration": "WHATSAPP-BAILEYS",
            "number": null,
            "businessId": null,
            "token": self.token,
            "clientName": "evolution",
            "disconnectionReasonCode": self.disconnected.map(|(code, _at)| code),
            "disconnectionObject": self.disconnected.map(|(code, _at)| disconnection_object(code)),
            "disconnectionAt": self.disconnected.map(|(_code, at)| iso(at)),
            "createdAt": iso(self.created_at),
            "updatedAt": iso(self.updated_at),
            "Chatwoot": null,
            "Proxy": null,
            "Rabbitmq": null,
            "Nats": null,
            "Sqs": null,
            "Websocket": null,
            "Setting": {
                "id": self.setting_id,
                "rejectCall": false,
                "msgCall": "",
                "groupsIgnore": true,
                "alwaysOnline": false,
                "readMessages": false,
                "readStatus": false,
                "syncFullHistory": false,
                "wavoipToken": "",
                "createdAt": iso(self.created_at),
                "updatedAt": iso(self.created_at),
                "instanceId": self.id,
            },
            "_count": {"Message": messages, "Contact": contacts, "Chat": chats},
        })
    }

    /// The answer of `create`.
    pub(super) fn created(&self) -> Value {
        let webhook = self.webhook.as_ref().map_or_else(
            || json!({}),
            |webhook| {
                json!({
                    "webhookUrl": webhook.url,
                    "webhookHeaders": webhook.headers,
                    "webhookByEvents": webhook.by_events,
                    "webhookBase64": webhook.base64,
                })
            },
        );
        json!({
            "instance": {
                "instanceName": self.name,
                "instanceId": self.id,
                "integration": "WHATSAPP-BAILEYS",
                "webhookWaBusiness": null,
                "accessTokenWaBusiness": "",
                "status": self.connection.name(),
            },
            "hash": self.token,
            "webhook": webhook,
            "websocket": {},
            "rabbitmq": {},
            "nats": {},
            "sqs": {},
            "settings": {
                "rejectCall": false,
                "msgCall": "",
                "groupsIgnore": true,
                "alwaysOnline": false,
                "readMessages": false,
                "readStatus": false,
                "syncFullHistory": false,
                "wavoipToken": "",
            },
            "qrcode": self.code(false),
        })
    }
}

/// Why a phone is not linked any more, as a text of JSON.
pub(super) fn disconnection_object(code: u32) -> String {
    json!({"error": {"output": {"statusCode": code}}}).to_string()
}

/// The address of a profile's picture.
pub(super) fn picture_of(digits: &str) -> String {
    format!("https://pps.whatsapp.net/v/{digits}.jpg")
}

/// A moment as the API writes it: `2026-11-22T09:00:45.067Z`.
pub(super) fn iso(at: Timestamp) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// An id of a row in its database: 25 letters and digits that begin with `c`.
pub(super) fn row_id() -> String {
    let hex = uuid::Uuid::now_v7().simple().to_string();
    hex.chars().rev().take(24).fold("c".to_owned(), |mut id, character| {
        id.push(character);
        id
    })
}
