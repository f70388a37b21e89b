//! The load: a hundred people who type and tap, and wait for the bot.
//!
//! *Closed loop*: each does the next thing as soon as the last was answered. *Steady*: each acts by a timetable; who is
//! kept waiting beyond the time of their next act is counted from that time, so that a server that stalls cannot hide it.
//! They stand at different acts, as people do: in step with each other they would all start an attendance in the same
//! third of a second, three hundred a second, which is another question.
//! An answer is there when the embedded server has it: a message, or an edit, that says what the next act needs.

use super::company::chats;
use super::plan::CHATS;
use super::spread::Spread;
use anyhow::Context as _;
use balcao::demo::telegram::{ChatMessage, DemoTelegram};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::Instant;

/// How long an answer may take before something is wrong.
const PATIENCE: Duration = Duration::from_secs(30);

/// One thing a person does, and what the answer must show.
struct Act {
    does: Does,
    then: Shows,
}

enum Does {
    Types(&'static str),
    /// A number nobody has typed before.
    TypesANumber,
    Taps(&'static str),
}

enum Shows {
    Button(&'static str),
    Text(&'static str),
    /// Any new message.
    Message,
}

const fn types(text: &'static str, then: Shows) -> Act {
    Act { does: Does::Types(text), then }
}

const fn taps(label: &'static str, then: Shows) -> Act {
    Act { does: Does::Taps(label), then }
}

/// What the people do, over and over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    /// Say something to a bot that says something back.
    Echo,
    /// Start an official attendance with a template of three parameters, from the menu to the card.
    Official,
}

static ECHO: [Act; 1] = [types("oi", Shows::Message)];

static OFFICIAL: [Act; 12] = [
    types("/menu", Shows::Button("Novo atendimento")),
    Act { does: Does::TypesANumber, then: Shows::Button("Conversar") },
    taps("Conversar", Shows::Button("Iniciar atendimento")),
    taps("Iniciar atendimento", Shows::Button("WhatsApp Oficial")),
    taps("WhatsApp Oficial", Shows::Button("Vendas")),
    taps("Vendas", Shows::Button("pedido_confirmado")),
    taps("pedido_confirmado", Shows::Button("Definir parâmetros")),
    taps("Definir parâmetros", Shows::Text("(1/3)")),
    types("Maria", Shows::Text("(2/3)")),
    types("1042", Shows::Text("(3/3)")),
    types("amanhã", Shows::Button("Iniciar atendimento")),
    taps("Iniciar atendimento", Shows::Button("Responder")),
];

/// Numbers that were typed, so that each is typed once: mobile numbers of Porto Alegre.
static NUMBERS: AtomicU32 = AtomicU32::new(80_000_000);

impl Script {
    const fn acts(self) -> &'static [Act] {
        match self {
            Self::Echo => &ECHO,
            Self::Official => &OFFICIAL,
        }
    }
}

/// A person with their phone.
struct Person {
    telegram: DemoTelegram,
    chat: i64,
    changes: watch::Receiver<u64>,
    script: Script,
    at: usize,
    /// The newest message of the bot, from which the next button is taken.
    seen: Option<ChatMessage>,
}

impl Person {
    fn new(telegram: &DemoTelegram, chat: i64, script: Script) -> anyhow::Result<Self> {
        let changes = telegram.subscribe_chat(chat).context("there is no such chat")?;
        Ok(Self { telegram: telegram.clone(), chat, changes, script, at: 0, seen: None })
    }

    /// Does the next thing and waits for the answer; says when the bot could know of it, and when the answer was there.
    async fn act(&mut self) -> anyhow::Result<(Instant, Instant)> {
        let acts = self.script.acts();
        let act = acts.get(self.at % acts.len()).context("a script has acts")?;
        self.at += 1;
        let began = Instant::now();
        let mine = match act.does {
            Does::Types(text) => self.telegram.type_text(self.chat, text),
            Does::TypesANumber => {
                let number = NUMBERS.fetch_add(1, Ordering::Relaxed);
                self.telegram.type_text(self.chat, &format!("51 9{number}"))
            }
            Does::Taps(label) => self.tap(label)?,
        };
        let answered = tokio::time::timeout(PATIENCE, self.answer(mine, &act.then)).await;
        answered.with_context(|| {
            let last = self.telegram.last(self.chat).map(|message| message.text);
            format!("chat {}, act {} was not answered; the chat says {last:?}", self.chat, self.at)
        })?;
        Ok((began, Instant::now()))
    }

    fn tap(&self, label: &str) -> anyhow::Result<i32> {
        let seen = self.seen.as_ref().context("nothing to tap on")?;
        let button = seen.keyboard.iter().flatten().find(|button| button.text.contains(label));
        let data = button.and_then(|button| button.data.as_deref()).context("there is no such button")?;
        self.telegram.tap(self.chat, seen.message_id, data);
        Ok(seen.message_id - 1)
    }

    async fn answer(&mut self, after: i32, then: &Shows) {
        loop {
            self.changes.borrow_and_update();
            let last = self.telegram.last(self.chat);
            if let Some(last) =
                last.filter(|last| last.from_bot && last.message_id > after && shows(last, then))
            {
                self.seen = Some(last);
                return;
            }
            if self.changes.changed().await.is_err() {
                return std::future::pending().await;
            }
        }
    }
}

fn shows(message: &ChatMessage, what: &Shows) -> bool {
    match what {
        Shows::Button(label) => message.keyboard.iter().flatten().any(|button| button.text.contains(label)),
        Shows::Text(text) => message.text.contains(text),
        Shows::Message => true,
    }
}

/// Everybody goes on as soon as they were answered: updates a second, over all.
pub(crate) async fn closed(
    telegram: &DemoTelegram,
    script: Script,
    warm_up: Duration,
    time: Duration,
) -> anyhow::Result<f64> {
    let (from, to) = (Instant::now() + warm_up, Instant::now() + warm_up + time);
    let mut people = JoinSet::new();
    for chat in chats() {
        let mut person = Person::new(telegram, chat, script)?;
        people.spawn(async move {
            let mut count = 0_u32;
            loop {
                let (_began, answered) = person.act().await?;
                // Nobody stops half-way: the next load finds everybody at the beginning.
                let is_over = person.at % person.script.acts().len() == 0 && answered >= to;
                count += u32::from(answered >= from && answered < to);
                if is_over {
                    return Ok::<_, anyhow::Error>(count);
                }
            }
        });
    }
    let mut count = 0;
    while let Some(person) = people.join_next().await {
        count += person??;
    }
    Ok(f64::from(count) / time.as_secs_f64())
}

/// So many updates a second, spread evenly over the chats and the acts: how long answers take.
pub(crate) async fn steady(
    telegram: &DemoTelegram,
    script: Script,
    rate: u32,
    time: Duration,
) -> anyhow::Result<Spread> {
    let between = Duration::from_secs(1) / rate;
    let period = between * CHATS;
    let mut places = JoinSet::new();
    for (place, chat) in (0_u32..).zip(chats()) {
        let mut person = Person::new(telegram, chat, script)?;
        let ahead = usize::try_from(place)? % script.acts().len();
        places.spawn(async move {
            while person.at < ahead {
                person.act().await?;
            }
            Ok::<_, anyhow::Error>((place, person))
        });
    }
    let places = places.join_all().await.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
    let start = Instant::now() + Duration::from_millis(100);
    // The first round of everybody is the warm-up.
    let (from, to) = (start + period, start + period + time);
    let mut people = JoinSet::new();
    for (place, mut person) in places {
        people.spawn(async move {
            let mut waits = Vec::new();
            let mut due = start + between * place;
            loop {
                let was_late = Instant::now() > due;
                tokio::time::sleep_until(due).await;
                let (began, answered) = person.act().await?;
                if began >= from && began < to {
                    waits.push(answered - if was_late { due } else { began });
                }
                if began >= to && person.at % person.script.acts().len() == 0 {
                    return Ok::<_, anyhow::Error>(waits);
                }
                due = if began >= to { Instant::now() } else { due + period };
            }
        });
    }
    let mut waits = Vec::new();
    while let Some(person) = people.join_next().await {
        waits.extend(person??);
    }
    Ok(Spread::of(waits))
}
