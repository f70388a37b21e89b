//! The panels from a number to the point where something can be sent.

use super::html::{NAME_LEN_MAX, cut, escape, one_line, person, say};
use crate::dialogue::screen::{Chosen, Holder, Person};
use crate::domain::Timestamp;
use crate::domain::attendance::Attendance;
use crate::domain::limit::CONTACT_NAME_LEN_MAX;
use crate::domain::phone::Phone;
use crate::i18n::{Key, Voice};

/// Which of these numbers?
pub(super) fn pick_number(name: Option<&str>, voice: &Voice<'_>) -> String {
    match name {
        Some(name) => say(voice, Key::PickNumberNamed, &[("name", name.into())]),
        None => voice.word(Key::PickNumber),
    }
}

/// A number as read, and the contact if known.
pub(super) fn number(
    who: &Person,
    phone: &Phone,
    is_known: bool,
    last: Option<&Attendance>,
    open: &[Holder],
    voice: &Voice<'_>,
) -> String {
    let mut lines = vec![say(voice, Key::NumberTitle, &[("phone", phone.display().into())])];
    if let Some(country) = phone.country() {
        let place = [Some(voice.country(&country)), phone.region().map(ToOwned::to_owned)];
        let place = place.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let flag = phone.flag().map(|flag| format!("{flag} ")).unwrap_or_default();
        lines.push(format!("{flag}{}", escape(&place)));
    }
    lines.push(String::new());
    if let Some(name) = &who.name {
        lines.push(format!("👤 <b>{}</b>", escape(&cut(&one_line(name), NAME_LEN_MAX))));
    }
    // Another one of theirs was typed: what is sent goes to the one that is dialled.
    if let Some(dialled) = who.phone.as_ref().filter(|dialled| !dialled.same_person(phone)) {
        lines.push(say(voice, Key::NumberGoesTo, &[("phone", dialled.display().into())]));
    }
    match (is_known, open, last) {
        (false, _, _) => lines.push(voice.word(Key::NumberUnknown)),
        (true, [], None) => lines.push(voice.word(Key::NumberNever)),
        (true, [], Some(last)) => {
            let at = voice.date_time(last.closed_at.unwrap_or(last.opened_at));
            lines.push(say(voice, Key::NumberLast, &[("at", at.into())]));
        }
        (true, open, _) => lines.extend(open.iter().map(|one| holder(one, voice))),
    }
    lines.join("\n")
}

/// Whose an open attendance is, in one line.
fn holder(holder: &Holder, voice: &Voice<'_>) -> String {
    match holder {
        Holder::Me => voice.word(Key::HolderMe),
        Holder::Colleague { name: Some(name), team, since } => say(
            voice,
            Key::HolderColleague,
            &[("name", name.into()), ("team", team.into()), ("since", voice.date_time(*since).into())],
        ),
        Holder::Colleague { name: None, team, since } => say(
            voice,
            Key::HolderWaiting,
            &[("team", team.into()), ("since", voice.date_time(*since).into())],
        ),
        Holder::OtherTeam => voice.word(Key::HolderOtherTeam),
    }
}

/// Type the contact's name.
pub(super) fn ask_name(who: &Person, voice: &Voice<'_>) -> String {
    let limit = u32::try_from(CONTACT_NAME_LEN_MAX).unwrap_or(u32::MAX);
    format!("{}\n\n👤 {}", say(voice, Key::AskName, &[("limit", limit.into())]), person(who, voice))
}

/// What has been chosen so far, a line or two; what was taken by itself is shown as such.
pub(super) fn chosen(chosen: &Chosen, voice: &Voice<'_>) -> String {
    let taken = |sign: &str, (name, alone): &(String, bool)| {
        let name = escape(&cut(&one_line(name), NAME_LEN_MAX));
        let alone =
            if *alone { format!(" <i>({})</i>", voice.word(Key::ChosenAlone)) } else { String::new() };
        format!("{sign} {name}{alone}")
    };
    let person = format!("👤 {}", person(&chosen.person, voice));
    let channel = chosen.channel.as_ref().map(|one| taken("📱", one));
    let team = chosen.team.as_ref().map(|one| taken("👥", one));
    [Some(person), channel, team].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// What has been chosen, and a question or message below it.
pub(super) fn after_chosen(so_far: &Chosen, key: Key, voice: &Voice<'_>) -> String {
    format!("{}\n\n{}", chosen(so_far, voice), voice.word(key))
}

/// Contact and kind of sending.
pub(super) fn send_type(so_far: &Chosen, voice: &Voice<'_>) -> String {
    let title = voice.word(Key::SendTypeTitle);
    format!("{title}\n{}\n\n{}", chosen(so_far, voice), voice.word(Key::SendTypeHint))
}

/// Which channel?
pub(super) fn channel(so_far: &Chosen, none: bool, voice: &Voice<'_>) -> String {
    after_chosen(so_far, if none { Key::ChannelNone } else { Key::ChannelTitle }, voice)
}

/// The contact is being attended already.
pub(super) fn taken(so_far: &Chosen, holder: &Holder, voice: &Voice<'_>) -> String {
    let says = match holder {
        Holder::Me => voice.word(Key::TakenMe),
        Holder::Colleague { name: Some(name), team, since } => say(
            voice,
            Key::TakenColleague,
            &[("name", name.into()), ("team", team.into()), ("since", voice.date_time(*since).into())],
        ),
        Holder::Colleague { name: None, team, since } => {
            say(voice, Key::TakenWaiting, &[("team", team.into()), ("since", voice.date_time(*since).into())])
        }
        Holder::OtherTeam => voice.word(Key::TakenOtherTeam),
    };
    format!("{}\n\n{says}", chosen(so_far, voice))
}

/// The window is open.
pub(super) fn window_open(so_far: &Chosen, until: Timestamp, voice: &Voice<'_>) -> String {
    let says = say(voice, Key::WindowOpen, &[("until", voice.date_time(until).into())]);
    format!("{}\n\n{says}", chosen(so_far, voice))
}
