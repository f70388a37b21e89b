//! One request to the Bot API: bytes out, a plain result back.
//!
//! teloxide gives the payloads' trait, the HTTP client and the address; the call itself is ours, because its own
//! sleeps ten seconds on every 5xx while the person waits, puts whole answers (and so people's messages) into its
//! errors, tells errors apart by exact sentences only, and parses a sent message into a type that newer fields break:
//! a message that was sent would then look as if it was not.

#[cfg(test)]
pub(super) mod fake;
pub mod method;
pub mod offered;
pub mod upload;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::fmt;
use std::time::Duration;
use teloxide::Bot;
use teloxide::requests::Payload;

/// Seconds until a pause ends, when Telegram asks for one but does not say for how long.
const PAUSE_WHEN_UNSAID: Duration = Duration::from_secs(5);

/// A bot at a Bot API server. Cheap to clone.
#[derive(Clone)]
pub struct Api {
    bot: Bot,
}

/// The bot cannot be addressed: the configuration is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConnectError {
    /// The address of the Bot API server is not one.
    #[error("telegram.api_url is not an http or https address")]
    Address,
    /// The HTTP client could not be made.
    #[error("the HTTP client for Telegram could not be made: {0}")]
    Client(String),
}

/// Why a request has no result.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// Telegram refuses it. The description is Telegram's and may quote what was sent.
    #[error("refused with code {code}")]
    Refused {
        /// As HTTP codes.
        code: u16,
        /// A sentence.
        description: String,
    },
    /// Too many requests: not before this time has passed.
    #[error("to be repeated in {0:?}")]
    RetryAfter(Duration),
    /// No usable answer: the request may or may not have been carried out.
    #[error("no usable answer: {0}")]
    Unreachable(&'static str),
}

#[derive(Deserialize)]
struct Answer<'a> {
    ok: bool,
    #[serde(borrow)]
    result: Option<&'a RawValue>,
    error_code: Option<u16>,
    description: Option<String>,
    parameters: Option<Parameters>,
}

#[derive(Deserialize)]
struct Parameters {
    retry_after: Option<u64>,
}

impl fmt::Debug for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // teloxide's own would print the token.
        f.debug_struct("Api").field("host", &self.bot.api_url().host_str()).finish_non_exhaustive()
    }
}

impl Api {
    /// A bot with a client of its own, whose requests take at most `time_max` in all; connecting takes at most 5 s.
    /// Redirects are not followed: the token is in the path, and it goes only where the configuration says.
    pub fn connect(token: &str, api_url: &str, time_max: Duration) -> Result<Self, ConnectError> {
        let client = teloxide::net::default_reqwest_settings()
            .timeout(time_max)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|error| ConnectError::Client(error.to_string()))?;
        let bot = Bot::with_client(token, client);
        let mut url = bot.api_url();
        url = url.join(api_url).map_err(|_not_an_address| ConnectError::Address)?;
        let is_absolute = api_url.starts_with("http://") || api_url.starts_with("https://");
        if !is_absolute || url.cannot_be_a_base() {
            return Err(ConnectError::Address);
        }
        Ok(Self { bot: bot.set_api_url(url) })
    }

    /// The bot's token: the key from which the webhook's secret is derived.
    pub(super) fn token(&self) -> &str {
        self.bot.token()
    }

    /// Calls a method and waits for its result.
    pub async fn call<P>(&self, payload: &P) -> Result<P::Output, CallError>
    where
        P: Payload + Serialize + Sync,
        P::Output: DeserializeOwned,
    {
        let request = self.bot.client().post(self.address(&[], &[P::NAME])?).json(payload);
        let started = tokio::time::Instant::now();
        let result = async {
            let response = request.send().await.map_err(|error| unreachable(error.is_timeout()))?;
            let status = response.status().as_u16();
            if status >= 500 {
                return Err(CallError::Unreachable("the server has a fault"));
            }
            let body = response.bytes().await.map_err(|error| unreachable(error.is_timeout()))?;
            read(status, &body)
        }
        .await;
        metrics::histogram!("balcao_telegram_request_seconds", "method" => P::NAME).record(started.elapsed());
        result
    }

    /// Begins to download a file by the path that `getFile` gave.
    pub(super) async fn open(
        &self,
        path: &str,
    ) -> Result<(Option<u64>, futures::stream::BoxStream<'static, Result<bytes::Bytes, CallError>>), CallError>
    {
        use futures::StreamExt as _;
        let segments: Vec<&str> = path.split('/').collect();
        let request = self.bot.client().get(self.address(&["file"], &segments)?);
        let response = request.send().await.map_err(|error| unreachable(error.is_timeout()))?;
        let status = response.status().as_u16();
        if status >= 500 {
            return Err(CallError::Unreachable("the server has a fault"));
        }
        if status >= 300 {
            return Err(CallError::Refused { code: status, description: "the file is not there".to_owned() });
        }
        let len = response.content_length();
        let chunks = response.bytes_stream();
        Ok((len, chunks.map(|chunk| chunk.map_err(|error| unreachable(error.is_timeout()))).boxed()))
    }

    fn address(&self, before: &[&str], after: &[&str]) -> Result<String, CallError> {
        let mut url = self.bot.api_url();
        url.path_segments_mut()
            .map_err(|()| CallError::Unreachable("its address has no path"))?
            .pop_if_empty()
            .extend(before)
            .push(&format!("bot{}", self.bot.token()))
            .extend(after);
        Ok(url.into())
    }
}

fn unreachable(is_timeout: bool) -> CallError {
    // The error itself holds the address and in it the token.
    CallError::Unreachable(if is_timeout { "it took too long" } else { "the connection failed" })
}

/// Reads an answer.
fn read<T: DeserializeOwned>(status: u16, body: &[u8]) -> Result<T, CallError> {
    let Ok(answer) = serde_json::from_slice::<Answer<'_>>(body) else {
        return Err(CallError::Unreachable("the answer is not one of a Bot API server"));
    };
    if answer.ok {
        let result = answer.result.map_or("null", RawValue::get);
        return serde_json::from_str(result)
            .map_err(|_odd| CallError::Unreachable("the result has an unknown form"));
    }
    let code = answer.error_code.unwrap_or(status);
    let after = answer.parameters.and_then(|parameters| parameters.retry_after).map(Duration::from_secs);
    match (code, after) {
        (_any, Some(after)) => Err(CallError::RetryAfter(after)),
        (429, None) => Err(CallError::RetryAfter(PAUSE_WHEN_UNSAID)),
        (500.., None) => Err(CallError::Unreachable("the server has a fault")),
        (code, None) => Err(CallError::Refused { code, description: answer.description.unwrap_or_default() }),
    }
}
