//! Internal notes: kept with the attendance, read by the staff, and never said to the contact, wherever they are written.

use super::talk::{OFFICIAL, Talk, UNOFFICIAL};
use super::walk::{MARIA, in_portuguese, open_unofficial};
use crate::world::{CARLA, within};
use balcao::demo::handset::MessageView;
use balcao::demo::telegram::{FileKind, PersonFile};
use bytes::Bytes;

/// Everything that is on Maria's phone.
fn on_her_phone(talk: &Talk) -> Vec<String> {
    talk.phone().messages.iter().map(|one| one.body.clone()).collect()
}

/// What follows a note arrives, so that the note would have arrived before it.
async fn and_then_a_text_arrives(talk: &Talk) {
    let card = talk.carla.sees_somewhere("Vendas · ").await;
    let own = talk.carla.replies(card.message_id, "Isto é para ela.");
    talk.she_sees("what is meant for her", |one| one.body == "Isto é para ela.").await;
    // What was sent cannot become a note; nor does the note that was tried reach her as a change of it.
    talk.world.telegram.edit_text(CARLA, own, "/nota segredo 7");
    talk.carla.replies(card.message_id, "E isto também.");
    talk.she_sees("what follows", |one| one.body == "E isto também.").await;
    let got = on_her_phone(talk);
    assert!(!got.iter().any(|one| one.contains("segredo")), "a note reached her: {got:?}");
    let is_picture = |one: &MessageView| !one.from_contact && one.media.is_some();
    assert!(!talk.phone().messages.iter().any(is_picture), "what a note was written under reached her");
    for sent in [talk.world.cloud.requests(), talk.world.evolution.requests()].into_iter().flatten() {
        assert!(!sent.body.contains("segredo"), "a note left: {sent:?}");
    }
}

async fn a_note_stays_in_the_house(talk: Talk) {
    let has_topics = talk.world.has_topics();
    let carla = &talk.carla;
    carla.types("/nota segredo 1\nem duas linhas");
    carla.sees("Nota guardada no atendimento de").await;
    // In answer to the card, and to a message of hers.
    let card = carla.sees_somewhere("Vendas · ").await;
    carla.replies(card.message_id, "/nota segredo 2");
    carla.sees_somewhere("📝 2 notas internas").await;
    // From the card, with a panel that asks for the words.
    carla.taps("Mais").await;
    carla.sees("2 notas internas").await;
    carla.taps("Nota").await;
    carla.sees("Digite a nota").await;
    carla.types("/segredo 3");
    carla.sees("Nota guardada").await;
    if !has_topics {
        // What is typed next is not said to anybody: it may be meant as another note.
        carla.types("segredo 4");
        carla.sees("Para falar com um contato").await;
    }
    // A command without words asks for them.
    carla.types("/nota");
    carla.sees("Digite a nota").await;
    carla.types("segredo 5");
    carla.sees("Nota guardada").await;
    // A note under a picture is no note, and the picture stays here too.
    carla.taps("Responder").await;
    carla.sees("vai para este contato").await;
    talk.carla_sends(FileKind::Photo, "a.jpg", "image/jpeg", b"\xff\xd8\xff", "/nota segredo 6");
    carla.sees("Mande como texto").await;
    // Nor does the rest of its album go.
    let photo = |caption: &str| PersonFile {
        kind: FileKind::Photo,
        name: String::new(),
        mime: "image/jpeg".to_owned(),
        bytes: Bytes::from_static(b"\xff\xd8\xff"),
        caption: caption.to_owned(),
    };
    talk.world.telegram.send_album(CARLA, vec![photo("/nota segredo 8"), photo(""), photo("")], None);
    and_then_a_text_arrives(&talk).await;
    carla.taps("Mais").await;
    carla.sees("4 notas internas").await;
    carla.taps("Histórico").await;
    let mut page = carla.sees("Histórico · ").await.text;
    if carla.buttons().contains(&"‹".to_owned()) {
        carla.taps("‹").await;
        page.push_str(&carla.sees("segredo 1").await.text);
    }
    for kept in [
        "📝 Nota interna · Carla Dias · ",
        "segredo 1\nem duas linhas",
        "segredo 2",
        "/segredo 3",
        "segredo 5",
    ] {
        assert!(page.contains(kept), "no «{kept}» in {page}");
    }
    for lost in ["segredo 4", "segredo 6", "segredo 7"] {
        assert!(!page.contains(lost), "«{lost}» in {page}");
    }
    talk.world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_stays_in_the_house_on_the_official_channel() {
    a_note_stays_in_the_house(Talk::on(OFFICIAL).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_stays_in_the_house_on_the_unofficial_channel() {
    a_note_stays_in_the_house(Talk::on(UNOFFICIAL).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_stays_in_the_house_in_a_topic() {
    for channel in [OFFICIAL, UNOFFICIAL] {
        a_note_stays_in_the_house(Talk::in_a_topic(channel).await).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_without_an_attendance_says_how_to_write_one() {
    let mut world = in_portuguese().await;
    world.start().await;
    let carla = world.person(CARLA);
    for command in ["/nota", "/nota ligar amanhã", "/note ligar amanhã"] {
        carla.types("/menu");
        carla.sees("Olá, Carla").await;
        carla.types(command);
        carla.sees("Para deixar uma nota interna").await;
    }
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_a_note_is_asked_for_an_answer_to_a_message_is_asked_about() {
    let mut world = in_portuguese().await;
    world.start().await;
    let carla = world.person(CARLA);
    open_unofficial(&carla, MARIA).await;
    world.evolution.say(MARIA, "Vocês abrem hoje?").unwrap();
    let hers = carla.sees_somewhere("Vocês abrem hoje?").await;
    carla.taps("Mais").await;
    carla.taps("Nota").await;
    carla.sees("Digite a nota").await;
    carla.replies(hers.message_id, "Ela já perguntou ontem.");
    carla.sees("Ela já perguntou ontem.").await;
    assert_eq!(world.evolution.accepted_count(), 0, "it may have been meant as the note");
    carla.taps("Enviar").await;
    within("it leaves", world.evolution.until(|it| (it.accepted_count() == 1).then_some(()))).await;
    world.ends_well().await;
}
