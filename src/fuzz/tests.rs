//! Every target with the kept corpus and with changed copies of it: the same ones each time, on any compiler.

use super::{TARGETS, run};
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

/// Changed copies per target: some seconds for all of them together.
const CHANGED: usize = 400;
/// Bytes of a changed copy: nothing in the corpus is longer.
const LEN_MAX: usize = 16 * 1024;

fn folder(target: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target)
}

/// The files of a target, in the order of their names.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder(target))
        .unwrap_or_else(|error| panic!("{target} has no corpus: {error}"))
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
        .collect();
    found.sort();
    found
}

/// Numbers that are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}

/// What decoders stumble over.
const WORDS: [&str; 24] = [
    "\u{0}",
    "\n",
    "\r\n",
    "\"",
    "\\u0000",
    "\\ud800",
    "{",
    "}",
    "[",
    "]",
    "null",
    "-1",
    "1e400",
    "99999999999999999999",
    "<b>",
    "&",
    "\u{202e}",
    "\u{1f469}\u{200d}\u{1f680}",
    "*",
    "```",
    ":",
    ";",
    "=",
    "+55",
];

fn changed(dice: &mut Dice, corpus: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = corpus[dice.below(corpus.len())].1.clone();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len() + 1);
        match dice.below(7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            1 => bytes.truncate(at),
            2 => {
                let other = &corpus[dice.below(corpus.len())].1;
                let from = dice.below(other.len() + 1);
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
            3 => {
                let end = (at + 1 + dice.below(16)).min(bytes.len());
                bytes.drain(at..end.max(at));
            }
            4 => {
                let end = (at + 1 + dice.below(32)).min(bytes.len());
                let piece = bytes[at.min(end)..end].to_vec();
                bytes.splice(at..at, piece.repeat(1 + dice.below(8)));
            }
            _ => {
                let word = WORDS[dice.below(WORDS.len())].as_bytes();
                bytes.splice(at..at, word.iter().copied());
            }
        }
    }
    bytes.truncate(LEN_MAX);
    bytes
}

fn holds(target: &str, name: &str, bytes: &[u8]) -> Result<(), String> {
    let tried = catch_unwind(|| assert!(run(target, bytes), "a target of this name"));
    tried.map_err(|_panic| format!("{target}, {name}: {:?}", String::from_utf8_lossy(bytes)))
}

/// What was found once stands in the corpus, named `found-…`, so that it is tried for ever.
#[test]
fn the_kept_corpus_finds_nothing() {
    let failed: Vec<String> = TARGETS
        .iter()
        .flat_map(|(target, _)| corpus(target).into_iter().map(move |(name, bytes)| (*target, name, bytes)))
        .filter_map(|(target, name, bytes)| holds(target, &name, &bytes).err())
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn changed_copies_of_the_corpus_find_nothing() {
    let mut failed = Vec::new();
    for (target, _) in TARGETS {
        let corpus = corpus(target);
        assert!(corpus.len() > 2, "{target} has a corpus");
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        for number in 0..CHANGED {
            let bytes = changed(&mut dice, &corpus);
            failed.extend(holds(target, &format!("change {number}"), &bytes).err());
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn each_target_is_built_for_the_fuzzer_and_has_nothing_but_targets_beside_it() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/Cargo.toml");
    let manifest = std::fs::read_to_string(manifest).unwrap();
    let built: Vec<&str> = manifest
        .lines()
        .filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))
        .skip(1)
        .collect();
    assert_eq!(built, TARGETS.map(|(name, _)| name));
}
