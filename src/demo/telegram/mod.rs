//! An embedded Telegram Bot API server: strict about what it accepts, with a memory, and with hands for the persons
//! who use the bot. The demo's page and every test of the service stand on it.
//!
//! What was needed: that a service which works here works with Telegram. So every request is held against the published
//! API (`bot_api.json`, Bot API 10.3), what the real server refuses is refused with its words, and what was wrong is
//! kept for tests to find. What the published text leaves open follows what is known of the real server's source, and
//! says so where it stands.
//!
//! What it is not: it has private chats with topics, no groups and channels; a file is never decoded; methods that the
//! service has no use for are checked and answered with `true`.
//!
//! Rejected: one of the public test servers (none speaks to teloxide 0.17, none checks what it gets), and a double
//! inside the process instead of a server (it would not exercise the HTTP edge, where the time-outs are).

mod account;
mod body;
mod call;
mod callbacks;
mod check;
mod commands;
mod edit;
mod faults;
mod files;
mod html;
mod inline;
mod markup;
mod message;
mod people;
mod poll;
mod refusal;
mod rules;
mod seen;
mod send;
mod server;
mod spec;
mod state;
mod topics;
mod updates;
mod view;
mod webhook;

#[cfg(test)]
mod tests;

pub use commands::MenuEntry;
pub use faults::{Fault, FaultKind};
pub use view::{
    Button, CallbackAnswer, ChatMessage, FileKind, FileSeen, Invalid, PersonFile, Recorded, SharedContact,
};

use crate::clock::Clock;
use crate::supervise::Supervisor;
use axum::serve::ListenerExt as _;
use message::User;
use server::Server;
use state::State;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// What a server is started with.
#[derive(Debug, Clone)]
pub struct Options {
    /// The token the bot must show, such as `123456:demo`; the number before the colon is the bot's id.
    pub token: String,
    /// The bot's user name, without `@`.
    pub bot_username: String,
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
}

/// A running server. Clones are the same server.
#[derive(Debug, Clone)]
pub struct DemoTelegram {
    server: Arc<Server>,
    address: SocketAddr,
}

impl DemoTelegram {
    /// Starts listening. It stops with the supervisor.
    pub async fn start(options: Options, clock: Clock, supervisor: &Supervisor) -> std::io::Result<Self> {
        let listener = tokio::net::TcpListener::bind(options.listen).await?;
        let address = listener.local_addr()?;
        let id = options.token.split(':').next().and_then(|id| id.parse().ok()).unwrap_or(1);
        let bot = User {
            id,
            is_bot: true,
            first_name: "Balcão".to_owned(),
            username: Some(options.bot_username),
            language_code: None,
        };
        let stopping = supervisor.stopping();
        let server = Arc::new(Server::new(options.token, clock, stopping.clone(), State::new(bot)));
        let client = reqwest::Client::builder().connect_timeout(Duration::from_secs(5)).no_proxy().build();
        let client = client.map_err(std::io::Error::other)?;
        supervisor.spawn("demo telegram webhook", webhook::run(server.clone(), client));
        let routes = server::router(server.clone());
        supervisor.spawn("demo telegram server", async move {
            // A small answer must not wait for the acknowledgement of the one before.
            let listener = listener.tap_io(|connection| {
                if let Err(error) = connection.set_nodelay(true) {
                    tracing::debug!(%error, "an accepted connection keeps its delay");
                }
            });
            let serving = axum::serve(listener, routes).with_graceful_shutdown(stopping.cancelled_owned());
            if let Err(error) = serving.await {
                tracing::error!(%error, "the demo's Telegram server ended");
            }
        });
        tracing::debug!(spec.version = spec::spec().version, %address, "the demo's Telegram server listens");
        Ok(Self { server, address })
    }

    /// What the service is told as `telegram.api_url`.
    pub fn api_url(&self) -> String {
        format!("http://{}", self.address)
    }
}

/// Why the server would refuse this HTML, if it would.
#[cfg(any(test, fuzzing, doc))]
pub(crate) fn refused_markup(text: &str) -> Option<String> {
    html::parse(text).err()
}
