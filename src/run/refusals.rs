//! Webhooks whose signature is wrong: counted, and said in the log, because a wrong secret in the configuration looks
//! from here like a stranger, and from there like a desk to which nobody writes.

use crate::domain::Timestamp;
use crate::domain::id::ChannelId;
use crate::domain::limit::REFUSAL_LOGGED_EVERY;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// When the log said so last, by channel.
#[derive(Debug, Clone, Default)]
pub(super) struct Refusals(Arc<Mutex<BTreeMap<ChannelId, Timestamp>>>);

impl Refusals {
    /// Notes one. A flood of them is a line now and then.
    pub(super) fn note(&self, channel: &ChannelId, now: Timestamp) {
        ::metrics::counter!("balcao_webhooks_refused_total", "channel" => channel.to_string()).increment(1);
        if self.is_to_be_said(channel, now) {
            tracing::warn!(
                channel.id = %channel,
                "a webhook was refused: it is not signed with the secret of this channel's configuration"
            );
        }
    }

    fn is_to_be_said(&self, channel: &ChannelId, now: Timestamp) -> bool {
        let mut said = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // After a clock that went back it is said once more, rather than not for long.
        let is_due = said.get(channel).is_none_or(|last| (now - *last).abs() >= REFUSAL_LOGGED_EVERY);
        if is_due {
            said.insert(channel.clone(), now);
        }
        is_due
    }
}
