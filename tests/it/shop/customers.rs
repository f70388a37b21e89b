//! What contacts do: they write, send pictures, read, and put marks on what they got.

use super::dice::Dice;
use super::people::{CONTACTS, Diary, Line};
use crate::world::World;
use balcao::demo::cloud::SentFile;
use balcao::demo::company;
use balcao::demo::handset::{PhoneView, samples};

impl Diary {
    /// A contact writes, or sends a picture with words below it.
    pub(super) fn contact_writes(&mut self, world: &World, dice: &mut Dice) {
        let line = Line {
            contact: dice.one_of::<&'static str>(&CONTACTS),
            channel: dice.one_of::<&'static str>(&[company::OFICIAL, company::LOJA]),
        };
        let is_file = dice.percent(15);
        let word = self.word('c');
        let text = format!("Bom dia {word}");
        let id = match (line.channel == company::OFICIAL, is_file) {
            (true, false) => world.cloud.say(line.contact, &text),
            (true, true) => world.cloud.send_media(line.contact, picture(text)),
            (false, false) => world.evolution.say(line.contact, &text),
            (false, true) => world.evolution.send_media(line.contact, picture(text)),
        };
        if id.is_some() {
            self.written.insert(word, (line, is_file));
        }
    }
}

/// A contact opens the chat and reads, or puts a mark on something.
pub(super) fn contact_looks(world: &World, dice: &mut Dice) {
    let contact = *dice.one_of(&CONTACTS);
    let is_official = dice.percent(50);
    let phone: Option<PhoneView> =
        if is_official { world.cloud.phone(contact) } else { world.evolution.phone(contact) };
    let Some(phone) = phone else { return };
    let ours: Vec<_> = phone.messages.iter().filter(|one| !one.from_contact).collect();
    if dice.percent(60) || ours.is_empty() {
        if is_official {
            world.cloud.open_chat(contact);
        } else {
            world.evolution.open_chat(contact);
        }
        return;
    }
    let about = &dice.one_of(&ours).id;
    // A phone that is not linked tells nobody of a mark.
    drop(if is_official {
        world.cloud.react(contact, about, "❤️")
    } else {
        world.evolution.react(contact, about, "❤️")
    });
}

fn picture(caption: String) -> SentFile {
    SentFile {
        kind: "image".to_owned(),
        mime: "image/jpeg".to_owned(),
        filename: None,
        bytes: samples::JPEG.to_vec().into(),
        caption: Some(caption),
        is_voice: false,
    }
}
