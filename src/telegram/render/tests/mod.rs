//! What people read: the words of the contract, hostile names, lengths, three languages.

mod cast;
mod company;
mod copy;
mod house;
mod invented;
mod panels;
mod past;
mod people;
mod rest;
mod stories;

use super::*;
use crate::dialogue::CardAction;
use crate::dialogue::screen::{Line, Person};
use crate::domain::delivery::Content;
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::id::StaffId;
use crate::domain::media::{Media, MediaAt, MediaKind};
use crate::domain::message::Direction;
use crate::domain::staff::Locale;
use crate::i18n::Words;
use crate::telegram::command::{Listed, Names, Read};
use cast::{attendance_id, card_of, voice};
use panels::{every_line, every_screen};

/// Tags that Telegram knows and we use.
const TAGS: [&str; 5] = ["b", "i", "code", "blockquote", "a"];

/// What Telegram shows of a message, or what is wrong with its markup.
fn read_html(html: &str) -> Result<String, String> {
    let mut text = String::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&', '>', '"']) {
        let (plain, marked) = rest.split_at(at);
        text.push_str(plain);
        rest = marked;
        if let Some(after) = rest.strip_prefix('<') {
            let (tag, after) = after.split_once('>').ok_or("a tag does not end")?;
            match tag.strip_prefix('/') {
                Some(name) if open.pop() != Some(name) => return Err(format!("</{name}> closes nothing")),
                Some(_) => {}
                None => {
                    let name = tag.split(' ').next().unwrap_or_default();
                    if !TAGS.contains(&name) {
                        return Err(format!("<{name}> is no tag"));
                    }
                    open.push(name);
                }
            }
            rest = after;
        } else if rest.starts_with('&') {
            let (entity, after) = rest.split_once(';').ok_or("an entity does not end")?;
            text.push(match entity {
                "&amp" => '&',
                "&lt" => '<',
                "&gt" => '>',
                "&quot" => '"',
                other => return Err(format!("{other}; is no entity")),
            });
            rest = after;
        } else if let Some(after) = rest.strip_prefix('"') {
            text.push('"');
            rest = after;
        } else {
            return Err("a bare >".to_owned());
        }
    }
    text.push_str(rest);
    if open.is_empty() { Ok(text) } else { Err(format!("{open:?} stay open")) }
}

fn assert_sound(rendered: &Rendered, what: &str) {
    let what: String = what.chars().take(120).collect();
    let text =
        read_html(&rendered.html).unwrap_or_else(|problem| panic!("{what}: {problem}\n{}", rendered.html));
    let units = text.encode_utf16().count();
    assert!((1..=4096).contains(&units), "{what}: {units} characters");
    assert!(!text.contains("{ $") && !text.contains("{$"), "{what}: a gap of ours is left\n{text}");
    assert!(rendered.keyboard.0.iter().all(|row| row.len() <= 8), "{what}");
    for button in rendered.keyboard.0.iter().flatten() {
        let len = button.text.chars().count();
        assert!(len >= 1 && !button.text.contains('\n'), "{what}: {:?}", button.text);
    }
    let size: usize = rendered.keyboard.0.iter().flatten().map(|one| format!("{one:?}").len()).sum();
    assert!(size <= 10_000, "{what}: a keyboard of {size} bytes");
}

#[test]
fn every_panel_can_be_sent_in_every_language() {
    let words = Words::load();
    for locale in words.languages() {
        let voice = voice(&words, locale);
        for one in every_screen() {
            let what = format!("{} {:?}", locale.tag(), one.prompt);
            assert_sound(&screen(&one, &voice, i64::MAX, i64::MAX).unwrap(), &what);
        }
    }
}

#[test]
fn every_line_can_be_sent_below_any_panel_in_every_language() {
    let words = Words::load();
    for locale in words.languages() {
        let voice = voice(&words, locale);
        for line in every_line() {
            let what = format!("{} {line:?}", locale.tag());
            let one = Screen { prompt: Prompt::AskNumber, line: Some(line), rows: Vec::new() };
            assert_sound(&screen(&one, &voice, 1, 1).unwrap(), &what);
        }
    }
}

#[test]
fn names_from_outside_are_shown_as_they_are_and_never_as_markup() {
    let words = Words::load();
    let voice = voice(&words, Locale::PT_BR);
    for one in every_screen() {
        let rendered = screen(&one, &voice, 1, 1).unwrap();
        assert!(!rendered.html.contains(cast::HOSTILE), "{:?}", one.prompt);
    }
    let person = Person { name: Some("</b>&\n\u{202e}<a href=\"x\">".to_owned()), phone: None };
    let rendered = screen(&cast::panel(Prompt::AskName { person }), &voice, 1, 1).unwrap();
    let text = read_html(&rendered.html).unwrap();
    assert!(
        text.contains("</b>& <a href=\"x\">"),
        "in one line, without the mark that turns it round: {text}"
    );
}

#[test]
fn every_card_says_what_happened_and_what_can_be_done() {
    let words = Words::load();
    for locale in words.languages() {
        let voice = voice(&words, locale);
        for one in cast::every_card(voice.now) {
            assert_sound(&card(&one, &voice, attendance_id()).unwrap(), &format!("{} {one:?}", locale.tag()));
        }
    }
}

#[test]
fn every_fault_has_a_sentence_of_its_own_in_every_language() {
    let words = Words::load();
    for locale in words.languages() {
        let voice = voice(&words, locale);
        let mut seen = std::collections::BTreeSet::new();
        for kind in cast::FAULTS {
            let said = fault::fault(&Fault::new(kind, "131047", "whatever"), &voice);
            assert!(said.len() > 30 && seen.insert(said.clone()), "{kind:?}: {said}");
            assert!(!said.contains("whatever"), "the provider's text is for administrators");
        }
    }
}

#[test]
fn a_button_of_a_card_names_its_attendance() {
    let words = Words::load();
    let voice = voice(&words, Locale::PT_BR);
    let mut one = card_of(voice.now);
    one.rows = vec![vec![CardAction::Respond, CardAction::Accept(StaffId(i64::MAX))]];
    let rendered = card(&one, &voice, attendance_id()).unwrap();
    let ButtonKind::Callback(data) = &rendered.keyboard.0[0][0].kind else { panic!("an address") };
    let read = Payload::decode(data).unwrap();
    assert_eq!(read, Payload::Card { attendance: attendance_id(), action: CardAction::Respond.encode() });
}

#[test]
fn an_answer_to_a_tap_is_short_and_plain() {
    let words = Words::load();
    let toasts = [
        Toast::Stale,
        Toast::Foreign,
        Toast::AlreadyDone,
        Toast::TooEarly,
        Toast::NothingNew,
        Toast::SendingAgain,
        Toast::NotAllowed,
    ];
    for locale in words.languages() {
        for one in toasts {
            let said = toast(one, &voice(&words, locale));
            assert!(said.chars().count() <= 100 && !said.contains(['<', '{']), "{said}");
        }
    }
    assert_eq!(toast(Toast::Stale, &voice(&words, Locale::PT_BR)), "Este menu não vale mais");
}

#[test]
fn help_and_errors_name_commands_that_exist_and_descriptions_fit() {
    let words = Words::load();
    for locale in words.languages() {
        let voice = voice(&words, locale);
        let unknown = line::line(&Line::UnknownCommand("x".to_owned()), &voice);
        let help = home::help(crate::domain::staff::Role::Owner, &voice);
        let said = format!("{help} {unknown}");
        let names: Vec<&str> = said.split([' ', '\n']).filter(|word| word.starts_with('/')).collect();
        assert!(names.len() >= 7, "{names:?}");
        for name in names {
            let name = name.trim_end_matches('.');
            let known = Listed::ALL.iter().any(|listed| format!("/{}", listed.name(&words, locale)) == name);
            assert!(
                known && matches!(Names::of(&words).read(name, "b"), Read::Ours(_)),
                "{name} in {}",
                locale.tag()
            );
        }
        assert!(help.lines().count() <= 20, "help fits one screen");
        for listed in Listed::ALL {
            let said = command(listed, &voice);
            assert!((3..=256).contains(&said.chars().count()) && !said.contains('<'), "{said}");
        }
    }
}

#[test]
fn a_contact_s_message_arrives_with_name_and_team_and_is_never_longer_than_a_message() {
    let words = Words::load();
    let voice = voice(&words, Locale::PT_BR);
    let person = cast::maria();
    let tell = |content: &Content, is_file_lost| {
        let len_max = INCOMING_LEN_MAX;
        let (team, direction) = ("Vendas", Direction::In);
        incoming(&Incoming { person: &person, team, direction, content, len_max, is_file_lost }, &voice)
    };
    let say = |content: Content| tell(&content, false);
    let text = say(Content::Text { body: "Oi, <b>tudo</b> bem?".to_owned() });
    assert_eq!(text, "💬 <b>Maria Souza</b> · Vendas\nOi, &lt;b&gt;tudo&lt;/b&gt; bem?");
    let picture = say(Content::Other { what: "image".to_owned(), caption: Some("a nota".to_owned()) });
    assert_eq!(picture, "💬 <b>Maria Souza</b> · Vendas\n🖼 imagem\na nota");
    let media = Media {
        kind: MediaKind::Video,
        mime: "video/mp4".to_owned(),
        name: None,
        size: Some(60 << 20),
        at: MediaAt::Provider { id: "1".to_owned() },
    };
    let film = Content::Media { media, caption: Some("o *portão*".to_owned()) };
    assert_eq!(tell(&film, false), "💬 <b>Maria Souza</b> · Vendas\no <b>portão</b>");
    let lost = "⚠️ Não foi possível trazer o arquivo (🎬 vídeo). Peça ao contato que envie de novo.";
    assert_eq!(tell(&film, true), format!("💬 <b>Maria Souza</b> · Vendas\n{lost}\no <b>portão</b>"));
    let long = say(Content::Text { body: "👩‍💻".repeat(2_000) });
    assert!(read_html(&long).unwrap().encode_utf16().count() <= 4096);
    assert!(long.ends_with('…'));
}

#[test]
fn a_transfer_is_asked_for_with_both_answers_at_hand() {
    let words = Words::load();
    let voice = voice(&words, Locale::PT_BR);
    let asked = transfer_asked(&cast::maria(), "Ana", StaffId(7), attendance_id(), &voice).unwrap();
    assert_eq!(asked.html, "🔁 <b>Ana</b> pede o atendimento de <b>Maria Souza</b>.");
    assert_eq!(cast::texts(&asked), [["✅ Aceitar", "✖️ Recusar"]]);
    let answer = transfer_answered(&cast::maria(), true, &voice);
    assert_eq!(answer.html, "✅ O atendimento de <b>Maria Souza</b> agora é seu.");
    let gone = released(&cast::maria(), 2, &voice);
    assert_eq!(gone.html, "📤 <b>Maria Souza</b> escreveu: 2 mensagens da fila estão saindo.");
    assert!(stranger(&voice).contains("equipe") && update_failed(false, &voice).contains("Tente de novo"));
    assert_eq!(FaultKind::NoAnswer.remedies(), [], "the card asks instead");
}
