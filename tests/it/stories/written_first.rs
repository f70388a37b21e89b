//! The contact writes first: who is told, and what.

use crate::world::{ANA, BRUNO, CARLA, World};

#[tokio::test(flavor = "multi_thread")]
async fn who_may_take_it_sees_the_first_words_and_the_number_as_people_dial_it() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    // WhatsApp knows them as 521 55 1234 5678 and as 55 31 8765-4321.
    for (contact, words, shown) in [
        ("525512345678", "Hola, <b>¿tienen</b> stock?", "+52 55 1234 5678"),
        ("5531987654321", "Bom dia! Vocês abrem hoje?", "+55 31 98765-4321"),
    ] {
        world.cloud.say(contact, words);
        let card = carla.sees(words).await;
        assert!(card.text.contains(shown), "{}", card.text);
        assert!(card.text.contains("💬 escreveu"), "{}", card.text);
        assert!(card.text.contains("Vendas · WhatsApp Oficial"), "{}", card.text);
    }
    world.person(ANA).sees("Bom dia! Vocês abrem hoje?").await;
    assert!(world.telegram.chat(BRUNO).is_empty(), "Bruno is not in Vendas");

    carla.taps("Assumir").await;
    let card = carla.sees_somewhere("Vendas · WhatsApp Oficial · Carla").await;
    assert!(card.text.contains("🟢"), "{}", card.text);
    world.person(ANA).sees("Vendas · WhatsApp Oficial · Carla").await;
    world.ends_well().await;
}
