//! The HTTP server: webhooks of Telegram and of the providers, health and metrics.
//!
//! It knows routes, limits and statuses; what is done with a body is plugged in. Nothing is answered with 200 before
//! whoever was plugged in says so, which is when it is on disk. A body that is too big or comes too slowly is cut off,
//! and every request ends in bounded time, so that a stop does too.
//!
//! What proves itself by its headers is asked for them before its body is read: who cannot prove anything brings none.
//! There are so many connections at a time, each with a deadline ([`patience`]), so many requests in a second (`rate`)
//! and so much room for their bodies together (`bodies`); who brings more is told to come again, which every provider does.

mod bodies;
mod lean;
pub mod patience;
mod rate;
mod routes;

use crate::supervise::Supervisor;
use crate::telegram::plug::Plug;
use crate::telegram::source::hook::Hook;
use bytes::Bytes;
use patience::{Patience, Patient};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// What is answered to a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Plain text.
    pub body: String,
}

impl Reply {
    /// A status without words.
    pub const fn empty(status: u16) -> Self {
        Self { status, body: String::new() }
    }
}

/// A provider asks whether this address is ours (Meta's handshake).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handshake {
    /// The channel of the path, as it came.
    pub channel: String,
    /// The parameters of the query, decoded, in their order.
    pub query: Vec<(String, String)>,
}

/// A provider is about to report something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knock {
    /// The channel of the path, as it came.
    pub channel: String,
    /// Names in lower case, and values.
    pub headers: Vec<(String, Vec<u8>)>,
}

/// The room for a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Bytes that may come.
    pub read: usize,
    /// Bytes that may be kept. Where that is less, long texts are left out.
    pub keep: usize,
}

/// A provider reports something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// The channel of the path, as it came.
    pub channel: String,
    /// Names in lower case, and values.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body, byte for byte: signatures are over it.
    pub body: Bytes,
}

/// How the service is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HealthReport {
    /// Whether every part that matters is up.
    pub is_healthy: bool,
    /// The state of each part, as JSON.
    pub json: String,
}

/// What is done with what comes in.
#[derive(Debug, Clone)]
pub struct Handlers {
    /// Telegram's updates; `None` when they are polled, and the route does not exist.
    pub telegram: Option<Hook>,
    /// `GET /webhook/{channel}`.
    pub handshake: Plug<Handshake, Reply>,
    /// What room there is for the body of a `POST /webhook/{channel}`, by what is in front of it; the status of the answer
    /// when that is enough to refuse it.
    pub room: Plug<Knock, Result<Room, u16>>,
    /// `POST /webhook/{channel}`.
    pub receive: Plug<Delivery, Reply>,
    /// `GET /healthz`.
    pub health: Plug<(), HealthReport>,
    /// `GET /metrics`: Prometheus text.
    pub metrics: Plug<(), String>,
}

/// How often something may happen.
#[derive(Debug, Clone, Copy)]
pub struct Rate {
    /// In a second, for as long as one likes.
    pub per_second: f64,
    /// At once, after some rest.
    pub at_once: f64,
}

/// What a request may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of a body that is not a provider's.
    pub body_len: usize,
    /// Bytes of each body for which there is always room.
    pub body_apart: usize,
    /// Bytes of all bodies beyond that, while they come and until they are answered.
    pub bodies: usize,
    /// From the end of the headers to the answer.
    pub time: Duration,
    /// Connections at a time.
    pub connections: usize,
    /// How long is waited for a connection.
    pub patience: Patience,
    /// Webhooks, Telegram's and those of all channels together.
    pub webhooks: Rate,
    /// Everything else but health and metrics, which may be asked always: handshakes.
    pub questions: Rate,
}

impl Default for Limits {
    fn default() -> Self {
        use crate::domain::limit;
        let time = limit::WEBHOOK_TIME_MAX.to_std().unwrap_or_default();
        let seconds = |time: chrono::TimeDelta| time.to_std().unwrap_or_default();
        let rate = |(per_second, at_once): (u32, u32)| Rate {
            per_second: per_second.into(),
            at_once: at_once.into(),
        };
        Self {
            body_len: limit::WEBHOOK_BODY_LEN_MAX,
            body_apart: limit::WEBHOOK_BODY_LEN_APART,
            bodies: limit::WEBHOOK_BODIES_LEN_MAX,
            time,
            connections: limit::WEBHOOK_CONNECTIONS_MAX,
            patience: Patience {
                request: seconds(limit::WEBHOOK_CONNECTION_TIME_MAX),
                idle: seconds(limit::WEBHOOK_IDLE_MAX),
            },
            webhooks: rate(limit::WEBHOOKS_PER_SECOND),
            questions: rate(limit::QUESTIONS_PER_SECOND),
        }
    }
}

/// The server cannot listen.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Somebody else does already.
    #[error("server.listen = \"{0}\": another program uses this port")]
    Taken(SocketAddr),
    /// We may not, such as on ports below 1024.
    #[error("server.listen = \"{0}\": listening there is not allowed")]
    Forbidden(SocketAddr),
    /// Anything else.
    #[error("server.listen = \"{0}\": cannot listen there")]
    Listen(SocketAddr, #[source] io::Error),
}

/// Starts the server and says where it listens (which matters for port 0). It stops with the supervisor: what is under
/// way is finished, nothing new is taken.
pub async fn serve(
    listen: SocketAddr,
    handlers: Handlers,
    limits: Limits,
    supervisor: &Supervisor,
) -> Result<SocketAddr, ServeError> {
    let cannot = |error: io::Error| {
        if error.kind() == io::ErrorKind::AddrInUse {
            ServeError::Taken(listen)
        } else if error.kind() == io::ErrorKind::PermissionDenied {
            ServeError::Forbidden(listen)
        } else {
            ServeError::Listen(listen, error)
        }
    };
    let listener = TcpListener::bind(listen).await.map_err(cannot)?;
    let address = listener.local_addr().map_err(cannot)?;
    let room = Arc::new(Semaphore::new(limits.connections));
    let listener = Patient { listener, room, patience: limits.patience };
    let stopping = supervisor.stopping();
    let app = routes::router(handlers, limits);
    supervisor.spawn("webhook server", async move {
        let served = axum::serve(listener, app).with_graceful_shutdown(stopping.cancelled_owned()).await;
        if let Err(error) = served {
            tracing::error!(%error, "the webhook server ended");
        }
    });
    Ok(address)
}

#[cfg(test)]
mod tests;
