//! Who works here, what they may do and in which language they read.

use super::id::{StaffId, TeamId};
use serde::{Deserialize, Serialize};

/// What a person may do. Order matters: a later one may do all that an earlier one may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Sees their own attendances and what waits in their teams.
    Attendant,
    /// Sees the attendances of their teams and manages their people.
    Manager,
    /// Named by the configuration; sees and does everything.
    Owner,
}

/// A language the bot speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Locale {
    /// Brazilian Portuguese: the one when in doubt.
    #[serde(rename = "pt-BR")]
    PtBr,
    /// English.
    #[serde(rename = "en")]
    En,
    /// Spanish.
    #[serde(rename = "es")]
    Es,
}

impl Locale {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::PtBr, Self::En, Self::Es];

    /// The BCP 47 tag, which is also the folder's name below `locales/`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::PtBr => "pt-BR",
            Self::En => "en",
            Self::Es => "es",
        }
    }

    /// The locale for a tag such as `pt-br`, `pt`, `en-US` or `es`; `None` when we do not speak it.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "pt" => Some(Self::PtBr),
            "en" => Some(Self::En),
            "es" => Some(Self::Es),
            _ => None,
        }
    }
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
}

impl StaffMember {
    /// Whether this person belongs to the team, or stands above all teams.
    pub fn may_use_team(&self, team: &TeamId) -> bool {
        self.teams.contains(team)
    }

    /// Whether this person may see attendances of the team that are somebody else's.
    pub fn may_see_team(&self, team: &TeamId) -> bool {
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

    /// The first word of their name.
    pub fn first_name(&self) -> &str {
        self.name.split_whitespace().next().unwrap_or(&self.name)
    }
}
