//! The card of an attendance: one message that follows it through its life.

use super::content::snippet;
use super::fault::fault;
use super::fit::{TEXT_LEN_MAX, fit};
use super::html::{person, quote, say};
use super::summary::summary;
use super::{Rendered, card_keyboard};
use crate::dialogue::Card;
use crate::dialogue::card::LastMessage;
use crate::domain::Timestamp;
use crate::domain::attendance::AttendanceState;
use crate::domain::cost::Bill;
use crate::domain::delivery::WaitsFor;
use crate::domain::id::AttendanceId;
use crate::domain::limit::WINDOW_COUNTDOWN;
use crate::domain::message::MessageState;
use crate::domain::window::Window;
use crate::i18n::{Key, Voice};
use crate::telegram::payload::ActionError;
use crate::telegram::sender::Keyboard;
use chrono::TimeDelta;

/// Characters of what a waiting contact wrote: enough to know what it is about; all of it comes to who takes it.
const SAID_LEN_MAX: usize = 300;

/// Draws a card.
pub fn card(card: &Card, voice: &Voice<'_>, attendance: AttendanceId) -> Result<Rendered, ActionError> {
    let mut lines =
        vec![format!("{} {}", sign(card.state), person(&card.person, voice)), people(card, voice)];
    lines.extend(progress(card, voice));
    if let Some(said) = &card.said {
        lines.push(quote(&snippet(said, SAID_LEN_MAX, voice), SAID_LEN_MAX));
    }
    if card.held > 0 {
        lines.push(say(voice, Key::CardHeld, &[("count", card.held.into())]));
    }
    if card.notes > 0 {
        lines.push(say(voice, Key::CardNotes, &[("count", card.notes.into())]));
    }
    // The summary of a closed one has it.
    let bill = card.bill.as_ref().filter(|_bill| card.summary.is_none());
    lines.extend(bill.map(|(bill, currency)| cost(bill, currency, card.service_this_month, voice)));
    lines.extend(trouble(card.last.as_ref(), voice));
    if card.state == AttendanceState::Closed {
        lines.push(format!("\n{}", voice.word(Key::CardClosed)));
        lines.extend(card.summary.as_ref().map(|one| summary(one, voice)));
    }
    if card.typing_goes_here {
        lines.push(format!("\n{}", voice.word(where_to(card.window))));
    }
    let keyboard = card_keyboard(attendance, &card.rows, voice)?;
    Ok(Rendered { html: fit(&lines.join("\n"), TEXT_LEN_MAX), keyboard })
}

/// The same card where it stood before its attendance got a topic: it says so, and has no buttons any more.
pub fn card_in_topic(card: &Rendered, voice: &Voice<'_>) -> Rendered {
    let html = format!("{}\n\n{}", card.html, voice.word(Key::CardInTopic));
    Rendered { html: fit(&html, TEXT_LEN_MAX), keyboard: Keyboard::default() }
}

/// Where the reader's next text goes: to the contact, or into the queue while the window is closed.
const fn where_to(window: Option<Window>) -> Key {
    match window {
        None | Some(Window::Active { .. }) => Key::CardTyping,
        Some(Window::NotStarted | Window::Expired { .. }) => Key::CardTypingHeld,
    }
}

/// The sign of where an attendance is in its life.
pub(super) const fn sign(state: AttendanceState) -> &'static str {
    match state {
        AttendanceState::Waiting => "🟡",
        AttendanceState::Open => "🟢",
        AttendanceState::Closed => "⚪",
    }
}

fn people(card: &Card, voice: &Voice<'_>) -> String {
    let (team, channel) = (("team", (&card.team).into()), ("channel", (&card.channel).into()));
    match &card.staff {
        Some(staff) => say(voice, Key::CardPeople, &[team, channel, ("staff", staff.into())]),
        None => say(voice, Key::CardWaiting, &[team, channel]),
    }
}

/// The last message and the window in one line.
fn progress(card: &Card, voice: &Voice<'_>) -> Option<String> {
    let last = card.last.as_ref().map(|last| state(last, voice));
    // Nothing of ours is there to answer to when the contact wrote first.
    let wrote = if card.last.is_some() { Key::CardAnswered } else { Key::CardWrote };
    let answered = card.answered_at.map(|at| say(voice, wrote, &[("at", voice.date_time(at).into())]));
    let window = card.window.filter(|_| card.state != AttendanceState::Closed).map(|one| window(one, voice));
    let parts: Vec<String> = [last, answered, window].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn state(last: &LastMessage, voice: &Voice<'_>) -> String {
    if let Some((waits_for, at)) = last.waits {
        return waiting(waits_for, at, voice);
    }
    let key = match last.state {
        // It was tried, and will be again without anybody's doing.
        MessageState::Queued if last.fault.is_some() => return voice.word(Key::StateRetrying),
        MessageState::Queued => return voice.word(Key::StateQueued),
        MessageState::Held => Key::StateHeld,
        MessageState::Unknown => Key::StateUnknown,
        MessageState::Sent => Key::StateSent,
        MessageState::Failed => Key::StateFailed,
        MessageState::Delivered => Key::StateDelivered,
        MessageState::Read => Key::StateRead,
        MessageState::Received => Key::StateReceived,
    };
    say(voice, key, &[("at", voice.date_time(last.at).into())])
}

/// For what a message waits, and when it leaves.
fn waiting(waits_for: WaitsFor, at: Timestamp, voice: &Voice<'_>) -> String {
    match waits_for {
        WaitsFor::Connection => voice.word(Key::StateWaitsConnection),
        WaitsFor::Pace => {
            // Minutes are shown, and it must not be late.
            let at = at + TimeDelta::seconds(59);
            say(voice, Key::StateWaitsPace, &[("at", voice.date_time(at).into())])
        }
        WaitsFor::Restriction => {
            say(voice, Key::StateWaitsRestriction, &[("at", voice.date_time(at).into())])
        }
    }
}

fn window(window: Window, voice: &Voice<'_>) -> String {
    match window {
        Window::Active { until } if until - voice.now <= WINDOW_COUNTDOWN => {
            say(voice, Key::WindowClosesIn, &[("left", voice.duration(until - voice.now).into())])
        }
        Window::Active { until } => say(voice, Key::WindowUntil, &[("until", voice.date_time(until).into())]),
        Window::NotStarted | Window::Expired { .. } => voice.word(Key::WindowNone),
    }
}

/// What it has cost so far, by what the provider says is charged.
pub(super) fn cost(
    bill: &Bill,
    currency: &str,
    service_this_month: Option<u32>,
    voice: &Voice<'_>,
) -> String {
    let args = [
        ("amount", voice.money(bill.micros, currency).into()),
        ("charged", bill.charged.into()),
        ("free", bill.free.into()),
    ];
    let mut line = match (bill.charged, bill.unpriced) {
        (0, _) => say(voice, Key::CardCostFree, &args),
        (charged, unpriced) if unpriced >= charged => say(voice, Key::CardCostUnknown, &args),
        (_, 0) => say(voice, Key::CardCost, &args),
        (_, _some) => say(voice, Key::CardCostAtLeast, &args),
    };
    if let Some(count) = service_this_month {
        line.push('\n');
        line.push_str(&say(voice, Key::CardServiceMonth, &[("count", count.into())]));
    }
    line
}

/// What went wrong with the last message, and what can be done.
fn trouble(last: Option<&LastMessage>, voice: &Voice<'_>) -> Option<String> {
    let last = last?;
    match last.state {
        MessageState::Unknown => Some(format!("\n{}", voice.word(Key::CardUnknown))),
        MessageState::Failed => last.fault.as_ref().map(|one| format!("\n⚠️ {}", fault(one, voice))),
        MessageState::Queued
        | MessageState::Held
        | MessageState::Sent
        | MessageState::Delivered
        | MessageState::Read
        | MessageState::Received => None,
    }
}
