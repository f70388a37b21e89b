//! What goes wrong on the lines to Telegram and to the providers, and with their webhooks; what goes wrong with the machine
//! (its disk, its database, its clock, its death) is in [`super::day`]. Each fault that takes place is counted where it does.

use super::dice::Dice;
use super::people::CONTACTS;
use super::sum::Sum;
use crate::world::World;
use balcao::demo::telegram::{Fault, FaultKind};
use balcao::demo::wire::{Failure, Target, WebhookSwitches};
use chrono::TimeDelta;

/// Methods of Telegram that fail.
const METHODS: [&str; 10] = [
    "sendMessage",
    "sendMessage",
    "sendPhoto",
    "editMessageText",
    "answerCallbackQuery",
    "getUpdates",
    "getFile",
    "setMessageReaction",
    "createForumTopic",
    "deleteMessage",
];

/// Kinds of failures of providers, by the names under which they are counted.
fn failures() -> Vec<(&'static str, Failure)> {
    vec![
        ("500", Failure::Status(500)),
        ("503", Failure::Status(503)),
        ("429", Failure::Status(429)),
        ("429 with a time to wait", Failure::Busy(3)),
        ("rate limit by its code", Failure::Code(130_429)),
        ("window closed by its code", Failure::Code(131_047)),
        ("token refused", Failure::Code(190)),
        ("dropped before", Failure::DropBefore),
        ("accepted and dropped", Failure::DropAfter),
        ("no answer", Failure::SilenceBefore),
        ("accepted and no answer in time", Failure::SilenceAfter),
        ("accepted and 500", Failure::StatusAfter(500)),
        ("accepted and half a body", Failure::HalfAfter),
        ("accepted and the wrong JSON", Failure::OtherAfter),
        ("accepted and no JSON", Failure::PageAfter),
    ]
}

/// The same of Telegram's.
fn kinds() -> Vec<(&'static str, FaultKind)> {
    vec![
        ("429", FaultKind::RetryAfter(3)),
        ("500", FaultKind::ServerError),
        ("too late", FaultKind::Hang),
        ("accepted and too late", FaultKind::HangAfterAccept),
        ("dropped before", FaultKind::Drop),
        ("accepted and dropped", FaultKind::DropAfterAccept),
        ("accepted and 500", FaultKind::ErrorAfterAccept),
        ("accepted and half a body", FaultKind::HalfAfterAccept),
        ("accepted and the wrong JSON", FaultKind::OtherAfterAccept),
        ("accepted and no JSON", FaultKind::PageAfterAccept),
    ]
}

/// Lets something go wrong on a line to the outside. On a calm day no answer is lost.
pub(super) fn happens(world: &World, dice: &mut Dice, is_calm: bool) {
    match dice.below(10) {
        0..=3 => provider(world, dice),
        4..=6 => telegram(world, dice, is_calm),
        7 | 8 => webhooks(world, dice),
        _ => {
            let contact = dice.one_of(&CONTACTS);
            let is_open = dice.percent(60);
            world.cloud.set_window_open(contact, is_open);
        }
    }
}

/// The phone of the unofficial channel loses its connection, or has it back.
pub(super) fn channel(world: &World, dice: &mut Dice) -> bool {
    let is_lost = dice.percent(50);
    world.evolution.set_connected(!is_lost);
    is_lost
}

fn provider(world: &World, dice: &mut Dice) {
    let (_, failure) = dice.one_of(&failures()).clone();
    let target = if dice.percent(80) { Target::Sends } else { Target::All };
    let count = u32::try_from(dice.below(3) + 1).unwrap();
    if dice.percent(50) {
        world.cloud.fail_next(target, count, failure);
    } else if !matches!(failure, Failure::Code(_)) {
        world.evolution.fail_next(target, count, failure);
    }
}

fn telegram(world: &World, dice: &mut Dice, is_calm: bool) {
    let (_, kind) = *dice.one_of(&kinds());
    if is_calm && is_unheard(kind) {
        return;
    }
    let times = u32::try_from(dice.below(3) + 1).unwrap();
    world.telegram.fail_next(Fault { method: (*dice.one_of(&METHODS)).to_owned(), chat: None, times, kind });
}

/// Whether Telegram does what it is asked, and nobody hears so.
const fn is_unheard(kind: FaultKind) -> bool {
    match kind {
        FaultKind::HangAfterAccept
        | FaultKind::DropAfterAccept
        | FaultKind::ErrorAfterAccept
        | FaultKind::HalfAfterAccept
        | FaultKind::OtherAfterAccept
        | FaultKind::PageAfterAccept
        // What hangs is done when it goes on, and by then whoever asked may have gone.
        | FaultKind::Hang => true,
        FaultKind::RetryAfter(_) | FaultKind::ServerError | FaultKind::Drop => false,
    }
}

/// How often Telegram did what it was asked and nobody heard so.
pub(super) fn unheard(world: &World) -> usize {
    world.telegram.failed().iter().filter(|(_, kind)| is_unheard(*kind)).count()
}

fn webhooks(world: &World, dice: &mut Dice) {
    let switches = WebhookSwitches {
        hold: dice.percent(25),
        duplicate: dice.percent(40),
        reorder: dice.percent(40),
        batch: dice.percent(40),
    };
    world.cloud.switch(|all| all.webhooks = switches);
    world.evolution.switch(|all| all.webhooks = switches);
}

/// Time passes: mostly a little.
pub(super) fn time_passes(world: &World, dice: &mut Dice) {
    let seconds = dice.below(45) + 1;
    world.turn(TimeDelta::seconds(i64::try_from(seconds).unwrap()));
}

/// Everything on the lines to the outside goes well from now on.
pub(super) fn end(world: &World) {
    world.cloud.switch(|all| {
        all.failures.clear();
        all.webhooks = WebhookSwitches::default();
    });
    world.evolution.switch(|all| {
        all.failures.clear();
        all.webhooks = WebhookSwitches::default();
    });
    world.evolution.set_connected(true);
    world.telegram.clear_faults();
}

/// Counts what took place on the lines to the outside.
pub(super) fn count(world: &World, sum: &mut Sum) {
    let times = |count: usize| u64::try_from(count).unwrap();
    let happened = [("official", world.cloud.failed()), ("unofficial", world.evolution.failed())];
    for (name, failure) in failures() {
        for (provider, happened) in &happened {
            if *provider == "unofficial" && matches!(failure, Failure::Code(_)) {
                continue;
            }
            let found = happened.iter().filter(|one| **one == failure).count();
            sum.fault(format!("{provider} {name}"), times(found));
        }
    }
    let happened = world.telegram.failed();
    for (name, kind) in kinds() {
        let found = happened.iter().filter(|(_, one)| *one == kind).count();
        sum.fault(format!("Telegram {name}"), times(found));
    }
    for counts in [world.cloud.webhook_counts(), world.evolution.webhook_counts()] {
        sum.fault("webhooks late", counts.held);
        sum.fault("webhooks doubled", counts.doubled);
        sum.fault("webhooks out of order", counts.reordered);
        sum.fault("webhooks in one batch", counts.batched);
        sum.fault("webhooks not taken", counts.refused);
    }
}
