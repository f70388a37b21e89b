//! What happened: staff wrote to some contacts, and these, and others, did all that contacts do.

use super::recorder::{Letter, Recorder};
use crate::stories::walk::{self, MARIA};
use crate::world::{CARLA, World, within};
use balcao::demo::cloud::{SentFile, Status};
use balcao::demo::evolution::Ack;
use balcao::demo::handset::{LocationView, samples};
use bytes::Bytes;
use chrono::TimeDelta;
use serde_json::json;

const JOAO: &str = "5511988887777";
const ANA: &str = "5531987654321";
const LUCIA: &str = "5491155554444";
const DIEGO: &str = "525512345678";

/// Bodies that the official provider posts in its story.
pub(super) const OFFICIAL_EVENTS: usize = 22;
/// Bodies that the unofficial one does.
pub(super) const UNOFFICIAL_EVENTS: usize = 23;

/// A service whose people have written, and what the provider has to tell since.
pub(super) struct Story {
    pub(super) world: World,
    pub(super) letters: Vec<Letter>,
    /// How many messages of ours there are in the end.
    pub(super) left: usize,
    /// What contacts wrote, by the provider's ids.
    pub(super) said: Vec<(String, String)>,
}

impl Story {
    /// What the provider's ids stand for.
    pub(super) fn names(&self) -> Vec<(String, String)> {
        let officially = self.world.cloud.accepted().into_iter().map(|one| (one.id, one.body));
        let unofficially = self.world.evolution.accepted().into_iter().map(|one| (one.id, one.body));
        let ours = officially.chain(unofficially).map(|(id, body)| {
            let said =
                ["/text/body", "/template/name", "/text"].iter().find_map(|at| body.pointer(at)?.as_str());
            (id, format!("<ours: {}>", said.unwrap()))
        });
        self.said.iter().cloned().chain(ours).collect()
    }

    /// Waits until the providers have accepted everything that leaves in this story.
    pub(super) async fn everything_left(&self) {
        let (cloud, evolution) = (&self.world.cloud, &self.world.evolution);
        let count = || cloud.accepted().len() + evolution.accepted().len();
        tokio::select! {
            () = cloud.until(|_| (count() == self.left).then_some(())) => {}
            () = evolution.until(|_| (count() == self.left).then_some(())) => {}
        }
    }
}

/// Acts one after the other, a second apart, each told to the recorder before the next begins.
struct Acts {
    world: World,
    said: Vec<(String, String)>,
}

impl Acts {
    async fn settle(&self) {
        let cloud = self.world.cloud.until(|cloud| (cloud.webhooks_under_way() == 0).then_some(()));
        within("it is recorded", cloud).await;
        let evolution = self.world.evolution.until(|one| (one.webhooks_under_way() == 0).then_some(()));
        within("it is recorded", evolution).await;
        self.world.turn(TimeDelta::seconds(1));
    }

    /// Something a contact wrote.
    async fn said(&mut self, name: &str, id: Option<String>) -> String {
        let id = id.expect("there is such a contact");
        self.said.push((id.clone(), format!("<{name}>")));
        self.settle().await;
        id
    }
}

fn file(kind: &str, mime: &str, bytes: &'static [u8], caption: Option<&str>) -> SentFile {
    SentFile {
        kind: kind.to_owned(),
        mime: mime.to_owned(),
        filename: None,
        bytes: Bytes::from_static(bytes),
        caption: caption.map(str::to_owned),
        is_voice: kind == "audio",
    }
}

fn market() -> LocationView {
    LocationView { latitude: -30.027, longitude: -51.227, name: Some("Mercado".to_owned()), address: None }
}

/// A service with topics or without.
async fn world_of(has_topics: bool) -> World {
    if has_topics { World::with_topics().await } else { World::new().await }
}

/// Carla wrote to João and to Maria with a template each, and two texts to Maria wait for her. Ana wrote first, by the id
/// given, and has an answer, for which the provider calls the window closed.
async fn official_world(has_topics: bool) -> (World, String) {
    let world = world_of(has_topics).await;
    world.cloud.switch(|switches| switches.auto_receipts = false);
    let carla = world.person(CARLA);
    let first = world.cloud.say(ANA, "Oi?").unwrap();
    carla.taps("Assumir").await;
    carla.sees_somewhere("💬 Ana").await;
    carla.enters("Vendas").await;
    carla.taps("Responder").await;
    carla.sees("vai para este contato").await;
    carla.types("Já vejo");
    let taken = world.cloud.until(|cloud| (cloud.accepted_count() == 1).then_some(()));
    within("it is accepted", taken).await;
    carla.sees_somewhere("✓ enviada").await;
    carla.leaves_topic();
    for contact in [JOAO, MARIA] {
        walk::open(&world, &carla, contact).await;
        carla.sees("✓ enviada").await;
    }
    carla.enters("Vendas").await;
    carla.taps("Responder").await;
    carla.sees("o que você escrever entra na fila").await;
    for (text, count) in [("Primeiro", 1), ("Segundo", 2)] {
        carla.types(text);
        carla.sees(&format!("Na fila ({count})")).await;
    }
    (world, first)
}

/// Texts, files, places, answers, reactions, edits, deletions of five contacts, and receipts of what was sent to two.
pub(super) async fn official(has_topics: bool) -> Story {
    let (recorder, url) = Recorder::start().await;
    let (world, first) = official_world(has_topics).await;
    let mut acts = Acts { world, said: vec![(first, "<ana: oi?>".to_owned())] };
    acts.settle().await;
    let cloud = acts.world.cloud.clone();
    cloud.set_webhook(url);
    let [to_ana, to_joao, to_maria] = [0, 1, 2].map(|place| cloud.accepted()[place].id.clone());
    let edit = |of: &str, body: &str| json!({"original_message_id": of, "message": {"type": "text", "text": {"body": body}}});

    cloud.report(&to_maria, Status::Sent);
    acts.settle().await;
    cloud.report(&to_joao, Status::Sent);
    acts.settle().await;
    cloud.report(&to_maria, Status::Delivered);
    acts.settle().await;
    let oi = acts.said("maria: oi", cloud.say(MARIA, "Oi")).await;
    cloud.report(&to_maria, Status::Read);
    acts.settle().await;
    cloud.report(&to_joao, Status::Failed(131_026));
    acts.settle().await;
    let photo = file("image", "image/jpeg", samples::JPEG, Some("o portão"));
    acts.said("maria: photo", cloud.send_media(MARIA, photo)).await;
    acts.said("maria: edit", cloud.send_raw(MARIA, "edit", edit(&oi, "Oi!"))).await;
    acts.said("maria: reaction", cloud.react(MARIA, &to_maria, "👍")).await;
    acts.said("maria: answer", cloud.reply(MARIA, "Esse mesmo", Some(&to_maria))).await;

    let hola = acts.said("diego: hola", cloud.say(DIEGO, "Hola")).await;
    acts.said("diego: voice", cloud.send_media(DIEGO, file("audio", "audio/ogg", samples::OGG_OPUS, None)))
        .await;
    acts.said("diego: deletion", cloud.send_raw(DIEGO, "revoke", json!({"original_message_id": hola}))).await;

    let buenas = acts.said("lucia: buenas", cloud.say(LUCIA, "Buenas")).await;
    acts.said("lucia: edit", cloud.send_raw(LUCIA, "edit", edit(&buenas, "Buenas tardes"))).await;
    acts.said("lucia: place", cloud.send_location(LUCIA, market())).await;
    acts.said("lucia: card", cloud.send_card(LUCIA, "Pedro", "+54 9 11 5555-0000")).await;

    cloud.report(&to_ana, Status::Sent);
    acts.settle().await;
    cloud.report(&to_ana, Status::Failed(131_047));
    acts.settle().await;
    let bom_dia = acts.said("ana: bom dia", cloud.say(ANA, "Bom dia")).await;
    acts.said("ana: reaction", cloud.react(ANA, &bom_dia, "🙏")).await;
    acts.said("joao: who", cloud.say(JOAO, "Quem é?")).await;
    let Acts { world, said } = acts;
    Story { world, letters: recorder.letters(), left: 6, said }
}

/// Carla wrote two texts to Maria and one to João.
async fn unofficial_world(has_topics: bool) -> World {
    let world = world_of(has_topics).await;
    world.evolution.switch(|switches| switches.auto_receipts = false);
    let carla = world.person(CARLA);
    for (contact, texts) in [(JOAO, &["Olá, João"][..]), (MARIA, &["Olá, Maria", "Tudo bem?"])] {
        carla.leaves_topic();
        walk::open_unofficial(&carla, contact).await;
        carla.enters("Vendas").await;
        for text in texts {
            let before = world.evolution.accepted_count();
            carla.types(text);
            let left = world.evolution.until(|one| (one.accepted_count() > before).then_some(()));
            within("it is accepted", left).await;
            carla.sees_somewhere("✓ enviada").await;
        }
    }
    world
}

/// The same on the unofficial channel, where receipts carry no id of ours.
pub(super) async fn unofficial(has_topics: bool) -> Story {
    let (recorder, url) = Recorder::start().await;
    let mut acts = Acts { world: unofficial_world(has_topics).await, said: Vec::new() };
    acts.settle().await;
    let evolution = acts.world.evolution.clone();
    evolution.set_webhook(url);
    let sent: Vec<String> = evolution.accepted().into_iter().map(|one| one.id).collect();

    for (place, ack) in [
        (0, Ack::Server),
        (1, Ack::Server),
        (1, Ack::Delivery),
        (2, Ack::Delivery),
        (1, Ack::Read),
        (0, Ack::Error),
    ] {
        evolution.report(&sent[place], ack);
        acts.settle().await;
    }
    let oi = acts.said("maria: oi", evolution.say(MARIA, "Oi")).await;
    acts.said("maria: answer", evolution.reply(MARIA, "Esse mesmo", Some(&sent[1]))).await;
    acts.said("maria: reaction", evolution.react(MARIA, &sent[2], "👍")).await;
    let hola = acts.said("diego: hola", evolution.say(DIEGO, "Hola")).await;
    acts.said("diego: place", evolution.send_location(DIEGO, market())).await;
    let bom_dia = acts.said("ana: bom dia", evolution.say(ANA, "Bom dia")).await;
    let photo = file("image", "image/jpeg", samples::JPEG, Some("o portão"));
    acts.said("ana: photo", evolution.send_media(ANA, photo)).await;
    let mut letters = recorder.letters();
    for (event, contact, of) in [
        ("messages.edited", MARIA, &oi),
        ("messages.delete", DIEGO, &hola),
        ("messages.edited", ANA, &bom_dia),
    ] {
        letters.push(mark(&letters, event, contact, of));
    }
    let Acts { world, said } = acts;
    Story { world, letters, left: 3, said }
}

/// A contact changes or deletes a message, as the real server tells it: the embedded one cannot.
fn mark(letters: &[Letter], event: &str, contact: &str, of: &str) -> Letter {
    let said = letters.iter().find(|letter| letter.body["data"]["key"]["id"] == of).expect("it was said");
    let jid = said.body["data"]["key"]["remoteJid"].clone();
    let at = said.body["data"]["messageTimestamp"].as_i64().unwrap() * 1_000 + 4_000;
    let mut letter = said.clone();
    letter.body["event"] = json!(event);
    letter.body["date_time"] =
        json!(format!("2026-11-22T15:10:{}Z", contact.get(contact.len() - 2..).unwrap()));
    letter.body["data"] = if event == "messages.edited" {
        json!({
            "key": {"remoteJid": jid, "fromMe": false, "id": of},
            "type": 14,
            "editedMessage": {"conversation": "Outra coisa"},
            "timestampMs": at.to_string(),
        })
    } else {
        json!({"remoteJid": jid, "fromMe": false, "id": of, "status": "DELETED"})
    };
    letter
}
