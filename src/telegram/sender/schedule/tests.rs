//! The schedule of requests: whose turn it is, what passes what, and that nobody waits for another chat.

use super::*;
use proptest::prelude::*;

const CARLA: i64 = 5;
const BRUNO: i64 = 6;
const GROUP: i64 = -100;

fn at(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// Asks and says whether it may go at once.
fn goes(schedule: &mut Schedule, now: Duration, chat: i64, priority: Priority) -> bool {
    let ticket = schedule.queue(now, chat, priority, None).unwrap();
    schedule.due(now).contains(&ticket)
}

/// A pace at which the overall limit plays no part.
fn wide() -> Pace {
    Pace { overall_per_second: 10_000.0, ..Pace::default() }
}

#[test]
fn a_rested_private_chat_gets_a_burst_of_twenty_and_then_one_a_second() {
    let mut schedule = Schedule::new(wide(), at(0));
    let burst = (0..25).filter(|_| goes(&mut schedule, at(0), CARLA, Priority::Answer)).count();
    assert_eq!(burst, 20);
    assert_eq!(schedule.due_at(at(0)), Some(at(1000)));
    assert_eq!(schedule.due(at(999)).len(), 0);
    assert_eq!(schedule.due(at(1000)).len(), 1);
    assert_eq!(schedule.due(at(3000)).len(), 2);
}

#[test]
fn a_flood_in_one_chat_does_not_delay_another() {
    let mut schedule = Schedule::new(wide(), at(0));
    for _ in 0..50 {
        schedule.queue(at(0), CARLA, Priority::Answer, None).unwrap();
    }
    schedule.due(at(0));
    assert!(goes(&mut schedule, at(0), BRUNO, Priority::Notice));
}

#[test]
fn notices_leave_half_the_burst_for_answers() {
    let mut schedule = Schedule::new(wide(), at(0));
    let notices = (0..30).filter(|_| goes(&mut schedule, at(0), CARLA, Priority::Notice)).count();
    assert_eq!(notices, 10);
    assert!(goes(&mut schedule, at(0), CARLA, Priority::Answer), "an answer passes the notices that wait");
}

#[test]
fn notices_leave_part_of_the_overall_burst_for_answers_of_any_chat() {
    let mut schedule = Schedule::new(Pace::default(), at(0));
    let notices = (0..30).filter(|chat| goes(&mut schedule, at(0), 100 + chat, Priority::Notice)).count();
    assert_eq!(notices, 5);
    assert!(goes(&mut schedule, at(0), BRUNO, Priority::Answer));
}

#[test]
fn an_answer_that_waits_goes_before_notices_that_came_earlier() {
    let mut schedule = Schedule::new(Pace { overall_per_second: 3.0, ..Pace::default() }, at(0));
    assert!(goes(&mut schedule, at(0), 1, Priority::Answer));
    let notice = schedule.queue(at(0), 2, Priority::Notice, None).unwrap();
    let answer = schedule.queue(at(1), 3, Priority::Answer, None).unwrap();
    assert_eq!(schedule.due(at(340)), [answer]);
    assert_eq!(schedule.due(at(680)), [notice]);
}

#[test]
fn a_pause_holds_one_chat_and_nobody_else() {
    let mut schedule = Schedule::new(wide(), at(0));
    schedule.pause(at(0), CARLA, at(4000));
    assert!(!goes(&mut schedule, at(10), CARLA, Priority::Answer));
    assert!(goes(&mut schedule, at(10), BRUNO, Priority::Answer));
    assert_eq!(schedule.due_at(at(10)), Some(at(4000)));
    assert_eq!(schedule.pause_left(at(1000), CARLA), at(3000));
    schedule.pause(at(20), CARLA, at(1000));
    assert_eq!(schedule.due(at(3999)).len(), 0, "a shorter pause does not end a longer one");
    assert_eq!(schedule.due(at(4000)).len(), 1);
}

#[test]
fn what_must_be_repeated_keeps_its_place() {
    let mut schedule = Schedule::new(wide(), at(0));
    let first = schedule.queue(at(0), CARLA, Priority::Answer, None).unwrap();
    assert_eq!(schedule.due(at(0)), [first]);
    schedule.pause(at(0), CARLA, at(1000));
    let second = schedule.queue(at(1), CARLA, Priority::Answer, None).unwrap();
    schedule.queue(at(2), CARLA, Priority::Answer, Some(first)).unwrap();
    assert_eq!(schedule.due(at(1000)), [first, second]);
}

#[test]
fn the_rows_are_bounded_and_who_gives_up_makes_room() {
    let mut schedule = Schedule::new(wide(), at(0));
    schedule.pause(at(0), CARLA, at(1_000_000));
    let tickets: Vec<Ticket> = (0..limit::SEND_WAITING_PER_CHAT_MAX)
        .map(|_| schedule.queue(at(0), CARLA, Priority::Notice, None).unwrap())
        .collect();
    assert_eq!(schedule.queue(at(0), CARLA, Priority::Answer, None), Err(Full));
    assert!(schedule.queue(at(0), BRUNO, Priority::Answer, None).is_ok());
    schedule.forget(tickets[0]);
    assert!(schedule.queue(at(0), CARLA, Priority::Answer, None).is_ok());
}

#[test]
fn chats_that_have_rested_are_forgotten() {
    let mut schedule = Schedule::new(Pace { overall_per_second: 1e9, ..Pace::default() }, at(0));
    for chat in 0..i64::try_from(limit::PACED_CHATS_MAX).unwrap() * 3 {
        assert!(goes(&mut schedule, at(u64::try_from(chat).unwrap() * 10), chat, Priority::Answer));
    }
    assert!(schedule.chats.len() <= limit::PACED_CHATS_MAX + 1);
}

proptest! {
    #[test]
    fn a_group_never_gets_more_than_twenty_in_any_minute(
        steps in proptest::collection::vec((0_u64..3_000, any::<bool>()), 1..200),
    ) {
        let mut schedule = Schedule::new(wide(), at(0));
        let (mut now, mut sent) = (0, Vec::new());
        for (step, is_answer) in steps {
            now += step;
            let priority = if is_answer { Priority::Answer } else { Priority::Notice };
            let _full: Result<Ticket, Full> = schedule.queue(at(now), GROUP, priority, None);
            sent.extend(schedule.due(at(now)).iter().map(|_| now));
        }
        for from in &sent {
            let in_a_minute = sent.iter().filter(|other| (*from..from + 60_000).contains(*other)).count();
            prop_assert!(in_a_minute <= 20, "{in_a_minute}");
        }
    }

    #[test]
    fn everybody_who_waits_goes_in_the_end_and_in_order_within_a_chat(
        asks in proptest::collection::vec((1_i64..5, any::<bool>()), 1..60),
    ) {
        let mut schedule = Schedule::new(Pace::default(), at(0));
        let mut waiting = Vec::new();
        for (chat, is_answer) in asks {
            let priority = if is_answer { Priority::Answer } else { Priority::Notice };
            waiting.push((schedule.queue(at(0), chat, priority, None).unwrap(), (chat, priority)));
        }
        let mut gone = schedule.due(at(0));
        let mut now = at(0);
        while let Some(next) = schedule.due_at(now) {
            prop_assert!(next >= now);
            now = next;
            gone.extend(schedule.due(now));
            prop_assert!(now < at(600_000), "stuck");
        }
        prop_assert_eq!(gone.len(), waiting.len());
        let place = |ticket: &Ticket| gone.iter().position(|other| other == ticket);
        for (earlier, row) in &waiting {
            for (later, other) in &waiting {
                if row == other && earlier < later {
                    prop_assert!(place(earlier) < place(later));
                }
            }
        }
        prop_assert_eq!(schedule.waiting(), 0);
    }
}
