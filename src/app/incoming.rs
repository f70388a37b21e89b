//! What a contact wrote: the window opens, what waited leaves, and somebody is told.
//!
//! Races, and what was decided:
//! - An edit, a deletion or a reaction comes before the message it is about. Where an attendance is open, it belongs there
//!   at once. Where none is, it opens none: it waits in the inbox under that message's id, and comes in together with it.
//! - A contact writes on a channel that no team may use yet: it waits in the inbox, and comes in when one may.
//! - What was written earlier comes later: the window is that of the latest.

use super::contact::of_incoming;
use super::desk::fresh_ids;
use super::door::{Came, Door};
use super::notice::{self, Notice};
use super::outgoing::{Outgoing, store_outgoing};
use crate::domain::Timestamp;
use crate::domain::attendance::Attendance;
use crate::domain::delivery::Content;
use crate::domain::event::{Event, Incoming};
use crate::domain::id::{ChannelId, ContactId, MessageId, RemoteId};
use crate::domain::limit::{EARLY_MAX, WINDOW_COUNTDOWN, WINDOW_WARNING};
use crate::domain::message::{Direction, Message, MessageState};
use crate::domain::profile::Decided;
use crate::domain::window::{WINDOW, Window};
use crate::store::audit::{self, Entry};
use crate::store::contact::profile;
use crate::store::inbox::{finish_inbox_once, waiting_inbox};
use crate::store::{Constraint, StoreError, Tx};
use crate::store::{attendance, conversation, message, outbox};

/// What became of it.
#[derive(Debug, Default)]
pub(super) struct CameIn {
    /// Whether it had its effect; otherwise it waits for the message that it is about, or for a team.
    pub(super) is_settled: bool,
    /// Keys in the inbox of what had waited for it and came in with it.
    pub(super) with_it: Vec<String>,
}

impl CameIn {
    const fn alone(is_settled: bool) -> Self {
        Self { is_settled, with_it: Vec::new() }
    }
}

/// A contact wrote, or put a mark on a message.
pub(super) async fn apply_incoming(
    tx: &mut Tx,
    channel: &ChannelId,
    incoming: &Incoming,
    door: &Door,
    now: Timestamp,
) -> Result<CameIn, StoreError> {
    let ids = fresh_ids();
    let person = of_incoming(tx, incoming, ids.contact, now).await?;
    let has_written = has_written(incoming);
    if has_written {
        conversation::note_incoming(tx, person.id, channel, &incoming.from, incoming.at).await?;
    }
    if door.is_opt_out(&incoming.content) {
        note_opt_out(tx, person.id, now).await?;
    }
    if profile::is_blocked(&mut *tx, person.id).await? {
        return keep_quietly(tx, (channel, person.id), incoming, door, now).await;
    }
    let (open, came) = match attendance::find_open(&mut *tx, person.id, channel).await? {
        Some(open) => (open, Came::Known),
        // A mark on an old message is no reason to open a new conversation.
        None if incoming.content.is_mark() => {
            return is_about_known(tx, channel, incoming).await.map(CameIn::alone);
        }
        None => match door.lead(tx, ids.attendance, person.id, channel, now).await? {
            Some(led) => led,
            // It waits in the inbox until a team may use the channel.
            None => return Ok(CameIn::alone(false)),
        },
    };
    let Some(said) = keep(tx, &open, incoming, ids.message, now).await? else {
        return Ok(CameIn::alone(true));
    };
    let released = if has_written {
        outbox::release_line(tx, person.id, channel, now).await?;
        outbox::release_held(tx, person.id, channel, now).await?
    } else {
        0
    };
    announce(tx, &open, &said, released, now).await?;
    let with_it = apply_early_marks(tx, &open, &incoming.remote, now).await?;
    if door.has_window && has_written {
        warn_of_the_end(tx, &open, now).await?;
    }
    if !incoming.content.is_mark() {
        say_nobody_is_there(tx, &open, incoming.at, door, now).await?;
    }
    door.show(tx, &open, came, now).await?;
    Ok(CameIn { is_settled: true, with_it })
}

/// The contact wants no templates any more. Who has said so before stays where they are.
async fn note_opt_out(tx: &mut Tx, contact: ContactId, now: Timestamp) -> Result<(), StoreError> {
    if profile::load_profile(&mut *tx, contact).await?.opted_out.is_some() {
        return Ok(());
    }
    profile::set_opted_out(tx, contact, Some(Decided { at: now, by: None })).await?;
    let subject = contact.to_string();
    let entry = Entry { at: now, staff: None, action: "contact.opted_out", subject: &subject, detail: "" };
    audit::append(tx, &entry).await
}

/// What somebody writes who is blocked is kept where it belongs, and nobody hears of it: with the attendance that is open,
/// else with the last one, else with one that is over as it begins.
async fn keep_quietly(
    tx: &mut Tx,
    (channel, contact): (&ChannelId, ContactId),
    incoming: &Incoming,
    door: &Door,
    now: Timestamp,
) -> Result<CameIn, StoreError> {
    let ids = fresh_ids();
    let open = attendance::find_open(&mut *tx, contact, channel).await?;
    let known = match open {
        Some(open) => Some(open),
        None => attendance::last_closed(&mut *tx, contact, channel).await?,
    };
    let place = match known {
        Some(known) => Some(known),
        None => door.shut(tx, ids.attendance, contact, channel, now).await?,
    };
    if let Some(place) = place {
        keep(tx, &place, incoming, ids.message, now).await?;
    }
    Ok(CameIn::alone(true))
}

/// Outside business hours the contact is told so, once in an attendance: that it was is noted in the same transaction.
async fn say_nobody_is_there(
    tx: &mut Tx,
    open: &Attendance,
    wrote_at: Timestamp,
    door: &Door,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(text) = door.absence(&open.team) else { return Ok(()) };
    // What comes in late, after its window has closed, could not be answered so.
    let may_answer = !door.has_window || Window::at(Some(wrote_at), now).is_active();
    if !may_answer || !attendance::note_absence(tx, open.id, now).await? {
        return Ok(());
    }
    let ids = fresh_ids();
    let said = Outgoing {
        ids: (ids.message, ids.delivery),
        content: Content::Text { body: text.to_owned() },
        answers: None,
        held: false,
        written_in: None,
        by: None,
    };
    store_outgoing(tx, open, said, now).await
}

/// Who changes or deletes what they wrote has not written: no window opens, and nothing leaves the queue.
const fn has_written(incoming: &Incoming) -> bool {
    !matches!(incoming.content, Content::Edited { .. } | Content::Deleted { .. })
}

/// Whether the message that a mark is about has come.
async fn is_about_known(tx: &mut Tx, channel: &ChannelId, mark: &Incoming) -> Result<bool, StoreError> {
    let Some(about) = mark.content.is_about() else { return Ok(true) };
    for direction in [Direction::In, Direction::Out] {
        if message::by_remote(&mut *tx, channel, about, direction).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Stores it in the attendance; `None` when it was stored before, under another key.
async fn keep(
    tx: &mut Tx,
    open: &Attendance,
    incoming: &Incoming,
    id: MessageId,
    now: Timestamp,
) -> Result<Option<Message>, StoreError> {
    let said = Message {
        id,
        attendance: open.id,
        direction: Direction::In,
        content: incoming.content.clone(),
        state: MessageState::Received,
        state_at: incoming.at,
        remote: Some(incoming.remote.clone()),
        fault: None,
        answers: incoming.content.is_about().or(incoming.answers.as_ref()).cloned(),
        created_at: now,
    };
    match message::insert_message(tx, &said, None).await {
        Err(StoreError::Conflict(Constraint::RemoteMessageKnown)) => Ok(None),
        other => other.map(|()| Some(said)),
    }
}

/// Marks that came before the message they are about: they come in behind it. Their keys in the inbox.
async fn apply_early_marks(
    tx: &mut Tx,
    open: &Attendance,
    about: &RemoteId,
    now: Timestamp,
) -> Result<Vec<String>, StoreError> {
    let source = open.channel.as_str();
    let mut settled = Vec::new();
    for row in waiting_inbox(&mut *tx, source, &about.0, EARLY_MAX).await? {
        if let Ok(Event::Incoming(mark)) = serde_json::from_str::<Event>(&row.raw)
            && let Some(said) = keep(tx, open, &mark, fresh_ids().message, now).await?
        {
            announce(tx, open, &said, 0, now).await?;
            if has_written(&mark) {
                conversation::note_incoming(tx, open.contact, &open.channel, &mark.from, mark.at).await?;
            }
        }
        finish_inbox_once(tx, source, &row.remote_id).await?;
        settled.push(row.remote_id);
    }
    Ok(settled)
}

/// The window closes a day after what the contact wrote last: who has the attendance then is warned in time.
async fn warn_of_the_end(tx: &mut Tx, open: &Attendance, now: Timestamp) -> Result<(), StoreError> {
    let last = attendance::last_incoming_at(&mut *tx, open.contact, &open.channel).await?;
    let Some(end) = last.and_then(|last| last.checked_add_signed(WINDOW)) else { return Ok(()) };
    let chat = open.staff.map_or(0, |staff| staff.0);
    for (said, before) in [(false, WINDOW_COUNTDOWN), (true, WINDOW_WARNING)] {
        let notice = Notice::WindowCloses { attendance: open.id, said };
        let due = end - before;
        if due > now {
            notice::put_at(tx, chat, 0, notice, due, now).await?;
        }
    }
    Ok(())
}

/// The person who has it gets what was written, and hears of what leaves the queue.
pub(super) async fn announce(
    tx: &mut Tx,
    open: &Attendance,
    said: &Message,
    released: u32,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(staff) = open.staff else { return Ok(()) };
    let chat = staff.0;
    notice::put(tx, chat, 0, Notice::Incoming { attendance: open.id, message: said.id }, now).await?;
    if released > 0 {
        notice::put(tx, chat, 0, Notice::Released { attendance: open.id, count: released }, now).await?;
    }
    Ok(())
}
