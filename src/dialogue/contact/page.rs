//! The page of a contact: everything that is known, a button to change each of it.

use super::super::facts::{Facts, Need};
use super::super::screen::{Button, Prompt, Screen};
use super::super::state::ListView;
use super::super::state::State;
use super::super::step::{Step, Stepped};
use super::super::{Action, attending, back_and_cancel, number, own};
use super::{About, Panel, Place, Press, copy, decide, forget, merge};
use crate::domain::profile::Field;

/// The panel.
pub fn view(about: &About, facts: &Facts) -> Result<Screen, Need> {
    let Some(contact) = facts.contact(about.contact)? else { return Ok(attending::gone()) };
    let profile = facts.profile(about.contact)?;
    let visits = facts.visits(about.contact, 0)?;
    let last = facts.history(about.contact)?.last.clone();
    let edit = |field| own(Action::OfContact(Press::Edit(field)));
    let mut rows = vec![
        vec![own(Action::Converse)],
        vec![edit(Field::Name), edit(Field::Phone)],
        vec![edit(Field::Email), edit(Field::Company), edit(Field::Note)],
        vec![own(Action::OfContact(Press::Visits)), own(Action::OfContact(Press::Tags))],
    ];
    rows.extend(decisions(about, facts)?);
    rows.push(back_and_cancel());
    let panel = Panel::Page {
        contact: Box::new(contact.clone()),
        profile: Box::new(profile.clone()),
        seen: visits.page.total,
        hidden: visits.hidden,
        last,
        blocked_by: profile
            .blocked
            .and_then(|one| one.by)
            .and_then(|id| facts.company.find_staff(id))
            .map(|one| one.name.clone()),
    };
    Ok(Screen { prompt: Prompt::OfContact(Box::new(panel)), line: None, rows })
}

/// The buttons by which something is decided: only those that this person may press.
fn decisions(about: &About, facts: &Facts) -> Result<Vec<Vec<Button>>, Need> {
    let profile = facts.profile(about.contact)?;
    let may_undo = decide::may_manage(&facts.me);
    let press = |press| own(Action::OfContact(press));
    let merging = match merge::undoable(about, facts)? {
        Some(_merged) => vec![press(Press::Merge), press(Press::Part)],
        None => vec![press(Press::Merge)],
    };
    let mut last = Vec::new();
    match profile.opted_out {
        None => last.push(press(Press::OptOut)),
        Some(_) if may_undo => last.push(press(Press::OptIn)),
        Some(_) => {}
    }
    match profile.blocked {
        None => last.push(press(Press::Block)),
        Some(_) if may_undo => last.push(press(Press::Unblock)),
        Some(_) => {}
    }
    let forget = if may_undo { vec![press(Press::Copy), press(Press::Forget)] } else { Vec::new() };
    Ok([merging, last, forget].into_iter().filter(|row| !row.is_empty()).collect())
}

/// A button of it.
pub fn press(about: &About, action: &Action, facts: &Facts) -> Stepped {
    let here = Step::to(about.page());
    let goes = |place| Ok(Step::to(State::Contact { place }));
    let about_it = || about.clone();
    if facts.contact(about.contact)?.is_none() {
        return Ok(here);
    }
    if *action == Action::Converse {
        return number::converse(about.trail(), facts);
    }
    let Action::OfContact(press) = action else { return Ok(here) };
    if let Press::Edit(field) = press {
        return goes(Place::Edit { about: about_it(), field: *field });
    }
    if *press == Press::Visits {
        return goes(Place::Visits { about: about_it(), page: 0 });
    }
    if *press == Press::Tags {
        return goes(Place::Tags { about: about_it(), page: 0 });
    }
    if *press == Press::Merge {
        return goes(Place::Merge { about: about_it(), list: ListView::default() });
    }
    if *press == Press::Part {
        return merge::undo(about, facts);
    }
    if *press == Press::Copy {
        return copy::from_page(about, facts);
    }
    if *press == Press::Forget {
        return Ok(forget::from_page(about, facts));
    }
    decide::from_page(about, press, facts)
}
