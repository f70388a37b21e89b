//! The `balcao` command: reads the flags, calls [`balcao::run`], and says in one line why it failed.
//!
//! Exit status: 0 after an ordered stop, 1 when something failed, 2 for wrong flags or configuration.

mod cli;

use balcao::config::Config;
use balcao::run::{DemoOptions, Misconfigured};
use clap::Parser as _;
use cli::{Cli, Command, ConfigFlag, LogForm};
use std::io::IsTerminal as _;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// What went wrong, by exit status.
enum Failure {
    /// Something failed while working: 1.
    Runtime(anyhow::Error),
    /// Not all is well, and each thing has been said: 1.
    Unwell,
    /// The configuration is wrong, by itself or for the outside: 2.
    Config(String),
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    start_log(cli.log);
    balcao::run::take_small_pages();
    match carry_out(cli.command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Unwell) => ExitCode::from(1),
        Err(Failure::Runtime(error)) => {
            complain(&format!("{error:#}"));
            ExitCode::from(1)
        }
        Err(Failure::Config(error)) => {
            complain(&error);
            ExitCode::from(2)
        }
    }
}

async fn carry_out(command: Command) -> Result<(), Failure> {
    match command {
        Command::Run(flag) => balcao::run::run(load(&flag)?).await.map_err(failure),
        Command::Check { health, config } => {
            let config = load(&config)?;
            let all_well = if health {
                balcao::run::health(config).await.map_err(failure)?
            } else {
                balcao::run::check(config).await
            };
            if all_well { Ok(()) } else { Err(Failure::Unwell) }
        }
        Command::Demo { listen, topics, empty } => {
            balcao::run::demo(listen, DemoOptions { topics, empty }).await.map_err(failure)
        }
        Command::Backup { file, config } => balcao::run::backup(load(&config)?, &file).await.map_err(failure),
        Command::Restore { file, config } => {
            balcao::run::restore(load(&config)?, &file).await.map_err(failure)
        }
    }
}

fn load(flag: &ConfigFlag) -> Result<Config, Failure> {
    // A variable that is not Unicode cannot be one of ours.
    let environment = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    Config::load(flag.config.as_deref(), environment).map_err(|error| Failure::Config(error.to_string()))
}

/// What the outside refuses of the configuration (a token, say) is the configuration's fault.
fn failure(error: anyhow::Error) -> Failure {
    if error.is::<Misconfigured>() { Failure::Config(format!("{error:#}")) } else { Failure::Runtime(error) }
}

/// The log goes to standard error, with colours on a terminal only; `RUST_LOG` chooses how much of it. A panic is one
/// line with its place, without the message: that may quote what somebody wrote.
fn start_log(form: LogForm) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_unset| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let log = log.with_ansi(std::io::stderr().is_terminal());
    let quiet = filter_fn(balcao::run::may_be_logged);
    match form {
        LogForm::Human => log.finish().with(quiet).init(),
        LogForm::Json => log.json().finish().with(quiet).init(),
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(panic.place = place, "a panic");
    }));
}

fn usage(error: &clap::Error) -> ExitCode {
    // Where not even this can be written, the exit status says it.
    drop(error.print());
    u8::try_from(error.exit_code()).map_or(ExitCode::from(2), ExitCode::from)
}

/// One line, whatever the error brings along.
#[expect(clippy::print_stderr, reason = "the last word of the command, for the person who typed it")]
fn complain(problem: &str) {
    let line = problem.split_whitespace().collect::<Vec<_>>().join(" ");
    eprintln!("balcao: {line}");
}
