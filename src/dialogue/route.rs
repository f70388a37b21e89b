//! From the contact to the point where something can be sent: kind of sending, channel, an attendance that is already
//! open, team, an open window, and the check of the number.
//!
//! A step with exactly one answer is taken by itself; [`before_team`] and its sisters are the way back, which skips
//! over such steps. What was chosen is checked again whenever it is used, because roles, teams and channels may change
//! while a panel lies open.

use super::facts::{Facts, Need};
use super::number::{holder, person, resolved};
use super::screen::{Button, Chosen, Holder, Label, Line, Prompt, Screen};
use super::state::{Choice, State, Trail, Who};
use super::step::{Change, Draft, Opening, Show, Step, Stepped};
use super::{Action, back_and_cancel, own};
use crate::domain::Timestamp;
use crate::domain::channel::{Capabilities, Channel, Health};
use crate::domain::contact::Address;
use crate::domain::id::{ChannelId, TeamId};
use crate::domain::window::Window;

/// What has been chosen so far, for the top of a panel.
pub fn chosen(
    trail: &Trail,
    channel: Option<&ChannelId>,
    team: Option<&TeamId>,
    facts: &Facts,
) -> Result<Chosen, Need> {
    let one_channel = facts.my_channels().len() == 1;
    Ok(Chosen {
        person: person(&trail.to, facts)?,
        channel: channel
            .and_then(|id| facts.company.find_channel(id))
            .map(|channel| (channel.name.clone(), one_channel)),
        team: team
            .and_then(|id| facts.company.find_team(id))
            .map(|found| (found.name.clone(), channel.is_some_and(|id| facts.my_teams(id).len() == 1))),
    })
}

/// The same for a whole choice.
pub fn chosen_all(choice: &Choice, facts: &Facts) -> Result<Chosen, Need> {
    chosen(&choice.trail, Some(&choice.channel), Some(&choice.team), facts)
}

/// Contact and kind of sending.
pub fn view_send_type(trail: &Trail, facts: &Facts) -> Result<Screen, Need> {
    Ok(Screen {
        prompt: Prompt::SendType { chosen: chosen(trail, None, None, facts)? },
        line: None,
        rows: vec![vec![own(Action::StartAttendance)], back_and_cancel()],
    })
}

/// A button of it: on to the channel, by itself where there is only one.
pub fn press_send_type(trail: &Trail, action: &Action, facts: &Facts) -> Stepped {
    if *action != Action::StartAttendance {
        return Ok(Step::to(State::SendType { trail: trail.clone() }));
    }
    match facts.my_channels().as_slice() {
        [only] if only.is_usable() => with_channel(trail, &only.id, facts),
        _none_or_several => Ok(Step::to(State::Channel { trail: trail.clone() })),
    }
}

/// Which channel?
pub fn view_channel(trail: &Trail, facts: &Facts) -> Result<Screen, Need> {
    let channels = facts.my_channels();
    let none = channels.is_empty();
    let mut rows: Vec<_> =
        channels.into_iter().map(|channel| vec![channel_button(channel, facts.now)]).collect();
    rows.push(back_and_cancel());
    Ok(Screen {
        prompt: Prompt::Channel { chosen: chosen(trail, None, None, facts)?, none },
        line: None,
        rows,
    })
}

fn channel_button(channel: &Channel, now: Timestamp) -> Button {
    let label = Label::Channel {
        name: channel.name.clone(),
        official: channel.capabilities.official,
        down: channel.health.down(),
        restricted_until: channel.restricted(now),
    };
    Button { action: Action::Channel(channel.id.clone()), label }
}

/// A channel was chosen.
pub fn press_channel(trail: &Trail, action: &Action, facts: &Facts) -> Stepped {
    let here = Step::to(State::Channel { trail: trail.clone() });
    let Action::Channel(id) = action else { return Ok(here) };
    match facts.my_channels().into_iter().find(|channel| channel.id == *id) {
        None => Ok(here.saying(Line::NotAllowed)),
        Some(channel) => match channel.health {
            Health::Down { reason } => {
                Ok(here.saying(Line::ChannelDown { name: channel.name.clone(), reason }))
            }
            Health::Up | Health::Unknown => with_channel(trail, id, facts),
        },
    }
}

/// The channel is known: an attendance that is already open comes before anything else, then the team.
fn with_channel(trail: &Trail, channel: &ChannelId, facts: &Facts) -> Stepped {
    let trail = &Trail { to: resolved(&trail.to, facts)?, ..trail.clone() };
    if is_taken(trail, channel, facts)? {
        return Ok(to_taken(trail, channel));
    }
    match facts.my_teams(channel).as_slice() {
        [only] => with_team(trail, channel, &only.id, facts),
        _none_or_several => Ok(Step::to(State::Team { trail: trail.clone(), channel: channel.clone() })),
    }
}

/// The attendance that is already open.
pub fn to_taken(trail: &Trail, channel: &ChannelId) -> Step {
    Step::to(State::Taken { trail: trail.clone(), channel: channel.clone() })
}

/// Whether the contact has an attendance on this channel that is not closed.
pub fn is_taken(trail: &Trail, channel: &ChannelId, facts: &Facts) -> Result<bool, Need> {
    match &trail.to {
        Who::New { .. } => Ok(false),
        Who::Known { contact, .. } => Ok(facts.standing(*contact, channel)?.open.is_some()),
    }
}

/// The contact is being attended already.
pub fn view_taken(trail: &Trail, channel: &ChannelId, facts: &Facts) -> Result<Screen, Need> {
    let open = match &trail.to {
        Who::New { .. } => None,
        Who::Known { contact, .. } => facts.standing(*contact, channel)?.open.as_ref(),
    };
    let (holder, action) = match open {
        None => (Holder::OtherTeam, None),
        Some(open) => match holder(open, facts) {
            Holder::Me => (Holder::Me, Some(Action::OpenCard(open.id))),
            // While nobody has it, its card is where it can be taken.
            colleague @ Holder::Colleague { name: None, .. } => (colleague, Some(Action::OpenCard(open.id))),
            colleague @ Holder::Colleague { .. } => (colleague, Some(Action::AskTransfer(open.id))),
            Holder::OtherTeam => (Holder::OtherTeam, None),
        },
    };
    let mut rows: Vec<_> = action.into_iter().map(|action| vec![own(action)]).collect();
    rows.push(back_and_cancel());
    let chosen = chosen(trail, Some(channel), None, facts)?;
    Ok(Screen { prompt: Prompt::Taken { chosen, holder }, line: None, rows })
}

/// A button of it.
pub fn press_taken(trail: &Trail, channel: &ChannelId, action: &Action, facts: &Facts) -> Stepped {
    let here = Step::to(State::Taken { trail: trail.clone(), channel: channel.clone() });
    let Action::AskTransfer(id) = action else { return Ok(here) };
    let open = match &trail.to {
        Who::New { .. } => None,
        Who::Known { contact, .. } => facts.standing(*contact, channel)?.open.as_ref(),
    };
    match open.filter(|open| open.id == *id).map(|open| (open, holder(open, facts))) {
        Some((open, Holder::Colleague { name: Some(name), .. })) => Ok(Step::to(State::Home)
            .with(Change::AskTransfer { attendance: *id, holder: open.staff })
            .saying(Line::TransferAsked { name: Some(name) })),
        // While nobody has it, it is taken from its card.
        Some((_, Holder::Colleague { name: None, .. } | Holder::Me | Holder::OtherTeam)) | None => {
            Ok(here.saying(Line::NotAllowed))
        }
    }
}

/// Which team?
pub fn view_team(trail: &Trail, channel: &ChannelId, facts: &Facts) -> Result<Screen, Need> {
    let mut rows: Vec<_> = facts
        .my_teams(channel)
        .into_iter()
        .map(|team| {
            vec![Button { action: Action::Team(team.id.clone()), label: Label::Name(team.name.clone()) }]
        })
        .collect();
    rows.push(back_and_cancel());
    let prompt = Prompt::Team { chosen: chosen(trail, Some(channel), None, facts)? };
    Ok(Screen { prompt, line: None, rows })
}

/// A team was chosen.
pub fn press_team(trail: &Trail, channel: &ChannelId, action: &Action, facts: &Facts) -> Stepped {
    let here = Step::to(State::Team { trail: trail.clone(), channel: channel.clone() });
    let Action::Team(id) = action else { return Ok(here) };
    if facts.my_teams(channel).iter().any(|team| team.id == *id) {
        with_team(trail, channel, id, facts)
    } else {
        Ok(here.saying(Line::NotAllowed))
    }
}

/// Channel and team are known: what comes next depends on what the channel can do.
fn with_team(trail: &Trail, channel: &ChannelId, team: &TeamId, facts: &Facts) -> Stepped {
    let choice = Choice { trail: trail.clone(), channel: channel.clone(), team: team.clone(), within: None };
    // The panel may have been open for hours: the channel may be down now, the contact somebody's.
    if let Some(back) = refused(&choice, facts)? {
        return Ok(back);
    }
    if is_taken(trail, channel, facts)? {
        return Ok(to_taken(trail, channel));
    }
    if capabilities(channel, facts).is_some_and(|able| able.checks_numbers) && trail.to.phone().is_some() {
        return Ok(Step::to(State::Checking { choice }));
    }
    ready(&choice, Vec::new(), facts)
}

fn capabilities(channel: &ChannelId, facts: &Facts) -> Option<Capabilities> {
    facts.company.find_channel(channel).map(|found| found.capabilities)
}

/// The number is no obstacle any more: it opens at once where no template is needed, else by the window.
pub fn ready(choice: &Choice, addresses: Vec<Address>, facts: &Facts) -> Stepped {
    if capabilities(&choice.channel, facts).is_some_and(|able| !able.needs_templates) {
        return Ok(opened(choice, addresses, None, facts));
    }
    if window_of(choice, facts)?.is_active() {
        return Ok(Step::to(State::WindowOpen { choice: choice.clone() }));
    }
    super::window::to_templates(choice, facts)
}

pub(super) fn window_of(choice: &Choice, facts: &Facts) -> Result<Window, Need> {
    match &choice.trail.to {
        Who::New { .. } => Ok(Window::NotStarted),
        Who::Known { contact, .. } => Ok(facts.standing(*contact, &choice.channel)?.window),
    }
}

/// The attendance opens: with its first message, or with the next text that is typed.
pub fn opened(
    choice: &Choice,
    addresses: Vec<Address>,
    first: Option<Box<crate::domain::template::Filled>>,
    facts: &Facts,
) -> Step {
    let attendance = facts.fresh.attendance;
    // After a template the contact has the word; until then a number that is typed starts the next attendance. Nor does
    // what is typed here go to a contact who has a topic.
    let next = if first.is_some() || facts.bot.has_topics {
        State::Home
    } else {
        State::Attending { attendance, used_at: facts.now }
    };
    Step::to(next)
        .with(Change::Open(Box::new(Opening {
            to: choice.trail.to.clone(),
            addresses,
            channel: choice.channel.clone(),
            team: choice.team.clone(),
            first,
        })))
        .draft(draft_after(choice, facts))
        .showing(Show::Card(attendance))
}

/// Something was sent to a contact: a draft of the same is used up, one for somebody else stays.
pub fn draft_after(choice: &Choice, facts: &Facts) -> Draft {
    let to = &choice.trail.to;
    let of_same = |draft: &State| {
        draft.to().is_some_and(|other| {
            other == to || other.phone().zip(to.phone()).is_some_and(|(a, b)| a.same_person(b))
        })
    };
    if facts.draft.as_ref().is_some_and(|(draft, _)| of_same(draft)) { Draft::Clear } else { Draft::Keep }
}

/// What is chosen may no longer be allowed: then where to go instead.
pub fn refused(choice: &Choice, facts: &Facts) -> Result<Option<Step>, Need> {
    let trail = &choice.trail;
    if let Who::Known { contact, .. } = &trail.to
        && choice.within.is_none()
        && let Some(refusal) = super::contact::decide::refusal(*contact, facts)?
    {
        return Ok(Some(Step::to(super::number::before(trail)).saying(refusal)));
    }
    Ok(not_allowed(choice, facts))
}

/// The same for channel and team alone.
pub(super) fn not_allowed(choice: &Choice, facts: &Facts) -> Option<Step> {
    let trail = &choice.trail;
    let to_channel = || Step::to(State::Channel { trail: trail.clone() });
    let Some(channel) = facts.my_channels().into_iter().find(|one| one.id == choice.channel) else {
        return Some(to_channel().saying(Line::NotAllowed));
    };
    if let Health::Down { reason } = channel.health {
        return Some(to_channel().saying(Line::ChannelDown { name: channel.name.clone(), reason }));
    }
    if !facts.my_teams(&choice.channel).iter().any(|team| team.id == choice.team) {
        let next = State::Team { trail: trail.clone(), channel: choice.channel.clone() };
        return Some(Step::to(next).saying(Line::NotAllowed));
    }
    None
}

/// Back from the team: to the channel, or over it when it was the only one.
pub fn before_team(trail: &Trail, facts: &Facts) -> Step {
    match facts.my_channels().as_slice() {
        [only] if only.is_usable() => Step::to(State::SendType { trail: trail.clone() }),
        _none_or_several => Step::to(State::Channel { trail: trail.clone() }),
    }
}

/// Back from what follows the team: to the team, or over it when it was the only one.
pub fn before_sending(choice: &Choice, facts: &Facts) -> Step {
    if facts.my_teams(&choice.channel).len() == 1 {
        before_team(&choice.trail, facts)
    } else {
        Step::to(State::Team { trail: choice.trail.clone(), channel: choice.channel.clone() })
    }
}

/// Back from the templates: to the attendance, to the open window when that was asked, else to the team.
pub fn before_template(choice: &Choice, facts: &Facts) -> Stepped {
    if let Some(attendance) = choice.within {
        return super::more::back(attendance, facts);
    }
    if let Who::Known { contact, .. } = &choice.trail.to
        && facts.standing(*contact, &choice.channel)?.window.is_active()
    {
        return Ok(Step::to(State::WindowOpen { choice: choice.clone() }));
    }
    Ok(before_sending(choice, facts))
}
