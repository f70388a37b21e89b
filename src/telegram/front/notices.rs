//! Sends what nobody asked for: cards, what contacts write, answers to requests. One loop over the `notice` table.
//!
//! Telegram takes no idempotency key, so a process that dies between a send and its mark sends that notice once more:
//! a card that stands twice is better than one that is missing, and nothing of it reaches a contact.
//!
//! A chat gets its notices one after the other, a few of them at a time; one that Telegram does not take holds back those
//! behind it ([`super::chats`]). A card that somebody has just asked for is sent
//! beside them, before those that wait for Telegram's pace; of one card, an older change never comes after a newer one.

use super::super::panel::Place;
use super::super::render::{self, Rendered};
use super::super::sender::{Keyboard, Priority, SendError};
use super::incoming::note_shown_or_remove;
use super::trying::{Busy, Manner, PAUSE_TELEGRAM_MAX, PAUSE_UNDRAWN_MAX, TRIES_BEFORE_OTHERS, Went, pause};
use super::{Front, lock};
use crate::app::AppError;
use crate::app::notice::Notice;
use crate::domain::Timestamp;
use crate::domain::id::{AttendanceId, MessageId, StaffId};
use crate::domain::limit::{LEASE, LOOK_AGAIN_EVERY, NOTICES_BATCH};
use crate::store::card::{CardRow, put_card};
use crate::store::message::WrittenIn;
use crate::store::notice::{
    Notice as Row, claim_notices, finish_notice, lapse_notices, leave_notices, next_notice_due, retry_notice,
};
use chrono::TimeDelta;
use std::sync::Arc;

/// What came of one notice.
#[derive(Debug, Clone)]
pub(super) enum Sent {
    /// Telegram has it, or it is of no use any more.
    Done,
    /// What was said elsewhere stands in this message now.
    Shown(MessageId, WrittenIn),
    /// The card is this message now.
    Card(CardRow),
    /// Try again.
    Again(Option<TimeDelta>),
    /// Its person has deleted the topic.
    TopicGone,
    /// Its person blocked the bot, or left Telegram.
    Unreached,
}

impl Front {
    /// Sends notices until everything stops.
    pub async fn send_notices(self) {
        let stopping = self.0.supervisor.stopping();
        let desk = self.0.desk.clone();
        if let Err(error) = self.lapse().await {
            tracing::error!(%error, "notices that were being sent could not be given back");
        }
        while !stopping.is_cancelled() {
            // Registered before looking: what is put in between wakes the next turn.
            let woken = desk.wake().notices.notified();
            let now = desk.clock().now();
            let soon = now + TimeDelta::milliseconds(50);
            let next = match next_notice_due(desk.store(), &self.0.chats.closed(now)).await {
                Ok(Some(due)) if due <= now => match self.send_due().await {
                    Ok(true) => continue,
                    // It cannot be taken: no reason to spin.
                    Ok(false) => Some(soon),
                    Err(error) => {
                        tracing::error!(%error, "notices could not be sent");
                        Some(soon)
                    }
                },
                Ok(next) => next,
                Err(error) => {
                    tracing::error!(%error, "notices could not be looked after");
                    Some(soon)
                }
            };
            let at = [next, self.0.chats.next()].into_iter().flatten().fold(now + LOOK_AGAIN_EVERY, Ord::min);
            tokio::select! {
                () = woken => {}
                () = desk.clock().wait_until(at) => {}
                () = stopping.cancelled() => {}
            }
        }
    }

    async fn lapse(&self) -> Result<(), AppError> {
        self.0
            .desk
            .store()
            .write(|tx| Box::pin(async move { lapse_notices(tx).await }))
            .await
            .map(|_count| ())
            .map_err(AppError::from)
    }

    /// Takes what is due and sends it. Chats do not wait for each other. Says whether there was anything.
    async fn send_due(&self) -> Result<bool, AppError> {
        let desk = &self.0.desk;
        let now = desk.clock().now();
        let closed = self.0.chats.closed(now);
        let rows = desk
            .store()
            .write(move |tx| {
                Box::pin(async move { claim_notices(tx, now, now + LEASE, NOTICES_BATCH, &closed).await })
            })
            .await?;
        let any = !rows.is_empty();
        let mut by_chat: Vec<(i64, Vec<Row>)> = Vec::new();
        for row in rows {
            if row.is_at_once {
                let front = self.clone();
                self.0.supervisor.spawn("a notice at once", async move {
                    front.send_one(row).await;
                });
                continue;
            }
            match by_chat.iter_mut().find(|(chat, _)| *chat == row.chat_id) {
                Some((_, waiting)) => waiting.push(row),
                None => by_chat.push((row.chat_id, vec![row])),
            }
        }
        for (chat, waiting) in by_chat {
            let busy = Busy::with(self, chat);
            let front = self.clone();
            self.0.supervisor.spawn("notices of a chat", async move {
                let _busy = busy;
                let turn = front.turn_of(chat, None);
                let _mine = turn.lock().await;
                front.send_each(chat, waiting).await;
            });
        }
        Ok(any)
    }

    /// Sends them one after the other. When Telegram does not take one, the chat rests and the others wait behind it; once
    /// it has failed for a minute or so, the next one shows whether it is Telegram or this one alone.
    async fn send_each(&self, chat: i64, waiting: Vec<Row>) {
        let chats = &self.0.chats;
        let mut failed: Option<(i64, Timestamp)> = None;
        let mut waiting = waiting.into_iter();
        for row in waiting.by_ref() {
            let (id, attempt) = (row.id, row.attempt);
            match self.send_one(row).await {
                Went::Through => {
                    chats.forgets(id);
                    if let Some((stubborn, _until)) = failed.take() {
                        chats.is_stubborn(stubborn);
                    }
                }
                Went::Nowhere => {}
                Went::Back { .. } if chats.knows_stubborn(id) => {}
                Went::Back { until } => {
                    let is_second = failed.is_some();
                    failed = Some(failed.map_or((id, until), |(first, other)| (first, other.max(until))));
                    if is_second || attempt < TRIES_BEFORE_OTHERS {
                        break;
                    }
                }
            }
        }
        let Some((_first, until)) = failed else { return };
        chats.rests(chat, self.0.desk.clock().now(), until);
        let behind: Vec<_> = waiting.map(|row| (row.id, row.taking)).collect();
        let store = self.0.desk.store();
        let left = store.write(move |tx| Box::pin(async move { leave_notices(tx, &behind).await })).await;
        if let Err(error) = left {
            tracing::error!(%error, "notices could not be given back");
        }
    }

    /// Who holds it sends to the chat, or what belongs to one attendance there. Those that nobody holds are forgotten.
    pub(super) fn turn_of(&self, chat: i64, attendance: Option<AttendanceId>) -> Arc<tokio::sync::Mutex<()>> {
        let mut turns = lock(&self.0.turns);
        turns.retain(|_place, turn| Arc::strong_count(turn) > 1);
        Arc::clone(turns.entry((chat, attendance)).or_default())
    }

    async fn send_one(&self, row: Row) -> Went {
        let now = self.0.desk.clock().now();
        let (chat_id, thread_id) = (row.chat_id, row.thread_id);
        let place = Place { chat_id, thread_id: i32::try_from(thread_id).unwrap_or(0) };
        let notice = Notice::from_stored(&row.payload);
        let is_said = matches!(notice, Some(Notice::Incoming { .. }));
        // Held until it is noted what became of it: a card that is there and not noted would be sent once more.
        let attendance = notice.as_ref().and_then(Notice::belongs_to);
        let turn = attendance.map(|attendance| self.turn_of(chat_id, Some(attendance)));
        let _mine = match &turn {
            Some(turn) => Some(turn.lock().await),
            None => None,
        };
        let sent = match notice {
            None => {
                tracing::error!(notice.id = row.id, "a notice of an unknown version is left behind");
                Ok(Sent::Done)
            }
            Some(notice) => self.deliver(place, notice, Manner::of(&row, now)).await,
        };
        let is_drawn = sent.is_ok();
        let sent = sent.unwrap_or_else(|error| {
            tracing::error!(notice.id = row.id, %error, "a notice could not be drawn");
            Sent::Again(Some(pause(row.attempt, PAUSE_UNDRAWN_MAX)))
        });
        let sent = self.end_of(&row, is_said, sent, now);
        let again = match &sent {
            Sent::Again(after) => Some(now + after.unwrap_or_else(|| pause(row.attempt, PAUSE_TELEGRAM_MAX))),
            Sent::Done | Sent::Shown(..) | Sent::Card(_) | Sent::TopicGone | Sent::Unreached => None,
        };
        let settled = self
            .0
            .desk
            .store()
            .write(move |tx| {
                Box::pin(async move {
                    match sent {
                        // Deleted twice in a row: its person does not want it.
                        Sent::Done | Sent::TopicGone | Sent::Unreached => {
                            finish_notice(tx, row.id, row.taking).await
                        }
                        Sent::Shown(message, shown_in) => {
                            note_shown_or_remove(tx, message, shown_in, now).await?;
                            finish_notice(tx, row.id, row.taking).await
                        }
                        Sent::Card(card) => {
                            put_card(tx, &card).await?;
                            finish_notice(tx, row.id, row.taking).await
                        }
                        Sent::Again(_) => retry_notice(tx, row.id, row.taking, again.unwrap_or(now)).await,
                    }
                })
            })
            .await;
        match settled {
            Ok(true) if again.is_none() => {}
            // It is due before its lease would have ended, or a newer one took its place while this one was sent.
            Ok(_) => self.0.desk.wake().notices.notify_one(),
            Err(error) => tracing::error!(%error, "a notice that was sent could not be marked"),
        }
        match again {
            None => Went::Through,
            Some(_later) if !is_drawn => Went::Nowhere,
            Some(until) => Went::Back { until },
        }
    }

    pub(super) async fn send_notice(
        &self,
        place: Place,
        notice: Notice,
        manner: Manner,
    ) -> Result<Sent, AppError> {
        match notice {
            Notice::Card { attendance, fresh } => {
                let priority = if fresh || manner.at_once { Priority::Answer } else { Priority::Notice };
                self.send_card(place, attendance, fresh, priority).await
            }
            Notice::Tick { message, written_in } => {
                let Ok(message_id) = i32::try_from(written_in) else { return Ok(Sent::Done) };
                let emoji = self.tick(message).await?;
                Ok(outcome(self.0.sender.react(place.chat_id, message_id, emoji).await))
            }
            Notice::Incoming { attendance, message } => {
                self.show_incoming(place, attendance, message, manner).await
            }
            Notice::WindowCloses { attendance, said } => self.window_closes(place, attendance, said).await,
            Notice::NotAmended { below, why, .. } => {
                let html = render::not_amended(why, &self.voice_of(place.chat_id).0);
                self.say_below(place, Some(below), html).await
            }
            Notice::NotPlaced { below } => {
                let html = render::not_placed(&self.voice_of(place.chat_id).0);
                self.say_below(place, Some(below), html).await
            }
            Notice::GivenUp { below, is_doubted } => {
                // Whoever else wrote to the bot is told nothing of its troubles.
                if self.0.desk.company().find_staff(StaffId(place.chat_id)).is_none() {
                    return Ok(Sent::Done);
                }
                let html = render::update_failed(is_doubted, &self.voice_of(place.chat_id).0);
                self.say_below(place, below, html).await
            }
            Notice::Trouble { attendance, message } => self.show_trouble(place, attendance, message).await,
            Notice::ChannelTurned { channel } => self.channel_turned(channel).await,
            Notice::ChannelDown { channel, since } => {
                self.tell_of_channel(place, &channel, since, true).await
            }
            Notice::ChannelUp { channel, since } => self.tell_of_channel(place, &channel, since, false).await,
            Notice::Remove { message } => {
                let Ok(message) = i32::try_from(message) else { return Ok(Sent::Done) };
                Ok(outcome(self.0.sender.delete(place.chat_id, message).await))
            }
            Notice::Alarm { finding, since, is_over } => {
                self.tell_of_alarm(place, &finding, since, is_over).await
            }
            Notice::House(told) => self.tell_of_house(place, told).await,
            Notice::TransferAsked { .. }
            | Notice::TransferAnswered { .. }
            | Notice::Offered { .. }
            | Notice::OfferAnswered { .. }
            | Notice::TakenOver { .. }
            | Notice::Unconfirmed { .. }
            | Notice::Released { .. } => match self.draw(place, notice).await? {
                None => Ok(Sent::Done),
                Some(Rendered { html, keyboard }) => {
                    let keyboard = (!keyboard.0.is_empty()).then_some(&keyboard);
                    let sent = self.send(place, &html, keyboard, Priority::Notice).await;
                    Ok(outcome(sent.map(|_message_id| ())))
                }
            },
        }
    }

    async fn say_below(&self, place: Place, below: Option<i64>, html: String) -> Result<Sent, AppError> {
        let below = below.and_then(|below| i32::try_from(below).ok());
        let sent = self.0.sender.send_as_answer(place, below, &html, None, Priority::Notice);
        Ok(outcome(sent.await.map(|_message_id| ())))
    }

    pub(super) async fn send(
        &self,
        place: Place,
        html: &str,
        keyboard: Option<&Keyboard>,
        priority: Priority,
    ) -> Result<i32, SendError> {
        self.0.sender.send(place.chat_id, place.thread_id, html, keyboard, priority).await
    }

    /// The time, for drafts.
    pub(super) fn now(&self) -> Timestamp {
        self.0.desk.clock().now()
    }
}

/// What an error means for the notice. Who blocked the bot is not there to read it; what Telegram refuses is a defect of
/// ours that another try does not mend.
pub(super) fn outcome(sent: Result<(), SendError>) -> Sent {
    match sent {
        Err(SendError::Later { after }) => Sent::Again(TimeDelta::from_std(after).ok()),
        Err(SendError::Unreachable) => Sent::Again(None),
        Err(SendError::ThreadGone) => Sent::TopicGone,
        Ok(()) | Err(SendError::MessageGone) => Sent::Done,
        Err(SendError::Blocked | SendError::ChatGone) => Sent::Unreached,
        Err(SendError::Rejected(why)) => {
            tracing::error!(%why, "Telegram does not take a notice");
            Sent::Done
        }
    }
}
