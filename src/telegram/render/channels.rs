//! The panels of the company's channels, and what is told of them.

use super::button::{down_key, kind};
use super::fault::fault;
use super::fit::{CAPTION_LEN_MAX, fit};
use super::html::{cut, escape, say};
use super::line::channel_down;
use super::{Rendered, html};
use crate::dialogue::screen::ChannelView;
use crate::dialogue::state::LinkEnd;
use crate::domain::Timestamp;
use crate::domain::channel::{DownReason, Health};
use crate::i18n::{Key, Voice};
use crate::telegram::sender::Keyboard;

fn name(name: &str) -> String {
    cut(name, html::NAME_LEN_MAX)
}

/// How each channel is.
pub(super) fn list(channels: &[ChannelView], notice: bool, voice: &Voice<'_>) -> String {
    let mut parts = vec![voice.word(Key::ChannelsTitle)];
    if channels.is_empty() {
        parts.push(voice.word(Key::ChannelsNone));
    }
    parts.extend(channels.iter().map(|one| channel(one, voice)));
    if notice {
        parts.push(voice.word(Key::ChannelsNotice));
    }
    parts.join("\n\n")
}

fn channel(one: &ChannelView, voice: &Voice<'_>) -> String {
    let title = format!("<b>{}</b> · {}", escape(&name(&one.name)), voice.word(kind(one.official)));
    let mut lines = vec![title, state(one, voice)];
    if let Some(until) = one.restricted_until {
        let until = voice.date_time(until);
        lines.push(say(voice, Key::ChannelsRestricted, &[("until", until.into())]));
    }
    lines.push(match &one.team {
        Some(team) => say(voice, Key::ChannelsTeam, &[("team", name(team).into())]),
        None => voice.word(Key::ChannelsNoTeam),
    });
    lines.join("\n")
}

fn state(one: &ChannelView, voice: &Voice<'_>) -> String {
    let since = one.since.map(|since| voice.date_time(since));
    match (&one.health, since) {
        (Health::Unknown, _) | (Health::Up, None) => voice.word(match one.health {
            Health::Up => Key::ChannelsUp,
            Health::Unknown | Health::Down { .. } => Key::ChannelsUnknown,
        }),
        (Health::Up, Some(since)) => say(voice, Key::ChannelsUpSince, &[("since", since.into())]),
        (Health::Down { reason }, since) => {
            let state = voice.word(down_key(*reason));
            let why = voice.word(channel_down(*reason));
            let title = match since {
                Some(since) => {
                    say(voice, Key::ChannelsDownSince, &[("state", state.into()), ("since", since.into())])
                }
                None => say(voice, Key::ChannelsDown, &[("state", state.into())]),
            };
            format!("{title}\n{why}")
        }
    }
}

/// The code stands below, or how it ended.
pub(super) fn linking(channel: &str, ended: Option<&LinkEnd>, voice: &Voice<'_>) -> String {
    let args = [("name", name(channel).into())];
    match ended {
        None => say(voice, Key::LinkTitle, &args),
        Some(LinkEnd::Linked) => say(voice, Key::LinkDone, &args),
        Some(LinkEnd::GivenUp) => say(voice, Key::LinkGivenUp, &args),
        Some(LinkEnd::AsksForPasskey) => say(voice, Key::LinkPasskey, &args),
        Some(LinkEnd::Failed { fault: failed }) => {
            format!("{}\n{}", say(voice, Key::LinkFailed, &args), fault(failed, voice))
        }
    }
}

/// The words under the code.
pub fn code_caption(channel: &str, voice: &Voice<'_>) -> String {
    fit(&say(voice, Key::LinkCaption, &[("name", name(channel).into())]), CAPTION_LEN_MAX)
}

/// A channel cannot send.
pub fn down(channel: &str, reason: DownReason, since: Timestamp, voice: &Voice<'_>) -> Rendered {
    let why = voice.word(channel_down(reason));
    let args =
        [("name", name(channel).into()), ("since", voice.date_time(since).into()), ("reason", why.into())];
    let mut html = say(voice, Key::NoticeChannelDown, &args);
    if reason.is_of_the_phone() {
        html.push('\n');
        html.push_str(&voice.word(Key::NoticeChannelWaits));
    }
    Rendered { html, keyboard: Keyboard::default() }
}

/// A channel that was down can send again.
pub fn up(channel: &str, since: Timestamp, voice: &Voice<'_>) -> Rendered {
    let args = [("name", name(channel).into()), ("since", voice.date_time(since).into())];
    Rendered { html: say(voice, Key::NoticeChannelUp, &args), keyboard: Keyboard::default() }
}
