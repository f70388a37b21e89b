//! Wiring: puts the parts together, starts them, and ends them in bounded time.
//!
//! [`service`] is the whole service, as [`run`], the demo and the tests start it; [`loops`] are its tasks; [`doors`] are
//! its HTTP routes; [`alone`] keeps a second service away from its database; [`backups`] copies it daily; [`check()`] looks at everything and says
//! what is wrong; [`demo()`] runs it among embedded servers.

mod alone;
mod backups;
mod check;
pub mod demo;
mod doors;
mod health;
mod log;
mod loops;
mod memory;
mod metrics;
mod pace;
mod refusals;
pub mod service;

pub use check::check;
pub use demo::{DemoOptions, demo};
pub use health::health;
pub use log::may_be_logged;
pub use memory::take_small_pages;
pub use service::{Service, Setup};

use crate::clock::Clock;
use crate::config::Config;
use alone::Alone;
use anyhow::Context as _;
use std::path::Path;

/// The outside refuses what the configuration says: one line that names the key. Exit status 2.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Misconfigured(pub String);

/// Runs the service until it is told to stop by SIGINT or SIGTERM. Told twice, it does not wait for what is under way.
pub async fn run(config: Config) -> anyhow::Result<()> {
    let told = told_to_stop()?;
    tokio::pin!(told);
    let service = tokio::select! {
        started = Service::start(config, Setup::new(Clock::machine())) => started?,
        () = &mut told => return Ok(()),
    };
    tracing::info!(address = %service.address(), "the desk is open");
    told.await;
    tracing::info!("the desk closes");
    let told_again = told_to_stop()?;
    let orderly = tokio::select! {
        orderly = service.stop() => orderly,
        () = told_again => false,
    };
    if !orderly {
        tracing::warn!("some tasks were cut off; what they were doing is in the database");
    }
    Ok(())
}

/// Ends when a signal says so that comes from now on.
fn told_to_stop() -> anyhow::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt()).context("cannot listen for SIGINT")?;
    let mut terminate = signal(SignalKind::terminate()).context("cannot listen for SIGTERM")?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Writes a consistent copy of the database while the service runs.
pub async fn backup(config: Config, file: &Path) -> anyhow::Result<()> {
    let copied = crate::store::backup(&config.database.url, file).await;
    copied.with_context(|| format!("the database could not be copied to {}", file.display())).map(|_look| ())
}

/// Puts a copy in the place of the database, which must not be in use. Says what was done, and where the database that
/// was there is kept.
#[expect(clippy::print_stdout, reason = "the command's answer")]
pub async fn restore(config: Config, file: &Path) -> anyhow::Result<()> {
    let url = &config.database.url;
    let database = || format!("database.url = \"{url}\"");
    let _alone = Alone::on(url).with_context(database)?;
    let now = Clock::machine().now();
    let put = crate::store::put_back(url, file, now).await;
    let put = put.with_context(|| format!("{} could not be restored", file.display()))?;
    println!("restored: {} is the database now (version {})", file.display(), put.look.version);
    if let Some(kept) = put.kept {
        println!("the database that was there is kept as {}", kept.display());
    }
    if put.look.pending > 0 {
        println!("the next start brings its tables up to date ({} steps)", put.look.pending);
    }
    println!(
        "what it had still to send does not leave by itself: at the next start whoever wrote it is asked"
    );
    Ok(())
}
