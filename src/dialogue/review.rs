//! The finished message, what it costs, and sending it.
//!
//! Between choosing a template and sending it hours may pass. When it is sent, the template is looked up again: one
//! that was paused or removed leads back to the list; one that was changed keeps the values that still fit.

use super::facts::{Facts, Need};
use super::number::resolved;
use super::parameters::{at, at_first_missing};
use super::route::{chosen_all, is_taken, opened, refused, to_taken};
use super::screen::{Line, Prompt, Screen};
use super::state::{Choice, ListView, State, Who};
use super::step::{Step, Stepped};
use super::{Action, back_and_cancel, own};
use crate::domain::phone::Phone;
use crate::domain::template::preview::preview;
use crate::domain::template::{Filled, TemplateStatus};

/// The finished message.
pub fn view(choice: &Choice, filled: &Filled, rules: bool, facts: &Facts) -> Result<Screen, Need> {
    let channel = facts.company.find_channel(&choice.channel);
    let currency = channel
        .filter(|channel| channel.capabilities.has_cost)
        .and_then(|channel| channel.currency.as_deref());
    let phone = match &choice.trail.to {
        Who::New { phone, .. } => Some(phone),
        Who::Known { contact, phone } => {
            facts.contact(*contact)?.and_then(|one| one.phone.as_ref()).or(phone.as_ref())
        }
    };
    let day = facts.now.with_timezone(&facts.company.timezone).date_naive();
    let cost = currency.map(|currency| {
        facts.rates.estimate(currency, phone.map(Phone::digits), filled.template.category.into(), day)
    });
    let mut rows = vec![vec![own(Action::Send)]];
    if cost.is_some() {
        rows.push(vec![own(Action::CostRules)]);
    }
    rows.push(back_and_cancel());
    let prompt = Prompt::Review {
        chosen: chosen_all(choice, facts)?,
        key: filled.template.key.clone(),
        category: filled.template.category,
        preview: Box::new(preview(filled)),
        cost,
        rules,
    };
    Ok(Screen { prompt, line: None, rows })
}

/// A button below it.
pub fn press(choice: &Choice, filled: &Filled, rules: bool, action: &Action, facts: &Facts) -> Stepped {
    let here = |rules: bool| {
        Step::to(State::Review { choice: choice.clone(), filled: Box::new(filled.clone()), rules })
    };
    if *action == Action::CostRules {
        return Ok(here(!rules));
    }
    if *action != Action::Send {
        return Ok(here(rules));
    }
    if let Some(instead) = refused(choice, facts)? {
        return Ok(keeping(instead, filled));
    }
    if let Who::Known { contact, .. } = &choice.trail.to
        && let Some(line) = super::contact::decide::wants_none(*contact, facts)?
        && !super::contact::decide::may_manage(&facts.me)
    {
        return Ok(here(rules).saying(line));
    }
    if let Some(instead) = template_changed(choice, filled, facts)? {
        return Ok(instead);
    }
    if !filled.is_complete() {
        return Ok(at_first_missing(choice, filled));
    }
    if let Some(attendance) = choice.within {
        return super::attending::send_template(choice, attendance, filled, facts);
    }
    let mut choice = choice.clone();
    choice.trail.to = resolved(&choice.trail.to, facts)?;
    if is_taken(&choice.trail, &choice.channel, facts)? {
        return Ok(to_taken(&choice.trail, &choice.channel));
    }
    Ok(opened(&choice, Vec::new(), Some(Box::new(filled.clone())), facts))
}

/// The template was paused, removed or changed since it was chosen: where to go instead.
fn template_changed(choice: &Choice, filled: &Filled, facts: &Facts) -> Result<Option<Step>, Need> {
    let key = &filled.template.key;
    let all = &facts.templates(&choice.channel)?.templates;
    let current = all.iter().find(|one| one.key == *key);
    let list = |status: Option<TemplateStatus>| {
        let mut choice = choice.clone();
        choice.trail.kept = Some(Box::new(filled.clone()));
        Step::to(State::Template { choice, list: ListView::default(), category: None })
            .saying(Line::TemplateGone { name: key.name.clone(), status })
    };
    Ok(match current {
        None => Some(list(None)),
        Some(one) if one.status != TemplateStatus::Approved => Some(list(Some(one.status))),
        Some(one) if reads_the_same(one, &filled.template) => None,
        Some(one) => {
            let (refitted, dropped) = filled.refit(one.clone());
            let dropped = u32::try_from(dropped.len()).unwrap_or(u32::MAX);
            Some(at_first_missing(choice, &refitted).saying(Line::TemplateChanged { dropped }))
        }
    })
}

/// Whether what was agreed to is what would be sent, at the price that was shown.
fn reads_the_same(a: &crate::domain::template::Template, b: &crate::domain::template::Template) -> bool {
    a.category == b.category
        && a.header == b.header
        && a.body == b.body
        && a.footer == b.footer
        && a.buttons == b.buttons
        && a.others == b.others
        && a.named == b.named
}

/// Puts what was filled in on the trail, so that it is there again after the way back.
fn keeping(mut step: Step, filled: &Filled) -> Step {
    if let State::Channel { trail } | State::Team { trail, .. } = &mut step.next {
        trail.kept = Some(Box::new(filled.clone()));
    }
    step
}

/// Back to the last value, or over the preview to the list when there are none.
pub fn back(choice: &Choice, filled: &Filled) -> Step {
    let slots = filled.template.slots().map_or(0, |slots| slots.len());
    match slots.checked_sub(1).and_then(|last| u8::try_from(last).ok()) {
        Some(last) => at(choice, filled, last),
        None => super::templates::before_preview(choice, filled),
    }
}
