//! Who joins, who is told of what changed for them, and who cannot be reached.

use super::super::arrival::{Arrival, What};
use super::super::command::Command as Typed;
use super::super::lane::{WorkError, Worked};
use super::super::panel::Place;
use super::super::render;
use super::super::sender::Priority;
use super::notices::{Sent, outcome};
use super::{Front, failed};
use crate::app::AppError;
use crate::app::advance::{Turn, advance};
use crate::app::house::lost_touch;
use crate::app::invitation::{Joined, Newcomer, join};
use crate::app::notice::Told;
use crate::dialogue::{Command, Input};
use crate::domain::id::StaffId;
use crate::domain::invitation::LINK_PREFIX;
use crate::store::session::SessionKey;

impl Front {
    /// Who is not on staff may have an invitation; whoever has none that can be used gets the polite line.
    pub(super) async fn a_stranger_came(&self, place: Place, arrival: Arrival) -> Result<Worked, WorkError> {
        let secret = if let What::Command(Typed::Start(Some(payload))) = &arrival.what {
            payload.strip_prefix(LINK_PREFIX)
        } else {
            None
        };
        let Some(secret) = secret else {
            self.greet_stranger(&arrival).await;
            return Ok(Worked::Nothing);
        };
        let person = &arrival.person;
        let language = person.language_code.as_deref().and_then(|tag| self.0.words.find(tag));
        let (id, name) = (person.id, person.first_name.clone());
        let newcomer = Newcomer { id, name: name.clone(), locale: language };
        let joined = join(&self.0.desk, newcomer, secret, Some(arrival.update_id)).await;
        match joined.map_err(|error| failed(&error))? {
            Joined::Stranger => {
                self.greet_stranger(&arrival).await;
                Ok(Worked::Nothing)
            }
            Joined::Before => Ok(Worked::Stored),
            Joined::Welcome => {
                let seat = SessionKey {
                    chat_id: arrival.chat_id,
                    thread_id: i64::from(arrival.thread_id),
                    staff: id,
                };
                let input = Input::Command(Command::Menu);
                let turn =
                    Turn { seat, input, update_id: None, written_in: None, language, first_name: name };
                let advanced = advance(&self.0.desk, turn).await.map_err(|error| failed(&error))?;
                self.show(place, advanced).await;
                Ok(Worked::Stored)
            }
        }
    }

    /// Says it, with the names that are true now.
    pub(super) async fn tell_of_house(&self, place: Place, told: Told) -> Result<Sent, AppError> {
        let company = self.0.desk.company();
        let reader = company.find_staff(StaffId(place.chat_id));
        if reader.is_none() && told != Told::Goodbye {
            return Ok(Sent::Done);
        }
        let voice = self.voice_of(place.chat_id);
        let Some(html) = render::house_told(&told, reader, &company, &voice.0) else { return Ok(Sent::Done) };
        Ok(outcome(self.send(place, &html, None, Priority::Notice).await.map(|_message_id| ())))
    }

    /// Telegram says that the person is not there to read.
    pub(super) fn is_out_of_reach(&self, chat_id: i64) {
        let (desk, whom) = (self.0.desk.clone(), StaffId(chat_id));
        let is_known = desk.company().find_staff(whom).is_some_and(|one| !one.is_unreachable);
        if is_known {
            self.0.supervisor.spawn("somebody cannot be reached", async move {
                if let Err(error) = lost_touch(&desk, whom).await {
                    tracing::error!(staff.id = whom.0, %error, "it could not be noted who cannot be reached");
                }
            });
        }
    }
}
