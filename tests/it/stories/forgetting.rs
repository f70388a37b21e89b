//! A contact is forgotten: asked twice, by managers alone, and afterwards the bytes of the database, of whatever lies beside
//! it and of the log hold nothing of the person, while what was counted stays.

use super::late_answer::{Told, held_back};
use super::path::{NUMBER, file};
use super::walk::{MARIA, all_told, fill, give, open, send, to_templates};
use crate::world::{ANA, CARLA, Log, Person, World, within};
use balcao::config::Provider;
use balcao::demo::telegram::DemoTelegram;
use std::sync::Arc;
use std::time::Duration;

const NAME: &str = "Hermengarda Quixadá";

/// What may stand nowhere afterwards, whole or in parts.
const TRACES: [&str; 5] =
    ["Hermengarda", "99998888", "hermengarda@exemplo", "xilofone de marfim", "zarabatana"];

/// The bytes of the database, of its log of changes and of everything else in its folder. The log first: what leaves it
/// meanwhile is in the database by the time that one is read.
pub(super) fn bytes_of(world: &World) -> Vec<u8> {
    let mut all = Vec::new();
    let mut folders = vec![world.database().parent().unwrap().to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let (logs, others): (Vec<_>, Vec<_>) =
            entries.partition(|path| path.to_string_lossy().ends_with("-wal"));
        for path in logs.into_iter().chain(others) {
            if path.is_dir() {
                folders.push(path);
            } else {
                all.extend(std::fs::read(path).unwrap_or_default());
            }
        }
    }
    all
}

fn traces_in(bytes: &[u8]) -> Vec<&'static str> {
    let holds = |trace: &&str| bytes.windows(trace.len()).any(|some| some == trace.as_bytes());
    TRACES.into_iter().filter(holds).collect()
}

/// A world whose service logs where one can look.
async fn listening() -> (World, Log) {
    let mut world = World::empty().await;
    let log = Log::default();
    world.log = Some(log.clone());
    world.start().await;
    (world, log)
}

pub(super) async fn forgets(person: &Person) {
    page(person).await;
    person.taps("Esquecer contato").await;
    person.sees("Ficam só as contagens").await;
    person.taps("Esquecer contato").await;
    person.sees("Não dá para desfazer").await;
    person.taps("Sim, esquecer").await;
    person.sees("Esquecido").await;
}

pub(super) async fn concludes(person: &Person) {
    let before = person.count("Atendimento concluído");
    person.taps("Concluir").await;
    person.taps("Objetivo atingido").await;
    person.taps("Concluir sem nota").await;
    let is_more = |_telegram: &DemoTelegram| (person.count("Atendimento concluído") > before).then_some(());
    person.until("it is concluded", is_more).await;
}

pub(super) async fn page(person: &Person) {
    person.types("/menu");
    person.sees("!").await;
    person.types(NUMBER);
    person.sees("📱 +55").await;
    person.taps("✏️").await;
    person.sees("💬").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_contact_leaves_no_trace_and_what_was_counted_stays() {
    let (mut world, log) = listening().await;
    let carla = world.person(CARLA);
    file(&carla, NUMBER, NAME).await;
    page(&carla).await;
    carla.taps("E-mail").await;
    carla.types("hermengarda@exemplo.com.br");
    carla.sees("Salvo").await;
    carla.taps("✏️ Nota").await;
    carla.types("Toca xilofone de marfim");
    carla.sees("Salvo").await;
    world.cloud.say(MARIA, "Comprei uma zarabatana").unwrap();
    carla.sees_somewhere("zarabatana").await;
    carla.taps("Assumir").await;
    concludes(&carla).await;
    assert_eq!(traces_in(&bytes_of(&world)).len(), TRACES.len(), "there is something to be erased");

    forgets(&carla).await;
    within(
        "the webhooks are taken",
        world.cloud.until(|cloud| (cloud.webhooks_under_way() == 0).then_some(())),
    )
    .await;
    assert_eq!(traces_in(&bytes_of(&world)), Vec::<&str>::new());
    carla.types("hermengarda");
    carla.sees("ninguém encontrado").await;
    world.stop().await;
    assert_eq!(traces_in(&bytes_of(&world)), Vec::<&str>::new(), "nor after a stop");
    assert!(log.bytes().len() > 1_000, "the service was listened to");
    assert_eq!(traces_in(&log.bytes()), Vec::<&str>::new(), "nor in the log");
    world.start().await;
    // The number is nobody's.
    carla.types("/menu");
    carla.sees("Olá, Carla").await;
    carla.types(NUMBER);
    carla.sees("Ainda não está nos seus contatos").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_manager_lets_a_contact_be_forgotten_and_not_while_it_is_being_attended() {
    let world = World::new().await;
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    file(&carla, NUMBER, NAME).await;
    page(&ana).await;
    assert!(!ana.buttons().iter().any(|one| one.contains("Olvidar")), "{:?}", ana.buttons());
    let (message, data) = ana.button("Nombre").await;
    ana.taps_data(message, &data.replace("co:ed.name", "co:fg")).await;
    ana.sees("⚠️").await;
    world.cloud.say(MARIA, "Oi").unwrap();
    carla.sees_somewhere("Oi").await;
    page(&carla).await;
    carla.taps("Esquecer contato").await;
    carla.sees("Ficam só as contagens").await;
    carla.taps("Esquecer contato").await;
    carla.sees("Conclua o atendimento antes").await;
    world.ends_well().await;
}

/// Who opens an old message after they were forgotten is not written down again by its receipt.
#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_that_comes_late_brings_nobody_back() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    file(&carla, NUMBER, NAME).await;
    carla.types("/menu");
    carla.sees("Olá, Carla").await;
    open(&world, &carla, MARIA).await;
    carla.sees_somewhere("✓✓ entregue").await;
    concludes(&carla).await;
    forgets(&carla).await;
    world.cloud.open_chat(MARIA);
    all_told(&world).await;
    carla.types("/menu");
    carla.sees("Olá, Carla").await;
    carla.types(NUMBER);
    carla.sees("Ainda não está nos seus contatos").await;
    world.ends_well().await;
}

/// The first name alone is kept for the next time, in a value that somebody typed: it is not any more.
#[tokio::test(flavor = "multi_thread")]
async fn a_first_name_that_was_typed_into_a_template_is_forgotten_with_its_contact() {
    let mut world = World::new().await;
    let carla = world.person(CARLA);
    file(&carla, NUMBER, NAME).await;
    to_templates(&carla, MARIA).await;
    fill(&carla, "retorno_orcamento").await;
    give(&carla, &["Hermengarda", "1042", "Gonçalves 12"]).await;
    send(&world, &carla).await;
    carla.sees_somewhere("✓✓ entregue").await;
    concludes(&carla).await;
    to_templates(&carla, "5511988887777").await;
    fill(&carla, "retorno_orcamento").await;
    carla.sees("(1/3)").await;
    assert!(carla.buttons().iter().any(|one| one.contains("Hermengarda")), "{:?}", carla.buttons());
    forgets(&carla).await;
    all_told(&world).await;
    to_templates(&carla, "5511988887777").await;
    fill(&carla, "retorno_orcamento").await;
    carla.sees("(1/3)").await;
    assert!(!carla.buttons().iter().any(|one| one.contains("Hermengarda")), "{:?}", carla.buttons());
    world.stop().await;
    assert_eq!(traces_in(&bytes_of(&world)), Vec::<&str>::new());
    world.ends_well().await;
}

/// A message is leaving in the moment in which its contact is forgotten: its answer, which names the number, comes
/// afterwards.
#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_was_under_way_brings_nobody_back() {
    let mut world = World::empty().await;
    let log = Log::default();
    world.log = Some(log.clone());
    world.timeouts.total = Duration::from_secs(60);
    let (hold, holding) = tokio::sync::watch::channel(false);
    let told: Told = Arc::new(move || {
        let mut holding = holding.clone();
        Box::pin(async move { drop(holding.wait_for(|is_held| !is_held).await) })
    });
    let between = held_back(world.cloud.api_url(), told).await;
    for channel in &mut world.config.channels {
        if let Provider::Cloud(cloud) = &mut channel.provider {
            cloud.api_url.clone_from(&between);
        }
    }
    world.start().await;
    let carla = world.person(CARLA);
    file(&carla, NUMBER, NAME).await;
    hold.send(true).unwrap();
    world.cloud.switch(|switches| switches.webhooks.hold = true);
    open(&world, &carla, MARIA).await;
    carla.sees("Vendas · WhatsApp Oficial").await;
    concludes(&carla).await;
    forgets(&carla).await;
    hold.send(false).unwrap();
    carla.sees_somewhere("✓ enviada").await;
    world.cloud.switch(|switches| switches.webhooks.hold = false);
    all_told(&world).await;
    assert!(world.stop().await, "what was under way is settled");
    assert_eq!(traces_in(&bytes_of(&world)), Vec::<&str>::new());
    assert_eq!(traces_in(&log.bytes()), Vec::<&str>::new());
    world.start().await;
    carla.types("/menu");
    carla.sees("Olá, Carla").await;
    carla.types(NUMBER);
    carla.sees("Ainda não está nos seus contatos").await;
    world.ends_well().await;
}
