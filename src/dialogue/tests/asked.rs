//! What is asked about keeps where each part of it was said.

use super::super::input::Enter;
use super::super::state::{IncomingFile, State};
use super::super::{Action, Change, Input};
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
