//! How long answers took: the middle, the slow end, the slowest.

use std::time::Duration;

/// The spread of many durations.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Spread {
    /// Milliseconds, as all of them.
    pub(crate) p50: f64,
    pub(crate) p99: f64,
    pub(crate) max: f64,
    /// How many were measured.
    pub(crate) count: usize,
}

impl Spread {
    /// The spread of these.
    pub(crate) fn of(mut durations: Vec<Duration>) -> Self {
        durations.sort_unstable();
        let count = durations.len();
        let at = |hundredths: usize| {
            let rank = (count * hundredths).div_ceil(100).max(1) - 1;
            durations.get(rank).map_or(0.0, |duration| duration.as_secs_f64() * 1_000.0)
        };
        Self { p50: at(50), p99: at(99), max: at(100), count }
    }
}

/// The middle one of a few figures; the upper of two.
pub(crate) fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}
