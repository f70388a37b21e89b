//! Files: what is taken, how long addresses live, who may fetch them.

use super::*;
use crate::demo::handset::samples;

#[tokio::test]
async fn an_uploaded_file_comes_back_by_its_address_within_five_minutes() {
    let world = World::start().await;
    let id = world.uploaded(samples::PNG, "image/png").await;
    let (status, about) = world.get(&id).await;
    assert_eq!((status, about["mime_type"].as_str()), (200, Some("image/png")));
    assert_eq!(about["file_size"], samples::PNG.len().to_string());
    let url = about["url"].as_str().unwrap();
    let fetch = |token: &str| world.client.get(url).bearer_auth(token.to_owned()).send();
    assert_eq!(fetch("wrong").await.unwrap().status().as_u16(), 401);
    let token = &world.cloud.options().access_token;
    let fetched = fetch(token).await.unwrap();
    assert_eq!(fetched.headers()["content-type"], "image/png");
    assert_eq!(fetched.bytes().await.unwrap().as_ref(), samples::PNG);
    world.clock.turn(chrono::TimeDelta::minutes(5));
    assert_eq!(fetch(token).await.unwrap().status().as_u16(), 404);
    let (_status, again) = world.get(&id).await;
    let response = world.client.get(again["url"].as_str().unwrap()).bearer_auth(token).send().await.unwrap();
    assert_eq!(response.status().as_u16(), 200);
}

#[tokio::test]
async fn a_file_is_gone_after_thirty_days_or_when_it_is_deleted() {
    let world = World::start().await;
    let (old, deleted) =
        (world.uploaded(samples::PNG, "image/png").await, world.uploaded(samples::PNG, "image/png").await);
    let (status, answer) = world.call(world.client.delete(world.url(&deleted))).await;
    assert_eq!((status, answer), (200, json!({"success": true})));
    assert_eq!(world.get(&deleted).await.0, 400);
    world.clock.turn(chrono::TimeDelta::days(30));
    assert_eq!(world.get(&old).await.0, 400);
}

#[tokio::test]
async fn types_sizes_and_first_bytes_are_checked() {
    let world = World::start().await;
    let too_large: &'static [u8] = Box::leak(vec![0_u8; 5 * 1_024 * 1_024 + 1].into_boxed_slice());
    let cases: [(&'static [u8], &str); 5] = [
        (samples::PNG, "image/gif"),
        (samples::PNG, "image/jpeg"),
        (b"", "image/png"),
        (too_large, "image/png"),
        (b"hello", "application/pdf"),
    ];
    for (bytes, mime) in cases {
        let (status, answer) = world.upload(bytes, mime, "a.bin").await;
        assert_eq!((status, answer["error"]["code"].as_u64()), (400, Some(131_053)), "{mime}");
    }
    world.uploaded(b"any text", "text/plain").await;
    world.uploaded(samples::MP4, "video/mp4").await;
    world.uploaded(samples::WEBP, "image/webp").await;
}

#[tokio::test]
async fn the_form_must_name_the_product_and_the_file() {
    let world = World::start().await;
    let url = world.url("106540352242922/media");
    let file =
        || reqwest::multipart::Part::bytes(samples::PNG).file_name("a.png").mime_str("image/png").unwrap();
    let forms = [
        (reqwest::multipart::Form::new().part("file", file()), 100),
        (reqwest::multipart::Form::new().text("messaging_product", "whatsapp"), 131_008),
        (
            reqwest::multipart::Form::new()
                .text("messaging_product", "whatsapp")
                .text("x", "y")
                .part("file", file()),
            100,
        ),
    ];
    for (form, code) in forms {
        let (status, answer) = world.call(world.client.post(&url).multipart(form)).await;
        assert_eq!((status, answer["error"]["code"].as_u64()), (400, Some(code)));
    }
}
