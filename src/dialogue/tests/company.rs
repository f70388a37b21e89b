//! What owners set for the company: places as they are stored, buttons, how the company bears it, and the conversation.

use super::super::company::{Change, Line, OfWords, Place, Press, Said, Unread};
use super::super::settings::{Press as Settings, Setting};
use super::super::state::{IncomingFile, State};
use super::super::{Action, Change as AnyChange, Effect, Input, Line as AnyLine, Prompt};
use super::cast::{channel_id, shop};
use super::world::World;
use crate::domain::cost::RateTable;
use crate::domain::opt_out::{OptOut, OptOutWord};
use crate::domain::staff::{Locale, Role};
use std::sync::Arc;

pub(super) const TABLE: &str =
    "currency,effective,market,category,price\nEUR,2026-10-01,Brazil,utility,0.0064\n";

fn table() -> IncomingFile {
    IncomingFile {
        file_id: "table".to_owned(),
        name: Some("precos.csv".to_owned()),
        mime: "text/csv".to_owned(),
        size: Some(90),
        ..IncomingFile::default()
    }
}

/// What the stored places mean, by the name of the file.
pub(super) fn places() -> Vec<(&'static str, State)> {
    let all = [
        ("company-opt_out", Place::OptOut),
        ("company-words", Place::Words { locale: Locale::PT_BR }),
        ("company-costs", Place::Costs),
        ("company-currency", Place::Currency { channel: channel_id("oficial") }),
        ("company-reading", Place::Reading { file: table() }),
    ];
    all.into_iter().map(|(name, place)| (name, State::Company { place })).collect()
}

/// Every kind of button, with arguments that mean something in this world and some that do not.
pub(super) fn every_press(world: &World) -> Vec<Press> {
    let mut all = vec![Press::OptOut, Press::Configured, Press::Costs, Press::DropRates];
    all.extend(world.company.languages.iter().copied().map(Press::Words));
    all.extend(["USD", "BRL", "XYZ"].map(|code| Press::Use(code.to_owned())));
    all.extend(world.company.channels.iter().map(|one| Press::Currency(one.id.clone())));
    let words = world.company.opt_out.languages.iter().flat_map(|one| &one.words);
    all.extend(words.map(|word| Press::Drop(word.print())));
    all.push(Press::Drop("0123456789abcdef".to_owned()));
    all
}

/// Whether the panel waits for something that is no button.
pub(super) fn asks(said: &Said) -> bool {
    matches!(said, Said::Words { .. } | Said::Costs { .. })
}

/// What such a panel waits for.
pub(super) fn answer(prompt: &Prompt) -> Input {
    if matches!(prompt, Prompt::Company(said) if matches!(**said, Said::Words { .. })) {
        Input::Typed("chega".to_owned())
    } else {
        Input::File(table())
    }
}

/// What comes of fetching a table.
pub(super) fn fetched(file: IncomingFile, how: u8) -> Input {
    let text = match how {
        0 | 1 => Ok(TABLE.to_owned()),
        2 => Ok("a;b\n1;2\n".to_owned()),
        _ => Err(Unread::Unreachable),
    };
    Input::RatesRead { file, text }
}

impl World {
    pub(super) fn bear_of_company(&mut self, change: &Change) {
        match change {
            Change::Words { locale, before, after, .. } => {
                let configured = super::cast::opt_out();
                let kept = self.company.opt_out.languages.iter().filter(|one| one.is_set);
                let mut set: Vec<_> = kept.map(|one| (one.locale, one.words.clone())).collect();
                let was = set.iter().find(|(one, _)| one == locale).map(|(_, words)| words.clone());
                assert_eq!(was, *before, "what was set is known");
                set.retain(|(one, _)| one != locale);
                set.extend(after.clone().map(|words| (*locale, words)));
                let configured: Vec<_> =
                    configured.languages.into_iter().map(|one| (one.locale, one.words)).collect();
                self.company.opt_out = OptOut::of(self.company.languages.clone(), &configured, &set);
            }
            Change::Currency { channel, currency } => {
                self.company.currencies.retain(|(one, _)| one != channel);
                self.company.currencies.extend(currency.clone().map(|code| (channel.clone(), code)));
                let one = self.company.channels.iter_mut().find(|one| one.id == *channel).unwrap();
                one.currency = Some(currency.clone().unwrap_or_else(|| "USD".to_owned()));
            }
            Change::Rates { about, csv } => {
                let mut rates = RateTable::built_in();
                rates.add_csv(csv).expect("a table without a mistake");
                self.rates = Arc::new(rates);
                self.company.own_rates = Some(about.clone());
            }
            Change::NoRates => {
                self.rates = Arc::new(RateTable::built_in());
                self.company.own_rates = None;
            }
        }
    }

    fn set_by(&mut self, presses: &[Press]) {
        self.presses(Action::Settings(Settings::Open));
        self.presses(Action::Settings(Settings::Company));
        for press in presses {
            self.presses(Action::Company(press.clone()));
        }
    }
}

fn owner() -> World {
    let mut world = shop();
    world.rights(Role::Owner, &[]);
    world
}

#[test]
fn a_word_is_added_and_removed_and_the_configuration_comes_back() {
    let mut world = owner();
    world.set_by(&[Press::OptOut, Press::Words(Locale::PT_BR)]);
    assert_eq!(world.types("!!!").line, Some(AnyLine::Company(Line::Word)));
    assert_eq!(world.types("sáir").line, Some(AnyLine::Company(Line::WordKnown)));
    let step = world.types("Chega");
    let [AnyChange::Set(Setting::Company(Change::Words { before: None, after: Some(after), what, .. }))] =
        step.changes.as_slice()
    else {
        panic!("{:?}", step.changes)
    };
    assert_eq!(after.iter().map(OptOutWord::as_str).collect::<Vec<_>>(), ["SAIR", "PARAR", "Chega"]);
    assert!(matches!(what, OfWords::Added(added) if added.as_str() == "Chega"));
    let print = world.company.opt_out.find(Locale::PT_BR).unwrap().words[0].print();
    world.presses(Action::Company(Press::Drop(print.clone())));
    assert!(!world.company.opt_out.hears("sair") && world.company.opt_out.hears("parar"));
    let again = Input::Press(Action::Company(Press::Drop(print)));
    assert!(world.takes(&again).changes.is_empty(), "it is gone");
    world.presses(Action::Company(Press::Configured));
    assert!(world.company.opt_out.hears("sair") && !world.company.opt_out.hears("chega"));
    for n in 0..14 {
        world.types(&format!("palavra {n}"));
    }
    assert_eq!(world.types("mais uma").line, Some(AnyLine::Company(Line::TooManyWords)));
}

#[test]
fn a_table_counts_when_there_is_no_mistake_in_it() {
    let mut world = owner();
    world.set_by(&[Press::Costs]);
    let photo = IncomingFile { mime: "image/png".to_owned(), name: None, ..table() };
    assert_eq!(world.takes(&Input::File(photo)).line, Some(AnyLine::Company(Line::RatesNotCsv)));
    let large = IncomingFile { size: Some(1_000_000), ..table() };
    let line = Line::RatesUnread(Unread::TooLarge);
    assert_eq!(world.takes(&Input::File(large)).line, Some(AnyLine::Company(line)));
    world.takes(&Input::File(table()));
    assert_eq!(world.state.effect(), Some(Effect::ReadRates { file: table() }));
    let rows: String = (0..7).map(|_| "EUR,2026-10-01,Brasil,utility,1\n").collect();
    let text = Ok(format!("currency,effective,market,category,price\n{rows}"));
    let step = world.takes(&Input::RatesRead { file: table(), text });
    let Some(AnyLine::Company(Line::RatesWrong { mistakes, more })) = step.line else { panic!() };
    assert_eq!((mistakes.len(), mistakes[0].line, more), (5, 2, 2));
    assert!(step.changes.is_empty());
    world.takes(&Input::File(table()));
    let text = Ok("currency,effective,market,category,price\n".to_owned());
    let step = world.takes(&Input::RatesRead { file: table(), text });
    assert_eq!(step.line, Some(AnyLine::Company(Line::RatesEmpty)));
    world.takes(&Input::File(table()));
    world.takes(&fetched(table(), 0));
    assert_eq!(world.company.own_rates.as_ref().map(|own| own.prices), Some(1));
    // The channel may be charged in its currency now.
    world.presses(Action::Company(Press::Currency(channel_id("oficial"))));
    world.presses(Action::Company(Press::Use("EUR".to_owned())));
    assert_eq!(world.company.currencies, [(channel_id("oficial"), "EUR".to_owned())]);
    world.presses(Action::Company(Press::DropRates));
    let Prompt::Company(said) = world.screen().prompt else { panic!() };
    let Said::Costs { channels, own: None } = *said else { panic!() };
    assert!(channels.iter().any(|one| one.currency == "EUR" && one.is_set && !one.is_known));
}

#[test]
fn a_table_that_comes_late_or_without_the_right_changes_nothing() {
    let mut world = owner();
    world.set_by(&[Press::Costs]);
    world.takes(&Input::File(table()));
    world.presses(Action::Back);
    assert!(world.takes(&fetched(table(), 0)).changes.is_empty());
    world.takes(&Input::File(table()));
    world.rights(Role::Manager, &["vendas"]);
    let step = world.takes(&fetched(table(), 0));
    assert!(step.changes.is_empty());
    assert_eq!(step.line, Some(AnyLine::NotAllowed));
    // Nor is a table of prices what a manager sends elsewhere: that is one of contacts.
    for press in every_press(&world) {
        world.state = State::Company { place: Place::Costs };
        assert!(world.takes(&Input::Press(Action::Company(press))).changes.is_empty());
    }
}
