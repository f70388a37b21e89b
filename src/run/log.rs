//! What may be logged at all.
//!
//! What we log says nothing of people and no secret, whatever the level. Libraries know neither: at their lower levels they
//! write addresses with the bot's token in them, headers and statements. So of them only warnings and errors are heard,
//! also when somebody who looks for a fault asks for all.

use tracing::{Level, Metadata};

/// Whether this line may be logged, if its level is asked for.
pub fn may_be_logged(about: &Metadata<'_>) -> bool {
    let is_ours = about.target().split("::").next() == Some("balcao");
    is_ours || *about.level() <= Level::WARN
}
