//! A number as read, with the contact if known; and the contact's name.

use super::facts::{Facts, Need};
use super::screen::{Holder, Line, Person, Prompt, Screen};
use super::state::{Lists, State, Trail, Who};
use super::step::{Change, Step, Stepped};
use super::{Action, back_and_cancel, contact, own};
use crate::domain::attendance::Attendance;
use crate::domain::contact::Contact;
use crate::domain::phone::Phone;
use crate::domain::profile::Field;
use crate::domain::template::Filled;

/// Name and number, as far as known.
pub fn person(to: &Who, facts: &Facts) -> Result<Person, Need> {
    Ok(match to {
        Who::New { phone, name } => Person { name: name.clone(), phone: Some(phone.clone()) },
        Who::Known { contact, phone } => {
            let contact = facts.contact(*contact)?;
            Person { name: contact.and_then(|one| one.name.clone()), phone: dialled(contact, phone.as_ref()) }
        }
    })
}

/// The number that is dialled: the contact's own, whichever of theirs was typed.
fn dialled(contact: Option<&Contact>, typed: Option<&Phone>) -> Option<Phone> {
    contact.and_then(|one| one.phone.clone()).or_else(|| typed.cloned())
}

/// Somebody new may have been put on file by a colleague since the number was typed: then it is that contact. Of
/// several with a variant of the number only the one with exactly this number counts. Who has become one with somebody
/// else is that one.
pub fn resolved(to: &Who, facts: &Facts) -> Result<Who, Need> {
    let phone = match to {
        Who::New { phone, .. } => phone,
        Who::Known { contact, phone } => {
            let found = facts.contact(*contact)?;
            let now = found.map_or(*contact, |one| one.id);
            return Ok(Who::Known { contact: now, phone: dialled(found, phone.as_ref()) });
        }
    };
    let found = facts.contacts_with(phone)?;
    let is_exact = |one: &&Contact| {
        one.phone.as_ref() == Some(phone) || one.addresses.iter().any(|known| known.value == phone.digits())
    };
    let only = || if let [one] = found { Some(one) } else { None };
    Ok(match found.iter().find(is_exact).or_else(only) {
        Some(known) => Who::Known { contact: known.id, phone: dialled(Some(known), Some(phone)) },
        None => to.clone(),
    })
}

/// Whose an attendance is, as far as this person may know.
pub fn holder(attendance: &Attendance, facts: &Facts) -> Holder {
    if attendance.staff == Some(facts.me.id) {
        return Holder::Me;
    }
    if !facts.may_see(attendance) {
        return Holder::OtherTeam;
    }
    Holder::Colleague {
        name: attendance.staff.and_then(|id| facts.company.name_of(id)).map(str::to_owned),
        team: facts.company.find_team(&attendance.team).map_or_else(String::new, |team| team.name.clone()),
        since: attendance.opened_at,
    }
}

/// The number as read, with the contact if known.
pub fn view(to: &Who, facts: &Facts) -> Result<Screen, Need> {
    let person = person(to, facts)?;
    let (contact, history) = match to {
        Who::New { .. } => (None, None),
        Who::Known { contact, .. } => (facts.contact(*contact)?, Some(facts.history(*contact)?)),
    };
    let open = history.map(|one| one.open.iter().map(|each| holder(each, facts)).collect());
    let naming = own(Action::NameContact);
    let rows = vec![vec![own(Action::Converse)], vec![naming, own(Action::Cancel)], vec![own(Action::Back)]];
    let Some(phone) = to.phone().cloned().or_else(|| person.phone.clone()) else {
        // Known by another identity than a number: there is nothing to read, the person can be written to all the same.
        let chosen = super::screen::Chosen { person, channel: None, team: None };
        return Ok(Screen { prompt: Prompt::SendType { chosen }, line: None, rows });
    };
    let prompt = Prompt::Number {
        person,
        phone,
        contact: contact.cloned().map(Box::new),
        last: history.and_then(|one| one.last.clone()),
        open: open.unwrap_or_default(),
    };
    Ok(Screen { prompt, line: None, rows })
}

/// A button below the number.
pub fn press(to: &Who, kept: Option<&Filled>, lists: &Lists, action: &Action, facts: &Facts) -> Stepped {
    let (to, kept, lists) = (to.clone(), kept.cloned().map(Box::new), lists.clone());
    if *action == Action::Converse {
        return converse(Trail { to, kept, lists }, facts);
    }
    if *action != Action::NameContact {
        return Ok(Step::to(State::Number { to, kept, lists }));
    }
    Ok(Step::to(match resolved(&to, facts)? {
        Who::New { .. } => State::NameContact { to, kept, lists },
        Who::Known { contact, phone } => {
            contact::About { contact, phone, way: contact::Way { kept, lists } }.page()
        }
    }))
}

/// On to the kind of sending, unless the contact is blocked.
pub fn converse(trail: Trail, facts: &Facts) -> Stepped {
    if let Who::Known { contact, .. } = &trail.to
        && let Some(refusal) = contact::decide::refusal(*contact, facts)?
    {
        return Ok(Step::to(before(&trail)).saying(refusal));
    }
    let to = resolved(&trail.to, facts)?;
    Ok(Step::to(State::SendType { trail: Trail { to, ..trail } }))
}

/// Back to the number, with what was typed further on.
pub fn before(trail: &Trail) -> State {
    State::Number { to: trail.to.clone(), kept: trail.kept.clone(), lists: trail.lists.clone() }
}

/// The panel that asks for a name.
pub fn view_name(to: &Who, facts: &Facts) -> Result<Screen, Need> {
    Ok(Screen {
        prompt: Prompt::AskName { person: person(to, facts)? },
        line: None,
        rows: vec![back_and_cancel()],
    })
}

/// A name was typed: the rest of a new contact is asked for.
pub fn typed_name(to: &Who, kept: Option<&Filled>, lists: &Lists, text: &str, facts: &Facts) -> Stepped {
    let (kept, lists) = (kept.cloned().map(Box::new), lists.clone());
    let Ok(name) = Field::Name.read(text) else {
        return Ok(Step::to(State::NameContact { to: to.clone(), kept, lists }).saying(Line::Name));
    };
    let to = resolved(to, facts)?;
    let known = match &to {
        Who::New { phone, .. } => {
            return Ok(contact::form::begin(name, phone.clone(), contact::Way { kept, lists }));
        }
        Who::Known { contact, .. } => *contact,
    };
    // A colleague has put the number on file meanwhile.
    let change = contact::Change::Set { contact: known, field: Field::Name, value: Some(name) };
    Ok(Step::to(State::Number { to, kept, lists }).with(Change::OfContact(change)).saying(Line::Saved))
}
