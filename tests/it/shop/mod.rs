//! A day in the shop, with everything going wrong: staff start, take, answer, hand over and conclude, contacts write,
//! while the service is killed at its commits, its disk is full, its database held, its clock jumps, and its lines to the
//! outside break in every way they can.
//!
//! Everything said carries a word of its own, so that in the end an [`auditor`] can compare what people did, what the
//! providers accepted and what people were shown: nothing lost, nothing doubled, nothing out of order, nothing to somebody
//! else, and what is not known told to whoever wrote it. What it judges by is in [`judge`], which [`forged`] tries with
//! evidence of everything that it must find. The [`dice`] decide what happens, so that a seed tells the day again (but for
//! the machine's own timing). A few days are part of every run, and so are those on which something was found; for as
//! many as one wants, from any seed:
//!
//! ```sh
//! BALCAO_DAYS=10000 BALCAO_SEED=1 cargo test --release --test it -- --nocapture days_of_faults
//! ```
//!
//! With `BALCAO_KEEP=folder` a day on which something is found leaves its database there, as `seed.db`, what the service
//! logged, as `seed.log`, and what the embedded servers were asked, as `seed.asked`.

mod auditor;
mod copied;
mod customers;
mod day;
mod dice;
mod faults;
mod forged;
mod judge;
mod kept;
mod people;
mod secrets;
mod starting;
mod sum;

use crate::world::{Log, World};
use futures::future::BoxFuture;
use futures::{StreamExt as _, stream};
use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use std::io::Write as _;
use std::time::Duration;

/// Days at a time: they wait more than they work.
const AT_ONCE: usize = 6;
/// How long one day may take before something in it is stuck.
const DAY_TIME_MAX: Duration = Duration::from_secs(120);
/// The days of every run.
const FEW: u64 = 3;
/// Days on which something was found that has been mended since.
const KEPT: [u64; 5] = [41, 160_141, 161_862, 165_699, 168_904];

/// Something that somebody else does in the middle of a day.
pub(crate) type AtNoon = Box<dyn for<'w> FnOnce(&'w World) -> BoxFuture<'w, ()> + Send>;

/// One day, as others want it.
#[derive(Default)]
pub(crate) struct Plan {
    /// What happens.
    pub(crate) seed: u64,
    /// Takes down what the service logs.
    pub(crate) log: Option<Log>,
    /// What else is done in the middle of it.
    pub(crate) at_noon: Option<AtNoon>,
}

/// Lives through one day; gives what was wrong in it, a sentence each.
pub(crate) async fn one_day(plan: Plan) -> Vec<String> {
    day::live(plan).await.findings.into_iter().map(|found| found.to_string()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn in_days_of_faults_nothing_is_lost_doubled_or_out_of_order() {
    let number =
        |name: &str, usual| std::env::var(name).map_or(usual, |text| text.parse().expect("a whole number"));
    let first = number("BALCAO_SEED", 1);
    let days = number("BALCAO_DAYS", FEW);
    live_through((first..first + days).collect()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn days_on_which_something_was_found_stay_well() {
    live_through(KEPT.to_vec()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_in_the_middle_of_a_day_is_whole_and_disturbs_nothing() {
    let at_noon: AtNoon = Box::new(|world| Box::pin(a_backup_is_whole(world)));
    let wrong = one_day(Plan { seed: 12, at_noon: Some(at_noon), ..Plan::default() }).await;
    assert_eq!(wrong, Vec::<String>::new());
}

async fn a_backup_is_whole(world: &World) {
    let copy = world.database().with_file_name("copy.db");
    let url = format!("sqlite:{}", world.database().display());
    balcao::store::backup(&url, &copy).await.unwrap();
    let options = SqliteConnectOptions::new().filename(copy).read_only(true);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let found: String =
        sqlx::query_scalar("pragma integrity_check").fetch_one(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    assert_eq!(found, "ok");
}

/// Lives through the days with these seeds.
async fn live_through(seeds: Vec<u64>) {
    let total = seeds.len();
    tell(&format!("{total} days from seed {}", seeds.first().copied().unwrap_or_default()));
    let mut days = stream::iter(seeds)
        .map(|seed| {
            let plan = Plan { seed, log: kept::log(), ..Plan::default() };
            let day = tokio::spawn(tokio::time::timeout(DAY_TIME_MAX, day::live(plan)));
            async move { (seed, day.await) }
        })
        .buffer_unordered(AT_ONCE);
    let (mut sum, mut bad) = (sum::Sum::default(), Vec::new());
    while let Some((seed, day)) = days.next().await {
        match day {
            Ok(Ok(audit)) => {
                if !audit.findings.is_empty() {
                    let told: Vec<String> = audit.findings.iter().map(ToString::to_string).collect();
                    tell(&format!("seed {seed}:\n  {}\n{}", told.join("\n  "), audit.details.join("\n")));
                    bad.push(seed);
                }
                sum.add(&audit.sum);
            }
            Ok(Err(_elapsed)) => {
                tell(&format!("seed {seed}: the day did not end"));
                bad.push(seed);
            }
            Err(failure) => {
                tell(&format!("seed {seed}: {failure}"));
                bad.push(seed);
            }
        }
    }
    tell(&format!("{total} days: {sum}"));
    assert!(bad.is_empty(), "on {} of {total} days something was wrong; their seeds: {bad:?}", bad.len());
    sum.says_something(total);
}

/// Says it while the days go on.
fn tell(text: &str) {
    writeln!(std::io::stderr(), "{text}").unwrap();
}
