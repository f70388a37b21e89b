//! Applies the changes of a step inside the transaction of that step.

use super::advance::Turn;
use super::allowed;
use super::contact::dialled;
use super::desk::fresh_ids;
use super::house;
use super::notice::{self, Notice, Unamended};
use super::outgoing::{self, Outgoing};
use super::press::on_card;
use super::setting;
use crate::dialogue::facts::{Facts, Fresh};
use crate::dialogue::house::Change as HouseChange;
use crate::dialogue::settings::Setting;
use crate::dialogue::state::Who;
use crate::dialogue::step::{Change, Opening, Unsent};
use crate::domain::Timestamp;
use crate::domain::attendance::{Attendance, AttendanceState, Successor, Transfer};
use crate::domain::contact::Contact;
use crate::domain::delivery::Content;
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::id::{AttendanceId, ChannelId, ContactId, RemoteId, StaffId};
use crate::domain::note::{Note, NoteText};
use crate::domain::template::Filled;
use crate::store::audit::{self, Entry};
use crate::store::message::WrittenIn;
use crate::store::note::insert_note;
use crate::store::outbox::DeliveryState;
use crate::store::session::SessionKey;
use crate::store::{StoreError, Tx};
use crate::store::{attendance, contact, message, outbox, quick_value, staff, transfer};

/// Changes of one step, with all that they need.
#[derive(Debug)]
pub struct Changes {
    wanted: Vec<Change>,
    pub(super) fresh: Fresh,
    pub(super) now: Timestamp,
    pub(super) me: StaffId,
    pub(super) seat: SessionKey,
    written_in: Option<WrittenIn>,
}

/// Whether a change makes the copy of the company in memory stale.
pub const fn touches_company(change: &Change) -> bool {
    matches!(
        change,
        Change::SetLocale(_)
            | Change::House(_)
            | Change::Set(Setting::Preferences(_) | Setting::Reopening { .. } | Setting::Company(_))
    )
}

/// Whether a change erases what must leave no trace.
pub const fn erases(change: &Change) -> bool {
    matches!(change, Change::OfContact(crate::dialogue::contact::Change::Forget { .. }))
}

/// Whether a change leaves a file of contacts to be worked off.
pub const fn begins_an_import(change: &Change) -> bool {
    use crate::dialogue::contact::Change as OfContact;
    matches!(change, Change::OfContact(OfContact::Look { .. } | OfContact::Import { .. }))
}

/// The channel on which a change may let a team receive who writes first.
pub const fn opens_channel(change: &Change) -> Option<&ChannelId> {
    if let Change::House(HouseChange::Channel { channel, may_use: true, .. }) = change {
        Some(channel)
    } else {
        None
    }
}

/// Takes the changes out of a step.
pub fn prepare(changes: &[Change], facts: &Facts, turn: &Turn, seat: SessionKey) -> Changes {
    Changes {
        wanted: changes.to_vec(),
        fresh: facts.fresh,
        now: facts.now,
        me: facts.me.id,
        seat,
        written_in: turn.written_in,
    }
}

impl Changes {
    /// Applies them all, or none.
    pub async fn apply(mut self, tx: &mut Tx) -> Result<(), StoreError> {
        for change in std::mem::take(&mut self.wanted) {
            self.apply_one(tx, &change).await?;
            if matches!(change, Change::Say { .. }) {
                // The next part of an album is a message of its own.
                let ids = fresh_ids();
                self.fresh = Fresh { message: ids.message, delivery: ids.delivery, ..self.fresh };
            }
        }
        Ok(())
    }

    async fn apply_one(&self, tx: &mut Tx, change: &Change) -> Result<(), StoreError> {
        match change {
            Change::OfContact(change) => {
                allowed::of_contact(tx, self.me, change).await?;
                self.change_contact(tx, change).await
            }
            Change::SetLocale(locale) => staff::set_locale(tx, self.me, *locale).await.map(|_changed| ()),
            Change::Set(setting) => setting::apply(tx, self.me, setting, self.now).await,
            Change::Open(opening) => self.open(tx, opening).await,
            Change::Say { attendance, content, answers, held, said_in } => {
                self.send(tx, *attendance, content.clone(), answers.clone(), *held, *said_in).await
            }
            Change::NotSent { attendance, why } => self.not_sent(tx, *attendance, *why).await,
            Change::NotPlaced => self.not_placed(tx).await,
            Change::SendTemplate { attendance, filled } => {
                self.remember(tx, filled).await?;
                self.audit(tx, "attendance.template", &attendance.to_string(), &filled.template.key.name)
                    .await?;
                let content = Content::Template { filled: filled.clone() };
                self.send(tx, *attendance, content, None, false, None).await
            }
            Change::Conclude { attendance: id, reason, note } => {
                self.is_mine(tx, *id).await?;
                attendance::close_attendance(tx, *id, *reason, note.as_deref(), self.now).await?;
                self.drop_waiting(tx, *id).await?;
                transfer::remove_transfer(tx, *id).await?;
                self.audit(tx, "attendance.concluded", &id.to_string(), "").await?;
                notice::refresh_cards(tx, *id, self.now).await
            }
            Change::AskTransfer { attendance: id, holder } => {
                let asked = holder.unwrap_or(self.me);
                self.audit(tx, "attendance.asked", &id.to_string(), "").await?;
                let ask = Notice::TransferAsked { attendance: *id, by: self.me };
                notice::put(tx, asked.0, 0, ask, self.now).await
            }
            Change::RemoveHeld { attendance: id, message } => {
                self.is_mine(tx, *id).await?;
                let written_in = message::written_in(&mut *tx, *message).await?;
                if outbox::remove_held(tx, *id, *message).await? {
                    self.audit(tx, "delivery.removed", &id.to_string(), "").await?;
                    if let Some(written_in) = written_in {
                        let tick = Notice::Tick { message: *message, written_in: written_in.message_id };
                        notice::put(tx, written_in.chat_id, 0, tick, self.now).await?;
                    }
                }
                notice::refresh_cards(tx, *id, self.now).await
            }
            Change::MoveHeld { attendance: id, message, earlier } => {
                self.is_mine(tx, *id).await?;
                outbox::move_held(tx, *id, *message, *earlier).await.map(|_moved| ())
            }
            Change::Offer { attendance: id, to, people } => self.offer(tx, *id, to, people).await,
            Change::House(change) => house::apply(tx, self.me, self.fresh, self.now, change).await,
            Change::ShowCard(id) => self.show_card(tx, *id).await,
            Change::Read(id) => self.audit(tx, "attendance.read", &id.to_string(), "").await,
            Change::Note { attendance: id, text } => self.note(tx, *id, text).await,
            Change::CorrectNumber { attendance: id, phone } => {
                let found = self.is_mine(tx, *id).await?;
                if contact::set_phone(tx, found.contact, phone, self.now).await?.is_some() {
                    // Somebody else got the number meanwhile: the step is taken again and says so.
                    return Err(StoreError::Conflict(crate::store::Constraint::AddressTaken));
                }
                self.audit(tx, "contact.number", &found.contact.to_string(), "").await?;
                self.resend_failed(tx, *id).await?;
                notice::refresh_cards(tx, *id, self.now).await
            }
        }
    }

    async fn note(&self, tx: &mut Tx, id: AttendanceId, text: &NoteText) -> Result<(), StoreError> {
        let note = Note { staff: self.me, text: text.clone(), written_at: self.now };
        insert_note(tx, id, &note).await?;
        self.audit(tx, "attendance.noted", &id.to_string(), "").await?;
        notice::refresh_cards(tx, id, self.now).await
    }

    async fn open(&self, tx: &mut Tx, opening: &Opening) -> Result<(), StoreError> {
        let contact = self.contact_of(tx, opening).await?;
        if contact::profile::is_blocked(&mut *tx, contact).await? {
            // It was blocked between the step and its transaction: the step is taken again and says so.
            return Err(StoreError::Stale);
        }
        let opened = Attendance {
            id: self.fresh.attendance,
            contact,
            channel: opening.channel.clone(),
            team: opening.team.clone(),
            staff: Some(self.me),
            state: AttendanceState::Open,
            opened_at: self.now,
            closed_at: None,
        };
        attendance::insert_attendance(tx, &opened).await?;
        contact::touch_contact(tx, contact, self.now).await?;
        self.audit(tx, "attendance.opened", &opened.id.to_string(), opening.channel.as_str()).await?;
        if let Some(filled) = &opening.first {
            self.remember(tx, filled).await?;
            let content = Content::Template { filled: filled.clone() };
            self.store_outgoing(tx, &opened, content, None, false, None).await?;
        }
        let card = Notice::Card { attendance: opened.id, fresh: true };
        notice::put(tx, self.seat.chat_id, self.seat.thread_id, card, self.now).await
    }

    /// The contact on file, or a new one; with the identities that the check of the number told.
    async fn contact_of(&self, tx: &mut Tx, opening: &Opening) -> Result<ContactId, StoreError> {
        let id = match &opening.to {
            Who::New { phone, name } => {
                let person = Contact {
                    id: self.fresh.contact,
                    name: name.clone(),
                    phone: Some(phone.clone()),
                    addresses: vec![dialled(phone)],
                    active_at: self.now,
                };
                contact::insert_contact(tx, &person).await?;
                person.id
            }
            Who::Known { contact: id, phone } => {
                if let Some(phone) = phone {
                    contact::add_addresses(tx, *id, &[dialled(phone)], self.now).await?;
                }
                *id
            }
        };
        // An identity that is somebody else's on file stays theirs: two contacts are never merged silently.
        contact::add_addresses(tx, id, &opening.addresses, self.now).await?;
        Ok(id)
    }

    async fn remember(&self, tx: &mut Tx, filled: &Filled) -> Result<(), StoreError> {
        quick_value::remember_values(tx, self.me, &filled.template.key, &filled.values, self.now).await
    }

    /// The attendance, while this person handles it.
    async fn is_mine(&self, tx: &mut Tx, id: AttendanceId) -> Result<Attendance, StoreError> {
        let found = attendance::load_attendance(&mut *tx, id).await?;
        if found.state == AttendanceState::Closed || found.staff != Some(self.me) {
            // It changed hands between the step and its transaction: the step is taken again and says so.
            return Err(StoreError::Stale);
        }
        Ok(found)
    }

    async fn send(
        &self,
        tx: &mut Tx,
        id: AttendanceId,
        content: Content,
        answers: Option<RemoteId>,
        held: bool,
        said_in: Option<i64>,
    ) -> Result<(), StoreError> {
        let found = self.is_mine(tx, id).await?;
        outgoing::let_go_before(tx, &found, &content, held, self.now).await?;
        let written_in = said_in.map(|message_id| WrittenIn { chat_id: self.seat.chat_id, message_id });
        self.store_outgoing(tx, &found, content, answers, held, written_in).await?;
        contact::touch_contact(tx, found.contact, self.now).await?;
        notice::refresh_cards(tx, id, self.now).await
    }

    /// Below the words that go to nobody stands why.
    async fn not_sent(&self, tx: &mut Tx, id: AttendanceId, why: Unsent) -> Result<(), StoreError> {
        let Some(WrittenIn { chat_id, message_id }) = self.written_in else { return Ok(()) };
        let why = match why {
            Unsent::NotTaken => Unamended::NotTaken,
            Unsent::NotYours => Unamended::NotYours,
            Unsent::Closed => Unamended::Closed,
            Unsent::Command => Unamended::Command,
        };
        let said = Notice::NotAmended { attendance: id, below: message_id, why };
        notice::put(tx, chat_id, self.seat.thread_id, said, self.now).await
    }

    /// Below the words that answer something unknown stands that they went nowhere.
    async fn not_placed(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let Some(WrittenIn { chat_id, message_id }) = self.written_in else { return Ok(()) };
        let said = Notice::NotPlaced { below: message_id };
        notice::put(tx, chat_id, self.seat.thread_id, said, self.now).await
    }

    /// A message of ours and its delivery.
    async fn store_outgoing(
        &self,
        tx: &mut Tx,
        attendance: &Attendance,
        content: Content,
        answers: Option<RemoteId>,
        held: bool,
        written_in: Option<WrittenIn>,
    ) -> Result<(), StoreError> {
        let ids = (self.fresh.message, self.fresh.delivery);
        // What was chosen by taps stands in no message of theirs.
        let by = written_in.is_none().then_some(self.me);
        let said = Outgoing { ids, content, answers, held, written_in, by };
        outgoing::store_outgoing(tx, attendance, said, self.now).await?;
        if let Some(written_in) = written_in {
            let tick = Notice::Tick { message: ids.0, written_in: written_in.message_id };
            notice::put(tx, written_in.chat_id, self.seat.thread_id, tick, self.now).await?;
        }
        Ok(())
    }

    /// What still waits will not leave any more: the panel said so before, and the marks on the messages do now.
    async fn drop_waiting(&self, tx: &mut Tx, id: AttendanceId) -> Result<(), StoreError> {
        let why = Fault::new(FaultKind::Expired, "concluded", "");
        for dropped in outbox::drop_waiting(tx, id, &why, self.now).await? {
            if let Some(written_in) = message::written_in(&mut *tx, dropped).await? {
                let tick = Notice::Tick { message: dropped, written_in: written_in.message_id };
                notice::put(tx, written_in.chat_id, 0, tick, self.now).await?;
            }
        }
        Ok(())
    }

    /// Everybody concerned is told; until one accepts, nothing changes.
    async fn offer(
        &self,
        tx: &mut Tx,
        id: AttendanceId,
        to: &Successor,
        people: &[StaffId],
    ) -> Result<(), StoreError> {
        self.is_mine(tx, id).await?;
        let offer = Transfer { attendance: id, by: self.me, to: to.clone() };
        transfer::put_transfer(tx, &offer, self.now).await?;
        self.audit(tx, "attendance.offered", &id.to_string(), "").await?;
        for person in people {
            notice::put(tx, person.0, 0, Notice::Offered { attendance: id, by: self.me }, self.now).await?;
        }
        Ok(())
    }

    async fn show_card(&self, tx: &mut Tx, id: AttendanceId) -> Result<(), StoreError> {
        if crate::store::card::find_card(&mut *tx, id, self.seat.chat_id).await?.is_none() {
            let card = crate::store::card::CardRow {
                attendance: id,
                chat_id: self.seat.chat_id,
                thread_id: self.seat.thread_id,
                message_id: None,
                fingerprint: None,
            };
            crate::store::card::put_card(tx, &card).await?;
        }
        self.audit(tx, "attendance.read", &id.to_string(), "").await?;
        let card = Notice::Card { attendance: id, fresh: true };
        notice::put_card_at_once(tx, self.seat.chat_id, self.seat.thread_id, card, self.now).await
    }

    /// The message that the card tells of is queued again, if it failed.
    async fn resend_failed(&self, tx: &mut Tx, id: AttendanceId) -> Result<(), StoreError> {
        let Some(told) = on_card(tx, id).await? else { return Ok(()) };
        if let Some((delivery, DeliveryState::Failed)) = outbox::of_message(&mut *tx, told.id).await? {
            outbox::resend(tx, delivery, self.now).await?;
        }
        Ok(())
    }

    pub(super) async fn audit(
        &self,
        tx: &mut Tx,
        action: &str,
        subject: &str,
        detail: &str,
    ) -> Result<(), StoreError> {
        audit::append(tx, &Entry { at: self.now, staff: Some(self.me), action, subject, detail }).await
    }
}
