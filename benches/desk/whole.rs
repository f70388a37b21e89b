//! The whole path: the service as `balcao run` starts it, and a hundred people who each start one official attendance
//! after the other, step by step.

use super::company::{Company, anywhere};
use super::load::{self, Script};
use super::plan::{FAST, Plan, SLOW};
use super::process;
use super::spread::Spread;
use anyhow::Context as _;
use balcao::clock::Clock;
use balcao::demo::company;
use balcao::domain::id::ChannelId;
use balcao::run::{Service, Setup};
use std::time::Duration;

/// What is measured of a bot.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figures {
    /// Updates a second in the closed loop.
    pub(crate) rate: f64,
    /// Time on a processor for one update, in microseconds: the bot, the embedded servers and the people together.
    pub(crate) busy_us: f64,
    /// From update to answer at the slow steady load.
    pub(crate) slow: Spread,
    /// Likewise at the fast one.
    pub(crate) fast: Spread,
}

impl Figures {
    /// Microseconds for an update, from what a closed loop took with its warm-up.
    pub(crate) fn busy_us(rate: f64, busy: Duration, plan: &Plan) -> f64 {
        let updates = rate * (plan.warm_up + plan.closed).as_secs_f64();
        busy.as_secs_f64() * 1_000_000.0 / updates.max(1.0)
    }
}

/// Measures it.
pub(crate) async fn measure(plan: &Plan) -> anyhow::Result<Figures> {
    let company = Company::start(anywhere()).await?;
    let service = start(&company).await?;
    let before = process::busy(&process::this())?;
    let rate = load::closed(&company.telegram, Script::Official, plan.warm_up, plan.closed).await?;
    let busy = process::busy(&process::this())? - before;
    let slow = load::steady(&company.telegram, Script::Official, SLOW, plan.slow).await?;
    let fast = load::steady(&company.telegram, Script::Official, FAST, plan.fast).await?;
    service.stop().await;
    company.stop().await?;
    Ok(Figures { rate, busy_us: Figures::busy_us(rate, busy, plan), slow, fast })
}

/// Starts the service in this process and waits until it has read the templates.
pub(crate) async fn start(company: &Company) -> anyhow::Result<Service> {
    let service = Service::start(company.config.clone(), Setup::new(Clock::machine())).await?;
    company.connect(service.address());
    let channel = ChannelId::new(company::OFICIAL)?;
    let read = async {
        while service.desk().templates(&channel).await?.templates.is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok::<_, anyhow::Error>(())
    };
    tokio::time::timeout(Duration::from_secs(20), read).await.context("the templates are not read")??;
    Ok(service)
}
