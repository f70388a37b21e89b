//! What a database says in the end: that each thing had its effect once, and that nothing is left over.

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection as _};
use std::collections::BTreeMap;
use std::path::Path;

/// The counts of a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ledger {
    pub(crate) contacts: i64,
    pub(crate) attendances: i64,
    /// Messages of contacts.
    pub(crate) received: i64,
    /// Messages of ours.
    pub(crate) written: i64,
    /// Deliveries by their state.
    pub(crate) deliveries: BTreeMap<String, i64>,
    /// Entries of the audit by what was done.
    pub(crate) audit: BTreeMap<String, i64>,
    /// Telegram's updates that had their effect.
    pub(crate) updates: i64,
    /// Telegram's updates that had none.
    pub(crate) unworked: i64,
    /// What providers told of messages that are not known.
    pub(crate) unclaimed: Vec<String>,
    /// Notices that nobody was told, but for those that are meant for much later.
    pub(crate) untold: i64,
    /// Panels that do not show what they ought to.
    pub(crate) unshown: i64,
    /// Topics that are known to belong to an attendance.
    pub(crate) topics: i64,
}

impl Ledger {
    /// Reads it.
    pub(crate) async fn of(database: &Path) -> Self {
        let options = SqliteConnectOptions::new().filename(database);
        let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
        let ledger = Self {
            contacts: count(&mut connection, "contact").await,
            attendances: count(&mut connection, "attendance").await,
            received: count(&mut connection, "message where direction = 'in'").await,
            written: count(&mut connection, "message where direction = 'out'").await,
            deliveries: counts(&mut connection, "state", "outbox").await,
            audit: counts(&mut connection, "action", "audit").await,
            updates: count(&mut connection, "inbox where source = 'telegram' and state = 'done'").await,
            unworked: count(&mut connection, "inbox where source = 'telegram' and state <> 'done'").await,
            unclaimed: unclaimed(&mut connection).await,
            untold: count(&mut connection, "notice where due_at < created_at + 3600000").await,
            unshown: count(&mut connection, "session where shown_rev < rev").await,
            topics: count(&mut connection, "topic").await,
        };
        connection.close().await.unwrap();
        ledger
    }

    /// How often this was done, by the audit.
    pub(crate) fn times(&self, action: &str) -> i64 {
        self.audit.get(action).copied().unwrap_or_default()
    }

    /// Nothing waits for anything any more, and every delivery is with its provider.
    pub(crate) fn is_settled(&self) -> bool {
        let is_sent = self.deliveries.keys().all(|state| state == "done");
        is_sent && (self.unworked, self.untold, self.unshown) == (0, 0, 0)
    }
}

/// Whose, about what, and what it says.
async fn unclaimed(connection: &mut SqliteConnection) -> Vec<String> {
    let query = "select source || ' ' || remote_id || ' ' || state || ' ' || raw from inbox
                  where source <> 'telegram' and state <> 'done'";
    sqlx::query_scalar(query).fetch_all(connection).await.unwrap()
}

async fn count(connection: &mut SqliteConnection, of: &str) -> i64 {
    let query = format!("select count(*) from {of}");
    sqlx::query_scalar(AssertSqlSafe(query)).fetch_one(connection).await.unwrap()
}

async fn counts(connection: &mut SqliteConnection, column: &str, table: &str) -> BTreeMap<String, i64> {
    let query = format!("select {column}, count(*) from {table} group by {column}");
    let rows: Vec<(String, i64)> = sqlx::query_as(AssertSqlSafe(query)).fetch_all(connection).await.unwrap();
    rows.into_iter().collect()
}
