//! What the contacts do on their phones, and what the owner of the linked phone does on theirs.

use super::content;
use super::event::{self, Ack, Told};
use super::instance::row_id;
use super::manage;
use super::state::{Known, KnownFile, State};
use super::{Connection, ContactSeed, DemoEvolution, PhoneView};
use crate::demo::cloud::SentFile;
use crate::demo::handset::{Handset, LocationView, MediaView, MessageState, MessageView};
use crate::demo::wire::{Letter, lock};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// WhatsApp's word for a connection that was lost.
const LOST: u32 = 408;

impl DemoEvolution {
    /// Adds a contact, or changes who they are.
    pub fn add_contact(&self, seed: ContactSeed) {
        lock(&self.inner.state).handsets.add(seed);
        self.inner.changes.note();
    }

    /// A contact's phone, by any spelling of the number, an address or a hidden id.
    pub fn phone(&self, number: &str) -> Option<PhoneView> {
        lock(&self.inner.state).handsets.find(number).map(Handset::view)
    }

    /// All phones, by number.
    pub fn phones(&self) -> Vec<PhoneView> {
        lock(&self.inner.state).handsets.views()
    }

    /// The file of a message: its type and bytes.
    pub fn media(&self, message_id: &str) -> Option<(String, bytes::Bytes)> {
        let state = lock(&self.inner.state);
        let file = state.known(message_id)?.file.as_ref()?;
        Some((file.mime.clone(), file.bytes.clone()))
    }

    /// Gives a contact a WhatsApp or takes it away.
    pub fn set_on_whatsapp(&self, number: &str, on_whatsapp: bool) {
        if let Some(contact) = lock(&self.inner.state).handsets.find_mut(number) {
            contact.seed.on_whatsapp = on_whatsapp;
        }
        self.inner.changes.note();
    }

    /// Whether the phone is linked; `None` when the instance was deleted.
    pub fn connection(&self) -> Option<Connection> {
        lock(&self.inner.state).instances.get(&self.inner.options.instance).map(|found| found.connection)
    }

    /// The phone loses its connection, or has it back. Told by `connection.update`.
    pub fn set_connected(&self, connected: bool) {
        let (connection, reason) =
            if connected { (Connection::Open, 200) } else { (Connection::Close, LOST) };
        self.link(&self.inner.options.instance, connection, reason);
    }

    /// Somebody scans the code of an instance: its phone is linked, unless its account asks for a passkey.
    pub fn scan(&self, instance: &str) {
        if !self.switches().asks_for_passkey {
            self.link(instance, Connection::Open, 200);
            return;
        }
        let now = self.inner.clock.now();
        let state = lock(&self.inner.state);
        // No release has a word for it: this is what a later one might say.
        let data = json!({"instance": instance, "state": "connecting", "message": "passkey required"});
        let letters = state.letter(instance, "connection.update", "", data, now).into_iter().collect();
        self.courier.post(letters);
        drop(state);
        self.inner.changes.note();
    }

    /// The phone is unlinked by its owner: a code has to be scanned again.
    pub fn unlink(&self) {
        let now = self.inner.clock.now();
        let mut state = lock(&self.inner.state);
        let (_status, _answer, letters) = manage::log_out(&mut state, &self.inner.options.instance, now);
        self.courier.post(letters);
        drop(state);
        self.inner.changes.note();
    }

    /// The code that waits to be scanned becomes another one, as it does every twenty seconds. Told by
    /// `qrcode.updated`.
    pub fn renew_code(&self) {
        let now = self.inner.clock.now();
        let mut state = lock(&self.inner.state);
        let letters = manage::renew_code(&mut state, &self.inner.options.instance, now);
        self.courier.post(letters.into_iter().collect());
        drop(state);
        self.inner.changes.note();
    }

    fn link(&self, instance: &str, connection: Connection, reason: u32) {
        let now = self.inner.clock.now();
        let mut state = lock(&self.inner.state);
        let letters = state.connect(instance, connection, reason, now);
        self.courier.post(letters);
        drop(state);
        self.inner.changes.note();
    }

    /// The contact opens the chat: everything they received is read.
    pub fn open_chat(&self, number: &str) {
        let now = self.inner.clock.now();
        let mut state = lock(&self.inner.state);
        let unread: Vec<String> = state.handsets.find(number).map_or_else(Vec::new, |contact| {
            let unread =
                |message: &&MessageView| !message.from_contact && message.state != MessageState::Read;
            contact.messages.iter().filter(unread).map(|message| message.id.clone()).collect()
        });
        let instance = &self.inner.options.instance;
        let letters = unread.iter().filter_map(|id| state.ack(instance, id, Ack::Read, now)).collect();
        self.courier.post(letters);
        drop(state);
        self.inner.changes.note();
    }

    /// Acknowledges a message of ours, for when acknowledgements do not follow by themselves.
    pub fn report(&self, message_id: &str, ack: Ack) {
        let now = self.inner.clock.now();
        let mut state = lock(&self.inner.state);
        let letters = state.ack(&self.inner.options.instance, message_id, ack, now).into_iter().collect();
        self.courier.post(letters);
        drop(state);
        self.inner.changes.note();
    }

    /// The contact writes. The id of the message; `None` when nobody has this number or the phone is not linked.
    pub fn say(&self, number: &str, text: &str) -> Option<String> {
        self.reply(number, text, None)
    }

    /// The contact writes in answer to a message.
    pub fn reply(&self, number: &str, text: &str, quoted: Option<&str>) -> Option<String> {
        let context = quoted.map(|quoted| {
            let state = lock(&self.inner.state);
            let text = state.known(quoted).map(|known| known.text.clone()).unwrap_or_default();
            let own = state.instances.get(&self.inner.options.instance).map(super::instance::Instance::jid);
            json!({"stanzaId": quoted, "participant": own, "quotedMessage": {"conversation": text}})
        });
        let mut view = MessageView::new(String::new(), true, "text", text.to_owned(), self.inner.clock.now());
        view.quoted = quoted.map(str::to_owned);
        self.write(
            number,
            Incoming {
                view: Some(view),
                context,
                ..Incoming::new("conversation", json!({"conversation": text}))
            },
        )
    }

    /// The contact sends a file.
    pub fn send_media(&self, number: &str, file: SentFile) -> Option<String> {
        let now = self.inner.clock.now();
        let described = content::File {
            kind: &file.kind,
            mime: &file.mime,
            filename: file.filename.as_deref(),
            caption: file.caption.as_deref(),
            bytes: &file.bytes,
            is_voice: file.is_voice,
        };
        let message = content::file(&described, None, now);
        let kind = format!("{}Message", file.kind);
        let mut view =
            MessageView::new(String::new(), true, &file.kind, file.caption.clone().unwrap_or_default(), now);
        view.media = Some(MediaView {
            kind: file.kind.clone(),
            id: None,
            link: None,
            mime: Some(file.mime.clone()),
            filename: file.filename.clone(),
            size: file.bytes.len(),
            is_voice: file.is_voice,
        });
        let known = KnownFile { mime: file.mime, filename: file.filename, bytes: file.bytes };
        self.write(number, Incoming { view: Some(view), file: Some(known), ..Incoming::new(&kind, message) })
    }

    /// The contact sends a place.
    pub fn send_location(&self, number: &str, location: LocationView) -> Option<String> {
        let mut inner = json!({"degreesLatitude": location.latitude, "degreesLongitude": location.longitude});
        if let Some(inner) = inner.as_object_mut() {
            for (key, value) in [("name", &location.name), ("address", &location.address)] {
                if let Some(value) = value {
                    inner.insert(key.to_owned(), json!(value));
                }
            }
        }
        let mut view =
            MessageView::new(String::new(), true, "location", String::new(), self.inner.clock.now());
        view.location = Some(location);
        let message = json!({"locationMessage": inner});
        self.write(number, Incoming { view: Some(view), ..Incoming::new("locationMessage", message) })
    }

    /// The contact sends a contact card.
    pub fn send_card(&self, number: &str, name: &str, phone: &str) -> Option<String> {
        let digits = crate::demo::handset::numbers::digits(phone);
        let vcard = format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nTEL;waid={digits}:{phone}\nEND:VCARD");
        let view = MessageView::new(
            String::new(),
            true,
            "contact",
            format!("{name} {phone}"),
            self.inner.clock.now(),
        );
        let message = json!({"contactMessage": {"displayName": name, "vcard": vcard}});
        self.write(number, Incoming { view: Some(view), ..Incoming::new("contactMessage", message) })
    }

    /// The contact puts an emoji on a message of ours; an empty one takes it back.
    pub fn react(&self, number: &str, message_id: &str, emoji: &str) -> Option<String> {
        let now = self.inner.clock.now();
        let jid = {
            let mut state = lock(&self.inner.state);
            let jid = state.look_up(number).0;
            let contact = state.handsets.find_mut(number)?;
            if let Some(message) = contact.message_mut(message_id) {
                message.reaction = Some(emoji.to_owned()).filter(|emoji| !emoji.is_empty());
            }
            jid
        };
        let message = json!({"reactionMessage": {
            "key": {"remoteJid": jid, "fromMe": true, "id": message_id},
            "text": emoji,
            "senderTimestampMs": now.timestamp_millis().to_string(),
        }});
        self.write(number, Incoming::new("reactionMessage", message))
    }

    /// The owner writes to the contact from the linked phone: it arrives as a message of ours that nobody sent through
    /// the server.
    pub fn say_from_own_phone(&self, number: &str, text: &str) -> Option<String> {
        let mut view =
            MessageView::new(String::new(), false, "text", text.to_owned(), self.inner.clock.now());
        view.state = MessageState::Delivered;
        let message = json!({"conversation": text});
        self.write(
            number,
            Incoming { view: Some(view), from_me: true, ..Incoming::new("conversation", message) },
        )
    }

    fn write(&self, number: &str, incoming: Incoming<'_>) -> Option<String> {
        let now = self.inner.clock.now();
        let mut state = lock(&self.inner.state);
        let letters_and_id = tell(&mut state, &self.inner.options.instance, number, incoming, now);
        let (letters, id) = letters_and_id?;
        self.courier.post(letters);
        drop(state);
        self.inner.changes.note();
        Some(id)
    }
}

/// A message that arrives at the linked phone.
struct Incoming<'a> {
    kind: &'a str,
    message: Value,
    context: Option<Value>,
    view: Option<MessageView>,
    file: Option<KnownFile>,
    from_me: bool,
}

impl<'a> Incoming<'a> {
    const fn new(kind: &'a str, message: Value) -> Self {
        Self { kind, message, context: None, view: None, file: None, from_me: false }
    }
}

/// Puts it on the phones and says the letters that tell it.
fn tell(
    state: &mut State,
    instance: &str,
    number: &str,
    incoming: Incoming<'_>,
    now: crate::domain::Timestamp,
) -> Option<(Vec<Letter>, String)> {
    let linked = state.instances.get(instance).filter(|found| found.connection == Connection::Open)?;
    let (instance_id, wants_base64) =
        (linked.id.clone(), linked.webhook.as_ref().is_some_and(|webhook| webhook.base64));
    let (lid_chats, doubles) = (state.switches.lid_chats, state.switches.duplicate_upserts);
    let contact = state.handsets.find_mut(number).filter(|contact| contact.seed.on_whatsapp)?;
    let was_known = std::mem::replace(&mut contact.is_known, true);
    let id = format!("3A{}", super::send::message_id().chars().skip(4).take(18).collect::<String>());
    let (key, push_name, status) = if incoming.from_me {
        let jid = format!("{}@s.whatsapp.net", contact.wa_id);
        (json!({"remoteJid": jid, "fromMe": true, "id": id}), "Você".to_owned(), "SERVER_ACK")
    } else {
        contact.wrote_at = Some(now);
        (event::key_of(contact, &id, lid_chats), contact.seed.name.clone(), "DELIVERY_ACK")
    };
    let jid = super::request::text(&key, "remoteJid").to_owned();
    let about_contact = event::contact(contact, &jid, &instance_id);
    let owner = contact.wa_id.clone();
    let mut message = incoming.message;
    if let (true, Some(file), Some(message)) = (wants_base64, &incoming.file, message.as_object_mut()) {
        message.insert("base64".to_owned(), json!(STANDARD.encode(&file.bytes)));
    }
    let data = event::message(Told {
        key,
        push_name: &push_name,
        status,
        message,
        context: incoming.context,
        kind: incoming.kind,
        instance_id: &instance_id,
        at: now,
    });
    let text = incoming.view.as_ref().map(|view| view.body.clone()).unwrap_or_default();
    let kind = if incoming.kind == "conversation" { "text" } else { kind_of(incoming.kind) };
    state.remember(
        &id,
        Known {
            row_id: row_id(),
            contact: owner.clone(),
            jid,
            from_me: incoming.from_me,
            kind,
            text,
            file: incoming.file,
        },
    );
    if let Some(mut view) = incoming.view {
        view.id.clone_from(&id);
        if view.from_contact {
            view.state = MessageState::Delivered;
        }
        state.handsets.deliver(&owner, view);
    }
    let mut letters = Vec::new();
    for _copy in 0..=usize::from(doubles) {
        letters.extend(state.letter(instance, "messages.upsert", &owner, data.clone(), now));
    }
    let about = if was_known { "contacts.update" } else { "contacts.upsert" };
    letters.extend(state.letter(instance, about, &owner, about_contact, now));
    Some((letters, id))
}

/// The kind of a message by the name of its structure.
fn kind_of(structure: &str) -> &'static str {
    match structure {
        "imageMessage" => "image",
        "videoMessage" => "video",
        "audioMessage" => "audio",
        "documentMessage" => "document",
        "stickerMessage" => "sticker",
        "locationMessage" => "location",
        "contactMessage" => "contact",
        _ => "reaction",
    }
}
