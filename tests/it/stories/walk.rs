//! The ways that many stories walk: from a number to the templates, from a template to the card.

use crate::world::{ANA, CARLA, Person, World, within};
use balcao::demo::cloud::Accepted;
use serde_json::{Value, json};

/// Maria: a number whose WhatsApp id has lost its ninth digit.
pub(crate) const MARIA: &str = "5551999998888";

/// A world whose people all read Portuguese, without a service yet.
pub(crate) async fn in_portuguese() -> World {
    let world = World::empty().await;
    for (id, name) in [(CARLA, "Carla"), (ANA, "Ana"), (crate::world::BRUNO, "Bruno")] {
        world.telegram.add_person(id, name, Some(world.portuguese()));
    }
    world
}

/// The same with its service, with or without topics.
pub(super) async fn started_in_portuguese(has_topics: bool) -> World {
    let mut world = in_portuguese().await;
    world.telegram.set_topics(has_topics);
    world.start().await;
    world
}

/// From anywhere to the choice of a channel.
pub(crate) async fn to_channels(person: &Person, number: &str) {
    let typed = person.types(&format!("/start n{number}"));
    // Not the button of a panel that is about to go.
    person
        .until("the number is shown", |telegram| {
            let newest = telegram.last(person.id)?;
            (newest.from_bot && newest.message_id > typed && newest.text.contains('📱')).then_some(())
        })
        .await;
    person.taps("Conversar").await;
    person.sees("Enviar mensagem").await;
    person.taps("Iniciar atendimento").await;
}

/// From anywhere to the templates of the official channel, for Vendas.
pub(crate) async fn to_templates(person: &Person, number: &str) {
    to_channels(person, number).await;
    person.sees("Selecione um canal").await;
    person.taps("WhatsApp Oficial").await;
    if person.id == CARLA {
        person.sees("Selecione uma equipe").await;
        person.taps("Vendas").await;
    }
    person.sees("Modelo de mensagem").await;
}

/// Finds a template by typing its name and chooses it.
pub(crate) async fn choose(person: &Person, name: &str) {
    let typed = person.types(name);
    let wanted = format!("“{name}”");
    // Not the list that was narrowed by the same name before.
    person
        .until("the list is narrowed", |telegram| {
            let newest = telegram.last(person.id)?;
            (newest.message_id > typed && newest.text.contains(&wanted)).then_some(())
        })
        .await;
    person.taps(name).await;
}

/// Chooses a template and goes on to its first value.
pub(crate) async fn fill(person: &Person, name: &str) {
    choose(person, name).await;
    person.taps("Definir parâmetros").await;
    person.sees("(1/").await;
}

/// Gives the values one after the other, until the review. The first of them is asked for already.
pub(crate) async fn give(person: &Person, values: &[&str]) {
    let of = values.len();
    for (value, position) in values.iter().zip(1..) {
        person.types(value);
        if position < of {
            person.sees(&format!("({}/{of})", position + 1)).await;
        }
    }
    person.sees("Confira e envie").await;
}

/// Sends what the review shows, and waits for the one message that is accepted because of it.
pub(crate) async fn send(world: &World, person: &Person) -> Accepted {
    let before = world.cloud.accepted_count();
    person.sees("Confira e envie").await;
    person.taps("Iniciar atendimento").await;
    within("it is accepted", world.cloud.until(|cloud| (cloud.accepted_count() > before).then_some(())))
        .await;
    world.cloud.accepted().pop().unwrap()
}

/// Opens an attendance on the official channel, for Vendas, with the template that has nothing to fill in.
pub(crate) async fn open(world: &World, person: &Person, number: &str) -> Accepted {
    to_templates(person, number).await;
    choose(person, "retomar_contato").await;
    send(world, person).await
}

/// Opens an attendance on the unofficial channel; the card is the newest message then.
pub(crate) async fn open_unofficial(person: &Person, number: &str) {
    to_channels(person, number).await;
    person.sees("Selecione um canal").await;
    person.taps("Loja Centro").await;
    person.sees("Vendas · Loja Centro").await;
}

/// Taps the newest button that says exactly this.
pub(crate) async fn taps_exactly(person: &Person, label: &str) {
    let wanted = format!("there is a button «{label}»");
    let found = person.until(&wanted, |telegram| {
        telegram.chat(person.id).iter().rev().filter(|one| !one.deleted).find_map(|message| {
            let found = message.keyboard.iter().flatten().find(|button| button.text == label)?;
            Some((message.message_id, found.data.clone()?))
        })
    });
    let (message, data) = found.await;
    person.taps_data(message, &data).await;
}

/// The parameters of the components that were sent.
pub(crate) fn components(sent: &Accepted) -> Value {
    sent.body["template"].get("components").cloned().unwrap_or(json!(null))
}

/// An approved template in Portuguese with these components.
pub(crate) fn template(id: u64, name: &str, category: &str, components: Value) -> Value {
    json!({
        "id": id.to_string(), "name": name, "language": "pt_BR", "status": "APPROVED", "category": category,
        "parameter_format": "POSITIONAL", "components": components,
    })
}

/// Waits until all webhooks of the official channel have been taken in.
pub(crate) async fn all_told(world: &World) {
    within(
        "all webhooks are taken",
        world.cloud.until(|cloud| (cloud.webhooks_under_way() == 0).then_some(())),
    )
    .await;
}

/// What came in is taken and worked off, whatever is still to be told of it.
pub(crate) async fn worked_off(world: &World) {
    let taken = world.telegram.until(|telegram| (telegram.unacknowledged() == 0).then_some(()));
    within("every update is taken", taken).await;
    let worked = async {
        while crate::crash::Ledger::of(&world.database()).await.unworked > 0 {
            tokio::task::yield_now().await;
        }
    };
    within("everything is worked off", worked).await;
}

/// Waits until every update has had its effect, everything that it led to is told, and every panel shows it.
pub(crate) async fn at_rest(world: &World) {
    let taken = world.telegram.until(|telegram| (telegram.unacknowledged() == 0).then_some(()));
    within("every update is taken", taken).await;
    let quiet = async {
        loop {
            let ledger = crate::crash::Ledger::of(&world.database()).await;
            if (ledger.unworked, ledger.untold, ledger.unshown) == (0, 0, 0) {
                return;
            }
            tokio::task::yield_now().await;
        }
    };
    within("everything is told", quiet).await;
}
