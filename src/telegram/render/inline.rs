//! A contact as it is offered behind the bot's name, in whatever chat.

use super::html::{NAME_LEN_MAX, called, cut, escape, one_line};
use crate::dialogue::screen::Person;
use crate::domain::contact::Contact;
use crate::domain::phone::Phone;
use crate::i18n::{Key, Voice};

/// What is offered.
#[derive(Debug)]
pub struct Offered {
    /// The first line.
    pub title: String,
    /// The second line: the number, masked.
    pub description: String,
    /// What is sent when it is chosen.
    pub html: String,
    /// The button below that.
    pub button: String,
}

/// A contact. Its number is masked: the chat may be anybody's.
pub fn contact(contact: &Contact, voice: &Voice<'_>) -> Offered {
    let number = contact.phone.as_ref().map_or_else(|| voice.word(Key::ContactNumberless), Phone::masked);
    let title = match &contact.name {
        Some(name) => cut(&one_line(name), NAME_LEN_MAX),
        None if contact.phone.is_some() => number.clone(),
        None => called(&Person { name: None, phone: None }, voice),
    };
    let html = format!("👤 <b>{}</b>\n{}", escape(&title), escape(&number));
    Offered { title, description: number, html, button: voice.word(Key::ButtonStart) }
}

/// The button above the list, which opens the contacts on file.
pub fn start(voice: &Voice<'_>) -> String {
    voice.word(Key::ButtonNew)
}
