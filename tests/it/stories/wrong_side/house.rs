//! People and teams: inviting, roles, teams, removal, away, names, hours, archives, doors, holidays, the history of changes.

use super::{ANA, BRUNO, CARLA, DAVI, IVO, RITA, RUI, STRANGER, Stage, Try};
use balcao::dialogue::Action;
use balcao::dialogue::house::Press;
use balcao::domain::id::{ChannelId, StaffId, TeamId};
use balcao::domain::staff::Role;
use balcao::domain::team::Visibility;

fn forged(presses: &[Press]) -> Try {
    let entered = std::iter::once(Press::People).chain(presses.iter().cloned());
    Try::Panel(entered.map(Action::House).collect())
}

fn forged_then(presses: &[Press], words: &'static str) -> Try {
    let Try::Panel(actions) = forged(presses) else { unreachable!() };
    Try::PanelThen(actions, words)
}

fn team(id: &str) -> TeamId {
    TeamId::new(id).unwrap()
}

/// Everything about one person.
fn about(whom: i64) -> Vec<Try> {
    let page = Press::Person(StaffId(whom));
    vec![
        forged(&[page.clone(), Press::Role(Role::Manager)]),
        forged(&[page.clone(), Press::Role(Role::Attendant)]),
        forged(&[page.clone(), Press::PersonTeams, Press::Membership(team("financeiro"))]),
        forged(&[page.clone(), Press::PersonTeams, Press::Membership(team("suporte"))]),
        forged(&[page.clone(), Press::Away(true)]),
        forged(&[page.clone(), Press::Leave, Press::LeaveToTeams]),
        forged(&[page.clone(), Press::Leave, Press::LeaveTo(StaffId(BRUNO))]),
        forged_then(&[page, Press::Rename], "Outro Nome"),
    ]
}

/// What is the owners' alone.
fn of_the_owners() -> Vec<Try> {
    let vendas = || Press::Team(team("vendas"));
    let oficial = || ChannelId::new("oficial").unwrap();
    vec![
        forged_then(&[Press::Teams, Press::NewTeam], "Equipe nova"),
        forged_then(&[Press::Teams, vendas(), Press::Rename], "Outra equipe"),
        forged(&[Press::Teams, vendas(), Press::Channels, Press::Channel(oficial())]),
        forged(&[Press::Teams, vendas(), Press::Visibility(Visibility::All)]),
        forged(&[Press::Teams, vendas(), Press::Archive, Press::ArchiveTo(team("suporte"))]),
        forged(&[Press::Teams, vendas(), Press::Archive, Press::ArchiveNow]),
        forged(&[Press::Teams, vendas(), Press::Restore]),
        forged(&[Press::Teams, Press::Doors, Press::Door(oficial()), Press::DoorTo(team("suporte"))]),
        forged_then(&[Press::Teams, Press::Holidays], "24/12 Véspera"),
        forged(&[Press::Teams, Press::Holidays, Press::NoHoliday("2027-12-25".parse().unwrap())]),
        forged(&[Press::Audit]),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn who_manages_nobody_changes_nothing_of_the_house() {
    let stage = Stage::set().await;
    let people = [STRANGER, RUI, BRUNO, IVO];
    let mut tries = about(ANA);
    tries.extend([
        Try::Types("/equipe".into()),
        forged(&[Press::Invite, Press::Membership(team("vendas")), Press::MakeLink]),
        forged(&[Press::Invitations]),
        forged(&[Press::Teams, Press::Team(team("vendas")), Press::Hours, Press::UsualHours]),
        forged_then(&[Press::Teams, Press::Team(team("vendas")), Press::Absence], "Voltamos já."),
    ]);
    stage.wrong("the house", &people, &tries).await;
    stage.world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_the_owners_is_no_managers_and_no_attendants() {
    let stage = Stage::set().await;
    stage.wrong("what is the owners'", &[RITA, DAVI, ANA], &of_the_owners()).await;
    // A manager invites attendants into their own team, whatever role and team the forged buttons name.
    let Try::Panel(actions) = forged(&[
        Press::Invite,
        Press::Role(Role::Manager),
        Press::Membership(team("suporte")),
        Press::MakeLink,
    ]) else {
        unreachable!()
    };
    let rita = stage.person(RITA);
    rita.types("/menu");
    super::at_rest(&stage.world).await;
    stage.presses(&rita, &actions).await;
    let made = "select role || ' ' || team_id from invitation
                  join invitation_team on invitation_id = invitation.id";
    assert_eq!(super::rows(&stage.world, &[made]).await, ["attendant vendas"]);
    stage.world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_changes_nothing_of_another_teams_people_of_peers_and_of_owners() {
    let stage = Stage::set().await;
    // Davi manages Suporte: Ana and Ivo are of Vendas, Rita is a manager, Carla an owner.
    for whom in [ANA, RITA, CARLA, DAVI] {
        stage.wrong("somebody who is not theirs", &[DAVI], &about(whom)).await;
    }
    // Bruno is also of a team that is not Davi's: nothing of that is his to change.
    let bruno = Press::Person(StaffId(BRUNO));
    let tries = [
        forged(&[bruno.clone(), Press::Leave, Press::LeaveToTeams]),
        forged(&[bruno.clone(), Press::PersonTeams, Press::Membership(team("financeiro"))]),
        forged(&[bruno.clone(), Press::PersonTeams, Press::Membership(team("suporte"))]),
        forged(&[bruno, Press::Role(Role::Manager)]),
        forged(&[Press::Teams, Press::Team(team("vendas")), Press::Hours, Press::UsualHours]),
        forged_then(&[Press::Teams, Press::Team(team("vendas")), Press::Absence], "Voltamos já."),
        forged(&[Press::Invite, Press::Membership(team("suporte")), Press::Membership(team("vendas"))]),
    ];
    stage.wrong("what is another manager's", &[DAVI], &tries).await;
    stage.world.ends_well().await;
}

/// The buttons of an owner's own panels, tapped by others.
#[tokio::test(flavor = "multi_thread")]
async fn an_owners_panel_obeys_nobody_else() {
    let stage = Stage::set().await;
    let carla = stage.person(CARLA);
    for (way, label) in [
        (vec!["Ana Torres"], "Tornar gerente"),
        (vec!["Ana Torres", "Remover da empresa"], "Devolver às equipes"),
        (vec!["👥 Equipes", "Vendas"], "Todos"),
        (vec!["👥 Equipes", "Feriados"], "Natal"),
    ] {
        carla.types("/equipe");
        super::at_rest(&stage.world).await;
        for step in way {
            carla.taps(step).await;
            super::at_rest(&stage.world).await;
        }
        let (panel, data) = carla.button(label).await;
        let before = stage.everything().await;
        for id in [STRANGER, RUI, BRUNO, IVO, RITA, DAVI] {
            let said = stage.person(id).taps_data(panel, &data).await.unwrap_or_default();
            assert!(!said.contains("Ana") && !said.contains("Vendas"), "{said}");
            super::at_rest(&stage.world).await;
            assert_eq!(stage.everything().await, before, "{id} by «{label}»");
        }
    }
    stage.world.ends_well().await;
}
