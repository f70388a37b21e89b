//! The end of a window comes near: the card counts down, and once it is said.

use super::super::panel::Place;
use super::super::render;
use super::super::sender::Priority;
use super::Front;
use super::notices::{Sent, outcome};
use crate::app::AppError;
use crate::app::notice::{Notice, put, refresh_cards};
use crate::dialogue::screen::Person;
use crate::domain::attendance::AttendanceState;
use crate::domain::id::{AttendanceId, StaffId};
use crate::domain::limit::{WINDOW_COUNTDOWN, WINDOW_WARNING};
use crate::domain::window::Window;

impl Front {
    /// Shows it to who has the attendance now, unless the contact has written meanwhile or it is over.
    pub(super) async fn window_closes(
        &self,
        place: Place,
        attendance: AttendanceId,
        said: bool,
    ) -> Result<Sent, AppError> {
        let Some(row) = self.row(attendance).await? else { return Ok(Sent::Done) };
        let (Window::Active { until }, AttendanceState::Open, Some(holder)) =
            (row.window, row.attendance.state, row.attendance.staff)
        else {
            return Ok(Sent::Done);
        };
        let now = self.now();
        let lead = if said { WINDOW_WARNING } else { WINDOW_COUNTDOWN };
        if until - now > lead {
            return Ok(Sent::Done);
        }
        if holder != StaffId(place.chat_id) || !said {
            // It changed hands; or the cards alone are to be drawn anew.
            let moved = self.0.desk.store().write(move |tx| {
                Box::pin(async move {
                    if said {
                        let notice = Notice::WindowCloses { attendance, said };
                        put(tx, holder.0, 0, notice, now).await
                    } else {
                        refresh_cards(tx, attendance, now).await
                    }
                })
            });
            moved.await?;
            self.0.desk.wake().notices.notify_one();
            return Ok(Sent::Done);
        }
        let company = self.0.desk.company();
        let Some(reader) = company.find_staff(holder) else { return Ok(Sent::Done) };
        let voice = self.voice(company.locale_of(reader));
        let person = Person { name: row.contact.name.clone(), phone: row.contact.phone.clone() };
        let words = render::window_closes(&person, until - now, &voice.0);
        Ok(outcome(self.send(place, &words.html, None, Priority::Notice).await.map(|_message_id| ())))
    }
}
