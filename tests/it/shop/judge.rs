//! What the auditor judges by: from the evidence of a day to what was wrong in it. Pure, so that [`super::forged`] can try
//! it with evidence of everything that it must find.

use super::people::Line;
use super::sum::Sum;
use std::collections::BTreeMap;
use std::fmt;

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Lost,
    Doubled,
    OutOfOrder,
    WrongContact,
    Untold,
    Unshown,
    ShownTwice,
    Stuck,
    Unanswered,
    Invalid,
}

impl Kind {
    pub(super) const ALL: [Self; 10] = [
        Self::Lost,
        Self::Doubled,
        Self::OutOfOrder,
        Self::WrongContact,
        Self::Untold,
        Self::Unshown,
        Self::ShownTwice,
        Self::Stuck,
        Self::Unanswered,
        Self::Invalid,
    ];
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Lost => "lost",
            Self::Doubled => "doubled",
            Self::OutOfOrder => "out of order",
            Self::WrongContact => "to the wrong contact",
            Self::Untold => "untold",
            Self::Unshown => "not shown",
            Self::ShownTwice => "shown twice",
            Self::Stuck => "stuck",
            Self::Unanswered => "unanswered",
            Self::Invalid => "invalid",
        })
    }
}

/// Something that was wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) kind: Kind,
    pub(super) what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.kind, self.what)
    }
}

/// What a message of ours became, by the database.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub(super) state: String,
    pub(super) delivery: Option<String>,
    /// Whether something of its line has an outcome that nobody knows.
    pub(super) is_behind_unknown: bool,
    /// Whether its attendance is concluded.
    pub(super) is_closed: bool,
    /// Whether something later of the attendance left: its card, which said what became of this one, tells of that now.
    pub(super) is_followed: bool,
    /// How often a person let something of its attendance be sent again.
    pub(super) again: usize,
}

/// What somebody of the staff said, what became of it, and what they were told.
#[derive(Debug, Clone)]
pub(super) struct SaidProof {
    pub(super) word: String,
    pub(super) person: i64,
    pub(super) message: i32,
    pub(super) to: Line,
    /// What it was changed to before it left, perhaps.
    pub(super) changed_to: Vec<String>,
    pub(super) row: Option<Row>,
    /// Whether a mark stands on it, or an answer below it.
    pub(super) is_told: bool,
    /// Whether what it answers, or the topic that it stands in, is known to belong to an attendance: what Telegram took
    /// while nobody heard its answer may stand in a chat a second time, and belongs to none.
    pub(super) is_noted: bool,
}

/// A value for a template.
#[derive(Debug, Clone)]
pub(super) struct ValueProof {
    pub(super) word: String,
    pub(super) contact: &'static str,
    pub(super) row: Option<Row>,
    /// Whether a card in some chat asks about an outcome that nobody knows, or tells of a failure.
    pub(super) is_told: bool,
}

/// What a contact wrote.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "evidence: each is seen for itself, and any mixture may be found"
)]
pub(super) struct WrittenProof {
    pub(super) word: String,
    pub(super) line: Line,
    pub(super) is_file: bool,
    /// Whether a webhook with it was taken: a provider gives up on a receiver that is down for too long, and what it held
    /// back is lost with it.
    pub(super) has_arrived: bool,
    pub(super) on_file: usize,
    /// Whether somebody has the attendance. Of what nobody has taken yet, the card tells the first words.
    pub(super) is_taken: bool,
    /// How often it stands in each chat as a message of its own.
    pub(super) shown: BTreeMap<i64, usize>,
    /// Whether it stands in any chat in any way.
    pub(super) is_seen: bool,
}

/// What a provider took.
#[derive(Debug, Clone)]
pub(super) struct Taken {
    pub(super) line: Line,
    pub(super) words: Vec<String>,
    pub(super) is_template: bool,
    /// Whether it told later that it did not deliver it after all: the window was closed. It goes back to the queue, and
    /// whoever wrote it is told so.
    pub(super) has_failed: bool,
}

/// Everything that is known of a day.
#[derive(Debug, Clone, Default)]
pub(super) struct Evidence {
    pub(super) has_topics: bool,
    pub(super) said: Vec<SaidProof>,
    pub(super) values: Vec<ValueProof>,
    pub(super) written: Vec<WrittenProof>,
    /// In the order in which they were taken, by channel.
    pub(super) taken: Vec<Taken>,
    /// How often something may be shown once more than it was sent, because nobody heard Telegram's answer.
    pub(super) repeats_max: usize,
    /// What is still under way.
    pub(super) left_over: Vec<String>,
    /// Who asked for the menu in the end and got none.
    pub(super) unanswered: Vec<i64>,
    /// What was wrong by the published interfaces.
    pub(super) invalid: Vec<String>,
}

/// Looks at everything.
pub(super) fn judge(evidence: &Evidence, sum: &mut Sum) -> Vec<Finding> {
    let mut bench = Bench { evidence, findings: Vec::new() };
    for said in &evidence.said {
        bench.said(said, sum);
    }
    for value in &evidence.values {
        bench.value(value, sum);
    }
    bench.order();
    for written in &evidence.written {
        bench.written(written, sum);
    }
    for one in &evidence.left_over {
        bench.finds(Kind::Stuck, one.clone());
    }
    for person in &evidence.unanswered {
        bench.finds(Kind::Unanswered, format!("{person} asked for the menu and got none"));
    }
    for one in &evidence.invalid {
        bench.finds(Kind::Invalid, one.clone());
    }
    for found in &bench.findings {
        *sum.found.entry(found.kind).or_default() += 1;
    }
    bench.findings
}

struct Bench<'e> {
    evidence: &'e Evidence,
    findings: Vec<Finding>,
}

impl Bench<'_> {
    fn finds(&mut self, kind: Kind, what: String) {
        self.findings.push(Finding { kind, what });
    }

    fn copies(&self, word: &str) -> Vec<Taken> {
        let has = |one: &&Taken| !one.has_failed && one.words.iter().any(|have| have == word);
        self.evidence.taken.iter().filter(has).cloned().collect()
    }

    fn said(&mut self, said: &SaidProof, sum: &mut Sum) {
        sum.said += 1;
        let (word, row) = (&said.word, said.row.as_ref());
        let mut copies = self.copies(word);
        if copies.is_empty() {
            copies = said.changed_to.iter().flat_map(|changed| self.copies(changed)).collect();
        }
        for copy in copies.iter().filter(|copy| copy.line != said.to) {
            self.finds(
                Kind::WrongContact,
                format!("{word} was for {:?} and went to {:?}", said.to, copy.line),
            );
        }
        let allowed = 1 + row.map_or(0, |row| row.again);
        if copies.len() > allowed {
            let times = copies.len();
            self.finds(
                Kind::Doubled,
                format!("{word} was sent {times} times, {allowed} at most were asked for"),
            );
        }
        if copies.is_empty()
            && self.has_failed(word)
            && row.is_some_and(|row| row.state == "held" || row.state == "failed")
        {
            sum.waiting += 1;
            return;
        }
        if !copies.is_empty() {
            sum.reached += 1;
            if row.is_none() {
                self.finds(Kind::Doubled, format!("{word} was sent and is not in the database"));
            }
            return;
        }
        match row.map(|row| (row.state.as_str(), row.delivery.as_deref())) {
            Some(("held", _)) => sum.waiting += 1,
            Some(("queued", _)) if row.is_some_and(|row| row.is_behind_unknown) => sum.waiting += 1,
            Some(("unknown", _)) => sum.unknown += 1,
            Some(("failed", _)) => sum.failed += 1,
            Some((state, delivery)) => {
                self.finds(Kind::Lost, format!("{word} is {state} ({delivery:?}) and nobody has it"));
            }
            None => sum.refused += 1,
        }
        let is_strayed = row.is_none() && !said.is_noted;
        if !said.is_told && !is_strayed {
            let state = row.map_or("not in the database", |row| row.state.as_str());
            self.finds(
                Kind::Untold,
                format!("{word} is {state}, and {} was told nothing of it", said.person),
            );
        }
    }

    fn value(&mut self, value: &ValueProof, sum: &mut Sum) {
        let word = &value.word;
        let copies = self.copies(word);
        let allowed = 1 + value.row.as_ref().map_or(0, |row| row.again);
        if copies.len() > allowed {
            self.finds(Kind::Doubled, format!("the template with {word} was sent {} times", copies.len()));
        }
        for copy in &copies {
            sum.templates += 1;
            // Without topics what is typed after an answer goes where the answer went, and the panel says so.
            if !copy.is_template && !self.evidence.has_topics {
                continue;
            }
            if !copy.is_template {
                let what = format!("{word}, a template's value, went to {:?} as a text", copy.line);
                self.finds(Kind::WrongContact, what);
            } else if copy.line.contact != value.contact {
                let what =
                    format!("the template with {word} was for {} and went to {:?}", value.contact, copy.line);
                self.finds(Kind::WrongContact, what);
            }
        }
        let Some(row) = value.row.as_ref().filter(|_row| copies.is_empty()) else { return };
        match row.state.as_str() {
            "unknown" | "failed" if value.is_told || row.is_closed => {}
            "failed" if row.is_followed => {}
            "unknown" | "failed" => {
                self.finds(
                    Kind::Untold,
                    format!("the template with {word} is {}, and no card says so", row.state),
                );
            }
            "queued" | "held" if row.is_behind_unknown || row.state == "held" => {}
            state => self.finds(Kind::Lost, format!("the template with {word} is {state} and nobody has it")),
        }
    }

    /// Whether a provider took it and told later that it did not deliver it.
    fn has_failed(&self, word: &str) -> bool {
        self.evidence.taken.iter().any(|one| one.has_failed && one.words.iter().any(|have| have == word))
    }

    /// What one person said on one line, and never had to send again, was taken in the order in which it was said. What came
    /// back to the queue late leaves after what went out meanwhile.
    fn order(&mut self) {
        let mut last: BTreeMap<(Line, i64), (i32, String)> = BTreeMap::new();
        for one in &self.evidence.taken {
            for word in &one.words {
                let Some(said) = self.evidence.said.iter().find(|said| said.word == *word) else { continue };
                if said.row.as_ref().is_none_or(|row| row.again > 0) || self.has_failed(word) {
                    continue;
                }
                let key = (one.line.clone(), said.person);
                if let Some((before, other)) = last.get(&key).filter(|(before, _)| *before > said.message) {
                    let what = format!("{word} ({}) was sent after {other} ({before})", said.message);
                    self.findings.push(Finding { kind: Kind::OutOfOrder, what });
                }
                last.insert(key, (said.message, word.clone()));
            }
        }
    }

    /// What contacts wrote is on file once, and was shown once to somebody.
    fn written(&mut self, written: &WrittenProof, sum: &mut Sum) {
        if !written.has_arrived {
            sum.given_up += 1;
            return;
        }
        sum.written += 1;
        sum.files += u64::from(written.is_file);
        let WrittenProof { word, line, on_file, .. } = written;
        if *on_file == 0 {
            self.finds(Kind::Lost, format!("{word} of {line:?} is not on file"));
        } else if *on_file > 1 {
            self.finds(Kind::Doubled, format!("{word} of {line:?} is on file {on_file} times"));
        }
        if written.is_taken && !written.is_seen {
            self.finds(Kind::Unshown, format!("{word} of {line:?} was shown to nobody"));
        }
        let allowed = 1 + self.evidence.repeats_max;
        for (person, times) in written.shown.iter().filter(|(_, times)| **times > allowed) {
            let what = format!(
                "{word} of {line:?} stands {times} times before {person}, {allowed} can be explained"
            );
            self.finds(Kind::ShownTwice, what);
        }
    }
}
