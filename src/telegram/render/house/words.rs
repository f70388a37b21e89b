//! Single words of the house: roles, days, hours, and what is written on buttons.

use super::super::html::one_line;
use crate::dialogue::Prompt as AnyPrompt;
use crate::dialogue::house::{Label, Press, Prompt};
use crate::domain::deed::{Deed, Part};
use crate::domain::hours::Span;
use crate::domain::staff::Role;
use crate::domain::team::Visibility;
use crate::i18n::{Key, Voice};
use chrono::NaiveDate;

pub(super) fn role(role: Role, voice: &Voice<'_>) -> String {
    voice.word(match role {
        Role::Attendant => Key::RoleAttendant,
        Role::Manager => Key::RoleManager,
        Role::Owner => Key::RoleOwner,
    })
}

pub(super) fn visibility(seen: Visibility, voice: &Voice<'_>) -> String {
    voice.word(match seen {
        Visibility::All => Key::VisibleAll,
        Visibility::Team => Key::VisibleTeam,
        Visibility::Own => Key::VisibleOwn,
    })
}

/// Things in a row, or that there is none.
pub(super) fn joined(all: &[String], voice: &Voice<'_>) -> String {
    if all.is_empty() { voice.word(Key::HouseNone) } else { voice.list(all) }
}

/// A day of the week, short.
pub(super) fn day(day: u8, voice: &Voice<'_>) -> String {
    let names = voice.word(Key::DayNames);
    names.split(' ').nth(usize::from(day)).unwrap_or_default().to_owned()
}

/// `09:00–12:00, 13:00–18:00`, or that nobody is there.
pub(super) fn spans(all: &[Span], voice: &Voice<'_>) -> String {
    if all.is_empty() {
        return voice.word(Key::DayClosed);
    }
    let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    let one = |span: &Span| format!("{}–{}", time(span.from), time(span.to));
    all.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// A day of the calendar as the language writes it, when the text is one.
pub(super) fn date(text: &str, voice: &Voice<'_>) -> Option<String> {
    text.parse().ok().map(|day: NaiveDate| voice.calendar_day(day))
}

/// The words that belong to a button.
pub(in super::super) fn button(press: &Press, prompt: &AnyPrompt, voice: &Voice<'_>) -> String {
    let prompt = if let AnyPrompt::House(prompt) = prompt { Some(&**prompt) } else { None };
    let is_free = matches!(prompt, Some(Prompt::Leaving { open: 0, .. }));
    let is_inviting = matches!(prompt, Some(Prompt::Invite { .. }));
    voice.word(match press {
        Press::People => Key::ButtonPeople,
        Press::Role(as_role) if is_inviting => return role(*as_role, voice),
        Press::Role(Role::Manager | Role::Owner) => Key::ButtonMakeManager,
        Press::Role(Role::Attendant) => Key::ButtonMakeAttendant,
        Press::PersonTeams => Key::ButtonPersonTeams,
        Press::Away(true) => Key::ButtonSetAway,
        Press::Away(false) => Key::ButtonSetAvailable,
        Press::Leave => Key::ButtonLeave,
        Press::LeaveToTeams if is_free => Key::ButtonLeaveNow,
        Press::LeaveToTeams => Key::ButtonLeaveToTeams,
        Press::Invite => Key::ButtonInvite,
        Press::MakeLink => Key::ButtonMakeLink,
        Press::Invitations => Key::ButtonInvitations,
        Press::Revoke => Key::ButtonRevoke,
        Press::Teams => Key::ButtonTeams,
        Press::NewTeam => Key::ButtonNewTeam,
        Press::Rename => Key::ButtonRename,
        Press::Channels => Key::ButtonTeamChannels,
        Press::Visibility(Visibility::All) => Key::ButtonSeeAll,
        Press::Visibility(Visibility::Team) => Key::ButtonSeeTeam,
        Press::Visibility(Visibility::Own) => Key::ButtonSeeOwn,
        Press::Archive => Key::ButtonArchive,
        Press::ArchiveNow => Key::ButtonArchiveNow,
        Press::Restore => Key::ButtonRestore,
        Press::Doors => Key::ButtonDoors,
        Press::Hours => Key::ButtonHours,
        Press::Closed => Key::ButtonClosed,
        Press::AsBefore => Key::ButtonAsBefore,
        Press::UsualHours => Key::ButtonUsualHours,
        Press::NoHours => Key::ButtonNoHours,
        Press::Absence => Key::ButtonAbsence,
        Press::NoAbsence => Key::ButtonNoAbsence,
        Press::Holidays => Key::ButtonHolidays,
        Press::Audit => Key::ButtonAudit,
        Press::AuditOf(None) => Key::ButtonAuditAll,
        Press::AuditOf(Some(Part::House)) => Key::ButtonAuditHouse,
        Press::AuditOf(Some(Part::Contacts)) => Key::ButtonAuditContacts,
        // These carry a label of their own wherever they stand; anything is better than nothing.
        Press::Person(_)
        | Press::Membership(_)
        | Press::LeaveTo(_)
        | Press::Invitation(_)
        | Press::Team(_)
        | Press::Channel(_)
        | Press::ArchiveTo(_)
        | Press::Door(_)
        | Press::DoorTo(_)
        | Press::Day(_)
        | Press::NoHoliday(_) => Key::ButtonOpen,
    })
}

/// What is written on a button of a list.
pub(in super::super) fn label(label: &Label, voice: &Voice<'_>) -> String {
    match label {
        Label::Person { name, role: is, is_away, is_unreachable } => {
            let mark = match (is_unreachable, is_away) {
                (true, _) => "🚫 ",
                (false, true) => "🌙 ",
                (false, false) => "",
            };
            format!("{mark}{} · {}", one_line(name), role(*is, voice))
        }
        Label::Toggle { name, is_on } => {
            format!("{} {}", if *is_on { "✅" } else { "⬜️" }, one_line(name))
        }
        Label::Invitation { role: is, teams } => format!("{} · {}", role(*is, voice), joined(teams, voice)),
        Label::Team { name, is_archived } => {
            format!("{}{}", if *is_archived { "🗄 " } else { "" }, one_line(name))
        }
        Label::Door { channel, team } => {
            let team = team.clone().unwrap_or_else(|| voice.word(Key::HouseNone));
            format!("{} → {}", one_line(channel), one_line(&team))
        }
        Label::Day { day: of, spans: all } => format!("{} {}", day(*of, voice), spans(all, voice)),
        Label::Holiday(holiday) => {
            let day = format!("{} {}", voice.calendar_day(holiday.day), holiday.name);
            voice.say(Key::ButtonDropHoliday, &[("day", day.trim().into())])
        }
    }
}

/// What was done, as a sentence that goes on after who did it.
pub(super) const fn deed(deed: Deed) -> Key {
    match deed {
        Deed::Invited => Key::DeedInvited,
        Deed::Joined => Key::DeedJoined,
        Deed::Revoked => Key::DeedRevoked,
        Deed::Role => Key::DeedRole,
        Deed::PersonRenamed => Key::DeedPersonRenamed,
        Deed::TeamGiven => Key::DeedTeamGiven,
        Deed::TeamTaken => Key::DeedTeamTaken,
        Deed::Removed => Key::DeedRemoved,
        Deed::Away => Key::DeedAway,
        Deed::Available => Key::DeedAvailable,
        Deed::Unreachable => Key::DeedUnreachable,
        Deed::OwnerNoMore => Key::DeedOwnerNoMore,
        Deed::TeamCreated => Key::DeedTeamCreated,
        Deed::TeamRenamed => Key::DeedTeamRenamed,
        Deed::TeamArchived => Key::DeedTeamArchived,
        Deed::TeamRestored => Key::DeedTeamRestored,
        Deed::ChannelGiven => Key::DeedChannelGiven,
        Deed::ChannelTaken => Key::DeedChannelTaken,
        Deed::Visibility => Key::DeedVisibility,
        Deed::Door => Key::DeedDoor,
        Deed::Hours => Key::DeedHours,
        Deed::Absence => Key::DeedAbsence,
        Deed::Reopening => Key::DeedReopening,
        Deed::OptOutAdded => Key::DeedOptOutAdded,
        Deed::OptOutRemoved => Key::DeedOptOutRemoved,
        Deed::OptOutConfigured => Key::DeedOptOutConfigured,
        Deed::Currency => Key::DeedCurrency,
        Deed::CurrencyConfigured => Key::DeedCurrencyConfigured,
        Deed::RatesSent => Key::DeedRatesSent,
        Deed::RatesRemoved => Key::DeedRatesRemoved,
        Deed::HolidayAdded => Key::DeedHolidayAdded,
        Deed::HolidayRemoved => Key::DeedHolidayRemoved,
        Deed::Started => Key::DeedStarted,
        Deed::Read => Key::DeedRead,
        Deed::Exported => Key::DeedExported,
        Deed::Imported => Key::DeedImported,
        Deed::ContactExported => Key::DeedContactExported,
        Deed::Forgotten => Key::DeedForgotten,
        Deed::Expired => Key::DeedExpired,
    }
}
