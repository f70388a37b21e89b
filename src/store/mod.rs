//! The database: SQLite through sqlx, with one writer that shares a commit among those who wait, and several readers.
//!
//! Needed: what belongs together changes together, survives the loss of power, and is fast enough for hundreds of
//! changes a second. Chosen: WAL with `synchronous = FULL`, one task with the only connection that writes
//! ([`Store::write`]), and a few connections that cannot write. Up to 64 waiting writes share one transaction, each
//! in a savepoint of its own, and are answered when the commit that contains them is on disk: measured seven times as
//! fast as a commit each, and without a single "database is locked". Rejected: a pool that writes (its connections wait
//! for each other by polling), `synchronous = NORMAL` (a lost minute is a message sent twice), an in-memory database
//! (it has no second connection).
//!
//! Who has no [`Tx`] cannot write; whoever has one may read in it as well: every read takes a [`Source`], which is
//! `&Store` or `&mut Tx`. Only the database may be awaited inside a write. Times are kept in milliseconds.

pub mod alarm;
pub mod attendance;
pub mod audit;
pub mod bot;
pub mod card;
pub mod channel;
pub mod circumstances;
pub mod contact;
pub mod conversation;
mod copy;
mod disk;
pub mod elsewhere;
mod error;
pub mod figures;
pub mod holiday;
pub mod inbox;
pub mod invitation;
pub mod message;
pub mod note;
pub mod notice;
mod open;
pub mod outbox;
pub mod preferences;
pub mod quick_reply;
pub mod quick_value;
pub mod retention;
mod reader;
mod row;
pub mod session;
pub mod setting;
pub mod staff;
mod strain;
pub mod team;
pub mod template;
pub mod timeline;
pub mod topic;
pub mod transfer;
mod tx;
mod writer;

#[cfg(test)]
pub(crate) mod tests;

pub use copy::{Look, PutBack, backup, forget_put_back, free_room, is_put_back, look_at, put_back, size_of};
pub use error::{Constraint, StoreError};
pub use open::{file_of, scrub};
pub use reader::{Reader, Source};
pub use strain::Strain;
pub use tx::Tx;
pub use writer::{CommitPoint, CommitWatch};

use crate::domain::limit;
use crate::supervise::Supervisor;
use disk::Disk;
use futures::future::BoxFuture;
use reader::Readers;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use writer::{Job, Order, Task};

/// How to open the store.
#[derive(Clone)]
pub struct Options {
    /// How many connections read. Reads beyond that wait for one to come free.
    pub readers: u32,
    /// Told of every commit, just before and just after it.
    pub on_commit: Option<CommitWatch>,
    /// A disk that may be full, and a database that somebody else may hold.
    pub strain: Option<Strain>,
}

impl Default for Options {
    fn default() -> Self {
        Self { readers: 4, on_commit: None, strain: None }
    }
}

impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options")
            .field("readers", &self.readers)
            .field("on_commit", &self.on_commit.is_some())
            .field("strain", &self.strain)
            .finish()
    }
}

/// The database. Clones share it.
#[derive(Debug, Clone)]
pub struct Store {
    readers: Readers,
    orders: mpsc::Sender<Order>,
    disk: Disk,
    /// The store's own: the writer must outlive everything that writes.
    tasks: Supervisor,
}

impl Store {
    /// Opens the database at `url` (`sqlite:` and a path), creates the file when it is missing and brings its tables up
    /// to date. The folder must exist. Starts the writer; call [`Store::close`] at the end.
    pub async fn open(url: &str, options: Options) -> Result<Self, StoreError> {
        Self::open_with(url, options, limit::WRITE_TIME_MAX.to_std().unwrap_or_default()).await
    }

    async fn open_with(url: &str, options: Options, patience: Duration) -> Result<Self, StoreError> {
        let (connection, readers) = open::open(url, options.readers).await?;
        let (orders, waiting) = mpsc::channel(limit::WRITES_WAITING_MAX);
        let (tasks, disk) = (Supervisor::new(), Disk::default());
        let writer = writer::Writer::new(connection, waiting, options, patience, disk.clone());
        tasks.spawn("store.writer", writer.run(readers.clone()));
        Ok(Self { readers, orders, disk, tasks })
    }

    /// Opens a database that is there without changing anything, whoever else has it open. Nothing can be written, and where
    /// some of our migrations are still to be applied not everything can be read.
    pub async fn open_to_look(url: &str) -> Result<(Self, Look), StoreError> {
        let (readers, look) = open::open_to_look(url).await?;
        let (orders, _nobody) = mpsc::channel(1);
        Ok((Self { readers, orders, disk: Disk::default(), tasks: Supervisor::new() }, look))
    }

    /// Does `work` in a write transaction and answers when its commit is on disk. An error or a panic in it rolls back
    /// what it did, and nothing else. `work` may run after the one who asked for it has stopped waiting. It awaits
    /// nothing but the database.
    pub async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'a> FnOnce(&'a mut Tx) -> BoxFuture<'a, Result<T, StoreError>> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job = Task::new(work, answer);
        self.orders.send(Order::Work(Box::new(job))).await.map_err(|_gone| StoreError::Closed)?;
        answered.await.map_err(|_gone| StoreError::Closed)?
    }

    /// The same for somebody who does not wait: a failure is logged under the name `what`. Writes of one caller are done
    /// in the order in which they were asked for, unless more than a thousand wait.
    pub fn write_later<F>(&self, what: &'static str, work: F)
    where
        F: for<'a> FnOnce(&'a mut Tx) -> BoxFuture<'a, Result<(), StoreError>> + Send + 'static,
    {
        let job: Box<dyn Job> = Box::new(writer::Unattended::new(what, work));
        match self.orders.try_send(Order::Work(job)) {
            Ok(()) => {}
            Err(mpsc::error::TrySendError::Full(order)) => {
                let orders = self.orders.clone();
                self.tasks.spawn("store.write_later", async move {
                    if orders.send(order).await.is_err() {
                        tracing::error!(store.write = what, "the database was closed before it was written");
                    }
                });
            }
            Err(mpsc::error::TrySendError::Closed(_order)) => {
                tracing::error!(store.write = what, "the database was closed before it was written");
            }
        }
    }

    /// Goes the way of a write without writing anything: an error says that nothing can be written now.
    pub async fn check(&self) -> Result<(), StoreError> {
        self.write(|_tx| Box::pin(std::future::ready(Ok(())))).await
    }

    /// For how long the database has refused what was to be written: it is full, read-only or broken. `None` while it takes
    /// it, as far as the writer knows; nothing is written to find out.
    pub fn unwritable_for(&self) -> Option<Duration> {
        self.disk.refusing_for()
    }

    /// Does what was asked for so far, answers it, and closes the database: the readers first, the writer last, so that
    /// it can bring the log back into the file. Later calls, and writes of other clones, get [`StoreError::Closed`].
    pub async fn close(&self) {
        let (answer, closed) = oneshot::channel();
        if self.orders.send(Order::Close(answer)).await.is_err() {
            // There is no writer, or it has closed them already.
            self.readers.close().await;
        } else if closed.await.is_err() {
            tracing::error!("the writer ended before the database was closed");
        }
    }
}
