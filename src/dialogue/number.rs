//! A number as read, with the contact if known; and the contact's name.

use super::facts::{Facts, Need};
use super::screen::{Holder, Line, Person, Prompt, Screen};
use super::state::{Lists, State, Trail, Who};
use super::step::{Change, Step, Stepped};
use super::{Action, back_and_cancel, own};
use crate::domain::attendance::Attendance;
use crate::domain::contact::Contact;
use crate::domain::limit::CONTACT_NAME_LEN_MAX;
use crate::domain::template::Filled;

/// Name and number, as far as known.
pub fn person(to: &Who, facts: &Facts) -> Result<Person, Need> {
    Ok(match to {
        Who::New { phone, name } => Person { name: name.clone(), phone: Some(phone.clone()) },
        Who::Known { contact, phone } => {
            let contact = facts.contact(*contact)?;
            Person {
                name: contact.and_then(|one| one.name.clone()),
                phone: phone.clone().or_else(|| contact.and_then(|one| one.phone.clone())),
            }
        }
    })
}

/// Somebody new may have been put on file by a colleague since the number was typed: then it is that contact. Of
/// several with a variant of the number only the one with exactly this number counts.
pub fn resolved(to: &Who, facts: &Facts) -> Result<Who, Need> {
    let Who::New { phone, .. } = to else { return Ok(to.clone()) };
    let found = facts.contacts_with(phone)?;
    let is_exact = |one: &&Contact| {
        one.phone.as_ref() == Some(phone) || one.addresses.iter().any(|known| known.value == phone.digits())
    };
    let only = || if let [one] = found { Some(one) } else { None };
    Ok(match found.iter().find(is_exact).or_else(only) {
        Some(known) => Who::Known { contact: known.id, phone: Some(phone.clone()) },
        None => to.clone(),
    })
}

/// Whose an attendance is, as far as this person may know.
pub fn holder(attendance: &Attendance, facts: &Facts) -> Holder {
    if attendance.staff == Some(facts.me.id) {
        return Holder::Me;
    }
    if !facts.me.may_see_team(&attendance.team) {
        return Holder::OtherTeam;
    }
    Holder::Colleague {
        name: attendance.staff.and_then(|id| facts.company.find_staff(id)).map(|one| one.name.clone()),
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
    let Some(phone) = person.phone.clone() else {
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
pub fn press(to: &Who, kept: Option<&Filled>, lists: &Lists, action: &Action) -> Step {
    let (to, kept, lists) = (to.clone(), kept.cloned().map(Box::new), lists.clone());
    Step::to(if *action == Action::Converse {
        State::SendType { trail: Trail { to, kept, lists } }
    } else if *action == Action::NameContact {
        State::NameContact { to, kept, lists }
    } else {
        State::Number { to, kept, lists }
    })
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

/// A name was typed: the contact is on file from now on.
pub fn typed_name(to: &Who, kept: Option<&Filled>, lists: &Lists, text: &str, facts: &Facts) -> Stepped {
    let (kept, lists) = (kept.cloned().map(Box::new), lists.clone());
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let long = name.chars().count() > CONTACT_NAME_LEN_MAX;
    if long || !name.chars().any(char::is_alphanumeric) {
        return Ok(Step::to(State::NameContact { to: to.clone(), kept, lists }).saying(Line::Name));
    }
    let to = &resolved(to, facts)?;
    let known = match to {
        Who::New { phone, .. } => Who::Known { contact: facts.fresh.contact, phone: Some(phone.clone()) },
        Who::Known { .. } => to.clone(),
    };
    Ok(Step::to(State::Number { to: known, kept, lists })
        .with(Change::NameContact { to: to.clone(), name })
        .saying(Line::Saved))
}
