//! Stories of the house in the conversation: who may do what, and what comes of it.

use super::super::house::{Change, Line as HouseLine, Place, Press, Prompt as HousePrompt};
use super::super::state::State;
use super::super::{Action, Change as AnyChange, Command, Input, Line, Prompt};
use super::cast::{BRUNO, CARLA, channel_id, shop, team_id};
use super::house::{every_press, places};
use super::world::World;
use crate::domain::hours::{Holiday, Week};
use crate::domain::id::StaffId;
use crate::domain::staff::{Role, StaffMember};

fn owner() -> World {
    let mut world = shop();
    world.rights(Role::Owner, &[]);
    world
}

fn go(world: &mut World, presses: &[Press]) {
    world.commands(Command::People);
    for press in presses {
        world.presses(Action::House(press.clone()));
    }
}

fn house_change(changes: &[AnyChange]) -> Vec<Change> {
    let of = |one: &AnyChange| if let AnyChange::House(change) = one { Some(change.clone()) } else { None };
    changes.iter().filter_map(of).collect()
}

#[test]
fn an_attendant_finds_no_door_into_the_house() {
    let mut world = shop();
    world.rights(Role::Attendant, &["vendas", "suporte"]);
    assert!(!world.offers(&Action::House(Press::People)));
    let step = world.commands(Command::People);
    assert_eq!((step.next, step.line), (State::Home, Some(Line::NotAllowed)));
    for (name, place) in places() {
        world.state = place;
        for press in every_press(&world) {
            let step = world.clone().takes(&Input::Press(Action::House(press.clone())));
            assert!(step.changes.is_empty(), "{press:?} at {name}");
        }
        let step = world.clone().types("25/12 Natal");
        assert!(step.changes.is_empty(), "typed at {name}");
        assert!(matches!(world.prompt(), Prompt::House(prompt) if *prompt == HousePrompt::NotYours));
    }
}

#[test]
fn a_manager_changes_nothing_that_is_the_owners() {
    let mut world = shop();
    let peer = StaffMember::new(StaffId(7_050), "Rui".to_owned(), Role::Manager, vec![team_id("vendas")]);
    let chief = StaffMember::new(StaffId(7_051), "Dona".to_owned(), Role::Owner, vec![team_id("vendas")]);
    world.company.staff.extend([peer, chief]);
    world.company.holidays.push(Holiday { day: "2026-12-25".parse().unwrap(), name: String::new() });
    let of = |staff| {
        [Place::Person { staff }, Place::PersonTeams { staff, page: 0 }, Place::Leaving { staff, page: 0 }]
    };
    let mut all: Vec<State> = places().into_iter().map(|(_, state)| state).collect();
    let people = [7_050, 7_051, CARLA].map(StaffId);
    all.extend(people.into_iter().flat_map(of).map(|place| State::House { place }));
    for state in all {
        for press in every_press(&world) {
            let mut trying = world.clone();
            trying.state = state.clone();
            let step = trying.takes(&Input::Press(Action::House(press.clone())));
            for change in house_change(&step.changes) {
                let fine = match &change {
                    Change::Invite { role, teams } => *role == Role::Attendant && !teams.is_empty(),
                    Change::Membership { staff, team, .. } => {
                        *staff == StaffId(BRUNO) && *team != team_id("financeiro")
                    }
                    Change::Away { staff, .. } | Change::Rename { staff, .. } => *staff == StaffId(BRUNO),
                    Change::Hours { team, .. } | Change::Absence { team, .. } => *team == team_id("vendas"),
                    Change::Revoke(_)
                    | Change::Role { .. }
                    | Change::Remove { .. }
                    | Change::NewTeam { .. }
                    | Change::RenameTeam { .. }
                    | Change::Channel { .. }
                    | Change::Visibility { .. }
                    | Change::Archive { .. }
                    | Change::Restore(_)
                    | Change::Door { .. }
                    | Change::Holiday(_)
                    | Change::NoHoliday(_) => false,
                };
                assert!(fine, "{change:?} by {press:?} at {state:?}");
            }
        }
    }
}

#[test]
fn a_link_is_made_for_a_role_and_teams_and_shown_once() {
    let mut world = owner();
    go(&mut world, &[Press::Invite, Press::Role(Role::Manager), Press::Membership(team_id("suporte"))]);
    let step = world.presses(Action::House(Press::MakeLink));
    let teams = vec![team_id("suporte")];
    assert_eq!(house_change(&step.changes), [Change::Invite { role: Role::Manager, teams }]);
    let Some(Line::House(HouseLine::Link(link))) = &step.line else { panic!("{:?}", step.line) };
    assert!(link.as_str().starts_with("https://t.me/balcao_bot?start=c"));
    let stored = world.state.to_stored().unwrap();
    assert!(!stored.contains("0707"), "the secret is not kept: {stored}");
    let step = world.presses(Action::House(Press::Revoke));
    assert_eq!(house_change(&step.changes).len(), 1);
    assert!(world.invitations.is_empty());
}

#[test]
fn a_manager_cannot_take_somebody_out_of_the_last_team_that_they_look_after() {
    let mut world = shop();
    go(&mut world, &[Press::Person(StaffId(BRUNO)), Press::PersonTeams]);
    let step = world.presses(Action::House(Press::Membership(team_id("suporte"))));
    assert_eq!(step.line, Some(Line::House(HouseLine::LastTeam)));
    world.presses(Action::House(Press::Membership(team_id("vendas"))));
    let step = world.presses(Action::House(Press::Membership(team_id("suporte"))));
    assert_eq!(house_change(&step.changes).len(), 1);
    assert!(!world.offers(&Action::House(Press::Membership(team_id("financeiro")))), "not theirs to give");
}

#[test]
fn what_a_person_has_goes_to_who_serves_all_its_teams() {
    let mut world = owner();
    let serves = |id, teams: &[&str]| {
        let teams = teams.iter().map(|team| team_id(team)).collect();
        StaffMember::new(StaffId(id), format!("P{id}"), Role::Attendant, teams)
    };
    world.company.staff.extend([serves(1, &["suporte", "financeiro"]), serves(2, &["suporte"])]);
    world.company.staff.push(StaffMember { is_away: true, ..serves(3, &["suporte", "financeiro"]) });
    let [maria, joao] = ["Maria Souza", "João Lima"].map(|name| world.named(name));
    world.attend(maria, "oficial", "suporte", Some(BRUNO));
    world.attend(joao, "oficial", "financeiro", Some(BRUNO));
    go(&mut world, &[Press::Person(StaffId(BRUNO)), Press::Leave]);
    let offered = |world: &mut World, id| world.offers(&Action::House(Press::LeaveTo(StaffId(id))));
    assert!(offered(&mut world, 1) && !offered(&mut world, 2) && !offered(&mut world, 3));
    assert!(!offered(&mut world, BRUNO));
    world.presses(Action::House(Press::LeaveTo(StaffId(1))));
    assert!(world.attendances.iter().all(|one| one.staff == Some(StaffId(1))));
    assert_eq!(world.company.find_staff(StaffId(BRUNO)), None);
}

#[test]
fn a_team_is_archived_only_when_something_takes_what_it_has() {
    let mut world = owner();
    let maria = world.named("Maria Souza");
    world.attend(maria, "loja", "vendas", None);
    go(&mut world, &[Press::Teams, Press::Team(team_id("vendas")), Press::Archive]);
    assert!(!world.offers(&Action::House(Press::ArchiveNow)));
    assert!(
        !world.offers(&Action::House(Press::ArchiveTo(team_id("suporte")))),
        "it may not use the channel"
    );
    world.company.teams[1].channels.push(channel_id("loja"));
    world.presses(Action::House(Press::ArchiveTo(team_id("suporte"))));
    assert!(world.company.teams[0].is_archived);
    assert_eq!(world.attendances[0].team, team_id("suporte"));
    assert!(world.facts().my_teams(&channel_id("oficial")).iter().all(|team| team.id != team_id("vendas")));
}

#[test]
fn a_team_begins_with_a_name_of_its_own_and_a_channel() {
    let mut world = owner();
    go(&mut world, &[Press::Teams, Press::NewTeam]);
    for (text, line) in [
        (" ".to_owned(), HouseLine::TeamName),
        ("x".repeat(41), HouseLine::TeamName),
        ("VENDAS".to_owned(), HouseLine::TeamNameTaken),
    ] {
        let step = world.types(&text);
        assert_eq!((step.line, step.changes.len()), (Some(Line::House(line)), 0), "{text}");
    }
    world.types("/pós venda");
    let made = world.company.teams.last().unwrap().clone();
    assert_eq!(made.name, "/pós venda");
    world.presses(Action::House(Press::Channel(channel_id("loja"))));
    assert_eq!(world.company.teams.last().unwrap().channels, [channel_id("loja")]);
}

#[test]
fn hours_are_typed_day_by_day() {
    let mut world = shop();
    go(&mut world, &[Press::Teams, Press::Team(team_id("vendas")), Press::Hours, Press::UsualHours]);
    assert_eq!(world.company.teams[0].hours, Some(Week::usual()));
    world.presses(Action::House(Press::Day(5)));
    let step = world.types("de manhã");
    assert_eq!(step.line, Some(Line::House(HouseLine::Hours)));
    world.types("9h às 12h30");
    assert_eq!(world.company.teams[0].hours.as_ref().unwrap().day(5).len(), 1);
    world.presses(Action::House(Press::Day(6)));
    world.presses(Action::House(Press::AsBefore));
    let week = world.company.teams[0].hours.clone().unwrap();
    assert_eq!(week.day(6), week.day(5));
    world.presses(Action::House(Press::NoHours));
    assert_eq!(world.company.teams[0].hours, None);
}

#[test]
fn who_is_away_is_not_offered_what_others_hand_over() {
    let mut world = shop();
    let maria = world.named("Maria Souza");
    let id = world.attend(maria, "oficial", "suporte", Some(CARLA));
    world.state = State::Transfer { attendance: id, page: 0 };
    assert!(world.offers(&Action::Person(StaffId(BRUNO))));
    world.staff_mut(StaffId(BRUNO)).is_away = true;
    assert!(
        !world.offers(&Action::Person(StaffId(BRUNO))) && !world.offers(&Action::Team(team_id("suporte")))
    );
}

#[test]
fn an_invitation_is_of_no_use_to_who_belongs_here() {
    let mut world = shop();
    let step = world.commands(Command::Start(Some("c00ff".to_owned())));
    assert_eq!(step.line, Some(Line::House(HouseLine::AlreadyHere)));
    assert!(step.changes.is_empty());
}
