//! A day: people act, things go wrong, the service dies and is started again; in the evening everything is well, and
//! what is under way comes to its end.

use super::Plan;
use super::auditor::{Audit, Auditor};
use super::customers;
use super::dice::Dice;
use super::faults;
use super::kept;
use super::people::{Diary, STAFF};
use super::sum::Sum;
use crate::crash::gun::{Gun, Shot, Side};
use crate::world::{ANA, CARLA, World, start_of_story};
use balcao::channel::Timeouts;
use balcao::store::{Options, Store, Strain};
use chrono::TimeDelta;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection as _, Executor as _};
use std::time::Duration;
use tokio::sync::OnceCell;
use tokio_util::sync::CancellationToken;

/// Things that happen on a day.
const ACTS: u64 = 50;
/// Steps of one walk that are taken one after the other.
const STEPS: u64 = 9;
/// How long the world may change by itself between two acts.
const BREATH: Duration = Duration::from_millis(12);
/// How long nothing may be committed until it is believed that nothing is under way.
const SILENCE: Duration = Duration::from_millis(10);
/// How often that is looked at before the time is moved on.
const SILENCES_MAX: u32 = 40;
/// How long providers are waited for: what never answers costs this in real time.
const PATIENCE: Duration = Duration::from_millis(250);
/// How long the service waits for a database that somebody else holds.
const BUSY: Duration = Duration::from_millis(40);
/// How often the time is moved on in the evening until everything has come to its end.
const EVENINGS_MAX: u32 = 160;
/// After so many it is late: the time is moved on in larger steps.
const LATE: u32 = 30;
/// How long nothing may be committed then: a file that Telegram answers with a 5xx rests ten seconds in real time.
const LATE_SILENCE: Duration = Duration::from_millis(100);
/// Starts in vain, with nothing in their way any more, after which it does not start.
const STARTS_MAX: u32 = 4;

struct Day {
    world: World,
    gun: Gun,
    bang: CancellationToken,
    strain: Strain,
    /// On a calm day nothing is killed and Telegram's answers are heard: whatever is shown is shown once.
    is_calm: bool,
    /// Acts until the disk has room again.
    full_for: u64,
    /// Who holds the database, and for how many acts more.
    held: Option<(SqliteConnection, u64)>,
    sum: Sum,
}

/// Lives through a day, and looks at what it left behind.
pub(super) async fn live(plan: Plan) -> Audit {
    let Plan { seed, log, at_noon } = plan;
    let mut dice = Dice::new(seed);
    let mut day = Day::begin(&mut dice, log).await;
    let mut diary = Diary::default();
    let mut at_noon = at_noon;
    for act in 0..ACTS {
        if act == ACTS / 2
            && let Some(noon) = at_noon.take()
        {
            noon(&day.world).await;
        }
        day.act(&mut diary, &mut dice).await;
        if dice.percent(60) {
            day.breathes().await;
        }
        day.world.turn(TimeDelta::seconds(1));
        day.lets_go().await;
        day.wakes(&mut dice).await;
    }
    let mut auditor = Auditor::of(&day.world).await;
    day.ends(&mut auditor).await;
    // What nobody looks after any more is looked after by the next start.
    if !auditor.is_quiet(&day.world).await {
        let left = auditor.left_over(&day.world).await;
        let failed = day.world.telegram.failed();
        super::tell(&format!("seed {seed}: only one more start helps against {left:?} after {failed:?}"));
        kept::keeps(seed, &day.world);
        day.sum.helped += 1;
        day.dies().await;
        day.starts().await;
        day.ends(&mut auditor).await;
    }
    let asked: Vec<(i64, i32)> =
        STAFF.iter().map(|person| (*person, day.world.telegram.type_text(*person, "/menu"))).collect();
    day.ends(&mut auditor).await;
    day.closes(seed, auditor, &diary, &asked).await
}

impl Day {
    async fn begin(dice: &mut Dice, log: Option<crate::world::Log>) -> Self {
        let mut world = World::by_clock(balcao::clock::Clock::by_hand(start_of_story())).await;
        std::fs::write(world.database(), fresh_database().await).unwrap();
        for (id, name) in STAFF.into_iter().zip(["Carla", "Ana", "Bruno"]) {
            world.telegram.add_person(id, name, Some("pt-br"));
        }
        world.telegram.set_topics(dice.percent(50));
        world.timeouts = Timeouts { connect: PATIENCE, total: PATIENCE, upload: PATIENCE };
        world.is_paced_by_clock = true;
        world.log = log;
        let gun = Gun::default();
        world.on_commit = Some(gun.watch());
        let strain = Strain::new(BUSY);
        world.strain = Some(strain.clone());
        let bang = gun.bang();
        world.start().await;
        let is_calm = dice.percent(20);
        Self { world, gun, bang, strain, is_calm, full_for: 0, held: None, sum: Sum::default() }
    }

    async fn act(&mut self, diary: &mut Diary, dice: &mut Dice) {
        let act = dice.below(100);
        kept::notes(self.world.log.as_ref(), &format!("act {act} at {}", self.world.clock.now()));
        match act {
            0..=17 => diary.contact_writes(&self.world, dice),
            18..=33 => diary.staff_answers(&self.world, dice),
            34..=41 => Diary::staff_takes(&self.world, dice),
            42..=49 => Diary::staff_taps(&self.world, dice),
            50..=61 => self.somebody_starts(diary, dice).await,
            62..=65 => self.somebody_ends(dice).await,
            66..=68 => diary.staff_marks(&self.world, dice),
            69 | 70 => customers::contact_looks(&self.world, dice),
            71..=75 => faults::time_passes(&self.world, dice),
            76..=86 => faults::happens(&self.world, dice, self.is_calm),
            87 | 88 => {
                let is_lost = faults::channel(&self.world, dice);
                self.sum.fault("channel lost", u64::from(is_lost));
                self.sum.fault("channel found", u64::from(!is_lost));
            }
            89..=91 => self.machine(dice).await,
            92..=95 if !self.is_calm => self.loads(dice),
            96 | 97 if !self.is_calm => {
                self.sum.fault("killed between two writes", 1);
                self.dies().await;
            }
            98 => {
                self.sum.fault("updates delivered again", 1);
                self.world.telegram.redeliver(self.world.telegram.last_update_id());
            }
            _ => self.world.telegram.release(),
        }
        // What came too late comes in the end.
        if self.world.telegram.hanging() > 0 && dice.percent(40) {
            self.world.telegram.release();
        }
    }

    /// Something goes wrong with the machine that the service runs on.
    async fn machine(&mut self, dice: &mut Dice) {
        match dice.below(8) {
            0..=2 => {
                self.strain.set_full(true);
                self.full_for = dice.below(6) + 2;
            }
            3..=5 if self.held.is_none() => {
                // A backup that takes its time, or somebody who looks around by hand.
                let options = SqliteConnectOptions::new()
                    .filename(self.world.database())
                    .busy_timeout(Duration::from_millis(200));
                let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
                if connection.execute("begin immediate").await.is_ok() {
                    self.sum.fault("database held by somebody else", 1);
                    self.held = Some((connection, dice.below(5) + 1));
                }
            }
            6 => {
                self.sum.fault("clock an hour on", 1);
                self.world.turn(TimeDelta::hours(1));
            }
            7 => {
                self.sum.fault("clock an hour back", 1);
                self.world.turn(TimeDelta::hours(-1));
            }
            _ => {}
        }
    }

    /// One act less until the disk has room again, and until whoever holds the database lets it go.
    async fn lets_go(&mut self) {
        self.full_for = self.full_for.saturating_sub(1);
        if self.full_for == 0 {
            self.strain.set_full(false);
        }
        if let Some((connection, acts)) = self.held.take() {
            if acts == 0 {
                connection.close().await.unwrap();
            } else {
                self.held = Some((connection, acts - 1));
            }
        }
    }

    /// Nothing is wrong with the machine any more.
    async fn heals(&mut self) {
        self.full_for = 0;
        self.strain.set_full(false);
        if let Some((connection, _)) = self.held.take() {
            connection.close().await.unwrap();
        }
    }

    /// Somebody goes some steps on from a number to a card.
    async fn somebody_starts(&mut self, diary: &mut Diary, dice: &mut Dice) {
        let person = *dice.one_of(&[CARLA, ANA]);
        if dice.percent(10) && diary.is_starting(person) {
            diary.has_started(person);
        }
        let mut idle = 0;
        for _step in 0..STEPS {
            if diary.staff_starts(&self.world, person, dice) {
                idle = 0;
            } else {
                idle += 1;
            }
            if idle > 2 || !self.world.is_running() {
                return;
            }
            self.sees(person).await;
            if dice.percent(8) {
                faults::happens(&self.world, dice, self.is_calm);
            }
        }
    }

    /// Somebody concludes what they have, or hands it over.
    async fn somebody_ends(&mut self, dice: &mut Dice) {
        let person = *dice.one_of(&STAFF);
        let is_concluded = dice.percent(50);
        for _step in 0..if is_concluded { 3 } else { 2 } {
            Diary::staff_ends(&self.world, person, is_concluded);
            self.sees(person).await;
        }
    }

    /// The service will die at one of its next commits.
    fn loads(&self, dice: &mut Dice) {
        let side = if dice.percent(50) { Side::Before } else { Side::After };
        self.gun.load(Shot { side, commit: dice.below(12) + 1 });
    }

    async fn dies(&mut self) {
        if self.world.is_running() {
            kept::notes(self.world.log.as_ref(), "dies");
            self.world.dies().await;
            self.sum.fault("deaths", 1);
        }
    }

    /// Whoever was shot is dead; mostly somebody starts the service again soon.
    async fn wakes(&mut self, dice: &mut Dice) {
        if self.bang.is_cancelled() {
            self.dies().await;
        }
        if !self.world.is_running() && dice.percent(60) {
            self.starts().await;
        }
    }

    /// As often as it takes: it may be shot while it starts, and Telegram may not answer.
    async fn starts(&mut self) {
        let mut vain = 0;
        // Whoever held the database has gone: a start waits longer for them than anybody holds it.
        if let Some((connection, _)) = self.held.take() {
            connection.close().await.unwrap();
        }
        loop {
            if self.bang.is_cancelled() {
                self.sum.fault("killed at a write", 1);
            }
            self.bang = self.gun.bang();
            self.world.killed = self.bang.clone();
            match self.world.try_start().await {
                Ok(()) => return,
                Err(error) if self.bang.is_cancelled() => drop(error),
                Err(error) => {
                    // What a supervisor of services does: once more, when the line is up again and the disk has room.
                    vain += 1;
                    assert!(vain <= STARTS_MAX, "the service does not start: {error:#}");
                    self.sum.fault("started in vain", 1);
                    self.world.telegram.clear_faults();
                    self.heals().await;
                }
            }
            self.sum.fault("deaths", 1);
        }
    }

    /// Lets what is under way go on, until the next thing changes outside or for a short while.
    async fn breathes(&self) {
        let (mut chats, mut official, mut unofficial) =
            (self.world.telegram.subscribe(), self.world.cloud.subscribe(), self.world.evolution.subscribe());
        let change = async {
            tokio::select! {
                _ = chats.changed() => {}
                _ = official.changed() => {}
                _ = unofficial.changed() => {}
            }
        };
        drop(tokio::time::timeout(BREATH, change).await);
    }

    /// Waits until somebody's chat changes, for a short while.
    async fn sees(&self, person: i64) {
        if let Some(mut chat) = self.world.telegram.subscribe_chat(person) {
            for _change in 0..2 {
                drop(tokio::time::timeout(BREATH * 2, chat.changed()).await);
            }
        }
    }

    /// Nothing goes wrong any more; time passes until nothing is under way.
    async fn ends(&mut self, auditor: &mut Auditor) {
        self.gun.unload();
        self.heals().await;
        if self.bang.is_cancelled() {
            self.dies().await;
        }
        faults::end(&self.world);
        if !self.world.is_running() {
            self.starts().await;
        }
        let mut still = 0;
        for evening in 0..EVENINGS_MAX {
            self.falls_silent(if evening < LATE { SILENCE } else { LATE_SILENCE }).await;
            if auditor.is_sending().await {
                // What is never answered is waited for in real time.
                drop(tokio::time::timeout(PATIENCE * 2, self.gun.commits().changed()).await);
            }
            if auditor.is_quiet(&self.world).await {
                still += 1;
                if still >= 3 {
                    return;
                }
            } else {
                still = 0;
            }
            self.world.turn(TimeDelta::seconds(if evening < LATE { 20 } else { 60 }));
        }
    }

    /// Waits until nothing is committed any more.
    async fn falls_silent(&self, silence: Duration) {
        let mut commits = self.gun.commits();
        for _change in 0..SILENCES_MAX {
            commits.borrow_and_update();
            if tokio::time::timeout(silence, commits.changed()).await.is_err() {
                return;
            }
        }
    }

    /// Looks at what the day left behind.
    async fn closes(mut self, seed: u64, mut auditor: Auditor, diary: &Diary, asked: &[(i64, i32)]) -> Audit {
        let deaths = self.sum.faults.get("deaths").copied().unwrap_or_default();
        // A notice that Telegram took while nobody noted so is sent once more.
        let machine = self.strain.times_full() + self.strain.times_locked();
        let repeats = usize::try_from(deaths + machine).unwrap() + faults::unheard(&self.world);
        // What the last turn of the clock brought may have come only now.
        if !auditor.is_quiet(&self.world).await {
            self.ends(&mut auditor).await;
        }
        let mut audit = auditor.audit(&self.world, diary, asked, repeats).await;
        faults::count(&self.world, &mut self.sum);
        self.sum.fault("disk full", self.strain.times_full());
        self.sum.fault("database locked for too long", self.strain.times_locked());
        audit.sum.add(&self.sum);
        self.world.stop().await;
        if !audit.findings.is_empty() {
            kept::keeps(seed, &self.world);
        }
        audit
    }
}

/// A database with its tables and nothing in them, made once.
async fn fresh_database() -> &'static [u8] {
    static FRESH: OnceCell<Vec<u8>> = OnceCell::const_new();
    FRESH
        .get_or_init(|| async {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("fresh.db");
            let store = Store::open(&format!("sqlite:{}", path.display()), Options::default()).await.unwrap();
            store.close().await;
            std::fs::read(path).unwrap()
        })
        .await
}
