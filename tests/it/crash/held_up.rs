//! A database that somebody else holds for too long, and a step that is cut off after its commit: what could not be noted is
//! noted later, and shown.

use crate::crash::Ledger;
use crate::stories::walk::{MARIA, at_rest};
use crate::world::{CARLA, World, within};
use balcao::store::{CommitPoint, Strain};
use chrono::TimeDelta;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection as _, Executor as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;
use tokio::sync::Mutex;

/// What is typed is stored, and then the step that it leads to; the third commit would note its panel.
const THE_STEP: u8 = 2;

/// Counts a commit, and says whether it is the one that was waited for.
fn is_the_one(point: CommitPoint, left: &AtomicU8) -> bool {
    matches!(point, CommitPoint::After(_))
        && left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)) == Ok(1)
}

#[tokio::test(flavor = "multi_thread")]
async fn panels_are_noted_as_shown_again_after_the_database_was_held_for_too_long() {
    let mut world = World::empty().await;
    let strain = Strain::new(Duration::from_millis(20));
    world.strain = Some(strain.clone());
    // Whoever comes with a backup takes the database between the step and the note that its panel was shown.
    let (commits_left, holder) = (Arc::new(AtomicU8::new(0)), Arc::new(Mutex::new(None)));
    let (left, database, holding) = (Arc::clone(&commits_left), world.database(), Arc::clone(&holder));
    world.on_commit = Some(Arc::new(move |point| {
        let (database, holding) = (database.clone(), Arc::clone(&holding));
        let is_now = is_the_one(point, &left);
        Box::pin(async move {
            if is_now {
                let options = SqliteConnectOptions::new().filename(database);
                let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
                connection.execute("begin immediate").await.unwrap();
                *holding.lock().await = Some(connection);
            }
        })
    }));
    world.start().await;
    let carla = world.person(CARLA);
    carla.types("/menu");
    carla.sees("Olá, Carla").await;
    at_rest(&world).await;

    commits_left.store(THE_STEP, Ordering::SeqCst);
    carla.types("/ajuda");
    carla.sees("Ajuda").await;
    let refused = async {
        while strain.times_locked() == 0 {
            tokio::task::yield_now().await;
        }
    };
    within("something is not written", refused).await;
    let connection: Option<SqliteConnection> = holder.lock().await.take();
    connection.expect("somebody holds it").close().await.unwrap();

    let noted = async {
        while Ledger::of(&world.database()).await.unshown > 0 {
            world.turn(TimeDelta::seconds(10));
            tokio::task::yield_now().await;
        }
    };
    within("the panel is noted as shown", noted).await;
    world.ends_well().await;
}

/// A world in which the clock jumps while something is being committed, once it is said after how many commits: whoever
/// waits for that one has waited for too long then, and is cut off.
async fn cuts_off() -> (World, Arc<AtomicU8>) {
    let mut world = crate::stories::walk::in_portuguese().await;
    let commits_left = Arc::new(AtomicU8::new(0));
    let (left, clock) = (Arc::clone(&commits_left), world.clock.clone());
    world.on_commit = Some(Arc::new(move |point| {
        let clock = clock.clone();
        let is_now = is_the_one(point, &left);
        Box::pin(async move {
            if is_now {
                clock.turn(TimeDelta::hours(1));
                for _turn in 0..1_000 {
                    tokio::task::yield_now().await;
                }
            }
        })
    }));
    world.start().await;
    (world, commits_left)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_was_cut_off_after_its_commit_is_shown_all_the_same() {
    let (world, commits_left) = cuts_off().await;
    let carla = world.person(CARLA);
    carla.types("/menu");
    carla.sees("Olá, Carla").await;
    at_rest(&world).await;

    commits_left.store(THE_STEP, Ordering::SeqCst);
    let typed = carla.types("/ajuda");
    let shown = async {
        let is_shown = || carla.messages().iter().any(|one| one.from_bot && one.message_id > typed);
        while !is_shown() {
            world.turn(TimeDelta::seconds(10));
            tokio::task::yield_now().await;
        }
    };
    within("the step is shown", shown).await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_to_be_told_by_a_tap_that_was_cut_off_after_its_commit_is_told() {
    let (world, commits_left) = cuts_off().await;
    let carla = world.person(CARLA);
    world.cloud.say(MARIA, "Vocês abrem no sábado?").unwrap();
    carla.sees("Vocês abrem no sábado?").await;
    at_rest(&world).await;

    // Nothing else is to be told before Maria's window closes, tomorrow.
    let (card, take) = carla.button("Assumir").await;
    commits_left.store(THE_STEP, Ordering::SeqCst);
    world.telegram.tap(CARLA, card, &take);
    carla.sees_somewhere("Vendas · WhatsApp Oficial · Carla").await;
    world.ends_well().await;
}
