//! The supervisor: every task is tracked, told to stop by one token, and waited for in bounded time.

use std::future::Future;
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Starts tasks and ends them.
#[derive(Debug, Clone, Default)]
pub struct Supervisor {
    tasks: TaskTracker,
    stop: CancellationToken,
}

impl Supervisor {
    /// One with no tasks.
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts a task. One that panics is logged by name and ends alone.
    pub fn spawn(&self, name: &'static str, task: impl Future<Output = ()> + Send + 'static) {
        use futures::FutureExt as _;
        let guarded = std::panic::AssertUnwindSafe(task).catch_unwind();
        drop(self.tasks.spawn(async move {
            if guarded.await.is_err() {
                tracing::error!(task.name = name, "a task panicked");
            }
        }));
    }

    /// The token that is cancelled when everything shall stop.
    pub fn stopping(&self) -> CancellationToken {
        self.stop.clone()
    }

    /// Whether everything shall stop.
    pub fn is_stopping(&self) -> bool {
        self.stop.is_cancelled()
    }

    /// Tells every task to stop and waits for them, but not longer than `patience`. Says whether all have ended.
    pub async fn stop(&self, patience: Duration) -> bool {
        self.stop.cancel();
        self.tasks.close();
        tokio::time::timeout(patience, self.tasks.wait()).await.is_ok()
    }
}
