//! Ways to a number: contacts on file, a typed or pasted number, a contact card, and what to do when there are several.

use super::contact::Press;
use super::facts::{Facts, Need};
use super::home::draft_of;
use super::lists::{page_there, turned};
use super::screen::{Button, Label, Line, Prompt, Screen};
use super::state::{ListView, Lists, State, Who};
use super::step::{Step, Stepped};
use super::{Action, back_and_cancel, own, pager, to_number};
use crate::domain::contact::Contact;
use crate::domain::limit::PHONES_IN_TEXT_MAX;
use crate::domain::phone::{Phone, PhoneFault};
use crate::domain::profile::Field;

/// Characters of what is sought: more than a name has.
const QUERY_LEN_MAX: usize = 64;

/// A text where none is waited for: the numbers in it, if any.
pub fn typed_anywhere(state: &State, text: &str, facts: &Facts) -> Stepped {
    if let Ok(phone) = Phone::parse(text, &facts.company.country) {
        return to_number(state, &phone, None, facts);
    }
    let phones = Phone::find_all(text, &facts.company.country);
    match phones.as_slice() {
        [] => Ok(Step::to(state.clone()).saying(not_a_number(state, text, facts))),
        [one] => to_number(state, one, None, facts),
        _several => Ok(Step::to(State::PickNumber { phones, name: None }).draft(draft_of(state))),
    }
}

/// The line for a text without a number: what is wrong with it if it was meant as one.
fn not_a_number(state: &State, text: &str, facts: &Facts) -> Line {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    match Phone::parse(text, &facts.company.country) {
        Err(fault) if digits >= 4 && letters == 0 => Line::Phone(fault),
        _ if state.is_draft() => Line::UseButtons,
        _ => Line::NotUnderstood,
    }
}

/// The step that asks for a number.
pub fn typed_number(state: &State, text: &str, facts: &Facts) -> Stepped {
    match Phone::parse(text, &facts.company.country) {
        Ok(phone) => to_number(state, &phone, None, facts),
        Err(fault) => {
            let phones = Phone::find_all(text, &facts.company.country);
            match phones.as_slice() {
                [] => Ok(match Field::Name.read(text) {
                    // Who begins with the name is asked for the number next.
                    Ok(name) if is_like_a_name(&name) => super::contact::form::named(name),
                    Ok(_) | Err(_) => Step::to(state.clone()).saying(Line::Phone(fault)),
                }),
                [one] => to_number(state, one, None, facts),
                _several => Ok(Step::to(State::PickNumber { phones, name: None })),
            }
        }
    }
}

/// Whether a text that is no number is meant as a name.
fn is_like_a_name(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters > text.chars().filter(char::is_ascii_digit).count()
}

/// A contact card, shared or forwarded; its vCard may hold several numbers.
pub fn card(state: &State, numbers: &[String], name: Option<&str>, facts: &Facts) -> Stepped {
    let mut phones: Vec<Phone> = Vec::new();
    let mut fault = PhoneFault::NotANumber;
    for number in numbers {
        match read_card_number(number, &facts.company.country) {
            Ok(phone) if phones.iter().any(|known| known.same_person(&phone)) => {}
            Ok(phone) => phones.push(phone),
            Err(reason) => fault = reason,
        }
    }
    phones.truncate(PHONES_IN_TEXT_MAX);
    match phones.as_slice() {
        [] => Ok(Step::to(state.clone()).saying(Line::Phone(fault))),
        [one] => to_number(state, one, name, facts),
        _several => {
            let next = State::PickNumber { phones, name: name.map(ToOwned::to_owned) };
            Ok(Step::to(next).draft(draft_of(state)))
        }
    }
}

/// Telegram's cards carry the number with or without `+`, or as it stands in an address book. One that cannot be read as
/// it stands is tried with the `+` that Telegram leaves out.
fn read_card_number(number: &str, country: &str) -> Result<Phone, PhoneFault> {
    Phone::parse(number, country).or_else(|first| {
        let with_plus = format!("+{}", number.trim_start_matches('+'));
        Phone::parse(&with_plus, country).map_err(|_second| first)
    })
}

/// Which of these numbers?
pub fn view_numbers(phones: &[Phone], name: Option<&str>) -> Screen {
    let mut rows: Vec<_> = phones
        .iter()
        .map(|phone| {
            vec![Button { action: Action::Phone(phone.clone()), label: Label::Name(phone.display()) }]
        })
        .collect();
    rows.push(back_and_cancel());
    Screen { prompt: Prompt::PickNumber { name: name.map(ToOwned::to_owned) }, line: None, rows }
}

/// A button of the numbers.
pub fn press_number(phones: &[Phone], name: Option<&str>, action: &Action, facts: &Facts) -> Stepped {
    let here = State::PickNumber { phones: phones.to_vec(), name: name.map(ToOwned::to_owned) };
    if let Action::Phone(phone) = action
        && phones.contains(phone)
    {
        return to_number(&here, phone, name, facts);
    }
    Ok(Step::to(here))
}

/// Which of these contacts has this number?
pub fn view_same_number(phone: &Phone, facts: &Facts) -> Result<Screen, Need> {
    let mut rows: Vec<_> = facts.contacts_with(phone)?.iter().map(contact_row).collect();
    rows.push(back_and_cancel());
    Ok(Screen { prompt: Prompt::PickContact { phone: phone.clone() }, line: None, rows })
}

/// A button of these contacts.
pub fn press_same_number(phone: &Phone, action: &Action, facts: &Facts) -> Stepped {
    let found = facts.contacts_with(phone)?;
    if let Action::Contact(id) = action
        && found.iter().any(|one| one.id == *id)
    {
        return Ok(Step::to(State::number(Who::Known { contact: *id, phone: Some(phone.clone()) })));
    }
    Ok(Step::to(State::PickContact { phone: phone.clone() }))
}

pub(super) fn contact_row(contact: &Contact) -> Vec<Button> {
    vec![Button {
        action: Action::Contact(contact.id),
        label: Label::Contact { name: contact.name.clone(), phone: contact.phone.clone() },
    }]
}

/// Contacts on file, the most recent first.
pub fn view_list(list: &ListView, facts: &Facts) -> Result<Screen, Need> {
    let asked = |page: u32| facts.contact_page(&ListView { query: list.query.clone(), page });
    let (at, page) = page_there(list.page, asked)?;
    let mut rows = vec![vec![own(Action::NewNumber)]];
    rows.extend(page.rows.iter().map(contact_row));
    rows.extend(pager(at, page.total));
    if !list.query.is_empty() {
        rows.push(vec![own(Action::ClearFilter)]);
    }
    if super::contact::decide::may_manage(&facts.me) {
        let files = [Press::ImportHow, Press::Export];
        rows.push(files.map(|press| own(Action::OfContact(press))).to_vec());
    }
    rows.push(back_and_cancel());
    let prompt = Prompt::Contacts { query: list.query.clone(), total: page.total };
    Ok(Screen { prompt, line: None, rows })
}

/// On to the number of a contact on file.
pub(super) fn to_contact(contact: &Contact, list: ListView) -> Step {
    let to = Who::Known { contact: contact.id, phone: contact.phone.clone() };
    let lists = Lists { contacts: list, ..Lists::default() };
    Step::to(State::Number { to, kept: None, lists })
}

/// A button of the contacts on file.
pub fn press_list(list: &ListView, action: &Action, facts: &Facts) -> Stepped {
    let here = |list: ListView| Ok(Step::to(State::Contacts { list }));
    if let Action::Contact(id) = action {
        return match facts.contact(*id)? {
            Some(contact) => Ok(to_contact(contact, list.clone())),
            None => here(list.clone()),
        };
    }
    if let Action::OfContact(press) = action {
        return Ok(super::contact::files::from_list(list, press, facts));
    }
    if *action == Action::ClearFilter {
        return here(ListView::default());
    }
    here(ListView { query: list.query.clone(), page: turned(action).unwrap_or(list.page) })
}

/// Typing filters; a whole number leads to it.
pub fn typed_in_list(list: &ListView, text: &str, facts: &Facts) -> Stepped {
    if let Ok(phone) = Phone::parse(text, &facts.company.country) {
        return to_number(&State::Contacts { list: list.clone() }, &phone, None, facts);
    }
    Ok(Step::to(State::Contacts { list: ListView { query: query_of(text), page: 0 } }))
}

/// What was typed, as it is sought.
pub fn query_of(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(QUERY_LEN_MAX).collect()
}

/// The panel that asks for a number.
pub fn view_ask() -> Screen {
    Screen { prompt: Prompt::AskNumber, line: None, rows: vec![back_and_cancel()] }
}
