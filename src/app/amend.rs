//! What people do to messages that are there already: a reaction, a change of their own words. It goes to the contact where
//! the channel carries it; where it does not, the person is told below the message.
//!
//! It leaves the dialogue where it is. What has not left yet is changed where it waits.

use super::advance::TELEGRAM;
use super::desk::{AppError, Desk};
use super::notice::{self, Notice, Unamended};
use super::outgoing::{Outgoing, store_outgoing};
use super::place::Place;
use crate::domain::Timestamp;
use crate::domain::attendance::{Attendance, AttendanceState};
use crate::domain::channel::Capabilities;
use crate::domain::content::{Content, is_like_a_command};
use crate::domain::limit::EDIT_AGE_MAX;
use crate::domain::message::{Direction, Message, MessageState};
use crate::domain::signature::{signed, unsigned};
use crate::domain::staff::StaffMember;
use crate::domain::window::Window;
use crate::store::inbox::finish_inbox;
use crate::store::message::WrittenIn;
use crate::store::outbox::DeliveryState;
use crate::store::session::SessionKey;
use crate::store::{StoreError, Tx, attendance, message, outbox};

/// Whether the dialogue at the seat asks about what was said in this message. It is in no attendance yet, and what is done
/// to it is done to the question.
pub async fn asks_about(desk: &Desk, seat: SessionKey, message_id: i64) -> Result<bool, AppError> {
    let place = Place::of(desk, seat, desk.clock().now()).await?;
    Ok(place.state.asks_about(message_id))
}

/// What was done to a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amendment {
    /// This is the person's reaction now; none when it was taken away.
    Reaction(Option<String>),
    /// A reaction that only Telegram has.
    Foreign,
    /// These are its words now, with WhatsApp's marks.
    Words(String),
}

/// Works it off. What is done to a message that belongs to no attendance means nothing to us.
pub async fn amend(
    desk: &Desk,
    me: StaffMember,
    to: WrittenIn,
    what: Amendment,
    update_id: i64,
) -> Result<(), AppError> {
    let now = desk.clock().now();
    let abilities = desk.company();
    desk.store()
        .write(move |tx| {
            Box::pin(async move {
                if !finish_inbox(tx, TELEGRAM, &update_id.to_string()).await? {
                    return Ok(());
                }
                let Some(found) = message::by_written_in(&mut *tx, to).await? else { return Ok(()) };
                let open = attendance::load_attendance(&mut *tx, found.attendance).await?;
                let able = abilities.find_channel(&open.channel).map(|channel| channel.capabilities);
                let Some(able) = able else { return Ok(()) };
                match act(tx, &me, &open, able, &found, what, now).await? {
                    Ok(()) => notice::refresh_cards(tx, open.id, now).await,
                    Err(why) => {
                        let said = Notice::NotAmended { attendance: open.id, below: to.message_id, why };
                        notice::put(tx, to.chat_id, 0, said, now).await
                    }
                }
            })
        })
        .await?;
    desk.wake().deliveries.notify_one();
    desk.wake().notices.notify_one();
    Ok(())
}

async fn act(
    tx: &mut Tx,
    me: &StaffMember,
    open: &Attendance,
    able: Capabilities,
    found: &Message,
    what: Amendment,
    now: Timestamp,
) -> Result<Result<(), Unamended>, StoreError> {
    if open.staff != Some(me.id) || open.state != AttendanceState::Open {
        return Ok(Err(Unamended::Over));
    }
    let window = Window::at(attendance::last_incoming_at(&mut *tx, open.contact, &open.channel).await?, now);
    if able.has_window && !window.is_active() && found.state != MessageState::Held {
        return Ok(Err(Unamended::WindowClosed));
    }
    match what {
        Amendment::Foreign => Ok(Err(Unamended::Emoji)),
        Amendment::Reaction(emoji) => {
            // A reaction or an edit cannot be reacted to: the message it is about is meant.
            let Some(to) = found.content.is_about().cloned().or_else(|| found.remote.clone()) else {
                return Ok(Err(Unamended::NotSent));
            };
            let ours = found.direction == Direction::Out && !found.content.is_mark();
            let said = Outgoing::mark(Content::Reaction { to, emoji, ours }, me.id);
            store_outgoing(tx, open, said, now).await.map(Ok)
        }
        Amendment::Words(words) => reword(tx, me, open, able, found, words, now).await,
    }
}

/// Changes what was written: where it waits, or on the contact's phone.
async fn reword(
    tx: &mut Tx,
    me: &StaffMember,
    open: &Attendance,
    able: Capabilities,
    found: &Message,
    words: String,
    now: Timestamp,
) -> Result<Result<(), Unamended>, StoreError> {
    let is_command = is_like_a_command(&words);
    let Some(changed) = found.content.reworded(words) else { return Ok(Ok(())) };
    let changed = if me.preferences.signs { signed(changed, me.shown_name()) } else { changed };
    if found.direction == Direction::In || changed == found.content {
        return Ok(Ok(()));
    }
    if is_command && !found.content.words().is_some_and(|said| is_like_a_command(unsigned(said))) {
        // The words of a quick reply were called by a command: another command does not take their place.
        return Ok(Err(Unamended::Command));
    }
    if is_under_sound(&changed) {
        return Ok(Err(Unamended::UnderSound));
    }
    let waits = outbox::of_message(&mut *tx, found.id).await?.map(|(_, state)| state);
    if matches!(waits, Some(DeliveryState::Queued | DeliveryState::Held)) {
        message::reword(tx, found.id, &changed).await?;
        return Ok(Ok(()));
    }
    let Some(of) = found.remote.clone() else { return Ok(Err(Unamended::NotSent)) };
    let Content::Text { body } = changed else { return Ok(Err(Unamended::Fixed)) };
    if !able.edits {
        return Ok(Err(Unamended::Fixed));
    }
    if now - found.created_at > EDIT_AGE_MAX {
        return Ok(Err(Unamended::TooLate));
    }
    store_outgoing(tx, open, Outgoing::mark(Content::Edited { of, body }, me.id), now).await.map(Ok)
}

/// Whether it has words under a sound.
fn is_under_sound(content: &Content) -> bool {
    matches!(content, Content::Media { media, caption: Some(_words) } if media.kind.is_sound())
}
