//! Lanes: each person's or topic's updates are worked off in order, and nobody waits for anybody else.
//!
//! Needed: an update is stored before it is acknowledged; a panic, a stuck handler or a flood in one lane leaves the
//! others untouched; nothing in memory grows without bound; a stop is bounded and loses nothing.
//!
//! Chosen: a lane is a short queue in memory and a task that lives while there is work. The inbox table is the truth,
//! the queue a shortcut past it. A lane whose queue is full stops listening ("overflowed") and reads its next updates
//! from the table once it has drained; when too many lanes are alive, a new one waits in the table as a whole and is
//! started when others have ended. A start is the same thing: every lane with something waiting has "overflowed".
//!
//! Rejected: teloxide's dispatcher (see [`super`]); counting every attempt before it is made (a write for every update).
//! An update fresh from the source is counted when it failed; one that comes from the table is counted before it is
//! tried, because it may be the one that ended the process.
//!
//! Races: an update that is stored but not yet handed over could be found by a reload and then arrive a second time.
//! So taking in and reloading exclude each other (the lock `intake`).

mod attempt;

use super::inbox::{GivenUp, InboxError, InboxPort, RawUpdate};
use super::plug::Plug;
use crate::clock::Clock;
use crate::domain::limit;
use crate::supervise::Supervisor;
use chrono::TimeDelta;
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::RwLock;

/// What came of an update that was worked off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worked {
    /// Its row was marked done in the transaction of its effects.
    Stored,
    /// It had no effect: the lane marks the row done.
    Nothing,
}

/// An update could not be worked off now. The text goes to the log: no message text, number or token in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct WorkError(pub String);

/// Works one update off. It may be called again for the same update.
pub type Work = Plug<Arc<RawUpdate>, Result<Worked, WorkError>>;

/// All lanes.
#[derive(Debug, Clone)]
pub struct Lanes(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    inbox: InboxPort,
    work: Work,
    given_up: Plug<GivenUp, ()>,
    clock: Clock,
    supervisor: Supervisor,
    /// Read: somebody stores and hands over. Written: somebody reloads from the table.
    intake: RwLock<()>,
    table: Mutex<Table>,
}

#[derive(Debug, Default)]
struct Table {
    lanes: HashMap<String, Lane>,
    /// Lanes that are not alive may have something waiting in the inbox.
    left_behind: bool,
}

#[derive(Debug, Default)]
struct Lane {
    queue: VecDeque<Queued>,
    /// More waits in the inbox: nothing is queued until it has been read.
    overflowed: bool,
}

#[derive(Debug, Clone)]
struct Queued {
    update: Arc<RawUpdate>,
    from_table: bool,
}

enum Next {
    Work(Queued),
    Reload,
    Ended,
}

impl Lanes {
    /// How many lanes have something to do now.
    pub fn alive(&self) -> usize {
        self.0.table.lock().unwrap_or_else(PoisonError::into_inner).lanes.len()
    }

    /// No lanes yet. `given_up` hears of an update that could not be worked off, when that is stored.
    pub fn new(
        inbox: InboxPort,
        work: Work,
        given_up: Plug<GivenUp, ()>,
        clock: Clock,
        supervisor: Supervisor,
    ) -> Self {
        let table = Mutex::new(Table::default());
        Self(Arc::new(Shared { inbox, work, given_up, clock, supervisor, intake: RwLock::new(()), table }))
    }

    /// Stores updates in one write, then hands those that are new to their lanes. `Ok` means that all of them are on
    /// disk and may be acknowledged; it says how many were new.
    pub async fn take_in(&self, batch: Vec<RawUpdate>) -> Result<usize, InboxError> {
        let batch: Vec<Arc<RawUpdate>> = batch.into_iter().map(Arc::new).collect();
        let _intake = self.0.intake.read().await;
        let new = self.0.inbox.store.call(batch.clone()).await?;
        let mut unseen: HashSet<i64> = new.into_iter().collect();
        let mut taken = 0;
        for update in batch {
            if unseen.remove(&update.update_id) {
                taken += 1;
                self.hand_over(update);
            }
        }
        Ok(taken)
    }

    /// Starts a lane for everything that waits in the inbox: at start, and when lanes were left behind.
    pub async fn resume(&self) -> Result<(), InboxError> {
        let _alone = self.0.intake.write().await;
        let keys = self.0.inbox.waiting_lanes.call(limit::LANES_MAX).await?;
        let mut table = self.0.table();
        table.left_behind = keys.len() >= limit::LANES_MAX;
        for key in keys {
            if table.lanes.contains_key(&key) {
                continue;
            }
            if table.lanes.len() >= limit::LANES_MAX {
                table.left_behind = true;
                break;
            }
            table.lanes.insert(key.clone(), Lane { queue: VecDeque::new(), overflowed: true });
            self.start(key);
        }
        Ok(())
    }

    /// How many lanes are alive and how many updates they hold in memory.
    pub fn size(&self) -> (usize, usize) {
        let table = self.0.table();
        (table.lanes.len(), table.lanes.values().map(|lane| lane.queue.len()).sum())
    }

    fn hand_over(&self, update: Arc<RawUpdate>) {
        let mut table = self.0.table();
        let has_room = table.lanes.len() < limit::LANES_MAX;
        if let Some(lane) = table.lanes.get_mut(&update.lane) {
            if lane.overflowed || lane.queue.len() >= limit::LANE_DEPTH_MAX {
                lane.overflowed = true;
            } else {
                lane.queue.push_back(Queued { update, from_table: false });
            }
        } else if has_room {
            let key = update.lane.clone();
            let queue = VecDeque::from([Queued { update, from_table: false }]);
            table.lanes.insert(key.clone(), Lane { queue, overflowed: false });
            self.start(key);
        } else {
            table.left_behind = true;
        }
    }

    fn start(&self, key: String) {
        let lanes = self.clone();
        self.0.supervisor.spawn("lane", async move { lanes.run(key).await });
    }

    async fn run(self, key: String) {
        let mut seat = Seat { lanes: &self, key: &key, is_left: false };
        while !self.0.supervisor.is_stopping() {
            match self.0.next(&key) {
                Next::Work(queued) => attempt::work_off(&self.0, queued).await,
                Next::Reload => {
                    self.0.insist(|| self.reload(&key)).await;
                }
                Next::Ended => {
                    seat.is_left = true;
                    break;
                }
            }
        }
        drop(seat);
        if self.0.has_left_behind() && !self.0.supervisor.is_stopping() {
            self.0.insist(|| self.resume()).await;
        }
    }

    async fn reload(&self, key: &str) -> Result<(), InboxError> {
        let _alone = self.0.intake.write().await;
        let rows = self.0.inbox.waiting_in_lane.call((key.to_owned(), limit::LANE_DEPTH_MAX)).await?;
        let mut table = self.0.table();
        if let Some(lane) = table.lanes.get_mut(key) {
            lane.overflowed = rows.len() >= limit::LANE_DEPTH_MAX;
            let rows = rows.into_iter().map(|row| Queued { update: Arc::new(row), from_table: true });
            lane.queue.extend(rows);
        }
        Ok(())
    }
}

/// A lane's place in the table. It is given back also when the lane's task ends in an unforeseen way; then what it
/// held waits in the inbox, and somebody must look there.
struct Seat<'a> {
    lanes: &'a Lanes,
    key: &'a str,
    is_left: bool,
}

impl Drop for Seat<'_> {
    fn drop(&mut self) {
        if self.is_left {
            return;
        }
        let mut table = self.lanes.0.table();
        table.lanes.remove(self.key);
        table.left_behind = true;
        drop(table);
        if std::thread::panicking() {
            let lanes = self.lanes.clone();
            self.lanes.0.supervisor.spawn("lanes resume", async move {
                lanes.0.insist(|| lanes.resume()).await;
            });
        }
    }
}

impl Shared {
    fn table(&self) -> MutexGuard<'_, Table> {
        // Nothing panics while it is held; and if it did, the map would still be whole.
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The lane's next step. An idle lane leaves the table under the same lock, so no update falls between.
    fn next(&self, key: &str) -> Next {
        let mut table = self.table();
        let Some(lane) = table.lanes.get_mut(key) else {
            return Next::Ended;
        };
        if let Some(queued) = lane.queue.pop_front() {
            Next::Work(queued)
        } else if lane.overflowed {
            Next::Reload
        } else {
            table.lanes.remove(key);
            Next::Ended
        }
    }

    /// Whether somebody should look for lanes left behind: only when there is room for many, so that not every lane
    /// that ends asks the table.
    fn has_left_behind(&self) -> bool {
        let table = self.table();
        table.left_behind && table.lanes.len() <= limit::LANES_MAX / 2
    }

    /// Repeats something the inbox must do until it does; `None` when the service stops before.
    async fn insist<T, F>(&self, mut ask: impl FnMut() -> F) -> Option<T>
    where
        F: Future<Output = Result<T, InboxError>>,
    {
        let mut delay = TimeDelta::seconds(1);
        loop {
            match ask().await {
                Ok(done) => return Some(done),
                Err(error) => tracing::error!(error = %error, "the inbox does not answer; trying again"),
            }
            if !self.rest(delay).await {
                return None;
            }
            delay = (delay * 2).min(TimeDelta::seconds(30));
        }
    }

    /// Waits by the clock; `false` when the service stops meanwhile.
    async fn rest(&self, delay: TimeDelta) -> bool {
        let stopping = self.supervisor.stopping();
        tokio::select! {
            () = self.clock.wait_until(self.clock.now() + delay) => true,
            () = stopping.cancelled() => false,
        }
    }
}

#[cfg(test)]
mod tests;
