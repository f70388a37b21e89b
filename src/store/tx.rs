//! A write transaction, and statements in it that travel together.
//!
//! Needed: a statement costs a hop to the driver's thread and back, which is ten times what most of them cost in the
//! database. Chosen: a statement nobody waits for ([`Tx::later`]) is kept until one comes that somebody waits for, and
//! goes with it in one hop, in front of it; at the end of the job the rest goes. So whoever reads in a transaction sees
//! all that was written before, and an error undoes the job as if it had come at once; only the place where it shows is
//! later, so whoever wants to go on after a broken constraint must not use it. Rejected: several statements in one text
//! (each pair would be one function), and triggers (rules where nobody looks for them).
//!
//! The driver takes several statements at once for SQLite only. Another engine would send each when it is asked for.

use super::StoreError;
use futures::future::BoxFuture;
use futures::stream::BoxStream;
use futures::{StreamExt as _, TryStreamExt as _};
use sqlx::sqlite::{
    Sqlite, SqliteArguments, SqliteConnection, SqliteQueryResult, SqliteRow, SqliteStatement, SqliteTypeInfo,
};
use sqlx::{Arguments as _, AssertSqlSafe, Connection as _, Either, Execute, Executor, SqlStr};
use std::fmt::Write as _;
use std::mem::take;

/// A write transaction. Whoever has none cannot write.
#[derive(Debug)]
pub struct Tx {
    connection: SqliteConnection,
    entering: Option<Enter>,
    kept: Vec<Kept>,
    trace: Option<String>,
}

/// What stands between two jobs; it goes in front of the first statement of the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Enter {
    /// Ends with a semicolon.
    pub(super) sql: &'static str,
    /// How many.
    pub(super) statements: usize,
}

/// A statement that waits for another one.
#[derive(Debug)]
struct Kept {
    sql: &'static str,
    values: Vec<Bound>,
    /// Whether it must change exactly one row.
    changes_one: bool,
}

/// A value of a statement that waits.
#[derive(Debug)]
pub(super) enum Bound {
    Null,
    Integer(i64),
    Text(String),
}

impl From<i64> for Bound {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<u32> for Bound {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<&str> for Bound {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Bound {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<T: Into<Bound>> From<Option<T>> for Bound {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Several statements in one text.
struct Together {
    sql: String,
    arguments: SqliteArguments,
    /// Of each statement in front of the last one, whether it must change exactly one row.
    before: Vec<bool>,
}

impl Tx {
    pub(super) const fn new(connection: SqliteConnection) -> Self {
        Self { connection, entering: None, kept: Vec::new(), trace: None }
    }

    /// Where a statement is executed for which somebody waits.
    pub(super) const fn sqlite(&mut self) -> At<'_> {
        At::Inside(self)
    }

    /// The connection itself, for what is between jobs.
    pub(super) const fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.connection
    }

    pub(super) async fn close(self) -> Result<(), sqlx::Error> {
        self.connection.close().await
    }

    /// Begins a job: this goes in front of its first statement.
    pub(super) const fn enter(&mut self, enter: Option<Enter>) {
        self.entering = enter;
    }

    /// Notes which update of Telegram the job works off; none when it begins.
    pub(super) fn follow(&mut self, update_id: Option<&str>) {
        self.trace = update_id.map(str::to_owned);
    }

    /// The update that the job works off, as far as it has said so.
    pub(super) fn trace(&self) -> Option<&str> {
        self.trace.as_deref()
    }

    /// What a job was to begin with and has not executed yet.
    pub(super) const fn entering(&self) -> Option<Enter> {
        self.entering
    }

    /// Executes a statement at the latest when the job ends, and before anything that is asked for after it. It returns
    /// no rows, and an error of it is one of the job.
    #[expect(
        clippy::unused_async,
        reason = "an engine that takes one statement at a time is waited for here"
    )]
    pub(super) async fn later<const N: usize>(
        &mut self,
        sql: &'static str,
        values: [Bound; N],
    ) -> Result<(), StoreError> {
        self.kept.push(Kept { sql, values: values.into(), changes_one: false });
        Ok(())
    }

    /// The same for a statement that must change exactly one row: else the job fails with [`StoreError::Settled`].
    #[expect(
        clippy::unused_async,
        reason = "an engine that takes one statement at a time is waited for here"
    )]
    pub(super) async fn later_one<const N: usize>(
        &mut self,
        sql: &'static str,
        values: [Bound; N],
    ) -> Result<(), StoreError> {
        self.kept.push(Kept { sql, values: values.into(), changes_one: true });
        Ok(())
    }

    /// Executes what was kept.
    pub(super) async fn flush(&mut self) -> Result<(), StoreError> {
        if !self.kept.is_empty() {
            let rest = sqlx::query("").persistent(true);
            self.sqlite().fetch_many(rest).try_for_each(|_done| std::future::ready(Ok(()))).await?;
        }
        Ok(())
    }

    /// Forgets what was kept: the job has failed.
    pub(super) fn abandon(&mut self) {
        self.kept.clear();
    }

    /// What was kept and then this, whose placeholders keep their numbers: the others' are counted on from there.
    fn together(&mut self, sql: &str, mut arguments: SqliteArguments) -> Result<Together, sqlx::Error> {
        let (entering, kept) = (self.entering.take(), take(&mut self.kept));
        let mut text = String::with_capacity(512);
        let mut before = Vec::with_capacity(kept.len() + 2);
        if let Some(enter) = entering {
            text.push_str(enter.sql);
            before.extend(std::iter::repeat_n(false, enter.statements));
        }
        for statement in kept {
            renumber(&mut text, statement.sql, arguments.len());
            text.push_str("; ");
            before.push(statement.changes_one);
            for value in statement.values {
                let added = match value {
                    Bound::Null => arguments.add(None::<i64>),
                    Bound::Integer(number) => arguments.add(number),
                    Bound::Text(text) => arguments.add(text),
                };
                added.map_err(sqlx::Error::Encode)?;
            }
        }
        text.push_str(sql);
        Ok(Together { sql: text, arguments, before })
    }
}

/// Writes the statement with `by` added to the number of each placeholder. None of our statements has a `$` elsewhere.
fn renumber(text: &mut String, sql: &str, by: usize) {
    let mut parts = sql.split('$');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = part.split_at_checked(digits).unwrap_or((part, ""));
        let number: usize = number.parse().unwrap_or_default();
        if write!(text, "${}{rest}", number + by).is_err() {
            // Writing into a String cannot fail.
            return;
        }
    }
}

/// Where a statement is executed.
#[derive(Debug)]
pub(super) enum At<'a> {
    /// On a connection that reads.
    Reader(&'a mut SqliteConnection),
    /// Inside a transaction, after all that was kept.
    Inside(&'a mut Tx),
}

type Step = Either<SqliteQueryResult, SqliteRow>;

impl<'c> Executor<'c> for At<'c> {
    type Database = Sqlite;

    fn fetch_many<'e, 'q: 'e, E>(self, mut query: E) -> BoxStream<'e, Result<Step, sqlx::Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Sqlite>,
    {
        let tx = match self {
            At::Reader(connection) => return connection.fetch_many(query),
            At::Inside(tx) if tx.entering.is_none() && tx.kept.is_empty() => {
                return tx.connection.fetch_many(query);
            }
            At::Inside(tx) => tx,
        };
        let persistent = query.persistent();
        let arguments = query.take_arguments().map_err(sqlx::Error::Encode);
        let sql = query.sql();
        let together =
            arguments.and_then(|arguments| tx.together(sql.as_str(), arguments.unwrap_or_default()));
        let Together { sql, arguments, before } = match together {
            Ok(together) => together,
            Err(error) => return futures::stream::iter([Err(error)]).boxed(),
        };
        let steps =
            tx.connection.fetch_many(sqlx::query_with(AssertSqlSafe(sql), arguments).persistent(persistent));
        let mut before = before.into_iter();
        let own = move |step: Step| {
            std::future::ready(match (step, before.len()) {
                // Only the last statement returns rows, and what it changed is told.
                (step, 0) => Ok(Some(step)),
                (Either::Right(_row), _) => Ok(None),
                (Either::Left(done), _) => {
                    let changes_one = before.next().unwrap_or_default();
                    if changes_one && done.rows_affected() != 1 {
                        Err(sqlx::Error::RowNotFound)
                    } else {
                        Ok(None)
                    }
                }
            })
        };
        steps.try_filter_map(own).boxed()
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, Result<Option<SqliteRow>, sqlx::Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Sqlite>,
    {
        match self {
            At::Reader(connection) => connection.fetch_optional(query),
            At::Inside(_) => {
                let rows = self.fetch_many(query);
                Box::pin(async move {
                    let rows: Vec<SqliteRow> = rows
                        .try_filter_map(|step| std::future::ready(Ok(step.right())))
                        .try_collect()
                        .await?;
                    Ok(rows.into_iter().next())
                })
            }
        }
    }

    fn prepare_with<'e>(
        self,
        sql: SqlStr,
        parameters: &'e [SqliteTypeInfo],
    ) -> BoxFuture<'e, Result<SqliteStatement, sqlx::Error>>
    where
        'c: 'e,
    {
        match self {
            At::Reader(connection) => connection.prepare_with(sql, parameters),
            At::Inside(tx) => tx.connection.prepare_with(sql, parameters),
        }
    }

    fn describe<'e>(self, sql: SqlStr) -> BoxFuture<'e, Result<sqlx::Describe<Sqlite>, sqlx::Error>>
    where
        'c: 'e,
    {
        match self {
            At::Reader(connection) => connection.describe(sql),
            At::Inside(tx) => tx.connection.describe(sql),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_counted_on_and_a_number_used_twice_stays_one() {
        let mut text = String::new();
        renumber(&mut text, "update a set b = $2, c = $10 where d = $1 and e = $2", 3);
        assert_eq!(text, "update a set b = $5, c = $13 where d = $4 and e = $5");
    }
}
