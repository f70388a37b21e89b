//! Saying a quick reply to a contact: chosen from the list, or called by its word.

use super::find;
use crate::dialogue::attending::{self, mine};
use crate::dialogue::facts::{AttendanceRow, Facts, Need};
use crate::dialogue::screen::Line;
use crate::dialogue::state::State;
use crate::dialogue::step::{Show, Step, Stepped};
use crate::domain::attendance::AttendanceState;
use crate::domain::delivery::Content;
use crate::domain::id::{AttendanceId, ReplyId, TeamId};
use crate::domain::quick_reply::{QuickReply, ReplyWord, Values, called};

/// Those that can be called in an attendance of this team, each word once.
pub(super) fn callable<'a>(team: &TeamId, facts: &'a Facts) -> Result<Vec<&'a QuickReply>, Need> {
    let all = facts.replies()?;
    Ok(all
        .iter()
        .filter(|one| called(all, &one.word, facts.me.id, team).is_some_and(|nearest| nearest.id == one.id))
        .collect())
}

/// The attendance, while this person has it and it is open.
pub(super) fn open(id: AttendanceId, facts: &Facts) -> Result<Option<&AttendanceRow>, Need> {
    Ok(mine(id, facts)?.filter(|row| row.attendance.state == AttendanceState::Open))
}

pub(super) fn filled(reply: &QuickReply, row: &AttendanceRow, facts: &Facts) -> Content {
    let team = facts.company.find_team(&row.attendance.team).map_or("", |team| team.name.as_str());
    reply.filled(Values {
        contact: row.contact.first_name().unwrap_or_default(),
        me: facts.me.shown_first_name(),
        team,
    })
}

pub(super) fn send_checked(from: &State, attendance: AttendanceId, reply: ReplyId, facts: &Facts) -> Stepped {
    let (Some(row), Some(found)) = (open(attendance, facts)?, find(reply, facts)?) else {
        return Ok(Step::to(from.clone()));
    };
    let step = attending::send(from, attendance, &filled(found, row, facts), None, None, facts)?;
    Ok(shown(step, found))
}

/// Who called it by its word does not see what it says: that is told.
fn shown(step: Step, reply: &QuickReply) -> Step {
    match (step.show, &step.line, step.changes.is_empty()) {
        (Show::Nothing, None, false) => {
            let line = Line::Replied { word: reply.word.to_string() };
            step.showing(Show::Panel).saying(line)
        }
        (_, _, _) => step,
    }
}

/// `/pix`, said where what is said goes to a contact: as the answer to a message of an attendance, or in its topic.
/// `None`: no reply is called so.
pub fn said(
    state: &State,
    attendance: AttendanceId,
    text: &str,
    facts: &Facts,
) -> Result<Option<Step>, Need> {
    let Some((row, found)) = by_word(attendance, text, facts)? else { return Ok(None) };
    let step = attending::reply(state, attendance, &filled(found, row, facts), None, facts)?;
    Ok(Some(shown(step, found)))
}

/// The same where texts go to the contact of the current attendance.
pub fn command(state: &State, text: &str, facts: &Facts) -> Result<Option<Step>, Need> {
    let State::Attending { attendance, used_at } = state else { return Ok(None) };
    let Some((row, found)) = by_word(*attendance, text, facts)? else { return Ok(None) };
    let step = attending::share(state, *attendance, *used_at, filled(found, row, facts), None, facts)?;
    Ok(Some(shown(step, found)))
}

fn by_word<'a>(
    attendance: AttendanceId,
    text: &str,
    facts: &'a Facts,
) -> Result<Option<(&'a AttendanceRow, &'a QuickReply)>, Need> {
    let (Some(row), Ok(word)) = (open(attendance, facts)?, ReplyWord::new(text)) else { return Ok(None) };
    let found = called(facts.replies()?, &word, facts.me.id, &row.attendance.team);
    Ok(found.map(|found| (row, found)))
}
