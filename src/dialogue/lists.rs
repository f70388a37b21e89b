//! Lists of attendances: by tab, and those with messages that wait.

use super::facts::{AttendanceRow, Facts, Need, Page};
use super::screen::{Button, Label, Prompt, Screen};
use super::state::{State, Tab};
use super::step::Step;
use super::{Action, own, pager, pages};
use crate::domain::id::AttendanceId;

fn rows_of(page: &Page<AttendanceRow>, open: impl Fn(AttendanceId) -> Action) -> Vec<Vec<Button>> {
    page.rows
        .iter()
        .map(|row| {
            vec![Button { action: open(row.attendance.id), label: Label::Attendance(Box::new(row.clone())) }]
        })
        .collect()
}

/// The page to show. A list may have become shorter since its page was turned to: then it is the last one.
pub fn page_there<'f, T>(
    page: u32,
    ask: impl Fn(u32) -> Result<&'f Page<T>, Need>,
) -> Result<(u32, &'f Page<T>), Need> {
    let asked = ask(page)?;
    let last = pages(asked.total) - 1;
    if page > last { Ok((last, ask(last)?)) } else { Ok((page, asked)) }
}

/// Attendances, by tab.
pub fn view_attendances(tab: Tab, page: u32, facts: &Facts) -> Result<Screen, Need> {
    let (page, shown) = page_there(page, |page| facts.attendance_page(tab, page))?;
    let counts = facts.attendance_counts()?;
    let tabs = Tab::ALL
        .into_iter()
        .zip(counts)
        .map(|(one, count)| Button {
            action: Action::Attendances(one),
            label: Label::Tab { chosen: one == tab, count },
        })
        .collect();
    let mut rows = vec![tabs];
    rows.extend(rows_of(shown, Action::OpenCard));
    rows.extend(pager(page, shown.total));
    rows.push(vec![own(Action::New), own(Action::Menu)]);
    Ok(Screen { prompt: Prompt::Attendances { tab, total: shown.total }, line: None, rows })
}

/// Attendances with messages that wait.
pub fn view_queue(page: u32, facts: &Facts) -> Result<Screen, Need> {
    let (page, shown) = page_there(page, |page| facts.queue_page(page))?;
    let mut rows = rows_of(shown, Action::OpenQueue);
    rows.extend(pager(page, shown.total));
    rows.push(vec![own(Action::Menu)]);
    Ok(Screen { prompt: Prompt::Queue { total: shown.total }, line: None, rows })
}

/// A button of the attendances.
pub fn press_attendances(tab: Tab, page: u32, action: &Action) -> Step {
    let page = turned(action).unwrap_or(page);
    Step::to(State::Attendances { tab, page })
}

/// A button of the queue.
pub fn press_queue(page: u32, action: &Action) -> Step {
    Step::to(State::Queue { page: turned(action).unwrap_or(page) })
}

/// The page a pager's button turns to.
pub fn turned(action: &Action) -> Option<u32> {
    if let Action::Page(page) = action { Some(*page) } else { None }
}
