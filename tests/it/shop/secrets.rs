//! A whole day in the shop with things going wrong, of which everything is taken down, whatever the level: and then a look
//! for what may stand in none of it. Secrets nowhere at all, not even in the bytes of the database; what people said and
//! whole numbers neither in the log nor in what anybody may ask the service.

use super::auditor::Auditor;
use super::dice::Dice;
use super::faults;
use super::people::{CONTACTS, Diary, STAFF};
use crate::world::{Log, STRANGER, World, within};
use balcao::channel::Timeouts;
use balcao::demo::company;
use chrono::TimeDelta;
use reqwest::StatusCode;
use std::time::Duration;

/// Things that happen on this day.
const ACTS: u64 = 160;
/// How long the world may change by itself between two of them.
const BREATH: Duration = Duration::from_millis(15);
/// For how long the evening is waited for.
const EVENINGS: u32 = 200;

/// Every secret of the configuration. Of the bot's token the second half opens everything.
const SECRETS: [&str; 6] = [
    company::BOT_TOKEN,
    company::ACCESS_TOKEN,
    company::APP_SECRET,
    company::VERIFY_TOKEN,
    company::API_KEY,
    company::WEBHOOK_SECRET,
];

async fn lives(world: &World, diary: &mut Diary, dice: &mut Dice) {
    for _act in 0..ACTS {
        match dice.below(100) {
            0..=24 => diary.contact_writes(world, dice),
            25..=44 => diary.staff_answers(world, dice),
            45..=69 => Diary::staff_taps(world, dice),
            70..=87 => {
                let person = *dice.one_of(&STAFF);
                diary.staff_starts(world, person, dice);
            }
            88..=91 => faults::time_passes(world, dice),
            92..=97 => faults::happens(world, dice, false),
            _ => drop(
                world
                    .telegram
                    .type_text(STRANGER, "/start c2d2dc8f660864678bbd82747917a1b90b4877f27c84c437d"),
            ),
        }
        let mut chats = world.telegram.subscribe();
        drop(tokio::time::timeout(BREATH, chats.changed()).await);
    }
}

/// What is answered to webhooks that prove nothing, to guesses, and to who asks how it goes.
async fn answers(world: &World) -> String {
    let base = format!("http://{}", world.address());
    let client = reqwest::Client::builder().build().unwrap();
    let mut all = String::new();
    for channel in [company::OFICIAL, company::LOJA, "nada"] {
        let forged = client
            .post(format!("{base}/webhook/{channel}"))
            .header("x-hub-signature-256", format!("sha256={}", "ab".repeat(32)))
            .header("authorization", "Bearer eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjk5OTk5OTk5OTl9.AAAA")
            .body(r#"{"object":"whatsapp_business_account","entry":[]}"#);
        let answer = forged.send().await.unwrap();
        assert!([StatusCode::UNAUTHORIZED, StatusCode::NOT_FOUND].contains(&answer.status()), "{answer:?}");
        all.push_str(&answer.text().await.unwrap());
    }
    for path in
        ["healthz", "metrics", "webhook/oficial?hub.mode=subscribe&hub.verify_token=demo&hub.challenge=1"]
    {
        all.push_str(&client.get(format!("{base}/{path}")).send().await.unwrap().text().await.unwrap());
    }
    assert!(all.contains("balcao_") && all.contains("healthy"), "{all}");
    all
}

/// Files of the database, as they are on the disk.
fn database(world: &World) -> Vec<u8> {
    let read = |ending: &str| {
        let path = format!("{}{ending}", world.database().display());
        std::fs::read(path).unwrap_or_default()
    };
    [read(""), read("-wal")].concat()
}

fn holds(text: &[u8], wanted: &str) -> bool {
    text.windows(wanted.len()).any(|part| part == wanted.as_bytes())
}

/// The lines in which something stands that may not.
fn lines_with(text: &str, unwanted: &[String]) -> Vec<String> {
    let is_bad = |line: &&str| unwanted.iter().any(|one| line.contains(one.as_str()));
    text.lines().filter(is_bad).take(12).map(str::to_owned).collect()
}

/// The ways in which a whole number could be written.
fn numbers() -> Vec<String> {
    let forms = CONTACTS.iter().flat_map(|digits| {
        let (area, line) = digits.split_at(4);
        let (before, last) = line.split_at(5);
        // As shown, and as WhatsApp has it: without the ninth digit.
        [line.to_owned(), format!("{before}-{last}"), format!("{area}{}", line.split_at(1).1)]
    });
    forms.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_whole_day_no_secret_is_anywhere_and_nobody_in_the_log() {
    let mut dice = Dice::new(20_261_123);
    let mut world = World::empty().await;
    for (id, name) in STAFF.into_iter().zip(["Carla", "Ana", "Bruno"]) {
        world.telegram.add_person(id, name, Some("pt-br"));
    }
    let short = Duration::from_millis(400);
    world.timeouts = Timeouts { connect: short, total: short, upload: short };
    let log = Log::default();
    world.log = Some(log.clone());
    world.start().await;
    let mut diary = Diary::default();
    lives(&world, &mut diary, &mut dice).await;
    faults::end(&world);
    // Whether everything comes to its end is asked by the days of faults; here it matters what is said on the way.
    let mut auditor = Auditor::of(&world).await;
    for _evening in 0..EVENINGS {
        let mut chats = world.telegram.subscribe();
        if tokio::time::timeout(BREATH * 4, chats.changed()).await.is_err() {
            world.turn(TimeDelta::seconds(20));
        }
        if auditor.is_quiet(&world).await {
            break;
        }
    }
    let said = answers(&world).await;
    let kept_while_it_ran = database(&world);
    within("it ends in order", world.stop()).await;

    let logged = String::from_utf8_lossy(&log.bytes()).into_owned();
    assert!(
        logged.contains("DEBUG") && logged.contains("updates stored"),
        "the log was taken down: {logged}"
    );
    let words = diary.said.iter().map(|one| one.word.clone());
    let values = diary.values.iter().map(|(word, _)| word.clone());
    let mut private: Vec<String> = words.chain(values).chain(diary.written.keys().cloned()).collect();
    assert!(private.len() > 20, "people said something: {private:?}");
    private.extend(numbers());
    // Meta's ids of messages hide the number of who wrote.
    private.push("wamid.".to_owned());
    let secrets: Vec<String> = SECRETS.iter().map(|one| (*one).to_owned()).collect();
    for (where_, text) in [("the log", &logged), ("an answer", &said)] {
        let found = lines_with(text, &secrets);
        assert!(found.is_empty(), "a secret in {where_}:\n{}", found.join("\n"));
        let found = lines_with(text, &private);
        assert!(found.is_empty(), "somebody in {where_}:\n{}", found.join("\n"));
    }
    for bytes in [kept_while_it_ran, database(&world)] {
        assert!(holds(&bytes, "Bom dia"), "the database was read");
        for secret in SECRETS {
            assert!(!holds(&bytes, secret), "a secret of the configuration is in the database: {secret}");
        }
    }
    world.nothing_invalid();
}
