//! Who is not on staff gets one polite line and nothing else.

use super::path::{NUMBER, Step, walk};
use crate::crash::Ledger;
use crate::world::{BRUNO, CARLA, STRANGER, World, within};
use balcao::demo::telegram::{FileKind, PersonFile, SharedContact};
use chrono::TimeDelta;
use serde_json::json;

const LINE: &str = "Este bot é só da equipe da empresa";

/// What the bot wrote to somebody.
fn written(world: &World, person: i64) -> Vec<String> {
    world.telegram.chat(person).into_iter().filter(|one| one.from_bot).map(|one| one.text).collect()
}

/// Waits until everything that arrived so far has had its effect, also what nobody was answered.
async fn all_worked_off(world: &World) {
    let carla = world.person(CARLA);
    carla.types("/ajuda");
    carla.sees("Ajuda").await;
    carla.until("every update is taken", |telegram| (telegram.unacknowledged() == 0).then_some(())).await;
    let worked_off = async {
        while Ledger::of(&world.database()).await.unworked > 0 {
            tokio::task::yield_now().await;
        }
    };
    within("every update has had its effect", worked_off).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_gets_one_polite_line_whatever_they_send() {
    let world = World::new().await;
    let igor = world.person(STRANGER);
    igor.types("/start");
    let line = igor.sees(LINE).await;
    assert!(line.keyboard.is_empty(), "no button leads anywhere");
    igor.types(NUMBER);
    igor.types("/novo");
    igor.types("/start n5551999998888");
    igor.types("/start cabcdefghijklmnopqrstuv");
    igor.shares(SharedContact {
        phone_number: "5551999998888".into(),
        first_name: "M".into(),
        ..<_>::default()
    });
    igor.sends(PersonFile {
        kind: FileKind::Photo,
        name: "foto.jpg".into(),
        mime: "image/jpeg".into(),
        bytes: b"\xff\xd8\xff".as_slice().into(),
        caption: NUMBER.into(),
    });
    all_worked_off(&world).await;
    world.turn(TimeDelta::hours(25));
    igor.types("oi");
    igor.until("the line of the next day", |_| (written(&world, STRANGER).len() >= 2).then_some(())).await;
    let said = written(&world, STRANGER);
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said.iter().all(|one| one.contains(LINE)), "{said:?}");
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_strangers_tap_on_somebodys_buttons_is_answered_and_does_nothing() {
    let world = World::new().await;
    let (carla, igor) = (world.person(CARLA), world.person(STRANGER));
    walk(&carla, Step::Review).await;
    let (panel, send) = carla.button("Iniciar atendimento").await;
    let before = carla.sees("Custo").await;
    assert_eq!(igor.taps_data(panel, &send).await, None);
    assert_eq!(igor.taps_data(1, "1cAZNafgAAcACAAAAAAAAAAQ:ta").await, None);
    igor.types("oi");
    igor.sees(LINE).await;
    assert_eq!(carla.sees("Custo").await, before);
    assert!(world.cloud.accepted().is_empty());
    // It was Carla's, and still is.
    carla.taps("Iniciar atendimento").await;
    carla.sees("✓✓ entregue").await;
    let (card, conclude) = carla.button("Concluir").await;
    igor.taps_data(card, &conclude).await;
    igor.types("oi");
    all_worked_off(&world).await;
    assert_eq!(written(&world, STRANGER).len(), 1);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_is_greeted_in_their_language() {
    let world = World::new().await;
    for (id, language, says) in [
        (8_001, Some("en"), "only for the company"),
        (8_002, Some("es"), "solo para el equipo"),
        (8_003, None, LINE),
        (8_004, Some("fi"), LINE),
    ] {
        world.telegram.add_person(id, "Alguém", language);
        let somebody = world.person(id);
        somebody.types("hello");
        somebody.sees(says).await;
    }
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_answered_in_a_group() {
    let world = World::new().await;
    let from = json!({"id": CARLA, "is_bot": false, "first_name": "Carla"});
    let group = json!({"id": -5, "type": "group", "title": "Vendas"});
    let message = json!({"message_id": 9, "date": 1, "from": from, "chat": group, "text": NUMBER});
    world.telegram.send_raw(json!({"message": message}));
    all_worked_off(&world).await;
    let to_group = |one: &balcao::demo::telegram::Recorded| one.params["chat_id"].to_string().contains("-5");
    assert!(!world.telegram.requests().iter().any(to_group));
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_in_the_configuration_of_a_new_database_is_a_stranger() {
    let mut world = World::empty().await;
    world.config.staff.retain(|one| one.telegram_id.0 != BRUNO);
    world.start().await;
    let bruno = world.person(BRUNO);
    bruno.types(NUMBER);
    bruno.sees("only for the company").await;
    let carla = world.person(CARLA);
    carla.types("/menu");
    carla.sees("Olá, Carla").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_is_known_by_the_configuration_alone() {
    let mut world = World::empty().await;
    world.config.telegram.owners = vec![balcao::domain::id::StaffId(STRANGER)];
    world.start().await;
    let igor = world.person(STRANGER);
    igor.types(NUMBER);
    igor.sees("Ainda não está").await;
    igor.taps("Conversar").await;
    igor.taps("Iniciar atendimento").await;
    igor.taps("WhatsApp Oficial").await;
    igor.sees("Selecione uma equipe").await;
    assert_eq!(igor.buttons()[..3], ["Financeiro", "Suporte", "Vendas"]);
    world.ends_well().await;
}
