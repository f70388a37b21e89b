//! Where a read takes place: on one of the reading connections, or inside a write that has already changed something.
//!
//! The readers are a set of our own and not the driver's pool, because that one asks a connection how it is each time it
//! comes back: a hop between threads that costs more than a read by a key. A connection to a file does not go stale, and
//! one whose read was given up half-way finishes it before it begins the next.

use super::tx::{At, Tx};
use super::{Store, StoreError};
use sqlx::Connection as _;
use sqlx::sqlite::SqliteConnection;
use std::sync::{Arc, PoisonError};
use tokio::sync::{Mutex, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

/// Connections that nobody uses. Each in a lock of its own, so that it can be lent without leaving an empty place.
type Idle = Vec<Arc<Mutex<SqliteConnection>>>;

/// The connections that read.
#[derive(Debug, Clone)]
pub(super) struct Readers {
    /// Those that nobody uses; the one used last is the next.
    idle: Arc<std::sync::Mutex<Idle>>,
    /// As many as there are connections; closed when they are.
    free: Arc<Semaphore>,
    count: u32,
}

impl Readers {
    /// A set of these connections, at least one.
    pub(super) fn new(connections: Vec<SqliteConnection>) -> Self {
        let count = u32::try_from(connections.len()).unwrap_or(u32::MAX);
        let free = Arc::new(Semaphore::new(connections.len()));
        let idle = connections.into_iter().map(|connection| Arc::new(Mutex::new(connection))).collect();
        Self { idle: Arc::new(std::sync::Mutex::new(idle)), free, count }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Idle> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a connection that nobody uses.
    async fn borrow(&self) -> Result<Borrowed, StoreError> {
        let free = Arc::clone(&self.free);
        let permit = free.acquire_owned().await.map_err(|_closed| StoreError::Closed)?;
        let connection = self.idle().pop().ok_or(StoreError::Closed)?;
        // Nobody else has it: it was taken out of the list.
        let connection = connection.lock_owned().await;
        Ok(Borrowed { connection, readers: self.clone(), _permit: permit })
    }

    /// Waits for all reads to end and closes the connections.
    pub(super) async fn close(&self) {
        let all = self.free.acquire_many(self.count).await;
        self.free.close();
        drop(all);
        let connections = std::mem::take(&mut *self.idle());
        for connection in connections.into_iter().filter_map(Arc::into_inner) {
            if let Err(error) = connection.into_inner().close().await {
                tracing::debug!(error = super::error::cause(&error), "a reader was not closed cleanly");
            }
        }
    }
}

/// One of the reading connections, on loan. The order of the fields is the order in which they are let go: whoever gets
/// the permit finds a connection that is free.
#[derive(Debug)]
pub(super) struct Borrowed {
    connection: OwnedMutexGuard<SqliteConnection>,
    readers: Readers,
    _permit: OwnedSemaphorePermit,
}

impl Drop for Borrowed {
    fn drop(&mut self) {
        let connection = Arc::clone(OwnedMutexGuard::mutex(&self.connection));
        self.readers.idle().push(connection);
    }
}

/// Who can be read from: `&Store`, or `&mut Tx` to see what the transaction has changed so far.
pub trait Source: Send {
    /// The way to a connection. Not asynchronous itself: a trait's future that borrows is not known to be `Send` inside
    /// of another one (<https://github.com/rust-lang/rust/issues/100013>).
    fn reader<'a>(self) -> Reader<'a>
    where
        Self: 'a;
}

impl Source for &Store {
    fn reader<'a>(self) -> Reader<'a>
    where
        Self: 'a,
    {
        Reader(Way::Borrow(&self.readers))
    }
}

impl Source for &mut Tx {
    fn reader<'a>(self) -> Reader<'a>
    where
        Self: 'a,
    {
        Reader(Way::Inside(self))
    }
}

/// The way to a connection for one read.
#[derive(Debug)]
pub struct Reader<'a>(Way<'a>);

#[derive(Debug)]
enum Way<'a> {
    Borrow(&'a Readers),
    Inside(&'a mut Tx),
}

impl<'a> Reader<'a> {
    /// Waits for a connection.
    pub(super) async fn connect(self) -> Result<Connection<'a>, StoreError> {
        match self.0 {
            Way::Inside(tx) => Ok(Connection(Held::Inside(tx))),
            Way::Borrow(readers) => Ok(Connection(Held::Borrowed(readers.borrow().await?))),
        }
    }
}

/// A connection for one read, given back when it is dropped.
#[derive(Debug)]
pub(super) struct Connection<'a>(Held<'a>);

#[derive(Debug)]
enum Held<'a> {
    Borrowed(Borrowed),
    Inside(&'a mut Tx),
}

impl Connection<'_> {
    /// Where the read is executed.
    pub(super) fn sqlite(&mut self) -> At<'_> {
        match &mut self.0 {
            Held::Borrowed(borrowed) => At::Reader(&mut borrowed.connection),
            Held::Inside(tx) => tx.sqlite(),
        }
    }
}
