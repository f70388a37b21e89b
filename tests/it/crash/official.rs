//! The official path, from the number to the card, killed at every commit.

use super::agent::{Act, Agent, Sight};
use super::gun::{Gun, Shot};
use super::ledger::Ledger;
use super::survive::{at_every_commit, survive, world_with};
use crate::world::{CARLA, World, within};
use balcao::demo::cloud::DemoCloud;

/// The card of the path.
pub(crate) const CARD: &str = "Vendas · WhatsApp Oficial · Carla";

/// What Carla does about what she sees.
pub(crate) fn rules(sight: &Sight, finished: &str) -> Act {
    if sight.is_nothing() {
        Act::Type("51 99999-8888")
    } else if sight.offers("Conversar") {
        Act::Tap("Conversar")
    } else if sight.says("Enviar mensagem") {
        Act::Tap("Iniciar atendimento")
    } else if sight.says("Selecione um canal") {
        Act::Tap("WhatsApp Oficial")
    } else if sight.says("Selecione uma equipe") {
        Act::Tap("Vendas")
    } else if sight.offers("pedido_confirmado") {
        Act::Tap("pedido_confirmado")
    } else if sight.offers("Definir parâmetros") {
        Act::Tap("Definir parâmetros")
    } else if sight.says("(1/3)") {
        Act::Type("Maria")
    } else if sight.says("(2/3)") {
        Act::Type("1042")
    } else if sight.says("(3/3)") {
        Act::Type("amanhã")
    } else if sight.says("Custo estimado") {
        Act::Tap("Iniciar atendimento")
    } else if sight.says("Modelo de mensagem") {
        // The list was not read yet when the service died: back, and once more.
        Act::Tap("Voltar")
    } else if sight.says("sem confirmação") {
        Act::Decide
    } else if sight.says(finished) {
        Act::Done
    } else if sight.says("✍") || sight.says("enviando…") || sight.says("✓ enviada") {
        Act::Wait
    } else {
        panic!("nobody would know what to do with this: {sight:?}")
    }
}

/// The templates have been read: before that, there is nothing to choose from.
pub(crate) async fn templates_are_read(cloud: &DemoCloud) {
    let is_read = |cloud: &DemoCloud| {
        cloud.requests().iter().any(|one| one.path.contains("message_templates") && one.status == 200)
    };
    within("the templates are read", cloud.until(|cloud| is_read(cloud).then_some(()))).await;
}

/// Everything had its effect once; a template was accepted, and one more for each time that the person said so.
pub(crate) async fn is_well(world: &World) -> Ledger {
    let ledger = Ledger::of(&world.database()).await;
    assert!(ledger.unclaimed.is_empty(), "{ledger:#?}");
    let accepted = world.cloud.accepted();
    let decided = usize::try_from(ledger.times("delivery.sent_again")).unwrap();
    assert!(decided <= 1, "{ledger:#?}");
    assert!(!accepted.is_empty(), "nothing was sent: {ledger:#?}");
    assert!(accepted.len() <= 1 + decided, "sent {} times unasked: {ledger:#?}", accepted.len());
    for one in &accepted {
        let body = one.body.to_string();
        assert!(["Maria", "1042", "amanhã"].iter().all(|value| body.contains(value)), "{body}");
    }
    assert_eq!((ledger.contacts, ledger.attendances, ledger.written), (1, 1, 1), "{ledger:#?}");
    assert_eq!(ledger.times("attendance.opened"), 1, "{ledger:#?}");
    ledger
}

/// Walks the path and says whether the service was killed on the way.
async fn walk(shot: Shot, finished: &'static str, trouble: impl FnOnce(&DemoCloud)) -> (bool, usize) {
    let gun = Gun::loaded(shot);
    let mut world = world_with(&gun).await;
    trouble(&world.cloud);
    survive(&mut world, &gun, |world, lives| {
        let mut carla = Agent::new(CARLA, world, lives, CARD);
        let cloud = world.cloud.clone();
        async move {
            templates_are_read(&cloud).await;
            carla.goes_on(|sight| rules(sight, finished)).await;
        }
    })
    .await;
    is_well(&world).await;
    (gun.has_fired(), world.cloud.accepted().len())
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_commit_of_the_official_path_the_contact_gets_one_template() {
    let moments = at_every_commit("official", async |shot| {
        let (killed, accepted) = walk(shot, "✓✓ entregue", |_cloud| {}).await;
        // The receipt carries our id, so what was accepted is known to be, also if nobody heard the answer.
        assert_eq!(accepted, 1);
        killed
    })
    .await;
    assert!(moments > 60, "the path has more commits than {moments} moments");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_receipts_the_person_is_asked_and_decides() {
    let moments = at_every_commit("official, no receipts", async |shot| {
        let silent = |cloud: &DemoCloud| cloud.switch(|switches| switches.auto_receipts = false);
        walk(shot, "✓ enviada", silent).await.0
    })
    .await;
    assert!(moments > 60, "the path has more commits than {moments} moments");
}
