//! A thousand updates in one body: the most that Meta puts into one, in the most bytes that it posts.

use super::recorder::{Letter, Recorder};
use super::state::state_of;
use super::story::Story;
use crate::stories::walk::MARIA;
use crate::world::{World, within};
use serde_json::{Value, json};

/// Updates of one body.
const UPDATES: usize = 1_000;
/// Who wrote them.
const CONTACTS: usize = 200;
/// The most bytes that Meta posts at once.
const BODY_LEN_MAX: usize = 3 * 1024 * 1024;
/// Characters of each text: so many that all of them together nearly reach that.
const TEXT_LEN: usize = 2_600;

/// A text of a contact, as the provider posts it.
async fn model(world: &World) -> Value {
    let (recorder, url) = Recorder::start().await;
    world.cloud.set_webhook(url);
    world.cloud.say(MARIA, "?").unwrap();
    let taken = world.cloud.until(|cloud| (cloud.webhooks_under_way() == 0).then_some(()));
    within("it is recorded", taken).await;
    recorder.letters().pop().unwrap().body
}

/// Its place tells who wrote it, what and when.
fn update(model: &Value, place: usize) -> Letter {
    let contact = place % CONTACTS;
    let number = format!("55519{:08}", 80_000_000 + contact);
    let user = format!("BR.{contact:020}");
    let mut body = model.clone();
    let value = &mut body["entry"][0]["changes"][0]["value"];
    value["contacts"][0] =
        json!({"profile": {"name": format!("Contato {contact}")}, "wa_id": number, "user_id": user});
    let message = &mut value["messages"][0];
    let written_at = message["timestamp"].as_str().unwrap().parse::<usize>().unwrap() + place;
    message["from"] = json!(number);
    message["from_user_id"] = json!(user);
    message["id"] = json!(format!("wamid.{place:08}"));
    message["timestamp"] = json!(written_at.to_string());
    message["text"]["body"] = json!(format!("{place} {}", "a".repeat(TEXT_LEN)));
    Letter::official(body)
}

/// A thousand of them, and a service that they are for.
async fn told() -> Story {
    let world = World::new().await;
    let model = model(&world).await;
    let letters = (0..UPDATES).map(|place| update(&model, place)).collect();
    Story { world, letters, left: 0, said: Vec::new() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_updates_in_one_body_are_taken_at_once_and_end_as_one_by_one() {
    let mut at_once = told().await;
    let all: Vec<&Letter> = at_once.letters.iter().collect();
    let together = Letter::together(&all);
    let [body] = together.as_slice() else { panic!("it is one body") };
    let len = body.body.to_string().len();
    assert!(len <= BODY_LEN_MAX && len > BODY_LEN_MAX * 9 / 10, "{len} bytes");
    // In the time that a webhook has: past that it is answered with an error.
    assert_eq!(body.post(&at_once.world).await, 200);
    // Meta repeats what was answered late; it has no effect.
    assert_eq!(body.post(&at_once.world).await, 200);
    let found = state_of(&mut at_once).await;
    let of = |kind: &str| found.iter().filter(|line| line.starts_with(kind)).count();
    assert_eq!((of("contact "), of("attendance "), of("message ")), (CONTACTS, CONTACTS, UPDATES));

    let mut one_by_one = told().await;
    for letter in &one_by_one.letters {
        assert_eq!(letter.post(&one_by_one.world).await, 200);
    }
    let wanted = state_of(&mut one_by_one).await;
    let differs = found.iter().zip(&wanted).find(|(found, wanted)| found != wanted);
    assert_eq!(differs, None);
    assert_eq!(found.len(), wanted.len());
}
