//! What becomes of a draft that is resumed, when the world has changed under it.

use super::facts::Facts;
use super::route::not_allowed;
use super::screen::Line;
use super::state::State;
use super::step::Step;

/// A draft that is resumed: where to go instead when its channel or team is no longer allowed.
pub fn still_allowed(draft: &State, facts: &Facts) -> Option<Step> {
    match draft {
        State::WindowOpen { choice }
        | State::Checking { choice }
        | State::NotOnWhatsapp { choice }
        | State::Template { choice, .. }
        | State::Preview { choice, .. }
        | State::Parameter { choice, .. }
        | State::Review { choice, .. } => not_allowed(choice, facts),
        State::Team { trail, channel } | State::Taken { trail, channel } => {
            let allowed = facts.my_channels().into_iter().any(|one| one.id == *channel);
            (!allowed).then(|| Step::to(State::Channel { trail: trail.clone() }).saying(Line::NotAllowed))
        }
        State::Home
        | State::Help
        | State::Language
        | State::Attendances { .. }
        | State::Queue { .. }
        | State::Channels { .. }
        | State::Company { .. }
        | State::Linking { .. }
        | State::Settings { .. }
        | State::House { .. }
        | State::Replies { .. }
        | State::Held { .. }
        | State::HeldMessage { .. }
        | State::More { .. }
        | State::History { .. }
        | State::Note { .. }
        | State::Transfer { .. }
        | State::Contacts { .. }
        | State::AskNumber
        | State::PickNumber { .. }
        | State::PickContact { .. }
        | State::Number { .. }
        | State::NameContact { .. }
        | State::Contact { .. }
        | State::SendType { .. }
        | State::Channel { .. }
        | State::Attending { .. }
        | State::CorrectNumber { .. }
        | State::ConfirmText { .. }
        | State::Conclude { .. } => None,
    }
}
