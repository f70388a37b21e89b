//! What is decided about a contact: blocked or not, templates or not.
//!
//! Everybody may block, and note that a contact wants no templates: that protects people. To undo either takes a manager.

use super::super::facts::{Facts, Need};
use super::super::screen::{Line, Person, Prompt, Screen};
use super::super::state::State;
use super::super::step::{self, Step, Stepped};
use super::super::{Action, attending, back_and_cancel, own};
use super::{About, Change, Panel, Place, Press, Remark};
use crate::domain::id::ContactId;
use crate::domain::staff::{Role, StaffMember};

/// Whether a person may undo what protects a contact or the staff, and handle contacts by the file.
pub const fn may_manage(me: &StaffMember) -> bool {
    match me.role {
        Role::Owner | Role::Manager => true,
        Role::Attendant => false,
    }
}

/// What is said to who wants to start with a contact that is blocked; `None` when it is not.
pub fn refusal(contact: ContactId, facts: &Facts) -> Result<Option<Line>, Need> {
    let Some(blocked) = facts.profile(contact)?.blocked else { return Ok(None) };
    let by = blocked.by.and_then(|id| facts.company.find_staff(id)).map(|one| one.name.clone());
    let may_unblock = may_manage(&facts.me);
    Ok(Some(Line::OfContact(Remark::IsBlocked { by, since: blocked.at, may_unblock })))
}

/// What is said when a template shall go to a contact that wants none; `None` when it takes them. Managers may send one all
/// the same.
pub fn wants_none(contact: ContactId, facts: &Facts) -> Result<Option<Line>, Need> {
    let Some(opted_out) = facts.profile(contact)?.opted_out else { return Ok(None) };
    let may_override = may_manage(&facts.me);
    Ok(Some(Line::OfContact(Remark::WantsNoTemplates { since: opted_out.at, may_override })))
}

/// The panel that asks whether the contact is to be blocked.
pub fn view(about: &About, facts: &Facts) -> Result<Screen, Need> {
    let Some(contact) = facts.contact(about.contact)? else { return Ok(attending::gone()) };
    let person = Person { name: contact.name.clone(), phone: contact.phone.clone() };
    let rows = vec![vec![own(Action::OfContact(Press::BlockSure))], back_and_cancel()];
    Ok(Screen { prompt: Prompt::OfContact(Box::new(Panel::Block { person })), line: None, rows })
}

/// A button of it.
pub fn press(about: &About, action: &Action, facts: &Facts) -> Stepped {
    if *action == Action::OfContact(Press::BlockSure) && facts.contact(about.contact)?.is_some() {
        return Ok(decided(about, true, Press::Block));
    }
    Ok(Step::to(State::Contact { place: Place::Block { about: about.clone() } }))
}

fn decided(about: &About, is_on: bool, what: Press) -> Step {
    let contact = about.contact;
    let (change, remark) = if what == Press::Block {
        let remark = if is_on { Remark::Blocked } else { Remark::Unblocked };
        (Change::Block { contact, is_on }, remark)
    } else {
        let remark = if is_on { Remark::OptedOut } else { Remark::OptedIn };
        (Change::OptOut { contact, is_on }, remark)
    };
    Step::to(about.page()).with(step::Change::OfContact(change)).saying(Line::OfContact(remark))
}

/// A button of the page that decides something. It is carried out as the contact is now, not as it was drawn.
pub fn from_page(about: &About, press: &Press, facts: &Facts) -> Stepped {
    let here = Step::to(about.page());
    let profile = facts.profile(about.contact)?;
    let (is_blocked, is_out) = (profile.blocked.is_some(), profile.opted_out.is_some());
    let undoes = matches!(press, Press::Unblock | Press::OptIn);
    if undoes && !may_manage(&facts.me) {
        return Ok(here.saying(Line::NotAllowed));
    }
    Ok(match (press, is_blocked, is_out) {
        (Press::Block, false, _) => Step::to(State::Contact { place: Place::Block { about: about.clone() } }),
        (Press::Unblock, true, _) => decided(about, false, Press::Block),
        (Press::OptOut, _, false) => decided(about, true, Press::OptOut),
        (Press::OptIn, _, true) => decided(about, false, Press::OptOut),
        _is_so_already => here,
    })
}
