//! What happens to the company between two moves of a person, as values that a property test makes up.

use super::cast::BRUNO;
use super::world::World;
use crate::domain::attendance::AttendanceState;
use crate::domain::channel::{DownReason, Health};
use crate::domain::id::StaffId;
use crate::domain::staff::Role;
use crate::domain::template::TemplateStatus;
use chrono::TimeDelta;
use proptest::prelude::*;
use proptest::sample::Index;

/// What can happen to the company between two moves.
#[derive(Debug, Clone)]
pub(super) enum Meanwhile {
    Time(i64),
    Health(Index, bool),
    Rights(u8, u8),
    Writes(Index, Index),
    Template(Index, u8),
    Taken(Index, Index, u8),
    HandedOver(Index, u8),
    /// The process is started again: what is kept is what was stored.
    Restart,
}

pub(super) fn any_meanwhile() -> impl Strategy<Value = Meanwhile> {
    prop_oneof![
        (0_i64..60 * 30).prop_map(Meanwhile::Time),
        (any::<Index>(), any::<bool>()).prop_map(|(at, up)| Meanwhile::Health(at, up)),
        (0_u8..3, any::<u8>()).prop_map(|(role, teams)| Meanwhile::Rights(role, teams)),
        (any::<Index>(), any::<Index>()).prop_map(|(who, at)| Meanwhile::Writes(who, at)),
        (any::<Index>(), 0_u8..4).prop_map(|(at, how)| Meanwhile::Template(at, how)),
        (any::<Index>(), any::<Index>(), 0_u8..3).prop_map(|(who, at, by)| Meanwhile::Taken(who, at, by)),
        (any::<Index>(), 0_u8..4).prop_map(|(at, to)| Meanwhile::HandedOver(at, to)),
        Just(Meanwhile::Restart),
    ]
}

impl Meanwhile {
    pub(super) fn happen(&self, world: &mut World) {
        match self {
            Self::Time(minutes) => world.now += TimeDelta::minutes(*minutes),
            Self::Health(at, up) => {
                let health = if *up { Health::Up } else { Health::Down { reason: DownReason::Disconnected } };
                at.get_mut(&mut world.company.channels).health = health;
            }
            Self::Rights(role, mask) => {
                let role = [Role::Attendant, Role::Manager, Role::Owner][usize::from(*role)];
                let all: Vec<String> = world.company.teams.iter().map(|team| team.id.to_string()).collect();
                let mine = (0_u8..).zip(&all).filter(|(n, _)| mask >> n & 1 == 1);
                let mine: Vec<&str> = mine.map(|(_, team)| team.as_str()).collect();
                world.rights(role, &mine);
            }
            Self::Writes(who, at) => {
                let contact = who.get(&world.contacts).id;
                let channel = at.get(&world.company.channels).id.clone();
                world.contact_writes(contact, &channel);
            }
            Self::Template(at, how) => {
                let all: Vec<_> = world.templates.iter_mut().flat_map(|(_, all)| all).collect();
                if all.is_empty() {
                    return;
                }
                let at = at.index(all.len());
                let one = all.into_iter().nth(at).unwrap();
                match how {
                    0 => one.status = TemplateStatus::Paused,
                    1 => one.status = TemplateStatus::Approved,
                    2 => one.body = format!("{} {{{{4}}}}", one.body),
                    _ => one.key.name = format!("{}_novo", one.key.name),
                }
            }
            Self::Taken(who, at, by) => {
                let contact = who.get(&world.contacts).id;
                let channel = at.get(&world.company.channels).id.clone();
                if world.open_with(contact, &channel).is_none() {
                    let team = at.get(&world.company.teams).id.to_string();
                    let staff = [None, Some(BRUNO), Some(world.me.0)][usize::from(*by)];
                    world.attend(contact, channel.as_str(), &team, staff);
                }
            }
            Self::HandedOver(at, to) => {
                if !world.attendances.is_empty() {
                    let one = at.get_mut(&mut world.attendances);
                    match to {
                        0 => one.state = AttendanceState::Closed,
                        1 => one.staff = Some(StaffId(BRUNO)),
                        2 if one.state == AttendanceState::Waiting => one.staff = None,
                        _ => one.staff = one.staff.map(|_| world.me),
                    }
                }
            }
            Self::Restart => {
                let stored = world.state.to_stored().unwrap();
                world.state = super::super::State::from_stored(&stored).unwrap();
            }
        }
    }
}
