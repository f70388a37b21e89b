//! Lists of attendances: by tab, and those with messages that wait.

use super::contacts::{query_of, typed_anywhere};
use super::facts::{AttendanceRow, Facts, Need, Page};
use super::screen::{Button, Label, Prompt, Screen};
use super::state::{ListView, State, Tab};
use super::step::{Step, Stepped};
use super::{Action, own, pager, pages};
use crate::domain::id::AttendanceId;
use crate::domain::phone::Phone;

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

/// Attendances, by tab, of contacts that match what was typed.
pub fn view_attendances(tab: Tab, page: u32, query: &str, facts: &Facts) -> Result<Screen, Need> {
    let ask = |page| facts.attendance_page(tab, &ListView { query: query.to_owned(), page });
    let (page, shown) = page_there(page, ask)?;
    let counts = facts.attendance_counts(query)?;
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
    if !query.is_empty() {
        rows.push(vec![own(Action::ClearFilter)]);
    }
    rows.push(vec![own(Action::New), own(Action::Menu)]);
    let prompt = Prompt::Attendances { tab, query: query.to_owned(), total: shown.total };
    Ok(Screen { prompt, line: None, rows })
}

/// Attendances with messages that wait.
pub fn view_queue(page: u32, facts: &Facts) -> Result<Screen, Need> {
    let (page, shown) = page_there(page, |page| facts.queue_page(page))?;
    let mut rows = rows_of(shown, Action::OpenQueue);
    rows.extend(pager(page, shown.total));
    rows.push(vec![own(Action::Menu)]);
    Ok(Screen { prompt: Prompt::Queue { total: shown.total }, line: None, rows })
}

/// A button of the attendances. The other tabs are filtered alike.
pub fn press_attendances(tab: Tab, page: u32, query: &str, action: &Action) -> Step {
    let query = query.to_owned();
    if let Action::Attendances(tab) = action {
        return Step::to(State::Attendances { tab: *tab, page: 0, query });
    }
    if *action == Action::ClearFilter {
        return Step::to(State::Attendances { tab, page: 0, query: String::new() });
    }
    Step::to(State::Attendances { tab, page: turned(action).unwrap_or(page), query })
}

/// Typing filters; a number leads to it, here as anywhere.
pub fn typed_in_attendances(state: &State, tab: Tab, text: &str, facts: &Facts) -> Stepped {
    let country = &facts.company.country;
    if Phone::parse(text, country).is_ok() || !Phone::find_all(text, country).is_empty() {
        return typed_anywhere(state, text, facts);
    }
    Ok(Step::to(State::Attendances { tab, page: 0, query: query_of(text) }))
}

/// A button of the queue.
pub fn press_queue(page: u32, action: &Action) -> Step {
    Step::to(State::Queue { page: turned(action).unwrap_or(page) })
}

/// The page a pager's button turns to.
pub fn turned(action: &Action) -> Option<u32> {
    if let Action::Page(page) = action { Some(*page) } else { None }
}
