//! The panels of quick replies.

use super::edit::owners;
use super::say::{callable, filled, open};
use super::{Place, Press, Said, Whose, count, find, may_write};
use crate::dialogue::facts::{Facts, Need};
use crate::dialogue::screen::{Button, Label, Prompt, Screen};
use crate::dialogue::{Action, attending, back_and_cancel, own, pager, pages};
use crate::domain::delivery::Content;
use crate::domain::limit::LIST_ROWS_MAX;
use crate::domain::quick_reply::{QuickReply, ReplyOwner};

fn press_of(press: Press) -> Action {
    Action::Replies(press)
}

fn list(replies: &[&QuickReply], page: u32) -> Vec<Vec<Button>> {
    let total = count(replies.len());
    let page = page.min(pages(total) - 1);
    let first = usize::try_from(page).unwrap_or(usize::MAX).saturating_mul(LIST_ROWS_MAX);
    let row = |reply: &&QuickReply| {
        let label = Label::Reply { word: reply.word.to_string(), text: reply.text.clone() };
        vec![Button { action: press_of(Press::One(reply.id)), label }]
    };
    let mut rows: Vec<_> = replies.iter().skip(first).take(LIST_ROWS_MAX).map(row).collect();
    rows.extend(pager(page, total));
    rows
}

/// The panels.
pub fn view(place: &Place, facts: &Facts) -> Result<Screen, Need> {
    let screen = |said: Said, mut rows: Vec<Vec<Button>>| {
        rows.push(back_and_cancel());
        Screen { prompt: Prompt::Replies(said), line: None, rows }
    };
    Ok(match place {
        Place::List { page } => {
            let all: Vec<_> = facts.replies()?.iter().collect();
            let mut rows = vec![vec![own(press_of(Press::New))]];
            rows.extend(list(&all, *page));
            screen(Said::List { total: count(all.len()) }, rows)
        }
        Place::One { reply } => match find(*reply, facts)? {
            Some(found) => {
                let changes = vec![own(press_of(Press::Edit)), own(press_of(Press::Remove))];
                let rows = if may_write(&found.owner, facts) { vec![changes] } else { Vec::new() };
                let (word, text) = (found.word.clone(), found.text.clone());
                screen(Said::One { word, text, owner: whose(&found.owner, facts) }, rows)
            }
            None => screen(Said::Gone, Vec::new()),
        },
        Place::AskWord => screen(Said::AskWord, Vec::new()),
        Place::AskText { word } => screen(Said::AskText { word: word.clone() }, Vec::new()),
        Place::Edit { reply } => match find(*reply, facts)? {
            Some(found) => screen(Said::AskText { word: found.word.clone() }, Vec::new()),
            None => screen(Said::Gone, Vec::new()),
        },
        Place::Whose { word, .. } => {
            let rows = owners(facts)
                .into_iter()
                .map(|(press, label)| vec![Button { action: press_of(press), label }]);
            screen(Said::Whose { word: word.clone() }, rows.collect())
        }
        Place::Choose { attendance, page } => match open(*attendance, facts)? {
            Some(row) => {
                let replies = callable(&row.attendance.team, facts)?;
                let said = Said::Choose { person: attending::person(row), total: count(replies.len()) };
                screen(said, list(&replies, *page))
            }
            None => attending::gone(),
        },
        Place::Check { attendance, reply } => match (open(*attendance, facts)?, find(*reply, facts)?) {
            (Some(row), Some(found)) => {
                let text = words(&filled(found, row, facts));
                screen(
                    Said::Check { person: attending::person(row), text },
                    vec![vec![own(press_of(Press::Send))]],
                )
            }
            (None, _) => attending::gone(),
            (Some(_), None) => screen(Said::Gone, Vec::new()),
        },
    })
}

fn words(content: &Content) -> String {
    if let Content::Text { body } = content { body.clone() } else { String::new() }
}

fn whose(owner: &ReplyOwner, facts: &Facts) -> Whose {
    match owner {
        ReplyOwner::Person { .. } => Whose::Mine,
        ReplyOwner::Team { team } => Whose::Team(
            facts.company.find_team(team).map_or_else(|| team.to_string(), |one| one.name.clone()),
        ),
        ReplyOwner::Company => Whose::Company,
    }
}
