//! In which order events come, which of them come more than once, and how many in one body.

use proptest::prelude::*;

/// The plan: places of events, every one at least once, cut into bodies.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    order: Vec<usize>,
    events: usize,
    /// How many each body holds, over and over.
    sizes: Vec<usize>,
}

impl Plan {
    /// Each once, one to a body, in the order in which they happened.
    pub(super) fn in_order(events: usize) -> Self {
        Self { order: (0..events).collect(), events, sizes: vec![1] }
    }

    /// How many different events there are.
    pub(super) fn events(&self) -> usize {
        self.events
    }

    /// What each body holds.
    pub(super) fn bodies(&self) -> Vec<Vec<usize>> {
        let mut bodies = Vec::new();
        let mut left = self.order.as_slice();
        for size in self.sizes.iter().cycle() {
            if left.is_empty() {
                break;
            }
            let (body, rest) = left.split_at((*size).min(left.len()));
            bodies.push(body.to_vec());
            left = rest;
        }
        bodies
    }
}

/// Any plan for so many events.
pub(super) fn plan(events: usize) -> impl Strategy<Value = Plan> {
    let order = prop::collection::vec(0..events, 0..events).prop_flat_map(move |again| {
        let mut order: Vec<usize> = (0..events).collect();
        order.extend(again);
        Just(order).prop_shuffle()
    });
    let sizes = prop::collection::vec(1_usize..8, 1..6);
    (order, sizes).prop_map(move |(order, sizes)| Plan { order, events, sizes })
}
