//! `@bot maria` in any chat: contacts for staff, nothing for anybody else.

use super::path::{NUMBER, SHOWN, file};
use crate::world::{CARLA, Person, STRANGER, World};
use serde_json::Value;

/// What a person is offered who types this.
async fn offered(world: &World, person: &Person, text: &str, offset: &str) -> Value {
    let query = world.telegram.type_inline(person.id, text, offset);
    let offer = person.until("the query is answered", |telegram| telegram.offered(&query)).await;
    assert_eq!((&offer["is_personal"], &offer["cache_time"]), (&true.into(), &0.into()), "{offer}");
    offer
}

#[tokio::test(flavor = "multi_thread")]
async fn contacts_are_offered_by_name_and_masked_number_and_open_the_start() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    file(&carla, NUMBER, "Maria <b>Souza</b>").await;
    file(&carla, "11 98888-7777", "João Lima").await;
    let offer = offered(&world, &carla, "maria", "").await;
    let results = offer["results"].as_array().unwrap();
    assert_eq!(results.len(), 1, "{offer}");
    assert_eq!(results[0]["title"], "Maria <b>Souza</b>");
    assert_eq!(results[0]["description"], "+55 51 *****-8888");
    assert!(!offer.to_string().contains("99998888"), "the number would be in whatever chat: {offer}");
    let url = results[0]["reply_markup"]["inline_keyboard"][0][0]["url"].as_str().unwrap();
    let payload = url.split_once("?start=").unwrap().1.to_owned();
    carla.types(&format!("/start {payload}"));
    let panel = carla.sees(SHOWN).await;
    assert!(panel.text.contains("Maria"), "{}", panel.text);
    assert!(carla.buttons().iter().any(|one| one.contains("Conversar")), "{:?}", carla.buttons());
    // Nothing typed: the contacts on file, the latest first.
    let offer = offered(&world, &carla, "", "").await;
    assert_eq!(offer["results"].as_array().unwrap().len(), 2);
    let parameter = offer["button"]["start_parameter"].as_str().unwrap();
    carla.types(&format!("/start {parameter}"));
    carla.sees("Pesquisar").await;

    let stranger = world.person(STRANGER);
    let offer = offered(&world, &stranger, "maria", "").await;
    assert_eq!(offer["results"].as_array().unwrap().len(), 0, "{offer}");
    stranger.types(&format!("/start {payload}"));
    let line = stranger.sees("").await;
    assert!(!line.text.contains("Maria"), "{}", line.text);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_longer_list_goes_on_where_it_stopped() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    for n in 0..21 {
        carla.types(&format!("/start n55519999900{n:02}"));
        carla.sees("Ainda não está").await;
        carla.taps("Novo contato").await;
        carla.sees("Nome do contato").await;
        carla.types(&format!("Cliente {n}"));
        carla.sees("e-mail").await;
        carla.taps("Salvar").await;
        carla.sees("Salvo").await;
    }
    let first = offered(&world, &carla, "cliente", "").await;
    assert_eq!(first["results"].as_array().unwrap().len(), 20);
    let rest = offered(&world, &carla, "cliente", first["next_offset"].as_str().unwrap()).await;
    assert_eq!(rest["results"].as_array().unwrap().len(), 1);
    assert_eq!(rest["next_offset"], "");
    world.ends_well().await;
}
