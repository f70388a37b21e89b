//! What is said in the topic of an attendance.

use super::facts::Facts;
use super::home::draft_of;
use super::input::Input;
use super::state::State;
use super::step::Stepped;
use super::{attending, company, confirm};
use crate::domain::delivery::Content;
use crate::domain::id::AttendanceId;

/// What is said in the topic of an attendance goes to its contact, but for what a question asks for. When something stands
/// below the question it is not guessed which of the two is meant.
pub fn said(
    state: &State,
    id: AttendanceId,
    content: &Content,
    said: &Input,
    is_buried: bool,
    facts: &Facts,
) -> Stepped {
    if !asks_for(state, said) {
        return attending::reply(state, id, content, None, facts);
    }
    if is_buried {
        return Ok(confirm::ask(id, content.clone(), said.album(), facts).draft(draft_of(state)));
    }
    super::step(state, said, facts)
}

/// Whether the panel asks for what is said.
const fn asks_for(state: &State, said: &Input) -> bool {
    match said {
        Input::Typed(_) if super::takes_any_words(state) => true,
        Input::Typed(_) => matches!(
            state,
            State::Contacts { .. }
                | State::Attendances { .. }
                | State::AskNumber
                | State::Template { .. }
                | State::CorrectNumber { .. }
        ),
        Input::Card { .. } => matches!(state, State::Contacts { .. } | State::AskNumber),
        Input::File(_) if matches!(state, State::Company { place: company::Place::Costs }) => true,
        Input::File(_) | Input::Location { .. } => matches!(state, State::Parameter { .. }),
        Input::Command(_)
        | Input::Press(_)
        | Input::Unreadable
        | Input::Reworded(_)
        | Input::Reply { .. }
        | Input::InTopic { .. }
        | Input::Noted { .. }
        | Input::Slash { .. }
        | Input::Doubtful(_)
        | Input::Checked { .. }
        | Input::Moved { .. }
        | Input::LinkEnded { .. }
        | Input::OfContact(_)
        | Input::RatesRead { .. }
        | Input::Enter(_) => false,
    }
}
