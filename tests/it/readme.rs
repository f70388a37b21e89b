//! The manual says what is there: every key of the configuration with its variable, and no file that does not exist.

use std::path::Path;

const README: &str = include_str!("../../README.md");
const EXAMPLE: &str = include_str!("../../balcao.example.toml");
/// Bytes of a picture: the whole page should come quickly on a phone.
const PICTURE_LEN_MAX: u64 = 150_000;

/// The keys of the table and their variables.
fn documented() -> Vec<(&'static str, &'static str)> {
    let rows = README.lines().filter(|line| line.starts_with("| `") && line.contains("| `BALCAO_"));
    rows.map(|row| {
        let ticked = row.split('`').skip(1).step_by(2);
        let ticked: Vec<&str> = ticked.collect();
        (ticked[0], ticked[ticked.len() - 1])
    })
    .collect()
}

/// The keys of the example, also of the lines that are commented out.
fn exemplified() -> Vec<String> {
    let mut section = String::new();
    let mut keys = Vec::new();
    for line in EXAMPLE.lines() {
        let line = line.trim_start_matches("# ");
        if line.starts_with('[') {
            let name: String = line.chars().take_while(|c| *c != '#').collect();
            section = format!("{}.", name.trim().trim_matches(['[', ']']));
        } else if let Some((key, _value)) = line.split_once(" = ")
            && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
        {
            keys.push(format!("{section}{key}"));
        }
    }
    keys
}

#[test]
fn every_key_stands_in_the_manual_with_the_name_of_its_variable() {
    let documented = documented();
    for key in exemplified() {
        assert!(documented.iter().any(|(known, _)| *known == key), "{key} is not in README.md");
    }
    for (key, variable) in documented {
        let in_list = ["channel.", "team.", "staff."].iter().find(|list| key.starts_with(*list));
        let whole = match in_list {
            Some(list) => key.replacen(list, &format!("{list}0."), 1),
            None => key.to_owned(),
        };
        assert_eq!(variable, format!("BALCAO_{}", whole.replace('.', "__").to_uppercase()), "{key}");
        let exemplified = exemplified();
        assert!(exemplified.iter().any(|known| known == key), "{key} is not in balcao.example.toml");
    }
}

#[test]
fn the_manual_links_to_files_that_are_there_and_its_pictures_are_small() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let links = README.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let pictures = README.split("src=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut seen = 0;
    for link in links.chain(pictures).filter(|link| !link.contains("://")) {
        let file = root.join(link);
        let len = std::fs::metadata(&file).unwrap_or_else(|error| panic!("{link}: {error}")).len();
        assert!(!link.ends_with(".png") || len <= PICTURE_LEN_MAX, "{link} has {len} bytes");
        seen += 1;
    }
    assert!(seen >= 5, "the links were found");
}

const RUNNING: &str = include_str!("../../docs/running.md");

#[test]
fn the_page_on_running_it_names_every_figure_and_links_to_files_that_are_there() {
    let source = include_str!("../../src/run/metrics.rs");
    let names = source.split('"').filter(|word| word.starts_with("balcao_") && !word.contains(' '));
    let mut seen = 0;
    for name in names {
        assert!(RUNNING.contains(&format!("`{name}`")), "{name} is not in docs/running.md");
        seen += 1;
    }
    assert!(seen >= 16, "the names were found");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let links = RUNNING.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    for link in links.filter(|link| !link.is_empty() && !link.contains("://")) {
        assert!(folder.join(link).exists(), "{link}");
    }
}

#[test]
fn whoever_stops_the_service_waits_longer_than_it_takes() {
    let ours = balcao::domain::limit::SHUTDOWN_TIME_MAX.num_seconds();
    let waits = [
        (include_str!("../../deploy/balcao.service"), "TimeoutStopSec="),
        (include_str!("../../deploy/compose.yaml"), "stop_grace_period: "),
        (RUNNING, "--stop-timeout "),
    ];
    for (text, key) in waits {
        let (_, rest) = text.split_once(key).unwrap_or_else(|| panic!("{key} is missing"));
        let seconds: i64 = rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap();
        assert!(seconds >= 2 * ours, "{key}{seconds}");
    }
}
