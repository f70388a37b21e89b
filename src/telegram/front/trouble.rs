//! Tells a person below their own message that it did not arrive, or that nobody knows, and what can be done; with the words
//! themselves when they were chosen from a list.

use super::super::panel::Place;
use super::super::render;
use super::super::sender::Priority;
use super::Front;
use super::notice_text::named;
use super::notices::{Sent, outcome};
use crate::app::AppError;
use crate::domain::id::{AttendanceId, MessageId, StaffId};
use crate::domain::message::MessageState;
use crate::store::StoreError;
use crate::store::message::{count_in_state, is_forgotten, load_message, stands_in};

impl Front {
    /// Sends it, unless the message has got over it meanwhile.
    pub(super) async fn show_trouble(
        &self,
        place: Place,
        attendance: AttendanceId,
        message: MessageId,
    ) -> Result<Sent, AppError> {
        let store = self.0.desk.store();
        let said = match load_message(store, message).await {
            Ok(said) => said,
            Err(StoreError::Missing { .. }) => return Ok(Sent::Done),
            Err(error) => return Err(error.into()),
        };
        let own = stands_in(store, &said).await?;
        let is_elsewhere = own.is_some_and(|own| own.chat_id != place.chat_id);
        if !said.is_in_trouble() || is_elsewhere || (own.is_none() && said.is_told_by_card_alone()) {
            return Ok(Sent::Done);
        }
        let company = self.0.desk.company();
        let Some(reader) = company.find_staff(StaffId(place.chat_id)) else { return Ok(Sent::Done) };
        let own = own.and_then(|own| i32::try_from(own.message_id).ok());
        let alone = match own {
            Some(_below) => None,
            None if is_forgotten(&said) => return Ok(Sent::Done),
            None => self.row(attendance).await?,
        };
        let alone = alone.map(|row| named(&row, company.may_see(reader, &row.attendance)));
        let held = count_in_state(store, attendance, MessageState::Held).await?;
        let voice = self.voice(company.locale_of(reader));
        let told = match render::trouble(&said, alone.as_ref(), attendance, held, &voice.0) {
            Ok(told) => told,
            Err(error) => {
                tracing::error!(attendance.id = %attendance, %error, "what went wrong could not be drawn");
                return Ok(Sent::Done);
            }
        };
        let keyboard = (!told.keyboard.0.is_empty()).then_some(&told.keyboard);
        let sent = self.0.sender.send_as_answer(place, own, &told.html, keyboard, Priority::Notice);
        Ok(outcome(sent.await.map(|_message_id| ())))
    }
}
