//! The room for all bodies together: what is held before a signature could be checked is anybody's, and must not be more
//! than the machine has.

use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The room. Clones share it.
#[derive(Debug, Clone)]
pub(super) struct Bodies {
    shared: Arc<Semaphore>,
    /// Bytes of each body that are not counted.
    apart: usize,
}

impl Bodies {
    /// So many bytes of each body, and so many beyond that of all together.
    pub(super) fn new(apart: usize, together: usize) -> Self {
        Self { shared: Arc::new(Semaphore::new(together.min(Semaphore::MAX_PERMITS))), apart }
    }

    /// The place of a body of which nothing has come.
    pub(super) fn place(&self) -> Place {
        Place { bodies: self.clone(), counted: None, len: 0 }
    }
}

/// The place of one body, which is free again when this is dropped.
#[derive(Debug)]
pub(super) struct Place {
    bodies: Bodies,
    counted: Option<OwnedSemaphorePermit>,
    /// Bytes of what is counted.
    len: usize,
}

impl Place {
    /// Makes room for so many bytes in all. Says whether there is.
    pub(super) fn grow(&mut self, len: usize) -> bool {
        let more = len.saturating_sub(self.bodies.apart).saturating_sub(self.len);
        if more == 0 {
            return true;
        }
        let Ok(permits) = u32::try_from(more) else { return false };
        let Ok(permit) = Arc::clone(&self.bodies.shared).try_acquire_many_owned(permits) else {
            return false;
        };
        self.len += more;
        match &mut self.counted {
            Some(counted) => counted.merge(permit),
            None => self.counted = Some(permit),
        }
        true
    }
}
