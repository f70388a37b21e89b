//! The bytes of a webhook and their signature: JSON in which everything outside ASCII is `\uXXXX` and `/` is `\/`, signed
//! as these bytes. Who parses and writes the JSON anew before verifying gets other bytes, and fails here as with Meta.

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::Value;
use sha2::Sha256;
use std::fmt::Write as _;

/// The JSON as Meta writes it.
pub(super) fn escaped(body: &Value) -> String {
    let plain = body.to_string();
    let mut escaped = String::with_capacity(plain.len());
    let mut units = [0_u16; 2];
    for character in plain.chars() {
        if character == '/' {
            escaped.push_str("\\/");
        } else if character.is_ascii() {
            escaped.push(character);
        } else {
            for unit in character.encode_utf16(&mut units) {
                if write!(escaped, "\\u{unit:04x}").is_err() {
                    // Writing into a String cannot fail.
                    return plain;
                }
            }
        }
    }
    escaped
}

/// The value of `X-Hub-Signature-256`.
pub(super) fn signature(body: &[u8], app_secret: &str) -> String {
    let mut signature = "sha256=".to_owned();
    if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(app_secret.as_bytes()) {
        mac.update(body);
        for byte in mac.finalize().into_bytes() {
            signature.extend(
                [byte >> 4, byte & 15].into_iter().filter_map(|half| char::from_digit(half.into(), 16)),
            );
        }
    }
    signature
}
