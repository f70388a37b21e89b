//! A person with a phone: what they do, and what they see.

use super::PATIENCE;
use crate::invented::singled;
use balcao::demo::telegram::{ChatMessage, DemoTelegram, PersonFile, SharedContact};

/// A person on the staff's side, in their private chat with the bot.
#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) id: i64,
    telegram: DemoTelegram,
    /// Whether what they see is in the invented language, every letter twice.
    reads_double: bool,
}

impl Person {
    pub(super) const fn new(id: i64, telegram: DemoTelegram, reads_double: bool) -> Self {
        Self { id, telegram, reads_double }
    }

    /// What somebody reads in these words.
    pub(crate) fn reads(&self, words: &str) -> String {
        if self.reads_double { singled(words) } else { words.to_owned() }
    }

    fn read(&self, mut message: ChatMessage) -> ChatMessage {
        message.text = self.reads(&message.text);
        for button in message.keyboard.iter_mut().flatten() {
            button.text = self.reads(&button.text);
        }
        message
    }

    /// Types a text.
    pub(crate) fn types(&self, text: &str) -> i32 {
        self.telegram.type_text(self.id, text)
    }

    /// Types a text in answer to a message.
    pub(crate) fn replies(&self, to: i32, text: &str) -> i32 {
        self.telegram.reply(self.id, to, text)
    }

    /// Opens the newest topic of their chat whose name says this, once it is there, and gives it: what they post stands in it from now on.
    pub(crate) async fn opens_topic(&self, name: &str) -> i32 {
        let topic = self
            .until(&format!("there is a topic «{name}»"), |telegram| {
                telegram.topics(self.id).into_iter().rev().find(|(_, called, _)| called.contains(name))
            })
            .await;
        self.telegram.open_topic(self.id, Some(topic.0));
        topic.0
    }

    /// Goes to where the attendance of a team is said: its topic, where there are topics.
    pub(crate) async fn enters(&self, team: &str) {
        if self.telegram.has_topics() {
            self.opens_topic(team).await;
        }
    }

    /// Leaves the topic.
    pub(crate) fn leaves_topic(&self) {
        self.telegram.open_topic(self.id, None);
    }

    /// Sends a contact card.
    pub(crate) fn shares(&self, card: SharedContact) -> i32 {
        self.telegram.share_contact(self.id, card)
    }

    /// Sends a file.
    pub(crate) fn sends(&self, file: PersonFile) -> i32 {
        self.telegram.send_file(self.id, file)
    }

    /// Taps the newest button that says this, once it is there, and waits until the tap is answered.
    pub(crate) async fn taps(&self, label: &str) {
        let (message, data) = self.button(label).await;
        self.taps_data(message, &data).await;
    }

    /// Taps these bytes on that message and waits until the tap is answered. What it was answered with.
    pub(crate) async fn taps_data(&self, message: i32, data: &str) -> Option<String> {
        let query = self.telegram.tap(self.id, message, data);
        self.until(&format!("the tap on {data} is answered"), |telegram| telegram.answer_to(&query))
            .await
            .text
            .map(|text| self.reads(&text))
    }

    /// The newest button that says this, once it is there: its message and what it carries.
    pub(crate) async fn button(&self, label: &str) -> (i32, String) {
        self.until(&format!("there is a button «{label}»"), |telegram| {
            telegram.chat(self.id).iter().rev().filter(|one| !one.deleted).find_map(|message| {
                let found = message
                    .keyboard
                    .iter()
                    .flatten()
                    .find(|button| self.reads(&button.text).contains(label))?;
                Some((message.message_id, found.data.clone()?))
            })
        })
        .await
    }

    /// Waits until the newest message of the bot says this, and gives it.
    pub(crate) async fn sees(&self, text: &str) -> ChatMessage {
        self.until(&format!("the newest message says «{text}»"), |telegram| {
            let last = telegram.chat(self.id).into_iter().rev().find(|one| one.from_bot && !one.deleted)?;
            let last = self.read(last);
            last.text.contains(text).then_some(last)
        })
        .await
    }

    /// Waits until any message of the bot says this, and gives the newest that does.
    pub(crate) async fn sees_somewhere(&self, text: &str) -> ChatMessage {
        self.until(&format!("some message says «{text}»"), |telegram| {
            let all = telegram.chat(self.id).into_iter().rev().filter(|one| one.from_bot);
            all.map(|one| self.read(one)).find(|one| one.text.contains(text))
        })
        .await
    }

    /// How many messages of the bot say so.
    pub(crate) fn count(&self, text: &str) -> usize {
        let all = self.messages().into_iter().filter(|one| one.from_bot);
        all.map(|one| self.read(one)).filter(|one| one.text.contains(text)).count()
    }

    /// The labels on the newest message's keyboard.
    pub(crate) fn buttons(&self) -> Vec<String> {
        let last = self.telegram.chat(self.id).into_iter().rev().find(|one| one.from_bot);
        last.map(|one| one.keyboard.iter().flatten().map(|button| self.reads(&button.text)).collect())
            .unwrap_or_default()
    }

    /// Waits for what can be seen in Telegram.
    pub(crate) async fn until<T>(&self, what: &str, mut look: impl FnMut(&DemoTelegram) -> Option<T>) -> T {
        let waited = tokio::time::timeout(PATIENCE, self.telegram.until(&mut look)).await;
        waited.unwrap_or_else(|elapsed| {
            panic!("{} waited in vain until {what} ({elapsed}); the chat:\n{}", self.id, self.transcript())
        })
    }

    /// The whole chat.
    pub(crate) fn messages(&self) -> Vec<ChatMessage> {
        self.telegram.chat(self.id)
    }

    /// The chat, for a failing story.
    pub(crate) fn transcript(&self) -> String {
        let line = |one: &ChatMessage| {
            let who = if one.from_bot { "bot" } else { "me" };
            let buttons: Vec<_> = one.keyboard.iter().flatten().map(|button| button.text.as_str()).collect();
            format!("[{} {who}] {} {buttons:?}", one.message_id, one.text)
        };
        self.telegram.chat(self.id).iter().map(line).collect::<Vec<_>>().join("\n")
    }
}
