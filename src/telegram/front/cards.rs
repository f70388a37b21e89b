//! Cards: edited in place, sent anew when they have scrolled away or their attendance got a topic.

use super::super::panel::Place;
use super::super::render::{self, Rendered};
use super::super::sender::{Priority, SendError};
use super::Front;
use super::notice_text::Draft;
use super::notices::{Sent, outcome};
use crate::app::AppError;
use crate::domain::id::AttendanceId;
use crate::store::card::{CardRow, find_card, put_card};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

impl Front {
    /// The card: edited in place; sent when there is none, or when it was asked for and has scrolled away.
    pub(super) async fn send_card(
        &self,
        place: Place,
        attendance: AttendanceId,
        fresh: bool,
        priority: Priority,
    ) -> Result<Sent, AppError> {
        if let Err(error) = self.keep_topic_name(place, attendance).await? {
            match outcome(Err(error)) {
                Sent::Done => tracing::warn!(attendance.id = %attendance, "a topic keeps its old name"),
                other @ (Sent::Shown(..)
                | Sent::Card(_)
                | Sent::Again(_)
                | Sent::TopicGone
                | Sent::Unreached) => return Ok(other),
            }
        }
        let known = find_card(self.0.desk.store(), attendance, place.chat_id).await?;
        let Some(Draft { rendered, .. }) = self.draw_card(place, attendance).await? else {
            return self.take_from_sight(known).await;
        };
        let is_here = |card: &CardRow| card.thread_id == i64::from(place.thread_id);
        let (known, elsewhere) = match known {
            Some(card) if is_here(&card) => (Some(card), None),
            other => (None, other),
        };
        let fingerprint = fingerprint(&rendered);
        let old = known.as_ref().and_then(|card| card.message_id).and_then(|id| i32::try_from(id).ok());
        let scrolled_away = match (old, self.0.sender.latest(place)) {
            (Some(old), Some(latest)) => fresh && latest > old,
            (Some(_), None) | (None, _) => false,
        };
        let same = known.as_ref().is_some_and(|card| card.fingerprint.as_deref() == Some(&fingerprint));
        if same && old.is_some() && !scrolled_away {
            return Ok(Sent::Done);
        }
        let keyboard = Some(&rendered.keyboard);
        let edited = match old {
            Some(old) if !scrolled_away => self
                .0
                .sender
                .edit(place.chat_id, old, &rendered.html, keyboard, priority)
                .await
                .map(|_done| old),
            Some(_) | None => Err(SendError::MessageGone),
        };
        let message = match edited {
            Err(SendError::MessageGone) => {
                let sent = self.send(place, &rendered.html, keyboard, priority).await;
                if let (Ok(_), Some(old), true) = (&sent, old, scrolled_away) {
                    self.0.sender.strip_keyboard(place.chat_id, old).await;
                }
                sent
            }
            other => other,
        };
        if let (Ok(_), Some(left)) = (&message, elsewhere) {
            self.leave_card(left).await?;
        }
        Ok(match message {
            Ok(message_id) => Sent::Card(CardRow {
                attendance,
                chat_id: place.chat_id,
                thread_id: i64::from(place.thread_id),
                message_id: Some(i64::from(message_id)),
                fingerprint: Some(fingerprint),
            }),
            Err(error) => {
                if let (SendError::Unreachable, Some(card)) = (&error, known) {
                    self.doubt(card).await?;
                }
                outcome(Err(error))
            }
        })
    }

    /// The card stands in a topic from now on: the one that stood elsewhere says so. A courtesy: the buttons of an old
    /// card act on what is.
    async fn leave_card(&self, left: CardRow) -> Result<(), AppError> {
        let CardRow { attendance, chat_id, thread_id, message_id, .. } = left;
        let place = Place { chat_id, thread_id: i32::try_from(thread_id).unwrap_or(0) };
        let message_id = message_id.and_then(|id| i32::try_from(id).ok());
        let (Some(message_id), Some(card)) = (message_id, self.draw_card(place, attendance).await?) else {
            return Ok(());
        };
        let voice = self.voice_of(chat_id);
        let last = render::card_in_topic(&card.rendered, &voice.0);
        let edited = self.0.sender.edit(chat_id, message_id, &last.html, None, Priority::Notice).await;
        if let Err(error) = edited {
            tracing::debug!(%error, "a card that was left behind stays as it is");
        }
        Ok(())
    }

    /// Who may not see the attendance any more keeps no buttons of it. A courtesy, once: they would do nothing.
    async fn take_from_sight(&self, known: Option<CardRow>) -> Result<Sent, AppError> {
        if let Some(card) = known.filter(|card| card.fingerprint.is_some())
            && let Some(message_id) = card.message_id.and_then(|id| i32::try_from(id).ok())
        {
            self.0.sender.strip_keyboard(card.chat_id, message_id).await;
            self.doubt(card).await?;
        }
        Ok(Sent::Done)
    }

    /// A change of the card was sent and not answered: it may show either now, so the next change is sent in any case.
    async fn doubt(&self, card: CardRow) -> Result<(), AppError> {
        let doubted = CardRow { fingerprint: None, ..card };
        let noted =
            self.0.desk.store().write(move |tx| Box::pin(async move { put_card(tx, &doubted).await }));
        Ok(noted.await?)
    }
}

fn fingerprint(rendered: &Rendered) -> String {
    let mut hasher = DefaultHasher::new();
    rendered.html.hash(&mut hasher);
    rendered.keyboard.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
