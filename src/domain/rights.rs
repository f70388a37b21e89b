//! Who may look after people and teams. Owners come from the configuration: nobody changes them in the chat.

use super::id::TeamId;
use super::quick_reply::ReplyOwner;
use super::staff::{Role, StaffMember};

impl StaffMember {
    /// Whether this person looks after people at all.
    pub const fn manages(&self) -> bool {
        match self.role {
            Role::Owner | Role::Manager => true,
            Role::Attendant => false,
        }
    }

    /// Whether this person is one of the owners.
    pub const fn owns(&self) -> bool {
        match self.role {
            Role::Owner => true,
            Role::Manager | Role::Attendant => false,
        }
    }

    /// Whether this person looks after the team: its people, its hours.
    pub fn manages_team(&self, team: &TeamId) -> bool {
        self.owns() || self.manages() && self.may_use_team(team)
    }

    /// Whether this person may see the page of another one.
    pub fn may_look_at(&self, other: &Self) -> bool {
        self.owns() || self.manages() && (other.id == self.id || self.shares_a_team(other))
    }

    /// Whether this person may change what another one does, but for their role. A manager looks after attendants who
    /// are in one of the manager's teams.
    pub fn may_manage(&self, other: &Self) -> bool {
        match (self.role, other.role) {
            (_, Role::Owner) | (Role::Attendant, _) | (Role::Manager, Role::Manager) => false,
            (Role::Owner, Role::Manager | Role::Attendant) => true,
            (Role::Manager, Role::Attendant) => self.shares_a_team(other),
        }
    }

    /// Whether this person may say in which teams another one is. Owners put each other, and themselves, where they like.
    pub fn may_place(&self, other: &Self) -> bool {
        self.owns() || self.may_manage(other)
    }

    /// Whether this person may say what another one's role is.
    pub fn may_promote(&self, other: &Self) -> bool {
        self.owns() && other.role != Role::Owner
    }

    /// Whether this person may say what another one is called. Owners name everybody, themselves too.
    pub fn may_rename(&self, other: &Self) -> bool {
        self.owns() || self.may_manage(other)
    }

    /// Whether this person may make, change and take away quick replies of this owner.
    pub fn may_write(&self, owner: &ReplyOwner) -> bool {
        match owner {
            ReplyOwner::Person { staff } => *staff == self.id,
            ReplyOwner::Team { team } => self.may_take_over(team),
            ReplyOwner::Company => self.owns(),
        }
    }

    /// Whether this person may remove another one: a manager only who works nowhere else.
    pub fn may_remove(&self, other: &Self) -> bool {
        self.may_manage(other) && (self.owns() || other.teams.iter().all(|team| self.may_use_team(team)))
    }

    /// Whether this person may invite somebody for this role.
    pub const fn may_invite_as(&self, role: Role) -> bool {
        match (self.role, role) {
            (_, Role::Owner) | (Role::Attendant, _) | (Role::Manager, Role::Manager) => false,
            (Role::Owner, Role::Manager | Role::Attendant) | (Role::Manager, Role::Attendant) => true,
        }
    }

    fn shares_a_team(&self, other: &Self) -> bool {
        other.teams.iter().any(|team| self.may_use_team(team))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::StaffId;

    fn person(id: i64, role: Role, teams: &[&str]) -> StaffMember {
        let teams = teams.iter().map(|team| TeamId::new(team).unwrap()).collect();
        StaffMember::new(StaffId(id), format!("P{id}"), role, teams)
    }

    #[test]
    fn nobody_looks_after_an_owner_and_an_attendant_looks_after_nobody() {
        let owner = person(1, Role::Owner, &[]);
        let all = [
            owner.clone(),
            person(2, Role::Owner, &["a"]),
            person(3, Role::Manager, &["a"]),
            person(4, Role::Attendant, &["a"]),
        ];
        for one in &all {
            assert!(!one.may_manage(&owner) && !one.may_promote(&owner) && !one.may_remove(&owner));
            assert!(!one.may_invite_as(Role::Owner));
            assert!(!all[3].may_manage(one) && !all[3].may_look_at(one) && !all[3].may_promote(one));
        }
        assert!(!all[3].may_invite_as(Role::Attendant) && !all[3].manages_team(&TeamId::new("a").unwrap()));
    }

    #[test]
    fn owners_put_themselves_into_teams_and_nobody_else_does() {
        let owner = person(1, Role::Owner, &[]);
        assert!(owner.may_place(&owner) && owner.may_place(&person(2, Role::Owner, &["a"])));
        assert!(!person(3, Role::Manager, &["a"]).may_place(&person(2, Role::Owner, &["a"])));
        assert!(!person(4, Role::Attendant, &["a"]).may_place(&person(4, Role::Attendant, &["a"])));
    }

    #[test]
    fn a_manager_looks_after_the_attendants_of_their_teams_and_removes_who_works_nowhere_else() {
        let manager = person(1, Role::Manager, &["a", "b"]);
        assert!(manager.may_remove(&person(2, Role::Attendant, &["a"])));
        assert!(manager.may_rename(&person(2, Role::Attendant, &["a"])) && !manager.may_rename(&manager));
        let shared = person(3, Role::Attendant, &["b", "c"]);
        assert!(manager.may_manage(&shared) && !manager.may_remove(&shared) && !manager.may_promote(&shared));
        let elsewhere = person(4, Role::Attendant, &["c"]);
        assert!(!manager.may_manage(&elsewhere) && !manager.may_look_at(&elsewhere));
        assert!(!manager.may_manage(&person(5, Role::Attendant, &[])));
        let peer = person(6, Role::Manager, &["a"]);
        assert!(manager.may_look_at(&peer) && !manager.may_manage(&peer) && !manager.may_manage(&manager));
        assert!(manager.may_invite_as(Role::Attendant) && !manager.may_invite_as(Role::Manager));
        let [ours, other] = ["a", "c"].map(|team| TeamId::new(team).unwrap());
        assert!(manager.manages_team(&ours) && !manager.manages_team(&other));
    }
}
