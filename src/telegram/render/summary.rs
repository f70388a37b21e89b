//! What became of an attendance, in a few lines: below its card once it is closed, and wherever else it is closed off.

use super::card::cost;
use super::desk::conclusion_key;
use super::html::{cut, escape, one_line, say};
use crate::dialogue::summary::Summary;
use crate::domain::attendance::Ending;
use crate::i18n::{Key, Voice};

/// Characters of the note of who concluded it: all that is kept.
const NOTE_LEN_MAX: usize = 500;
/// Characters of a person's name.
const STAFF_LEN_MAX: usize = 40;

/// Why it ended and what was noted, who had it and for how long, how much was said, and what it cost where that is known.
/// HTML of at most some 900 characters.
pub fn summary(summary: &Summary, voice: &Voice<'_>) -> String {
    let lasted = voice.duration(summary.lasted);
    let who = match &summary.staff {
        Some(staff) => {
            let args = [("staff", cut(staff, STAFF_LEN_MAX).into()), ("lasted", lasted.into())];
            say(voice, Key::SummaryWho, &args)
        }
        None => say(voice, Key::SummaryLasted, &[("lasted", lasted.into())]),
    };
    let mut lines = vec![outcome(&summary.ending, NOTE_LEN_MAX, voice), who, said(&summary.ending, voice)];
    lines.extend(summary.bill.as_ref().map(|(bill, currency)| cost(bill, currency, None, voice)));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// Why it ended, and what was noted then: at most `max` characters of it.
pub(super) fn outcome(ending: &Ending, max: usize, voice: &Voice<'_>) -> String {
    let reason = ending.reason.map(|reason| format!("🏁 <b>{}</b>", voice.word(conclusion_key(reason))));
    let note = ending.note.as_deref().map(one_line).filter(|note| !note.is_empty());
    let note = note.map(|note| format!("📝 {}", escape(&cut(&note, max))));
    [reason, note].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// How much was said.
pub(super) fn said(ending: &Ending, voice: &Voice<'_>) -> String {
    let args = [("incoming", ending.incoming.into()), ("outgoing", ending.outgoing.into())];
    say(voice, Key::SummarySaid, &args)
}
