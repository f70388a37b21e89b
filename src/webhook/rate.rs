//! How many requests are taken in a second: more than any provider brings, fewer than would keep the desk from its work.

use super::Rate;
use std::sync::{Mutex, PoisonError};
use tokio::time::Instant;

/// A bucket of requests that fills by time.
#[derive(Debug)]
pub(super) struct Bucket {
    rate: Rate,
    left: Mutex<(f64, Instant)>,
}

impl Bucket {
    pub(super) fn new(rate: Rate) -> Self {
        Self { rate, left: Mutex::new((rate.at_once, Instant::now())) }
    }

    /// Takes one, if there is one.
    pub(super) fn takes(&self) -> bool {
        let mut held = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let (left, since) = *held;
        let now = Instant::now();
        let left =
            (left + now.duration_since(since).as_secs_f64() * self.rate.per_second).min(self.rate.at_once);
        let may = left >= 1.0;
        *held = (if may { left - 1.0 } else { left }, now);
        may
    }
}
