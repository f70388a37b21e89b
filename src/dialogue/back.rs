//! Where **Voltar** leads.

use super::state::ListView;
use super::step::{Step, Stepped};
use super::{
    Facts, State, company, contact, home, house, more, number, parameters, replies, review, route, settings,
    templates,
};

/// One step back, with what was typed kept. Steps that were taken by themselves are skipped.
pub(super) fn back(state: &State, facts: &Facts) -> Stepped {
    match state {
        State::Home
        | State::Help
        | State::Attendances { .. }
        | State::Queue { .. }
        | State::Channels { .. }
        | State::Contacts { .. }
        | State::Attending { .. }
        | State::ConfirmText { .. } => Ok(home::leave(state)),
        State::Language => Ok(Step::to(State::Settings { place: settings::Place::Mine })),
        State::Settings { place } => Ok(settings::back(*place)),
        State::Replies { place } => Ok(replies::back(place)),
        State::Company { place } => Ok(Step::to(company::back(place))),
        State::House { place } => Ok(Step::to(house::back(place))),
        State::Linking { .. } => Ok(Step::to(State::Channels { page: 0 })),
        State::AskNumber | State::PickNumber { .. } | State::PickContact { .. } => {
            Ok(Step::to(State::Contacts { list: ListView::default() }))
        }
        State::Number { lists, .. } => {
            Ok(Step::to(State::Contacts { list: lists.contacts.clone() }).draft(home::draft_of(state)))
        }
        State::NameContact { to, kept, lists } => {
            Ok(Step::to(State::Number { to: to.clone(), kept: kept.clone(), lists: lists.clone() }))
        }
        State::Contact { place } => Ok(contact::back(place)),
        State::SendType { trail } => Ok(Step::to(number::before(trail))),
        State::Channel { trail } => Ok(Step::to(State::SendType { trail: trail.clone() })),
        State::Taken { trail, .. } | State::Team { trail, .. } => Ok(route::before_team(trail, facts)),
        State::WindowOpen { choice } | State::Checking { choice } | State::NotOnWhatsapp { choice } => {
            Ok(route::before_sending(choice, facts))
        }
        State::Template { choice, .. } => route::before_template(choice, facts),
        State::Preview { choice, filled } => Ok(templates::before_preview(choice, filled)),
        State::Parameter { choice, filled, index, .. } => Ok(parameters::back(choice, filled, *index)),
        State::Review { choice, filled, .. } => Ok(review::back(choice, filled)),
        State::Conclude { attendance, reason: Some(_) } => {
            Ok(Step::to(State::Conclude { attendance: *attendance, reason: None }))
        }
        State::HeldMessage { attendance, .. } => {
            Ok(Step::to(State::Held { attendance: *attendance, page: 0 }))
        }
        State::Note { attendance } | State::History { attendance, alone: false, .. } => {
            Ok(Step::to(State::More { attendance: *attendance }))
        }
        State::Conclude { attendance, reason: None }
        | State::CorrectNumber { attendance }
        | State::Transfer { attendance, .. }
        | State::Held { attendance, .. }
        | State::More { attendance }
        | State::History { attendance, alone: true, .. } => more::back(*attendance, facts),
    }
}
