//! What is done with an attendance: take, answer, conclude, transfer, take over, queue, history, note.

use super::{DAVI, IVO, RITA, RUI, Stage, Try, at_rest};
use crate::world::{ANA, BRUNO, STRANGER};
use balcao::dialogue::card::Help;
use balcao::dialogue::replies::Press as Replies;
use balcao::dialogue::{Action, CardAction};
use balcao::domain::attendance::Conclusion;
use balcao::domain::id::StaffId;

/// All who may not see it: they do not even learn that it is there.
const BLIND: [i64; 5] = [STRANGER, RUI, BRUNO, IVO, DAVI];

fn of_the_holder(stage: &Stage) -> Vec<Try> {
    let held = stage.held;
    vec![
        Try::Shown(ANA, "Responder"),
        Try::Shown(ANA, "Transferir"),
        Try::Shown(ANA, "Concluir"),
        Try::Shown(ANA, "Mais"),
        Try::Card(CardAction::Respond),
        Try::Card(CardAction::Queue),
        Try::Card(CardAction::Conclude),
        Try::Card(CardAction::Take),
        Try::Card(CardAction::Retry),
        Try::Card(CardAction::Verify),
        Try::Card(CardAction::Resend),
        Try::Card(CardAction::ChangeTemplate),
        Try::Card(CardAction::FixNumber),
        Try::Card(CardAction::Transfer),
        Try::Card(CardAction::AcceptOffer),
        Try::Card(CardAction::DeclineOffer),
        Try::Card(CardAction::Accept(StaffId(BRUNO))),
        Try::Card(CardAction::Decline(StaffId(IVO))),
        Try::Card(CardAction::TakeOver),
        Try::Card(CardAction::More),
        Try::Card(CardAction::See),
        Try::Card(CardAction::Help(held, Help::Retry)),
        Try::Card(CardAction::Help(held, Help::Verify)),
        Try::Card(CardAction::Help(held, Help::Resend)),
    ]
}

each_way! { async fn a_card_obeys_nobody_who_may_not_see_the_attendance(has_topics) {
    let stage = Stage::with_topics(has_topics).await;
    stage.wrong("the card of an attendance", &BLIND, &of_the_holder(&stage)).await;
    stage.world.ends_well().await;
} }

each_way! { async fn a_panel_that_is_forged_leads_to_no_attendance_of_somebody_else(has_topics) {
    let stage = Stage::with_topics(has_topics).await;
    let (hers, held) = (stage.hers, stage.held);
    let queue = Action::OpenQueue(hers);
    let tries = [
        Try::Panel(vec![Action::OpenCard(hers)]),
        Try::Panel(vec![Action::AskTransfer(hers)]),
        Try::Panel(vec![queue.clone(), Action::HeldMessage(held), Action::Remove]),
        Try::Panel(vec![queue.clone(), Action::HeldMessage(held), Action::Earlier]),
        Try::Panel(vec![queue.clone(), Action::WithTemplate, Action::Send]),
        Try::PanelThen(vec![queue.clone()], "nota de fora"),
        Try::PanelThen(vec![queue], "/nota nota de fora"),
        Try::Panel(vec![Action::Conclude(Conclusion::Other), Action::NoNote]),
        Try::Panel(vec![Action::History]),
        Try::PanelThen(vec![Action::Note], "nota de fora"),
        Try::Panel(vec![Action::Replies(Replies::Choose), Action::Replies(Replies::Send)]),
        Try::Panel(vec![Action::FixNumber]),
        Try::Replies("isto não é para ela"),
        Try::Replies("/nota nota de fora"),
        Try::Replies("/pix"),
        Try::Types("/nota nota de fora".into()),
        Try::Types("/fila".into()),
        Try::Types("/atendimentos".into()),
        Try::Types("/start n5551999998888".into()),
        Try::Types("/start n5551999998888__oficial__vendas__retomar_contato".into()),
    ];
    stage.wrong("an attendance from a panel of one's own", &BLIND, &tries).await;
    stage.world.ends_well().await;
} }

each_way! {
/// What waits is taken by its team alone.
async fn what_waits_is_taken_and_seen_by_nobody_of_another_team(has_topics) {
    let stage = Stage::with_topics(has_topics).await;
    let waiting = stage.waiting;
    let tries = [
        Try::Shown(RITA, "Assumir"),
        Try::Shown(RITA, "Ver"),
        Try::Waiting(CardAction::Take),
        Try::Waiting(CardAction::See),
        Try::Waiting(CardAction::More),
        Try::Waiting(CardAction::Respond),
        Try::Waiting(CardAction::Conclude),
        Try::Waiting(CardAction::Transfer),
        Try::Waiting(CardAction::TakeOver),
        Try::Panel(vec![Action::OpenCard(waiting)]),
        Try::Panel(vec![Action::OpenQueue(waiting)]),
        Try::Panel(vec![Action::AskTransfer(waiting)]),
        Try::RepliesToWaiting("já vai"),
        Try::RepliesToWaiting("/nota nota de fora"),
        Try::Types("/start n5531987654321".into()),
    ];
    stage.wrong("what waits in another team", &[STRANGER, RUI, BRUNO, DAVI], &tries).await;
    stage.world.ends_well().await;
} }

each_way! {
/// Who had it and has it no more: every button that still stands in the chat, and every one that could be made.
async fn who_has_it_no_more_does_nothing_with_the_buttons_that_are_left(has_topics) {
    let stage = Stage::with_topics(has_topics).await;
    let rita = stage.person(RITA);
    let ana = stage.person(ANA);
    let kept: Vec<_> = {
        let card = ana.messages().into_iter().find(|one| one.message_id == stage.card).unwrap();
        card.keyboard.iter().flatten().filter_map(|button| button.data.clone()).collect()
    };
    assert!(kept.len() >= 4, "the card had buttons");
    let card = balcao::telegram::payload::Payload::Card {
        attendance: stage.hers,
        action: CardAction::TakeOver.encode(),
    };
    rita.taps_data(1, &card.encode().unwrap()).await;
    ana.sees_somewhere("Rita Melo assumiu o atendimento").await;
    at_rest(&stage.world).await;
    let before = stage.everything().await;
    for data in kept {
        ana.taps_data(stage.card, &data).await;
    }
    ana.replies(stage.card, "ainda eu");
    for one in of_the_holder(&stage) {
        if !matches!(one, Try::Shown(..)) {
            stage.does(&ana, &one).await;
        }
    }
    at_rest(&stage.world).await;
    assert_eq!(stage.everything().await, before, "{}", ana.transcript());
    stage.world.ends_well().await;
} }
