//! Real processes and real signals: the built binary is killed with SIGKILL at moments that are seen from outside, or told
//! to stop in the middle of work, and started again.

use super::agent::{Act, Agent, Sight};
use super::ledger::Ledger;
use super::official::{CARD, rules, templates_are_read};
use crate::binary::{Process, text_of, write};
use crate::world::{CARLA, World, within};
use balcao::clock::Clock;
use balcao::demo::cloud::DemoCloud;
use balcao::demo::telegram::{ChatMessage, DemoTelegram, Fault, FaultKind};
use balcao::demo::wire::{Failure, Target};
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// A world whose service is a process, and Carla on the official path.
struct Desk {
    world: World,
    file: PathBuf,
    life: watch::Sender<u64>,
}

impl Desk {
    async fn new() -> Self {
        let mut world = World::by_clock(Clock::machine()).await;
        // The port is known when it runs.
        world.config.server.public_url = None;
        let file = write(&world, &text_of(&world.config));
        Self { world, file, life: watch::Sender::new(1) }
    }

    async fn opens(&self) -> Process {
        let mut process = Process::run(&self.file);
        process.opens(&self.world).await;
        self.life.send_modify(|life| *life += 1);
        process
    }

    /// Carla goes on until the template is delivered, whatever happens to the service.
    fn carla(&self) -> JoinHandle<()> {
        let mut carla = Agent::new(CARLA, &self.world, self.life.subscribe(), CARD);
        let cloud = self.world.cloud.clone();
        tokio::spawn(async move {
            templates_are_read(&cloud).await;
            carla.goes_on(|sight| rules(sight, "✓✓ entregue")).await;
        })
    }

    async fn sees(&self, text: &str) {
        let says = |one: &ChatMessage| {
            one.text.contains(text) || one.keyboard.iter().flatten().any(|button| button.text.contains(text))
        };
        let sees = |telegram: &DemoTelegram| {
            telegram.chat(CARLA).iter().any(|one| one.from_bot && says(one)).then_some(())
        };
        within(text, self.world.telegram.until(|telegram| sees(telegram))).await;
    }

    /// One template, and everything else once.
    async fn is_well(self, process: Process) {
        process.signal("TERM");
        let ended = process.ends().await;
        assert_eq!(ended.status, Some(0), "{ended:?}");
        ended.keeps_secrets();
        self.world.nothing_invalid();
        let ledger = Ledger::of(&self.world.database()).await;
        assert_eq!(self.world.cloud.accepted().len(), 1, "{ledger:#?}");
        assert_eq!((ledger.contacts, ledger.attendances, ledger.written), (1, 1, 1), "{ledger:#?}");
        assert_eq!((ledger.times("attendance.opened"), ledger.times("delivery.sent_again")), (1, 0));
        assert_eq!((ledger.unworked, ledger.unclaimed.len()), (0, 0), "{ledger:#?}");
    }
}

/// When somebody pulls the plug.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// The panel says this.
    Says(&'static str),
    /// Telegram has a message and has not answered yet.
    Telegram,
    /// The provider has the template and has not answered yet.
    Provider,
}

async fn killed_at(moment: Moment) {
    let desk = Desk::new().await;
    let fault = |kind| Fault { method: "sendMessage".to_owned(), chat: Some(CARLA), times: 1, kind };
    match moment {
        Moment::Says(_) => {}
        Moment::Telegram => desk.world.telegram.fail_next(fault(FaultKind::HangAfterAccept)),
        Moment::Provider => desk.world.cloud.fail_next(Target::Sends, 1, Failure::SilenceAfter),
    }
    let process = desk.opens().await;
    let carla = desk.carla();
    match moment {
        Moment::Says(text) => desk.sees(text).await,
        Moment::Telegram => {
            within("it hangs", desk.world.telegram.until(|one| (one.hanging() > 0).then_some(()))).await;
        }
        Moment::Provider => {
            let accepted = desk.world.cloud.until(|cloud| (!cloud.accepted().is_empty()).then_some(()));
            within("it is accepted", accepted).await;
        }
    }
    process.dies().await;
    desk.world.left_alone().await;
    desk.world.telegram.clear_faults();
    let process = desk.opens().await;
    carla.await.unwrap_or_else(|failure| panic!("{moment:?}: {failure}"));
    desk.is_well(process).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_is_killed_goes_on_where_it_was() {
    let moments = [
        Moment::Says("Conversar"),
        Moment::Says("Selecione uma equipe"),
        Moment::Says("(2/3)"),
        Moment::Telegram,
        Moment::Provider,
    ];
    let killed = moments.map(|moment| tokio::spawn(killed_at(moment)));
    for killed in killed {
        killed.await.unwrap();
    }
}

/// Carla goes on until she is asked about a message of which nobody knows whether it was sent.
fn until_asked(desk: &Desk) -> JoinHandle<()> {
    let mut carla = Agent::new(CARLA, &desk.world, desk.life.subscribe(), CARD);
    let cloud = desk.world.cloud.clone();
    let rules =
        |sight: &Sight| if sight.says("sem confirmação") { Act::Done } else { rules(sight, "never") };
    tokio::spawn(async move {
        templates_are_read(&cloud).await;
        carla.goes_on(rules).await;
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_is_killed_before_the_provider_took_the_message_asks_and_sends_nothing_by_itself() {
    let desk = Desk::new().await;
    desk.world.cloud.fail_next(Target::Sends, 1, Failure::SilenceBefore);
    let process = desk.opens().await;
    let asked = until_asked(&desk);
    let is_sent = |cloud: &DemoCloud| cloud.requests().iter().any(|one| one.path.ends_with("/messages"));
    let sent = desk.world.cloud.until(|cloud| is_sent(cloud).then_some(()));
    within("the provider has the request", sent).await;
    process.dies().await;
    desk.world.left_alone().await;
    let process = desk.opens().await;
    asked.await.unwrap();
    assert!(desk.world.cloud.accepted().is_empty(), "nobody said that it is to be sent again");
    process.dies().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_is_told_to_stop_ends_soon_and_well_and_goes_on_later() {
    for (signal, text) in [("TERM", "(2/3)"), ("INT", "enviando…")] {
        let desk = Desk::new().await;
        // What is on its way to the provider is waited for.
        desk.world.cloud.switch(|switches| switches.delay_ms = 300);
        let process = desk.opens().await;
        let carla = desk.carla();
        desk.sees(text).await;
        let since = Instant::now();
        process.signal(signal);
        let ended = process.ends().await;
        assert_eq!(ended.status, Some(0), "{ended:?}");
        assert!(since.elapsed() < Duration::from_secs(8), "{:?}", since.elapsed());
        let process = desk.opens().await;
        carla.await.unwrap();
        desk.is_well(process).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_never_answers_does_not_keep_a_process_and_the_person_is_asked_later() {
    for signals in [1, 2] {
        let desk = Desk::new().await;
        desk.world.cloud.switch(|switches| switches.auto_receipts = false);
        desk.world.cloud.fail_next(Target::Sends, 1, Failure::SilenceAfter);
        let mut process = desk.opens().await;
        let asked = until_asked(&desk);
        let accepted = desk.world.cloud.until(|cloud| (!cloud.accepted().is_empty()).then_some(()));
        within("it is accepted", accepted).await;
        let since = Instant::now();
        process.signal("TERM");
        if signals == 2 {
            // Told twice, it does not wait.
            process.says("the desk closes").await;
            process.signal("TERM");
        }
        let ended = process.ends().await;
        assert_eq!(ended.status, Some(0), "{ended:?}");
        let patience = if signals == 1 { 14 } else { 5 };
        assert!(since.elapsed() < Duration::from_secs(patience), "{:?}", since.elapsed());
        let process = desk.opens().await;
        asked.await.unwrap();
        assert_eq!(desk.world.cloud.accepted().len(), 1, "nobody said that it is to be sent again");
        process.dies().await;
    }
}
