//! Counts over days, and the lines that say them.

use super::judge::Kind;
use std::collections::BTreeMap;
use std::fmt;

/// Days after which every kind of fault must have taken place: of fewer the dice may leave one out.
const MANY: usize = 300;

/// Counts over days.
#[derive(Debug, Default, Clone)]
pub(super) struct Sum {
    /// What was wrong, by kind.
    pub(super) found: BTreeMap<Kind, u64>,
    /// Faults that took place, by kind.
    pub(super) faults: BTreeMap<String, u64>,
    pub(super) said: u64,
    pub(super) reached: u64,
    pub(super) templates: u64,
    pub(super) waiting: u64,
    pub(super) unknown: u64,
    pub(super) failed: u64,
    pub(super) refused: u64,
    pub(super) written: u64,
    pub(super) files: u64,
    pub(super) attendances: u64,
    pub(super) closed: u64,
    pub(super) handed_over: u64,
    /// What contacts wrote and no webhook brought.
    pub(super) given_up: u64,
    /// Days that came to their end only when the service was started once more in the evening.
    pub(super) helped: u64,
}

impl Sum {
    pub(super) fn add(&mut self, other: &Self) {
        for (kind, times) in &other.found {
            *self.found.entry(*kind).or_default() += times;
        }
        for (kind, times) in &other.faults {
            *self.faults.entry(kind.clone()).or_default() += times;
        }
        self.said += other.said;
        self.reached += other.reached;
        self.templates += other.templates;
        self.waiting += other.waiting;
        self.unknown += other.unknown;
        self.failed += other.failed;
        self.refused += other.refused;
        self.written += other.written;
        self.files += other.files;
        self.attendances += other.attendances;
        self.closed += other.closed;
        self.handed_over += other.handed_over;
        self.given_up += other.given_up;
        self.helped += other.helped;
    }

    /// A fault took place so often.
    pub(super) fn fault(&mut self, kind: impl Into<String>, times: u64) {
        *self.faults.entry(kind.into()).or_default() += times;
    }

    /// Days on which nothing happens prove nothing, and a fault that never takes place is none.
    pub(super) fn says_something(&self, days: usize) {
        assert!(self.written > 0 && self.attendances > 0, "{self}");
        if days < MANY {
            return;
        }
        let nothing = [
            ("said", self.said),
            ("templates", self.templates),
            ("files", self.files),
            ("concluded", self.closed),
            ("handed over", self.handed_over),
        ];
        let missing: Vec<&str> =
            nothing.iter().filter(|(_, times)| *times == 0).map(|(what, _)| *what).collect();
        assert!(missing.is_empty(), "it never happened: {missing:?}; {self}");
        let lies: Vec<&String> =
            self.faults.iter().filter(|(_, times)| **times == 0).map(|(kind, _)| kind).collect();
        assert!(lies.is_empty(), "these faults never took place: {lies:?}; {self}");
    }

    fn count(&self, kind: Kind) -> u64 {
        self.found.get(&kind).copied().unwrap_or_default()
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for kind in Kind::ALL {
            write!(formatter, "{kind} {}, ", self.count(kind))?;
        }
        write!(
            formatter,
            "{} days ended only after one more start\n  contacts wrote {} times, {} files among it ({} more were given up on by \
             the provider); {} attendances, {} handed over, {} concluded\n  staff said {} things: {} reached their contact, {} \
             wait, {} unknown, {} failed, {} not taken and said so; {} templates reached theirs\n  faults:",
            self.helped,
            self.written,
            self.files,
            self.given_up,
            self.attendances,
            self.handed_over,
            self.closed,
            self.said,
            self.reached,
            self.waiting,
            self.unknown,
            self.failed,
            self.refused,
            self.templates,
        )?;
        for (kind, times) in &self.faults {
            write!(formatter, " {kind} {times};")?;
        }
        Ok(())
    }
}
