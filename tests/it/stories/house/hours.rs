//! Business hours: who writes outside of them is told so once, on every channel, whatever is killed when.

use super::super::walk::MARIA;
use super::{found, owned, to_people, to_team};
use crate::world::{CARLA, Person, World, within};
use chrono::TimeDelta;

const ABSENCE: &str = "Voltamos na segunda, às 9h.";

/// Vendas has the usual hours and a message; the story begins on a Sunday.
async fn closed() -> (World, Person) {
    let world = owned().await;
    let carla = world.person(CARLA);
    to_team(&carla, "Vendas").await;
    carla.taps("🕘 Horário").await;
    carla.sees("sempre atende").await;
    carla.taps("Segunda a sexta, 9h às 18h").await;
    carla.sees("Fechado agora").await;
    to_team(&carla, "Vendas").await;
    carla.taps("Mensagem de ausência").await;
    carla.sees("Digite a mensagem").await;
    carla.types(ABSENCE);
    carla.sees("seg–sex 09:00–18:00").await;
    (world, carla)
}

/// How often the contact was told.
fn told(world: &World) -> (usize, usize) {
    let count = |phone: Option<balcao::demo::handset::PhoneView>| {
        let messages = phone.map(|phone| phone.messages).unwrap_or_default();
        messages.iter().filter(|one| !one.from_contact && one.body.contains(ABSENCE)).count()
    };
    (count(world.cloud.phone(MARIA)), count(world.evolution.phone(MARIA)))
}

#[tokio::test(flavor = "multi_thread")]
async fn who_writes_outside_of_the_hours_is_told_so_once_in_an_attendance() {
    let (mut world, carla) = closed().await;
    world.cloud.say(MARIA, "Vocês estão abertos?").unwrap();
    within("she is told", world.cloud.until(|_cloud| (told(&world).0 == 1).then_some(()))).await;
    let card = carla.sees_somewhere("Vocês estão abertos?").await;
    assert!(card.text.contains("Vendas"), "{}", card.text);
    world.evolution.say(MARIA, "E por aqui?").unwrap();
    within("she is told there, too", world.evolution.until(|_server| (told(&world).1 == 1).then_some(())))
        .await;

    world.cloud.say(MARIA, "Oi?").unwrap();
    carla.sees_somewhere("Oi?").await;
    // Not after a crash either.
    world.dies().await;
    world.start().await;
    world.cloud.say(MARIA, "Alô?").unwrap();
    carla.sees_somewhere("Alô?").await;
    assert_eq!(told(&world), (1, 1));
    let noted = found(&world, "select id from attendance where absence_at is not null").await;
    assert_eq!(noted.len(), 2);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_somebody_is_there_nothing_is_said_and_on_a_holiday_it_is() {
    let (world, carla) = closed().await;
    to_people(&carla).await;
    carla.taps("👥 Equipes").await;
    carla.sees("Equipes").await;
    carla.taps("Feriados").await;
    carla.sees("Digite um dia").await;
    carla.types("31/2");
    carla.sees("Não entendi o dia").await;
    carla.types("24/11 Aniversário da cidade");
    carla.sees("Salvo").await;
    carla.button("24/11/2026 Aniversário da cidade").await;
    // Monday, 15:00.
    world.turn(TimeDelta::days(1));
    world.cloud.say(MARIA, "Boa tarde!").unwrap();
    carla.sees_somewhere("Boa tarde!").await;
    assert_eq!(told(&world), (0, 0));
    // Tuesday, the holiday.
    world.turn(TimeDelta::days(1));
    world.evolution.say(MARIA, "Olá?").unwrap();
    within("she is told", world.evolution.until(|_server| (told(&world).1 == 1).then_some(()))).await;
    world.ends_well().await;
}
