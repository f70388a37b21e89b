//! Somebody who does not know that the service dies: they look at the newest panel and do what it asks for.
//!
//! What they do depends on nothing but what they see, so they go on wherever they find themselves. They do a thing once
//! for what they see, and tap once more when nothing happened for so long that the service was started again meanwhile.
//! They do not type twice: the app shows that a text has left.

use super::survive::Lives;
use crate::world::{PATIENCE, World};
use balcao::clock::Clock;
use balcao::demo::cloud::DemoCloud;
use balcao::demo::evolution::DemoEvolution;
use balcao::demo::telegram::{ChatMessage, DemoTelegram};
use chrono::TimeDelta;

/// What somebody does about what they see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Act {
    /// Types this, in the topic of what they look at, if it stands in one.
    Type(&'static str),
    /// Types this in answer to what they look at.
    Reply(&'static str),
    /// Taps the button that says this.
    Tap(&'static str),
    /// Looks after a message of which nobody knows whether it was sent, and sends it again if there is no news.
    Decide,
    /// Nothing for now.
    Wait,
    /// It is finished.
    Done,
}

/// A message of the bot with buttons.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Sight {
    message: i32,
    /// The topic that it stands in.
    thread: Option<i32>,
    text: String,
    buttons: Vec<(String, String)>,
}

impl Sight {
    /// Whether there is nothing yet.
    pub(crate) fn is_nothing(&self) -> bool {
        self.message == 0
    }

    /// Whether it stands in a topic.
    pub(crate) fn is_in_topic(&self) -> bool {
        self.thread.is_some()
    }

    /// Whether it says this.
    pub(crate) fn says(&self, text: &str) -> bool {
        self.text.contains(text)
    }

    /// Whether it has a button that says this.
    pub(crate) fn offers(&self, label: &str) -> bool {
        self.button(label).is_some()
    }

    fn button(&self, label: &str) -> Option<&str> {
        self.buttons.iter().find(|(text, _)| text.contains(label)).map(|(_, data)| data.as_str())
    }
}

/// Somebody.
#[derive(Clone)]
pub(crate) struct Agent {
    id: i64,
    clock: Clock,
    telegram: DemoTelegram,
    cloud: DemoCloud,
    evolution: DemoEvolution,
    lives: Lives,
    /// Words on the card that they keep an eye on.
    card: &'static str,
    /// What they have typed: they see that it has left, and do not type it again.
    typed: Vec<&'static str>,
    /// Whether Telegram delivers everything they do a second time.
    is_echoed: bool,
}

impl Agent {
    /// Somebody who looks at the card that says this, once there is one, and at the newest panel before.
    pub(crate) fn new(id: i64, world: &World, lives: Lives, card: &'static str) -> Self {
        Self {
            id,
            clock: world.clock.clone(),
            telegram: world.telegram.clone(),
            cloud: world.cloud.clone(),
            evolution: world.evolution.clone(),
            lives,
            card,
            typed: Vec::new(),
            is_echoed: false,
        }
    }

    /// Telegram delivers everything they do a second time.
    pub(crate) fn echoed(self) -> Self {
        Self { is_echoed: true, ..self }
    }

    /// Goes on by these rules until it is finished.
    pub(crate) async fn goes_on(&mut self, rules: impl Fn(&Sight) -> Act) {
        let mut last: Option<(Sight, Act)> = None;
        let mut patience = Box::pin(tokio::time::timeout(PATIENCE, std::future::pending::<()>()));
        let (mut chats, mut official, mut unofficial) =
            (self.telegram.subscribe(), self.cloud.subscribe(), self.evolution.subscribe());
        loop {
            chats.borrow_and_update();
            official.borrow_and_update();
            unofficial.borrow_and_update();
            let sight = self.looks();
            let act = rules(&sight);
            if act == Act::Done {
                return;
            }
            if last.as_ref().is_none_or(|last| last.0 != sight || last.1 != act) {
                last = self.does(&sight, &act).await.then_some((sight, act));
                patience = Box::pin(tokio::time::timeout(PATIENCE, std::future::pending::<()>()));
                continue;
            }
            tokio::select! {
                _ = chats.changed() => {}
                _ = official.changed() => {}
                _ = unofficial.changed() => {}
                _ = self.lives.changed() => {
                    if matches!(last, Some((_, Act::Tap(_) | Act::Decide))) {
                        last = None;
                    }
                }
                _elapsed = &mut patience => panic!(
                    "{} is stuck after {:?}; the chat:\n{}", self.id, last.map(|(_, act)| act), self.transcript()
                ),
            }
        }
    }

    /// Waits until the card is there.
    pub(crate) async fn sees_its_card(&mut self) {
        while !self.waits(|agent| agent.looks().says(agent.card)).await {}
    }

    /// What they look at.
    pub(crate) fn looks(&self) -> Sight {
        let mut panels = self.telegram.chat(self.id);
        panels.retain(|one| one.from_bot && !one.deleted && !one.keyboard.is_empty());
        let card = panels.iter().rev().find(|one| one.text.contains(self.card));
        card.or(panels.last()).map(sight_of).unwrap_or_default()
    }

    /// Says whether it came to its end: what was cut short by the end of the service is done again.
    async fn does(&mut self, sight: &Sight, act: &Act) -> bool {
        match act {
            Act::Type(text) | Act::Reply(text) if self.typed.contains(text) => {}
            Act::Type(text) => {
                self.typed.push(text);
                match sight.thread {
                    Some(topic) => self.telegram.type_in_topic(self.id, topic, text),
                    None => self.telegram.type_text(self.id, text),
                };
                self.echoes();
            }
            Act::Reply(text) => {
                self.typed.push(text);
                self.telegram.reply(self.id, sight.message, text);
                self.echoes();
            }
            Act::Tap(label) => {
                self.taps(sight, label);
            }
            Act::Decide => return self.decides(sight).await,
            Act::Wait | Act::Done => {}
        }
        true
    }

    fn taps(&self, sight: &Sight, label: &str) -> String {
        let data = sight.button(label).unwrap_or_else(|| panic!("no button «{label}» on {sight:?}"));
        let query = self.telegram.tap(self.id, sight.message, data);
        self.echoes();
        query
    }

    fn echoes(&self) {
        if self.is_echoed {
            self.telegram.redeliver(self.telegram.last_update_id());
        }
    }

    /// First a look; when the provider has nothing more to tell and it is still not known, once more.
    async fn decides(&mut self, sight: &Sight) -> bool {
        let query = self.taps(sight, "Verificar");
        let is_answered = |agent: &Self, query: &str| agent.telegram.answer_to(query).is_some();
        let is_silent =
            |agent: &Self| agent.cloud.webhooks_under_way() == 0 && agent.evolution.webhooks_under_way() == 0;
        if !self.waits(|agent| is_answered(agent, &query)).await || !self.waits(is_silent).await {
            return false;
        }
        if self.looks() != *sight {
            return true;
        }
        self.clock.turn(TimeDelta::seconds(31));
        let query = self.taps(sight, "Reenviar mesmo assim");
        self.waits(|agent| is_answered(agent, &query)).await
    }

    /// Waits until this is so; false when the service was started again before.
    async fn waits(&mut self, so: impl Fn(&Self) -> bool) -> bool {
        let (mut chats, mut official, mut unofficial) =
            (self.telegram.subscribe(), self.cloud.subscribe(), self.evolution.subscribe());
        let waiting = async {
            while !so(self) {
                tokio::select! {
                    _ = chats.changed() => {}
                    _ = official.changed() => {}
                    _ = unofficial.changed() => {}
                    _ = self.lives.changed() => return false,
                }
            }
            true
        };
        match tokio::time::timeout(PATIENCE, waiting).await {
            Ok(is_so) => is_so,
            Err(_elapsed) => panic!("{} waited in vain; the chat:\n{}", self.id, self.transcript()),
        }
    }

    fn transcript(&self) -> String {
        let line = |one: &ChatMessage| {
            let who = if one.from_bot { "bot" } else { "me" };
            let buttons: Vec<_> = one.keyboard.iter().flatten().map(|button| button.text.as_str()).collect();
            format!("[{} {who}] {} {buttons:?}", one.message_id, one.text)
        };
        self.telegram.chat(self.id).iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

fn sight_of(message: &ChatMessage) -> Sight {
    let buttons = message.keyboard.iter().flatten();
    Sight {
        message: message.message_id,
        thread: message.thread,
        text: message.text.clone(),
        buttons: buttons.filter_map(|one| Some((one.text.clone(), one.data.clone()?))).collect(),
    }
}
