//! Forgetting a contact: asked twice, because it cannot be undone.

use super::super::facts::{Facts, Need};
use super::super::screen::{Line, Person, Prompt, Screen};
use super::super::state::{ListView, State};
use super::super::step::{self, Step, Stepped};
use super::super::{Action, attending, back_and_cancel, own};
use super::decide::may_manage;
use super::{About, Change, Panel, Place, Press, Remark};

fn at(about: &About, is_sure: bool) -> State {
    State::Contact { place: Place::Forget { about: about.clone(), is_sure } }
}

/// A button of the page that leads here.
pub fn from_page(about: &About, facts: &Facts) -> Step {
    if may_manage(&facts.me) {
        Step::to(at(about, false))
    } else {
        Step::to(about.page()).saying(Line::NotAllowed)
    }
}

/// The panel that asks for the first or the second time.
pub fn view(about: &About, is_sure: bool, facts: &Facts) -> Result<Screen, Need> {
    let Some(contact) = facts.contact(about.contact)? else { return Ok(attending::gone()) };
    let person = Person { name: contact.name.clone(), phone: contact.phone.clone() };
    let press = if is_sure { Press::ForgetSure } else { Press::Forget };
    let rows = vec![vec![own(Action::OfContact(press))], back_and_cancel()];
    let panel = Panel::Forget { person, is_sure };
    Ok(Screen { prompt: Prompt::OfContact(Box::new(panel)), line: None, rows })
}

/// A button of it. Who is being attended is not forgotten: that is to be concluded first.
pub fn press(about: &About, is_sure: bool, action: &Action, facts: &Facts) -> Stepped {
    let here = Step::to(at(about, is_sure));
    let wanted = if is_sure { Press::ForgetSure } else { Press::Forget };
    if *action != Action::OfContact(wanted)
        || facts.contact(about.contact)?.is_none_or(|one| one.id != about.contact)
    {
        return Ok(here);
    }
    if !may_manage(&facts.me) {
        return Ok(here.saying(Line::NotAllowed));
    }
    if !facts.history(about.contact)?.open.is_empty() {
        return Ok(here.saying(Line::OfContact(Remark::StillOpen)));
    }
    if !is_sure {
        return Ok(Step::to(at(about, true)));
    }
    let change = Change::Forget { contact: about.contact };
    Ok(Step::to(State::Contacts { list: ListView::default() })
        .with(step::Change::OfContact(change))
        .draft(step::Draft::Clear)
        .saying(Line::OfContact(Remark::Forgotten)))
}
