//! The tags of a contact: a tap gives or takes one, a word that is typed is a new one.

use super::super::facts::{Facts, Need, Page};
use super::super::lists::turned;
use super::super::screen::{Button, Label, Line, Person, Prompt, Screen};
use super::super::state::State;
use super::super::step::{self, Step, Stepped};
use super::super::{Action, attending, back_and_cancel, pager, pages};
use super::{About, Change, Panel, Place, Press, Remark};
use crate::domain::fold::fold;
use crate::domain::limit::{LIST_ROWS_MAX, TAGS_MAX};
use crate::domain::profile::{Tag, tag_name};

fn here(about: &About, page: u32) -> Step {
    Step::to(State::Contact { place: Place::Tags { about: about.clone(), page } })
}

/// The tags of one page.
fn page_of(all: &[Tag], page: u32) -> (u32, Page<Tag>) {
    let total = u32::try_from(all.len()).unwrap_or(u32::MAX);
    let page = page.min(pages(total) - 1);
    let from = usize::try_from(page).unwrap_or(usize::MAX).saturating_mul(LIST_ROWS_MAX);
    let rows = all.iter().skip(from).take(LIST_ROWS_MAX).cloned().collect();
    (page, Page { rows, total })
}

/// The panel.
pub fn view(about: &About, page: u32, facts: &Facts) -> Result<Screen, Need> {
    let Some(contact) = facts.contact(about.contact)? else { return Ok(attending::gone()) };
    let person = Person { name: contact.name.clone(), phone: contact.phone.clone() };
    let has = &facts.profile(about.contact)?.tags;
    let (page, shown) = page_of(facts.tags()?, page);
    let row = |tag: &Tag| {
        let label = Label::Ticked { name: tag.name.clone(), is_on: has.contains(tag) };
        vec![Button { action: Action::OfContact(Press::Tag(tag.id)), label }]
    };
    let mut rows: Vec<_> = shown.rows.iter().map(row).collect();
    rows.extend(pager(page, shown.total));
    rows.push(back_and_cancel());
    let panel = Panel::Tags { person, tags: has.iter().map(|tag| tag.name.clone()).collect() };
    Ok(Screen { prompt: Prompt::OfContact(Box::new(panel)), line: None, rows })
}

/// A button of it.
pub fn press(about: &About, page: u32, action: &Action, facts: &Facts) -> Stepped {
    if facts.contact(about.contact)?.is_none() {
        return Ok(here(about, page));
    }
    if let Action::OfContact(Press::Tag(id)) = action
        && facts.tags()?.iter().any(|one| one.id == *id)
    {
        let has = facts.profile(about.contact)?.tags.iter().any(|one| one.id == *id);
        let change = Change::Tag { contact: about.contact, tag: *id, is_on: !has };
        return Ok(here(about, page).with(step::Change::OfContact(change)));
    }
    Ok(here(about, turned(action).unwrap_or(page)))
}

/// A word was typed: the tag that is called so, or a new one.
pub fn typed(about: &About, page: u32, text: &str, facts: &Facts) -> Stepped {
    let here = here(about, page);
    if facts.contact(about.contact)?.is_none() {
        return Ok(here);
    }
    let name = match tag_name(text) {
        Ok(name) => name,
        Err(fault) => return Ok(here.saying(Line::OfContact(Remark::Tag(fault)))),
    };
    let known = facts.tags()?;
    let is_new = known.iter().all(|one| fold(&one.name) != fold(&name));
    if is_new && known.len() >= TAGS_MAX {
        return Ok(here.saying(Line::OfContact(Remark::TooManyTags)));
    }
    let change = Change::NewTag { contact: about.contact, name };
    Ok(here.with(step::Change::OfContact(change)).saying(Line::Saved))
}
