//! What is said to the contact of an attendance, and concluding it.

use super::facts::{AttendanceRow, Facts, Need};
use super::home::{draft_of, leave};
use super::input::Enter;
use super::screen::{Line, Person, Prompt, Screen};
use super::state::{Choice, ListView, Lists, State, Trail, Who};
use super::step::{Change, Show, Step, Stepped, Unsent};
use super::{Action, back_and_cancel, confirm, own};
use crate::domain::Timestamp;
use crate::domain::attendance::{AttendanceState, Conclusion};
use crate::domain::delivery::Content;
use crate::domain::id::{AttendanceId, RemoteId};
use crate::domain::limit::{CAPTION_LEN_MAX, CURRENT_AGE_MAX, TEXT_LEN_MAX};
use crate::domain::phone::Phone;
use crate::domain::signature::signed;
use crate::domain::template::Filled;

/// Characters of a note kept with a concluded attendance: a paragraph.
const NOTE_LEN_MAX: usize = 500;

/// The attendance, when this person handles it.
pub(super) fn mine(id: AttendanceId, facts: &Facts) -> Result<Option<&AttendanceRow>, Need> {
    Ok(facts.attendance(id)?.filter(|row| row.attendance.staff == Some(facts.me.id)))
}

pub(super) fn person(row: &AttendanceRow) -> Person {
    Person { name: row.contact.name.clone(), phone: row.contact.phone.clone() }
}

/// Whether free text leaves at once; otherwise it waits for the contact to write.
fn leaves_at_once(row: &AttendanceRow, facts: &Facts) -> bool {
    let has_window = facts
        .company
        .find_channel(&row.attendance.channel)
        .is_some_and(|channel| channel.capabilities.has_window);
    !has_window || row.window.is_active()
}

/// Something goes to the contact, or waits for the contact to write.
pub fn send(
    state: &State,
    id: AttendanceId,
    content: &Content,
    answers: Option<&RemoteId>,
    said_in: Option<i64>,
    facts: &Facts,
) -> Stepped {
    let Some(row) = mine(id, facts)? else {
        return Ok(leave(state).saying(Line::NotAllowed));
    };
    if row.attendance.state == AttendanceState::Closed {
        return Ok(leave(state).saying(Line::Closed));
    }
    let next = State::Attending { attendance: id, used_at: facts.now };
    let content = if facts.me.preferences.signs {
        signed(content.clone(), facts.me.shown_name())
    } else {
        content.clone()
    };
    let content = match carried(&content, row, facts) {
        Ok(content) => content,
        Err(line) => return Ok(Step::to(next).saying(line)),
    };
    // What is said while others wait goes behind them: messages to one contact leave in order.
    let held = !leaves_at_once(row, facts);
    let answers = answers.cloned();
    let step = Step::to(next).with(Change::Say { attendance: id, content, answers, held, said_in });
    Ok(if held { step.saying(Line::Held(row.held.saturating_add(1))) } else { step.showing(Show::Nothing) })
}

/// The same for words of a person's own. What goes to nobody is said so below it, where it cannot be overlooked: the panel
/// may be anywhere, and what it says goes with its next change.
pub fn say(
    state: &State,
    id: AttendanceId,
    content: &Content,
    answers: Option<&RemoteId>,
    facts: &Facts,
) -> Stepped {
    let Some(why) = unsent(id, facts)? else {
        return send(state, id, content, answers, facts.said_in, facts);
    };
    let is_here = matches!(state, State::Attending { attendance, .. } if *attendance == id);
    let step = if is_here { leave(state) } else { Step::to(state.clone()).showing(Show::Nothing) };
    Ok(step.with(Change::NotSent { attendance: id, why }))
}

/// Why words of this person do not go to the attendance's contact, when they do not.
fn unsent(id: AttendanceId, facts: &Facts) -> Result<Option<Unsent>, Need> {
    let Some(row) = facts.attendance(id)? else { return Ok(Some(Unsent::NotYours)) };
    let open = &row.attendance;
    Ok(match open.staff {
        Some(staff) if staff == facts.me.id => {
            (open.state == AttendanceState::Closed).then_some(Unsent::Closed)
        }
        None if facts.company.may_see(&facts.me, open) => Some(Unsent::NotTaken),
        Some(_) | None => Some(Unsent::NotYours),
    })
}

/// What is said as this channel carries it, or why it cannot.
fn carried(content: &Content, row: &AttendanceRow, facts: &Facts) -> Result<Content, Line> {
    let too_long = |text: &str, limit: usize| {
        let limit_said = u32::try_from(limit).unwrap_or(u32::MAX);
        if text.chars().count() > limit { Err(Line::TextTooLong { limit: limit_said }) } else { Ok(()) }
    };
    match content {
        Content::Text { body } => {
            too_long(body, TEXT_LEN_MAX)?;
            if body.trim().is_empty() { Err(Line::Unreadable) } else { Ok(content.clone()) }
        }
        Content::Media { media, caption } => {
            too_long(caption.as_deref().unwrap_or_default(), CAPTION_LEN_MAX)?;
            let channel = facts.company.find_channel(&row.attendance.channel).ok_or(Line::NotAllowed)?;
            let media = media.clone().fit(&channel.capabilities.media).map_err(Line::Unfit)?;
            if media.kind.is_sound() && caption.as_deref().is_some_and(|words| !words.trim().is_empty()) {
                return Err(Line::WordsUnderSound);
            }
            Ok(Content::Media { media, caption: caption.clone() })
        }
        Content::Cards { cards } if cards.iter().all(|card| card.numbers.is_empty()) => Err(Line::Unreadable),
        Content::Place { .. } | Content::Cards { .. } | Content::Reaction { .. } => Ok(content.clone()),
        Content::Template { .. }
        | Content::Edited { .. }
        | Content::Deleted { .. }
        | Content::Other { .. } => Err(Line::Unreadable),
    }
}

/// A file or a place goes to the contact; long after the last use it is asked about first.
pub fn share(
    state: &State,
    id: AttendanceId,
    used_at: Timestamp,
    content: Content,
    album: Option<&str>,
    facts: &Facts,
) -> Stepped {
    if facts.now - used_at <= CURRENT_AGE_MAX {
        return say(state, id, &content, None, facts);
    }
    Ok(confirm::ask(id, content, album, facts))
}

/// What answers a message of an attendance goes to that one, whatever the panel shows.
pub fn reply(
    state: &State,
    id: AttendanceId,
    content: &Content,
    answers: Option<&RemoteId>,
    facts: &Facts,
) -> Stepped {
    if let State::Note { .. } = state {
        // The panel asks for a note, and this answers a message of the contact: which of them is meant is asked.
        return Ok(confirm::ask(id, content.clone(), None, facts));
    }
    if let Some(step) = confirm::join(state, id, content, facts) {
        return Ok(step);
    }
    let step = say(state, id, content, answers, facts)?;
    if let State::ConfirmText { .. } = state {
        // What is asked about is for somebody else, and is asked about until it is answered.
        return Ok(Step { next: state.clone(), ..step });
    }
    Ok(step.draft(draft_of(state)))
}

/// The panel while texts go to the contact.
pub fn view(id: AttendanceId, facts: &Facts) -> Result<Screen, Need> {
    let Some(row) = mine(id, facts)? else { return Ok(gone()) };
    let channel = facts.company.find_channel(&row.attendance.channel);
    Ok(Screen {
        prompt: Prompt::Attending {
            person: person(row),
            channel: channel.map_or_else(String::new, |channel| channel.name.clone()),
            open: leaves_at_once(row, facts),
        },
        line: None,
        rows: if leaves_at_once(row, facts) {
            vec![vec![own(Action::OpenCard(id)), own(Action::Menu)]]
        } else {
            vec![
                vec![own(Action::OpenQueue(id)), own(Action::WithTemplate)],
                vec![own(Action::OpenCard(id)), own(Action::Menu)],
            ]
        },
    })
}

/// A button of it: while the window is closed a template can be sent in between.
pub fn press(state: &State, id: AttendanceId, action: &Action, facts: &Facts) -> Stepped {
    match mine(id, facts)? {
        Some(row) if *action == Action::WithTemplate => Ok(Step::to(State::Template {
            choice: choice_of(row),
            list: ListView::default(),
            category: None,
        })),
        Some(_) | None => Ok(Step::to(state.clone())),
    }
}

pub(super) fn gone() -> Screen {
    Screen { prompt: Prompt::Gone, line: None, rows: vec![vec![own(Action::Menu)]] }
}

/// The panel that asks why an attendance is concluded, then for a note.
pub fn view_conclude(id: AttendanceId, reason: Option<Conclusion>, facts: &Facts) -> Result<Screen, Need> {
    let Some(row) = mine(id, facts)? else { return Ok(gone()) };
    let mut rows: Vec<_> = match reason {
        None => Conclusion::ALL.into_iter().map(|one| vec![own(Action::Conclude(one))]).collect(),
        Some(_) => vec![vec![own(Action::NoNote)]],
    };
    rows.push(back_and_cancel());
    let waiting = row.held.saturating_add(facts.stalled(id)?);
    Ok(Screen { prompt: Prompt::Conclude { person: person(row), reason, waiting }, line: None, rows })
}

/// A button of it.
pub fn press_conclude(
    id: AttendanceId,
    reason: Option<Conclusion>,
    action: &Action,
    facts: &Facts,
) -> Stepped {
    match (action, reason) {
        (Action::Conclude(chosen), _) => {
            Ok(Step::to(State::Conclude { attendance: id, reason: Some(*chosen) }))
        }
        (Action::NoNote, Some(reason)) => conclude(id, reason, None, facts),
        (_another, reason) => Ok(Step::to(State::Conclude { attendance: id, reason })),
    }
}

/// Concludes it. Words that were typed for it, or for the contact when somebody else had just taken over, are said below
/// to have gone nowhere.
pub fn conclude(id: AttendanceId, reason: Conclusion, note: Option<&str>, facts: &Facts) -> Stepped {
    if let (Some(_words), Some(why)) = (note, unsent(id, facts)?) {
        return Ok(Step::to(State::Home).with(Change::NotSent { attendance: id, why }));
    }
    match mine(id, facts)? {
        Some(row) if row.attendance.state != AttendanceState::Closed => {
            let note = note.map(|text| text.trim().chars().take(NOTE_LEN_MAX).collect::<String>());
            let note = note.filter(|text| !text.is_empty());
            let step = Step::to(State::Home).with(Change::Conclude { attendance: id, reason, note });
            // A topic is closed off with the card, which sums it up; elsewhere the menu leads on.
            Ok(if facts.bot.has_topics { step.showing(Show::Card(id)) } else { step.saying(Line::Concluded) })
        }
        Some(_) => Ok(Step::to(State::Home).saying(Line::Closed)),
        None => Ok(Step::to(State::Home).saying(Line::NotAllowed)),
    }
}

/// A button of a card that leads into the dialogue.
pub fn enter(state: &State, enter: Enter, facts: &Facts) -> Stepped {
    let (Enter::Respond(id)
    | Enter::Conclude(id)
    | Enter::ChangeTemplate(id)
    | Enter::FixNumber(id)
    | Enter::Queue(id)
    | Enter::More(id)
    | Enter::See(id)
    | Enter::Transfer(id)) = enter;
    if let Enter::More(_) | Enter::See(_) = enter {
        return super::more::enter(state, enter, id, facts);
    }
    let Some(row) = mine(id, facts)? else {
        return Ok(Step::to(state.clone()).saying(Line::NotAllowed));
    };
    if row.attendance.state == AttendanceState::Closed {
        return Ok(Step::to(state.clone()).saying(Line::Closed));
    }
    let draft = draft_of(state);
    let step = match enter {
        Enter::Respond(_) => Step::to(State::Attending { attendance: id, used_at: facts.now }),
        Enter::Conclude(_) => Step::to(State::Conclude { attendance: id, reason: None }),
        Enter::ChangeTemplate(_) => {
            Step::to(State::Template { choice: choice_of(row), list: ListView::default(), category: None })
        }
        Enter::FixNumber(_) => Step::to(State::CorrectNumber { attendance: id }),
        Enter::Queue(_) => Step::to(State::Held { attendance: id, page: 0 }),
        Enter::Transfer(_) => Step::to(State::Transfer { attendance: id, page: 0 }),
        Enter::More(_) | Enter::See(_) => Step::to(State::More { attendance: id }),
    };
    Ok(step.draft(draft))
}

/// The choice that was made when the attendance was opened, with the values of the template that failed.
fn choice_of(row: &AttendanceRow) -> Choice {
    let kept = row.last_out.as_ref().and_then(|message| match &message.content {
        Content::Template { filled } => Some(filled.clone()),
        Content::Text { .. }
        | Content::Media { .. }
        | Content::Place { .. }
        | Content::Cards { .. }
        | Content::Reaction { .. }
        | Content::Edited { .. }
        | Content::Deleted { .. }
        | Content::Other { .. } => None,
    });
    Choice {
        trail: Trail {
            to: Who::Known { contact: row.contact.id, phone: row.contact.phone.clone() },
            kept,
            lists: Lists::default(),
        },
        channel: row.attendance.channel.clone(),
        team: row.attendance.team.clone(),
        within: Some(row.attendance.id),
    }
}

/// A template is sent within an open attendance.
pub fn send_template(choice: &Choice, id: AttendanceId, filled: &Filled, facts: &Facts) -> Stepped {
    match mine(id, facts)? {
        Some(row) if row.attendance.state == AttendanceState::Open => {
            Ok(Step::to(State::Attending { attendance: id, used_at: facts.now })
                .with(Change::SendTemplate { attendance: id, filled: Box::new(filled.clone()) })
                .draft(super::route::draft_after(choice, facts))
                .showing(Show::Card(id)))
        }
        Some(_) => Ok(Step::to(State::Home).saying(Line::Closed)),
        None => Ok(Step::to(State::Home).saying(Line::NotAllowed)),
    }
}

/// The panel that asks for the right number.
pub fn view_correct(id: AttendanceId, facts: &Facts) -> Result<Screen, Need> {
    let Some(row) = mine(id, facts)? else { return Ok(gone()) };
    Ok(Screen {
        prompt: Prompt::CorrectNumber { person: person(row) },
        line: None,
        rows: vec![back_and_cancel()],
    })
}

/// The right number was typed: what failed is sent again to it. A number that is somebody else's on file is not taken
/// over: that would send to a person nobody chose.
pub fn correct(state: &State, id: AttendanceId, text: &str, facts: &Facts) -> Stepped {
    let Some(row) = mine(id, facts)? else {
        return Ok(leave(state).saying(Line::NotAllowed));
    };
    if row.attendance.state == AttendanceState::Closed {
        return Ok(leave(state).saying(Line::Closed));
    }
    let phone = match Phone::parse(text, &facts.company.country) {
        Ok(phone) => phone,
        Err(fault) => return Ok(Step::to(state.clone()).saying(Line::Phone(fault))),
    };
    let found = facts.contacts_with(&phone)?;
    if found.iter().any(|one| one.id != row.contact.id) {
        return Ok(Step::to(state.clone())
            .saying(Line::NumberOfAnother { name: found.iter().find_map(|one| one.name.clone()) }));
    }
    Ok(Step::to(State::Attending { attendance: id, used_at: facts.now })
        .with(Change::CorrectNumber { attendance: id, phone })
        .saying(Line::Saved))
}
