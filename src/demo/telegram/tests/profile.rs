//! What the bot says about itself.

use super::{CARLA, World};
use serde_json::json;

#[tokio::test]
async fn a_person_sees_the_commands_of_the_narrowest_scope_in_their_language() {
    let world = World::start().await;
    let set = async |scope: &str, language: &str, description: &str| {
        let params = json!({"commands": [{"command": "menu", "description": description}],
            "scope": {"type": scope}, "language_code": language});
        world.ok("setMyCommands", params).await;
    };
    set("default", "", "all").await;
    set("default", "pt", "todos").await;
    let menu = |world: &World| world.demo.menu_of(CARLA)[0].1.clone();
    assert_eq!(menu(&world), "todos");
    set("all_private_chats", "", "private").await;
    assert_eq!(menu(&world), "private");
    set("all_private_chats", "pt", "particular").await;
    assert_eq!(menu(&world), "particular");
    world.demo.add_person(2, "Bob", Some("de"));
    assert_eq!(world.demo.menu_of(2)[0].1, "private");
    let scope = json!({"type": "all_private_chats"});
    assert_eq!(world.demo.commands(&scope, "pt"), [("menu".to_owned(), "particular".to_owned())]);
    let got = world.ok("getMyCommands", json!({"scope": scope, "language_code": "pt"})).await;
    assert_eq!(got, json!([{"command": "menu", "description": "particular"}]));
    world.ok("deleteMyCommands", json!({"scope": scope, "language_code": "pt"})).await;
    assert_eq!(menu(&world), "private");
}

#[tokio::test]
async fn descriptions_fall_back_to_the_one_for_all_languages() {
    let world = World::start().await;
    world.ok("setMyDescription", json!({"description": "Front desk"})).await;
    world.ok("setMyShortDescription", json!({"short_description": "Balcão", "language_code": "pt"})).await;
    let german = json!({"language_code": "de"});
    assert_eq!(world.ok("getMyDescription", german.clone()).await, json!({"description": "Front desk"}));
    assert_eq!(world.ok("getMyShortDescription", german.clone()).await, json!({"short_description": ""}));
    assert_eq!(world.ok("getMyName", german).await, json!({"name": "Balcão"}));
}
