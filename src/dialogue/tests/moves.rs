//! What can happen to a person at the desk, and what can happen to the company meanwhile, as values that a property
//! test makes up: what a move means is decided in the state in which it is made.

use super::super::contact::{Heard, Panel, Press};
use super::super::input::{Checked, Enter};
use super::super::state::{IncomingFile, LinkEnd, Tab};
use super::super::{Action, Command, Effect, Input, Prompt, Quick, replies, settings};
use super::cast::phone;
use super::meanwhile::{Meanwhile, any_meanwhile};
use super::said::{any_file, any_text};
use super::world::World;
use crate::domain::attendance::Conclusion;
use crate::domain::contact::{Address, AddressKind};
use crate::domain::delivery::Content;
use crate::domain::exchange::Format;
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::id::{AttendanceId, ContactId, MessageId, RemoteId};
use crate::domain::profile::{Field, TagId};
use crate::domain::staff::Locale;
use crate::domain::template::{Category, MediaRef, SlotKind};
use proptest::prelude::*;
use proptest::sample::Index;
use uuid::Uuid;

/// Something that happens.
#[derive(Debug, Clone)]
pub(super) enum Move {
    /// A button of the panel is pressed.
    Button(Index),
    /// What leads on from here: a value that fits, or a button that does not go back.
    On(Index),
    /// A button that may not be on the panel.
    Any(Index),
    Command(Command),
    Text(String),
    Card(Vec<String>),
    File(IncomingFile),
    Place(f64, f64),
    Unreadable,
    Reply(Index, String),
    /// A text or a file in the topic of an attendance; the panel may be buried.
    InTopic(Index, Result<String, IncomingFile>, bool),
    /// A note in answer to a message.
    Noted(Index, String),
    /// A note, or a text, in answer to a message of which nobody knows to whom it belongs.
    Doubtful(String, bool),
    /// A command that is none of ours, in answer to a message of an attendance.
    Slash(Index, String),
    /// What the state asked for outside is answered.
    Answer(u8),
    /// Something that it did not ask for is answered.
    Late(u8),
    Enter(u8, Index),
    /// The company changes meanwhile.
    Meanwhile(Meanwhile),
}

fn any_command() -> impl Strategy<Value = Command> {
    let start = "(n[0-9]{0,16}|c[a-z0-9]{0,8}|\\PC{0,8})".prop_map(|payload| Command::Start(Some(payload)));
    prop_oneof![
        1 => Just(Command::Start(None)),
        1 => start,
        1 => Just(Command::Menu),
        1 => Just(Command::New),
        1 => Just(Command::Attendances),
        1 => Just(Command::Contacts),
        1 => Just(Command::Queue),
        1 => Just(Command::Channels),
        3 => Just(Command::People),
        1 => Just(Command::Available),
        1 => Just(Command::Away),
        1 => Just(Command::Settings),
        1 => Just(Command::Unknown("/pix".to_owned())),
        1 => Just(Command::Language),
        1 => Just(Command::Cancel),
        1 => Just(Command::Help),
        1 => any_text().prop_map(Command::Note),
        1 => "[a-z]{1,8}".prop_map(Command::Unknown),
    ]
}

/// Any move; pressing what is on the panel is by far the likeliest, so that sequences get somewhere.
pub(super) fn any_move() -> impl Strategy<Value = Move> {
    prop_oneof![
        12 => any::<Index>().prop_map(Move::Button),
        30 => any::<Index>().prop_map(Move::On),
        3 => any::<Index>().prop_map(Move::Any),
        2 => any_command().prop_map(Move::Command),
        8 => any_text().prop_map(Move::Text),
        1 => prop::collection::vec("(\\+?55)?51 ?9999[0-9]-888[0-9]|\\PC{0,6}", 0..4).prop_map(Move::Card),
        2 => any_file().prop_map(Move::File),
        1 => (-100.0..100.0_f64, -200.0..200.0_f64).prop_map(|(lat, lon)| Move::Place(lat, lon)),
        1 => Just(Move::Unreadable),
        1 => (any::<Index>(), any_text()).prop_map(|(at, text)| Move::Reply(at, text)),
        3 => (any::<Index>(), any_text(), any::<bool>())
            .prop_map(|(at, text, is_buried)| Move::InTopic(at, Ok(text), is_buried)),
        1 => (any::<Index>(), any_file(), any::<bool>())
            .prop_map(|(at, file, is_buried)| Move::InTopic(at, Err(file), is_buried)),
        1 => (any::<Index>(), any_text()).prop_map(|(at, text)| Move::Noted(at, text)),
        1 => (any_text(), any::<bool>()).prop_map(|(text, is_note)| Move::Doubtful(text, is_note)),
        1 => (any::<Index>(), prop_oneof![Just("/pix".to_owned()), "/[a-z]{1,8}"])
            .prop_map(|(at, text)| Move::Slash(at, text)),
        6 => (0_u8..4).prop_map(Move::Answer),
        1 => (0_u8..8).prop_map(Move::Late),
        2 => (0_u8..8, any::<Index>()).prop_map(|(kind, at)| Move::Enter(kind, at)),
        4 => any_meanwhile().prop_map(Move::Meanwhile),
    ]
}

/// Every button of the chapter about one contact.
fn every_press() -> Vec<Press> {
    let mut all = vec![
        Press::Skip,
        Press::Save,
        Press::Erase,
        Press::Visits,
        Press::Tags,
        Press::Tag(TagId(1)),
        Press::Block,
        Press::BlockSure,
        Press::Unblock,
        Press::OptOut,
        Press::OptIn,
        Press::Merge,
        Press::MergeSure,
        Press::Part,
        Press::Forget,
        Press::ForgetSure,
        Press::Copy,
        Press::ImportHow,
        Press::Import,
        Press::Export,
        Press::ExportAs(Format::Csv),
        Press::ExportAs(Format::Vcard),
    ];
    all.extend(Field::ALL.map(Press::Edit));
    all
}

/// Every kind of button, with arguments that mean something in this world and some that do not.
pub(crate) fn every_action(world: &World) -> Vec<Action> {
    let mut all = vec![
        Action::Back,
        Action::Cancel,
        Action::Menu,
        Action::New,
        Action::Resume,
        Action::Contacts,
        Action::Queue,
        Action::Channels,
        Action::Earlier,
        Action::Later,
        Action::Remove,
        Action::HeldMessage(MessageId::new(Uuid::from_u128(7))),
        Action::Language,
        Action::Help,
        Action::Page(0),
        Action::Page(1),
        Action::Page(u32::MAX),
        Action::ClearFilter,
        Action::NewNumber,
        Action::Converse,
        Action::NameContact,
        Action::StartAttendance,
        Action::WithoutTemplate,
        Action::WithTemplate,
        Action::Category(None),
        Action::SetParameters,
        Action::CostRules,
        Action::History,
        Action::Note,
        Action::Send,
        Action::FixNumber,
        Action::ConfirmText,
        Action::NoNote,
        Action::Template("0123456789abcdef".to_owned()),
        Action::Phone(phone("5551999998888")),
        Action::Contact(ContactId::new(Uuid::from_u128(5))),
        Action::OpenCard(AttendanceId::new(Uuid::from_u128(6))),
        Action::AskTransfer(AttendanceId::new(Uuid::from_u128(6))),
    ];
    all.extend(Tab::ALL.map(Action::Attendances));
    all.extend([Locale::PT_BR, Locale::EN, Locale::ES].map(Action::SetLanguage));
    all.extend(Category::ALL.map(|category| Action::Category(Some(category))));
    all.extend(Conclusion::ALL.map(Action::Conclude));
    all.extend(every_press().into_iter().map(Action::OfContact));
    let quick = [Quick::ContactName, Quick::MyName, Quick::TeamName, Quick::LastUsed, Quick::Keep];
    all.extend(quick.map(Action::Quick));
    all.extend(world.contacts.iter().take(3).map(|one| Action::Contact(one.id)));
    all.extend(world.company.channels.iter().map(|one| Action::Channel(one.id.clone())));
    all.extend(world.company.channels.iter().map(|one| Action::LinkChannel(one.id.clone())));
    all.extend(super::house::every_press(world).into_iter().map(Action::House));
    all.extend(world.company.staff.iter().map(|one| Action::Person(one.id)));
    all.extend(world.company.teams.iter().map(|one| Action::Team(one.id.clone())));
    all.extend(
        world.attendances.iter().flat_map(|one| {
            [Action::OpenCard(one.id), Action::AskTransfer(one.id), Action::OpenQueue(one.id)]
        }),
    );
    all.extend(of_the_settings(world));
    all.extend(super::company::every_press(world).into_iter().map(Action::Company));
    let templates = world.templates.iter().flat_map(|(_, all)| all);
    all.extend(templates.map(|one| Action::Template(super::super::templates::fingerprint(&one.key))));
    all
}

fn of_the_settings(world: &World) -> Vec<Action> {
    let mut all: Vec<_> = settings::Press::all().map(Action::Settings).collect();
    all.extend(
        [
            replies::Press::List,
            replies::Press::New,
            replies::Press::Edit,
            replies::Press::Remove,
            replies::Press::Mine,
            replies::Press::Company,
            replies::Press::Choose,
            replies::Press::Send,
        ]
        .map(Action::Replies),
    );
    all.extend(world.company.teams.iter().map(|one| Action::Replies(replies::Press::Team(one.id.clone()))));
    all.extend(world.replies.iter().map(|one| Action::Replies(replies::Press::One(one.id))));
    all
}

fn answer(effect: Effect, how: u8) -> Input {
    let fault = || Fault::new(FaultKind::Network, "0", "out of reach");
    match effect {
        Effect::CheckNumber { channel, phone } => {
            let checked = match how {
                0 | 1 => Checked::OnWhatsapp {
                    addresses: vec![Address { kind: AddressKind::WaId, value: phone.digits().to_owned() }],
                },
                2 => Checked::Absent,
                _ => Checked::Failed { fault: fault() },
            };
            Input::Checked { channel, phone, checked }
        }
        Effect::Export { format } => Input::OfContact(Heard::Exported(format, (how < 3).then_some(9))),
        Effect::Copy { contact } => Input::OfContact(Heard::Copied(contact, (how < 3).then_some(how.into()))),
        Effect::ShowCode { channel } => {
            let end = match how {
                0 | 1 => LinkEnd::Linked,
                2 => LinkEnd::GivenUp,
                _ => LinkEnd::Failed { fault: fault() },
            };
            Input::LinkEnded { channel, end }
        }
        Effect::ReadRates { file } => super::company::fetched(file, how),
        Effect::MoveFile { channel, file } => {
            let media = MediaRef {
                remote: RemoteId("42".to_owned()),
                filename: file.name.clone(),
                mime: file.mime.clone(),
            };
            Input::Moved { channel, file, moved: if how < 3 { Ok(media) } else { Err(fault()) } }
        }
    }
}

fn asks_for_a_number(prompt: &Prompt) -> bool {
    let of_contact = if let Prompt::OfContact(panel) = prompt { Some(&**panel) } else { None };
    let edits = matches!(of_contact, Some(Panel::Edit { field: Field::Phone, .. }));
    edits || matches!(prompt, Prompt::CorrectNumber { .. })
}

/// A value that fits where one is asked for; elsewhere a button that does not lead back.
fn leading_on(world: &mut World, at: Index) -> Input {
    let screen = world.screen();
    let kind = if let Prompt::Parameter { slot, .. } = &screen.prompt { Some(slot.kind) } else { None };
    let file = |mime: &str| {
        let mime = mime.to_owned();
        let size = Some(1_000);
        Input::File(IncomingFile { file_id: "fits".to_owned(), mime, size, ..IncomingFile::default() })
    };
    match kind {
        Some(SlotKind::Text | SlotKind::UrlSuffix | SlotKind::Code) => Input::Typed("1042".to_owned()),
        Some(SlotKind::Image) => file("image/png"),
        Some(SlotKind::Video) => file("video/mp4"),
        Some(SlotKind::Document) => file("application/pdf"),
        Some(SlotKind::Location) => {
            Input::Location { latitude: -30.0, longitude: -51.2, name: None, address: None }
        }
        None if asks_for_a_number(&screen.prompt) => Input::Typed("51 98000-0001".to_owned()),
        None if matches!(screen.prompt, Prompt::Settings(settings::Said::AskQuiet { .. })) => {
            Input::Typed("22-7".to_owned())
        }
        None if matches!(&screen.prompt, Prompt::Company(said) if super::company::asks(said)) => {
            super::company::answer(&screen.prompt)
        }
        None if matches!(screen.prompt, Prompt::Settings(settings::Said::AskReopening)) => {
            Input::Typed("24".to_owned())
        }
        None if matches!(
            screen.prompt,
            Prompt::Replies(replies::Said::AskWord | replies::Said::AskText { .. })
                | Prompt::Settings(settings::Said::AskName)
        ) =>
        {
            Input::Typed("pix".to_owned())
        }
        None => {
            let away = [Action::Back, Action::Cancel, Action::Menu];
            let on: Vec<_> =
                screen.rows.iter().flatten().filter(|button| !away.contains(&button.action)).collect();
            if on.is_empty() {
                Input::Typed("Ana".to_owned())
            } else {
                Input::Press(at.get(&on).action.clone())
            }
        }
    }
}

/// An answer to what is not asked.
fn late(world: &World, how: u8) -> Option<Input> {
    let channel = world.company.channels.first()?.id.clone();
    let file = IncomingFile {
        file_id: "another".to_owned(),
        name: None,
        mime: "image/png".to_owned(),
        size: Some(1),
        ..IncomingFile::default()
    };
    let effect = if how < 2 {
        Effect::ShowCode { channel }
    } else if how < 4 {
        Effect::CheckNumber { channel, phone: phone("5599900001111") }
    } else {
        Effect::MoveFile { channel, file }
    };
    Some(answer(effect, how % 4))
}

impl Move {
    /// The input that this move is here; `None` when it is none.
    pub(super) fn input(&self, world: &mut World) -> Option<Input> {
        let attendance = |at: &Index, world: &World| {
            (!world.attendances.is_empty()).then(|| at.get(&world.attendances).id)
        };
        Some(match self {
            Self::Button(at) => {
                let buttons = world.buttons();
                Input::Press(at.get(&buttons).action.clone())
            }
            Self::On(at) => leading_on(world, *at),
            Self::Any(at) => Input::Press(at.get(&every_action(world)).clone()),
            Self::Command(command) => Input::Command(command.clone()),
            Self::Text(text) => Input::Typed(text.clone()),
            Self::Card(numbers) => Input::Card { numbers: numbers.clone(), name: Some("Rita".to_owned()) },
            Self::File(file) => Input::File(file.clone()),
            Self::Place(latitude, longitude) => {
                Input::Location { latitude: *latitude, longitude: *longitude, name: None, address: None }
            }
            Self::Unreadable => Input::Unreadable,
            Self::Reply(at, text) => {
                let content = Content::Text { body: text.clone() };
                Input::Reply { attendance: attendance(at, world)?, content, answers: None }
            }
            Self::InTopic(at, said, is_buried) => {
                let said = Box::new(match said {
                    Ok(text) => Input::Typed(text.clone()),
                    Err(file) => Input::File(file.clone()),
                });
                let (content, is_buried) = (said.content()?, *is_buried);
                Input::InTopic { attendance: attendance(at, world)?, content, said, is_buried }
            }
            Self::Noted(at, text) => Input::Noted { attendance: attendance(at, world)?, text: text.clone() },
            Self::Doubtful(text, is_note) => Input::Doubtful(Box::new(if *is_note {
                Input::Command(Command::Note(text.clone()))
            } else {
                Input::Typed(text.clone())
            })),
            Self::Slash(at, text) => Input::Slash { attendance: attendance(at, world)?, text: text.clone() },
            Self::Answer(how) => answer(world.state.effect()?, *how),
            Self::Late(how) => late(world, *how)?,
            Self::Enter(kind, at) => {
                let id = attendance(at, world)?;
                Input::Enter(match kind {
                    0 => Enter::Respond(id),
                    1 => Enter::Conclude(id),
                    2 => Enter::ChangeTemplate(id),
                    3 => Enter::FixNumber(id),
                    4 => Enter::Queue(id),
                    5 => Enter::More(id),
                    6 => Enter::See(id),
                    _ => Enter::Transfer(id),
                })
            }
            Self::Meanwhile(meanwhile) => {
                meanwhile.happen(world);
                return None;
            }
        })
    }
}
