//! Telegram does what it is asked and the answer is lost: what is shown in the end is what is so.

use super::survive::patient;
use crate::world::{CARLA, World, within};
use balcao::demo::telegram::{Fault, FaultKind};
use balcao::demo::wire::{Failure, Recorded, Target};
use chrono::TimeDelta;

fn lost(method: &str) -> Fault {
    Fault { method: method.to_owned(), chat: Some(CARLA), times: 1, kind: FaultKind::DropAfterAccept }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_whose_change_was_not_answered_shows_in_the_end_what_is_so() {
    let mut world = World::empty().await;
    world.timeouts = patient();
    world.start().await;
    let carla = world.person(CARLA);
    carla.types("wa.me/5511988887777");
    carla.taps("Conversar").await;
    carla.taps("Iniciar atendimento").await;
    carla.taps("Loja Centro").await;
    carla.sees("Vendas · Loja Centro · Carla").await;
    world.evolution.switch(|switches| switches.auto_receipts = false);
    world.evolution.fail_next(Target::Sends, 1, Failure::DropBefore);
    carla.types("Bom dia!");
    let (card, resend) = carla.button("Reenviar mesmo assim").await;
    world.turn(TimeDelta::seconds(31));

    // The second try is on its way while the card says so, and nobody knows that it does.
    world.evolution.switch(|switches| switches.delay_ms = 1_000);
    world.evolution.fail_next(Target::Sends, 1, Failure::DropBefore);
    world.telegram.fail_next(lost("editMessageText"));
    carla.taps_data(card, &resend).await;
    let says = |text: &'static str| {
        let seen = world.telegram.until(move |telegram| {
            telegram.message(CARLA, card).filter(|card| card.text.contains(text)).map(drop)
        });
        async move { within(text, seen).await }
    };
    says("enviando…").await;
    // The chat rests after the answer that never came.
    let rested = async {
        loop {
            world.turn(TimeDelta::seconds(1));
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        () = says("sem confirmação") => {}
        () = rested => {}
    }
    assert!(world.evolution.accepted().is_empty());
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_card_never_arrives_after_a_newer_one() {
    let mut world = World::empty().await;
    world.timeouts = patient();
    world.start().await;
    let carla = world.person(CARLA);
    carla.types("wa.me/5511988887777");
    carla.taps("Conversar").await;
    carla.taps("Iniciar atendimento").await;
    carla.taps("Loja Centro").await;
    let card = carla.sees("Vendas · Loja Centro · Carla").await.message_id;

    // The change to "enviando" is on its way for long.
    let slow = Fault { kind: FaultKind::Hang, ..lost("editMessageText") };
    world.evolution.switch(|switches| switches.delay_ms = 500);
    world.telegram.fail_next(slow);
    carla.types("Bom dia!");
    let hangs = world.telegram.until(|telegram| (telegram.hanging() == 1).then_some(()));
    within("the change is on its way", hangs).await;
    let told = world.evolution.until(|evolution| {
        let is_told = |one: &Recorded| one.body.contains("DELIVERY_ACK") && one.status == 200;
        evolution.requests().iter().any(is_told).then_some(())
    });
    within("the text has arrived, and the service knows", told).await;
    // Long enough for the newer card to come first, if it could.
    carla.types("/menu");
    carla.button("Novo atendimento").await;
    world.telegram.release();
    let shown = world.telegram.until(|telegram| {
        let card = telegram.message(CARLA, card)?;
        (telegram.hanging() == 0 && card.text.contains("✓✓ entregue")).then_some(())
    });
    within("the card says so", shown).await;
    assert!(world.stop().await);
    let requests = world.telegram.requests();
    let edits = requests.iter().filter(|one| one.params["message_id"] == card);
    let texts: Vec<_> = edits.filter_map(|one| one.params["text"].as_str()).collect();
    let sending = texts.iter().rposition(|text| text.contains("enviando…")).unwrap();
    let sent = texts.iter().position(|text| text.contains("✓ enviada") || text.contains("✓✓ entregue"));
    assert!(sending < sent.unwrap(), "{texts:#?}");
    let card = world.telegram.message(CARLA, card).unwrap();
    assert!(card.text.contains("✓✓ entregue"), "{}", card.text);
    world.ends_well().await;
}
