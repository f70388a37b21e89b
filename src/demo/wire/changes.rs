//! A counter that rises with every change, so that a page or a test can wait instead of asking again and again.

use tokio::sync::watch;

/// The counter. Clones count together.
#[derive(Debug, Clone)]
pub(in crate::demo) struct Changes(watch::Sender<u64>);

impl Changes {
    /// At zero.
    pub(in crate::demo) fn new() -> Self {
        Self(watch::Sender::new(0))
    }

    /// Something has changed.
    pub(in crate::demo) fn note(&self) {
        self.0.send_modify(|count| *count = count.wrapping_add(1));
    }

    /// Follows the counter.
    pub(in crate::demo) fn subscribe(&self) -> watch::Receiver<u64> {
        self.0.subscribe()
    }

    /// Asks `look` now and after every change, until it finds something.
    pub(in crate::demo) async fn until<T, F>(&self, mut look: F) -> T
    where
        T: Send,
        F: FnMut() -> Option<T> + Send,
    {
        let mut changed = self.subscribe();
        loop {
            // Marked as seen before looking, so that a change in between is not missed.
            changed.borrow_and_update();
            if let Some(found) = look() {
                return found;
            }
            if changed.changed().await.is_err() {
                // The sender lives in `self`; should it ever go, there is nothing left to wait for.
                std::future::pending::<()>().await;
            }
        }
    }
}
