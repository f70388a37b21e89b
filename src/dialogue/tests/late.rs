//! What comes late: answers to what is not asked any more, and changes of the company while a panel lies open.

use super::super::input::Checked;
use super::super::state::{IncomingFile, State};
use super::super::{Action, Change, Input, Line, Show};
use super::cast::{BRUNO, channel_id, choice, every_template, known, phone, shop, team_id};
use super::world::World;
use crate::domain::channel::{DownReason, Health};
use crate::domain::contact::{Address, AddressKind};
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::id::RemoteId;
use crate::domain::template::{Filled, MediaRef};
use chrono::TimeDelta;

/// The provider says that this number is on WhatsApp.
pub(super) fn on_whatsapp(channel: &str, digits: &str) -> Input {
    let addresses = vec![Address { kind: AddressKind::WaId, value: digits.to_owned() }];
    let checked = Checked::OnWhatsapp { addresses };
    Input::Checked { channel: channel_id(channel), phone: phone(digits), checked }
}

fn checking(name: &str) -> World {
    let mut world = shop();
    world.state = State::Checking { choice: choice(known(&world, name), "loja", "vendas") };
    world
}

#[test]
fn the_answer_about_another_number_opens_nothing() {
    let mut world = checking("João Lima");
    let step = world.takes(&on_whatsapp("loja", "5551999998888"));
    assert_eq!((step.changes.len(), step.show), (0, Show::Nothing));
    let step = world.takes(&on_whatsapp("oficial", "5511988887777"));
    assert_eq!((step.changes.len(), step.show), (0, Show::Nothing));
    let step = world.takes(&on_whatsapp("loja", "5511988887777"));
    let [Change::Open(opening)] = &step.changes[..] else { panic!("{step:?}") };
    assert_eq!(opening.addresses[0].value, "5511988887777");
    // The same answer once more, after it opened.
    let step = world.takes(&on_whatsapp("loja", "5511988887777"));
    assert_eq!((step.changes.len(), step.show), (0, Show::Nothing));
}

#[test]
fn a_number_without_whatsapp_can_be_corrected_and_one_that_could_not_be_checked_tried_again() {
    let answer =
        |checked| Input::Checked { channel: channel_id("loja"), phone: phone("5551999998888"), checked };
    let mut world = checking("Maria Souza");
    world.takes(&answer(Checked::Absent));
    assert!(matches!(world.state, State::NotOnWhatsapp { .. }));
    world.presses(Action::FixNumber);
    assert_eq!(world.state, State::AskNumber);

    let mut world = checking("Maria Souza");
    let fault = Fault::new(FaultKind::Disconnected, "0", "");
    let step = world.takes(&answer(Checked::Failed { fault: fault.clone() }));
    assert_eq!(step.line, Some(Line::CheckFailed(fault)));
    assert!(matches!(step.next, State::Channel { .. }));
}

#[test]
fn while_the_number_was_checked_somebody_else_may_have_opened_or_the_channel_gone_down() {
    let mut world = checking("Maria Souza");
    let maria = world.named("Maria Souza");
    world.attend(maria, "loja", "vendas", Some(BRUNO));
    let step = world.takes(&on_whatsapp("loja", "5551999998888"));
    assert!(step.changes.is_empty() && matches!(step.next, State::Taken { .. }));

    let mut world = checking("Maria Souza");
    world.company.channels[1].health = Health::Down { reason: DownReason::Disconnected };
    let step = world.takes(&on_whatsapp("loja", "5551999998888"));
    assert!(step.changes.is_empty() && matches!(step.line, Some(Line::ChannelDown { .. })));
}

#[test]
fn the_team_is_chosen_on_a_panel_that_is_hours_old() {
    let asked = || {
        let mut world = shop();
        world.company.channels[0].capabilities.needs_templates = false;
        let trail = choice(known(&world, "Maria Souza"), "oficial", "vendas").trail;
        world.state = State::Team { trail, channel: channel_id("oficial") };
        world
    };
    let mut world = asked();
    world.company.channels[0].health = Health::Down { reason: DownReason::Credentials };
    let step = world.presses(Action::Team(team_id("vendas")));
    assert!(step.changes.is_empty() && matches!(step.line, Some(Line::ChannelDown { .. })));

    let mut world = asked();
    let maria = world.named("Maria Souza");
    world.attend(maria, "oficial", "suporte", None);
    let step = world.presses(Action::Team(team_id("vendas")));
    assert!(step.changes.is_empty() && matches!(step.next, State::Taken { .. }));

    let mut world = asked();
    let step = world.presses(Action::Team(team_id("vendas")));
    assert!(matches!(&step.changes[..], [Change::Open(_)]));
}

#[test]
fn a_window_that_closed_meanwhile_needs_a_template_after_all() {
    let mut world = shop();
    let maria = world.named("Maria Souza");
    world.contact_writes(maria, &channel_id("oficial"));
    world.state = State::WindowOpen { choice: choice(known(&world, "Maria Souza"), "oficial", "vendas") };
    let mut taken = world.clone();
    taken.attend(maria, "oficial", "suporte", Some(BRUNO));
    let step = taken.presses(Action::WithoutTemplate);
    assert!(step.changes.is_empty() && matches!(step.next, State::Taken { .. }));

    world.now += TimeDelta::hours(25);
    let step = world.presses(Action::WithoutTemplate);
    assert!(step.changes.is_empty() && matches!(step.next, State::Template { .. }));
}

fn file(id: &str) -> IncomingFile {
    let mime = "image/jpeg".to_owned();
    IncomingFile { file_id: id.to_owned(), mime, size: Some(9_000), ..IncomingFile::default() }
}

fn moved(file: &IncomingFile, remote: &str) -> Input {
    let media = MediaRef { remote: RemoteId(remote.to_owned()), filename: None, mime: file.mime.clone() };
    Input::Moved { channel: channel_id("oficial"), file: file.clone(), moved: Ok(media) }
}

#[test]
fn the_file_that_was_sent_before_is_not_taken_for_the_one_sent_now() {
    let mut world = shop();
    let photo = every_template().into_iter().find(|one| one.key.name == "foto").unwrap();
    let chosen = choice(known(&world, "Maria Souza"), "oficial", "vendas");
    let filled = Box::new(Filled::new(photo));
    world.state = State::Parameter { choice: chosen, filled, index: 0, moving: None };
    let (first, second) = (file("first"), file("second"));
    world.takes(&Input::File(first.clone()));
    assert_eq!(world.takes(&Input::File(second.clone())).line, Some(Line::StillMoving));
    assert_eq!(world.types("uma foto").line, Some(Line::StillMoving));
    world.presses(Action::Back);
    world.presses(Action::SetParameters);
    world.takes(&Input::File(second.clone()));
    let step = world.takes(&moved(&first, "1"));
    assert_eq!(step.show, Show::Nothing);
    let step = world.takes(&moved(&second, "2"));
    let State::Review { filled, .. } = &step.next else { panic!("{step:?}") };
    assert!(format!("{:?}", filled.header_media()).contains("RemoteId(\"2\")"));
    // Back to it, a file that cannot be moved, and another.
    world.presses(Action::Back);
    world.takes(&Input::File(first.clone()));
    let fault = Fault::new(FaultKind::Media, "131053", "");
    let failed = Input::Moved { channel: channel_id("oficial"), file: first, moved: Err(fault.clone()) };
    assert_eq!(world.takes(&failed).line, Some(Line::MoveFailed(fault)));
    assert!(matches!(world.state, State::Parameter { moving: None, .. }));
}
