//! What holds for every company and every sequence of inputs: nobody gets stuck, nothing leaves unasked, every button
//! does something.

use super::super::contact::{self, About, Way};
use super::super::screen::{Button, Label};
use super::super::settings::Setting;
use super::super::state::State;
use super::super::{Action, Change, Command, Effect, Input, Prompt, Screen, Show, Step};
use super::cast::*;
use super::judge::{Taken, meant};
use super::moves::{Move, any_move, every_action};
use super::on_file::{CHANGES_OF_CONTACT, name_of_contact_change};
use super::stored::{VARIANTS, variant_of};
use super::world::World;
use crate::domain::channel::{Capabilities, DownReason, Health};
use crate::domain::id::StaffId;
use crate::domain::limit::LIST_ROWS_MAX;
use crate::domain::staff::Role;
use crate::domain::template::TemplateStatus;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use std::collections::BTreeSet;

/// Presses of Voltar after which one is at the menu from anywhere.
const BACKS_MAX: usize = 20;

fn any_capabilities() -> impl Strategy<Value = Capabilities> {
    any::<[bool; 6]>().prop_map(
        |[official, needs_templates, has_window, checks_numbers, has_cost, is_linked]| Capabilities {
            official,
            needs_templates,
            has_window,
            checks_numbers,
            has_cost,
            edits: !official,
            links_by_code: is_linked,
            wants_notice: is_linked,
            media: MEDIA,
        },
    )
}

fn any_channel() -> impl Strategy<Value = (Capabilities, Option<&'static str>, bool, u16)> {
    let currency = prop::option::of(prop::sample::select(vec!["USD", "BRL", "XXX"]));
    (any_capabilities(), currency, prop::bool::weighted(0.8), any::<u16>())
}

const NAMES: [Option<&str>; 6] =
    [None, Some("Maria Souza"), Some("João 🙂"), Some(" "), Some("<b>&</b>"), Some("Ana")];
const NUMBERS: [Option<&str>; 5] =
    [None, Some("5551999998888"), Some("5511988887777"), Some("552177776666"), Some("5521977776666")];

/// A company with 1 to 3 channels of any abilities, 1 to 3 teams, up to 20 contacts, attendances and templates.
fn any_world() -> impl Strategy<Value = World> {
    let channels = prop::collection::vec(any_channel(), 1..4);
    let teams = prop::collection::vec((any::<u8>(), any::<bool>()), 1..4);
    let contacts = prop::collection::vec((0_usize..NAMES.len(), 0_usize..NUMBERS.len()), 1..20);
    let attendances = prop::collection::vec((any::<u8>(), any::<u8>(), any::<u8>(), 0_u8..3), 0..12);
    let wrote = prop::collection::vec((any::<u8>(), any::<u8>()), 0..6);
    (channels, teams, contacts, attendances, wrote, 0_usize..3, any::<bool>()).prop_map(
        |(channels, teams, contacts, attendances, wrote, role, has_topics)| {
            let mut world = World { has_topics, ..shop() };
            let one_of = |at: u8, of: usize| usize::from(at) % of;
            world.company.channels = (0..).zip(&channels).map(|(n, each)| a_channel(n, each)).collect();
            let ids: Vec<String> = world.company.channels.iter().map(|one| one.id.to_string()).collect();
            let usable = |mask: u8| {
                (0_u8..).zip(&ids).filter(move |(n, _)| mask >> n & 1 == 1).map(|(_, id)| id.as_str())
            };
            world.company.teams = (0..)
                .zip(&teams)
                .map(|(n, (mask, _))| {
                    team(&format!("time{n}"), &format!("Time {n}"), &usable(*mask).collect::<Vec<_>>())
                })
                .collect();
            let mine = (0..).zip(&teams).filter(|(_, (_, mine))| *mine);
            let mine = mine.map(|(n, _): (usize, _)| team_id(&format!("time{n}"))).collect();
            let me = world.member_mut();
            (me.role, me.teams) = ([Role::Attendant, Role::Manager, Role::Owner][role], mine);
            world.contacts = (0..)
                .zip(&contacts)
                .map(|(n, (name, number))| contact(n, NAMES[*name], NUMBERS[*number]))
                .collect();
            world.templates = (0..)
                .zip(&channels)
                .filter(|(_, (_, _, _, mask))| *mask != 0)
                .map(|(n, (_, _, _, mask)): (usize, _)| {
                    (channel_id(&format!("canal{n}")), some_templates(*mask))
                })
                .collect();
            for (who, at, by, team) in attendances {
                let contact = world.contacts[one_of(who, world.contacts.len())].id;
                let channel = ids[one_of(at, ids.len())].clone();
                let team = format!("time{}", one_of(team, teams.len()));
                let staff = [None, Some(BRUNO), Some(CARLA)][one_of(by, 3)];
                if world.open_with(contact, &channel_id(&channel)).is_none() {
                    world.attend(contact, &channel, &team, staff);
                }
            }
            for (who, at) in wrote {
                let contact = world.contacts[one_of(who, world.contacts.len())].id;
                world.contact_writes(contact, &channel_id(&ids[one_of(at, ids.len())]));
            }
            world
        },
    )
}

fn a_channel(
    n: usize,
    (capabilities, currency, up, _): &(Capabilities, Option<&str>, bool, u16),
) -> crate::domain::channel::Channel {
    let health = if *up { Health::Up } else { Health::Down { reason: DownReason::Connecting } };
    let currency = currency.map(str::to_owned);
    let made = channel(&format!("canal{n}"), &format!("Canal {n}"), *capabilities);
    crate::domain::channel::Channel { currency, health, ..made }
}

/// Templates of all kinds; those of the mask are approved.
fn some_templates(mask: u16) -> Vec<crate::domain::template::Template> {
    let mut all = every_template();
    for (n, one) in (0_u16..).zip(&mut all) {
        if mask >> n & 1 == 0 {
            one.status = TemplateStatus::Paused;
        }
    }
    all
}

/// The shop on a busy day: one attendance is Carla's, one her colleague's, one waits, and Maria just wrote.
fn busy_shop() -> World {
    let mut world = shop();
    let [maria, joao, ana] = ["Maria Souza", "João Lima", "Ana Paula"].map(|name| world.named(name));
    world.contacts.truncate(12);
    world.contact_writes(maria, &channel_id("oficial"));
    world.attend(joao, "oficial", "vendas", Some(CARLA));
    world.attend(ana, "oficial", "suporte", Some(BRUNO));
    world.attend(joao, "loja", "vendas", None);
    world
}

/// The same, when an owner is at the desk, the phone of a channel is away, and two contacts have just become one.
fn shop_without_a_phone() -> World {
    let mut world = busy_shop();
    world.member_mut().role = Role::Owner;
    for one in world.company.channels.iter_mut().filter(|one| one.capabilities.links_by_code) {
        one.health = Health::Down { reason: DownReason::Disconnected };
    }
    let (kept, gone) = (world.named("Ana Paula"), world.named("Ana P. (antiga)"));
    world.bear_the_end(&contact::Change::Merge { kept, gone });
    world.state = About { contact: kept, phone: None, way: Way::default() }.page();
    world
}

fn has(screen: &Screen, action: &Action) -> bool {
    screen.rows.iter().flatten().any(|button| button.action == *action)
}

/// Every panel but the menu leads back to it.
fn has_a_way_out(state: &State, screen: &Screen) {
    let out = [Action::Back, Action::Cancel, Action::Menu].iter().any(|action| has(screen, action));
    assert!(out || *state == State::Home, "no way out of {screen:?}");
}

/// What Telegram and a thumb can bear.
fn is_fit_to_show(screen: &Screen) {
    for button in screen.rows.iter().flatten() {
        let word = button.action.encode();
        assert!((1..=32).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_graphic()), "{word}");
        assert_eq!(Action::decode(&word).as_ref(), Some(&button.action));
    }
    let listed = |button: &&Button| {
        matches!(
            button.label,
            Label::Contact { .. }
                | Label::Template { .. }
                | Label::Attendance(_)
                | Label::Held { .. }
                | Label::Visit { .. }
                | Label::Ticked { .. }
        )
    };
    let rows = screen.rows.iter().flatten().filter(listed).count();
    assert!(rows <= LIST_ROWS_MAX || matches!(screen.prompt, Prompt::PickContact { .. }), "{rows} rows");
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others are no lists")]
    let total = match &screen.prompt {
        Prompt::Attendances { total, .. }
        | Prompt::Queue { total }
        | Prompt::Held { total, .. }
        | Prompt::Contacts { total, .. }
        | Prompt::Templates { total, .. } => *total,
        _ => 0,
    };
    assert!(total == 0 || rows > 0, "{total} in all, and none is shown: {screen:?}");
}

/// From here the menu is near, and nothing is done on the way.
fn leads_home(world: &World) {
    for input in [
        Input::Press(Action::Cancel),
        Input::Command(Command::Cancel),
        Input::Command(Command::Menu),
        Input::Command(Command::Start(None)),
    ] {
        let mut leaving = world.clone();
        let step = leaving.takes(&input);
        assert_eq!(step.next, State::Home, "{input:?}");
        assert!(step.changes.is_empty());
        if world.state.is_draft() {
            assert_eq!(leaving.draft.as_ref().map(|(state, _)| state), Some(&world.state), "nothing is lost");
        }
    }
    let mut leaving = world.clone();
    for _ in 0..BACKS_MAX {
        if leaving.state == State::Home {
            return;
        }
        let step = leaving.takes(&Input::Press(Action::Back));
        assert!(step.changes.is_empty(), "Voltar does nothing but go back");
    }
    panic!("{BACKS_MAX} times Voltar from {:?} leads to {:?}", world.state, leaving.state);
}

/// Every button that is shown does something, but the one that says where one is.
fn every_button_acts(world: &World, screen: &Screen) {
    for button in screen.rows.iter().flatten() {
        if matches!(button.label, Label::Position { .. } | Label::Chosen | Label::Tab { chosen: true, .. }) {
            continue;
        }
        let mut pressing = world.clone();
        let step = pressing.takes(&Input::Press(button.action.clone()));
        let acts = step.next != world.state || !step.changes.is_empty() || step.line.is_some();
        assert!(acts, "{button:?} does nothing on {screen:?}");
    }
}

/// A button that is not shown changes nothing in the world, but the two that mean the same everywhere.
fn no_other_button_acts(world: &World, screen: &Screen, action: &Action) {
    let everywhere = matches!(action, Action::SetLanguage(_) | Action::OpenCard(_));
    if !everywhere && !has(screen, action) {
        let step = world.clone().takes(&Input::Press(action.clone()));
        assert!(step.changes.is_empty(), "{action:?} is not on {screen:?}");
    }
}

fn is_stored_whole(state: &State) {
    let stored = state.to_stored().unwrap();
    assert_eq!(State::from_stored(&stored).as_ref().ok(), Some(state), "{stored}");
}

/// Makes the moves; says which panels and changes were seen.
fn walk(world: &mut World, moves: &[Move], every_state: bool) -> BTreeSet<&'static str> {
    let mut seen = BTreeSet::new();
    for each in moves {
        let Some(input) = each.input(world) else { continue };
        let before = world.clone();
        let screen = world.screen();
        let effect = world.state.effect();
        let step = world.takes(&input);
        Taken { before: &before, screen: &screen, input: &meant(&input, &step), step: &step }.judge();
        late_answers_are_ignored(&input, effect.as_ref(), &before, &step);
        is_stored_whole(&world.state);
        let screen = world.screen();
        has_a_way_out(&world.state, &screen);
        is_fit_to_show(&screen);
        if every_state {
            leads_home(world);
            every_button_acts(world, &screen);
        }
        if let Move::Any(_) = each {
            for action in &every_action(world) {
                no_other_button_acts(world, &screen, action);
            }
        }
        seen.insert(variant_of(&world.state));
        seen.extend(step.changes.iter().map(name_of));
    }
    seen
}

const CHANGES: [&str; 21] = [
    "locale",
    "open",
    "text",
    "template sent",
    "concluded",
    "transfer",
    "card",
    "number corrected",
    "removed from the queue",
    "moved in the queue",
    "offered",
    "read",
    "noted",
    "settings",
    "reopening",
    "templates asked for",
    "reply kept",
    "reply removed",
    "house",
    "not sent",
    "company",
];

fn name_of(change: &Change) -> &'static str {
    match change {
        Change::OfContact(change) => name_of_contact_change(change),
        Change::SetLocale(_) => CHANGES[0],
        Change::Open(_) => CHANGES[1],
        Change::Say { .. } => CHANGES[2],
        Change::SendTemplate { .. } => CHANGES[3],
        Change::Conclude { .. } => CHANGES[4],
        Change::AskTransfer { .. } => CHANGES[5],
        Change::ShowCard(_) => CHANGES[6],
        Change::CorrectNumber { .. } => CHANGES[7],
        Change::RemoveHeld { .. } => CHANGES[8],
        Change::MoveHeld { .. } => CHANGES[9],
        Change::Offer { .. } => CHANGES[10],
        Change::Read(_) => CHANGES[11],
        Change::Note { .. } => CHANGES[12],
        Change::Set(Setting::Preferences(_)) => CHANGES[13],
        Change::Set(Setting::Reopening { .. }) => CHANGES[14],
        Change::Set(Setting::SyncTemplates) => CHANGES[15],
        Change::Set(Setting::PutReply(_)) => CHANGES[16],
        Change::Set(Setting::RemoveReply(_)) => CHANGES[17],
        Change::House(_) => CHANGES[18],
        Change::NotSent { .. } | Change::NotPlaced => CHANGES[19],
        Change::Set(Setting::Company(_)) => CHANGES[20],
    }
}

#[test]
fn such_sequences_reach_every_panel_and_every_change() {
    let mut runner = TestRunner::deterministic();
    let moves = prop::collection::vec(any_move(), 60);
    let mut missing: BTreeSet<&str> =
        VARIANTS.iter().chain(&CHANGES).chain(&CHANGES_OF_CONTACT).copied().collect();
    for turn in 0..1_200 {
        let mut world = if turn % 8 == 0 { shop_without_a_phone() } else { busy_shop() };
        for seen in walk(&mut world, &moves.new_tree(&mut runner).unwrap().current(), false) {
            missing.remove(seen);
        }
        if missing.is_empty() {
            return;
        }
    }
    panic!("never reached: {missing:?}");
}

fn late_answers_are_ignored(input: &Input, effect: Option<&Effect>, before: &World, step: &Step) {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others are no answers")]
    let answered = match input {
        Input::Checked { channel, phone, .. } => {
            Effect::CheckNumber { channel: channel.clone(), phone: phone.clone() }
        }
        Input::LinkEnded { channel, .. } => Effect::ShowCode { channel: channel.clone() },
        Input::RatesRead { file, .. } => Effect::ReadRates { file: file.clone() },
        Input::Moved { channel, file, .. } => {
            Effect::MoveFile { channel: channel.clone(), file: file.clone() }
        }
        _ => return,
    };
    if effect != Some(&answered) {
        assert_eq!((&step.next, step.show), (&before.state, Show::Nothing));
        assert!(step.changes.is_empty() && step.line.is_none());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_nobody_gets_stuck_and_nothing_leaves_unasked(
        mut world in any_world(), moves in prop::collection::vec(any_move(), 0..60),
    ) {
        walk(&mut world, &moves, false);
    }

    #[test]
    fn from_every_panel_the_menu_is_near_and_every_button_does_something(
        mut world in any_world(), moves in prop::collection::vec(any_move(), 0..25),
    ) {
        walk(&mut world, &moves, true);
    }

    #[test]
    fn in_the_shop_too(moves in prop::collection::vec(any_move(), 0..60), has_topics: bool) {
        walk(&mut World { has_topics, ..busy_shop() }, &moves, true);
    }
}

#[test]
fn an_owner_without_a_team_stands_for_all() {
    let mut world = shop();
    world.rights(Role::Owner, &[]);
    assert_eq!(world.facts().my_channels().len(), 2);
    world.rights(Role::Manager, &[]);
    assert_eq!(world.facts().my_channels().len(), 0);
    assert_eq!(world.me, StaffId(CARLA));
}
