//! A service that is killed and started again while its people go on.

use super::gun::{Gun, Shot, Side};
use crate::world::World;
use balcao::channel::Timeouts;
use futures::{StreamExt as _, stream};
use std::time::Duration;
use tokio::sync::watch;

/// Worlds at a time: they wait more than they work.
const AT_ONCE: usize = 8;

/// Tells that the service has been started again, by the number of its lives.
pub(crate) type Lives = watch::Receiver<u64>;

/// Kills at commit 1, 2, 3… on both sides of it, each in a world of its own, until a commit is not reached on either side.
/// `run` says whether it was killed. Says how many moments there were.
pub(crate) async fn at_every_commit<F>(path: &str, run: impl Fn(Shot) -> F) -> u64
where
    F: Future<Output = bool> + Send + 'static,
{
    let shots = (1..).flat_map(|commit| [Side::Before, Side::After].map(|side| Shot { side, commit }));
    let mut runs = stream::iter(shots)
        .map(|shot| {
            let run = tokio::spawn(run(shot));
            async move { (shot, run.await) }
        })
        .buffered(AT_ONCE);
    let (mut moments, mut missed) = (0, 0);
    while missed < 2 {
        let (shot, run) = runs.next().await.unwrap();
        match run {
            Ok(true) => moments += 1,
            Ok(false) if shot.side == Side::Before => missed = 1,
            Ok(false) => missed += 1,
            Err(failure) => {
                eprintln!("{path}: killed at {shot:?}");
                std::panic::resume_unwind(failure.into_panic());
            }
        }
    }
    println!("{path}: {moments} moments");
    moments
}

/// A world whose service is killed by this gun. Providers are waited for long: a busy machine must not look like one
/// that does not answer.
pub(crate) async fn world_with(gun: &Gun) -> World {
    let mut world = World::empty().await;
    world.on_commit = Some(gun.watch());
    world.timeouts = Timeouts {
        connect: Duration::from_secs(10),
        total: Duration::from_secs(10),
        upload: Duration::from_secs(10),
    };
    world
}

/// Starts the service and lets the story go on until it ends; the service is started again whenever it is killed. The
/// story runs on while nothing is there, as people do.
pub(crate) async fn survive<F>(world: &mut World, gun: &Gun, story: impl FnOnce(&World, Lives) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let (life, lives) = watch::channel(1);
    let mut story = tokio::spawn(story(world, lives));
    if !world.is_running() {
        start(world, gun).await;
    }
    loop {
        let bang = gun.bang();
        tokio::select! {
            ended = &mut story => match ended {
                Ok(()) => return,
                Err(failure) => std::panic::resume_unwind(failure.into_panic()),
            },
            () = bang.cancelled() => {
                world.dies().await;
                start(world, gun).await;
                life.send_modify(|life| *life += 1);
            }
        }
    }
}

/// Starts it, as often as it takes: it may be killed while it starts.
async fn start(world: &mut World, gun: &Gun) {
    loop {
        world.killed = gun.bang();
        let killed = world.killed.clone();
        match world.try_start().await {
            Ok(()) => return,
            Err(error) => assert!(killed.is_cancelled(), "the service does not start: {error:#}"),
        }
    }
}
