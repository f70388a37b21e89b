//! The house on the phone: people, teams, invitations, hours. Each story acts as an owner or a manager, and as those who
//! may not.

mod hours;
mod invitations;
mod late_rights;
mod leaving;
mod names;
mod rights;
mod setting_up;
mod teams;

use super::walk::in_portuguese;
use crate::world::{CARLA, Person, World};
use balcao::domain::id::StaffId;
use sqlx::Row as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection as _};

/// The company of the stories, in Portuguese; Carla owns it.
async fn owned() -> World {
    owned_with(false).await
}

/// The same, with or without topics.
async fn owned_with(has_topics: bool) -> World {
    let mut world = in_portuguese().await;
    world.telegram.set_topics(has_topics);
    world.config.telegram.owners = vec![StaffId(CARLA)];
    world.start().await;
    world
}

/// From anywhere to the people.
async fn to_people(person: &Person) {
    let typed = person.types("/equipe");
    person
        .until("the people are listed", |telegram| {
            let newest = telegram.last(person.id)?;
            let is_new = newest.from_bot && newest.message_id > typed;
            (is_new && person.reads(&newest.text).contains("Pessoas e equipes")).then_some(())
        })
        .await;
}

/// From anywhere to a team.
async fn to_team(person: &Person, team: &str) {
    to_people(person).await;
    person.taps("👥 Equipes").await;
    person.sees("Equipes").await;
    person.taps(team).await;
    person.sees("👀").await;
}

/// From anywhere to a person's page.
async fn to_person(person: &Person, whom: &str) {
    to_people(person).await;
    person.taps(whom).await;
    person.sees("atendimento").await;
}

/// Invites somebody and gives what the link carries.
async fn invites(person: &Person, is_manager: bool, teams: &[&str]) -> String {
    to_people(person).await;
    person.taps("➕ Convidar").await;
    person.sees("48 horas").await;
    if is_manager {
        person.taps("gerente").await;
        person
            .until("the role is chosen", |telegram| {
                let panel = telegram.last(person.id)?;
                panel.keyboard.iter().flatten().any(|one| one.text == "• gerente •").then_some(())
            })
            .await;
    }
    for team in teams {
        let chosen = format!("✅ {team}");
        let is_chosen = |telegram: &balcao::demo::telegram::DemoTelegram| {
            let panel = telegram.last(person.id)?;
            panel.keyboard.iter().flatten().any(|one| one.text == chosen).then_some(())
        };
        if is_chosen_now(person, &chosen).await {
            continue;
        }
        person.taps(team).await;
        person.until(&format!("{team} is chosen"), is_chosen).await;
    }
    person.taps("Criar link").await;
    let panel = person.sees("Convite criado").await;
    let (_, link) = panel.text.split_once("?start=").expect("a link");
    link.chars().take_while(char::is_ascii_alphanumeric).collect()
}

async fn is_chosen_now(person: &Person, label: &str) -> bool {
    person.sees("48 horas").await.keyboard.iter().flatten().any(|one| one.text == label)
}

/// Changes the database behind the service's back, which knows nothing of it yet.
async fn behind_its_back(world: &World, sql: &str) {
    let options = SqliteConnectOptions::new().filename(world.database());
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// What a query finds in the database, its first column as text.
async fn found(world: &World, sql: &str) -> Vec<String> {
    let options = SqliteConnectOptions::new().filename(world.database()).read_only(true);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let rows = sqlx::query(AssertSqlSafe(sql.to_owned())).fetch_all(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    rows.iter().map(|row| row.get::<String, _>(0)).collect()
}
