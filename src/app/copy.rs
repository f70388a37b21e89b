//! Reads all that is kept about one contact, piece by piece, for somebody who may have it: never whole in memory.
//!
//! Decided: who handles contacts by the file gets what they may see; attendances of teams that they may not see stay out, and
//! are counted. An owner sees all of them. Names of our own people are not in it: what the contact may ask for is what is
//! kept about the contact.

use super::desk::{AppError, Desk};
use super::facts::sight_of;
use crate::dialogue::contact::decide::may_manage;
use crate::domain::Timestamp;
use crate::domain::attendance::{Attendance, Ending};
use crate::domain::contact::Contact;
use crate::domain::event::Pricing;
use crate::domain::id::{AttendanceId, ChannelId, ContactId, StaffId};
use crate::domain::limit::COPY_PAGE;
use crate::domain::message::Message;
use crate::domain::note::Note;
use crate::domain::phone::Phone;
use crate::domain::profile::Profile;
use crate::domain::template::Value;
use crate::store::attendance::load_attendance;
use crate::store::contact::kept::{self, Deed};
use crate::store::contact::{load_contact, profile};
use crate::store::note::notes_of;
use crate::store::timeline::{Sight, load_ending};
use std::collections::VecDeque;

/// Who it is, and what is written down about them.
#[derive(Debug, Clone)]
pub struct Head {
    /// Who.
    pub contact: Contact,
    /// What is written down and decided.
    pub profile: Profile,
    /// When they wrote last, by channel.
    pub written: Vec<(ChannelId, Timestamp)>,
    /// Values of templates in which they stand, kept for the next time.
    pub values: Vec<Value>,
    /// How many attendances are not told.
    pub hidden: u32,
}

/// A piece of what is kept, in the order in which one reads it.
#[derive(Debug, Clone)]
pub enum Piece {
    /// An attendance begins.
    Attendance(Box<Attendance>, Ending),
    /// What was said in it: some of it.
    Said(Vec<(Message, Option<Pricing>)>),
    /// What our people wrote down in it.
    Noted(Vec<Note>),
    /// What was done with all that: some of it.
    Done(Vec<Deed>),
}

/// Where the reading is.
#[derive(Debug, Clone)]
enum At {
    Between,
    Saying(AttendanceId, Option<Box<Message>>),
    Doing(i64),
}

/// A reading of all that is kept about one contact.
#[derive(Debug)]
pub struct Reading {
    desk: Desk,
    contact: ContactId,
    sight: Sight,
    left: VecDeque<AttendanceId>,
    at: At,
}

impl Reading {
    /// Begins; `None` for who may not, or where there is nobody.
    pub async fn begin(
        desk: &Desk,
        contact: ContactId,
        who: StaffId,
    ) -> Result<Option<(Box<Head>, Self)>, AppError> {
        let company = desk.company();
        let Some(me) = company.find_staff(who).filter(|me| may_manage(me)) else { return Ok(None) };
        let (store, sight) = (desk.store(), sight_of(&company, me));
        let found = load_contact(store, contact).await?;
        let (left, hidden) = kept::attendances_of(store, contact, &sight).await?;
        let numbers = found.phone.iter().map(Phone::digits).map(str::to_owned);
        let mut traces: Vec<String> = numbers.collect();
        traces.extend(found.addresses.iter().map(|address| address.value.clone()));
        traces.extend(found.name.as_ref().and_then(|name| serde_json::to_string(name).ok()));
        let head = Head {
            profile: profile::load_profile(store, contact).await?,
            written: kept::last_written(store, contact).await?,
            values: kept::values_with(store, &traces).await?,
            contact: found,
            hidden,
        };
        let reading = Self { desk: desk.clone(), contact, sight, left: left.into(), at: At::Between };
        Ok(Some((Box::new(head), reading)))
    }

    /// The next piece; `None` when that was all.
    pub async fn go_on(&mut self) -> Result<Option<Piece>, AppError> {
        let desk = self.desk.clone();
        let store = desk.store();
        match &self.at {
            At::Between => {
                let Some(id) = self.left.pop_front() else {
                    self.at = At::Doing(0);
                    return self.done(0).await;
                };
                self.at = At::Saying(id, None);
                let attendance = Box::new(load_attendance(store, id).await?);
                Ok(Some(Piece::Attendance(attendance, load_ending(store, id).await?)))
            }
            At::Saying(id, after) => {
                let id = *id;
                let said = kept::messages_after(store, id, after.as_deref(), COPY_PAGE).await?;
                if let Some((last, _charged)) = said.last() {
                    self.at = At::Saying(id, Some(Box::new(last.clone())));
                    return Ok(Some(Piece::Said(said)));
                }
                self.at = At::Between;
                Ok(Some(Piece::Noted(notes_of(store, id).await?)))
            }
            At::Doing(after) => {
                let after = *after;
                self.done(after).await
            }
        }
    }

    async fn done(&mut self, after: i64) -> Result<Option<Piece>, AppError> {
        let done = kept::deeds_after(self.desk.store(), self.contact, &self.sight, after, COPY_PAGE).await?;
        let Some(last) = done.last() else { return Ok(None) };
        self.at = At::Doing(last.seq);
        Ok(Some(Piece::Done(done)))
    }
}
