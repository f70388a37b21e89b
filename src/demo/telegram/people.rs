//! What persons do: each act changes the chat as they see it and creates the update the bot gets.

use super::DemoTelegram;
use super::faults::Fault;
use super::markup::{self, Formatted};
use super::message::{Content, Message, User};
use super::state::{Chat, State, Topic};
use super::view::{PersonFile, SharedContact};
use crate::domain::Timestamp;
use serde_json::{Value, json};

/// What a person posts, before it is a message.
struct Draft {
    formatted: Formatted,
    content: Content,
    thread: Option<i32>,
    reply_to: Option<i32>,
    album: Option<String>,
}

impl Draft {
    fn of(content: Content) -> Self {
        Self { formatted: Formatted::default(), content, thread: None, reply_to: None, album: None }
    }

    fn text(text: &str) -> Self {
        Self { formatted: markup::typed(text), ..Self::of(Content::Text) }
    }
}

impl DemoTelegram {
    /// Lets a person exist who has started the bot. Their private chat has their id. Adding them again renames them.
    pub fn add_person(&self, id: i64, first_name: &str, language_code: Option<&str>) {
        let person = User {
            id,
            is_bot: false,
            first_name: first_name.to_owned(),
            username: None,
            language_code: language_code.map(str::to_owned),
        };
        let mut state = self.server.lock();
        match state.chats.get_mut(&id) {
            Some(chat) => chat.person = person,
            None => {
                state.chats.insert(id, Chat::new(person));
            }
        }
        drop(state);
        self.server.changed();
    }

    /// Types a text; words that begin with `/` become commands. Gives the id of the message, as all acts do.
    pub fn type_text(&self, person: i64, text: &str) -> i32 {
        self.post(person, Draft::text(text))
    }

    /// Types a text in a topic; one that does not exist yet is created by the person.
    pub fn type_in_topic(&self, person: i64, thread: i32, text: &str) -> i32 {
        {
            let mut state = self.server.lock();
            let topic = || Topic { name: text.chars().take(128).collect(), icon: None, is_closed: false };
            chat_of(&mut state, person).topics.entry(thread).or_insert_with(topic);
        }
        self.post(person, Draft { thread: Some(thread), ..Draft::text(text) })
    }

    /// Opens a topic, or leaves it: what the person posts from now on stands there, but for answers.
    pub fn open_topic(&self, person: i64, thread: Option<i32>) {
        chat_of(&mut self.server.lock(), person).standing = thread;
    }

    /// Answers a message by swiping it; in its topic, if it is in one.
    pub fn reply(&self, person: i64, to_message: i32, text: &str) -> i32 {
        self.post(person, Draft { reply_to: Some(to_message), ..Draft::text(text) })
    }

    /// Sends a contact card.
    pub fn share_contact(&self, person: i64, card: SharedContact) -> i32 {
        self.post(person, Draft::of(Content::Contact(card)))
    }

    /// Answers a message with a contact card.
    pub fn reply_with_contact(&self, person: i64, to_message: i32, card: SharedContact) -> i32 {
        self.post(person, Draft { reply_to: Some(to_message), ..Draft::of(Content::Contact(card)) })
    }

    /// Sends a file.
    pub fn send_file(&self, person: i64, file: PersonFile) -> i32 {
        let formatted = markup::typed(&file.caption);
        let seen = self.server.lock().files.add(file.kind, &file.name, &file.mime, file.bytes);
        self.post(person, Draft { formatted, ..Draft::of(Content::File(seen)) })
    }

    /// Answers a message with a file.
    pub fn reply_with_file(&self, person: i64, to_message: i32, file: PersonFile) -> i32 {
        let formatted = markup::typed(&file.caption);
        let seen = self.server.lock().files.add(file.kind, &file.name, &file.mime, file.bytes);
        self.post(person, Draft { formatted, reply_to: Some(to_message), ..Draft::of(Content::File(seen)) })
    }

    /// Sends files as an album; in answer to a message, if to one. Gives the ids of its messages.
    pub fn send_album(&self, person: i64, files: Vec<PersonFile>, reply_to: Option<i32>) -> Vec<i32> {
        let album = Some(self.server.lock().take_message_id().to_string());
        let post = |file: PersonFile| {
            let formatted = markup::typed(&file.caption);
            let seen = self.server.lock().files.add(file.kind, &file.name, &file.mime, file.bytes);
            self.post(
                person,
                Draft { formatted, reply_to, album: album.clone(), ..Draft::of(Content::File(seen)) },
            )
        };
        files.into_iter().map(post).collect()
    }

    /// Sends a place: latitude and longitude in degrees.
    pub fn send_location(&self, person: i64, latitude: f64, longitude: f64) -> i32 {
        self.post(person, Draft::of(Content::Location { latitude, longitude }))
    }

    /// Sends an update as it is given, without its id; for kinds and contents that this server does not know. Gives the
    /// id of the update. A person sees nothing of it.
    pub fn send_raw(&self, update_without_id: Value) -> i64 {
        let now = self.server.clock.now();
        let field =
            update_without_id.as_object().into_iter().flatten().find(|(name, _)| *name != "update_id");
        let (kind, body) = field.map_or(("message", &Value::Null), |(name, body)| (name.as_str(), body));
        let lane = ["/chat/id", "/message/chat/id", "/from/id"]
            .iter()
            .find_map(|pointer| body.pointer(pointer).and_then(Value::as_i64));
        let id = self.server.lock().updates.push(kind, lane.unwrap_or_default(), &body.to_string(), now);
        self.server.arrived();
        id
    }

    /// Changes a text sent before; the bot gets an edited message.
    pub fn edit_text(&self, person: i64, message_id: i32, text: &str) {
        let now = self.server.clock.now();
        let mut state = self.server.lock();
        if let Some(message) = chat_of(&mut state, person).find_mut(message_id) {
            message.formatted = markup::typed(text);
            message.edited += 1;
            message.edited_at = Some(now);
            tell(&mut state, "edited_message", person, message_id, now);
        }
        drop(state);
        self.server.arrived();
    }

    /// Reacts to a message, or takes the reaction away. An emoji that is none of Telegram's own is a custom one.
    pub fn react(&self, person: i64, message_id: i32, emoji: Option<&str>) {
        let now = self.server.clock.now();
        let mut state = self.server.lock();
        let chat = chat_of(&mut state, person);
        let user = json!(chat.person);
        let list = |emoji: Option<&str>| match emoji {
            None => json!([]),
            Some(custom) if custom.is_ascii() => json!([{"type": "custom_emoji", "custom_emoji_id": custom}]),
            Some(emoji) => json!([{"type": "emoji", "emoji": emoji}]),
        };
        let Some(message) = chat.find_mut(message_id) else { return };
        let old = std::mem::replace(&mut message.reaction_of_person, emoji.map(str::to_owned));
        chat.changed();
        let body = json!({
            "chat": {"id": person, "type": "private", "first_name": user.get("first_name")},
            "message_id": message_id,
            "user": user,
            "date": now.timestamp(),
            "old_reaction": list(old.as_deref()),
            "new_reaction": list(emoji),
        });
        state.updates.push("message_reaction", person, &body.to_string(), now);
        drop(state);
        self.server.arrived();
    }

    /// Presses a button. The data need not be on the keyboard any more: an app that is behind still shows it. Of a
    /// message that is gone the bot is told no more than its id. Gives the id of the press.
    pub fn tap(&self, person: i64, message_id: i32, callback_data: &str) -> String {
        let now = self.server.clock.now();
        let mut state = self.server.lock();
        let from = json!(chat_of(&mut state, person).person);
        let id = state.presses.add(person, now);
        let gone = || {
            let chat = json!({"id": person, "type": "private", "first_name": from.get("first_name")});
            json!({"chat": chat, "message_id": message_id, "date": 0})
        };
        let message = state.wire(person, message_id).map_or_else(gone, |wire| json!(wire));
        let press = json!({
            "id": id,
            "from": from,
            "message": message,
            "chat_instance": format!("{}", person.unsigned_abs().wrapping_mul(7_919)),
            "data": callback_data,
        });
        state.updates.push("callback_query", person, &press.to_string(), now);
        drop(state);
        self.server.arrived();
        id
    }

    /// Delivers an update once more, whatever was acknowledged. Nothing happens when it is too long ago.
    pub fn redeliver(&self, update_id: i64) {
        let now = self.server.clock.now();
        self.server.lock().updates.repeat(update_id, now);
        self.server.arrived();
    }

    /// Lets the next calls fail.
    pub fn fail_next(&self, fault: Fault) {
        self.server.lock().faults.add(fault);
    }

    /// Lets no more calls fail, and those that hang go on.
    pub fn clear_faults(&self) {
        self.server.lock().faults.clear();
        self.release();
    }

    /// Lets the calls go on that hang.
    pub fn release(&self) {
        self.server.released.send_modify(|released| *released += 1);
    }

    /// A person blocks the bot, or lets it write again.
    pub fn block_bot(&self, person: i64, blocked: bool) {
        chat_of(&mut self.server.lock(), person).is_blocked = blocked;
        self.server.changed();
    }

    /// A person deletes a topic; the bot is not told, and finds out when it writes into it.
    pub fn delete_topic(&self, person: i64, thread: i32) {
        let mut state = self.server.lock();
        let chat = chat_of(&mut state, person);
        chat.topics.remove(&thread);
        for message in chat.messages.iter_mut().filter(|message| message.thread == Some(thread)) {
            message.deleted = true;
        }
        chat.changed();
        drop(state);
        self.server.changed();
    }

    /// Whether private chats have topics; they do not at start.
    pub fn set_topics(&self, on: bool) {
        self.server.lock().has_topics = on;
    }

    /// Whether private chats have topics.
    pub fn has_topics(&self) -> bool {
        self.server.lock().has_topics
    }

    /// Whether limits like the real server's hold; they do not at start.
    pub fn set_rate_limits(&self, on: bool) {
        self.server.lock().pacing.is_on = on;
    }

    fn post(&self, person: i64, draft: Draft) -> i32 {
        let now = self.server.clock.now();
        let mut state = self.server.lock();
        let chat = chat_of(&mut state, person);
        let answered = draft.reply_to.and_then(|to| chat.find(to)).and_then(|message| message.thread);
        let standing = chat.standing.filter(|_topic| draft.reply_to.is_none());
        let thread = draft.thread.or(answered).or(standing);
        let id = state.take_message_id();
        let message = Message {
            id,
            from_bot: false,
            thread,
            at: now,
            edited_at: None,
            formatted: draft.formatted,
            content: draft.content,
            keyboard: None,
            reply_to: draft.reply_to,
            reactions: Vec::new(),
            reaction_of_person: None,
            album: draft.album,
            edited: 0,
            deleted: false,
            is_silent: false,
        };
        state.add(person, message);
        tell(&mut state, "message", person, id, now);
        drop(state);
        self.server.arrived();
        id
    }
}

/// The chat of a person; one nobody has added is added.
fn chat_of(state: &mut State, person: i64) -> &mut Chat {
    state.chats.entry(person).or_insert_with(|| {
        let first_name = format!("Person {person}");
        Chat::new(User { id: person, is_bot: false, first_name, username: None, language_code: None })
    })
}

fn tell(state: &mut State, kind: &str, person: i64, message: i32, now: Timestamp) {
    let body = state.wire_json(person, message);
    state.updates.push(kind, person, &body, now);
}
