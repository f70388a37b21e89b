//! Tidiness: what keeps the tree readable for whoever comes next, and is forgotten when nobody looks.
//!
//! The order of the modules is the one in `src/lib.rs`; the folder of each library is in [`LIBRARIES`]. Both are read
//! from the sources as text, without comments and strings: a few false friends would be cheaper to rename than a
//! parser is to keep.

#![expect(clippy::string_slice, reason = "every place in a text was found in that text")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Where the name of each library may appear: a path begins with one of these. Libraries that everybody uses have the
/// empty beginning.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("teloxide", &["src/telegram/", "src/demo/telegram/tests/"]),
    ("dptree", &["src/telegram/route/"]),
    ("tokio", &[""]),
    ("tokio_util", &["src/supervise.rs", "src/telegram/botapi/", "src/demo/", "tests/it/"]),
    ("mimalloc", &["src/run/memory.rs"]),
    ("futures", &[""]),
    ("sqlx", &["src/store/", "tests/it/"]),
    ("rustix", &["src/store/", "src/run/memory.rs"]),
    ("reqwest", &["src/channel/", "src/demo/", "src/telegram/botapi/", "tests/it/", "benches/"]),
    ("axum", &["src/webhook/", "src/demo/", "tests/it/", "benches/"]),
    ("tower_http", &["src/webhook/"]),
    ("serde", &[""]),
    ("serde_json", &[""]),
    ("csv", &["src/domain/cost/", "src/domain/exchange/"]),
    (
        "uuid",
        // Ids are made at the edges and live in one place; tests make their own.
        &["src/domain/id.rs", "src/app/", "src/demo/", "src/run/demo.rs", "src/telegram/payload.rs"],
    ),
    ("chrono", &[""]),
    ("chrono_tz", &[""]),
    ("config", &["src/config/"]),
    ("clap", &["src/cli.rs", "src/main.rs"]),
    ("secrecy", &["src/config/", "src/channel/", "src/run/", "tests/it/", "benches/"]),
    ("phonenumber", &["src/domain/phone/"]),
    ("fluent_bundle", &["src/i18n/"]),
    ("fluent_syntax", &["src/i18n/", "tests/it/"]),
    ("thiserror", &[""]),
    ("anyhow", &["src/run/", "src/main.rs", "tests/it/", "benches/"]),
    ("tracing", &[""]),
    ("tracing_subscriber", &["src/main.rs", "tests/it/world/"]),
    ("metrics", &["src/run/", "src/app/", "src/telegram/"]),
    ("metrics_exporter_prometheus", &["src/run/"]),
    ("hmac", &["src/channel/", "src/telegram/source/", "src/demo/cloud/", "tests/it/", "benches/"]),
    (
        "sha2",
        &[
            "src/channel/",
            "src/telegram/source/",
            "src/app/invitation.rs",
            "src/demo/",
            "tests/it/",
            "benches/",
        ],
    ),
    ("subtle", &["src/channel/", "src/telegram/source/"]),
    ("jsonwebtoken", &["src/channel/evolution/", "src/demo/evolution/", "tests/it/"]),
    ("base64", &["src/domain/id.rs", "src/channel/", "src/demo/", "tests/it/"]),
    ("percent_encoding", &["src/domain/", "src/demo/"]),
    ("bytes", &[""]),
    ("insta", &["tests/it/"]),
    ("proptest", &[""]),
    ("tempfile", &[""]),
    ("thirtyfour", &["tests/it/browser/"]),
];

/// Lines that a file may have.
const LINES_MAX: usize = 400;

struct File {
    /// From the root of the tree, with `/`.
    path: String,
    text: String,
    /// Line by line without comments, and without what stands in strings.
    code: Vec<String>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files() -> Vec<File> {
    let mut found = Vec::new();
    for folder in ["src", "tests", "benches", "examples"] {
        collect(&root().join(folder), &mut found);
    }
    found.sort();
    assert!(found.len() > 100, "the sources are where this test looks for them");
    found.into_iter().map(|path| File::read(&path)).collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

impl File {
    fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap();
        let parts: Vec<_> =
            path.strip_prefix(root()).unwrap().iter().map(|part| part.to_str().unwrap()).collect();
        Self { path: parts.join("/"), code: code_of(&text), text }
    }

    fn is_test(&self) -> bool {
        self.path.starts_with("tests/") || self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// Paths of `crate::…` in the code, by the module they lead to.
    fn imports(&self) -> Vec<(usize, &str)> {
        let mut found = Vec::new();
        for (number, line) in numbered(&self.code) {
            for (at, _) in line.match_indices("crate::") {
                found.push((number, word_at(&line[at + "crate::".len()..])));
            }
        }
        found
    }

    /// Lines on which a library is named: `name::…`, `use name;` or `use name as …`, not as a part of a longer path.
    fn names(&self, library: &str) -> Vec<usize> {
        numbered(&self.code).filter(|(_, line)| names(line, library)).map(|(number, _)| number).collect()
    }
}

fn numbered(lines: &[String]) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(lines.iter().map(String::as_str))
}

fn word_at(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

fn names(line: &str, library: &str) -> bool {
    line.match_indices(library).any(|(at, _)| {
        let (before, after) = (&line[..at], &line[at + library.len()..]);
        let path_before = before.strip_suffix("::").unwrap_or(before);
        let is_whole = !path_before.ends_with(|c: char| c.is_alphanumeric() || "_.>:\"'".contains(c));
        let is_used =
            before.trim_end().ends_with("use") && (after.starts_with(';') || after.starts_with(" as "));
        is_whole && (after.starts_with("::") || is_used)
    })
}

/// The code without comments and without what stands in strings, so that a word in a sentence is no finding.
fn code_of(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut rest = text;
    let mut put = |piece: &str, keep: bool| {
        for c in piece.chars() {
            if c == '\n' {
                lines.push(String::new());
            } else if keep {
                lines.last_mut().unwrap().push(c);
            }
        }
    };
    while !rest.is_empty() {
        let skipped = skipped_length(rest);
        let length = skipped.unwrap_or_else(|| rest.chars().next().map_or(1, char::len_utf8));
        let (piece, behind) = rest.split_at(length);
        put(piece, skipped.is_none());
        rest = behind;
    }
    lines
}

/// How long the comment, string or character is that begins here, if one does.
fn skipped_length(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return Some(text.find("*/").map_or(text.len(), |end| end + 2));
    }
    if let Some(raw) = text.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            let close = format!("\"{}", "#".repeat(hashes));
            let from = 1 + hashes + 1;
            return Some(text[from..].find(&close).map_or(text.len(), |end| from + end + close.len()));
        }
    }
    if let Some(inside) = text.strip_prefix('"') {
        let mut escaped = false;
        let end = inside.char_indices().find(|(_, c)| {
            let is_end = *c == '"' && !escaped;
            escaped = *c == '\\' && !escaped;
            is_end
        });
        return Some(end.map_or(text.len(), |(at, _)| at + 2));
    }
    let mut letters = text.chars();
    if letters.next() == Some('\'') {
        // A character, not a lifetime: it is closed after one letter or an escape.
        return match (letters.next(), letters.next()) {
            (Some('\\'), _) => text[2..].find('\'').map(|end| (end + 3).max(4)),
            (Some(letter), Some('\'')) => Some(letter.len_utf8() + 2),
            _ => None,
        };
    }
    None
}

/// The modules of `src/lib.rs`, in its order.
fn modules() -> Vec<String> {
    let map = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let found: Vec<_> = map
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';').map(str::to_owned))
        .collect();
    assert!(found.len() > 10, "lib.rs has its modules one to a line");
    found
}

/// The module of `lib.rs` that a file belongs to.
fn module_of(path: &str) -> Option<&str> {
    let below = path.strip_prefix("src/")?;
    let first = below.split('/').next()?;
    Some(first.strip_suffix(".rs").unwrap_or(first)).filter(|name| !matches!(*name, "lib" | "main" | "cli"))
}

fn none(what: &str, found: Vec<String>) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

#[test]
fn no_module_imports_one_below_it_in_the_map() {
    let order = modules();
    let mut found = Vec::new();
    for file in rust_files() {
        let Some(own) = module_of(&file.path) else { continue };
        let own_at = order.iter().position(|name| name == own);
        for (line, other) in file.imports() {
            let other_at = order.iter().position(|name| name == other);
            if own_at.is_none() || other_at.is_none() || other_at > own_at {
                found.push(format!("{}:{line}: {own} imports {other}", file.path));
            }
        }
    }
    none("imports against the order of src/lib.rs", found);
}

#[test]
fn the_map_says_what_every_module_is_for_and_in_their_order() {
    let map = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let told: Vec<_> = map
        .lines()
        .filter_map(|line| line.strip_prefix("//! | [`")?.split_once("`] | "))
        .inspect(|(name, line)| assert!(line.len() > 40, "{name} is said to be for: {line}"))
        .map(|(name, _)| name.to_owned())
        .collect();
    assert_eq!(told, modules());
}

#[test]
fn every_outside_library_is_named_in_its_own_folder_only() {
    let files = rust_files();
    let mut found = Vec::new();
    for (library, folders) in LIBRARIES {
        let mut is_used = false;
        for file in &files {
            let lines = file.names(library);
            is_used |= !lines.is_empty();
            let is_at_home = folders.iter().any(|folder| file.path.starts_with(folder));
            let is_id_of_a_test = *library == "uuid" && file.is_test();
            if !lines.is_empty() && !is_at_home && !is_id_of_a_test {
                found.push(format!("{}:{}: {library} belongs to {folders:?}", file.path, lines[0]));
            }
        }
        if !is_used {
            found.push(format!("Cargo.toml: {library} is used by nobody"));
        }
    }
    none("libraries out of place", found);
}

#[test]
fn every_outside_library_has_its_place() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut section = "";
    let mut wanted = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.ends_with("dependencies]")
            && let Some((name, _)) = line.split_once(" = ")
            && !name.starts_with('#')
        {
            wanted.insert(name.replace('-', "_"));
        }
    }
    let placed: BTreeSet<String> = LIBRARIES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(wanted, placed);
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    for source in lock.lines().filter(|line| line.starts_with("source = ")) {
        assert!(source.starts_with("source = \"registry+"), "{source}");
    }
}

#[test]
fn no_file_is_longer_than_one_can_read_at_once_and_each_says_what_it_is() {
    let mut found = Vec::new();
    for file in rust_files() {
        let lines = file.text.lines().count();
        if lines > LINES_MAX {
            found.push(format!("{}: {lines} lines, {LINES_MAX} at most", file.path));
        }
        if !file.text.starts_with("//! ") {
            found.push(format!("{}: opens without saying what it is", file.path));
        }
    }
    none("files to divide or to introduce", found);
}

#[test]
fn nothing_is_left_undone_silenced_skipped_or_waited_out() {
    let mut found = Vec::new();
    for file in rust_files() {
        // Built here, so that this file does not find itself.
        let mut unwanted = vec!["todo!".to_owned(), "unimplemented!".to_owned()];
        unwanted.extend(["allow", "ignore"].map(|word| format!("#[{word}")));
        unwanted.push(format!("#![{}", "allow"));
        if file.is_test() {
            unwanted.push(format!("sleep{}", "("));
        }
        for (number, line) in numbered(&file.code) {
            for word in unwanted.iter().filter(|word| line.contains(word.as_str())) {
                found.push(format!("{}:{number}: {word}", file.path));
            }
        }
    }
    none("left undone, silenced, skipped or waited out", found);
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    let places = ["/work", "/home", "/root", "/Users"].map(|place| format!("{place}/"));
    let mut found = Vec::new();
    for file in rust_files().into_iter().filter(|file| file.path != "tests/it/tidy.rs") {
        let lines: Vec<String> = file.text.lines().map(str::to_owned).collect();
        for (number, line) in numbered(&lines) {
            if places.iter().any(|place| line.contains(place)) || line.contains("localhost:") {
                found.push(format!("{}:{number}: {}", file.path, line.trim()));
            }
        }
    }
    none("names of places on one machine", found);
}

#[test]
fn every_limit_has_its_reason() {
    let limits = File::read(&root().join("src/domain/limit.rs"));
    let lines: Vec<&str> = limits.text.lines().collect();
    let consts: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].starts_with("pub const ")).collect();
    assert!(consts.len() > 30, "the limits are where this test looks for them");
    for at in consts {
        assert!(at > 0 && lines[at - 1].starts_with("/// "), "src/domain/limit.rs:{}: {}", at + 1, lines[at]);
    }
}

#[test]
fn the_reader_of_sources_tells_code_from_sentences() {
    let code = code_of(
        "use a::b; // sqlx::x\nlet s = \"reqwest::\\\"y\"; f('\"', r#\"axum::\"#, 'a);\n/* csv::z */ clap::d()",
    );
    assert_eq!(code, ["use a::b; ", "let s = ; f(, , 'a);", " clap::d()"]);
    assert!(
        names("use ::config::Value;", "config")
            && names("use csv;", "csv")
            && names("#[tokio::main]", "tokio")
    );
    assert!(!names("use crate::config::Config;", "config") && !names("let csv = 1;", "csv"));
    assert!(!names("super::csv::x()", "csv") && !names("self.metrics::<u8>()", "metrics"));
}
