//! What is measured, and for how long.

use anyhow::{Context as _, bail};
use std::time::Duration;

/// Chats, each with a person of the staff.
pub(crate) const CHATS: u32 = 100;
/// The slow steady load, updates a second.
pub(crate) const SLOW: u32 = 30;
/// The fast one.
pub(crate) const FAST: u32 = 300;

/// Contacts that are in attendances and write.
pub(crate) const CONTACTS: usize = 1_000;
/// The steady rates at which they do, a second.
pub(crate) const CONTACT_RATES: [u32; 3] = [1, 100, 1_000];

/// A part that can be measured alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Machine,
    Baseline,
    Whole,
    Door,
    Contacts,
    Memory,
    Film,
    Search,
    Sending,
}

/// The parts by name.
pub(crate) const PARTS: [(&str, Part); 9] = [
    ("machine", Part::Machine),
    ("baseline", Part::Baseline),
    ("whole", Part::Whole),
    ("door", Part::Door),
    ("contacts", Part::Contacts),
    ("process", Part::Memory),
    ("film", Part::Film),
    ("search", Part::Search),
    ("sending", Part::Sending),
];

/// The plan of one run.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// How often everything is measured; medians are printed.
    pub(crate) rounds: u32,
    /// Not counted, at the beginning of each load.
    pub(crate) warm_up: Duration,
    /// The closed loops.
    pub(crate) closed: Duration,
    /// The slow steady load.
    pub(crate) slow: Duration,
    /// The fast one.
    pub(crate) fast: Duration,
    /// Whether figures are wanted, and not only whether it works.
    pub(crate) is_long: bool,
    only: Vec<Part>,
}

impl Plan {
    /// The plan that the flags ask for.
    pub(crate) fn from_flags(flags: impl Iterator<Item = String>) -> anyhow::Result<Self> {
        let seconds = Duration::from_secs;
        let long = Self {
            is_long: true,
            rounds: 3,
            warm_up: seconds(3),
            closed: seconds(10),
            slow: seconds(20),
            fast: seconds(20),
            only: Vec::new(),
        };
        let short = Self {
            is_long: false,
            rounds: 1,
            warm_up: seconds(1),
            closed: seconds(3),
            slow: seconds(3),
            fast: seconds(3),
            only: Vec::new(),
        };
        let (mut is_bench, mut is_short, mut rounds, mut only) = (false, false, None, Vec::new());
        let mut flags = flags;
        while let Some(flag) = flags.next() {
            match flag.as_str() {
                "--bench" => is_bench = true,
                "--short" => is_short = true,
                "--rounds" => {
                    let number = flags.next().context("--rounds: how many?")?;
                    rounds = Some(number.parse().context("--rounds: expected a number")?);
                }
                "--only" => {
                    let name = flags.next().context("--only: which part?")?;
                    let part = PARTS.iter().find(|(known, _)| *known == name);
                    only.push(part.with_context(|| format!("--only: there is no part {name:?}"))?.1);
                }
                other => bail!("{other}: not a known flag"),
            }
        }
        let plan = if is_short || !is_bench { short } else { long };
        Ok(Self { rounds: rounds.unwrap_or(plan.rounds), only, ..plan })
    }

    /// How long contacts write at a steady rate: long at the slow one, which would have no slow end otherwise.
    pub(crate) fn contacts(&self, rate: u32) -> Duration {
        if rate < 10 { self.slow } else { self.fast / 2 }
    }

    /// Whether a part is to be measured.
    pub(crate) fn wants(&self, part: Part) -> bool {
        self.only.is_empty() || self.only.contains(&part)
    }
}
