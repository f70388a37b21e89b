//! Contacts write first, on both channels, and one of them is answered: killed at every commit. The provider repeats what
//! was not acknowledged, and it has its effect once.

use super::agent::{Act, Agent, Sight};
use super::gun::{Gun, Shot};
use super::ledger::Ledger;
use super::survive::{at_every_commit, survive, world_with};
use crate::world::{ANA, BRUNO, CARLA, within};

const MARIA: &str = "5551999998888";
const JOAO: &str = "5511988887777";

/// What Carla does about Maria's card.
fn rules(sight: &Sight) -> Act {
    if sight.offers("Assumir") {
        Act::Tap("Assumir")
    } else if sight.says("sem confirmação") {
        Act::Decide
    } else if sight.says("✓✓ entregue") {
        Act::Done
    } else if sight.is_nothing() || sight.says("enviando…") || sight.says("✓ enviada") {
        Act::Wait
    } else {
        Act::Reply("Oi, Maria!")
    }
}

async fn writes_first(shot: Shot) -> bool {
    let gun = Gun::default();
    let mut world = world_with(&gun).await;
    world.start().await;
    gun.load(shot);
    survive(&mut world, &gun, |world, lives| {
        let mut carla = Agent::new(CARLA, world, lives, "WhatsApp Oficial");
        let (telegram, cloud, evolution) =
            (world.telegram.clone(), world.cloud.clone(), world.evolution.clone());
        async move {
            cloud.say(MARIA, "Oi!").unwrap();
            carla.sees_its_card().await;
            evolution.say(JOAO, "Olá!").unwrap();
            carla.goes_on(rules).await;
            // Others are told who took it, and of the one that still waits.
            let card = |person: i64, text: &str| {
                let chat = telegram.chat(person);
                chat.iter().any(|one| one.text.contains(text)).then_some(())
            };
            let taken = |person: i64| card(person, "WhatsApp Oficial · Carla");
            within("a colleague knows", telegram.until(|_| taken(BRUNO).or_else(|| taken(ANA)))).await;
            within("Ana is asked", telegram.until(|_| card(ANA, "Loja Centro"))).await;
        }
    })
    .await;
    let ledger = Ledger::of(&world.database()).await;
    assert!(ledger.unclaimed.is_empty(), "{ledger:#?}");
    assert_eq!((ledger.contacts, ledger.attendances, ledger.received), (2, 2, 2), "{ledger:#?}");
    assert_eq!((ledger.written, ledger.times("attendance.taken")), (1, 1), "{ledger:#?}");
    assert_eq!(world.cloud.accepted().len(), 1, "{ledger:#?}");
    gun.has_fired()
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_commit_what_contacts_write_has_its_effect_once() {
    let moments = at_every_commit("incoming", writes_first).await;
    assert!(moments > 20, "there are more commits than {moments} moments");
}
