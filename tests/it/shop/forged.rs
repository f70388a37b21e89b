//! The judge must be able to find: evidence in which all is well, and one forgery for everything that can be wrong.

use super::judge::{Evidence, Finding, Kind, Row, SaidProof, Taken, ValueProof, WrittenProof, judge};
use super::people::Line;
use super::sum::Sum;
use std::collections::BTreeMap;

const MARIA: &str = "5551999998888";
const JOAO: &str = "5511988887777";

fn line(contact: &'static str) -> Line {
    Line { contact, channel: "oficial" }
}

fn row(state: &str) -> Row {
    Row { state: state.to_owned(), delivery: Some("done".to_owned()), ..Row::default() }
}

fn taken(word: &str, is_template: bool) -> Taken {
    Taken { line: line(MARIA), words: vec![word.to_owned()], is_template, has_failed: false }
}

fn said(word: &str, message: i32) -> SaidProof {
    SaidProof {
        word: word.to_owned(),
        person: 7001,
        message,
        to: line(MARIA),
        changed_to: Vec::new(),
        row: Some(row("sent")),
        is_told: true,
        is_noted: true,
    }
}

/// A day on which all was well.
fn honest() -> Evidence {
    let value =
        ValueProof { word: "t0001z".to_owned(), contact: MARIA, row: Some(row("sent")), is_told: false };
    let written = WrittenProof {
        word: "c0001z".to_owned(),
        line: line(MARIA),
        is_file: false,
        has_arrived: true,
        on_file: 1,
        is_taken: true,
        shown: BTreeMap::from([(7001, 1)]),
        is_seen: true,
    };
    Evidence {
        has_topics: true,
        said: vec![said("s0001z", 1), said("s0002z", 2)],
        values: vec![value],
        written: vec![written],
        taken: vec![taken("t0001z", true), taken("s0001z", false), taken("s0002z", false)],
        ..Evidence::default()
    }
}

fn findings(forge: impl FnOnce(&mut Evidence)) -> Vec<Kind> {
    let mut evidence = honest();
    forge(&mut evidence);
    let mut sum = Sum::default();
    let found: Vec<Finding> = judge(&evidence, &mut sum);
    assert_eq!(sum.found.values().sum::<u64>(), u64::try_from(found.len()).unwrap(), "all are counted");
    found.into_iter().map(|one| one.kind).collect()
}

#[test]
fn an_honest_day_is_found_to_be_one() {
    assert_eq!(findings(|_honest| {}), []);
}

#[test]
fn what_nobody_has_is_found_to_be_lost() {
    let unsent = findings(|day| day.taken.retain(|one| one.words != ["s0002z"]));
    assert_eq!(unsent, [Kind::Lost], "the database says that it was sent, and no provider has it");
    let stays = findings(|day| {
        day.taken.pop();
        day.said[1].row = Some(row("queued"));
    });
    assert_eq!(stays, [Kind::Lost], "it is queued, and nothing stands in its way");
    let template = findings(|day| drop(day.taken.remove(0)));
    assert_eq!(template, [Kind::Lost], "a start that was taken, and no provider has its template");
    assert_eq!(findings(|day| day.written[0].on_file = 0), [Kind::Lost], "what a contact wrote");
    let changed = findings(|day| {
        day.taken[2].words = vec!["e0003z".to_owned()];
        day.said[1].changed_to = vec!["e0003z".to_owned()];
    });
    assert_eq!(changed, [], "its words were changed before it left");
}

#[test]
fn what_waits_fails_or_is_not_known_is_not_lost_when_it_was_told() {
    for state in ["held", "failed", "unknown"] {
        let told = findings(|day| {
            day.taken.pop();
            day.said[1].row = Some(row(state));
        });
        assert_eq!(told, [], "{state}");
        let untold = findings(|day| {
            day.taken.pop();
            day.said[1].row = Some(row(state));
            day.said[1].is_told = false;
        });
        assert_eq!(untold, [Kind::Untold], "{state}");
    }
    let unheard = findings(|day| {
        day.taken.pop();
        day.said[1].row = None;
        day.said[1].is_told = false;
    });
    assert_eq!(unheard, [Kind::Untold], "it was never taken, and nobody said so");
    let template = findings(|day| {
        day.taken.remove(0);
        day.values[0].row = Some(row("unknown"));
    });
    assert_eq!(template, [Kind::Untold], "no card asks about it");
}

#[test]
fn what_was_taken_twice_is_found_to_be_doubled() {
    assert_eq!(findings(|day| day.taken.push(taken("s0002z", false))), [Kind::Doubled]);
    assert_eq!(findings(|day| day.taken.push(taken("t0001z", true))), [Kind::Doubled]);
    assert_eq!(findings(|day| day.written[0].on_file = 2), [Kind::Doubled]);
    assert_eq!(findings(|day| day.said[1].row = None), [Kind::Doubled], "sent by nobody who knows of it");
    let asked_for = findings(|day| {
        day.taken.push(taken("s0002z", false));
        day.said[1].row = Some(Row { again: 1, ..row("sent") });
    });
    assert_eq!(asked_for, [], "a person let it be sent again");
    let undelivered =
        findings(|day| day.taken.insert(0, Taken { has_failed: true, ..taken("s0001z", false) }));
    assert_eq!(undelivered, [], "the provider told later that it was not delivered");
}

#[test]
fn what_overtook_is_found_to_be_out_of_order() {
    assert_eq!(findings(|day| day.taken.swap(1, 2)), [Kind::OutOfOrder]);
}

#[test]
fn what_went_to_somebody_else_is_found() {
    assert_eq!(findings(|day| day.taken[2].line = line(JOAO)), [Kind::WrongContact]);
    assert_eq!(findings(|day| day.taken[0].line = line(JOAO)), [Kind::WrongContact]);
    assert_eq!(findings(|day| day.taken[0].is_template = false), [Kind::WrongContact], "a value as a text");
}

#[test]
fn what_nobody_was_shown_or_was_shown_twice_is_found() {
    assert_eq!(findings(|day| day.written[0].is_seen = false), [Kind::Unshown]);
    let twice = |day: &mut Evidence| day.written[0].shown = BTreeMap::from([(7001, 2)]);
    assert_eq!(findings(twice), [Kind::ShownTwice]);
    let explained = findings(|day| {
        twice(day);
        day.repeats_max = 1;
    });
    assert_eq!(explained, [], "nobody heard Telegram's answer to the first");
}

#[test]
fn what_never_ended_was_never_answered_or_was_invalid_is_found() {
    assert_eq!(findings(|day| day.left_over.push("a panel".to_owned())), [Kind::Stuck]);
    assert_eq!(findings(|day| day.unanswered.push(7001)), [Kind::Unanswered]);
    assert_eq!(findings(|day| day.invalid.push("a request".to_owned())), [Kind::Invalid]);
}
