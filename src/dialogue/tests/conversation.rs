//! The conversation itself: texts to the contact, the queue, cards, concluding, and what may not be done.

use super::super::card::{CardAction, CardFacts, card};
use super::super::facts::AttendanceRow;
use super::super::input::Enter;
use super::super::state::{State, Tab};
use super::super::step::Unsent;
use super::super::{Action, Change, Command, Input, Line, Prompt, Show};
use super::cast::{BRUNO, CARLA, channel_id, shop};
use super::world::World;
use crate::domain::attendance::{Attendance, AttendanceState, Conclusion};
use crate::domain::cost::RateTable;
use crate::domain::delivery::Content;
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::id::{AttendanceId, StaffId};
use crate::domain::message::MessageState;
use crate::domain::staff::Role;
use crate::domain::window::Window;
use chrono::TimeDelta;

/// Carla attends to Maria on this channel; it is the current one.
pub(super) fn attending(channel: &str) -> (World, AttendanceId) {
    let mut world = shop();
    let maria = world.named("Maria Souza");
    let id = world.attend(maria, channel, "vendas", Some(CARLA));
    world.takes(&Input::Enter(Enter::Respond(id)));
    (world, id)
}

fn text(body: &str) -> Content {
    Content::Text { body: body.to_owned() }
}

fn said(attendance: AttendanceId, body: &str, held: bool) -> Change {
    Change::Say { attendance, content: text(body), answers: None, held, said_in: None }
}

fn reply(attendance: AttendanceId, body: &str) -> Input {
    Input::Reply { attendance, content: text(body), answers: None }
}

#[test]
fn a_text_goes_to_the_contact_at_once_where_there_is_no_window() {
    let (mut world, id) = attending("loja");
    assert!(matches!(world.prompt(), Prompt::Attending { open: true, .. }));
    let step = world.types("Bom dia!");
    let sent = said(id, "Bom dia!", false);
    assert_eq!((step.changes, step.show), (vec![sent], Show::Nothing));
}

#[test]
fn while_the_window_is_closed_a_text_waits_and_a_template_can_be_sent_in_between() {
    let (mut world, id) = attending("oficial");
    let step = world.types("Bom dia!");
    assert!(matches!(&step.changes[..], [Change::Say { held: true, .. }]));
    assert_eq!(step.line, Some(Line::Held(1)));
    assert_eq!(world.types("Tudo bem?").line, Some(Line::Held(2)));
    world.presses(Action::WithTemplate);
    assert!(matches!(&world.state, State::Template { choice, .. } if choice.within == Some(id)));
    world.presses(Action::Back);
    world.presses(Action::OpenQueue(id));
    assert!(matches!(world.prompt(), Prompt::Held { total: 2, .. }));
    world.presses(Action::Back);

    let maria = world.named("Maria Souza");
    world.contact_writes(maria, &channel_id("oficial"));
    let step = world.types("Oi!");
    assert!(matches!(&step.changes[..], [Change::Say { held: false, .. }]));
}

#[test]
fn what_waits_is_reordered_and_removed_one_by_one() {
    let (mut world, id) = attending("oficial");
    for text in ["um", "dois", "três"] {
        world.types(text);
    }
    let waiting = |world: &World| -> Vec<String> {
        let texts = world.waiting(id).into_iter().map(|one| {
            let Content::Text { body } = one.content else { panic!("not a text") };
            body
        });
        texts.collect()
    };
    world.presses(Action::OpenQueue(id));
    let third = world.waiting(id)[2].id;
    world.presses(Action::HeldMessage(third));
    assert!(matches!(world.prompt(), Prompt::HeldMessage { place: 3, of: 3, .. }));
    assert!(!world.offers(&Action::Later), "it is the last one");
    world.presses(Action::Earlier);
    assert!(matches!(world.prompt(), Prompt::HeldMessage { place: 2, of: 3, .. }));
    assert_eq!(waiting(&world), ["um", "três", "dois"]);
    world.presses(Action::Earlier);
    assert!(!world.offers(&Action::Earlier), "it is the first one");
    world.presses(Action::Later);
    let step = world.presses(Action::Remove);
    assert_eq!(step.line, Some(Line::Removed));
    assert!(matches!(world.prompt(), Prompt::Held { total: 2, .. }));
    assert_eq!(waiting(&world), ["um", "dois"]);
}

#[test]
fn what_left_the_queue_meanwhile_is_neither_moved_nor_removed() {
    let (mut world, id) = attending("oficial");
    world.types("um");
    world.types("dois");
    world.presses(Action::OpenQueue(id));
    let first = world.waiting(id)[0].id;
    let mut late = world.clone();
    world.presses(Action::HeldMessage(first));
    world.held.clear();
    let step = world.takes(&Input::Press(Action::Later));
    assert!(step.changes.is_empty());
    assert_eq!(step.line, Some(Line::LeftQueue));
    assert!(matches!(world.prompt(), Prompt::Held { total: 0, .. }));
    late.held.clear();
    assert_eq!(late.takes(&Input::Press(Action::HeldMessage(first))).line, Some(Line::LeftQueue));
}

#[test]
fn a_text_typed_after_a_quarter_of_an_hour_is_asked_about_first() {
    let (mut world, id) = attending("loja");
    world.now += TimeDelta::minutes(16);
    let step = world.types("Ainda aí?");
    assert!(step.changes.is_empty());
    assert!(matches!(world.prompt(), Prompt::ConfirmText { said, .. } if said == [text("Ainda aí?")]));
    let mut cancelled = world.clone();
    assert!(cancelled.presses(Action::Cancel).changes.is_empty());
    let step = world.presses(Action::ConfirmText);
    let sent = said(id, "Ainda aí?", false);
    assert_eq!((step.changes, step.show), (vec![sent], Show::Panel));
}

#[test]
fn a_text_that_is_too_long_or_blank_is_refused() {
    let (mut world, id) = attending("loja");
    assert_eq!(world.types(" \n ").line, Some(Line::Unreadable));
    let reply = reply(id, &"x".repeat(4_097));
    let step = world.takes(&reply);
    assert_eq!((step.changes.len(), step.line), (0, Some(Line::TextTooLong { limit: 4_096 })));
}

#[test]
fn an_answer_to_a_message_goes_to_its_attendance_whatever_the_panel_shows() {
    let (mut world, id) = attending("loja");
    world.commands(Command::Start(Some("n5511988887777".to_owned())));
    world.presses(Action::Converse);
    let draft = world.state.clone();
    let step = world.takes(&reply(id, "Sim"));
    assert!(matches!(&step.changes[..], [Change::Say { attendance, .. }] if *attendance == id));
    assert_eq!(world.draft.as_ref().map(|(state, _)| state), Some(&draft));
}

#[test]
fn nothing_is_sent_in_an_attendance_that_is_somebody_elses_or_closed() {
    let (mut world, id) = attending("loja");
    let mut handed = world.clone();
    handed.attendances[0].staff = Some(StaffId(BRUNO));
    let step = handed.types("Oi");
    let not_sent = |why| [Change::NotSent { attendance: id, why }];
    assert_eq!((step.next, step.line), (State::Home, None));
    assert_eq!(step.changes, not_sent(Unsent::NotYours));
    for enter in [Enter::Respond(id), Enter::Conclude(id), Enter::ChangeTemplate(id), Enter::FixNumber(id)] {
        let step = handed.takes(&Input::Enter(enter));
        assert_eq!((step.next, step.line), (State::Home, Some(Line::NotAllowed)));
    }
    // Words for the end of an attendance may have been meant for its contact.
    handed.state = State::Conclude { attendance: id, reason: Some(Conclusion::GoalLost) };
    let step = handed.types("Não tinha o tamanho");
    assert_eq!((step.next, step.line), (State::Home, None));
    assert_eq!(step.changes, not_sent(Unsent::NotYours));
    world.attendances[0].state = AttendanceState::Closed;
    let step = world.takes(&reply(id, "Oi"));
    assert_eq!(step.changes, not_sent(Unsent::Closed));
    // Nobody has taken it: whoever may see it is told what to do, and the panel stays.
    world.attendances[0] =
        Attendance { state: AttendanceState::Waiting, staff: None, ..world.attendances[0].clone() };
    world.state = State::AskNumber;
    let step = world.takes(&reply(id, "Oi"));
    assert_eq!((step.next, step.show), (State::AskNumber, Show::Nothing));
    assert_eq!(step.changes, not_sent(Unsent::NotTaken));
    let closed =
        Attendance { state: AttendanceState::Closed, staff: Some(world.me), ..world.attendances[0].clone() };
    world.attendances[0] = closed;
    assert_eq!(world.takes(&Input::Enter(Enter::Respond(id))).line, Some(Line::Closed));
}

#[test]
fn a_card_of_somebody_else_is_looked_at_and_texts_do_not_go_there() {
    let mut world = shop();
    let maria = world.named("Maria Souza");
    let others = world.attend(maria, "oficial", "suporte", Some(BRUNO));
    world.commands(Command::Attendances);
    world.presses(Action::Attendances(Tab::Others));
    let listed = world.state.clone();
    let step = world.presses(Action::OpenCard(others));
    assert_eq!(step.changes, [Change::ShowCard(others)]);
    assert_eq!(step.next, listed);
    assert_eq!(world.types("Oi").changes, []);

    world.rights(Role::Attendant, &["vendas"]);
    let step = world.takes(&Input::Press(Action::OpenCard(others)));
    assert_eq!((step.changes.len(), step.line), (0, Some(Line::NotAllowed)));
}

#[test]
fn concluding_asks_why_and_for_a_note() {
    let (mut world, id) = attending("oficial");
    world.types("Oi");
    world.takes(&Input::Enter(Enter::Conclude(id)));
    assert!(matches!(world.prompt(), Prompt::Conclude { reason: None, waiting: 1, .. }));
    world.stalled = 2;
    assert!(matches!(world.prompt(), Prompt::Conclude { reason: None, waiting: 3, .. }));
    assert_eq!(world.types("porque sim").line, Some(Line::NotUnderstood));
    world.presses(Action::Conclude(Conclusion::GoalLost));
    world.presses(Action::Back);
    world.presses(Action::Conclude(Conclusion::GoalReached));
    let mut noted = world.clone();
    let step = noted.types(&format!(" {} ", "x".repeat(900)));
    assert!(matches!(&step.changes[..], [Change::Conclude { note: Some(note), .. }] if note.len() == 500));
    let step = world.presses(Action::NoNote);
    let concluded = Change::Conclude { attendance: id, reason: Conclusion::GoalReached, note: None };
    assert_eq!((step.next, step.changes, step.line), (State::Home, vec![concluded], Some(Line::Concluded)));
}

#[test]
fn a_wrong_number_is_corrected_but_never_to_somebody_elses() {
    let (mut world, id) = attending("loja");
    world.takes(&Input::Enter(Enter::FixNumber(id)));
    assert!(matches!(world.types("12").line, Some(Line::Phone(_))));
    let step = world.types("11 98888-7777");
    let expected = Line::NumberOfAnother { name: Some("João Lima".to_owned()) };
    assert_eq!((step.changes.len(), step.line), (0, Some(expected)));
    let step = world.types("51 98888-0000");
    assert!(
        matches!(&step.changes[..], [Change::CorrectNumber { phone, .. }] if phone.digits() == "5551988880000")
    );
    assert_eq!((step.show, step.line), (Show::Panel, Some(Line::Saved)));
}

#[test]
fn the_lists_show_what_is_mine_what_waits_and_what_others_have() {
    let (mut world, mine) = attending("oficial");
    let (joao, ana) = (world.named("João Lima"), world.named("Ana Paula"));
    let waiting = world.attend(joao, "oficial", "suporte", None);
    let others = world.attend(ana, "oficial", "suporte", Some(BRUNO));
    let hidden = world.attend(ana, "loja", "financeiro", Some(BRUNO));
    world.commands(Command::Attendances);
    for (tab, shown) in [(Tab::Mine, mine), (Tab::New, waiting), (Tab::Others, others)] {
        world.presses(Action::Attendances(tab));
        assert_eq!(world.prompt(), Prompt::Attendances { tab, query: String::new(), total: 1 });
        assert!(world.offers(&Action::OpenCard(shown)) && !world.offers(&Action::OpenCard(hidden)));
    }
}

fn drawn(
    state: AttendanceState,
    last: MessageState,
    fault: Option<FaultKind>,
    reader: i64,
) -> super::super::Card {
    let (mut world, id) = attending("oficial");
    world.say(id, Content::Text { body: "Oi".to_owned() });
    let (_, mut message) = world.said.pop().unwrap();
    message.state = last;
    message.fault = fault.map(|kind| Fault::new(kind, "1", ""));
    let mut attendance = world.attendances[0].clone();
    attendance.state = state;
    let contact = world.contacts[0].clone();
    let row = AttendanceRow {
        attendance,
        contact,
        last: Some(message.clone()),
        last_out: Some(message),
        waits: None,
        held: 2,
        window: Window::NotStarted,
        charged: Vec::new(),
        notes: 0,
        ending: None,
    };
    card(CardFacts {
        row: &row,
        company: &world.company,
        reader: StaffId(reader),
        rates: &RateTable::built_in(),
        service_this_month: None,
        typing_goes_here: true,
    })
}

#[test]
fn a_card_offers_what_helps_and_only_to_who_may() {
    let open = drawn(AttendanceState::Open, MessageState::Read, None, CARLA);
    let first = vec![CardAction::Respond, CardAction::Queue];
    let second = vec![CardAction::Transfer, CardAction::Conclude];
    assert_eq!(open.rows, [first, second, vec![CardAction::More]]);
    assert!(open.typing_goes_here && open.held == 2 && open.window.is_some());
    assert_eq!((open.team.as_str(), open.staff.as_deref()), ("Vendas", Some("Carla Dias")));

    let unknown = drawn(AttendanceState::Open, MessageState::Unknown, None, CARLA);
    assert_eq!(unknown.rows[0], [CardAction::Verify, CardAction::Resend]);
    let failed = drawn(AttendanceState::Open, MessageState::Failed, Some(FaultKind::TemplatePaused), CARLA);
    assert_eq!(failed.rows[0], [CardAction::ChangeTemplate, CardAction::Retry]);
    let nowhere = drawn(AttendanceState::Open, MessageState::Failed, Some(FaultKind::NotOnWhatsapp), CARLA);
    assert_eq!(nowhere.rows[0], [CardAction::FixNumber]);
    assert!(drawn(AttendanceState::Open, MessageState::Failed, None, BRUNO).rows.is_empty());
    assert_eq!(
        drawn(AttendanceState::Waiting, MessageState::Sent, None, CARLA).rows,
        [vec![CardAction::Take, CardAction::See]]
    );
    let of_another_team = drawn(AttendanceState::Waiting, MessageState::Sent, None, BRUNO);
    assert_eq!(of_another_team.rows, [vec![CardAction::See]], "he could not take it");
    let closed = drawn(AttendanceState::Closed, MessageState::Unknown, None, CARLA);
    assert_eq!(closed.rows, [vec![CardAction::More]], "what was said can still be read");
    assert!(!closed.typing_goes_here);
    assert!(drawn(AttendanceState::Closed, MessageState::Read, None, BRUNO).rows.is_empty());
}

fn in_topic(attendance: AttendanceId, body: &str, is_buried: bool) -> Input {
    let said = Box::new(Input::Typed(body.to_owned()));
    Input::InTopic { attendance, content: text(body), said, is_buried }
}

#[test]
fn in_a_topic_everything_goes_to_its_contact_whatever_it_looks_like_and_however_late() {
    let (mut world, id) = attending("loja");
    for body in ["51 98888-7777", "Bom dia!"] {
        world.now += TimeDelta::hours(20);
        let step = world.takes(&in_topic(id, body, true));
        assert_eq!((step.changes, step.show), (vec![said(id, body, false)], Show::Nothing));
    }
}

#[test]
fn what_a_question_asks_for_answers_it_while_it_is_in_sight() {
    let (mut world, id) = attending("loja");
    world.takes(&Input::Enter(Enter::FixNumber(id)));
    let step = world.takes(&in_topic(id, "Oi!", true));
    assert_eq!(step.changes, vec![], "asked about, not sent");
    assert!(matches!(world.prompt(), Prompt::ConfirmText { .. }));
    world.presses(Action::ConfirmText);
    world.takes(&Input::Enter(Enter::FixNumber(id)));
    let changes = world.takes(&in_topic(id, "51 97777-6666", false)).changes;
    assert!(matches!(&changes[..], [Change::CorrectNumber { .. }]), "{changes:?}");
}

#[test]
fn what_is_said_while_a_question_stands_is_asked_about_together_with_it_and_nothing_is_lost() {
    let (mut world, id) = attending("loja");
    world.takes(&Input::Enter(Enter::FixNumber(id)));
    for typed in [in_topic(id, "Oi!", true), in_topic(id, "Tudo bem?", true), reply(id, "Pode falar?")] {
        assert_eq!(world.takes(&typed).changes, [], "not sent before what it follows");
    }
    let place = Content::Place { latitude: 1.0, longitude: 2.0, name: None, address: None };
    let answer = Input::Reply { attendance: id, content: place.clone(), answers: None };
    assert_eq!(world.takes(&answer).changes, [], "nor what is no text");
    let shown = ["Oi!", "Tudo bem?", "Pode falar?"];
    let all: Vec<_> = shown.into_iter().map(text).chain([place]).collect();
    assert!(matches!(world.prompt(), Prompt::ConfirmText { said, .. } if said == all));
    assert_eq!(world.clone().presses(Action::Cancel).changes, []);
    let texts = shown.into_iter().map(|text| said(id, text, false));
    let sent = world.presses(Action::ConfirmText).changes;
    assert_eq!(sent.len(), 4);
    assert!(sent.into_iter().take(3).eq(texts));
}
