//! The company's channels: how each is, and linking a phone to one by the code that it shows.
//!
//! Managers see them; only an owner links a phone, because who scans the code speaks for the company from then on. That
//! is checked here, and once more where the code is fetched.

use super::facts::Facts;
use super::screen::{Button, ChannelView, Label, Line, Prompt, Screen};
use super::state::{LinkEnd, State};
use super::step::{Step, Stepped};
use super::{Action, Effect, back_and_cancel, home, lists, own, pager, pages};
use crate::domain::channel::Channel;
use crate::domain::id::ChannelId;
use crate::domain::limit::LIST_ROWS_MAX;
use crate::domain::staff::{Role, StaffMember};

/// Whether this person may see how the channels are.
pub const fn may_look(me: &StaffMember) -> bool {
    match me.role {
        Role::Owner | Role::Manager => true,
        Role::Attendant => false,
    }
}

/// Whether this person may link a phone to a channel.
pub const fn may_link(me: &StaffMember) -> bool {
    match me.role {
        Role::Owner => true,
        Role::Manager | Role::Attendant => false,
    }
}

/// Whether a phone can be linked to it now.
pub const fn is_linkable(channel: &Channel) -> bool {
    channel.capabilities.links_by_code && channel.health.holds()
}

/// The list, for whom it is meant.
pub fn open(from: &State, facts: &Facts) -> Step {
    if may_look(&facts.me) {
        Step::to(State::Channels { page: 0 }).draft(home::draft_of(from))
    } else {
        Step::to(from.clone()).saying(Line::ForManagers)
    }
}

fn not_yours() -> Screen {
    Screen { prompt: Prompt::NotYours, line: None, rows: vec![vec![own(Action::Menu)]] }
}

fn channel_view(channel: &Channel, facts: &Facts) -> ChannelView {
    let door = facts.company.doors.iter().find(|(id, _)| *id == channel.id).map(|(_, team)| team);
    ChannelView {
        name: channel.name.clone(),
        official: channel.capabilities.official,
        health: channel.health.clone(),
        since: channel.health_at,
        restricted_until: channel.restricted(facts.now),
        team: door.and_then(|team| facts.company.find_team(team)).map(|team| team.name.clone()),
    }
}

/// How each channel is.
pub fn view(page: u32, facts: &Facts) -> Screen {
    if !may_look(&facts.me) {
        return not_yours();
    }
    let all = &facts.company.channels;
    let total = u32::try_from(all.len()).unwrap_or(u32::MAX);
    let page = page.min(pages(total) - 1);
    let first = usize::try_from(page).unwrap_or(usize::MAX).saturating_mul(LIST_ROWS_MAX);
    let shown: Vec<&Channel> = all.iter().skip(first).take(LIST_ROWS_MAX).collect();
    let links = shown.iter().filter(|one| may_link(&facts.me) && is_linkable(one));
    let mut rows: Vec<_> = links
        .map(|one| {
            let label = Label::Link { name: one.name.clone() };
            vec![Button { action: Action::LinkChannel(one.id.clone()), label }]
        })
        .collect();
    rows.extend(pager(page, total));
    rows.push(vec![own(Action::Menu)]);
    let channels = shown.iter().map(|one| channel_view(one, facts)).collect();
    let notice = all.iter().any(|one| one.capabilities.wants_notice);
    Screen { prompt: Prompt::Channels { channels, notice }, line: None, rows }
}

/// A button of it.
pub fn press(page: u32, action: &Action, facts: &Facts) -> Step {
    if let Action::LinkChannel(id) = action {
        return link(id, facts)
            .unwrap_or_else(|| Step::to(State::Channels { page }).saying(Line::NotAllowed));
    }
    Step::to(State::Channels { page: lists::turned(action).unwrap_or(page) })
}

/// On to the code, where one can be had.
fn link(id: &ChannelId, facts: &Facts) -> Option<Step> {
    let channel = facts.company.find_channel(id).filter(|one| may_link(&facts.me) && is_linkable(one))?;
    Some(Step::to(State::Linking { channel: channel.id.clone(), ended: None }))
}

/// The code is shown below, or was.
pub fn view_linking(id: &ChannelId, ended: Option<&LinkEnd>, facts: &Facts) -> Screen {
    let Some(channel) = facts.company.find_channel(id).filter(|_| may_link(&facts.me)) else {
        return not_yours();
    };
    let rows = match ended {
        None => vec![back_and_cancel()],
        Some(LinkEnd::Linked) => vec![vec![own(Action::Channels), own(Action::Menu)]],
        Some(_) if !is_linkable(channel) => vec![vec![own(Action::Channels), own(Action::Menu)]],
        Some(LinkEnd::GivenUp | LinkEnd::AsksForPasskey | LinkEnd::Failed { .. }) => {
            vec![vec![own(Action::LinkChannel(id.clone()))], back_and_cancel()]
        }
    };
    let prompt = Prompt::Linking { name: channel.name.clone(), ended: ended.cloned() };
    Screen { prompt, line: None, rows }
}

/// A button of it.
pub fn press_linking(id: &ChannelId, ended: Option<&LinkEnd>, action: &Action, facts: &Facts) -> Step {
    let here = || Step::to(State::Linking { channel: id.clone(), ended: ended.cloned() });
    if matches!(action, Action::LinkChannel(asked) if asked == id) {
        return link(id, facts).unwrap_or_else(|| here().saying(Line::NotAllowed));
    }
    here()
}

/// The code was used, or is not shown any more.
pub fn ended(state: &State, channel: &ChannelId, end: &LinkEnd) -> Stepped {
    let answers = Effect::ShowCode { channel: channel.clone() };
    if state.effect() != Some(answers) {
        return Ok(super::late(state));
    }
    Ok(Step::to(State::Linking { channel: channel.clone(), ended: Some(end.clone()) }))
}
