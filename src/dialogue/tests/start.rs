//! From the menu to the point where something can be sent: numbers, contacts, channels, teams, and the way back.

use super::super::contact::{self, Press};
use super::super::screen::{Holder, Label};
use super::super::state::{ListView, State, Tab, Who};
use super::super::{Action, Change, Command, Effect, Input, Line, Prompt, Show, settings};
use super::cast::{BRUNO, CARLA, channel_id, known, phone, shop, team_id};
use super::world::World;
use crate::domain::channel::{DownReason, Health};
use crate::domain::phone::PhoneFault;
use crate::domain::staff::{Locale, Role};
use chrono::TimeDelta;

/// The shop with Maria's number read.
fn with_maria() -> World {
    let mut world = shop();
    world.types("51 99999-8888");
    world
}

#[test]
fn a_number_typed_anywhere_leads_to_who_has_it() {
    let mut world = shop();
    world.commands(Command::Help);
    world.types("meu número é +55 (51) 99999-8888, obrigado");
    let Prompt::Number { person, contact, open, .. } = world.prompt() else { panic!() };
    assert_eq!(person.name.as_deref(), Some("Maria Souza"));
    assert!(contact.is_some() && open.is_empty());

    world.types("51 98765-4321");
    let Prompt::Number { person, contact, .. } = world.prompt() else { panic!() };
    assert_eq!((person.name, contact), (None, None));
}

#[test]
fn a_text_with_several_numbers_offers_each_and_a_link_leads_straight_on() {
    let mut world = shop();
    world.types("ligue 51 99999-8888 ou 11 98888-7777");
    assert!(matches!(world.prompt(), Prompt::PickNumber { name: None }));
    world.presses(Action::Phone(phone("5511988887777")));
    assert!(
        matches!(&world.state, State::Number { to: Who::Known { contact, .. }, .. } if *contact == world.named("João Lima"))
    );

    world.commands(Command::Start(Some("n5551999998888".to_owned())));
    assert!(matches!(&world.state, State::Number { .. }));
    let step = world.commands(Command::Start(Some("n12".to_owned())));
    assert_eq!((step.next, step.line), (State::Home, Some(Line::BadLink)));
}

#[test]
fn whose_other_number_was_typed_is_started_with_at_the_number_that_is_dialled() {
    let mut world = shop();
    let maria = world.named("Maria Souza");
    world.also_has(maria, "5541988887777");
    world.types("41 98888-7777");
    let Prompt::Number { person, phone: typed, .. } = world.prompt() else { panic!() };
    assert_eq!((person.phone, typed), (Some(phone("5551999998888")), phone("5541988887777")));
    world.presses(Action::Converse);
    let State::SendType { trail } = &world.state else { panic!("{:?}", world.state) };
    assert_eq!(trail.to.phone(), Some(&phone("5551999998888")), "what is checked, priced and shown");
}

#[test]
fn a_number_that_two_contacts_have_is_asked_about_and_never_guessed() {
    let mut world = shop();
    world.types("21 97777-6666");
    assert!(matches!(world.prompt(), Prompt::PickContact { .. }));
    let second = world.named("Ana P. (antiga)");
    world.presses(Action::Contact(second));
    assert!(
        matches!(&world.state, State::Number { to: Who::Known { contact, .. }, .. } if *contact == second)
    );
}

#[test]
fn what_is_no_number_is_said_to_be_none_and_nothing_is_lost() {
    let mut world = shop();
    assert_eq!(world.types("bom dia").line, Some(Line::NotUnderstood));
    assert_eq!(world.types("99999-8888").line, Some(Line::Phone(PhoneFault::NoAreaCode)));
    world.commands(Command::New);
    world.presses(Action::NewNumber);
    let step = world.types("12 ab");
    assert_eq!((step.next, step.line), (State::AskNumber, Some(Line::Phone(PhoneFault::NotANumber))));
    let mut world = with_maria();
    let step = world.types("oi?");
    assert_eq!(step.line, Some(Line::UseButtons));
    assert!(matches!(step.next, State::Number { .. }));
    assert_eq!(world.takes(&Input::Unreadable).line, Some(Line::Unreadable));
    assert_eq!(
        world.commands(Command::Unknown("foo".to_owned())).line,
        Some(Line::UnknownCommand("foo".to_owned()))
    );
}

#[test]
fn a_contact_card_keeps_its_name_until_the_contact_has_one() {
    let mut world = shop();
    world.takes(&Input::Card { numbers: vec!["5551988887777".to_owned()], name: Some("Rita".to_owned()) });
    let Prompt::Number { person, .. } = world.prompt() else { panic!() };
    assert_eq!(person.name.as_deref(), Some("Rita"));

    world.presses(Action::NameContact);
    assert_eq!(world.types("🙂").line, Some(Line::Name));
    assert_eq!(world.types(&"x".repeat(81)).line, Some(Line::Name));
    let step = world.types("  Rita   Lee ");
    assert!(step.changes.is_empty(), "nothing is kept before it is said");
    world.types("rita@exemplo.com.br");
    world.presses(Action::OfContact(Press::Skip));
    let step = world.presses(Action::OfContact(Press::Save));
    assert_eq!(step.line, Some(Line::Saved));
    assert!(
        matches!(&step.changes[..], [Change::OfContact(contact::Change::Create { name, .. })] if name == "Rita Lee")
    );
    assert!(
        matches!(&world.state, State::Number { to: Who::Known { contact, .. }, .. } if *contact == world.named("Rita Lee"))
    );
    let step = world.takes(&Input::Card { numbers: vec!["12".to_owned()], name: None });
    assert!(matches!(step.line, Some(Line::Phone(_))));
}

#[test]
fn contacts_are_paged_and_filtered_as_one_types() {
    let mut world = shop();
    world.commands(Command::Contacts);
    let listed = |world: &mut World| {
        world.buttons().iter().filter(|one| matches!(one.label, Label::Contact { .. })).count()
    };
    assert_eq!(listed(&mut world), 8);
    world.presses(Action::Page(1));
    world.presses(Action::Page(2));
    assert_eq!(listed(&mut world), 3);
    assert!(!world.offers(&Action::Page(3)));
    world.types("  joao ");
    assert_eq!(listed(&mut world), 1);
    world.presses(Action::ClearFilter);
    assert_eq!(listed(&mut world), 8);
    // The list became shorter while its last page was shown.
    world.contacts.truncate(9);
    let screen = world.lists(ListView { query: String::new(), page: 2 });
    assert!(screen.rows.iter().flatten().any(|one| matches!(one.label, Label::Position { page: 2, of: 2 })));
    assert_eq!(listed(&mut world), 1);
}

#[test]
fn a_contact_without_a_number_can_be_written_to_all_the_same() {
    let mut world = shop();
    let hidden = world.named("Sem Número");
    world.commands(Command::Contacts);
    world.types("sem");
    world.presses(Action::Contact(hidden));
    assert!(matches!(world.prompt(), Prompt::SendType { .. }));
    world.presses(Action::Converse);
    world.presses(Action::StartAttendance);
    world.presses(Action::Channel(channel_id("oficial")));
    world.presses(Action::Team(team_id("vendas")));
    assert!(matches!(world.state, State::Template { .. }));
}

#[test]
fn a_step_with_one_answer_is_taken_by_itself_and_voltar_skips_over_it() {
    let mut world = with_maria();
    world.rights(Role::Attendant, &["financeiro"]);
    world.presses(Action::Converse);
    world.presses(Action::StartAttendance);
    let Prompt::Templates { chosen, .. } = world.prompt() else { panic!("{:?}", world.state) };
    assert_eq!(chosen.channel, Some(("WhatsApp Oficial".to_owned(), true)));
    assert_eq!(chosen.team, Some(("Financeiro".to_owned(), true)));
    world.presses(Action::Back);
    assert!(matches!(world.state, State::SendType { .. }));
    world.presses(Action::Back);
    assert!(matches!(world.state, State::Number { .. }));
}

#[test]
fn a_channel_that_is_down_is_shown_and_cannot_be_chosen() {
    let mut world = with_maria();
    world.company.channels[1].health = Health::Down { reason: DownReason::Disconnected };
    world.presses(Action::Converse);
    world.presses(Action::StartAttendance);
    let down =
        world.buttons().into_iter().find(|one| one.action == Action::Channel(channel_id("loja"))).unwrap();
    assert!(matches!(
        down.label,
        Label::Channel { down: Some(DownReason::Disconnected), official: false, .. }
    ));
    let step = world.presses(Action::Channel(channel_id("loja")));
    assert!(matches!(step.line, Some(Line::ChannelDown { .. })));
    assert!(matches!(step.next, State::Channel { .. }));
}

#[test]
fn nobody_starts_where_they_have_no_team() {
    let mut world = with_maria();
    world.rights(Role::Manager, &[]);
    world.presses(Action::Converse);
    world.presses(Action::StartAttendance);
    assert!(matches!(world.prompt(), Prompt::Channel { none: true, .. }));
    let step = world.takes(&Input::Press(Action::Channel(channel_id("oficial"))));
    assert_eq!(step.line, Some(Line::NotAllowed));
}

#[test]
fn an_unofficial_channel_asks_about_the_number_and_then_opens() {
    let mut world = with_maria();
    world.presses(Action::Converse);
    world.presses(Action::StartAttendance);
    // Vendas is the only team that may use it.
    world.presses(Action::Channel(channel_id("loja")));
    let asked = Effect::CheckNumber { channel: channel_id("loja"), phone: phone("5551999998888") };
    assert_eq!(world.state.effect(), Some(asked));
    assert!(matches!(world.prompt(), Prompt::Checking { .. }));
    world.presses(Action::Back);
    assert!(matches!(world.state, State::Channel { .. }));
}

#[test]
fn an_open_window_offers_to_open_without_a_template() {
    let mut world = with_maria();
    let maria = world.named("Maria Souza");
    world.contact_writes(maria, &channel_id("oficial"));
    world.presses(Action::Converse);
    world.presses(Action::StartAttendance);
    world.presses(Action::Channel(channel_id("oficial")));
    world.presses(Action::Team(team_id("suporte")));
    assert!(matches!(world.prompt(), Prompt::WindowOpen { .. }));
    let mut with = world.clone();
    with.presses(Action::WithTemplate);
    with.presses(Action::Back);
    assert_eq!(with.state, world.state);

    let step = world.presses(Action::WithoutTemplate);
    assert!(matches!(&step.changes[..], [Change::Open(opening)] if opening.first.is_none()));
    assert!(matches!(step.show, Show::Card(_)));
}

#[test]
fn a_link_opens_nothing_by_itself() {
    for link in ["n5551999998888__loja", "n5551999998888__loja__vendas", "n5531977776666__loja__vendas"] {
        let mut world = shop();
        let step = world.commands(Command::Start(Some(link.to_owned())));
        assert!(step.changes.is_empty() && !matches!(step.next, State::Checking { .. }), "{link}: {step:?}");
        assert!(
            world.offers(&Action::StartAttendance) || world.offers(&Action::Team(team_id("vendas"))),
            "{link}"
        );
    }
}

#[test]
fn an_attendance_that_is_open_already_is_told_of_as_far_as_one_may_know() {
    let cases = [
        (CARLA, "vendas", Some(Holder::Me)),
        (BRUNO, "suporte", None),
        (BRUNO, "financeiro", Some(Holder::OtherTeam)),
    ];
    for (holder, team, expected) in cases {
        let mut world = with_maria();
        let maria = world.named("Maria Souza");
        let open = world.attend(maria, "oficial", team, Some(holder));
        world.presses(Action::Converse);
        world.presses(Action::StartAttendance);
        world.presses(Action::Channel(channel_id("oficial")));
        let Prompt::Taken { holder: told, .. } = world.prompt() else { panic!() };
        match expected {
            Some(ref expected) => assert_eq!(told, *expected),
            None => {
                assert!(matches!(&told, Holder::Colleague { name: Some(name), .. } if name == "Bruno Reis"));
            }
        }
        assert_eq!(world.offers(&Action::OpenCard(open)), told == Holder::Me);
        assert_eq!(world.offers(&Action::AskTransfer(open)), expected.is_none());
        if expected.is_none() {
            let step = world.presses(Action::AskTransfer(open));
            assert!(
                matches!(&step.changes[..], [Change::AskTransfer { holder: Some(asked), .. }] if asked.0 == BRUNO)
            );
            assert_eq!(step.line, Some(Line::TransferAsked { name: Some("Bruno Reis".to_owned()) }));
        }
    }
}

#[test]
fn a_draft_is_offered_again_for_a_day_and_only_as_far_as_it_is_still_allowed() {
    let mut world = with_maria();
    world.presses(Action::Converse);
    world.presses(Action::StartAttendance);
    world.presses(Action::Channel(channel_id("oficial")));
    world.presses(Action::Team(team_id("vendas")));
    let left = world.state.clone();
    world.commands(Command::Menu);
    assert!(matches!(world.prompt(), Prompt::Menu { draft: true, .. }));

    let mut later = world.clone();
    later.now += TimeDelta::hours(25);
    assert!(!later.offers(&Action::Resume));

    let mut moved = world.clone();
    moved.rights(Role::Attendant, &["suporte"]);
    let step = moved.presses(Action::Resume);
    assert_eq!(step.line, Some(Line::NotAllowed));
    assert!(matches!(step.next, State::Team { .. }));

    world.presses(Action::Resume);
    assert_eq!((&world.state, &world.draft), (&left, &None));
}

#[test]
fn the_language_and_the_help_are_a_tap_away() {
    let mut world = shop();
    world.presses(Action::Settings(settings::Press::Open));
    world.presses(Action::Language);
    let step = world.presses(Action::Back);
    assert_eq!(step.next, State::Settings { place: settings::Place::Mine }, "where it was opened");
    world.presses(Action::Language);
    let step = world.presses(Action::SetLanguage(Locale::ES));
    assert_eq!((&step.next, &step.line), (&State::Home, &Some(Line::LanguageSet)));
    assert_eq!(world.member().locale, Some(Locale::ES));
    world.presses(Action::Help);
    assert_eq!(world.prompt(), Prompt::Help { role: Role::Manager });
    world.presses(Action::Menu);
    world.presses(Action::Attendances(Tab::Mine));
    world.presses(Action::New);
    world.presses(Action::Back);
    world.presses(Action::Queue);
    assert_eq!(world.prompt(), Prompt::Queue { total: 0 });
}

#[test]
fn a_channel_that_checks_numbers_and_needs_templates_does_both() {
    let mut world = shop();
    world.company.channels[0].capabilities.checks_numbers = true;
    let choice = super::cast::choice(known(&world, "Maria Souza"), "oficial", "vendas");
    world.state = State::Checking { choice };
    let step = world.takes(&super::late::on_whatsapp("oficial", "5551999998888"));
    assert!(step.changes.is_empty(), "nothing opens without a template");
    assert!(matches!(step.next, State::Template { .. }));
}
