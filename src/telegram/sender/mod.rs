//! What goes out to Telegram: paced per chat and overall, answers before notices, a tap's answer at once.
//!
//! A request waits for its turn (`pacer`, `schedule`) in the task of whoever made it and is then carried there, so
//! that an answer to a tap takes no hop on its way. A 429 pauses its chat and the request keeps its place; nobody
//! else waits. `answerCallbackQuery` is not limited by Telegram and never queued here. What could not be answered
//! (a 5xx, a time-out) is not repeated: the caller knows whether a second copy would matter.

mod bucket;
mod files;
mod hush;
mod keyboard;
mod pacer;
mod patience;
mod refusal;
mod schedule;
mod setup;

pub use files::Download;
pub use keyboard::{Button, ButtonKind, Keyboard};
pub use refusal::SendError;
pub use schedule::Priority;

use super::botapi::method::{
    AnswerCallbackQuery, AnswerInlineQuery, CreateForumTopic, DeleteMessage, EditForumTopic,
    EditMessageReplyMarkup, EditMessageText, LinkPreview, ParseMode, Reaction, ReplyParameters,
    SendChatAction, SendMessage, SetMessageReaction,
};
use super::botapi::{Api, CallError, ConnectError};
use super::panel::{Latest, Place};
use crate::clock::Clock;
use crate::config::Pace;
use crate::domain::limit;
use crate::supervise::Supervisor;
use hush::Hush;
use pacer::Pacer;
use refusal::{Refusal, judge, of_call};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use std::time::Duration;
use teloxide::requests::Payload;

/// How long one request may take. Telegram answers within a second; a dead connection must be noticed.
const REQUEST_TIME_MAX: Duration = Duration::from_secs(15);
/// How long the transfer of a file may take: 20 MB over a slow line.
const MEDIA_TIME_MAX: Duration = Duration::from_mins(2);
/// Characters of the note that answers a tap.
const NOTE_LEN_MAX: usize = 200;

/// Sends to Telegram. Clones share pace and connections.
#[derive(Debug, Clone)]
pub struct Sender(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    api: Api,
    media: Api,
    pacer: Pacer,
    latest: Latest,
    /// The same of what we have said ourselves.
    said: Latest,
    hush: Hush,
    supervisor: Supervisor,
}

const fn answering(message_id: i32) -> ReplyParameters {
    ReplyParameters { message_id, allow_sending_without_reply: true }
}

/// What came of an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edited {
    /// It looks as wanted now.
    Done,
    /// It looked so already.
    NotModified,
}

/// What a paced request came to, before refusals are read.
enum Carried<T> {
    Done(T),
    Refused { code: u16, description: String },
}

impl Sender {
    /// A sender for the bot with this token at this Bot API server.
    pub fn start(
        token: &str,
        api_url: &str,
        pace: Pace,
        supervisor: &Supervisor,
    ) -> Result<Self, ConnectError> {
        Self::start_by(None, token, api_url, pace, supervisor)
    }

    /// The same, with Telegram's limits running by this clock instead of the machine's time.
    pub fn start_by(
        clock: Option<Clock>,
        token: &str,
        api_url: &str,
        pace: Pace,
        supervisor: &Supervisor,
    ) -> Result<Self, ConnectError> {
        Ok(Self(Arc::new(Shared {
            api: Api::connect(token, api_url, REQUEST_TIME_MAX)?,
            media: Api::connect(token, api_url, MEDIA_TIME_MAX)?,
            pacer: Pacer::start(pace, clock, supervisor),
            latest: Latest::default(),
            said: Latest::default(),
            hush: Hush::default(),
            supervisor: supervisor.clone(),
        })))
    }

    /// Sends a message (HTML, 1 to 4096 characters after the markup is read) and says its id.
    pub async fn send(
        &self,
        chat_id: i64,
        thread_id: i32,
        html: &str,
        keyboard: Option<&Keyboard>,
        priority: Priority,
    ) -> Result<i32, SendError> {
        self.send_as_answer(Place { chat_id, thread_id }, None, html, keyboard, priority).await
    }

    /// The same, as the answer to a message of the chat.
    pub async fn send_as_answer(
        &self,
        place: Place,
        reply_to: Option<i32>,
        html: &str,
        keyboard: Option<&Keyboard>,
        priority: Priority,
    ) -> Result<i32, SendError> {
        let Place { chat_id, thread_id } = place;
        let request = SendMessage {
            chat_id,
            message_thread_id: (thread_id != 0).then_some(thread_id),
            text: html.to_owned(),
            parse_mode: ParseMode::Html,
            link_preview_options: LinkPreview { is_disabled: true },
            disable_notification: self.0.hush.is_silent(chat_id, priority),
            reply_parameters: reply_to.map(answering),
            reply_markup: keyboard.and_then(Keyboard::markup),
        };
        let sent = self.carry_out(chat_id, priority, &request).await?;
        self.stands(Place { chat_id, thread_id }, sent.message_id);
        Ok(sent.message_id)
    }

    /// Replaces the text and the buttons of a message of ours.
    pub async fn edit(
        &self,
        chat_id: i64,
        message_id: i32,
        html: &str,
        keyboard: Option<&Keyboard>,
        priority: Priority,
    ) -> Result<Edited, SendError> {
        let request = EditMessageText {
            chat_id,
            message_id,
            text: html.to_owned(),
            parse_mode: ParseMode::Html,
            link_preview_options: LinkPreview { is_disabled: true },
            reply_markup: keyboard.and_then(Keyboard::markup),
        };
        match self.carry(chat_id, priority, &request).await? {
            Carried::Done(_edited) => Ok(Edited::Done),
            Carried::Refused { code, description } => match judge(code, &description) {
                Refusal::NotModified => Ok(Edited::NotModified),
                Refusal::TooOld => Err(SendError::MessageGone),
                Refusal::Error(error) => Err(error),
            },
        }
    }

    /// Takes a message of ours away.
    pub async fn delete(&self, chat_id: i64, message_id: i32) -> Result<(), SendError> {
        let request = DeleteMessage { chat_id, message_id };
        self.carry_out(chat_id, Priority::Notice, &request).await.map(|_gone| ())
    }

    /// Takes the buttons off a message of ours. It is a courtesy: that it cannot be done changes nothing, because a
    /// button of an old panel is refused when it is tapped.
    pub async fn strip_keyboard(&self, chat_id: i64, message_id: i32) {
        let request = EditMessageReplyMarkup { chat_id, message_id, reply_markup: None };
        match self.carry_out(chat_id, Priority::Notice, &request).await {
            Ok(_) | Err(SendError::MessageGone) => {}
            Err(error) => tracing::debug!(%error, "old buttons stay where they are"),
        }
    }

    /// Ends the clock on a tapped button, with a short note if there is one (up to 200 characters). It is sent at once,
    /// apart from all queues, and nobody waits for it.
    pub fn answer_tap(&self, query_id: String, text: Option<String>) {
        let text = text.map(|text| text.chars().take(NOTE_LEN_MAX).collect());
        let request = AnswerCallbackQuery { callback_query_id: query_id, text };
        let api = self.0.api.clone();
        self.0.supervisor.spawn("answer a tap", async move {
            match api.call(&request).await {
                Ok(_answered) => {}
                Err(CallError::Refused { code, description })
                    if judge(code, &description) == Refusal::TooOld => {}
                Err(error) => tracing::debug!(%error, "a tap was not answered"),
            }
        });
    }

    /// Answers what is typed behind the bot's name. It is sent at once, and nobody waits for it: the next letter asks anew.
    pub fn answer_inline(&self, request: AnswerInlineQuery) {
        let api = self.0.api.clone();
        self.0.supervisor.spawn("answer an inline query", async move {
            match api.call(&request).await {
                Ok(_answered) => {}
                Err(error) => tracing::debug!(%error, "an inline query was not answered"),
            }
        });
    }

    /// Shows "typing…" for up to five seconds. Nobody waits for it, and a chat that is paused is left in peace.
    pub fn typing(&self, chat_id: i64, thread_id: i32) {
        if !self.0.pacer.pause_left(chat_id).is_zero() {
            return;
        }
        let message_thread_id = (thread_id != 0).then_some(thread_id);
        let request = SendChatAction { chat_id, message_thread_id, action: "typing" };
        let sender = self.clone();
        self.0.supervisor.spawn("typing", async move {
            match sender.0.api.call(&request).await {
                Ok(_shown) => {}
                Err(CallError::RetryAfter(after)) => sender.0.pacer.pause(chat_id, after),
                Err(error) => tracing::debug!(%error, "typing is not shown"),
            }
        });
    }

    /// Sets the bot's reaction to a message; `None` takes it away.
    pub async fn react(&self, chat_id: i64, message_id: i32, emoji: Option<&str>) -> Result<(), SendError> {
        let reaction = emoji.map(|emoji| Reaction { kind: "emoji", emoji: emoji.to_owned() });
        let request = SetMessageReaction { chat_id, message_id, reaction: reaction.into_iter().collect() };
        self.carry_out(chat_id, Priority::Notice, &request).await.map(|_set| ())
    }

    /// Opens a topic (name of 1 to 128 characters) and says its id.
    pub async fn create_topic(&self, chat_id: i64, name: &str) -> Result<i32, SendError> {
        let request = CreateForumTopic { chat_id, name: name.to_owned() };
        self.carry_out(chat_id, Priority::Answer, &request).await.map(|topic| topic.message_thread_id)
    }

    /// Renames a topic (1 to 128 characters).
    pub async fn rename_topic(&self, place: Place, name: &str) -> Result<(), SendError> {
        let Place { chat_id, thread_id: message_thread_id } = place;
        let request = EditForumTopic { chat_id, message_thread_id, name: name.to_owned() };
        match self.carry(chat_id, Priority::Notice, &request).await? {
            Carried::Done(_renamed) => Ok(()),
            Carried::Refused { code, description } => match judge(code, &description) {
                Refusal::NotModified => Ok(()),
                Refusal::TooOld => Err(SendError::ThreadGone),
                Refusal::Error(error) => Err(error),
            },
        }
    }

    /// Notes that a message stands in a chat, whoever wrote it: what is above it may be out of sight.
    pub fn saw(&self, place: Place, message_id: i32) {
        self.0.latest.saw(place, message_id);
    }

    /// The same of a message of ours.
    pub(super) fn stands(&self, place: Place, message_id: i32) {
        self.saw(place, message_id);
        self.0.said.saw(place, message_id);
    }

    /// The newest message of ours that is known in a chat or topic.
    pub fn latest_of_ours(&self, place: Place) -> Option<i32> {
        self.0.said.of(place)
    }

    /// The newest message known in a chat or topic.
    pub fn latest(&self, place: Place) -> Option<i32> {
        self.0.latest.of(place)
    }

    /// How many requests wait for their turn.
    pub fn waiting(&self) -> usize {
        self.0.pacer.waiting()
    }

    pub(super) fn spawn(&self, name: &'static str, task: impl Future<Output = ()> + Send + 'static) {
        self.0.supervisor.spawn(name, task);
    }

    async fn carry_out<P>(&self, chat: i64, priority: Priority, request: &P) -> Result<P::Output, SendError>
    where
        P: Payload + Serialize + Sync,
        P::Output: DeserializeOwned,
    {
        match self.carry(chat, priority, request).await? {
            Carried::Done(output) => Ok(output),
            Carried::Refused { code, description } => Err(of_call(CallError::Refused { code, description })),
        }
    }

    async fn carry<P>(
        &self,
        chat: i64,
        priority: Priority,
        request: &P,
    ) -> Result<Carried<P::Output>, SendError>
    where
        P: Payload + Serialize + Sync,
        P::Output: DeserializeOwned,
    {
        let mut turn = self.0.pacer.turn(chat, priority);
        loop {
            self.0.pacer.wait(&mut turn).await?;
            match self.0.api.call(request).await {
                Ok(output) => return Ok(Carried::Done(output)),
                Err(CallError::RetryAfter(after)) => {
                    tracing::warn!(
                        method = P::NAME,
                        after_seconds = after.as_secs(),
                        "Telegram asks for a pause"
                    );
                    metrics::counter!("balcao_telegram_pauses_total").increment(1);
                    // Telegram counts whole seconds; a moment more makes sure that it has passed there, too.
                    self.0.pacer.pause(chat, after + Duration::from_millis(100));
                }
                Err(CallError::Refused { code, description }) => {
                    return Ok(Carried::Refused { code, description });
                }
                Err(error @ CallError::Unreachable(_)) => {
                    tracing::warn!(method = P::NAME, %error, "a request to Telegram has no answer");
                    return Err(SendError::Unreachable);
                }
            }
        }
    }

    /// A request that belongs to no chat: not paced. A short pause is waited for, once.
    async fn call<P>(&self, request: &P) -> Result<P::Output, SendError>
    where
        P: Payload + Serialize + Sync,
        P::Output: DeserializeOwned,
    {
        let patience = limit::SEND_WAIT_MAX.to_std().unwrap_or_default();
        match self.0.api.call(request).await {
            Err(CallError::RetryAfter(after)) if after <= patience => {
                tokio::time::sleep(after).await;
                self.0.api.call(request).await.map_err(of_call)
            }
            other => other.map_err(of_call),
        }
    }
}

#[cfg(test)]
mod tests;
