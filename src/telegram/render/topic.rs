//! Topics: what the topic of an attendance is called.

use super::html::{called, cut, one_line};
use crate::dialogue::screen::Person;
use crate::domain::attendance::AttendanceState;
use crate::i18n::Voice;

/// Characters of a topic's name, as Telegram takes them.
const NAME_LEN_MAX: usize = 128;

/// The name: contact and team; with a sign when it is over, or when somebody else has it. Plain text, 1 to 128 characters.
pub fn topic_name(
    person: &Person,
    team: &str,
    state: AttendanceState,
    is_mine: bool,
    voice: &Voice<'_>,
) -> String {
    let sign = match (state, is_mine) {
        (AttendanceState::Closed, _) => "✔ ",
        (AttendanceState::Open, true) => "",
        (AttendanceState::Open, false) | (AttendanceState::Waiting, _) => "↪ ",
    };
    cut(&format!("{sign}{} · {}", called(person, voice), one_line(team)), NAME_LEN_MAX)
}
