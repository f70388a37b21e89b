//! What can go wrong, as the page shows it: how each provider behaves, whether the phone is linked, which templates may
//! be sent. The servers know many ways to fail; the page has one word for each that a newcomer should see.

use super::Stage;
use crate::demo::company::{self, LOJA, OFICIAL};
use crate::demo::evolution::Connection;
use crate::demo::wire::{Failure, PlannedFailure, Target};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// How long a slow provider takes: longer than a person likes to wait, shorter than a client's patience.
const SLOW_MS: u64 = 4_000;

/// How a provider behaves, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Mode {
    /// As it should.
    Normal,
    /// Answers after a while.
    Slow,
    /// Refuses every message with 503.
    Failing,
    /// Takes every message and never answers.
    Silent,
    /// Closes every connection.
    Down,
}

impl Mode {
    /// What makes a provider behave so: a delay, and failures without end.
    pub(super) fn means(self) -> (u64, Vec<PlannedFailure>) {
        let always = |target, failure| vec![PlannedFailure { target, left: u32::MAX, failure }];
        match self {
            Self::Normal => (0, Vec::new()),
            Self::Slow => (SLOW_MS, Vec::new()),
            Self::Failing => (0, always(Target::Sends, Failure::Status(503))),
            Self::Silent => (0, always(Target::Sends, Failure::SilenceAfter)),
            Self::Down => (0, always(Target::All, Failure::DropBefore)),
        }
    }

    /// Which of them it is.
    pub(super) fn of(delay_ms: u64, failures: &[PlannedFailure]) -> Self {
        match failures.first().map(|planned| &planned.failure) {
            Some(
                Failure::SilenceBefore
                | Failure::SilenceAfter
                | Failure::DropAfter
                | Failure::HalfAfter
                | Failure::OtherAfter
                | Failure::PageAfter
                | Failure::StatusAfter(_),
            ) => Self::Silent,
            Some(Failure::DropBefore) => Self::Down,
            Some(Failure::Status(_) | Failure::Code(_) | Failure::Upstream(_) | Failure::Busy(_)) => {
                Self::Failing
            }
            Some(Failure::Pass) | None if delay_ms > 0 => Self::Slow,
            Some(Failure::Pass) | None => Self::Normal,
        }
    }
}

/// The switches as they stand.
pub(super) fn switches(stage: &Stage) -> Value {
    let official = stage.cloud.switches();
    let unofficial = stage.evolution.switches();
    let modes = [
        (OFICIAL, Mode::of(official.delay_ms, &official.failures), None),
        (LOJA, Mode::of(unofficial.delay_ms, &unofficial.failures), stage.evolution.connection()),
    ];
    let name = |id: &str| company::CHANNELS.iter().find(|(channel, _)| *channel == id).map(|(_, name)| *name);
    let providers: Vec<Value> = modes
        .iter()
        .map(|(id, mode, connection)| {
            let connected = connection.map(|connection| connection == Connection::Open);
            let shows_code = *connection == Some(Connection::Connecting);
            json!({"channel": id, "name": name(id), "mode": mode, "connected": connected, "shows_code": shows_code})
        })
        .collect();
    let templates: Vec<Value> = stage
        .cloud
        .templates()
        .into_iter()
        .map(|template| json!({"name": template.name, "language": template.language, "status": template.status}))
        .collect();
    json!({"providers": providers, "templates": templates})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mode_is_recognised_by_what_it_means() {
        for mode in [Mode::Normal, Mode::Slow, Mode::Failing, Mode::Silent, Mode::Down] {
            let (delay_ms, failures) = mode.means();
            assert_eq!(Mode::of(delay_ms, &failures), mode);
        }
    }
}
