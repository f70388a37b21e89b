//! All that is kept about one contact, as a file that can be handed to them. Who handles contacts by the file may ask for it;
//! what they may not see stays out of it, and is counted.

use super::super::facts::{Facts, Need};
use super::super::screen::{Line, Person, Prompt, Screen};
use super::super::state::State;
use super::super::step::{self, Show, Step, Stepped};
use super::super::{attending, back_and_cancel};
use super::decide::may_manage;
use super::{About, Change, Panel, Place, Remark};
use crate::domain::id::ContactId;

/// A button of the page that leads here: it is begun at once.
pub fn from_page(about: &About, facts: &Facts) -> Stepped {
    let here = Step::to(about.page());
    let Some(contact) = facts.contact(about.contact)?.map(|one| one.id) else { return Ok(here) };
    if !may_manage(&facts.me) {
        return Ok(here.saying(Line::NotAllowed));
    }
    // One that was merged is known by the contact that is left.
    let about = About { contact, ..about.clone() };
    let change = Change::Copy { contact };
    Ok(Step::to(State::Contact { place: Place::Copying { about } }).with(step::Change::OfContact(change)))
}

/// The panel while it is gathered.
pub fn view(about: &About, facts: &Facts) -> Result<Screen, Need> {
    let Some(contact) = facts.contact(about.contact)? else { return Ok(attending::gone()) };
    let person = Person { name: contact.name.clone(), phone: contact.phone.clone() };
    let panel = Panel::Copying { person };
    Ok(Screen { prompt: Prompt::OfContact(Box::new(panel)), line: None, rows: vec![back_and_cancel()] })
}

/// It was sent without so many attendances, or could not be. Who has gone elsewhere is not disturbed by it.
pub fn heard(state: &State, contact: ContactId, hidden: Option<u32>) -> Step {
    if let State::Contact { place: Place::Copying { about } } = state
        && about.contact == contact
    {
        let remark = hidden.map_or(Remark::ExportFailed, Remark::Copied);
        return Step::to(about.page()).saying(Line::OfContact(remark));
    }
    Step::to(state.clone()).showing(Show::Nothing)
}
