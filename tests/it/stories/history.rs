//! What happened with a contact is read from the card, by who may see it, and tells the contact nothing.

use super::walk::{MARIA, all_told, in_portuguese, open, open_unofficial};
use crate::crash::Ledger;
use crate::world::{ANA, BRUNO, CARLA, Person, World, within};
use balcao::demo::cloud::SentFile;
use balcao::demo::telegram::ChatMessage;
use bytes::Bytes;
use chrono::TimeDelta;

async fn world() -> World {
    let mut world = in_portuguese().await;
    world.config.reopen = TimeDelta::zero();
    world.start().await;
    world
}

/// Somebody attended to Maria on the official channel, both said something, and it was concluded.
async fn attended(world: &World, person: &Person) {
    open(world, person, MARIA).await;
    person.sees("✓✓ entregue").await;
    person.enters("Vendas").await;
    world.turn(TimeDelta::minutes(5));
    world.cloud.say(MARIA, "Quanto custa o <b>azul</b>?").unwrap();
    person.sees_somewhere("Quanto custa o").await;
    person.taps("Responder").await;
    person.sees("vai para este contato").await;
    world.turn(TimeDelta::minutes(5));
    person.types("Custa R$ 50.");
    within("it leaves", world.cloud.until(|cloud| (cloud.accepted_count() > 1).then_some(()))).await;
    person.taps("Concluir").await;
    person.taps("Objetivo atingido").await;
    person.sees("Quer deixar uma nota?").await;
    let typed = person.types("Comprou dois.");
    person
        .until("the card that sums it up is there, at the end", |telegram| {
            // In a topic it comes to stand below the note; elsewhere the menu does.
            let stays = |one: &ChatMessage| !telegram.has_topics() || one.message_id > typed;
            let card = |one: &ChatMessage| one.text.contains("🏁") && !one.keyboard.is_empty() && stays(one);
            telegram.chat(person.id).iter().any(card).then_some(())
        })
        .await;
}

/// How often the contact was told that something was read.
fn marks(world: &World) -> usize {
    let told = |one: &&balcao::demo::wire::Recorded| one.body.contains(r#""status":"read""#);
    world.cloud.requests().iter().filter(told).filter(|one| one.method == "POST").count()
}

/// How often somebody's reading is noted in the audit.
async fn readings(world: &World) -> i64 {
    Ledger::of(&world.database()).await.times("attendance.read")
}

both_ways! { async fn whoever_reacted_or_changed_words_is_named_also_when_somebody_else_has_it_now(world) {
    let (ana, carla) = (world.person(ANA), world.person(CARLA));
    open_unofficial(&ana, MARIA).await;
    ana.enters("Vendas").await;
    let own = ana.types("Custa R$ 50.");
    ana.sees_somewhere("✓✓ entregue").await;
    world.evolution.say(MARIA, "Ótimo!").unwrap();
    let shown = ana.sees_somewhere("Ótimo!").await;
    world.turn(TimeDelta::minutes(1));
    world.telegram.react(ANA, shown.message_id, Some("👍"));
    let phone = || world.evolution.phone(MARIA).unwrap().messages;
    let reacted = || phone().iter().any(|one| one.reaction.is_some()).then_some(());
    within("she sees the reaction", world.evolution.until(|_| reacted())).await;
    world.telegram.edit_text(ANA, own, "Custa R$ 60.");
    let changed = || phone().iter().any(|one| one.body == "Custa R$ 60.").then_some(());
    within("she sees the change", world.evolution.until(|_| changed())).await;

    carla.types("/atendimentos");
    carla.taps("Outros").await;
    carla.taps("Maria").await;
    carla.sees_somewhere("Vendas · Loja Centro · Ana Torres").await;
    carla.taps("Assumir").await;
    carla.sees_somewhere("Vendas · Loja Centro · Carla Dias").await;
    carla.enters("Vendas").await;
    carla.taps("Mais").await;
    carla.taps("Histórico").await;
    let page = carla.sees("Histórico · ").await;
    let lines: Vec<&str> = page.text.lines().collect();
    for words in ["👍", "Custa R$ 60."] {
        let at = lines.iter().position(|line| line.contains(words)).unwrap_or_else(|| panic!("{}", page.text));
        let by = lines[..at].iter().rev().find(|line| line.starts_with("💼"));
        assert!(by.is_some_and(|line| line.starts_with("💼 Ana Torres")), "{words}: {}", page.text);
    }
    world.ends_well().await;
} }

both_ways! { async fn what_was_said_before_is_read_from_the_card_with_who_and_when_and_how_it_ended(world) {
    let carla = world.person(CARLA);
    attended(&world, &carla).await;
    let card = carla.sees_somewhere("durou 10 min").await;
    let summary = "Atendimento concluído.\n🏁 Objetivo atingido\n📝 Comprou dois.\n👤 Carla Dias · durou 10 min\n\
                   💬 recebidas: 1 · enviadas: 2";
    assert!(card.text.contains(summary), "{}", card.text);
    world.turn(TimeDelta::days(1));
    carla.leaves_topic();
    open_unofficial(&carla, MARIA).await;
    carla.sees("Vendas · Loja Centro").await;
    carla.enters("Vendas").await;
    carla.taps("Mais").await;
    carla.sees("Mais · ").await;
    let buttons = ["🕓 Histórico", "📝 Nota", "⚡ Respostas rápidas", "⬅️ Voltar", "✖️ Cancelar"];
    assert_eq!(carla.buttons(), buttons);
    carla.taps("Histórico").await;
    let page = carla.sees("Histórico · ").await;
    for said in [
        "Vendas · WhatsApp Oficial · Carla Dias",
        "💼 Carla Dias · ontem 15:00 ✓✓",
        "📄 modelo retomar_contato",
        "ontem 15:05\nQuanto custa o <b>azul</b>?",
        "💼 Carla Dias · ontem 15:10",
        "Custa R$ 50.",
        "✅ Concluído ontem 15:10",
        "🏁 Objetivo atingido\n📝 Comprou dois.\n💬 recebidas: 1 · enviadas: 2",
        "🟢 15:10 · Vendas · Loja Centro · Carla Dias",
    ] {
        assert!(page.text.contains(said), "no «{said}» in:\n{}", page.text);
    }
    assert_eq!(readings(&world).await, 2, "both attendances on the page were read");
    carla.taps("Voltar").await;
    carla.sees("Mais · ").await;
    carla.taps("Voltar").await;
    carla.sees("vai para este contato").await;
    world.ends_well().await;
} }

#[tokio::test(flavor = "multi_thread")]
async fn what_another_team_said_is_counted_and_not_shown() {
    let world = world().await;
    let (carla, bruno) = (world.person(CARLA), world.person(BRUNO));
    attended(&world, &carla).await;
    // Bruno is in Suporte and Financeiro; she was attended by Vendas.
    bruno.types("/start n5551999998888");
    bruno.taps("Conversar").await;
    bruno.taps("Iniciar atendimento").await;
    bruno.taps("Suporte").await;
    bruno.taps("sem modelo").await;
    bruno.sees("Suporte · WhatsApp Oficial · Bruno").await;
    bruno.taps("Mais").await;
    bruno.sees("Mais · ").await;
    bruno.taps("Histórico").await;
    let page = bruno.sees("Há mais 1 atendimento, de outra equipe").await;
    assert!(!page.text.contains("azul") && !page.text.contains("Comprou"), "{}", page.text);
    assert!(page.text.contains("Suporte · WhatsApp Oficial · Bruno"), "{}", page.text);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_history_opens_at_its_end_and_is_turned_back_page_by_page() {
    let world = world().await;
    let carla = world.person(CARLA);
    open_unofficial(&carla, MARIA).await;
    carla.sees("Vendas · Loja Centro").await;
    for number in 1..=18 {
        world.turn(TimeDelta::minutes(1));
        world.evolution.say(MARIA, &format!("mensagem {number:02}, {}", "longa ".repeat(200))).unwrap();
        carla.sees_somewhere(&format!("mensagem {number:02}")).await;
    }
    carla.taps("Mais").await;
    carla.taps("Histórico").await;
    // 18 messages and the opening: 8, 8 and 3.
    let page = carla.sees("mensagem 18").await;
    assert!(page.text.contains("mensagem 16") && !page.text.contains("mensagem 15"), "{}", page.text);
    assert_eq!(carla.buttons()[..2], ["‹", "3/3"]);
    carla.taps("‹").await;
    let page = carla.sees("mensagem 08").await;
    assert!(page.text.contains("mensagem 15") && page.text.contains("Vendas · Loja Centro"), "{}", page.text);
    carla.taps("‹").await;
    carla.sees("mensagem 01").await;
    assert_eq!(carla.buttons()[..2], ["1/3", "›"]);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_looks_at_what_waits_has_not_taken_it_and_the_contact_learns_nothing() {
    let world = world().await;
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    world.cloud.say(MARIA, "Oi! Tudo bem?").unwrap();
    carla.sees_somewhere("Oi! Tudo bem?").await;
    let picture = SentFile {
        kind: "image".to_owned(),
        mime: "image/jpeg".to_owned(),
        filename: None,
        bytes: Bytes::from_static(b"\xff\xd8\xff"),
        caption: Some("Este aqui".to_owned()),
        is_voice: false,
    };
    world.cloud.send_media(MARIA, picture).unwrap();
    all_told(&world).await;
    assert_eq!(
        carla
            .sees_somewhere("Este aqui")
            .await
            .keyboard
            .iter()
            .flatten()
            .map(|one| one.text.clone())
            .collect::<Vec<_>>(),
        ["🙋 Assumir", "👁 Ver"]
    );
    carla.taps("Ver").await;
    let page = carla.sees("Histórico · ").await;
    assert!(page.text.contains("Oi! Tudo bem?"), "{}", page.text);
    assert!(page.text.contains("🖼 imagem\nEste aqui"), "{}", page.text);
    assert_eq!(readings(&world).await, 1);
    // It still waits, and whoever takes it has it.
    ana.taps("Assumir").await;
    ana.sees_somewhere("Vendas · WhatsApp Oficial · Ana Torres").await;
    within("Maria is told", world.cloud.until(|_cloud| (marks(&world) > 0).then_some(()))).await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_marked_as_read_by_looking() {
    let world = world().await;
    let carla = world.person(CARLA);
    world.cloud.say(MARIA, "Oi! Tudo bem?").unwrap();
    carla.sees_somewhere("Oi! Tudo bem?").await;
    carla.taps("Ver").await;
    carla.sees("Histórico · ").await;
    carla.taps("Abrir").await;
    let fresh = carla.sees("💬 escreveu 15:00").await;
    assert!(fresh.keyboard.iter().flatten().any(|one| one.text.contains("Assumir")), "{fresh:?}");
    assert_eq!(marks(&world), 0);
    // The same by somebody who may not look.
    let (_, data) = carla.button("Ver").await;
    world.person(BRUNO).types("/menu");
    let menu = world.person(BRUNO).sees("Olá, Bruno").await;
    world.person(BRUNO).taps_data(menu.message_id, &data).await;
    let refused = world.person(BRUNO).sees("não está mais disponível para você").await;
    assert!(!refused.text.contains("Tudo bem"), "{}", refused.text);
    world.ends_well().await;
}
