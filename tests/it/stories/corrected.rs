//! A number that was corrected: what leaves afterwards goes to the right one, whatever is still heard of the wrong one.

use super::contact_page::page;
use super::walk::{MARIA, all_told, choose, open, started_in_portuguese};
use crate::world::{CARLA, Person, World, within};

/// A number that was taken for Maria's, and is João's.
const WRONG: &str = "5511988887777";

/// As the provider knows Maria's number.
const MARIAS: &str = "555199998888";

/// Carla has begun with the wrong number.
async fn begun(person: &Person, world: &World) {
    open(world, person, WRONG).await;
    person.sees("✓✓ entregue").await;
}

/// And corrects it on the page.
async fn corrected(person: &Person) {
    page(person, WRONG).await;
    person.taps("✏️ Número").await;
    person.sees("Digite ou cole o número").await;
    person.types(MARIA);
    person.sees("Salvo").await;
}

/// Sends another template in the attendance.
async fn sends_a_template(person: &Person) {
    person.taps("Enviar modelo").await;
    choose(person, "retomar_contato").await;
    person.sees("Confira e envie").await;
    person.taps("Iniciar atendimento").await;
}

/// To whom the provider sent, message by message.
async fn went_to(world: &World, count: usize) -> Vec<String> {
    let accepted = world.cloud.until(|cloud| (cloud.accepted().len() == count).then(|| cloud.accepted()));
    within("it is accepted", accepted).await.into_iter().map(|one| one.wa_id).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_heard_late_of_the_wrong_number_is_not_the_contacts() {
    let world = started_in_portuguese(false).await;
    let carla = world.person(CARLA);
    begun(&carla, &world).await;
    corrected(&carla).await;
    // Whose number it is reads what came, and the provider says under which number.
    world.cloud.open_chat(WRONG);
    all_told(&world).await;
    carla.types("/atendimentos");
    carla.taps("Meus").await;
    carla.taps("99999-8888").await;
    carla.taps("Responder").await;
    carla.sees("o que você escrever entra na fila").await;
    sends_a_template(&carla).await;
    assert_eq!(went_to(&world, 2).await, [WRONG, MARIAS]);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_writes_from_the_wrong_number_is_somebody_else() {
    let world = started_in_portuguese(false).await;
    let carla = world.person(CARLA);
    begun(&carla, &world).await;
    carla.taps("Responder").await;
    carla.sees("o que você escrever entra na fila").await;
    carla.types("Para Maria");
    carla.sees("Na fila (1)").await;
    corrected(&carla).await;
    world.cloud.say(WRONG, "Quem é?").unwrap();
    let card = carla.sees_somewhere("Quem é?").await;
    assert!(card.text.contains("+55 11 98888-7777"), "{card:?}");
    assert!(card.keyboard.iter().flatten().any(|button| button.text.contains("Assumir")), "{card:?}");
    all_told(&world).await;
    assert_eq!(world.cloud.accepted_count(), 1, "what waits for Maria waits on");
    world.cloud.say(MARIA, "Oi!").unwrap();
    assert_eq!(went_to(&world, 2).await, [WRONG, MARIAS]);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_template_that_failed_goes_to_the_right_number_and_what_was_said_after_it_waits_on() {
    let world = started_in_portuguese(false).await;
    let carla = world.person(CARLA);
    open(&world, &carla, "5521977770000").await;
    carla.sees("não conseguiu entregar").await;
    carla.taps("Responder").await;
    carla.sees("o que você escrever entra na fila").await;
    carla.types("Até já");
    carla.sees("Na fila (1)").await;
    carla.taps("Corrigir número").await;
    carla.sees("Digite o número certo").await;
    carla.types(MARIA);
    let panel = carla.sees("Salvo").await;
    assert!(panel.text.contains("+55 51 99999-8888"), "{}", panel.text);
    assert_eq!(went_to(&world, 2).await[1], MARIAS);
    world.cloud.say(MARIA, "Oi!").unwrap();
    went_to(&world, 3).await;
    world.ends_well().await;
}
