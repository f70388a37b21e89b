//! Where a read takes place: on one of the reading connections, or inside a write that has already changed something.

use super::writer::Tx;
use super::{Store, StoreError};
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{Sqlite, SqliteConnection};

/// A connection for one read, given back when it is dropped.
#[derive(Debug)]
pub struct Connection<'a>(Kind<'a>);

#[derive(Debug)]
enum Kind<'a> {
    Reader(Box<PoolConnection<Sqlite>>),
    Writer(&'a mut SqliteConnection),
}

impl Connection<'_> {
    pub(super) fn sqlite(&mut self) -> &mut SqliteConnection {
        match &mut self.0 {
            Kind::Reader(connection) => connection,
            Kind::Writer(connection) => connection,
        }
    }
}

/// Who can be read from: `&Store`, or `&mut Tx` to see what the transaction has changed so far.
pub trait Source: Send {
    /// A connection to read by.
    fn connection<'a>(self) -> impl Future<Output = Result<Connection<'a>, StoreError>> + Send
    where
        Self: 'a;
}

impl Source for &Store {
    async fn connection<'a>(self) -> Result<Connection<'a>, StoreError>
    where
        Self: 'a,
    {
        match self.readers.acquire().await {
            Ok(connection) => Ok(Connection(Kind::Reader(Box::new(connection)))),
            Err(sqlx::Error::PoolClosed) => Err(StoreError::Closed),
            Err(error) => Err(StoreError::Database(error)),
        }
    }
}

impl Source for &mut Tx {
    async fn connection<'a>(self) -> Result<Connection<'a>, StoreError>
    where
        Self: 'a,
    {
        Ok(Connection(Kind::Writer(self.sqlite())))
    }
}
