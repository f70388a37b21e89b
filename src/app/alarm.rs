//! Looks after the service itself: what is found is kept, and owners are told when it begins and when it is over.

use super::desk::{AppError, Desk};
use super::notice::{self, Notice};
use crate::domain::Timestamp;
use crate::domain::alarm::{Alarm, Finding, Tell, is_short_of_room, turn};
use crate::domain::limit::QUEUE_AGE_MAX;
use crate::store::alarm::{load_alarms, overdue, people_of_alarms, put_alarm, remove_alarm};
use crate::store::inbox::unreceived;
use crate::store::{StoreError, Tx, file_of, free_room};

/// Looks for queues that do not move and at the room that is left, and tells what has changed.
pub async fn look(desk: &Desk) -> Result<(), AppError> {
    let now = desk.clock().now();
    let overdue = overdue(desk.store(), now - QUEUE_AGE_MAX).await?;
    // Of a channel that is not configured any more nothing can be received.
    let mut unreceived = unreceived(desk.store()).await?;
    unreceived.retain(|(channel, _)| desk.find_adapter(channel).is_some());
    let free = free_beside(desk).await;
    let standing = load_alarms(desk.store()).await?;
    let least = desk.config().database.room_min;
    let is_short = move |alarms: &[Alarm], free: u64| {
        let stands = alarms.iter().any(|one| matches!(one.finding, Finding::Disk { .. }));
        is_short_of_room(free, least, stands)
    };
    let (makes_copies, is_well) = (
        desk.config().backup.is_some(),
        overdue.is_empty() && unreceived.is_empty() && !free.is_some_and(|free| is_short(&standing, free)),
    );
    if standing.is_empty() && is_well {
        return Ok(());
    }
    let told = desk.store().write(move |tx| {
        Box::pin(async move {
            let standing = load_alarms(&mut *tx).await?;
            let mut found: Vec<Finding> =
                overdue.into_iter().map(|(channel, waiting)| Finding::Queue { channel, waiting }).collect();
            let apart = |(channel, waiting)| Finding::Unreceived { channel, waiting };
            found.extend(unreceived.into_iter().map(apart));
            found.extend(free.filter(|free| is_short(&standing, *free)).map(|free| Finding::Disk { free }));
            let mut told = false;
            for alarm in standing {
                match alarm.finding {
                    // Whoever makes the copies says what becomes of them.
                    Finding::Backup if makes_copies => {}
                    Finding::Backup => remove_alarm(tx, &alarm.finding.about()).await?,
                    // How much room there is cannot be said now: it stands as it does.
                    Finding::Disk { .. } if free.is_none() => {}
                    Finding::Queue { .. } | Finding::Unreceived { .. } | Finding::Disk { .. } => {
                        let about = alarm.finding.about();
                        let same = found.iter().position(|one| one.about() == about);
                        let finding = same.map(|at| found.swap_remove(at));
                        told |= take(tx, Some(alarm), finding, now).await?;
                    }
                }
            }
            for finding in found {
                told |= take(tx, None, Some(finding), now).await?;
            }
            Ok(told)
        })
    });
    if told.await? {
        desk.wake().notices.notify_one();
    }
    Ok(())
}

/// Whether the daily copy could be made.
pub async fn note_backup(desk: &Desk, is_made: bool) -> Result<(), AppError> {
    let now = desk.clock().now();
    let told = desk.store().write(move |tx| {
        Box::pin(async move {
            let standing =
                load_alarms(&mut *tx).await?.into_iter().find(|one| one.finding == Finding::Backup);
            take(tx, standing, (!is_made).then_some(Finding::Backup), now).await
        })
    });
    if told.await? {
        desk.wake().notices.notify_one();
    }
    Ok(())
}

/// Bytes that are free beside the database; `None` when that cannot be said.
async fn free_beside(desk: &Desk) -> Option<u64> {
    let file = file_of(&desk.config().database.url).ok()?;
    let asked = tokio::task::spawn_blocking(move || free_room(&file)).await;
    match asked {
        Ok(Ok(free)) => Some(free),
        Ok(Err(error)) => {
            tracing::warn!(%error, "it cannot be said how much room there is beside the database");
            None
        }
        Err(_panic) => None,
    }
}

/// One turn of one alarm, with the notices that it leads to. Whether there are any.
async fn take(
    tx: &mut Tx,
    standing: Option<Alarm>,
    found: Option<Finding>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let before = standing.clone();
    let (stands, tell) = turn(standing, found, now);
    match (&stands, &before) {
        (Some(alarm), _) => put_alarm(tx, alarm).await?,
        (None, Some(before)) => remove_alarm(tx, &before.finding.about()).await?,
        (None, None) => {}
    }
    let (Some(tell), Some(alarm)) = (tell, stands.or(before)) else { return Ok(false) };
    let is_over = tell == Tell::Over;
    tracing::warn!(alarm.about = %alarm.finding.about(), alarm.over = is_over, "owners are told of an alarm");
    for person in people_of_alarms(&mut *tx).await? {
        let notice = Notice::Alarm { finding: alarm.finding.clone(), since: alarm.since, is_over };
        notice::put(tx, person.0, 0, notice, now).await?;
    }
    Ok(true)
}
