//! The company under load: the demo's, with a hundred people on staff, and servers that answer as fast as they can.

use super::plan::CHATS;
use anyhow::Context as _;
use balcao::clock::Clock;
use balcao::config::{Config, Pace, StaffConfig};
use balcao::demo::cloud::DemoCloud;
use balcao::demo::company;
use balcao::demo::evolution::DemoEvolution;
use balcao::demo::telegram::{DemoTelegram, Options};
use balcao::domain::id::{StaffId, TeamId};
use balcao::domain::staff::Role;
use balcao::supervise::Supervisor;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

/// The Telegram id of the first; the others follow.
const FIRST: u32 = 10_001;

/// The embedded servers and a folder for the database.
pub(crate) struct Company {
    pub(crate) telegram: DemoTelegram,
    pub(crate) cloud: DemoCloud,
    pub(crate) evolution: DemoEvolution,
    pub(crate) config: Config,
    /// Removed when this is dropped.
    pub(crate) folder: tempfile::TempDir,
    servers: Supervisor,
}

/// The Telegram ids of the staff, which are their chats'.
pub(crate) fn chats() -> impl Iterator<Item = i64> {
    (FIRST..FIRST + CHATS).map(i64::from)
}

impl Company {
    /// Starts the servers. The service, or whatever takes its place, listens at `listen`.
    pub(crate) async fn start(listen: SocketAddr) -> anyhow::Result<Self> {
        let (servers, clock) = (Supervisor::new(), Clock::machine());
        let options = Options {
            token: company::BOT_TOKEN.to_owned(),
            bot_username: company::BOT_USERNAME.to_owned(),
            listen: anywhere(),
        };
        let telegram = DemoTelegram::start(options, clock.clone(), &servers).await?;
        for id in chats() {
            telegram.add_person(id, &format!("Pessoa {id}"), Some("pt-br"));
        }
        let cloud = DemoCloud::start(company::cloud_options(), clock.clone(), &servers).await?;
        let evolution = DemoEvolution::start(company::evolution_options(), clock, &servers).await?;
        let folder = folder()?;
        let url = format!("sqlite:{}", folder.path().join("balcao.db").display());
        let mut config =
            company::config(&telegram.api_url(), &cloud.api_url(), &evolution.api_url(), listen, &url);
        // What is to be measured is the desk, not its politeness to Telegram and to Meta.
        config.telegram.pace = pace();
        for channel in &mut config.channels {
            channel.messages_per_second = None;
        }
        config.staff = staff()?;
        Ok(Self { telegram, cloud, evolution, config, folder, servers })
    }

    /// Tells the provider where the service listens.
    pub(crate) fn connect(&self, address: SocketAddr) {
        self.cloud.set_webhook(format!("http://{address}/webhook/{}", company::OFICIAL));
    }

    /// Stops the servers. What was sent must have been valid.
    pub(crate) async fn stop(self) -> anyhow::Result<()> {
        let invalid = self.telegram.invalid();
        anyhow::ensure!(invalid.is_empty(), "Telegram refused {invalid:?}");
        let invalid = self.cloud.invalid();
        anyhow::ensure!(invalid.is_empty(), "the Cloud API refused {invalid:?}");
        self.servers.stop(Duration::from_secs(5)).await;
        Ok(())
    }
}

/// A folder beside what was built, on a disk like the one a database would be on; `/tmp` may be memory.
pub(crate) fn folder() -> anyhow::Result<tempfile::TempDir> {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).context("a folder for the database")
}

/// Any free port.
pub(crate) fn anywhere() -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, 0))
}

/// So much that nobody waits.
pub(crate) const fn pace() -> Pace {
    Pace { overall_per_second: 1_000_000.0, chat_per_second: 100_000.0, group_per_minute: 100_000.0 }
}

/// Everybody is in two teams, so that the step that asks for the team is there to be walked.
fn staff() -> anyhow::Result<Vec<StaffConfig>> {
    let teams = [TeamId::new("vendas")?, TeamId::new("suporte")?];
    let member = |id: i64| StaffConfig {
        telegram_id: StaffId(id),
        name: format!("Pessoa {id}"),
        role: Role::Attendant,
        teams: teams.to_vec(),
    };
    Ok(chats().map(member).collect())
}
