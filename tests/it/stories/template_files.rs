//! Templates with a picture, a video, a file or a place at their top: sent to the bot, moved to the provider.

use super::walk::{MARIA, components, fill, send, template, to_templates};
use crate::world::{CARLA, Person, World};
use balcao::demo::handset::samples;
use balcao::demo::telegram::{FileKind, PersonFile};
use balcao::demo::wire::{Failure, Target};
use serde_json::json;

fn file(kind: FileKind, name: &str, mime: &str, bytes: &'static [u8]) -> PersonFile {
    PersonFile {
        kind,
        name: name.to_owned(),
        mime: mime.to_owned(),
        bytes: bytes::Bytes::from_static(bytes),
        caption: String::new(),
    }
}

/// A file of that many bytes that begins as a file of its type does.
fn heavy(name: &str, mime: &str, head: &[u8], len: usize) -> PersonFile {
    let mut bytes = head.to_vec();
    bytes.resize(len, 0);
    PersonFile {
        kind: FileKind::Document,
        name: name.to_owned(),
        mime: mime.to_owned(),
        bytes: bytes.into(),
        caption: String::new(),
    }
}

async fn at_picture(world: &World) -> Person {
    let carla = world.person(CARLA);
    to_templates(&carla, MARIA).await;
    fill(&carla, "vitrine_da_semana").await;
    carla.sees("Envie a imagem").await;
    carla
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_moved_to_the_provider_and_the_message_carries_its_id() {
    let world = World::new().await;
    let carla = at_picture(&world).await;
    carla.sends(file(FileKind::Photo, "foto.jpg", "image/jpeg", samples::JPEG));
    carla.sees("(2/2)").await;
    carla.types("Maria");
    let sent = send(&world, &carla).await;
    let id = components(&sent)[0]["parameters"][0]["image"]["id"].as_str().unwrap().to_owned();
    let kept = world.cloud.media(&id).expect("the file is at the provider");
    assert_eq!((kept.mime.as_str(), &kept.bytes[..]), ("image/jpeg", samples::JPEG));
    carla.sees("✓✓ entregue").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_keeps_its_name_and_a_video_its_type() {
    let mut world = World::empty().await;
    assert!(world.cloud.add_template(template(
        9001,
        "video_de_boas_vindas",
        "MARKETING",
        json!([
            {"type": "HEADER", "format": "VIDEO", "example": {"header_handle": ["https://scontent.example/v.mp4"]}},
            {"type": "BODY", "text": "Bem-vinda à loja."},
        ]),
    )));
    world.start().await;
    let carla = world.person(CARLA);
    to_templates(&carla, MARIA).await;
    fill(&carla, "factura_disponible").await;
    carla.sees("Envie o documento").await;
    carla.sends(file(FileKind::Document, "factura nº 7.pdf", "application/pdf", samples::PDF));
    carla.sees("(2/3)").await;
    carla.types("Lucía");
    carla.sees("(3/3)").await;
    carla.types("22 de noviembre");
    let review = carla.sees("Confira e envie").await;
    assert!(review.text.contains("factura nº 7.pdf"), "{}", review.text);
    let sent = send(&world, &carla).await;
    let document = components(&sent)[0]["parameters"][0]["document"].clone();
    assert_eq!(document["filename"], "factura nº 7.pdf");
    assert!(world.cloud.media(document["id"].as_str().unwrap()).is_some());

    to_templates(&carla, "5511988887777").await;
    fill(&carla, "video_de_boas_vindas").await;
    carla.sees("Envie o vídeo").await;
    carla.sends(file(FileKind::Video, "oi.mp4", "video/mp4", samples::MP4));
    let sent = send(&world, &carla).await;
    let id = components(&sent)[0]["parameters"][0]["video"]["id"].as_str().unwrap().to_owned();
    assert_eq!(world.cloud.media(&id).unwrap().mime, "video/mp4");
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_sent_to_the_bot_becomes_the_place_at_the_top() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    to_templates(&carla, MARIA).await;
    fill(&carla, "pickup_ready").await;
    carla.sees("Envie a localização").await;
    carla.types("Rua A, 10");
    let still = carla.sees("outro tipo de valor").await;
    assert!(still.text.contains("(1/3)"), "{}", still.text);
    world.telegram.send_location(CARLA, -30.0277, -51.2278);
    carla.sees("(2/3)").await;
    carla.types("Ana");
    carla.sees("(3/3)").await;
    carla.types("1042");
    let sent = send(&world, &carla).await;
    let place = components(&sent)[0]["parameters"][0]["location"].clone();
    assert_eq!((&place["latitude"], &place["longitude"]), (&json!("-30.0277"), &json!("-51.2278")));
    let shown = world.cloud.phone(MARIA).unwrap().messages.pop().unwrap();
    assert!(shown.location.is_some());
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_a_wrong_type_or_too_large_is_refused_with_the_limit_and_nothing_is_moved() {
    let world = World::new().await;
    let carla = at_picture(&world).await;
    carla.sends(file(FileKind::Document, "a.pdf", "application/pdf", samples::PDF));
    let still = carla.sees("não aceita este tipo de arquivo aqui (application/pdf)").await;
    assert!(still.text.contains("(1/2)"), "{}", still.text);
    carla.sends(heavy("grande.png", "image/png", samples::PNG, 5 * 1024 * 1024 + 1));
    let still = carla.sees("grande demais. O limite é 5").await;
    assert!(still.text.contains("(1/2)"), "{}", still.text);
    carla.types("uma foto");
    carla.sees("outro tipo de valor").await;
    world.telegram.send_location(CARLA, -30.0, -51.0);
    carla.sees("outro tipo de valor").await;
    let uploads = world.cloud.requests().iter().filter(|one| one.path.ends_with("/media")).count();
    assert_eq!(uploads, 0);
    // One that fits still goes on.
    carla.sends(heavy("cheia.png", "image/png", samples::PNG, 5 * 1024 * 1024));
    carla.sees("(2/2)").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_telegram_will_not_hand_over_is_refused_with_its_limit() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    to_templates(&carla, MARIA).await;
    fill(&carla, "factura_disponible").await;
    carla.sends(heavy("livro.pdf", "application/pdf", samples::PDF, 20 * 1024 * 1024 + 1));
    let still = carla.sees("grande demais. O limite é 20").await;
    assert!(still.text.contains("(1/3)"), "{}", still.text);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_fails_says_so_and_the_step_stays() {
    let world = World::new().await;
    let carla = at_picture(&world).await;
    for failure in [Failure::Status(500), Failure::DropBefore, Failure::Code(131_053)] {
        world.cloud.fail_next(Target::Others, 1, failure.clone());
        carla.sends(file(FileKind::Photo, "foto.jpg", "image/jpeg", samples::JPEG));
        let still = carla.sees("O arquivo não chegou ao WhatsApp").await;
        assert!(still.text.contains("(1/2)"), "{failure:?}: {}", still.text);
        carla.types("/menu");
        carla.taps("Continuar de onde parou").await;
        carla.sees("Envie a imagem").await;
    }
    carla.sends(file(FileKind::Photo, "foto.jpg", "image/jpeg", samples::JPEG));
    carla.sees("(2/2)").await;
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_upload_is_shown_and_what_is_typed_meanwhile_waits() {
    let world = World::new().await;
    let carla = at_picture(&world).await;
    world.cloud.switch(|switches| switches.delay_ms = 1_500);
    carla.sends(file(FileKind::Photo, "foto.jpg", "image/jpeg", samples::JPEG));
    carla.sees("Levando o arquivo até o WhatsApp").await;
    carla.until("the bot is shown to be busy", |telegram| telegram.typing(CARLA).then_some(())).await;
    carla.types("Maria");
    carla.sees("ainda está indo").await;
    world.cloud.switch(|switches| switches.delay_ms = 0);
    let next = carla.sees("(2/2)").await;
    assert!(!next.text.contains("Maria"), "{}", next.text);
    world.ends_well().await;
}
