//! The panel: one message, edited in place; taps that are late, doubled, foreign or made up; lists; names with markup.

use super::path::{NUMBER, Step, file, taps_whole, walk};
use crate::world::{ANA, CARLA, Person, World};
use balcao::demo::telegram::{DemoTelegram, Fault, FaultKind, SharedContact};
use serde_json::json;

const STALE: Option<&str> = Some("Este menu não vale mais");

/// The bot's messages in somebody's chat.
fn panels(world: &World, person: &Person) -> Vec<balcao::demo::telegram::ChatMessage> {
    world.telegram.chat(person.id).into_iter().filter(|one| one.from_bot).collect()
}

/// How many messages were sent or edited.
fn shown(telegram: &DemoTelegram) -> usize {
    let counts =
        |method: &str| method.starts_with("send") && method != "sendChatAction" || method.starts_with("edit");
    telegram.requests().iter().filter(|one| counts(&one.method)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dialogue_of_taps_lives_in_one_message_that_is_edited() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::First).await;
    carla.taps("Eu: Carla").await;
    carla.sees("(2/3)").await;
    carla.taps("Voltar").await;
    carla.sees("(1/3)").await;
    let panels = panels(&world, &carla);
    assert_eq!(panels.len(), 1, "{}", carla.transcript());
    assert_eq!(panels[0].edited, 8);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_stays_and_the_next_step_comes_below_it_without_the_old_keyboard() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::First).await;
    let old = carla.sees("(1/3)").await;
    let typed = carla.types("Maria");
    let fresh = carla.sees("(2/3)").await;
    assert!(old.message_id < typed && typed < fresh.message_id);
    carla
        .until("the old keyboard is gone", |telegram| {
            telegram.message(CARLA, old.message_id)?.keyboard.is_empty().then_some(())
        })
        .await;
    let kept = world.telegram.message(CARLA, old.message_id).unwrap();
    assert_eq!(kept.text, old.text, "what it said stays");
    assert!(world.telegram.message(CARLA, typed).is_some_and(|one| one.text == "Maria"));
    let with_keyboard = panels(&world, &carla).iter().filter(|one| !one.keyboard.is_empty()).count();
    assert_eq!(with_keyboard, 1);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_that_changes_nothing_is_not_sent() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::Templates).await;
    let before = shown(&world.telegram);
    // Where one is, the category in force, and a button of yesterday.
    carla.taps("1/2").await;
    carla.taps("Todos").await;
    let (panel, data) = carla.button("Voltar").await;
    assert_eq!(carla.taps_data(panel, "1p1:1:bk").await.as_deref(), STALE);
    carla.taps_data(panel, "nonsense").await;
    assert_eq!(carla.button("Voltar").await, (panel, data));
    taps_whole(&carla, "Marketing").await;
    carla.sees("3 modelos aprovados").await;
    assert_eq!(shown(&world.telegram), before + 1, "only the last tap changed something");
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_of_an_older_panel_never_acts_and_the_current_one_is_drawn_again() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::Review).await;
    let (review, send) = carla.button("Iniciar atendimento").await;
    carla.taps("Voltar").await;
    carla.sees("(3/3)").await;
    // The panel is the same message; the button is of what it showed before.
    assert_eq!(carla.taps_data(review, &send).await.as_deref(), STALE);
    // Below the panel stands something else now: it is drawn again where it is seen.
    let edited = carla.types("depois de amanhã");
    carla.sees("Custo estimado").await;
    assert_eq!(carla.taps_data(review, &send).await.as_deref(), STALE);
    let current = carla.sees("depois de amanhã").await;
    assert!(current.message_id > edited && !current.keyboard.is_empty());
    assert!(world.cloud.accepted().is_empty());
    carla.taps("Iniciar atendimento").await;
    carla.sees("✓✓ entregue").await;
    // After it was sent, every button of the way is stale.
    assert_eq!(carla.taps_data(review, &send).await.as_deref(), STALE);
    world.cloud.open_chat("5551999998888");
    let card = carla.sees("✓✓ lida").await;
    assert_eq!(card.message_id, current.message_id, "nothing came below the card: {}", carla.transcript());
    assert_eq!(world.cloud.accepted().len(), 1);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tap_on_a_panel_that_was_left_leaves_the_current_one_in_place() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::SendType).await;
    let (panel, data) = carla.button("Iniciar atendimento").await;
    carla.types("/ajuda");
    carla.sees("Ajuda").await;
    assert_eq!(carla.taps_data(panel, &data).await.as_deref(), STALE);
    let help = carla.sees("Ajuda").await;
    carla.taps("Menu").await;
    let menu = carla.sees("continue quando quiser").await;
    assert_eq!(menu.message_id, help.message_id);
    assert_eq!(panels(&world, &carla).len(), 2, "{}", carla.transcript());
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_tap_acts_once() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::Review).await;
    let (panel, data) = carla.button("Iniciar atendimento").await;
    let taps: Vec<String> = (0..3).map(|_| world.telegram.tap(CARLA, panel, &data)).collect();
    let mut answers = Vec::new();
    for tap in &taps {
        let answer = carla.until("the tap is answered", |telegram| telegram.answer_to(tap)).await;
        answers.push(answer.text);
    }
    assert_eq!(answers.iter().filter(|one| one.is_none()).count(), 1, "{answers:?}");
    let card = carla.sees("✓✓ entregue").await;
    assert_eq!(card.message_id, panel, "the panel became the card, and nothing came below it");
    // Telegram delivers an update twice when an acknowledgement is lost.
    let last = world.telegram.last_update_id();
    for update in (last - 2..=last).rev() {
        world.telegram.redeliver(update);
    }
    carla.types("/menu");
    carla.sees("Olá, Carla").await;
    assert_eq!(world.cloud.accepted().len(), 1);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_is_delivered_twice_is_a_value_once() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::First).await;
    carla.types("Maria");
    let update = world.telegram.last_update_id();
    carla.sees("(2/3)").await;
    world.telegram.redeliver(update);
    carla.types("1042");
    let panel = carla.sees("(3/3)").await;
    assert!(panel.text.contains("Olá, Maria! Seu pedido 1042"), "{}", panel.text);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_of_somebody_elses_panel_is_refused_and_changes_nothing_for_either() {
    let world = World::new().await;
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    walk(&carla, Step::Review).await;
    let (panel, send) = carla.button("Iniciar atendimento").await;
    ana.types("/ajuda");
    ana.sees("Ayuda").await;
    let before = carla.sees("Custo").await;
    assert_eq!(ana.taps_data(panel, &send).await.as_deref(), Some("Este botón es de otra persona"));
    ana.sees("Ayuda").await;
    assert_eq!(carla.sees("Custo").await, before);
    assert!(world.cloud.accepted().is_empty());
    carla.taps("Iniciar atendimento").await;
    carla.sees("✓✓ entregue").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_tap_is_answered_whatever_it_carries() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::Channel).await;
    let (panel, back) = carla.button("Voltar").await;
    let current = back.strip_suffix("bk").unwrap().to_owned();
    for data in [
        "x".to_owned(),
        "1p".to_owned(),
        "2p1:1:bk".to_owned(),
        "1cnobody:re".to_owned(),
        "1cAZNafgAAcACAAAAAAAAAAQ:re".to_owned(),
        "1cAZNafgAAcACAAAAAAAAAAQ:nonsense".to_owned(),
        format!("{current}zz"),
        format!("{current}ch:nowhere"),
        format!("{current}te:vendas"),
        format!("{current}go"),
        format!("{current}pg:4294967295"),
        format!("{current}oc:AZNafgAAcACAAAAAAAAAAQ"),
    ] {
        // Each may have drawn a panel of a new revision.
        let (_, back) = carla.button("Voltar").await;
        let data = data.replace(&current, back.strip_suffix("bk").unwrap());
        carla.taps_data(panel, &data).await;
        let now = carla.sees("Selecione um canal").await;
        assert_eq!(now.message_id, panel, "{data}");
    }
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn names_from_outside_show_as_they_are_and_are_neither_markup_nor_a_line_of_ours() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    let name = "<b>Zé</b> & \u{202e}Filhos <a href=\"tg://x\">aqui</a>";
    file(&carla, NUMBER, name).await;
    carla.types("/contatos");
    carla.sees("Pesquisar").await;
    carla.taps("<b>Zé</b> & Filhos").await;
    let panel = carla.sees("Nenhum atendimento").await;
    assert!(panel.text.contains("<b>Zé</b> & Filhos <a href=\"tg://x\">aqui</a>"), "{}", panel.text);
    assert!(!panel.text.contains('\u{202e}'), "no turning of the line");
    assert!(panel.html.contains("&lt;b&gt;Zé&lt;/b&gt; &amp; Filhos"), "{}", panel.html);
    assert!(!panel.html.contains("tg://x\">aqui</a>"), "{}", panel.html);
    carla.taps("Conversar").await;
    carla.sees("Selecione o tipo de envio").await;
    carla.taps("Iniciar atendimento").await;
    carla.taps("WhatsApp Oficial").await;
    carla.taps("Suporte").await;
    carla.taps("pedido_confirmado").await;
    carla.taps("Definir parâmetros").await;
    carla.sees("(1/3)").await;
    carla.types("<i>Zé</i> & {{2}} {$x} *Ana*");
    let panel = carla.sees("(2/3)").await;
    assert!(panel.text.contains("Olá, <i>Zé</i> & {{2}} {$x} *Ana*!"), "{}", panel.text);
    carla.types("/menu");
    carla.sees("Olá").await;
    let first_name = "<b>✅ Salvo.\n\nMaria & {name}".to_owned();
    carla.shares(SharedContact { phone_number: "5511988887777".into(), first_name, ..<_>::default() });
    let panel = carla.sees("Ainda não está").await;
    assert!(panel.text.contains("<b>✅ Salvo. Maria & {name}"), "{}", panel.text);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_with_markup_in_it_shows_as_it_is() {
    let mut world = World::empty().await;
    world.cloud.add_template(json!({
        "id": "77", "name": "marcas", "language": "pt_BR", "status": "APPROVED", "category": "UTILITY",
        "parameter_format": "POSITIONAL",
        "components": [
            {"type": "BODY", "text": "<b>Oi</b> & {{1}} </blockquote>", "example": {"body_text": [["<Ana> & Cia"]]}},
            {"type": "FOOTER", "text": "<i>A&B</i>"}
        ],
    }));
    world.start().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::Templates).await;
    carla.types("marcas");
    carla.sees("1 modelo.").await;
    carla.taps("marcas · ").await;
    let panel = carla.sees("Falta preencher 1").await;
    assert!(panel.text.contains("<b>Oi</b> & [1] </blockquote>"), "{}", panel.text);
    assert!(panel.text.contains("<i>A&B</i>"), "{}", panel.text);
    carla.taps("Definir parâmetros").await;
    carla.sees("Exemplo: <Ana> & Cia").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_a_notice_came_below_the_panel_the_next_step_is_a_fresh_message_below_it() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::Channel).await;
    let (panel, _) = carla.button("WhatsApp Oficial").await;
    world.cloud.say("5531987654321", "Boa tarde!").unwrap();
    let notice = carla.sees("Ana Lima").await;
    carla.taps("WhatsApp Oficial").await;
    let fresh = carla.sees("Selecione uma equipe").await;
    assert!(fresh.message_id > notice.message_id && notice.message_id > panel);
    carla
        .until("the old keyboard is gone", |telegram| {
            telegram.message(CARLA, panel)?.keyboard.is_empty().then_some(())
        })
        .await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tap_is_answered_before_slow_work_and_slow_work_shows_that_it_goes_on() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    walk(&carla, Step::Channel).await;
    // Telegram takes its time over the edit, and not over the answer.
    let fault = Fault { method: "editMessageText".into(), chat: None, times: 1, kind: FaultKind::Hang };
    world.telegram.fail_next(fault);
    carla.taps("WhatsApp Oficial").await;
    carla.until("the edit hangs", |telegram| (telegram.hanging() == 1).then_some(())).await;
    world.telegram.release();
    carla.sees("Selecione uma equipe").await;
    carla.taps("Voltar").await;
    carla.sees("Selecione um canal").await;
    world.evolution.switch(|switches| switches.delay_ms = 250);
    carla.taps("Loja Centro").await;
    carla.sees("Verificando se o número tem WhatsApp").await;
    carla.until("it is shown to be busy", |telegram| telegram.typing(CARLA).then_some(())).await;
    carla.sees("Vendas · Loja Centro · Carla").await;
    world.ends_well().await;
}
