//! What the staff do, by what they see. Every text carries a word that nothing else has.

use super::dice::Dice;
use crate::world::{ANA, BRUNO, CARLA, World};
use balcao::demo::handset::samples;
use balcao::demo::telegram::{ChatMessage, FileKind, PersonFile};
use std::collections::BTreeMap;

/// The staff.
pub(super) const STAFF: [i64; 3] = [CARLA, ANA, BRUNO];
/// The contacts, by their numbers.
pub(super) const CONTACTS: [&str; 3] = ["5551999998888", "5511988887777", "5531987654321"];
/// How many of the newest messages with buttons somebody looks at.
const BOARDS_SEEN: usize = 8;
/// Buttons that staff tap when they see them, by words on them. Nobody changes the order of the queue: what was said
/// first is to leave first.
const TAPPED: [&str; 21] = [
    "Assumir",
    "Assumir",
    "Assumir",
    "Aceitar",
    "Aceitar",
    "Recusar",
    "Concluir",
    "Objetivo atingido",
    "Dúvidas",
    "sem nota",
    "Transferir",
    "👥 Suporte",
    "👤 Ana",
    "👤 Bruno",
    "Verificar",
    "Reenviar mesmo assim",
    "Tentar de novo",
    "Pedir transferência",
    "Ver fila",
    "Mais",
    "Voltar",
];
/// From the card to an attendance that is concluded, the last step first.
const CONCLUDES: [&str; 4] = ["sem nota", "Objetivo atingido", "Dúvidas", "Concluir"];
/// From the card to an attendance that is offered to somebody else.
const HANDS_OVER: [&str; 5] = ["👤 Ana", "👤 Carla", "👥 Suporte", "👤 Bruno", "Transferir"];

/// Where something belongs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Line {
    pub(super) contact: &'static str,
    pub(super) channel: &'static str,
}

/// What somebody of the staff said, and to whom they meant it.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) word: String,
    pub(super) person: i64,
    pub(super) message: i32,
    /// What it answers; with topics, in which it was said.
    pub(super) about: i32,
    pub(super) to: Line,
    /// What they changed it to afterwards: in the queue the new words take the place of the old ones.
    pub(super) changed_to: Vec<String>,
}

/// What was done in a day.
#[derive(Debug, Default)]
pub(super) struct Diary {
    pub(super) said: Vec<Said>,
    /// Values for a template, each typed once, with who it was for.
    pub(super) values: Vec<(String, &'static str)>,
    /// What contacts wrote, by its word, and whether it came with a file.
    pub(super) written: BTreeMap<String, (Line, bool)>,
    /// Questions before sending that somebody took back.
    pub(super) taken_back: Vec<String>,
    counter: u32,
    /// What each person did last on their walk, so that nothing is done twice for one panel.
    pub(super) walked: BTreeMap<i64, (i32, String)>,
    /// Whom each person starts with.
    pub(super) starting: BTreeMap<i64, &'static str>,
}

impl Diary {
    pub(super) fn word(&mut self, kind: char) -> String {
        self.counter += 1;
        format!("{kind}{:04}z", self.counter)
    }

    /// Somebody answers a contact: in the topic where the contact's words stand, or to those words.
    pub(super) fn staff_answers(&mut self, world: &World, dice: &mut Dice) {
        let person = *dice.one_of(&STAFF);
        let seen = world.telegram.chat(person);
        let words: Vec<(&ChatMessage, Line)> = seen
            .iter()
            .filter(|one| one.from_bot && !one.deleted)
            .filter(|one| !world.has_topics() || one.thread.is_some())
            .filter(|one| one.text.starts_with("💬") || dice.percent(10))
            .filter_map(|one| Some((one, self.line_of(one)?)))
            .collect();
        if words.is_empty() {
            return;
        }
        // Mostly the newest.
        let nearest = words.len().saturating_sub(3);
        let from = if dice.percent(85) { nearest } else { 0 };
        let (message, to) = dice.one_of(&words[from..]).clone();
        for _text in 0..=dice.below(3) {
            let word = self.word('s');
            let text = format!("Resposta {word}");
            let as_file = dice.percent(15);
            let answered = message.message_id;
            let (id, about) = match message.thread {
                Some(topic) if world.has_topics() => {
                    (world.telegram.type_in_topic(person, topic, &text), topic)
                }
                _ if as_file => (world.telegram.reply_with_file(person, answered, photo(&text)), answered),
                _ => (world.telegram.reply(person, answered, &text), answered),
            };
            self.said.push(Said { word, person, message: id, about, to: to.clone(), changed_to: Vec::new() });
        }
    }

    /// Whose words a message carries: those of one contact alone.
    fn line_of(&self, message: &ChatMessage) -> Option<Line> {
        let lines = words_in(&message.text).filter_map(|word| self.written.get(word));
        let mut lines = lines.map(|(line, _)| line).collect::<Vec<_>>();
        lines.dedup();
        match lines[..] {
            [line] => Some(line.clone()),
            _ => None,
        }
    }

    /// Somebody changes what they said, or puts a mark on what a contact wrote.
    pub(super) fn staff_marks(&mut self, world: &World, dice: &mut Dice) {
        if dice.percent(50) {
            if self.said.is_empty() {
                return;
            }
            let word = self.word('e');
            let count = u64::try_from(self.said.len()).unwrap();
            let said = &mut self.said[usize::try_from(dice.below(count)).unwrap()];
            world.telegram.edit_text(said.person, said.message, &format!("Corrigido {word}"));
            said.changed_to.push(word);
            return;
        }
        let person = *dice.one_of(&STAFF);
        let seen = world.telegram.chat(person);
        let words: Vec<_> =
            seen.iter().filter(|one| one.from_bot && !one.deleted && one.text.starts_with("💬")).collect();
        if !words.is_empty() {
            world.telegram.react(person, dice.one_of(&words).message_id, Some("👍"));
        }
    }

    /// Somebody taps one of the buttons they see.
    pub(super) fn staff_taps(world: &World, dice: &mut Dice) {
        let person = *dice.one_of(&STAFF);
        let wanted = *dice.one_of(&TAPPED);
        let boards = boards(world, person);
        if boards.is_empty() {
            return;
        }
        let board = dice.one_of(&boards);
        // Nobody looks exactly for this word: any of those that are tapped at all will do.
        let found = key(board, &[wanted]).or_else(|| key(board, &TAPPED));
        let Some(data) = found else { return };
        for _tap in 0..if dice.percent(20) { 2 } else { 1 } {
            world.telegram.tap(person, board.message_id, &data);
        }
    }

    /// Who waits is taken, by whoever sees the card.
    pub(super) fn staff_takes(world: &World, dice: &mut Dice) {
        let person = *dice.one_of(&STAFF);
        Self::goes_on(world, person, &["Assumir", "Aceitar"]);
    }

    /// Somebody goes one step on in concluding what they have, or in handing it over.
    pub(super) fn staff_ends(world: &World, person: i64, is_concluded: bool) {
        Self::goes_on(world, person, if is_concluded { &CONCLUDES } else { &HANDS_OVER });
    }

    /// Taps the first of these that somebody sees, on the newest message that has it.
    fn goes_on(world: &World, person: i64, labels: &[&str]) {
        let boards = boards(world, person);
        let found = labels
            .iter()
            .find_map(|label| boards.iter().find_map(|one| Some((one.message_id, key(one, &[label])?))));
        if let Some((message, data)) = found {
            world.telegram.tap(person, message, &data);
        }
    }
}

/// The newest messages with buttons that somebody sees, the newest first.
pub(super) fn boards(world: &World, person: i64) -> Vec<ChatMessage> {
    let mut seen = world.telegram.chat(person);
    seen.retain(|one| one.from_bot && !one.deleted && !one.keyboard.is_empty());
    seen.into_iter().rev().take(BOARDS_SEEN).collect()
}

/// What the button carries that says the first of these words that any of them says.
pub(super) fn key(board: &ChatMessage, labels: &[&str]) -> Option<String> {
    labels.iter().find_map(|label| {
        let keys = board.keyboard.iter().flatten();
        keys.filter(|key| key.text.contains(label)).find_map(|key| key.data.clone())
    })
}

/// The words of ours in a text.
pub(super) fn words_in(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| {
        let digits = word.get(1..5).unwrap_or_default();
        word.len() == 6 && word.ends_with('z') && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn photo(caption: &str) -> PersonFile {
    PersonFile {
        kind: FileKind::Photo,
        name: "foto.jpg".to_owned(),
        mime: "image/jpeg".to_owned(),
        bytes: samples::JPEG.to_vec().into(),
        caption: caption.to_owned(),
    }
}
