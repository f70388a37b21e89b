//! What persons see, what was asked of the server, and how to wait for it.

use super::DemoTelegram;
use super::commands::MenuEntry;
use super::faults::FaultKind;
use super::view::{self, CallbackAnswer, ChatMessage, Invalid, Recorded};
use axum::body::Bytes;
use serde_json::Value;
use std::sync::atomic::Ordering;
use tokio::sync::watch;

impl DemoTelegram {
    /// The persons: id and first name, in order of their ids.
    pub fn people(&self) -> Vec<(i64, String)> {
        let state = self.server.lock();
        let mut people: Vec<_> =
            state.chats.values().map(|chat| (chat.person.id, chat.person.first_name.clone())).collect();
        people.sort_unstable();
        people
    }

    /// The messages of a chat in order, deleted ones included and marked.
    pub fn chat(&self, chat_id: i64) -> Vec<ChatMessage> {
        let state = self.server.lock();
        state
            .chats
            .get(&chat_id)
            .map(|chat| chat.messages.iter().map(view::seen).collect())
            .unwrap_or_default()
    }

    /// The last message of a chat that is not deleted; cheaper than the whole chat.
    pub fn last(&self, chat_id: i64) -> Option<ChatMessage> {
        let state = self.server.lock();
        let chat = state.chats.get(&chat_id)?;
        chat.messages.iter().rev().find(|message| !message.deleted).map(view::seen)
    }

    /// One message of a chat, unless it is deleted.
    pub fn message(&self, chat_id: i64, message_id: i32) -> Option<ChatMessage> {
        let state = self.server.lock();
        state.chats.get(&chat_id)?.find(message_id).map(view::seen)
    }

    /// The topics of a chat: id, name, whether it is closed.
    pub fn topics(&self, chat_id: i64) -> Vec<(i32, String, bool)> {
        let state = self.server.lock();
        let topics = state.chats.get(&chat_id).map(|chat| {
            chat.topics.iter().map(|(id, topic)| (*id, topic.name.clone(), topic.is_closed)).collect()
        });
        topics.unwrap_or_default()
    }

    /// The answers to presses, oldest first.
    pub fn answers(&self) -> Vec<CallbackAnswer> {
        self.server.lock().presses.answers.iter().cloned().collect()
    }

    /// The answer to one press.
    pub fn answer_to(&self, query_id: &str) -> Option<CallbackAnswer> {
        let state = self.server.lock();
        state.presses.answers.iter().rev().find(|answer| answer.query_id == query_id).cloned()
    }

    /// Whether the bot is shown to be busy in a chat.
    pub fn typing(&self, chat_id: i64) -> bool {
        let now = self.server.clock.now();
        let state = self.server.lock();
        state.chats.get(&chat_id).and_then(|chat| chat.typing_until).is_some_and(|until| until > now)
    }

    /// What is in a file, by the id that both sides know.
    pub fn file_bytes(&self, file_id: &str) -> Option<Bytes> {
        self.server.lock().files.bytes(file_id)
    }

    /// The requests, oldest first; the last 10,000.
    pub fn requests(&self) -> Vec<Recorded> {
        self.requests_after(0)
    }

    /// The requests after a sequence number, oldest first.
    pub fn requests_after(&self, sequence: u64) -> Vec<Recorded> {
        self.server.lock().recorded_after(sequence)
    }

    /// What was wrong by the published API, oldest first. Tests want it empty.
    pub fn invalid(&self) -> Vec<Invalid> {
        self.server.lock().invalid()
    }

    /// The commands set for exactly this scope (as the published API writes it, such as
    /// `{"type": "all_private_chats"}`) and language (empty: for all).
    pub fn commands(&self, scope: &Value, language: &str) -> Vec<MenuEntry> {
        self.server.lock().profile.commands(scope, language)
    }

    /// The commands that a person's app shows.
    pub fn menu_of(&self, person: i64) -> Vec<MenuEntry> {
        let state = self.server.lock();
        let language = state.chats.get(&person).and_then(|chat| chat.person.language_code.as_deref());
        state.profile.menu_of(person, language)
    }

    /// How many updates the bot has not acknowledged.
    pub fn unacknowledged(&self) -> usize {
        self.server.lock().updates.waiting()
    }

    /// The id of the update made last.
    pub fn last_update_id(&self) -> i64 {
        self.server.lock().updates.last_id()
    }

    /// The faults that took place, with their methods, oldest first; the newest 2,000.
    pub fn failed(&self) -> Vec<(String, FaultKind)> {
        self.server.lock().faults.happened()
    }

    /// How many calls hang.
    pub fn hanging(&self) -> usize {
        self.server.hanging.load(Ordering::SeqCst)
    }

    /// A number that changes with every visible change.
    pub fn subscribe(&self) -> watch::Receiver<u64> {
        self.server.revision.subscribe()
    }

    /// A number that changes with every visible change of one chat; for many who wait at once. None for a chat that
    /// does not exist.
    pub fn subscribe_chat(&self, chat_id: i64) -> Option<watch::Receiver<u64>> {
        self.server.lock().chats.get(&chat_id).map(|chat| chat.revision.subscribe())
    }

    /// Waits until there is what is asked for. The caller limits the time.
    pub async fn until<T>(&self, mut what: impl FnMut(&Self) -> Option<T>) -> T {
        let mut changes = self.subscribe();
        loop {
            changes.borrow_and_update();
            if let Some(found) = what(self) {
                return found;
            }
            if changes.changed().await.is_err() {
                // The sender lives in `self`, so this is never reached.
                std::future::pending::<()>().await;
            }
        }
    }
}
