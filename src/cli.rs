//! The command line: which command, with which flags.

use clap::{Parser, Subcommand, ValueEnum};
use std::net::SocketAddr;
use std::path::PathBuf;

/// The front desk of a company's WhatsApp, in Telegram.
#[derive(Debug, Parser)]
#[command(version, about, arg_required_else_help = true, disable_help_subcommand = true)]
pub(crate) struct Cli {
    /// How the log on standard error reads.
    #[arg(long, global = true, value_enum, default_value_t = LogForm::Human, value_name = "FORM")]
    pub(crate) log: LogForm,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// How the log reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogForm {
    /// A line for people.
    Human,
    /// A JSON object a line, for machines.
    Json,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Runs the service.
    Run(ConfigFlag),
    /// Says what is wrong with configuration, database, tokens and webhooks; 0 only when all is well.
    Check {
        /// Only whether the service that runs is well: for who starts it again when it is not.
        #[arg(long)]
        health: bool,
        /// The configuration.
        #[command(flatten)]
        config: ConfigFlag,
    },
    /// Runs the service against embedded Telegram and WhatsApp servers, with a page to play both sides.
    Demo {
        /// Where the page is served.
        #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS:PORT")]
        listen: SocketAddr,
        /// Every attendance is a topic of its own in the chat of who handles it.
        #[arg(long)]
        topics: bool,
        /// The company has an owner and its channels, and nothing else: teams and people are set up in the chat.
        #[arg(long)]
        empty: bool,
    },
    /// Writes a consistent copy of the database while the service runs.
    Backup {
        /// The file to write; it must not exist yet.
        file: PathBuf,
        /// The configuration that names the database.
        #[command(flatten)]
        config: ConfigFlag,
    },
    /// Puts a copy in the place of the database, which is kept beside it; not while the service runs.
    Restore {
        /// The copy.
        file: PathBuf,
        /// The configuration that names the database.
        #[command(flatten)]
        config: ConfigFlag,
    },
}

/// Which configuration.
#[derive(Debug, clap::Args)]
pub(crate) struct ConfigFlag {
    /// The configuration file [default: balcao.toml, if there is one].
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_flags_do_not_contradict_each_other() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_manual_s_commands_are_understood() {
        for line in [
            "balcao run",
            "balcao run --config shop.toml",
            "balcao --log json run",
            "balcao check --config shop.toml --log json",
            "balcao check --health",
            "balcao demo --listen 127.0.0.1:0",
            "balcao demo --topics",
            "balcao demo --empty",
            "balcao backup copy.db",
            "balcao restore copy.db --config shop.toml",
        ] {
            assert!(Cli::try_parse_from(line.split(' ')).is_ok(), "{line}");
        }
    }

    #[test]
    fn wrong_flags_are_told_apart_from_a_wish_for_help() {
        let code = |line: &str| Cli::try_parse_from(line.split(' ')).unwrap_err().exit_code();
        assert_eq!(code("balcao fly"), 2);
        assert_eq!(code("balcao"), 2);
        assert_eq!(code("balcao run --colour"), 2);
        assert_eq!(code("balcao demo --listen here"), 2);
        assert_eq!(code("balcao backup"), 2);
        assert_eq!(code("balcao restore"), 2);
        assert_eq!(code("balcao --help"), 0);
        assert_eq!(code("balcao --version"), 0);
    }
}
