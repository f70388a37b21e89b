//! How fast the messages of a number leave: each has its moment, evenly apart, so that a provider that allows so many a
//! second has no reason to refuse one.
//!
//! A refusal for being too fast costs a try and some seconds, and puts the order of a campaign out of step with its lines.
//! Rejected: a bucket with a burst; after a rest it lets a second's worth leave at once, and what follows within that second
//! is too much.

use crate::config::ChannelConfig;
use crate::domain::id::ChannelId;
use crate::domain::limit::CLAIM_BATCH;
use std::collections::HashMap;
use std::time::Duration;

/// How far ahead moments are given: so much later than they are due deliveries may be claimed without a pause in between.
const AHEAD: Duration = Duration::from_millis(100);
/// What is left between the allowed rate and ours, in hundredths: ten milliseconds in a second, for requests of which one is
/// on its way for longer than the next.
const SPARE_PERCENT: u32 = 1;

/// The pace of all numbers that have one. Times count from any fixed point and do not go back.
#[derive(Debug)]
pub(super) struct Pace(HashMap<ChannelId, Number>);

#[derive(Debug)]
struct Number {
    /// From one message to the next.
    apart: Duration,
    /// The next moment that is free.
    next: Duration,
}

impl Number {
    /// How many messages leave in [`AHEAD`].
    fn fits(&self) -> u32 {
        let fits = AHEAD.as_nanos() / self.apart.as_nanos().max(1);
        u32::try_from(fits).unwrap_or(CLAIM_BATCH).clamp(1, CLAIM_BATCH)
    }
}

impl Pace {
    /// As the configuration wants it.
    pub(super) fn of(channels: &[ChannelConfig]) -> Self {
        let paced = channels.iter().filter_map(|channel| {
            let allowed = u32::from(channel.messages_per_second.filter(|allowed| *allowed > 0)?);
            let apart = Duration::from_secs(100) / (100 - SPARE_PERCENT) / allowed;
            Some((channel.id.clone(), Number { apart, next: Duration::ZERO }))
        });
        Self(paced.collect())
    }

    /// The numbers of which nothing is to be claimed now, and when to look again: those that have no free moment soon, and
    /// those of which more is `waiting` for its turn than can leave soon, because what left before was held up.
    pub(super) fn closed(
        &self,
        now: Duration,
        waiting: impl Fn(&ChannelId) -> usize,
    ) -> (Vec<ChannelId>, Option<Duration>) {
        let opening = |(id, number): (&ChannelId, &Number)| {
            let is_behind = waiting(id) > usize::try_from(number.fits()).unwrap_or(usize::MAX);
            let opens =
                number.next.saturating_sub(AHEAD).max(if is_behind { now + AHEAD } else { Duration::ZERO });
            (opens > now).then(|| (id.clone(), opens))
        };
        let (mut closed, opens): (Vec<_>, Vec<_>) = self.0.iter().filter_map(opening).unzip();
        closed.sort();
        (closed, opens.into_iter().min())
    }

    /// Deliveries to be claimed at once: what leaves in [`AHEAD`] on the slowest number, so that nothing that is claimed waits
    /// for longer, whoever is told to stop meanwhile.
    pub(super) fn batch(&self) -> u32 {
        self.0.values().map(Number::fits).min().unwrap_or(CLAIM_BATCH)
    }

    /// Takes the next moment of the number: `now` where it has no pace or has rested.
    pub(super) fn slot(&mut self, channel: &ChannelId, now: Duration) -> Duration {
        let Some(number) = self.0.get_mut(channel) else { return now };
        let slot = number.next.max(now);
        number.next = slot + number.apart;
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::company;
    use proptest::prelude::*;

    fn pace(allowed: u16) -> (Pace, ChannelId) {
        let here = std::net::SocketAddr::from(([127, 0, 0, 1], 0));
        let mut channels = company::config("", "", "", here, "").channels;
        for channel in &mut channels {
            channel.messages_per_second = (channel.id.as_str() == company::OFICIAL).then_some(allowed);
        }
        (Pace::of(&channels), ChannelId::new(company::OFICIAL).unwrap())
    }

    /// Claims what may be claimed and gives it moments, as often as these pauses say.
    fn slots(allowed: u16, pauses_ms: &[u64]) -> Vec<Duration> {
        let (mut pace, channel) = pace(allowed);
        let (mut now, mut slots) = (Duration::ZERO, Vec::new());
        for pause in pauses_ms {
            now += Duration::from_millis(*pause);
            let (closed, opens) = pace.closed(now, |_channel| 0);
            if closed.is_empty() {
                slots.extend((0..pace.batch()).map(|_delivery| pace.slot(&channel, now)));
            } else {
                assert!(opens.is_some_and(|opens| opens > now), "it opens later");
            }
        }
        slots
    }

    proptest! {
        #[test]
        fn no_second_holds_more_than_is_allowed(
            allowed in 1_u16..=1_000, pauses in proptest::collection::vec(0_u64..2_000, 1..200),
        ) {
            let slots = slots(allowed, &pauses);
            let allowed = usize::from(allowed);
            for (first, beyond) in slots.iter().zip(slots.iter().skip(allowed)) {
                prop_assert!(beyond.saturating_sub(*first) > Duration::from_secs(1), "{first:?} to {beyond:?}");
            }
            prop_assert!(slots.is_sorted());
        }
    }

    #[test]
    fn of_eighty_a_second_seventy_nine_leave_when_it_is_looked_often_enough() {
        let slots = slots(80, &[50; 1_000]);
        let (first, last) = (slots.first().unwrap(), slots.last().unwrap());
        let rate =
            f64::from(u32::try_from(slots.len() - 1).unwrap()) / last.saturating_sub(*first).as_secs_f64();
        assert!((79.0..80.0).contains(&rate), "{rate}");
    }

    #[test]
    fn nothing_is_claimed_of_a_number_of_which_much_waits_for_its_turn() {
        let (pace, channel) = pace(80);
        let now = Duration::from_secs(3);
        assert_eq!(pace.closed(now, |_channel| 7), (Vec::new(), None));
        assert_eq!(pace.closed(now, |_channel| 8), (vec![channel], Some(now + AHEAD)));
    }

    #[test]
    fn a_number_without_a_pace_waits_for_nothing() {
        let (mut pace, _official) = pace(1);
        let other = ChannelId::new(company::LOJA).unwrap();
        let now = Duration::from_secs(3);
        assert_eq!([pace.slot(&other, now), pace.slot(&other, now)], [now, now]);
    }
}
