//! The section `[privacy]`: how long what was said is kept.

use super::error::ConfigError;
use super::section::Section;
use chrono::TimeDelta;

/// How long what was said is kept; `None`: for ever.
pub(super) fn keep(mut section: Section<'_>) -> Result<Option<TimeDelta>, ConfigError> {
    let expected = "whole days from 1 to 36500, or no such key to keep everything";
    let keep = match section.integer("keep_days", expected)? {
        Some(days) if !(1..=36_500).contains(&days) => {
            return Err(section.refuse_value("keep_days", expected, &days.to_string()));
        }
        days => days.map(TimeDelta::days),
    };
    section.finish()?;
    Ok(keep)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SMALL, load, refused};
    use chrono::TimeDelta;

    #[test]
    fn everything_is_kept_unless_the_configuration_says_for_how_long() {
        assert_eq!(load(SMALL, &[]).unwrap().keep, None);
        assert_eq!(
            load(&format!("{SMALL}\n[privacy]\nkeep_days = 730\n"), &[]).unwrap().keep,
            Some(TimeDelta::days(730))
        );
        for wrong in ["0", "-1", "36501"] {
            let told = refused(&format!("{SMALL}\n[privacy]\nkeep_days = {wrong}\n"));
            let line =
                "privacy.keep_days: expected whole days from 1 to 36500, or no such key to keep everything";
            assert_eq!(told, format!("balcao.toml: {line}, found \"{wrong}\""));
        }
        let half = refused(&format!("{SMALL}\n[privacy]\nkeep_days = 30.5\n"));
        assert!(half.ends_with("found a number"), "{half}");
        let slip = refused(&format!("{SMALL}\n[privacy]\nkeep_dias = 30\n"));
        assert!(slip.ends_with("did you mean keep_days?"), "{slip}");
    }
}
