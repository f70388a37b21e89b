//! The staff member's conversation with the bot, as pure functions.
//!
//! [`step()`] takes a state, an input and the facts, and says where the dialogue goes, what changes and what is said;
//! [`view`] draws any state as a [`Screen`]. Neither reads a clock, a database or a network: what they need and do not
//! have comes back as a [`Need`]. Each chapter of the conversation has a file of its own: to change one screen, change
//! its chapter.
//!
//! Which chapter has a state is matched without `_`; which buttons a chapter has is not, because each has a handful of
//! the fifty and a list of the others would hide them. A forgotten pair is caught by a property: every button that
//! [`view`] draws does something when it is pressed there (`tests/properties.rs`).
//!
//! | chapter | states |
//! |---|---|
//! | [`home`] | menu, help, language, draft |
//! | [`deep_link`] | links that lead into the conversation |
//! | [`lists`] | attendances, queue |
//! | [`channels`] | how the channels are, linking a phone |
//! | [`house`] | people, teams, invitations, business hours |
//! | [`contacts`] | contacts on file, asking for a number, several numbers, several contacts |
//! | [`number`] | a number as read, a contact's name |
//! | [`contact`] | a contact's page, a new contact, and what is written down about one |
//! | [`route`] | kind of sending, channel, already open, team |
//! | [`window`] | open window |
//! | [`check`] | the check of the number |
//! | [`templates`] | template list, preview |
//! | [`parameters`] | one value after the other |
//! | [`review`] | the finished message, sending it |
//! | [`settings`] | what people and owners set |
//! | [`company`] | words to opt out by, currencies and prices |
//! | [`replies`] | quick replies |
//! | [`held`] | what waits in one attendance, and one message of it |
//! | [`confirm`] | whether something goes to this contact |
//! | [`attending`] | texts to the contact, concluding |
//! | [`transfer`] | offering an attendance to a team or a person |
//! | [`topic`] | what is said in the topic of an attendance |
//! | [`more`] | what else there is to an attendance, and internal notes |
//! | [`history`] | what happened with a contact |
//! | [`card`] | the card of an attendance |

pub mod action;
pub mod attending;
mod back;
pub mod card;
pub mod channels;
pub mod company;
pub mod contact;
pub mod contacts;
pub mod deep_link;
pub mod effect;
pub mod facts;
pub mod file;
pub mod held;
pub mod history;
pub mod home;
pub mod house;
pub mod input;
pub mod label;
pub mod line;
pub mod lists;
pub mod more;
pub mod number;
pub mod parameters;
mod pieces;
pub mod replies;
pub mod resume;
pub mod review;
pub mod route;
pub mod check;
pub mod confirm;
pub mod screen;
pub mod settings;
pub mod shown;
pub mod state;
pub mod step;
pub mod stored;
pub mod summary;
pub mod templates;
#[cfg(test)]
pub(crate) mod tests;
pub mod timeline;
pub mod topic;
pub mod trail;
pub mod transfer;
mod window;

pub use action::{Action, Quick};
pub use card::{Card, CardAction};
pub use facts::{Company, Facts, Need};
pub use input::{Checked, Command, Enter, Input};
use pieces::{back_and_cancel, own, pager, pages};
pub use screen::{Line, Prompt, Screen, Toast};
pub use state::{Effect, State};
pub use step::{Change, Draft, Opening, Show, Step, Stepped};

use crate::domain::delivery::Content;
use crate::domain::limit::{CURRENT_AGE_MAX, TYPED_TEXT_LEN_MAX};
use crate::domain::phone::Phone;

/// One step of the dialogue.
pub fn step(state: &State, input: &Input, facts: &Facts) -> Stepped {
    match input {
        // A value, a name or a note may begin with a slash.
        Input::Command(Command::Unknown(text)) if takes_any_words(state) => typed(state, text, facts),
        Input::Command(command) => home::command(state, command, facts),
        Input::Press(Action::Back) => back::back(state, facts),
        Input::Press(Action::Cancel | Action::Menu) => Ok(home::leave(state)),
        Input::Press(action) => press(state, action, facts),
        Input::Typed(text) => typed(state, text, facts),
        Input::Card { numbers, name } => contacts::card(state, numbers, name.as_deref(), facts),
        Input::File(file) => file::taken(state, file, facts),
        Input::Location { latitude, longitude, name, address } => {
            if let (State::Attending { attendance, used_at }, Some(place)) = (state, input.content()) {
                return attending::share(state, *attendance, *used_at, place, None, facts);
            }
            Ok(parameters::location(state, *latitude, *longitude, name.as_deref(), address.as_deref()))
        }
        Input::Unreadable => Ok(Step::to(state.clone()).saying(Line::Unreadable)),
        Input::Reworded(words) => Ok(confirm::reworded(state, words, facts)),
        Input::Noted { attendance, text } => more::note(state, *attendance, text, facts),
        Input::Slash { text, .. } if takes_any_words(state) => typed(state, text, facts),
        Input::Slash { attendance, text } => match replies::said(state, *attendance, text, facts)? {
            Some(step) => Ok(step),
            None => Ok(Step::to(state.clone()).saying(Line::UnknownCommand(text.clone()))),
        },
        Input::Reply { attendance, content, answers } => {
            attending::reply(state, *attendance, content, answers.as_ref(), facts)
        }
        Input::InTopic { attendance, content, said, is_buried } => {
            topic::said(state, *attendance, content, said, *is_buried, facts)
        }
        Input::Doubtful(said) if matches!(**said, Input::Command(Command::Note(_))) => {
            Ok(Step::to(state.clone()).saying(Line::NoteHow))
        }
        Input::Doubtful(said) => match (state, said.content()) {
            (State::Attending { attendance, .. }, Some(content)) => {
                Ok(confirm::ask(*attendance, content, said.album(), facts))
            }
            // It may have been meant for a contact, and must not go to another one as a value, say.
            (elsewhere, Some(content)) if takes_any_words(elsewhere) || !is_number(&content, facts) => {
                Ok(Step::to(elsewhere.clone()).with(Change::NotPlaced).showing(Show::Nothing))
            }
            (_elsewhere, _) => step(state, said, facts),
        },
        Input::Checked { channel, phone, checked } => {
            let answers = Effect::CheckNumber { channel: channel.clone(), phone: phone.clone() };
            if state.effect() == Some(answers) {
                check::checked(state, checked, facts)
            } else {
                Ok(late(state))
            }
        }
        Input::Moved { channel, file, moved } => {
            let answers = Effect::MoveFile { channel: channel.clone(), file: file.clone() };
            Ok(if state.effect() == Some(answers) { parameters::moved(state, moved) } else { late(state) })
        }
        Input::RatesRead { file, text } => Ok(company::fetched(state, file, text, facts)),
        Input::OfContact(heard) => Ok(contact::files::heard(state, heard)),
        Input::LinkEnded { channel, end } => channels::ended(state, channel, end),
        Input::Enter(enter) => attending::enter(state, *enter, facts),
    }
}

/// Whether it is a number and nothing else: it starts an attendance, whatever it answers.
fn is_number(said: &Content, facts: &Facts) -> bool {
    matches!(said, Content::Text { body } if Phone::parse(body, &facts.company.country).is_ok())
}

/// Whether the step waits for words of any kind.
const fn takes_any_words(state: &State) -> bool {
    if let State::Settings { place } = state {
        return settings::asks_for_words(*place);
    }
    if let State::Replies { place } = state {
        return replies::asks_for_words(place);
    }
    matches!(
        state,
        State::Parameter { .. }
            | State::NameContact { .. }
            | State::Note { .. }
            | State::Conclude { reason: Some(_), .. }
    ) || takes_words_of_contact(state)
        || matches!(state, State::House { place } if house::takes_words(place))
        || matches!(state, State::Company { place } if company::takes_words(place))
}

const fn takes_words_of_contact(state: &State) -> bool {
    if let State::Contact { place } = state { place.takes_words() } else { false }
}

/// An answer from outside to what is not asked any more: of no use, and nobody is disturbed.
fn late(state: &State) -> Step {
    Step::to(state.clone()).showing(Show::Nothing)
}

/// Draws the panel of a state.
pub fn view(state: &State, facts: &Facts) -> Result<Screen, Need> {
    match state {
        State::Home | State::Help | State::Language => Ok(home::view(state, facts)),
        State::Attendances { tab, page, query } => lists::view_attendances(*tab, *page, query, facts),
        State::Queue { page } => lists::view_queue(*page, facts),
        State::Channels { page } => Ok(channels::view(*page, facts)),
        State::Linking { channel, ended } => Ok(channels::view_linking(channel, ended.as_ref(), facts)),
        State::Settings { place } => Ok(settings::view(*place, facts)),
        State::Company { place } => Ok(company::view(place, facts)),
        State::Replies { place } => replies::view(place, facts),
        State::House { place } => house::view(place, facts),
        State::Held { attendance, page } => held::view(*attendance, *page, facts),
        State::HeldMessage { attendance, message } => held::view_message(*attendance, *message, facts),
        State::Contacts { list } => contacts::view_list(list, facts),
        State::AskNumber => Ok(contacts::view_ask()),
        State::PickNumber { phones, name } => Ok(contacts::view_numbers(phones, name.as_deref())),
        State::PickContact { phone } => contacts::view_same_number(phone, facts),
        State::Number { to, .. } => number::view(to, facts),
        State::NameContact { to, .. } => number::view_name(to, facts),
        State::Contact { place } => contact::view(place, facts),
        State::SendType { trail } => route::view_send_type(trail, facts),
        State::Channel { trail } => route::view_channel(trail, facts),
        State::Taken { trail, channel } => route::view_taken(trail, channel, facts),
        State::Team { trail, channel } => route::view_team(trail, channel, facts),
        State::WindowOpen { choice } => window::view(choice, facts),
        State::Checking { choice } | State::NotOnWhatsapp { choice } => {
            check::view_check(choice, matches!(state, State::Checking { .. }), facts)
        }
        State::Template { choice, list, category } => templates::view_list(choice, list, *category, facts),
        State::Preview { choice, filled } => templates::view_preview(choice, filled, facts),
        State::Parameter { choice, filled, index, moving } => {
            parameters::view(choice, filled, *index, moving.is_some(), facts)
        }
        State::Review { choice, filled, rules } => review::view(choice, filled, *rules, facts),
        State::Attending { attendance, .. } => attending::view(*attendance, facts),
        State::CorrectNumber { attendance } => attending::view_correct(*attendance, facts),
        State::More { attendance } => more::view(*attendance, facts),
        State::History { attendance, page, alone } => history::view(*attendance, *page, *alone, facts),
        State::Note { attendance } => more::view_note(*attendance, facts),
        State::Transfer { attendance, page } => transfer::view(*attendance, *page, facts),
        State::ConfirmText { attendance, text, content, album, .. } => {
            confirm::view(*attendance, text, content.as_deref(), album.as_ref(), facts)
        }
        State::Conclude { attendance, reason } => attending::view_conclude(*attendance, *reason, facts),
    }
}

/// A button of the current panel. One that is not on it (a foreign client, a list that changed) only redraws.
fn press(state: &State, action: &Action, facts: &Facts) -> Stepped {
    let common = home::press(state, action, facts)?;
    if let Some(step) = common {
        return Ok(step);
    }
    match state {
        State::Home
        | State::Help
        | State::Language
        | State::Settings { .. }
        | State::Company { .. }
        | State::AskNumber
        | State::NameContact { .. }
        | State::Checking { .. }
        | State::Note { .. }
        | State::CorrectNumber { .. } => Ok(Step::to(state.clone())),
        State::Attendances { tab, page, query } => Ok(lists::press_attendances(*tab, *page, query, action)),
        State::Queue { page } => Ok(lists::press_queue(*page, action)),
        State::Channels { page } => Ok(channels::press(*page, action, facts)),
        State::Linking { channel, ended } => {
            Ok(channels::press_linking(channel, ended.as_ref(), action, facts))
        }
        State::Replies { place } => {
            Ok(replies::turned(place, action).unwrap_or_else(|| Step::to(state.clone())))
        }
        State::House { place } => house::press(place, action, facts),
        State::Held { attendance, page } => held::press(*attendance, *page, action, facts),
        State::HeldMessage { attendance, message } => {
            held::press_message(*attendance, *message, action, facts)
        }
        State::Contacts { list } => contacts::press_list(list, action, facts),
        State::PickNumber { phones, name } => contacts::press_number(phones, name.as_deref(), action, facts),
        State::PickContact { phone } => contacts::press_same_number(phone, action, facts),
        State::Number { to, kept, lists } => number::press(to, kept.as_deref(), lists, action, facts),
        State::Contact { place } => contact::press(place, action, facts),
        State::SendType { trail } => route::press_send_type(trail, action, facts),
        State::Channel { trail } => route::press_channel(trail, action, facts),
        State::Taken { trail, channel } => route::press_taken(trail, channel, action, facts),
        State::Team { trail, channel } => route::press_team(trail, channel, action, facts),
        State::WindowOpen { choice } => window::press(choice, action, facts),
        State::NotOnWhatsapp { choice } => Ok(check::press_not_on_whatsapp(choice, action)),
        State::Template { choice, list, category } => {
            templates::press_list(choice, list, *category, action, facts)
        }
        State::Preview { choice, filled } => Ok(templates::press_preview(choice, filled, action)),
        State::Parameter { choice, filled, index, moving } => {
            parameters::press(choice, filled, *index, moving.as_ref(), action, facts)
        }
        State::Review { choice, filled, rules } => review::press(choice, filled, *rules, action, facts),
        State::Attending { attendance, .. } => attending::press(state, *attendance, action, facts),
        State::More { attendance } => more::press(*attendance, action, facts),
        State::History { attendance, page, alone } => {
            history::press(*attendance, *page, *alone, action, facts)
        }
        State::Transfer { attendance, page } => transfer::press(*attendance, *page, action, facts),
        State::ConfirmText { attendance, text, content, album, said_in } => {
            let said = confirm::said(text, content.as_deref(), album.as_ref());
            confirm::press(state, *attendance, &said, said_in, action, facts)
        }
        State::Conclude { attendance, reason } => {
            attending::press_conclude(*attendance, *reason, action, facts)
        }
    }
}

/// A text. Steps that wait for one take it; elsewhere a number in it starts an attendance.
fn typed(state: &State, text: &str, facts: &Facts) -> Stepped {
    let whole = text;
    let short: String = text.chars().take(TYPED_TEXT_LEN_MAX).collect();
    let text = short.as_str();
    match state {
        State::Contacts { list } => contacts::typed_in_list(list, text, facts),
        State::Attendances { tab, .. } => lists::typed_in_attendances(state, *tab, text, facts),
        State::Settings { place } => or_anywhere(settings::typed(*place, text, facts), state, text, facts),
        State::Company { place } => or_anywhere(company::typed(place, text, facts), state, text, facts),
        State::Replies { place } => or_anywhere(replies::typed(place, whole, facts)?, state, text, facts),
        State::AskNumber => contacts::typed_number(state, text, facts),
        State::NameContact { to, kept, lists } => number::typed_name(to, kept.as_deref(), lists, text, facts),
        State::Contact { place } => contact::typed(place, text, facts),
        State::Template { choice, category, .. } => Ok(templates::typed(choice, *category, text)),
        State::Parameter { choice, filled, index, moving } => {
            Ok(parameters::typed(choice, filled, *index, moving.as_ref(), text))
        }
        State::Attending { attendance, used_at } => {
            // A number may be meant for the contact, or to start with somebody else: that is not guessed. What goes to
            // a contact is never cut: too long is said.
            let ambiguous = Phone::parse(text, &facts.company.country).is_ok();
            let late = facts.now - *used_at > CURRENT_AGE_MAX;
            if ambiguous || (late && whole.len() == short.len()) {
                Ok(confirm::ask(*attendance, Content::Text { body: text.to_owned() }, None, facts))
            } else {
                attending::say(state, *attendance, &Content::Text { body: whole.to_owned() }, None, facts)
            }
        }
        State::House { place } => or_anywhere(house::typed(place, whole, facts), state, text, facts),
        State::Note { attendance } => more::note(state, *attendance, whole, facts),
        State::CorrectNumber { attendance } => attending::correct(state, *attendance, text, facts),
        State::Conclude { attendance, reason: Some(reason) } => {
            attending::conclude(*attendance, *reason, Some(text), facts)
        }
        State::Home
        | State::Help
        | State::Language
        | State::Queue { .. }
        | State::Channels { .. }
        | State::Linking { .. }
        | State::Held { .. }
        | State::HeldMessage { .. }
        | State::More { .. }
        | State::History { .. }
        | State::Transfer { .. }
        | State::PickNumber { .. }
        | State::PickContact { .. }
        | State::Number { .. }
        | State::SendType { .. }
        | State::Channel { .. }
        | State::Taken { .. }
        | State::Team { .. }
        | State::WindowOpen { .. }
        | State::Checking { .. }
        | State::NotOnWhatsapp { .. }
        | State::Preview { .. }
        | State::Review { .. }
        | State::ConfirmText { .. }
        | State::Conclude { reason: None, .. } => contacts::typed_anywhere(state, text, facts),
    }
}

/// What a place did with a text, or what is done with one anywhere.
fn or_anywhere(step: Option<Step>, state: &State, text: &str, facts: &Facts) -> Stepped {
    step.map_or_else(|| contacts::typed_anywhere(state, text, facts), Ok)
}

/// Where a number leads: the contact on file, a choice between several, or a new one.
fn to_number(from: &State, phone: &Phone, name: Option<&str>, facts: &Facts) -> Stepped {
    let found = facts.contacts_with(phone)?;
    let next = match found {
        [] => State::number(state::Who::New { phone: phone.clone(), name: name.map(ToOwned::to_owned) }),
        [one] => State::number(state::Who::Known { contact: one.id, phone: Some(phone.clone()) }),
        _several => State::PickContact { phone: phone.clone() },
    };
    Ok(Step::to(next).draft(home::draft_of(from)))
}
