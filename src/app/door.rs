//! The door: to which attendance belongs what a contact writes, and who is told of it.
//!
//! An attendance that was concluded a short while ago goes on with the same person: a contact who still says thanks, or
//! asks one thing more, is not met by somebody who knows nothing. After that it is a new one, which waits in the team
//! of the channel's door.

use super::desk::Desk;
use super::notice::{self, Notice};
use crate::domain::Timestamp;
use crate::domain::attendance::{Attendance, AttendanceState};
use crate::domain::delivery::Content;
use crate::domain::id::{AttendanceId, ChannelId, ContactId, StaffId, TeamId};
use crate::domain::opt_out::OptOut;
use crate::domain::staff::{StaffMember, who_is_told};
use crate::domain::team::Team;
use crate::store::audit::{self, Entry};
use crate::store::card::{CardRow, put_card};
use crate::store::{StoreError, Tx, attendance};
use chrono::TimeDelta;

/// The door of one channel.
#[derive(Debug, Clone)]
pub(super) struct Door {
    /// The team that receives; none when no team may use the channel.
    team: Option<TeamId>,
    /// Who of it is told.
    people: Vec<StaffId>,
    /// Everybody who could go on with what they have concluded.
    staff: Vec<StaffMember>,
    /// For how long an attendance that was concluded goes on.
    reopen: TimeDelta,
    /// What contacts write who want no templates any more.
    opt_out: OptOut,
    /// What teams say where nobody is there now.
    absences: Vec<(TeamId, String)>,
    /// Whether free text is allowed for some time only.
    pub(super) has_window: bool,
}

/// How an attendance came to be the one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Came {
    /// It was open, or waiting.
    Known,
    /// It had been concluded, and goes on.
    Reopened,
    /// It is new, and waits.
    New,
}

/// The door of this channel as the company is now.
pub(super) fn door_of(desk: &Desk, channel: &ChannelId, now: Timestamp) -> Door {
    let company = desk.company();
    let team = company.doors.iter().find(|(id, _)| id == channel).map(|(_, team)| team.clone());
    let available = team.iter().flat_map(|team| company.available(team));
    let available: Vec<_> = available.map(|member| (member.id, member.preferences.notices)).collect();
    let people = who_is_told(&available);
    let has_window = company.find_channel(channel).is_some_and(|one| one.capabilities.has_window);
    let is_closed = |team: &Team| {
        let hours = team.hours.as_ref();
        hours.is_some_and(|week| !week.is_open(now, company.timezone, &company.holidays))
    };
    let closed = company.teams.iter().filter(|team| is_closed(team));
    let absences = closed.filter_map(|team| Some((team.id.clone(), team.absence.clone()?))).collect();
    let reopen = TimeDelta::hours(company.reopen_hours.into());
    let opt_out = company.opt_out.clone();
    Door { team, people, staff: company.staff.clone(), absences, reopen, opt_out, has_window }
}

impl Door {
    /// Whether there is a team that receives.
    pub(super) const fn receives(&self) -> bool {
        self.team.is_some()
    }

    /// What the team says when nobody is there; nothing while somebody is.
    pub(super) fn absence(&self, team: &TeamId) -> Option<&str> {
        self.absences.iter().find(|(one, _)| one == team).map(|(_, text)| text.as_str())
    }

    /// The attendance to which something belongs that the contact wrote. `None` when nobody receives on this channel.
    pub(super) async fn lead(
        &self,
        tx: &mut Tx,
        fresh: AttendanceId,
        contact: ContactId,
        channel: &ChannelId,
        now: Timestamp,
    ) -> Result<Option<(Attendance, Came)>, StoreError> {
        if let Some(reopened) = self.go_on(tx, contact, channel, now).await? {
            return Ok(Some((reopened, Came::Reopened)));
        }
        let Some(team) = &self.team else {
            tracing::warn!(channel.id = %channel, "a contact wrote on a channel that no team may use");
            return Ok(None);
        };
        let waiting = Attendance {
            id: fresh,
            contact,
            channel: channel.clone(),
            team: team.clone(),
            staff: None,
            state: AttendanceState::Waiting,
            opened_at: now,
            closed_at: None,
        };
        attendance::insert_attendance(tx, &waiting).await?;
        Ok(Some((waiting, Came::New)))
    }

    /// Whether a contact who writes this wants no templates any more: the word and nothing else, however it is written.
    pub(super) fn is_opt_out(&self, content: &Content) -> bool {
        let Content::Text { body } = content else { return false };
        self.opt_out.hears(body)
    }

    /// An attendance that is over as it begins: what is kept in it is shown to nobody. `None` when nobody receives on this
    /// channel.
    pub(super) async fn shut(
        &self,
        tx: &mut Tx,
        fresh: AttendanceId,
        contact: ContactId,
        channel: &ChannelId,
        now: Timestamp,
    ) -> Result<Option<Attendance>, StoreError> {
        let Some(team) = &self.team else { return Ok(None) };
        let over = Attendance {
            id: fresh,
            contact,
            channel: channel.clone(),
            team: team.clone(),
            staff: None,
            state: AttendanceState::Closed,
            opened_at: now,
            closed_at: Some(now),
        };
        attendance::insert_attendance(tx, &over).await?;
        Ok(Some(over))
    }

    /// Opens the last attendance again, when it was concluded a short while ago by somebody who still may have it.
    async fn go_on(
        &self,
        tx: &mut Tx,
        contact: ContactId,
        channel: &ChannelId,
        now: Timestamp,
    ) -> Result<Option<Attendance>, StoreError> {
        let Some(last) = attendance::last_closed(&mut *tx, contact, channel).await? else { return Ok(None) };
        let is_recent = last.closed_at.is_some_and(|closed| now - closed < self.reopen);
        let holder = last.staff.and_then(|id| self.staff.iter().find(|one| one.id == id));
        if !is_recent || !holder.is_some_and(|one| one.is_available() && one.may_serve(&last.team)) {
            return Ok(None);
        }
        if !attendance::reopen(tx, last.id).await? {
            return Ok(None);
        }
        let subject = last.id.to_string();
        let entry =
            Entry { at: now, staff: None, action: "attendance.reopened", subject: &subject, detail: "" };
        audit::append(tx, &entry).await?;
        Ok(Some(Attendance { state: AttendanceState::Open, closed_at: None, ..last }))
    }

    /// Shows an attendance to those whom it concerns: a new one to the team, one that goes on to who has it.
    pub(super) async fn show(
        &self,
        tx: &mut Tx,
        open: &Attendance,
        came: Came,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        if came == Came::New {
            for staff in &self.people {
                let card = CardRow {
                    attendance: open.id,
                    chat_id: staff.0,
                    thread_id: 0,
                    message_id: None,
                    fingerprint: None,
                };
                put_card(tx, &card).await?;
            }
        }
        notice::refresh_cards(tx, open.id, now).await?;
        match open.staff {
            Some(staff) if came == Came::Reopened => {
                let card = Notice::Card { attendance: open.id, fresh: true };
                notice::put(tx, staff.0, 0, card, now).await
            }
            Some(_) | None => Ok(()),
        }
    }
}
