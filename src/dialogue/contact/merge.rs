//! Two contacts that a person says are one. Nothing is lost, and for a day they can be parted again.

use super::super::contacts::{contact_row, query_of};
use super::super::facts::{Facts, Need};
use super::super::lists::{page_there, turned};
use super::super::screen::{Line, Person, Prompt, Screen};
use super::super::state::{ListView, State};
use super::super::step::{self, Step, Stepped};
use super::super::{Action, attending, back_and_cancel, own, pager};
use super::{About, Change, Panel, Place, Press, Remark};
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::domain::limit::MERGE_UNDO_FOR;
use crate::domain::profile::Merged;

fn person(contact: &Contact) -> Person {
    Person { name: contact.name.clone(), phone: contact.phone.clone() }
}

fn picking(about: &About, list: ListView) -> Step {
    Step::to(State::Contact { place: Place::Merge { about: about.clone(), list } })
}

/// The one that can still be undone.
pub fn undoable(about: &About, facts: &Facts) -> Result<Option<Merged>, Need> {
    let merged = facts.profile(about.contact)?.merged.clone();
    Ok(merged.filter(|one| facts.now - one.at <= MERGE_UNDO_FOR))
}

/// With whom? The other contacts on file.
pub fn view_list(about: &About, list: &ListView, facts: &Facts) -> Result<Screen, Need> {
    let Some(contact) = facts.contact(about.contact)? else { return Ok(attending::gone()) };
    let asked = |page: u32| facts.contact_page(&ListView { query: list.query.clone(), page });
    let (at, page) = page_there(list.page, asked)?;
    let others = page.rows.iter().filter(|one| one.id != about.contact);
    let mut rows: Vec<_> = others.map(contact_row).collect();
    rows.extend(pager(at, page.total));
    if !list.query.is_empty() {
        rows.push(vec![own(Action::ClearFilter)]);
    }
    rows.push(back_and_cancel());
    let panel = Panel::Merge { person: person(contact), query: list.query.clone(), total: page.total };
    Ok(Screen { prompt: Prompt::OfContact(Box::new(panel)), line: None, rows })
}

/// A button of it.
pub fn press_list(about: &About, list: &ListView, action: &Action, facts: &Facts) -> Stepped {
    if let Action::Contact(id) = action
        && *id != about.contact
        && facts.contact(*id)?.is_some()
    {
        return Ok(Step::to(State::Contact { place: Place::MergeSure { about: about.clone(), other: *id } }));
    }
    if *action == Action::ClearFilter {
        return Ok(picking(about, ListView::default()));
    }
    let page = turned(action).unwrap_or(list.page);
    Ok(picking(about, ListView { query: list.query.clone(), page }))
}

/// Typing filters.
pub fn typed(about: &About, text: &str) -> Step {
    picking(about, ListView { query: query_of(text), page: 0 })
}

/// Are they one?
pub fn view_sure(about: &About, other: ContactId, facts: &Facts) -> Result<Screen, Need> {
    let (Some(kept), Some(gone)) = (facts.contact(about.contact)?, facts.contact(other)?) else {
        return Ok(attending::gone());
    };
    let rows = vec![vec![own(Action::OfContact(Press::MergeSure))], back_and_cancel()];
    let panel = Panel::MergeSure { kept: person(kept), gone: person(gone) };
    Ok(Screen { prompt: Prompt::OfContact(Box::new(panel)), line: None, rows })
}

/// A button of it. Two that are both being attended on one channel stay two: one of those attendances is to be concluded
/// first.
pub fn press_sure(about: &About, other: ContactId, action: &Action, facts: &Facts) -> Stepped {
    let here = Step::to(State::Contact { place: Place::MergeSure { about: about.clone(), other } });
    let both =
        facts.contact(about.contact)?.is_some() && facts.contact(other)?.is_some_and(|one| one.id == other);
    if *action != Action::OfContact(Press::MergeSure) || !both || other == about.contact {
        return Ok(here);
    }
    let theirs = &facts.history(other)?.open;
    let mine = &facts.history(about.contact)?.open;
    if mine.iter().any(|one| theirs.iter().any(|their| their.channel == one.channel)) {
        return Ok(here.saying(Line::OfContact(Remark::BothOpen)));
    }
    if facts.profile(about.contact)?.is_leaving || facts.profile(other)?.is_leaving {
        return Ok(here.saying(Line::OfContact(Remark::Leaving)));
    }
    let change = Change::Merge { kept: about.contact, gone: other };
    Ok(Step::to(about.page()).with(step::Change::OfContact(change)).saying(Line::OfContact(Remark::Merged)))
}

/// They are two, after all. Not when an attendance was opened since: whose it is nobody knows, and answers would reach the
/// wrong person.
pub fn undo(about: &About, facts: &Facts) -> Stepped {
    let here = Step::to(about.page());
    Ok(match undoable(about, facts)? {
        Some(merged) if merged.is_lived_on => here.saying(Line::OfContact(Remark::LivedOn)),
        Some(_) if facts.profile(about.contact)?.is_leaving => here.saying(Line::OfContact(Remark::Leaving)),
        Some(merged) => here
            .with(step::Change::OfContact(Change::Part { kept: about.contact, merge: merged.id }))
            .saying(Line::OfContact(Remark::Parted)),
        None => here,
    })
}
