//! The table. Medians over the rounds.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the table is what a benchmark is for")]

use super::arrivals::Arrivals;
use super::contacts::Contacts;
use super::film::Film;
use super::machine::Machine;
use super::memory::Memory;
use super::plan::{CHATS, CONTACT_RATES, FAST, Plan, SLOW};
use super::search::Search;
use super::sending::{ALLOWED, Sending};
use super::spread::{Spread, median};
use super::whole::Figures;

/// A figure of one rate.
type Number = fn(&Arrivals) -> f64;

/// Everything measured, a value for each round.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) machine: Vec<Machine>,
    pub(crate) baseline: Vec<Figures>,
    pub(crate) whole: Vec<Figures>,
    pub(crate) door: Vec<Vec<Arrivals>>,
    pub(crate) contacts: Vec<Contacts>,
    pub(crate) memory: Vec<Memory>,
    pub(crate) film: Vec<Film>,
    pub(crate) search: Vec<Search>,
    pub(crate) sending: Vec<Sending>,
}

/// Says what is being measured.
pub(crate) fn progress(round: u32, what: &str) {
    eprintln!("round {round}: {what}");
}

impl Report {
    /// Prints it.
    pub(crate) fn print(&self, plan: &Plan) {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        println!(
            "\n{cores} cores, {} rounds, medians; {CHATS} chats; times in ms (p50 / p99 / max)",
            plan.rounds
        );
        println!("{:<44} {:>24} {:>24} {:>8}", "", "baseline", "whole path", "ratio");
        self.compare("updates/s, closed loop", |figures| figures.rate);
        self.compare("processor µs/update, everything", |figures| figures.busy_us);
        self.waits(&format!("update to answer at {SLOW}/s"), |figures| figures.slow);
        self.waits(&format!("update to answer at {FAST}/s"), |figures| figures.fast);
        for rate in CONTACT_RATES {
            self.arrivals(rate);
        }
        if !self.contacts.is_empty() {
            let rate = median(self.contacts.iter().map(|one| one.rate));
            line("webhooks/s of contacts, stored", &format!("{rate:.0}"));
            line("webhook to answer", &spread(&middle(self.contacts.iter().map(|one| one.took))));
        }
        if !self.sending.is_empty() {
            let rate = median(self.sending.iter().map(|one| one.rate));
            line(&format!("a number with {ALLOWED} messages/s: sent a second"), &format!("{rate:.2}"));
            let most = self.sending.iter().map(|one| one.most).max().unwrap_or_default();
            line("the most in any second", &most.to_string());
        }
        if !self.memory.is_empty() {
            let of = |what: fn(&Memory) -> f64| median(self.memory.iter().map(what));
            line("own process: updates/s, closed loop", &format!("{:.0}", of(|one| one.rate)));
            line("own process: processor µs/update", &format!("{:.0}", of(|one| one.busy_us)));
            line("own process: resident MB at rest", &format!("{:.1}", of(|one| one.at_rest)));
            line("own process: resident MB, most under load", &format!("{:.1}", of(|one| one.under_load)));
        }
        if !self.film.is_empty() {
            let of = |what: fn(&Film) -> f64| median(self.film.iter().map(what));
            line("own process: film of 19 MB, seconds in", &format!("{:.2}", of(|one| one.inwards)));
            line("own process: film of 19 MB, seconds out", &format!("{:.2}", of(|one| one.outwards)));
            line("own process: resident MB, most with films", &format!("{:.1}", of(|one| one.most)));
        }
        self.searches();
        if !self.machine.is_empty() {
            line(
                "machine: a row committed, on disk",
                &spread(&middle(self.machine.iter().map(|one| one.commit))),
            );
            line(
                "machine: a request over loopback",
                &spread(&middle(self.machine.iter().map(|one| one.request))),
            );
        }
    }

    /// How long each kind of search took.
    fn searches(&self) {
        let Some(first) = self.search.first() else { return };
        for (at, (kind, _)) in first.kinds.iter().enumerate() {
            let rounds = self.search.iter().filter_map(|one| one.kinds.get(at)).map(|(_, spread)| *spread);
            line(&format!("{} contacts {kind}", first.contacts), &spread(&middle(rounds)));
        }
        let started = median(self.search.iter().map(|one| one.started.as_secs_f64() * 1_000.0));
        line(
            &format!("{} contacts: ms from the start to the first answer", first.contacts),
            &format!("{started:.0}"),
        );
    }

    /// What a webhook took at one rate, in the bare door and in the whole service.
    fn arrivals(&self, rate: u32) {
        let of =
            |rounds: &[Arrivals]| rounds.iter().copied().filter(|one| one.rate == rate).collect::<Vec<_>>();
        let bare = of(&self.door.concat());
        let whole = of(&self.contacts.iter().flat_map(|one| one.steady.clone()).collect::<Vec<_>>());
        if bare.is_empty() && whole.is_empty() {
            return;
        }
        let middle_of = |rounds: &[Arrivals], what: Number| median(rounds.iter().map(what));
        let numbers: [(&str, Number); 2] =
            [("reached", |one| one.reached), ("processor µs/webhook, everything", |one| one.busy_us)];
        for (what, number) in numbers {
            let (bare, whole) = (middle_of(&bare, number), middle_of(&whole, number));
            println!("{:<44} {bare:>24.0} {whole:>24.0}", format!("contacts {rate}/s: {what}"));
        }
        let figure = |rounds: &[Arrivals], what: fn(&Arrivals) -> Spread| {
            (!rounds.is_empty()).then(|| middle(rounds.iter().map(what)))
        };
        let both = |what| (figure(&bare, what), figure(&whole, what));
        let (stored, shown) = (both(|one| one.stored), both(|one| one.shown));
        row(&format!("contacts {rate}/s: webhook to stored"), stored.0, stored.1);
        row(&format!("contacts {rate}/s: webhook to the phone"), shown.0, shown.1);
    }

    fn compare(&self, what: &str, figure: fn(&Figures) -> f64) {
        let of = |rounds: &[Figures]| (!rounds.is_empty()).then(|| median(rounds.iter().map(figure)));
        let (baseline, whole) = (of(&self.baseline), of(&self.whole));
        let shown = |figure: Option<f64>| figure.map_or_else(String::new, |figure| format!("{figure:.0}"));
        let ratio = baseline.zip(whole).map(|(baseline, whole)| whole / baseline);
        let ratio = ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}"));
        println!("{what:<44} {:>24} {:>24} {ratio:>8}", shown(baseline), shown(whole));
    }

    fn waits(&self, what: &str, figure: fn(&Figures) -> Spread) {
        let of = |rounds: &[Figures]| (!rounds.is_empty()).then(|| middle(rounds.iter().map(figure)));
        let (baseline, whole) = (of(&self.baseline), of(&self.whole));
        row(what, baseline, whole);
    }
}

fn row(what: &str, baseline: Option<Spread>, whole: Option<Spread>) {
    let shown = |one: Option<Spread>| one.as_ref().map_or_else(String::new, spread);
    let ratio = baseline.zip(whole).map(|(baseline, whole)| whole.p99 / baseline.p99);
    let ratio = ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}"));
    println!("{what:<44} {:>24} {:>24} {ratio:>8}", shown(baseline), shown(whole));
}

fn line(what: &str, figure: &str) {
    println!("{what:<44} {:>24} {figure:>24}", "");
}

fn spread(spread: &Spread) -> String {
    format!("{:.2} / {:.2} / {:.1}", spread.p50, spread.p99, spread.max)
}

fn middle(rounds: impl Iterator<Item = Spread> + Clone) -> Spread {
    Spread {
        p50: median(rounds.clone().map(|one| one.p50)),
        p99: median(rounds.clone().map(|one| one.p99)),
        max: median(rounds.clone().map(|one| one.max)),
        count: rounds.map(|one| one.count).sum(),
    }
}
