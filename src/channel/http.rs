//! The HTTP client of the adapters: time-outs, no redirects, bounded answers, and what a broken call leaves certain.
//!
//! Wanted: after a failure it must be known whether the request can have reached the provider, because a message sent
//! twice costs money and trust. Chosen: only a failure to *connect* (refused, no such host, TLS, time-out of the
//! connection) is called certain; everything later is not, even where it almost is. Redirects are not followed: our
//! keys travel in headers of every request, and no provider redirects these calls.
//!
//! A race that remains: a kept connection that the server closes just as we write to it looks like a request that was
//! written. Connections are therefore kept for less time than the provider keeps them.

use super::Download;
use crate::domain::delivery::Outcome;
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::limit::ANSWER_LEN_MAX;
use chrono::TimeDelta;
use futures::StreamExt as _;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, RequestBuilder, Url, redirect};
use secrecy::{ExposeSecret as _, SecretString};
use std::time::Duration;

/// How patient an adapter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// Until a connection stands: the network either answers at once or not at all.
    pub connect: Duration,
    /// Until the whole answer to a call is there; well under the lease of a delivery.
    pub total: Duration,
    /// Until a file is with the provider: 20 MB over a slow line.
    pub upload: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            total: Duration::from_secs(30),
            upload: Duration::from_mins(2),
        }
    }
}

/// Why there can be no client for a channel: its configuration is wrong.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// `api_url` is not the address of a server.
    #[error("api_url is not an http or https address")]
    Address,
    /// The token or key has characters that cannot be sent.
    #[error("the token or key has characters that no header may have")]
    Key,
    /// The HTTP client could not be set up.
    #[error("the HTTP client could not be set up")]
    Setup(#[source] reqwest::Error),
}

/// An answer, whatever it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    /// The HTTP status.
    pub(super) status: u16,
    /// How long the server asks us to wait.
    pub(super) after: Option<TimeDelta>,
    /// The header in which Meta tells how much of a limit is used.
    pub(super) usage: Option<String>,
    /// The body.
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// Whether the server says that all went well.
    pub(super) const fn is_success(&self) -> bool {
        matches!(self.status, 200..=299)
    }

    /// Whether the server says that the request was at fault and therefore not carried out. A time-out (408) is
    /// reported as the client's fault too and says no such thing.
    pub(super) const fn is_refusal(&self) -> bool {
        matches!(self.status, 300..=407 | 409..=499)
    }

    /// The body as JSON, if it is.
    pub(super) fn json(&self) -> Option<serde_json::Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// A fault for an answer in which nothing else can be read.
    pub(super) fn unreadable(&self, kind: FaultKind) -> Fault {
        Fault::new(kind, format!("http-{}", self.status), "the answer has no form that we know")
    }
}

/// A call that brought no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Broken {
    /// No connection came about: it is certain that nothing was sent.
    NotSent,
    /// No answer came in time.
    TimedOut,
    /// The connection broke, or the answer was none.
    Cut,
    /// The answer was longer than we read.
    TooLong,
}

impl Broken {
    fn of(error: &reqwest::Error) -> Self {
        if error.is_connect() {
            Self::NotSent
        } else if error.is_timeout() {
            Self::TimedOut
        } else {
            Self::Cut
        }
    }

    /// The fault in our words; the library's own would name the address that was called.
    pub(super) fn fault(self) -> Fault {
        match self {
            Self::NotSent => Fault::new(FaultKind::Network, "connect", "no connection to the provider"),
            Self::TimedOut => Fault::new(FaultKind::NoAnswer, "timeout", "no answer in time"),
            Self::Cut => Fault::new(FaultKind::NoAnswer, "broken", "the connection broke before the answer"),
            Self::TooLong => Fault::new(FaultKind::Upstream, "too-long", "the answer is too long to be one"),
        }
    }

    /// What it means for something that was to be sent.
    pub(super) fn outcome(self) -> Outcome {
        match self {
            Self::NotSent => Outcome::Later { fault: self.fault(), after: None },
            Self::TimedOut | Self::Cut | Self::TooLong => Outcome::Unknown { fault: self.fault() },
        }
    }
}

/// A client for one server, with our key in the headers of every request.
#[derive(Debug, Clone)]
pub(super) struct Http {
    client: Client,
    base: Url,
    /// How long a file may take.
    transfer: Duration,
}

impl Http {
    /// A client for the server at `base`. `idle` is how long an unused connection is kept.
    pub(super) fn new(
        base: &str,
        key: (&'static str, &SecretString),
        timeouts: Timeouts,
        idle: Duration,
    ) -> Result<Self, ClientError> {
        let base = Url::parse(base).map_err(|_not_a_url| ClientError::Address)?;
        if !matches!(base.scheme(), "http" | "https") || !base.has_host() {
            return Err(ClientError::Address);
        }
        let mut secret =
            HeaderValue::from_str(key.1.expose_secret()).map_err(|_not_a_header| ClientError::Key)?;
        secret.set_sensitive(true);
        let headers = HeaderMap::from_iter([(HeaderName::from_static(key.0), secret)]);
        let mut builder = Client::builder()
            .use_rustls_tls()
            .redirect(redirect::Policy::none())
            .referer(false)
            .user_agent(concat!("balcao/", env!("CARGO_PKG_VERSION")))
            .default_headers(headers)
            .connect_timeout(timeouts.connect)
            .timeout(timeouts.total)
            .pool_idle_timeout(idle);
        if matches!(base.host_str(), Some("localhost" | "127.0.0.1" | "[::1]")) {
            // A proxy of the company cannot reach a server on our own machine.
            builder = builder.no_proxy();
        }
        let client = builder.build().map_err(ClientError::Setup)?;
        Ok(Self { client, base, transfer: timeouts.upload })
    }

    /// The address under the base of these path segments, each encoded as far as needed.
    fn url(&self, path: &[&str], query: &[(&str, &str)]) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(path);
        }
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url
    }

    /// A GET request.
    pub(super) fn get(&self, path: &[&str], query: &[(&str, &str)]) -> RequestBuilder {
        self.client.get(self.url(path, query))
    }

    /// Begins to fetch what is at an address that an answer named. `may` says which other hosts may be asked, over https;
    /// the server itself may always be.
    pub(super) async fn fetch(&self, url: &str, may: fn(&str) -> bool) -> Result<Download, Fault> {
        let refused =
            |code: &str| Fault::new(FaultKind::Media, code, "the file is not where it may be fetched");
        let url = Url::parse(url).map_err(|_not_a_url| refused("address"))?;
        let is_own = url.origin() == self.base.origin();
        let is_allowed = url.scheme() == "https" && url.host_str().is_some_and(may);
        if !is_own && !is_allowed {
            return Err(refused("host"));
        }
        download(self.client.get(url).timeout(self.transfer)).await
    }

    /// A POST request.
    pub(super) fn post(&self, path: &[&str]) -> RequestBuilder {
        self.client.post(self.url(path, &[]))
    }
}

/// Sends a request whose answer is a file.
pub(super) async fn download(request: RequestBuilder) -> Result<Download, Fault> {
    let response = request.send().await.map_err(|error| Broken::of(&error).fault())?;
    let status = response.status();
    if !status.is_success() {
        let kind = if status.is_server_error() { FaultKind::Upstream } else { FaultKind::Media };
        let code = format!("http-{}", status.as_u16());
        return Err(Fault::new(kind, code, "the provider does not hand the file out"));
    }
    let length = response.content_length();
    let body = response.bytes_stream().map(|chunk| chunk.map_err(|error| cut_off(&error))).boxed();
    Ok(Download { length, body })
}

/// Without the address, which may carry a token.
fn cut_off(error: &reqwest::Error) -> std::io::Error {
    let kind =
        if error.is_timeout() { std::io::ErrorKind::TimedOut } else { std::io::ErrorKind::ConnectionReset };
    std::io::Error::from(kind)
}

/// Sends a request and reads the whole answer.
pub(super) async fn call(request: RequestBuilder) -> Result<Answer, Broken> {
    let mut response = request.send().await.map_err(|error| Broken::of(&error))?;
    let mut answer = Answer {
        status: response.status().as_u16(),
        after: header(response.headers(), "retry-after")
            .and_then(|text| text.trim().parse().ok())
            .and_then(TimeDelta::try_seconds),
        usage: header(response.headers(), "x-business-use-case-usage"),
        body: Vec::new(),
    };
    // From here on the request has been read by somebody, so no failure is a certain one.
    while let Some(chunk) = response.chunk().await.map_err(|error| after_head(&error))? {
        if answer.body.len() + chunk.len() > ANSWER_LEN_MAX {
            return Err(Broken::TooLong);
        }
        answer.body.extend_from_slice(&chunk);
    }
    Ok(answer)
}

fn after_head(error: &reqwest::Error) -> Broken {
    if error.is_timeout() { Broken::TimedOut } else { Broken::Cut }
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}
