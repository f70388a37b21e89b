//! Channels as the product sees them: one behaviour, whatever provider a WhatsApp number is connected by.
//!
//! Wanted: the rest of the product asks what a channel can do and never which provider it is. Chosen: an enum with a
//! match per act, because we own all cases and the compiler then finds the place a new one has to fill. Rejected: a
//! trait, which would hide that and box every future.
//!
//! Each provider has a folder of four: `encode` and `decode` turn our nouns into its JSON and back, `error` says what
//! its codes mean and whether it is *certain* that nothing was sent, all three pure; `client` moves the bytes.
//!
//! What leaves a number has its turn at the provider's door in `turns`, just before its request is written.
//!
//! Sending has four outcomes and no error. What decides is whether the request can have reached the provider: a
//! connection that was never made is tried again, an answer that never came is not.

pub mod cloud;
pub mod evolution;
mod http;
mod json;
mod redact;
mod turns;

pub use http::{ClientError, Timeouts};

use crate::config::{ChannelConfig, Provider};
use crate::domain::Timestamp;
use crate::domain::channel::{Capabilities, Health};
use crate::domain::contact::Address;
use crate::domain::delivery::{Delivery, Outcome};
use crate::domain::event::Event;
use crate::domain::fault::Fault;
use crate::domain::id::RemoteId;
use crate::domain::phone::Phone;
use crate::domain::template::Template;
use bytes::Bytes;
use futures::stream::BoxStream;
use std::fmt;
use turns::Turns;

/// One connected WhatsApp number, by the provider that connects it.
#[derive(Debug, Clone)]
pub enum Adapter {
    /// Meta's WhatsApp Cloud API.
    Cloud(cloud::Cloud),
    /// Evolution API v2.3.
    Evolution(evolution::Evolution),
}

/// What a provider says about a number before anything is sent to it.
#[derive(Debug, Clone, PartialEq)]
pub enum NumberCheck {
    /// Somebody can be reached there.
    OnWhatsapp {
        /// The identities to which messages should be sent, the best first.
        addresses: Vec<Address>,
    },
    /// Nobody can.
    Absent,
    /// The provider does not answer such questions: sending is the only way to find out.
    NotSupported,
    /// It could not be found out.
    Failed {
        /// Why.
        fault: Fault,
    },
}

/// A file on its way to a provider.
pub struct Upload {
    /// The name the contact sees, for documents.
    pub name: String,
    /// Its type, such as `image/jpeg`.
    pub mime: String,
    /// How many bytes `body` yields.
    pub length: u64,
    /// The bytes, as they arrive.
    pub body: BoxStream<'static, Result<Bytes, std::io::Error>>,
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("mime", &self.mime)
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}

/// A file on its way from a provider.
pub struct Download {
    /// How many bytes `body` yields, when that is known.
    pub length: Option<u64>,
    /// The bytes, as they arrive.
    pub body: BoxStream<'static, Result<Bytes, std::io::Error>>,
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download").field("length", &self.length).finish_non_exhaustive()
    }
}

/// The code by which a phone is linked to a channel.
#[derive(Clone, PartialEq, Eq)]
pub enum LinkCode {
    /// This one: a PNG. Whoever scans it speaks for the channel, so it is shown to owners and kept nowhere.
    Shown {
        /// The picture.
        png: Bytes,
    },
    /// There is none yet.
    NotYet,
    /// A phone is linked already.
    Linked,
    /// The account wants to be confirmed by a passkey.
    AsksForPasskey,
}

impl fmt::Debug for LinkCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Shown { .. } => "Shown",
            Self::NotYet => "NotYet",
            Self::Linked => "Linked",
            Self::AsksForPasskey => "AsksForPasskey",
        })
    }
}

/// One thing read from a webhook.
#[derive(Debug, Clone, PartialEq)]
pub struct Received {
    /// Equal for repetitions of the same thing on this channel and for nothing else, such as `m:<message id>`.
    pub key: String,
    /// What it says.
    pub event: Event,
}

/// What the headers of a webhook prove.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// That the provider calls. The body may carry a file, and need not be kept as it came.
    InHeaders,
    /// What they prove will be seen when the body is there: it is signed.
    OverBody,
    /// Nothing: whatever the body is, it will be refused.
    None,
}

/// Why a webhook was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WebhookRefusal {
    /// It does not prove that it comes from the provider. Answer 401.
    #[error("the webhook is not signed by the provider")]
    Unauthorised,
    /// It is signed, but not in a form that we know. Answer 400.
    #[error("the webhook cannot be read: {reason}")]
    Unreadable {
        /// What is wrong with its form; nothing of its content.
        reason: &'static str,
    },
}

impl Adapter {
    /// The adapter of a configured channel, with the usual time-outs.
    pub fn new(config: &ChannelConfig) -> Result<Self, ClientError> {
        Self::with_timeouts(config, Timeouts::default())
    }

    /// The adapter of a configured channel, as patient as the caller says.
    pub fn with_timeouts(config: &ChannelConfig, timeouts: Timeouts) -> Result<Self, ClientError> {
        let turns = Turns::of(config.messages_per_second);
        match &config.provider {
            Provider::Cloud(cloud) => cloud::Cloud::new(cloud, timeouts, turns).map(Self::Cloud),
            Provider::Evolution(evolution) => {
                evolution::Evolution::new(evolution, timeouts, turns).map(Self::Evolution)
            }
        }
    }

    /// What the channel can do.
    pub const fn capabilities(&self) -> Capabilities {
        match self {
            Self::Cloud(_) => cloud::CAPABILITIES,
            Self::Evolution(_) => evolution::CAPABILITIES,
        }
    }

    /// The currency in which its messages are charged, ISO 4217; `None` when nothing is charged.
    pub fn currency(&self) -> Option<&str> {
        match self {
            Self::Cloud(cloud) => Some(cloud.currency()),
            Self::Evolution(_) => None,
        }
    }

    /// Asks the provider how the channel is.
    pub async fn health(&self) -> Health {
        match self {
            Self::Cloud(cloud) => cloud.health().await,
            Self::Evolution(evolution) => evolution.health().await,
        }
    }

    /// All templates of the account, in the provider's order. A listing is whole or a fault, never a part. Empty where
    /// the channel needs none.
    pub async fn templates(&self) -> Result<Vec<Template>, Fault> {
        match self {
            Self::Cloud(cloud) => cloud.templates().await,
            Self::Evolution(_) => Ok(Vec::new()),
        }
    }

    /// Where the provider posts its webhooks: `Some(Ok(None))` is nowhere; `None` when it cannot be asked.
    pub async fn webhook(&self) -> Option<Result<Option<String>, Fault>> {
        match self {
            // Meta answers that only to the app's own token, which we do not have.
            Self::Cloud(_) => None,
            Self::Evolution(evolution) => Some(evolution.webhook().await),
        }
    }

    /// Asks for the code by which a phone is linked, and lets the provider begin to show codes.
    pub async fn link_code(&self) -> Result<LinkCode, Fault> {
        match self {
            Self::Cloud(_) => Err(cloud::no_codes()),
            Self::Evolution(evolution) => evolution.link_code().await,
        }
    }

    /// Asks whether a number is on WhatsApp, where the provider tells.
    pub async fn check_number(&self, phone: &Phone) -> NumberCheck {
        match self {
            Self::Cloud(_) => NumberCheck::NotSupported,
            Self::Evolution(evolution) => evolution.check_number(phone).await,
        }
    }

    /// Tries once to send. `file` is what the delivery's file holds, when it has one.
    pub async fn send(&self, delivery: &Delivery, file: Option<Upload>) -> Outcome {
        match self {
            Self::Cloud(cloud) => cloud.send(delivery, file).await,
            Self::Evolution(evolution) => evolution.send(delivery, file).await,
        }
    }

    /// Messages that are ready and wait until the number may send again.
    pub fn waiting(&self) -> usize {
        match self {
            Self::Cloud(cloud) => cloud.waiting(),
            Self::Evolution(evolution) => evolution.waiting(),
        }
    }

    /// Begins to fetch a file that a contact sent, by the id that stood in its message.
    pub async fn download(&self, id: &str) -> Result<Download, Fault> {
        match self {
            Self::Cloud(cloud) => cloud.download(id).await,
            Self::Evolution(evolution) => evolution.download(id).await,
        }
    }

    /// Tells the contact that these messages were seen, the newest last.
    pub async fn mark_read(&self, messages: &[RemoteId], from: &[Address]) -> Result<(), Fault> {
        match (self, messages.last()) {
            (_, None) => Ok(()),
            // With a message all before it are marked.
            (Self::Cloud(cloud), Some(newest)) => cloud.mark_read(newest).await,
            (Self::Evolution(evolution), Some(_)) => evolution.mark_read(messages, from).await,
        }
    }

    /// Shows the contact for some seconds that somebody types. On the official API this also marks what they wrote as seen.
    pub async fn show_typing(&self, newest: &RemoteId, to: &[Address]) -> Result<(), Fault> {
        match self {
            Self::Cloud(cloud) => cloud.show_typing(newest).await,
            Self::Evolution(evolution) => evolution.show_typing(to).await,
        }
    }

    /// Moves a file to the provider, for use in a template. The provider keeps it for 30 days.
    pub async fn upload(&self, file: Upload) -> Result<RemoteId, Fault> {
        match self {
            Self::Cloud(cloud) => cloud.upload(file).await,
            Self::Evolution(_) => Err(evolution::no_uploads()),
        }
    }

    /// The answer to the provider's question whether the webhook's address is ours: the text to send back, or `None`
    /// when the question is not the provider's. `query` is the query of the GET request, decoded.
    pub fn handshake(&self, query: &[(String, String)]) -> Option<String> {
        match self {
            Self::Cloud(cloud) => cloud.handshake(query),
            Self::Evolution(_) => None,
        }
    }

    /// What the headers of a webhook prove before its body is read.
    pub fn proof(&self, headers: &[(String, String)], now: Timestamp) -> Proof {
        match self {
            Self::Evolution(evolution) if evolution.is_trusted(headers, now) => Proof::InHeaders,
            Self::Cloud(_) if cloud::may_be_signed(headers) => Proof::OverBody,
            Self::Evolution(_) | Self::Cloud(_) => Proof::None,
        }
    }

    /// Checks that a webhook comes from the provider, then reads everything in it, in its order. `headers` have names
    /// in lower case; `body` is as it came; `now` stands in for missing times and says whether a token has expired.
    pub fn receive(
        &self,
        headers: &[(String, String)],
        body: &[u8],
        now: Timestamp,
    ) -> Result<Vec<Received>, WebhookRefusal> {
        match self {
            Self::Cloud(cloud) => cloud.receive(headers, body, now),
            Self::Evolution(evolution) => evolution.receive(headers, body, now),
        }
    }
}

/// The value of the first header of that name.
fn header<'h>(headers: &'h [(String, String)], name: &str) -> Option<&'h str> {
    headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}
