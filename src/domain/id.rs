//! Names of things. Ours are time-ordered UUIDs made at the edge; those of a provider are opaque strings.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// A text is not an id of the kind that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a valid {kind} id")]
pub struct IdError {
    /// Which kind of id was expected.
    pub kind: &'static str,
}

macro_rules! own_id {
    ($(#[$doc:meta])* $name:ident, $kind:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a UUID (version 7) that the caller made.
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }
            /// The UUID inside.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
            /// 22 characters of base64url: how the id travels in callback data.
            pub fn short(self) -> String {
                use base64::Engine as _;
                base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(self.0.as_bytes())
            }
            /// The inverse of [`Self::short`].
            pub fn from_short(text: &str) -> Result<Self, IdError> {
                use base64::Engine as _;
                base64::engine::general_purpose::URL_SAFE_NO_PAD
                    .decode(text)
                    .ok()
                    .and_then(|bytes| Uuid::from_slice(&bytes).ok())
                    .map(Self)
                    .ok_or(IdError { kind: $kind })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                text.parse().map(Self).map_err(|_not_a_uuid: uuid::Error| IdError { kind: $kind })
            }
        }
    };
}

own_id!(
    /// A person on WhatsApp, as we know them.
    ContactId, "contact"
);
own_id!(
    /// One conversation about one matter with one contact on one channel.
    AttendanceId, "attendance"
);
own_id!(
    /// One file of contacts that a person sent.
    ImportId, "import"
);
own_id!(
    /// One message of an attendance, in either direction.
    MessageId, "message"
);
own_id!(
    /// One thing to be sent to one destination: a row of the outbox. It travels to the provider and back.
    DeliveryId, "delivery"
);
own_id!(
    /// A quick reply.
    ReplyId, "quick reply"
);

own_id!(
    /// An invitation to join.
    InvitationId, "invitation"
);

/// A person of ours, known by their Telegram user id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StaffId(pub i64);

macro_rules! slug_id {
    ($(#[$doc:meta])* $name:ident, $kind:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// 1 to 28 characters of `a-z`, `0-9`, `_` and `-`: it must fit a URL and 64 bytes of callback data.
            pub fn new(text: &str) -> Result<Self, IdError> {
                let good = (1..=28).contains(&text.len())
                    && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-');
                if good { Ok(Self(text.to_owned())) } else { Err(IdError { kind: $kind }) }
            }
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::new(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}

slug_id!(
    /// A connected WhatsApp number, by the id that the configuration gives it.
    ChannelId, "channel"
);
slug_id!(
    /// A team, by the id that the configuration or its creator gives it.
    TeamId, "team"
);

/// An id given by a provider: only the adapter that made it can read it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RemoteId(pub String);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_id_reads_back_and_is_22_characters() {
        let id = AttendanceId::new(Uuid::from_u128(0x0193_5a7e_0000_7000_8000_0000_0000_0001));
        assert_eq!(id.short().len(), 22);
        assert_eq!(AttendanceId::from_short(&id.short()), Ok(id));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!(AttendanceId::from_short("nonsense").is_err());
    }

    #[test]
    fn a_slug_is_short_and_lower_case() {
        assert!(ChannelId::new("loja-2_b").is_ok());
        for wrong in ["", "Loja", "ação", "a b", &"x".repeat(29)] {
            assert!(TeamId::new(wrong).is_err(), "{wrong}");
        }
    }
}
