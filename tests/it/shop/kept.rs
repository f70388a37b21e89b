//! What a bad day leaves for whoever looks into it: its database, what the service logged, and what the embedded servers
//! were asked, in the folder that `BALCAO_KEEP` names.

use crate::world::{Log, World};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

fn folder() -> Option<PathBuf> {
    std::env::var_os("BALCAO_KEEP").map(PathBuf::from)
}

/// What takes down a day's log, if anything is to be kept of it.
pub(super) fn log() -> Option<Log> {
    folder().map(|_folder| Log::default())
}

/// A line between those of the service: what the day did.
pub(super) fn notes(log: Option<&Log>, text: &str) {
    if let Some(log) = log {
        writeln!(log.clone(), "{} DAY {text}", chrono::Utc::now().format("%FT%T%.6fZ")).unwrap();
    }
}

/// Keeps what is left of a day.
pub(super) fn keeps(seed: u64, world: &World) {
    if let Some(folder) = folder() {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::copy(world.database(), folder.join(format!("{seed}.db"))).unwrap();
        keeps_records(seed, world, &folder);
    }
}

fn keeps_records(seed: u64, world: &World, folder: &Path) {
    if let Some(log) = &world.log {
        std::fs::write(folder.join(format!("{seed}.log")), log.bytes()).unwrap();
    }
    let mut asked = String::new();
    for one in world.telegram.requests() {
        writeln!(asked, "{one:?}").unwrap();
    }
    for one in world.cloud.requests().into_iter().chain(world.evolution.requests()) {
        writeln!(asked, "{one:?}").unwrap();
    }
    std::fs::write(folder.join(format!("{seed}.asked")), asked).unwrap();
}
