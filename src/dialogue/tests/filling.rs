//! Templates: choosing one, giving its values, reviewing and sending it.

use super::super::screen::Label;
use super::super::state::{IncomingFile, State};
use super::super::templates::fingerprint;
use super::super::{Action, Change, Command, Input, Line, Prompt, Quick, Show};
use super::cast::{BRUNO, channel_id, choice, every_template, known, shop};
use super::world::World;
use crate::domain::channel::{DownReason, Health};
use crate::domain::cost::Estimate;
use crate::domain::template::{Category, Place, SlotKey, Template, TemplateStatus, ValueFault};

fn of(name: &str) -> Template {
    every_template().into_iter().find(|one| one.key.name == name).unwrap()
}

fn print(name: &str) -> Action {
    Action::Template(fingerprint(&of(name).key))
}

/// At the list of templates, for Maria.
fn at_templates() -> World {
    let mut world = shop();
    let choice = choice(known(&world, "Maria Souza"), "oficial", "vendas");
    world.state = State::Template { choice, list: super::super::state::ListView::default(), category: None };
    world
}

/// At the first value of a template.
fn filling(name: &str) -> World {
    let mut world = at_templates();
    world.types(name);
    world.presses(print(name));
    world.presses(Action::SetParameters);
    world
}

/// At the review of the order.
fn at_review() -> World {
    let mut world = filling("pedido");
    for value in ["Maria", "1042", "amanhã"] {
        world.types(value);
    }
    assert!(matches!(world.state, State::Review { .. }));
    world
}

#[test]
fn approved_templates_are_listed_paged_searched_and_filtered() {
    let mut world = at_templates();
    world.templates[0].1[0].status = TemplateStatus::Paused;
    let Prompt::Templates { total, never_synced, .. } = world.prompt() else { panic!() };
    assert_eq!((total, never_synced), (13, false));
    world.presses(Action::Page(1));
    world.presses(Action::Category(Some(Category::Marketing)));
    let Prompt::Templates { total, .. } = world.prompt() else { panic!() };
    assert_eq!(total, 1);
    world.presses(Action::Category(None));
    world.types("CÓDIGO");
    assert!(world.offers(&print("codigo")) && !world.offers(&print("pedido")));
    world.presses(Action::ClearFilter);
    assert!(!world.offers(&print("aviso")), "it is paused");
    world.templates.clear();
    assert!(matches!(world.prompt(), Prompt::Templates { total: 0, never_synced: true, .. }));
}

#[test]
fn a_template_that_cannot_be_filled_is_shown_with_the_reason_and_goes_no_further() {
    for (name, what) in [("formulario", "FLOW"), ("carrossel", "CAROUSEL"), ("produto", "PRODUCT")] {
        let mut world = at_templates();
        world.types(name);
        let buttons = world.buttons();
        let listed = buttons.iter().find(|one| one.action == print(name)).unwrap();
        assert!(matches!(&listed.label, Label::Template { unfillable: Some(why), .. } if why.what == what));
        world.presses(print(name));
        assert!(matches!(world.prompt(), Prompt::Preview { unfillable: Some(_), .. }));
        assert!(!world.offers(&Action::SetParameters));
        let step = world.takes(&Input::Press(Action::SetParameters));
        assert!(matches!(step.next, State::Preview { .. }));
    }
}

#[test]
fn a_template_without_gaps_goes_straight_to_the_review() {
    let mut world = at_templates();
    world.types("aviso");
    world.presses(print("aviso"));
    assert!(matches!(world.state, State::Review { .. }));
    world.presses(Action::Back);
    assert!(matches!(world.state, State::Template { .. }));
}

#[test]
fn values_are_asked_for_one_after_the_other_and_checked_when_typed() {
    let mut world = filling("retorno");
    let Prompt::Parameter { position, of, slot, .. } = world.prompt() else { panic!() };
    assert_eq!((position, of, slot.place), (1, 4, Place::Header));
    for (wrong, fault) in
        [("a\nb", ValueFault::LineBreak), ("  ", ValueFault::Empty), ("a     b", ValueFault::Spaces)]
    {
        assert_eq!(world.types(wrong).line, Some(Line::Value(fault)));
    }
    let place = Input::Location { latitude: 0.0, longitude: 0.0, name: None, address: None };
    assert_eq!(world.takes(&place).line, Some(Line::Value(ValueFault::WrongKind)));
    for value in ["Maria", "1042", "https://exemplo.com.br/o/77", "VERAO"] {
        assert_eq!(world.types(value).line, None, "{value}");
    }
    let State::Review { filled, .. } = &world.state else { panic!() };
    let suffix = SlotKey::Number { place: Place::Button { index: 1 }, number: 1 };
    assert_eq!(filled.text(&suffix), Some("77"), "the part that the template has is taken off");
}

#[test]
fn a_value_may_begin_with_a_slash_and_a_command_of_ours_is_still_one() {
    let mut world = filling("retorno");
    let step = world.commands(Command::Unknown("/promo".to_owned()));
    assert_eq!(step.line, None);
    assert!(matches!(&world.state, State::Parameter { index: 1, .. }));
    world.commands(Command::Menu);
    assert_eq!(world.state, State::Home);
}

#[test]
fn quick_values_are_offered_once_each_and_taken_with_a_tap() {
    let mut world = filling("pedido");
    world.last_values = vec![(
        of("pedido").key,
        vec![(SlotKey::Number { place: Place::Body, number: 1 }, "Maria".to_owned())],
    )];
    let quick = |world: &mut World| -> Vec<(Quick, String)> {
        let taken = world.buttons().into_iter().filter_map(|one| {
            if let Label::Quick { quick, value } = one.label { Some((quick, value)) } else { None }
        });
        taken.collect()
    };
    let of_contact = (Quick::ContactName, "Maria".to_owned());
    let offered =
        vec![of_contact, (Quick::MyName, "Carla".to_owned()), (Quick::TeamName, "Vendas".to_owned())];
    assert_eq!(quick(&mut world), offered, "the last value is the contact's name already");
    world.presses(Action::Quick(Quick::ContactName));
    world.presses(Action::Back);
    assert_eq!(quick(&mut world)[0], (Quick::Keep, "Maria".to_owned()));
    world.presses(Action::Quick(Quick::Keep));
    assert!(matches!(world.state, State::Parameter { index: 1, .. }));
}

#[test]
fn files_and_places_are_taken_where_they_are_wanted_and_nowhere_else() {
    let file = |mime: &str, size| {
        let mime = mime.to_owned();
        let size = Some(size);
        Input::File(IncomingFile { file_id: "f".to_owned(), mime, size, ..IncomingFile::default() })
    };
    for (name, mime) in [("foto", "image/png"), ("filme", "video/mp4"), ("papel", "application/pdf")] {
        let mut world = filling(name);
        assert_eq!(world.types("texto").line, Some(Line::Value(ValueFault::WrongKind)));
        assert!(matches!(
            world.takes(&file("audio/ogg", 10)).line,
            Some(Line::Value(ValueFault::MediaType { .. }))
        ));
        assert!(matches!(
            world.takes(&file(mime, 99_000_000)).line,
            Some(Line::Value(ValueFault::MediaSize { .. }))
        ));
        world.takes(&file(mime, 1_000));
        assert!(matches!(world.prompt(), Prompt::Parameter { moving: true, .. }));
        assert!(world.state.effect().is_some());
    }
    let mut world = filling("lugar");
    let place = |latitude| Input::Location { latitude, longitude: -51.2, name: None, address: None };
    assert_eq!(world.takes(&place(91.0)).line, Some(Line::Value(ValueFault::WrongKind)));
    world.takes(&place(-30.0));
    assert!(matches!(world.state, State::Review { .. }));
    assert_eq!(world.takes(&file("image/png", 10)).line, Some(Line::FileNotWanted));
    assert_eq!(world.takes(&place(0.0)).line, Some(Line::FileNotWanted));
}

#[test]
fn the_review_shows_what_it_costs_and_sends_exactly_that() {
    let mut world = at_review();
    let Prompt::Review { cost: Some(Estimate::Known { amount, .. }), chosen, .. } = world.prompt() else {
        panic!()
    };
    assert_eq!((amount.micros, amount.currency.as_str()), (6_800, "USD"));
    assert_eq!(chosen.team, Some(("Vendas".to_owned(), false)));
    world.presses(Action::CostRules);
    assert!(matches!(world.prompt(), Prompt::Review { rules: true, .. }));
    world.presses(Action::CostRules);

    let step = world.presses(Action::Send);
    let [Change::Open(opening)] = &step.changes[..] else { panic!("{step:?}") };
    assert_eq!(opening.first.as_ref().unwrap().body_text(), "Olá, Maria! Pedido 1042, para amanhã.");
    assert!(matches!(step.show, Show::Card(_)));
    assert_eq!(world.draft, None);

    let mut world = at_review();
    world.company.channels[0].currency = Some("XXX".to_owned());
    assert!(matches!(world.prompt(), Prompt::Review { cost: Some(Estimate::Unknown { .. }), .. }));
    world.company.channels[0].capabilities.has_cost = false;
    assert!(matches!(world.prompt(), Prompt::Review { cost: None, .. }));
}

#[test]
fn a_template_that_was_paused_or_removed_is_explained_and_its_values_are_kept() {
    let mut world = at_review();
    world.templates[0].1[1].status = TemplateStatus::Paused;
    let step = world.presses(Action::Send);
    let expected = Line::TemplateGone { name: "pedido".to_owned(), status: Some(TemplateStatus::Paused) };
    assert_eq!((step.changes.len(), step.line), (0, Some(expected)));
    world.templates[0].1[1].status = TemplateStatus::Approved;
    world.types("pedido");
    world.presses(print("pedido"));
    world.presses(Action::SetParameters);
    for _ in 0..3 {
        world.presses(Action::Quick(Quick::Keep));
    }
    assert!(matches!(world.state, State::Review { .. }));
    world.templates[0].1.remove(1);
    let step = world.presses(Action::Send);
    assert_eq!(step.line, Some(Line::TemplateGone { name: "pedido".to_owned(), status: None }));
}

#[test]
fn a_template_that_was_changed_asks_for_what_it_wants_now() {
    let mut world = at_review();
    world.templates[0].1[1].body = "Olá, {{1}}! Pedido {{2}} chega {{4}}.".to_owned();
    let step = world.presses(Action::Send);
    assert_eq!((step.changes.len(), step.line), (0, Some(Line::TemplateChanged { dropped: 1 })));
    assert!(matches!(world.state, State::Parameter { index: 2, .. }));
    world.types("sexta");
    let step = world.presses(Action::Send);
    assert_eq!(step.changes.len(), 1);
}

#[test]
fn what_is_no_longer_allowed_is_not_sent_and_nothing_typed_is_lost() {
    let mut down = at_review();
    down.company.channels[0].health = Health::Down { reason: DownReason::Account };
    let step = down.presses(Action::Send);
    assert!(step.changes.is_empty() && matches!(step.line, Some(Line::ChannelDown { .. })));
    let State::Channel { trail } = &down.state else { panic!() };
    assert!(trail.kept.is_some());

    let mut taken = at_review();
    let maria = taken.named("Maria Souza");
    taken.attend(maria, "oficial", "suporte", Some(BRUNO));
    let step = taken.presses(Action::Send);
    assert!(step.changes.is_empty() && matches!(step.next, State::Taken { .. }));

    let mut moved = at_review();
    moved.rights(crate::domain::staff::Role::Attendant, &["suporte"]);
    let step = moved.presses(Action::Send);
    assert_eq!((step.changes.len(), step.line), (0, Some(Line::NotAllowed)));
    assert_eq!(channel_id("oficial"), moved.company.channels[0].id);
}
