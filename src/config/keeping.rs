//! What is said of the database: where it is, how much room is to be left beside it, and its daily copies.

use super::error::ConfigError;
use super::section::Section;
use super::{Backup, Database};
use std::path::PathBuf;

/// The section `[database]`.
pub(super) fn database(mut section: Section<'_>) -> Result<Database, ConfigError> {
    let expected = "an address such as \"sqlite:balcao.db\"";
    let url = section.text("url", expected)?.unwrap_or_else(|| "sqlite:balcao.db".to_owned());
    if url.strip_prefix("sqlite:").is_none_or(|path| path.trim_start_matches('/').is_empty()) {
        // Not quoted: addresses of other databases hold passwords.
        return Err(section.refuse("url", format!("expected {expected}, found another kind")));
    }
    let room =
        within(&mut section, "free_mb", "whole megabytes from 0 to 1000000000", 512, 0..=1_000_000_000)?;
    section.finish()?;
    Ok(Database { url, room_min: room.unsigned_abs().saturating_mul(1024 * 1024) })
}

/// The section `[backup]`; `None` when no folder is named.
pub(super) fn backup(mut section: Section<'_>) -> Result<Option<Backup>, ConfigError> {
    let folder = section.text("folder", "a folder for daily copies of the database")?;
    let keep = within(&mut section, "keep", "how many copies to keep, from 1 to 3650", 7, 1..=3_650)?;
    let hour = within(&mut section, "hour", "an hour from 0 to 23", 3, 0..=23)?;
    section.finish()?;
    let number = |number: i64| u32::try_from(number).unwrap_or_default();
    Ok(folder.map(|folder| Backup {
        folder: PathBuf::from(folder),
        keep: usize::try_from(keep).unwrap_or(1),
        hour: number(hour),
    }))
}

fn within(
    section: &mut Section<'_>,
    key: &'static str,
    expected: &str,
    usual: i64,
    range: std::ops::RangeInclusive<i64>,
) -> Result<i64, ConfigError> {
    let number = section.integer(key, expected)?.unwrap_or(usual);
    if range.contains(&number) {
        Ok(number)
    } else {
        Err(section.refuse_value(key, expected, &number.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SMALL, load, refused};
    use std::path::Path;

    #[test]
    fn copies_are_made_where_a_folder_is_named() {
        let plain = load(SMALL, &[]).unwrap();
        assert!(plain.backup.is_none());
        assert_eq!(plain.database.room_min, 512 * 1024 * 1024);
        let text = format!("{SMALL}\n[backup]\nfolder = \"/copies\"\n");
        let usual = load(&text, &[]).unwrap().backup.unwrap();
        assert_eq!((usual.folder.as_path(), usual.keep, usual.hour), (Path::new("/copies"), 7, 3));
        let text = format!("{text}keep = 30\nhour = 0\n");
        let chosen =
            load(&text, &[("BALCAO_BACKUP__HOUR", "23"), ("BALCAO_DATABASE__FREE_MB", "0")]).unwrap();
        assert_eq!(chosen.database.room_min, 0);
        let chosen = chosen.backup.unwrap();
        assert_eq!((chosen.keep, chosen.hour), (30, 23));
    }

    #[test]
    fn hours_and_numbers_that_do_not_exist_are_refused() {
        for (line, told) in [
            ("keep = 0", "backup.keep: expected how many copies to keep, from 1 to 3650, found \"0\""),
            ("hour = 24", "backup.hour: expected an hour from 0 to 23, found \"24\""),
            ("houre = 3", "did you mean hour?"),
        ] {
            let refused = refused(&format!("{SMALL}\n[backup]\nfolder = \"/copies\"\n{line}\n"));
            assert!(refused.ends_with(told), "{refused}");
        }
    }
}
