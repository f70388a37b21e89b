//! The webhook's side of Telegram, without the HTTP: the secret, and what is answered to a request.
//!
//! The secret is derived from the bot's token, so that a restart or a second machine knows it and nobody has to
//! configure it. It is compared in constant time. Nothing is answered with 200 before it is on disk; what could not be
//! stored is answered with 503, and Telegram tries again. On a stop the webhook stays set: in a rolling restart the
//! old process would otherwise take away the new one's.

use super::super::botapi::Api;
use super::super::lane::Lanes;
use super::super::plug::Plug;
use super::update;
use bytes::Bytes;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::fmt::Write as _;
use subtle::ConstantTimeEq as _;

/// The header in which Telegram sends the secret back.
pub const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";

/// What the secret is the secret of; a new form would get a new label.
const SECRET_LABEL: &[u8] = b"balcao telegram webhook 1";

/// The way in for who brings the value of [`SECRET_HEADER`], if it is the right one: what is done with a body.
pub type Hook = Plug<Vec<u8>, Option<Plug<Bytes, PostAnswer>>>;

/// What is answered to a posted update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PostAnswer {
    /// It is on disk: 200.
    Stored,
    /// It is not an update: 400.
    NotAnUpdate,
    /// It could not be stored: 503, so that it comes again.
    Unavailable,
}

impl PostAnswer {
    /// The HTTP status.
    pub const fn status(self) -> u16 {
        match self {
            Self::Stored => 200,
            Self::NotAnUpdate => 400,
            Self::Unavailable => 503,
        }
    }
}

/// The secret of this bot's webhook: 64 hexadecimal digits.
pub fn secret_token(api: &Api) -> String {
    derive_secret(api.token())
}

/// What the webhook's route does with a post: it checks the secret, and then stores the body and answers.
pub fn receiver(api: &Api, lanes: Lanes) -> Hook {
    let secret = secret_token(api);
    let receive = Plug::new(move |body: Bytes| {
        let lanes = lanes.clone();
        async move { receive(&lanes, &body).await }
    });
    Plug::new(move |given: Vec<u8>| std::future::ready(is_secret(&secret, &given).then(|| receive.clone())))
}

async fn receive(lanes: &Lanes, body: &[u8]) -> PostAnswer {
    let Some(update) = std::str::from_utf8(body).ok().and_then(update) else {
        tracing::warn!(body.len = body.len(), "something with the right secret is not an update");
        return PostAnswer::NotAnUpdate;
    };
    match lanes.take_in(vec![update]).await {
        Ok(_new) => PostAnswer::Stored,
        Err(error) => {
            tracing::error!(%error, "an update could not be stored; Telegram will bring it again");
            PostAnswer::Unavailable
        }
    }
}

fn derive_secret(token: &str) -> String {
    // HMAC takes a key of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(token.as_bytes()) else {
        return String::new();
    };
    mac.update(SECRET_LABEL);
    mac.finalize().into_bytes().iter().fold(String::new(), |mut hex, byte| {
        // Writing to a string cannot fail.
        write!(hex, "{byte:02x}").unwrap_or_default();
        hex
    })
}

/// An empty secret is nobody's, also if it is what was expected.
fn is_secret(expected: &str, given: &[u8]) -> bool {
    !expected.is_empty() && expected.as_bytes().ct_eq(given).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_survives_restarts_differs_by_bot_and_does_not_show_the_token() {
        let secret = derive_secret("123:ABC");
        assert_eq!(secret, "1c41357acb93d9dbcafb3b0f88881c8db9807631892daf1e2ac8799dcee2aebe");
        assert_ne!(secret, derive_secret("123:ABD"));
        assert!((1..=256).contains(&secret.len()) && secret.bytes().all(|byte| byte.is_ascii_hexdigit()));
    }

    #[test]
    fn only_the_whole_secret_opens() {
        assert!(is_secret("abc", b"abc"));
        for given in ["", "ab", "abcd", "ABC"] {
            assert!(!is_secret("abc", given.as_bytes()));
        }
        assert!(!is_secret("", b""));
    }
}
