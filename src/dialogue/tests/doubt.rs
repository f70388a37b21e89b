//! Answers to a message of which nobody knows to whom it belongs: they are never taken for something else.

use super::super::input::Enter;
use super::super::state::State;
use super::super::{Action, Change, Command, Input, Prompt, Show};
use super::cast::{CARLA, choice, every_template, known, shop};
use super::world::World;
use crate::domain::delivery::Content;
use crate::domain::id::AttendanceId;
use crate::domain::template::Filled;

/// Carla attends to Maria on the unofficial channel; it is the current one.
fn attending() -> (World, AttendanceId) {
    let mut world = shop();
    let maria = world.named("Maria Souza");
    let id = world.attend(maria, "loja", "vendas", Some(CARLA));
    world.takes(&Input::Enter(Enter::Respond(id)));
    (world, id)
}

fn doubtful(input: Input) -> Input {
    Input::Doubtful(Box::new(input))
}

#[test]
fn an_answer_to_nobody_knows_what_is_asked_about_while_an_attendance_is_current() {
    let (mut world, id) = attending();
    let mut elsewhere = world.clone();
    let step = world.takes(&doubtful(Input::Typed("Sim".to_owned())));
    assert_eq!(step.changes, []);
    let content = Content::Text { body: "Sim".to_owned() };
    assert!(matches!(world.prompt(), Prompt::ConfirmText { said, .. } if said == [content.clone()]));
    let said = Change::Say { attendance: id, content, answers: None, held: false, said_in: None };
    assert_eq!(world.presses(Action::ConfirmText).changes, [said]);
    let place = Input::Location { latitude: 1.0, longitude: 2.0, name: None, address: None };
    assert_eq!(world.takes(&doubtful(place)).changes, []);
    assert!(
        matches!(world.prompt(), Prompt::ConfirmText { said, .. } if matches!(said[..], [Content::Place { .. }]))
    );
    // A number is one, whatever it answers.
    elsewhere.commands(Command::Menu);
    elsewhere.takes(&doubtful(Input::Typed("51 99999-8888".to_owned())));
    assert!(matches!(elsewhere.state, State::Number { .. }));
}

#[test]
fn an_answer_to_nobody_knows_what_is_no_value_of_a_template_and_no_word_of_the_menu() {
    let mut world = shop();
    let one = every_template().into_iter().find(|one| !Filled::new(one.clone()).is_complete()).unwrap();
    let chosen = choice(known(&world, "Maria Souza"), "oficial", "vendas");
    let asked =
        State::Parameter { choice: chosen, filled: Box::new(Filled::new(one)), index: 0, moving: None };
    for state in [asked, State::AskNumber, State::Home] {
        world.state = state.clone();
        let step = world.takes(&doubtful(Input::Typed("Sim, pode mandar".to_owned())));
        assert_eq!(
            (&step.changes[..], step.show, &step.next),
            (&[Change::NotPlaced][..], Show::Nothing, &state)
        );
    }
}
