//! Tells a person below their own message that it did not arrive, or that nobody knows, and what can be done.

use super::super::panel::Place;
use super::super::render;
use super::super::sender::Priority;
use super::Front;
use super::notices::{Sent, outcome};
use crate::app::AppError;
use crate::domain::id::{AttendanceId, MessageId, StaffId};
use crate::domain::message::MessageState;
use crate::store::StoreError;
use crate::store::message::{count_in_state, load_message, stands_in};

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
        let own = stands_in(store, &said).await?.filter(|own| own.chat_id == place.chat_id);
        let Some(own) = own.and_then(|own| i32::try_from(own.message_id).ok()) else { return Ok(Sent::Done) };
        if !said.is_in_trouble() {
            return Ok(Sent::Done);
        }
        let company = self.0.desk.company();
        let Some(reader) = company.find_staff(StaffId(place.chat_id)) else { return Ok(Sent::Done) };
        let held = count_in_state(store, attendance, MessageState::Held).await?;
        let voice = self.voice(company.locale_of(reader));
        let told = match render::trouble(&said, attendance, held, &voice.0) {
            Ok(told) => told,
            Err(error) => {
                tracing::error!(attendance.id = %attendance, %error, "what went wrong could not be drawn");
                return Ok(Sent::Done);
            }
        };
        let keyboard = (!told.keyboard.0.is_empty()).then_some(&told.keyboard);
        let sent = self.0.sender.send_as_answer(place, Some(own), &told.html, keyboard, Priority::Notice);
        Ok(outcome(sent.await.map(|_message_id| ())))
    }
}
