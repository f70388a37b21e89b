//! Invitations: how people join, for a role and teams. What makes a link work is a secret that is not kept.

use super::Timestamp;
use super::id::{InvitationId, StaffId, TeamId};
use super::staff::Role;
use std::fmt;

/// What a deep link begins with that invites somebody.
pub const LINK_PREFIX: char = 'c';

/// An invitation that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Our id.
    pub id: InvitationId,
    /// What the person may do who uses it.
    pub role: Role,
    /// Their teams.
    pub teams: Vec<TeamId>,
    /// Who invites.
    pub by: StaffId,
    /// Until when it can be used.
    pub expires_at: Timestamp,
}

/// Bytes of a secret: more than anybody can try.
const SECRET_LEN: usize = 24;

/// The secret that makes a link work. It is shown once and kept nowhere.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Secret([u8; SECRET_LEN]);

impl Secret {
    /// Wraps random bytes that the caller made.
    pub const fn new(bytes: [u8; SECRET_LEN]) -> Self {
        Self(bytes)
    }

    /// As it stands in a link.
    pub fn text(self) -> String {
        use fmt::Write as _;
        self.0.iter().fold(String::new(), |mut text, byte| {
            // Writing into a String cannot fail.
            let _written = write!(text, "{byte:02x}");
            text
        })
    }

    /// The link to this bot.
    pub fn link(self, bot: &str) -> Link {
        Link(format!("https://t.me/{bot}?start={LINK_PREFIX}{}", self.text()))
    }
}

impl fmt::Debug for Secret {
    // Not for logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// A link by which somebody joins.
#[derive(Clone, PartialEq, Eq)]
pub struct Link(String);

impl Link {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Link")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_one_that_telegram_takes_and_never_shown_in_a_log() {
        let secret = Secret::new([0xa7; SECRET_LEN]);
        let link = secret.link("balcao_bot");
        let payload = link.as_str().strip_prefix("https://t.me/balcao_bot?start=").unwrap();
        assert!(payload.len() <= 64 && payload.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        assert!(!format!("{secret:?}{link:?}").contains("a7a7"));
    }
}
