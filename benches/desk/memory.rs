//! The service in a process of its own, `balcao run`: what it weighs at rest and under the closed loop, and how long it
//! is on a processor for one update, without the embedded servers and the people.

use super::company::Company;
use super::load::{self, Script};
use super::plan::Plan;
use super::process;
use anyhow::Context as _;
use balcao::config::{Config, Provider};
use secrecy::ExposeSecret as _;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How long it is left alone before its weight at rest is taken.
const REST: Duration = Duration::from_secs(2);

/// Names another program than that of the same build: the one of `cargo build --release`, say, which is linked as a whole.
const PROGRAM: &str = "BALCAO_PROGRAM";

/// What is measured of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Memory {
    /// Resident, in MB, with templates read and nobody there.
    pub(crate) at_rest: f64,
    /// The most there was under the closed loop.
    pub(crate) under_load: f64,
    /// Updates a second meanwhile.
    pub(crate) rate: f64,
    /// Microseconds on a processor for one update.
    pub(crate) busy_us: f64,
}

/// Measures it.
pub(crate) async fn measure(plan: &Plan) -> anyhow::Result<Memory> {
    let listen = free_address().await?;
    let company = Company::start(listen).await?;
    company.connect(listen);
    let file = company.folder.path().join("balcao.toml");
    std::fs::write(&file, written(&company.config)?)?;
    let service = Running::start(&file)?;
    let is_up = company.telegram.until(|telegram| {
        let requests = telegram.requests();
        (requests.iter().filter(|one| one.method == "setMyCommands").count() >= 4).then_some(())
    });
    tokio::time::timeout(Duration::from_secs(20), is_up).await.context("the service did not start")?;
    tokio::time::sleep(REST).await;

    let process = service.0.id().to_string();
    let (at_rest, _most) = process::resident_mb(&process)?;
    let before = process::busy(&process)?;
    let rate = load::closed(&company.telegram, Script::Official, plan.warm_up, plan.closed).await?;
    let busy = process::busy(&process)? - before;
    let (_now, under_load) = process::resident_mb(&process)?;
    drop(service);
    company.stop().await?;
    let busy_us = super::whole::Figures::busy_us(rate, busy, plan);
    Ok(Memory { at_rest, under_load, rate, busy_us })
}

/// The process, ended when this is dropped.
pub(crate) struct Running(pub(crate) Child);

impl Running {
    pub(crate) fn start(config: &Path) -> anyhow::Result<Self> {
        let program = std::env::var_os(PROGRAM).unwrap_or_else(|| env!("CARGO_BIN_EXE_balcao").into());
        let mut command = Command::new(program);
        command.arg("run").arg("--config").arg(config).env("RUST_LOG", "error").stdin(Stdio::null());
        Ok(Self(command.spawn().context("balcao run")?))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

pub(crate) async fn free_address() -> anyhow::Result<SocketAddr> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    Ok(listener.local_addr()?)
}

/// The configuration as a company would write it.
pub(crate) fn written(config: &Config) -> anyhow::Result<String> {
    let mut text = String::new();
    let pace = config.telegram.pace;
    writeln!(text, "timezone = {:?}", config.timezone.name())?;
    writeln!(text, "locale = \"pt-BR\"\ncountry = {:?}", config.country)?;
    writeln!(text, "[database]\nurl = {:?}", config.database.url)?;
    writeln!(text, "[server]\nlisten = \"{}\"", config.server.listen)?;
    writeln!(text, "[telegram]\ntoken = {:?}", config.telegram.token.expose_secret())?;
    writeln!(text, "api_url = {:?}", config.telegram.api_url)?;
    writeln!(text, "[telegram.pace]\noverall_per_second = {}", pace.overall_per_second)?;
    writeln!(text, "chat_per_second = {}", pace.chat_per_second)?;
    for channel in &config.channels {
        writeln!(text, "[[channel]]\nid = \"{}\"\nname = {:?}", channel.id, channel.name)?;
        writeln!(text, "messages_per_second = {}", channel.messages_per_second.unwrap_or(1_000))?;
        match &channel.provider {
            Provider::Cloud(cloud) => {
                writeln!(text, "provider = \"cloud\"\nphone_number_id = {:?}", cloud.phone_number_id)?;
                writeln!(text, "business_account_id = {:?}", cloud.business_account_id)?;
                writeln!(text, "access_token = {:?}", cloud.access_token.expose_secret())?;
                writeln!(text, "app_secret = {:?}", cloud.app_secret.expose_secret())?;
                writeln!(text, "verify_token = {:?}", cloud.verify_token.expose_secret())?;
                writeln!(text, "api_url = {:?}\ncurrency = {:?}", cloud.api_url, cloud.currency)?;
            }
            Provider::Evolution(evolution) => {
                writeln!(text, "provider = \"evolution\"\napi_url = {:?}", evolution.api_url)?;
                writeln!(text, "instance = {:?}", evolution.instance)?;
                writeln!(text, "api_key = {:?}", evolution.api_key.expose_secret())?;
                writeln!(text, "webhook_secret = {:?}", evolution.webhook_secret.expose_secret())?;
            }
        }
    }
    for team in &config.teams {
        let channels: Vec<_> = team.channels.iter().map(ToString::to_string).collect();
        writeln!(text, "[[team]]\nid = \"{}\"\nname = {:?}\nchannels = {channels:?}", team.id, team.name)?;
    }
    for member in &config.staff {
        let teams: Vec<_> = member.teams.iter().map(ToString::to_string).collect();
        writeln!(text, "[[staff]]\ntelegram_id = {}\nname = {:?}", member.telegram_id.0, member.name)?;
        writeln!(text, "role = \"attendant\"\nteams = {teams:?}")?;
    }
    Ok(text)
}
