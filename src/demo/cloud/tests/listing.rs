//! Reading: the token, ids, lists with filters and pages.

use super::*;

fn names(page: &Value) -> Vec<String> {
    let entries = page["data"].as_array().unwrap();
    entries.iter().map(|entry| entry["name"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn without_the_token_nothing_is_told() {
    let world = World::start().await;
    for token in [None, Some("wrong")] {
        let mut request = world.client.get(world.url("102290129340398/message_templates"));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let response = request.send().await.unwrap();
        assert_eq!(response.status().as_u16(), 401);
        let answer: Value = response.json().await.unwrap();
        assert_eq!(answer["error"]["code"], 190);
        assert!(answer["error"]["fbtrace_id"].is_string());
    }
    assert_eq!(world.cloud.invalid(), []);
}

#[tokio::test]
async fn an_unknown_id_is_code_100_with_subcode_33() {
    let world = World::start().await;
    for path in ["999", "999/message_templates", "102290129340398/messages", "999?fields=id"] {
        let (status, answer) = world.get(path).await;
        assert_eq!(status, 400, "{path}");
        assert_eq!(
            (answer["error"]["code"].as_u64(), answer["error"]["error_subcode"].as_u64()),
            (Some(100), Some(33))
        );
    }
}

#[tokio::test]
async fn any_version_is_served_and_none_is_not() {
    let world = World::start().await;
    let api = world.cloud.api_url();
    for version in ["v22.0", "v26.0"] {
        let url = format!("{api}/{version}/106540352242922?fields=display_phone_number");
        let (status, answer) = world.call(world.client.get(url)).await;
        assert_eq!((status, answer["display_phone_number"].as_str()), (200, Some("+555133334444")));
    }
    let (status, _answer) = world.call(world.client.get(format!("{api}/106540352242922"))).await;
    assert_eq!(status, 400);
}

#[tokio::test]
async fn the_number_tells_its_quality_and_limit() {
    let world = World::start().await;
    let (status, answer) =
        world.get("106540352242922?fields=quality_rating,whatsapp_business_manager_messaging_limit").await;
    assert_eq!(status, 200);
    let expected = json!({
        "quality_rating": "GREEN",
        "whatsapp_business_manager_messaging_limit": "TIER_2K",
        "id": "106540352242922",
    });
    assert_eq!(answer, expected);
    assert_eq!(world.get("106540352242922?fields=colour").await.0, 400);
}

#[tokio::test]
async fn pages_follow_each_other_until_there_is_no_next() {
    let world = World::start().await;
    let mut seen = Vec::new();
    let mut path = "102290129340398/message_templates?limit=4&fields=name,status".to_owned();
    loop {
        let (status, page) = world.get(&path).await;
        assert_eq!(status, 200, "{page}");
        seen.extend(names(&page));
        if page["paging"].get("next").is_none() {
            break;
        }
        let after = page["paging"]["cursors"]["after"].as_str().unwrap();
        path = format!("102290129340398/message_templates?limit=4&fields=name,status&after={after}");
    }
    assert_eq!(seen.len(), 10);
    assert_eq!(seen.iter().collect::<std::collections::BTreeSet<_>>().len(), 10);
}

#[tokio::test]
async fn the_address_of_the_next_page_works_as_it_is() {
    let world = World::start().await;
    let (_status, page) = world.get("102290129340398/message_templates?limit=6&status=approved").await;
    let next = page["paging"]["next"].as_str().unwrap().to_owned();
    let (status, rest) = world.call(world.client.get(next)).await;
    assert_eq!((status, names(&rest).len()), (200, 3));
}

#[tokio::test]
async fn filters_take_either_case_and_fields_choose() {
    let world = World::start().await;
    let list = |query: &str| format!("102290129340398/message_templates?{query}");
    let counts = [
        ("status=approved", 9),
        ("status=PAUSED", 1),
        ("category=marketing", 4),
        ("language=es", 1),
        ("name=retomar_contato", 1),
        ("name_or_content=desconto", 1),
        ("status=APPROVED&category=UTILITY&language=pt_BR", 3),
        ("name=nada", 0),
    ];
    for (query, expected) in counts {
        let (_status, page) = world.get(&list(query)).await;
        assert_eq!(names(&page).len(), expected, "{query}");
    }
    let (_status, page) = world.get(&list("name=retomar_contato&fields=status")).await;
    assert_eq!(page["data"], json!([{"status": "APPROVED", "id": "1387372356720001"}]));
    for wrong in ["limt=4", "limit=0", "limit=x", "fields=name,colour"] {
        assert_eq!(world.get(&list(wrong)).await.0, 400, "{wrong}");
    }
    let (_status, one) = world.get("1387372356720001?fields=status").await;
    assert_eq!(one, json!({"status": "APPROVED", "id": "1387372356720001"}));
}

#[tokio::test]
async fn a_cursor_goes_stale() {
    let world = World::start().await;
    let (_status, page) = world.get("102290129340398/message_templates?limit=2").await;
    let after = page["paging"]["cursors"]["after"].as_str().unwrap().to_owned();
    let path = format!("102290129340398/message_templates?limit=2&after={after}");
    assert_eq!(world.get(&path).await.0, 200);
    world.cloud.expire_cursors();
    let (status, answer) = world.get(&path).await;
    assert_eq!((status, answer["error"]["code"].as_u64()), (400, Some(131_059)));
    let (_status, answer) = world.get("102290129340398/message_templates?after=abc").await;
    assert_eq!(answer["error"]["code"], 131_059);
    assert_eq!(world.cloud.invalid(), []);
}
