//! Every language says everything, with the same arguments and at about the same length; every sentence is used.

use super::built_in::BUILT_IN;
use super::check::slips;
use super::*;
use chrono::{TimeDelta, TimeZone as _};
use fluent_bundle::FluentResource;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Those that are built in.
fn spoken() -> Vec<Locale> {
    Words::load().languages().collect()
}

/// The texts of a language's files.
fn sources(locale: Locale) -> &'static [&'static str] {
    BUILT_IN.iter().find(|(tag, _)| *tag == locale.tag()).map(|(_, texts)| *texts).unwrap()
}

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

/// What each language takes of the same day or the same hour.
const PARTS: [&str; 3] = ["time-of-day", "date-this-year", "date-other-year"];

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
    for locale in spoken() {
        for text in sources(locale) {
            if let Err((_, slips)) = FluentResource::try_new((*text).to_owned()) {
                panic!("{}: {slips:?} in {}", locale.tag(), text.lines().next().unwrap_or_default());
            }
        }
    }
}

#[test]
fn what_a_company_brings_is_held_to_what_ours_is() {
    for locale in spoken() {
        for text in sources(locale) {
            assert_eq!(slips(text), [], "{}: {}", locale.tag(), text.lines().next().unwrap_or_default());
        }
    }
    let slip = |text: &str| slips(text).first().map(|slip| format!("{}: {}", slip.line, slip.problem));
    for (text, problem) in [
        (
            "### Nada.\nmenu-hint = Salut\nmenu-hont = Salut",
            "3: menu-hont: there is no sentence of this name",
        ),
        ("menu-title = Salut, { $nom } !", "1: menu-title: { $nom } is not given to it"),
        ("menu-title = <b>Salut", "1: menu-title: <b> stays open"),
        ("menu-hint = a</b>", "1: menu-hint: </b> closes nothing"),
        ("menu-hint = <h1>a</h1>", "1: menu-hint: <h1> is not one of <b>, <i>, <code>, <blockquote>, <a>"),
        ("menu-hint = a & b", "1: menu-hint: expected &amp; in place of a bare &"),
        ("menu-hint = 1 > 0", "1: menu-hint: expected &lt; and &gt; in place of < and > that mark nothing"),
        ("menu-hint = { menu-title }", "1: menu-hint: expected nothing but words and { $values }"),
        ("-brand = x", "1: brand: terms are not used here"),
        ("menu-hint =\n    .name = x", "1: menu-hint: expected words behind the ="),
        ("menu-hint = a\nmenu-hint = b", "1: menu-hint: it is there twice"),
        ("number-group = ;", "1: number-group: expected . or , or ’ or {\" \"} or none"),
        ("number-decimal = :", "1: number-decimal: expected , or ."),
        ("month-names = jan fev", "1: month-names: expected a word for each, with blanks between"),
        ("command-help-name = Aide", "1: command-help-name: expected 1 to 32 of a-z, 0-9 and _"),
        ("sheet-delimiter = tab", "1: sheet-delimiter: expected , or ;"),
    ] {
        assert_eq!(slip(text).as_deref(), Some(problem), "{text}");
    }
    assert!(slip("menu-hint = { $").is_some_and(|slip| slip.starts_with("1: ")));
    for good in ["number-group = {\" \"}", "menu-title = Salut !", "date-this-year = { $d } { $monthname }"] {
        assert_eq!(slip(good), None, "{good}");
    }
}

#[test]
fn a_folder_adds_a_language_and_says_known_ones_in_other_words() {
    let folder = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    put("fr/menu.ftl", "menu-title = <b>Salut, { $name } !</b>\nnumber-group = {\" \"}");
    put("fr/notes.txt", "what is no sentence is left alone");
    put("en/ours.ftl", "button-new = ➕ New ticket");
    put(".git/x/y.ftl", "hidden");
    let words = Words::with(folder.path()).unwrap();
    let french = words.find("fr-CA").unwrap();
    assert_eq!(
        words.languages().map(|one| one.tag().to_owned()).collect::<Vec<_>>(),
        ["pt-BR", "en", "es", "fr"]
    );
    assert_eq!(words.say(french, Key::MenuTitle, &[("name", "Léa".into())]), "<b>Salut, Léa !</b>");
    assert_eq!(words.say(french, Key::ButtonNew, &[]), "➕ Novo atendimento", "what it lacks");
    assert_eq!(words.marks(french).amount(1_000_000_000), "1\u{202f}000,00");
    assert_eq!(words.missing(french).len(), Key::ALL.len() - 2);
    assert_eq!(words.say(Locale::EN, Key::ButtonNew, &[]), "➕ New ticket");
    assert_eq!(words.say(Locale::EN, Key::MenuTitle, &[("name", "Léa".into())]), "<b>Hello, Léa!</b>");
    assert!(words.missing(Locale::EN).is_empty());
    put("fr/menu.ftl", "menu-title = <b>Salut");
    let fault = Words::with(folder.path()).unwrap_err().to_string();
    assert!(fault.ends_with("fr/menu.ftl:1: menu-title: <b> stays open"), "{fault}");
    put("deutsch/menu.ftl", "");
    assert!(
        Words::with(folder.path()).unwrap_err().to_string().contains("expected a folder named by a language")
    );
    assert!(Words::with(&folder.path().join("none")).unwrap_err().to_string().contains("none: "));
}

#[test]
fn a_tag_from_telegram_finds_its_language() {
    let words = Words::load();
    for (tag, found) in [("pt-br", "pt-BR"), ("pt", "pt-BR"), ("en-GB", "en"), ("es-419", "es")] {
        assert_eq!(words.find(tag).map(|one| one.tag().to_owned()).as_deref(), Some(found), "{tag}");
    }
    assert!(["ja", "", "?"].iter().all(|tag| words.find(tag).is_none()));
}

#[test]
fn money_and_sizes_are_written_as_the_language_writes_them() {
    let words = Words::load();
    let money = |locale, micros, currency| voice(&words, locale).money(micros, currency);
    assert_eq!(money(Locale::PT_BR, 6_800, "USD"), "US$ 0,0068");
    assert_eq!(money(Locale::EN, 6_800, "USD"), "$0.0068");
    assert_eq!(money(Locale::ES, 6_800, "USD"), "US$ 0.0068");
    assert_eq!(money(Locale::PT_BR, 1_234_500_000, "BRL"), "R$ 1.234,50");
    assert_eq!(money(Locale::EN, 1_234_000_000, "ARS"), "ARS 1,234.00");
    let size = |locale, bytes| voice(&words, locale).size(bytes);
    assert_eq!(size(Locale::PT_BR, 16 * 1024 * 1024), "16 MB");
    assert_eq!(size(Locale::PT_BR, 500 * 1024), "500 kB");
    assert_eq!(size(Locale::EN, 12), "12 B");
}

#[test]
fn every_language_has_every_sentence_and_no_other() {
    let keys: BTreeSet<String> = Key::ALL.iter().map(|key| key.id().to_owned()).collect();
    let dynamic = |name: &String| name.starts_with("country-") || name.starts_with("market-");
    let families: BTreeSet<String> = messages(Locale::PT_BR).into_keys().filter(dynamic).collect();
    for locale in spoken() {
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
    let here = messages(Locale::PT_BR);
    for locale in spoken() {
        for (name, text) in messages(locale).into_iter().filter(|(name, _)| !PARTS.contains(&name.as_str())) {
            assert_eq!(arguments(&text), arguments(&here[&name]), "{name} in {}", locale.tag());
        }
    }
}

/// Characters of a sentence in its most general way: some languages need more ways than others.
fn length(text: &str) -> usize {
    let lines = text.lines().filter(|line| !line.starts_with('['));
    lines.map(|line| line.trim_start_matches("*[other]").chars().count()).sum()
}

#[test]
fn a_sentence_is_about_as_long_in_every_language() {
    let here = messages(Locale::PT_BR);
    for locale in spoken() {
        for (name, text) in messages(locale) {
            let (one, other) = (length(&text), length(&here[&name]));
            let fits = one <= other * 8 / 5 + 16 && other <= one * 8 / 5 + 16;
            assert!(
                fits || PARTS.contains(&name.as_str()),
                "{name}: {one} characters in {}, {other} in pt-BR",
                locale.tag()
            );
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
    let queue = |count: u32| words.say(Locale::PT_BR, Key::QueueTitle, &[("total", count.into())]);
    assert!(queue(0).contains("Nada esperando"), "CLDR calls 0 singular in Portuguese: {}", queue(0));
    assert!(queue(1).contains("1 atendimento com"));
    assert!(queue(2).contains("2 atendimentos com"));
    assert!(queue(1_500).contains("1.500 atendimentos com"));
    let dropped =
        |count: u32| words.say(Locale::PT_BR, Key::LineTemplateChanged, &[("dropped", count.into())]);
    assert!(dropped(0).contains("Seus valores continuam"));
}

#[test]
fn a_count_of_nothing_never_reads_as_one() {
    // Sentences without an arm for 0 are said only where there is something.
    for locale in spoken() {
        for (name, text) in messages(locale) {
            let plural = text.contains("[one]");
            let may_lack_zero = [
                "templates-hint",
                "value-too-long",
                "line-held",
                "card-held",
                "conclude-waiting",
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
    let said = Words::load().say(Locale::PT_BR, Key::MenuTitle, &[("name", "Carla".into())]);
    assert_eq!(said, "<b>Olá, Carla!</b>");
}

#[test]
fn countries_and_markets_have_names() {
    let words = Words::load();
    assert_eq!(words.country(Locale::PT_BR, "BR"), "Brasil");
    assert_eq!(words.country(Locale::EN, "de"), "Germany");
    assert_eq!(words.country(Locale::ES, "US"), "Estados Unidos");
    assert_eq!(words.country(Locale::ES, "??"), "??");
    assert_eq!(words.market(Locale::PT_BR, "brazil").as_deref(), Some("Brasil"));
    assert_eq!(words.market(Locale::PT_BR, "atlantis"), None);
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
    assert_eq!(said(Locale::PT_BR, half), "14:32");
    assert_eq!(said(Locale::EN, half), "2:32 PM");
    assert_eq!(said(Locale::PT_BR, TimeDelta::days(1) + half), "ontem 14:32");
    assert_eq!(said(Locale::ES, TimeDelta::days(1) + half), "ayer 14:32");
    assert_eq!(said(Locale::PT_BR, -TimeDelta::days(1) + half), "amanhã 14:32");
    assert_eq!(said(Locale::PT_BR, TimeDelta::days(4) + half), "09/11 14:32");
    assert_eq!(said(Locale::EN, TimeDelta::days(4) + half), "Nov 9, 2:32 PM");
    assert_eq!(said(Locale::PT_BR, TimeDelta::days(365) + half), "13/11/2025 14:32");
    assert_eq!(
        said(Locale::PT_BR, TimeDelta::hours(15) + half),
        "ontem 23:32",
        "the day changes at our midnight"
    );
}

#[test]
fn a_while_is_told_in_its_largest_units() {
    let words = Words::load();
    let voice = voice(&words, Locale::PT_BR);
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
    assert_eq!(voice(&words, Locale::PT_BR).list(&items), "a, b e c");
    assert_eq!(voice(&words, Locale::EN).list(&items), "a, b, and c");
    assert_eq!(voice(&words, Locale::ES).list(&items[..2]), "a y b");
    assert_eq!(voice(&words, Locale::ES).list(&items[..1]), "a");
}

#[test]
fn every_price_market_has_a_name_in_every_language() {
    let words = Words::load();
    for locale in spoken() {
        for market in crate::domain::cost::Market::all() {
            assert!(words.market(locale, &market.slug()).is_some(), "{} in {}", market.slug(), locale.tag());
        }
    }
}
