//! Configuration, read and validated once. What is wrong is one line that names the key, the file and what was expected.
//!
//! A TOML file and, above it, the environment: `BALCAO_TELEGRAM__TOKEN` is `telegram.token`,
//! `BALCAO_CHANNEL__0__API_KEY` is `channel[0].api_key`; a list is written with commas. An empty variable counts as
//! absent. Every secret may stand in a file of its own: `token_file` in place of `token`. Paths are taken from where
//! the service is started.
//!
//! Needed: one line per mistake with the key and the place to look, and never a secret in it. Chosen: the `config`
//! crate merges file and environment into one tree, and [`section`] reads that tree key by key, so that it knows what
//! is left over. Rejected: deserialising into the types below; its messages name neither the variable a value came
//! from nor what would be right, and quote the value they refuse.

mod address;
mod channel;
mod error;
mod keeping;
mod nearest;
mod people;
mod privacy;
mod read;
mod section;
mod source;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_languages;
#[cfg(test)]
mod tests_of_secrets;

pub use error::{ConfigError, Place};

use crate::domain::id::{ChannelId, StaffId, TeamId};
use crate::domain::opt_out::OptOutWord;
use crate::domain::staff::{Locale, Role};
use crate::i18n::Words;
use chrono::TimeDelta;
use secrecy::SecretString;
use std::path::Path;
use std::sync::Arc;

/// The file that is read when none is named.
pub const DEFAULT_FILE: &str = "balcao.toml";

/// Everything the service is told from outside, already checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// The company's time zone.
    pub timezone: chrono_tz::Tz,
    /// The words of all languages: those that are built in, and those of the folder that is named.
    pub words: Arc<Words>,
    /// The language when a person's is not known.
    pub locale: Locale,
    /// ISO 3166 code of the country of numbers typed without `+`.
    pub country: String,
    /// For how long a contact who writes again finds the attendance that was concluded, with the same person; zero:
    /// never.
    pub reopen: TimeDelta,
    /// What a contact writes who wants no templates any more, by language.
    pub opt_out: Vec<(Locale, Vec<OptOutWord>)>,
    /// How long what was said is kept; `None`: for ever.
    pub keep: Option<TimeDelta>,
    /// The database.
    pub database: Database,
    /// Its daily copies; `None` when there are none.
    pub backup: Option<Backup>,
    /// Where providers and probes reach us.
    pub server: Server,
    /// The bot.
    pub telegram: Telegram,
    /// The connected WhatsApp numbers.
    pub channels: Vec<ChannelConfig>,
    /// Teams created at start when absent.
    pub teams: Vec<TeamConfig>,
    /// People created at start when absent.
    pub staff: Vec<StaffConfig>,
    /// Rate tables beside the one built in: CSV files in the form that the README describes.
    pub rates: Vec<std::path::PathBuf>,
}

/// The database.
#[derive(Debug, Clone)]
pub struct Database {
    /// Such as `sqlite:balcao.db`.
    pub url: String,
    /// Bytes that are to be free beside it; owners are told of less.
    pub room_min: u64,
}

/// Daily copies of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Where they are put.
    pub folder: std::path::PathBuf,
    /// How many are kept.
    pub keep: usize,
    /// The hour of the day, in the company's time zone, from which one is made.
    pub hour: u32,
}

/// Where providers and probes reach us.
#[derive(Debug, Clone)]
pub struct Server {
    /// The address to listen on.
    pub listen: std::net::SocketAddr,
    /// The address under which the outside reaches it, without a slash at the end; needed for webhooks only.
    pub public_url: Option<String>,
}

/// How updates reach us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Updates {
    /// We ask for them.
    Polling,
    /// Telegram posts them to `{public_url}/telegram`.
    Webhook,
}

/// The bot.
#[derive(Debug, Clone)]
pub struct Telegram {
    /// The token that `BotFather` gave.
    pub token: SecretString,
    /// The Bot API server.
    pub api_url: String,
    /// How updates reach us.
    pub updates: Updates,
    /// The people who own the desk.
    pub owners: Vec<StaffId>,
    /// How fast we may send.
    pub pace: Pace,
}

/// How fast we may send to Telegram. The defaults are Telegram's own; a Bot API server of one's own may allow more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    /// Requests a second over all chats (30).
    pub overall_per_second: f64,
    /// Requests a second to one private chat, after a short burst (1).
    pub chat_per_second: f64,
    /// Requests a minute to one group (20).
    pub group_per_minute: f64,
}

impl Default for Pace {
    fn default() -> Self {
        Self { overall_per_second: 30.0, chat_per_second: 1.0, group_per_minute: 20.0 }
    }
}

/// One connected WhatsApp number.
#[derive(Debug, Clone)]
pub struct ChannelConfig {
    /// Its id.
    pub id: ChannelId,
    /// Its name on buttons.
    pub name: String,
    /// Messages a second that may leave on it; `None`: as fast as they come.
    pub messages_per_second: Option<u16>,
    /// The kind of channel and what that kind needs.
    pub provider: Provider,
}

/// The kind of a channel and what that kind needs.
#[derive(Debug, Clone)]
pub enum Provider {
    /// Meta's WhatsApp Cloud API.
    Cloud(CloudConfig),
    /// Evolution API v2.
    Evolution(EvolutionConfig),
}

impl Provider {
    /// How long a channel of this kind waits between two conversations that it starts.
    pub const fn new_chat_gap(&self) -> TimeDelta {
        match self {
            // Meta has limits of its own, and says so when one is reached.
            Self::Cloud(_) => TimeDelta::zero(),
            Self::Evolution(evolution) => evolution.new_chat_gap,
        }
    }
}

/// What a Cloud API channel needs.
#[derive(Debug, Clone)]
pub struct CloudConfig {
    /// The number's id at Meta.
    pub phone_number_id: String,
    /// The WhatsApp Business Account's id.
    pub business_account_id: String,
    /// The token for calls.
    pub access_token: SecretString,
    /// The key of webhook signatures.
    pub app_secret: SecretString,
    /// The word of the webhook handshake.
    pub verify_token: SecretString,
    /// `https://graph.facebook.com`, without a slash at the end.
    pub api_url: String,
    /// Such as `v25.0`.
    pub api_version: String,
    /// The account's currency, ISO 4217.
    pub currency: String,
}

/// What an Evolution channel needs.
#[derive(Debug, Clone)]
pub struct EvolutionConfig {
    /// The server's address, without a slash at the end.
    pub api_url: String,
    /// The instance's name.
    pub instance: String,
    /// The global key or the instance's token.
    pub api_key: SecretString,
    /// The HS256 key of the bearer token on its webhooks (its `jwt_key`).
    pub webhook_secret: SecretString,
    /// How long it waits between two conversations that it starts; zero: they start at once.
    pub new_chat_gap: TimeDelta,
}

/// A team of the configuration.
#[derive(Debug, Clone)]
pub struct TeamConfig {
    /// Its id.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// The channels it may use.
    pub channels: Vec<ChannelId>,
}

/// A person of the configuration.
#[derive(Debug, Clone)]
pub struct StaffConfig {
    /// Their Telegram user id.
    pub telegram_id: StaffId,
    /// Their name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Their teams.
    pub teams: Vec<TeamId>,
}

impl Config {
    /// Reads and checks the configuration: the file, and the environment above it. Without a path it is
    /// [`DEFAULT_FILE`], which may be absent when the environment says everything.
    pub fn load(
        path: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let sources = source::Sources::gather(path, environment)?;
        read::config(&sources)
    }

    /// The same from a text.
    #[cfg(any(test, fuzzing, doc))]
    pub(crate) fn read(text: &str) -> Result<Self, ConfigError> {
        let file = Place::File(DEFAULT_FILE.to_owned());
        let sources = source::Sources::merge(Some(text.to_owned()), file, std::iter::empty())?;
        read::config(&sources)
    }
}
