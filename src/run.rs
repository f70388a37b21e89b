//! Wiring.

use crate::config::Config;
use std::net::SocketAddr;
use std::path::Path;

/// Runs the service until it is told to stop.
pub async fn run(config: Config) -> anyhow::Result<()> {
    drop(config);
    anyhow::bail!("not wired yet")
}

/// Says line by line what is well and what is not; whether all is.
pub async fn check(config: Config) -> bool {
    drop(config);
    false
}

/// Runs the service against embedded servers.
pub async fn demo(listen: SocketAddr) -> anyhow::Result<()> {
    anyhow::bail!("not wired yet: {listen}")
}

/// Writes a consistent copy of the database.
pub async fn backup(config: Config, file: &Path) -> anyhow::Result<()> {
    drop(config);
    anyhow::bail!("not wired yet: {}", file.display())
}
