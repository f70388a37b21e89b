//! Handing an attendance over: offered to a person or a team, accepted, declined, and taken by a manager.

use super::walk::{MARIA, open};
use crate::world::{ANA, BRUNO, CARLA, Person, World, within};

/// Carla attends to Maria, the window is open, and she offers it. The message with the question, and what its buttons
/// carry.
pub(super) async fn offered(world: &World, to: &str, person: i64) -> (Person, Person, i32, String, String) {
    let (carla, other) = (world.person(CARLA), world.person(person));
    open(world, &carla, MARIA).await;
    carla.sees("✓✓ entregue").await;
    world.cloud.say(MARIA, "Oi, tudo bem?").unwrap();
    carla.sees_somewhere("Oi, tudo bem?").await;
    carla.enters("Vendas").await;
    carla.taps("Transferir").await;
    carla.sees("Para qual equipe ou pessoa?").await;
    carla.taps(to).await;
    carla.sees("Até alguém aceitar, continua com você").await;
    let question = other.sees_somewhere("quer passar para você o atendimento de").await;
    assert!(question.text.contains("Carla Dias") && question.text.contains("Vendas"), "{}", question.text);
    assert!(question.text.contains("Oi, tudo bem?"), "the last messages are shown: {}", question.text);
    let data = |label: &str| {
        let button = question.keyboard.iter().flatten().find(|one| one.text.contains(label)).unwrap();
        button.data.clone().unwrap()
    };
    (carla, other, question.message_id, data("Aceitar"), data("Recusar"))
}

both_ways! { async fn a_person_who_accepts_has_it_and_until_then_it_stays_where_it_is(world) {
    let (carla, ana, message, accept, _decline) = offered(&world, "👤 Ana Torres", ANA).await;
    carla.types("Um momento, por favor.");
    let left = world.cloud.until(|cloud| (cloud.accepted_count() == 2).then_some(()));
    within("Carla still answers", left).await;
    let bruno = world.person(BRUNO);
    assert!(bruno.taps_data(message, &accept).await.is_some(), "it was not offered to him");
    assert_eq!(ana.taps_data(message, &accept).await, None);
    ana.until("the question is over", |telegram| {
        telegram.message(ANA, message)?.keyboard.is_empty().then_some(())
    })
    .await;
    carla.sees_somewhere("Ana Torres aceitou o atendimento de").await;
    ana.sees_somewhere("Vendas · WhatsApp Oficial · Ana Torres").await;
    assert!(ana.taps_data(message, &accept).await.is_some(), "a second tap does nothing");
    // What is written now goes to the contact from her alone.
    carla.types("Ainda eu?");
    carla.sees_somewhere("Não enviado: este atendimento não está com você.").await;
    ana.enters("Vendas").await;
    ana.taps("Responder").await;
    ana.types("Agora sou eu.");
    let left = world.cloud.until(|cloud| (cloud.accepted_count() == 3).then_some(()));
    within("Ana answers", left).await;
    world.ends_well().await;
} }

both_ways! { async fn a_person_who_declines_leaves_it_where_it_is(world) {
    let (carla, ana, message, accept, decline) = offered(&world, "👤 Ana Torres", ANA).await;
    assert_eq!(ana.taps_data(message, &decline).await, None);
    carla.sees_somewhere("Ana Torres recusou o atendimento de").await;
    assert!(ana.taps_data(message, &accept).await.is_some(), "the offer is over");
    carla.types("Sigo com você.");
    let left = world.cloud.until(|cloud| (cloud.accepted_count() == 2).then_some(()));
    within("Carla still answers", left).await;
    world.ends_well().await;
} }

both_ways! { async fn offered_to_a_team_it_is_the_teams_and_of_who_accepts_first(world) {
    let (carla, bruno, message, accept, decline) = offered(&world, "👥 Suporte", BRUNO).await;
    let said = bruno.taps_data(message, &decline).await.unwrap();
    assert!(said.contains("outra pessoa da equipe"), "{said}");
    let ana = world.person(ANA);
    assert!(ana.taps_data(message, &accept).await.is_some(), "she is not of the team");
    assert_eq!(bruno.taps_data(message, &accept).await, None);
    bruno.sees_somewhere("Suporte · WhatsApp Oficial · Bruno").await;
    carla.sees_somewhere("aceitou o atendimento de").await;
    world.ends_well().await;
} }

both_ways! { async fn an_offer_of_what_was_concluded_meanwhile_is_over(world) {
    let (carla, ana, message, accept, _decline) = offered(&world, "👤 Ana Torres", ANA).await;
    carla.taps("Concluir").await;
    carla.taps("Dúvidas").await;
    carla.taps("Concluir sem nota").await;
    carla.sees_somewhere("Atendimento concluído").await;
    assert!(ana.taps_data(message, &accept).await.is_some());
    world.ends_well().await;
} }

both_ways! { async fn a_manager_takes_it_over_and_an_attendant_cannot(world) {
    let (ana, carla, bruno) = (world.person(ANA), world.person(CARLA), world.person(BRUNO));
    open(&world, &ana, MARIA).await;
    ana.sees("✓✓ entregue").await;
    carla.types("/atendimentos");
    carla.taps("Outros").await;
    carla.taps("99999-8888").await;
    carla.sees_somewhere("Vendas · WhatsApp Oficial · Ana Torres").await;
    let (message, data) = carla.button("Assumir").await;
    assert!(bruno.taps_data(message, &data).await.is_some(), "an attendant may not");
    ana.sees_somewhere("Vendas · WhatsApp Oficial · Ana Torres").await;
    assert_eq!(carla.taps_data(message, &data).await, None);
    ana.sees_somewhere("Carla Dias assumiu o atendimento de").await;
    carla.sees_somewhere("Vendas · WhatsApp Oficial · Carla Dias").await;
    assert!(carla.taps_data(message, &data).await.is_some(), "a second tap does nothing");
    world.ends_well().await;
} }

both_ways! {
    /// The contact has no name, so its number would name it. Bruno is of another team: what is offered to him is not his
    /// to see yet; and once he has it, it is not Ana's to see any more.
    async fn who_may_not_see_an_attendance_is_told_no_whole_number(world) {
        let (ana, bruno) = (world.person(ANA), world.person(BRUNO));
        open(&world, &ana, MARIA).await;
        ana.sees("✓✓ entregue").await;
        ana.enters("Vendas").await;
        ana.taps("Transferir").await;
        ana.sees("Para qual equipe ou pessoa?").await;
        ana.taps("👥 Suporte").await;
        ana.sees("Até alguém aceitar, continua com você").await;
        let question = bruno.sees_somewhere("quer passar para você o atendimento de").await;
        let shows = |text: &str| text.contains("99999-8888");
        assert!(!shows(&bruno.transcript()), "{}", bruno.transcript());
        assert!(question.text.contains("+55 51 ") && question.text.contains('*'), "{}", question.text);
        let accept = question.keyboard.iter().flatten().find(|one| one.text.contains("Aceitar")).unwrap();
        assert_eq!(bruno.taps_data(question.message_id, accept.data.as_ref().unwrap()).await, None);
        bruno.sees_somewhere("Suporte · WhatsApp Oficial · Bruno").await;
        assert!(shows(&bruno.transcript()), "now it is his: {}", bruno.transcript());
        let told = ana.sees_somewhere("aceitou o atendimento de").await;
        assert!(!shows(&told.text) && told.text.contains('*'), "{}", told.text);
        world.ends_well().await;
    }
}
