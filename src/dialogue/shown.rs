//! Parts of panels: who and what they are about, as far as the reader may know of it.

use crate::domain::Timestamp;
use crate::domain::channel::Health;
use crate::domain::phone::Phone;

/// The contact as confirmed on the panels of a start.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The name, if known.
    pub name: Option<String>,
    /// The number, if known.
    pub phone: Option<Phone>,
}

/// What has been chosen so far: shown at the top of each step.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// With whom.
    pub person: Person,
    /// The channel's name; and whether it was taken by itself because there was no other.
    pub channel: Option<(String, bool)>,
    /// The team's name; likewise.
    pub team: Option<(String, bool)>,
}

/// Somebody's open attendance, as far as this person may know of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Holder {
    /// It is mine.
    Me,
    /// Somebody else's in a team I may see; nobody while it waits.
    Colleague {
        /// The name.
        name: Option<String>,
        /// The team's name.
        team: String,
        /// Since when.
        since: Timestamp,
    },
    /// Another team's that I may not see.
    OtherTeam,
}

/// A channel, as those see it who look after it.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelView {
    /// Its name.
    pub name: String,
    /// Official API or not.
    pub official: bool,
    /// How it is.
    pub health: Health,
    /// Since when it is up, or down.
    pub since: Option<Timestamp>,
    /// Until when it starts no conversations.
    pub restricted_until: Option<Timestamp>,
    /// The name of the team that receives who writes first.
    pub team: Option<String>,
}
