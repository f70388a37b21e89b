//! Changes of who works here, of teams and of the calendar, in the transaction of the step that wants them.
//!
//! The dialogue has asked whether they are allowed; between that and the transaction somebody may have lost the right, so
//! it is asked once more of the rows themselves. Then the step counts as stale and is taken again on what is true now.

use super::allowed;
use super::desk::{AppError, Desk};
use super::notice::{self, Notice, Told};
use super::press::gets_the_card;
use crate::dialogue::facts::Fresh;
use crate::dialogue::house::Change;
use crate::domain::Timestamp;
use crate::domain::attendance::{Attendance, AttendanceState};
use crate::domain::deed::Deed;
use crate::domain::id::{AttendanceId, StaffId, TeamId};
use crate::domain::invitation::Invitation;
use crate::domain::limit::{INVITATION_AGE_MAX, OFFERED_ON_RETURN_MAX};
use crate::domain::staff::{Role, who_is_told};
use crate::domain::team::{Team, Visibility};
use crate::store::audit::{self, Entry};
use crate::store::card::{CardRow, find_card, put_card};
use crate::store::{StoreError, Tx, attendance, channel, holiday, invitation, staff, team, transfer};

/// Who changes something, and when.
#[derive(Clone, Copy)]
struct By {
    staff: Option<StaffId>,
    now: Timestamp,
}

impl By {
    async fn record(self, tx: &mut Tx, deed: Deed, subject: &str, detail: &str) -> Result<(), StoreError> {
        let action = deed.word();
        audit::append(tx, &Entry { at: self.now, staff: self.staff, action, subject, detail }).await
    }
}

fn word(role: Role) -> &'static str {
    match role {
        Role::Attendant => "attendant",
        Role::Manager => "manager",
        Role::Owner => "owner",
    }
}

/// A role with teams, as the audit keeps it.
pub(super) fn as_detail(role: Role, teams: &[TeamId]) -> String {
    let teams = teams.iter().map(TeamId::as_str);
    std::iter::once(word(role)).chain(teams).collect::<Vec<_>>().join(" ")
}

/// Applies a change.
pub(super) async fn apply(
    tx: &mut Tx,
    me: StaffId,
    fresh: Fresh,
    now: Timestamp,
    change: &Change,
) -> Result<(), StoreError> {
    allowed::house(tx, me, change, now).await?;
    let by = By { staff: Some(me), now };
    match change {
        Change::Invite { role, teams } => invite(tx, by, me, fresh, (*role, teams)).await,
        Change::Revoke(id) => {
            let is_taken = invitation::revoke(tx, *id, now).await?;
            if is_taken { by.record(tx, Deed::Revoked, &id.to_string(), "").await } else { Ok(()) }
        }
        Change::Role { staff: whom, role } => set_role(tx, by, me, *whom, *role).await,
        Change::Rename { staff: whom, name } => rename_person(tx, by, me, *whom, name).await,
        Change::Membership { staff: whom, team, is_in } => set_in_team(tx, by, *whom, team, *is_in).await,
        Change::Away { staff: whom, is_away } => set_away(tx, by, me, *whom, *is_away).await,
        Change::Remove { staff: whom, heir } => remove(tx, by, *whom, *heir).await,
        Change::NewTeam { team: id, name } => {
            team::ensure_team(tx, &Team::new(id.clone(), name.clone(), Vec::new())).await?;
            by.record(tx, Deed::TeamCreated, id.as_str(), name).await
        }
        Change::RenameTeam { team: id, name } => rename(tx, by, id, name).await,
        Change::Channel { team: id, channel, may_use } => {
            team::set_channel(tx, id, channel, *may_use).await?;
            let deed = if *may_use { Deed::ChannelGiven } else { Deed::ChannelTaken };
            by.record(tx, deed, id.as_str(), channel.as_str()).await
        }
        Change::Visibility { team: id, visibility } => {
            team::set_visibility(tx, id, *visibility).await?;
            by.record(tx, Deed::Visibility, id.as_str(), seen_by(*visibility)).await
        }
        Change::Archive { team: id, heir } => archive(tx, by, id, heir.as_ref()).await,
        Change::Restore(id) => {
            team::set_archived(tx, id, None).await?;
            by.record(tx, Deed::TeamRestored, id.as_str(), "").await
        }
        Change::Door { channel: id, team } => {
            channel::set_default_team(tx, id, Some(team)).await?;
            by.record(tx, Deed::Door, team.as_str(), id.as_str()).await
        }
        Change::Hours { team: id, hours } => {
            team::set_hours(tx, id, hours.as_ref()).await?;
            by.record(tx, Deed::Hours, id.as_str(), "").await
        }
        Change::Absence { team: id, text } => {
            team::set_absence(tx, id, text.as_deref()).await?;
            by.record(tx, Deed::Absence, id.as_str(), "").await
        }
        Change::Holiday(day) => {
            holiday::put(tx, day).await?;
            by.record(tx, Deed::HolidayAdded, &day.day.to_string(), &day.name).await
        }
        Change::NoHoliday(day) => {
            holiday::remove(tx, *day).await?;
            by.record(tx, Deed::HolidayRemoved, &day.to_string(), "").await
        }
    }
}

const fn seen_by(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::All => "all",
        Visibility::Team => "team",
        Visibility::Own => "own",
    }
}

async fn invite(
    tx: &mut Tx,
    by: By,
    me: StaffId,
    fresh: Fresh,
    (role, teams): (Role, &[TeamId]),
) -> Result<(), StoreError> {
    let (id, expires_at) = (fresh.invitation, by.now + INVITATION_AGE_MAX);
    let made = Invitation { id, role, teams: teams.to_vec(), by: me, expires_at };
    let digest = super::invitation::digest(&fresh.secret.text());
    invitation::insert_invitation(tx, &made, &digest, by.now).await?;
    by.record(tx, Deed::Invited, &id.to_string(), &as_detail(role, teams)).await
}

async fn set_role(tx: &mut Tx, by: By, me: StaffId, whom: StaffId, role: Role) -> Result<(), StoreError> {
    if staff::set_role(tx, whom, role).await? {
        // What they let others become was theirs to give then.
        invitation::revoke_all_by(tx, whom, by.now).await?;
        by.record(tx, Deed::Role, &whom.0.to_string(), word(role)).await?;
        notice::put(tx, whom.0, 0, Notice::House(Told::Role { role, by: me }), by.now).await?;
    }
    Ok(())
}

/// What they have is called by their name.
async fn rename_person(
    tx: &mut Tx,
    by: By,
    me: StaffId,
    whom: StaffId,
    name: &str,
) -> Result<(), StoreError> {
    let before = staff::find_member(&mut *tx, whom).await?.map_or_else(String::new, |one| one.name);
    if !staff::rename(tx, whom, name).await? {
        return Ok(());
    }
    by.record(tx, Deed::PersonRenamed, &whom.0.to_string(), &format!("{before}\n{name}")).await?;
    for open in attendance::open_of_staff(&mut *tx, whom).await? {
        notice::refresh_cards(tx, open.id, by.now).await?;
    }
    if whom == me {
        return Ok(());
    }
    notice::put(tx, whom.0, 0, Notice::House(Told::Renamed { by: me }), by.now).await
}

async fn set_in_team(
    tx: &mut Tx,
    by: By,
    whom: StaffId,
    team: &TeamId,
    is_in: bool,
) -> Result<(), StoreError> {
    staff::set_in_team(tx, whom, team, is_in).await?;
    if !is_in {
        invitation::revoke_all_by(tx, whom, by.now).await?;
    }
    let deed = if is_in { Deed::TeamGiven } else { Deed::TeamTaken };
    by.record(tx, deed, &whom.0.to_string(), team.as_str()).await?;
    // One that is put on and taken off again while somebody looks for the right one is told once.
    notice::put(tx, whom.0, 0, Notice::House(Told::Teams), by.now).await
}

async fn set_away(tx: &mut Tx, by: By, me: StaffId, whom: StaffId, is_away: bool) -> Result<(), StoreError> {
    staff::set_away(tx, whom, is_away).await?;
    if whom != me {
        let deed = if is_away { Deed::Away } else { Deed::Available };
        by.record(tx, deed, &whom.0.to_string(), "").await?;
        let told = Told::Away { is_away, by: me };
        notice::put(tx, whom.0, 0, Notice::House(told), by.now).await?;
    }
    if is_away { Ok(()) } else { offer_what_waits(tx, whom, by.now).await }
}

async fn remove(tx: &mut Tx, by: By, whom: StaffId, heir: Option<StaffId>) -> Result<(), StoreError> {
    let_go(tx, whom, heir, by.now).await?;
    invitation::revoke_all_by(tx, whom, by.now).await?;
    staff::remove(tx, whom, by.now).await?;
    by.record(tx, Deed::Removed, &whom.0.to_string(), "").await?;
    notice::put(tx, whom.0, 0, Notice::House(Told::Goodbye), by.now).await
}

async fn rename(tx: &mut Tx, by: By, id: &TeamId, name: &str) -> Result<(), StoreError> {
    team::rename(tx, id, name).await?;
    by.record(tx, Deed::TeamRenamed, id.as_str(), name).await?;
    for open in attendance::unconcluded_of_team(&mut *tx, id).await? {
        notice::refresh_cards(tx, open.id, by.now).await?;
    }
    Ok(())
}

/// What a team has goes to another one, and who writes first is received there. Somebody may have opened one since the
/// question was asked: it goes there, too, and without a team to go to the question is asked again.
async fn archive(tx: &mut Tx, by: By, id: &TeamId, heir: Option<&TeamId>) -> Result<(), StoreError> {
    let open = attendance::unconcluded_of_team(&mut *tx, id).await?;
    let doors = channel::doors_of(&mut *tx, id).await?;
    match heir {
        Some(heir) => {
            for door in &doors {
                channel::set_default_team(tx, door, Some(heir)).await?;
            }
            for one in &open {
                attendance::set_team(tx, one.id, heir).await?;
                let moved = Attendance { team: heir.clone(), ..one.clone() };
                if moved.state == AttendanceState::Waiting {
                    offer_to_team(tx, &moved, by.now).await?;
                } else {
                    notice::refresh_cards(tx, moved.id, by.now).await?;
                }
            }
        }
        None if open.is_empty() && doors.is_empty() => {}
        None => return Err(StoreError::Stale),
    }
    transfer::withdraw_from_team(tx, id).await?;
    invitation::forget_team(tx, id).await?;
    team::set_archived(tx, id, Some(by.now)).await?;
    by.record(tx, Deed::TeamArchived, id.as_str(), heir.map_or("", TeamId::as_str)).await
}

/// What a person has goes to another one, or waits in its teams again. What waits for the contact to write goes with it,
/// and offers that the person made are the other's; those made to them are answered with no.
async fn let_go(
    tx: &mut Tx,
    whom: StaffId,
    heir: Option<StaffId>,
    now: Timestamp,
) -> Result<u32, StoreError> {
    let open = attendance::open_of_staff(&mut *tx, whom).await?;
    if let Some(heir) = heir {
        transfer::inherit(tx, whom, heir).await?;
    }
    let mut count = 0;
    for one in &open {
        count += 1;
        let is_handed = match heir {
            Some(heir) => attendance::hand_over(tx, one.id, Some(whom), heir, None).await?,
            None => false,
        };
        if let (true, Some(heir)) = (is_handed, heir) {
            gets_the_card(tx, one, heir, now).await?;
        } else if attendance::give_back(tx, one.id, whom).await? {
            transfer::remove_transfer(tx, one.id).await?;
            offer_to_team(tx, one, now).await?;
        }
    }
    for (id, by) in transfer::withdraw_from(tx, whom).await? {
        let answer = Notice::OfferAnswered { attendance: id, by: whom, accepted: false };
        notice::put(tx, by.0, 0, answer, now).await?;
    }
    Ok(count)
}

/// Who is there in the team and is told of what waits gets its card.
async fn offer_to_team(tx: &mut Tx, waiting: &Attendance, now: Timestamp) -> Result<(), StoreError> {
    notice::refresh_cards(tx, waiting.id, now).await?;
    for one in who_is_told(&staff::available(&mut *tx, &waiting.team).await?) {
        offer(tx, waiting.id, one, now).await?;
    }
    Ok(())
}

/// A card, below what the person has read already.
async fn offer(tx: &mut Tx, id: AttendanceId, whom: StaffId, now: Timestamp) -> Result<(), StoreError> {
    if find_card(&mut *tx, id, whom.0).await?.is_none() {
        let (chat_id, thread_id) = (whom.0, 0);
        let card = CardRow { attendance: id, chat_id, thread_id, message_id: None, fingerprint: None };
        put_card(tx, &card).await?;
    }
    notice::put(tx, whom.0, 0, Notice::Card { attendance: id, fresh: true }, now).await
}

/// Who comes back is offered what waits where they are told of it: in their teams, as far as they want to be told and are
/// there; owners also in teams without people.
async fn offer_what_waits(tx: &mut Tx, whom: StaffId, now: Timestamp) -> Result<(), StoreError> {
    for waiting in attendance::waiting_for(&mut *tx, whom, OFFERED_ON_RETURN_MAX).await? {
        if who_is_told(&staff::available(&mut *tx, &waiting.team).await?).contains(&whom) {
            offer(tx, waiting.id, whom, now).await?;
        }
    }
    Ok(())
}

/// The bot cannot reach a person: what they have waits in its teams again, and who looks after them is told.
pub async fn lost_touch(desk: &Desk, whom: StaffId) -> Result<(), AppError> {
    let now = desk.clock().now();
    let is_new = desk
        .store()
        .write(move |tx| {
            Box::pin(async move {
                if !staff::set_unreachable(tx, whom, Some(now)).await? {
                    return Ok(false);
                }
                let returned = let_go(tx, whom, None, now).await?;
                let by = By { staff: None, now };
                by.record(tx, Deed::Unreachable, &whom.0.to_string(), "").await?;
                for one in staff::who_looks_after(&mut *tx, whom).await? {
                    let told = Told::Unreachable { staff: whom, returned };
                    notice::put(tx, one.0, 0, Notice::House(told), now).await?;
                }
                Ok(true)
            })
        })
        .await?;
    if is_new {
        tracing::info!(staff.id = whom.0, "a person of ours cannot be reached any more");
        desk.reload_company().await?;
        desk.wake().notices.notify_one();
    }
    Ok(())
}

/// Somebody whom the bot could not reach has written: it can.
pub async fn back_in_touch(desk: &Desk, whom: StaffId) -> Result<(), AppError> {
    let now = desk.clock().now();
    desk.store()
        .write(move |tx| {
            Box::pin(async move {
                if staff::set_unreachable(tx, whom, None).await? {
                    offer_what_waits(tx, whom, now).await?;
                }
                Ok(())
            })
        })
        .await?;
    desk.reload_company().await?;
    desk.wake().notices.notify_one();
    Ok(())
}

/// Owners are those whom the configuration names: they cannot have been removed or demoted, and who is not named any
/// more is a manager.
pub async fn enrol_owners(tx: &mut Tx, owners: Vec<StaffId>, now: Timestamp) -> Result<(), StoreError> {
    for owner in &owners {
        staff::set_role(tx, *owner, Role::Owner).await?;
        staff::restore(tx, *owner).await?;
    }
    let by = By { staff: None, now };
    for former in staff::with_role(&mut *tx, Role::Owner).await? {
        if !owners.contains(&former) {
            staff::set_role(tx, former, Role::Manager).await?;
            // What they let others become was theirs to give then.
            invitation::revoke_all_by(tx, former, now).await?;
            by.record(tx, Deed::OwnerNoMore, &former.0.to_string(), "").await?;
        }
    }
    Ok(())
}
