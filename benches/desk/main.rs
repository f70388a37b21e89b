//! `cargo bench`: how fast the desk is, beside what this machine can do at all.
//!
//! Needed: figures that can be compared from one machine to another, and that do not flatter. Chosen: a baseline in the
//! same run (a bare handler on the same embedded Telegram server and the same store, [`baseline`]), beside it the whole
//! service ([`whole`]) under the same load ([`load`]), in alternating rounds whose medians are printed; and the
//! machine's own commit and loopback request ([`machine`]). It prints a table and leaves nothing behind.
//!
//! Rejected: criterion. It measures functions; here the unit is a person who waits for an answer.
//!
//! `cargo bench` measures; without the `--bench` that cargo gives (`cargo test --benches`) everything runs for a moment,
//! to see that it still works. Flags: `--short`, `--rounds N`, `--only PART` (see [`plan::PARTS`]).

#![expect(
    clippy::unchecked_time_subtraction,
    reason = "tests and benches act as people and machines do, outside the service"
)]

mod arrivals;
mod baseline;
mod company;
mod contacts;
mod door;
mod film;
mod load;
mod machine;
mod memory;
mod plan;
mod post;
mod process;
mod report;
mod search;
mod sending;
mod spread;
mod whole;

use anyhow::Context as _;
use plan::{Part, Plan};
use report::Report;

fn main() -> anyhow::Result<()> {
    let plan = Plan::from_flags(std::env::args().skip(1))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("a runtime")?;
    let report = runtime.block_on(measure(&plan))?;
    report.print(&plan);
    Ok(())
}

async fn measure(plan: &Plan) -> anyhow::Result<Report> {
    let mut report = Report::default();
    for round in 1..=plan.rounds {
        if plan.wants(Part::Machine) {
            report::progress(round, "machine");
            report.machine.push(machine::measure(plan).await.context("the machine")?);
        }
        if plan.wants(Part::Baseline) {
            report::progress(round, "baseline");
            report.baseline.push(baseline::measure(plan).await.context("the baseline")?);
        }
        if plan.wants(Part::Whole) {
            report::progress(round, "whole path");
            report.whole.push(whole::measure(plan).await.context("the whole path")?);
        }
        if plan.wants(Part::Door) {
            report::progress(round, "the bare door");
            report.door.push(door::measure(plan).await.context("the bare door")?);
        }
        if plan.wants(Part::Contacts) {
            report::progress(round, "contacts");
            report.contacts.push(contacts::measure(plan).await.context("contacts")?);
        }
        if plan.wants(Part::Memory) {
            report::progress(round, "process");
            report.memory.push(memory::measure(plan).await.context("the process")?);
        }
        if plan.wants(Part::Search) {
            report::progress(round, "search");
            report.search.push(search::measure(plan).await.context("the search")?);
        }
        if plan.wants(Part::Sending) {
            report::progress(round, "sending");
            report.sending.push(sending::measure(plan).await.context("sending")?);
        }
        if plan.wants(Part::Film) {
            report::progress(round, "film");
            report.film.push(film::measure().await.context("the film")?);
        }
    }
    Ok(report)
}
