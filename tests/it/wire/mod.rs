//! What travels between the service and the providers: every request in its exact form, every answer and webhook that
//! is known, and what happens when the line breaks. Only the public edge of the adapters is used.

mod arbitrary;
mod broken_line;
mod cloud_errors;
mod cloud_messages;
mod cloud_requests;
mod cloud_templates;
mod cloud_webhooks;
mod evolution_calls;
mod evolution_webhooks;
mod server;

use balcao::channel::{Adapter, Timeouts};
use balcao::config::{ChannelConfig, CloudConfig, EvolutionConfig, Provider};
use balcao::domain::Timestamp;
use balcao::domain::contact::{Address, AddressKind};
use balcao::domain::delivery::{Content, Delivery, Destination, Outcome};
use balcao::domain::fault::FaultKind;
use balcao::domain::id::{ChannelId, ContactId, DeliveryId, MessageId, RemoteId};
use balcao::domain::media::{Media, MediaAt, MediaKind};
use balcao::domain::phone::Phone;
use balcao::domain::template::{Category, Filled, SlotKey, Template, TemplateKey, TemplateStatus, Value};
use chrono::DateTime;
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::SecretString;
use sha2::Sha256;
use std::fmt::Write as _;
use std::time::Duration;
use uuid::Uuid;

/// The delivery's id as it travels.
const REFERENCE: &str = "01935a7e-0000-7000-8000-000000000003";

/// Short enough for a test, long enough for a busy machine to answer.
const PATIENCE: Timeouts = Timeouts {
    connect: Duration::from_secs(5),
    total: Duration::from_secs(10),
    upload: Duration::from_secs(10),
};

fn cloud_at(api_url: &str, timeouts: Timeouts) -> Adapter {
    let config = ChannelConfig {
        id: ChannelId::new("oficial").unwrap(),
        name: "WhatsApp Oficial".to_owned(),
        messages_per_second: None,
        provider: Provider::Cloud(CloudConfig {
            phone_number_id: "106540352242922".to_owned(),
            business_account_id: "102290129340398".to_owned(),
            access_token: SecretString::from("EAAG-token"),
            app_secret: SecretString::from("app-secret"),
            verify_token: SecretString::from("open sesame"),
            api_url: api_url.to_owned(),
            api_version: "v25.0".to_owned(),
            currency: "USD".to_owned(),
        }),
    };
    Adapter::with_timeouts(&config, timeouts).unwrap()
}

fn evolution_at(api_url: &str, timeouts: Timeouts) -> Adapter {
    let config = ChannelConfig {
        id: ChannelId::new("loja").unwrap(),
        name: "Loja Centro".to_owned(),
        messages_per_second: None,
        provider: Provider::Evolution(EvolutionConfig {
            new_chat_gap: chrono::TimeDelta::zero(),
            api_url: api_url.to_owned(),
            instance: "loja1".to_owned(),
            api_key: SecretString::from("the-api-key"),
            webhook_secret: SecretString::from("k1"),
        }),
    };
    Adapter::with_timeouts(&config, timeouts).unwrap()
}

/// An official channel that nobody calls: for webhooks.
fn cloud() -> Adapter {
    cloud_at("http://127.0.0.1:9", PATIENCE)
}

/// An unofficial channel that nobody calls: for webhooks.
fn evolution() -> Adapter {
    evolution_at("http://127.0.0.1:9", PATIENCE)
}

fn at(seconds: i64) -> Timestamp {
    DateTime::from_timestamp(seconds, 0).unwrap()
}

fn address(kind: AddressKind, value: &str) -> Address {
    Address { kind, value: value.to_owned() }
}

fn phone(digits: &str) -> Phone {
    Phone::from_digits(digits).unwrap()
}

/// Ana, who was dialled and has not been heard of.
fn ana() -> Destination {
    Destination { phone: Some(phone("5551999998888")), addresses: Vec::new() }
}

fn delivery(to: Destination, content: Content) -> Delivery {
    let id = |n: u128| Uuid::from_u128(0x0193_5a7e_0000_7000_8000_0000_0000_0000 + n);
    Delivery {
        id: DeliveryId::new(id(3)),
        message: MessageId::new(id(2)),
        channel: ChannelId::new("oficial").unwrap(),
        contact: ContactId::new(id(1)),
        to,
        content,
        answers: None,
        attempt: 1,
    }
}

/// A file of a contact, of the type that stands where none is told.
fn received_file(kind: MediaKind, id: &str, name: Option<&str>, caption: Option<&str>) -> Content {
    let media = Media {
        kind,
        mime: "application/octet-stream".to_owned(),
        name: name.map(str::to_owned),
        size: None,
        at: MediaAt::Provider { id: id.to_owned() },
    };
    Content::Media { media, caption: caption.map(str::to_owned) }
}

fn text(body: &str) -> Content {
    Content::Text { body: body.to_owned() }
}

/// A template in Portuguese with this body and nothing else.
fn template(name: &str, body: &str) -> Template {
    Template {
        remote: RemoteId("1387372356726668".to_owned()),
        key: TemplateKey { name: name.to_owned(), language: "pt_BR".to_owned() },
        category: Category::Utility,
        status: TemplateStatus::Approved,
        named: false,
        header: None,
        body: body.to_owned(),
        body_examples: Vec::new(),
        footer: None,
        buttons: Vec::new(),
        others: Vec::new(),
    }
}

fn filled(template: Template, values: Vec<(SlotKey, Value)>) -> Content {
    Content::Template { filled: Box::new(Filled { template, values }) }
}

/// The header with which Meta signs a body.
fn signed(body: &[u8]) -> Vec<(String, String)> {
    let digest = Hmac::<Sha256>::new_from_slice(b"app-secret").unwrap().chain_update(body).finalize();
    let mut signature = "sha256=".to_owned();
    for byte in digest.into_bytes() {
        write!(signature, "{byte:02x}").unwrap();
    }
    vec![("x-hub-signature-256".to_owned(), signature)]
}

/// An outcome in one word, and the kind of its fault.
fn told(outcome: &Outcome) -> (&'static str, Option<FaultKind>) {
    match outcome {
        Outcome::Accepted { .. } => ("accepted", None),
        Outcome::Later { fault, .. } => ("later", Some(fault.kind)),
        Outcome::Refused { fault } => ("refused", Some(fault.kind)),
        Outcome::Unknown { fault } => ("unknown", Some(fault.kind)),
    }
}
