//! One step of a person's dialogue: facts → pure step → one transaction.
//!
//! The inbox row, the session and every change of the step are committed together, so an update has its effect exactly
//! once, whatever is killed when. Two steps of the same session (a tap and the answer to a check of a number, say) are
//! told apart by the session's version: the one that comes second is taken again on what the first one left.

use super::change;
use super::desk::{AppError, Desk};
use super::facts;
use super::notice::{self, Notice};
use super::place::Place;
use super::receive::receive_late;
use super::sweep;
use crate::dialogue::facts::Facts;
use crate::dialogue::settings::Setting;
use crate::dialogue::state::State;
use crate::dialogue::step::{Change, Draft, Show, Step};
use crate::dialogue::{Input, Screen, Toast, step, view};
use crate::domain::Timestamp;
use crate::domain::id::AttendanceId;
use crate::domain::limit::{NEEDS_MAX, STEP_TRIES_MAX};
use crate::domain::staff::{Locale, StaffMember};
use crate::store::card::{CardRow, find_card, put_card};
use crate::store::inbox::{finish_inbox, finish_inbox_once};
use crate::store::message::WrittenIn;
use crate::store::session::{SessionKey, SessionRow, find_session, save_session};
use crate::store::{Constraint, StoreError, Tx};

/// The inbox source of Telegram's updates.
pub const TELEGRAM: &str = "telegram";

/// One thing that happened at a seat.
#[derive(Debug, Clone)]
pub struct Turn {
    /// Where the person sits: chat, topic, person.
    pub seat: SessionKey,
    /// What happened.
    pub input: Input,
    /// The update it came by, to be marked done with its effects; none for what comes from inside.
    pub update_id: Option<i64>,
    /// The person's own message, when they wrote one.
    pub written_in: Option<WrittenIn>,
    /// The language Telegram tells, used until the person chooses one.
    pub language: Option<Locale>,
    /// The first name Telegram tells, used for a person whom the configuration names by number only.
    pub first_name: String,
}

/// The panel a button hung on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawn {
    /// The session it was drawn for.
    pub session: i64,
    /// Its revision.
    pub rev: i64,
}

/// What a step led to.
#[derive(Debug)]
pub enum Advanced {
    /// Show this.
    Show(Box<Shown>),
    /// The update had its effect before: there is nothing to show.
    Duplicate,
    /// The person is not on staff.
    Stranger,
}

/// What is to be shown at a seat.
#[derive(Debug)]
pub struct Shown {
    /// The session as committed.
    pub session: SessionRow,
    /// What kind of thing.
    pub show: Show,
    /// The panel, where one is to be shown.
    pub screen: Option<Screen>,
    /// The language of the person.
    pub locale: Locale,
    /// What the state asks for outside.
    pub effect: Option<crate::dialogue::Effect>,
    /// A message that was shown and is superseded: its keyboard is to be taken away.
    pub left_behind: Option<i64>,
}

/// Takes one step.
pub async fn advance(desk: &Desk, turn: Turn) -> Result<Advanced, AppError> {
    for _try in 0..STEP_TRIES_MAX {
        match try_once(desk, &turn).await {
            Err(AppError::Store(StoreError::Stale)) => {
                desk.forget_session(turn.seat);
                // It may be the company that is another one by now.
                desk.reload_company().await?;
            }
            // Somebody else opened or filed the same contact first: on the new facts the step goes elsewhere.
            Err(AppError::Store(StoreError::Conflict(
                Constraint::OneOpenAttendance | Constraint::AddressTaken,
            ))) => {}
            other => return other,
        }
    }
    Err(AppError::Contended(STEP_TRIES_MAX))
}

/// Only a button of the panel that is current acts. `None`: it is; else what its tap is answered with.
pub async fn staleness(desk: &Desk, seat: SessionKey, drawn: Drawn) -> Result<Option<Toast>, AppError> {
    Ok(match desk.find_session(seat).await? {
        Some(row) if row.id == drawn.session && row.rev == drawn.rev => None,
        Some(row) if row.id != drawn.session => Some(Toast::Foreign),
        Some(_) | None => Some(Toast::Stale),
    })
}

/// Shows the current panel once more, without a step. A double tap between looking and stepping is caught by the
/// session's version: see [`advance`].
pub async fn redraw(desk: &Desk, turn: Turn) -> Result<Advanced, AppError> {
    let Some(me) = member(desk, &turn) else { return Ok(Advanced::Stranger) };
    let now = desk.clock().now();
    let place = Place::of(desk, turn.seat, now).await?;
    if let Some(update_id) = turn.update_id {
        let fresh = desk
            .store()
            .write(move |tx| {
                Box::pin(async move { finish_inbox(tx, TELEGRAM, &update_id.to_string()).await })
            })
            .await?;
        if !fresh {
            return Ok(Advanced::Duplicate);
        }
    }
    let locale = desk.company().locale_of(&me);
    let Some(session) = place.row.clone() else {
        // Nothing is current: the menu is.
        let turn = Turn { input: Input::Command(crate::dialogue::Command::Menu), update_id: None, ..turn };
        return advance(desk, turn).await;
    };
    let mut facts = facts::bare(desk, me, place.draft, now);
    let effect = place.state.effect();
    // The panel became a card, which follows by itself: there is none to draw.
    let is_card = session.panel_message_id.is_none() && session.shown_rev == session.rev;
    let (show, screen) = if is_card {
        (Show::Nothing, None)
    } else {
        (Show::Panel, Some(screen_of(desk, &place.state, &mut facts).await?))
    };
    Ok(Advanced::Show(Box::new(Shown { session, show, screen, locale, effect, left_behind: None })))
}

/// The person, with the language and the name that Telegram tells where we know none.
fn member(desk: &Desk, turn: &Turn) -> Option<StaffMember> {
    let mut me = desk.company().find_staff(turn.seat.staff)?.clone();
    if me.locale.is_none() {
        me.locale = turn.language;
    }
    if me.name.is_empty() {
        me.name.clone_from(&turn.first_name);
    }
    Some(me)
}

async fn try_once(desk: &Desk, turn: &Turn) -> Result<Advanced, AppError> {
    let Some(me) = member(desk, turn) else { return Ok(Advanced::Stranger) };
    let is_new = desk
        .company()
        .find_staff(me.id)
        .is_some_and(|known| known.locale != me.locale || known.name != me.name);
    let now = desk.clock().now();
    let place = Place::of(desk, turn.seat, now).await?;
    let mut facts = facts::bare(desk, me, place.draft.clone(), now);
    facts.said_in = turn.written_in.map(|written| written.message_id);
    let step = satisfied(desk, &mut facts, |facts| step(&place.state, &turn.input, facts)).await?;

    let row = next_row(turn, &place, &step, now)?;
    let left = place.question_left_by(&turn.input, turn.written_in, &step);
    let is_told = left.is_some();
    let saved = commit(desk, turn, &step, &facts, row, is_new, left).await?;
    let Some((session, left_behind)) = saved else {
        // Whoever took the step may have been cut off before it was remembered.
        if let Some(stored) = find_session(desk.store(), turn.seat).await? {
            desk.learn_session(stored);
        }
        return Ok(Advanced::Duplicate);
    };
    tracing::info!(step.changes = step.changes.len(), "a step was taken");
    desk.remember_session(session.clone());
    announce(desk, &step, is_new).await?;
    if is_told {
        desk.wake().notices.notify_one();
    }

    let mut facts = if step.changes.is_empty() && !is_new {
        facts
    } else {
        // What was loaded before the changes tells of the world before them; so does a company that has just learnt the
        // person's name.
        let me = member(desk, turn).unwrap_or_else(|| facts.me.clone());
        facts::bare(desk, me, None, now)
    };
    facts.draft = match &session.draft {
        Some((text, at)) => State::from_stored(text).ok().map(|state| (state, *at)),
        None => None,
    };
    let screen = match step.show {
        Show::Panel => {
            let mut screen = screen_of(desk, &step.next, &mut facts).await?;
            screen.line.clone_from(&step.line);
            Some(screen)
        }
        Show::Card(_) | Show::Nothing => None,
    };
    let locale = desk.company().locale_of(&facts.me);
    let effect = step.next.effect();
    let shown = Shown { session, show: step.show, screen, locale, effect, left_behind };
    Ok(Advanced::Show(Box::new(shown)))
}

/// Takes a pure question to the facts until it needs nothing more.
async fn satisfied<T>(
    desk: &Desk,
    facts: &mut Facts,
    ask: impl Fn(&Facts) -> Result<T, crate::dialogue::Need> + Send,
) -> Result<T, AppError> {
    for _need in 0..NEEDS_MAX {
        match ask(facts) {
            Ok(answer) => return Ok(answer),
            Err(need) => facts::load(desk, facts, need).await?,
        }
    }
    Err(AppError::Insatiable)
}

/// Draws the panel of a state.
async fn screen_of(desk: &Desk, state: &State, facts: &mut Facts) -> Result<Screen, AppError> {
    satisfied(desk, facts, |facts| view(state, facts)).await
}

/// The session after the step.
fn next_row(turn: &Turn, place: &Place, step: &Step, now: Timestamp) -> Result<SessionRow, AppError> {
    let before = place.row.as_ref();
    let draft = match &step.draft {
        Draft::Keep => match &place.draft {
            Some((state, at)) => Some((state.to_stored()?, *at)),
            None => None,
        },
        Draft::Leave(state) => Some((state.to_stored()?, now)),
        Draft::Clear => None,
    };
    let current = if let State::Attending { attendance, used_at } = &step.next {
        Some((*attendance, *used_at))
    } else {
        None
    };
    let before_rev = before.map_or(0, |row| row.rev);
    // Buttons of the panel before must not act on what comes after; they may while nothing else is shown.
    let unseen = step.show == Show::Nothing
        && std::mem::discriminant(&step.next) == std::mem::discriminant(&place.state);
    // A tap that changes nothing (the page one is on) draws the same panel with the same buttons.
    let idle = matches!(turn.input, Input::Press(_))
        && step.next == place.state
        && step.line.is_none()
        && step.changes.is_empty();
    let same_panel = unseen || idle;
    let rev = if same_panel { before_rev } else { before_rev + 1 };
    let was_shown = before.map_or(0, |row| row.shown_rev);
    Ok(SessionRow {
        id: before.map_or(0, |row| row.id),
        key: turn.seat,
        version: before.map_or(0, |row| row.version),
        state: step.next.to_stored()?,
        draft,
        panel_message_id: match step.show {
            // The panel's message is the card's from now on.
            Show::Card(_) => None,
            Show::Panel | Show::Nothing => before.and_then(|row| row.panel_message_id),
        },
        rev,
        shown_rev: match step.show {
            Show::Panel => was_shown,
            Show::Nothing if same_panel => was_shown,
            Show::Card(_) | Show::Nothing => rev,
        },
        current,
        updated_at: now,
    })
}

/// Everything of the step in one transaction. `None`: the update had its effect before. Beside the session the panel's
/// message, when it was left behind.
async fn commit(
    desk: &Desk,
    turn: &Turn,
    step: &Step,
    facts: &Facts,
    row: SessionRow,
    is_new: bool,
    left: Option<Notice>,
) -> Result<Option<(SessionRow, Option<i64>)>, AppError> {
    let changes = change::prepare(&step.changes, facts, turn, row.key);
    let update_id = turn.update_id;
    let expected = (row.version > 0).then_some(row.version);
    let introduced = is_new.then(|| facts.me.clone());
    let card = match step.show {
        Show::Card(attendance) => Some(attendance),
        Show::Panel | Show::Nothing => None,
    };
    let panel = desk.find_session(row.key).await?.and_then(|before| before.panel_message_id);
    let saved = desk
        .store()
        .write(move |tx| {
            Box::pin(async move {
                if let Some(update_id) = update_id {
                    finish_inbox_once(tx, TELEGRAM, &update_id.to_string()).await?;
                }
                if let Some(me) = introduced {
                    crate::store::staff::introduce(tx, me.id, &me.name, me.locale).await?;
                }
                // The session comes after what it refers to. That it was changed by somebody else undoes all of it.
                changes.apply(tx).await?;
                let saved = save_session(tx, &row, expected).await?;
                if let Some(left) = left {
                    notice::put(tx, row.key.chat_id, row.key.thread_id, left, row.updated_at).await?;
                }
                let left_behind = match card {
                    Some(attendance) => become_card(tx, attendance, &row, panel).await?,
                    None => None,
                };
                Ok((SessionRow { id: saved.id, version: saved.version, ..row }, left_behind))
            })
        })
        .await;
    match saved {
        Ok(saved) => Ok(Some(saved)),
        Err(StoreError::Settled) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The panel's message becomes the attendance's card in this chat. An older card there is left behind: its message is
/// handed back, so that its buttons can be taken away.
async fn become_card(
    tx: &mut Tx,
    attendance: AttendanceId,
    row: &SessionRow,
    panel: Option<i64>,
) -> Result<Option<i64>, StoreError> {
    let SessionKey { chat_id, thread_id, .. } = row.key;
    let known = find_card(&mut *tx, attendance, chat_id).await?.and_then(|card| card.message_id);
    let message_id = panel.or(known);
    put_card(tx, &CardRow { attendance, chat_id, thread_id, message_id, fingerprint: None }).await?;
    let asked_for = Notice::Card { attendance, fresh: true };
    notice::put(tx, chat_id, thread_id, asked_for, row.updated_at).await?;
    Ok(known.filter(|old| panel.is_some_and(|panel| panel != *old)))
}

/// Wakes who has to do with what was committed.
async fn announce(desk: &Desk, step: &Step, is_new: bool) -> Result<(), AppError> {
    if step.changes.is_empty() && !is_new {
        return Ok(());
    }
    let company_changed = is_new || step.changes.iter().any(change::touches_company);
    if company_changed {
        desk.reload_company().await?;
    }
    if step.changes.contains(&Change::Set(Setting::SyncTemplates)) {
        desk.wake().templates.notify_one();
    }
    for channel in step.changes.iter().filter_map(change::opens_channel) {
        receive_late(desk, channel).await?;
    }
    desk.wake().deliveries.notify_one();
    desk.wake().notices.notify_one();
    if step.changes.iter().any(change::erases) {
        desk.forget_sessions();
        sweep::scrub(desk).await;
    }
    if step.changes.iter().any(change::begins_an_import) {
        desk.wake().imports.notify_one();
    }
    Ok(())
}
