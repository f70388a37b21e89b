//! A service that is killed and started again while its people go on.

use super::gun::{Gun, Shot, Side};
use super::ledger::Ledger;
use crate::world::{PATIENCE, World};
use balcao::channel::Timeouts;
use futures::{StreamExt as _, stream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// Worlds at a time: they wait more than they work.
const AT_ONCE: usize = 8;

/// The id of the first update that the embedded Telegram makes.
const FIRST_UPDATE: i64 = 700_000_001;

/// How long one world may take in all before something in it is stuck.
const RUN_TIME_MAX: Duration = Duration::from_secs(60);

/// Tells that the service has been started again, by the number of its lives.
pub(crate) type Lives = watch::Receiver<u64>;

/// Kills at commit 1, 2, 3… on both sides of it, each in a world of its own, until a commit is not reached any more.
/// `run` says whether it was killed. Says how many moments there were.
pub(crate) async fn at_every_commit<F>(path: &str, run: impl Fn(Shot) -> F) -> u64
where
    F: Future<Output = bool> + Send + 'static,
{
    // Nothing new begins once a commit was not reached; what has begun is still looked at.
    let over = Arc::new(AtomicBool::new(false));
    let shots = (1..).flat_map(|commit| [Side::Before, Side::After].map(|side| Shot { side, commit }));
    let shots = shots.take_while(|_shot| !over.load(Ordering::SeqCst));
    let mut runs = stream::iter(shots)
        .map(|shot| {
            let run = tokio::spawn(tokio::time::timeout(RUN_TIME_MAX, run(shot)));
            async move { (shot, run.await) }
        })
        .buffered(AT_ONCE);
    let (mut moments, mut failed) = (0, Vec::new());
    while let Some((shot, run)) = runs.next().await {
        match run {
            Ok(Ok(true)) => moments += 1,
            Ok(Ok(false)) => over.store(true, Ordering::SeqCst),
            // Where one moment fails, the later ones mostly do: no path is walked to its end for them.
            Ok(Err(_)) | Err(_) => {
                failed.push(shot);
                over.store(true, Ordering::SeqCst);
            }
        }
    }
    assert!(failed.is_empty(), "{path}: killed at these, it went wrong: {failed:?}");
    assert!(moments > 0, "{path}: no moment was found");
    moments
}

/// Providers are waited for long: a busy machine must not look like one that does not answer.
pub(crate) fn patient() -> Timeouts {
    let long = Duration::from_secs(10);
    Timeouts { connect: long, total: long, upload: long }
}

/// A world whose service is killed by this gun.
pub(crate) async fn world_with(gun: &Gun) -> World {
    let mut world = World::empty().await;
    world.on_commit = Some(gun.watch());
    world.timeouts = patient();
    world
}

/// Starts the service and lets the story go on until it ends and nothing is left to do; the service is started again
/// whenever it is killed. The story runs on while nothing is there, as people do. Then the service is stopped in order.
pub(crate) async fn survive<F>(world: &mut World, gun: &Gun, story: impl FnOnce(&World, Lives) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let (life, lives) = watch::channel(1);
    let quiet = quiet(world, gun);
    let story = story(world, lives);
    let mut story = tokio::spawn(async move {
        story.await;
        quiet.await;
    });
    // Taken before the start: it may fire just when that ends.
    let mut bang = gun.bang();
    if !world.is_running() {
        bang = start(world, gun).await;
    }
    loop {
        tokio::select! {
            ended = &mut story => match ended {
                Ok(()) => break,
                Err(failure) => std::panic::resume_unwind(failure.into_panic()),
            },
            () = bang.cancelled() => {
                world.dies().await;
                bang = start(world, gun).await;
                life.send_modify(|life| *life += 1);
            }
        }
    }
    gun.unload();
    if bang.is_cancelled() {
        // It fired at the very commit after which nothing was left to do: the writer waits for ever, and is dead.
        world.dies().await;
        drop(start(world, gun).await);
    }
    assert!(world.stop().await, "what runs ends by itself");
    world.nothing_invalid();
}

/// Waits until nothing is left to do: every update has had its effect, everybody was told, every panel shows what it ought
/// to, every delivery is with its provider. Looks after every commit.
fn quiet(world: &World, gun: &Gun) -> impl Future<Output = ()> + Send + 'static {
    let (database, telegram, mut commits) = (world.database(), world.telegram.clone(), gun.commits());
    async move {
        loop {
            commits.borrow_and_update();
            let made = telegram.last_update_id() - FIRST_UPDATE + 1;
            let ledger = Ledger::of(&database).await;
            if ledger.updates == made && ledger.is_settled() {
                return;
            }
            if tokio::time::timeout(PATIENCE, commits.changed()).await.is_err() {
                panic!("of {made} updates and what came of them this is left: {ledger:#?}");
            }
        }
    }
}

/// Starts it, as often as it takes: it may be killed while it starts. Gives what is cancelled when it is killed.
async fn start(world: &mut World, gun: &Gun) -> CancellationToken {
    loop {
        let killed = gun.bang();
        world.killed = killed.clone();
        match world.try_start().await {
            Ok(()) => return killed,
            Err(error) => assert!(killed.is_cancelled(), "the service does not start: {error:#}"),
        }
    }
}
