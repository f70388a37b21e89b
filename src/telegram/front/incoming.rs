//! Shows what a contact wrote to the person who has the attendance: each kind as its own.

use super::super::panel::Place;
use super::super::render::{self, INCOMING_CAPTION_LEN_MAX, INCOMING_LEN_MAX};
use super::super::sender::{Priority, SendError};
use super::Front;
use super::files::{Frame, Shown, show};
use super::notices::{Sent, outcome};
use super::trying::Manner;
use crate::app::AppError;
use crate::app::notice::{Notice, put};
use crate::dialogue::facts::AttendanceRow;
use crate::dialogue::screen::Person;
use crate::domain::Timestamp;
use crate::domain::delivery::Content;
use crate::domain::id::{AttendanceId, MessageId, StaffId};
use crate::domain::message::{Direction, Message};
use crate::store::message::{WrittenIn, by_remote, load_message, note_shown, written_in};
use crate::store::{StoreError, Tx};

/// Notes in which message it stands. What turned out to be one of ours while it was sent is taken away again.
pub(super) async fn note_shown_or_remove(
    tx: &mut Tx,
    message: MessageId,
    shown_in: WrittenIn,
    now: Timestamp,
) -> Result<(), StoreError> {
    if note_shown(tx, message, shown_in).await? {
        return Ok(());
    }
    put(tx, shown_in.chat_id, 0, Notice::Remove { message: shown_in.message_id }, now).await
}

impl Front {
    /// Sends it, and says in which message it stands: who answers that one means this contact.
    pub(super) async fn show_incoming(
        &self,
        place: Place,
        attendance: AttendanceId,
        message: MessageId,
        manner: Manner,
    ) -> Result<Sent, AppError> {
        let Some(row) = self.row(attendance).await? else { return Ok(Sent::Done) };
        let company = self.0.desk.company();
        let reader = company.find_staff(StaffId(place.chat_id));
        let holder = row.attendance.staff.filter(|holder| company.find_staff(*holder).is_some());
        let is_elsewhere = holder.is_some_and(|holder| holder != StaffId(place.chat_id));
        if is_elsewhere || !reader.is_some_and(|reader| company.may_see(reader, &row.attendance)) {
            // It changed hands before this could be sent: it is told to who has it now, if anybody of ours does.
            if let Some(holder) = holder.filter(|_holder| is_elsewhere) {
                let (notice, now) = (Notice::Incoming { attendance, message }, self.now());
                let moved = self
                    .0
                    .desk
                    .store()
                    .write(move |tx| Box::pin(async move { put(tx, holder.0, 0, notice, now).await }));
                moved.await?;
                self.0.desk.wake().notices.notify_one();
            }
            return Ok(Sent::Done);
        }
        let said = match load_message(self.0.desk.store(), message).await {
            Err(StoreError::Missing { .. }) => return Ok(Sent::Done),
            found => found?,
        };
        Ok(match self.send_said(place, &row, &said, manner).await? {
            Ok(message_id) => {
                let shown_in = WrittenIn { chat_id: place.chat_id, message_id: i64::from(message_id) };
                Sent::Shown(message, shown_in)
            }
            Err(error) => outcome(Err(error)),
        })
    }

    async fn send_said(
        &self,
        place: Place,
        row: &AttendanceRow,
        said: &Message,
        manner: Manner,
    ) -> Result<Result<i32, SendError>, AppError> {
        let reply_to = self.answered(place, row, said).await?;
        let mut is_file_lost = false;
        if let Content::Media { media, .. } = &said.content {
            if manner.is_last_of_file()
                && let Err(error @ (SendError::Unreachable | SendError::Later { .. })) =
                    self.0.sender.knock(place).await
            {
                return Ok(Err(error));
            }
            let caption = self.words_of(place, row, said, INCOMING_CAPTION_LEN_MAX, false);
            let frame = Frame { place, reply_to, caption };
            let shown = show(&self.0.desk, &self.0.sender, &row.attendance.channel, media, &frame).await?;
            is_file_lost = manner.leaves_file(&shown);
            if is_file_lost {
                tracing::warn!(message.id = %said.id, "a contact's file is told by its words only");
            } else {
                return Ok(match shown {
                    Ok(Shown::In(message_id)) => Ok(message_id),
                    Ok(Shown::Lost | Shown::Awaited) => Err(SendError::Later { after: RETRY_AFTER }),
                    Err(error) => Err(error),
                });
            }
        }
        let html = self.words_of(place, row, said, INCOMING_LEN_MAX, is_file_lost);
        let sent = self.0.sender.send_as_answer(place, reply_to, &html, None, Priority::Notice).await;
        if let (Content::Place { latitude, longitude, .. }, Ok(words)) = (&said.content, &sent) {
            // The map below its words. It carries none of its own, so that it is no loss where it cannot be drawn.
            let map = self.0.sender.send_map(place, Some(*words), *latitude, *longitude).await;
            if let Err(error) = map {
                tracing::warn!(%error, "a place is shown by its words only");
            }
        }
        Ok(sent)
    }

    fn words_of(
        &self,
        place: Place,
        row: &AttendanceRow,
        said: &Message,
        len_max: usize,
        is_file_lost: bool,
    ) -> String {
        let company = self.0.desk.company();
        let voice = self.voice_of(place.chat_id);
        let person = Person { name: row.contact.name.clone(), phone: row.contact.phone.clone() };
        let team = company.find_team(&row.attendance.team).map_or("", |team| team.name.as_str());
        let content = &said.content;
        let direction = said.direction;
        let incoming = render::Incoming { person: &person, team, direction, content, len_max, is_file_lost };
        render::incoming(&incoming, &voice.0)
    }

    /// The message of this chat that shows what is answered, or what an edit or a reaction is about.
    async fn answered(
        &self,
        place: Place,
        row: &AttendanceRow,
        said: &Message,
    ) -> Result<Option<i32>, AppError> {
        let Some(answered) = &said.answers else { return Ok(None) };
        let store = self.0.desk.store();
        for direction in [Direction::Out, Direction::In] {
            let Some(found) = by_remote(store, &row.attendance.channel, answered, direction).await? else {
                continue;
            };
            let shown = written_in(store, found.id).await?.filter(|shown| shown.chat_id == place.chat_id);
            if let Some(message_id) = shown.and_then(|shown| i32::try_from(shown.message_id).ok()) {
                return Ok(Some(message_id));
            }
        }
        Ok(None)
    }
}

/// Until a provider that does not answer is asked again.
const RETRY_AFTER: std::time::Duration = std::time::Duration::from_secs(5);
