//! The daily copy of the database: made by the running service from the hour that is configured on, into a folder.
//!
//! A day is done when its file is there: a service that did not run at that hour makes the copy when it starts, and a copy
//! that failed is tried again. Old ones go only after the new one was looked through, and only files that are named as
//! ours are. The writer goes on meanwhile, see [`crate::store`].

use crate::app::Desk;
use crate::app::alarm::note_backup;
use crate::config::Backup;
use crate::domain::Timestamp;
use crate::domain::limit::BACKUP_AGAIN_AFTER;
use crate::supervise::Supervisor;
use anyhow::{Context as _, bail};
use chrono::{Days, NaiveDate, TimeDelta};
use chrono_tz::Tz;
use std::path::PathBuf;

/// Around the date in the name of a copy.
const NAME: (&str, &str) = ("balcao-", ".db");

/// Makes them until everything stops.
pub(super) async fn daily(desk: Desk, backup: Backup, supervisor: Supervisor) {
    let stopping = supervisor.stopping();
    while !stopping.is_cancelled() {
        // A copy that is cut off leaves a part, which the next one replaces.
        let next = tokio::select! {
            next = turn(&desk, &backup) => next,
            () = stopping.cancelled() => return,
        };
        tokio::select! {
            () = desk.clock().wait_until(next) => {}
            () = stopping.cancelled() => {}
        }
    }
}

/// Makes the copy if it is due. When to look again.
async fn turn(desk: &Desk, backup: &Backup) -> Timestamp {
    let (now, zone) = (desk.clock().now(), desk.config().timezone);
    let day = day_of(now, zone, backup.hour);
    let made = async {
        let is_there = days(backup).await?.contains(&day);
        if !is_there {
            make(desk, backup, day).await?;
        }
        anyhow::Ok(())
    };
    let made = made.await;
    if let Err(error) = &made {
        tracing::error!(error = format!("{error:#}"), "the daily copy of the database could not be made");
    }
    if let Err(error) = note_backup(desk, made.is_ok()).await {
        tracing::error!(%error, "what became of the daily copy could not be noted");
    }
    if made.is_ok() { begin_of(day + Days::new(1), zone, backup.hour) } else { now + BACKUP_AGAIN_AFTER }
}

async fn make(desk: &Desk, backup: &Backup, day: NaiveDate) -> anyhow::Result<()> {
    let file = file_of(backup, day);
    let look = crate::store::backup(&desk.config().database.url, &file).await?;
    tracing::info!(backup.file = %file.display(), backup.bytes = look.len, "the daily copy of the database is made");
    let mut days = days(backup).await?;
    // Not the one that was just made, whatever days the others say they are of.
    days.retain(|one| *one != day);
    days.sort_unstable();
    let old = (days.len() + 1).saturating_sub(backup.keep);
    for day in days.into_iter().take(old) {
        let file = file_of(backup, day);
        if let Err(error) = tokio::fs::remove_file(&file).await {
            tracing::warn!(backup.file = %file.display(), %error, "an old copy could not be removed");
        }
    }
    Ok(())
}

/// The days of which there is a copy.
pub(super) async fn days(backup: &Backup) -> anyhow::Result<Vec<NaiveDate>> {
    let folder = &backup.folder;
    let named = || format!("backup.folder = {:?}", folder.display().to_string());
    if !folder.is_dir() {
        bail!("{}: there is no such folder", named());
    }
    let mut entries = tokio::fs::read_dir(folder).await.with_context(named)?;
    let mut days = Vec::new();
    while let Some(entry) = entries.next_entry().await.with_context(named)? {
        days.extend(entry.file_name().to_str().and_then(day_in));
    }
    Ok(days)
}

pub(super) fn file_of(backup: &Backup, day: NaiveDate) -> PathBuf {
    backup.folder.join(format!("{}{}{}", NAME.0, day.format("%Y-%m-%d"), NAME.1))
}

/// The day in the name of a copy; `None` when the file is none of ours.
fn day_in(name: &str) -> Option<NaiveDate> {
    let day = name.strip_prefix(NAME.0)?.strip_suffix(NAME.1)?;
    // Exactly as we write it: the reader of dates takes less.
    NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().filter(|read| read.format("%Y-%m-%d").to_string() == day)
}

/// The day whose copy is due now or was before: it begins at the hour, not at midnight.
pub(super) fn day_of(now: Timestamp, zone: Tz, hour: u32) -> NaiveDate {
    let today = now.with_timezone(&zone).date_naive();
    if now < begin_of(today, zone, hour) { today - Days::new(1) } else { today }
}

/// When that day's copy is due. Where the clocks skip the hour, at the next one that there is.
fn begin_of(day: NaiveDate, zone: Tz, hour: u32) -> Timestamp {
    let found = (0..24).find_map(|later| {
        let local = day.and_hms_opt(hour, 0, 0)? + TimeDelta::hours(later);
        local.and_local_timezone(zone).earliest()
    });
    found.map_or_else(|| day.and_time(chrono::NaiveTime::MIN).and_utc(), |at| at.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_day_begins_at_the_hour_of_the_copy_in_the_company_s_time_zone() {
        let zone = chrono_tz::America::Sao_Paulo;
        assert_eq!(day_of(at("2026-11-23T05:59:59Z"), zone, 3), day("2026-11-22"));
        assert_eq!(day_of(at("2026-11-23T06:00:00Z"), zone, 3), day("2026-11-23"));
        assert_eq!(day_of(at("2026-11-24T02:59:59Z"), zone, 0), day("2026-11-23"));
        assert_eq!(begin_of(day("2026-11-24"), zone, 3), at("2026-11-24T06:00:00Z"));
    }

    #[test]
    fn an_hour_that_the_clocks_skip_or_repeat_is_found_once() {
        let zone = chrono_tz::Europe::Lisbon;
        assert_eq!(begin_of(day("2026-03-29"), zone, 1), at("2026-03-29T01:00:00Z"), "01:00 does not exist");
        assert_eq!(begin_of(day("2026-10-25"), zone, 1), at("2026-10-25T00:00:00Z"), "the first of two");
    }

    #[test]
    fn only_files_that_are_named_as_ours_are_ours() {
        assert_eq!(day_in("balcao-2026-11-23.db"), Some(day("2026-11-23")));
        for other in [
            "balcao-2026-11-23.db.part",
            "balcao-2026-1-3.db",
            "balcao.db",
            "balcao-2026-13-01.db",
            "2026-11-23.db",
        ] {
            assert_eq!(day_in(other), None, "{other}");
        }
    }
}
