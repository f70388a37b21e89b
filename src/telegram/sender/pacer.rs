//! The schedule put to work: who asks waits until it is their turn.
//!
//! Who may go at once does so in their own task, without a hop; one task wakes those who wait.

use super::SendError;
use super::patience::Patience;
use super::schedule::{Full, Priority, Schedule, Ticket};
use crate::clock::Clock;
use crate::config::Pace;
use crate::domain::limit;
use crate::supervise::Supervisor;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, oneshot};

#[derive(Debug, Clone)]
pub(super) struct Pacer(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    patience: Patience,
    state: Mutex<State>,
    /// Somebody began to wait or a pause ended: the sleeper must count anew.
    changed: Notify,
}

#[derive(Debug)]
struct State {
    schedule: Schedule,
    waiting: HashMap<Ticket, oneshot::Sender<()>>,
    is_closed: bool,
}

/// A request's place in the row over all its tries, and how long it is willing to wait in all.
#[derive(Debug)]
pub(super) struct Turn {
    chat: i64,
    priority: Priority,
    ticket: Option<Ticket>,
    /// Since the start.
    deadline: Duration,
}

impl Pacer {
    /// `clock`: what Telegram's patience runs by instead of the machine's time.
    pub(super) fn start(pace: Pace, clock: Option<Clock>, supervisor: &Supervisor) -> Self {
        let schedule = Schedule::new(pace, Duration::ZERO);
        let state = Mutex::new(State { schedule, waiting: HashMap::new(), is_closed: false });
        let pacer = Self(Arc::new(Shared { patience: Patience::by(clock), state, changed: Notify::new() }));
        let (sleeper, stopping) = (pacer.clone(), supervisor.stopping());
        supervisor.spawn("telegram pace", async move {
            tokio::select! {
                () = sleeper.wake_who_is_due() => {}
                () = stopping.cancelled() => sleeper.close(),
            }
        });
        pacer
    }

    /// The first turn of a request.
    pub(super) fn turn(&self, chat: i64, priority: Priority) -> Turn {
        let willing = limit::SEND_WAIT_MAX.to_std().unwrap_or_default();
        Turn { chat, priority, ticket: None, deadline: self.now() + willing }
    }

    /// Waits for the turn of a request. One that was refused for being too fast asks again with the same turn.
    pub(super) async fn wait(&self, turn: &mut Turn) -> Result<(), SendError> {
        let now = self.now();
        let (granted, ticket) = {
            let mut state = self.state();
            let left = state.schedule.pause_left(now, turn.chat);
            if now + left > turn.deadline {
                return Err(SendError::Later { after: left });
            }
            let ticket = state
                .schedule
                .queue(now, turn.chat, turn.priority, turn.ticket)
                .map_err(|Full| SendError::Later { after: full_wait(left) })?;
            let due = state.schedule.due(now);
            turn.ticket = Some(ticket);
            let goes = due.contains(&ticket);
            state.wake(due);
            if goes {
                return Ok(());
            }
            if state.is_closed {
                state.schedule.forget(ticket);
                return Err(SendError::Later { after: Duration::ZERO });
            }
            let (grant, granted) = oneshot::channel();
            state.waiting.insert(ticket, grant);
            (granted, ticket)
        };
        let place = Place { pacer: self, ticket };
        self.0.changed.notify_one();
        let outcome = tokio::select! {
            biased;
            granted = granted => Some(granted),
            () = self.0.patience.wait_until(turn.deadline) => None,
        };
        drop(place);
        match outcome {
            Some(Ok(())) => Ok(()),
            // The service stops; what was to be said is in the database.
            Some(Err(_closed)) => Err(SendError::Later { after: Duration::ZERO }),
            None => Err(SendError::Later { after: full_wait(self.pause_left(turn.chat)) }),
        }
    }

    /// Telegram asked for a pause in this chat.
    pub(super) fn pause(&self, chat: i64, pause: Duration) {
        let now = self.now();
        self.state().schedule.pause(now, chat, now.saturating_add(pause));
        self.0.changed.notify_one();
    }

    /// How long the chat is still paused.
    pub(super) fn pause_left(&self, chat: i64) -> Duration {
        let now = self.now();
        self.state().schedule.pause_left(now, chat)
    }

    /// How many requests wait.
    pub(super) fn waiting(&self) -> usize {
        self.state().schedule.waiting()
    }

    async fn wake_who_is_due(&self) {
        loop {
            let next = {
                let now = self.now();
                let mut state = self.state();
                let due = state.schedule.due(now);
                state.wake(due);
                state.schedule.due_at(now)
            };
            match next {
                // Never twice in the same millisecond, whatever rounding says.
                Some(at) => {
                    let at = at.max(self.now() + Duration::from_millis(1));
                    tokio::select! {
                        () = self.0.patience.wait_until(at) => {}
                        () = self.0.changed.notified() => {}
                    }
                }
                None => self.0.changed.notified().await,
            }
        }
    }

    fn close(&self) {
        let mut state = self.state();
        state.is_closed = true;
        let tickets: Vec<Ticket> = state.waiting.drain().map(|(ticket, _grant)| ticket).collect();
        for ticket in tickets {
            state.schedule.forget(ticket);
        }
    }

    fn now(&self) -> Duration {
        self.0.patience.now()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing panics while it is held.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn wake(&mut self, due: Vec<Ticket>) {
        for ticket in due {
            if let Some(grant) = self.waiting.remove(&ticket) {
                // Who has stopped waiting leaves its token unused; the next one comes soon enough.
                grant.send(()).unwrap_or_default();
            }
        }
    }
}

/// What to tell who found the row full or waited too long: the rest of the pause, and at least a second.
fn full_wait(pause_left: Duration) -> Duration {
    pause_left.max(Duration::from_secs(1))
}

/// A place in the row, given up when its owner is no longer there.
struct Place<'a> {
    pacer: &'a Pacer,
    ticket: Ticket,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut state = self.pacer.state();
        state.waiting.remove(&self.ticket);
        state.schedule.forget(self.ticket);
    }
}
