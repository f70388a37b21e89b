//! The question whether something goes to a contact: what could be meant for somebody else is never guessed.

use super::attending::{mine, person, send};
use super::facts::{Facts, Need};
use super::screen::{Button, Label, Line, Prompt, Screen};
use super::state::{Album, IncomingFile, State};
use super::step::{Change, Show, Step, Stepped, Unsent};
use super::{Action, own};
use crate::domain::content::{Content, is_like_a_command};
use crate::domain::id::AttendanceId;
use crate::domain::limit::ALBUM_LEN_MAX;
use crate::domain::phone::Phone;

/// Asks about it. The rest of an album follows: see [`add`].
pub fn ask(id: AttendanceId, content: Content, album: Option<&str>, facts: &Facts) -> Step {
    let (text, content) = begin(content);
    let album = album.map(|id| Album { id: id.to_owned(), more: Vec::new() });
    Step::to(State::ConfirmText { attendance: id, text, content, album, said_in: vec![facts.said_in] })
}

/// The first of what is asked about, as it is kept: its words, and what it is when it is not text.
fn begin(content: Content) -> (String, Option<Box<Content>>) {
    match content {
        Content::Text { body } => (body, None),
        Content::Media { media, caption } => {
            (caption.clone().unwrap_or_default(), Some(Box::new(Content::Media { media, caption })))
        }
        other @ (Content::Template { .. }
        | Content::Place { .. }
        | Content::Cards { .. }
        | Content::Reaction { .. }
        | Content::Edited { .. }
        | Content::Deleted { .. }
        | Content::Other { .. }) => (String::new(), Some(Box::new(other))),
    }
}

/// Another part of the album that is asked about: it goes where the first goes, and is not asked about again. `None` when
/// the file is none.
pub fn add(state: &State, file: &IncomingFile, facts: &Facts) -> Option<Step> {
    let State::ConfirmText { attendance, text, content, album: Some(album), said_in } = state else {
        return None;
    };
    if file.album.as_ref() != Some(&album.id) || album.more.len() + 1 >= ALBUM_LEN_MAX {
        return None;
    }
    let mut album = album.clone();
    let said_in = with_next(said_in, album.more.len() + 1, facts);
    album.more.push(file.content());
    let (attendance, text, content) = (*attendance, text.clone(), content.clone());
    let next = State::ConfirmText { attendance, text, content, album: Some(album), said_in };
    Some(Step::to(next).showing(Show::Nothing))
}

/// Something more for the contact that is asked about, said while the question stands: it is asked about together with
/// what came before, and leaves behind it. `None` when it is for somebody else, or more than can be asked about at once.
pub fn join(state: &State, id: AttendanceId, said: &Content, facts: &Facts) -> Option<Step> {
    let State::ConfirmText { attendance, text, content, album, said_in } = state else { return None };
    let mut album = album.clone().unwrap_or_else(|| Album { id: String::new(), more: Vec::new() });
    if *attendance != id || album.more.len() + 1 >= ALBUM_LEN_MAX {
        return None;
    }
    let said_in = with_next(said_in, album.more.len() + 1, facts);
    album.more.push(said.clone());
    let (text, content) = (text.clone(), content.clone());
    Some(Step::to(State::ConfirmText { attendance: id, text, content, album: Some(album), said_in }))
}

/// Where all of it stands, with what is said now behind so many others. What an earlier version asked about has no place.
fn with_next(said_in: &[Option<i64>], before: usize, facts: &Facts) -> Vec<Option<i64>> {
    let known = said_in.iter().copied().chain(std::iter::repeat(None)).take(before);
    known.chain([facts.said_in]).collect()
}

/// The words of something that is asked about were changed where it was said: it is asked about as it is now, by another
/// panel, so that no button of the one before sends what nobody has seen.
pub fn reworded(here: &State, words: &str, facts: &Facts) -> Step {
    let same = Step::to(here.clone()).showing(Show::Nothing);
    let State::ConfirmText { attendance, text, content, album, said_in } = here else { return same };
    let is_it = |one: &Option<i64>| one.is_some() && *one == facts.said_in;
    let mut said = said(text, content.as_deref(), album.as_ref());
    let Some(one) = said_in.iter().position(is_it).and_then(|place| said.get_mut(place)) else { return same };
    let Some(changed) = one.reworded(words.to_owned()).filter(|changed| changed != one) else { return same };
    if is_like_a_command(words) && !one.words().is_some_and(is_like_a_command) {
        // As for what was sent already: another command does not take the place of words.
        return same.with(Change::NotSent { attendance: *attendance, why: Unsent::Command });
    }
    *one = changed;
    let mut said = said.into_iter();
    let (text, content) = said.next().map_or_else(|| (text.clone(), content.clone()), begin);
    let album = album.as_ref().map(|album| Album { id: album.id.clone(), more: said.collect() });
    let (attendance, said_in) = (*attendance, said_in.clone());
    Step::to(State::ConfirmText { attendance, text, content, album, said_in })
}

/// All that is asked about, in its order.
pub fn said(text: &str, content: Option<&Content>, album: Option<&Album>) -> Vec<Content> {
    let first = content.cloned().unwrap_or_else(|| Content::Text { body: text.to_owned() });
    std::iter::once(first).chain(album.iter().flat_map(|album| album.more.iter().cloned())).collect()
}

/// The panel that asks where something late goes.
pub fn view(
    id: AttendanceId,
    text: &str,
    content: Option<&Content>,
    album: Option<&Album>,
    facts: &Facts,
) -> Result<Screen, Need> {
    let said = said(text, content, album);
    let Some(row) = mine(id, facts)? else {
        let rows = vec![vec![own(Action::Menu)]];
        return Ok(Screen { prompt: Prompt::Unsent { said }, line: None, rows });
    };
    let mut rows = vec![vec![own(Action::ConfirmText)]];
    if let [Content::Text { body }] = said.as_slice()
        && let Ok(phone) = Phone::parse(body, &facts.company.country)
    {
        let label = Label::Name(phone.display());
        rows.push(vec![Button { action: Action::Phone(phone), label }]);
    }
    rows.push(vec![own(Action::Cancel)]);
    Ok(Screen { prompt: Prompt::ConfirmText { person: person(row), said }, line: None, rows })
}

/// A button of it. An album goes as a whole, or not at all; each part of it is what was said in a message of its own.
pub fn press(
    here: &State,
    id: AttendanceId,
    said: &[Content],
    said_in: &[Option<i64>],
    action: &Action,
    facts: &Facts,
) -> Stepped {
    if let (Action::Phone(phone), Some(Content::Text { .. })) = (action, said.first()) {
        return super::to_number(here, phone, None, facts);
    }
    let mut parts = said.iter().zip(said_in.iter().copied().chain(std::iter::repeat(None)));
    let Some((first, own)) = parts.next().filter(|_first| *action == Action::ConfirmText) else {
        return Ok(Step::to(here.clone()));
    };
    let mut step = send(here, id, first, None, own, facts)?;
    for (part, own) in parts {
        let next = send(here, id, part, None, own, facts)?;
        if step.changes.is_empty() || next.changes.is_empty() {
            step = if step.changes.is_empty() { step } else { next };
            break;
        }
        let before = u32::try_from(step.changes.len()).unwrap_or(u32::MAX);
        step.line = match next.line {
            Some(Line::Held(count)) => Some(Line::Held(count.saturating_add(before))),
            other => other,
        };
        step.changes.extend(next.changes);
    }
    Ok(match step.show {
        // The question must not stay on the screen.
        Show::Nothing => step.showing(Show::Panel),
        Show::Panel | Show::Card(_) => step,
    })
}
