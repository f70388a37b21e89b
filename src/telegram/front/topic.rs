//! The two ways of saying to whom a message belongs: in the chat, where it is answered; or in a topic of its own, where
//! the bot may open topics in private chats.
//!
//! Everything that is sent about an attendance asks here for its place. Whoever sends it holds the turn of that attendance in the chat:
//! so a topic is opened, or opened anew after its person deleted it, once, and an older card never comes after a newer one.

use super::super::panel::Place;
use super::super::render;
use super::super::sender::{Priority, SendError};
use super::notices::{Sent, outcome};
use super::trying::Manner;
use super::{Front, lock};
use crate::app::AppError;
use crate::app::notice::Notice;
use crate::dialogue::facts::AttendanceRow;
use crate::dialogue::screen::Person;
use crate::domain::attendance::AttendanceState;
use crate::domain::id::{AttendanceId, StaffId};
use crate::domain::limit::TOPICLESS_FOR;
use crate::store::card::{find_card, put_card};
use crate::store::session::SessionKey;
use crate::store::topic::{TopicRow, find_topic, put_topic, remove_topic, topic_by_thread};

impl Front {
    /// Sends a notice where it belongs. A topic that its person deleted is opened anew, once.
    pub(super) async fn deliver(
        &self,
        place: Place,
        notice: Notice,
        manner: Manner,
    ) -> Result<Sent, AppError> {
        let Some(attendance) = notice.belongs_to() else {
            return self.send_notice(place, notice, manner).await;
        };
        if !self.0.desk.bot().has_topics {
            return self.send_notice(place, notice, manner).await;
        }
        let addressed = match self.address(place, attendance).await? {
            Ok(addressed) => addressed,
            Err(error) => return Ok(outcome(Err(error))),
        };
        let sent = self.send_addressed(addressed, attendance, notice.clone(), manner).await?;
        if !matches!(sent, Sent::TopicGone) {
            return Ok(sent);
        }
        let gone = addressed;
        self.forget(gone).await?;
        match self.address(place, attendance).await? {
            Ok(anew) if anew.thread_id != place.thread_id => {
                tracing::info!(attendance.id = %attendance, "a topic that was deleted is opened anew");
                self.send_addressed(anew, attendance, notice, manner).await
            }
            // What is over, or somebody else's by now, needs none.
            Ok(_chat) => Ok(Sent::Done),
            Err(error) => Ok(outcome(Err(error))),
        }
    }

    /// The first thing in a topic is the card.
    async fn send_addressed(
        &self,
        place: Place,
        attendance: AttendanceId,
        notice: Notice,
        manner: Manner,
    ) -> Result<Sent, AppError> {
        if !matches!(notice, Notice::Card { .. }) && self.is_topic(place, attendance).await? {
            let known = find_card(self.0.desk.store(), attendance, place.chat_id).await?;
            if known.is_none_or(|card| card.thread_id != i64::from(place.thread_id)) {
                match self.send_card(place, attendance, true, Priority::Answer).await? {
                    Sent::Card(card) => {
                        let store = self.0.desk.store();
                        store.write(move |tx| Box::pin(async move { put_card(tx, &card).await })).await?;
                    }
                    Sent::Done => {}
                    other @ (Sent::Shown(..) | Sent::Again(_) | Sent::TopicGone | Sent::Unreached) => {
                        return Ok(other);
                    }
                }
            }
        }
        self.send_notice(place, notice, manner).await
    }

    /// Where what belongs to an attendance is said in a chat: in its topic, which is opened for who handles it; else
    /// where it was asked for.
    async fn address(
        &self,
        place: Place,
        attendance: AttendanceId,
    ) -> Result<Result<Place, SendError>, AppError> {
        let chat_id = place.chat_id;
        if let Some(topic) = find_topic(self.0.desk.store(), attendance, chat_id).await? {
            return Ok(Ok(Place { chat_id, thread_id: topic.thread_id }));
        }
        let Some(row) = self.row(attendance).await? else { return Ok(Ok(place)) };
        let is_theirs =
            row.attendance.state == AttendanceState::Open && row.attendance.staff == Some(StaffId(chat_id));
        if !is_theirs || self.is_topicless(chat_id) {
            return Ok(Ok(place));
        }
        let name = self.topic_name(chat_id, &row);
        match self.0.sender.create_topic(chat_id, &name).await {
            Ok(thread_id) => {
                let topic = TopicRow { attendance, chat_id, thread_id, name };
                self.put(topic).await?;
                Ok(Ok(Place { chat_id, thread_id }))
            }
            Err(error @ (SendError::Rejected(_) | SendError::ThreadGone | SendError::MessageGone)) => {
                tracing::warn!(%error, "a chat takes no topics: it goes on without");
                lock(&self.0.topicless).insert(chat_id, self.now() + TOPICLESS_FOR);
                Ok(Ok(place))
            }
            Err(
                error @ (SendError::Later { .. }
                | SendError::Unreachable
                | SendError::Blocked
                | SendError::ChatGone),
            ) => Ok(Err(error)),
        }
    }

    fn is_topicless(&self, chat_id: i64) -> bool {
        lock(&self.0.topicless).get(&chat_id).is_some_and(|until| *until > self.now())
    }

    async fn put(&self, topic: TopicRow) -> Result<(), AppError> {
        let store = self.0.desk.store();
        Ok(store.write(move |tx| Box::pin(async move { put_topic(tx, &topic).await })).await?)
    }

    async fn forget(&self, gone: Place) -> Result<(), AppError> {
        let store = self.0.desk.store();
        let Place { chat_id, thread_id } = gone;
        Ok(store.write(move |tx| Box::pin(async move { remove_topic(tx, chat_id, thread_id).await })).await?)
    }

    fn topic_name(&self, chat_id: i64, row: &AttendanceRow) -> String {
        let company = self.0.desk.company();
        let voice = self.voice_of(chat_id);
        let person = Person { name: row.contact.name.clone(), phone: row.contact.phone.clone() };
        let team = company.find_team(&row.attendance.team).map_or("", |team| team.name.as_str());
        let is_mine = row.attendance.staff == Some(StaffId(chat_id));
        render::topic_name(&person, team, row.attendance.state, is_mine, &voice.0)
    }

    /// Renames the topic when contact, team, holder or state have changed its name.
    pub(super) async fn keep_topic_name(
        &self,
        place: Place,
        attendance: AttendanceId,
    ) -> Result<Result<(), SendError>, AppError> {
        if !self.is_topic(place, attendance).await? {
            return Ok(Ok(()));
        }
        let Some(topic) = find_topic(self.0.desk.store(), attendance, place.chat_id).await? else {
            return Ok(Ok(()));
        };
        let Some(row) = self.row(attendance).await? else { return Ok(Ok(())) };
        let name = self.topic_name(place.chat_id, &row);
        if name == topic.name {
            return Ok(Ok(()));
        }
        match self.0.sender.rename_topic(place, &name).await {
            Ok(()) => self.put(TopicRow { name, ..topic }).await.map(Ok),
            Err(error) => Ok(Err(error)),
        }
    }

    /// Whether the place is the attendance's topic: what is written there goes to its contact.
    pub(super) async fn is_topic(&self, place: Place, attendance: AttendanceId) -> Result<bool, AppError> {
        Ok(self.topic_at(place).await? == Some(attendance))
    }

    /// The attendance whose topic a place is.
    pub(super) async fn topic_at(&self, place: Place) -> Result<Option<AttendanceId>, AppError> {
        if place.thread_id == 0 || !self.0.desk.bot().has_topics {
            return Ok(None);
        }
        let found = topic_by_thread(self.0.desk.store(), place.chat_id, place.thread_id).await?;
        Ok(found.map(|topic| topic.attendance))
    }

    /// Whether we have said something below the panel of a seat.
    pub(super) async fn is_buried(&self, seat: SessionKey) -> Result<bool, AppError> {
        let thread_id = i32::try_from(seat.thread_id).unwrap_or(0);
        let newest = self.0.sender.latest_of_ours(Place { chat_id: seat.chat_id, thread_id });
        let panel = self.0.desk.find_session(seat).await?.and_then(|session| session.panel_message_id);
        Ok(panel.zip(newest).is_some_and(|(panel, newest)| i64::from(newest) > panel))
    }
}
