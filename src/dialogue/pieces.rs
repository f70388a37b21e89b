//! Small pieces of screens that several chapters use.

use super::action::Action;
use super::screen::{Button, Label};
use crate::domain::limit::LIST_ROWS_MAX;

pub(super) fn own(action: Action) -> Button {
    Button { action, label: Label::Own }
}

pub(super) fn back_and_cancel() -> Vec<Button> {
    vec![own(Action::Back), own(Action::Cancel)]
}

/// How many pages `total` rows fill; at least one.
pub(super) fn pages(total: u32) -> u32 {
    total.div_ceil(u32::try_from(LIST_ROWS_MAX).unwrap_or(u32::MAX)).max(1)
}

/// `‹ 2/5 ›`, when there is more than one page.
pub(super) fn pager(page: u32, total: u32) -> Option<Vec<Button>> {
    let of = pages(total);
    if of < 2 {
        return None;
    }
    let page = page.min(of - 1);
    let mut row = Vec::new();
    if page > 0 {
        row.push(Button { action: Action::Page(page - 1), label: Label::Previous });
    }
    row.push(Button { action: Action::Page(page), label: Label::Position { page: page + 1, of } });
    if page + 1 < of {
        row.push(Button { action: Action::Page(page + 1), label: Label::Next });
    }
    Some(row)
}
