//! Rows and buttons that cannot be read, as a defect or a bad disk would leave them: people are answered, and nobody else
//! notices.

use crate::world::{BRUNO, CARLA, World, within};
use balcao::clock::Clock;
use balcao::demo::telegram::{Fault, FaultKind, Recorded};
use chrono::TimeDelta;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection as _};

/// Changes the database behind the service's back.
async fn spoil(world: &World, statement: &str) {
    let options = SqliteConnectOptions::new().filename(world.database());
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let spoilt = sqlx::query(AssertSqlSafe(statement)).execute(&mut connection).await.unwrap();
    assert!(spoilt.rows_affected() > 0, "{statement}");
    connection.close().await.unwrap();
}

/// Carla has opened an attendance on the unofficial channel and written a text.
async fn with_an_attendance(world: &World) {
    let carla = world.person(CARLA);
    carla.types("wa.me/5511988887777");
    carla.taps("Conversar").await;
    carla.taps("Iniciar atendimento").await;
    carla.taps("Loja Centro").await;
    carla.sees("Vendas · Loja Centro · Carla").await;
    carla.types("Bom dia!");
    carla.sees_somewhere("✓✓ entregue").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dialogue_whose_state_cannot_be_read_goes_on_from_the_menu() {
    for state in
        ["", "{", "null", r#"{"version":99,"state":{"at":"home"}}"#, r#"{"version":1,"state":{"at":"moon"}}"#]
    {
        let mut world = World::new().await;
        let carla = world.person(CARLA);
        carla.types("51 99999-8888");
        carla.button("Conversar").await;
        assert!(world.stop().await);
        spoil(&world, &format!("update session set state = '{state}', draft = '{state}', draft_at = 1"))
            .await;
        world.start().await;
        carla.taps("Conversar").await;
        carla.button("Novo atendimento").await;
        carla.types("51 99999-8888");
        carla.button("Conversar").await;
        world.ends_well().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_that_always_fails_is_given_up_the_person_is_told_and_all_lanes_go_on() {
    let mut world = World::by_clock(Clock::movable()).await;
    world.start().await;
    with_an_attendance(&world).await;
    let carla = world.person(CARLA);
    let (card, respond) = carla.button("Responder").await;
    spoil(&world, "update message set content = '{'").await;
    carla.taps_data(card, &respond).await;
    // The lane tries three times, with pauses; others do not wait for it.
    let bruno = world.person(BRUNO);
    bruno.types("/menu");
    bruno.button("New conversation").await;
    carla.sees("Não consegui fazer isso agora").await;
    // Of something written she is told below it: she may have written much since.
    carla.enters("Vendas").await;
    let typed = carla.types("Bom dia!");
    let told = carla
        .until("she is told below it", |telegram| {
            telegram.chat(CARLA).into_iter().find(|one| one.from_bot && one.reply_to == Some(typed))
        })
        .await;
    assert!(told.text.contains("Não consegui fazer isso agora"), "{}", told.text);
    spoil(&world, "update message set content = '{\"kind\":\"text\",\"body\":\"\"}'").await;
    carla.types("/menu");
    carla.button("Novo atendimento").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panel_that_cannot_be_drawn_keeps_no_other_from_being_shown_again() {
    let world = World::new().await;
    with_an_attendance(&world).await;
    spoil(&world, "update message set content = '{'").await;
    let (carla, bruno) = (world.person(CARLA), world.person(BRUNO));
    carla.types("/atendimentos");
    let lost = Fault { method: "sendMessage".to_owned(), chat: Some(BRUNO), times: 1, kind: FaultKind::Drop };
    world.telegram.fail_next(lost);
    bruno.types("/menu");
    let tried = world.telegram.until(|telegram| {
        let is_lost = |one: &Recorded| one.method == "sendMessage" && one.params["chat_id"] == BRUNO;
        telegram.requests().iter().any(is_lost).then_some(())
    });
    within("Telegram was asked and did not answer", tried).await;
    world.turn(TimeDelta::seconds(60));
    bruno.button("New conversation").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_of_an_attendance_that_does_not_exist_is_answered_and_does_nothing() {
    let world = World::new().await;
    with_an_attendance(&world).await;
    let carla = world.person(CARLA);
    let (card, real) = carla.button("Responder").await;
    let (_, word) = real.split_once(':').unwrap();
    assert_eq!(word, "re");
    for word in ["re", "cc", "tk", "rt", "ct", "fx", "vf", "rs", "ac:7002", "dc:7002", "zz", "ac:x"] {
        let nobody = format!("1cAAAAAAAAAAAAAAAAAAAAAA:{word}");
        carla.taps_data(card, &nobody).await;
    }
    for data in ["1p", "1pzz:zz:go", "9c:re", "1c:re", "", "1p1:1:", "\u{1f600}"] {
        if !data.is_empty() {
            carla.taps_data(card, data).await;
        }
    }
    carla.types("/menu");
    carla.button("Novo atendimento").await;
    assert_eq!(world.evolution.accepted().len(), 1);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_and_a_delivery_that_cannot_be_read_keep_nobody_else_waiting() {
    let mut world = World::new().await;
    with_an_attendance(&world).await;
    assert!(world.stop().await);
    spoil(
        &world,
        "insert into notice (chat_id, thread_id, payload, dedupe, due_at, attempt, taking, created_at)
         values (7001, 0, '{', null, 0, 0, 0, 0), (7001, 0, '{\"version\":9}', null, 0, 0, 0, 0)",
    )
    .await;
    world.start().await;
    let carla = world.person(CARLA);
    carla.types("Ainda aí?");
    let sent = world.evolution.until(|evolution| (evolution.accepted().len() == 2).then_some(()));
    within("the text is accepted", sent).await;
    world.ends_well().await;
}
