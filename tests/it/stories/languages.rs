//! Three languages: the official path in each, and how a person gets theirs.

use super::path::NUMBER;
use crate::world::{ANA, BRUNO, CARLA, World};
use serde_json::json;

/// The words of one language on the official path.
struct Words {
    hello: &'static str,
    converse: &'static str,
    send_type: &'static str,
    start: &'static str,
    templates: &'static str,
    set: &'static str,
    cost: &'static str,
    delivered: &'static str,
}

const ENGLISH: Words = Words {
    hello: "Hello, Bruno!",
    converse: "Talk",
    send_type: "Send a message",
    start: "Start conversation",
    templates: "Message template",
    set: "Set parameters",
    cost: "Estimated cost: $0.0068 · Utility · Brazil",
    delivered: "✓✓ delivered",
};

const SPANISH: Words = Words {
    hello: "¡Hola, Ana!",
    converse: "Conversar",
    send_type: "Enviar mensaje",
    start: "Iniciar atención",
    templates: "Plantilla de mensaje",
    set: "Definir parámetros",
    cost: "Costo estimado: US$ 0.0068 · Utilidad · Brasil",
    delivered: "✓✓ entregado",
};

async fn walks_the_official_path(person: i64, words: &Words, choose: &str, team: &str) {
    let world = World::new().await;
    let person = world.person(person);
    person.types("/start");
    person.sees(words.hello).await;
    person.types(NUMBER);
    person.taps(words.converse).await;
    person.sees(words.send_type).await;
    person.taps(words.start).await;
    person.taps(choose).await;
    person.sees(words.templates).await;
    person.taps("pedido_confirmado").await;
    person.taps(words.set).await;
    for (position, value) in [("(1/3)", "Maria"), ("(2/3)", "1042"), ("(3/3)", "27/11")] {
        person.sees(position).await;
        person.types(value);
    }
    person.sees(words.cost).await;
    person.taps(words.start).await;
    let card = person.sees(words.delivered).await;
    assert!(card.text.contains(team), "{}", card.text);
    assert_eq!(world.cloud.accepted().len(), 1);
    let portuguese = ["Voltar", "Cancelar", "Custo", "equipe", "atendimento", "Responda", "mensagem"];
    for message in world.telegram.chat(person.id).iter().filter(|one| one.from_bot) {
        let buttons = message.keyboard.iter().flatten().map(|button| button.text.as_str());
        let ours: Vec<&str> =
            message.text.lines().filter(|line| !line.contains("responder esta mensagem")).collect();
        let all = ours.into_iter().chain(buttons).collect::<Vec<_>>().join("\n");
        // «Cancelar» is Spanish, too.
        for word in portuguese.iter().filter(|word| person.id == BRUNO || **word != "Cancelar") {
            assert!(!all.contains(word), "«{word}» in {all}");
        }
    }
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bruno_walks_the_official_path_in_english() {
    walks_the_official_path(BRUNO, &ENGLISH, "Suporte", "Suporte · WhatsApp Oficial · Bruno").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ana_walks_the_official_path_in_spanish() {
    walks_the_official_path(ANA, &SPANISH, "WhatsApp Oficial", "Vendas · WhatsApp Oficial · Ana").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_changes_the_language_at_once_for_good_and_for_that_person_alone() {
    let mut world = World::new().await;
    let bruno = world.person(BRUNO);
    bruno.types("/idioma");
    bruno.sees("Language").await;
    assert!(bruno.buttons().iter().any(|one| one == "• English •"), "{:?}", bruno.buttons());
    bruno.taps("Português").await;
    bruno.sees("agora falo português").await;
    bruno.types("/language");
    bruno.sees("Idioma").await;
    bruno.taps("Español").await;
    bruno.sees("¡Hola, Bruno!").await;
    world.stop().await;
    world.start().await;
    bruno.types("/menu");
    bruno.sees("¡Hola, Bruno!").await;
    bruno.types("12");
    bruno.sees("número").await;
    let carla = world.person(CARLA);
    carla.types("/menu");
    carla.sees("Olá, Carla").await;
    // The app's language counts on first contact only.
    world.telegram.add_person(CARLA, "Carla", Some("en"));
    carla.types("/ajuda");
    carla.sees("Ajuda").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_we_do_not_have_or_none_is_portuguese() {
    let world = World::new().await;
    for (person, name, language) in
        [(CARLA, "Carla", Some("ja")), (BRUNO, "Bruno", None), (ANA, "Ana", Some("pt"))]
    {
        world.telegram.add_person(person, name, language);
        let person = world.person(person);
        person.types("/start");
        person.sees(&format!("Olá, {name}!")).await;
    }
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn variants_of_a_language_are_that_language() {
    let world = World::new().await;
    for (person, name, language, hello) in [
        (CARLA, "Carla", "en-GB", "Hello, Carla!"),
        (BRUNO, "Bruno", "es-419", "¡Hola, Bruno!"),
        (ANA, "Ana", "pt-PT", "Olá, Ana!"),
    ] {
        world.telegram.add_person(person, name, Some(language));
        let person = world.person(person);
        person.types("/start");
        person.sees(hello).await;
    }
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_commands_are_registered_with_descriptions_in_each_language() {
    let world = World::new().await;
    let names = ["novo", "atendimentos", "contatos", "fila", "menu", "idioma", "cancelar", "ajuda"];
    for (person, new, help) in [
        (CARLA, "Novo atendimento", "Ajuda"),
        (BRUNO, "New conversation", "Help"),
        (ANA, "Nueva atención", "Ayuda"),
    ] {
        let menu = world.telegram.menu_of(person);
        for name in names {
            assert!(menu.iter().any(|(command, _)| command == name), "/{name} of {person}");
        }
        let described = |wanted: &str| menu.iter().find(|(command, _)| command == wanted).unwrap().1.clone();
        assert_eq!((described("novo").as_str(), described("ajuda").as_str()), (new, help));
    }
    // Who has none of the three languages gets the company's.
    let scopes = [json!({"type": "default"}), json!({"type": "all_private_chats"})];
    assert!(
        scopes.iter().any(|scope| world
            .telegram
            .commands(scope, "")
            .iter()
            .any(|(command, _)| command == "novo"))
    );
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn help_fits_one_screen_in_each_language() {
    let world = World::new().await;
    for (person, says) in [(CARLA, "Ajuda"), (BRUNO, "Help"), (ANA, "Ayuda")] {
        let person = world.person(person);
        person.types("/ajuda");
        let help = person.sees(says).await;
        // A small phone shows some 24 lines of 42 characters.
        let lines: usize = help.text.lines().map(|line| line.chars().count().div_ceil(42).max(1)).sum();
        assert!(lines <= 24, "{lines} lines: {}", help.text);
    }
    world.ends_well().await;
}
