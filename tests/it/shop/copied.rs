//! A copy in the middle of a busy hour, put back on another machine: everything that people were told of before it began is
//! in it, and nothing goes out a second time.

use super::auditor::Auditor;
use super::dice::Dice;
use super::people::{Diary, STAFF, Said};
use crate::binary::{ended, text_of, write};
use crate::crash::gun::Gun;
use crate::world::{World, start_of_story, within};
use balcao::clock::Clock;
use balcao::demo::wire::Direction;
use chrono::TimeDelta;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Things that happen at a time before the copy begins, and while it is made.
const ACTS: (u32, u32) = (40, 50);
/// How long the world may change by itself between two acts.
const BREATH: Duration = Duration::from_millis(25);
/// How often the time is moved on until everything has come to its end.
const EVENINGS_MAX: u32 = 200;
/// What was shown while the copy was made is shown once more where it is put back.
const REPEATS: usize = 1_000;

async fn acts(world: &World, diary: &mut Diary, dice: &mut Dice, count: u32) {
    let mut chats = world.telegram.subscribe();
    for _act in 0..count {
        match dice.below(10) {
            0..=2 => diary.contact_writes(world, dice),
            3..=6 => diary.staff_answers(world, dice),
            7 | 8 => Diary::staff_taps(world, dice),
            _ => {
                let person = *dice.one_of(&STAFF);
                diary.staff_starts(world, person, dice);
            }
        }
        drop(tokio::time::timeout(BREATH, chats.changed()).await);
    }
}

/// Lets everything come to its end: as long as something is written it goes on by itself, and when nothing is, time passes.
async fn evening(world: &World, gun: &Gun) {
    let mut auditor = Auditor::of(world).await;
    let mut commits = gun.commits();
    let (mut still, mut evenings) = (0, 0);
    while evenings < EVENINGS_MAX && still < 3 {
        commits.borrow_and_update();
        if tokio::time::timeout(BREATH * 2, commits.changed()).await.is_ok() {
            still = 0;
            continue;
        }
        still = if auditor.is_quiet(world).await { still + 1 } else { 0 };
        evenings += 1;
        world.turn(TimeDelta::seconds(20));
    }
}

/// What people were told of by now: their own words with a mark or an answer, and what providers were thanked for.
fn promised(world: &World, diary: &Diary) -> Diary {
    let is_told = |said: &&Said| {
        let chat = world.telegram.chat(said.person);
        let is_marked = chat.iter().any(|one| one.message_id == said.message && !one.reactions.is_empty());
        is_marked || chat.iter().any(|one| one.from_bot && one.reply_to == Some(said.message))
    };
    let calls = world.cloud.requests().into_iter().chain(world.evolution.requests());
    let thanked: Vec<String> = calls
        .filter(|one| one.direction == Direction::Webhook && (200..300).contains(&one.status))
        .map(|one| one.body)
        .collect();
    let is_thanked = |word: &str| thanked.iter().any(|body| body.contains(word));
    let mut promised = Diary::default();
    promised.said = diary.said.iter().filter(is_told).cloned().collect();
    promised.written = diary
        .written
        .iter()
        .filter(|(word, _)| is_thanked(word))
        .map(|(word, to)| (word.clone(), to.clone()))
        .collect();
    promised
}

/// The configuration as a file, for the commands.
fn configuration(world: &World) -> PathBuf {
    let mut config = world.config.clone();
    config.server.public_url = None;
    write(world, &text_of(&config))
}

async fn says(file: &Path, words: &[&str]) {
    let said = ended(file, words).await;
    assert_eq!((said.status, said.stderr.as_str()), (Some(0), ""), "{words:?}: {said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_in_the_middle_of_the_load_holds_what_people_were_told_of_and_sends_nothing_twice() {
    let mut dice = Dice::new(11);
    let mut world = World::by_clock(Clock::by_hand(start_of_story())).await;
    for (id, name) in STAFF.into_iter().zip(["Carla", "Ana", "Bruno"]) {
        world.telegram.add_person(id, name, Some("pt-br"));
    }
    let gun = Gun::default();
    world.on_commit = Some(gun.watch());
    world.start().await;
    let mut diary = Diary::default();
    // However fast the machine is: until several were told what became of their words.
    let promised = loop {
        acts(&world, &mut diary, &mut dice, ACTS.0).await;
        let promised = promised(&world, &diary);
        if promised.said.len() > 5 {
            break promised;
        }
        assert!(diary.said.len() < 500, "nobody is told anything: {diary:?}");
    };
    let file = configuration(&world);
    let copying = tokio::spawn({
        let file = file.clone();
        async move { says(&file, &["backup", "copy.db"]).await }
    });
    acts(&world, &mut diary, &mut dice, ACTS.1).await;
    within("the copy is made", copying).await.unwrap();
    evening(&world, &gun).await;
    if !Auditor::of(&world).await.is_quiet(&world).await {
        // What nobody looks after any more is looked after by the next start.
        world.stop().await;
        world.start().await;
        evening(&world, &gun).await;
    }
    let whole = Auditor::of(&world).await.audit(&world, &diary, &[], REPEATS).await;
    assert!(whole.findings.is_empty(), "without the copy: {:#?}", whole.findings);
    assert!(world.stop().await);

    // Another machine has the copy and nothing else.
    let copy = world.database().with_file_name("copy.db");
    let elsewhere = world.database().with_file_name("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    for ending in ["", "-wal", "-shm", ".lock"] {
        let name = format!("balcao.db{ending}");
        drop(std::fs::rename(world.database().with_file_name(&name), elsewhere.join(&name)));
    }
    assert!(copy.exists() && !world.database().exists());
    says(&file, &["restore", "copy.db"]).await;
    let sent = (world.cloud.accepted_count(), world.evolution.accepted_count());
    world.start().await;
    evening(&world, &gun).await;
    let then = Auditor::of(&world).await.audit(&world, &promised, &[], REPEATS).await;
    assert!(then.findings.is_empty(), "after the copy: {:#?}", then.findings);
    assert_eq!(
        (world.cloud.accepted_count(), world.evolution.accepted_count()),
        sent,
        "nothing goes out twice"
    );
    assert!(diary.said.len() > promised.said.len(), "and went on while the copy was made");
    world.ends_well().await;
}
