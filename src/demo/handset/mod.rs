//! The contacts' phones: who they are on WhatsApp, what they received, what they answered.
//!
//! Both WhatsApp servers keep one [`Handsets`]; a page shows [`PhoneView`]s. A contact is found by any spelling: the
//! number as dialled, the id WhatsApp gave it, the business-scoped id, the LID.

pub mod numbers;
pub mod samples;
mod seed;
mod view;

pub use seed::{ContactSeed, demo_contacts};
pub use view::{ButtonView, LocationView, MediaView, MessageState, MessageView, PhoneView};

use crate::domain::Timestamp;
use std::collections::{BTreeMap, HashMap, VecDeque};

/// Messages a phone keeps: a long conversation for a demo.
const MESSAGES_MAX: usize = 400;
/// Contacts at most: a load test writes to many, a runaway one must not eat the machine.
const CONTACTS_MAX: usize = 50_000;

/// One contact with their phone.
#[derive(Debug, Clone)]
pub(in crate::demo) struct Handset {
    /// Who they are.
    pub(in crate::demo) seed: ContactSeed,
    /// The id WhatsApp uses for the number: digits.
    pub(in crate::demo) wa_id: String,
    /// What was said, oldest first.
    pub(in crate::demo) messages: VecDeque<MessageView>,
    /// When they last wrote: the window hangs on it.
    pub(in crate::demo) wrote_at: Option<Timestamp>,
    /// Whether something was ever heard from them on this server.
    pub(in crate::demo) is_known: bool,
}

impl Handset {
    /// The message with this id.
    pub(in crate::demo) fn message(&self, id: &str) -> Option<&MessageView> {
        self.messages.iter().rev().find(|message| message.id == id)
    }

    /// The message with this id, to change it.
    pub(in crate::demo) fn message_mut(&mut self, id: &str) -> Option<&mut MessageView> {
        self.messages.iter_mut().rev().find(|message| message.id == id)
    }

    /// The phone as a page shows it.
    pub(in crate::demo) fn view(&self) -> PhoneView {
        PhoneView {
            name: self.seed.name.clone(),
            number: self.seed.number.clone(),
            wa_id: self.wa_id.clone(),
            on_whatsapp: self.seed.on_whatsapp,
            wrote_at: self.wrote_at,
            messages: self.messages.iter().cloned().collect(),
        }
    }
}

/// All contacts, by the number WhatsApp would make of theirs.
#[derive(Debug, Default)]
pub(in crate::demo) struct Handsets {
    by_key: BTreeMap<String, Handset>,
    /// Every other spelling and id of a contact.
    aliases: HashMap<String, String>,
    /// Whose message it is.
    owners: HashMap<String, String>,
}

impl Handsets {
    /// Adds a contact, or changes who they are and keeps what was said.
    pub(in crate::demo) fn add(&mut self, seed: ContactSeed) {
        let digits = numbers::digits(&seed.number);
        let key = numbers::wa_id(&digits);
        let wa_id = seed.wa_id.clone().unwrap_or_else(|| key.clone());
        let aliases = [Some(digits), Some(wa_id.clone()), seed.bsuid.clone(), seed.lid.clone()];
        for alias in aliases.into_iter().flatten() {
            self.aliases.insert(alias, key.clone());
        }
        if let Some(handset) = self.by_key.get_mut(&key) {
            handset.seed = seed;
            handset.wa_id = wa_id;
        } else {
            let handset = Handset { seed, wa_id, messages: VecDeque::new(), wrote_at: None, is_known: false };
            self.by_key.insert(key, handset);
        }
    }

    fn key(&self, who: &str) -> Option<&str> {
        let bare = who.split('@').next().unwrap_or(who);
        if let Some(key) = self.aliases.get(bare) {
            return Some(key);
        }
        let key = numbers::wa_id(&numbers::digits(bare));
        self.by_key.get_key_value(&key).map(|(key, _handset)| key.as_str())
    }

    /// The contact of a number in any spelling, a `wa_id`, a business-scoped id, a LID or a JID.
    pub(in crate::demo) fn find(&self, who: &str) -> Option<&Handset> {
        self.by_key.get(self.key(who)?)
    }

    /// The same, to change it.
    pub(in crate::demo) fn find_mut(&mut self, who: &str) -> Option<&mut Handset> {
        let key = self.key(who)?.to_owned();
        self.by_key.get_mut(&key)
    }

    /// Whether one more stranger may get a phone.
    pub(in crate::demo) fn has_room(&self) -> bool {
        self.by_key.len() < CONTACTS_MAX
    }

    /// All contacts, by number.
    pub(in crate::demo) fn iter(&self) -> impl Iterator<Item = &Handset> {
        self.by_key.values()
    }

    /// The contact who has this message, to change them.
    pub(in crate::demo) fn owner_of_mut(&mut self, message_id: &str) -> Option<&mut Handset> {
        self.by_key.get_mut(self.owners.get(message_id)?)
    }

    /// Puts a message on a contact's phone.
    pub(in crate::demo) fn deliver(&mut self, who: &str, message: MessageView) {
        let Some(key) = self.key(who).map(str::to_owned) else { return };
        let Some(handset) = self.by_key.get_mut(&key) else { return };
        self.owners.insert(message.id.clone(), key);
        handset.messages.push_back(message);
        if handset.messages.len() > MESSAGES_MAX
            && let Some(oldest) = handset.messages.pop_front()
        {
            self.owners.remove(&oldest.id);
        }
    }

    /// All phones, by number.
    pub(in crate::demo) fn views(&self) -> Vec<PhoneView> {
        self.by_key.values().map(Handset::view).collect()
    }
}

#[cfg(test)]
mod tests;
