//! What a person did to a message that is there already: changed its words, or reacted to it.

use super::super::lane::{WorkError, Worked};
use super::super::panel::Place;
use super::{Front, failed};
use crate::app::advance::Turn;
use crate::app::amend::{Amendment, amend, asks_about};
use crate::dialogue::Input;
use crate::domain::staff::StaffMember;
use crate::store::message::WrittenIn;

impl Front {
    /// Words were changed: those that are being asked about change in the question, the others where they went.
    pub(super) async fn edited(
        &self,
        me: StaffMember,
        place: Place,
        message_id: Option<i32>,
        words: String,
        turn: Turn,
    ) -> Result<Worked, WorkError> {
        let Some(own) = message_id.map(i64::from) else { return Ok(Worked::Nothing) };
        let is_asked = asks_about(&self.0.desk, turn.seat, own).await.map_err(|error| failed(&error))?;
        if is_asked {
            let written_in = Some(WrittenIn { chat_id: place.chat_id, message_id: own });
            let stepped = self.step(place, Turn { input: Input::Reworded(words), written_in, ..turn }).await;
            return stepped.map_err(|error| failed(&error)).map(|()| Worked::Stored);
        }
        if self.is_note(&words) {
            // What was sent stays as it is; what the staff alone shall read goes nowhere.
            return Ok(Worked::Nothing);
        }
        self.amended(me, place, message_id, Amendment::Words(words), turn).await
    }

    /// Something was done to what was said to a contact, or by one.
    pub(super) async fn amended(
        &self,
        me: StaffMember,
        place: Place,
        message_id: Option<i32>,
        what: Amendment,
        turn: Turn,
    ) -> Result<Worked, WorkError> {
        let (Some(message_id), Some(update_id)) = (message_id, turn.update_id) else {
            return Ok(Worked::Nothing);
        };
        let to = WrittenIn { chat_id: place.chat_id, message_id: i64::from(message_id) };
        let amended = amend(&self.0.desk, me, to, what, update_id).await;
        amended.map_err(|error| failed(&error)).map(|()| Worked::Stored)
    }
}
