//! Gathers what a notice says: facts from the store, words from the renderer.

use super::super::panel::Place;
use super::super::render::{self, Rendered};
use super::Front;
use crate::app::AppError;
use crate::app::facts::attendance_row;
use crate::app::notice::Notice;
use crate::dialogue::card::{CardFacts, card};
use crate::dialogue::facts::AttendanceRow;
use crate::dialogue::screen::Person;
use crate::domain::Timestamp;
use crate::domain::cost::{Charge, Charged};
use crate::domain::id::{AttendanceId, MessageId, StaffId};
use crate::domain::message::MessageState;
use crate::domain::staff::Locale;
use crate::store::StoreError;
use crate::store::attendance::load_attendance;
use crate::store::message::{count_service, last_messages, load_message};
use crate::store::session::SessionKey;
use crate::store::transfer::find_transfer;
use chrono::Datelike as _;
use chrono_tz::Tz;

/// A card, drawn for its reader.
pub(super) struct Draft {
    /// Words and buttons.
    pub(super) rendered: Rendered,
}

/// How many messages an offer shows: enough to know what it is about.
const OFFERED_MESSAGES: u32 = 3;

/// The mark for a message's state on the person's own message.
const fn mark(state: MessageState) -> &'static str {
    match state {
        MessageState::Queued | MessageState::Held | MessageState::Unknown => "🕊",
        MessageState::Sent | MessageState::Delivered | MessageState::Received => "👌",
        MessageState::Read => "👀",
        MessageState::Failed => "💔",
    }
}

/// When the month began in the company's time zone.
fn month_of(now: Timestamp, timezone: Tz) -> Timestamp {
    let first = now.with_timezone(&timezone).date_naive().with_day(1);
    let midnight = first.and_then(|day| day.and_hms_opt(0, 0, 0));
    // Where midnight is skipped by the clocks, a day more is counted: it is no bill.
    midnight.and_then(|at| at.and_local_timezone(timezone).earliest()).map_or(now, |at| at.to_utc())
}

impl Front {
    pub(super) async fn row(&self, id: AttendanceId) -> Result<Option<AttendanceRow>, AppError> {
        let store = self.0.desk.store();
        match load_attendance(store, id).await {
            Ok(found) => attendance_row(store, found, self.now()).await.map(Some),
            Err(StoreError::Missing { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The mark for a message; none for one that was taken out of the queue.
    pub(super) async fn tick(&self, message: MessageId) -> Result<Option<&'static str>, AppError> {
        match load_message(self.0.desk.store(), message).await {
            Ok(found) => Ok(Some(mark(found.state))),
            Err(StoreError::Missing { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// How many free-form messages the channel has sent this month: counted for who has sent some of them here.
    async fn service_this_month(&self, row: &AttendanceRow) -> Result<Option<u32>, AppError> {
        let is_service = |one: &Charged| Charge::of_webhook(&one.pricing.category) == Some(Charge::Service);
        if !row.charged.iter().any(is_service) {
            return Ok(None);
        }
        let since = month_of(self.now(), self.0.desk.company().timezone);
        Ok(Some(count_service(self.0.desk.store(), &row.attendance.channel, since).await?))
    }

    /// The card of an attendance for who reads this chat. `None` when nobody may.
    pub(super) async fn draw_card(
        &self,
        place: Place,
        attendance: AttendanceId,
    ) -> Result<Option<Draft>, AppError> {
        let Some(row) = self.row(attendance).await? else { return Ok(None) };
        let company = self.0.desk.company();
        // Private chats only: the chat's id is the person's.
        let Some(reader) = company.find_staff(StaffId(place.chat_id)) else { return Ok(None) };
        if !company.may_see(reader, &row.attendance) {
            return Ok(None);
        }
        let seat =
            SessionKey { chat_id: place.chat_id, thread_id: i64::from(place.thread_id), staff: reader.id };
        let session = self.0.desk.find_session(seat).await?;
        let is_current = |(current, _): &(AttendanceId, Timestamp)| *current == attendance;
        let typing_goes_here = session.and_then(|session| session.current).as_ref().is_some_and(is_current)
            || self.is_topic(place, attendance).await?;
        let (rates, service_this_month) = (self.0.desk.rates(), self.service_this_month(&row).await?);
        let card = card(CardFacts {
            row: &row,
            company: &company,
            reader: reader.id,
            rates: &rates,
            service_this_month,
            typing_goes_here,
        });
        let voice = self.voice(company.locale_of(reader));
        match render::card(&card, &voice.0, attendance) {
            Ok(rendered) => Ok(Some(Draft { rendered })),
            Err(error) => {
                tracing::error!(attendance.id = %attendance, %error, "a card could not be drawn");
                Ok(None)
            }
        }
    }

    /// Any other notice.
    pub(super) async fn draw(&self, place: Place, notice: Notice) -> Result<Option<Rendered>, AppError> {
        let (Notice::TransferAsked { attendance, .. }
        | Notice::TransferAnswered { attendance, .. }
        | Notice::Released { attendance, .. }
        | Notice::Offered { attendance, .. }
        | Notice::OfferAnswered { attendance, .. }
        | Notice::TakenOver { attendance, .. }
        | Notice::Unconfirmed { attendance, .. }
        | Notice::Card { attendance, .. }) = notice
        else {
            return Ok(None);
        };
        let Some(row) = self.row(attendance).await? else { return Ok(None) };
        let company = self.0.desk.company();
        let reader = company.find_staff(StaffId(place.chat_id));
        let locale: Locale = reader.map_or(company.locale, |reader| company.locale_of(reader));
        let voice = self.voice(locale);
        let may_see = reader.is_some_and(|reader| company.may_see(reader, &row.attendance));
        let person = named(&row, may_see);
        let team = company.find_team(&row.attendance.team).map_or("", |team| team.name.as_str());
        Ok(match notice {
            Notice::TransferAsked { by, .. } => company.find_staff(by).and_then(|asker| {
                render::transfer_asked(&person, &asker.name, by, attendance, &voice.0).ok()
            }),
            Notice::TransferAnswered { accepted, .. } => {
                Some(render::transfer_answered(&person, accepted, &voice.0))
            }
            Notice::Offered { by, .. } => {
                // What was said is for who may still take it.
                let offer = find_transfer(self.0.desk.store(), attendance).await?;
                let stands = offer.is_some_and(|offer| offer.by == by);
                let Some(by) = company.find_staff(by).filter(|_by| stands) else { return Ok(None) };
                let last = last_messages(self.0.desk.store(), attendance, OFFERED_MESSAGES).await?;
                let channel = company.find_channel(&row.attendance.channel);
                let offer = render::Offer {
                    person: &person,
                    by: &by.name,
                    team,
                    channel: channel.map_or("", |channel| channel.name.as_str()),
                    last: &last,
                };
                render::offered(&offer, attendance, &voice.0).ok()
            }
            Notice::OfferAnswered { by, accepted, .. } => {
                company.find_staff(by).map(|by| render::offer_answered(&person, &by.name, accepted, &voice.0))
            }
            Notice::TakenOver { by, .. } => {
                company.find_staff(by).map(|by| render::taken_over(&person, &by.name, &voice.0))
            }
            Notice::Unconfirmed { said, .. } => {
                let is_theirs = reader.is_some_and(|reader| row.attendance.staff == Some(reader.id));
                Some(render::unconfirmed(&person, is_theirs, &said, &voice.0))
            }
            Notice::Released { count, .. } => Some(render::released(&person, count, &voice.0)),
            Notice::Incoming { .. }
            | Notice::WindowCloses { .. }
            | Notice::Trouble { .. }
            | Notice::NotAmended { .. }
            | Notice::NotPlaced { .. }
            | Notice::GivenUp { .. }
            | Notice::Card { .. }
            | Notice::ChannelTurned { .. }
            | Notice::ChannelDown { .. }
            | Notice::ChannelUp { .. }
            | Notice::Alarm { .. }
            | Notice::House(_)
            | Notice::Remove { .. }
            | Notice::Tick { .. } => None,
        })
    }
}

/// Whom an attendance is with, for one who is told of it. Where it is not theirs to see (any more, or yet), they are told of
/// whom by name, and of a number only its ends.
pub(super) fn named(row: &AttendanceRow, may_see: bool) -> Person {
    let (name, phone) = (row.contact.name.clone(), row.contact.phone.clone());
    if may_see {
        Person { name, phone }
    } else {
        Person { name: name.or(phone.map(|phone| phone.masked())), phone: None }
    }
}
