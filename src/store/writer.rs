//! The writer: the one task with the one connection that writes, and the commits that its jobs share.
//!
//! Needed: many small changes, each on disk before whoever asked for it is answered. Chosen: take all that wait, up to
//! 64, into one transaction. Each job has a savepoint, so that one that fails takes back its own changes and no others.
//! A statement costs a hop between threads, so the savepoints ride on each other and on the first statement of the job
//! ([`Tx::enter`]), and a commit releases the last. A job alone needs none: it is the transaction.
//!
//! Races, and what was decided:
//! * A job fails: its savepoint is rolled back, the others do not notice. It is answered with its own error, after the
//!   commit like everybody.
//! * A job panics or takes too long: the same, with an error that says so.
//! * The commit fails, or a savepoint cannot be set: all is rolled back and everybody gets that error. Nobody was told
//!   of success before.
//! * The process dies before the commit is on disk: nobody was answered, nothing was written. After it: it is written,
//!   and who asks again must find that out (a compare-and-set, a unique key).
//! * The disk takes nothing ([`Disk`]): whoever asks is told so. A commit may be empty, and such a one succeeds on a full
//!   disk too: only a commit that changed something shows that it takes things again, and while none comes, the writer
//!   tries by itself.
//! * Who asked has gone: the job is done all the same.

use super::disk::{self, Disk};
use super::reader::Readers;
use super::tx::{Enter, Tx};
use super::{Options, StoreError, Strain};
use crate::domain::limit;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use sqlx::sqlite::SqliteConnection;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;

/// A moment at a commit. Commits are counted from 1 since the store was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommitPoint {
    /// Just before commit number n: nothing of it is on disk.
    Before(u64),
    /// Just after it: all of it is on disk, and nobody was told yet.
    After(u64),
}

/// Somebody who is told of commits, and for whom the writer waits.
pub type CommitWatch = Arc<dyn Fn(CommitPoint) -> BoxFuture<'static, ()> + Send + Sync>;

/// What the writer is asked for.
pub(super) enum Order {
    /// To do something.
    Work(Box<dyn Job>),
    /// To finish, close and say so.
    Close(oneshot::Sender<()>),
}

/// Something to be done in a transaction.
pub(super) trait Job: Send {
    /// Does it, in no more time than `patience`, and says whether its changes shall stay. Called once.
    fn run<'a>(&'a mut self, tx: &'a mut Tx, patience: Duration) -> BoxFuture<'a, bool>;
    /// Why it was not done, when the database itself stood against it.
    fn failure(&self) -> Option<&sqlx::Error>;
    /// Tells whoever waits, once it is known what became of the commit.
    fn answer(self: Box<Self>, commit: Result<(), Arc<sqlx::Error>>);
}

/// Between two jobs when the first one stays.
const NEXT_JOB: Enter = Enter { sql: "release job; savepoint job; ", statements: 2 };
/// Between two jobs when the first one goes.
const UNDO_JOB: Enter = Enter { sql: "rollback to job; ", statements: 1 };

/// As many pages as SQLite allows.
const PAGES_MAX: u32 = 4_294_967_294;

type Answer<T> = oneshot::Sender<Result<T, StoreError>>;

/// A job for which somebody waits.
pub(super) struct Task<T, F> {
    work: Option<F>,
    result: Result<T, StoreError>,
    answer: Answer<T>,
}

impl<T, F> Task<T, F> {
    pub(super) const fn new(work: F, answer: Answer<T>) -> Self {
        Self { work: Some(work), result: Err(StoreError::Closed), answer }
    }
}

impl<T, F> Job for Task<T, F>
where
    T: Send + 'static,
    F: for<'a> FnOnce(&'a mut Tx) -> BoxFuture<'a, Result<T, StoreError>> + Send + 'static,
{
    fn run<'a>(&'a mut self, tx: &'a mut Tx, patience: Duration) -> BoxFuture<'a, bool> {
        async move {
            if let Some(work) = self.work.take() {
                self.result = guarded(work, tx, patience).await;
            }
            self.result.is_ok()
        }
        .boxed()
    }

    fn failure(&self) -> Option<&sqlx::Error> {
        of_database(self.result.as_ref().err())
    }

    fn answer(self: Box<Self>, commit: Result<(), Arc<sqlx::Error>>) {
        let result = commit.map_err(StoreError::Commit).and(self.result);
        // Whoever asked may have stopped waiting.
        drop(self.answer.send(result));
    }
}

/// A job for which nobody waits.
pub(super) struct Unattended<F> {
    what: &'static str,
    work: Option<F>,
    result: Result<(), StoreError>,
}

impl<F> Unattended<F> {
    pub(super) const fn new(what: &'static str, work: F) -> Self {
        Self { what, work: Some(work), result: Err(StoreError::Closed) }
    }
}

impl<F> Job for Unattended<F>
where
    F: for<'a> FnOnce(&'a mut Tx) -> BoxFuture<'a, Result<(), StoreError>> + Send + 'static,
{
    fn run<'a>(&'a mut self, tx: &'a mut Tx, patience: Duration) -> BoxFuture<'a, bool> {
        async move {
            if let Some(work) = self.work.take() {
                self.result = guarded(work, tx, patience).await;
            }
            self.result.is_ok()
        }
        .boxed()
    }

    fn failure(&self) -> Option<&sqlx::Error> {
        of_database(self.result.as_ref().err())
    }

    fn answer(self: Box<Self>, commit: Result<(), Arc<sqlx::Error>>) {
        if let Err(error) = commit.map_err(StoreError::Commit).and(self.result) {
            tracing::error!(store.write = self.what, error = super::error::cause(&error), "not written");
        }
    }
}

fn of_database(error: Option<&StoreError>) -> Option<&sqlx::Error> {
    if let Some(StoreError::Database(error)) = error { Some(error) } else { None }
}

/// Does the work; a panic, or more time than anything may take, is an error like any other.
async fn guarded<T, F>(work: F, tx: &mut Tx, patience: Duration) -> Result<T, StoreError>
where
    F: for<'a> FnOnce(&'a mut Tx) -> BoxFuture<'a, Result<T, StoreError>>,
{
    tx.follow(None);
    let whole = AssertUnwindSafe(async {
        let value = work(&mut *tx).await?;
        tx.flush().await?;
        Ok(value)
    });
    let result = match tokio::time::timeout(patience, whole.catch_unwind()).await {
        Ok(Ok(result)) => result,
        Ok(Err(_panic)) => Err(StoreError::Panicked),
        Err(_elapsed) => Err(StoreError::TooSlow),
    };
    if result.is_err() {
        tx.abandon();
    }
    result
}

/// The writer's task.
pub(super) struct Writer {
    tx: Tx,
    orders: mpsc::Receiver<Order>,
    on_commit: Option<CommitWatch>,
    strain: Option<Strain>,
    disk: Disk,
    /// When the disk was last found to take nothing.
    tried: Instant,
    /// What the connection was told last of the disk.
    is_full: bool,
    commits: u64,
    /// How long one job may take.
    patience: Duration,
    /// Who wants to know that the store is closed.
    closing: Vec<oneshot::Sender<()>>,
}

impl Writer {
    pub(super) fn new(
        connection: SqliteConnection,
        orders: mpsc::Receiver<Order>,
        options: Options,
        patience: Duration,
        disk: Disk,
    ) -> Self {
        let Options { on_commit, strain, readers: _ } = options;
        let (tx, closing, tried) = (Tx::new(connection), Vec::new(), Instant::now());
        Self { tx, orders, on_commit, strain, disk, tried, is_full: false, commits: 0, patience, closing }
    }

    /// Works until the store is closed or nobody has it any more.
    pub(super) async fn run(mut self, readers: Readers) {
        if let Some(busy) = self.strain.as_ref().map(Strain::busy) {
            self.set(&format!("pragma busy_timeout = {}", busy.as_millis())).await;
        }
        while let Some(order) = self.next().await {
            let mut jobs = Vec::new();
            self.sort(order, &mut jobs);
            while jobs.len() < limit::COMMIT_SHARE_MAX
                && let Ok(order) = self.orders.try_recv()
            {
                self.sort(order, &mut jobs);
            }
            if !jobs.is_empty() {
                self.work_off(jobs).await;
            }
        }
        readers.close().await;
        if let Err(error) = self.tx.close().await {
            tracing::error!(error = super::error::cause(&error), "the database was not closed cleanly");
        }
        for answer in self.closing {
            if answer.send(()).is_err() {
                tracing::debug!("nobody waits for the database to be closed any more");
            }
        }
    }

    /// The next order. While the disk takes nothing, it is tried whenever a write might have taken its longest.
    async fn next(&mut self) -> Option<Order> {
        while self.disk.refusing_for().is_some() {
            match tokio::time::timeout_at(self.tried + self.patience, self.orders.recv()).await {
                Ok(order) => return order,
                Err(_elapsed) => self.try_disk().await,
            }
        }
        self.orders.recv().await
    }

    /// After an order to close nothing new comes in; what waits is still done.
    fn sort(&mut self, order: Order, jobs: &mut Vec<Box<dyn Job>>) {
        match order {
            Order::Work(job) => jobs.push(job),
            Order::Close(answer) => {
                self.orders.close();
                self.closing.push(answer);
            }
        }
    }

    async fn work_off(&mut self, mut jobs: Vec<Box<dyn Job>>) {
        self.feel().await;
        let changes = self.changes_when_refused().await;
        let done = match jobs.as_mut_slice() {
            [only] => self.alone(only.as_mut()).await,
            several => self.together(several).await,
        };
        let (mut is_refused, failures) = (false, jobs.iter().filter_map(|job| job.failure()));
        for error in failures.chain(done.as_ref().err()) {
            is_refused |= disk::is_refusal(error);
            self.strain.iter().for_each(|strain| strain.note(error));
        }
        if is_refused {
            self.tried = Instant::now();
            self.disk.refuses();
        } else if done.is_ok() && changes.is_some() && changes < self.changes_when_refused().await {
            self.disk.takes();
        }
        let commit = match done {
            Ok(()) => Ok(()),
            Err(error) => {
                tracing::error!(error = super::error::cause(&error), "a commit failed");
                self.take_back().await;
                Err(Arc::new(error))
            }
        };
        for job in jobs {
            job.answer(commit.clone());
        }
    }

    /// A job alone is the transaction.
    async fn alone(&mut self, job: &mut dyn Job) -> Result<(), sqlx::Error> {
        self.execute("begin immediate").await?;
        if job.run(&mut self.tx, self.patience).await {
            return self.commit().await;
        }
        self.take_back().await;
        Ok(())
    }

    /// Several jobs: a savepoint each. After one that failed its savepoint still stands, empty, for the next.
    async fn together(&mut self, jobs: &mut [Box<dyn Job>]) -> Result<(), sqlx::Error> {
        self.execute("begin immediate; savepoint job").await?;
        let mut enter = None;
        for job in jobs {
            self.tx.enter(enter);
            let stays = job.run(&mut self.tx, self.patience).await;
            // Who did nothing leaves the savepoint of the one before to the next.
            enter = self.tx.entering().or(Some(if stays { NEXT_JOB } else { UNDO_JOB }));
        }
        self.tx.enter(None);
        if enter == Some(UNDO_JOB) {
            self.execute("rollback to job").await?;
        }
        self.commit().await
    }

    async fn commit(&mut self) -> Result<(), sqlx::Error> {
        self.commits += 1;
        self.tell(CommitPoint::Before(self.commits)).await;
        self.execute("commit").await?;
        self.tell(CommitPoint::After(self.commits)).await;
        Ok(())
    }

    async fn tell(&self, point: CommitPoint) {
        if let Some(watch) = &self.on_commit {
            watch(point).await;
        }
    }

    /// How many rows the connection has changed; asked only while the disk is known to take nothing.
    async fn changes_when_refused(&mut self) -> Option<i64> {
        self.disk.refusing_for()?;
        sqlx::query_scalar("select total_changes()").fetch_one(self.tx.connection()).await.ok()
    }

    /// Writes a page as it is. Nobody's business changes by it: we have no other use for that number.
    async fn try_disk(&mut self) {
        self.tried = Instant::now();
        self.feel().await;
        // One that only pretends to be full has room for a page that is there.
        if self.is_full {
            return;
        }
        match self.execute("begin immediate; pragma application_id = 0; commit").await {
            Ok(()) => self.disk.takes(),
            Err(error) => {
                self.strain.iter().for_each(|strain| strain.note(&error));
                tracing::debug!(error = super::error::cause(&error), "the database still takes nothing");
                self.take_back().await;
            }
        }
    }

    /// Lets the connection feel that the disk is full, or that it has room again.
    async fn feel(&mut self) {
        let Some(is_full) = self.strain.as_ref().map(Strain::is_full) else { return };
        if is_full != self.is_full {
            self.is_full = is_full;
            // No fewer than there are: one page is what the database has now.
            let pages: u32 = if is_full { 1 } else { PAGES_MAX };
            self.set(&format!("pragma max_page_count = {pages}")).await;
        }
    }

    async fn set(&mut self, pragma: &str) {
        let told =
            sqlx::query(sqlx::AssertSqlSafe(pragma.to_owned())).fetch_optional(self.tx.connection()).await;
        if let Err(error) = told {
            tracing::error!(error = super::error::cause(&error), "the connection could not be set up");
        }
    }

    async fn execute(&mut self, statement: &'static str) -> Result<(), sqlx::Error> {
        sqlx::query(statement).execute(self.tx.connection()).await.map(drop)
    }

    /// After a failure the connection must be outside of a transaction. SQLite may have left it by itself.
    async fn take_back(&mut self) {
        if let Err(error) = self.execute("rollback").await {
            tracing::debug!(error = super::error::cause(&error), "there was nothing left to roll back");
        }
    }
}
