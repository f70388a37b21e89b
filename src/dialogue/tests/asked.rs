//! What is asked about keeps where each part of it was said, and is changed there.

use super::super::input::Enter;
use super::super::state::{IncomingFile, State};
use super::super::step::Unsent;
use super::super::{Action, Change, Input, Prompt, Show};
use super::cast::{CARLA, shop};
use super::world::World;
use crate::domain::delivery::Content;
use crate::domain::id::AttendanceId;
use chrono::TimeDelta;

/// Carla attends to Maria on the unofficial channel, and has said nothing for a while.
fn long_silent() -> (World, AttendanceId) {
    let mut world = shop();
    let maria = world.named("Maria Souza");
    let id = world.attend(maria, "loja", "vendas", Some(CARLA));
    world.takes(&Input::Enter(Enter::Respond(id)));
    world.now += TimeDelta::minutes(16);
    (world, id)
}

fn text(body: &str) -> Content {
    Content::Text { body: body.to_owned() }
}

fn photo(album: &str) -> Input {
    Input::File(IncomingFile { album: Some(album.to_owned()), ..IncomingFile::default() })
}

fn reply(attendance: AttendanceId, body: &str) -> Input {
    Input::Reply { attendance, content: text(body), answers: None }
}

/// What she says, each in the next message from 41 on.
fn says(world: &mut World, all: &[Input]) {
    for (message, said) in (41..).zip(all) {
        world.said_in = Some(message);
        assert_eq!(world.takes(said).changes, []);
    }
    world.said_in = None;
}

/// Where what leaves was said.
fn places(changes: &[Change]) -> Vec<Option<i64>> {
    let mut found = Vec::new();
    for change in changes {
        if let Change::Say { said_in, .. } = change {
            found.push(*said_in);
        }
    }
    found
}

#[test]
fn each_part_of_what_was_confirmed_was_said_in_its_own_message() {
    let (mut world, id) = long_silent();
    says(&mut world, &[photo("13"), photo("13"), reply(id, "Estas?"), photo("13")]);
    let sent = world.presses(Action::ConfirmText).changes;
    assert_eq!(places(&sent), [41, 42, 43, 44].map(Some));
    // What is said at once, too.
    world.said_in = Some(45);
    assert_eq!(places(&world.types("Sim?").changes), [Some(45)]);
}

#[test]
fn of_what_an_earlier_version_asked_about_it_is_not_known_where_it_was_said() {
    let (mut world, id) = long_silent();
    let said_in = Vec::new();
    world.state =
        State::ConfirmText { attendance: id, text: "Oi!".to_owned(), content: None, album: None, said_in };
    says(&mut world, &[reply(id, "Tudo bem?")]);
    assert_eq!(places(&world.presses(Action::ConfirmText).changes), [None, Some(41)]);
}

/// She changes what she said in that message.
fn changes(world: &mut World, message: i64, words: &str) -> (Vec<Change>, Show) {
    world.said_in = Some(message);
    let step = world.takes(&Input::Reworded(words.to_owned()));
    world.said_in = None;
    (step.changes, step.show)
}

#[test]
fn what_is_changed_where_it_was_said_is_asked_about_as_it_is_now() {
    let (mut world, id) = long_silent();
    says(&mut world, &[Input::Typed("Custa dez".to_owned()), photo("13"), reply(id, "Sim?")]);
    // What joins a question stands behind it, but a photo that answers nothing does not.
    assert_eq!(changes(&mut world, 41, "Custa vinte"), (vec![], Show::Panel));
    assert_eq!(changes(&mut world, 43, "Serve?"), (vec![], Show::Panel));
    let all = ["Custa vinte", "Serve?"].map(text);
    assert!(matches!(world.prompt(), Prompt::ConfirmText { said, .. } if said == all));
    let sent = world.clone().presses(Action::ConfirmText).changes;
    assert_eq!(places(&sent), [Some(41), Some(43)]);
    // The same again, what is not asked about, and what was said in no message that is known are no news.
    let before = world.state.clone();
    for (message, words) in [(41, "Custa vinte"), (7, "Outra")] {
        assert_eq!(changes(&mut world, message, words), (vec![], Show::Nothing));
        assert_eq!(world.state, before);
    }
    world.presses(Action::Cancel);
    let before = world.state.clone();
    assert_eq!(changes(&mut world, 41, "Custa trinta"), (vec![], Show::Nothing));
    assert_eq!(world.state, before);
}

#[test]
fn a_command_takes_the_place_of_no_words_that_are_asked_about() {
    let (mut world, id) = long_silent();
    says(&mut world, &[Input::Typed("Custa dez".to_owned())]);
    let before = world.state.clone();
    let told = vec![Change::NotSent { attendance: id, why: Unsent::Command }];
    assert_eq!(changes(&mut world, 41, "*/nota* desconto"), (told, Show::Nothing));
    assert_eq!(world.state, before);
}

#[test]
fn the_words_under_a_file_that_is_asked_about_are_changed_and_taken_away() {
    let (mut world, _id) = long_silent();
    says(&mut world, &[photo("13"), photo("13")]);
    let captions = |world: &mut World| -> Vec<Option<String>> {
        let Prompt::ConfirmText { said, .. } = world.prompt() else { panic!() };
        said.iter().map(|one| one.words().map(ToOwned::to_owned)).collect()
    };
    changes(&mut world, 42, "dois");
    assert_eq!(captions(&mut world), [None, Some("dois".to_owned())]);
    changes(&mut world, 42, "");
    assert_eq!(captions(&mut world), [None, None]);
}
