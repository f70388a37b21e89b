//! In whatever order webhooks come, how often, and how many in one body: the end is the same.
//!
//! The events are real ones: the embedded providers make them and post them to a [`recorder`]; from there they are posted
//! to the service's own route, signed anew, as a [`plan`] says. [`story`] makes them, [`state`] says what the end is and
//! what of it is left out, and why. [`thousand`] is a thousand of them in one body.

mod plan;
mod recorder;
mod state;
mod story;
mod thousand;

use crate::world::within;
use plan::{Plan, plan};
use proptest::prelude::*;
use recorder::Letter;
use state::state_of;
use story::Story;

/// How many plans are tried on each channel in each way of addressing: each is a whole service with its people.
const PLANS: u32 = 8;

/// What a story ends in when its events come by this plan.
async fn end_of(tell: impl AsyncFnOnce() -> Story, plan: &Plan) -> Vec<String> {
    let mut story = tell().await;
    assert_eq!(plan.events(), story.letters.len(), "the plan is for another story");
    for body in plan.bodies() {
        let letters: Vec<&Letter> = body.iter().map(|place| &story.letters[*place]).collect();
        for letter in Letter::together(&letters) {
            assert_eq!(letter.post(&story.world).await, 200, "{letter:?}");
        }
    }
    within("everything has left", story.everything_left()).await;
    state_of(&mut story).await
}

/// The end is that of the events in their order, whatever the plan.
fn ends_alike(events: usize, tell: impl AsyncFn() -> Story) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let wanted = runtime.block_on(end_of(&tell, &Plan::in_order(events)));
    assert!(wanted.len() > events / 2, "there is something to compare: {wanted:#?}");
    let config = ProptestConfig {
        cases: PLANS,
        max_shrink_iters: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |(plan in plan(events))| {
        let found = runtime.block_on(end_of(&tell, &plan));
        let only = |these: &[String], those: &[String]| {
            these.iter().filter(|line| !those.contains(line)).cloned().collect::<Vec<_>>().join("\n")
        };
        prop_assert!(found == wanted, "too much:\n{}\nmissing:\n{}", only(&found, &wanted), only(&wanted, &found));
    });
}

#[test]
fn officially_events_in_any_order_repeated_and_batched_end_in_the_same_state() {
    ends_alike(story::OFFICIAL_EVENTS, || story::official(false));
}

#[test]
fn officially_with_topics_they_do_too_and_no_topic_is_opened_twice() {
    ends_alike(story::OFFICIAL_EVENTS, || story::official(true));
}

#[test]
fn unofficially_events_in_any_order_repeated_and_batched_end_in_the_same_state() {
    ends_alike(story::UNOFFICIAL_EVENTS, || story::unofficial(false));
}

#[test]
fn unofficially_with_topics_they_do_too_and_no_topic_is_opened_twice() {
    ends_alike(story::UNOFFICIAL_EVENTS, || story::unofficial(true));
}
