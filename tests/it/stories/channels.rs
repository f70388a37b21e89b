//! The company's channels: how they are, a connection that is lost and found, and a phone that is linked from the chat.

use super::walk::{MARIA, in_portuguese, open_unofficial, to_channels, worked_off};
use crate::world::{ANA, BRUNO, CARLA, Person, World, within};
use balcao::demo::company::{INSTANCE, LOJA};
use balcao::demo::evolution::DemoEvolution;
use balcao::demo::telegram::{ChatMessage, FileKind};
use balcao::domain::id::StaffId;
use chrono::TimeDelta;

/// The texts that were accepted on the unofficial channel, in order.
fn texts(evolution: &DemoEvolution) -> Vec<String> {
    evolution.accepted().iter().filter_map(|one| one.body["text"].as_str().map(str::to_owned)).collect()
}

/// How often the bot has said this to a person.
fn said(world: &World, person: &Person, words: &str) -> usize {
    world.telegram.chat(person.id).iter().filter(|one| one.from_bot && one.text.contains(words)).count()
}

/// The connection is lost, or back; and the service knows.
async fn connected(world: &World, is_connected: bool) {
    world.evolution.set_connected(is_connected);
    world.until_usable(LOJA, is_connected).await;
}

/// The company with an owner.
async fn with_an_owner() -> World {
    let mut world = in_portuguese().await;
    world.config.telegram.owners = vec![StaffId(CARLA)];
    world.start().await;
    world
}

/// The pictures of codes that stand in a person's chat now.
fn codes(world: &World, person: &Person) -> Vec<ChatMessage> {
    let is_code = |one: &ChatMessage| {
        one.from_bot && !one.deleted && one.file.as_ref().is_some_and(|file| file.kind == FileKind::Photo)
    };
    world.telegram.chat(person.id).into_iter().filter(is_code).collect()
}

/// Waits until exactly one code stands in the chat, another one than the one given.
async fn a_code_after(world: &World, person: &Person, before: Option<&ChatMessage>) -> ChatMessage {
    person
        .until("one other code is shown", |_telegram| {
            let mut shown = codes(world, person);
            let one = shown.pop().filter(|_| shown.is_empty())?;
            (before.map(|before| before.message_id) != Some(one.message_id)).then_some(one)
        })
        .await
}

/// The phone was unlinked, and the owner has the code before them.
async fn linking(world: &World, owner: &Person) -> ChatMessage {
    world.evolution.unlink();
    world.until_usable(LOJA, false).await;
    owner.types("/canais");
    owner.taps("Conectar Loja Centro").await;
    let code = a_code_after(world, owner, None).await;
    assert!(code.text.contains("QR code de Loja Centro"), "{}", code.text);
    code
}

#[tokio::test(flavor = "multi_thread")]
async fn managers_see_how_each_channel_is_and_others_are_told_that_it_is_not_theirs() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    carla.types("/canais");
    let listed = carla.sees("Canais").await;
    assert!(
        listed.text.contains("WhatsApp Oficial · API Oficial\n🟢 funcionando desde 15:00"),
        "{}",
        listed.text
    );
    assert!(listed.text.contains("Loja Centro · API Não Oficial\n🟢 funcionando"), "{}", listed.text);
    assert!(listed.text.contains("chega à equipe"), "{}", listed.text);
    assert!(listed.text.contains("Este sistema usa a Evolution API."), "{}", listed.text);

    world.turn(TimeDelta::minutes(5));
    connected(&world, false).await;
    carla.types("/menu");
    carla.taps("Canais").await;
    let listed = carla.sees("🔴 desconectado desde 15:05").await;
    assert!(!carla.buttons().iter().any(|one| one.contains("Conectar")), "{}", listed.text);

    let bruno = world.person(BRUNO);
    bruno.types("/channels");
    let told = bruno.sees("for managers and owners only").await;
    assert!(!told.text.contains("Loja Centro"), "{}", told.text);
    world.ends_well().await;
}

both_ways! { async fn who_works_with_a_channel_hears_once_that_it_is_lost_and_once_that_it_is_back(world) {
    let (carla, ana, bruno) = (world.person(CARLA), world.person(ANA), world.person(BRUNO));
    open_unofficial(&ana, MARIA).await;
    connected(&world, false).await;
    world.turn(TimeDelta::minutes(1));
    connected(&world, true).await;
    world.turn(TimeDelta::seconds(20));
    connected(&world, false).await;
    world.turn(TimeDelta::seconds(119));
    carla.types("/canais");
    carla.sees("🔴 desconectado desde 15:01").await;
    assert_eq!(said(&world, &carla, "está fora do ar"), 0, "it may come back by itself");

    world.turn(TimeDelta::seconds(1));
    let told = carla.sees_somewhere("Loja Centro está fora do ar desde 15:01").await;
    assert!(told.text.contains("espera e sai em ordem"), "{}", told.text);
    ana.sees_somewhere("Loja Centro está fora do ar desde 15:01").await;
    world.turn(TimeDelta::hours(3));
    connected(&world, true).await;
    world.turn(TimeDelta::seconds(5));
    connected(&world, false).await;
    world.turn(TimeDelta::minutes(10));
    carla.types("/canais");
    carla.sees("🔴 desconectado").await;
    assert_eq!(said(&world, &carla, "está fora do ar"), 1, "a moment is no return");

    connected(&world, true).await;
    world.turn(TimeDelta::seconds(30));
    carla.sees_somewhere("Loja Centro voltou a funcionar").await;
    ana.sees_somewhere("Loja Centro voltou a funcionar").await;
    assert_eq!((said(&world, &carla, "está fora do ar"), said(&world, &carla, "voltou a funcionar")), (1, 1));
    assert_eq!(said(&world, &bruno, "Loja Centro"), 0, "nothing of Bruno's is on it");
    world.ends_well().await;
} }

both_ways! { async fn what_is_written_while_the_connection_is_lost_waits_and_leaves_in_order(world) {
    let carla = world.person(CARLA);
    open_unofficial(&carla, MARIA).await;
    carla.enters("Vendas").await;
    connected(&world, false).await;
    for text in ["Um", "Dois", "Três"] {
        carla.types(text);
    }
    carla.sees_somewhere("esperando o canal reconectar").await;
    worked_off(&world).await;
    world.turn(TimeDelta::minutes(10));
    assert_eq!(texts(&world.evolution), Vec::<String>::new());
    carla.types("Quatro");
    connected(&world, true).await;
    within("all leave", world.evolution.until(|one| (texts(one).len() == 4).then_some(()))).await;
    assert_eq!(texts(&world.evolution), ["Um", "Dois", "Três", "Quatro"]);
    let card = carla.sees_somewhere("✓✓ entregue").await;
    assert!(!card.text.contains("esperando"), "{}", card.text);
    assert_eq!(said(&world, &carla, "não enviada"), 0);
    world.ends_well().await;
} }

/// The mark on her message says that it has failed.
async fn is_broken_off(carla: &Person, own: i32) {
    let failed = |one: ChatMessage| one.reactions.iter().any(|mark| mark == "💔").then_some(());
    carla.until("its mark says so", |telegram| telegram.message(carla.id, own).and_then(failed)).await;
}

both_ways! { async fn concluding_asks_about_what_waits_for_the_connection_which_then_never_leaves(world) {
    let carla = world.person(CARLA);
    open_unofficial(&carla, MARIA).await;
    carla.enters("Vendas").await;
    carla.types("Bom dia!");
    carla.sees_somewhere("✓✓ entregue").await;
    connected(&world, false).await;
    let waiting = [carla.types("Um"), carla.types("Dois")];
    carla.sees_somewhere("esperando o canal reconectar").await;
    carla.taps("Concluir").await;
    carla.sees("2 mensagens que ainda esperam não vão sair").await;
    carla.taps("Dúvidas").await;
    carla.sees("2 mensagens que ainda esperam não vão sair").await;
    carla.taps("Concluir sem nota").await;
    carla.sees_somewhere("Atendimento concluído").await;
    for own in waiting {
        is_broken_off(&carla, own).await;
    }
    connected(&world, true).await;
    world.turn(TimeDelta::hours(13));
    world.evolution.say(MARIA, "Oi de novo!").unwrap();
    carla.button("Assumir").await;
    assert_eq!(texts(&world.evolution), ["Bom dia!"]);
    world.ends_well().await;
} }

both_ways! { async fn what_is_under_way_when_its_attendance_is_concluded_does_not_wait_for_the_connection(world) {
    let carla = world.person(CARLA);
    open_unofficial(&carla, MARIA).await;
    carla.enters("Vendas").await;
    carla.types("Bom dia!");
    carla.sees_somewhere("✓✓ entregue").await;
    // The phone is away, and the server takes its time to say so.
    world.evolution.switch(|switches| {
        switches.webhooks.hold = true;
        switches.delay_ms = 700;
    });
    world.evolution.set_connected(false);
    let own = carla.types("Um");
    carla.taps("Concluir").await;
    carla.taps("Dúvidas").await;
    carla.taps("Concluir sem nota").await;
    carla.sees_somewhere("Atendimento concluído").await;
    is_broken_off(&carla, own).await;
    world.evolution.switch(|switches| {
        switches.webhooks.hold = false;
        switches.delay_ms = 0;
    });
    connected(&world, true).await;
    world.turn(TimeDelta::hours(1));
    assert_eq!(texts(&world.evolution), ["Bom dia!"]);
    world.ends_well().await;
} }

both_ways! { async fn a_connection_that_is_lost_between_two_messages_loses_neither(world) {
    let carla = world.person(CARLA);
    open_unofficial(&carla, MARIA).await;
    carla.enters("Vendas").await;
    // The service has not heard of it yet: the first message finds out.
    world.evolution.switch(|switches| switches.webhooks.hold = true);
    world.evolution.set_connected(false);
    carla.types("Primeira");
    world.until_usable(LOJA, false).await;
    carla.types("Segunda");
    carla.sees_somewhere("esperando o canal reconectar").await;
    world.evolution.set_connected(true);
    world.evolution.switch(|switches| switches.webhooks.hold = false);
    within("both leave", world.evolution.until(|one| (texts(one).len() == 2).then_some(()))).await;
    assert_eq!(texts(&world.evolution), ["Primeira", "Segunda"]);
    world.ends_well().await;
} }

both_ways! { async fn what_waits_for_the_connection_outlives_the_process(world) {
    let mut world = world;
    let carla = world.person(CARLA);
    open_unofficial(&carla, MARIA).await;
    carla.enters("Vendas").await;
    connected(&world, false).await;
    carla.types("Ainda estou aqui");
    carla.sees_somewhere("esperando o canal reconectar").await;
    world.dies().await;
    world.turn(TimeDelta::minutes(5));
    world.start().await;
    carla.sees_somewhere("Loja Centro está fora do ar desde 15:00").await;
    assert_eq!(world.evolution.accepted_count(), 0);
    connected(&world, true).await;
    within("it leaves", world.evolution.until(|one| (texts(one).len() == 1).then_some(()))).await;
    world.ends_well().await;
} }

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_links_a_phone_by_the_code_which_is_renewed_and_taken_away() {
    let world = with_an_owner().await;
    let carla = world.person(CARLA);
    let first = linking(&world, &carla).await;
    to_channels_says(&world, "espera o QR code").await;
    // Not yet the time to ask again: the server's word is enough.
    world.turn(TimeDelta::seconds(1));
    world.evolution.renew_code();
    let second = a_code_after(&world, &carla, Some(&first)).await;
    let bytes = |one: &ChatMessage| world.telegram.file_bytes(&one.file.as_ref().unwrap().file_id).unwrap();
    assert_ne!(bytes(&first), bytes(&second));
    assert!(bytes(&second).starts_with(b"\x89PNG"));

    world.evolution.scan(INSTANCE);
    carla.sees("Loja Centro está conectado").await;
    carla.until("no code stands there", |_| codes(&world, &carla).is_empty().then_some(())).await;
    carla.taps("Canais").await;
    carla.sees("Loja Centro · API Não Oficial\n🟢 funcionando").await;
    let sent = world.telegram.requests();
    let photos: Vec<_> = sent.iter().filter(|one| one.method == "sendPhoto").collect();
    assert_eq!(photos.len(), 2);
    assert!(
        photos.iter().all(|one| one.params.to_string().contains("protect_content")),
        "it cannot be passed on"
    );
    world.ends_well().await;
}

/// Another person who starts an attendance sees that the channel waits.
async fn to_channels_says(world: &World, words: &str) {
    let ana = world.person(ANA);
    to_channels(&ana, MARIA).await;
    ana.sees("Selecione um canal").await;
    let labels = ana.buttons();
    assert!(labels.iter().any(|one| one.contains("Loja Centro") && one.contains(words)), "{labels:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_nobody_scans_is_given_up_and_one_that_is_left_goes_with_its_panel() {
    let world = with_an_owner().await;
    let carla = world.person(CARLA);
    let first = linking(&world, &carla).await;
    world.turn(TimeDelta::minutes(3));
    // By then it may be said, too, that the channel is down.
    let said = carla.sees_somewhere("ninguém leu o QR code a tempo").await;
    assert!(said.text.contains("passkey"), "{}", said.text);
    carla.until("no code stands there", |_| codes(&world, &carla).is_empty().then_some(())).await;

    carla.taps("Mostrar QR code").await;
    let second = a_code_after(&world, &carla, Some(&first)).await;
    carla.types("/menu");
    carla.sees("Olá, Carla").await;
    carla.until("no code stands there", |_| codes(&world, &carla).is_empty().then_some(())).await;
    world.evolution.renew_code();
    carla.types("/canais");
    carla.taps("Conectar Loja Centro").await;
    a_code_after(&world, &carla, Some(&second)).await;
    carla.taps("Cancelar").await;
    carla.until("no code stands there", |_| codes(&world, &carla).is_empty().then_some(())).await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_is_said_to_be_more_than_a_chat_can_give() {
    let world = with_an_owner().await;
    let carla = world.person(CARLA);
    world.evolution.switch(|switches| switches.asks_for_passkey = true);
    linking(&world, &carla).await;
    world.evolution.scan(INSTANCE);
    carla.sees("o WhatsApp pede uma passkey para esta conta").await;
    carla.until("no code stands there", |_| codes(&world, &carla).is_empty().then_some(())).await;
    carla.types("/canais");
    carla.sees("🔴 pede passkey").await;

    // Another account is tried: what was heard of the first one is not about its code.
    world.evolution.switch(|switches| switches.asks_for_passkey = false);
    carla.taps("Conectar Loja Centro").await;
    a_code_after(&world, &carla, None).await;
    world.turn(TimeDelta::seconds(5));
    world.evolution.scan(INSTANCE);
    carla.sees("Loja Centro está conectado").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_an_owner_gets_a_code_and_none_is_kept() {
    let world = with_an_owner().await;
    let (carla, bruno) = (world.person(CARLA), world.person(BRUNO));
    bruno.types("/menu");
    let menu = bruno.sees("Olá, Bruno").await;
    let forged = menu.keyboard[0][0].data.clone().unwrap();
    let (head, _action) = forged.rsplit_once(':').unwrap();
    linking(&world, &carla).await;
    bruno.taps_data(menu.message_id, &format!("{head}:lk:{LOJA}")).await;
    bruno.types("/channels");
    bruno.sees("só para gerentes e proprietários").await;
    assert_eq!(codes(&world, &bruno), []);
    world.evolution.scan(INSTANCE);
    carla.sees("Loja Centro está conectado").await;
    let mut world = world;
    world.stop().await;
    let stored = std::fs::read(world.database()).unwrap();
    assert!(!stored.windows(4).any(|four| four == b"\x89PNG"), "no picture is in the database");
    assert!(!stored.windows(12).any(|some| some == b"iVBORw0KGgoA"), "not even in letters");
    world.nothing_invalid();
}

both_ways! { async fn what_waits_for_a_channel_that_is_not_configured_any_more_fails_and_is_told(world) {
    let mut world = world;
    let carla = world.person(CARLA);
    open_unofficial(&carla, MARIA).await;
    world.evolution.set_connected(false);
    world.until_usable(LOJA, false).await;
    carla.enters("Vendas").await;
    carla.types("Bom dia");
    carla.sees_somewhere("esperando o canal reconectar").await;
    world.stop().await;
    world.config.channels.retain(|one| one.id.as_str() != LOJA);
    for team in &mut world.config.teams {
        team.channels.retain(|one| one.as_str() != LOJA);
    }
    world.start().await;
    carla.sees_somewhere("não enviada").await;
    assert_eq!(world.evolution.accepted_count(), 0);
    world.ends_well().await;
} }
