//! The company gets another bot and keeps its database: in the same chat, messages are counted anew.

use super::walk::{MARIA, started_in_portuguese};
use crate::world::{CARLA, World, within};
use balcao::demo::telegram::{DemoTelegram, Options};
use balcao::supervise::Supervisor;
use std::net::{Ipv4Addr, SocketAddr};

const JOAO: &str = "5511988887777";

/// Another bot, in whose chats nothing was said yet.
async fn another_bot(world: &World, servers: &Supervisor) -> (DemoTelegram, String) {
    let token = "654321:another".to_owned();
    let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let options = Options { token: token.clone(), bot_username: "outro_bot".to_owned(), listen };
    let telegram = DemoTelegram::start(options, world.clock.clone(), servers).await.unwrap();
    for person in &balcao::demo::company::PEOPLE {
        telegram.add_person(person.id, person.first_name(), Some(person.language));
    }
    (telegram, token)
}

/// The contact writes, Carla takes the attendance; where she sees what was written.
async fn taken(world: &World, contact: &str, said: &str) -> i32 {
    let carla = world.person(CARLA);
    world.evolution.say(contact, said).unwrap();
    carla.sees_somewhere(said).await;
    carla.taps("Assumir").await;
    carla.sees_somewhere("Carla Dias").await;
    let shown = |telegram: &DemoTelegram| {
        let chat = telegram.chat(CARLA);
        chat.iter()
            .rev()
            .find(|one| one.text.ends_with(said) && one.keyboard.is_empty())
            .map(|one| one.message_id)
    };
    carla.until("it is shown as a message", shown).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_in_the_chat_of_another_bot_goes_to_whom_that_one_showed() {
    let mut world = started_in_portuguese(false).await;
    let before = taken(&world, MARIA, "Sou Maria").await;
    world.stop().await;
    let servers = Supervisor::new();
    let (telegram, token) = another_bot(&world, &servers).await;
    world.config.telegram.token = token.into();
    world.config.telegram.api_url = telegram.api_url();
    world.telegram = telegram;
    world.start().await;
    let after = taken(&world, JOAO, "Sou João").await;
    assert_eq!(after, before, "the two bots count alike: that is what this is about");
    world.person(CARLA).replies(after, "Bom dia, João");
    let sent = world.evolution.until(|one| one.accepted().pop());
    let sent = within("it is accepted", sent).await;
    assert!(sent.body["number"].as_str().is_some_and(|to| to.starts_with("55119")), "{:?}", sent.body);
    world.ends_well().await;
}
