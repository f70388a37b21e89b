//! Teams: whom an attendance belongs to.

use super::attendance::Attendance;
use super::hours::Week;
use super::id::{ChannelId, TeamId};
use super::limit::TEAM_NAME_LEN_MAX;
use super::staff::{Role, StaffMember};
use serde::{Deserialize, Serialize};

/// Who sees a team's attendances that are somebody else's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Everybody in the company.
    All,
    /// Who belongs to the team.
    #[default]
    Team,
    /// Nobody but its managers; what waits is seen by the whole team, or nobody could take it.
    Own,
}

impl Visibility {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::All, Self::Team, Self::Own];
}

/// A team and the channels it may use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Its id in the configuration.
    pub id: TeamId,
    /// Its name on buttons and cards.
    pub name: String,
    /// The channels it may use.
    pub channels: Vec<ChannelId>,
    /// Whether it is not used any more.
    #[serde(default)]
    pub is_archived: bool,
    /// Who sees its attendances.
    #[serde(default)]
    pub visibility: Visibility,
    /// Its business hours; none when it is always there.
    #[serde(default)]
    pub hours: Option<Week>,
    /// What a contact is told who writes outside of them.
    #[serde(default)]
    pub absence: Option<String>,
}

impl Team {
    /// A team as it begins.
    pub const fn new(id: TeamId, name: String, channels: Vec<ChannelId>) -> Self {
        let visibility = Visibility::Team;
        Self { id, name, channels, is_archived: false, visibility, hours: None, absence: None }
    }

    /// Whether this person may see an attendance of it that nobody has yet.
    pub fn shows_waiting(&self, who: &StaffMember) -> bool {
        who.may_serve(&self.id) || self.visibility == Visibility::All
    }

    /// Whether this person may see one of its attendances that a colleague has or had.
    pub fn shows_others(&self, who: &StaffMember) -> bool {
        match (who.role, self.visibility) {
            (Role::Owner, _) | (_, Visibility::All) => true,
            (Role::Manager, _) | (Role::Attendant, Visibility::Team) => who.may_use_team(&self.id),
            (Role::Attendant, Visibility::Own) => false,
        }
    }

    /// Whether this person may see this attendance of it.
    pub fn shows(&self, who: &StaffMember, attendance: &Attendance) -> bool {
        match attendance.staff {
            Some(holder) => holder == who.id || self.shows_others(who),
            None => self.shows_waiting(who),
        }
    }
}

/// A team's name: one line, 1 to [`TEAM_NAME_LEN_MAX`] characters. `None` when the text is none.
pub fn team_name(text: &str) -> Option<String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = name.chars().count();
    ((1..=TEAM_NAME_LEN_MAX).contains(&length) && !name.chars().any(char::is_control)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Timestamp;
    use crate::domain::attendance::AttendanceState;
    use crate::domain::id::{AttendanceId, ContactId, StaffId};

    fn seen(role: Role, is_member: bool, visibility: Visibility, staff: Option<i64>) -> bool {
        let id = TeamId::new("vendas").unwrap();
        let teams = if is_member { vec![id.clone()] } else { Vec::new() };
        let me = StaffMember::new(StaffId(1), "Ana".to_owned(), role, teams);
        let team = Team { visibility, ..Team::new(id.clone(), "Vendas".to_owned(), Vec::new()) };
        let attendance = Attendance {
            id: "01935a7e-0000-7000-8000-000000000001".parse::<AttendanceId>().unwrap(),
            contact: "01935a7e-0000-7000-8000-000000000002".parse::<ContactId>().unwrap(),
            channel: ChannelId::new("loja").unwrap(),
            team: id,
            staff: staff.map(StaffId),
            state: if staff.is_some() { AttendanceState::Open } else { AttendanceState::Waiting },
            opened_at: Timestamp::UNIX_EPOCH,
            closed_at: None,
        };
        team.shows(&me, &attendance)
    }

    #[test]
    fn who_sees_an_attendance_is_for_the_team_to_say() {
        let (mine, theirs, nobodys) = (Some(1), Some(2), None);
        for visibility in Visibility::ALL {
            assert!(seen(Role::Attendant, false, visibility, mine), "one's own is always seen");
            assert!(seen(Role::Owner, false, visibility, theirs), "an owner sees everything");
            assert!(seen(Role::Manager, true, visibility, theirs), "a manager sees what their people do");
            assert!(seen(Role::Attendant, true, visibility, nobodys), "what waits can be taken");
            let all = visibility == Visibility::All;
            assert_eq!(seen(Role::Attendant, false, visibility, theirs), all);
            assert_eq!(seen(Role::Manager, false, visibility, theirs), all);
            assert_eq!(seen(Role::Attendant, false, visibility, nobodys), all);
            assert_eq!(seen(Role::Attendant, true, visibility, theirs), visibility != Visibility::Own);
        }
    }

    #[test]
    fn a_team_s_name_is_one_line_that_fits_a_button() {
        assert_eq!(team_name("  Pós \n venda "), Some("Pós venda".to_owned()));
        for wrong in ["", "  ", "\u{7}", &"x".repeat(TEAM_NAME_LEN_MAX + 1)] {
            assert_eq!(team_name(wrong), None, "{wrong}");
        }
    }
}
