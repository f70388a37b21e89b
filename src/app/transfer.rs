//! Answers to the offer of an attendance, and what a manager may take without one.
//!
//! Races, and what was decided: two of a team accept at once, or one accepts while the one who offers concludes or is
//! relieved by a manager: the attendance changes hands by a compare-and-set, so one of them has it and the other is told
//! that it is done already.

use super::notice::{self, Notice};
use super::press::{gets_the_card, record};
use crate::dialogue::Toast;
use crate::domain::Timestamp;
use crate::domain::attendance::{Attendance, AttendanceState, Successor, Transfer};
use crate::domain::staff::StaffMember;
use crate::store::attendance::hand_over;
use crate::store::transfer::{find_transfer, remove_transfer};
use crate::store::{StoreError, Tx};

/// The offer, while it counts.
async fn standing(tx: &mut Tx, found: &Attendance) -> Result<Option<Transfer>, StoreError> {
    let offer = find_transfer(&mut *tx, found.id).await?;
    Ok(offer.filter(|offer| found.state == AttendanceState::Open && found.staff == Some(offer.by)))
}

fn is_for(offer: &Transfer, me: &StaffMember) -> bool {
    match &offer.to {
        Successor::Person(person) => *person == me.id,
        Successor::Team(team) => me.id != offer.by && me.may_use_team(team),
    }
}

/// The offer that stands, if this person may answer it; else what to tell them.
async fn offered(
    tx: &mut Tx,
    me: &StaffMember,
    found: &Attendance,
) -> Result<Result<Transfer, Toast>, StoreError> {
    Ok(match standing(tx, found).await? {
        None => Err(Toast::AlreadyDone),
        Some(offer) if !is_for(&offer, me) => Err(Toast::NotAllowed),
        Some(offer) => Ok(offer),
    })
}

/// The attendance is theirs from now on; offered to a team, it is the team's.
pub(super) async fn accept(
    tx: &mut Tx,
    me: &StaffMember,
    found: &Attendance,
    now: Timestamp,
) -> Result<Option<Toast>, StoreError> {
    let offer = match offered(tx, me, found).await? {
        Ok(offer) => offer,
        Err(toast) => return Ok(Some(toast)),
    };
    let team = match &offer.to {
        Successor::Team(team) => Some(team),
        Successor::Person(_) => None,
    };
    if !hand_over(tx, found.id, Some(offer.by), me.id, team).await? {
        return Ok(Some(Toast::AlreadyDone));
    }
    remove_transfer(tx, found.id).await?;
    record(tx, me.id, "attendance.handed_over", found, now).await?;
    let answer = Notice::OfferAnswered { attendance: found.id, by: me.id, accepted: true };
    notice::put(tx, offer.by.0, 0, answer, now).await?;
    gets_the_card(tx, found, me.id, now).await?;
    Ok(None)
}

/// A person's no ends the offer; one of a team leaves it to the others.
pub(super) async fn decline(
    tx: &mut Tx,
    me: &StaffMember,
    found: &Attendance,
    now: Timestamp,
) -> Result<Option<Toast>, StoreError> {
    let offer = match offered(tx, me, found).await? {
        Ok(offer) => offer,
        Err(toast) => return Ok(Some(toast)),
    };
    if matches!(offer.to, Successor::Team(_)) {
        return Ok(Some(Toast::LeftToTeam));
    }
    remove_transfer(tx, found.id).await?;
    record(tx, me.id, "attendance.declined", found, now).await?;
    let answer = Notice::OfferAnswered { attendance: found.id, by: me.id, accepted: false };
    notice::put(tx, offer.by.0, 0, answer, now).await?;
    Ok(None)
}

/// A manager takes an attendance from who has it, who is told.
pub(super) async fn take_over(
    tx: &mut Tx,
    me: &StaffMember,
    found: &Attendance,
    now: Timestamp,
) -> Result<Option<Toast>, StoreError> {
    if !me.may_take_over(&found.team) {
        return Ok(Some(Toast::NotAllowed));
    }
    let Some(holder) = found.staff.filter(|holder| *holder != me.id) else {
        return Ok(Some(Toast::AlreadyDone));
    };
    if !hand_over(tx, found.id, Some(holder), me.id, None).await? {
        return Ok(Some(Toast::AlreadyDone));
    }
    remove_transfer(tx, found.id).await?;
    record(tx, me.id, "attendance.taken_over", found, now).await?;
    notice::put(tx, holder.0, 0, Notice::TakenOver { attendance: found.id, by: me.id }, now).await?;
    gets_the_card(tx, found, me.id, now).await?;
    Ok(None)
}
