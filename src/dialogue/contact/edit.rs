//! Another value for one field of a contact.

use super::super::facts::{Facts, Need};
use super::super::screen::{Line, Prompt, Screen};
use super::super::state::State;
use super::super::step::{self, Step, Stepped};
use super::super::{Action, attending, back_and_cancel, own};
use super::{About, Change, Panel, Place, Press, Remark};
use crate::dialogue::screen::Person;
use crate::domain::phone::Phone;
use crate::domain::profile::Field;

/// What stands there now.
fn now(about: &About, field: Field, facts: &Facts) -> Result<Option<String>, Need> {
    let Some(contact) = facts.contact(about.contact)? else { return Ok(None) };
    Ok(match field {
        Field::Name => contact.name.clone(),
        Field::Phone => contact.phone.as_ref().map(Phone::display),
        Field::Email | Field::Company | Field::Note => {
            facts.profile(about.contact)?.details.get(field).map(ToOwned::to_owned)
        }
    })
}

/// The panel.
pub fn view(about: &About, field: Field, facts: &Facts) -> Result<Screen, Need> {
    let Some(contact) = facts.contact(about.contact)? else { return Ok(attending::gone()) };
    let person = Person { name: contact.name.clone(), phone: contact.phone.clone() };
    let now = now(about, field, facts)?;
    let mut rows = Vec::new();
    if field.is_optional() && now.is_some() {
        rows.push(vec![own(Action::OfContact(Press::Erase))]);
    }
    rows.push(back_and_cancel());
    let panel = Panel::Edit { person, field, now };
    Ok(Screen { prompt: Prompt::OfContact(Box::new(panel)), line: None, rows })
}

/// A button of it.
pub fn press(about: &About, field: Field, action: &Action, facts: &Facts) -> Stepped {
    let erases = *action == Action::OfContact(Press::Erase) && field.is_optional();
    if erases && now(about, field, facts)?.is_some() {
        let change = Change::Set { contact: about.contact, field, value: None };
        return Ok(Step::to(about.page())
            .with(step::Change::OfContact(change))
            .saying(Line::OfContact(Remark::Erased(field))));
    }
    Ok(Step::to(State::Contact { place: Place::Edit { about: about.clone(), field } }))
}

/// A value was typed.
pub fn typed(about: &About, field: Field, text: &str, facts: &Facts) -> Stepped {
    let here = Step::to(State::Contact { place: Place::Edit { about: about.clone(), field } });
    if facts.contact(about.contact)?.is_none() {
        return Ok(here);
    }
    let saved = |about: &About, change| {
        Ok(Step::to(about.page()).with(step::Change::OfContact(change)).saying(Line::Saved))
    };
    if field == Field::Phone {
        return match Phone::parse(text, &facts.company.country) {
            Err(fault) => Ok(here.saying(Line::Phone(fault))),
            Ok(phone) => {
                let another = facts.contacts_with(&phone)?.iter().find(|one| one.id != about.contact);
                if let Some(another) = another {
                    return Ok(here.saying(Line::NumberOfAnother { name: another.name.clone() }));
                }
                let about = About { phone: Some(phone.clone()), ..about.clone() };
                saved(&about, Change::Renumber { contact: about.contact, phone })
            }
        };
    }
    match field.read(text) {
        Err(fault) => Ok(here.saying(Line::OfContact(Remark::Field(field, fault)))),
        Ok(value) => saved(about, Change::Set { contact: about.contact, field, value: Some(value) }),
    }
}
