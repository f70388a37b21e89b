//! The panels of an attendance that is open: typing to the contact, correcting the number, concluding.

use super::content::snippet;
use super::html::{called, person, quote, say};
use crate::dialogue::screen::Person;
use crate::domain::attendance::Conclusion;
use crate::domain::delivery::Content;
use crate::i18n::{Key, Voice};

/// Characters of a text that is to be confirmed: enough to recognise it.
const CONFIRM_LEN_MAX: usize = 1_500;

/// What is typed goes to this contact.
pub(super) fn attending(who: &Person, channel: &str, open: bool, voice: &Voice<'_>) -> String {
    let title =
        say(voice, Key::AttendingTitle, &[("name", called(who, voice).into()), ("channel", channel.into())]);
    let where_to = if open { Key::AttendingOpen } else { Key::AttendingClosed };
    format!("{title}\n{}", voice.word(where_to))
}

/// Send this text there?
pub(super) fn confirm_text(who: &Person, said: &[Content], voice: &Voice<'_>) -> String {
    about_said(Key::ConfirmText, who, said, voice)
}

/// What is to be told about something that was said, and that.
pub(super) fn about_said(key: Key, who: &Person, said: &[Content], voice: &Voice<'_>) -> String {
    with_said(&say(voice, key, &[("name", called(who, voice).into())]), said, voice)
}

/// What was said goes nowhere, as the attendance is not the reader's any more.
pub(super) fn unsent(said: &[Content], voice: &Voice<'_>) -> String {
    with_said(&voice.word(Key::UnsentNotYours), said, voice)
}

fn with_said(title: &str, said: &[Content], voice: &Voice<'_>) -> String {
    let line = |one: &Content| {
        if let Content::Text { body } = one { body.clone() } else { snippet(one, CONFIRM_LEN_MAX, voice) }
    };
    let lines: Vec<String> = said.iter().map(line).collect();
    format!("{title}\n{}", quote(&lines.join("\n"), CONFIRM_LEN_MAX))
}

/// Type the right number.
pub(super) fn correct_number(who: &Person, voice: &Voice<'_>) -> String {
    format!("👤 {}\n\n{}", person(who, voice), voice.word(Key::CorrectNumber))
}

/// To whom is it offered?
pub(super) fn transfer(who: &Person, none: bool, voice: &Voice<'_>) -> String {
    let title = say(voice, Key::TransferTitle, &[("name", called(who, voice).into())]);
    let ask = if none { Key::TransferNobody } else { Key::TransferAsk };
    format!("{title}\n{}", voice.word(ask))
}

/// Why is it concluded?
pub(super) fn conclude(who: &Person, reason: Option<Conclusion>, waiting: u32, voice: &Voice<'_>) -> String {
    let mut lines = vec![say(voice, Key::ConcludeTitle, &[("name", called(who, voice).into())])];
    if waiting > 0 {
        lines.push(say(voice, Key::ConcludeWaiting, &[("count", waiting.into())]));
    }
    lines.push(match reason {
        None => voice.word(Key::ConcludeAsk),
        Some(reason) => {
            say(voice, Key::ConcludeNote, &[("reason", voice.word(conclusion_key(reason)).into())])
        }
    });
    lines.join("\n")
}

/// The name of a reason.
pub(super) const fn conclusion_key(reason: Conclusion) -> Key {
    match reason {
        Conclusion::GoalReached => Key::ConcludeGoalReached,
        Conclusion::GoalLost => Key::ConcludeGoalLost,
        Conclusion::Questions => Key::ConcludeQuestions,
        Conclusion::Other => Key::ConcludeOther,
    }
}
