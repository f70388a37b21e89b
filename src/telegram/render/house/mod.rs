//! The panels of the house: people, teams, invitations, hours, and what was done.

mod told;
mod words;

pub use told::told;
pub(super) use words::{button, label};

use super::html::{cut, escape, one_line, say};
use crate::dialogue::house::{DoneView, Line, Prompt};
use crate::domain::hours::Week;
use crate::domain::limit::{ABSENCE_LEN_MAX, TEAM_NAME_LEN_MAX};
use crate::i18n::{Key, Voice};
use words::{date, day, deed, joined, role, spans, visibility};

/// Characters of a list of names in a panel.
const NAMES_LEN_MAX: usize = 400;
/// Characters of the message outside business hours on a team's own panel.
const SHORT_LEN_MAX: usize = 120;
/// Characters of one name, of a person or a channel.
const NAME_LEN_MAX: usize = 80;
/// Characters of what a deed was about.
const DETAIL_LEN_MAX: usize = 160;

fn name(name: &str) -> String {
    cut(&one_line(name), NAME_LEN_MAX)
}

fn names(all: &[String], voice: &Voice<'_>) -> String {
    cut(&one_line(&joined(all, voice)), NAMES_LEN_MAX)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What a panel says.
pub(super) fn prompt(prompt: &Prompt, voice: &Voice<'_>) -> String {
    let total = |key: Key, total: u32| say(voice, key, &[("total", total.into())]);
    let titled = |key: Key, whose: &str| say(voice, key, &[("name", name(whose).into())]);
    match prompt {
        Prompt::NotYours => voice.word(Key::HouseNotYours),
        Prompt::People { total: of } => total(Key::PeopleTitle, *of),
        Prompt::Person { .. } => person(prompt, voice),
        Prompt::PersonTeams { name } => titled(Key::PersonTeamsTitle, name),
        Prompt::Leaving { name: whose, open } => {
            say(voice, Key::LeavingTitle, &[("name", name(whose).into()), ("open", (*open).into())])
        }
        Prompt::Invite { none, .. } => {
            let title = voice.word(Key::InviteTitle);
            if *none { format!("{title}\n\n{}", voice.word(Key::InviteNoTeam)) } else { title }
        }
        Prompt::Invitations { total: of } => total(Key::InvitationsTitle, *of),
        Prompt::Invitation { role: as_role, teams, by, until } => {
            let args = [
                ("role", role(*as_role, voice).into()),
                ("teams", names(teams, voice).into()),
                ("by", name(by).into()),
                ("until", voice.date_time(*until).into()),
            ];
            say(voice, Key::InvitationTitle, &args)
        }
        Prompt::InvitationOver => voice.word(Key::InvitationOver),
        Prompt::Teams { total: of } => total(Key::TeamsTitle, *of),
        Prompt::Team { .. } => team(prompt, voice),
        Prompt::NameTeam { name: None } => voice.word(Key::NameTeamNew),
        Prompt::NamePerson { name } | Prompt::NameTeam { name: Some(name) } => titled(Key::NameTeamOld, name),
        Prompt::TeamChannels { name } => titled(Key::TeamChannelsTitle, name),
        Prompt::Archive { name, open, doors, none } => archive(name, *open, doors, *none, voice),
        Prompt::Doors => voice.word(Key::DoorsTitle),
        Prompt::Door { channel, none } => {
            let title = say(voice, Key::DoorTitle, &[("channel", name(channel).into())]);
            if *none { format!("{title}\n\n{}", voice.word(Key::DoorNone)) } else { title }
        }
        Prompt::Hours { name, hours, is_open } => {
            let below = match (hours, is_open) {
                (None, _) => Key::HoursNone,
                (Some(_), true) => Key::HoursOpenNow,
                (Some(_), false) => Key::HoursClosedNow,
            };
            format!("{}\n{}", titled(Key::HoursTitle, name), voice.word(below))
        }
        Prompt::Day { name: whose, day: of, spans: now } => {
            let args = [
                ("name", name(whose).into()),
                ("day", day(*of, voice).into()),
                ("spans", spans(now, voice).into()),
            ];
            say(voice, Key::DayTitle, &args)
        }
        Prompt::Absence { name, text, has_hours } => {
            let mut parts = vec![titled(Key::AbsenceTitle, name)];
            parts.extend(text.as_deref().map(|text| quoted(Key::AbsenceNow, text, ABSENCE_LEN_MAX, voice)));
            parts.push(voice.word(Key::AbsenceAsk));
            if !has_hours {
                parts.push(voice.word(Key::AbsenceNoHours));
            }
            parts.join("\n\n")
        }
        Prompt::Holidays { total: of } => total(Key::HolidaysTitle, *of),
        Prompt::Audit { entries, total: of } => {
            let mut parts = vec![total(Key::AuditTitle, *of)];
            parts.extend(entries.iter().map(|one| done(one, voice)));
            parts.join("\n\n")
        }
    }
}

fn quoted(key: Key, text: &str, len_max: usize, voice: &Voice<'_>) -> String {
    // Longer than a name, and its lines stay lines.
    voice.say(key, &[("text", escape(&cut(text.trim(), len_max)).into())])
}

fn person(prompt: &Prompt, voice: &Voice<'_>) -> String {
    let Prompt::Person { name: whose, role: is, teams, is_away, is_unreachable, open } = prompt else {
        return String::new();
    };
    let args = [
        ("name", name(whose).into()),
        ("role", role(*is, voice).into()),
        ("teams", names(teams, voice).into()),
    ];
    let mut lines = vec![say(voice, Key::PersonTitle, &args)];
    if *is_away {
        lines.push(voice.word(Key::PersonAway));
    }
    if *is_unreachable {
        lines.push(voice.word(Key::PersonUnreachable));
    }
    lines.push(say(voice, Key::PersonOpen, &[("open", (*open).into())]));
    lines.join("\n")
}

/// The week in a line: days that are alike stand together.
fn week(week: &Week, voice: &Voice<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut from = 0_u8;
    while from < 7 {
        let mut to = from;
        while to < 6 && week.day(to + 1) == week.day(from) {
            to += 1;
        }
        let days =
            if from == to { day(from, voice) } else { format!("{}–{}", day(from, voice), day(to, voice)) };
        parts.push(format!("{days} {}", spans(week.day(from), voice)));
        from = to + 1;
    }
    parts.join(" · ")
}

fn team(prompt: &Prompt, voice: &Voice<'_>) -> String {
    let Prompt::Team { name: whose, is_archived, people, channels, doors, visibility: seen, hours, absence } =
        prompt
    else {
        return String::new();
    };
    let mut lines = vec![say(voice, Key::HouseTeamTitle, &[("name", name(whose).into())])];
    if *is_archived {
        lines.push(voice.word(Key::HouseTeamArchived));
    }
    let people = if people.is_empty() { voice.word(Key::HouseNobody) } else { names(people, voice) };
    lines.push(say(voice, Key::HouseTeamPeople, &[("people", people.into())]));
    lines.push(say(voice, Key::HouseTeamChannels, &[("channels", names(channels, voice).into())]));
    if !doors.is_empty() {
        lines.push(say(voice, Key::HouseTeamDoors, &[("channels", names(doors, voice).into())]));
    }
    lines.push(say(voice, Key::HouseTeamSeen, &[("seen", visibility(*seen, voice).into())]));
    lines.push(match hours {
        Some(hours) => say(voice, Key::HouseTeamHours, &[("hours", week(hours, voice).into())]),
        None => voice.word(Key::HouseTeamAlways),
    });
    lines.extend(absence.as_deref().map(|text| quoted(Key::HouseTeamAbsence, text, SHORT_LEN_MAX, voice)));
    lines.join("\n")
}

fn archive(whose: &str, open: u32, doors: &[String], none: bool, voice: &Voice<'_>) -> String {
    let mut lines = vec![say(voice, Key::ArchiveTitle, &[("name", name(whose).into())])];
    lines.push(say(voice, Key::ArchiveOpen, &[("open", open.into())]));
    if !doors.is_empty() {
        lines.push(say(voice, Key::ArchiveDoors, &[("channels", names(doors, voice).into())]));
    }
    if none {
        lines.push(voice.word(Key::ArchiveNone));
    }
    lines.join("\n")
}

/// One thing that was done.
fn done(one: &DoneView, voice: &Voice<'_>) -> String {
    let subject = match one.subject.as_str() {
        "" if one.deed.is_of_contact() => voice.word(Key::AuditNobody),
        subject => date(subject, voice).unwrap_or_else(|| cut(&one_line(subject), NAME_LEN_MAX)),
    };
    let detail = if one.detail.is_empty() && one.role.is_some() {
        voice.word(Key::HouseNone)
    } else {
        cut(&one_line(&one.detail), DETAIL_LEN_MAX)
    };
    let args = [
        ("subject", subject.into()),
        ("detail", detail.into()),
        ("role", one.role.map_or_else(String::new, |one| role(one, voice)).into()),
        ("seen", one.visibility.map_or_else(String::new, |one| visibility(one, voice)).into()),
    ];
    // What is put in is escaped once: as a part of the whole.
    let what = voice.say(deed(one.deed), &args);
    let by = one.by.as_deref().map_or_else(|| voice.word(Key::AuditService), name);
    let args =
        [("at", voice.date_time(one.at).into()), ("by", by.into()), ("what", what.trim().to_owned().into())];
    say(voice, Key::AuditEntry, &args)
}

/// The line below a panel.
pub(super) fn line(line: &Line, voice: &Voice<'_>) -> String {
    match line {
        Line::Link(made) => say(voice, Key::LineLink, &[("link", made.as_str().into())]),
        Line::Revoked => voice.word(Key::LineRevoked),
        Line::InvitationOver => voice.word(Key::LineInvitationOver),
        Line::TooManyInvitations => voice.word(Key::LineTooManyInvitations),
        Line::AlreadyHere => voice.word(Key::LineAlreadyHere),
        Line::ChooseTeam => voice.word(Key::LineChooseTeam),
        Line::LastTeam => voice.word(Key::LineLastTeam),
        Line::Removed { name: whose, open } => {
            say(voice, Key::LinePersonRemoved, &[("name", name(whose).into()), ("open", (*open).into())])
        }
        Line::Away => voice.word(Key::LineAway),
        Line::Available => voice.word(Key::LineAvailable),
        Line::TeamName => say(voice, Key::LineTeamName, &[("limit", count(TEAM_NAME_LEN_MAX).into())]),
        Line::TeamNameTaken => voice.word(Key::LineTeamNameTaken),
        Line::TooManyTeams => voice.word(Key::LineTooManyTeams),
        Line::Archived { name: which } => say(voice, Key::LineArchived, &[("name", name(which).into())]),
        Line::IsDoor { channel } => say(voice, Key::LineIsDoor, &[("channel", name(channel).into())]),
        Line::Hours => voice.word(Key::LineHours),
        Line::Absence => say(voice, Key::LineAbsence, &[("limit", count(ABSENCE_LEN_MAX).into())]),
        Line::Holiday => voice.word(Key::LineHoliday),
        Line::TooManyHolidays => voice.word(Key::LineTooManyHolidays),
    }
}
