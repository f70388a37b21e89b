//! A receipt may overtake the answer to the request it is about. It is kept until the answer says which message it
//! means, or settles it at once where it carries our own id.

use super::walk::{MARIA, at_rest, open, open_unofficial, worked_off};
use crate::world::{CARLA, Person, World, within};
use balcao::config::Provider;
use balcao::demo::cloud::DemoCloud;
use balcao::demo::company::LOJA;
use balcao::demo::evolution::DemoEvolution;
use balcao::demo::handset::{MessageView, samples};
use balcao::demo::telegram::{FileKind, PersonFile, SharedContact};
use balcao::supervise::Supervisor;
use bytes::Bytes;
use std::sync::Arc;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy};
use tokio::net::{TcpListener, TcpStream};

/// Waits until all webhooks that follow from a message have been taken.
pub(super) type Told = Arc<dyn Fn() -> futures::future::BoxFuture<'static, ()> + Send + Sync>;

/// A door between the service and a server that passes everything on, but answers only while no webhook is under way: a
/// message's receipts are taken before its answer comes. Its address.
pub(super) async fn held_back(server: String, told: Told) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let server = server.trim_start_matches("http://").to_owned();
    let supervisor = Supervisor::new();
    let doors = supervisor.clone();
    supervisor.spawn("a door between", async move {
        while let Ok((service, _address)) = listener.accept().await {
            let (mut asks, mut hears) = service.into_split();
            let (mut answers, mut asked) = TcpStream::connect(&server).await.unwrap().into_split();
            // Either side may go away at any time; then so does the other.
            doors.spawn("questions", async move { drop(copy(&mut asks, &mut asked).await) });
            let told = Arc::clone(&told);
            doors.spawn("answers", async move {
                let mut bytes = [0; 4_096];
                while let Ok(count @ 1..) = answers.read(&mut bytes).await {
                    told().await;
                    if hears.write_all(&bytes[..count]).await.is_err() {
                        return;
                    }
                }
            });
        }
    });
    address
}

fn evolution_told(evolution: &DemoEvolution) -> Told {
    let evolution = evolution.clone();
    Arc::new(move || {
        let evolution = evolution.clone();
        Box::pin(async move { evolution.until(|one| (one.webhooks_under_way() == 0).then_some(())).await })
    })
}

fn cloud_told(cloud: &DemoCloud) -> Told {
    let cloud = cloud.clone();
    Arc::new(move || {
        let cloud = cloud.clone();
        Box::pin(async move { cloud.until(|one| (one.webhooks_under_way() == 0).then_some(())).await })
    })
}

/// Carla's conversation with Maria on an unofficial channel that answers last.
async fn unofficially(has_topics: bool) -> (World, Person) {
    let mut world = World::empty().await;
    world.telegram.set_topics(has_topics);
    let between = held_back(world.evolution.api_url(), evolution_told(&world.evolution)).await;
    for channel in &mut world.config.channels {
        if let Provider::Evolution(evolution) = &mut channel.provider {
            evolution.api_url.clone_from(&between);
        }
    }
    world.start().await;
    let carla = world.person(CARLA);
    open_unofficial(&carla, MARIA).await;
    carla.enters("Vendas").await;
    (world, carla)
}

/// What Maria's phone shows of the company's.
fn hers(world: &World) -> Vec<MessageView> {
    let phone = world.evolution.phone(MARIA).unwrap();
    phone.messages.into_iter().filter(|one| !one.from_contact).collect()
}

/// All of it has come, and nobody of the company is told of it.
async fn all_came(world: &World, carla: &Person, count: usize) {
    let came = world.evolution.until(|_server| (hers(world).len() >= count).then_some(()));
    within(&format!("{count} have come"), came).await;
    at_rest(world).await;
    assert_eq!(hers(world).len(), count);
    assert_eq!(carla.count("enviada pelo celular"), 0);
}

each_way! { async fn receipts_without_our_id_wait_for_the_answer_that_names_their_message(has_topics) {
    let (world, carla) = unofficially(has_topics).await;
    carla.types("Bom dia!");
    within("it is accepted", world.evolution.until(|one| one.accepted().pop())).await;
    carla.sees_somewhere("✓✓ entregue").await;
    assert_eq!(world.evolution.accepted_count(), 1);
    world.ends_well().await;
} }

each_way! { async fn what_looks_different_on_its_way_back_is_known_as_our_own_before_the_answer_comes(has_topics) {
    let (world, carla) = unofficially(has_topics).await;
    let sticker = carla.sends(PersonFile {
        kind: FileKind::Sticker,
        name: String::new(),
        mime: "image/webp".to_owned(),
        bytes: Bytes::from_static(samples::WEBP),
        caption: String::new(),
    });
    all_came(&world, &carla, 1).await;
    let card = SharedContact {
        phone_number: "+55 51 99999-7777".to_owned(),
        first_name: "Bia".to_owned(),
        vcard: Some("BEGIN:VCARD\nTEL:+55 51 99999-7777\nTEL:+55 51 3333-4444\nEND:VCARD".to_owned()),
        ..<_>::default()
    };
    world.telegram.reply_with_contact(CARLA, sticker, card);
    all_came(&world, &carla, 2).await;
    // Nothing keeps the next one back.
    carla.types("Gostou?");
    all_came(&world, &carla, 3).await;
    world.ends_well().await;
} }

each_way! { async fn what_many_others_wait_behind_is_known_as_our_own_before_the_answer_comes(has_topics) {
    let (world, carla) = unofficially(has_topics).await;
    world.evolution.set_connected(false);
    world.until_usable(LOJA, false).await;
    let mut last = 0;
    for number in 1..=33 {
        last = carla.types(&format!("Linha {number}"));
    }
    worked_off(&world).await;
    world.evolution.set_connected(true);
    within("all come", world.evolution.until(|_server| (hers(&world).len() == 33).then_some(()))).await;
    // Told behind all that was told before.
    carla
        .until("the last one is ticked", |telegram| {
            telegram.message(CARLA, last)?.reactions.iter().any(|mark| mark == "👌").then_some(())
        })
        .await;
    assert_eq!(carla.count("enviada pelo celular"), 0);
    world.ends_well().await;
} }

each_way! { async fn a_failure_that_is_told_before_the_answer_can_be_tried_again(has_topics) {
    let mut world = World::empty().await;
    world.telegram.set_topics(has_topics);
    let between = held_back(world.cloud.api_url(), cloud_told(&world.cloud)).await;
    for channel in &mut world.config.channels {
        if let Provider::Cloud(cloud) = &mut channel.provider {
            cloud.api_url.clone_from(&between);
        }
    }
    world.start().await;
    let carla = world.person(CARLA);
    world.cloud.switch(|switches| {
        switches.delivery_failures.insert(MARIA.to_owned(), 131_026);
    });
    open(&world, &carla, MARIA).await;
    carla.sees("não conseguiu entregar").await;
    world.cloud.switch(|switches| switches.delivery_failures.clear());
    carla.taps("Tentar de novo").await;
    carla.sees("✓✓ entregue").await;
    assert_eq!(world.cloud.accepted_count(), 2);
    world.ends_well().await;
} }

each_way! { async fn receipts_with_our_id_settle_the_message_before_its_answer_comes(has_topics) {
    let mut world = World::empty().await;
    world.telegram.set_topics(has_topics);
    let between = held_back(world.cloud.api_url(), cloud_told(&world.cloud)).await;
    for channel in &mut world.config.channels {
        if let Provider::Cloud(cloud) = &mut channel.provider {
            cloud.api_url.clone_from(&between);
        }
    }
    world.start().await;
    let carla = world.person(CARLA);
    open(&world, &carla, MARIA).await;
    carla.sees("✓✓ entregue").await;
    world.cloud.open_chat(MARIA);
    carla.sees("✓✓ lida").await;
    assert_eq!(world.cloud.accepted_count(), 1);
    world.ends_well().await;
} }
