//! What the contacts do on their phones: open the chat, write, tap, send, react. Each ends in a webhook, as it would.

use super::event::{self, Status};
use super::media::MediaFile;
use super::routes::media_url;
use super::state::{State, window_is_open};
use super::wamid::wamid;
use super::{ContactSeed, DemoCloud, PhoneView};
use crate::demo::handset::{LocationView, MediaView, MessageState, MessageView};
use crate::demo::wire::{Letter, lock};
use bytes::Bytes;
use serde_json::{Value, json};

/// A file that a contact sends.
#[derive(Debug, Clone)]
pub struct SentFile {
    /// `image`, `video`, `audio`, `document` or `sticker`.
    pub kind: String,
    /// Its type.
    pub mime: String,
    /// Its name, for documents.
    pub filename: Option<String>,
    /// The file.
    pub bytes: Bytes,
    /// What is written under it.
    pub caption: Option<String>,
    /// A voice note rather than an audio file.
    pub is_voice: bool,
}

impl DemoCloud {
    /// Adds a contact, or changes who they are.
    pub fn add_contact(&self, seed: ContactSeed) {
        lock(&self.inner.state).handsets.add(seed);
        self.inner.changes.note();
    }

    /// A contact's phone, by any spelling of the number or any id.
    pub fn phone(&self, number: &str) -> Option<PhoneView> {
        lock(&self.inner.state).handsets.find(number).map(crate::demo::handset::Handset::view)
    }

    /// All phones, by number.
    pub fn phones(&self) -> Vec<PhoneView> {
        lock(&self.inner.state).handsets.views()
    }

    /// A file that was uploaded or that a contact sent.
    pub fn media(&self, id: &str) -> Option<MediaFile> {
        lock(&self.inner.state).shelf.find(id, self.inner.clock.now()).cloned()
    }

    /// Whether free-form messages may be sent to this contact now.
    pub fn window_is_open(&self, number: &str) -> bool {
        let now = self.inner.clock.now();
        lock(&self.inner.state).handsets.find(number).is_some_and(|contact| window_is_open(contact, now))
    }

    /// Opens or closes the window of a contact without a word of theirs.
    pub fn set_window_open(&self, number: &str, open: bool) {
        let now = self.inner.clock.now();
        if let Some(contact) = lock(&self.inner.state).handsets.find_mut(number) {
            contact.wrote_at = open.then_some(now);
        }
        self.inner.changes.note();
    }

    /// Gives a contact a WhatsApp or takes it away.
    pub fn set_on_whatsapp(&self, number: &str, on_whatsapp: bool) {
        if let Some(contact) = lock(&self.inner.state).handsets.find_mut(number) {
            contact.seed.on_whatsapp = on_whatsapp;
        }
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
        let letters = unread.iter().filter_map(|id| state.receipt(id, Status::Read, now)).collect();
        self.courier.post(letters);
        drop(state);
        self.inner.changes.note();
    }

    /// Reports how far a message has come, for when receipts do not follow by themselves.
    pub fn report(&self, message_id: &str, status: Status) {
        let now = self.inner.clock.now();
        let mut state = lock(&self.inner.state);
        let letters = state.receipt(message_id, status, now).into_iter().collect();
        self.courier.post(letters);
        drop(state);
        self.inner.changes.note();
    }

    /// The contact writes. The id of the message; `None` when nobody has this number.
    pub fn say(&self, number: &str, text: &str) -> Option<String> {
        self.reply(number, text, None)
    }

    /// The contact writes in answer to a message.
    pub fn reply(&self, number: &str, text: &str, quoted: Option<&str>) -> Option<String> {
        let content = json!({"body": text});
        self.write(number, "text", |message| text.clone_into(&mut message.body), |_id| content, quoted)
    }

    /// The contact taps a button that answers: a quick reply of a template, or a choice of an interactive message.
    /// `None` when there is no such message or button.
    pub fn tap_quick_reply(&self, number: &str, message_id: &str, index: usize) -> Option<String> {
        let phone = self.phone(number)?;
        let tapped = phone.messages.iter().find(|message| message.id == message_id)?;
        let button = tapped.buttons.iter().find(|button| button.index == index)?.clone();
        let payload = button.value.clone().unwrap_or_else(|| button.text.clone());
        let (kind, content) = match button.kind.as_str() {
            "quick_reply" => ("button", json!({"payload": payload, "text": button.text})),
            "reply" => (
                "interactive",
                json!({"type": "button_reply", "button_reply": {"id": payload, "title": button.text}}),
            ),
            "list" => (
                "interactive",
                json!({"type": "list_reply", "list_reply": {"id": payload, "title": button.text}}),
            ),
            _ => return None,
        };
        let text = button.text;
        self.write(number, kind, move |message| message.body = text, |_id| content, Some(message_id))
    }

    /// The contact sends a file.
    pub fn send_media(&self, number: &str, file: SentFile) -> Option<String> {
        let at = self.inner.clock.now();
        let kept = {
            let mut state = lock(&self.inner.state);
            state.handsets.find(number)?;
            let kept = MediaFile {
                id: state.next_media_id(),
                mime: file.mime.clone(),
                filename: file.filename.clone(),
                bytes: file.bytes.clone(),
                at,
                from_contact: true,
            };
            state.shelf.put(kept.clone());
            kept
        };
        let mut content = json!({
            "id": kept.id,
            "mime_type": kept.mime,
            "sha256": kept.sha256(),
            "url": media_url(self, &kept.id),
        });
        if let Some(content) = content.as_object_mut() {
            if let Some(caption) = &file.caption {
                content.insert("caption".to_owned(), json!(caption));
            }
            match file.kind.as_str() {
                "document" => {
                    content.insert("filename".to_owned(), json!(file.filename.as_deref().unwrap_or("file")));
                }
                "audio" => {
                    content.insert("voice".to_owned(), json!(file.is_voice));
                }
                "sticker" => {
                    content.insert("animated".to_owned(), json!(false));
                }
                _ => {}
            }
        }
        let view = MediaView {
            kind: file.kind.clone(),
            id: Some(kept.id),
            link: None,
            mime: Some(file.mime),
            filename: file.filename,
            size: file.bytes.len(),
            is_voice: file.is_voice,
        };
        let shown = move |message: &mut MessageView| {
            message.body = file.caption.unwrap_or_default();
            message.media = Some(view);
        };
        self.write(number, &file.kind, shown, |_id| content, None)
    }

    /// The contact sends a place.
    pub fn send_location(&self, number: &str, location: LocationView) -> Option<String> {
        let mut content = json!({"latitude": location.latitude, "longitude": location.longitude});
        if let Some(content) = content.as_object_mut() {
            for (key, value) in [("name", &location.name), ("address", &location.address)] {
                if let Some(value) = value {
                    content.insert(key.to_owned(), json!(value));
                }
            }
        }
        self.write(number, "location", move |message| message.location = Some(location), |_id| content, None)
    }

    /// The contact sends a contact card.
    pub fn send_card(&self, number: &str, name: &str, phone: &str) -> Option<String> {
        let digits = crate::demo::handset::numbers::digits(phone);
        let wa_id = crate::demo::handset::numbers::wa_id(&digits);
        let vcard = format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nTEL;waid={wa_id}:+{digits}\nEND:VCARD");
        let content = json!([{
            "name": {"formatted_name": name},
            "phones": [{"phone": phone, "wa_id": wa_id, "type": "CELL"}],
            "origin": "other",
            "vcard": vcard,
        }]);
        let body = format!("{name} {phone}");
        self.write(number, "contacts", move |message| message.body = body, |_id| content, None)
    }

    /// The contact puts an emoji on a message of ours; an empty one takes it back.
    pub fn react(&self, number: &str, message_id: &str, emoji: &str) -> Option<String> {
        let content = if emoji.is_empty() {
            json!({"message_id": message_id})
        } else {
            json!({"message_id": message_id, "emoji": emoji})
        };
        let id = self.post_incoming(number, "reaction", |_id| content, None, None)?;
        if let Some(message) = lock(&self.inner.state)
            .handsets
            .find_mut(number)
            .and_then(|contact| contact.message_mut(message_id))
        {
            message.reaction = Some(emoji.to_owned()).filter(|emoji| !emoji.is_empty());
        }
        self.inner.changes.note();
        Some(id)
    }

    /// A message of any kind, given as the object under the key of its kind: what the demo's phones cannot write.
    pub fn send_raw(&self, number: &str, kind: &str, content: Value) -> Option<String> {
        let body = format!("({kind})");
        self.write(number, kind, move |message| message.body = body, |_id| content, None)
    }

    fn write(
        &self,
        number: &str,
        kind: &str,
        fill: impl FnOnce(&mut MessageView),
        content: impl FnOnce(&str) -> Value,
        quoted: Option<&str>,
    ) -> Option<String> {
        let mut message = MessageView::new(String::new(), true, kind, String::new(), self.inner.clock.now());
        message.quoted = quoted.map(str::to_owned);
        message.state = MessageState::Delivered;
        fill(&mut message);
        self.post_incoming(number, kind, content, quoted, Some(message))
    }

    fn post_incoming(
        &self,
        number: &str,
        kind: &str,
        content: impl FnOnce(&str) -> Value,
        quoted: Option<&str>,
        message: Option<MessageView>,
    ) -> Option<String> {
        let now = self.inner.clock.now();
        let mut state = lock(&self.inner.state);
        let State { handsets, number: own, .. } = &mut *state;
        let contact = handsets.find_mut(number).filter(|contact| contact.seed.on_whatsapp)?;
        let id = wamid(&contact.wa_id, false);
        contact.wrote_at = Some(now);
        let change = event::incoming(own, contact, &id, kind, &content(&id), quoted, now);
        let key = contact.wa_id.clone();
        if let Some(mut message) = message {
            message.id.clone_from(&id);
            handsets.deliver(&key, message);
        }
        self.courier.post(vec![Letter { key, label: "messages", content: change }]);
        drop(state);
        self.inner.changes.note();
        Some(id)
    }
}
