//! Teams: whom an attendance belongs to.

use super::id::{ChannelId, TeamId};
use serde::{Deserialize, Serialize};

/// A team and the channels it may use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Its id in the configuration.
    pub id: TeamId,
    /// Its name on buttons and cards.
    pub name: String,
    /// The channels it may use.
    pub channels: Vec<ChannelId>,
}
