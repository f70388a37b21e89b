//! Who works here, what they may do and in which language they read.

use super::id::{StaffId, TeamId};
pub use super::locale::Locale;
use super::preferences::{Notices, Preferences};
use serde::{Deserialize, Serialize};

/// What a person may do. Order matters: a later one may do all that an earlier one may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Sees their own attendances, what waits in their teams, and what their teams let them see.
    Attendant,
    /// Sees the attendances of their teams and manages their people.
    Manager,
    /// Named by the configuration; sees and does everything.
    Owner,
}

/// A person of ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffMember {
    /// Their Telegram user id.
    pub id: StaffId,
    /// How colleagues and the card call them.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The teams they belong to.
    pub teams: Vec<TeamId>,
    /// The language they chose or Telegram told us; `None` until either happened.
    pub locale: Option<Locale>,
    /// What they have set for themselves.
    #[serde(default)]
    pub preferences: Preferences,
    /// Whether they say that they are away.
    #[serde(default)]
    pub is_away: bool,
    /// Whether the bot cannot reach them: they blocked it, or left Telegram.
    #[serde(default)]
    pub is_unreachable: bool,
}

impl StaffMember {
    /// A person who is there, and whose language is not known yet.
    pub fn new(id: StaffId, name: String, role: Role, teams: Vec<TeamId>) -> Self {
        let preferences = Preferences::default();
        Self { id, name, role, teams, locale: None, preferences, is_away: false, is_unreachable: false }
    }

    /// Whether what waits is offered to them.
    pub const fn is_available(&self) -> bool {
        !self.is_away && !self.is_unreachable
    }

    /// Whether this person belongs to the team, or stands above all teams.
    pub fn may_use_team(&self, team: &TeamId) -> bool {
        self.teams.contains(team)
    }

    /// Whether this person may take what waits in the team.
    pub fn may_serve(&self, team: &TeamId) -> bool {
        match self.role {
            Role::Owner => true,
            Role::Manager | Role::Attendant => self.teams.contains(team),
        }
    }

    /// Whether this person may take an attendance of the team from who has it.
    pub fn may_take_over(&self, team: &TeamId) -> bool {
        match self.role {
            Role::Owner => true,
            Role::Manager => self.teams.contains(team),
            Role::Attendant => false,
        }
    }

    /// The name that contacts see.
    pub fn shown_name(&self) -> &str {
        self.preferences.shown_name.as_ref().map_or(&self.name, |name| name.as_str())
    }

    /// The first word of that name.
    pub fn shown_first_name(&self) -> &str {
        let name = self.shown_name();
        name.split_whitespace().next().unwrap_or(name)
    }

    /// The first word of their name.
    pub fn first_name(&self) -> &str {
        self.name.split_whitespace().next().unwrap_or(&self.name)
    }
}

/// A person's name, of the same shape as a team's. `None` when the text is none.
pub fn person_name(text: &str) -> Option<String> {
    super::team::team_name(text)
}

/// Who of those who are there is told of what waits in their team: who wants to be. Where nobody wants it, everybody is: a
/// contact must not wait unseen.
pub fn who_is_told(there: &[(StaffId, Notices)]) -> Vec<StaffId> {
    let wants = |notices: Notices| notices == Notices::All;
    let is_wanted = there.iter().any(|(_, notices)| wants(*notices));
    there.iter().filter(|(_, notices)| !is_wanted || wants(*notices)).map(|(id, _)| *id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_wants_no_notices_is_told_when_nobody_else_would_be() {
        let there = |all: &[Notices]| (1..).map(StaffId).zip(all.iter().copied()).collect::<Vec<_>>();
        let told = |all: &[Notices]| who_is_told(&there(all)).iter().map(|id| id.0).collect::<Vec<_>>();
        assert_eq!(told(&[Notices::All, Notices::Mine, Notices::None, Notices::All]), [1, 4]);
        assert_eq!(told(&[Notices::Mine, Notices::None]), [1, 2]);
        assert!(told(&[]).is_empty());
    }
}
