//! A token bucket, as arithmetic on a time that is given: what has rested may go in a burst, what goes on must keep
//! the rate. In any span of `t` it lets at most `burst + rate * t` pass.

use std::time::Duration;

/// How much may pass.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rate {
    /// Tokens a second.
    pub(super) per_second: f64,
    /// Tokens that gather while nothing passes; at least one.
    pub(super) burst: f64,
}

/// A bucket. Times are monotonic, counted from any fixed point.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bucket {
    rate: Rate,
    tokens: f64,
    at: Duration,
}

/// Slack for what rounding to nanoseconds leaves short of a whole token.
const SLACK: f64 = 1e-6;

impl Bucket {
    /// A full one.
    pub(super) fn full(rate: Rate, now: Duration) -> Self {
        let rate = Rate { per_second: rate.per_second.max(1e-3), burst: rate.burst.max(1.0) };
        Self { rate, tokens: rate.burst, at: now }
    }

    /// Takes a token when there is one beyond the reserve.
    pub(super) fn take(&mut self, now: Duration, reserve: f64) -> bool {
        let has = self.has(now, reserve);
        if has {
            self.tokens -= 1.0;
        }
        has
    }

    /// Whether there is a token beyond the reserve.
    pub(super) fn has(&mut self, now: Duration, reserve: f64) -> bool {
        self.fill(now);
        self.tokens + SLACK >= 1.0 + self.bounded(reserve)
    }

    /// When there is a token beyond the reserve, if nothing else is taken.
    pub(super) fn when(&mut self, now: Duration, reserve: f64) -> Duration {
        self.fill(now);
        let missing = (1.0 + self.bounded(reserve) - self.tokens).max(0.0);
        let wait = Duration::try_from_secs_f64(missing / self.rate.per_second).unwrap_or(Duration::MAX);
        now.saturating_add(wait)
    }

    /// Whether it has rested so long that forgetting it changes nothing.
    pub(super) fn is_full(&mut self, now: Duration) -> bool {
        self.fill(now);
        self.tokens + SLACK >= self.rate.burst
    }

    /// A reserve leaves room for the token itself, however small the burst.
    fn bounded(&self, reserve: f64) -> f64 {
        reserve.clamp(0.0, self.rate.burst - 1.0)
    }

    fn fill(&mut self, now: Duration) {
        let passed = now.saturating_sub(self.at).as_secs_f64();
        self.tokens = (self.tokens + passed * self.rate.per_second).min(self.rate.burst);
        self.at = self.at.max(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn count(taken: usize) -> f64 {
        f64::from(u32::try_from(taken).unwrap())
    }

    proptest! {
        #[test]
        fn never_more_than_the_burst_and_the_rate_pass_in_any_span(
            per_second in 0.1_f64..50.0, burst in 1.0_f64..30.0, reserve in 0.0_f64..30.0,
            steps in proptest::collection::vec(0_u64..400, 1..300),
        ) {
            let mut bucket = Bucket::full(Rate { per_second, burst }, Duration::ZERO);
            let mut now = Duration::ZERO;
            let mut taken: Vec<Duration> = Vec::new();
            for step in steps {
                now += Duration::from_millis(step);
                if bucket.take(now, reserve) {
                    taken.push(now);
                }
            }
            for (first, from) in taken.iter().enumerate() {
                let passed = count(taken.len() - first);
                let span = now.saturating_sub(*from);
                let allowed = burst + per_second * span.as_secs_f64();
                prop_assert!(passed <= allowed + 0.01, "{passed} in {span:?}");
            }
        }

        #[test]
        fn a_token_is_there_when_it_was_said_to_be(
            per_second in 0.1_f64..50.0, burst in 1.0_f64..30.0, reserve in 0.0_f64..30.0, takes in 0_usize..40,
        ) {
            let mut bucket = Bucket::full(Rate { per_second, burst }, Duration::ZERO);
            for _ in 0..takes {
                bucket.take(Duration::ZERO, 0.0);
            }
            let when = bucket.when(Duration::ZERO, reserve);
            prop_assert!(bucket.take(when, reserve));
        }
    }

    #[test]
    fn a_time_that_steps_back_gives_nothing() {
        let mut bucket = Bucket::full(Rate { per_second: 1.0, burst: 1.0 }, Duration::from_secs(10));
        assert!(bucket.take(Duration::from_secs(10), 0.0));
        assert!(!bucket.take(Duration::from_secs(9), 0.0));
        assert!(!bucket.take(Duration::from_secs(10), 0.0));
        assert!(bucket.is_full(Duration::from_secs(11)));
    }
}
