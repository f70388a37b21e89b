//! Lanes: order within one, independence between them, and what becomes of an update that fails, hangs or panics.

use super::*;
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::sync::{mpsc, watch};

/// An inbox in memory: what the store promises, without the database.
#[derive(Debug, Default)]
struct Rows {
    rows: BTreeMap<i64, (RawUpdate, State)>,
    is_broken: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting,
    Done,
    Failed,
}

type Inbox = Arc<Mutex<Rows>>;

fn port(inbox: &Inbox) -> InboxPort {
    fn plug<I: Send + 'static, O: Send + 'static>(
        inbox: &Inbox,
        act: impl Fn(&mut Rows, I) -> O + Send + Sync + 'static,
    ) -> Plug<I, Result<O, InboxError>> {
        let inbox = Arc::clone(inbox);
        Plug::new(move |input| {
            let mut rows = inbox.lock().unwrap();
            let answer =
                if rows.is_broken { Err(InboxError("broken".to_owned())) } else { Ok(act(&mut rows, input)) };
            std::future::ready(answer)
        })
    }
    InboxPort {
        store: plug(inbox, |rows, batch: Vec<Arc<RawUpdate>>| {
            let mut new = Vec::new();
            for update in batch {
                rows.rows.entry(update.update_id).or_insert_with(|| {
                    new.push(update.update_id);
                    (RawUpdate::clone(&update), State::Waiting)
                });
            }
            new
        }),
        waiting_in_lane: plug(inbox, |rows, (lane, most): (String, usize)| {
            rows.waiting().filter(|update| update.lane == lane).take(most).cloned().collect()
        }),
        waiting_lanes: plug(inbox, |rows, most: usize| {
            let mut lanes: Vec<String> = rows.waiting().map(|update| update.lane.clone()).collect();
            lanes.dedup();
            lanes.truncate(most);
            lanes
        }),
        count_attempt: plug(inbox, |rows, id: i64| {
            let (update, state) = rows.rows.get_mut(&id)?;
            update.attempts += 1;
            (*state == State::Waiting).then_some(update.attempts)
        }),
        finish: plug(inbox, |rows, id: i64| rows.rows.get_mut(&id).unwrap().1 = State::Done),
        give_up: plug(inbox, |rows, one: GivenUp| {
            rows.rows.get_mut(&one.update_id).unwrap().1 = State::Failed;
        }),
    }
}

impl Rows {
    fn waiting(&self) -> impl Iterator<Item = &RawUpdate> {
        self.rows.values().filter(|(_, state)| *state == State::Waiting).map(|(update, _)| update)
    }
}

/// Lanes whose handler does what the update says: `ok`, `nothing`, `error`, `panic`, `stuck`, `gate` (waits until the
/// gate is open) or `half` (has its effect, then panics).
struct World {
    lanes: Lanes,
    inbox: Inbox,
    clock: Clock,
    supervisor: Supervisor,
    events: mpsc::UnboundedReceiver<String>,
    gate: watch::Sender<bool>,
}

impl World {
    fn new() -> Self {
        Self::with(Inbox::default())
    }

    fn with(inbox: Inbox) -> Self {
        let (tell, events) = mpsc::unbounded_channel();
        let gate = watch::Sender::new(false);
        let (told, rows, open) = (tell.clone(), Arc::clone(&inbox), gate.clone());
        let work = Plug::new(move |update: Arc<RawUpdate>| {
            let (tell, rows, mut open) = (tell.clone(), Arc::clone(&rows), open.subscribe());
            async move {
                tell.send(format!("{} {}", update.raw, update.update_id)).unwrap();
                let done = || rows.lock().unwrap().rows.get_mut(&update.update_id).unwrap().1 = State::Done;
                match update.raw.as_str() {
                    "nothing" => return Ok(Worked::Nothing),
                    "error" => return Err(WorkError("refused".to_owned())),
                    "panic" => panic!("on purpose"),
                    "stuck" => std::future::pending::<()>().await,
                    "gate" => drop(open.wait_for(|open| *open).await.unwrap()),
                    "half" => {
                        done();
                        panic!("on purpose");
                    }
                    _ => {}
                }
                done();
                Ok(Worked::Stored)
            }
        });
        let given_up = Plug::new(move |given_up: GivenUp| {
            told.send(format!("given up {}", given_up.update_id)).unwrap();
            std::future::ready(())
        });
        let (clock, supervisor) = (Clock::by_hand(chrono::DateTime::UNIX_EPOCH), Supervisor::new());
        let lanes = Lanes::new(port(&inbox), work, given_up, clock.clone(), supervisor.clone());
        Self { lanes, inbox, clock, supervisor, events, gate }
    }

    async fn take_in(&self, updates: &[(i64, &str, &str)]) -> usize {
        self.lanes.take_in(updates.iter().map(update).collect()).await.unwrap()
    }

    /// The next thing that happens while the clock stands still.
    async fn next(&mut self) -> String {
        tokio::time::timeout(Duration::from_secs(5), self.events.recv()).await.unwrap().unwrap()
    }

    /// Turns the clock until so many things have happened.
    async fn turn_until(&mut self, count: usize) -> Vec<String> {
        let mut happened = Vec::new();
        while happened.len() < count {
            if let Ok(event) = self.events.try_recv() {
                happened.push(event);
            } else {
                self.clock.turn(TimeDelta::seconds(1));
                tokio::task::yield_now().await;
            }
        }
        happened
    }

    async fn until_idle(&self) {
        while self.lanes.size() != (0, 0) {
            tokio::task::yield_now().await;
        }
    }

    fn state(&self, id: i64) -> State {
        self.inbox.lock().unwrap().rows[&id].1
    }
}

fn update((update_id, lane, raw): &(i64, &str, &str)) -> RawUpdate {
    RawUpdate { update_id: *update_id, lane: (*lane).to_owned(), raw: (*raw).to_owned(), attempts: 0 }
}

#[tokio::test]
async fn updates_of_a_lane_are_worked_off_in_order_and_the_lane_ends_when_it_is_idle() {
    let mut world = World::new();
    world.take_in(&[(1, "a", "ok"), (2, "a", "nothing"), (3, "a", "ok")]).await;
    for expected in ["ok 1", "nothing 2", "ok 3"] {
        assert_eq!(world.next().await, expected);
    }
    world.until_idle().await;
    assert_eq!([1, 2, 3].map(|id| world.state(id)), [State::Done; 3]);
}

#[tokio::test]
async fn an_update_that_comes_again_is_dropped() {
    let mut world = World::new();
    assert_eq!(world.take_in(&[(1, "a", "ok"), (1, "a", "ok")]).await, 1);
    assert_eq!(world.take_in(&[(1, "a", "ok"), (2, "a", "ok")]).await, 1);
    assert_eq!((world.next().await, world.next().await), ("ok 1".to_owned(), "ok 2".to_owned()));
    world.until_idle().await;
    assert!(world.events.try_recv().is_err());
}

#[tokio::test]
async fn what_could_not_be_stored_is_not_taken_in_and_not_worked_off() {
    let mut world = World::new();
    world.inbox.lock().unwrap().is_broken = true;
    assert!(world.lanes.take_in(vec![update(&(1, "a", "ok"))]).await.is_err());
    assert_eq!(world.lanes.size(), (0, 0));
    world.inbox.lock().unwrap().is_broken = false;
    assert_eq!(world.take_in(&[(1, "a", "ok")]).await, 1);
    assert_eq!(world.next().await, "ok 1");
}

#[tokio::test]
async fn a_panic_is_tried_three_times_and_told_and_neither_its_lane_nor_another_ends() {
    let mut world = World::new();
    world.take_in(&[(1, "a", "panic"), (2, "a", "ok"), (3, "b", "ok")]).await;
    assert_eq!(world.next().await, "panic 1");
    assert_eq!(world.next().await, "ok 3", "the other lane does not wait");
    assert_eq!(world.turn_until(4).await, ["panic 1", "panic 1", "given up 1", "ok 2"]);
    assert_eq!((world.state(1), world.state(2)), (State::Failed, State::Done));
}

#[tokio::test]
async fn an_error_is_tried_again_like_a_panic() {
    let mut world = World::new();
    world.take_in(&[(1, "a", "error")]).await;
    assert_eq!(world.turn_until(4).await, ["error 1", "error 1", "error 1", "given up 1"]);
    world.until_idle().await;
}

#[tokio::test]
async fn a_stuck_handler_is_abandoned_after_its_time_and_another_lane_does_not_wait() {
    let mut world = World::new();
    world.take_in(&[(1, "a", "stuck"), (2, "a", "ok"), (3, "b", "ok")]).await;
    assert_eq!(world.next().await, "stuck 1");
    assert_eq!(world.next().await, "ok 3");
    world.clock.turn(limit::UPDATE_TIME_MAX - TimeDelta::seconds(1));
    tokio::task::yield_now().await;
    assert!(world.events.try_recv().is_err(), "it still has time");
    assert_eq!(world.turn_until(4).await, ["stuck 1", "stuck 1", "given up 1", "ok 2"]);
}

#[tokio::test]
async fn a_handler_that_fails_after_its_effect_is_not_tried_again() {
    let mut world = World::new();
    world.take_in(&[(1, "a", "half"), (2, "a", "ok")]).await;
    assert_eq!(world.next().await, "half 1");
    assert_eq!(world.next().await, "ok 2");
    assert_eq!(world.state(1), State::Done);
}

#[tokio::test]
async fn a_flood_waits_in_the_inbox_not_in_memory_and_leaves_another_lane_untouched() {
    let mut world = World::new();
    let mut flood = vec![(0, "a", "gate")];
    flood.extend((1..500).map(|id| (id, "a", "ok")));
    for batch in flood.chunks(100) {
        world.take_in(batch).await;
    }
    assert_eq!(world.next().await, "gate 0");
    let (alive, held) = world.lanes.size();
    assert_eq!(alive, 1);
    assert!(held <= limit::LANE_DEPTH_MAX, "{held}");
    world.take_in(&[(1000, "b", "ok")]).await;
    assert_eq!(world.next().await, "ok 1000");
    world.gate.send_replace(true);
    for id in 1..500 {
        assert_eq!(world.next().await, format!("ok {id}"), "in order, each once");
        if id == 200 {
            // More comes while the lane reads from the table.
            world.take_in(&[(500, "a", "ok")]).await;
        }
    }
    assert_eq!(world.next().await, "ok 500");
    world.until_idle().await;
    assert!(world.events.try_recv().is_err());
}

#[tokio::test]
async fn more_lanes_than_may_be_alive_wait_in_the_inbox_and_are_worked_off_later() {
    let mut world = World::new();
    let lanes: Vec<String> = (0..limit::LANES_MAX + 10).map(|lane| lane.to_string()).collect();
    let batch: Vec<(i64, &str, &str)> =
        (0..).zip(&lanes).map(|(id, lane)| (id, lane.as_str(), "gate")).collect();
    world.take_in(&batch).await;
    assert_eq!(world.lanes.size().0, limit::LANES_MAX);
    world.gate.send_replace(true);
    let mut worked = HashSet::new();
    for _ in &batch {
        assert!(worked.insert(world.next().await), "each once");
    }
    world.until_idle().await;
}

#[tokio::test]
async fn what_waited_at_a_start_is_worked_off_lane_by_lane_before_what_comes_then() {
    let before = World::new();
    before.supervisor.stop(Duration::ZERO).await;
    before.take_in(&[(1, "a", "ok"), (2, "b", "ok"), (3, "a", "ok")]).await;
    let mut world = World::with(Arc::clone(&before.inbox));
    world.lanes.resume().await.unwrap();
    world.take_in(&[(4, "a", "ok")]).await;
    let mut worked = Vec::new();
    for _ in 0..4 {
        worked.push(world.next().await);
    }
    worked.retain(|event| event != "ok 2");
    assert_eq!(worked, ["ok 1", "ok 3", "ok 4"]);
    assert_eq!(
        world.inbox.lock().unwrap().rows[&1].0.attempts,
        1,
        "it might have ended the process: counted first"
    );
}

#[tokio::test]
async fn an_update_that_ended_the_process_three_times_is_given_up_without_a_fourth_try() {
    let before = World::new();
    before.supervisor.stop(Duration::ZERO).await;
    before.take_in(&[(1, "a", "ok"), (2, "a", "ok")]).await;
    before.inbox.lock().unwrap().rows.get_mut(&1).unwrap().0.attempts = limit::UPDATE_ATTEMPTS_MAX;
    let mut world = World::with(Arc::clone(&before.inbox));
    world.lanes.resume().await.unwrap();
    assert_eq!((world.next().await, world.next().await), ("given up 1".to_owned(), "ok 2".to_owned()));
}

#[tokio::test]
async fn a_stop_lets_the_update_in_hand_finish_and_leaves_the_others_in_the_inbox() {
    let mut world = World::new();
    world.take_in(&[(1, "a", "gate"), (2, "a", "ok")]).await;
    assert_eq!(world.next().await, "gate 1");
    let supervisor = world.supervisor.clone();
    let (stopped, ()) = tokio::join!(supervisor.stop(Duration::from_secs(5)), async {
        world.gate.send_replace(true);
    });
    assert!(stopped, "no lane outlives the stop");
    assert_eq!((world.state(1), world.state(2)), (State::Done, State::Waiting));
    assert!(world.events.try_recv().is_err());
}

#[tokio::test]
async fn a_stop_is_bounded_also_when_a_handler_is_stuck_and_its_update_stays() {
    let mut world = World::new();
    world.take_in(&[(1, "a", "stuck")]).await;
    assert_eq!(world.next().await, "stuck 1");
    assert!(!world.supervisor.stop(Duration::from_millis(10)).await);
    assert_eq!(world.state(1), State::Waiting);
}

#[tokio::test]
async fn an_inbox_that_fails_for_a_while_delays_its_lane_and_loses_nothing() {
    let mut world = World::new();
    world.take_in(&[(1, "a", "gate"), (2, "a", "nothing"), (3, "a", "ok")]).await;
    assert_eq!(world.next().await, "gate 1");
    world.gate.send_replace(true);
    assert_eq!(world.next().await, "nothing 2");
    world.until_idle().await;
    world.inbox.lock().unwrap().is_broken = true;
    let inbox = Arc::clone(&world.inbox);
    assert!(world.lanes.resume().await.is_err());
    inbox.lock().unwrap().is_broken = false;
    assert_eq!(world.take_in(&[(4, "a", "nothing")]).await, 1);
    assert_eq!((world.next().await, world.next().await), ("ok 3".to_owned(), "nothing 4".to_owned()));
}
