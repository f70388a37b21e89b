//! Two hundred contacts write at the same moment, and Telegram's limits hold: all of it by the story's clock.

use super::walk::in_portuguese;
use crate::crash::Ledger;
use crate::world::{ANA, BRUNO, CARLA, World, within};
use balcao::config::Pace;
use balcao::demo::cloud::ContactSeed;
use balcao::demo::telegram::{ChatMessage, DemoTelegram};
use chrono::TimeDelta;
use std::collections::BTreeMap;

/// How many write.
const CONTACTS: usize = 200;

/// What the n-th contact writes.
fn words(n: usize) -> String {
    format!("Oi, sou o contato {n:03}.")
}

/// How often the card of each of them is shown in a chat, by their names.
fn shown(chat: &[ChatMessage]) -> BTreeMap<&str, usize> {
    let mut shown = BTreeMap::new();
    // Where it went on in a topic, the one in the chat is a card no more.
    let is_card =
        |one: &&ChatMessage| one.from_bot && !one.deleted && !one.text.contains("Continua no tópico");
    let cards = chat.iter().filter(is_card);
    for card in cards.filter(|one| one.text.contains("WhatsApp Oficial")) {
        let title = card.text.lines().next().unwrap_or_default();
        let name = title.split(" · ").next().unwrap_or_default();
        *shown.entry(name.trim_start_matches(['🟡', '🟢', ' '])).or_default() += 1;
    }
    shown
}

/// What of it has come to the phones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    /// Cards.
    by_carla: usize,
    by_ana: usize,
    /// What the contact whom Carla took had written is hers to read.
    words: bool,
    /// Ana's card says that Carla took it.
    taken: bool,
}

impl Seen {
    fn now(telegram: &DemoTelegram) -> Self {
        let (carla, ana) = (telegram.chat(CARLA), telegram.chat(ANA));
        Self {
            by_carla: shown(&carla).len(),
            by_ana: shown(&ana).len(),
            words: carla.iter().any(|one| one.text.starts_with("💬")),
            taken: ana.iter().any(|one| one.text.contains("WhatsApp Oficial · Carla")),
        }
    }
}

/// A company with Telegram's own limits on both sides, to which everybody has just written.
async fn rush(has_topics: bool) -> World {
    let mut world = in_portuguese().await;
    world.telegram.set_topics(has_topics);
    world.is_paced_by_clock = true;
    world.config.telegram.pace = Pace::default();
    world.telegram.set_rate_limits(true);
    world.start().await;
    world.cloud.switch(|switches| switches.webhooks.hold = true);
    for n in 0..CONTACTS {
        let number = format!("55519{:08}", 70_000_000 + n);
        world.cloud.add_contact(ContactSeed::new(&number, &format!("Contato {n:03}")));
        world.cloud.say(&number, &words(n)).unwrap();
    }
    assert_eq!(world.cloud.webhooks_held(), CONTACTS);
    world.cloud.switch(|switches| switches.webhooks.hold = false);
    let taken = world
        .cloud
        .until(|cloud| (cloud.webhooks_held() == 0 && cloud.webhooks_under_way() == 0).then_some(()));
    within("all webhooks are taken", taken).await;
    world
}

each_way! { async fn two_hundred_who_write_at_once_are_each_shown_once_and_who_takes_one_does_not_wait_for_the_others(has_topics) {
    let world = rush(has_topics).await;
    let ledger = Ledger::of(&world.database()).await;
    assert_eq!((ledger.contacts, ledger.attendances, ledger.received), (200, 200, 200), "{ledger:#?}");

    // Not a second later: some are there, the others wait for their turn, and she takes one of those she sees.
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    let (card, take) = carla.button("Assumir").await;
    assert_eq!(carla.taps_data(card, &take).await, None, "without a word of refusal");
    let taken = carla
        .until("the card is hers", |telegram| {
            let is_hers = |one: &ChatMessage| {
                one.from_bot && one.keyboard.iter().flatten().any(|button| button.text.contains("Responder"))
            };
            telegram.chat(CARLA).into_iter().rev().find(is_hers)
        })
        .await;
    assert!(taken.text.contains("WhatsApp Oficial · Carla"), "{}", taken.text);
    assert_eq!(taken.thread.is_some(), has_topics);
    let waiting = Ledger::of(&world.database()).await.untold;
    assert!(waiting > 300, "most are not shown yet: {waiting}");

    // A second after the other, each when what the one before let through is there.
    let everything = Seen { by_carla: CONTACTS, by_ana: CONTACTS, words: true, taken: true };
    let mut seen = Seen::now(&world.telegram);
    while seen != everything {
        world.turn(TimeDelta::seconds(1));
        let more = world.telegram.until(|telegram| Some(Seen::now(telegram)).filter(|now| *now != seen));
        seen = within("somebody sees more", more).await;
    }
    for person in [&carla, &ana] {
        let chat = world.telegram.chat(person.id);
        let shown = shown(&chat);
        assert!(shown.values().all(|times| *times == 1), "{shown:#?}");
    }
    assert!(world.telegram.chat(BRUNO).is_empty(), "Bruno is not in Vendas");
    let refused = world.telegram.requests().iter().filter(|one| one.status == 429).count();
    assert_eq!(refused, 0, "nothing was too fast for Telegram");
    world.ends_well().await;
} }
