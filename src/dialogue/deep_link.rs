//! Links that lead into the conversation: `t.me/<bot>?start=…`, at most 64 of `A-Z a-z 0-9 _ -`.
//!
//! | link | leads to |
//! |---|---|
//! | `n5551999998888` | this number |
//! | `n5551999998888__oficial__vendas__aviso` | the same, with channel, team and template chosen already, as far as each is given and allowed |
//! | `c…` | an invitation, for who is not here yet |
//! | `k…` | a contact on file, by its id |
//! | `novo` | the contacts on file |
//!
//! A preset is a button that is pressed for the person: what they may not press, they may not preset. One that would do
//! something, as opening an attendance does, is left to the person: anybody can make a link.

use super::contacts::to_contact;
use super::facts::{Facts, Need};
use super::home::{draft_of, leave};
use super::screen::Line;
use super::state::{ListView, State, Trail};
use super::step::{Step, Stepped};
use super::{Action, house, number, route, templates, to_number};
use crate::domain::id::{ChannelId, ContactId, TeamId};
use crate::domain::invitation::LINK_PREFIX;
use crate::domain::phone::Phone;
use crate::domain::template::TemplateStatus;

/// What is between a number and its presets, and between these. Ids that have it themselves cannot be preset.
const BETWEEN: &str = "__";

/// What a link asks for.
pub(super) fn open(state: &State, payload: &str, facts: &Facts) -> Stepped {
    if payload.starts_with(LINK_PREFIX) {
        // Whether the invitation is a good one is nobody's business who needs none.
        return Ok(leave(state).saying(Line::House(house::Line::AlreadyHere)));
    }
    if payload == "novo" {
        return Ok(Step::to(State::Contacts { list: ListView::default() }).draft(draft_of(state)));
    }
    if let Some(contact) = payload.strip_prefix('k').and_then(|id| ContactId::from_short(id).ok())
        && let Some(found) = facts.contact(contact)?
    {
        return Ok(to_contact(found, ListView::default()).draft(draft_of(state)));
    }
    let mut parts = payload.split(BETWEEN);
    let phone = parts
        .next()
        .and_then(|first| first.strip_prefix('n'))
        .filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
        .and_then(|digits| Phone::parse(&format!("+{digits}"), &facts.company.country).ok());
    let Some(phone) = phone else { return Ok(leave(state).saying(Line::BadLink)) };
    let step = to_number(state, &phone, None, facts)?;
    let presets: Vec<&str> = parts.collect();
    if presets.iter().all(|preset| preset.is_empty()) {
        return Ok(step);
    }
    let draft = step.draft.clone();
    Ok(preset(step, &presets, facts)?.draft(draft))
}

/// Presses what is preset, as far as it leads on.
fn preset(step: Step, presets: &[&str], facts: &Facts) -> Stepped {
    let wanted = |at: usize| presets.get(at).copied().filter(|preset| !preset.is_empty());
    let State::Number { to, kept, lists } = &step.next else { return Ok(step) };
    let trail = Trail { to: to.clone(), kept: kept.clone(), lists: lists.clone() };
    let mut step = number::converse(trail, facts)?;
    if let (State::SendType { trail }, Some(channel)) = (&step.next, wanted(0)) {
        let Ok(channel) = ChannelId::new(channel) else { return Ok(step.saying(Line::BadLink)) };
        let next = route::press_channel(trail, &Action::Channel(channel), facts)?;
        if acts(&next) {
            return Ok(step);
        }
        step = next;
    }
    if let (State::Team { trail, channel }, Some(team)) = (&step.next, wanted(1)) {
        let Ok(team) = TeamId::new(team) else { return Ok(step.saying(Line::BadLink)) };
        let next = route::press_team(trail, channel, &Action::Team(team), facts)?;
        if acts(&next) {
            return Ok(step);
        }
        step = next;
    }
    if let (State::Template { choice, list, category }, Some(name)) = (&step.next, wanted(2)) {
        let Some(print) = template_called(name, &choice.channel, facts)? else {
            let line = Line::TemplateGone { name: name.to_owned(), status: None };
            return Ok(step.saying(line));
        };
        return templates::press_list(choice, list, *category, &Action::Template(print), facts);
    }
    Ok(step)
}

/// Whether a step does something, or leads to where something is done without anybody's asking.
const fn acts(step: &Step) -> bool {
    !step.changes.is_empty() || matches!(step.next, State::Checking { .. })
}

/// The template of this name, the approved one first; by its fingerprint.
fn template_called(name: &str, channel: &ChannelId, facts: &Facts) -> Result<Option<String>, Need> {
    let all = &facts.templates(channel)?.templates;
    let called = || all.iter().filter(|one| one.key.name == name);
    let best = called().find(|one| one.status == TemplateStatus::Approved).or_else(|| called().next());
    Ok(best.map(|one| templates::fingerprint(&one.key)))
}

/// The link's payload that leads to a contact.
pub fn of_contact(contact: ContactId) -> String {
    format!("k{}", contact.short())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_a_contact_fits_into_what_telegram_carries() {
        let payload = of_contact("ffffffff-ffff-ffff-ffff-ffffffffffff".parse().unwrap());
        assert!(
            payload.len() <= 64
                && payload.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
        );
    }
}
