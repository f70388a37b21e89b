//! Everything the embedded Evolution server remembers, behind one lock that is held for as long as a decision takes.

use super::event::{self, Ack};
use super::instance::{Instance, Webhook, iso, row_id};
use super::switches::Switches;
use super::{Connection, Options};
use crate::demo::handset::{ContactSeed, Handset, Handsets, MessageState, numbers};
use crate::demo::wire::{Failures, Letter, Record, Ring};
use crate::domain::Timestamp;
use bytes::Bytes;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap, VecDeque};

/// Accepted messages kept: enough for a test or a demo; a load test counts by [`State::accepted_count`].
const ACCEPTED_MAX: usize = 20_000;
/// Messages whose content is kept for acknowledgements, edits and downloads.
const KNOWN_MAX: usize = 20_000;
/// Calls and malformed requests kept.
const RECORD_MAX: usize = 2_000;

/// A message that the server took: it answered 201 (or would have, had the answer not been lost).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Accepted {
    /// Counts from 1.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
    /// `number` as it was given.
    pub to: String,
    /// The address it went to.
    pub jid: String,
    /// `text`, `image`, `audio`, `location`, `contact`, `reaction`, …
    pub kind: String,
    /// The request's body; files are shown as their size.
    pub body: Value,
    /// The id it was given.
    pub id: String,
}

/// A message in the server's database.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) row_id: String,
    /// The contact as they are found again.
    pub(super) contact: String,
    pub(super) jid: String,
    pub(super) from_me: bool,
    pub(super) kind: &'static str,
    pub(super) text: String,
    pub(super) file: Option<KnownFile>,
}

/// A file in the server's store.
#[derive(Debug, Clone)]
pub(super) struct KnownFile {
    pub(super) mime: String,
    pub(super) filename: Option<String>,
    pub(super) bytes: Bytes,
}

/// The state.
#[derive(Debug)]
pub(super) struct State {
    pub(super) instances: BTreeMap<String, Instance>,
    pub(super) handsets: Handsets,
    pub(super) accepted: Ring<Accepted>,
    pub(super) accepted_count: u64,
    pub(super) record: Record,
    pub(super) failures: Failures,
    pub(super) switches: Switches,
    known: HashMap<String, Known>,
    known_order: VecDeque<String>,
}

impl State {
    /// A server with one instance.
    pub(super) fn new(options: &Options, now: Timestamp) -> Self {
        let mut handsets = Handsets::default();
        for seed in &options.contacts {
            handsets.add(seed.clone());
        }
        let mut state = Self {
            instances: BTreeMap::new(),
            handsets,
            accepted: Ring::new(ACCEPTED_MAX),
            accepted_count: 0,
            record: Record::new(RECORD_MAX),
            failures: Failures::default(),
            switches: Switches::default(),
            known: HashMap::new(),
            known_order: VecDeque::new(),
        };
        let mut instance = Self::new_instance(&options.instance, options, now);
        instance.token.clone_from(&options.instance_token);
        if options.is_connected {
            instance.connection = Connection::Open;
            instance.was_open = true;
        }
        state.instances.insert(options.instance.clone(), instance);
        state
    }

    /// An instance that waits for a scan.
    pub(super) fn new_instance(name: &str, options: &Options, now: Timestamp) -> Instance {
        Instance {
            name: name.to_owned(),
            id: uuid::Uuid::now_v7().to_string(),
            token: uuid::Uuid::now_v7().to_string().to_ascii_uppercase(),
            setting_id: row_id(),
            owner: numbers::wa_id(&numbers::digits(&options.number)),
            profile_name: options.profile_name.clone(),
            connection: Connection::Connecting,
            was_open: false,
            disconnected: None,
            codes_shown: 1,
            webhook: None,
            created_at: now,
            updated_at: now,
        }
    }

    /// A letter for an instance's webhook; `None` when nobody wants it. An instance without a webhook keeps its letters
    /// until it gets one: the demo sets it a moment after the start.
    pub(super) fn letter(
        &self,
        instance: &str,
        event: &'static str,
        key: &str,
        data: Value,
        now: Timestamp,
    ) -> Option<Letter> {
        let instance = self.instances.get(instance)?;
        let wanted = instance.webhook.as_ref().is_none_or(|webhook| webhook.wants(event));
        let content = json!({"instance": instance.name, "data": data, "at": iso(now)});
        wanted.then(|| Letter { key: key.to_owned(), label: event, content })
    }

    /// The address of a number, a hidden id or an address; and the contact behind it, if there is one.
    pub(super) fn look_up(&self, number: &str) -> (String, Option<&Handset>) {
        let contact = self.handsets.find(number);
        if number.ends_with("@lid") {
            return (number.to_owned(), contact);
        }
        let digits = numbers::digits(number.split('@').next().unwrap_or(number));
        let digits = contact.map_or_else(|| numbers::wa_id(&digits), |contact| contact.wa_id.clone());
        (format!("{digits}@s.whatsapp.net"), contact)
    }

    /// Whether there is a WhatsApp behind a number.
    pub(super) fn exists(&self, number: &str) -> bool {
        // Hidden ids are never asked about.
        let (_jid, contact) = self.look_up(number);
        number.ends_with("@lid")
            || contact.map_or(self.switches.strangers_on_whatsapp, |contact| contact.seed.on_whatsapp)
    }

    /// Gives a stranger a phone, so that what is sent to them can be seen.
    pub(super) fn welcome(&mut self, number: &str) {
        if self.handsets.find(number).is_none() && self.handsets.has_room() {
            let digits = numbers::digits(number);
            let mut seed = ContactSeed::new(&digits, &format!("+{digits}"));
            if number.ends_with("@lid") {
                seed.lid = Some(digits);
                seed.hides_number = true;
            }
            self.handsets.add(seed);
        }
    }

    /// Puts a message into the database.
    pub(super) fn remember(&mut self, id: &str, known: Known) {
        self.known.insert(id.to_owned(), known);
        self.known_order.push_back(id.to_owned());
        if self.known_order.len() > KNOWN_MAX
            && let Some(oldest) = self.known_order.pop_front()
        {
            self.known.remove(&oldest);
        }
    }

    /// A message of the database.
    pub(super) fn known(&self, id: &str) -> Option<&Known> {
        self.known.get(id)
    }

    /// The same, to change it.
    pub(super) fn known_mut(&mut self, id: &str) -> Option<&mut Known> {
        self.known.get_mut(id)
    }

    /// How many messages there are.
    pub(super) fn known_count(&self) -> usize {
        self.known.len()
    }

    /// Moves a message of ours to an acknowledgement and says the letter that tells it. A message that is not in the
    /// database is not told about.
    pub(super) fn ack(&mut self, instance: &str, id: &str, ack: Ack, now: Timestamp) -> Option<Letter> {
        let known = self.known.get(id)?.clone();
        let state = match ack {
            Ack::Server => Some(MessageState::Sent),
            Ack::Delivery => Some(MessageState::Delivered),
            Ack::Read => Some(MessageState::Read),
            Ack::Error => None,
        };
        if let Some(message) =
            self.handsets.find_mut(&known.contact).and_then(|contact| contact.message_mut(id))
            && let Some(state) = state
        {
            message.state = message.state.max(state);
        }
        if self.switches.drop_delivered && ack == Ack::Delivery {
            return None;
        }
        let instance_id = self.instances.get(instance)?.id.clone();
        let data = event::ack(id, &known.jid, ack, &instance_id, &known.row_id);
        self.letter(instance, "messages.update", &known.contact, data, now)
    }

    /// Links or unlinks an instance's phone and says the letters that tell it.
    pub(super) fn connect(
        &mut self,
        name: &str,
        connection: Connection,
        reason: u32,
        now: Timestamp,
    ) -> Vec<Letter> {
        let Some(instance) = self.instances.get_mut(name) else { return Vec::new() };
        instance.connection = connection;
        instance.updated_at = now;
        match connection {
            Connection::Open => {
                instance.was_open = true;
                instance.disconnected = None;
            }
            Connection::Close => instance.disconnected = Some((reason, now)),
            Connection::Connecting => {}
        }
        let data = event::connection(instance, reason);
        self.letter(name, "connection.update", "", data, now).into_iter().collect()
    }

    /// Sets an instance's webhook from the object of a request.
    pub(super) fn set_webhook(&mut self, name: &str, object: &Value, now: Timestamp) -> Option<Value> {
        let instance = self.instances.get_mut(name)?;
        let webhook = Webhook::read(object, instance.webhook.as_ref(), now);
        let answer = webhook.answer(&instance.id);
        instance.webhook = Some(webhook);
        Some(answer)
    }
}
