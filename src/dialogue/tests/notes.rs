//! Notes are for the staff: wherever one is written, nothing is said to the contact.

use super::super::input::Command;
use super::super::screen::Line;
use super::super::state::{State, Tab};
use super::super::{Change, Enter, Input};
use super::cast::{BRUNO, CARLA, channel_id, shop};
use super::stored::{attendance, samples};
use super::world::World;
use crate::domain::delivery::Content;
use crate::domain::id::AttendanceId;

/// Carla attends to Maria, whose window is open.
fn attending() -> (World, AttendanceId) {
    let mut world = shop();
    let maria = world.named("Maria Souza");
    world.contact_writes(maria, &channel_id("oficial"));
    let id = world.attend(maria, "oficial", "vendas", Some(CARLA));
    world.state = State::Attending { attendance: id, used_at: world.now };
    (world, id)
}

/// The words of the notes that a step keeps, and where.
fn noted(changes: &[Change]) -> Vec<(AttendanceId, &str)> {
    let mut found = Vec::new();
    for change in changes {
        if let Change::Note { attendance, text } = change {
            found.push((*attendance, text.as_str()));
        }
    }
    found
}

fn note(text: &str) -> Input {
    Input::Command(Command::Note(text.to_owned()))
}

#[test]
fn in_no_state_does_the_command_say_anything_to_anybody() {
    for (name, state) in samples() {
        for text in ["segredo", ""] {
            let (mut world, _id) = attending();
            world.attendances[0].id = attendance();
            world.state = state.clone();
            let step = world.takes(&note(text));
            let says = step.changes.iter().any(|change| !matches!(change, Change::Note { .. }));
            assert!(!says, "{name}: {:?}", step.changes);
        }
    }
}

#[test]
fn a_note_is_kept_where_one_attends_and_attending_goes_on() {
    let (mut world, id) = attending();
    let before = world.state.clone();
    let step = world.takes(&note(" segredo\nem duas linhas "));
    assert_eq!(noted(&step.changes), [(id, "segredo\nem duas linhas")]);
    assert_eq!((step.next, step.changes.len()), (before, 1));
    assert!(matches!(step.line, Some(Line::Noted(_))));
    // Without words it is asked for; then what is typed is the note, and what follows is nothing.
    world.takes(&note(""));
    assert_eq!(world.state, State::Note { attendance: id });
    let step = world.types("51 99999-8888 ligou");
    assert_eq!(noted(&step.changes), [(id, "51 99999-8888 ligou")]);
    assert!(world.types("e mais isto").changes.is_empty(), "nothing is said to her by who wrote a note");
}

#[test]
fn an_answer_to_a_message_of_an_attendance_is_a_note_in_that_one() {
    let (mut world, _maria) = attending();
    let ana = world.named("Ana Paula");
    let of_a_colleague = world.attend(ana, "oficial", "vendas", Some(BRUNO));
    let answer = |attendance| Input::Noted { attendance, text: "segredo".to_owned() };
    let step = world.takes(&answer(of_a_colleague));
    assert_eq!(noted(&step.changes), [(of_a_colleague, "segredo")]);
    // Of a team that is not hers.
    world.rights(crate::domain::staff::Role::Attendant, &["suporte"]);
    let step = world.takes(&answer(of_a_colleague));
    assert_eq!((step.changes.len(), step.line), (0, Some(Line::NotAllowed)));
}

#[test]
fn where_it_is_not_known_whom_a_note_is_about_it_is_said_how_to_write_one() {
    let (mut world, _id) = attending();
    let doubtful = Input::Doubtful(Box::new(note("segredo")));
    let step = world.takes(&doubtful);
    assert_eq!((step.changes.len(), step.line), (0, Some(Line::NoteHow)));
    world.state = State::Attendances { tab: Tab::Mine, page: 0, query: String::new() };
    let step = world.takes(&note("segredo"));
    assert_eq!((step.changes.len(), step.line), (0, Some(Line::NoteHow)));
}

#[test]
fn while_a_note_is_asked_for_nothing_is_sent_unasked() {
    let (mut world, id) = attending();
    world.takes(&Input::Enter(Enter::More(id)));
    world.presses(super::super::Action::Note);
    let content = Content::Text { body: "Ela já perguntou".to_owned() };
    let step = world.takes(&Input::Reply { attendance: id, content, answers: None });
    assert!(step.changes.is_empty());
    assert!(matches!(world.state, State::ConfirmText { .. }));
}

#[test]
fn what_is_too_long_for_a_note_is_refused_and_not_cut() {
    let (mut world, id) = attending();
    world.state = State::Note { attendance: id };
    let step = world.types(&"x".repeat(2_001));
    assert_eq!((step.changes.len(), step.line), (0, Some(Line::TextTooLong { limit: 2_000 })));
    assert_eq!(step.next, State::Note { attendance: id });
}
