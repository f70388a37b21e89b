//! A new contact: name, number, e-mail, company, note; everything but name and number can be left out.

use super::super::facts::Facts;
use super::super::number::resolved;
use super::super::screen::{Line, Prompt, Screen};
use super::super::state::{State, Who};
use super::super::step::{self, Step, Stepped};
use super::super::{Action, back_and_cancel, own};
use super::{Change, Panel, Place, Press, Remark, Way};
use crate::domain::phone::Phone;
use crate::domain::profile::{Details, Field};
use serde::{Deserialize, Serialize};

/// What was typed so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The name.
    pub name: String,
    /// The number, once it is known.
    pub phone: Option<Phone>,
    /// Whether the number was there before the name: then it is not asked for.
    #[serde(default)]
    pub began_with_number: bool,
    /// What else is known.
    #[serde(default)]
    pub details: Details,
}

fn at(form: &Form, asks: Option<Field>, way: &Way) -> State {
    State::Contact { place: Place::New { form: form.clone(), asks, way: way.clone() } }
}

/// The name of somebody with this number was typed.
pub fn begin(name: String, phone: Phone, way: Way) -> Step {
    let form = Form { name, phone: Some(phone), began_with_number: true, details: Details::default() };
    Step::to(at(&form, Some(Field::Email), &way))
}

/// A name was typed before any number.
pub fn named(name: String) -> Step {
    let form = Form { name, phone: None, began_with_number: false, details: Details::default() };
    Step::to(at(&form, Some(Field::Phone), &Way::default()))
}

const fn after(field: Field) -> Option<Field> {
    match field {
        Field::Name => Some(Field::Phone),
        Field::Phone => Some(Field::Email),
        Field::Email => Some(Field::Company),
        Field::Company => Some(Field::Note),
        Field::Note => None,
    }
}

/// One step back, with what was typed kept.
pub fn before(form: &Form, asks: Option<Field>, way: &Way) -> State {
    let to_name = || match &form.phone {
        Some(phone) if form.began_with_number => State::NameContact {
            to: Who::New { phone: phone.clone(), name: Some(form.name.clone()) },
            kept: way.kept.clone(),
            lists: way.lists.clone(),
        },
        Some(_) | None => State::AskNumber,
    };
    match asks {
        None => at(form, Some(Field::Note), way),
        Some(Field::Note) => at(form, Some(Field::Company), way),
        Some(Field::Company) => at(form, Some(Field::Email), way),
        Some(Field::Email) if !form.began_with_number => at(form, Some(Field::Phone), way),
        Some(Field::Email | Field::Phone | Field::Name) => to_name(),
    }
}

/// The panel.
pub fn view(form: &Form, asks: Option<Field>) -> Screen {
    let mut rows = Vec::new();
    if form.phone.is_some() {
        rows.push(vec![own(Action::OfContact(Press::Save))]);
    }
    if asks.is_some_and(Field::is_optional) {
        rows.push(vec![own(Action::OfContact(Press::Skip))]);
    }
    rows.push(back_and_cancel());
    Screen { prompt: Prompt::OfContact(Box::new(Panel::New { form: form.clone(), asks })), line: None, rows }
}

/// A button of it.
pub fn press(form: &Form, asks: Option<Field>, way: &Way, action: &Action, facts: &Facts) -> Stepped {
    let here = Step::to(at(form, asks, way));
    let Action::OfContact(press) = action else { return Ok(here) };
    match (press, asks) {
        (Press::Save, _) => save(form, asks, way, facts),
        (Press::Skip, Some(field)) if field.is_optional() => {
            let mut form = form.clone();
            form.details.set(field, None);
            Ok(Step::to(at(&form, after(field), way)))
        }
        _not_on_it => Ok(here),
    }
}

/// A value was typed.
pub fn typed(form: &Form, field: Field, way: &Way, text: &str, facts: &Facts) -> Stepped {
    let here = Step::to(at(form, Some(field), way));
    let mut form = form.clone();
    match field {
        Field::Phone => match Phone::read(text, &facts.company.country) {
            Err(fault) => return Ok(here.saying(Line::Phone(fault))),
            Ok(found) => {
                let Some(phone) = found.into_iter().next() else { return Ok(here) };
                if let Some(one) = facts.contacts_with(&phone)?.first() {
                    return Ok(here.saying(Line::NumberOfAnother { name: one.name.clone() }));
                }
                form.phone = Some(phone);
            }
        },
        Field::Name | Field::Email | Field::Company | Field::Note => match field.read(text) {
            Err(fault) => return Ok(here.saying(Line::OfContact(Remark::Field(field, fault)))),
            Ok(name) if field == Field::Name => form.name = name,
            Ok(value) => form.details.set(field, Some(value)),
        },
    }
    Ok(Step::to(at(&form, after(field), way)))
}

/// The contact is on file from now on. Somebody may have filed the number meanwhile: then what was typed here, which is
/// the latest that anybody knows, is written down there.
fn save(form: &Form, asks: Option<Field>, way: &Way, facts: &Facts) -> Stepped {
    let Some(phone) = &form.phone else { return Ok(Step::to(at(form, asks, way))) };
    let to = resolved(&Who::New { phone: phone.clone(), name: Some(form.name.clone()) }, facts)?;
    let changes = match &to {
        Who::New { .. } => {
            let (name, phone) = (form.name.clone(), phone.clone());
            vec![Change::Create { name, phone, details: form.details.clone() }]
        }
        Who::Known { contact, .. } => {
            let set = |field, value| Change::Set { contact: *contact, field, value: Some(value) };
            let details = Field::ALL
                .into_iter()
                .filter_map(|field| form.details.get(field).map(|value| set(field, value.to_owned())));
            std::iter::once(set(Field::Name, form.name.clone())).chain(details).collect()
        }
    };
    let contact = match to {
        Who::New { .. } => facts.fresh.contact,
        Who::Known { contact, .. } => contact,
    };
    let known = Who::Known { contact, phone: Some(phone.clone()) };
    let next = State::Number { to: known, kept: way.kept.clone(), lists: way.lists.clone() };
    let step =
        changes.into_iter().fold(Step::to(next), |step, change| step.with(step::Change::OfContact(change)));
    Ok(step.saying(Line::Saved))
}
