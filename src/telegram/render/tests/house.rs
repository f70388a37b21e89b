//! Panels, lines and buttons of the house, with hostile names.

use super::cast::HOSTILE;
use crate::dialogue::house::{DoneView, Label, Line, Press, Prompt};
use crate::dialogue::screen::{Button, Label as AnyLabel};
use crate::dialogue::{Action, Line as AnyLine, Prompt as AnyPrompt};
use crate::domain::deed::Deed;
use crate::domain::hours::{Holiday, Span, Week};
use crate::domain::id::{InvitationId, StaffId, TeamId};
use crate::domain::invitation::Secret;
use crate::domain::staff::Role;
use crate::domain::team::Visibility;
use uuid::Uuid;

fn hostile() -> String {
    HOSTILE.repeat(9)
}

fn many() -> Vec<String> {
    vec![hostile(); 40]
}

fn full_week() -> Week {
    let spans = vec![Span { from: 480, to: 720 }, Span { from: 780, to: 1440 }];
    (0..7).fold(Week::default(), |week, day| {
        week.with(day, if day % 2 == 0 { spans.clone() } else { Vec::new() })
    })
}

fn team(is_archived: bool, visibility: Visibility) -> Prompt {
    Prompt::Team {
        name: hostile(),
        is_archived,
        people: if is_archived { Vec::new() } else { many() },
        channels: many(),
        doors: many(),
        visibility,
        hours: (!is_archived).then(full_week),
        absence: (!is_archived).then(|| HOSTILE.repeat(30)),
    }
}

fn done() -> Vec<DoneView> {
    let at = chrono::DateTime::UNIX_EPOCH;
    let all = Deed::ALL.iter().map(|deed| DoneView {
        at,
        by: (*deed != Deed::Unreachable).then(hostile),
        deed: *deed,
        subject: hostile(),
        role: Some(Role::Manager),
        visibility: Some(Visibility::Own),
        detail: hostile(),
    });
    // One about somebody who was forgotten.
    let nobody = DoneView { subject: String::new(), ..all.clone().next_back().unwrap() };
    all.chain([DoneView { deed: Deed::Read, ..nobody }]).collect()
}

/// Every kind of panel.
pub(super) fn prompts() -> Vec<AnyPrompt> {
    let until = chrono::DateTime::UNIX_EPOCH;
    let person = |is_away, is_unreachable, open| Prompt::Person {
        name: hostile(),
        role: Role::Owner,
        teams: many(),
        is_away,
        is_unreachable,
        open,
    };
    let absence = |text: Option<String>, has_hours| Prompt::Absence { name: hostile(), text, has_hours };
    let hours = |hours, is_open| Prompt::Hours { name: hostile(), hours, is_open };
    let mut all = vec![
        Prompt::NotYours,
        Prompt::InvitationOver,
        Prompt::Doors,
        person(false, false, 0),
        person(true, true, 7),
        Prompt::PersonTeams { name: hostile() },
        Prompt::Invite { role: Role::Attendant, teams: 0, none: true },
        Prompt::Invite { role: Role::Manager, teams: 2, none: false },
        Prompt::Invitation { role: Role::Manager, teams: many(), by: hostile(), until },
        team(true, Visibility::All),
        team(false, Visibility::Own),
        team(false, Visibility::Team),
        Prompt::NameTeam { name: None },
        Prompt::NameTeam { name: Some(hostile()) },
        Prompt::TeamChannels { name: hostile() },
        Prompt::Archive { name: hostile(), open: 0, doors: Vec::new(), none: false },
        Prompt::Archive { name: hostile(), open: 3, doors: many(), none: true },
        Prompt::Door { channel: hostile(), none: true },
        hours(None, true),
        hours(Some(full_week()), true),
        hours(Some(full_week()), false),
        Prompt::Day { name: hostile(), day: 6, spans: full_week().day(0).to_vec() },
        absence(None, false),
        absence(Some(HOSTILE.repeat(60)), true),
    ];
    for total in [0, 1, 1_000] {
        all.extend([
            Prompt::People { total },
            Prompt::Invitations { total },
            Prompt::Teams { total },
            Prompt::Holidays { total },
            Prompt::Leaving { name: hostile(), open: total },
        ]);
    }
    for entries in done().chunks(8) {
        all.push(Prompt::Audit { entries: entries.to_vec(), total: 30 });
    }
    all.into_iter().map(|prompt| AnyPrompt::House(Box::new(prompt))).collect()
}

/// Every kind of line.
pub(super) fn lines() -> Vec<AnyLine> {
    let all = vec![
        Line::Link(Secret::new([9; 24]).link("balcao_bot")),
        Line::Revoked,
        Line::InvitationOver,
        Line::TooManyInvitations,
        Line::AlreadyHere,
        Line::ChooseTeam,
        Line::LastTeam,
        Line::Removed { name: hostile(), open: 0 },
        Line::Removed { name: hostile(), open: 2 },
        Line::Away,
        Line::Available,
        Line::TeamName,
        Line::TeamNameTaken,
        Line::TooManyTeams,
        Line::Archived { name: hostile() },
        Line::IsDoor { channel: hostile() },
        Line::Hours,
        Line::Absence,
        Line::Holiday,
        Line::TooManyHolidays,
    ];
    all.into_iter().map(AnyLine::House).collect()
}

/// Buttons of lists, eight of the longest.
pub(super) fn buttons() -> Vec<Vec<Button>> {
    let spans = full_week().day(0).to_vec();
    let day = "2026-12-25".parse().unwrap();
    let team = TeamId::new("vendas").unwrap();
    let labels = [
        Label::Person { name: hostile(), role: Role::Manager, is_away: true, is_unreachable: false },
        Label::Person { name: hostile(), role: Role::Owner, is_away: true, is_unreachable: true },
        Label::Toggle { name: hostile(), is_on: false },
        Label::Invitation { role: Role::Attendant, teams: vec![hostile()] },
        Label::Team { name: hostile(), is_archived: true },
        Label::Door { channel: hostile(), team: Some(hostile()) },
        Label::Day { day: 3, spans },
        Label::Holiday(Holiday { day, name: hostile() }),
    ];
    let listed = labels.map(|label| Button {
        action: Action::House(Press::Team(team.clone())),
        label: AnyLabel::House(Box::new(label)),
    });
    let own = [
        Press::People,
        Press::Person(StaffId(1)),
        Press::Role(Role::Manager),
        Press::Role(Role::Attendant),
        Press::Invitation(InvitationId::new(Uuid::from_u128(1))),
        Press::Visibility(Visibility::All),
        Press::Visibility(Visibility::Team),
        Press::Visibility(Visibility::Own),
        Press::LeaveToTeams,
        Press::Away(true),
        Press::Away(false),
    ];
    let own = own.map(|press| Button { action: Action::House(press), label: AnyLabel::Own });
    listed.into_iter().chain(own).map(|button| vec![button]).collect()
}
