//! Stored states: they round-trip, and those that the first version wrote are read for ever.
//!
//! `v1/<variant>.json` is a state as it was stored, one file for each variant and more where a variant has shapes; a
//! file is never edited, and a new variant without a file fails here.

use super::super::contact::{About, Form, Place, Way};
use super::super::state::{Album, Choice, IncomingFile, LinkEnd, ListView, Lists, State, Tab, Trail, Who};
use super::cast::{channel_id, choice, every_template, phone, start_of_story};
use crate::domain::attendance::Conclusion;
use crate::domain::exchange::Format;
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::id::{AttendanceId, ContactId, ImportId, MessageId, RemoteId, ReplyId};
use crate::domain::media::MediaKind;
use crate::domain::profile::{Details, Field};
use crate::domain::quick_reply::ReplyWord;
use crate::domain::template::{Category, Filled, MediaRef, Place as Stands, SlotKey, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use uuid::Uuid;

/// The variants by name. Without `_`: a new one does not compile until it is here.
macro_rules! variants {
    ($($name:literal => $pattern:pat),* $(,)?) => {
        pub(super) const VARIANTS: &[&str] = &[$($name),*];
        pub(super) fn variant_of(state: &State) -> &'static str {
            match state { $($pattern => $name),* }
        }
    };
}

variants! {
    "home" => State::Home,
    "help" => State::Help,
    "language" => State::Language,
    "attendances" => State::Attendances { .. },
    "queue" => State::Queue { .. },
    "channels" => State::Channels { .. },
    "linking" => State::Linking { .. },
    "settings" => State::Settings { .. },
    "company" => State::Company { .. },
    "replies" => State::Replies { .. },
    "house" => State::House { .. },
    "held" => State::Held { .. },
    "held_message" => State::HeldMessage { .. },
    "contacts" => State::Contacts { .. },
    "ask_number" => State::AskNumber,
    "pick_number" => State::PickNumber { .. },
    "pick_contact" => State::PickContact { .. },
    "number" => State::Number { .. },
    "name_contact" => State::NameContact { .. },
    "contact" => State::Contact { .. },
    "send_type" => State::SendType { .. },
    "channel" => State::Channel { .. },
    "taken" => State::Taken { .. },
    "team" => State::Team { .. },
    "window_open" => State::WindowOpen { .. },
    "checking" => State::Checking { .. },
    "not_on_whatsapp" => State::NotOnWhatsapp { .. },
    "template" => State::Template { .. },
    "preview" => State::Preview { .. },
    "parameter" => State::Parameter { .. },
    "review" => State::Review { .. },
    "attending" => State::Attending { .. },
    "correct_number" => State::CorrectNumber { .. },
    "confirm_text" => State::ConfirmText { .. },
    "more" => State::More { .. },
    "history" => State::History { .. },
    "note" => State::Note { .. },
    "transfer" => State::Transfer { .. },
    "conclude" => State::Conclude { .. },
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/dialogue/tests/v1/states")
}

fn filled(name: &str) -> Box<Filled> {
    let template = every_template().into_iter().find(|one| one.key.name == name).unwrap();
    Box::new(Filled::new(template))
}

fn text(text: &str) -> Value {
    Value::Text { text: text.to_owned() }
}

pub(super) fn attendance() -> AttendanceId {
    AttendanceId::new(Uuid::from_u128(0x0193_5a7e_0000_7000_8000_0000_0000_0002))
}

fn message() -> MessageId {
    MessageId::new(Uuid::from_u128(0x0193_5a7e_0000_7000_8000_0000_0000_0004))
}

/// A contact on file, and somebody new.
fn known() -> Who {
    let contact = ContactId::new(Uuid::from_u128(0x0193_5a7e_0000_7000_8000_0000_0000_0001));
    Who::Known { contact, phone: Some(phone("5551999998888")) }
}

fn new() -> Who {
    Who::New { phone: phone("5511988887777"), name: Some("Rita".to_owned()) }
}

/// One of the four values of `retorno` is given.
fn half() -> Box<Filled> {
    let mut half = filled("retorno");
    half.set(SlotKey::Name { name: "cliente".to_owned() }, text("Maria"));
    half
}

/// Values of every kind, by the name of the file.
fn reviews() -> Vec<(&'static str, State)> {
    let mut whole = half();
    whole.set(SlotKey::Name { name: "numero".to_owned() }, text("1042"));
    whole.set(SlotKey::Number { place: Stands::Button { index: 1 }, number: 1 }, text("1042?a=b"));
    whole.set(SlotKey::Code { index: 2 }, text("VERAO25"));
    let mut place = filled("lugar");
    let name = Some("Loja".to_owned());
    let location = Value::Location { latitude: -30.0277, longitude: -51.2287, name, address: None };
    place.set(SlotKey::HeaderMedia, location);
    let mut paper = filled("papel");
    let media = MediaRef {
        remote: RemoteId("42".to_owned()),
        filename: Some("a.pdf".to_owned()),
        mime: "application/pdf".to_owned(),
    };
    paper.set(SlotKey::HeaderMedia, Value::Media { media });
    let review =
        |filled, rules| State::Review { choice: choice(known(), "oficial", "vendas"), filled, rules };
    vec![
        ("review", review(whole, true)),
        ("review-place", review(place, false)),
        ("review-file", review(paper, false)),
    ]
}

/// Before channel and team are chosen.
fn beginnings() -> Vec<(&'static str, State)> {
    let trail = Trail { to: known(), kept: None, lists: Lists::default() };
    let kept = Trail { to: new(), kept: Some(half()), lists: Lists::default() };
    let phones = vec![phone("5551999998888"), phone("5511988887777")];
    let linked = |end| State::Linking { channel: channel_id("loja"), ended: Some(end) };
    let hidden = Who::Known { contact: ContactId::new(Uuid::from_u128(3)), phone: None };
    vec![
        ("home", State::Home),
        ("help", State::Help),
        ("language", State::Language),
        ("attendances", State::Attendances { tab: Tab::Others, page: 2, query: String::new() }),
        ("attendances-found", State::Attendances { tab: Tab::New, page: 0, query: "joão".to_owned() }),
        ("queue", State::Queue { page: 1 }),
        ("transfer", State::Transfer { attendance: attendance(), page: 1 }),
        ("channels", State::Channels { page: 1 }),
        ("linking", State::Linking { channel: channel_id("loja"), ended: None }),
        ("linking-linked", linked(LinkEnd::Linked)),
        ("linking-given-up", linked(LinkEnd::GivenUp)),
        ("linking-passkey", linked(LinkEnd::AsksForPasskey)),
        ("linking-failed", linked(LinkEnd::Failed { fault: Fault::new(FaultKind::Network, "0", "away") })),
        ("held", State::Held { attendance: attendance(), page: 1 }),
        ("held_message", State::HeldMessage { attendance: attendance(), message: message() }),
        ("contacts", State::Contacts { list: ListView { query: "joão".to_owned(), page: 1 } }),
        ("ask_number", State::AskNumber),
        ("pick_number", State::PickNumber { phones, name: None }),
        ("pick_contact", State::PickContact { phone: phone("5551999998888") }),
        ("number", State::number(known())),
        ("number-new", State::number(new())),
        ("number-hidden", State::number(hidden)),
        ("name_contact", State::NameContact { to: new(), kept: None, lists: Lists::default() }),
        ("send_type", State::SendType { trail: trail.clone() }),
        ("channel", State::Channel { trail: kept }),
        ("taken", State::Taken { trail: trail.clone(), channel: channel_id("loja") }),
        ("team", State::Team { trail, channel: channel_id("oficial") }),
    ]
}

/// In the chapter about one contact.
fn of_a_contact() -> Vec<(&'static str, State)> {
    let Who::Known { contact, phone: number } = known() else { panic!() };
    let about = || About { contact, phone: number.clone(), way: Way::default() };
    let details = Details { email: Some("rita@exemplo.com.br".to_owned()), ..Details::default() };
    let (name, phone) = ("Rita Lee".to_owned(), Some(phone("5511988887777")));
    let form = Form { name: name.clone(), phone, began_with_number: true, details };
    let bare = Form { name, phone: None, began_with_number: false, details: Details::default() };
    let other = ContactId::new(Uuid::from_u128(0x0193_5a7e_0000_7000_8000_0000_0000_0003));
    let list = ListView { query: "maria".to_owned(), page: 1 };
    let places = [
        ("contact-new", Place::New { form, asks: Some(Field::Company), way: Way::default() }),
        ("contact-whole", Place::New { form: bare, asks: None, way: Way::default() }),
        ("contact-page", Place::Page { about: about() }),
        ("contact-edit", Place::Edit { about: about(), field: Field::Note }),
        ("contact-visits", Place::Visits { about: about(), page: 1 }),
        ("contact-tags", Place::Tags { about: about(), page: 0 }),
        ("contact-block", Place::Block { about: about() }),
        ("contact-merge", Place::Merge { about: about(), list }),
        ("contact-forget", Place::Forget { about: about(), is_sure: true }),
        ("contact-copying", Place::Copying { about: about() }),
        ("contact-import_how", Place::ImportHow),
        (
            "contact-import",
            Place::Import { import: ImportId::new(Uuid::from_u128(7)), name: "a.csv".to_owned() },
        ),
        ("contact-export", Place::Export),
        ("contact-exporting", Place::Exporting { format: Format::Vcard }),
        ("contact-merge_sure", Place::MergeSure { about: about(), other }),
    ];
    places.into_iter().map(|(name, place)| (name, State::Contact { place })).collect()
}

/// After that, and while an attendance is open.
fn continuations() -> Vec<(&'static str, State)> {
    let attendance = attendance();
    let chosen = || choice(known(), "oficial", "vendas");
    let within = Choice { within: Some(attendance), ..chosen() };
    let (list, category) = (ListView::default(), Some(Category::Marketing));
    let moving = IncomingFile {
        file_id: "AgACAgEAAx".to_owned(),
        name: Some("foto.jpg".to_owned()),
        mime: "image/jpeg".to_owned(),
        size: Some(120_000),
        ..IncomingFile::default()
    };
    let parameter = |filled, index, moving| State::Parameter { choice: chosen(), filled, index, moving };
    vec![
        ("window_open", State::WindowOpen { choice: chosen() }),
        ("checking", State::Checking { choice: chosen() }),
        ("not_on_whatsapp", State::NotOnWhatsapp { choice: chosen() }),
        ("template", State::Template { choice: within, list, category }),
        ("preview", State::Preview { choice: chosen(), filled: half() }),
        ("parameter", parameter(half(), 1, None)),
        ("parameter-moving", parameter(filled("foto"), 0, Some(moving))),
        ("attending", State::Attending { attendance, used_at: start_of_story() }),
        ("correct_number", State::CorrectNumber { attendance }),
        (
            "confirm_text",
            State::ConfirmText {
                attendance,
                text: "Já \"chegou\"?\nSim".to_owned(),
                content: None,
                album: None,
                said_in: Vec::new(),
            },
        ),
        ("confirm_text-album", an_album(attendance, Vec::new())),
        ("confirm_text-said_in", an_album(attendance, vec![Some(41), None])),
        ("more", State::More { attendance }),
        ("history", State::History { attendance, page: 3, alone: false }),
        ("history-alone", State::History { attendance, page: 0, alone: true }),
        ("note", State::Note { attendance }),
        ("conclude", State::Conclude { attendance, reason: Some(Conclusion::GoalLost) }),
        ("conclude-asking", State::Conclude { attendance, reason: None }),
    ]
}

fn of_the_settings() -> Vec<(&'static str, State)> {
    use super::super::replies::Place as Replies;
    use super::super::settings::Place as Settings;
    let settings = |place| State::Settings { place };
    let replies = |place| State::Replies { place };
    let (attendance, reply) = (attendance(), ReplyId::new(Uuid::from_u128(9)));
    let word = ReplyWord::new("pix").unwrap();
    vec![
        ("settings", settings(Settings::Mine)),
        ("settings-name", settings(Settings::ShownName)),
        ("settings-notices", settings(Settings::Notices)),
        ("settings-quiet", settings(Settings::Quiet)),
        ("settings-company", settings(Settings::Company)),
        ("settings-reopening", settings(Settings::Reopening)),
        ("replies", replies(Replies::List { page: 1 })),
        ("replies-one", replies(Replies::One { reply })),
        ("replies-word", replies(Replies::AskWord)),
        ("replies-text", replies(Replies::AskText { word: word.clone() })),
        ("replies-whose", replies(Replies::Whose { word, text: "A chave".to_owned() })),
        ("replies-edit", replies(Replies::Edit { reply })),
        ("replies-choose", replies(Replies::Choose { attendance, page: 0 })),
        ("replies-check", replies(Replies::Check { attendance, reply })),
    ]
}

fn an_album(attendance: AttendanceId, said_in: Vec<Option<i64>>) -> State {
    let photo = |file_id: &str| {
        let mime = "image/jpeg".to_owned();
        let file = IncomingFile {
            file_id: file_id.to_owned(),
            mime,
            kind: MediaKind::Image,
            ..IncomingFile::default()
        };
        file.content()
    };
    let album = Album { id: "13579".to_owned(), more: vec![photo("f2")] };
    State::ConfirmText {
        attendance,
        text: String::new(),
        content: Some(Box::new(photo("f1"))),
        album: Some(album),
        said_in,
    }
}

/// What the files mean, by name.
pub(super) fn samples() -> BTreeMap<&'static str, State> {
    [
        beginnings(),
        of_a_contact(),
        continuations(),
        reviews(),
        of_the_settings(),
        super::house::places(),
        super::company::places(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn file_names() -> BTreeSet<String> {
    std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().replace(".json", ""))
        .collect()
}

#[test]
fn states_of_the_first_version_are_read_for_ever() {
    let samples = samples();
    assert_eq!(file_names(), samples.keys().map(|name| (*name).to_owned()).collect());
    for (name, state) in samples {
        let stored = std::fs::read_to_string(folder().join(format!("{name}.json"))).unwrap();
        let read = State::from_stored(&stored).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(read, state, "{name}");
    }
}

#[test]
fn every_variant_has_its_file() {
    let files: BTreeSet<String> =
        file_names().iter().map(|name| name.split('-').next().unwrap().to_owned()).collect();
    assert_eq!(files, VARIANTS.iter().map(|name| (*name).to_owned()).collect());
    for (name, state) in samples() {
        assert_eq!(name.split('-').next(), Some(variant_of(&state)));
    }
}

#[test]
fn what_is_stored_today_reads_back() {
    for (name, state) in samples() {
        let stored = state.to_stored().unwrap();
        assert_eq!(State::from_stored(&stored).unwrap(), state, "{name}");
        assert!(stored.contains("\"version\":"), "{name} says its version");
    }
}

#[test]
fn what_no_version_wrote_is_told_apart_from_what_a_later_one_did() {
    let later = r#"{"version":2,"state":{"at":"home"}}"#;
    assert_eq!(State::from_stored(later).unwrap_err().version, 2);
    for broken in ["", "{}", "null", r#"{"version":1}"#, r#"{"version":1,"state":{"at":"nowhere"}}"#] {
        assert_eq!(State::from_stored(broken).unwrap_err().version, 0, "{broken}");
    }
}
