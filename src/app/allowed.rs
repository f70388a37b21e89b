//! Whether a change is still allowed, asked of the rows themselves in the transaction that carries it out.
//!
//! The dialogue has asked before, of the company in memory; between that and the transaction somebody may have lost the
//! right. The rules are those of [`crate::domain::rights`], so that both questions have one answer.

use crate::dialogue::contact::Change as OfContact;
use crate::dialogue::house::Change as House;
use crate::dialogue::settings::Setting;
use crate::domain::Timestamp;
use crate::domain::id::{StaffId, TeamId};
use crate::domain::quick_reply::ReplyOwner;
use crate::domain::staff::StaffMember;
use crate::store::{StoreError, Tx, invitation, quick_reply, staff};

/// The person as they are now; [`StoreError::Stale`] when they do not work here any more.
async fn still_here(tx: &mut Tx, me: StaffId) -> Result<StaffMember, StoreError> {
    staff::find_member(&mut *tx, me).await?.ok_or(StoreError::Stale)
}

/// The step is taken again on what is true now, and says what there is to say.
const fn or_stale(is_allowed: bool) -> Result<(), StoreError> {
    if is_allowed { Ok(()) } else { Err(StoreError::Stale) }
}

/// A change of people, teams or the calendar.
pub(super) async fn house(
    tx: &mut Tx,
    me: StaffId,
    change: &House,
    now: Timestamp,
) -> Result<(), StoreError> {
    let me = still_here(tx, me).await?;
    let is_allowed = match change {
        House::Away { staff, .. } if *staff == me.id => true,
        House::Invite { role, teams } => {
            me.may_invite_as(*role) && teams.iter().all(|team| me.manages_team(team))
        }
        House::Revoke(id) => {
            let open = invitation::open_invitations(&mut *tx, now).await?;
            // One that is over meanwhile is nobody's: taking it back does nothing.
            open.iter().find(|one| one.id == *id).is_none_or(|one| me.owns() || one.by == me.id)
        }
        House::Hours { team, .. } | House::Absence { team, .. } => me.manages_team(team),
        House::Role { staff: whom, .. }
        | House::Away { staff: whom, .. }
        | House::Rename { staff: whom, .. }
        | House::Membership { staff: whom, .. }
        | House::Remove { staff: whom, .. } => match staff::find_member(&mut *tx, *whom).await? {
            Some(other) => may_change(&me, &other, change),
            None => false,
        },
        House::NewTeam { .. }
        | House::RenameTeam { .. }
        | House::Channel { .. }
        | House::Visibility { .. }
        | House::Archive { .. }
        | House::Restore(_)
        | House::Door { .. }
        | House::Holiday(_)
        | House::NoHoliday(_) => me.owns(),
    };
    or_stale(is_allowed)
}

/// Whether a person may change this about another one.
fn may_change(me: &StaffMember, other: &StaffMember, change: &House) -> bool {
    match change {
        House::Role { .. } => me.may_promote(other),
        House::Rename { .. } => me.may_rename(other),
        House::Membership { team, is_in, .. } => {
            let stays_in_sight = *is_in || me.owns() || is_seen_without(me, other, team);
            me.may_place(other) && me.manages_team(team) && stays_in_sight
        }
        House::Remove { .. } => me.may_remove(other),
        House::Away { .. } => me.may_manage(other),
        House::Invite { .. }
        | House::Revoke(_)
        | House::Hours { .. }
        | House::Absence { .. }
        | House::NewTeam { .. }
        | House::RenameTeam { .. }
        | House::Channel { .. }
        | House::Visibility { .. }
        | House::Archive { .. }
        | House::Restore(_)
        | House::Door { .. }
        | House::Holiday(_)
        | House::NoHoliday(_) => false,
    }
}

/// Whether another team that this manager looks after keeps the person.
fn is_seen_without(me: &StaffMember, other: &StaffMember, team: &TeamId) -> bool {
    other.teams.iter().any(|one| one != team && me.manages_team(one))
}

/// Something that is set, for the company or for quick replies.
pub(super) async fn setting(tx: &mut Tx, me: StaffId, wanted: &Setting) -> Result<(), StoreError> {
    let is_allowed = match wanted {
        // Nobody else's business.
        Setting::Preferences(_) => return Ok(()),
        Setting::Reopening { .. } | Setting::SyncTemplates | Setting::Company(_) => {
            still_here(tx, me).await?.owns()
        }
        Setting::PutReply(reply) => still_here(tx, me).await?.may_write(&reply.owner),
        Setting::RemoveReply(id) => {
            let me = still_here(tx, me).await?;
            let owner: Option<ReplyOwner> = quick_reply::owner_of(&mut *tx, *id).await?;
            // Somebody else took it away meanwhile: there is nothing left to do.
            owner.is_none_or(|owner| me.may_write(&owner))
        }
    };
    or_stale(is_allowed)
}

/// What protects contacts, and what takes many of them along, is undone and done by managers.
pub(super) async fn of_contact(tx: &mut Tx, me: StaffId, change: &OfContact) -> Result<(), StoreError> {
    let is_for_managers = match change {
        OfContact::Forget { .. }
        | OfContact::Look { .. }
        | OfContact::Import { .. }
        | OfContact::Export { .. }
        | OfContact::Copy { .. }
        | OfContact::Block { is_on: false, .. }
        | OfContact::OptOut { is_on: false, .. } => true,
        OfContact::Create { .. }
        | OfContact::Set { .. }
        | OfContact::Renumber { .. }
        | OfContact::Tag { .. }
        | OfContact::NewTag { .. }
        | OfContact::Block { is_on: true, .. }
        | OfContact::OptOut { is_on: true, .. }
        | OfContact::Merge { .. }
        | OfContact::Part { .. } => false,
    };
    if is_for_managers { or_stale(still_here(tx, me).await?.manages()) } else { Ok(()) }
}
