//! The unofficial path (the number is checked, the attendance opens, one text), killed at every commit.

use super::agent::{Act, Agent, Sight};
use super::gun::{Gun, Shot};
use super::ledger::Ledger;
use super::survive::{at_every_commit, survive, world_with};
use crate::world::{CARLA, World};

/// The card of the path.
pub(crate) const CARD: &str = "Vendas · Loja Centro · Carla";
/// What Carla writes.
const TEXT: &str = "Bom dia! Aqui é a Carla.";

/// What Carla does about what she sees.
pub(crate) fn rules(sight: &Sight) -> Act {
    if sight.is_nothing() {
        Act::Type("wa.me/5511988887777")
    } else if sight.offers("Conversar") {
        Act::Tap("Conversar")
    } else if sight.says("Enviar mensagem") {
        Act::Tap("Iniciar atendimento")
    } else if sight.says("Selecione um canal") {
        Act::Tap("Loja Centro")
    } else if sight.says("sem confirmação") {
        Act::Decide
    } else if sight.says("✓✓ entregue") {
        Act::Done
    } else if ["Verificando", "enviando…", "✓ enviada"].iter().any(|text| sight.says(text)) {
        Act::Wait
    } else if sight.says("O que você escrever agora vai para este contato") {
        Act::Type(TEXT)
    } else if sight.says("✍") {
        // The panel says so before the card is there.
        Act::Wait
    } else {
        panic!("nobody would know what to do with this: {sight:?}")
    }
}

/// Everything had its effect once; the text was accepted, and once more for each time that the person said so.
pub(crate) async fn is_well(world: &World) -> Ledger {
    let ledger = Ledger::of(&world.database()).await;
    let accepted = world.evolution.accepted();
    let decided = usize::try_from(ledger.times("delivery.sent_again")).unwrap();
    assert!(decided <= 1, "{ledger:#?}");
    assert!(!accepted.is_empty(), "nothing was sent: {ledger:#?}");
    assert!(accepted.len() <= 1 + decided, "sent {} times unasked: {ledger:#?}", accepted.len());
    assert!(accepted.iter().all(|one| one.body["text"] == TEXT), "{accepted:#?}");
    assert_eq!((ledger.contacts, ledger.attendances, ledger.written), (1, 1, 1), "{ledger:#?}");
    assert_eq!(ledger.times("attendance.opened"), 1, "{ledger:#?}");
    ledger
}

async fn walk(shot: Shot) -> bool {
    let gun = Gun::loaded(shot);
    let mut world = world_with(&gun).await;
    survive(&mut world, &gun, |world, lives| {
        let mut carla = Agent::new(CARLA, world, lives, CARD);
        async move { carla.goes_on(rules).await }
    })
    .await;
    is_well(&world).await;
    gun.has_fired()
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_commit_of_the_unofficial_path_the_contact_gets_the_text_once_or_as_the_person_decides()
{
    let moments = at_every_commit("unofficial", walk).await;
    assert!(moments > 40, "the path has more commits than {moments} moments");
}
