//! Buttons of cards. Those that need words lead into the dialogue; the others act here, once.

use super::desk::{AppError, Desk};
use super::facts::LOOK_BACK;
use super::notice::{self, Notice};
use super::receive::tell;
use super::transfer;
use crate::dialogue::card::Help;
use crate::dialogue::{CardAction, Enter, Toast};
use crate::domain::Timestamp;
use crate::domain::attendance::{Attendance, AttendanceState};
use crate::domain::id::{AttendanceId, MessageId, StaffId};
use crate::domain::limit::UNKNOWN_GRACE;
use crate::domain::message::{Direction, Message, of_card};
use crate::domain::staff::StaffMember;
use crate::domain::window::Window;
use crate::store::audit::{self, Entry};
use crate::store::inbox::finish_inbox;
use crate::store::outbox::DeliveryState;
use crate::store::{StoreError, Tx, attendance, card, message, outbox, staff};

/// What a button of a card led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    /// It was done; perhaps with a short answer.
    Done(Option<Toast>),
    /// The dialogue goes on there. The update is still to be marked done.
    Enter(Enter),
    /// The update had its effect before.
    Duplicate,
}

/// Works off a button of a card. `me` must be on staff.
pub async fn press(
    desk: &Desk,
    me: StaffMember,
    id: AttendanceId,
    action: CardAction,
    update_id: i64,
) -> Result<Pressed, AppError> {
    match action {
        CardAction::Respond => return Ok(Pressed::Enter(Enter::Respond(id))),
        CardAction::Queue => return Ok(Pressed::Enter(Enter::Queue(id))),
        CardAction::Transfer => return Ok(Pressed::Enter(Enter::Transfer(id))),
        CardAction::Conclude => return Ok(Pressed::Enter(Enter::Conclude(id))),
        CardAction::ChangeTemplate => return Ok(Pressed::Enter(Enter::ChangeTemplate(id))),
        CardAction::FixNumber => return Ok(Pressed::Enter(Enter::FixNumber(id))),
        CardAction::More => return Ok(Pressed::Enter(Enter::More(id))),
        CardAction::See => return Ok(Pressed::Enter(Enter::See(id))),
        CardAction::Take
        | CardAction::Retry
        | CardAction::Verify
        | CardAction::Resend
        | CardAction::Accept(_)
        | CardAction::Decline(_)
        | CardAction::AcceptOffer
        | CardAction::DeclineOffer
        | CardAction::TakeOver
        | CardAction::Help(..) => {}
    }
    let now = desk.clock().now();
    let me = me.id;
    let pressed = desk
        .store()
        .write(move |tx| {
            Box::pin(async move {
                if !finish_inbox(tx, super::advance::TELEGRAM, &update_id.to_string()).await? {
                    return Ok(Pressed::Duplicate);
                }
                // As they are now: since the tap was routed somebody may have lost the right.
                let Some(me) = staff::find_member(&mut *tx, me).await? else {
                    return Ok(Pressed::Done(Some(Toast::NotAllowed)));
                };
                let asker = if let CardAction::Accept(asker) | CardAction::Decline(asker) = action {
                    staff::find_member(&mut *tx, asker).await?
                } else {
                    None
                };
                let toast = act(tx, &me, id, action, asker.as_ref(), now).await?;
                Ok(Pressed::Done(toast))
            })
        })
        .await?;
    desk.wake().deliveries.notify_one();
    desk.wake().notices.notify_one();
    Ok(pressed)
}

async fn act(
    tx: &mut Tx,
    me: &StaffMember,
    id: AttendanceId,
    action: CardAction,
    asker: Option<&StaffMember>,
    now: Timestamp,
) -> Result<Option<Toast>, StoreError> {
    let found = match attendance::load_attendance(&mut *tx, id).await {
        Ok(found) => found,
        Err(StoreError::Missing { .. }) => return Ok(Some(Toast::NotAllowed)),
        Err(other) => return Err(other),
    };
    match action {
        CardAction::Take => take(tx, me, &found, now).await,
        CardAction::Accept(_) | CardAction::Decline(_) => match asker {
            // Whoever asks must still be of ours and of a team that may see it: the button may be old, or forged.
            Some(asker) if asker.may_serve(&found.team) && found.staff == Some(me.id) => {
                if matches!(action, CardAction::Accept(_)) {
                    accept(tx, me, &found, asker.id, now).await
                } else {
                    decline(tx, me, &found, asker.id, now).await
                }
            }
            Some(asker) if found.staff == Some(asker.id) => Ok(Some(Toast::AlreadyDone)),
            Some(_) | None => Ok(Some(Toast::NotAllowed)),
        },
        CardAction::Retry => again(tx, me, &found, Help::Retry, None, now).await,
        CardAction::Resend => again(tx, me, &found, Help::Resend, None, now).await,
        CardAction::Verify => again(tx, me, &found, Help::Verify, None, now).await,
        CardAction::Help(message, help) => again(tx, me, &found, help, Some(message), now).await,
        CardAction::AcceptOffer => transfer::accept(tx, me, &found, now).await,
        CardAction::DeclineOffer => transfer::decline(tx, me, &found, now).await,
        CardAction::TakeOver => transfer::take_over(tx, me, &found, now).await,
        CardAction::Respond
        | CardAction::Queue
        | CardAction::Transfer
        | CardAction::Conclude
        | CardAction::ChangeTemplate
        | CardAction::More
        | CardAction::See
        | CardAction::FixNumber => Ok(None),
    }
}

/// The first to take a waiting attendance has it.
async fn take(
    tx: &mut Tx,
    me: &StaffMember,
    found: &Attendance,
    now: Timestamp,
) -> Result<Option<Toast>, StoreError> {
    if !me.may_serve(&found.team) {
        return Ok(Some(Toast::NotAllowed));
    }
    if !attendance::hand_over(tx, found.id, None, me.id, None).await? {
        notice::refresh_cards(tx, found.id, now).await?;
        return Ok(Some(Toast::AlreadyDone));
    }
    record(tx, me.id, "attendance.taken", found, now).await?;
    // What the contact wrote while nobody had it is theirs to read now.
    for message in message::last_messages(&mut *tx, found.id, 30).await? {
        if message.direction == Direction::In {
            let said = Notice::Incoming { attendance: found.id, message: message.id };
            notice::put_next(tx, me.id.0, said, now).await?;
        }
    }
    notice::refresh_cards(tx, found.id, now).await?;
    // After the others, in the place of theirs: who takes it does not wait for what is told to everybody.
    let card = Notice::Card { attendance: found.id, fresh: false };
    notice::put_card_at_once(tx, me.id.0, 0, card, now).await?;
    Ok(None)
}

/// The holder gives the attendance to who asked for it.
async fn accept(
    tx: &mut Tx,
    me: &StaffMember,
    found: &Attendance,
    asker: StaffId,
    now: Timestamp,
) -> Result<Option<Toast>, StoreError> {
    if found.state == AttendanceState::Closed {
        return Ok(Some(Toast::AlreadyDone));
    }
    if !attendance::hand_over(tx, found.id, Some(me.id), asker, None).await? {
        return Ok(Some(Toast::AlreadyDone));
    }
    record(tx, me.id, "attendance.handed_over", found, now).await?;
    let answer = Notice::TransferAnswered { attendance: found.id, accepted: true };
    notice::put(tx, asker.0, 0, answer, now).await?;
    gets_the_card(tx, found, asker, now).await?;
    Ok(None)
}

/// Who has the attendance now gets its card, and all others of it say so.
pub(super) async fn gets_the_card(
    tx: &mut Tx,
    found: &Attendance,
    heir: StaffId,
    now: Timestamp,
) -> Result<(), StoreError> {
    if card::find_card(&mut *tx, found.id, heir.0).await?.is_none() {
        let fresh = card::CardRow {
            attendance: found.id,
            chat_id: heir.0,
            thread_id: 0,
            message_id: None,
            fingerprint: None,
        };
        card::put_card(tx, &fresh).await?;
    }
    notice::refresh_cards(tx, found.id, now).await?;
    // After the others: of one that is to be sent anew and one that is to be edited, it is sent anew.
    notice::put(tx, heir.0, 0, Notice::Card { attendance: found.id, fresh: true }, now).await
}

async fn decline(
    tx: &mut Tx,
    me: &StaffMember,
    found: &Attendance,
    asker: StaffId,
    now: Timestamp,
) -> Result<Option<Toast>, StoreError> {
    record(tx, me.id, "attendance.kept", found, now).await?;
    let answer = Notice::TransferAnswered { attendance: found.id, accepted: false };
    notice::put(tx, asker.0, 0, answer, now).await?;
    Ok(None)
}

/// Tries a failed message again, looks after an unknown one, or sends an unknown one again because a person says so.
async fn again(
    tx: &mut Tx,
    me: &StaffMember,
    found: &Attendance,
    help: Help,
    one: Option<MessageId>,
    now: Timestamp,
) -> Result<Option<Toast>, StoreError> {
    if found.staff != Some(me.id) || found.state == AttendanceState::Closed {
        return Ok(Some(Toast::NotAllowed));
    }
    let wanted_one = match one {
        Some(id) => match message::load_message(&mut *tx, id).await {
            // The button may be forged: only a message of this attendance.
            Ok(one) => Some(one).filter(|one| one.attendance == found.id),
            Err(StoreError::Missing { .. }) => None,
            Err(error) => return Err(error),
        },
        None => on_card(tx, found.id).await?,
    };
    let Some(last) = wanted_one else { return Ok(Some(Toast::AlreadyDone)) };
    let Some((delivery, state)) = outbox::of_message(&mut *tx, last.id).await? else {
        return Ok(Some(Toast::AlreadyDone));
    };
    let wanted = match help {
        Help::Retry => DeliveryState::Failed,
        Help::Resend | Help::Verify => DeliveryState::Unknown,
    };
    if state != wanted {
        // A receipt or another tap came first: the card shows it now.
        notice::refresh_cards(tx, found.id, now).await?;
        return Ok(Some(Toast::AlreadyDone));
    }
    if help == Help::Verify {
        notice::refresh_cards(tx, found.id, now).await?;
        return Ok(Some(Toast::NothingNew));
    }
    if help == Help::Resend && now - last.state_at < UNKNOWN_GRACE {
        return Ok(Some(Toast::TooEarly));
    }
    if !outbox::resend(tx, delivery, now).await? {
        return Ok(Some(Toast::AlreadyDone));
    }
    // What a refusal stopped goes on behind it.
    let last_incoming = attendance::last_incoming_at(&mut *tx, found.contact, &found.channel).await?;
    if Window::at(last_incoming, now).is_active() {
        outbox::release_held(tx, found.contact, &found.channel, now).await?;
    }
    let word = if help == Help::Retry { "delivery.retried" } else { "delivery.sent_again" };
    record(tx, me.id, word, found, now).await?;
    let queued = message::load_message(&mut *tx, last.id).await?;
    tell(tx, &queued, now).await?;
    Ok(Some(Toast::SendingAgain))
}

/// The one that the buttons of a card are about.
pub(super) async fn on_card(tx: &mut Tx, id: AttendanceId) -> Result<Option<Message>, StoreError> {
    let messages = message::last_messages(&mut *tx, id, LOOK_BACK).await?;
    Ok(of_card(&messages).cloned())
}

pub(super) async fn record(
    tx: &mut Tx,
    staff: StaffId,
    action: &str,
    found: &Attendance,
    now: Timestamp,
) -> Result<(), StoreError> {
    let subject = found.id.to_string();
    audit::append(tx, &Entry { at: now, staff: Some(staff), action, subject: &subject, detail: "" }).await
}
