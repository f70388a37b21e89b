//! What the server remembers: persons and their chats, files, commands, presses, and what was asked of it.
//!
//! One value behind one short lock. Nothing waits and nothing is searched through while it is held: messages are found
//! by bisection, all else by key. A request and its record change it together, so that who sees a message also finds
//! the request that sent it.

use super::callbacks::Presses;
use super::commands::Profile;
use super::faults::{Faults, Pacing};
use super::files::Files;
use super::inline::Queries;
use super::message::{Message, User, WireMessage};
use super::refusal::Refusal;
use super::updates::Updates;
use super::view::{Invalid, Recorded};
use super::webhook::Webhook;
use crate::domain::Timestamp;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, VecDeque};
use tokio::sync::watch;

/// Messages kept of one chat: more than anybody scrolls through, and bounded for a demo that runs for weeks.
const CHAT_MESSAGES_MAX: usize = 2_000;
/// Requests kept: a long story and its background polling; the benchmarks push far more through.
const RECORDED_MAX: usize = 10_000;
/// Invalid requests kept: one is already too many.
const INVALID_MAX: usize = 1_000;

/// Everything.
#[derive(Debug)]
pub(super) struct State {
    pub(super) bot: User,
    pub(super) has_topics: bool,
    pub(super) chats: HashMap<i64, Chat>,
    next_message_id: i32,
    pub(super) updates: Updates,
    pub(super) webhook: Webhook,
    pub(super) presses: Presses,
    pub(super) queries: Queries,
    pub(super) files: Files,
    pub(super) profile: Profile,
    pub(super) faults: Faults,
    pub(super) pacing: Pacing,
    recorded: VecDeque<Recorded>,
    recorded_count: u64,
    invalid: VecDeque<Invalid>,
}

/// The private chat of a person with the bot.
#[derive(Debug)]
pub(super) struct Chat {
    pub(super) person: User,
    /// In order of their ids.
    pub(super) messages: VecDeque<Message>,
    pub(super) topics: BTreeMap<i32, Topic>,
    /// The topic that the person has open; they are in none while it is `None`.
    pub(super) standing: Option<i32>,
    pub(super) is_blocked: bool,
    /// Until when "typing…" is shown.
    pub(super) typing_until: Option<Timestamp>,
    /// Changes with every visible change of this chat.
    pub(super) revision: watch::Sender<u64>,
}

/// A topic of a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Topic {
    pub(super) name: String,
    pub(super) icon: Option<String>,
    pub(super) is_closed: bool,
}

impl State {
    /// A server that nobody has talked to.
    pub(super) fn new(bot: User) -> Self {
        Self {
            bot,
            has_topics: false,
            chats: HashMap::new(),
            next_message_id: 1,
            updates: Updates::new(),
            webhook: Webhook::default(),
            presses: Presses::default(),
            queries: Queries::default(),
            files: Files::default(),
            profile: Profile::default(),
            faults: Faults::default(),
            pacing: Pacing::default(),
            recorded: VecDeque::new(),
            recorded_count: 0,
            invalid: VecDeque::new(),
        }
    }

    /// The chat, for the bot: it must exist, and the person must want to hear from it.
    pub(super) fn open_chat(&mut self, id: Option<i64>) -> Result<&mut Chat, Refusal> {
        let chat = self.any_chat(id)?;
        if chat.is_blocked {
            return Err(Refusal::forbidden("bot was blocked by the user"));
        }
        Ok(chat)
    }

    /// The chat, blocked or not.
    pub(super) fn any_chat(&mut self, id: Option<i64>) -> Result<&mut Chat, Refusal> {
        id.and_then(|id| self.chats.get_mut(&id)).ok_or_else(|| Refusal::bad_request("chat not found"))
    }

    /// The id of the next message.
    pub(super) fn take_message_id(&mut self) -> i32 {
        let id = self.next_message_id;
        self.next_message_id += 1;
        id
    }

    /// Keeps a message.
    pub(super) fn add(&mut self, chat: i64, message: Message) {
        if let Some(chat) = self.chats.get_mut(&chat) {
            if message.from_bot {
                chat.typing_until = None;
            }
            chat.messages.push_back(message);
            if chat.messages.len() > CHAT_MESSAGES_MAX {
                chat.messages.pop_front();
            }
            chat.changed();
        }
    }

    /// A message as the bot is shown it.
    pub(super) fn wire(&self, chat: i64, id: i32) -> Option<WireMessage<'_>> {
        let chat = self.chats.get(&chat)?;
        let message = chat.find(id)?;
        let replied = message.reply_to.and_then(|replied| chat.find(replied));
        Some(message.wire(&self.bot, &chat.person, replied))
    }

    /// Likewise as JSON.
    pub(super) fn wire_json(&self, chat: i64, id: i32) -> String {
        self.wire(chat, id).and_then(|wire| serde_json::to_string(&wire).ok()).unwrap_or_default()
    }

    /// Keeps what was asked, and what was wrong with it. `status` 0 means that no answer was given.
    pub(super) fn record(
        &mut self,
        at: Timestamp,
        method: &str,
        params: Value,
        status: u16,
        refusal: Option<&Refusal>,
    ) {
        if let Some(what) = refusal.and_then(|refusal| refusal.invalid.clone()) {
            self.invalid.push_back(Invalid { at, method: method.to_owned(), what });
            if self.invalid.len() > INVALID_MAX {
                self.invalid.pop_front();
            }
        }
        self.recorded_count += 1;
        let description = refusal.map(|refusal| refusal.description.clone());
        let sequence = self.recorded_count;
        let method = method.to_owned();
        self.recorded.push_back(Recorded { sequence, at, method, params, status, description });
        if self.recorded.len() > RECORDED_MAX {
            self.recorded.pop_front();
        }
    }

    /// The requests after a sequence number, oldest first.
    pub(super) fn recorded_after(&self, sequence: u64) -> Vec<Recorded> {
        let from = self.recorded.partition_point(|recorded| recorded.sequence <= sequence);
        self.recorded.range(from..).cloned().collect()
    }

    /// What was wrong, oldest first.
    pub(super) fn invalid(&self) -> Vec<Invalid> {
        self.invalid.iter().cloned().collect()
    }
}

impl Chat {
    /// The chat of somebody who has just pressed "start".
    pub(super) fn new(person: User) -> Self {
        Self {
            person,
            messages: VecDeque::new(),
            topics: BTreeMap::new(),
            standing: None,
            is_blocked: false,
            typing_until: None,
            revision: watch::Sender::new(0),
        }
    }

    /// A message that was not deleted.
    pub(super) fn find(&self, id: i32) -> Option<&Message> {
        let at = self.messages.binary_search_by_key(&id, |message| message.id).ok()?;
        self.messages.get(at).filter(|message| !message.deleted)
    }

    /// Likewise, to change it.
    pub(super) fn find_mut(&mut self, id: i32) -> Option<&mut Message> {
        let at = self.messages.binary_search_by_key(&id, |message| message.id).ok()?;
        self.messages.get_mut(at).filter(|message| !message.deleted)
    }

    /// A topic one may write into.
    pub(super) fn check_thread(&self, thread: Option<i32>) -> Result<(), Refusal> {
        let Some(thread) = thread else { return Ok(()) };
        match self.topics.get(&thread) {
            None => Err(Refusal::bad_request("message thread not found")),
            Some(topic) if topic.is_closed => Err(Refusal::bad_request("TOPIC_CLOSED")),
            Some(_) => Ok(()),
        }
    }

    /// Tells who watches this chat.
    pub(super) fn changed(&self) {
        self.revision.send_modify(|revision| *revision += 1);
    }
}
