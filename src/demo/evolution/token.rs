//! The bearer that Evolution makes of the special header `jwt_key`: it says who posts, not what was posted.

use crate::domain::Timestamp;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde::Serialize;

/// How long a token lives, in seconds.
const AGE_MAX: i64 = 600;

#[derive(Serialize)]
struct Claims {
    iat: i64,
    exp: i64,
    app: &'static str,
    action: &'static str,
}

/// The value of `Authorization`; `None` when the key cannot sign.
pub(super) fn bearer(jwt_key: &str, now: Timestamp) -> Option<String> {
    let iat = now.timestamp();
    let claims = Claims { iat, exp: iat.saturating_add(AGE_MAX), app: "evolution", action: "webhook" };
    let key = EncodingKey::from_secret(jwt_key.as_bytes());
    encode(&Header::new(Algorithm::HS256), &claims, &key).ok().map(|token| format!("Bearer {token}"))
}
