//! What happened with a contact: what was said, noted and concluded, attendance by attendance, page by page. Reading is
//! noted in the audit, and tells the contact nothing: who reads has not taken.

use super::facts::{AttendanceRow, Facts, Need};
use super::lists::{page_there, turned};
use super::screen::{Prompt, Screen};
use super::state::State;
use super::step::{Change, Step, Stepped};
use super::timeline::{Timeline, TimelineView};
use super::{Action, attending, back_and_cancel, more, own, pager};
use crate::domain::attendance::AttendanceState;
use crate::domain::id::AttendanceId;

/// The newest page, whichever number it has.
pub const NEWEST: u32 = u32::MAX;

/// A page that is there, with its number.
fn page_of<'f>(
    row: &AttendanceRow,
    page: u32,
    alone: bool,
    facts: &'f Facts,
) -> Result<(u32, &'f Timeline), Need> {
    let alone = alone.then_some(row.attendance.id);
    let ask = |page| facts.timeline(&TimelineView { contact: row.contact.id, alone, page });
    let (page, _rows) = page_there(page, |page| ask(page).map(|timeline| &timeline.page))?;
    Ok((page, ask(page)?))
}

/// Shows a page of it, and notes whose attendances are read there.
pub fn open(row: &AttendanceRow, page: u32, alone: bool, facts: &Facts) -> Stepped {
    let (page, shown) = page_of(row, page, alone, facts)?;
    let mut read: Vec<AttendanceId> = Vec::new();
    for entry in &shown.page.rows {
        if !read.contains(&entry.attendance.id) {
            read.push(entry.attendance.id);
        }
    }
    let step = Step::to(State::History { attendance: row.attendance.id, page, alone });
    Ok(read.into_iter().fold(step, |step, one| step.with(Change::Read(one))))
}

/// The panel.
pub fn view(id: AttendanceId, page: u32, alone: bool, facts: &Facts) -> Result<Screen, Need> {
    let Some(row) = more::seen(id, facts)? else { return Ok(attending::gone()) };
    let (page, shown) = page_of(row, page, alone, facts)?;
    let mut rows = Vec::new();
    rows.extend(pager(page, shown.page.total));
    if alone && row.attendance.state == AttendanceState::Waiting {
        // The card with the button that takes it, below what was read.
        rows.push(vec![own(Action::OpenCard(id))]);
    }
    rows.push(back_and_cancel());
    let hidden = shown.hidden;
    let entries = shown.page.rows.iter().map(|entry| more::told(entry, facts)).collect();
    Ok(Screen {
        prompt: Prompt::History { person: attending::person(row), entries, hidden },
        line: None,
        rows,
    })
}

/// A button of it: only the pages beside the one that is shown can be turned to.
pub fn press(id: AttendanceId, page: u32, alone: bool, action: &Action, facts: &Facts) -> Stepped {
    let here = Step::to(State::History { attendance: id, page, alone });
    let Some(row) = more::seen(id, facts)? else { return Ok(here) };
    let (now, _shown) = page_of(row, page, alone, facts)?;
    match turned(action) {
        Some(wanted) if wanted.abs_diff(now) == 1 => {
            let (there, _shown) = page_of(row, wanted, alone, facts)?;
            if there == now { Ok(here) } else { open(row, there, alone, facts) }
        }
        Some(_) | None => Ok(here),
    }
}
