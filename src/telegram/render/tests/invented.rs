//! Every screen in an invented language, every letter doubled and as long as German: nothing is left untranslated, no
//! limit of Telegram is broken, and no sentence is forgotten by whoever adds a screen.

use super::*;
use crate::dialogue::Action;
use crate::dialogue::screen::{Button, Label};
use crate::dialogue::tests::cast::shop;
use crate::dialogue::tests::moves::every_action;
use std::collections::BTreeSet;
use words::{TAG, brought, unsaid, untranslated, write_into};

#[path = "../../../../tests/it/invented/words.rs"]
mod words;

/// What is the same in every language: the sign of a state of Brazil, what WhatsApp calls a kind of message that we do not
/// know, endings of files, and what the other languages call themselves.
const EVERYWHERE: [&str; 8] = ["RS", "order", "csv", "vcf", "html", "Português", "English", "Español"];
/// What is on no panel, card or notice by itself.
const ELSEWHERE: [&str; 3] = [
    // Said a day or a month at a time.
    "day-names",
    "month-names",
    // Only on a template's own button, where it names itself in none of our languages.
    "button-copy-code",
];

fn invented() -> (Words, Locale) {
    let folder = tempfile::tempdir().unwrap();
    write_into(folder.path());
    let words = Words::with(folder.path()).unwrap();
    (words, Locale::new(TAG).unwrap())
}

/// What is shown, one by one, and what in it came from outside.
#[derive(Default)]
struct Seen {
    shown: Vec<String>,
    slips: Vec<String>,
}

impl Seen {
    fn text(&mut self, html: &str, outside: &BTreeSet<String>) {
        let text = read_html(html).unwrap();
        let units = text.encode_utf16().count();
        if units > 4_096 {
            self.slips.push(format!("{units} characters: {text}"));
        }
        self.plain(text, outside);
    }

    fn plain(&mut self, text: String, outside: &BTreeSet<String>) {
        // An address is nobody's word.
        let read = text
            .split_whitespace()
            .filter(|word| !word.starts_with("https://"))
            .collect::<Vec<_>>()
            .join(" ");
        let mut left = untranslated(&read, outside);
        left.retain(|word| !EVERYWHERE.contains(&word.as_str()));
        if !left.is_empty() {
            self.slips.push(format!("{left:?} in «{text}»"));
        }
        self.shown.push(text);
    }

    fn drawn(&mut self, drawn: &Rendered, outside: &BTreeSet<String>) {
        assert_sound(drawn, &drawn.html);
        self.text(&drawn.html, outside);
        for button in drawn.keyboard.0.iter().flatten() {
            self.plain(button.text.clone(), outside);
        }
    }
}

#[test]
fn nothing_is_left_untranslated_and_no_sentence_is_forgotten() {
    let (words, locale) = invented();
    let voice = voice(&words, locale);
    let mut seen = Seen::default();
    for one in every_screen() {
        seen.drawn(&screen(&one, &voice, i64::MAX, i64::MAX).unwrap(), &brought(&one));
    }
    for one in every_line() {
        let outside = brought(&one);
        let one = Screen { prompt: Prompt::AskNumber, line: Some(one), rows: Vec::new() };
        seen.drawn(&screen(&one, &voice, 1, 1).unwrap(), &outside);
    }
    for one in cast::every_card(voice.now).into_iter().chain(rest::cards(voice.now)) {
        let drawn = card(&one, &voice, attendance_id()).unwrap();
        seen.drawn(&drawn, &brought(&one));
        seen.drawn(&card_in_topic(&drawn, &voice), &brought(&one));
    }
    let outside = brought(&(cast::HOSTILE, shop().company));
    for one in rest::notices(&voice) {
        seen.drawn(&one, &outside);
    }
    for one in rest::plain(&voice) {
        seen.plain(one, &outside);
    }
    let outside = brought(&(cast::HOSTILE, copy::COPIED));
    for one in copy::readable(&words, voice) {
        seen.plain(one, &outside);
    }
    for action in rest::card_actions() {
        seen.plain(button::card_text(action, &voice), &outside);
    }
    let world = shop();
    let mut actions = every_action(&world);
    actions.push(Action::OpenQueue(attendance_id()));
    // Few of the buttons depend on the panel below which they stand.
    let drawn = every_screen().into_iter().flat_map(|one| {
        let text = |action: &Action| {
            button::text(&Button { action: action.clone(), label: Label::Own }, &one.prompt, &voice)
        };
        actions.iter().map(text).collect::<BTreeSet<_>>()
    });
    let outside = brought(&(&world, &actions));
    for text in drawn.collect::<BTreeSet<_>>() {
        seen.plain(text, &outside);
    }
    assert!(seen.slips.is_empty(), "{}", seen.slips.join("\n\n"));
    let unsaid: Vec<String> =
        unsaid(&seen.shown).into_iter().filter(|name| !ELSEWHERE.contains(&name.as_str())).collect();
    assert!(unsaid.is_empty(), "{} {unsaid:#?}", unsaid.len());
}
