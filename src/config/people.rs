//! The `[[team]]` and `[[staff]]` sections: who is created at a start that does not find them.

use super::channel::{SLUG, name};
use super::error::ConfigError;
use super::nearest::nearest;
use super::section::Section;
use super::{ChannelConfig, StaffConfig, TeamConfig};
use crate::domain::id::{ChannelId, StaffId, TeamId};
use crate::domain::staff::Role;

/// Reads the teams.
pub(super) fn teams(
    sections: Vec<Section<'_>>,
    channels: &[ChannelConfig],
) -> Result<Vec<TeamConfig>, ConfigError> {
    let mut teams: Vec<TeamConfig> = Vec::new();
    for section in sections {
        let team = team(section, channels, &teams)?;
        teams.push(team);
    }
    Ok(teams)
}

fn team(
    mut section: Section<'_>,
    channels: &[ChannelConfig],
    before: &[TeamConfig],
) -> Result<TeamConfig, ConfigError> {
    let text = section.required("id", SLUG)?;
    let id = TeamId::new(&text).map_err(|_not_a_slug| section.refuse_value("id", SLUG, &text))?;
    if before.iter().any(|other| other.id == id) {
        return Err(
            section.refuse("id", format!("another team has the id {text:?} too; expected one of its own"))
        );
    }
    let name = name(&mut section)?;
    let known: Vec<&str> = channels.iter().map(|channel| channel.id.as_str()).collect();
    let chosen = ids(&mut section, "channels", "channel", &known)?
        .ok_or_else(|| section.missing("channels", "a list of channel ids such as [\"loja\"]", ""))?;
    section.finish()?;
    let channels: Vec<ChannelId> = chosen.iter().filter_map(|id| ChannelId::new(id).ok()).collect();
    Ok(TeamConfig { id, name, channels })
}

/// Reads the people.
pub(super) fn staff(
    sections: Vec<Section<'_>>,
    teams: &[TeamConfig],
) -> Result<Vec<StaffConfig>, ConfigError> {
    let mut staff: Vec<StaffConfig> = Vec::new();
    for section in sections {
        let person = person(section, teams, &staff)?;
        staff.push(person);
    }
    Ok(staff)
}

fn person(
    mut section: Section<'_>,
    teams: &[TeamConfig],
    before: &[StaffConfig],
) -> Result<StaffConfig, ConfigError> {
    let expected = "a Telegram user id such as 123456789";
    let id = section
        .integer("telegram_id", expected)?
        .ok_or_else(|| section.missing("telegram_id", expected, ""))?;
    if id <= 0 {
        return Err(section.refuse("telegram_id", format!("expected {expected}, above zero")));
    }
    let telegram_id = StaffId(id);
    if before.iter().any(|other| other.telegram_id == telegram_id) {
        return Err(section.refuse("telegram_id", format!("{id} is there twice; expected each person once")));
    }
    let name = name(&mut section)?;
    let expected = "\"owner\", \"manager\" or \"attendant\"";
    let role = match section.required("role", expected)?.as_str() {
        "owner" => Role::Owner,
        "manager" => Role::Manager,
        "attendant" => Role::Attendant,
        other => return Err(section.refuse_value("role", expected, other)),
    };
    let known: Vec<&str> = teams.iter().map(|team| team.id.as_str()).collect();
    let chosen = ids(&mut section, "teams", "team", &known)?.unwrap_or_default();
    section.finish()?;
    let teams: Vec<TeamId> = chosen.iter().filter_map(|id| TeamId::new(id).ok()).collect();
    Ok(StaffConfig { telegram_id, name, role, teams })
}

/// A list of ids that must be among the known ones, each once; `None` when the key is not there.
fn ids(
    section: &mut Section<'_>,
    key: &'static str,
    what: &str,
    known: &[&str],
) -> Result<Option<Vec<String>>, ConfigError> {
    let Some(given) = section.texts(key, &format!("{what} ids"))? else { return Ok(None) };
    let mut ids: Vec<String> = Vec::new();
    for (key, id) in given {
        if !known.contains(&id.as_str()) {
            let hint = match (nearest(&id, known.iter().copied()), known) {
                (Some(near), _) => format!("did you mean {near:?}?"),
                (None, []) => format!("there is no [[{what}]] section"),
                (None, _) => format!("known are {}", known.join(", ")),
            };
            return Err(section.refuse_value(&key, &format!("the id of a [[{what}]] ({hint})"), &id));
        }
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(Some(ids))
}
