//! Every language says everything, with the same arguments and at about the same length; every sentence is used.

use super::*;
use chrono::{TimeDelta, TimeZone as _};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The messages of a language: by name, the text as it stands in the file.
fn messages(locale: Locale) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut current: Option<String> = None;
    for line in sources(locale).iter().flat_map(|text| text.lines()) {
        let name = line.split_once(" =").map(|(name, _)| name).filter(|name| {
            name.starts_with(|c: char| c.is_ascii_lowercase())
                && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        });
        match name {
            Some(name) => {
                let text = line.split_once(" =").map(|(_, text)| text.trim().to_owned()).unwrap_or_default();
                assert!(
                    found.insert(name.to_owned(), text).is_none(),
                    "{name} is there twice in {}",
                    locale.tag()
                );
                current = Some(name.to_owned());
            }
            None if line.starts_with('#') => current = None,
            None => {
                if let Some(text) = current.as_ref().and_then(|name| found.get_mut(name)) {
                    text.push('\n');
                    text.push_str(line.trim());
                }
            }
        }
    }
    found
}

fn arguments(text: &str) -> BTreeSet<String> {
    text.split("{ $")
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect())
        .collect()
}

/// Every `.rs` file below `src`, but for the list of keys and tests.
fn code() -> String {
    fn gather(folder: &Path, into: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_code = path.extension().is_some_and(|ext| ext == "rs");
            let is_list = path.ends_with("i18n/key.rs") || path.ends_with("tests.rs");
            if path.is_dir() && !path.ends_with("tests") {
                gather(&path, into);
            } else if is_code && !is_list {
                into.push_str(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut text = String::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut text);
    text
}

#[test]
fn every_file_can_be_read_to_its_end() {
    for locale in Locale::ALL {
        for text in sources(locale) {
            if let Err((_, slips)) = FluentResource::try_new(text.to_owned()) {
                panic!("{}: {slips:?} in {}", locale.tag(), text.lines().next().unwrap_or_default());
            }
        }
    }
}

#[test]
fn every_language_has_every_sentence_and_no_other() {
    let keys: BTreeSet<String> = Key::ALL.iter().map(|key| key.id().to_owned()).collect();
    let dynamic = |name: &String| name.starts_with("country-") || name.starts_with("market-");
    let families: BTreeSet<String> = messages(Locale::PtBr).into_keys().filter(dynamic).collect();
    for locale in Locale::ALL {
        let names: BTreeSet<String> = messages(locale).into_keys().collect();
        let expected: BTreeSet<String> = keys.union(&families).cloned().collect();
        let missing: Vec<_> = expected.difference(&names).collect();
        let extra: Vec<_> = names.difference(&expected).collect();
        assert!(
            missing.is_empty() && extra.is_empty(),
            "{}: missing {missing:?}, extra {extra:?}",
            locale.tag()
        );
    }
}

#[test]
fn a_sentence_takes_the_same_arguments_in_every_language() {
    let here = messages(Locale::PtBr);
    for locale in [Locale::En, Locale::Es] {
        for (name, text) in messages(locale) {
            assert_eq!(arguments(&text), arguments(&here[&name]), "{name} in {}", locale.tag());
        }
    }
}

#[test]
fn a_sentence_is_about_as_long_in_every_language() {
    let here = messages(Locale::PtBr);
    for locale in [Locale::En, Locale::Es] {
        for (name, text) in messages(locale) {
            let (one, other) = (text.chars().count(), here[&name].chars().count());
            let fits = one <= other * 8 / 5 + 16 && other <= one * 8 / 5 + 16;
            assert!(fits, "{name}: {one} characters in {}, {other} in pt-BR", locale.tag());
        }
    }
}

#[test]
fn every_sentence_is_used() {
    let code = code();
    let unused: Vec<_> = Key::ALL
        .iter()
        .filter(|key| {
            let name = format!("Key::{key:?}");
            !code.split(&name).skip(1).any(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
        })
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn the_name_of_a_key_is_its_name_in_the_files() {
    for key in Key::ALL {
        let kebab: String = format!("{key:?}")
            .chars()
            .enumerate()
            .flat_map(|(at, c)| {
                let dash = (at > 0 && c.is_ascii_uppercase()).then_some('-');
                dash.into_iter().chain(std::iter::once(c.to_ascii_lowercase()))
            })
            .collect();
        assert_eq!(kebab, key.id());
    }
}

#[test]
fn nothing_is_one_of_nothing_in_portuguese() {
    let words = Words::load();
    let queue = |count: u32| words.say(Locale::PtBr, Key::QueueTitle, &[("total", count.into())]);
    assert!(queue(0).contains("Nada esperando"), "CLDR calls 0 singular in Portuguese: {}", queue(0));
    assert!(queue(1).contains("1 atendimento com"));
    assert!(queue(2).contains("2 atendimentos com"));
    assert!(queue(1_500).contains("1.500 atendimentos com"));
    let dropped =
        |count: u32| words.say(Locale::PtBr, Key::LineTemplateChanged, &[("dropped", count.into())]);
    assert!(dropped(0).contains("Seus valores continuam"));
}

#[test]
fn a_count_of_nothing_never_reads_as_one() {
    // Sentences without an arm for 0 are said only where there is something.
    for locale in Locale::ALL {
        for (name, text) in messages(locale) {
            let plural = text.contains("[one]");
            let may_lack_zero = [
                "templates-hint",
                "value-too-long",
                "line-held",
                "card-held",
                "conclude-held",
                "notice-released",
                "notice-stopped",
                "duration-days",
            ];
            assert!(!plural || text.contains("[0]") || may_lack_zero.contains(&name.as_str()), "{name}");
        }
    }
}

#[test]
fn no_marks_of_direction_travel_into_names() {
    let said = Words::load().say(Locale::PtBr, Key::MenuTitle, &[("name", "Carla".into())]);
    assert_eq!(said, "<b>Olá, Carla!</b>");
}

#[test]
fn countries_and_markets_have_names() {
    let words = Words::load();
    assert_eq!(words.country(Locale::PtBr, "BR"), "Brasil");
    assert_eq!(words.country(Locale::En, "de"), "Germany");
    assert_eq!(words.country(Locale::Es, "US"), "Estados Unidos");
    assert_eq!(words.country(Locale::Es, "??"), "??");
    assert_eq!(words.market(Locale::PtBr, "brazil").as_deref(), Some("Brasil"));
    assert_eq!(words.market(Locale::PtBr, "atlantis"), None);
}

fn voice(words: &Words, locale: Locale) -> Voice<'_> {
    let timezone = chrono_tz::America::Sao_Paulo;
    let now = timezone.with_ymd_and_hms(2026, 11, 13, 15, 0, 0).unwrap().to_utc();
    Voice { words, locale, timezone, now }
}

#[test]
fn a_moment_is_as_short_as_it_stays_clear() {
    let words = Words::load();
    let said = |locale, ago: TimeDelta| {
        let voice = voice(&words, locale);
        voice.date_time(voice.now - ago)
    };
    let half = TimeDelta::minutes(28);
    assert_eq!(said(Locale::PtBr, half), "14:32");
    assert_eq!(said(Locale::En, half), "2:32 PM");
    assert_eq!(said(Locale::PtBr, TimeDelta::days(1) + half), "ontem 14:32");
    assert_eq!(said(Locale::Es, TimeDelta::days(1) + half), "ayer 14:32");
    assert_eq!(said(Locale::PtBr, -TimeDelta::days(1) + half), "amanhã 14:32");
    assert_eq!(said(Locale::PtBr, TimeDelta::days(4) + half), "09/11 14:32");
    assert_eq!(said(Locale::En, TimeDelta::days(4) + half), "Nov 9, 2:32 PM");
    assert_eq!(said(Locale::PtBr, TimeDelta::days(365) + half), "13/11/2025 14:32");
    assert_eq!(
        said(Locale::PtBr, TimeDelta::hours(15) + half),
        "ontem 23:32",
        "the day changes at our midnight"
    );
}

#[test]
fn a_while_is_told_in_its_largest_units() {
    let words = Words::load();
    let voice = voice(&words, Locale::PtBr);
    assert_eq!(voice.duration(TimeDelta::seconds(20)), "1 min");
    assert_eq!(voice.duration(TimeDelta::minutes(80)), "1 h 20 min");
    assert_eq!(voice.duration(TimeDelta::hours(2)), "2 h");
    assert_eq!(voice.duration(TimeDelta::hours(30)), "1 dia");
    assert_eq!(voice.duration(TimeDelta::hours(80)), "3 dias");
    assert_eq!(voice.age(voice.now - TimeDelta::seconds(20)), "agora");
    assert_eq!(voice.age(voice.now - TimeDelta::minutes(125)), "2 h");
}

#[test]
fn things_in_a_row_are_joined_as_people_say_them() {
    let words = Words::load();
    let items = ["a", "b", "c"].map(ToOwned::to_owned);
    assert_eq!(voice(&words, Locale::PtBr).list(&items), "a, b e c");
    assert_eq!(voice(&words, Locale::En).list(&items), "a, b, and c");
    assert_eq!(voice(&words, Locale::Es).list(&items[..2]), "a y b");
    assert_eq!(voice(&words, Locale::Es).list(&items[..1]), "a");
}

#[test]
fn every_price_market_has_a_name_in_every_language() {
    let words = Words::load();
    for locale in Locale::ALL {
        for market in crate::domain::cost::Market::all() {
            assert!(words.market(locale, &market.slug()).is_some(), "{} in {}", market.slug(), locale.tag());
        }
    }
}
