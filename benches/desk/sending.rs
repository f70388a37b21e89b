//! A number that may send 80 messages a second, while more are waiting: how many leave, and whether there is ever a second
//! with more. By the times at which the embedded provider takes them.

use super::company::{Company, anywhere};
use super::load::{self, Script};
use super::plan::Plan;
use super::whole;
use balcao::demo::company;
use balcao::domain::Timestamp;
use chrono::TimeDelta;
use std::time::Duration;

/// Messages a second that the number may send.
pub(crate) const ALLOWED: u16 = 80;
/// Not counted, at the beginning and at the end: until there is a queue, and when there is none any more.
const EDGE: TimeDelta = TimeDelta::seconds(1);

/// What is measured of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sending {
    /// Messages a second that left, while there was a queue.
    pub(crate) rate: f64,
    /// The most that left in any second.
    pub(crate) most: usize,
}

/// From now on the official number may send so many a second.
fn allow(company: &mut Company, a_second: u16) {
    for channel in &mut company.config.channels {
        channel.messages_per_second = (channel.id.as_str() == company::OFICIAL).then_some(a_second);
    }
}

/// Measures it.
pub(crate) async fn measure(plan: &Plan) -> anyhow::Result<Sending> {
    let mut company = Company::start(anywhere()).await?;
    // A hundred people start attendances, while next to nothing leaves.
    allow(&mut company, 1);
    let service = whole::start(&company).await?;
    load::closed(&company.telegram, Script::Official, Duration::ZERO, plan.closed).await?;
    service.stop().await;
    let mut left = company.cloud.accepted_count();
    let before = usize::try_from(left)?;
    // Then all of it may.
    allow(&mut company, ALLOWED);
    let service = whole::start(&company).await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    while left != company.cloud.accepted_count() {
        left = company.cloud.accepted_count();
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    let times: Vec<Timestamp> = company.cloud.accepted().into_iter().skip(before).map(|one| one.at).collect();
    service.stop().await;
    company.stop().await?;
    let within = |from: Timestamp| {
        times.iter().filter(|at| (from..from + TimeDelta::seconds(1)).contains(*at)).count()
    };
    let most = times.iter().map(|from| within(*from)).max().unwrap_or_default();
    let (from, to) = times.first().zip(times.last()).ok_or_else(|| anyhow::anyhow!("nothing was sent"))?;
    let (from, to) = (*from + EDGE, *to - EDGE);
    let queued = u32::try_from(times.iter().filter(|at| (from..to).contains(*at)).count())?;
    Ok(Sending { rate: f64::from(queued) / (to - from).as_seconds_f64(), most })
}
