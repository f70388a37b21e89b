//! Where a read takes place: on one of the reading connections, or inside a write that has already changed something.

use super::writer::Tx;
use super::{Store, StoreError};
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{Sqlite, SqliteConnection, SqlitePool};

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
        Reader(Way::Pool(&self.readers))
    }
}

impl Source for &mut Tx {
    fn reader<'a>(self) -> Reader<'a>
    where
        Self: 'a,
    {
        Reader(Way::Writer(self.sqlite()))
    }
}

/// The way to a connection for one read.
#[derive(Debug)]
pub struct Reader<'a>(Way<'a>);

#[derive(Debug)]
enum Way<'a> {
    Pool(&'a SqlitePool),
    Writer(&'a mut SqliteConnection),
}

impl<'a> Reader<'a> {
    /// Waits for a connection.
    pub(super) async fn connect(self) -> Result<Connection<'a>, StoreError> {
        match self.0 {
            Way::Writer(connection) => Ok(Connection::Writer(connection)),
            Way::Pool(pool) => match pool.acquire().await {
                Ok(connection) => Ok(Connection::Reader(Box::new(connection))),
                Err(sqlx::Error::PoolClosed) => Err(StoreError::Closed),
                Err(error) => Err(StoreError::Database(error)),
            },
        }
    }
}

/// A connection for one read, given back when it is dropped.
#[derive(Debug)]
pub(super) enum Connection<'a> {
    Reader(Box<PoolConnection<Sqlite>>),
    Writer(&'a mut SqliteConnection),
}

impl Connection<'_> {
    pub(super) fn sqlite(&mut self) -> &mut SqliteConnection {
        match self {
            Self::Reader(connection) => connection,
            Self::Writer(connection) => connection,
        }
    }
}
